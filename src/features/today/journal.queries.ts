// Reads the activity record as a journal: what was written together is one entry, newest first.
import { and, asc, count, desc, eq, inArray, sql, type SQL } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { activities, type Snapshot } from '#platform/activity/activity.table.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { keyPaging, type Page, type Turn } from '#platform/database/key-paging.ts'
import { ID_SHAPE, isId } from '#platform/ids.ts'

export const ENTRIES_ON_A_PAGE = 25
/** Lines of one change that are read: an import writes thousands together. */
const MOST_LINES = 60

export type JournalLine = {
  readonly id: string
  readonly act: string
  readonly thing: string
  readonly thingId: string
  readonly label: string
  readonly before: Snapshot | null
  readonly after: Snapshot | null
  /** The thing's state in which it says what it belongs to, gone or not. */
  readonly state: Snapshot | null
  /** Nothing was done to the thing since. */
  readonly newest: boolean
  /** The thing is not there any more. */
  readonly gone: boolean
}

export type JournalEntry = {
  readonly changeId: string
  /** The line to undo it by. */
  readonly id: string
  readonly at: Date
  readonly personId: string
  readonly personName: string
  readonly lines: readonly JournalLine[]
  /** Lines of the change that are not among them. */
  readonly more: number
  readonly undone: { readonly by: string; readonly at: Date } | null
}

export type JournalFilters = {
  /** Who made the change. */
  readonly person?: string | undefined
  readonly thing?: string | undefined
  /** From and to this day, YYYY-MM-DD, both with their whole day in the office's time zone. */
  readonly from?: string | undefined
  readonly to?: string | undefined
}

/** Changes by one person, between two days of the office. */
export const byWhomAndWhen = ({ person, from, to }: JournalFilters, timeZone: string): SQL | undefined =>
  and(
    person === undefined ? undefined : eq(activities.personId, person),
    from === undefined ? undefined : sql`${activities.at} >= (${from}::date)::timestamp at time zone ${timeZone}`,
    to === undefined ? undefined : sql`${activities.at} < (${to}::date + 1)::timestamp at time zone ${timeZone}`,
  )

const later = alias(activities, 'later')
const part = alias(activities, 'part')

/** A change stands where its last line stands. */
const isHead: SQL = sql`not exists (select 1 from ${activities} ${sql.raw('"later"')} where ${later.officeId} = ${activities.officeId} and ${later.changeId} = ${activities.changeId} and ${later.id} > ${activities.id})`
const touches = (thing: string): SQL =>
  sql`exists (select 1 from ${activities} ${sql.raw('"part"')} where ${part.officeId} = ${activities.officeId} and ${part.changeId} = ${activities.changeId} and ${part.thing} = ${thing})`

/** One page of the journal; at most five queries. A kind of thing finds every change that touched one. */
export async function journalPage(tx: OfficeTx, filters: JournalFilters, timeZone: string, turn: Turn): Promise<Page<JournalEntry>> {
  const paging = keyPaging(turn, { key: activities.id, id: activities.id }, { size: ENTRIES_ON_A_PAGE, descending: true, keyShape: ID_SHAPE })
  const heads = await tx
    .select({
      id: activities.id,
      changeId: activities.changeId,
      at: activities.at,
      personId: activities.personId,
      personName: activities.personName,
      undoneBy: activities.undoneBy,
    })
    .from(activities)
    .where(
      and(
        eq(activities.officeId, tx.officeId),
        isHead,
        byWhomAndWhen(filters, timeZone),
        filters.thing === undefined ? undefined : touches(filters.thing),
        paging.where,
      ),
    )
    .orderBy(...paging.orderBy)
    .limit(paging.limit)
  const page = paging.page(heads, ({ id }) => ({ key: id, id }))
  const changes = page.rows.map(({ changeId }) => changeId)
  const lengths = changes.length === 0 ? new Map<string, number>() : await longChanges(tx, changes)
  const lines = changes.length === 0 ? [] : await linesOf(tx, changes)
  const undoing = [...new Set(page.rows.flatMap(({ undoneBy }) => undoneBy ?? []))]
  const undoers =
    undoing.length === 0
      ? []
      : await tx
          .selectDistinctOn([activities.changeId], { changeId: activities.changeId, by: activities.personName, at: activities.at })
          .from(activities)
          .where(and(eq(activities.officeId, tx.officeId), inArray(activities.changeId, undoing)))
          .orderBy(activities.changeId, desc(activities.id))
  return {
    ...page,
    rows: page.rows.map(({ undoneBy, ...head }) => ({
      ...head,
      lines: lines.filter(({ changeId }) => changeId === head.changeId),
      more: Math.max(0, (lengths.get(head.changeId) ?? 0) - MOST_LINES),
      undone: undoneBy === null ? null : (undoers.find(({ changeId }) => changeId === undoneBy) ?? { by: head.personName, at: head.at }),
    })),
  }
}

