// Reads the month's reports for the office: the months with what they hold, an edition with all that belongs to it, drafts that are being typed.
import { and, asc, count, desc, eq, gte, inArray, isNotNull, isNull, lte, min, sql } from 'drizzle-orm'
import { firstOfMonth, lastOfMonth, monthAfter } from '#features/calendar/day.ts'
import { symbolicActs } from '#features/events/symbolic-act.table.ts'
import { events } from '#features/events/event.table.ts'
import { milestones } from '#features/partnerships/milestones/milestone.table.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { anyOf } from '#platform/database/any-of.ts'
import { offices } from '#platform/database/office.table.ts'
import { activities } from '#platform/activity/activity.table.ts'
import { isId } from '#platform/ids.ts'
import type { DigestLanguage } from './composing/tongue.ts'
import { digestComparings, digestDrafts, digestEditions, digestPublications, digests } from './digest.table.ts'

/** The office's own language comes first. */
export async function officeOfDigests(tx: OfficeTx) {
  const [office] = await tx
    .select({ languages: offices.languages, timeZone: offices.timeZone, slug: offices.slug, name: offices.name })
    .from(offices)
    .where(eq(offices.id, tx.officeId))
  return office!
}

const BRIEF = {
  id: digestEditions.id,
  digestId: digestEditions.digestId,
  language: digestEditions.language,
  checkedAt: digestEditions.checkedAt,
  writtenAt: digestEditions.writtenAt,
  scheduledFor: digestEditions.scheduledFor,
  publishedAt: digestEditions.publishedAt,
  withdrawnAt: digestEditions.withdrawnAt,
  sourceChangedAt: digestEditions.sourceChangedAt,
}
export type EditionBrief = {
  readonly id: string
  readonly digestId: string
  readonly language: DigestLanguage
  readonly checkedAt: Date | null
  readonly writtenAt: Date
  readonly scheduledFor: Date | null
  readonly publishedAt: Date | null
  readonly withdrawnAt: Date | null
  readonly sourceChangedAt: Date | null
}

/** What the register holds of a month (YYYY-MM) that is over or running: how much, and how much of it is public. */
export type MonthCounts = { readonly events: number; readonly acts: number; readonly steps: number; readonly open: number }
export type DigestMonth = { readonly month: string; readonly counts: MonthCounts; readonly editions: readonly EditionBrief[] }
/** `reported`: those that have a report, however long ago; `months`: those without, of the year up to the month asked about. */
export type DigestMonths = { readonly reported: readonly DigestMonth[]; readonly months: readonly DigestMonth[]; readonly older: string | null }

const PAGE = 12

/**
 * The newest months with a report, then the year of months up to `until` (YYYY-MM) that have none; both newest first, each with what it holds and its editions.
 * A record belongs to the month of its last day, as in the report. `older`: the month to go on from, null when nothing is older; every report is met on the
 * way there. Seven statements.
 */
