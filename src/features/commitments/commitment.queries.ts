// Reads promises: the ledger with its filters, one whole, what is due, what partnerships, citizens' pages and the day's inbox ask for.
import { and, asc, count, desc, eq, exists, inArray, isNotNull, isNull, or, sql, type SQL } from 'drizzle-orm'
import { addresses } from '#addresses'
import { openSources, type OpenSource } from '#features/events/event.ts'
import type { PartnerRef } from '#features/events/event.queries.ts'
import { events } from '#features/events/event.table.ts'
import { organisations } from '#features/organisations/organisation.table.ts'
import { people } from '#features/organisations/people/person.table.ts'
import type { TimelineEntry } from '#features/partnerships/partnership.ts'
import { m } from '#messages'
import type { OfficeTx } from '#platform/database/door.ts'
import { keyPaging, type Page, type Turn } from '#platform/database/key-paging.ts'
import type { ImpreciseDate } from '#platform/dates.ts'
import { isId } from '#platform/ids.ts'
import { findByName } from '#platform/search/names.ts'
import { currentLanguage } from '#platform/texts/language.ts'
import { type LocalText, reading, textIn } from '#platform/texts/local-text.ts'
import {
  type CommitmentState,
  type CommitmentTopic,
  dayAfter,
  DUE_SOON_DAYS,
  type LedgerStanding,
  promiseLabel,
  PROMISES_ON_A_PAGE,
  type Side,
  SIDES,
  standing,
  type Standing,
} from './commitment.ts'
import { commitmentPartners, commitments } from './commitment.table.ts'

/** A promise as lists show it; `standing` as on the asked day. */
export type CommitmentRow = {
  readonly id: string
  readonly owedBy: Side
  readonly text: LocalText
  readonly topic: CommitmentTopic
  readonly state: CommitmentState
  readonly due: ImpreciseDate | null
  readonly keptOn: string | null
  readonly evidence: string | null
  readonly droppedOn: string | null
  readonly dropReason: string | null
  readonly published: boolean
  readonly standing: Standing
  /** The event it was given at, unless that was removed. */
  readonly event: { readonly id: string; readonly title: LocalText; readonly date: ImpreciseDate | null } | null
  readonly partners: readonly PartnerRef[]
}

const columns = {
  id: commitments.id,
  owedBy: commitments.owedBy,
  text: commitments.text,
  topic: commitments.topic,
  state: commitments.state,
  due: commitments.due,
  keptOn: commitments.keptOn,
  evidence: commitments.evidence,
  droppedOn: commitments.droppedOn,
  dropReason: commitments.dropReason,
  publishedAt: commitments.publishedAt,
  eventId: events.id,
  eventTitle: events.title,
  eventDate: events.date,
}
type Bare = Omit<CommitmentRow, 'published' | 'standing' | 'event' | 'partners'> & {
  readonly publishedAt: Date | null
  readonly eventId: string | null
  readonly eventTitle: LocalText | null
  readonly eventDate: ImpreciseDate | null
}

const alive = (tx: OfficeTx): SQL | undefined => and(eq(commitments.officeId, tx.officeId), isNull(commitments.deletedAt))
const unsettled = sql<boolean>`(${commitments.keptOn} is null and ${commitments.droppedOn} is null)`
const itsEvent = and(eq(events.officeId, commitments.officeId), eq(events.id, commitments.eventId), isNull(events.deletedAt))
const betweenUsAnd = (tx: OfficeTx, organisationIds: readonly string[]): SQL =>
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
const ledgerKey = sql<string>`(case
  when ${unsettled} and ${commitments.dueBy} is not null then '1' || to_char(${commitments.dueBy}, 'YYYY-MM-DD')
  when ${unsettled} then '2'
  else '3' || lpad(('9999-12-31'::date - coalesce(${commitments.keptOn}, ${commitments.droppedOn}))::text, 8, '0') end) collate "C"`
const LEDGER_KEY = /^(1\d{4}-\d\d-\d\d|2|3\d{8})$/

