// Reads promises: as lines of lists, one whole, what is due, what partnerships, citizens' pages and the day's inbox ask for.
import { and, asc, count, desc, eq, exists, inArray, isNotNull, isNull, or, sql, type SQL } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { addresses } from '#addresses'
import { openSources, type OpenSource } from '#features/events/event.ts'
import type { PartnerRef } from '#features/events/event.queries.ts'
import { events } from '#features/events/event.table.ts'
import { organisations } from '#features/organisations/organisation.table.ts'
import { people, type Person, posts } from '#features/organisations/people/person.table.ts'
import { isPast } from '#features/organisations/people/post.ts'
import type { TimelineEntry } from '#features/partnerships/partnership.ts'
import { m } from '#messages'
import type { OfficeTx } from '#platform/database/door.ts'
import { dayAfter, type ImpreciseDate } from '#platform/dates.ts'
import { isId } from '#platform/ids.ts'
import { currentLanguage } from '#platform/texts/language.ts'
import { type LocalText, reading, textIn } from '#platform/texts/local-text.ts'
import {
  type CommitmentState,
  type CommitmentTopic,
  DUE_SOON_DAYS,
  type EvidencePaper,
  type LedgerStanding,
  promiseLabel,
  type Side,
  standing,
  type Standing,
} from './commitment.ts'
import { commitmentPartners, commitments } from './commitment.table.ts'
import type { Move } from './moves/move.ts'

export type Answerer = { readonly id: string; readonly name: LocalText; readonly nativeName: string | null }

/** A promise as lists show it; `standing` as on the asked day. */
export type CommitmentRow = {
  readonly id: string
  readonly version: number
  readonly owedBy: Side
  readonly text: LocalText
  readonly topic: CommitmentTopic
  readonly state: CommitmentState
  readonly due: ImpreciseDate | null
  readonly moves: readonly Move[]
  readonly keptOn: string | null
  readonly evidence: string | null
  readonly evidencePapers: readonly EvidencePaper[]
  readonly droppedOn: string | null
  readonly dropReason: string | null
  readonly published: boolean
  readonly standing: Standing
  /** The event it was given at, unless that was removed. */
  readonly event: { readonly id: string; readonly title: LocalText; readonly date: ImpreciseDate | null } | null
  /** Who answers for it, on either side. */
  readonly person: Answerer | null
  readonly theirPerson: Answerer | null
  readonly partners: readonly PartnerRef[]
}

export const theirPerson = alias(people, 'their_person')
export const lineColumns = {
  id: commitments.id,
  version: commitments.version,
  owedBy: commitments.owedBy,
  text: commitments.text,
  topic: commitments.topic,
  state: commitments.state,
  due: commitments.due,
  moves: commitments.moves,
  keptOn: commitments.keptOn,
  evidence: commitments.evidence,
  evidencePapers: commitments.evidencePapers,
  droppedOn: commitments.droppedOn,
  dropReason: commitments.dropReason,
  publishedAt: commitments.publishedAt,
  eventId: events.id,
  eventTitle: events.title,
  eventDate: events.date,
  personId: people.id,
  personName: people.name,
  personNative: people.nativeName,
  theirPersonId: theirPerson.id,
  theirPersonName: theirPerson.name,
  theirPersonNative: theirPerson.nativeName,
}
export type BareLine = Omit<CommitmentRow, 'published' | 'standing' | 'event' | 'person' | 'theirPerson' | 'partners'> & {
  readonly publishedAt: Date | null
  readonly eventId: string | null
  readonly eventTitle: LocalText | null
  readonly eventDate: ImpreciseDate | null
  readonly personId: string | null
  readonly personName: LocalText | null
  readonly personNative: string | null
  readonly theirPersonId: string | null
  readonly theirPersonName: LocalText | null
  readonly theirPersonNative: string | null
}

