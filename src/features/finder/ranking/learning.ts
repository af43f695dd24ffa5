// Learning the numbers of a score from known twinnings: of all places of the partner's country the twin shall come first (softmax over a sample, Adam, straight lines between marks).
import { EVIDENCE, EVIDENCE_NAMES, type Evidence, grownBy, type HomeEvidence } from './evidence.ts'
import { forEach, level, LINE_NAMES, LINES, SCALE_NAMES, SCALES, width } from './levels.ts'
import type { PlaceIndex } from './place-index.ts'
import type { Similarity, SimilarWeights } from './similar.ts'
import type { Pair } from './twinning-graph.ts'

/** Uniform numbers from 0 to 1 that are the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** A block of numbers to be learned: a line or a surface. `across`: how wide a surface is, 1 for a line; null where neighbours say nothing of each other. */
type Block = { readonly from: number; readonly cells: number; readonly across: number | null }

/** How it is learned; all of it is written down beside the numbers. */
export type Course = {
  readonly seed: number
  /** Rounds over all twinnings. */
  readonly epochs: number
  /** Places of the partner's country that a twin is held against, drawn anew for each question. */
  readonly sample: number
  /** Length of the first steps, in natural logarithms of odds; they shrink from round to round towards a seventh of it. */
  readonly rate: number
  /** Pull to nothing, and to the neighbouring mark. */
  readonly shrink: number
  readonly smooth: number
  /** How much one twinning counts, by its two towns. */
  readonly weight: (index: PlaceIndex, home: number, twin: number) => number
}

/** Where the numbers of each part lie in one long row. */
class Layout {
  readonly blocks = new Map<string, Block>()
  cells = 0
  add(name: string, cells: number, across: number | null): void {
    this.blocks.set(name, { from: this.cells, cells, across })
    this.cells += cells
  }
  from(name: string): number {
    return this.blocks.get(name)!.from
  }
}

function layoutOf(index: PlaceIndex, evidence: boolean): Layout {
  const layout = new Layout()
  for (const scale of SCALE_NAMES) {
    layout.add(`surface ${scale}`, width(SCALES[scale]) ** 2, width(SCALES[scale]))
    layout.add(`countries ${scale}`, index.countries.length * width(SCALES[scale]), null)
  }
  for (const line of LINE_NAMES) layout.add(`line ${line}`, width(LINES[line]), 1)
  if (evidence) for (const name of EVIDENCE_NAMES) layout.add(`evidence ${name}`, width(EVIDENCE[name]), 1)
  return layout
}

/** Terms of one pair at most: four of a surface and two of a country's line for each scale, two for each line and measure. */
const MOST_TERMS = SCALE_NAMES.length * 6 + (LINE_NAMES.length + EVIDENCE_NAMES.length) * 2

/** What the score of each pair of a question is the sum of: cells of the layout, and how much of each. Room that is used again for the next question. */
class Terms {
  readonly #cells: Int32Array
  readonly #parts: Float32Array
  /** Pair k has its terms from `#ends[k]` to before `#ends[k + 1]`. */
  readonly #ends: Int32Array
  #count = 0
  #pairs = 0

  constructor(pairs: number) {
    this.#cells = new Int32Array(pairs * MOST_TERMS)
    this.#parts = new Float32Array(pairs * MOST_TERMS)
    this.#ends = new Int32Array(pairs + 1)
  }

