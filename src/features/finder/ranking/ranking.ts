// The two lists of the finder: places that are like yours, and places with which a partnership arises; each place with the factors its score is the sum of.
import { EVIDENCE, EVIDENCE_NAMES, type Evidence, type EvidenceName, grownBy, type HomeEvidence, type Worth } from './evidence.ts'
import { FACTOR_NAMES, forEach, type Factor, level, readOff } from './levels.ts'
import type { EvidenceWeights } from './learning.ts'
import { asLearned, type Similarity, type Sliders } from './similar.ts'
import type { SharedTags, TagFactor } from './tags.ts'

export const MODES = ['similar', 'arise'] as const
export type Mode = (typeof MODES)[number]

/** A candidate in its place. `lead` is its score less the average candidate's of the same list; `factors`, what each reason adds of that, sum to it (but for a hundredth, since scores are read off in steps). */
export type Ranked<Reason extends string = string> = {
  readonly row: number
  readonly rank: number
  readonly score: number
  readonly lead: number
  readonly factors: Readonly<Record<Reason, number>>
}

/** Rows with the highest scores, the highest first; equal ones in the order of their rows. */
export function best(candidates: Uint32Array, scores: Float32Array, limit: number): number[] {
  // A heap of the best so far, the least of them on top.
  const heap: number[] = []
  const less = (a: number, b: number): boolean => scores[a]! < scores[b]! || (scores[a] === scores[b] && candidates[a]! > candidates[b]!)
  const swap = (a: number, b: number): void => {
    ;[heap[a], heap[b]] = [heap[b]!, heap[a]!]
  }
  const sink = (): void => {
    for (let at = 0; ;) {
      let least = at
      for (const child of [2 * at + 1, 2 * at + 2]) if (child < heap.length && less(heap[child]!, heap[least]!)) least = child
      if (least === at) return
      swap(at, least)
      at = least
    }
  }
  for (let i = 0; i < candidates.length && limit > 0; i += 1) {
    if (heap.length < limit) {
      heap.push(i)
      for (let at = heap.length - 1; at > 0 && less(heap[at]!, heap[(at - 1) >> 1]!); at = (at - 1) >> 1) swap(at, (at - 1) >> 1)
    } else if (less(heap[0]!, i)) {
      heap[0] = i
      sink()
    }
  }
  return heap.sort((a, b) => (less(a, b) ? 1 : -1))
}

/** So many candidates stand for all when an average is taken; they are spread evenly over the list. */
const FOR_AVERAGE = 300

function averaged<Reason extends string>(
  names: readonly Reason[],
  candidates: Uint32Array,
  factorsOf: (row: number) => Record<Reason, number>,
): Record<Reason, number> {
  const sums = forEach(names, () => 0)
  const many = Math.min(FOR_AVERAGE, candidates.length)
  for (let i = 0; i < many; i += 1) {
    const factors = factorsOf(candidates[Math.floor((i * candidates.length) / many)]!)
    for (const name of names) sums[name] += factors[name] / many
  }
  return sums
}

/** How many of the best are wanted, or which rows of the candidates, in that order; rows that are no candidates are passed over. */
export type Wanted = number | readonly number[]

/** Where these rows stand among the candidates, from 1, in the order of `best`; rows that are no candidates are left out. One pass over the candidates for all of them. */
export function ranksOf(candidates: Uint32Array, scores: Float32Array, rows: readonly number[]): ReadonlyMap<number, number> {
  // The worst first: every candidate is looked up among them, and most are worse than all.
  const asked = rows
    .flatMap((row) => {
      const at = candidates.indexOf(row)
      return at === -1 ? [] : [{ row, score: scores[at]! }]
    })
    .sort((a, b) => a.score - b.score || b.row - a.row)
  const worst = asked[0]?.score ?? Number.POSITIVE_INFINITY
  // Of every candidate it is counted how many of the asked it comes before: those with the lower numbers.
  const before = new Uint32Array(asked.length + 1)
  for (let i = 0; i < scores.length; i += 1) {
    const score = scores[i]!
    if (score < worst) continue
    let [low, high] = [0, asked.length]
    while (low < high) {
      const middle = (low + high) >> 1
      const one = asked[middle]!
      if (one.score < score || (one.score === score && one.row > candidates[i]!)) low = middle + 1
      else high = middle
    }
    before[low]! += 1
  }
  const ranks = new Map<number, number>()
  let above = 0
  for (let i = asked.length; i > 0; i -= 1) {
    above += before[i]!
    ranks.set(asked[i - 1]!.row, above + 1)
  }
  return ranks
}