export const alive = (tx: OfficeTx): SQL | undefined => and(eq(commitments.officeId, tx.officeId), isNull(commitments.deletedAt))
export const unsettled = sql<boolean>`(${commitments.keptOn} is null and ${commitments.droppedOn} is null)`
export const itsEvent = and(eq(events.officeId, commitments.officeId), eq(events.id, commitments.eventId), isNull(events.deletedAt))
export const itsPerson = and(eq(people.officeId, commitments.officeId), eq(people.id, commitments.personId))
export const theirsPerson = and(eq(theirPerson.officeId, commitments.officeId), eq(theirPerson.id, commitments.theirPersonId))
export const betweenUsAnd = (tx: OfficeTx, organisationIds: readonly string[]): SQL =>
  exists(
    tx
      .select({ one: sql`1` })
      .from(commitmentPartners)
      .where(
        and(
          eq(commitmentPartners.officeId, commitments.officeId),
          eq(commitmentPartners.commitmentId, commitments.id),
          inArray(commitmentPartners.organisationId, [...organisationIds]),
        ),
      ),
  )

/**
 * The ledger's order as one text: open ones by their day (so the overdue stand first), then open ones without a day, then the settled, latest first.
 * Days are counted backwards there so that one direction sorts all.
 */
export const ledgerKey = sql<string>`(case
  when ${unsettled} and ${commitments.dueBy} is not null then '1' || to_char(${commitments.dueBy}, 'YYYY-MM-DD')
  when ${unsettled} then '2'
  else '3' || lpad(('9999-12-31'::date - coalesce(${commitments.keptOn}, ${commitments.droppedOn}))::text, 8, '0') end) collate "C"`
export const LEDGER_KEY = /^(1\d{4}-\d\d-\d\d|2|3\d{8})$/

/** The same rule as `standing` in commitment.ts. */
export function standsAs(one: LedgerStanding, today: string): SQL {
  const soon = dayAfter(today, DUE_SOON_DAYS)
  switch (one) {
    case 'kept':
      return isNotNull(commitments.keptOn)
    case 'dropped':
      return sql`(${commitments.keptOn} is null and ${commitments.droppedOn} is not null)`
    case 'unsettled':
      return unsettled
    case 'overdue':
      return sql`(${unsettled} and ${commitments.dueBy} < ${today}::date)`
    case 'due-soon':
      return sql`(${unsettled} and ${commitments.dueBy} between ${today}::date and ${soon}::date)`
    case 'open':
      return sql`(${unsettled} and (${commitments.dueBy} is null or ${commitments.dueBy} > ${soon}::date))`
  }
}

/** Promises with what a line tells of them beside their partners; to be narrowed and ordered. */
export const lines = (tx: OfficeTx) =>
  tx.select(lineColumns).from(commitments).leftJoin(events, itsEvent).leftJoin(people, itsPerson).leftJoin(theirPerson, theirsPerson)

export async function partnersOf(tx: OfficeTx, ids: readonly string[]): Promise<Map<string, PartnerRef[]>> {
  const found = new Map<string, PartnerRef[]>()
  if (ids.length === 0) return found
  const rows = await tx
    .select({
      commitmentId: commitmentPartners.commitmentId,
      organisationId: organisations.id,
      name: organisations.name,
      nativeName: organisations.nativeName,
      country: organisations.country,
      deletedAt: organisations.deletedAt,
    })
    .from(commitmentPartners)
    .innerJoin(organisations, and(eq(organisations.officeId, commitmentPartners.officeId), eq(organisations.id, commitmentPartners.organisationId)))
    .where(and(eq(commitmentPartners.officeId, tx.officeId), inArray(commitmentPartners.commitmentId, [...ids])))
    .orderBy(asc(commitmentPartners.id))
  for (const { commitmentId, deletedAt, ...partner } of rows) {
    const known = found.get(commitmentId) ?? []
    known.push({ ...partner, live: deletedAt === null })
    found.set(commitmentId, known)
  }
  return found
}

export async function whole(tx: OfficeTx, rows: readonly BareLine[], today: string): Promise<CommitmentRow[]> {
  const partners = await partnersOf(
    tx,
    rows.map(({ id }) => id),
  )
  return rows.map((bare) => {
    const { publishedAt, eventId, eventTitle, eventDate, personId, personName, personNative, theirPersonId, theirPersonName, theirPersonNative, ...row } = bare
    return {
      ...row,
      published: publishedAt !== null,
      standing: standing(row, today),
      event: eventId === null || eventTitle === null ? null : { id: eventId, title: eventTitle, date: eventDate },
      person: personId === null || personName === null ? null : { id: personId, name: personName, nativeName: personNative },
      theirPerson: theirPersonId === null || theirPersonName === null ? null : { id: theirPersonId, name: theirPersonName, nativeName: theirPersonNative },
      partners: partners.get(row.id) ?? [],
    }
  })
}

