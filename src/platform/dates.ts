// Dates as an office knows them: a day, a month, a year, "about", or somewhere between two of these.
import { z } from 'zod'
import { aboutWords, betweenWords, dayWords, pointInWords } from './texts/day-words.ts'
import { currentLanguage, type SiteLanguage } from './texts/language.ts'

/**
 * Text in a subset of EDTF (ISO 8601-2): `2003`, `2018-09`, `2018-09-24`, each with `~` for "about",
 * or two of them joined by `/` for "between". Sorted and compared by its first and last day.
 */
export type ImpreciseDate = string & { readonly __imprecise?: never }

const POINT = /^(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?(~?)$/

type Point = { year: number; month: number | null; day: number | null; about: boolean }

const lastDayOf = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate()
const two = (value: number): string => String(value).padStart(2, '0')

function readPoint(text: string): Point | null {
  const match = POINT.exec(text)
  if (match === null) return null
  const year = Number(match[1])
  const month = match[2] === undefined ? null : Number(match[2])
  const day = match[3] === undefined ? null : Number(match[3])
  if (year < 1000 || (month !== null && day !== null && day > lastDayOf(year, month))) return null
  return { year, month, day, about: match[4] === '~' }
}

const points = (date: string): [Point, Point] | null => {
  const parts = date.split('/')
  if (parts.length > 2) return null
  const first = readPoint(parts[0]!)
  const last = parts[1] === undefined ? first : readPoint(parts[1])
  return first === null || last === null ? null : [first, last]
}

const firstDayOfPoint = ({ year, month, day }: Point): string => `${year}-${two(month ?? 1)}-${two(day ?? 1)}`
const lastDayOfPoint = ({ year, month, day }: Point): string => `${year}-${two(month ?? 12)}-${two(day ?? lastDayOf(year, month ?? 12))}`

export const isImpreciseDate = (text: string): text is ImpreciseDate => {
  const read = points(text)
  return read !== null && firstDayOfPoint(read[0]) <= lastDayOfPoint(read[1])
}

/** A list compares the same few dates by the thousand: each text is read once. */
const spans = new Map<ImpreciseDate, { readonly first: string; readonly last: string }>()
const MOST_SPANS = 20_000

function spanOf(date: ImpreciseDate): { readonly first: string; readonly last: string } {
  const known = spans.get(date)
  if (known !== undefined) return known
  const [from, to] = points(date)!
  const span = { first: firstDayOfPoint(from), last: lastDayOfPoint(to) }
  if (spans.size >= MOST_SPANS) spans.clear()
  spans.set(date, span)
  return span
}

/** First possible day, YYYY-MM-DD. The date must be valid. */
export const earliest = (date: ImpreciseDate): string => spanOf(date).first
/** Last possible day, YYYY-MM-DD. The date must be valid. */
export const latest = (date: ImpreciseDate): string => spanOf(date).last

export const impreciseDate = z
  .string()
  .trim()
  .refine(isImpreciseDate, 'date')
  .transform((value) => value as ImpreciseDate)

/** The three boxes of the date field, as typed; `until` carries the far end of a "between" through a form with one date. */
export type DateBoxes = {
  day?: string | undefined
  month?: string | undefined
  year?: string | undefined
  about?: string | undefined
  until?: string | undefined
}

/** What the boxes say: a date, nothing (all empty), or "wrong" when a person must look again. */
export function dateFromBoxes(boxes: DateBoxes): { date: ImpreciseDate | null } | { wrong: true } {
  const [day, month, year] = [boxes.day, boxes.month, boxes.year].map((value) => (value ?? '').trim()) as [string, string, string]
  if (day === '' && month === '' && year === '') return { date: null }
  if (!/^\d{4}$/.test(year) || !/^\d{0,2}$/.test(month) || !/^\d{0,2}$/.test(day) || (day !== '' && month === '')) return { wrong: true }
  const text = `${year}${month === '' ? '' : `-${two(Number(month))}`}${day === '' ? '' : `-${two(Number(day))}`}${boxes.about === undefined || boxes.about === '' ? '' : '~'}`
  const until = (boxes.until ?? '').trim()
  const whole = until === '' || until === text ? text : `${text}/${until}`
  return isImpreciseDate(whole) ? { date: whole } : { wrong: true }
}

/** The boxes for a date that is to be edited; a "between" shows its beginning and keeps its end in `until`. */
export function boxesOf(date: ImpreciseDate | null): DateBoxes {
  const read = date === null ? null : points(date)
  if (read === null) return {}
  const [{ year, month, day, about }] = read
  const until = date?.split('/')[1]
  return {
    year: String(year),
    month: month === null ? '' : String(month),
    day: day === null ? '' : String(day),
    about: about ? 'on' : '',
    ...(until === undefined ? {} : { until }),
  }
}

/** As people write it: „24 септември 2018 г.“, „септември 2018 г.“, „около 2003 г.“, „между 15 септември и 24 октомври 2024 г.“ */
export function dateInWords(date: ImpreciseDate, language: SiteLanguage = currentLanguage()): string {
  const read = points(date)
  if (read === null) return date
  const [from, to] = read
  if (date.includes('/')) return betweenWords(from, to, { first: from.about, last: to.about }, language)
  return from.about ? aboutWords(from, language) : pointInWords(from, language)
}

/** A calendar day written out; `weekday` adds the day of the week where the language has it. */
export const dayInWords = (day: string, { weekday = false, language = currentLanguage() }: { weekday?: boolean; language?: SiteLanguage } = {}): string =>
  dayWords(day, language, { weekday })

const formatters = new Map<string, Intl.DateTimeFormat>()
/** Kept: making one costs as much as a whole row of a list. */
const formatter = (language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => {
  const key = `${language} ${JSON.stringify(options)}`
  const known = formatters.get(key) ?? new Intl.DateTimeFormat(language, options)
  formatters.set(key, known)
  return known
}

/** A moment of the clock in the office's zone: „23 ноември 2026 г., 11:40“. */
export function momentInWords(moment: Date, timeZone: string, language: SiteLanguage = currentLanguage()): string {
  const day = formatter('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(moment)
  const time = formatter('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' }).format(moment)
  return `${dayInWords(day, { language })}, ${time}`
}

/** Whole months from one day to a later one; negative when it is earlier. */
export function monthsBetween(from: string, to: string): number {
  const [fromYear, fromMonth, fromDay] = from.split('-').map(Number) as [number, number, number]
  const [toYear, toMonth, toDay] = to.split('-').map(Number) as [number, number, number]
  const months = (toYear - fromYear) * 12 + (toMonth - fromMonth)
  return months >= 0 ? months - (toDay < fromDay ? 1 : 0) : months + (toDay > fromDay ? 1 : 0)
}

const LAST_DAY = '9999-12-31'

/** The same day so many months later (negative: earlier); the last day of a shorter month, and no day beyond the year 9999. All YYYY-MM-DD. */
export function monthsAfter(day: string, months: number): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  const count = year * 12 + month - 1 + months
  const [toYear, toMonth] = [Math.floor(count / 12), (count % 12) + 1]
  if (toYear > 9999) return LAST_DAY
  return `${String(toYear).padStart(4, '0')}-${two(toMonth)}-${two(Math.min(date, lastDayOf(toYear, toMonth)))}`
}

/** The next calendar day, YYYY-MM-DD. */
export function nextDay(day: string): string {
  if (day >= LAST_DAY) return LAST_DAY
  return dayAfter(day, 1)
}

const DAY_MS = 86_400_000
const beginning = (day: string): number => Date.parse(`${day}T00:00:00Z`)

/** Days from one calendar day to another, both YYYY-MM-DD; negative when the other is earlier. */
export const daysBetween = (from: string, to: string): number => Math.round((beginning(to) - beginning(from)) / DAY_MS)

/** The calendar day so many days later (negative: earlier), YYYY-MM-DD. */
export const dayAfter = (day: string, count: number): string => new Date(beginning(day) + count * DAY_MS).toISOString().slice(0, 10)
