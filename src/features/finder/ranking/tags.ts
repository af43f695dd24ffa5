// What towns are known for, on top of "similar to you": a fixed step for every tag that both towns have or that the office wishes for; nothing here is learned.
import type { PlaceIndex } from './place-index.ts'

/**
 * What a shared tag of weight 1 adds, in natural logarithms of odds: e^1.5, four and a half times likelier. It is set by hand, not learned, because nobody has a
 * list of what the world's towns are known for, and a few hundred tagged towns teach nothing about the two hundred thousand others (docs/decisions/0037). For Troyan among
 * the 6,636 candidates of Italy a step of 1.5 brings ceramics towns into the first twenty that stood among the first 170 without it, and none from farther down.
 */
export const TAG_STEP = 1.5

export type TagFactor = `tag:${string}`
export const tagFactor = (tag: string): TagFactor => `tag:${tag}`
/** The tag of a factor; null: it is another factor. */
export const tagOfFactor = (factor: string): string | null => (factor.startsWith('tag:') ? factor.slice(4) : null)

/** Which tags count in a question, and how much: each of home's as wished, 1 unless said otherwise, and each other that the office wishes for. Weights of nothing are left out. */
export function wantedTags(homeTags: Iterable<string>, wished: Readonly<Record<string, number>>): Record<string, number> {
  const weights = new Map([...[...homeTags].map((tag) => [tag, 1] as const), ...Object.entries(wished)])
  return Object.fromEntries([...weights].filter(([, weight]) => weight > 0))
}

/** Tags by row of the index, from tags by GeoNames id; towns that the index does not have are left out. */
export function tagsByRow(index: PlaceIndex, byPlace: ReadonlyMap<number, readonly { readonly tag: string }[]>): Map<number, readonly string[]> {
  const rows = new Map<number, readonly string[]>()
  for (const [placeId, tags] of byPlace) {
    const row = index.row(placeId)
    if (row !== undefined)
      rows.set(
        row,
        tags.map(({ tag }) => tag),
      )
  }
  return rows
}

/** How many of the candidates (rows in rising order) have each tag; one that none has is not among them. Only towns with tags are looked for, which are few. */
export function tagCounts(has: ReadonlyMap<number, readonly string[]>, candidates: Uint32Array): Map<string, number> {
  const counts = new Map<string, number>()
  for (const [row, tags] of has) {
    let [from, to] = [0, candidates.length]
    while (from < to) {
      const middle = (from + to) >> 1
      if (candidates[middle]! < row) from = middle + 1
      else to = middle
    }
    if (candidates[from] !== row) continue
    for (const tag of new Set(tags)) counts.set(tag, (counts.get(tag) ?? 0) + 1)
  }
  return counts
}

/** What tags add to candidates of one question. Made anew for each: only the towns with tags are touched, which are few. */
export class SharedTags {
  /** The factors there are, in the order of the wish; a tag no town has is still one, of nothing. */
  readonly names: readonly TagFactor[]
  readonly #steps: ReadonlyMap<string, number>
  readonly #has: ReadonlyMap<number, readonly string[]>

  /** `wanted`: weight of each tag, as `wantedTags` gives it; `has`: tags of each row that has any. */
  constructor({ wanted, has }: { readonly wanted: Readonly<Record<string, number>>; readonly has: ReadonlyMap<number, readonly string[]> }) {
    const counting = Object.entries(wanted).filter(([, weight]) => weight > 0)
    this.names = counting.map(([tag]) => tagFactor(tag))
    this.#steps = new Map(counting.map(([tag, weight]) => [tag, weight * TAG_STEP]))
    this.#has = has
  }

  /** What each tag adds to a row; 0 where the town is not known for it. */
  factorsOf(row: number): Record<TagFactor, number> {
    const tags = this.#has.get(row)
    return Object.fromEntries([...this.#steps].map(([tag, step]) => [tagFactor(tag), tags?.includes(tag) === true ? step : 0]))
  }

  /** What all tags together add to candidates, in their order. */
  over(candidates: Uint32Array): Float32Array {
    const added = new Float32Array(candidates.length)
    if (this.#steps.size === 0) return added
    const given = new Map<number, number>()
    let last = -1
    for (const [row, tags] of this.#has) {
      let sum = 0
      for (const tag of new Set(tags)) sum += this.#steps.get(tag) ?? 0
      if (sum === 0) continue
      given.set(row, sum)
      last = Math.max(last, row)
    }
    if (given.size === 0) return added
    // A bit for each row first: a map is asked a hundred times slower, and nearly every candidate has no tag.
    const bits = new Uint8Array((last >> 3) + 1)
    for (const row of given.keys()) bits[row >> 3]! |= 1 << (row & 7)
    for (let i = 0; i < candidates.length; i += 1) {
      const row = candidates[i]!
      if (((bits[row >> 3] ?? 0) & (1 << (row & 7))) !== 0) added[i] = given.get(row)!
    }
    return added
  }
}
