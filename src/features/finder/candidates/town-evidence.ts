// What the world's twinnings say of each town, and what of it is worth a sentence.
import type { Named, Reason } from '../finder.ts'
import type { Evidence, EvidenceName, Witness } from '../ranking/evidence.ts'

const MOST_NAMES = 3
/** What a reason adds to the logarithm of odds, below which it is not worth a sentence: half a point. */
const WORTH_SAYING = 0.05

/** The towns that evidence of one town rests on, by rows, the most telling first. `regions`: pairs of twins between home's region and the town's. */
export type TownEvidence = {
  readonly common: readonly number[]
  readonly neighbours: readonly Witness[]
  readonly besides: readonly Witness[]
  readonly countrymen: readonly number[]
  readonly regions: readonly (readonly [ours: number, theirs: number])[]
}

/** What is known of pairs of towns in the two regions: by the candidate's region. */
function betweenRegions(evidence: Evidence, home: number): (row: number) => TownEvidence['regions'] {
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

/** What the graph says of each of these rows. */
export function evidenceOfTowns(evidence: Evidence, home: number, rows: readonly number[]): ReadonlyMap<number, TownEvidence> {
  const between = betweenRegions(evidence, home)
  return new Map(rows.map((row) => [row, { ...evidence.witnesses(home, row), countrymen: evidence.countrymen(home, row), regions: between(row) }]))
}

/** Rows of the towns a reason may name. */
export const townsNamed = ({ common, neighbours, besides, countrymen, regions }: TownEvidence): number[] => [
  ...common.slice(0, MOST_NAMES),
  ...[...neighbours.slice(0, 1), ...besides.slice(0, 1)].map(({ by }) => by),
  ...countrymen.slice(0, MOST_NAMES),
  ...regions.slice(0, 1).flat(),
]

/**
 * The strongest first; what is said already in a stronger way is not said again. `named` gives a row its id and name, `factors` are what each reason adds, where that
 * is known.
 */
export function reasonsOf(
  { common, neighbours, besides, countrymen, regions }: TownEvidence,
  named: (row: number) => Named,
  factors: Readonly<Record<string, number>> = {},
): Reason[] {
  const reasons: Reason[] = []
  const names = (rows: readonly number[]): { names: Named[]; more: number } => ({
    names: rows.slice(0, MOST_NAMES).map(named),
    more: Math.max(0, rows.length - MOST_NAMES),
  })
  const [[neighbour], [beside], [pair]] = [neighbours, besides, regions]
  if (common.length > 0) reasons.push({ kind: 'common', ...names(common) })
  if (neighbour !== undefined) reasons.push({ kind: 'neighbour', town: named(neighbour.by), km: Math.round(neighbour.km), more: neighbours.length - 1 })
  if (beside !== undefined && beside.km >= 1) reasons.push({ kind: 'beside', town: named(beside.by), km: Math.round(beside.km) })
  if (countrymen.length > 0) reasons.push({ kind: 'countrymen', ...names(countrymen) })
  if (pair !== undefined && neighbour === undefined && (factors['regions' satisfies EvidenceName] ?? WORTH_SAYING) >= WORTH_SAYING)
    reasons.push({ kind: 'regions', ours: named(pair[0]), theirs: named(pair[1]), more: regions.length - 1 })
  return reasons
}