export async function digestMonths(tx: OfficeTx, until: string): Promise<DigestMonths> {
  const from = monthAfter(until, 1 - PAGE)
  const year = Array.from({ length: PAGE }, (_, at) => monthAfter(until, -at))
  const begun = await tx
    .select({ month: digests.month })
    .from(digests)
    .where(and(eq(digests.officeId, tx.officeId), isNull(digests.deletedAt), lte(digests.month, until)))
    .orderBy(desc(digests.month))
    .limit(PAGE)
  const wanted = [...new Set([...begun.map(({ month }) => month), ...year])]
  const [first, last] = [firstOfMonth([...wanted].sort()[0]!), lastOfMonth(until)]
  const counted = async (table: typeof events | typeof symbolicActs | typeof milestones, cancelled: boolean) => {
    const month = sql<string>`to_char(${table.lastDay}, 'YYYY-MM')`
    return tx
      .select({ month, all: count(), open: sql<number>`count(${table.publishedAt})::int` })
      .from(table)
      .where(
        and(
          eq(table.officeId, tx.officeId),
          isNull(table.deletedAt),
          gte(table.lastDay, first),
          lte(table.lastDay, last),
          inArray(month, wanted),
          cancelled && 'cancelledOn' in table ? isNull(table.cancelledOn) : undefined,
        ),
      )
      .groupBy(month)
  }
  const [ofEvents, ofActs, ofSteps] = [await counted(events, true), await counted(symbolicActs, false), await counted(milestones, false)]
  const editions = await tx
    .select({ ...BRIEF, month: digests.month })
    .from(digestEditions)
    .innerJoin(digests, and(eq(digests.officeId, digestEditions.officeId), eq(digests.id, digestEditions.digestId)))
    .where(and(eq(digestEditions.officeId, tx.officeId), isNull(digestEditions.deletedAt), inArray(digests.month, wanted)))
    .orderBy(asc(digestEditions.createdAt), asc(digestEditions.id))
  const [oldest] = await tx
    .select({ day: min(events.lastDay) })
    .from(events)
    .where(and(eq(events.officeId, tx.officeId), isNull(events.deletedAt)))
  const [oldestDigest] = await tx
    .select({ month: min(digests.month) })
    .from(digests)
    .where(and(eq(digests.officeId, tx.officeId), isNull(digests.deletedAt)))
  const oldestMonth = [oldest?.day?.slice(0, 7), oldestDigest?.month].filter((one) => one != null).sort()[0] ?? until
  const found = (rows: readonly { month: string; all: number; open: number }[], month: string) => rows.find((row) => row.month === month) ?? { all: 0, open: 0 }
  const read = (month: string): DigestMonth => {
    const [e, a, s] = [found(ofEvents, month), found(ofActs, month), found(ofSteps, month)]
    return {
      month,
      counts: { events: e.all, acts: a.all, steps: s.all, open: e.open + a.open + s.open },
      editions: editions.filter((edition) => edition.month === month),
    }
  }
  const reported = begun.map(({ month }) => read(month)).filter((one) => one.editions.length > 0)
  return { reported, months: year.map(read).filter((one) => one.editions.length === 0), older: oldestMonth < from ? monthAfter(from, -1) : null }
}

/** When the text of the office's own language was written last, by digest: what translations are held against. One statement. */
export async function firstWritten(tx: OfficeTx, digestIds: readonly string[], language: string): Promise<ReadonlyMap<string, Date>> {
  if (digestIds.length === 0) return new Map()
  const rows = await tx
    .select({ digestId: digestEditions.digestId, writtenAt: digestEditions.writtenAt })
    .from(digestEditions)
    .where(
      and(
        eq(digestEditions.officeId, tx.officeId),
        eq(digestEditions.language, language as DigestLanguage),
        isNull(digestEditions.deletedAt),
        anyOf(digestEditions.digestId, digestIds),
      ),
    )
  return new Map(rows.map((row) => [row.digestId, row.writtenAt]))
}

export type EditionRow = typeof digestEditions.$inferSelect & { readonly month: string }

/** An edition that is there, with its month; null: the office has none such. */
export async function editionById(tx: OfficeTx, id: string): Promise<EditionRow | null> {
  if (!isId(id)) return null
  const [row] = await tx
    .select({ edition: digestEditions, month: digests.month })
    .from(digestEditions)
    .innerJoin(digests, and(eq(digests.officeId, digestEditions.officeId), eq(digests.id, digestEditions.digestId)))
    .where(and(eq(digestEditions.officeId, tx.officeId), eq(digestEditions.id, id), isNull(digestEditions.deletedAt)))
  return row === undefined ? null : { ...row.edition, month: row.month }
}

/** The editions of a month's report, in the order in which they were begun. */
export const editionsOf = (tx: OfficeTx, digestId: string): Promise<EditionBrief[]> =>
  tx
    .select(BRIEF)
    .from(digestEditions)
    .where(and(eq(digestEditions.officeId, tx.officeId), eq(digestEditions.digestId, digestId), isNull(digestEditions.deletedAt)))
    .orderBy(asc(digestEditions.createdAt), asc(digestEditions.id))

const MOST_PUBLICATIONS = 50
/** What was published of an edition, newest first, each with its reason. */
export const publicationsOf = (tx: OfficeTx, editionId: string) =>
  tx
    .select({
      id: digestPublications.id,
      publishedAt: digestPublications.publishedAt,
      publishedByName: digestPublications.publishedByName,
      reason: digestPublications.reason,
      withdrawnAt: digestPublications.withdrawnAt,
      withdrawReason: digestPublications.withdrawReason,
    })
    .from(digestPublications)
    .where(and(eq(digestPublications.officeId, tx.officeId), eq(digestPublications.editionId, editionId)))
    .orderBy(desc(digestPublications.publishedAt), desc(digestPublications.id))
    .limit(MOST_PUBLICATIONS)
