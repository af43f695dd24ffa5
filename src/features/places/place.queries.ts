// Finds towns by the beginning of any of their names, in any script.
import { and, between, desc, eq, inArray, like, or, type SQL, sql } from 'drizzle-orm'
import type { OfficeTx, SystemTx } from '#platform/database/door.ts'
import { joinedKey } from '#platform/names/name-key.ts'
import { escapeLike } from '#platform/search/names.ts'
import type { Place } from './place.ts'
import { placeLoads, placeNames, places } from './place.table.ts'

type AnyTx = OfficeTx | SystemTx

const columns = {
  id: places.id,
  name: places.name,
  country: places.country,
  latitude: places.latitude,
  longitude: places.longitude,
  population: places.population,
  elevation: places.elevation,
  timeZone: places.timeZone,
  names: places.names,
}

/** What a GeoNames id can be; asking the database with a larger number would be an error. */
const isPlaceId = (id: number): boolean => Number.isInteger(id) && id > 0 && id < 2 ** 31

/** null when there is none, also for a number that cannot be an id. */
export async function placeById(tx: AnyTx, id: number): Promise<Place | null> {
  if (!isPlaceId(id)) return null
  const [place] = await tx.select(columns).from(places).where(eq(places.id, id))
  return place ?? null
}

export const placesByIds = async (tx: AnyTx, ids: readonly number[]): Promise<Place[]> =>
  ids.length === 0
    ? []
    : tx
        .select(columns)
        .from(places)
        .where(inArray(places.id, [...new Set(ids)]))

/** Towns one of whose names begins with the query: whole names first, of these the towns of the country `home`, then the larger towns. At most `limit`. */
export async function placesByName(tx: AnyTx, query: string, options: { country?: string | null; home?: string; limit: number }): Promise<Place[]> {
  const key = joinedKey(query)
  if (key.length < 2) return []
  // The best spelling of each town, cut to the candidates the index gives before the towns themselves are read.
  const matched = tx
    .select({ placeId: placeNames.placeId, whole: sql<boolean>`bool_or(${placeNames.key} = ${key})`.as('whole') })
    .from(placeNames)
    .where(like(placeNames.key, `${escapeLike(key)}%`))
    .groupBy(placeNames.placeId)
    .limit(2000)
    .as('matched')
  return tx
    .select(columns)
    .from(matched)
    .innerJoin(places, eq(places.id, matched.placeId))
    .where(options.country === undefined || options.country === null || options.country === '' ? undefined : eq(places.country, options.country))
    .orderBy(desc(matched.whole), desc(sql`${matched.whole} and ${places.country} = ${options.home ?? ''}`), desc(places.population), places.id)
    .limit(options.limit)
}

/** The box of so many kilometres to each side of a point; near the poles it is too narrow, and nobody lives there. */
const around = ({ lat, lon, km }: Around): SQL | undefined => {
  const high = km / KM_IN_A_DEGREE
  const wide = km / (KM_IN_A_DEGREE * Math.max(0.05, Math.cos((lat * Math.PI) / 180)))
  return and(between(places.latitude, lat - high, lat + high), between(places.longitude, lon - wide, lon + wide))
}
const KM_IN_A_DEGREE = 111.2
const MOST_AROUND = 3000

export type Around = { readonly lat: number; readonly lon: number; readonly km: number }

/**
 * The towns that lie within so many kilometres to each side of any of the points, the larger first. One query for all; at most 3000 towns.
 * It reads the whole list once (200 000 rows, some 30 ms): an index would only pay where it were asked in a loop.
 */
export const placesAround = async (tx: AnyTx, points: readonly Around[]): Promise<Place[]> =>
  points.length === 0
    ? []
    : tx
        .select(columns)
        .from(places)
        .where(or(...points.map(around)))
        .orderBy(desc(places.population), places.id)
        .limit(MOST_AROUND)

export type TownAsked = { readonly name: string; readonly country: string }

/**
 * The towns of many names in their countries, in one query for every thousand: the answer stands at the asked one's place. Only a name that leaves no doubt
 * has its town: it is the only one of that name in the country, or ten times larger than the next.
 */
export async function placesNamed(tx: AnyTx, asked: readonly TownAsked[]): Promise<(number | null)[]> {
  const keys = asked.map(({ name }) => joinedKey(name))
  const wanted = [...new Set(keys.filter((key) => key.length >= 2))]
  const towns = new Map<string, Map<number, number>>()
  for (let from = 0; from < wanted.length; from += 1000) {
    const rows = await tx
      .select({ key: placeNames.key, id: places.id, country: places.country, population: places.population })
      .from(placeNames)
      .innerJoin(places, eq(places.id, placeNames.placeId))
      .where(inArray(placeNames.key, wanted.slice(from, from + 1000)))
    for (const { key, id, country, population } of rows) {
      const known = towns.get(`${country} ${key}`) ?? new Map<number, number>()
      towns.set(`${country} ${key}`, known.set(id, population))
    }
  }
  return asked.map(({ country }, index) => {
    const [first, second] = [...(towns.get(`${country} ${keys[index]}`) ?? [])].sort((a, b) => b[1] - a[1])
    return first !== undefined && (second === undefined || first[1] >= second[1] * 10) ? first[0] : null
  })
}

/** Whether this version of the list is loaded to its end. */
export async function placesLoaded(tx: AnyTx, version: string): Promise<boolean> {
  const [load] = await tx.select().from(placeLoads).where(eq(placeLoads.version, version))
  return load?.finishedAt !== undefined && load.finishedAt !== null
}
