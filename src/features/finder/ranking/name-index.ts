// How alike the names of two places are: rare groups of three letters that both have, and spellings that both go by.
import { plainLatin, scriptOf } from '#platform/names/transliteration.ts'

/** A name in plain small Latin letters, words apart by one space; empty for a name in another script. */
export const plainName = (name: string): string =>
  plainLatin(name)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()

/** Groups of three neighbouring letters of each word, its ends marked. */
export function gramsOf(plain: string): Set<string> {
  const grams = new Set<string>()
  for (const word of plain.split(' ')) {
    const marked = `^${word}$`
    for (let i = 0; i + 3 <= marked.length; i += 1) grams.add(marked.slice(i, i + 3))
  }
  return grams
}

const SCRIPTS = [
  'Latin',
  'Cyrillic',
  'Han',
  'Arabic',
  'Greek',
  'Hebrew',
  'Hangul',
  'Katakana',
  'Hiragana',
  'Georgian',
  'Armenian',
  'Devanagari',
  'Thai',
  'Tamil',
  'Bengali',
].map((script) => new RegExp(`\\p{sc=${script}}`, 'u'))
/** In how many scripts the world writes a place's names, at least 1. */
export const scriptsOf = (names: readonly string[]): number => {
  const all = names.join(' ')
  return Math.max(1, SCRIPTS.filter((script) => script.test(all)).length)
}

/** Spellings a place goes by in Latin letters, the first its own; machine romanisations, which begin with a small letter, left out. */
export const aliasesOf = (name: string, others: readonly string[]): string[] => [
  ...new Set([name, ...others.filter((other) => /^\p{Lu}/u.test(other) && scriptOf(other) === 'latin')].map(plainName).filter((plain) => plain.length > 2)),
]

/** Lists of numbers, one a row, one after another: row r has `values[starts[r]]` to before `values[starts[r + 1]]`. */
export type Lists = { readonly starts: Uint32Array; readonly values: Uint32Array }

export function listsOf(lists: readonly (readonly number[])[]): Lists {
  const starts = new Uint32Array(lists.length + 1)
  lists.forEach((list, i) => (starts[i + 1] = starts[i]! + list.length))
  return { starts, values: Uint32Array.from(lists.flat()) }
}

/** The lists turned round: for each value below `values` the rows that have it. */
function turned(lists: Lists, values: number): Lists {
  const starts = new Uint32Array(values + 1)
  for (const value of lists.values) starts[value + 1]! += 1
  for (let i = 0; i < values; i += 1) starts[i + 1]! += starts[i]!
  const next = starts.slice()
  const rows = new Uint32Array(lists.values.length)
  for (let row = 0; row + 1 < lists.starts.length; row += 1)
    for (let i = lists.starts[row]!; i < lists.starts[row + 1]!; i += 1) rows[next[lists.values[i]!]!++] = row
  return { starts, values: rows }
}

/** Names compared by numbers: groups of letters and spellings, each numbered at the making. A place's first spelling is its own name. */
export class NameIndex {
  readonly #grams: Lists
  readonly #withGram: Lists
  readonly #aliases: Lists
  readonly #withAlias: Lists
  /** How much a group of letters tells: the natural logarithm of places to places that have it; squared. */
  readonly #tells: Float32Array
  readonly #length: Float32Array
  readonly #alike: Float32Array
  readonly #shared: Uint8Array

  constructor(grams: Lists, aliases: Lists) {
    const rows = grams.starts.length - 1
    const most = (values: Uint32Array): number => values.reduce((top, value) => Math.max(top, value + 1), 0)
    this.#grams = grams
    this.#withGram = turned(grams, most(grams.values))
    this.#aliases = aliases
    this.#withAlias = turned(aliases, most(aliases.values))
    const { starts } = this.#withGram
    this.#tells = Float32Array.from({ length: starts.length - 1 }, (_, gram) => Math.log(rows / Math.max(1, starts[gram + 1]! - starts[gram]!)) ** 2)
    this.#length = new Float32Array(rows)
    for (let row = 0; row < rows; row += 1) {
      let sum = 0
      for (let i = grams.starts[row]!; i < grams.starts[row + 1]!; i += 1) sum += this.#tells[grams.values[i]!]!
      this.#length[row] = Math.sqrt(sum) || 1
    }
    this.#alike = new Float32Array(rows)
    this.#shared = new Uint8Array(rows)
  }

  /** Whether two rows go by one spelling: 2 where it is the own name of one of them, 1 otherwise, 0 for none. */
  shared(a: number, b: number): 0 | 1 | 2 {
    const { starts, values } = this.#aliases
    let found: 0 | 1 = 0
    for (let i = starts[a]!; i < starts[a + 1]!; i += 1)
      for (let j = starts[b]!; j < starts[b + 1]!; j += 1)
        if (values[i] === values[j]) {
          if (i === starts[a] || j === starts[b]) return 2
          found = 1
        }
    return found
  }

  /** How alike two names are, 0–1: the cosine of their groups of letters, each by what it tells. */
  alike(a: number, b: number): number {
    const { starts, values } = this.#grams
    let sum = 0
    for (let i = starts[a]!; i < starts[a + 1]!; i += 1)
      for (let j = starts[b]!; j < starts[b + 1]!; j += 1) if (values[i] === values[j]) sum += this.#tells[values[i]!]!
    return sum / (this.#length[a]! * this.#length[b]!)
  }

  /**
   * The same for all rows at once: `alike` 0–1, `shared` 0–2. Both arrays are lent and belong to the index: they hold until `use` returns.
   */
  comparing<T>(home: number, use: (alike: Float32Array, shared: Uint8Array) => T): T {
    const touched: number[] = []
    const alike = this.#alike
    const shared = this.#shared
    for (let i = this.#grams.starts[home]!; i < this.#grams.starts[home + 1]!; i += 1) {
      const gram = this.#grams.values[i]!
      const tells = this.#tells[gram]! / this.#length[home]!
      for (let j = this.#withGram.starts[gram]!; j < this.#withGram.starts[gram + 1]!; j += 1) {
        const row = this.#withGram.values[j]!
        if (alike[row] === 0) touched.push(row)
        alike[row]! += tells / this.#length[row]!
      }
    }
    const spelled: number[] = []
    for (let i = this.#aliases.starts[home]!; i < this.#aliases.starts[home + 1]!; i += 1) {
      const alias = this.#aliases.values[i]!
      for (let j = this.#withAlias.starts[alias]!; j < this.#withAlias.starts[alias + 1]!; j += 1) {
        const row = this.#withAlias.values[j]!
        if (shared[row] === 0) spelled.push(row)
        if (shared[row] !== 2) shared[row] = this.shared(home, row)
      }
    }
    try {
      return use(alike, shared)
    } finally {
      for (const row of touched) alike[row] = 0
      for (const row of spelled) shared[row] = 0
    }
  }
}
