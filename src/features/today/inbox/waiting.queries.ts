// Reads what waits: everything of all sources at once, less what was put off or let pass, in one order, with how many there are of each.
import { type SQL, sql } from 'drizzle-orm'
import { memberships } from '#features/accounts/account.table.ts'
import { activities } from '#platform/activity/activity.table.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { keyPaging, type Page, type Turn } from '#platform/database/key-paging.ts'
import { untilNextChange } from '#platform/database/until-next-change.ts'
import { dayAfter } from '#platform/dates.ts'
import { type Computed, computedNow, SOURCES } from './sources.queries.ts'
import {
  ALL_KINDS,
  type Band,
  BANDS,
  type Found,
  type Key,
  type Kind,
  KINDS,
  keyText,
  type Line,
  type Tally,
  type TallyRow,
  type Waiting,
  WEEK_DAYS,
  type Whose,
} from './waiting.ts'
import { waitingNotes } from './waiting.table.ts'

/** The same as `bandOf`: the band's place in `BANDS`. */
const band = (today: string): SQL => sql`(case
  when press = 2 or day <= ${today}::date then 0
  when press = 1 or day <= ${dayAfter(today, WEEK_DAYS)}::date then 1
  when day is not null then 2 else 3 end)`

/** The same as `orderText`, of a row that knows its band. */
const ORDER = sql`((band::text || case when band in (0, 3)
    then weight::text || coalesce(to_char(day, 'YYYY-MM-DD'), '9999-12-31')
    else coalesce(to_char(day, 'YYYY-MM-DD'), case band when 1 then '0001-01-01' else '9999-12-31' end) || weight::text end
  || coalesce(to_char(since, 'YYYY-MM-DD'), '9999-12-31') || kind || ' ' || part) collate "C")`
/** The same order in columns, for sorting thousands without writing each as a text. */
const SORTED = sql`case when band in (0, 3) then weight else 0 end,
  coalesce(day, case band when 1 then '0001-01-01'::date else '9999-12-31'::date end), weight, coalesce(since, '9999-12-31'::date), kind collate "C", part collate "C", thing_id`
const ORDER_SHAPE = /^[0-3][\d-]{22}[a-z_]+ [\w-]*$/

/** Not let pass. Written so that the planner takes half of the rows for standing: of „is null“ behind an outer join it expects hardly any, and sorts thousands slowly. */
const STANDS = sql`(case when note.dismissed_at is null then true else false end)`

/** Everything the sources of the kinds find, with what the office said of it. What was let pass is left out. */
function everything(tx: OfficeTx, today: string, kinds: readonly Kind[], computed: Computed): SQL {
  const parts = kinds.map(
    (kind) =>
      sql`select ${kind}::text as kind, ${KINDS[kind].weight}::int as weight, of_kind.* from (${SOURCES[kind].found(tx, today, computed[kind])}) of_kind`,
  )
  return sql`select found.kind, found.thing_id, found.part, found.day, found.since, found.press, found.weight, ${band(today)} as band,
      found.mark || case when found.day < ${today}::date then '!' else '' end as mark,
      coalesce(note.version, 0) as version, note.snoozed_until, holder.user_id as assigned_to, note.assigned_name,
      coalesce(note.snoozed_until > ${today}::date and note.snoozed_mark = found.mark || case when found.day < ${today}::date then '!' else '' end, false) as asleep
    from (${sql.join(parts, sql` union all `)}) found
    left join ${waitingNotes} note on note.office_id = ${tx.officeId} and note.kind = found.kind and note.thing_id = found.thing_id and note.part = found.part
    left join ${memberships} holder on holder.office_id = ${tx.officeId} and holder.user_id = note.assigned_to
    where ${STANDS}`
}

type Row = {
  readonly kind: Kind
  readonly thing_id: string
  readonly part: string
  readonly day: string | null
  readonly since: string | null
  readonly press: Found['press']
  readonly mark: string
  readonly band: number
  readonly version: number
  readonly snoozed_until: string | null
  readonly assigned_to: string | null
  readonly assigned_name: string | null
  readonly asleep: boolean
  readonly ordered: string
}
const COLUMNS = sql`kind, thing_id, part, to_char(day, 'YYYY-MM-DD') as day, to_char(since, 'YYYY-MM-DD') as since, press, mark, band, version,
  to_char(snoozed_until, 'YYYY-MM-DD') as snoozed_until, assigned_to, assigned_name, asleep, ${ORDER} as ordered`

