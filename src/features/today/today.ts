// What the first page of the day watches for: silences, anniversaries, promises that nobody gave a day.
import { m } from '#messages'
import { daysBetween } from '#features/commitments/commitment.ts'
import { monthsBetween } from '#platform/dates.ts'

/** Anniversaries are told so many days ahead: enough to invite somebody. */
export const ANNIVERSARY_DAYS = 60
/** A promise without a day is brought up once so many months have passed since it was given. */
export const UNDATED_MONTHS = 12
/** Lines of each list; the rest is behind its link. */
export const LINES = 5

const two = (value: number): string => String(value).padStart(2, '0')

/** The same day so many months before; the last day of a shorter month. Both YYYY-MM-DD. */
export function monthsBefore(day: string, months: number): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  const first = new Date(Date.UTC(year, month - 1 - months, 1))
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate()
  return `${first.getUTCFullYear()}-${two(first.getUTCMonth() + 1)}-${two(Math.min(date, last))}`
}

/** How long ago a day was: in days up to two months, in months up to four years, then in years. */
export function agoInWords(day: string, today: string): string {
  const months = monthsBetween(day, today)
  if (months >= 48) return m.today_years({ count: Math.floor(months / 12) })
  return months >= 2 ? m.today_months({ count: months }) : m.today_days({ count: Math.max(0, daysBetween(day, today)) })
}

/** „днес“, „утре“, „след 38 дни“. */
export function aheadInWords(day: string, today: string): string {
  const days = daysBetween(today, day)
  return days <= 0 ? m.today_today() : days === 1 ? m.today_tomorrow() : m.today_in_days({ count: days })
}
