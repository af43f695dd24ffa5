// Which of the names somebody or something has a reader of a language is given where nobody wrote one in it: one order for the citizens' pages and for the reports.
import { inMontenegrinLetters, type Script } from '#platform/names/transliteration.ts'
import type { SiteLanguage } from '#platform/texts/language.ts'

/** In which letters a language's readers are given names. Montenegrin is written in Latin ones here. */
export const SCRIPT_OF: Readonly<Record<SiteLanguage, Script>> = {
  bg: 'cyrillic',
  en: 'latin',
  mk: 'cyrillic',
  fr: 'latin',
  it: 'latin',
  sr: 'latin',
  zh: 'han',
}
/** Languages written in Cyrillic whose names their neighbours write letter by letter. */
const NEIGHBOURS: ReadonlySet<string> = new Set(['bg', 'mk', 'sr'])

/** `given`: as entered, in whatever language stands first; `native`: as its own people write it; `place`: as the list of towns has it in the language. */
export type NameSource = 'given' | 'native' | 'english' | 'place'
/** The first of these that is in the language's letters is the name. */
const NAME_ORDER: Readonly<Record<SiteLanguage, readonly NameSource[]>> = {
  bg: ['given', 'native', 'place'],
  en: ['given', 'native', 'place'],
  mk: ['native', 'place', 'given'],
  fr: ['native', 'english', 'place', 'given'],
  it: ['native', 'english', 'place', 'given'],
  sr: ['native', 'english', 'place', 'given'],
  zh: ['native', 'place'],
}
export const inNameOrder = <T>(language: SiteLanguage, sources: Readonly<Record<NameSource, T>>): T[] => NAME_ORDER[language].map((source) => sources[source])

/** A name of its own people as Montenegrins write it: their neighbours' letter by letter, everybody else's as it is. `language` null: not known. */
export const nativeInMontenegrin = (name: string, language: string | null): string => (NEIGHBOURS.has(language ?? 'sr') ? inMontenegrinLetters(name) : name)

/** What an organisation is rather than what it is called: said in the neighbours' own words, not letter by letter (docs/words.md). */
const KINDS_OF_NAMES: readonly (readonly [RegExp, Readonly<Record<'mk' | 'sr', string>>])[] = [
  [/^комитет(?:ът|а)? (?:за|по) побратимяване(?:то)?/iu, { mk: 'Одбор за збратимување', sr: 'Odbor za bratimljenje' }],
]
/** A Bulgarian name as its neighbours write it: letter by letter by `lettered`, but for the words that say what it is. */
export function neighbourName(bulgarian: string, language: 'mk' | 'sr', lettered: (text: string) => string): string {
  for (const [begins, words] of KINDS_OF_NAMES) {
    const found = begins.exec(bulgarian)?.[0]
    if (found !== undefined) return words[language] + lettered(bulgarian.slice(found.length))
  }
  return lettered(bulgarian)
}
