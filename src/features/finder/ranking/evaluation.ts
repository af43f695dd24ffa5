// How well a ranking finds the twins that towns really have: both ways, among the places of the partner's country, without the town's other known twins.
import { isCandidate, type PlaceIndex } from './place-index.ts'
import { seeded } from './learning.ts'
import type { Pair, TwinningGraph } from './twinning-graph.ts'

/** Towns below this are small. */
export const SMALL = 50_000

/** Scores of candidates, in their order; the more the better. */
export type Ranking = (home: number, candidates: Uint32Array) => Float32Array

/** The place a real twin got, and what kind of question it was. */
export type Found = { readonly home: number; readonly twin: number; readonly rank: number; readonly of: number }

/** Places of a country that count as candidates: at least 1,000 inhabitants, no districts. */
export function candidatesByCountry(index: PlaceIndex): (country: number) => Uint32Array {
  const kept = new Map<number, Uint32Array>()
  return (country) => {
    let found = kept.get(country)
    if (found === undefined) {
      found = index.ofCountry(index.countries[country]!).filter((row) => isCandidate(index, row))
      kept.set(country, found)
    }
    return found
  }
}

/** Ranks each pair both ways. Ties are broken by chance, the same each time for one seed. */
export function findTwins(
  index: PlaceIndex,
  graph: TwinningGraph,
  pairs: readonly Pair[],
  ranking: Ranking,
  told: (part: number) => void = () => {},
  seed = 20_261_127,
): Found[] {
  const candidatesOf = candidatesByCountry(index)
  const random = seeded(seed)
  const found: Found[] = []
  pairs.forEach((pair, at) => {
    for (const [home, twin] of [pair, [pair[1], pair[0]]] as const) {
      const known = graph.partners(home)
      const candidates = candidatesOf(index.of.country[twin]!).filter((row) => row !== home && row !== twin && !known.has(row))
      const all = new Uint32Array(candidates.length + 1)
      all.set(candidates, 1)
      all[0] = twin
      const scores = ranking(home, all)
      let [before, ties] = [0, 0]
      for (let i = 1; i < scores.length; i += 1) {
        if (scores[i]! > scores[0]!) before += 1
        else if (scores[i] === scores[0]) ties += 1
      }
      found.push({ home, twin, rank: 1 + before + Math.floor(random() * (ties + 1)), of: all.length })
    }
    if (at % 100 === 0) told(at / pairs.length)
  })
  return found
}

/** A share of 1 with the interval in which it lies with 95 % certainty. */
export type Figure = { readonly value: number; readonly low: number; readonly high: number }
export type Slice = { readonly questions: number; readonly mrr: Figure; readonly hit10: Figure; readonly hit50: Figure }
export const SLICES = ['all', 'small', 'cold', 'italy'] as const
export type SliceName = (typeof SLICES)[number]

const isSmall = (index: PlaceIndex, row: number): boolean => index.of.population[row]! > 0 && index.of.population[row]! < SMALL
const within: Readonly<Record<SliceName, (index: PlaceIndex, graph: TwinningGraph, found: Found) => boolean>> = {
  all: () => true,
  small: (index, _, { home, twin }) => isSmall(index, home) && isSmall(index, twin),
  cold: (_, graph, { home }) => graph.degree(home) === 0,
  italy: (index, _, { twin }) => index.countryOf(twin) === 'IT',
}

/** Mean of values 0–1 with its interval by the normal approximation. */
function figure(values: readonly number[]): Figure {
  const n = values.length
  if (n === 0) return { value: Number.NaN, low: Number.NaN, high: Number.NaN }
  const mean = values.reduce((sum, value) => sum + value, 0) / n
  const spread = n < 2 ? Number.NaN : Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1) / n)
  return { value: mean, low: Math.max(0, mean - 1.96 * spread), high: Math.min(1, mean + 1.96 * spread) }
}

/** MRR, hit@10 and hit@50 of each slice: all questions, both towns under 50,000, home without a known twin, twin in Italy. */
export function slicesOf(index: PlaceIndex, graph: TwinningGraph, found: readonly Found[]): Record<SliceName, Slice> {
  const slice = (name: SliceName): Slice => {
    const ranks = found.filter((one) => within[name](index, graph, one)).map(({ rank }) => rank)
    return {
      questions: ranks.length,
      mrr: figure(ranks.map((rank) => 1 / rank)),
      hit10: figure(ranks.map((rank) => Number(rank <= 10))),
      hit50: figure(ranks.map((rank) => Number(rank <= 50))),
    }
  }
  return Object.fromEntries(SLICES.map((name) => [name, slice(name)])) as Record<SliceName, Slice>
}
