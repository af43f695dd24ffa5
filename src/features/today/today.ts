// The words of the day's page: how long ago, how far ahead; how much of everything it shows.
import { m } from '#messages'
import { monthsBetween, daysBetween } from '#platform/dates.ts'
import type { Band } from './inbox/waiting.ts'

/** A promise without a day is brought up once so many months have passed since it was given. */
export const UNDATED_MONTHS = 12
/** Coming events beside the list; the rest is behind its link. */
export const LINES = 5
/** Rows on the day's page: so many at most of the bands that press; what they leave is room for what does not. */
const ROOM = 24
const MOST_ROWS = { now: 10, week: 8, soon: 6 } as const
const LEAST_CALM = 6

/** How many rows of each band are shown at most when so many wait; the rest is behind „още“. */
export function roomFor(waiting: Readonly<Record<Band, number>>): Readonly<Record<Band, number>> {
  const taken = (['now', 'week', 'soon'] as const).reduce((sum, band) => sum + Math.min(waiting[band], MOST_ROWS[band]), 0)
  return { ...MOST_ROWS, calm: Math.max(LEAST_CALM, ROOM - taken) }
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