// ---- one promise -----------------------------------------------------------------------------------------------------

export type CommitmentRecord = typeof commitments.$inferSelect
/** Who answers for a promise, on either side; `live` false: no longer in the register. */
export type Answering = {
  readonly id: string
  readonly name: LocalText
  readonly nativeName: string | null
  readonly title: string | null
  readonly email: string | null
  readonly live: boolean
}
export type CommitmentWhole = {
  readonly commitment: CommitmentRecord
  readonly standing: Standing
  readonly event: CommitmentRow['event']
  readonly person: Answering | null
  readonly theirPerson: Answering | null
  readonly partners: readonly PartnerRef[]
}

/** null when there is none of this id, or it was removed. */
export async function commitmentById(tx: OfficeTx, id: string, today: string): Promise<CommitmentWhole | null> {
  if (!isId(id)) return null
  const [found] = await tx
    .select({ commitment: commitments, eventId: events.id, eventTitle: events.title, eventDate: events.date, person: people, theirPerson })
    .from(commitments)
    .leftJoin(events, itsEvent)
    .leftJoin(people, itsPerson)
    .leftJoin(theirPerson, theirsPerson)
    .where(and(alive(tx), eq(commitments.id, id)))
  if (found === undefined) return null
  const { commitment, eventId, eventTitle } = found
  return {
    commitment,
    standing: standing(commitment, today),
    event: eventId === null || eventTitle === null ? null : { id: eventId, title: eventTitle, date: found.eventDate },
    person: answering(found.person),
    theirPerson: answering(found.theirPerson),
    partners: (await partnersOf(tx, [id])).get(id) ?? [],
  }
}

const answering = (person: Person | null): Answering | null =>
  person === null
    ? null
    : {
        id: person.id,
        name: person.name,
        nativeName: person.nativeName,
        title: person.title,
        email: person.email,
        live: person.deletedAt === null,
      }

/** People with a post held on `today` in any of the organisations who have an e-mail address, in their alphabet, at most 30; one query. */
export async function reachableAt(tx: OfficeTx, organisationIds: readonly string[], today: string): Promise<Person[]> {
  if (organisationIds.length === 0) return []
  const rows = await tx
    .select({ person: people, toDate: posts.toDate })
    .from(posts)
    .innerJoin(people, and(eq(people.officeId, posts.officeId), eq(people.id, posts.personId), isNull(people.deletedAt), isNotNull(people.email)))
    .where(and(eq(posts.officeId, tx.officeId), isNull(posts.deletedAt), inArray(posts.organisationId, [...organisationIds])))
    .orderBy(asc(people.sortKey), asc(people.id))
    .limit(200)
  return [...new Map(rows.filter(({ toDate }) => !isPast({ toDate }, today)).map(({ person }) => [person.id, person])).values()].slice(0, 30)
}

// ---- for others ------------------------------------------------------------------------------------------------------

/** The promises between us and an organisation, in the ledger's order. */
export async function commitmentsOf(tx: OfficeTx, organisationId: string, today: string, limit = 50): Promise<CommitmentRow[]> {
  const rows = await lines(tx)
    .where(and(alive(tx), betweenUsAnd(tx, [organisationId])))
    .orderBy(ledgerKey, asc(commitments.id))
    .limit(limit)
  return whole(tx, rows, today)
}

/** The open promises between us and any of the organisations, in the ledger's order; two queries. */
export async function openPromisesWith(tx: OfficeTx, organisationIds: readonly string[], today: string, limit: number): Promise<CommitmentRow[]> {
  if (organisationIds.length === 0) return []
  const rows = await lines(tx)
    .where(and(alive(tx), unsettled, betweenUsAnd(tx, organisationIds)))
    .orderBy(ledgerKey, asc(commitments.id))
    .limit(limit)
  return whole(tx, rows, today)
}

/** How many promises are overdue, by anyone; the number in the rail. One query over the open ones. */
export async function overdueCount(tx: OfficeTx, today: string): Promise<number> {
  const [counted] = await tx
    .select({ overdue: count() })
    .from(commitments)
    .where(and(alive(tx), standsAs('overdue', today)))
  return counted?.overdue ?? 0
}

