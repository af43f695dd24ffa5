// What the world's twinnings say of a town, with the names it rests on.
import type { Named, Reason } from '../finder.ts'
import type { Evidence, EvidenceName } from '../ranking/evidence.ts'

export type { Reason }

const MOST_NAMES = 3
/** Below this many points a reason is not worth a sentence. */
const WORTH_SAYING = 0.05

export type Saying = {
  readonly common: readonly number[]
  readonly neighbours: readonly { by: number; km: number }[]
  readonly besides: readonly { by: number; km: number }[]
  readonly countrymen: readonly number[]
  readonly regions: readonly (readonly [number, number])[]
  /** GeoNames ids of all places, by their rows. */
  readonly ids: ArrayLike<number>
}

/** What is known of pairs of towns in the two regions: by the candidate's region. */
function betweenRegions(evidence: Evidence, home: number): (row: number) => readonly (readonly [number, number])[] {
  const { region } = evidence.index.of
  const found = new Map<number, [number, number][]>()
  for (const town of evidence.twinnedAround(home)) {
    for (const twin of evidence.graph.partners(town)) {
      const pairs = found.get(region[twin]!)
      if (pairs === undefined) found.set(region[twin]!, [[town, twin]])
      else pairs.push([town, twin])
    }
  }
  return (row) => found.get(region[row]!) ?? []
}

/** Twins of a town in home's country, the best known first. */
export function countrymenOf({ graph, index }: Evidence, home: number, row: number): number[] {
  const { country, population } = index.of
  return [...graph.partners(row)].filter((twin) => twin !== home && country[twin] === country[home]).sort((a, b) => population[b]! - population[a]!)
}

/** What the graph says of each of these rows. */
export function sayingsOf(evidence: Evidence, home: number, rows: readonly number[]): Map<number, Saying> {
  const between = betweenRegions(evidence, home)
  const near = (all: ReturnType<typeof evidence.witnesses>['neighbours']): { by: number; km: number }[] => all.map(({ by, km }) => ({ by, km: km! }))
  return new Map(
    rows.map((row) => {
      const { common, neighbours, besides } = evidence.witnesses(home, row)
      return [
        row,
        {
          common: common.map(({ by }) => by),
          neighbours: near(neighbours),
          besides: near(besides),
          countrymen: countrymenOf(evidence, home, row),
          regions: between(row),
          ids: evidence.index.of.geonameId,
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

/** The strongest first; what is said already in a stronger way is not said again. */
export function reasonsOf(said: Saying, name: (row: number) => string, factors: Readonly<Record<string, number>>): Reason[] {
  const reasons: Reason[] = []
  const named = (row: number): Named => ({ id: said.ids[row]!, name: name(row) })
  const names = (rows: readonly number[]): { names: Named[]; more: number } => ({
    names: rows.slice(0, MOST_NAMES).map(named),
    more: Math.max(0, rows.length - MOST_NAMES),
  })
  const [neighbour] = said.neighbours
  const [beside] = said.besides
  const [pair] = said.regions
  if (said.common.length > 0) reasons.push({ kind: 'common', ...names(said.common) })
  if (neighbour !== undefined) reasons.push({ kind: 'neighbour', town: named(neighbour.by), km: Math.round(neighbour.km), more: said.neighbours.length - 1 })
  if (beside !== undefined && beside.km >= 1) reasons.push({ kind: 'beside', town: named(beside.by), km: Math.round(beside.km) })
  if (said.countrymen.length > 0) reasons.push({ kind: 'countrymen', ...names(said.countrymen) })
  if (pair !== undefined && neighbour === undefined && (factors['regions' satisfies EvidenceName] ?? WORTH_SAYING) >= WORTH_SAYING)
    reasons.push({ kind: 'regions', ours: named(pair[0]), theirs: named(pair[1]), more: said.regions.length - 1 })
  return reasons
}
