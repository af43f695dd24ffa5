// Days as people write them within the digest of a month: the year only where it is another, the month not at all where it says nothing new.
import { lastedDays } from '#features/events/event.ts'
import { earliest, type ImpreciseDate, latest } from '#platform/dates.ts'
import type { Tongue } from './tongue.ts'

const formatters = new Map<string, Intl.DateTimeFormat>()
function formatter(tag: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${tag} ${JSON.stringify(options)}`
  const known = formatters.get(key) ?? new Intl.DateTimeFormat(tag, { timeZone: 'UTC', ...options })
  formatters.set(key, known)
  return known
}

function put(tongue: Tongue, pattern: string, a: string, b = ''): string {
  const words = pattern.replace('{a}', a).replace('{b}', b)
  return tongue.asSaid?.(words) ?? words
}

/** A day, a month or a year (YYYY, YYYY-MM, YYYY-MM-DD) without a preposition; the year only when it is not `year`. */
export function pointInWords(point: string, tongue: Tongue, year: string | null = null): string {
  if (point.length === 4) return point + tongue.yearMark
  const moment = new Date(`${point.length === 7 ? `${point}-15` : point}T12:00:00Z`)
  const written = formatter(tongue.tag, {
    month: 'long',
    ...(point.length > 7 ? { day: 'numeric' as const } : {}),
    ...(point.slice(0, 4) === year ? {} : { year: 'numeric' as const }),
  }).format(moment)
  return tongue.asWritten?.(written) ?? written
}

/** The month of the digest with its year: „октомври 2024 г.“ */
export const monthInWords = (month: string, tongue: Tongue): string => pointInWords(month, tongue)

const dayAlone = (day: string, tongue: Tongue): string => {
  const written = formatter(tongue.tag, { day: 'numeric' }).format(new Date(`${day}T12:00:00Z`))
  return tongue.asWritten?.(written) ?? written
}

const isAbout = (point: string): boolean => point.endsWith('~')
const bare = (point: string): string => point.replace('~', '')

const monthsApart = (a: string, b: string): number => (Number(b.slice(0, 4)) - Number(a.slice(0, 4))) * 12 + Number(b.slice(5, 7)) - Number(a.slice(5, 7))

/** When it was, with its preposition, as the digest of `month` says it; null when the date says no more than the month does, or nothing is known. */
export function whenInWords(date: ImpreciseDate | null, month: string, tongue: Tongue): string | null {
  if (date === null) return null
  const year = month.slice(0, 4)
  const [from, until] = date.split('/') as [string, string | undefined]
  const { when } = tongue
  if (until === undefined) {
    const point = bare(from)
    if (point === month && !isAbout(from)) return null
    const words = pointInWords(point, tongue, year)
    return isAbout(from) ? put(tongue, when.about, words) : put(tongue, point.length > 7 ? when.day : point.length === 7 ? when.month : when.year, words)
  }
  if (lastedDays(date)) {
    if (from === until) return put(tongue, when.day, pointInWords(from, tongue, year))
    const once = from.slice(0, 7) === until.slice(0, 7)
    const a =
      once && tongue.monthOnce === 'first'
        ? dayAlone(from, tongue)
        : pointInWords(from, tongue, from.slice(0, 4) === until.slice(0, 4) ? from.slice(0, 4) : year)
    const b = once && tongue.monthOnce === 'second' ? dayAlone(until, tongue) : pointInWords(until, tongue, year)
    return put(tongue, when.days, a, b)
  }
  if (earliest(date).startsWith(month) && latest(date).startsWith(month)) return null
  // What may have been on any day of some weeks is said by its months alone: two days would sound like its beginning and its end.
  const inEither = from.length > 7 && until.length > 7 && monthsApart(from, until) === 1
  const [a, b] = inEither ? [from.slice(0, 7), until.slice(0, 7)] : [bare(from), bare(until)]
  const pattern = inEither ? when.either : isAbout(from) || isAbout(until) ? when.betweenAbout : when.between
  // „2024-09/2024-10“: the year stands once, and not at all when it is the digest's.
  return put(tongue, pattern, pointInWords(a, tongue, a.slice(0, 4) === b.slice(0, 4) ? a.slice(0, 4) : year), pointInWords(b, tongue, year))
}

/** The same of a day that may be in either of two months in a row, said in other words; null when it is no such day. */
export function eitherInWords(date: ImpreciseDate, month: string, tongue: Tongue): string | null {
  const found = /^(\d{4})-(\d\d)\/(\d{4})-(\d\d)$/.exec(date)
  if (found === null) return null
  const [a, b] = date.split('/') as [string, string]
  const apart = (Number(found[3]) - Number(found[1])) * 12 + Number(found[4]) - Number(found[2])
  if (apart !== 1) return null
  const year = month.slice(0, 4)
  return put(tongue, tongue.when.either, pointInWords(a, tongue, found[1] === found[3] ? found[1]! : year), pointInWords(b, tongue, year))
}

/** Whether a promise names the day by which it is due in its own words. */
export const namesDue = (text: string, due: ImpreciseDate | null, tongue: Tongue): boolean =>
  due !== null && text.includes(pointInWords(bare(due.split('/').at(-1)!), tongue))

/** By when a promise is due, with its preposition; null when no day was named. Years are always said: a promise is read long after its month. */
export function dueInWords(due: ImpreciseDate | null, tongue: Tongue): string | null {
  if (due === null) return null
  const last = due.split('/').at(-1)!
  const point = bare(last)
  if (isAbout(last)) return put(tongue, tongue.when.dueAbout, pointInWords(point, tongue))
  return put(tongue, point.length > 7 ? tongue.when.dueDay : tongue.when.duePeriod, pointInWords(point, tongue))
}
