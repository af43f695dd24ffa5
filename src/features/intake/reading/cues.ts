// Turns cue words into patterns and finds them in a stretch of the text.
import type { Cue, Cues, Language } from './languages/language.ts'

/** Where a cue stands, and the folded letters found. */
export type Hit = { start: number; end: number; text: string }

/** The letters folded text can have. Spelled out, since the classes of Unicode make patterns ten times as slow to build and as large. */
const LETTERS = 'a-z\\u00df-\\u024f\\u0370-\\u03ff\\u0400-\\u052f\\u3040-\\u30ff\\u4e00-\\u9fff'
const LETTER = `[${LETTERS}]`

/** A source for one word or a few, as few as will do; apostrophes and hyphens belong to them. */
export const wordsUpTo = (most: number): string => `[${LETTERS}'-]{2,24}(?:\\s[${LETTERS}'-]{1,16}){0,${most - 1}}?`

/** Unicode's classes in a pattern put as ranges, inside square brackets and out of them. */
const plainly = (source: string): string =>
  source.replace(/\[((?:\\.|[^\]\\])*)\]|\\p\{L\}/g, (whole, inside: string | undefined) =>
    inside === undefined
      ? LETTER
      : whole.replaceAll('\\p{L}', LETTERS).replaceAll('\\p{N}', '0-9').replaceAll('\\p{Script=Han}', '\\u3400-\\u4dbf\\u4e00-\\u9fff'),
  )

/** A cue as a regular expression source. Repetition is bounded, so that matching stays linear for hostile text too. */
export const sourceOf = (cue: Cue): string =>
  plainly(
    cue
      .replace(/(?<!\\)\.(?!\{)/g, '\\.')
      .replace(/(?<=\p{L})\*/gu, '\\p{L}{0,24}')
      .replace(/\](\*|\+)/g, (_, many: string) => (many === '*' ? ']{0,24}' : ']{1,24}'))
      .replace(/…(?! )/g, '[^.!?;\\n]{0,60}?(?<!\\p{L})')
      .replaceAll('…', '[^.!?;\\n]{0,60}?')
      .replaceAll(' ?', '\\s{0,4}')
      .replaceAll(' ', '\\s{1,4}'),
  )

/** What must stand before and behind a cue for it to be whole words; nothing in Chinese, which has no blanks. */
export const edges = (language: Language): [string, string] => (language.code === 'zh' ? ['', ''] : [`(?<![${LETTERS}0-9])`, `(?:(?<=')|(?![${LETTERS}0-9]))`])

const compiled = new WeakMap<Cues, RegExp>()
const NOTHING = /(?!)/g

const isPlain = (source: string): boolean => /^[^\\()[\]{}.?*+|^$]/.test(source) && !/^.[?*+{]/.test(source)

/**
 * Alternatives as one source, longest first, what begins alike written once: „кмет(?: на|ове|)“. A list of hundreds is so half as large and
 * as slow.
 */
function united(sources: readonly string[]): string {
  const groups = new Map<string, string[]>()
  for (const source of [...new Set(sources)].sort((a, b) => b.length - a.length)) {
    // what does not begin with a plain letter stands by itself
    const key = isPlain(source) ? source.charAt(0) : source
    groups.set(key, [...(groups.get(key) ?? []), source])
  }
  return [...groups]
    .map(([key, group]) => (group.length < 2 || key.length > 1 ? group.join('|') : `${key}(?:${united(group.map((one) => one.slice(1)))})`))
    .join('|')
}

/** One pattern for a list of cues of a language, longest first. */
export function patternOf(cues: Cues, language: Language): RegExp {
  const known = compiled.get(cues)
  if (known) return known
  const [before, after] = edges(language)
  const pattern = cues.length === 0 ? NOTHING : new RegExp(`${before}(?:${united(cues.map(sourceOf))})${after}`, 'g')
  compiled.set(cues, pattern)
  return pattern
}

/** All places where one of the cues stands in `text`; positions are moved by `offset`. */
export function hitsOf(cues: Cues, language: Language, text: string, offset = 0): Hit[] {
  return [...text.matchAll(patternOf(cues, language))].map((hit) => ({ start: offset + hit.index, end: offset + hit.index + hit[0].length, text: hit[0] }))
}

/** The same with those that begin inside another: „делегация от община“ hides no „община“. */
export function allHitsOf(cues: Cues, language: Language, text: string, offset = 0): Hit[] {
  const pattern = patternOf(cues, language)
  const found: Hit[] = []
  pattern.lastIndex = 0
  for (let hit = pattern.exec(text); hit !== null; hit = pattern.exec(text)) {
    found.push({ start: offset + hit.index, end: offset + hit.index + hit[0].length, text: hit[0] })
    pattern.lastIndex = hit.index + 1
  }
  pattern.lastIndex = 0
  return found
}

/** Whether one of the cues stands anywhere in a folded stretch. */
// search, not test: test would leave its place in the shared pattern, and the next matchAll would begin there
export const has = (cues: Cues, language: Language, text: string): boolean => text.search(patternOf(cues, language)) >= 0

/** A language without words of a kind. */
export const NONE: Cues = []

const singles = new Map<Cue, Cues>()
/** One cue as a list, the same each time: patterns are kept by their list. */
export function only(cue: Cue): Cues {
  const known = singles.get(cue) ?? [cue]
  singles.set(cue, known)
  return known
}

const anchored = new WeakMap<Cues, { end: RegExp; start: RegExp }>()

/** Patterns that match a cue at the very end, or the very start, of a stretch; white space between does not count. */
export function anchoredOf(cues: Cues, language: Language): { end: RegExp; start: RegExp } {
  const known = anchored.get(cues)
  if (known) return known
  const [before, after] = edges(language)
  const list = united(cues.map(sourceOf)) || '(?!)'
  const pair = { end: new RegExp(`${before}(?:${list})\\s*$`), start: new RegExp(`^\\s*(?:${list})${after}`) }
  anchored.set(cues, pair)
  return pair
}

/** Whether a folded stretch is one of the cues and nothing else. */
export const isWhole = (cues: Cues, language: Language, text: string): boolean => anchoredOf(cues, language).start.exec(`${text} `)?.[0].trim() === text