async function partnersOf(tx: OfficeTx, ids: readonly string[]): Promise<Map<string, PartnerRef[]>> {
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

async function whole(tx: OfficeTx, rows: readonly Bare[], today: string): Promise<CommitmentRow[]> {
  const partners = await partnersOf(
    tx,
    rows.map(({ id }) => id),
  )
  return rows.map(({ id, owedBy, text, topic, state, due, keptOn, evidence, droppedOn, dropReason, publishedAt, eventId, eventTitle, eventDate }) => ({
    id,
    owedBy,
    text,
    topic,
    state,
    due,
    keptOn,
    evidence,
    droppedOn,
    dropReason,
    published: publishedAt !== null,
    standing: standing({ keptOn, droppedOn, due }, today),
    event: eventId === null || eventTitle === null ? null : { id: eventId, title: eventTitle, date: eventDate },
    partners: partners.get(id) ?? [],
  }))
}

// ---- the ledger ------------------------------------------------------------------------------------------------------

export type LedgerFilters = {
  readonly side?: Side | undefined
  readonly standing?: LedgerStanding | undefined
  readonly organisation?: string | undefined
  readonly event?: string | undefined
  readonly q?: string | undefined
}

/** Lines of each side in the open book; the rest is on the side's own page. */
const LINES_A_SIDE = 12

/** The same rule as `standing` in commitment.ts. */
function standsAs(one: LedgerStanding, today: string): SQL {
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

async function condition(tx: OfficeTx, filters: LedgerFilters, today: string): Promise<SQL | undefined> {
  const parts: (SQL | undefined)[] = [alive(tx)]
  if (filters.side !== undefined) parts.push(eq(commitments.owedBy, filters.side))
  if (filters.standing !== undefined) parts.push(standsAs(filters.standing, today))
  if (filters.organisation !== undefined) parts.push(isId(filters.organisation) ? betweenUsAnd(tx, [filters.organisation]) : sql`false`)
  if (filters.event !== undefined) parts.push(isId(filters.event) ? eq(commitments.eventId, filters.event) : sql`false`)
  if (filters.q !== undefined && filters.q.trim() !== '') {
    const found = await findByName(tx, filters.q, { things: ['commitment', 'organisation'], limit: 300 })
    const [own, partners] = ['commitment', 'organisation'].map((thing) => found.filter((one) => one.thing === thing).map(({ thingId }) => thingId)) as [
      string[],
      string[],
    ]
    parts.push(or(own.length > 0 ? inArray(commitments.id, own) : undefined, partners.length > 0 ? betweenUsAnd(tx, partners) : undefined) ?? sql`false`)
  }
  return and(...parts)
}

export type SideSum = { readonly open: number; readonly overdue: number; readonly kept: number; readonly dropped: number; readonly all: number }
export type Ledger = {
  /** Each side's first lines; a side's own page when `filters.side` is given. */
  readonly sides: Readonly<Record<Side, readonly CommitmentRow[]>>
  readonly sums: Readonly<Record<Side, SideSum>>
  /** Cursors, only with one side. */
  readonly next: string | null
  readonly previous: string | null
}

const NOTHING: SideSum = { open: 0, overdue: 0, kept: 0, dropped: 0, all: 0 }

/** The ledger as on `today`: overdue first, then by day, then without a day, then the settled. One side alone is paged by key. */
export async function ledger(tx: OfficeTx, filters: LedgerFilters, turn: Turn, today: string): Promise<Ledger> {
  const where = await condition(tx, filters, today)
  const summed = await tx
    .select({
      owedBy: commitments.owedBy,
      all: count(),
      open: sql<number>`count(*) filter (where ${unsettled})`.mapWith(Number),
      overdue: sql<number>`count(*) filter (where ${standsAs('overdue', today)})`.mapWith(Number),
      kept: sql<number>`count(*) filter (where ${standsAs('kept', today)})`.mapWith(Number),
      dropped: sql<number>`count(*) filter (where ${standsAs('dropped', today)})`.mapWith(Number),
    })
    .from(commitments)
    .where(where)
    .groupBy(commitments.owedBy)
  const sums = Object.fromEntries(SIDES.map((side) => [side, NOTHING])) as Record<Side, SideSum>
  for (const { owedBy, ...sum } of summed) sums[owedBy] = sum

  const lines = filters.side === undefined ? { rows: await bookLines(tx, where), next: null, previous: null } : await sideLines(tx, where, turn)
  const rows = await whole(tx, lines.rows, today)
  return {
    sides: Object.fromEntries(SIDES.map((side) => [side, rows.filter(({ owedBy }) => owedBy === side)])) as Record<Side, CommitmentRow[]>,
    sums,
    next: lines.next,
    previous: lines.previous,
  }
}

async function sideLines(tx: OfficeTx, where: SQL | undefined, turn: Turn): Promise<Page<Bare>> {
  const paging = keyPaging(turn, { key: ledgerKey, id: commitments.id }, { size: PROMISES_ON_A_PAGE, keyShape: LEDGER_KEY })
  const found = await tx
    .select({ ...columns, ledgerKey })
    .from(commitments)
    .leftJoin(events, itsEvent)
    .where(and(where, paging.where))
    .orderBy(...paging.orderBy)
    .limit(paging.limit)
  return paging.page(found, (row) => ({ key: row.ledgerKey, id: row.id }))
}

/** The first lines of every side at once. */
async function bookLines(tx: OfficeTx, where: SQL | undefined): Promise<Bare[]> {
  const numbered = tx
    .select({
      id: commitments.id,
      place: sql<number>`row_number() over (partition by ${commitments.owedBy} order by ${ledgerKey}, ${commitments.id})`.as('place'),
    })
    .from(commitments)
    .where(where)
    .as('numbered')
  return tx
    .select(columns)
    .from(commitments)
    .innerJoin(numbered, eq(numbered.id, commitments.id))
    .leftJoin(events, itsEvent)
    .where(and(alive(tx), sql`${numbered.place} <= ${LINES_A_SIDE}`))
    .orderBy(ledgerKey, asc(commitments.id))
}

/** The organisations that have promises with us, for the ledger's filter. */
export async function commitmentPartnerChoices(tx: OfficeTx): Promise<{ id: string; name: LocalText; nativeName: string | null }[]> {
  return tx
    .select({ id: organisations.id, name: organisations.name, nativeName: organisations.nativeName })
    .from(organisations)
    .where(
      and(
        eq(organisations.officeId, tx.officeId),
        isNull(organisations.deletedAt),
        sql`exists (select 1 from ${commitmentPartners} where ${commitmentPartners.officeId} = ${organisations.officeId} and ${commitmentPartners.organisationId} = ${organisations.id})`,
      ),
    )
    .orderBy(asc(organisations.sortKey), asc(organisations.id))
    .limit(500)
}

// ---- one promise -----------------------------------------------------------------------------------------------------

export type CommitmentRecord = typeof commitments.$inferSelect
export type CommitmentWhole = {
  readonly commitment: CommitmentRecord
  readonly standing: Standing
  readonly event: CommitmentRow['event']
  readonly person: {
    readonly id: string
    readonly name: LocalText
    readonly nativeName: string | null
    readonly title: string | null
    readonly live: boolean
  } | null
  readonly partners: readonly PartnerRef[]
}

/** null when there is none of this id, or it was removed. */
export async function commitmentById(tx: OfficeTx, id: string, today: string): Promise<CommitmentWhole | null> {
  if (!isId(id)) return null
  const [found] = await tx
    .select({
      commitment: commitments,
      eventId: events.id,
      eventTitle: events.title,
      eventDate: events.date,
      personId: people.id,
      personName: people.name,
      personNative: people.nativeName,
      personTitle: people.title,
      personDeletedAt: people.deletedAt,
    })
    .from(commitments)
    .leftJoin(events, itsEvent)
    .leftJoin(people, and(eq(people.officeId, commitments.officeId), eq(people.id, commitments.personId)))
    .where(and(alive(tx), eq(commitments.id, id)))
  if (found === undefined) return null
  const { commitment, eventId, eventTitle, personId, personName } = found
  return {
    commitment,
    standing: standing(commitment, today),
    event: eventId === null || eventTitle === null ? null : { id: eventId, title: eventTitle, date: found.eventDate },
    person:
      personId === null || personName === null
        ? null
        : { id: personId, name: personName, nativeName: found.personNative, title: found.personTitle, live: found.personDeletedAt === null },
    partners: (await partnersOf(tx, [id])).get(id) ?? [],
  }
}

// ---- for others ------------------------------------------------------------------------------------------------------

/** The promises between us and an organisation, in the ledger's order. */
export async function commitmentsOf(tx: OfficeTx, organisationId: string, today: string, limit = 50): Promise<CommitmentRow[]> {
  const rows = await tx
    .select(columns)
    .from(commitments)
    .leftJoin(events, itsEvent)
    .where(and(alive(tx), betweenUsAnd(tx, [organisationId])))
    .orderBy(ledgerKey, asc(commitments.id))
    .limit(limit)
  return whole(tx, rows, today)
}

/** The open promises between us and any of the organisations, in the ledger's order; two queries. */
export async function openPromisesWith(tx: OfficeTx, organisationIds: readonly string[], today: string, limit: number): Promise<CommitmentRow[]> {
  if (organisationIds.length === 0) return []
  const rows = await tx
    .select(columns)
    .from(commitments)
    .leftJoin(events, itsEvent)
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

/** Overdue promises and those due within `DUE_SOON_DAYS`, the longest overdue first; two queries. */
export async function dueList(tx: OfficeTx, today: string, limit: number): Promise<CommitmentRow[]> {
  const rows = await tx
    .select(columns)
    .from(commitments)
    .leftJoin(events, itsEvent)
    .where(and(alive(tx), unsettled, sql`${commitments.dueBy} <= ${dayAfter(today, DUE_SOON_DAYS)}::date`))
    .orderBy(asc(commitments.dueBy), asc(commitments.id))
    .limit(limit)
  return whole(tx, rows, today)
}

/** The settled promises of an organisation for its timeline, each on the day it was kept or dropped; one query. */
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
    .where(and(eq(commitments.officeId, tx.officeId), eq(commitments.personId, personId), isNull(commitments.deletedAt)))
    .limit(1)
  return rows[0] === undefined ? null : m.commitments_holds({ text: promiseLabel(textIn(rows[0].text)) })
}
