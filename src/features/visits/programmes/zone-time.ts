// Times of the clock in a place and the moments they mean: the hour that is missing in March, the one that comes twice in October, the same moment in another town.
import { Temporal } from 'temporal-polyfill'

/** Which of two equal hours is meant in the night when clocks are put back: the first (summer time) or the second. */
export type Fold = 'first' | 'second'

/** A day (YYYY-MM-DD) and a time of the clock (HH:MM), as people in a zone read them. */
export type ClockTime = { readonly day: string; readonly time: string }

/** A moment in milliseconds since 1970; or why the clock does not show that time, or shows it twice. Times are HH:MM of the same zone. */
export type Meant =
  | { readonly is: 'moment'; readonly at: number }
  /** The clock goes from `from` to `to` at once, and the time asked for lies between. */
  | { readonly is: 'skipped'; readonly from: string; readonly to: string; readonly toDay: string }
  | { readonly is: 'doubled'; readonly first: number; readonly second: number }

export const MINUTE = 60_000
export const DAY_MINUTES = 24 * 60

const two = (value: number): string => String(value).padStart(2, '0')
const timeOf = ({ hour, minute }: { readonly hour: number; readonly minute: number }): string => `${two(hour)}:${two(minute)}`

/** Any IANA name the platform knows; offsets like +02:00 are no zones of a place. */
export function isZone(zone: string): boolean {
  if (!/^[A-Za-z][A-Za-z0-9_+/-]{1,60}$/.test(zone)) return false
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone }).format(0)
    return true
  } catch {
    return false
  }
}

/** What is typed as a time: „9“, „9:30“, „9.30“, „0930“, „9 ч.“; HH:MM or null. */
export function clockTime(typed: string): string | null {
  const match = /^(\d{1,2})(?:\s*[:.,чh]\s*|)(\d{2})?(?:\s*(?:ч\.?|h))?$/iu.exec(typed.trim())
  if (match === null) return null
  const [hour, minute] = [Number(match[1]), Number(match[2] ?? '0')]
  return hour > 23 || minute > 59 ? null : `${two(hour)}:${two(minute)}`
}

/** A programme asks for the same days again and again. */
const MOST_DAYS = 5000
const steadyDays = new Map<string, number | null>()

/** Milliseconds by which the clocks of a zone are ahead of UTC on a day, while nothing changes on it; null on a day on which they are put on or back. */
function steadyOffset(day: string, zone: string): number | null {
  const key = `${zone} ${day}`
  const known = steadyDays.get(key)
  if (known !== undefined) return known
  const begins = Temporal.PlainDate.from(day).toZonedDateTime(zone)
  const ends = begins.toPlainDate().add({ days: 1 }).toZonedDateTime(zone)
  const steady = begins.offsetNanoseconds === ends.offsetNanoseconds && begins.hoursInDay === 24
  const offset = steady ? begins.offsetNanoseconds / 1_000_000 : null
  if (steadyDays.size >= MOST_DAYS) steadyDays.clear()
  steadyDays.set(key, offset)
  return offset
}

const utcClock = (at: number): ClockTime => {
  const iso = new Date(at).toISOString()
  return { day: iso.slice(0, 10), time: iso.slice(11, 16) }
}

/** The moment a clock in the zone shows this time. Refuses nothing: a time that is not there, or is there twice, is told. */
export function momentsOf({ day, time }: ClockTime, zone: string): Meant {
  const steady = steadyOffset(day, zone)
  if (steady !== null) return { is: 'moment', at: Date.parse(`${day}T${time}:00Z`) - steady }
  const wall = Temporal.PlainDateTime.from(`${day}T${time}`)
  const [earlier, later] = (['earlier', 'later'] as const).map((disambiguation) => wall.toZonedDateTime(zone, { disambiguation }))
  if (earlier!.epochMilliseconds === later!.epochMilliseconds) return { is: 'moment', at: earlier!.epochMilliseconds }
  if (earlier!.toPlainDateTime().equals(wall)) return { is: 'doubled', first: earlier!.epochMilliseconds, second: later!.epochMilliseconds }
  const change = earlier!.getTimeZoneTransition('next')!
  const before = change.subtract({ nanoseconds: 1 }).toPlainDateTime().round({ smallestUnit: 'minute' })
  return { is: 'skipped', from: timeOf(before), to: timeOf(change), toDay: change.toPlainDate().toString() }
}

/** The moment of a time that was held against `momentsOf` already; a skipped one counts as the first moment after the gap. */
export function momentOf(clock: ClockTime, zone: string, fold: Fold = 'first'): number {
  const meant = momentsOf(clock, zone)
  if (meant.is === 'moment') return meant.at
  if (meant.is === 'doubled') return fold === 'first' ? meant.first : meant.second
  return momentOf({ day: meant.toDay, time: meant.to }, zone)
}

/** What the clocks of a zone show at a moment, and which of two equal hours it is. */
export function clockAt(at: number, zone: string): ClockTime & { readonly fold: Fold } {
  const guess = steadyOffset(utcClock(at).day, zone)
  const shown = guess === null ? null : utcClock(at + guess)
  if (shown !== null && steadyOffset(shown.day, zone) === guess) return { ...shown, fold: 'first' }
  const zoned = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone)
  const clock = { day: zoned.toPlainDate().toString(), time: timeOf(zoned) }
  const meant = momentsOf(clock, zone)
  return { ...clock, fold: meant.is === 'doubled' && at >= meant.second ? 'second' : 'first' }
}

/** Whether clocks of the zone show this moment's time twice that night. */
export const isDoubled = (at: number, zone: string): boolean => momentsOf(clockAt(at, zone), zone).is === 'doubled'

/** Minutes from midnight of a time of the clock. */
export const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))

/** Minutes between two moments, whole. */
export const minutesBetween = (from: number, to: number): number => Math.round((to - from) / MINUTE)

/** Midnight at which a day begins in a zone. */
export const beginningOf = (day: string, zone: string): number => Temporal.PlainDate.from(day).toZonedDateTime(zone).epochMilliseconds
