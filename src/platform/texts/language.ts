// In which language the present request speaks, and the languages that the interface and the citizens' site have.
import { AsyncLocalStorage } from 'node:async_hooks'
import { locales, overwriteGetLocale } from '#locales'

/** The languages of the interface: of whoever works in the office. */
export const LANGUAGES = ['bg', 'en'] as const
export type Language = (typeof LANGUAGES)[number]
export const FIRST_LANGUAGE: Language = 'bg'

/** The languages the citizens' pages can be read in (ISO 639-1); which of them an office's site is served in, the office says. `sr` is written in Latin letters. */
export type SiteLanguage = (typeof locales)[number]
export const SITE_LANGUAGES: readonly SiteLanguage[] = locales
/** Until an office says otherwise. */
export const FIRST_SITE_LANGUAGES: readonly SiteLanguage[] = LANGUAGES

/** How each language of the site calls itself. Montenegrin has no two-letter code and is served as `sr` (docs/decisions/0030). */
export const SITE_LANGUAGE_NAMES: Readonly<Record<SiteLanguage, string>> = {
  bg: 'Български',
  en: 'English',
  mk: 'Македонски',
  fr: 'Français',
  it: 'Italiano',
  sr: 'Crnogorski',
  zh: '中文',
}

const speaking = new AsyncLocalStorage<SiteLanguage>()
overwriteGetLocale(() => speaking.getStore() ?? FIRST_LANGUAGE)

export const isLanguage = (value: string | undefined | null): value is Language => LANGUAGES.includes(value as Language)
export const isSiteLanguage = (value: string | undefined | null): value is SiteLanguage => SITE_LANGUAGES.includes(value as SiteLanguage)

/** Runs the work with every `m.…()` and date in the given language. What only the office says is said in English where the language has no text for it. */
export const speakingIn = <T>(language: SiteLanguage, work: () => T): T => speaking.run(language, work)

export const currentLanguage = (): SiteLanguage => speaking.getStore() ?? FIRST_LANGUAGE

/** The language of the interface that stands for any language: itself, else English. For words that exist in those two only. */
export const officeLanguage = (language: SiteLanguage = currentLanguage()): Language => (isLanguage(language) ? language : 'en')

const TAGS: Readonly<Record<string, string>> = { sr: 'sr-Latn', zh: 'zh-Hans' }
/** The language as pages and search engines are told it (BCP 47): with the script where one language has two. */
export const tagOf = (language: SiteLanguage): string => TAGS[language] ?? language

const LOCALES: Readonly<Record<string, string>> = { en: 'en-GB', sr: 'sr-Latn-ME', zh: 'zh-Hans-CN' }
/** By whose rules days, numbers and names of countries are written: European English, Montenegro’s Latin letters. Other languages stand for themselves. */
export const localeOf = (language: string = currentLanguage()): string => LOCALES[language] ?? language

/** Setting up the order of an alphabet or the writing of numbers takes longer than a page's whole use of it. */
const kept = <T>(make: (locale: string) => T): ((language?: string) => T) => {
  const known = new Map<string, T>()
  return (language = currentLanguage()) => {
    const found = known.get(language) ?? make(localeOf(language))
    known.set(language, found)
    return found
  }
}
/** By which the words of a language are put in order, and its plain numbers written. */
export const collatorOf = kept((locale) => new Intl.Collator(locale))
export const numberFormatOf = kept((locale) => new Intl.NumberFormat(locale))
/** By which countries are called; a code that nobody knows stands as it is. */
export const countryNamesOf = kept((locale) => new Intl.DisplayNames([locale], { type: 'region', fallback: 'code' }))
/** By which numbers are written in a way of their own. */
export const formatOf = (options: Intl.NumberFormatOptions) => kept((locale) => new Intl.NumberFormat(locale, options))

/** Who reads the site's `sr`: Montenegrin under its own code, and the languages of the same readers. */
const READS: Readonly<Record<string, SiteLanguage>> = { cnr: 'sr', sh: 'sr', bs: 'sr' }

/** The first of the reader's languages that is among those offered; quality values are honoured (RFC 9110 §12.5.4). */
export function preferredLanguage<Offered extends SiteLanguage>(acceptLanguage: string | undefined, offered: readonly Offered[]): Offered | null {
  const wanted = (acceptLanguage ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().split(';')
      const quality = parameters.map((parameter) => /^\s*q=([\d.]+)\s*$/.exec(parameter)?.[1]).find((found) => found !== undefined)
      return { language: tag.toLowerCase().split('-')[0], quality: quality === undefined ? 1 : Number(quality) }
    })
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality)
  for (const { language = '' } of wanted) {
    const found = offered.find((one) => one === (READS[language] ?? language))
    if (found !== undefined) return found
  }
  return null
}