const waitingOf = (row: Row): Waiting => ({
  kind: row.kind,
  thingId: row.thing_id,
  part: row.part,
  day: row.day,
  since: row.since,
  press: row.press,
  mark: row.mark,
  band: BANDS[row.band]!,
  version: row.version,
  snoozedUntil: row.snoozed_until,
  assignedTo: row.assigned_to,
  assignedName: row.assigned_to === null ? null : row.assigned_name,
  asleep: row.asleep,
})

const whoses = (whose: Whose, personId: string): SQL => {
  switch (whose) {
    case 'all':
      return sql`true`
    case 'nobody':
      return sql`assigned_to is null`
    case 'mine':
      return sql`assigned_to = ${personId}`
    case 'me':
      return sql`(assigned_to is null or assigned_to = ${personId})`
  }
}

// ---- how many --------------------------------------------------------------------------------------------------------

type Counted = {
  readonly kind: Kind
  readonly band: number
  readonly late: boolean
  readonly assigned_to: string | null
  readonly asleep: boolean
  readonly n: number
}

const tallySql = (tx: OfficeTx, today: string, kinds: readonly Kind[], computed: Computed): SQL =>
  sql`select kind, band, coalesce(day < ${today}::date, false) as late, assigned_to, asleep, count(*)::int as n
    from (${everything(tx, today, kinds, computed)}) everything group by 1, 2, 3, 4, 5`
const tallyOf = (rows: readonly Counted[]): Tally =>
  rows.map(({ kind, band: at, late, assigned_to: assignedTo, asleep, n }): TallyRow => ({ kind, band: BANDS[at]!, late, assignedTo, asleep, n }))

const kindsThat = (live: 'recorded' | 'unrecorded' | undefined): Kind[] => ALL_KINDS.filter((kind) => SOURCES[kind].live === live)
const UNRECORDED = kindsThat('unrecorded')
const RECORDED = kindsThat('recorded')
const WEIGHED = kindsThat(undefined)

/** What was last counted of the kinds that are not live, by office and day. */
const remembered = new Map<string, Tally>()
const MOST_REMEMBERED = 500

/** How many of each kind wait, whose they are and whether they were put off. Three queries as long as nobody changes anything. */
export async function tally(tx: OfficeTx, today: string): Promise<Tally> {
  const count = async (kinds: readonly Kind[], computed: Computed): Promise<Tally> =>
    tallyOf((await tx.execute<Counted>(tallySql(tx, today, kinds, computed))).rows)
  const weighed = await untilNextChange(tx, `tally ${today}`, async () => count(WEIGHED, await computedNow(tx, today)))
  if (remembered.size >= MOST_REMEMBERED) remembered.clear()
  remembered.set(`${tx.officeId} ${today}`, weighed)
  return [...weighed, ...(await count([...RECORDED, ...UNRECORDED], {}))]
}

// ---- the rail --------------------------------------------------------------------------------------------------------

/** The recorded kinds as counted at a change, kept by this process. */
type Kept = { readonly change: string | null; readonly at: number; readonly counts: readonly Counted[] }
const kept = new Map<string, Kept>()
/** As in until-next-change.ts: of two changes of one moment the later number may become visible first. */
const LONGEST_MS = 20_000

const asJson = (counts: SQL): SQL => sql`(select coalesce(json_agg(counted), '[]') from (${counts}) counted)`

/**
 * The tally for the rail of every page, without weighing the whole register there. One statement, in which a number `also` asked for stands too: it counts what changes unrecorded,
 * and the rest of the live kinds only if the record has a newer line than the last time. What is not live stands as the day's page last counted it.
 */
