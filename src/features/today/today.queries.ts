// Reads what waits today: texts to confirm, promises, anniversaries, partnerships nobody has heard of for long.
import { and, asc, count, eq, exists, inArray, isNull, lte, ne, not, or, sql, type SQL } from 'drizzle-orm'
import { dayAfter, DUE_SOON_DAYS, type Side } from '#features/commitments/commitment.ts'
import { commitmentPartners, commitments } from '#features/commitments/commitment.table.ts'
import { events } from '#features/events/event.table.ts'
import { drafts } from '#features/intake/draft.table.ts'
import { texts } from '#features/intake/text.table.ts'
import { arrivals } from '#features/intake/triage/arrival.table.ts'
import { organisations } from '#features/organisations/organisation.table.ts'
import { contactLogs } from '#features/partnerships/silence/contact.queries.ts'
import { contacts } from '#features/partnerships/silence/contact.table.ts'
import { stepsOf } from '#features/partnerships/partnership.queries.ts'
import { partnerships } from '#features/partnerships/partnership.table.ts'
import { type NextStep, NO_LOG, silenceInBrief } from '#features/partnerships/silence/silence.ts'
import { standings } from '#features/partnerships/silence/standing.table.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { offices } from '#platform/database/office.table.ts'
import type { LocalText } from '#platform/texts/local-text.ts'
import { LINES, monthsBefore, UNDATED_MONTHS } from './today.ts'

const open = sql`${commitments.keptOn} is null and ${commitments.droppedOn} is null and ${commitments.deletedAt} is null`
/**
 * Texts of an archive or a mailbox wait in the triage; a day's list that holds five hundred of them is no list of a day. Nor do those set aside, nor a feed's
 * that name nobody abroad: the town hall's news is mostly about the town hall.
 */
const ofToday = (tx: OfficeTx): SQL =>
  sql`not exists (select 1 from ${arrivals} where ${arrivals.officeId} = ${tx.officeId} and ${arrivals.id} = ${texts.id} and (
    ${arrivals.door} <> 'feed' or ${arrivals.asideAt} is not null or not exists (
      select 1 from ${drafts} named where named.office_id = ${tx.officeId} and named.text_id = ${texts.id} and named.kind = 'organisation'
        and named.data ->> 'country' <> (select country from ${offices} where id = ${tx.officeId}))))`
/** Drafts of live texts on which nobody has decided. */
const undecided = (tx: OfficeTx): SQL =>
  sql`(select count(*) from ${drafts} join ${texts} on ${texts.officeId} = ${drafts.officeId} and ${texts.id} = ${drafts.textId} and ${texts.deletedAt} is null and ${ofToday(tx)} where ${drafts.officeId} = ${tx.officeId} and ${drafts.decision} = 'undecided')`
const overdue = (tx: OfficeTx, today: string): SQL =>
  sql`(select count(*) from ${commitments} where ${commitments.officeId} = ${tx.officeId} and ${open} and ${commitments.dueBy} < ${today}::date)`

/** The numbers beside the rail's entries, in one query: undecided drafts and overdue promises. */
export async function shellCounts(tx: OfficeTx, today: string): Promise<{ intake: number; overdue: number }> {
  const { rows } = await tx.execute<{ intake: string; overdue: string }>(sql`select ${undecided(tx)} as intake, ${overdue(tx, today)} as overdue`)
  return { intake: Number(rows[0]?.intake ?? 0), overdue: Number(rows[0]?.overdue ?? 0) }
}

export type DayCounts = {
  readonly drafts: number
  readonly overdue: number
  readonly soon: number
  /** Nothing was ever entered: no partnership, text, event or promise. */
  readonly empty: boolean
}

/** The numbers at the head of the page, in one query. */
export async function dayCounts(tx: OfficeTx, today: string): Promise<DayCounts> {
  const any = (table: typeof partnerships | typeof texts | typeof events | typeof commitments): SQL =>
    sql`exists (select 1 from ${table} where ${table.officeId} = ${tx.officeId} and ${table.deletedAt} is null)`
  const { rows } = await tx.execute<{ drafts: string; overdue: string; soon: string; empty: boolean }>(sql`select
    ${undecided(tx)} as drafts,
    ${overdue(tx, today)} as overdue,
    (select count(*) from ${commitments} where ${commitments.officeId} = ${tx.officeId} and ${open} and ${commitments.dueBy} between ${today}::date and ${dayAfter(today, DUE_SOON_DAYS)}::date) as soon,
    not (${any(partnerships)} or ${any(texts)} or ${any(events)} or ${any(commitments)}) as empty`)
  const row = rows[0]
  return { drafts: Number(row?.drafts ?? 0), overdue: Number(row?.overdue ?? 0), soon: Number(row?.soon ?? 0), empty: row?.empty ?? true }
}

export type WaitingText = {
  readonly id: string
  readonly title: string
  readonly published: string | null
  readonly read: boolean
  readonly total: number
  readonly undecided: number
  /** Decided on, but not yet saved. */ readonly unsaved: number
}

