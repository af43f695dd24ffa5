// The register by its days: a month or a year, and what stands on which day.
import type { AnyPgColumn } from 'drizzle-orm/pg-core'
import type { SQL } from 'drizzle-orm'
import type { OfficeTx } from '#platform/database/door.ts'
import { currentLanguage } from '#platform/texts/language.ts'
import { dateInWords, type ImpreciseDate } from '#platform/dates.ts'

/** A month (`2026-11`) or a year (`2026`) with its first and last day. */
export type CalendarSpan = {
  readonly unit: 'month' | 'year'
  /** As it stands in the address. */
  readonly on: string
  readonly from: string
  readonly to: string
}

const two = (value: number): string => String(value).padStart(2, '0')
const lastDayOf = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate()

const monthSpan = (year: number, month: number): CalendarSpan => {
  const on = `${year}-${two(month)}`
  return { unit: 'month', on, from: `${on}-01`, to: `${on}-${two(lastDayOf(year, month))}` }
}
const yearSpan = (year: number): CalendarSpan => ({ unit: 'year', on: String(year), from: `${year}-01-01`, to: `${year}-12-31` })

const FIRST_YEAR = 1000
const LAST_YEAR = 9998

/** What the address asks for; junk means the month of `today` (YYYY-MM-DD). */
export function calendarSpan(on: string | undefined, today: string): CalendarSpan {
  const match = /^(\d{4})(?:-(0[1-9]|1[0-2]))?$/.exec(on ?? '')
  const year = Number(match?.[1])
  if (match === null || year < FIRST_YEAR || year > LAST_YEAR) return monthSpan(Number(today.slice(0, 4)), Number(today.slice(5, 7)))
  return match[2] === undefined ? yearSpan(year) : monthSpan(year, Number(match[2]))
}

/** The span before (-1) or after (+1); null where no calendar reaches. */
export function turned({ unit, on }: CalendarSpan, by: -1 | 1): CalendarSpan | null {
  const [year, month] = on.split('-').map(Number) as [number, number | undefined]
  const months = year * 12 + (month ?? 1) - 1 + by * (unit === 'year' ? 12 : 1)
  const next = Math.floor(months / 12)
  if (next < FIRST_YEAR || next > LAST_YEAR) return null
  return unit === 'year' ? yearSpan(next) : monthSpan(next, (months % 12) + 1)
}

/** „ноември 2026 г.“ */
export const spanInWords = ({ on }: CalendarSpan): string => dateInWords(on as ImpreciseDate)

/** The weeks of a month from Monday to Sunday; days of its neighbours are null. */
export function weeksOf({ on }: CalendarSpan): (string | null)[][] {
  const [year, month] = on.split('-').map(Number) as [number, number]
  const before = (new Date(Date.UTC(year, month - 1, 1)).getUTCDay() + 6) % 7
  const days: (string | null)[] = [...Array<null>(before).fill(null), ...Array.from({ length: lastDayOf(year, month) }, (_, at) => `${on}-${two(at + 1)}`)]
  while (days.length % 7 !== 0) days.push(null)
  return Array.from({ length: days.length / 7 }, (_, week) => days.slice(week * 7, week * 7 + 7))
}

/** Monday first, whole and short, in the reader's language. */
export const weekdays = (): { name: string; short: string }[] =>
  Array.from({ length: 7 }, (_, at) => {
    // 5 January 2026 is a Monday.
    const day = new Date(Date.UTC(2026, 0, 5 + at))
    const named = (weekday: 'long' | 'short') => new Intl.DateTimeFormat(currentLanguage(), { timeZone: 'UTC', weekday }).format(day)
    return { name: named('long'), short: named('short') }
  })

/** Something that stands on the calendar, of whatever feature. */
export type CalendarEntry = {
  /** Unique on the page. */
  readonly id: string
  /** First and last day it may mean, YYYY-MM-DD; equal when the day is known. */
  readonly from: string
  readonly to: string
  /** „Подписване“, „20 години от подписването“, „Край на срока“ */
  readonly what: string
  /** Called off: `what` says so, and stands struck out. */
  readonly struck?: boolean
  /** With whom; '' when `what` says it. */
  readonly who: string
  readonly href: string
  /** step: a milestone · anniversary: of a signing · term: an agreement ends · event: people meet. */
  readonly kind: 'step' | 'anniversary' | 'term' | 'event'
}

/** One source of entries: this feature's own, or what a later feature brings. At most `limit` entries that lie within the days; a fixed number of queries. */
export type CalendarSource = (
  tx: OfficeTx,
  asked: {
    readonly from: string
    readonly to: string
    readonly limit: number
    /** Narrows a column with an organisation's id to the partners looked at. */
    readonly among: (organisationId: AnyPgColumn) => SQL
  },
) => Promise<readonly CalendarEntry[]>

/** Entries of one source on a page; a town with more dated things in a month turns to the filters. */
export const MOST_ENTRIES = 400

/** By day, then as they came: those of a known day first, then what is only known by its month or year. */
export const inDayOrder = (entries: readonly CalendarEntry[]): CalendarEntry[] =>
  [...entries].sort((a, b) => Number(a.from !== a.to) - Number(b.from !== b.to) || (a.from < b.from ? -1 : a.from > b.from ? 1 : 0) || (a.who < b.who ? -1 : 1))
