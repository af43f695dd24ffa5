// Reads what is known of towns: the starter list and the office's own rows as one, for the ranking, for a town's page and as a list.
import { and, asc, eq, inArray, isNull, sql, type SQL } from 'drizzle-orm'
import { placesByIds } from '#features/places/place.queries.ts'
import { places } from '#features/places/place.table.ts'
import type { Place } from '#features/places/place.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { keyPaging, type Page, type Turn } from '#platform/database/key-paging.ts'
import { isId } from '#platform/ids.ts'
import { escapeLike } from '#platform/search/names.ts'
import { type Saying, type Sourced, TOWNS_ON_A_PAGE } from './fact.ts'
import { townPeople, type TownPeopleRow, townTags, type TownTagRow } from './fact.table.ts'
import { STARTER_TAGS, starterTagOf } from './starter-list.ts'

export type TagOfTown = { readonly tag: string; readonly source: string; readonly address: string | null }
export type PeopleOfMunicipality = { readonly people: number; readonly asOf: string | null; readonly source: string }

const liveTags = (tx: OfficeTx): SQL | undefined => and(eq(townTags.officeId, tx.officeId), isNull(townTags.deletedAt))
const livePeople = (tx: OfficeTx): SQL | undefined => and(eq(townPeople.officeId, tx.officeId), isNull(townPeople.deletedAt))

/** The office's rows over the starter list: its own source stands for a tag that both have, and what it denies is not there. */
function merged(rows: readonly Pick<TownTagRow, 'placeId' | 'tag' | 'says' | 'source' | 'address'>[], starters = STARTER_TAGS): Map<number, TagOfTown[]> {
  const byPlace = new Map<number, TagOfTown[]>()
  const said = new Set<string>()
  const put = (placeId: number, one: TagOfTown): void => void (byPlace.get(placeId)?.push(one) ?? byPlace.set(placeId, [one]))
  for (const { placeId, tag, says, source, address } of rows) {
    said.add(`${placeId} ${tag}`)
    if (says === 'so') put(placeId, { tag, source, address })
  }
  for (const { placeId, tag, source, address } of starters) if (!said.has(`${placeId} ${tag}`)) put(placeId, { tag, source, address })
  return byPlace
}

const shortTag = { placeId: townTags.placeId, tag: townTags.tag, says: townTags.says, source: townTags.source, address: townTags.address }

/** All towns that are known for anything, by GeoNames id: the starter list with the office's own tags over it. One query. */
export const tagsByPlace = async (tx: OfficeTx): Promise<ReadonlyMap<number, readonly TagOfTown[]>> =>
  merged(await tx.select(shortTag).from(townTags).where(liveTags(tx)).orderBy(asc(townTags.placeId), asc(townTags.tag)))

/** The tags of some towns; a town that is known for nothing is left out. */
export const tagsOfTowns = async (tx: OfficeTx, placeIds: readonly number[]): Promise<ReadonlyMap<number, readonly TagOfTown[]>> => {
  if (placeIds.length === 0) return new Map()
  const asked = new Set(placeIds)
  const rows = await tx
    .select(shortTag)
    .from(townTags)
    .where(and(liveTags(tx), inArray(townTags.placeId, [...asked])))
    .orderBy(asc(townTags.placeId), asc(townTags.tag))
  return merged(
    rows,
    STARTER_TAGS.filter(({ placeId }) => asked.has(placeId)),
  )
}

/** What one town is known for. */
export const tagsOf = async (tx: OfficeTx, placeId: number): Promise<readonly TagOfTown[]> => (await tagsOfTowns(tx, [placeId])).get(placeId) ?? []

/** How many live in the municipalities of towns, where the office has entered it; the others are left out: unknown. */
export async function municipalityPeople(tx: OfficeTx, placeIds: readonly number[]): Promise<ReadonlyMap<number, PeopleOfMunicipality>> {
  if (placeIds.length === 0) return new Map()
  const rows = await tx
    .select({ placeId: townPeople.placeId, people: townPeople.people, asOf: townPeople.asOf, source: townPeople.source })
    .from(townPeople)
    .where(and(livePeople(tx), inArray(townPeople.placeId, [...new Set(placeIds)])))
  return new Map(rows.map(({ placeId, people, asOf, source }) => [placeId, { people, asOf, source }]))
}

/** A tag as a town's page shows it. `row` null: it stands in the starter list alone. */
export type TownTag = Sourced & { readonly tag: string; readonly says: Saying; readonly row: { readonly id: string; readonly version: number } | null }

/** Everything said of one town: first what the office says, what it denies at the end. */
export async function tagRowsOf(tx: OfficeTx, placeId: number): Promise<TownTag[]> {
  const rows = await tx
    .select()
    .from(townTags)
    .where(and(liveTags(tx), eq(townTags.placeId, placeId)))
    .orderBy(sql`${townTags.says} = 'not-so'`, asc(townTags.tag))
    .limit(200)
  const own = rows.map(({ id, version, tag, says, source, address, asOf, note }) => ({ tag, says, source, address, asOf, note, row: { id, version } }))
  const starter = starterTagOf(placeId)
  const listed: TownTag[] =
    starter === undefined || own.some(({ tag }) => tag === starter.tag)
      ? []
      : [{ tag: starter.tag, says: 'so', source: starter.source, address: starter.address, asOf: starter.asOf, note: starter.note, row: null }]
  return [...own.filter(({ says }) => says === 'so'), ...listed, ...own.filter(({ says }) => says === 'not-so')]
}

