// Says what there is to say in one language: fills its patterns, counts, joins, and takes turns among them so that nothing repeats too soon.
import { capitalised } from '#platform/texts/sentences.ts'
import { type Words, wordsFor } from '#platform/texts/words-for.ts'
import type { NameFacts } from './month.ts'
import { filled, type Part, patternOf } from './pattern.ts'
import type { Situation } from './situation.ts'
import { missionOf, townName } from './spelling.ts'
import type { Tongue } from './tongue.ts'

type Value =
  | { readonly kind: 'names'; readonly names: readonly { readonly text: string; readonly of: NameFacts | null }[] }
  | { readonly kind: 'number'; readonly number: number }
/** Slots left out, null and empty lists are empty slots. */
export type Slots = Readonly<Record<string, Value | string | readonly string[] | readonly NameFacts[] | NameFacts | number | null | undefined>>

const isNames = (value: readonly unknown[]): value is readonly NameFacts[] => typeof value[0] === 'object'
const isName = (value: Slots[string]): value is NameFacts => typeof value === 'object' && value !== null && 'names' in value && 'country' in value

/** So much of a summary's sentence is said already: then it only repeats. A share of its longer words. */
const REPEATED = 0.7
export const stems = (text: string): string[] => (text.toLowerCase().match(/\p{L}{4,}/gu) ?? []).map((word) => word.slice(0, 5))
/** Whether the sentence says hardly anything beyond what stands there already. */
export function repeats(sentence: string, said: string): boolean {
  const [words, known] = [stems(sentence), new Set(stems(said))]
  return words.length > 0 && !/\d/.test(sentence) && words.filter((word) => known.has(word)).length / words.length >= REPEATED
}

const parsed = new Map<string, readonly Part[]>()
const parts = (pattern: string): readonly Part[] => {
  const known = parsed.get(pattern) ?? patternOf(pattern)
  parsed.set(pattern, known)
  return known
}

/** Says situations in one language, taking turns among the patterns so that neither they nor their openings repeat while there is another. */
export class Speaker {
  readonly tongue: Tongue
  private readonly lists: Intl.ListFormat
  private readonly plurals: Intl.PluralRules
  private readonly kinds: readonly string[]
  private readonly regions: Intl.DisplayNames
  private readonly digits: Intl.NumberFormat
  private readonly ungrouped: Intl.NumberFormat
  private readonly turn: number
  private readonly used = new Map<string, number>()
  private readonly openings: string[] = []

  constructor(tongue: Tongue, month: string) {
    this.tongue = tongue
    this.lists = new Intl.ListFormat(tongue.tag, { type: 'conjunction' })
    this.plurals = new Intl.PluralRules(tongue.tag)
    this.regions = new Intl.DisplayNames([tongue.tag], { type: 'region' })
    this.digits = new Intl.NumberFormat(tongue.tag)
    this.ungrouped = new Intl.NumberFormat(tongue.tag, { useGrouping: false })
    // CLDR's order: one, few, many, other; French and Italian have a „many“ for millions, which the patterns do not name.
    this.kinds = ['zero', 'one', 'two', 'few', 'many', 'other'].filter((kind) =>
      this.plurals.resolvedOptions().pluralCategories.includes(kind as Intl.LDMLPluralRule),
    )
    // Another month begins with another pattern.
    this.turn = Number(month.slice(0, 4)) * 12 + Number(month.slice(5))
  }

  list = (items: readonly string[]): string => this.tongue.list?.(items) ?? this.lists.format(items)

  /** A recorded name as the language's readers read it; '' when there is none. */
  spelled = (names: Words, country: string | null): string => this.tongue.spelled?.(names, country) ?? wordsFor(names, this.tongue.language)?.text ?? ''

  private region = (code: string): string => this.regions.of(code) ?? code

  private readonly names = new Map<NameFacts, string>()
  name = (facts: NameFacts): string => {
    const known = this.names.get(facts)
    if (known !== undefined) return known
    // A country has a name in every language.
    const country = facts.kind === 'country' && this.own(facts.names) === null ? this.regions.of(facts.country) : undefined
    const mission = facts.kind === 'embassy' && this.own(facts.names) === null ? missionOf(facts) : null
    const text =
      country ??
      (mission === null ? undefined : this.tongue.mission(mission.kind, this.region(mission.sent), mission.host === null ? null : this.region(mission.host))) ??
      this.spelled(facts.names, facts.country)
    const bare = facts.kind === 'municipality' ? townName(text) : text
    // What is made of two countries says by itself what it is.
    const said = mission === null ? (this.tongue.called?.(bare, facts) ?? bare) : bare
    this.names.set(facts, said)
    return said
  }

  /** The words for a number of things: in the language's order of plural kinds, the last one serving all kinds that have none. */
  private chosen = (count: number, words: readonly string[]): string => {
    const at = this.kinds.filter((kind) => kind !== 'many' || words.length === this.kinds.length).indexOf(this.plurals.select(count))
    const { m, f, n } = this.tongue.numbers
    const spelled = (all: readonly string[]): string => all[count - 1] ?? String(count)
    return (words[at === -1 ? words.length - 1 : Math.min(at, words.length - 1)] ?? '').replace(/#([mfn])?/g, (_, gender: string | undefined) =>
      gender === 'm' ? spelled(m) : gender === 'f' ? spelled(f) : gender === 'n' ? spelled(n) : this.digits.format(count),
    )
  }

