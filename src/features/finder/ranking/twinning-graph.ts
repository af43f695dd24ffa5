// The world's twinnings as a graph over the finder's places: who is twinned with whom, read from a file or from what the query service brought.
import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import type { PlaceIndex } from './place-index.ts'

/** A twinning by the rows of its two places. */
export type Pair = readonly [number, number]

/** What a file of twinnings brought. `unknown` counts pairs with a town that the list of places does not have, `broken` lines that are no pair. */
export type ReadPairs = { readonly pairs: readonly Pair[]; readonly unknown: number; readonly broken: number }

/** A file that is no list of twinnings, in words for whoever gave it. */
export class UnreadablePairs extends Error {}

/**
 * Reads pairs of GeoNames ids from a TSV with a head (`geonameid_a`, `geonameid_b`, optionally `split`), packed by gzip or not. `splits` keeps the rows
 * with one of these words in the column `split`. Throws `UnreadablePairs` for a file that is cut short, has no such columns or not one whole pair.
 */
export function readPairs(file: string, index: PlaceIndex, splits: readonly string[] | null = null): ReadPairs {
  let bytes: Buffer
  try {
    bytes = readFileSync(file)
  } catch {
    throw new UnreadablePairs(`${file} cannot be read.`)
  }
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) {
    try {
      bytes = gunzipSync(bytes, { maxOutputLength: 512 * 1024 * 1024 })
    } catch {
      throw new UnreadablePairs(`${file} is cut short or damaged: it does not unpack.`)
    }
  }
  const lines = bytes.toString('utf8').split(/\r?\n/)
  const head = (lines[0] ?? '').split('\t')
  const [a, b, split] = [head.indexOf('geonameid_a'), head.indexOf('geonameid_b'), head.indexOf('split')]
  if (a === -1 || b === -1) throw new UnreadablePairs(`${file} has no columns geonameid_a and geonameid_b.`)
  if (splits !== null && split === -1) throw new UnreadablePairs(`${file} has no column split.`)
  const seen = new Set<number>()
  const pairs: Pair[] = []
  let [unknown, broken] = [0, 0]
  for (const line of lines.slice(1)) {
    if (line === '') continue
    const fields = line.split('\t')
    if (splits !== null && !splits.includes(fields[split] ?? '')) continue
    const [first, second] = [fields[a] ?? '', fields[b] ?? '']
    if (!/^\d{1,9}$/.test(first) || !/^\d{1,9}$/.test(second) || first === second) {
      broken += 1
      continue
    }
    const [x, y] = [index.row(Number(first)), index.row(Number(second))]
    if (x === undefined || y === undefined) {
      unknown += 1
      continue
    }
    const key = Math.min(x, y) * index.rows + Math.max(x, y)
    if (seen.has(key)) continue
    seen.add(key)
    pairs.push([x, y])
  }
  if (pairs.length === 0 && unknown === 0) throw new UnreadablePairs(`${file} has not one whole pair of towns.`)
  return { pairs, unknown, broken }
}

const NOBODY: ReadonlySet<number> = new Set()

/** Who is twinned with whom, by rows; alone, or laid over another graph that others share and that is not changed by it. */
export class TwinningGraph {
  readonly #under: TwinningGraph | null
  /** Whole, or the towns in which it differs from the graph it lies over. */
  readonly #partners = new Map<number, Set<number>>()
  #pairs = 0

  constructor(pairs: Iterable<Pair> = [], under: TwinningGraph | null = null) {
    this.#under = under
    this.#pairs = under?.pairs ?? 0
    for (const [a, b] of pairs) this.add(a, b)
  }

  get pairs(): number {
    return this.#pairs
  }

  /** Rows of all towns that have, or had, a twin. */
  get towns(): Iterable<number> {
    return this.#under === null ? this.#partners.keys() : new Set([...this.#under.towns, ...this.#partners.keys()])
  }

  #own(row: number): Set<number> {
    let own = this.#partners.get(row)
    if (own === undefined) {
      own = new Set(this.#under?.partners(row))
      this.#partners.set(row, own)
    }
    return own
  }

  add(a: number, b: number): void {
    if (a === b || this.has(a, b)) return
    this.#pairs += 1
    this.#own(a).add(b)
    this.#own(b).add(a)
  }

  remove(a: number, b: number): void {
    if (!this.has(a, b)) return
    this.#pairs -= 1
    this.#own(a).delete(b)
    this.#own(b).delete(a)
  }

  has(a: number, b: number): boolean {
    return this.partners(a).has(b)
  }

  partners(row: number): ReadonlySet<number> {
    return this.#partners.get(row) ?? this.#under?.partners(row) ?? NOBODY
  }

  degree(row: number): number {
    return this.partners(row).size
  }
}
