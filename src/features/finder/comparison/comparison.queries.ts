// Reads chosen towns beside the office's own: their attributes, their twins, and where they stand in the two lists of their country.
import type { Here } from '#platform/here.ts'
import { type Asked, pointsOf, slidersOf, tiesOf } from '../candidates/candidate.ts'
import { rowsWithin } from '../candidates/ground.queries.ts'
import { type LookingOffice, type NoStandpoint, type Standpoint, standpointOf } from '../candidates/standpoint.queries.ts'
import { type Town, townsOf } from '../candidates/town.queries.ts'
import { evidenceOfTowns, reasonsOf, townsNamed } from '../candidates/town-evidence.ts'
import { isCandidate, STANDINGS } from '../ranking/place-index.ts'
import { mostArising, mostSimilar, type Ranked } from '../ranking/ranking.ts'
import { weights } from '../ranking/weights.ts'
import type { Judgement } from '../shortlist/candidate.ts'
import { type Comparison, type InList, type LeftOut, MOST_COMPARED, MOST_TWINS_NAMED, type TownInFull } from './comparison.ts'

/** Why a row is no candidate; null: it is one. */
function leftOutAs({ ground: { index }, evidence, home }: Standpoint, row: number): LeftOut['why'] | null {
  const { standing, population } = index.of
  if (row === home) return 'home'
  if (evidence.graph.has(home, row)) return 'twinned'
  if (standing[row]! < STANDINGS.indexOf('place')) return 'part'
  if (population[row] === 0) return 'peopleless'
  return isCandidate(index, row) ? null : 'small'
}

/** The candidates of each of these rows' countries: those the list would propose, and these rows even where the office has put one aside. */
function candidatesOf({ ground, evidence, home }: Standpoint, rows: readonly number[], excluded: ReadonlySet<number>): Map<string, Uint32Array> {
  const { index } = ground
  const isProposed = (row: number): boolean => !evidence.graph.has(home, row) && (!excluded.has(index.of.geonameId[row]!) || rows.includes(row))
  return new Map(
    [...new Set(rows.map((row) => index.countryOf(row)))].map((country) => [country, rowsWithin(ground, home, { country }).rows.filter(isProposed)]),
  )
}

/** Places in a list and points: the place among one's own country's candidates, the points against the average of all countries that are compared. */
function inLists(
  { ground: { index } }: Standpoint,
  rows: readonly number[],
  countries: ReadonlyMap<string, Uint32Array>,
  ranking: (candidates: Uint32Array, wanted: readonly number[]) => readonly Ranked[],
): ReadonlyMap<number, InList> {
  const places = new Map<number, number>()
  for (const [country, candidates] of countries)
    for (const { row, rank } of ranking(
      candidates,
      rows.filter((one) => index.countryOf(one) === country),
    ))
      places.set(row, rank)
  const all = Uint32Array.from([...countries.values()].flatMap((one) => [...one]))
  return new Map(
    ranking(all, rows).map(({ row, factors, lead }) => [
      row,
      { rank: places.get(row)!, among: countries.get(index.countryOf(row))!.length, points: pointsOf(factors, lead) },
    ]),
  )
}

/** Where these rows stand in the lists of both scores. */
function inBothLists(from: Standpoint, rows: readonly number[], wishes: Asked['wishes'], excluded: ReadonlySet<number>) {
  const { ground, home, evidence, tags } = from
  const countries = candidatesOf(from, rows, excluded)
  const [sliders, ties] = [slidersOf(wishes), tiesOf(wishes)]
  return {
    similar: inLists(from, rows, countries, (candidates, wanted) => mostSimilar(ground.similar, home, candidates, wanted, sliders, tags)),
    arise: inLists(from, rows, countries, (candidates, wanted) => mostArising(ground.arise, evidence, weights.evidence, home, candidates, wanted, ties)),
  }
}

