// What several sources say of one day: whether they agree, what „20 години“ means, and which of them the office takes for its own.
import { z } from 'zod'
import { m } from '#messages'
import { dateInWords, earliest, type ImpreciseDate, isImpreciseDate, latest } from '#platform/dates.ts'
import { dateField, lineField } from '#platform/http/form-fields.ts'
import { type Citation, citationForm } from '#platform/texts/citation.ts'
import type { MilestoneRecord, Reading } from './milestone.ts'

const dayOf = (year: number, month: number, day: number): string => new Date(Date.UTC(year, month, day)).toISOString().slice(0, 10)

/** The first and last day a date may mean; „около“ reaches one of its own unit further at either end: a year, a month or a day. */
function reach(date: ImpreciseDate): readonly [first: string, last: string] {
  const points = date.split('/')
  const end = (day: string, point: string, by: 1 | -1): string => {
    if (!point.endsWith('~')) return day
    const [year, month, dayOfMonth] = day.split('-').map(Number) as [number, number, number]
    const unit = point.split('-').length
    if (unit === 3) return dayOf(year, month - 1, dayOfMonth + by)
    if (unit === 1) return dayOf(year + by, month - 1, dayOfMonth)
    // Day 0 is the last of the month before.
    return by === 1 ? dayOf(year, month + 1, 0) : dayOf(year, month - 2, 1)
  }
  return [end(earliest(date), points[0]!, -1), end(latest(date), points.at(-1)!, 1)]
}

/** Whether two readings may mean one and the same day: 2003 and 24 September 2003 do, 2004 and „20 years“ told in 2024 do, 1988 and 2000 do not. */
export function agree(a: ImpreciseDate, b: ImpreciseDate): boolean {
  const [[aFrom, aTo], [bFrom, bTo]] = [reach(a), reach(b)]
  return aFrom <= bTo && bFrom <= aTo
}

const YEARS = /(\d{1,3})\s*[-–]?\s*(?:години?|годишн|г\.|лет|years?|yrs?\b|ans?\b|anni|jahren?|godina|godine|години|年)/iu

/**
 * „20 години“ counted back from the day of the source that says so: about 2004 when told on 24 October 2024.
 * null when the words hold no number of years or the source's day is not known.
 */
export function countedBack(words: string, sourceDate: string | null): ImpreciseDate | null {
  const years = YEARS.exec(words)?.[1]
  if (years === undefined || sourceDate === null || !isImpreciseDate(sourceDate)) return null
  const date = `${String(Number(earliest(sourceDate).slice(0, 4)) - Number(years)).padStart(4, '0')}~`
  return isImpreciseDate(date) ? date : null
}

type Dated = Pick<MilestoneRecord, 'date' | 'words' | 'sources' | 'readings'>

const sourceKey = ({ title, url, date, textId, quote }: Citation): string => JSON.stringify([title, url, date, textId, quote])
const joined = (before: readonly Citation[], more: readonly Citation[]): Citation[] => [
  ...new Map([...before, ...more].map((one) => [sourceKey(one), one])).values(),
]
const same = (a: Pick<Reading, 'date' | 'words'>, b: Pick<Reading, 'date' | 'words'>): boolean => a.date === b.date && a.words === b.words

/** With one more reading; one that says what is there already only brings its sources along. */
export function withReading(milestone: Dated, reading: Reading): Pick<Dated, 'sources' | 'readings'> {
  if (same(milestone, reading)) return { sources: joined(milestone.sources, reading.sources), readings: milestone.readings }
  const readings = milestone.readings.some((one) => same(one, reading))
    ? milestone.readings.map((one) => (same(one, reading) ? { ...one, sources: joined(one.sources, reading.sources) } : one))
    : [...milestone.readings, { ...reading, sources: [...reading.sources] }]
  return { sources: milestone.sources, readings }
}

/** The reading at this place becomes the office's own, and what was its own stands among the readings with its sources. null when there is none. */
export function withOwn(milestone: Dated, place: number): Dated | null {
  const chosen = milestone.readings[place]
  if (chosen === undefined) return null
  const own = { date: milestone.date, words: milestone.words, sources: milestone.sources }
  return { ...chosen, readings: milestone.readings.map((one, at) => (at === place ? own : one)) }
}

/** Without the reading at this place. null when there is none. */
export const withoutReading = (milestone: Dated, place: number): Pick<Dated, 'readings'> | null =>
  milestone.readings[place] === undefined ? null : { readings: milestone.readings.filter((_, at) => at !== place) }

/** „2000 г.“; with the source's own words „20 години“, около 2004 г. */
export const readingInWords = ({ date, words }: Pick<Reading, 'date' | 'words'>): string =>
  words === '' ? dateInWords(date) : m.partnerships_reading_words({ words, date: dateInWords(date) })

/** The other sources' readings in ready words, each with whether it may mean the office's own day. */
export const readingLines = (milestone: Dated): { words: string; agrees: boolean; sources: readonly Citation[] }[] =>
  milestone.readings.map((one) => ({ words: readingInWords(one), agrees: agree(one.date, milestone.date), sources: one.sources }))

/** A date, or words that hold a number of years and a source with a day to count from. */
export const readingForm = z
  .object({ date: dateField, words: lineField(200), source: citationForm.default({ title: '', url: '', date: '' }) })
  .transform(({ date, words, source }, context) => {
    const fault = (path: string[], message: string) => {
      context.addIssue({ code: 'custom', path, message: `m:${message}` })
      return z.NEVER
    }
    if (source.title === '' && source.url === '') return fault(['source', 'title'], m.partnerships_reading_source_missing())
    if (date !== null) return { date, words, source }
    if (words === '') return fault(['date'], m.partnerships_reading_nothing())
    const counted = countedBack(words, source.date === '' ? null : source.date)
    if (counted !== null) return { date: counted, words, source }
    return YEARS.test(words) ? fault(['source', 'date'], m.partnerships_reading_no_day()) : fault(['words'], m.partnerships_reading_no_years())
  })
