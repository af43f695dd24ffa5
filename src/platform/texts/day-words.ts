// How each language writes a day, a month, a year, and days on end: the one place where the order of their parts stands.
import { localeOf, type SiteLanguage } from './language.ts'

/** The languages of the citizens' site, and those only papers are printed in: German, and Serbian in Cyrillic letters. */
export type DayLanguage = SiteLanguage | 'de' | 'sr-Cyrl'

/** A calendar point; `month` null: the year alone, `day` null: the month. */
export type DayPoint = { readonly year: number; readonly month: number | null; readonly day: number | null }

type Way = {
  /** What follows a year, and the number of a day. */
  readonly year: string
  readonly day: string
  /** The first of a month, where it is counted: « 1er octobre ». */
  readonly first?: string
  /** Between the day of the week and the day. */
  readonly week: string
}
const WAYS: Readonly<Record<Exclude<DayLanguage, 'zh'>, Way>> = {
  bg: { year: ' г.', day: '', week: ', ' },
  en: { year: '', day: '', week: ', ' },
  mk: { year: ' г.', day: '', week: ', ' },
  fr: { year: '', day: '', first: '1er', week: ' ' },
  it: { year: '', day: '', first: '1º', week: ' ' },
  sr: { year: '.', day: '.', week: ', ' },
  'sr-Cyrl': { year: '.', day: '.', week: ', ' },
  de: { year: '', day: '.', week: ', ' },
}

/** CLDR has the weekdays of Montenegro as Serbia says them; the other names are its own. */
const ijekavian = (name: string): string => name.replace('nedelj', 'nedjelj')

const kept = new Map<string, readonly string[]>()
/** Kept: a formatter costs as much as a whole row of a list, and a list writes a hundred dates. */
function namesOf(language: DayLanguage, part: 'month' | 'weekday', days: readonly string[]): readonly string[] {
  const key = `${language} ${part}`
  const known = kept.get(key)
  if (known !== undefined) return known
  const format = new Intl.DateTimeFormat(localeOf(language), { timeZone: 'UTC', [part]: 'long' })
  const names = days.map((day) => format.format(new Date(`${day}T12:00:00Z`))).map((name) => (language === 'sr' ? ijekavian(name) : name))
  kept.set(key, names)
  return names
}
const MONTHS = Array.from({ length: 12 }, (_, index) => `2026-${String(index + 1).padStart(2, '0')}-15`)
/** From a Sunday on, as `getUTCDay` counts. */
const WEEK = Array.from({ length: 7 }, (_, index) => `2026-11-${22 + index}`)

const monthName = (language: DayLanguage, month: number): string => namesOf(language, 'month', MONTHS)[month - 1] ?? String(month)
export const weekdayName = (day: string, language: DayLanguage): string => namesOf(language, 'weekday', WEEK)[new Date(`${day}T12:00:00Z`).getUTCDay()]!

const dayNumber = (day: number, { day: mark, first }: Way): string => (day === 1 && first !== undefined ? first : `${day}${mark}`)

/** „24 септември 2018 г.“, “24 September 2018”, « 1er septembre 2018 », „24. septembar 2018.“, 2018年9月24日; months and years likewise. */
export function pointInWords({ year, month, day }: DayPoint, language: DayLanguage, withYear = true): string {
  if (language === 'zh') return `${withYear ? `${year}年` : ''}${month === null ? '' : `${month}月`}${day === null ? '' : `${day}日`}`
  const way = WAYS[language]
  const words = [
    ...(day === null ? [] : [dayNumber(day, way)]),
    ...(month === null ? [] : [monthName(language, month)]),
    ...(withYear ? [`${year}${way.year}`] : []),
  ]
  return words.join(' ')
}

const pointOf = (day: string): DayPoint => ({ year: Number(day.slice(0, 4)), month: Number(day.slice(5, 7)), day: Number(day.slice(8, 10)) })

