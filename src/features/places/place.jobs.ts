// Loads the world's towns into the database once for each version of the list, telling how far it has come.
import { eq, ne, sql } from 'drizzle-orm'
import type { Here } from '#platform/here.ts'
import { nameKeys } from '#platform/names/name-key.ts'
import { readPlaces, placesVersion, type GeoPlace } from './gazetteer/geonames.ts'
import { placesByIds, placesLoaded } from './place.queries.ts'
import { placeLoads, placeNames, places } from './place.table.ts'

const BATCH = 2_000
/** Rows of the list that comes along; only for the bar, so a little off does no harm. */
const ABOUT = 199_568

/** A spelling in a script that nobody types here would only swell the index. */
const TYPED_SCRIPTS = /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Han}\p{Script=Greek}\p{N}\p{P}\p{Z}\p{M}]+$/u

const spellings = (town: GeoPlace): string[] => [...new Set([town.name, town.asciiName, ...town.alternateNames])].filter((name) => TYPED_SCRIPTS.test(name))

/** Key → the spelling it came from, each key once. */
function keysOf(town: GeoPlace): Map<string, string> {
  const keys = new Map<string, string>()
  for (const name of spellings(town)) {
    const key = nameKeys(name).at(-1)
    if (key !== undefined && !keys.has(key)) keys.set(key, name)
  }
  return keys
}

// Rows travel as one JSON parameter: two statements a batch whatever its size.
async function write(here: Here, towns: readonly GeoPlace[]): Promise<void> {
  const rows = towns.map((town) => ({
    id: town.geonameId,
    name: town.name,
    country: town.country,
    admin1: town.admin1,
    admin2: town.admin2,
    feature_code: town.featureCode,
    latitude: town.latitude,
    longitude: town.longitude,
    population: town.population,
    elevation: town.elevation,
    time_zone: town.timeZone,
    names: spellings(town),
  }))
  const names = towns.flatMap((town) => [...keysOf(town)].map(([key, name]) => ({ key, place_id: town.geonameId, name })))
  await here.db.asSystem(async (tx) => {
    await tx.execute(sql`insert into ${places} select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as t(id int, name text, country text, admin1 text, admin2 text, feature_code text, latitude float8, longitude float8, population int, elevation int, time_zone text, names text[])
      on conflict (id) do update set name = excluded.name, country = excluded.country, admin1 = excluded.admin1, admin2 = excluded.admin2, feature_code = excluded.feature_code,
        latitude = excluded.latitude, longitude = excluded.longitude, population = excluded.population, elevation = excluded.elevation, time_zone = excluded.time_zone, names = excluded.names`)
    await tx.execute(
      sql`insert into ${placeNames} select * from jsonb_to_recordset(${JSON.stringify(names)}::jsonb) as t(key text, place_id int, name text) on conflict do nothing`,
    )
  })
}

/** Loads only these towns, for whoever cannot wait for all; the great load writes over them later. Those already there cost one query. */
export async function loadTowns(here: Here, ids: readonly number[]): Promise<void> {
  const known = new Set((await here.db.asSystem((tx) => placesByIds(tx, ids))).map(({ id }) => id))
  const wanted = new Set(ids.filter((id) => !known.has(id)))
  if (wanted.size === 0) return
  const found: GeoPlace[] = []
  for await (const town of readPlaces()) {
    if (wanted.has(town.geonameId)) found.push(town)
    if (found.length === wanted.size) break
  }
  if (found.length > 0) await write(here, found)
}

/**
 * `told` gets 0–100 while loading and null when there is nothing (more) to do. A load that was broken off begins anew and writes over;
 * `only` narrows to some countries (tests).
 */
export async function loadPlaces(
  here: Here,
  told: (percent: number | null) => void,
  options: { signal?: AbortSignal; only?: readonly string[] } = {},
): Promise<void> {
  const version = placesVersion()
  if (await here.db.asSystem((tx) => placesLoaded(tx, version))) return told(null)
  await here.db.asSystem((tx) => tx.insert(placeLoads).values({ version, startedAt: here.clock.now() }).onConflictDoNothing())
  told(0)
  let read = 0
  let batch: GeoPlace[] = []
  for await (const town of readPlaces()) {
    if (options.signal?.aborted === true) return
    read += 1
    if (options.only === undefined || options.only.includes(town.country)) batch.push(town)
    if (batch.length < BATCH) continue
    await write(here, batch)
    batch = []
    told(Math.min(99, (read / ABOUT) * 100))
  }
  if (batch.length > 0) await write(here, batch)
  await here.db.asSystem(async (tx) => {
    await tx.update(placeLoads).set({ finishedAt: here.clock.now() }).where(eq(placeLoads.version, version))
    await tx.delete(placeLoads).where(ne(placeLoads.version, version))
  })
  told(null)
}
