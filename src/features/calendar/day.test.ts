// Days, Easter and weekdays of the calendar, by table.
import { expect, test } from 'vitest'
import { dayOf, isDay, isMonth, isYear, monthAfter, monthsAfter, nthWeekday, weekdayOf, weeksOf, yearsAfter } from './day.ts'
import { orthodoxEaster, westernEaster } from './easter.ts'

// Western and Orthodox Easter as published; the first is the first year of the reformed calendar, 2285 the earliest possible western day.
test.each([
  [1583, '1583-04-10', '1583-04-10'],
  [1900, '1900-04-15', '1900-04-22'],
  [1961, '1961-04-02', '1961-04-09'],
  [2000, '2000-04-23', '2000-04-30'],
  [2010, '2010-04-04', '2010-04-04'],
  [2016, '2016-03-27', '2016-05-01'],
  [2021, '2021-04-04', '2021-05-02'],
  [2024, '2024-03-31', '2024-05-05'],
  [2025, '2025-04-20', '2025-04-20'],
  [2026, '2026-04-05', '2026-04-12'],
  [2027, '2027-03-28', '2027-05-02'],
  [2038, '2038-04-25', '2038-04-25'],
  [2100, '2100-03-28', '2100-05-02'],
  [2285, '2285-03-22', '2285-04-26'],
])('Easter of %i is %s in the west and %s in the east', (year, western, orthodox) => {
  expect([westernEaster(year), orthodoxEaster(year)]).toEqual([western, orthodox])
})

test.each([
  [2026, 9, 7, 2, '2026-09-13'],
  [2026, 11, 4, 4, '2026-11-26'],
  [2026, 11, 1, -1, '2026-11-30'],
  [2024, 2, 4, -1, '2024-02-29'],
  [2026, 6, 1, 1, '2026-06-01'],
])('%i-%i: weekday %i, the %ith, is %s', (year, month, weekday, nth, day) => {
  expect(nthWeekday(year, month, weekday, nth)).toBe(day)
})

test('a fifth weekday is missing where the month has none', () => {
  expect([nthWeekday(2026, 2, 1, 5), nthWeekday(2026, 3, 1, 5)]).toEqual([null, '2026-03-30'])
})

test('29 February falls on the 28th, and months keep within their days', () => {
  expect([
    yearsAfter('2004-02-29', 22),
    yearsAfter('2004-02-29', 24),
    dayOf(2026, 2, 29),
    monthsAfter('2026-08-31', -6),
    monthsAfter('2026-01-31', 1),
    monthsAfter('2026-11-30', 3),
  ]).toEqual(['2026-02-28', '2028-02-29', '2026-02-28', '2026-02-28', '2026-02-28', '2027-02-28'])
})

test('a month is laid out in whole weeks from Monday', () => {
  const weeks = weeksOf('2026-10')
  expect([weeks.length, weeks[0]![0], weeks.at(-1)!.at(-1), weeks.every((week) => weekdayOf(week[0]!) === 1)]).toEqual([5, '2026-09-28', '2026-11-01', true])
  expect([weeksOf('2027-02').length, weeksOf('2026-08').length]).toEqual([4, 6])
  expect([monthAfter('2026-12', 1), monthAfter('2026-01', -1)]).toEqual(['2027-01', '2025-12'])
})

test('what an address may name as a month, a year, a day', () => {
  expect(['2026-10', '2026-13', '2026-1', '0000-01', '9999-12', 'x'].filter(isMonth)).toEqual(['2026-10'])
  expect(['2026', '1723', '2200', '20', ''].filter(isYear)).toEqual(['2026'])
  expect(['2026-02-28', '2026-02-29', '2026-02', '1800-01-01', '2026-02-28~'].filter(isDay)).toEqual(['2026-02-28'])
})
