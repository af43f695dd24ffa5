// The list of candidates: the world's places narrowed to where one looks, ranked by the chosen score, each with its reasons and the towns they rest on.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { countryName, nameFor, type Place } from '#features/places/place.ts'
import { placesByIds } from '#features/places/place.queries.ts'
import type { Here } from '#platform/here.ts'
import { collatorOf, currentLanguage, localeOf } from '#platform/texts/language.ts'
import { municipalityPeople, tagsByPlace } from '../facts/fact.queries.ts'
import type { Scope, Wishes } from '../finder.ts'
import type { Evidence, EvidenceName } from '../ranking/evidence.ts'
import { FACTOR_NAMES, forEach } from '../ranking/levels.ts'
import { defaultFinderFolder, isCandidate, type PlaceIndex, STANDINGS, UNKNOWN_ELEVATION } from '../ranking/place-index.ts'
import { arisingScores, mostArising, mostSimilar, type Ranked, TIE_NAMES, type TieSliders } from '../ranking/ranking.ts'
import { Similarity, type Sliders } from '../ranking/similar.ts'
import { SharedTags, tagsByRow, wantedTags } from '../ranking/tags.ts'
import { weights } from '../ranking/weights.ts'
import { officeEvidence, placeIndexOf } from '../twinnings/twinning.queries.ts'
import { type Asked, MOST_RANKED, PER_PAGE, pointsOf } from './candidate.ts'

/** A town as the finder shows it. `people`, `elevation` (m): null unknown. `km`: from home. */
export type Town = {
  readonly row: number
  readonly id: number
  readonly name: string
  /** As the list of places writes it, where the reader's language writes it otherwise. */
  readonly native: string | null
  readonly country: string
  /** Name of its region's seat. */
  readonly seat: string | null
  readonly people: number | null
  readonly municipality: { readonly people: number; readonly asOf: string | null; readonly source: string } | null
  readonly elevation: number | null
  readonly latitude: number
  readonly longitude: number
  readonly km: number
  readonly tags: readonly { readonly tag: string; readonly source: string; readonly address: string | null }[]
  /** Twins known of it anywhere. */
  readonly twins: number
}

/** Evidence with names. `common`: our partner is theirs too · `neighbour`: a town near us is twinned with it · `beside`: it lies near a partner of ours ·
 * `countrymen`: its twins in our country · `regions`: twinnings between the two regions. */
export type Reason =
  | { readonly kind: 'common'; readonly names: readonly string[]; readonly more: number }
  | { readonly kind: 'neighbour'; readonly name: string; readonly km: number; readonly more: number }
  | { readonly kind: 'beside'; readonly name: string; readonly km: number }
  | { readonly kind: 'countrymen'; readonly names: readonly string[]; readonly more: number }
  | { readonly kind: 'regions'; readonly ours: string; readonly theirs: string; readonly more: number }

type TagsByPlace = Awaited<ReturnType<typeof tagsByPlace>>
export type Points = ReturnType<typeof pointsOf>
export type Candidate = Town & {
  readonly rank: number
  readonly score: number
  readonly factors: Readonly<Record<string, number>>
  readonly points: Points
  /** Its place in the list of the other score. */
  readonly otherRank: number
  readonly reasons: readonly Reason[]
}

export type Sources = Awaited<ReturnType<typeof officeEvidence>>['sources']
/** `linked`: towns of the scope that are not proposed, because they are twinned with home already. `uncounted`: places left out, because nobody knows how many live there. */
export type FoundList = {
  readonly kind: 'found'
  readonly home: Town
  readonly among: number
  readonly uncounted: number
  readonly candidates: readonly Candidate[]
  readonly linked: readonly Town[]
  /** Towns of the scope that the office pinned, with their places in both lists. */
  readonly pinned: readonly (Town & { readonly similarRank: number; readonly ariseRank: number })[]
  /** Places at the edges of where one looks, [lon, lat] in degrees: what a map must show. */
  readonly extent: readonly (readonly [number, number])[]
  readonly sources: Sources
  /** Pages there are. */
  readonly pages: number
  /** Weights of home's own tags and of those wished for; a tag that was put to nothing is among them. */
  readonly wished: Readonly<Record<string, number>>
}
/** `unmade`: the list of places is not built · `homeless`: it does not have the office's own town · `weightless`: nothing counts, so nothing can be put in order · `nowhere`: no town there. */
export type Nothing =
  | { readonly kind: 'unmade' | 'homeless' }
  | { readonly kind: 'weightless' | 'nowhere'; readonly home: Town; readonly uncounted: number; readonly wished: Readonly<Record<string, number>> }

