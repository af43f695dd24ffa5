// The ground the finder stands on: the world's places laid out for both scores, narrowed to where one looks, with what its boxes offer and its map must hold.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { countryName, nameFor } from '#features/places/place.ts'
import { placesByIds } from '#features/places/place.queries.ts'
import type { Here } from '#platform/here.ts'
import { collatorOf, currentLanguage, localeOf, type SiteLanguage } from '#platform/texts/language.ts'
import { countryWithin, type Scope } from '../finder.ts'
import { defaultFinderFolder, isCandidate, type PlaceIndex, STANDINGS } from '../ranking/place-index.ts'
import { Similarity } from '../ranking/similar.ts'
import { weights } from '../ranking/weights.ts'
import { placeIndexOf } from '../twinnings/twinning.queries.ts'

/** What the list shows in its boxes: countries with how many towns, and the regions of the chosen one by their seats. */
export type Choices = {
  readonly countries: readonly { readonly code: string; readonly name: string; readonly towns: number }[]
  readonly regions: readonly { readonly code: string; readonly name: string }[]
}

// ---- kept for the process: it never changes while it runs ---------------------------------------------------------------

export type Ground = {
  readonly index: PlaceIndex
  readonly similar: Similarity
  readonly arise: Similarity
  /** All that can be proposed, and how many of each country. */
  readonly world: Uint32Array
  readonly counts: Uint32Array
  /** Region → row of its seat, or of its largest place. */
  readonly seats: Int32Array
}
let ground: Promise<Ground> | undefined

export const finderIsMade = (): boolean => existsSync(join(defaultFinderFolder(), 'places.bin'))

/** Made when it is first asked for, then kept; some tenths of a second. Rejects while "npm run build" has not made the list of places. */
export function groundOf(): Promise<Ground> {
  ground ??= placeIndexOf()
    .then(madeOf)
    .catch((error: unknown) => {
      ground = undefined
      throw error
    })
  return ground
}

function madeOf(index: PlaceIndex): Ground {
  const { of } = index
  const seats = new Int32Array(index.regions.length).fill(-1)
  const counts = new Uint32Array(index.countries.length)
  const world: number[] = []
  const [district, seat] = [STANDINGS.indexOf('district'), STANDINGS.indexOf('seat-1')]
  for (let row = 0; row < index.rows; row += 1) {
    if (isCandidate(index, row)) {
      world.push(row)
      counts[of.country[row]!]! += 1
    }
    if (of.standing[row]! <= district) continue
    const region = of.region[row]!
    const best = seats[region]!
    const isSeat = of.standing[row]! >= seat
    const bestIsSeat = best !== -1 && of.standing[best]! >= seat
    if (best === -1 || (isSeat && !bestIsSeat) || (isSeat === bestIsSeat && of.population[row]! > of.population[best]!)) seats[region] = row
  }
  return {
    index,
    similar: new Similarity(index, weights.similar),
    arise: new Similarity(index, weights.arise),
    world: Uint32Array.from(world),
    counts,
    seats,
  }
}

// ---- where one looks ------------------------------------------------------------------------------------------------------

/** Rows of the scope: those that can be proposed, and how many lack a number of inhabitants. */
export function rowsWithin({ index, similar, world }: Ground, home: number, { country, region, withinKm }: Scope): { rows: Uint32Array; uncounted: number } {
  const { of } = index
  const regionAt = region === undefined ? -1 : index.regions.indexOf(region)
  const inside = (row: number): boolean =>
    row !== home && (region === undefined || of.region[row] === regionAt) && (withinKm === undefined || similar.distance(home, row) <= withinKm)
  const named = countryWithin({ country, region })
  // Partnerships at home are looked for by naming the own country.
  if (named === undefined) return { rows: world.filter((row) => of.country[row] !== of.country[home] && (withinKm === undefined || inside(row))), uncounted: 0 }
  const rows: number[] = []
  let uncounted = 0
  for (const row of index.ofCountry(named)) {
    if (!inside(row)) continue
    if (isCandidate(index, row)) rows.push(row)
    else if (of.population[row] === 0 && isCandidate(index, row, 0)) uncounted += 1
  }
  return { rows: Uint32Array.from(rows), uncounted }
}

const countriesIn = new Map<SiteLanguage, Choices['countries']>()

/** Countries that have places, in the order of the reader's alphabet. */
function countriesOf({ index, counts }: Ground, language: SiteLanguage): Choices['countries'] {
  let countries = countriesIn.get(language)
  if (countries === undefined) {
    const byName = collatorOf(localeOf(language))
    countries = index.countries
      .map((code, at) => ({ code, name: countryName(code, language), towns: counts[at]! }))
      .toSorted((a, b) => byName.compare(a.name, b.name))
    countriesIn.set(language, countries)
  }
  return countries
}

/** By language and country; only where the gazetteer had every seat, since it may still be loading. */
const regionsIn = new Map<string, Choices['regions']>()