/** A calendar day (YYYY-MM-DD); the day of the week stands where the language has it. `year` false: the year is said elsewhere. */
export function dayWords(day: string, language: DayLanguage, { weekday = false, year = true }: { weekday?: boolean; year?: boolean } = {}): string {
  const written = pointInWords(pointOf(day), language, year)
  if (!weekday) return written
  if (language === 'zh') return written + weekdayName(day, language)
  // “Monday 24 September”, but “Monday, 24 September 2018”.
  return weekdayName(day, language) + (language === 'en' && !year ? ' ' : WAYS[language].week) + written
}

/** Two calendar days as a span, the month and the year not said twice: „24–28 септември 2018 г.“, 2018年9月24日至28日. */
export function daysWords(from: string, until: string, language: DayLanguage): string {
  if (from === until) return dayWords(from, language)
  const [first, last] = [pointOf(from), pointOf(until)]
  const [sameYear, sameMonth] = [first.year === last.year, from.slice(0, 7) === until.slice(0, 7)]
  if (language === 'zh') return `${pointInWords(first, 'zh')}至${pointInWords({ ...last, month: sameMonth ? null : last.month }, 'zh', !sameYear)}`
  if (sameMonth) return `${dayNumber(first.day!, WAYS[language])}–${pointInWords(last, language)}`
  return `${pointInWords(first, language, !sameYear)} – ${pointInWords(last, language)}`
}

// ---- what is known only about ------------------------------------------------------------------------------------------------

/** After „oko“ and „između“ months stand in the genitive. */
const genitive = (words: string): string => words.replace(/(em|o)bar(?= |$)/, '$1bra').replace(/(januar|februar|mart|april|maj|jun|jul|avgust)(?= |$)/, '$1a')

const le = ({ day }: DayPoint): string => (day === null ? '' : 'le ')
const il = ({ month, day }: DayPoint): string => (day === 8 || day === 11 ? 'l’' : day !== null || month === null ? 'il ' : '')

/** A point known only about, and two between which it lies; `words` are those of the points. */
type Unsure = {
  readonly about: (words: string, point: DayPoint) => string
  readonly between: (from: string, to: string, first: DayPoint, last: DayPoint) => string
}
const UNSURE: Readonly<Record<SiteLanguage, Unsure>> = {
  bg: { about: (words) => `около ${words}`, between: (from, to) => `между ${from} и ${to}` },
  en: { about: (words) => `about ${words}`, between: (from, to) => `between ${from} and ${to}` },
  mk: { about: (words) => `околу ${words}`, between: (from, to) => `меѓу ${from} и ${to}` },
  fr: { about: (words, point) => `vers ${le(point)}${words}`, between: (from, to, first, last) => `entre ${le(first)}${from} et ${le(last)}${to}` },
  it: { about: (words) => `${words} circa`, between: (from, to, first, last) => `tra ${il(first)}${from} e ${il(last)}${to}` },
  sr: { about: (words) => `oko ${genitive(words)}`, between: (from, to) => `između ${genitive(from)} i ${genitive(to)}` },
  zh: { about: (words) => `约${words}`, between: (from, to) => `${from}至${to}之间` },
}

/** „около 2003 г.“, “about 2003”, « vers le 24 septembre 2018 ». */
export const aboutWords = (point: DayPoint, language: SiteLanguage): string => UNSURE[language].about(pointInWords(point, language), point)

/** „между 15 септември и 24 октомври 2024 г.“; where a point itself is known only about, that is said of it. */
export function betweenWords(first: DayPoint, last: DayPoint, about: { readonly first: boolean; readonly last: boolean }, language: SiteLanguage): string {
  const once = first.year === last.year && first.month !== null && last.month !== null
  // Chinese says the year where it comes first.
  const words = (point: DayPoint, withYear: boolean, unsure: boolean): string => {
    const written = pointInWords(point, language, withYear)
    return unsure && (language === 'bg' || language === 'en') ? UNSURE[language].about(written, point) : written
  }
  return UNSURE[language].between(words(first, !once || language === 'zh', about.first), words(last, !once || language !== 'zh', about.last), first, last)
}