/** What the list shows in its boxes: countries with how many towns, and the regions of the chosen one by their seats. */
export type Choices = {
  readonly countries: readonly { readonly code: string; readonly name: string; readonly towns: number }[]
  readonly regions: readonly { readonly code: string; readonly name: string }[]
}

const MOST_NAMES = 3
/** Below this many points a reason is not worth a sentence. */
const WORTH_SAYING = 0.05

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
let ground: Ground | undefined

export const finderIsMade = (): boolean => existsSync(join(defaultFinderFolder(), 'places.bin'))

export function groundOf(): Ground {
  if (ground !== undefined) return ground
  const index = placeIndexOf()
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
  ground = {
    index,
    similar: new Similarity(index, weights.similar),
    arise: new Similarity(index, weights.arise),
    world: Uint32Array.from(world),
    counts,
    seats,
  }
  return ground
}

// ---- where one looks ------------------------------------------------------------------------------------------------------

/** Rows of the scope: those that can be proposed, and how many lack a number of inhabitants. */
export function rowsWithin({ index, similar, world }: Ground, home: number, { country, region, withinKm }: Scope): { rows: Uint32Array; uncounted: number } {
  const { of } = index
  const regionAt = region === undefined ? -1 : index.regions.indexOf(region)
  const inside = (row: number): boolean =>
    row !== home && (region === undefined || of.region[row] === regionAt) && (withinKm === undefined || similar.distance(home, row) <= withinKm)
  const named = country ?? region?.slice(0, 2)
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

/** What the boxes offer. */
export function choicesOf({ country, region }: Scope): Choices {
  const { index, counts, seats } = groundOf()
  const language = currentLanguage()
  const byName = collatorOf(localeOf(language))
  const chosen = country ?? region?.slice(0, 2)
  return {
    countries: index.countries
      .map((code, at) => ({ code, name: countryName(code, language), towns: counts[at]! }))
      .filter(({ towns, code }) => towns > 0 || code === chosen)
      .toSorted((a, b) => byName.compare(a.name, b.name)),
    regions:
      chosen === undefined
        ? []
        : index.regions
            .flatMap((code, at) => (code.startsWith(`${chosen}.`) && seats[at] !== -1 ? [{ code, name: index.name(seats[at]!) }] : []))
            .toSorted((a, b) => byName.compare(a.name, b.name)),
  }
}

// ---- the list -----------------------------------------------------------------------------------------------------------------

export const slidersOf = ({ factors }: Wishes): Sliders => forEach(FACTOR_NAMES, (name) => factors[name] ?? 1)
export const tiesOf = ({ ties }: Wishes): TieSliders => forEach(TIE_NAMES, (name) => ties[name] ?? 1)

/** What the towns are known for, as far as home is known for it too or it was asked for. */
export const sharedTagsOf = (index: PlaceIndex, homeId: number, byPlace: TagsByPlace, { tags }: Wishes): SharedTags => {
  const ours = (byPlace.get(homeId) ?? []).map(({ tag }) => tag)
  return new SharedTags({ wanted: wantedTags(ours, tags), has: tagsByRow(index, byPlace) })
}

/** Scores of "similar to you" with what the towns are known for. */
function likeness(similar: Similarity, home: number, candidates: Uint32Array, sliders: Sliders, tags: SharedTags): Float32Array {
  const scores = similar.scores(home, candidates, sliders)
  tags.over(candidates).forEach((added, i) => (scores[i]! += added))
  return scores
}

/** What is known of pairs of towns in the two regions: by the candidate's region. */
function betweenRegions(evidence: Evidence, home: number): (row: number) => readonly (readonly [number, number])[] {
  const { region } = evidence.index.of
  const found = new Map<number, [number, number][]>()
  for (const town of evidence.graph.towns) {
    if (town === home || region[town] !== region[home]) continue
    for (const twin of evidence.graph.partners(town)) {
      const pairs = found.get(region[twin]!)
      if (pairs === undefined) found.set(region[twin]!, [[town, twin]])
      else pairs.push([town, twin])
    }
  }
  return (row) => found.get(region[row]!) ?? []
}

/** Ranks of rows in a list by their scores: 1 more than there are better ones. */
const ranksIn = (rows: readonly number[], candidates: Uint32Array, scores: Float32Array): ReadonlyMap<number, number> => {
  const at = new Map(rows.map((row) => [row, candidates.indexOf(row)]))
  return new Map(rows.map((row) => [row, 1 + scores.reduce((better, score) => better + (score > scores[at.get(row)!]! ? 1 : 0), 0)]))
}

/** What the graph says of one candidate, by rows; the most telling first. */
export type Saying = {
  readonly common: readonly number[]
  readonly neighbours: readonly { by: number; km: number }[]
  readonly besides: readonly { by: number; km: number }[]
  readonly countrymen: readonly number[]
  readonly regions: readonly (readonly [number, number])[]
}

/** Twins of a town in home's country, the best known first. */
export function countrymenOf({ graph, index }: Evidence, home: number, row: number): number[] {
  const { country, population } = index.of
  return [...graph.partners(row)].filter((twin) => twin !== home && country[twin] === country[home]).sort((a, b) => population[b]! - population[a]!)
}

/** What the graph says of each of these rows. */
export function sayingsOf(evidence: Evidence, home: number, rows: readonly number[]): Map<number, Saying> {
  const between = betweenRegions(evidence, home)
  const seen = evidence.of(home)
  const near = (all: ReturnType<typeof seen.witnesses>['neighbours']): { by: number; km: number }[] => all.map(({ by, km }) => ({ by, km: km! }))
  return new Map(
    rows.map((row) => {
      const { common, neighbours, besides } = seen.witnesses(row)
      return [
        row,
        {
          common: common.map(({ by }) => by),
          neighbours: near(neighbours),
          besides: near(besides),
          countrymen: countrymenOf(evidence, home, row),
          regions: between(row),
        },
      ]
    }),
  )
}

/** Rows of the towns a reason may name. */
export const townsNamed = ({ common, neighbours, besides, countrymen, regions }: Saying): number[] => [
  ...common.slice(0, MOST_NAMES),
  ...[...neighbours, ...besides].slice(0, MOST_NAMES).map(({ by }) => by),
  ...besides.slice(0, 1).map(({ by }) => by),
  ...countrymen.slice(0, MOST_NAMES),
  ...regions.slice(0, 1).flat(),
]

/** What the office said of towns, by GeoNames ids: those it does not want to see again, and those it pinned. */
export type Marks = { readonly excluded: ReadonlySet<number>; readonly pinned: readonly number[] }

/** The candidates of a page. */
export async function foundCandidates(
  here: Here,
  office: { readonly id: string; readonly placeId: number },
  asked: Asked,
  marks: Marks = { excluded: new Set(), pinned: [] },
): Promise<FoundList | Nothing> {
  if (!finderIsMade()) return { kind: 'unmade' }
  const known = groundOf()
  const { index, similar, arise } = known
  const home = index.row(office.placeId)
  if (home === undefined) return { kind: 'homeless' }
  const { evidence, sources } = await officeEvidence(here, office.id)
  const byPlace = await here.db.inOffice(office.id, (tx) => tagsByPlace(tx))
  const wished = { ...Object.fromEntries((byPlace.get(office.placeId) ?? []).map(({ tag }) => [tag, 1])), ...asked.wishes.tags }
  const tags = sharedTagsOf(index, office.placeId, byPlace, asked.wishes)
  const { graph } = evidence
  const { rows, uncounted } = rowsWithin(known, home, asked.scope)
  const hasCountrymen = (row: number): boolean => countrymenOf(evidence, home, row).length > 0
  const linkedRows = [...graph.partners(home)].filter((row) => rows.includes(row) || (isInScope(known, home, asked.scope, row) && row !== home))
  const candidates = rows.filter((row) => !graph.has(home, row) && !marks.excluded.has(index.of.geonameId[row]!) && (!asked.free || !hasCountrymen(row)))
  const sliders = slidersOf(asked.wishes)
  const ties = tiesOf(asked.wishes)
  const limit = Math.min(MOST_RANKED, asked.page * PER_PAGE)
  const ranked: Ranked[] =
    asked.mode === 'similar'
      ? mostSimilar(similar, home, candidates, limit, sliders, tags)
      : mostArising(arise, evidence, weights.evidence, home, candidates, limit, ties)
  const shown = ranked.slice((asked.page - 1) * PER_PAGE)
  const similarScores = likeness(similar, home, candidates, sliders, tags)
  const ariseScores = arisingScores(arise, evidence, weights.evidence, home, candidates, ties)
  const pinnedRows = marks.pinned.flatMap((id) => index.row(id) ?? []).filter((row) => candidates.includes(row))
  const ask = [...new Set([...shown.map(({ row }) => row), ...pinnedRows])]
  const ranks = { similar: ranksIn(ask, candidates, similarScores), arise: ranksIn(ask, candidates, ariseScores) }
  const sayings = sayingsOf(
    evidence,
    home,
    shown.map(({ row }) => row),
  )
  const towns = await townsOf(here, office.id, known, evidence, byPlace, home, [
    home,
    ...shown.map(({ row }) => row),
    ...linkedRows,
    ...pinnedRows,
    ...[...sayings.values()].flatMap(townsNamed),
  ])
  const town = (row: number): Town => towns.get(row)!
  const homeTown = town(home)
  if (ranked.length === 0 && candidates.length > 0) return { kind: 'weightless', home: homeTown, uncounted, wished }
  if (candidates.length === 0) return { kind: 'nowhere', home: homeTown, uncounted, wished }
  return {
    kind: 'found',
    home: homeTown,
    among: candidates.length,
    uncounted,
    sources,
    wished,
    pages: Math.ceil(Math.min(candidates.length, MOST_RANKED) / PER_PAGE),
    linked: linkedRows.map(town),
    pinned: pinnedRows.map((row) => ({ ...town(row), similarRank: ranks.similar.get(row)!, ariseRank: ranks.arise.get(row)! })),
    extent: extentOf(
      known,
      // All over the world the towns that are shown say what the map must hold.
      Object.keys(asked.scope).length === 0
        ? Uint32Array.from([home])
        : asked.scope.withinKm === undefined
          ? candidates
          : Uint32Array.from([home, ...candidates]),
      shown.map(({ row }) => row),
    ),
    candidates: shown.map((one) => ({
      ...town(one.row),
      rank: one.rank,
      score: one.score,
      factors: one.factors,
      points: pointsOf(one.factors),
      otherRank: ranks[asked.mode === 'similar' ? 'arise' : 'similar'].get(one.row)!,
      reasons: reasonsOf(sayings.get(one.row)!, (row) => town(row).name, one.factors),
    })),
  }
}

/** Overseas parts of a country would shrink its map: the hundredth of its places that lies farthest from its middle is left to the list. */
const FARTHEST_PART = 0.02
const DIRECTIONS = 12

/** The outermost places in all directions, and those that are shown. */
function extentOf({ index, similar }: Ground, rows: Uint32Array, shown: readonly number[]): [number, number][] {
  const { lat, lon } = index.of
  const point = (row: number): [number, number] => [lon[row]!, lat[row]!]
  // The place with the least distance to some others stands for the middle.
  const some = Array.from({ length: Math.min(40, rows.length) }, (_, i) => rows[Math.floor((i * rows.length) / Math.min(40, rows.length))]!)
  const farness = (row: number): number => some.reduce((sum, other) => sum + similar.distance(row, other), 0)
  const middle = some.reduce((best, row) => (farness(row) < farness(best) ? row : best), some[0]!)
  const away = Array.from(rows, (row) => ({ row, km: similar.distance(middle, row) })).sort((a, b) => a.km - b.km)
  const near = away.slice(0, Math.max(1, Math.ceil(away.length * (1 - FARTHEST_PART))))
  const outermost = Array.from({ length: DIRECTIONS }, (_, i) => {
    const way = (i / DIRECTIONS) * 2 * Math.PI
    const along = (row: number): number => {
      const east = ((((lon[row]! - lon[middle]!) % 360) + 540) % 360) - 180
      return Math.cos(way) * east * Math.cos((lat[middle]! * Math.PI) / 180) + Math.sin(way) * lat[row]!
    }
    return near.reduce((best, { row }) => (along(row) > along(best) ? row : best), middle)
  })
  return [...new Set([...outermost, ...shown])].map(point)
}

const isInScope = ({ index, similar }: Ground, home: number, { country, region, withinKm }: Scope, row: number): boolean =>
  (country === undefined || index.countryOf(row) === country) &&
  (region === undefined || index.regions[index.of.region[row]!] === region) &&
  (withinKm === undefined || similar.distance(home, row) <= withinKm)

/** The strongest first; what is said already in a stronger way is not said again. */
export function reasonsOf(said: Saying, name: (row: number) => string, factors: Readonly<Record<string, number>>): Reason[] {
  const reasons: Reason[] = []
  const names = (rows: readonly number[]): { names: string[]; more: number } => ({
    names: rows.slice(0, MOST_NAMES).map(name),
    more: Math.max(0, rows.length - MOST_NAMES),
  })
  const [neighbour] = said.neighbours
  const [beside] = said.besides
  const [pair] = said.regions
  if (said.common.length > 0) reasons.push({ kind: 'common', ...names(said.common) })
  if (neighbour !== undefined) reasons.push({ kind: 'neighbour', name: name(neighbour.by), km: Math.round(neighbour.km), more: said.neighbours.length - 1 })
  if (beside !== undefined && beside.km >= 1) reasons.push({ kind: 'beside', name: name(beside.by), km: Math.round(beside.km) })
  if (said.countrymen.length > 0) reasons.push({ kind: 'countrymen', ...names(said.countrymen) })
  if (pair !== undefined && neighbour === undefined && (factors['regions' satisfies EvidenceName] ?? WORTH_SAYING) >= WORTH_SAYING)
    reasons.push({ kind: 'regions', ours: name(pair[0]), theirs: name(pair[1]), more: said.regions.length - 1 })
  return reasons
}

/** Rows as towns, in the reader's words. */
export async function townsOf(
  here: Here,
  officeId: string,
  { index, similar, seats }: Ground,
  evidence: Evidence,
  byPlace: TagsByPlace,
  home: number,
  rows: readonly number[],
): Promise<ReadonlyMap<number, Town>> {
  const { of } = index
  const wanted = [...new Set(rows)]
  const seatOf = (row: number): number => seats[of.region[row]!]!
  const ids = [...new Set([...wanted, ...wanted.map(seatOf).filter((seat) => seat !== -1)].map((row) => of.geonameId[row]!))]
  const read = await here.db.inOffice(officeId, async (tx) => ({
    places: await placesByIds(tx, ids),
    municipalities: await municipalityPeople(
      tx,
      wanted.map((row) => of.geonameId[row]!),
    ),
  }))
  const places = new Map<number, Place>(read.places.map((place) => [place.id, place]))
  const language = currentLanguage()
  const nameOf = (row: number): string => {
    const place = places.get(of.geonameId[row]!)
    return place === undefined ? index.name(row) : nameFor(place, language)
  }
  return new Map(
    wanted.map((row) => {
      const [id, name, own, seat] = [of.geonameId[row]!, nameOf(row), index.name(row), seatOf(row)]
      return [
        row,
        {
          row,
          id,
          name,
          native: own === name ? null : own,
          country: index.countryOf(row),
          seat: seat === -1 || seat === row ? null : nameOf(seat),
          people: of.population[row] === 0 ? null : of.population[row]!,
          municipality: read.municipalities.get(id) ?? null,
          elevation: of.elevation[row] === UNKNOWN_ELEVATION ? null : of.elevation[row]!,
          latitude: of.lat[row]!,
          longitude: of.lon[row]!,
          km: Math.round(similar.distance(home, row)),
          tags: byPlace.get(id) ?? [],
          twins: evidence.graph.degree(row),
        },
      ]
    }),
  )
}