  private value(given: Slots[string] | undefined): Value | null {
    if (given === undefined || given === null || given === '') return null
    if (typeof given === 'number') return { kind: 'number', number: given }
    if (typeof given === 'string') return { kind: 'names', names: [{ text: given, of: null }] }
    if (isName(given)) return this.value([given])
    if ('kind' in given) return given as Value
    if (given.length === 0) return null
    const names = isNames(given) ? given.map((of) => ({ text: this.name(of), of })) : (given as readonly string[]).map((text) => ({ text, of: null }))
    const said = names.filter(({ text }) => text !== '')
    return said.length === 0 ? null : { kind: 'names', names: said }
  }

  /**
   * The sentence of the pattern that says most of what fills the slots, the home town aside, which every reader knows; among equals the one that gives the words
   * of `before`, else the one not heard for longest. null: no pattern can be filled.
   */
  say(situation: Situation, slots: Slots, before: string | null = null): string | null {
    const values = new Map(
      Object.entries(slots).flatMap(([slot, given]) => {
        const value = this.value(given)
        return value === null ? [] : [[slot, value] as const]
      }),
    )
    const patterns = this.tongue.patterns[situation]
    const said = patterns.flatMap((pattern, at) => {
      const covered = new Set<string>()
      const text = filled(parts(pattern), {
        said: (slot, form) => {
          const value = values.get(slot)
          if (value === undefined) return null
          covered.add(slot)
          if (value.kind === 'number') return (value.number >= 10_000 ? this.digits : this.ungrouped).format(value.number)
          const shape = form === null ? undefined : this.tongue.forms[form]
          return shape === undefined ? this.list(value.names.map(({ text: one }) => one)) : shape({ items: value.names, join: this.list })
        },
        counted: (slot) => {
          const value = values.get(slot)
          if (value === undefined) return null
          covered.add(slot)
          return value.kind === 'number' ? value.number : value.names.length
        },
        chosen: this.chosen,
      })
      return text === null ? [] : [{ pattern, text, covered: [...covered].filter((slot) => slot !== 'home').length, order: (at + this.turn) % patterns.length }]
    })
    const best = said.sort(
      (a, b) =>
        b.covered - a.covered ||
        Number(this.says(b.text, before)) - Number(this.says(a.text, before)) ||
        this.again(a.text) - this.again(b.text) ||
        (this.used.get(a.pattern) ?? 0) - (this.used.get(b.pattern) ?? 0) ||
        this.lately(opening(a.text)) - this.lately(opening(b.text)) ||
        a.order - b.order,
    )[0]
    if (best === undefined) return null
    this.used.set(best.pattern, (this.used.get(best.pattern) ?? 0) + 1)
    return best.text
  }

  /** 1: the sentence before began so too. */
  private again = (text: string): number => Number(opening(text) === this.openings.at(-1))

  /** Greater the more lately a sentence began so; 0: never. */
  private lately = (word: string): number => this.openings.lastIndexOf(word) + 1

  /** A whole sentence from the situation, remembered by its opening; the words of `before`, if they still say it. */
  sentence(situation: Situation, slots: Slots, before: string | null = null): string | null {
    const text = this.say(situation, slots, before)
    if (text === null) return null
    this.openings.push(opening(text))
    return this.ended(text)
  }

  private says = (text: string, before: string | null): boolean => before !== null && (before === this.ended(text) || before === this.finished(text))

  private ended = (text: string): string => closed(this.finished(text), this.tongue.stop)

  finished = (text: string): string => capitalised(text.replace(/ {2,}/g, ' ').trim(), this.tongue.language)

  /** Words a person wrote, in this language; null when there are none. */
  own = (words: Words): string | null => {
    const text = words[this.tongue.language]?.trim() ?? ''
    return text === '' ? null : text
  }
}

const opening = (text: string): string => (/[\p{L}\p{N}]+/u.exec(text)?.[0] ?? '').toLowerCase()

const segmenters = new Map<string, Intl.Segmenter>()
/** Kept: making one takes longer than what it is made for. */
const segmenter = (tag: string): Intl.Segmenter => {
  const known = segmenters.get(tag) ?? new Intl.Segmenter(tag, { granularity: 'sentence' })
  segmenters.set(tag, known)
  return known
}

export const sentencesIn = (text: string, tag: string): string[] =>
  [...segmenter(tag).segment(text.replace(/\s+/g, ' ').trim())].map(({ segment }) => segment.trim()).filter((one) => one !== '')

/** With one full stop: „до края на 2027 г.“ brings its own. */
export const closed = (text: string, stop = '.'): string =>
  /[.!?…。！？]$/u.test(text) ? text.replace(/([.。])[.。]$/u, '$1') : /[.!?…。！？][”“»"]$/u.test(text) ? text : `${text}${stop}`
/** Without the full stop of a sentence; „2027 г.“ keeps that of its abbreviation. */
export const unclosed = (text: string): string => (/(?<!\p{L})г\.$/u.test(text) ? text : text.replace(/[.;。]+$/, '')).trim()
