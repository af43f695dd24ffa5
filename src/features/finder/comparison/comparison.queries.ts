// Reads chosen towns beside the office's own: their attributes, their twins, and where they stand in the two lists of their country.
import type { Here } from '#platform/here.ts'
import type { Asked } from '../candidates/candidate.ts'
import { type Nothing, slidersOf, tiesOf, wantedOf } from '../candidates/candidate.queries.ts'
import { finderIsMade, type Ground, groundOf, rowsWithin } from '../candidates/ground.queries.ts'
import { countrymenOf, reasonsOf, sayingsOf, townsNamed } from '../candidates/saying.ts'
import { type Town, townsOf } from '../candidates/town.queries.ts'
import { pointsOf } from '../candidates/candidate.ts'
import type { Evidence } from '../ranking/evidence.ts'
import { isCandidate, STANDINGS } from '../ranking/place-index.ts'
import { mostArising, mostSimilar, type Ranked } from '../ranking/ranking.ts'
import { weights } from '../ranking/weights.ts'
import { officeEvidence } from '../twinnings/twinning.queries.ts'
import { type Beside, type Comparison, FARTHEST_SEA, type InList, type LeftOut, MOST_COMPARED, MOST_TWINS_NAMED, type SaidOfTown } from './comparison.ts'

/** Why a row is no candidate; null: it is one. */
function leftOutAs({ index }: Ground, evidence: Evidence, home: number, row: number): LeftOut['why'] | null {
  const { standing, population } = index.of
  if (row === home) return 'home'
  if (evidence.graph.has(home, row)) return 'twinned'
  if (standing[row]! < STANDINGS.indexOf('place')) return 'part'
  if (population[row] === 0) return 'peopleless'
  return isCandidate(index, row) ? null : 'small'
}

/** The candidates of each of these countries: those the list would propose, and the chosen ones even where the office has put one aside. */
function candidatesOf(known: Ground, evidence: Evidence, home: number, rows: readonly number[], excluded: ReadonlySet<number>): Map<string, Uint32Array> {
  const { index } = known
  const isProposed = (row: number): boolean => !evidence.graph.has(home, row) && (!excluded.has(index.of.geonameId[row]!) || rows.includes(row))
  return new Map(
    [...new Set(rows.map((row) => index.countryOf(row)))].map((country) => [country, rowsWithin(known, home, { country }).rows.filter(isProposed)]),
  )
}

/** Places in a list and points: the place among one's own country's candidates, the points against the average of all countries that are compared. */
function inLists(
  known: Ground,
  rows: readonly number[],
  countries: ReadonlyMap<string, Uint32Array>,
  ranking: (candidates: Uint32Array, wanted: readonly number[]) => readonly Ranked[],
): ReadonlyMap<number, InList> {
  const places = new Map<number, number>()
  for (const [country, candidates] of countries)
    for (const { row, rank } of ranking(
      candidates,
      rows.filter((one) => known.index.countryOf(one) === country),
    ))
      places.set(row, rank)
  const all = Uint32Array.from([...countries.values()].flatMap((one) => [...one]))
  return new Map(
    ranking(all, rows).map(({ row, factors, lead }) => [
      row,
      { rank: places.get(row)!, among: countries.get(known.index.countryOf(row))!.length, points: pointsOf(factors, lead) },
    ]),
  )
}

/**
 * Up to four towns beside home. `ids`: GeoNames ids in the order of the columns; `junk`: what was asked for and is no id; `said`: what the office has said of
 * towns, by id. Two lists of a country and one of all compared countries are reckoned: some milliseconds, and three for each further country.
 */
export async function comparedTowns(
  here: Here,
  office: { readonly id: string; readonly placeId: number },
  asked: Pick<Asked, 'wishes'>,
  { ids, junk }: { readonly ids: readonly number[]; readonly junk: readonly string[] },
  said: ReadonlyMap<number, SaidOfTown>,
): Promise<Comparison | Extract<Nothing, { kind: 'unmade' | 'homeless' }>> {
  if (!finderIsMade()) return { kind: 'unmade' }
  const known = await groundOf()
  const { index, similar, arise } = known
  const home = index.row(office.placeId)
  if (home === undefined) return { kind: 'homeless' }
  const { evidence, sources } = await officeEvidence(here, office.id)
  const { graph } = evidence
  const found = ids.map((id) => ({ id, row: index.row(id) }))
  const fit = found.flatMap(({ row }) => (row !== undefined && leftOutAs(known, evidence, home, row) === null ? [row] : []))
  const rows = fit.slice(0, MOST_COMPARED)
  const excluded = new Set([...said].flatMap(([id, { excludedOn }]) => (excludedOn === null ? [] : [id])))
  const countries = candidatesOf(known, evidence, home, rows, excluded)
  const sliders = slidersOf(asked.wishes)
  const { byPlace, tags } = await wantedOf(here, office, asked.wishes, index)
  const likeness = inLists(known, rows, countries, (candidates, wanted) => mostSimilar(similar, home, candidates, wanted, sliders, tags))
  const ties = inLists(known, rows, countries, (candidates, wanted) =>
    mostArising(arise, evidence, weights.evidence, home, candidates, wanted, tiesOf(asked.wishes)),
  )
  const sayings = sayingsOf(evidence, home, rows)
  // The more spellings the list of places has of a town, the better known it is.
  const { spellings, population } = index.of
  const bestKnown = (row: number): number[] =>
    [...graph.partners(row)].sort((a, b) => spellings[b]! - spellings[a]! || population[b]! - population[a]!).slice(0, MOST_TWINS_NAMED)
  const shown = [home, ...rows]
  const towns = await townsOf(here, office.id, known, evidence, byPlace, home, [
    ...shown,
    ...found.flatMap(({ row }) => row ?? []).slice(0, 50),
    ...shown.flatMap((row) => [...bestKnown(row), ...(row === home ? [] : countrymenOf(evidence, home, row))]),
    ...[...sayings.values()].flatMap((one) => [...townsNamed(one), ...one.common]),
  ])
  const town = (row: number): Town => towns.get(row)!
  const nameOf = (row: number): string => town(row).name
  const beside = (row: number): Beside => ({
    ...town(row),
    region: index.regions[index.of.region[row]!]!,
    standing: STANDINGS[index.of.standing[row]!]!,
    around: index.of.around[row] === 0 ? null : index.of.around[row]!,
    relief: Number.isNaN(index.of.relief[row]!) ? null : Math.round(index.of.relief[row]!),
    sea: Math.min(FARTHEST_SEA, Math.round(index.of.sea[row]!)),
    twinNames: bestKnown(row).map(nameOf),
    countrymen: row === home ? [] : countrymenOf(evidence, home, row).map(nameOf),
  })
  return {
    kind: 'compared',
    home: beside(home),
    towns: rows.map((row) => ({
      ...beside(row),
      similar: likeness.get(row) ?? null,
      arise: ties.get(row) ?? null,
      reasons: reasonsOf(sayings.get(row)!, nameOf, {}),
      common: sayings.get(row)!.common.map(nameOf),
      said: said.get(town(row).id) ?? null,
    })),
    leftOut: [
      ...found.flatMap(({ id, row }): LeftOut[] => {
        const why = row === undefined ? 'unknown' : leftOutAs(known, evidence, home, row)
        return why === null ? [] : [{ why, name: row === undefined ? String(id) : nameOf(row) }]
      }),
      ...junk.map((name): LeftOut => ({ why: 'unknown', name })),
      ...fit.slice(MOST_COMPARED).map((row): LeftOut => ({ why: 'surplus', name: nameOf(row) })),
    ],
    sources,
  }
}