function ranked<Reason extends string>(
  names: readonly Reason[],
  candidates: Uint32Array,
  scores: Float32Array,
  wanted: Wanted,
  factorsOf: (row: number) => Record<Reason, number>,
): Ranked<Reason>[] {
  const average = averaged(names, candidates, factorsOf)
  const middle = names.reduce((sum, name) => sum + average[name], 0)
  const told = (at: number, rank: number): Ranked<Reason> => {
    const row = candidates[at]!
    const factors = factorsOf(row)
    return { row, rank, score: scores[at]!, lead: scores[at]! - middle, factors: forEach(names, (name) => factors[name] - average[name]) }
  }
  if (typeof wanted === 'number') return best(candidates, scores, wanted).map((at, i) => told(at, i + 1))
  const ranks = ranksOf(candidates, scores, wanted)
  return wanted.flatMap((row) => (ranks.has(row) ? [told(candidates.indexOf(row), ranks.get(row)!)] : []))
}

const slid = (factors: Readonly<Record<Factor, number>>, sliders: Sliders): Record<Factor, number> =>
  forEach(FACTOR_NAMES, (name) => factors[name] * sliders[name])

/** Reasons of "similar to you": what was learned, and beside it the tags that were asked for. */
export type SimilarReason = Factor | TagFactor

/**
 * All candidates by one score, reckoned once. `scores` in the candidates' order; `first` tells those that are wanted with their factors; none,
 * where nothing counts and so nobody is first. `ranks`: where rows stand, from 1.
 */
export type Order<Reason extends string> = {
  readonly scores: Float32Array
  first(wanted: Wanted): Ranked<Reason>[]
  ranks(rows: readonly number[]): ReadonlyMap<number, number>
}

const sameSliders = <Name extends string>(names: readonly Name[], a: Readonly<Record<Name, number>>, b: Readonly<Record<Name, number>>): boolean =>
  names.every((name) => a[name] === b[name])

/** Candidates by their likeness to home. Scores of the last sliders are kept: who moves those of the other list does not have these reckoned again. */
export class LikenessOrder {
  readonly #similarity: Similarity
  readonly #home: number
  readonly #candidates: Uint32Array
  #last: { readonly sliders: Sliders; readonly scores: Float32Array } | null = null

  constructor(similarity: Similarity, home: number, candidates: Uint32Array) {
    this.#similarity = similarity
    this.#home = home
    this.#candidates = candidates
  }

  #learned(sliders: Sliders): Float32Array {
    if (this.#last === null || !sameSliders(FACTOR_NAMES, this.#last.sliders, sliders))
      this.#last = { sliders, scores: this.#similarity.scores(this.#home, this.#candidates, sliders) }
    return this.#last.scores
  }

  /** With `tags` also by what they are known for, each tag a factor of its own. All sliders at nothing and no tag that counts leave no order. */
  by(sliders: Sliders = asLearned, tags?: SharedTags): Order<SimilarReason> {
    const candidates = this.#candidates
    const tagNames = tags?.names ?? []
    let scores = this.#learned(sliders)
    if (tags !== undefined && tagNames.length > 0) {
      scores = scores.slice()
      tags.over(candidates).forEach((added, i) => (scores[i]! += added))
    }
    return {
      scores,
      ranks: (rows) => ranksOf(candidates, scores, rows),
      first: (wanted) => {
        if (FACTOR_NAMES.every((name) => sliders[name] === 0) && tagNames.length === 0) return []
        const factorsOf = this.#similarity.factorsOf(this.#home)
        return ranked<SimilarReason>([...FACTOR_NAMES, ...tagNames], candidates, scores, wanted, (row) => ({
          ...slid(factorsOf(row), sliders),
          ...tags?.factorsOf(row),
        }))
      },
    }
  }
}

/** The candidates most like home, as `LikenessOrder` has them. */
export const mostSimilar = (
  similarity: Similarity,
  home: number,
  candidates: Uint32Array,
  wanted: Wanted,
  sliders?: Sliders,
  tags?: SharedTags,
): Ranked<SimilarReason>[] => new LikenessOrder(similarity, home, candidates).by(sliders, tags).first(wanted)

