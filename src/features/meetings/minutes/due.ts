// The day by which something is promised, as people say it at a meeting: „до петък“, „до края на месеца“, „след две седмици“, counted from the meeting's day.
import { readDate } from '#platform/written-dates.ts'
import { dayAfter, type ImpreciseDate } from '#platform/dates.ts'

const WEEKDAYS: readonly (readonly string[])[] = [
  ['понеделник', 'monday'],
  ['вторник', 'tuesday'],
  ['сряда', 'wednesday'],
  ['четвъртък', 'thursday'],
  ['петък', 'friday'],
  ['събота', 'saturday'],
  ['неделя', 'sunday'],
]
const COUNTS: Readonly<Record<string, number>> = {
  един: 1,
  една: 1,
  едно: 1,
  два: 2,
  две: 2,
  три: 3,
  четири: 4,
  пет: 5,
  шест: 6,
  седем: 7,
  осем: 8,
  девет: 9,
  десет: 10,
  a: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
}
const NEXT = /^(?:следващ\p{L}*|идн\p{L}*|другия|другата|next)\s+/u

const noon = (day: string): Date => new Date(`${day}T12:00:00Z`)
const dayOf = (date: Date): string => date.toISOString().slice(0, 10)
/** The last day of the month so many months on: day 0 of the one after it. */
const monthEnd = (from: string, months: number): string => dayOf(new Date(Date.UTC(Number(from.slice(0, 4)), Number(from.slice(5, 7)) + months, 0, 12)))
/** The same day so many months on; the last of a shorter month. */
function monthsLater(from: string, months: number): string {
  const end = monthEnd(from, months)
  const day = `${end.slice(0, 8)}${from.slice(8)}`
  return day > end ? end : day
}

/** A month that is named without its year: the first to end after the day, YYYY-MM. Only whole names: „мар“ may be anything. */
function monthToCome(words: string, from: string): string | null {
  if (!/^\p{L}{3,}$/u.test(words)) return null
  const year = Number(from.slice(0, 4))
  return (
    [year, year + 1].map((one) => readDate(`${words} ${one}`)).find((date) => date !== null && /^\d{4}-\d\d$/.test(date) && date >= from.slice(0, 7)) ?? null
  )
}

/** „края на януари“, “the end of January 2027”: the last day of that month. */
function endOfNamed(words: string, from: string): string | null {
  const [, month = '', year] = /^(?:края на|the end of|end of)\s+(?:месец\s+)?(\p{L}+)(?:\s+(\d{4})(?:\s*г\.?)?)?$/u.exec(words) ?? []
  const named = year === undefined ? monthToCome(month, from) : readDate(`${month} ${year}`)
  return named === null || !/^\d{4}-\d\d$/.test(named) ? null : monthEnd(`${named}-01`, 0)
}

/** Words that mean a day only when it is known from which one they count (YYYY-MM-DD); null: they mean none. */
function relative(words: string, from: string): string | null {
  if (/^(?:утре|tomorrow)$/.test(words)) return dayAfter(from, 1)
  if (/^(?:вдругиден|други ден)$/.test(words)) return dayAfter(from, 2)
  const next = NEXT.test(words)
  const bare = words.replace(NEXT, '')
  const weekday = WEEKDAYS.findIndex((names) => names.includes(bare))
  if (weekday >= 0) {
    // Monday is 1. „Следващия петък“ is that of the next week, „петък“ the first one to come.
    const today = noon(from).getUTCDay() || 7
    return next ? dayAfter(from, 7 - today + weekday + 1) : dayAfter(from, ((weekday + 1 - today + 6) % 7) + 1)
  }
  const end =
    /^(?:края на|the end of|end of)\s+(?:(следващ\p{L}*|идн\p{L}*|next)\s+)?(?:the\s+)?(?:този\s+|тази\s+|this\s+)?(месеца?|month|годината?|year)$/u.exec(words)
  if (end !== null) {
    const [, following, what = ''] = end
    return /^(?:месец|month)/.test(what)
      ? monthEnd(from, following === undefined ? 0 : 1)
      : `${Number(from.slice(0, 4)) + (following === undefined ? 0 : 1)}-12-31`
  }
  const span =
    /^(?:след|in|within)\s+(?:(\d{1,3}|\p{L}+)\s+)?(ден|дни|дена|day|days|седмица|седмици|week|weeks|месец|месеца|month|months|година|години|year|years)$/u.exec(
      words,
    )
  if (span !== null) {
    const [, count, unit = ''] = span
    const many = count === undefined ? 1 : (COUNTS[count] ?? (/^\d+$/.test(count) ? Number(count) : null))
    if (many === null) return null
    if (/^(?:ден|дни|дена|day)/.test(unit)) return dayAfter(from, many)
    if (/^(?:седмиц|week)/.test(unit)) return dayAfter(from, many * 7)
    return monthsLater(from, /^(?:месец|month)/.test(unit) ? many : many * 12)
  }
  return endOfNamed(words, from) ?? monthToCome(words, from)
}

/**
 * A day, month or year in words or figures; without a year, or only as „петък“, it is the first to come after `from` (YYYY-MM-DD, the meeting's day; null where
 * nobody knows it). null: nothing that is a day.
 */
export function readDue(typed: string, from: string | null): ImpreciseDate | null {
  const plain = typed.trim()
  const known = readDate(plain)
  if (known !== null || from === null || plain === '') return known
  const words = plain
    .toLowerCase()
    .replace(/^(?:до|най-късно до|by|until)\s+/u, '')
    .replaceAll(/\s+/g, ' ')
    .replace(/[.;]$/u, '')
  const said = relative(words, from)
  if (said !== null) return said
  if (!/^\d{1,2}(?:\s*[./]\s*\d{1,2}|(?:-?\p{L}{1,2})?\s+\p{L}{3,})$/u.test(words)) return null
  const year = Number(from.slice(0, 4))
  const separator = /^\d+\s*[./]/u.test(words) ? (words.includes('/') ? '/' : '.') : ' '
  return (
    [year, year + 1].map((one) => readDate(`${words}${separator}${one}`)).find((date) => date !== null && /^\d{4}-\d\d-\d\d$/.test(date) && date > from) ?? null
  )
}
