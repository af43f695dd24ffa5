// Days as numbers and as ISO texts: their bounds, how long a month is, when Easter falls.

/** Milliseconds of a day. */
export const DAY = 86_400_000
/** A day as a time, in milliseconds; months are 1 to 12. */
export const at = (year: number, month: number, day: number): number => Date.UTC(year, month - 1, day)
/** The day of a time, YYYY-MM-DD. */
export const iso = (time: number): string => new Date(time).toISOString().slice(0, 10)
export const two = (n: number): string => String(n).padStart(2, '0')
/** How many days a month has. */
export const lastDay = (year: number, month: number): number => new Date(at(year, month + 1, 0)).getUTCDate()

/** First and last day of an ISO date or range, as times; null for no date. */
export function boundsOf(date: string | null): [number, number] | null {
  if (!date) return null
  const [from = '', to = from] = date.split('/')
  const point = (text: string, end: boolean): number => {
    const [y = 0, m, d] = text.split('-').map(Number)
    const month = m ?? (end ? 12 : 1)
    return at(y, month, d ?? (end ? lastDay(y, month) : 1))
  }
  return [point(from, false), point(to, true)]
}

/** How long an ISO date or range lasts, in days after its first; null for no date. */
export function daysLasting(date: string | null): number | null {
  const bounds = boundsOf(date)
  return bounds === null ? null : (bounds[1] - bounds[0]) / DAY
}

/** What an ISO date says: a year, a month, or a single day. */
export const isYear = (date: string | null): boolean => /^\d{4}$/.test(date ?? '')
export const isMonth = (date: string | null): boolean => /^\d{4}-\d\d$/.test(date ?? '')
export const isWholeDay = (date: string | null): boolean => /^\d{4}-\d\d-\d\d$/.test(date ?? '')

/** True when the day exists: 31 February does not. */
export const isDay = (year: number, month: number, day: number): boolean =>
  month >= 1 && month <= 12 && day >= 1 && day <= lastDay(year, month) && year > 1800 && year < 2200

/** Easter Sunday: Gauss for the west, Meeus' Julian rule for the east (as Gregorian date, 1900–2099). */
export function easter(year: number, church: 'west' | 'east'): number {
  if (church === 'east') {
    const d = (19 * (year % 19) + 15) % 30
    const e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    const month = Math.floor((d + e + 114) / 31)
    return at(year, month, ((d + e + 114) % 31) + 1) + 13 * DAY
  }
  const a = year % 19,
    b = Math.floor(year / 100),
    c = year % 100
  const h = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7
  const m = Math.floor((a + 11 * h + 22 * l) / 451)
  return at(year, Math.floor((h + l - 7 * m + 114) / 31), ((h + l - 7 * m + 114) % 31) + 1)
}

/** A day, or one to another, as an ISO text. */
export const span = (from: number, to: number): string => (from === to ? iso(from) : `${iso(from)}/${iso(to)}`)
