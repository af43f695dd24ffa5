// The morning mail: who chose it, on which days and at which hour of the office's clock, and when it is due.
import { z } from 'zod'
import { clockAt, momentOf } from '#features/visits/programmes/zone-time.ts'
import { m } from '#messages'
import { tickField } from '#platform/http/form-fields.ts'

export const MORNING_DAYS = ['none', 'weekdays', 'mondays'] as const
export type MorningDays = (typeof MORNING_DAYS)[number]

const dayNames: Readonly<Record<MorningDays, () => string>> = {
  none: m.today_morning_none,
  weekdays: m.today_morning_weekdays,
  mondays: m.today_morning_mondays,
}
export const morningDaysName = (days: MorningDays): string => dayNames[days]()

export const HOURS = Array.from({ length: 24 }, (_, hour) => hour)
/** Offered to whoever never chose. */
export const USUAL_HOUR = 8

export const hourText = (hour: number): string => `${String(hour).padStart(2, '0')}:00`

export const morningForm = z.object({
  days: z.enum(MORNING_DAYS),
  hour: z
    .string()
    .regex(/^([01]?\d|2[0-3])$/, { error: () => `m:${m.today_morning_hour_wrong()}` })
    .transform(Number),
  evenEmpty: tickField,
})
export type MorningWish = z.output<typeof morningForm>

/** Monday is 1, Sunday 7. */
const weekdayOf = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay() || 7

const isChosen = (days: MorningDays, day: string): boolean => days !== 'none' && (days === 'mondays' ? weekdayOf(day) === 1 : weekdayOf(day) <= 5)

/** Whether the hour of the day has struck in the zone. One that is skipped when clocks go forward counts as the first moment after; of one that comes twice the first counts. */
export const hasStruck = (day: string, hour: number, now: number, zone: string): boolean => now >= momentOf({ day, time: hourText(hour) }, zone)

/**
 * The day (YYYY-MM-DD in the zone) whose mail is due at the moment `now` (ms), or null. Later on the same day it is still due (the computer was off at eight), on
 * the next it is not; `lastDay` is the one that was dealt with last.
 */
export function dueDay(wish: Pick<MorningWish, 'days' | 'hour'> & { readonly lastDay: string | null }, now: number, zone: string): string | null {
  const { day } = clockAt(now, zone)
  if (!isChosen(wish.days, day) || (wish.lastDay !== null && wish.lastDay >= day)) return null
  return hasStruck(day, wish.hour, now, zone) ? day : null
}