/** Promises by their ids, as on the day; removed ones are left out. Two queries. */
export async function commitmentsByIds(tx: OfficeTx, ids: readonly string[], today: string): Promise<ReadonlyMap<string, CommitmentRow>> {
  const rows = await lines(tx).where(and(alive(tx), inArray(commitments.id, [...ids])))
  return new Map((await whole(tx, rows, today)).map((row) => [row.id, row]))
}

/** As many as the timeline takes of events. */
const MOST_ON_A_TIMELINE = 500

/** The settled promises of an organisation for its timeline, each on the day it was kept or dropped, the newest 500; one query. */
export async function commitmentTimeline(tx: OfficeTx, organisationId: string): Promise<TimelineEntry[]> {
  const rows = await tx
    .select({
      id: commitments.id,
      text: commitments.text,
      keptOn: commitments.keptOn,
      droppedOn: commitments.droppedOn,
      evidence: commitments.evidence,
      dropReason: commitments.dropReason,
      sources: commitments.sources,
      publishedAt: commitments.publishedAt,
    })
    .from(commitments)
    .where(and(alive(tx), sql`not ${unsettled}`, betweenUsAnd(tx, [organisationId])))
    .orderBy(desc(sql`coalesce(${commitments.keptOn}, ${commitments.droppedOn})`), desc(commitments.id))
    .limit(MOST_ON_A_TIMELINE)
  return rows.map((row) => {
    const kept = row.keptOn !== null
    const said = kept ? row.evidence : row.dropReason
    const { text } = reading(row.text)
    return {
      id: `commitment-${row.id}`,
      date: row.keptOn ?? row.droppedOn,
      point: 'act',
      title: kept ? m.commitments_timeline_kept({ text }) : m.commitments_timeline_dropped({ text }),
      href: addresses.commitment({ id: row.id }),
      text: said === null || said === '' ? undefined : { text: said, language: currentLanguage() },
      sources: row.sources,
      published: row.publishedAt !== null,
    }
  })
}

/** A promise as the citizens see it: no person, no evidence, no reasons. */
export type PublicCommitment = {
  readonly id: string
  readonly owedBy: Side
  readonly text: LocalText
  readonly topic: CommitmentTopic
  readonly due: ImpreciseDate | null
  readonly keptOn: string | null
  readonly sources: readonly OpenSource[]
}

/** One organisation's promises open to the citizens, without the dropped ones, in the ledger's order, at most 500; one query. */
export async function publicCommitmentsOf(tx: OfficeTx, organisationId: string): Promise<PublicCommitment[]> {
  const rows = await tx
    .select({
      id: commitments.id,
      owedBy: commitments.owedBy,
      text: commitments.text,
      topic: commitments.topic,
      due: commitments.due,
      keptOn: commitments.keptOn,
      sources: commitments.sources,
    })
    .from(commitments)
    .where(and(alive(tx), isNotNull(commitments.publishedAt), isNull(commitments.droppedOn), betweenUsAnd(tx, [organisationId])))
    .orderBy(ledgerKey, asc(commitments.id))
    .limit(500)
  return rows.map((row) => ({ ...row, sources: openSources(row.sources) }))
}

/** A promise an organisation is still tied to, in words; for whoever would remove the organisation. */
export async function promisesWith(tx: OfficeTx, organisationId: string): Promise<string | null> {
  const rows = await tx
    .select({ text: commitments.text })
    .from(commitmentPartners)
    .innerJoin(
      commitments,
      and(eq(commitments.officeId, commitmentPartners.officeId), eq(commitments.id, commitmentPartners.commitmentId), isNull(commitments.deletedAt)),
    )
    .where(and(eq(commitmentPartners.officeId, tx.officeId), eq(commitmentPartners.organisationId, organisationId)))
    .limit(1)
  return rows[0] === undefined ? null : m.commitments_holds({ text: promiseLabel(textIn(rows[0].text)) })
}

/** The same for the person who answers for it. */
export async function promisesAnsweredBy(tx: OfficeTx, personId: string): Promise<string | null> {
  const rows = await tx
    .select({ text: commitments.text })
    .from(commitments)
    .where(and(alive(tx), or(eq(commitments.personId, personId), eq(commitments.theirPersonId, personId))))
    .limit(1)
  return rows[0] === undefined ? null : m.commitments_holds({ text: promiseLabel(textIn(rows[0].text)) })
}
