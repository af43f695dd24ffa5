// A month of the digest in words, as each language writes it.
import { pointInWords } from '#platform/texts/day-words.ts'
import type { SiteLanguage } from '#platform/texts/language.ts'

/** „октомври 2024 г.“, “October 2024”, 2024年10月; `month` is YYYY-MM. */
export const monthInWords = (month: string, language: SiteLanguage): string =>
  pointInWords({ year: Number(month.slice(0, 4)), month: Number(month.slice(5, 7)), day: null }, language)