  clear(): void {
    ;[this.#count, this.#pairs] = [0, 0]
  }

  add(cell: number, part: number): void {
    if (part === 0) return
    this.#cells[this.#count] = cell
    this.#parts[this.#count++] = part
  }

  /** A line read off at a level: between two marks a part of each. */
  addLine(from: number, at: number): void {
    const i = Math.floor(at)
    this.add(from + i, 1 - (at - i))
    if (at > i) this.add(from + i + 1, at - i)
  }

  /** A surface read off at the levels of both: between marks a part of the four around. `across`: its width. */
  addSurface(from: number, across: number, ours: number, theirs: number): void {
    const [i, j] = [Math.floor(ours), Math.floor(theirs)]
    const [part, beside] = [ours - i, theirs - j]
    const cell = from + i * across + j
    this.add(cell, (1 - part) * (1 - beside))
    if (beside > 0) this.add(cell + 1, (1 - part) * beside)
    if (part > 0) this.add(cell + across, part * (1 - beside))
    if (part > 0 && beside > 0) this.add(cell + across + 1, part * beside)
  }

  /** What comes now is of the next pair. */
  endPair(): void {
    this.#ends[++this.#pairs] = this.#count
  }

  score(pair: number, weights: Float64Array): number {
    let score = 0
    for (let i = this.#ends[pair]!; i < this.#ends[pair + 1]!; i += 1) score += weights[this.#cells[i]!]! * this.#parts[i]!
    return score
  }

  /** Lays a pair's fault on the slope of each of its cells. */
  blame(pair: number, fault: number, slope: Float64Array): void {
    for (let i = this.#ends[pair]!; i < this.#ends[pair + 1]!; i += 1) slope[this.#cells[i]!]! += fault * this.#parts[i]!
  }
}

/** Writes the terms of pairs: for a home, and what the graph says of it (null: it is not asked), those of any candidate. */
function writerOf(similarity: Similarity, layout: Layout): (home: number, seen: HomeEvidence | null) => (terms: Terms, candidate: number) => void {
  const { country } = similarity.index.of
  const scales = SCALE_NAMES.map((name) => ({
    name,
    surface: layout.from(`surface ${name}`),
    countries: layout.from(`countries ${name}`),
    across: width(SCALES[name]),
  }))
  const lines = LINE_NAMES.map((name) => ({ name, from: layout.from(`line ${name}`) }))
  const measures = EVIDENCE_NAMES.flatMap((name) => (layout.blocks.has(`evidence ${name}`) ? [{ name, from: layout.from(`evidence ${name}`) }] : []))
  return (home, seen) => {
    const levels = SCALE_NAMES.map((scale) => similarity.level(scale, home))
    return (terms, candidate) => {
      scales.forEach(({ name, surface, countries, across }, s) => {
        const at = similarity.level(name, candidate)
        terms.addSurface(surface, across, levels[s]!, at)
        terms.addLine(countries + country[candidate]! * across, at)
      })
      for (const { name, from } of lines) terms.addLine(from, similarity.between(name, home, candidate))
      if (seen !== null) {
        const values = seen.values(candidate)
        for (const { name, from } of measures) terms.addLine(from, level(EVIDENCE[name], grownBy(values[name])))
      }
      terms.endPair()
    }
  }
}

/** Questions after which the numbers are moved. */
const BATCH = 128

/** The numbers on their way down: Adam, with a pull of each to its neighbours and to what it was before anything was learned. */
class Descent {
  readonly weights: Float64Array
  /** What the questions since the last step say, summed. */
  readonly slope: Float64Array
  readonly #layout: Layout
  readonly #before: Float64Array
  readonly #course: Pick<Course, 'shrink' | 'smooth'>
  readonly #first: Float64Array
  readonly #second: Float64Array
  #steps = 0

  constructor(layout: Layout, course: Pick<Course, 'shrink' | 'smooth'>) {
    const { cells } = layout
    this.#layout = layout
    this.#course = course
    this.#before = new Float64Array(cells)
    // Where nothing is known of such pairs they lean to this: sizes ever farther apart are ever less alike.
    LINES.ratio.marks.forEach((mark, i) => (this.#before[layout.from('line ratio') + i] = -2 * Math.max(0, Math.abs(mark) - 0.5)))
    this.weights = this.#before.slice()
    ;[this.slope, this.#first, this.#second] = [new Float64Array(cells), new Float64Array(cells), new Float64Array(cells)]
  }

  step(rate: number): void {
    const [weights, slope, first, second, before] = [this.weights, this.slope, this.#first, this.#second, this.#before]
    this.#steps += 1
    for (const block of this.#layout.blocks.values()) this.#smooth(block)
    for (let i = 0; i < weights.length; i += 1) {
      const by = slope[i]! / BATCH + this.#course.shrink * (weights[i]! - before[i]!)
      first[i] = 0.9 * first[i]! + 0.1 * by
      second[i] = 0.999 * second[i]! + 0.001 * by * by
      weights[i]! -= (rate * (first[i]! / (1 - 0.9 ** this.#steps))) / (Math.sqrt(second[i]! / (1 - 0.999 ** this.#steps)) + 1e-8)
      slope[i] = 0
    }
  }

  #smooth({ from, cells, across: wide }: Block): void {
    if (wide === null) return
    const { weights, slope } = this
    // The last row and column stand for "unknown" and lean on nobody.
    const across = wide === 1 ? cells : wide
    const down = cells / across
    for (let r = 0; r < down; r += 1)
      for (let c = 0; c < across - 1; c += 1) {
        const here = from + r * across + c
        const lean = (other: number): void => {
          const pull = this.#course.smooth * BATCH * (weights[here]! - weights[other]!)
          slope[here]! += pull
          slope[other]! -= pull
        }
        if (c + 1 < across - 1) lean(here + 1)
        if (down > 1 && r + 1 < down - 1) lean(here + across)
      }
  }
}

/** The odds of each pair of a question, which sum to 1; the first is the real twin, the others stand each for `stands` places. */
function oddsOf(terms: Terms, weights: Float64Array, stands: number, odds: Float64Array): void {
  let top = Number.NEGATIVE_INFINITY
  for (let k = 0; k < odds.length; k += 1) {
    const score = terms.score(k, weights)
    odds[k] = score
    if (score > top) top = score
  }
  let sum = 0
  for (let k = 0; k < odds.length; k += 1) {
    odds[k] = Math.exp(odds[k]! - top) * (k === 0 ? 1 : stands)
    sum += odds[k]!
  }
  for (let k = 0; k < odds.length; k += 1) odds[k]! /= sum
}

function shuffle<T>(list: T[], random: () => number): void {
  for (let i = list.length - 1; i > 0; i -= 1) {
    const j = Math.floor(random() * (i + 1))
    ;[list[i], list[j]] = [list[j]!, list[i]!]
  }
}

/** Learned evidence: a line a measure. */
export type EvidenceWeights = Readonly<Record<(typeof EVIDENCE_NAMES)[number], readonly number[]>>

/**
 * Learns from twinnings, both ways. With `evidence` also what the graph says; each twinning is left out of it while it is learned from. `told` hears after each round
 * of all twinnings the mean loss: minus the logarithm of the odds that the real twin was given. Minutes; the same for the same seed.
 */
export function learn(
  similarity: Similarity,
  pairs: readonly Pair[],
  candidatesOf: (country: number) => Uint32Array,
  course: Course,
  evidence: Evidence | null,
  told: (epoch: number, loss: number) => void,
): { similar: SimilarWeights; evidence: EvidenceWeights | null } {
  const { index } = similarity
  const { country } = index.of
  const layout = layoutOf(index, evidence !== null)
  const random = seeded(course.seed)
  const descent = new Descent(layout, course)
  const terms = new Terms(course.sample + 1)
  const odds = new Float64Array(course.sample + 1)
  const write = writerOf(similarity, layout)
  const questions = pairs.flatMap(([a, b]): Pair[] => [
    [a, b],
    [b, a],
  ])
  for (let epoch = 0; epoch < course.epochs; epoch += 1) {
    shuffle(questions, random)
    let [loss, counted, inBatch] = [0, 0, 0]
    const rate = course.rate * (1 - (0.85 * epoch) / course.epochs)
    for (const [home, twin] of questions) {
      const weight = course.weight(index, home, twin)
      const candidates = candidatesOf(country[twin]!)
      if (weight === 0 || candidates.length < 5) continue
      const look = (): void => {
        const writeTerms = write(home, evidence?.of(home, country[twin]!) ?? null)
        terms.clear()
        writeTerms(terms, twin)
        for (let k = 0; k < course.sample; k += 1) writeTerms(terms, candidates[Math.floor(random() * candidates.length)]!)
      }
      if (evidence === null) look()
      else evidence.without(home, twin, look)
      oddsOf(terms, descent.weights, candidates.length / course.sample, odds)
      loss -= weight * Math.log(odds[0]!)
      counted += weight
      for (let k = 0; k < odds.length; k += 1) {
        const fault = weight * (odds[k]! - (k === 0 ? 1 : 0))
        if (Math.abs(fault) >= 1e-6) terms.blame(k, fault, descent.slope)
      }
      inBatch += 1
      if (inBatch < BATCH) continue
      inBatch = 0
      descent.step(rate)
    }
    told(epoch + 1, loss / counted)
  }
  return written(index, layout, descent.weights, evidence !== null)
}

const rounded = (values: ArrayLike<number>): number[] => Array.from(values, (value) => Math.round(value * 100) / 100 || 0)

function written(index: PlaceIndex, layout: Layout, weights: Float64Array, evidence: boolean): { similar: SimilarWeights; evidence: EvidenceWeights | null } {
  const cut = (name: string): Float64Array => {
    const block = layout.blocks.get(name)!
    return weights.subarray(block.from, block.from + block.cells)
  }
  return {
    similar: {
      surfaces: forEach(SCALE_NAMES, (scale) => {
        const across = width(SCALES[scale])
        const all = cut(`surface ${scale}`)
        return Array.from({ length: across }, (_, r) => rounded(all.subarray(r * across, (r + 1) * across)))
      }),
      countries: forEach(SCALE_NAMES, (scale) => {
        const across = width(SCALES[scale])
        const all = cut(`countries ${scale}`)
        return Object.fromEntries(
          index.countries
            .map((code, i) => [code, rounded(all.subarray(i * across, (i + 1) * across))] as const)
            .filter(([, line]) => line.some((value) => Math.abs(value) >= 0.05)),
        )
      }),
      lines: forEach(LINE_NAMES, (line) => rounded(cut(`line ${line}`))),
    },
    evidence: evidence ? forEach(EVIDENCE_NAMES, (name) => rounded(cut(`evidence ${name}`))) : null,
  }
}
