// The languages papers are printed in, more than the interface has: how each writes its days, its hours and its own name.
import { dayInWords } from '../dates.ts'

/**
 * ISO 639-1, the languages of the towns an office deals with. `sr` serves Serbia and Montenegro; its texts are written in either of its two scripts.
 * Labels of papers are data beside the feature: `Record<PaperLanguage, …>`, so that the compiler finds a forgotten language.
 */
export const PAPER_LANGUAGES = ['bg', 'en', 'fr', 'it', 'mk', 'sr', 'zh', 'de'] as const
export type PaperLanguage = (typeof PAPER_LANGUAGES)[number]

export const isPaperLanguage = (value: string): value is PaperLanguage => PAPER_LANGUAGES.includes(value as PaperLanguage)

/** The paper language labels are taken from when a text is in another one: English is what protocol offices fall back to. */
export const paperLanguageOf = (language: string): PaperLanguage => (isPaperLanguage(language) ? language : 'en')

/** A text in its language (ISO 639-1), as papers carry them: letters, spelling and the voice that reads aloud follow the language. */
export type Worded = { readonly text: string; readonly language: string }

/** How the language calls itself, for the head of its column: „Български“, “Français”, 中文. */
export const OWN_NAME: Readonly<Record<PaperLanguage, string>> = {
  bg: 'Български',
  en: 'English',
  fr: 'Français',
  it: 'Italiano',
  mk: 'Македонски',
  sr: 'Српски',
  zh: '中文',
  de: 'Deutsch',
}

// Days and hours of Europe, also in English.
const TAGS: Readonly<Partial<Record<PaperLanguage, string>>> = { en: 'en-GB', zh: 'zh-CN' }

const formatters = new Map<string, Intl.DateTimeFormat>()
function formatter(language: PaperLanguage, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language} ${JSON.stringify(options)}`
  const known = formatters.get(key) ?? new Intl.DateTimeFormat(TAGS[language] ?? language, options)
  formatters.set(key, known)
  return known
}

/** French and Italian count the first of a month: « 1er octobre ». */
const FIRST: Readonly<Partial<Record<PaperLanguage, string>>> = { fr: '1er', it: '1º' }
const first = (text: string, language: PaperLanguage): string => (FIRST[language] === undefined ? text : text.replace(/(?<!\d)1(?= \p{L})/u, FIRST[language]))

const UTC = { timeZone: 'UTC' } as const
const noon = (day: string): Date => new Date(`${day}T12:00:00Z`)

/** A calendar day (YYYY-MM-DD) written out: „24 септември 2018 г.“, “24 septembre 2018”, 2018年9月24日; with `weekday` its day of the week stands where the language has it. */
export function dayOnPaper(day: string, language: PaperLanguage, { weekday = false }: { readonly weekday?: boolean } = {}): string {
  if (language === 'bg' || language === 'en') return dayInWords(day, { language, weekday })
  return first(formatter(language, { ...UTC, dateStyle: weekday ? 'full' : 'long' }).format(noon(day)), language)
}

/** Without the year, where it is said elsewhere: „понеделник, 24 септември“, “lundi 24 septembre”. */
export const weekdayOnPaper = (day: string, language: PaperLanguage): string =>
  first(formatter(language, { ...UTC, weekday: 'long', day: 'numeric', month: 'long' }).format(noon(day)), language)

const YEAR: Readonly<Partial<Record<PaperLanguage, string>>> = { bg: ' г.', mk: ' г.', sr: '.', zh: '年' }

/** A day, a month or a year (YYYY, YYYY-MM, YYYY-MM-DD) written out: “mars 2027”, 2027年3月, „март 2027 г.“, „2027 г.“ */
export function monthOnPaper(point: string, language: PaperLanguage): string {
  if (point.length > 7) return dayOnPaper(point, language)
  if (point.length === 4) return point + (YEAR[language] ?? '')
  return formatter(language, { ...UTC, month: 'long', year: 'numeric' }).format(noon(`${point}-15`))
}

/** Two calendar days as a span, the month and the year not said twice: „24–28 септември 2018 г.“, 2018年9月24日至28日. */
export function daysOnPaper(from: string, until: string, language: PaperLanguage): string {
  if (from === until) return dayOnPaper(from, language)
  if (language === 'zh') {
    const [year, month] = [from.slice(0, 4), from.slice(0, 7)]
    const parts = { ...UTC, ...(until.startsWith(year) ? {} : { year: 'numeric' as const }), ...(until.startsWith(month) ? {} : { month: 'long' as const }) }
    return `${dayOnPaper(from, 'zh')}至${formatter('zh', { ...parts, day: 'numeric' }).format(noon(until))}`
  }
  // They come with thin and hard blanks, unlike single days, and in Italian and Serbian with a zero before the day, which nobody writes.
  const span = formatter(language, { ...UTC, dateStyle: 'long' })
    .formatRange(noon(from), noon(until))
    .replace(/\s/g, ' ')
    .replace(/(^| )0(\d)/g, '$1$2')
    // Two days are joined as on the screen; words keep the blanks around the dash.
    .replace(/(?<!\d)(\d{1,2}) – (?=\d)/, '$1–')
  return FIRST[language] === undefined ? span : span.replace(/(?<!\d)1(?= \p{L}|[–-])/gu, FIRST[language])
}

/** The hour of a moment on the clocks of a zone, 24 hours: `09:30`. The same in every language. */
export const hourOnPaper = (moment: Date, timeZone: string): string =>
  formatter('en', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(moment)
