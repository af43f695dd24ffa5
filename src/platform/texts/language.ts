// In which language the present request speaks, and the languages the interface has.
import { AsyncLocalStorage } from 'node:async_hooks'
import { baseLocale, locales, overwriteGetLocale } from '#locales'

export type Language = (typeof locales)[number]
export const LANGUAGES: readonly Language[] = locales
export const FIRST_LANGUAGE: Language = baseLocale

const speaking = new AsyncLocalStorage<Language>()
overwriteGetLocale(() => speaking.getStore() ?? FIRST_LANGUAGE)

export const isLanguage = (value: string | undefined | null): value is Language => LANGUAGES.includes(value as Language)

/** Runs the work with every `m.…()` and date in the given language. */
export const speakingIn = <T>(language: Language, work: () => T): T => speaking.run(language, work)

export const currentLanguage = (): Language => speaking.getStore() ?? FIRST_LANGUAGE

/** The first of the reader's languages that the interface has; quality values are honoured (RFC 9110 §12.5.4). */
export function preferredLanguage(acceptLanguage: string | undefined): Language | null {
  const wanted = (acceptLanguage ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().split(';')
      const quality = parameters.map((parameter) => /^\s*q=([\d.]+)\s*$/.exec(parameter)?.[1]).find((found) => found !== undefined)
      return { language: tag.toLowerCase().split('-')[0], quality: quality === undefined ? 1 : Number(quality) }
    })
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality)
  for (const { language } of wanted) if (isLanguage(language)) return language
  return null
}
