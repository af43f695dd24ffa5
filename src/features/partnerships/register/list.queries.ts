// Reads the register of partnerships for its views, from the table of standings: a page, the columns of the board, the countries of the map, the days of the calendar.
import { and, arrayContains, asc, count, eq, gt, isNotNull, isNull, lte, type SQL, sql } from 'drizzle-orm'
import type { AnyPgColumn } from 'drizzle-orm/pg-core'
import { organisations } from '#features/organisations/organisation.table.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { anyOf } from '#platform/database/any-of.ts'
import { untilNextChange } from '#platform/database/until-next-change.ts'
import { keyPaging, type Page, type Turn } from '#platform/database/key-paging.ts'
import type { ImpreciseDate } from '#platform/dates.ts'
import type { Field } from '../field.ts'
import type { ListFilter, ListSort } from './list.ts'
import { foundByName, type Partner, partnerColumns } from '../partnership.queries.ts'
import { partnerships } from '../partnership.table.ts'
import type { PartnershipType } from '../partnership.ts'
import { type Stage, STAGES } from '../stage.ts'
import { standings } from '../silence/standing.table.ts'

export const ROWS_A_PAGE = 50
export const CARDS_A_COLUMN = 12

/** A partnership as the views of the register show it. */
export type ListRow = {
  readonly id: string
  readonly version: number
  readonly type: PartnershipType
  readonly stage: Stage
  readonly since: ImpreciseDate | null
  readonly lastContact: ImpreciseDate | null
  readonly lastContactDay: string | null
  readonly lastExchangeDay: string | null
  readonly quietFrom: string | null
  readonly sleepsFrom: string | null
  readonly fields: readonly Field[]
  readonly publishedAt: Date | null
  readonly partner: Partner
}

/** A filter made ready to ask with: the names are looked up once, whatever number of queries follows. */
export type ReadyFilter = {
  readonly where: SQL | undefined
  readonly named: readonly string[] | null
  /** The filter and the day in one line: what its counts are kept by. */
  readonly asked: string
}

export async function readyFilter(tx: OfficeTx, filter: ListFilter, today: string): Promise<ReadyFilter> {
  const named = filter.q === undefined ? null : await foundByName(tx, filter.q)
  const silence = {
    awake: gt(standings.quietFrom, today),
    quiet: and(lte(standings.quietFrom, today), gt(standings.sleepsFrom, today)),
    asleep: lte(standings.sleepsFrom, today),
  }
  return {
    named,
    asked: JSON.stringify([filter, today]),
    where: and(
      eq(standings.officeId, tx.officeId),
      filter.type === undefined ? undefined : eq(standings.type, filter.type),
      filter.stage === undefined ? undefined : eq(standings.stage, filter.stage),
      filter.country === undefined ? undefined : eq(standings.country, filter.country),
      filter.dormancy === undefined ? undefined : silence[filter.dormancy],
      filter.public === undefined ? undefined : eq(standings.published, filter.public === 'yes'),
      named === null ? undefined : anyOf(standings.id, named),
      filter.field === undefined ? undefined : arrayContains(standings.fields, [filter.field]),
    ),
  }
}

const ORDERS = {
  name: { key: standings.sortKey, descending: false, keyShape: /^[^\u0000]*$/ },
  since: { key: sql<string>`coalesce(${standings.since}, '')`, descending: true, keyShape: /^[\d~/-]{0,40}$/ },
  contact: { key: sql<string>`coalesce(${standings.lastContactDay}, '0001-01-01'::date)`, descending: false, keyShape: /^\d{4}-\d\d-\d\d$/ },
} as const satisfies Record<ListSort, { key: AnyPgColumn | SQL; descending: boolean; keyShape: RegExp }>