/** Regions of a country by their seats, as the reader calls these. One statement the first time. */
async function regionsOf({ index, seats }: Ground, here: Here, officeId: string, country: string, language: SiteLanguage): Promise<Choices['regions']> {
  const key = `${language} ${country}`
  const before = regionsIn.get(key)
  if (before !== undefined) return before
  const found = index.regions.flatMap((code, at) => (code.startsWith(`${country}.`) && seats[at] !== -1 ? [{ code, seat: seats[at]! }] : []))
  const ids = found.map(({ seat }) => index.of.geonameId[seat]!)
  const places = new Map((await here.db.reading.inOffice(officeId, (tx) => placesByIds(tx, ids))).map((place) => [place.id, place]))
  const byName = collatorOf(localeOf(language))
  const named = found.map(({ code, seat }) => {
    const place = places.get(index.of.geonameId[seat]!)
    return { code, name: place === undefined ? index.name(seat) : nameFor(place, language) }
  })
  const regions = named.toSorted((a, b) => byName.compare(a.name, b.name))
  if (places.size === found.length) regionsIn.set(key, regions)
  return regions
}

/** What the boxes offer. */
export async function choicesOf(here: Here, officeId: string, scope: Scope): Promise<Choices> {
  const ground = await groundOf()
  const language = currentLanguage()
  const chosen = countryWithin(scope)
  return {
    countries: countriesOf(ground, language).filter(({ towns, code }) => towns > 0 || code === chosen),
    regions: chosen === undefined ? [] : await regionsOf(ground, here, officeId, chosen, language),
  }
}

/** Whether a place lies where one looks, whether it can be proposed or not. */
export const isInScope = ({ index, similar }: Ground, home: number, { country, region, withinKm }: Scope, row: number): boolean =>
  (country === undefined || index.countryOf(row) === country) &&
  (region === undefined || index.regions[index.of.region[row]!] === region) &&
  (withinKm === undefined || similar.distance(home, row) <= withinKm)

/** Overseas parts of a country would shrink its map: the fiftieth of its places that lies farthest from its middle is left to the list. */
const FARTHEST_PART = 0.02
const DIRECTIONS = 12

const extents = new Map<string, readonly (readonly [number, number])[]>()
const MOST_EXTENTS = 200

/** Places at the edges of where one looks, [lon, lat] in degrees. All over the world the towns that are shown say it, in steps of ten degrees, so that few maps are drawn. */
export function extentOf(ground: Ground, home: number, where: Scope, shown: readonly number[]): readonly (readonly [number, number])[] {
  if (Object.keys(where).length === 0) return boxAround(ground, [home, ...shown])
  const key = `${home} ${JSON.stringify(where)}`
  let extent = extents.get(key)
  if (extent === undefined) {
    const { rows } = rowsWithin(ground, home, where)
    extent = outermost(ground, where.withinKm === undefined && rows.length > 0 ? rows : Uint32Array.from([home, ...rows]))
    if (extents.size >= MOST_EXTENTS) extents.delete(extents.keys().next().value!)
    extents.set(key, extent)
  }
  return extent
}

const STEP = 10

/** Corners and middles of the sides of a box in whole steps; nothing, which is the world, where it would be most of it. */
function boxAround({ index }: Ground, rows: readonly number[]): [number, number][] {
  const sides = ({ of, least }: { of: (row: number) => number; least: number }): [number, number] => [
    Math.max(least, Math.floor(Math.min(...rows.map(of)) / STEP) * STEP),
    Math.min(-least, Math.ceil(Math.max(...rows.map(of)) / STEP) * STEP),
  ]
  const [west, east] = sides({ of: (row) => index.of.lon[row]!, least: -180 })
  const [south, north] = sides({ of: (row) => index.of.lat[row]!, least: -80 })
  if (east - west > 180) return []
  const [middle, centre] = [(west + east) / 2, (south + north) / 2]
  return [west, middle, east].flatMap((lon) => [south, centre, north].map((lat): [number, number] => [lon, lat]))
}

/** The outermost places in all directions. */
function outermost({ index, similar }: Ground, rows: Uint32Array): [number, number][] {
  const { lat, lon } = index.of
  const point = (row: number): [number, number] => [lon[row]!, lat[row]!]
  // The place with the least distance to some others stands for the middle.
  const some = Array.from({ length: Math.min(40, rows.length) }, (_, i) => rows[Math.floor((i * rows.length) / Math.min(40, rows.length))]!)
  const farness = (row: number): number => some.reduce((sum, other) => sum + similar.distance(row, other), 0)
  const middle = some.reduce((best, row) => (farness(row) < farness(best) ? row : best), some[0]!)
  const away = Array.from(rows, (row) => ({ row, km: similar.distance(middle, row) })).sort((a, b) => a.km - b.km)
  const near = away.slice(0, Math.max(1, Math.ceil(away.length * (1 - FARTHEST_PART))))
  const edges = Array.from({ length: DIRECTIONS }, (_, i) => {
    const way = (i / DIRECTIONS) * 2 * Math.PI
    const along = (row: number): number => {
      const east = ((((lon[row]! - lon[middle]!) % 360) + 540) % 360) - 180
      return Math.cos(way) * east * Math.cos((lat[middle]! * Math.PI) / 180) + Math.sin(way) * lat[row]!
    }
    return near.reduce((best, { row }) => (along(row) > along(best) ? row : best), middle)
  })
  return [...new Set(edges)].map(point)
}