/** Texts with drafts nobody has decided on or saved, and those that wait to be read; the newest first, at most `LINES`. One query. */
export async function waitingTexts(tx: OfficeTx): Promise<WaitingText[]> {
  const left = sql<number>`count(${drafts.id}) filter (where ${drafts.decision} = 'undecided')`.mapWith(Number)
  const unsaved = sql<number>`count(${drafts.id}) filter (where ${drafts.decision} in ('accepted', 'same') and ${drafts.savedAt} is null)`.mapWith(Number)
  const rows = await tx
    .select({ id: texts.id, title: texts.title, published: texts.published, readAt: texts.readAt, total: count(drafts.id), undecided: left, unsaved })
    .from(texts)
    .leftJoin(drafts, and(eq(drafts.officeId, texts.officeId), eq(drafts.textId, texts.id)))
    .where(and(eq(texts.officeId, tx.officeId), isNull(texts.deletedAt)))
    .groupBy(texts.officeId, texts.id)
    .having(sql`(${left} > 0 and ${ofToday(tx)}) or ${unsaved} > 0 or ${texts.readAt} is null`)
    .orderBy(sql`${texts.id} desc`)
    .limit(LINES)
  return rows.map(({ readAt, ...row }) => ({ ...row, read: readAt !== null }))
}

export type UndatedPromise = {
  readonly id: string
  readonly text: LocalText
  readonly owedBy: Side
  /** When it was given: the last day of its event, else the day it was entered. YYYY-MM-DD */
  readonly since: string
  readonly partners: readonly { readonly name: LocalText; readonly nativeName: string | null }[]
}

/** Open promises without a day, given a year ago or earlier; the oldest first, with how many there are in all. Two queries. */
export async function undatedPromises(tx: OfficeTx, today: string): Promise<{ rows: UndatedPromise[]; total: number }> {
  const since = sql<string>`coalesce(${events.lastDay}, ${commitments.createdAt}::date)`
  const rows = await tx
    .select({
      id: commitments.id,
      text: commitments.text,
      owedBy: commitments.owedBy,
      since: sql<string>`${since}::text`,
      total: sql<number>`count(*) over ()`.mapWith(Number),
    })
    .from(commitments)
    .leftJoin(events, and(eq(events.officeId, commitments.officeId), eq(events.id, commitments.eventId), isNull(events.deletedAt)))
    .where(and(eq(commitments.officeId, tx.officeId), open, isNull(commitments.dueBy), sql`${since} <= ${monthsBefore(today, UNDATED_MONTHS)}::date`))
    .orderBy(since, asc(commitments.id))
    .limit(LINES)
  const partners =
    rows.length === 0
      ? []
      : await tx
          .select({ commitmentId: commitmentPartners.commitmentId, name: organisations.name, nativeName: organisations.nativeName })
          .from(commitmentPartners)
          .innerJoin(organisations, and(eq(organisations.officeId, commitmentPartners.officeId), eq(organisations.id, commitmentPartners.organisationId)))
          .where(
            and(
              eq(commitmentPartners.officeId, tx.officeId),
              inArray(
                commitmentPartners.commitmentId,
                rows.map(({ id }) => id),
              ),
            ),
          )
          .orderBy(asc(commitmentPartners.id))
  return {
    rows: rows.map(({ id, text, owedBy, since: given }) => ({
      id,
      text,
      owedBy,
      since: given,
      partners: partners.filter(({ commitmentId }) => commitmentId === id),
    })),
    total: rows[0]?.total ?? 0,
  }
}

export type Silent = {
  readonly partnershipId: string
  readonly organisationId: string
  readonly partner: LocalText
  readonly country: string
  /** The last day of two-way contact, YYYY-MM-DD; null: none is recorded. */
  readonly last: string | null
  /** „последен обмен 2018 г.; последно писмо март 2023 г.“ */
  readonly reason: string
  readonly next: NextStep | null
}

/**
 * Partnerships that sleep by the office's own limits, and those begun with nobody heard of yet, the longest silent first, with how many there are in all.
 * Left out: those with a lapse on record, which somebody has dealt with, and those with whom something is to come. Three queries.
 */
export async function silentPartnerships(tx: OfficeTx, today: string): Promise<{ rows: Silent[]; total: number }> {
  const coming = exists(
    tx
      .select({ one: sql`1` })
      .from(contacts)
      .where(and(eq(contacts.officeId, standings.officeId), eq(contacts.organisationId, standings.organisationId), sql`${contacts.firstDay} > ${today}::date`)),
  )
  const asleep = and(lte(standings.sleepsFrom, today), ne(standings.stage, 'lapsed'))
  const unheard = and(eq(standings.stage, 'prospect'), isNull(standings.lastContactDay))
  const order = [sql`${standings.lastContactDay} asc nulls first`, asc(standings.sortKey), asc(standings.id)]
  // Names are read for the few that are shown, not for all that are counted.
  const shown = tx
    .select({ id: standings.id, total: sql<number>`count(*) over ()`.mapWith(Number).as('total') })
    .from(standings)
    .where(and(eq(standings.officeId, tx.officeId), or(asleep, unheard), not(coming)))
    .orderBy(...order)
    .limit(LINES)
    .as('shown')
  const rows = await tx
    .select({ standing: standings, partner: organisations.name, total: shown.total })
    .from(shown)
    .innerJoin(standings, and(eq(standings.officeId, tx.officeId), eq(standings.id, shown.id)))
    .innerJoin(organisations, and(eq(organisations.officeId, standings.officeId), eq(organisations.id, standings.organisationId)))
    .orderBy(...order)
  const logs = await contactLogs(
    tx,
    rows.map(({ standing }) => standing.organisationId),
    today,
  )
  const steps = await stepsOf(
    tx,
    rows.map(({ standing }) => standing.id),
  )
  return {
    rows: rows.map(({ standing, partner }) => {
      const { id, organisationId, country, lastContactDay } = standing
      const ids = { partnershipId: id, organisationId }
      const said = silenceInBrief(standing, logs.get(organisationId) ?? NO_LOG, steps.get(id) ?? [], ids, today)
      return { ...ids, ...said, partner, country, last: lastContactDay }
    }),
    total: rows[0]?.total ?? 0,
  }
}