/** The rows of these ids, in the order of the ids; those that are gone are left out. */
async function rowsOf(tx: OfficeTx, ids: readonly string[]): Promise<ListRow[]> {
  if (ids.length === 0) return []
  const rows = await tx
    .select({
      id: standings.id,
      version: partnerships.version,
      type: standings.type,
      stage: standings.stage,
      since: standings.since,
      lastContact: standings.lastContact,
      lastContactDay: standings.lastContactDay,
      lastExchangeDay: standings.lastExchangeDay,
      quietFrom: standings.quietFrom,
      sleepsFrom: standings.sleepsFrom,
      fields: partnerships.fields,
      publishedAt: partnerships.publishedAt,
      partner: partnerColumns,
    })
    .from(standings)
    .innerJoin(partnerships, and(eq(partnerships.officeId, standings.officeId), eq(partnerships.id, standings.id)))
    .innerJoin(organisations, and(eq(organisations.officeId, standings.officeId), eq(organisations.id, standings.organisationId)))
    .where(and(eq(standings.officeId, tx.officeId), anyOf(standings.id, ids), isNull(partnerships.deletedAt)))
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

/** One page in the order asked for; found by name, the best matches first on one page. Two queries. */
export async function listPage(tx: OfficeTx, filter: ReadyFilter, sort: ListSort, turn: Turn, size = ROWS_A_PAGE): Promise<Page<ListRow>> {
  if (filter.named !== null) {
    const found = new Set((await tx.select({ id: standings.id }).from(standings).where(filter.where)).map(({ id }) => id))
    return {
      rows: await rowsOf(
        tx,
        filter.named.filter((id) => found.has(id)),
      ),
      next: null,
      previous: null,
    }
  }
  const { key, ...order } = ORDERS[sort]
  const paging = keyPaging(turn, { key, id: standings.id }, { size, ...order })
  const keys = await tx
    .select({ id: standings.id, key: sql<string>`${key}::text` })
    .from(standings)
    .where(and(filter.where, paging.where))
    .orderBy(...paging.orderBy)
    .limit(paging.limit)
  const page = paging.page(keys, (row) => row)
  return {
    ...page,
    rows: await rowsOf(
      tx,
      page.rows.map(({ id }) => id),
    ),
  }
}

export type ListCounts = {
  /** All live partnerships, whatever is asked for. */
  readonly total: number
  readonly found: number
  /** Countries of the whole register, for the filter. */
  readonly countries: readonly string[]
  readonly foundByStage: ReadonlyMap<Stage, number>
  readonly foundByCountry: ReadonlyMap<string, number>
}

type Counted = readonly { readonly country: string; readonly stage: Stage; readonly n: number }[]

const counted = (tx: OfficeTx, where: SQL | undefined): Promise<Counted> =>
  tx.select({ country: standings.country, stage: standings.stage, n: count() }).from(standings).where(where).groupBy(standings.country, standings.stage)

/** How many there are and how many answer to the filter, by stage and by country. Counts of the whole register are kept until its next change. */
export async function listCounts(tx: OfficeTx, filter: ReadyFilter): Promise<ListCounts> {
  const all = await untilNextChange(tx, 'partnerships', () => counted(tx, eq(standings.officeId, tx.officeId)))
  // What a name finds is few, and asked once.
  const found =
    filter.named === null ? await untilNextChange(tx, `partnerships ${filter.asked}`, () => counted(tx, filter.where)) : await counted(tx, filter.where)
  const sum = (rows: Counted): number => rows.reduce((so, { n }) => so + n, 0)
  const by = <Key extends string>(key: (row: Counted[number]) => Key): Map<Key, number> =>
    new Map([...Map.groupBy(found, key)].map(([one, rows]) => [one, sum(rows)]))
  return {
    total: sum(all),
    found: sum(found),
    countries: [...new Set(all.map(({ country }) => country))],
    foundByStage: by(({ stage }) => stage),
    foundByCountry: by(({ country }) => country),
  }
}

/** The first cards of every column of the board, in the partners' alphabet. Two queries, however many columns. */
export async function boardCards(tx: OfficeTx, filter: ReadyFilter, stages: readonly Stage[] = STAGES): Promise<Map<Stage, ListRow[]>> {
  const { rows } = await tx.execute<{ id: string }>(sql`
    select "card".id from unnest(${sql.param([...stages])}::text[]) with ordinality as "column"(stage, place)
    cross join lateral (
      select ${standings.id} as id, ${standings.sortKey} as sort_key from ${standings}
      where ${and(filter.where, sql`${standings.stage} = "column".stage`)}
      order by ${asc(standings.sortKey)}, ${asc(standings.id)} limit ${CARDS_A_COLUMN}
    ) as "card" order by "column".place, "card".sort_key, "card".id`)
  return Map.groupBy(
    await rowsOf(
      tx,
      rows.map(({ id }) => id),
    ),
    ({ stage }) => stage,
  )
}

/** Those the filter finds, in alphabetical order, at most `limit`. Two queries. */
export async function firstRows(tx: OfficeTx, filter: ReadyFilter, limit: number): Promise<ListRow[]> {
  const keys = await tx.select({ id: standings.id }).from(standings).where(filter.where).orderBy(asc(standings.sortKey), asc(standings.id)).limit(limit)
  return rowsOf(
    tx,
    keys.map(({ id }) => id),
  )
}

/** Towns of a few partners of each country that the filter finds: country → GeoNames ids. Where a country's dot stands. One query. */
export async function townsByCountry(tx: OfficeTx, filter: ReadyFilter, countries: readonly string[], sample: number): Promise<Map<string, number[]>> {
  if (countries.length === 0) return new Map()
  const { rows } = await tx.execute<{ country: string; place_id: number }>(sql`
    select "asked".country, "town".place_id from unnest(${sql.param([...countries])}::text[]) as "asked"(country)
    cross join lateral (
      select ${organisations.placeId} as place_id from ${standings}
      join ${organisations} on ${organisations.officeId} = ${standings.officeId} and ${organisations.id} = ${standings.organisationId}
      where ${and(filter.where, sql`${standings.country} = "asked".country`, isNotNull(organisations.placeId))}
      order by ${asc(standings.sortKey)}, ${asc(standings.id)} limit ${sample}
    ) as "town"`)
  return new Map([...Map.groupBy(rows, ({ country }) => country)].map(([country, towns]) => [country, towns.map((town) => town.place_id)]))
}

/** Ids and versions of what the filter finds, in alphabetical order, at most `limit`: for changing many at once. */
export const chosenByFilter = (tx: OfficeTx, filter: ReadyFilter, limit: number): Promise<{ id: string; version: number }[]> =>
  tx
    .select({ id: standings.id, version: partnerships.version })
    .from(standings)
    .innerJoin(partnerships, and(eq(partnerships.officeId, standings.officeId), eq(partnerships.id, standings.id)))
    .where(and(filter.where, isNull(partnerships.deletedAt)))
    .orderBy(asc(standings.sortKey), asc(standings.id))
    .limit(limit)

/** Narrows any column that holds an organisation's id to the partners the filter finds. */
export const amongPartners = (filter: ReadyFilter, column: AnyPgColumn): SQL =>
  sql`${column} in (select ${standings.organisationId} from ${standings} where ${filter.where})`
