// The languages papers are printed in, more than the interface has: how each writes its days, its hours and its own name.
import { type DayLanguage, daysWords, dayWords, pointInWords } from './day-words.ts'

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

/** How the language calls itself, for the head of its column: „Български“, “Français”, 中文. Serbian and Montenegrin texts share one, and both names stand there. */
export const OWN_NAME: Readonly<Record<PaperLanguage, string>> = {
  bg: 'Български',
  en: 'English',
  fr: 'Français',
  it: 'Italiano',
  mk: 'Македонски',
  sr: 'Српски · Crnogorski',
  zh: '中文',
  de: 'Deutsch',
}

/** Papers are set in Cyrillic Serbian; the citizens' pages in Latin. */
const writer = (language: PaperLanguage): DayLanguage => (language === 'sr' ? 'sr-Cyrl' : language)

/** A calendar day (YYYY-MM-DD) written out: „24 септември 2018 г.“, “24 septembre 2018”, 2018年9月24日; with `weekday` its day of the week stands where the language has it. */
export const dayOnPaper = (day: string, language: PaperLanguage, { weekday = false }: { readonly weekday?: boolean } = {}): string =>
  dayWords(day, writer(language), { weekday })

/** Without the year, where it is said elsewhere: „понеделник, 24 септември“, “lundi 24 septembre”. */
export const weekdayOnPaper = (day: string, language: PaperLanguage): string => dayWords(day, writer(language), { weekday: true, year: false })

/** A day, a month or a year (YYYY, YYYY-MM, YYYY-MM-DD) written out: “mars 2027”, 2027年3月, „март 2027 г.“, „2027 г.“ */
export function monthOnPaper(point: string, language: PaperLanguage): string {
  const [year = 0, month = null, day = null] = point.split('-').map(Number)
  return pointInWords({ year, month, day }, writer(language))
}

/** Two calendar days as a span, the month and the year not said twice: „24–28 септември 2018 г.“, 2018年9月24日至28日. */
export const daysOnPaper = (from: string, until: string, language: PaperLanguage): string => daysWords(from, until, writer(language))

const clocks = new Map<string, Intl.DateTimeFormat>()
/** The hour of a moment on the clocks of a zone, 24 hours: `09:30`. The same in every language. */
export const hourOnPaper = (moment: Date, timeZone: string): string => {
  const clock = clocks.get(timeZone) ?? new Intl.DateTimeFormat('en', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  clocks.set(timeZone, clock)
  return clock.format(moment)
}