/** Twins of a row, the best known first: the more spellings the list of places has of a town, the better known it is. */
function bestKnownTwins({ ground: { index }, evidence }: Standpoint, row: number): number[] {
  const { spellings, population } = index.of
  return [...evidence.graph.partners(row)].sort((a, b) => spellings[b]! - spellings[a]! || population[b]! - population[a]!).slice(0, MOST_TWINS_NAMED)
}

/** A row with all that the comparison shows of it; `town` gives any row that is named. */
function inFull(from: Standpoint, row: number, town: (row: number) => Town): TownInFull {
  const { ground, evidence, home } = from
  const { of, regions } = ground.index
  const nameOf = (one: number): string => town(one).name
  return {
    ...town(row),
    region: regions[of.region[row]!]!,
    standing: STANDINGS[of.standing[row]!]!,
    around: of.around[row] === 0 ? null : of.around[row]!,
    relief: Number.isNaN(of.relief[row]!) ? null : Math.round(of.relief[row]!),
    sea: Math.round(of.sea[row]!),
    twinNames: bestKnownTwins(from, row).map(nameOf),
    countrymen: row === home ? [] : evidence.countrymen(home, row).map(nameOf),
  }
}

/**
 * Up to four towns beside home. `ids`: GeoNames ids in the order of the columns; `junk`: what was asked for and is no id; `judged`: what the office has said of
 * towns, by id. Two lists of a country and one of all compared countries are reckoned: some milliseconds, and three for each further country.
 */
export async function comparedTowns(
  here: Here,
  office: LookingOffice,
  asked: Pick<Asked, 'wishes'>,
  { ids, junk }: { readonly ids: readonly number[]; readonly junk: readonly string[] },
  judged: ReadonlyMap<number, Judgement>,
): Promise<Comparison | NoStandpoint> {
  const from = await standpointOf(here, office, asked.wishes)
  if ('kind' in from) return from
  const { ground, home, evidence, sources } = from
  const given = ids.map((id) => {
    const row = ground.index.row(id)
    return row === undefined ? { id, row: null, why: 'unknown' as const } : { id, row, why: leftOutAs(from, row) }
  })
  const fit = given.flatMap(({ row, why }) => (row !== null && why === null ? [row] : []))
  const rows = fit.slice(0, MOST_COMPARED)
  const excluded = new Set([...judged].flatMap(([id, { excludedOn }]) => (excludedOn === null ? [] : [id])))
  const lists = inBothLists(from, rows, asked.wishes, excluded)
  const evidenceOf = evidenceOfTowns(evidence, home, rows)
  const towns = await townsOf(here, from, [
    home,
    ...given.flatMap(({ row }) => row ?? []),
    ...[home, ...rows].flatMap((row) => bestKnownTwins(from, row)),
    ...[...evidenceOf.values()].flatMap((one) => [...townsNamed(one), ...one.common, ...one.countrymen]),
  ])
  const town = (row: number): Town => towns.get(row)!
  const named = (row: number): { id: number; name: string } => ({ id: town(row).id, name: town(row).name })
  return {
    kind: 'compared',
    home: inFull(from, home, town),
    towns: rows.map((row) => ({
      ...inFull(from, row, town),
      similar: lists.similar.get(row) ?? null,
      arise: lists.arise.get(row) ?? null,
      reasons: reasonsOf(evidenceOf.get(row)!, named),
      common: evidenceOf.get(row)!.common.map((one) => town(one).name),
      said: judged.get(town(row).id) ?? null,
    })),
    leftOut: [
      ...given.flatMap(({ id, row, why }): LeftOut[] => (why === null ? [] : [{ why, name: row === null ? String(id) : town(row).name }])),
      ...junk.map((name): LeftOut => ({ why: 'unknown', name })),
      ...fit.slice(MOST_COMPARED).map((row): LeftOut => ({ why: 'surplus', name: town(row).name })),
    ],
    sources,
  }
}
