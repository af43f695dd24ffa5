// The world's twinnings as a graph over the finder's places: who is twinned with whom, read from a file or from what the query service brought.
import { readFileSync, statSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import type { PlaceIndex } from './place-index.ts'

/** A twinning by the rows of its two places. */
export type Pair = readonly [number, number]

/** What a file of twinnings brought. `unknown` counts pairs with a town that the list of places does not have, `broken` lines that are no pair. */
export type ReadPairs = { readonly pairs: readonly Pair[]; readonly unknown: number; readonly broken: number }

/** A file that is no list of twinnings, in words for whoever gave it; `code` for whoever says it otherwise. */
export class UnreadablePairs extends Error {
  readonly code: 'unreadable' | 'damaged' | 'columns' | 'split' | 'empty'
  constructor(code: UnreadablePairs['code'], message: string) {
    super(message)
    this.code = code
  }
}

/** Bytes of a list, unpacked: the world's twinnings have about three million, a million pairs twenty. */
const MOST_UNPACKED = 128 * 1024 * 1024
/** More twins than any town has: in 2026 the most twinned had about a hundred. What a list of more could do is keep the machine busy. */
const MOST_TWINS = 300

const tooLarge = (file: string, most: number): UnreadablePairs =>
  new UnreadablePairs('damaged', `${file} is too large for a list of twinnings: more than ${Math.floor(most / 2 ** 20)} MB unpacked.`)

/** Reads a file of pairs; as `pairsIn`. Throws `UnreadablePairs` also for one that cannot be read. */
export function readPairs(file: string, index: PlaceIndex, splits: readonly string[] | null = null): ReadPairs {
  let bytes: Buffer
  let size: number
  try {
    size = statSync(file).size
    bytes = size > MOST_UNPACKED ? Buffer.alloc(0) : readFileSync(file)
  } catch {
    throw new UnreadablePairs('unreadable', `${file} cannot be read.`)
  }
  if (size > MOST_UNPACKED) throw tooLarge(file, MOST_UNPACKED)
  return pairsIn(bytes, file, index, splits)
}

/**
 * Pairs of GeoNames ids from a TSV with a head (`geonameid_a`, `geonameid_b`, optionally `split`), packed by gzip or not. `splits` keeps the rows with one of
 * these words in the column `split`; `most` bounds its bytes once unpacked. Throws `UnreadablePairs` for one that is cut short, too large, has no such columns, no
 * such rows, not one whole pair, or a town with more twins than any has.
 */
export function pairsIn(given: Buffer, file: string, index: PlaceIndex, splits: readonly string[] | null = null, most = MOST_UNPACKED): ReadPairs {
  let bytes = given
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) {
    try {
      bytes = gunzipSync(bytes, { maxOutputLength: most })
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(file, most)
      throw new UnreadablePairs('damaged', `${file} is cut short or damaged: it does not unpack.`)
    }
  }
  if (bytes.length > most) throw tooLarge(file, most)
  // Spreadsheets begin a text with a mark of byte order, and end lines as their system does.
  const lines = bytes
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/)
  const head = (lines[0] ?? '').split('\t')
  const [a, b, split] = [head.indexOf('geonameid_a'), head.indexOf('geonameid_b'), head.indexOf('split')]
  if (a === -1 || b === -1) throw new UnreadablePairs('columns', `${file} has no columns geonameid_a and geonameid_b.`)
  if (splits !== null && split === -1) throw new UnreadablePairs('split', `${file} has no column split.`)
  // A whole line has as many columns as the head; one that ends the text without ending itself was cut off, perhaps in the middle of a number.
  const last = lines.at(-1)!
  if (last !== '' && last.split('\t').length < head.length)
    throw new UnreadablePairs('damaged', `${file} is cut short: its last line has ${last.split('\t').length} of ${head.length} columns.`)
  const seen = new Set<number>()
  const pairs: Pair[] = []
  const twins = new Map<number, number>()
  let [unknown, broken, chosen] = [0, 0, 0]
  for (const line of lines.slice(1)) {
    if (line === '') continue
    const fields = line.split('\t')
    if (splits !== null && !splits.includes(fields[split] ?? '')) continue
    chosen += 1
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
    for (const town of [x, y]) twins.set(town, (twins.get(town) ?? 0) + 1)
  }
  if (splits !== null && chosen === 0) throw new UnreadablePairs('split', `${file} has no row with ${splits.join(' or ')} in its column split.`)
  if (pairs.length === 0 && unknown === 0) throw new UnreadablePairs('empty', `${file} has not one whole pair of towns.`)
  for (const [town, many] of twins)
    if (many > MOST_TWINS)
      throw new UnreadablePairs('damaged', `${file} twins ${index.name(town)} with ${many} towns: no town has so many, and it is no list of twinnings.`)
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