/** Ties as an office weighs them, and the measures each is the sum of; `attributes` is all that the places themselves add. */
export const TIES = {
  common: ['common', 'distant'],
  neighbours: ['neighbours', 'besides', 'pairs'],
  regions: ['regions', 'country', 'already'],
  experience: ['degree', 'countrymen'],
  attributes: [],
} as const satisfies Readonly<Record<string, readonly EvidenceName[]>>
export type Tie = keyof typeof TIES
export const TIE_NAMES = Object.keys(TIES) as Tie[]
/** How much each tie counts: 1 as learned, 0 not at all. */
export type TieSliders = Readonly<Record<Tie, number>>
export const tiesAsLearned: TieSliders = forEach(TIE_NAMES, () => 1)
const TIE_OF = Object.fromEntries(TIE_NAMES.flatMap((tie) => TIES[tie].map((name) => [name, tie]))) as Record<EvidenceName, Tie>

/** What each measure of the graph adds. */
const worthBy = (weights: EvidenceWeights, ties: TieSliders): Worth =>
  forEach(EVIDENCE_NAMES, (name) => {
    const [line, scale, times] = [weights[name], EVIDENCE[name], ties[TIE_OF[name]]]
    return (value) => times * readOff(line, level(scale, grownBy(value)))
  })

/** What is known of home's twinnings beside these candidates, who are often of one country. */
function seenBeside(evidence: Evidence, home: number, candidates: Uint32Array): HomeEvidence {
  const { country } = evidence.index.of
  const first = candidates.length === 0 ? null : country[candidates[0]!]!
  let one = first
  for (let i = 1; i < candidates.length && one !== null; i += 1) if (country[candidates[i]!] !== first) one = null
  return evidence.of(home, one)
}

const REASONS = [...EVIDENCE_NAMES, 'attributes'] as const
export type TieReason = (typeof REASONS)[number]

/**
 * Candidates by "how partnerships arise": the evidence on top of what the places are. What no slider changes is reckoned once, and the scores of the last ties
 * are kept. The evidence must not change meanwhile.
 */
export class TieOrder {
  readonly #similarity: Similarity
  readonly #weights: EvidenceWeights
  readonly #home: number
  readonly #candidates: Uint32Array
  readonly #seen: HomeEvidence
  readonly #attributes: Float32Array
  #last: { readonly ties: TieSliders; readonly scores: Float32Array } | null = null

  constructor(similarity: Similarity, evidence: Evidence, weights: EvidenceWeights, home: number, candidates: Uint32Array) {
    this.#similarity = similarity
    this.#weights = weights
    this.#home = home
    this.#candidates = candidates
    this.#seen = seenBeside(evidence, home, candidates)
    this.#attributes = similarity.scores(home, candidates)
  }

  #weighed(ties: TieSliders, worth: Worth): Float32Array {
    if (this.#last === null || !sameSliders(TIE_NAMES, this.#last.ties, ties)) {
      const scores = ties.attributes === 1 ? this.#attributes.slice() : this.#attributes.map((score) => ties.attributes * score)
      this.#seen.weigh(this.#candidates, scores, worth)
      this.#last = { ties, scores }
    }
    return this.#last.scores
  }

  /** All ties at nothing leave no order. */
  by(ties: TieSliders = tiesAsLearned): Order<TieReason> {
    const worth = worthBy(this.#weights, ties)
    const scores = this.#weighed(ties, worth)
    return {
      scores,
      ranks: (rows) => ranksOf(this.#candidates, scores, rows),
      first: (wanted) => {
        if (TIE_NAMES.every((name) => ties[name] === 0)) return []
        const factorsOf = this.#similarity.factorsOf(this.#home)
        return ranked(REASONS, this.#candidates, scores, wanted, (row) => {
          const values = this.#seen.values(row)
          return {
            ...forEach(EVIDENCE_NAMES, (name) => worth[name](values[name])),
            attributes: ties.attributes * Object.values(factorsOf(row)).reduce((sum, value) => sum + value, 0),
          }
        })
      },
    }
  }
}

/** Scores of "how partnerships arise", in the candidates' order. */
export const arisingScores = (similarity: Similarity, evidence: Evidence, weights: EvidenceWeights, home: number, candidates: Uint32Array): Float32Array =>
  new TieOrder(similarity, evidence, weights, home, candidates).by().scores

/** The candidates with which a partnership most likely arises, as `TieOrder` has them. */
export const mostArising = (
  similarity: Similarity,
  evidence: Evidence,
  weights: EvidenceWeights,
  home: number,
  candidates: Uint32Array,
  wanted: Wanted,
  ties?: TieSliders,
): Ranked<TieReason>[] => new TieOrder(similarity, evidence, weights, home, candidates).by(ties).first(wanted)