export type PublicationLine = Awaited<ReturnType<typeof publicationsOf>>[number]

// ---- for the jobs ----------------------------------------------------------------------------------------------------

/** Editions whose hour has come. */
export const dueEditions = (tx: OfficeTx, now: Date) =>
  tx
    .select({ id: digestEditions.id, scheduledById: digestEditions.scheduledById })
    .from(digestEditions)
    .where(
      and(
        eq(digestEditions.officeId, tx.officeId),
        isNotNull(digestEditions.scheduledFor),
        lte(digestEditions.scheduledFor, now),
        isNull(digestEditions.deletedAt),
      ),
    )
    .orderBy(asc(digestEditions.scheduledFor), asc(digestEditions.id))

/**
 * Where the register of the office stands: another word as soon as a change becomes visible, also one that names an earlier moment than the newest. Two
 * statements at most.
 */
export async function registerStands(tx: OfficeTx): Promise<string> {
  const own = eq(activities.officeId, tx.officeId)
  const [last] = await tx.select({ id: activities.id, at: activities.at }).from(activities).where(own).orderBy(desc(activities.id)).limit(1)
  if (last === undefined) return ''
  // What is written in one moment is seen in the order in which it is finished.
  const before = await tx.$count(activities, and(own, gte(activities.at, new Date(last.at.getTime() - HOUR_MS))))
  return `${last.id} ${before}`
}
const HOUR_MS = 3_600_000

/** How far the office's reports were compared; null: never yet. */
export async function comparedTo(tx: OfficeTx): Promise<{ readonly newest: string; readonly older: string } | null> {
  const [row] = await tx
    .select({ newest: digestComparings.newest, older: digestComparings.older })
    .from(digestComparings)
    .where(eq(digestComparings.officeId, tx.officeId))
  return row ?? null
}

/** The months that have reports, newest first: of each its newest two years' worth, or those before. One statement. */
export async function monthsToCompare(tx: OfficeTx, which: 'newest' | 'older'): Promise<string[]> {
  const rows = await tx
    .selectDistinct({ month: digests.month })
    .from(digests)
    .innerJoin(digestEditions, and(eq(digestEditions.officeId, digests.officeId), eq(digestEditions.digestId, digests.id), isNull(digestEditions.deletedAt)))
    .where(and(eq(digests.officeId, tx.officeId), isNull(digests.deletedAt)))
    .orderBy(desc(digests.month))
  const months = rows.map(({ month }) => month)
  return which === 'newest' ? months.slice(0, NEWEST_MONTHS) : months.slice(NEWEST_MONTHS)
}
const NEWEST_MONTHS = 24

/** The editions of a month (YYYY-MM) with what the register said when they were composed. One statement. */
export const editionsToCompare = (tx: OfficeTx, month: string) =>
  tx
    .select({ id: digestEditions.id, language: digestEditions.language, composed: digestEditions.composed })
    .from(digestEditions)
    .innerJoin(digests, and(eq(digests.officeId, digestEditions.officeId), eq(digests.id, digestEditions.digestId), isNull(digests.deletedAt)))
    .where(and(eq(digestEditions.officeId, tx.officeId), eq(digests.month, month), isNull(digestEditions.deletedAt)))

// ---- drafts ----------------------------------------------------------------------------------------------------------

export type Draft = Pick<typeof digestDrafts.$inferSelect, 'id' | 'blocks' | 'wasVersion' | 'updatedAt' | 'discardedAt'>

/** One's own drafts of an edition, newest first, those laid aside after the others; at most ten. */
export const draftsOf = (tx: OfficeTx, accountId: string, editionId: string): Promise<Draft[]> =>
  tx
    .select({
      id: digestDrafts.id,
      blocks: digestDrafts.blocks,
      wasVersion: digestDrafts.wasVersion,
      updatedAt: digestDrafts.updatedAt,
      discardedAt: digestDrafts.discardedAt,
    })
    .from(digestDrafts)
    .where(and(eq(digestDrafts.officeId, tx.officeId), eq(digestDrafts.editionId, editionId), eq(digestDrafts.accountId, accountId)))
    .orderBy(sql`${digestDrafts.discardedAt} is null desc`, desc(digestDrafts.updatedAt))
    .limit(10)
