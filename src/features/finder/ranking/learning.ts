// Learning the numbers of a score from known twinnings: of all places of the partner's country the twin shall come first (softmax over a sample, Adam, straight lines between marks).
import { EVIDENCE, EVIDENCE_NAMES, type Evidence, grownBy } from './evidence.ts'
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
  readonly epochs: number
  readonly sample: number
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

/** Cells and their parts of one pair, written behind each other. */
type Terms = { readonly cells: Int32Array; readonly parts: Float32Array; count: number }

/** Learned evidence: a line a measure. */
export type EvidenceWeights = Readonly<Record<(typeof EVIDENCE_NAMES)[number], readonly number[]>>

/** Learns from twinnings, both ways. With `evidence` also what the graph says; each twinning is left out of it while it is learned from. Minutes. */
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
  // Where nothing is known of such pairs they lean to this: sizes ever farther apart are ever less alike.
  const before = new Float64Array(layout.cells)
  LINES.ratio.marks.forEach((mark, i) => (before[layout.from('line ratio') + i] = -2 * Math.max(0, Math.abs(mark) - 0.5)))
  const weights = before.slice()
  const [first, second, slope] = [0, 1, 2].map(() => new Float64Array(layout.cells)) as [Float64Array, Float64Array, Float64Array]
  const most = SCALE_NAMES.length * 6 + (LINE_NAMES.length + EVIDENCE_NAMES.length) * 2
  const rows = course.sample + 1
  const terms: Terms = { cells: new Int32Array(rows * most), parts: new Float32Array(rows * most), count: 0 }
  const ends = new Int32Array(rows + 1)
  const odds = new Float64Array(rows)
  const push = (cell: number, part: number): void => {
    if (part === 0) return
    terms.cells[terms.count] = cell
    terms.parts[terms.count++] = part
  }
  const pushLine = (from: number, at: number): void => {
    const i = Math.floor(at)
    push(from + i, 1 - (at - i))
    if (at > i) push(from + i + 1, at - i)
  }
  const fromOf = {
    surfaces: SCALE_NAMES.map((scale) => layout.from(`surface ${scale}`)),
    countries: SCALE_NAMES.map((scale) => layout.from(`countries ${scale}`)),
    lines: LINE_NAMES.map((line) => layout.from(`line ${line}`)),
    evidence: evidence === null ? [] : EVIDENCE_NAMES.map((name) => layout.from(`evidence ${name}`)),
  }
  const widths = SCALE_NAMES.map((scale) => width(SCALES[scale]))

  const queries = pairs.flatMap(([a, b]) => [
    [a, b],
    [b, a],
  ])
  let step = 0
  const batch = 128
  for (let epoch = 0; epoch < course.epochs; epoch += 1) {
    for (let i = queries.length - 1; i > 0; i -= 1) {
      const j = Math.floor(random() * (i + 1))
      ;[queries[i], queries[j]] = [queries[j]!, queries[i]!]
    }
    let [loss, counted, inBatch] = [0, 0, 0]
    const rate = course.rate * (1 - (0.85 * epoch) / course.epochs)
    for (const [home, twin] of queries as [number, number][]) {
      const weight = course.weight(index, home, twin)
      const candidates = candidatesOf(country[twin]!)
      if (weight === 0 || candidates.length < 5) continue
      const look = (): void => {
        const seen = evidence?.of(home, country[twin]!) ?? null
        const levels = SCALE_NAMES.map((scale) => similarity.level(scale, home))
        terms.count = 0
        for (let k = 0; k < rows; k += 1) {
          const candidate = k === 0 ? twin : candidates[Math.floor(random() * candidates.length)]!
          ends[k] = terms.count
          for (let s = 0; s < SCALE_NAMES.length; s += 1) {
            const at = similarity.level(SCALE_NAMES[s]!, candidate)
            const up = levels[s]!
            const i = Math.floor(up)
            const part = up - i
            const across = widths[s]!
            const j = Math.floor(at)
            const beside = at - j
            const cell = fromOf.surfaces[s]! + i * across + j
            push(cell, (1 - part) * (1 - beside))
            if (beside > 0) push(cell + 1, (1 - part) * beside)
            if (part > 0) push(cell + across, part * (1 - beside))
            if (part > 0 && beside > 0) push(cell + across + 1, part * beside)
            pushLine(fromOf.countries[s]! + country[candidate]! * across, at)
          }
          for (let l = 0; l < LINE_NAMES.length; l += 1) pushLine(fromOf.lines[l]!, similarity.between(LINE_NAMES[l]!, home, candidate))
          if (seen !== null) {
            const values = seen.values(candidate)
            for (let e = 0; e < EVIDENCE_NAMES.length; e += 1) {
              const name = EVIDENCE_NAMES[e]!
              pushLine(fromOf.evidence[e]!, level(EVIDENCE[name], grownBy(values[name])))
            }
          }
        }
        ends[rows] = terms.count
      }
      if (evidence === null) look()
      else evidence.without(home, twin, look)
      let top = Number.NEGATIVE_INFINITY
      for (let k = 0; k < rows; k += 1) {
        let score = 0
        for (let i = ends[k]!; i < ends[k + 1]!; i += 1) score += weights[terms.cells[i]!]! * terms.parts[i]!
        odds[k] = score
        if (score > top) top = score
      }
      let sum = 0
      // Each of the sample stands for its part of all candidates.
      const stands = candidates.length / course.sample
      for (let k = 0; k < rows; k += 1) {
        odds[k] = Math.exp(odds[k]! - top) * (k === 0 ? 1 : stands)
        sum += odds[k]!
      }
      loss -= weight * Math.log(odds[0]! / sum)
      counted += weight
      for (let k = 0; k < rows; k += 1) {
        const fault = weight * (odds[k]! / sum - (k === 0 ? 1 : 0))
        if (Math.abs(fault) < 1e-6) continue
        for (let i = ends[k]!; i < ends[k + 1]!; i += 1) slope[terms.cells[i]!]! += fault * terms.parts[i]!
      }
      inBatch += 1
      if (inBatch < batch) continue
      inBatch = 0
      step += 1
      for (const block of layout.blocks.values()) {
        if (block.across === null) continue
        // The last row and column stand for "unknown" and lean on nobody.
        const across = block.across === 1 ? block.cells : block.across
        const down = block.cells / across
        for (let r = 0; r < down; r += 1)
          for (let c = 0; c < across - 1; c += 1) {
            const here = block.from + r * across + c
            const lean = (other: number): void => {
              const pull = course.smooth * batch * (weights[here]! - weights[other]!)
              slope[here]! += pull
              slope[other]! -= pull
            }
            if (c + 1 < across - 1) lean(here + 1)
            if (down > 1 && r + 1 < down - 1) lean(here + across)
          }
      }
      for (let i = 0; i < layout.cells; i += 1) {
        const by = slope[i]! / batch + course.shrink * (weights[i]! - before[i]!)
        first[i] = 0.9 * first[i]! + 0.1 * by
        second[i] = 0.999 * second[i]! + 0.001 * by * by
        weights[i]! -= (rate * (first[i]! / (1 - 0.9 ** step))) / (Math.sqrt(second[i]! / (1 - 0.999 ** step)) + 1e-8)
        slope[i] = 0
      }
    }
    told(epoch + 1, loss / counted)
  }
  return written(index, layout, weights, evidence !== null)
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
