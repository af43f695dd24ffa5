// Reads a sentence without blanks: it must fall apart, without a rest, into words of its records, words of the language, numbers and days.
export type Said = { readonly value: number; readonly unit: string }
export type Read = {
  /** Every number with the sign behind it that says what it is of: 年, 月, 日; '' for all others. */
  readonly said: readonly Said[]
  /** Where nothing known fits any more; null: the sentence is read to its end. */
  readonly rest: string | null
}

const HAN_RUN = /\p{Script=Han}+/gu
/** What stands together without a sign between: a name, the words of a pattern between two slots. Never a part of it. */
export const runsOf = (texts: Iterable<string>): Set<string> => new Set([...texts].flatMap((text) => text.match(HAN_RUN) ?? []))

/** The measure word behind each number of a pattern, with all that follows it: „#n次来访“. */
export const countersOf = (choices: readonly string[]): Set<string> =>
  new Set(choices.flatMap((choice) => [...choice.matchAll(/#[mfn]?(\p{Script=Han}+)/gu)].map((found) => found[1]!)))

export type Known = {
  /** Runs of characters that may stand in the sentence, each only whole: of its records, and of the language. */
  readonly runs: readonly ReadonlySet<string>[]
  /** Words in other letters, in small ones. */
  readonly words: ReadonlySet<string>
  /** Numbers in words, said only before a counter. */
  readonly numbers: ReadonlyMap<string, number>
  readonly counters: ReadonlySet<string>
}

/** Every way of taking the sentence apart is tried: a number before words that hide one, a long piece before a short one. */
export function readBlankless(text: string, { runs, words, numbers, counters }: Known): Read {
  const dead = new Set<number>()
  let furthest = 0
  const from = (at: number): Said[] | null => {
    if (at > furthest) furthest = at
    if (at === text.length) return []
    if (dead.has(at)) return null
    const goOn = (length: number, ...said: Said[]): Said[] | null => {
      const rest = from(at + length)
      return rest === null ? null : [...said, ...rest]
    }
    const here = text.slice(at)
    const found = ((): Said[] | null => {
      const sign = /^[\p{P}\p{S}\s]+/u.exec(here)
      if (sign !== null) return goOn(sign[0].length)
      const digits = /^(\d+)(年|月|日)?/u.exec(here)
      if (digits !== null) {
        const value = Number(digits[1])
        const unit = digits[2] ?? ''
        // 两个月 is no month: what the sign means is tried first, then the number alone.
        return (unit === '' ? null : goOn(digits[0].length, { value, unit })) ?? goOn(digits[1]!.length, { value, unit: '' })
      }
      const word = /^(?:(?!\p{Script=Han})[\p{L}\p{M}])+/u.exec(here)
      if (word !== null) return words.has(word[0].toLowerCase()) ? goOn(word[0].length) : null
      for (const [numeral, value] of numbers)
        if (here.startsWith(numeral))
          for (const counter of counters)
            if (here.startsWith(counter, numeral.length)) {
              const rest = goOn(numeral.length + counter.length, { value, unit: '' })
              if (rest !== null) return rest
            }
      const run = /^\p{Script=Han}*/u.exec(here)![0]
      for (let { length } = run; length > 0; length -= 1)
        if (runs.some((known) => known.has(here.slice(0, length)))) {
          const rest = goOn(length)
          if (rest !== null) return rest
        }
      return null
    })()
    if (found === null) dead.add(at)
    return found
  }
  const said = from(0)
  return said === null ? { said: [], rest: text.slice(furthest) } : { said, rest: null }
}