export async function tagRow(tx: OfficeTx, id: string): Promise<TownTagRow | null> {
  if (!isId(id)) return null
  const [row] = await tx
    .select()
    .from(townTags)
    .where(and(liveTags(tx), eq(townTags.id, id)))
  return row ?? null
}

export async function peopleRow(tx: OfficeTx, placeId: number): Promise<TownPeopleRow | null> {
  const [row] = await tx
    .select()
    .from(townPeople)
    .where(and(livePeople(tx), eq(townPeople.placeId, placeId)))
  return row ?? null
}

/** Tags that the office itself uses and the program's list does not have, for the box in which one is typed. */
export const ownWords = async (tx: OfficeTx, known: readonly string[]): Promise<string[]> =>
  (
    await tx
      .selectDistinct({ tag: townTags.tag })
      .from(townTags)
      .where(and(liveTags(tx), sql`not (${townTags.tag} = any(${sql.param([...known])}::text[]))`))
      .orderBy(asc(townTags.tag))
      .limit(300)
  ).map(({ tag }) => tag)

export type TownsAsked = { readonly tag?: string | undefined; readonly country?: string | undefined; readonly q?: string | undefined }
/** A town of which something is known. */
export type KnownTown = { readonly place: Place; readonly tags: readonly TagOfTown[]; readonly people: PeopleOfMunicipality | null }

/** Above so many, how many there are is told as „more than“. */
const MOST_COUNTED = 10_000

/**
 * Towns with a tag or with a number of the municipality's people, in the order of their Latin names, a page of 50. Home is left out: it stands first on the page
 * by itself. Five queries, however many towns.
 */
export async function knownTowns(
  tx: OfficeTx,
  homeId: number,
  asked: TownsAsked,
  turn: Turn,
): Promise<Page<KnownTown> & { readonly all: number; readonly countries: readonly string[] }> {
  // The starter list comes along as two arrays, so that one order and one page hold for both.
  const said = sql`select ${townTags.placeId} as place_id, ${townTags.tag} as tag from ${townTags} where ${liveTags(tx)} and ${townTags.says} = 'so'
    union all
    select starter.place_id, starter.tag from unnest(${sql.param(STARTER_TAGS.map(({ placeId }) => placeId))}::int[], ${sql.param(STARTER_TAGS.map(({ tag }) => tag))}::text[]) as starter (place_id, tag)
    where not exists (select 1 from ${townTags} where ${liveTags(tx)} and ${townTags.placeId} = starter.place_id and ${townTags.tag} = starter.tag)`
  const ids =
    asked.tag === undefined
      ? sql`select place_id from (${said}) as said union select ${townPeople.placeId} from ${townPeople} where ${livePeople(tx)}`
      : sql`select place_id from (${said}) as said where tag = ${asked.tag}`
  const key = sql`lower(${places.name})`
  /** The pages' cursors hold an id of the office's shape; a place's number is written as one. */
  const id = sql`('00000000-0000-8000-8000-' || lpad(${places.id}::text, 12, '0'))`
  const paging = keyPaging(turn, { key, id }, { size: TOWNS_ON_A_PAGE })
  const known = and(sql`${places.id} in (${ids})`, sql`${places.id} <> ${homeId}`)
  const narrowed = and(
    known,
    asked.country === undefined ? undefined : eq(places.country, asked.country),
    asked.q === undefined
      ? undefined
      : sql`(${places.name} ilike ${`%${escapeLike(asked.q)}%`} or exists (select 1 from unnest(${places.names}) as spelling where spelling ilike ${`${escapeLike(asked.q)}%`}))`,
  )
  const rows = await tx
    .select({ id: places.id, key: sql<string>`${key}`, edge: sql<string>`${id}` })
    .from(places)
    .where(and(narrowed, paging.where))
    .orderBy(...paging.orderBy)
    .limit(paging.limit)
  const page = paging.page(rows, (row) => ({ key: row.key, id: row.edge }))
  const counted = await tx.execute<{ n: number }>(
    sql`select count(*)::int as n from (select 1 from ${places} where ${narrowed} limit ${MOST_COUNTED}) as found`,
  )
  const countries = await tx.selectDistinct({ country: places.country }).from(places).where(known).orderBy(asc(places.country))
  const shown = page.rows.map((row) => row.id)
  const [towns, tags, people] = [
    new Map((await placesByIds(tx, shown)).map((place) => [place.id, place])),
    await tagsOfTowns(tx, shown),
    await municipalityPeople(tx, shown),
  ]
  return {
    ...page,
    rows: shown.map((one) => ({ place: towns.get(one)!, tags: tags.get(one) ?? [], people: people.get(one) ?? null })),
    all: counted.rows[0]?.n ?? 0,
    countries: countries.map(({ country }) => country),
  }
}

/** What the office has already of the towns of a table that is brought in. */
export async function factsOfTowns(
  tx: OfficeTx,
  placeIds: readonly number[],
): Promise<{ readonly tags: readonly TownTagRow[]; readonly people: readonly TownPeopleRow[] }> {
  if (placeIds.length === 0) return { tags: [], people: [] }
  const ids = sql`any(${sql.param([...new Set(placeIds)])}::int[])`
  return {
    tags: await tx
      .select()
      .from(townTags)
      .where(and(liveTags(tx), sql`${townTags.placeId} = ${ids}`)),
    people: await tx
      .select()
      .from(townPeople)
      .where(and(livePeople(tx), sql`${townPeople.placeId} = ${ids}`)),
  }
}
