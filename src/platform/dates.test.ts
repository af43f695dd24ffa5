// Dates as an office knows them: read, ordered, written out.
import { expect, test } from 'vitest'
import {
  boxesOf,
  dateFromBoxes,
  dateInWords,
  dayInWords,
  earliest,
  isImpreciseDate,
  latest,
  momentInWords,
  monthsAfter,
  monthsBetween,
  type ImpreciseDate,
} from './dates.ts'

test.each([
  ['2003', true],
  ['2018-09', true],
  ['2018-09-24', true],
  ['2018~', true],
  ['2024-02-29', true],
  ['2023-02-29', false],
  ['2018-13', false],
  ['2018-9', false],
  ['0999', false],
  ['2024-09-15/2024-10-24', true],
  ['2024-10-24/2024-09-15', false],
  ['2024/2025/2026', false],
  ['', false],
  ['миналата година', false],
])('%s is a date: %s', (text, expected) => expect(isImpreciseDate(text)).toBe(expected))

test.each([
  ['2003', '2003-01-01', '2003-12-31'],
  ['2024-02', '2024-02-01', '2024-02-29'],
  ['2018-09-24', '2018-09-24', '2018-09-24'],
  ['2018~', '2018-01-01', '2018-12-31'],
  ['2024-10/2029-12', '2024-10-01', '2029-12-31'],
])('%s lies between %s and %s', (date, first, last) => expect([earliest(date), latest(date)]).toEqual([first, last]))

test.each([
  [{ day: '24', month: '9', year: '2018' }, { date: '2018-09-24' }],
  [{ day: '', month: '09', year: '2018', about: 'on' }, { date: '2018-09~' }],
  [{ day: '', month: '', year: '2003' }, { date: '2003' }],
  [{}, { date: null }],
  [{ day: '31', month: '2', year: '2020' }, { wrong: true }],
  [{ day: '5', month: '', year: '2020' }, { wrong: true }],
  [{ day: '', month: '5', year: '' }, { wrong: true }],
  [{ day: 'x', month: '1', year: '2020' }, { wrong: true }],
  [{ day: '14', month: '9', year: '2024', until: '2024-10-24' }, { date: '2024-09-14/2024-10-24' }],
  [{ day: '14', month: '9', year: '2024', until: '' }, { date: '2024-09-14' }],
  [{ year: '2025', until: '2024-10-24' }, { wrong: true }],
  [{ year: '', until: '2024-10-24' }, { date: null }],
])('the boxes %j say %j', (boxes, expected) => expect(dateFromBoxes(boxes)).toEqual(expected))

test('a date fills its boxes and comes back as it was', () => {
  for (const date of ['2003', '2018-09', '2018-09-24', '2018~', '2024-09-14/2024-10-24', '2024-10/2029-12~'] as ImpreciseDate[])
    expect(dateFromBoxes(boxesOf(date))).toEqual({ date })
  expect(boxesOf(null)).toEqual({})
})

test.each([
  ['2018-09-24', '24 септември 2018 г.', '24 September 2018'],
  ['2018-09', 'септември 2018 г.', 'September 2018'],
  ['2003', '2003 г.', '2003'],
  ['2003~', 'около 2003 г.', 'about 2003'],
  ['2024-09-15/2024-10-24', 'между 15 септември и 24 октомври 2024 г.', 'between 15 September and 24 October 2024'],
  ['2024-10/2029-12', 'между октомври 2024 г. и декември 2029 г.', 'between October 2024 and December 2029'],
])('%s is written „%s“ and “%s”', (date, bg, en) => expect([dateInWords(date, 'bg'), dateInWords(date, 'en')]).toEqual([bg, en]))

test.each([
  ['2026-11-23', 24, '2028-11-23'],
  ['2024-02-29', 12, '2025-02-28'],
  ['2026-11-23', -12, '2025-11-23'],
  ['2026-01-31', 1, '2026-02-28'],
])('%s and %s months: %s', (day, months, after) => expect(monthsAfter(day, months)).toBe(after))

test('days with their weekday, moments in the office’s zone', () => {
  expect(dayInWords('2026-11-23', { weekday: true, language: 'bg' })).toBe('понеделник, 23 ноември 2026 г.')
  // 22:30 in Greenwich is already the next day in Sofia.
  expect(momentInWords(new Date('2026-11-22T22:30:00Z'), 'Europe/Sofia', 'bg')).toBe('23 ноември 2026 г., 00:30')
})

test.each([
  ['2024-09-24', '2026-11-23', 25],
  ['2024-09-24', '2026-11-24', 26],
  ['2026-11-23', '2026-11-23', 0],
  ['2026-11-23', '2026-10-24', 0],
  ['2026-11-23', '2026-10-23', -1],
])('from %s to %s are %i whole months', (from, to, months) => expect(monthsBetween(from, to)).toBe(months))