/** How many lines each of the longer changes has. */
async function longChanges(tx: OfficeTx, changeIds: readonly string[]): Promise<Map<string, number>> {
  const rows = await tx
    .select({ changeId: activities.changeId, n: count() })
    .from(activities)
    .where(and(eq(activities.officeId, tx.officeId), inArray(activities.changeId, [...changeIds])))
    .groupBy(activities.changeId)
    .having(sql`count(*) > ${MOST_LINES}`)
  return new Map(rows.map(({ changeId, n }) => [changeId, n]))
}

async function linesOf(tx: OfficeTx, changeIds: readonly string[]): Promise<(JournalLine & { changeId: string })[]> {
  const rows = await tx
    .select()
    .from(activities)
    .where(
      and(
        eq(activities.officeId, tx.officeId),
        sql`${activities.id} in (select ranked.id from (
          select ${activities.id} as id, row_number() over (partition by ${activities.changeId} order by ${activities.id}) as place
          from ${activities} where ${and(eq(activities.officeId, tx.officeId), inArray(activities.changeId, [...changeIds]))}
        ) as ranked where ranked.place <= ${MOST_LINES})`,
      ),
    )
    .orderBy(asc(activities.id))
  const newest = await tx
    .selectDistinctOn([activities.thing, activities.thingId], {
      id: activities.id,
      thing: activities.thing,
      thingId: activities.thingId,
      gone: sql<boolean>`${activities.after} is null or ${activities.after} = 'null'::jsonb`,
    })
    .from(activities)
    .where(
      and(
        eq(activities.officeId, tx.officeId),
        inArray(activities.thing, [...new Set(rows.map(({ thing }) => thing))]),
        inArray(activities.thingId, [...new Set(rows.map(({ thingId }) => thingId))]),
      ),
    )
    .orderBy(activities.thing, activities.thingId, desc(activities.id))
  const last = new Map(newest.map((one) => [`${one.thing} ${one.thingId}`, one]))
  // A thing changed twice in one change has its end in the later line.
  const ends = new Map(rows.map((row) => [`${row.changeId} ${row.thing} ${row.thingId}`, row.id]))
  return rows.map((row) => {
    const now = last.get(`${row.thing} ${row.thingId}`)
    return {
      changeId: row.changeId,
      id: row.id,
      act: row.act,
      thing: row.thing,
      thingId: row.thingId,
      label: row.label,
      before: row.before,
      after: row.after,
      state: row.after ?? row.before,
      newest: now?.id === ends.get(`${row.changeId} ${row.thing} ${row.thingId}`),
      gone: now?.gone ?? true,
    }
  })
}

/** Everything written together with a line; empty when the office has no such line. */
export async function changeWith(
  tx: OfficeTx,
  activityId: string,
): Promise<{ id: string; thing: string; thingId: string; before: Snapshot | null; undoneBy: string | null }[]> {
  if (!isId(activityId)) return []
  const change = tx
    .select({ changeId: activities.changeId })
    .from(activities)
    .where(and(eq(activities.officeId, tx.officeId), eq(activities.id, activityId)))
  return tx
    .select({ id: activities.id, thing: activities.thing, thingId: activities.thingId, before: activities.before, undoneBy: activities.undoneBy })
    .from(activities)
    .where(and(eq(activities.officeId, tx.officeId), inArray(activities.changeId, change)))
    .orderBy(asc(activities.id))
}

/** The last line of a change, by which it can be undone in its turn. */
export async function headOf(tx: OfficeTx, changeId: string): Promise<string | null> {
  const [head] = await tx
    .select({ id: activities.id })
    .from(activities)
    .where(and(eq(activities.officeId, tx.officeId), eq(activities.changeId, changeId)))
    .orderBy(desc(activities.id))
    .limit(1)
  return head?.id ?? null
}
