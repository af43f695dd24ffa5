// Reads what waits today: texts to confirm, promises, anniversaries, partnerships nobody has heard of for long.
import { and, asc, count, eq, inArray, isNull, sql, type SQL } from 'drizzle-orm'
import { dayAfter, DUE_SOON_DAYS, type Side } from '#features/commitments/commitment.ts'
import { commitmentPartners, commitments } from '#features/commitments/commitment.table.ts'
import { eventPartners, events } from '#features/events/event.table.ts'
import { drafts } from '#features/intake/draft.table.ts'
import { texts } from '#features/intake/text.table.ts'
import { organisations } from '#features/organisations/organisation.table.ts'
import { milestones } from '#features/partnerships/milestone.table.ts'
import { partnerships } from '#features/partnerships/partnership.table.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import type { ImpreciseDate } from '#platform/dates.ts'
import type { LocalText } from '#platform/texts/local-text.ts'
import { LINES, monthsBefore, SILENT_MONTHS, UNDATED_MONTHS } from './today.ts'

const open = sql`${commitments.keptOn} is null and ${commitments.droppedOn} is null and ${commitments.deletedAt} is null`
/** Drafts of live texts on which nobody has decided. */
const undecided = (tx: OfficeTx): SQL =>
  sql`(select count(*) from ${drafts} join ${texts} on ${texts.officeId} = ${drafts.officeId} and ${texts.id} = ${drafts.textId} and ${texts.deletedAt} is null where ${drafts.officeId} = ${tx.officeId} and ${drafts.decision} = 'undecided')`
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
    .having(sql`${left} > 0 or ${unsaved} > 0 or ${texts.readAt} is null`)
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
  readonly partners: readonly { readonly name: LocalText }[]
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
          .select({ commitmentId: commitmentPartners.commitmentId, name: organisations.name })
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
  readonly last: { readonly date: ImpreciseDate; readonly day: string } | null
}

/**
 * Partnerships without a recorded contact for `SILENT_MONTHS` months, the longest silent first, with how many there are in all. One query.
 * Contacts are events and milestones, by the last day each may mean; a lapse or an end is none. Left out: what was ended and not begun again, and those
 * with whom something is to come.
 */
export async function silentPartnerships(tx: OfficeTx, today: string): Promise<{ rows: Silent[]; total: number }> {
  // The day in front of the date makes the latest contact the greatest text; each table is read once, however many partnerships there are.
  const latest = (table: typeof milestones | typeof events): SQL => sql`max((least(${table.lastDay}, ${today}::date)::text || ${table.date}) collate "C")`
  const found = await tx.execute<{ id: string; organisation_id: string; name: LocalText; country: string; last: string | null; total: string }>(sql`
    with step as (
      select ${milestones.partnershipId} as partnership_id,
        ${latest(milestones)} filter (where ${milestones.firstDay} <= ${today}::date and ${milestones.kind} not in ('lapse', 'end')) as last,
        max(${milestones.firstDay}) filter (where ${milestones.kind} = 'end') as ended,
        max(${milestones.firstDay}) filter (where ${milestones.kind} not in ('end', 'lapse', 'other')) as begun
      from ${milestones} where ${milestones.officeId} = ${tx.officeId} and ${milestones.deletedAt} is null group by 1
    ), meeting as (
      select ${eventPartners.organisationId} as organisation_id,
        ${latest(events)} filter (where ${events.firstDay} <= ${today}::date) as last,
        coalesce(bool_or(${events.firstDay} > ${today}::date), false) as planned
      from ${eventPartners} join ${events} on ${events.officeId} = ${eventPartners.officeId} and ${events.id} = ${eventPartners.eventId} and ${events.deletedAt} is null
      where ${eventPartners.officeId} = ${tx.officeId} group by 1
    )
    select p.id, p.organisation_id, o.name, o.country, greatest(step.last, meeting.last) as last, count(*) over () as total
    from ${partnerships} p
    join ${organisations} o on o.office_id = p.office_id and o.id = p.organisation_id
    left join step on step.partnership_id = p.id
    left join meeting on meeting.organisation_id = p.organisation_id
    where p.office_id = ${tx.officeId} and p.deleted_at is null
      and coalesce(left(greatest(step.last, meeting.last), 10) < ${monthsBefore(today, SILENT_MONTHS)}, true)
      and not coalesce(meeting.planned, false)
      and (step.ended is null or step.begun > step.ended)
    order by left(greatest(step.last, meeting.last), 10) collate "C" asc nulls first, o.sort_key, p.id
    limit ${LINES}`)
  return {
    rows: found.rows.map(({ id, organisation_id, name, country, last }) => ({
      partnershipId: id,
      organisationId: organisation_id,
      partner: name,
      country,
      last: last === null ? null : { day: last.slice(0, 10), date: last.slice(10) },
    })),
    total: Number(found.rows[0]?.total ?? 0),
  }
}
