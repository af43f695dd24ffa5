// A name or an address for whoever reads a paper: in their language, else in letters they know.
import { scriptOf, transliterate } from '../names/transliteration.ts'
import type { Worded } from './paper-languages.ts'

/** Language (ISO 639-1) → text. */
export type Words = Readonly<Record<string, string>>

/** Whose readers read Bulgarian letters. */
const CYRILLIC: ReadonlySet<string> = new Set(['bg', 'mk', 'sr', 'ru', 'uk', 'be'])

/**
 * A name or an address for readers of a language: their own, else English for those who do not read Cyrillic, else ours in Latin letters by the
 * Transliteration Act, else as it is. null when there is none.
 */
export function wordsFor(words: Words, language: string): Worded | null {
  const known = Object.entries(words)
    .map(([in_, text]) => ({ text: text.trim(), language: in_ }))
    .filter(({ text }) => text !== '')
  const own = known.find((one) => one.language === language)
  if (own !== undefined) return own
  const bulgarian = known.find((one) => one.language === 'bg')
  if (CYRILLIC.has(language)) return bulgarian ?? known[0] ?? null
  const english = known.find((one) => one.language === 'en')
  if (english !== undefined) return english
  if (bulgarian !== undefined) return scriptOf(bulgarian.text) === 'cyrillic' ? { text: transliterate(bulgarian.text, 'bg'), language: 'en' } : bulgarian
  return known.find(({ text }) => scriptOf(text) === 'latin') ?? known[0] ?? null
}
