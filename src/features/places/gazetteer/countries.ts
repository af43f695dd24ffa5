// Recognises countries in running text by name, adjective or demonym, and names them in English.
import { foldLetters } from '#platform/names/transliteration.ts'
import { adjectiveEnding, type CountryLanguage, countryCodes, countryWords, englishNames } from './country-words.ts'

export type CountryMention = { start: number; end: number; country: string; form: 'name' | 'adjective' }

const displayNames = new Intl.DisplayNames(['en'], { type: 'region' })

/** English name of a country by its code, as an embassy writes it; the code itself when unknown. */
export const englishCountry = (code: string): string => englishNames[code] ?? displayNames.of(code)?.replace('&', 'and') ?? code

/** The country that bears this name in some of our languages; undefined when none does. */
export function countryByName(name: string): string | undefined {
  const key = foldLetters(name.trim())
  for (const language of Object.keys(countryWords) as CountryLanguage[]) {
    const code = namesIn(language).get(key)
    if (code) return code
  }
  return undefined
}

const locale: Readonly<Record<CountryLanguage, string>> = { bg: 'bg', mk: 'mk', sr: 'sr-Latn', en: 'en', it: 'it', fr: 'fr', de: 'de', zh: 'zh' }
const tables = new Map<CountryLanguage, Map<string, string>>()
const finders = new Map<CountryLanguage, { names: RegExp; adjectives: RegExp | undefined; stems: [string, string][] }>()

function namesIn(language: CountryLanguage): Map<string, string> {
  const known = tables.get(language)
  if (known) return known
  const table = new Map<string, string>()
  const names = new Intl.DisplayNames([locale[language]], { type: 'region' })
  for (const code of countryCodes) table.set(foldLetters(names.of(code) ?? code), code)
  for (const [code, list] of Object.entries(countryWords[language].names)) for (const name of list.split('|')) table.set(name, code)
  tables.set(language, table)
  return table
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

function finderOf(language: CountryLanguage) {
  const known = finders.get(language)
  if (known) return known
  const longestFirst = (a: string, b: string): number => b.length - a.length
  const names = [...namesIn(language).keys()].sort(longestFirst).map(escaped)
  const stems = Object.entries(countryWords[language].stems).flatMap(([code, list]) => list.split(' ').map((stem): [string, string] => [stem, code]))
  const edge = language === 'zh' ? ['', ''] : ['(?<![\\p{L}\\p{N}])', '(?![\\p{L}\\p{N}])']
  const finder = {
    names: new RegExp(`${edge[0]}(?:${names.join('|')})${edge[1]}`, 'gu'),
    adjectives:
      stems.length === 0
        ? undefined
        : new RegExp(
            `${edge[0]}(${stems
              .map(([stem]) => stem)
              .sort(longestFirst)
              .join('|')})${adjectiveEnding[language]}${edge[1]}`,
            'gu',
          ),
    stems,
  }
  finders.set(language, finder)
  return finder
}

/**
 * Countries in a folded text (lower case, without Latin marks), in order; positions are those of the folded text. `written` gives the text
 * as it stands at such a place: a name must begin with a capital (Мали, not мали), a short one have two capitals (SAD, BiH, not Sad).
 */
export function countriesIn(folded: string, language: CountryLanguage, written: (start: number, end: number) => string): CountryMention[] {
  const { names, adjectives, stems } = finderOf(language)
  const found: CountryMention[] = []
  for (const hit of folded.matchAll(names)) {
    const country = namesIn(language).get(hit[0])
    const as = written(hit.index, hit.index + hit[0].length)
    const proper =
      language === 'zh' || (as.length <= 3 ? as.replace(/[^\p{Lu}]/gu, '').length >= Math.min(2, as.length) : as.charAt(0) !== as.charAt(0).toLowerCase())
    if (country && proper) found.push({ start: hit.index, end: hit.index + hit[0].length, country, form: 'name' })
  }
  for (const hit of adjectives ? folded.matchAll(adjectives) : []) {
    const end = hit.index + hit[0].length
    const country = stems.find(([stem]) => stem === hit[1])?.[1]
    // English writes peoples large: who polishes is not Polish
    const proper = language !== 'en' || written(hit.index, end).charAt(0) !== hit[0].charAt(0)
    if (country && proper && !found.some((other) => other.start < end && hit.index < other.end))
      found.push({ start: hit.index, end, country, form: 'adjective' })
  }
  return found.sort((a, b) => a.start - b.start)
}