export async function railTally(tx: OfficeTx, today: string, also: SQL): Promise<{ counts: Tally; also: number }> {
  const key = `${tx.officeId} ${today}`
  const before = kept.get(key)
  const known = before !== undefined && performance.now() - before.at < LONGEST_MS ? before : undefined
  const newest = sql`(select ${activities.id} from ${activities} where ${activities.officeId} = ${tx.officeId} order by ${activities.id} desc limit 1)`
  const { rows } = await tx.execute<{ also: string; change: string | null; unrecorded: Counted[]; recorded: Counted[] | null }>(sql`select ${also} as also,
    ${newest} as change, ${asJson(tallySql(tx, today, UNRECORDED, {}))} as unrecorded,
    case when ${newest} = ${known?.change ?? null}::uuid then null else ${asJson(tallySql(tx, today, RECORDED, {}))} end as recorded`)
  const row = rows[0]!
  const recorded = row.recorded ?? known?.counts ?? []
  if (row.recorded !== null) {
    if (kept.size >= MOST_REMEMBERED) kept.clear()
    kept.set(key, { change: row.change, at: performance.now(), counts: recorded })
  }
  return { counts: [...tallyOf(recorded), ...tallyOf(row.unrecorded), ...(remembered.get(key) ?? [])], also: Number(row.also) }
}

// ---- rows ------------------------------------------------------------------------------------------------------------

export type Asked = { readonly kinds: readonly Kind[]; readonly whose: Whose; readonly personId: string }

/** Gives rows their words; those that are gone meanwhile are left out. */
async function told(tx: OfficeTx, rows: readonly Waiting[], today: string, computed: Computed): Promise<Line[]> {
  const lines = new Map<string, Line>()
  for (const [kind, own] of Map.groupBy(rows, (row) => row.kind))
    for (const [key, words] of await SOURCES[kind].tell(tx, own, today, computed[kind])) {
      const row = own.find((one) => keyText(one) === key)
      if (row !== undefined) lines.set(key, { ...row, ...words })
    }
  return rows.flatMap((row) => lines.get(keyText(row)) ?? [])
}

/** The first rows of every band, so many of each, in order. */
export async function firstRows(tx: OfficeTx, today: string, asked: Asked, lines: Readonly<Record<Band, number>>): Promise<Line[]> {
  const computed = await computedNow(tx, today)
  const { rows } = await tx.execute<Row>(sql`select ${COLUMNS} from (
      select everything.*, row_number() over (partition by band order by ${SORTED}) as place
      from (${everything(tx, today, asked.kinds, computed)}) everything where not asleep and ${whoses(asked.whose, asked.personId)}) placed
    where place <= (case band ${sql.join(
      BANDS.map((one, at) => sql`when ${at}::int then ${lines[one]}::int`),
      sql` `,
    )} end) order by ordered, thing_id`)
  return told(tx, rows.map(waitingOf), today, computed)
}

export const ROWS_ON_A_PAGE = 25

/** One page of one band. */
export async function bandPage(tx: OfficeTx, today: string, asked: Asked, of: Band, turn: Turn): Promise<Page<Line>> {
  const computed = await computedNow(tx, today)
  const paging = keyPaging(turn, { key: ORDER, id: sql`thing_id` }, { size: ROWS_ON_A_PAGE, keyShape: ORDER_SHAPE })
  const { rows } = await tx.execute<Row>(sql`select ${COLUMNS} from (${everything(tx, today, asked.kinds, computed)}) everything
    where not asleep and band = ${BANDS.indexOf(of)} and ${whoses(asked.whose, asked.personId)} and ${paging.where ?? sql`true`}
    order by ${sql.join(paging.orderBy, sql`, `)} limit ${paging.limit}`)
  const page = paging.page(rows, (row) => ({ key: row.ordered, id: row.thing_id }))
  return { ...page, rows: await told(tx, page.rows.map(waitingOf), today, computed) }
}

/** What was put off and has not come back, the soonest first; at most `limit`. */
export async function snoozedRows(tx: OfficeTx, today: string, limit: number): Promise<Line[]> {
  const computed = await computedNow(tx, today)
  const { rows } = await tx.execute<Row>(sql`select ${COLUMNS} from (${everything(tx, today, ALL_KINDS, computed)}) everything
    where asleep order by snoozed_until, ordered, thing_id limit ${limit}`)
  return told(tx, rows.map(waitingOf), today, computed)
}

/** One row, awake or put off; null when it does not wait (any more). */
export async function waitingRow(tx: OfficeTx, key: Key, today: string): Promise<Line | null> {
  const computed = await computedNow(tx, today)
  const { rows } = await tx.execute<Row>(sql`select ${COLUMNS} from (${everything(tx, today, [key.kind], computed)}) everything
    where thing_id = ${key.thingId} and part = ${key.part}`)
  const [line] = await told(tx, rows.map(waitingOf), today, computed)
  return line ?? null
}
