// What stands between two days, by table: occasions, anniversaries of dates of any precision, ends of agreements, elections.
import { describe, expect, test } from 'vitest'
import type { ImpreciseDate } from '#platform/dates.ts'
import { type Given, type OccasionFacts, occasionsBetween, type SigningFacts, type TermFacts } from './entry.ts'
import type { OccasionRule } from './occasions/occasion.ts'
import { everyYearsFor, USUAL_RULES } from './rules.ts'

const base = { organisationId: 'o', country: 'FR', sortKey: 'o' }
const occasion = (rule: OccasionRule, more: Partial<OccasionFacts> = {}): OccasionFacts => ({
  ...base,
  id: 'x',
  kind: 'town_day',
  rule,
  days: 1,
  risk: false,
  ...more,
})
const signing = (date: ImpreciseDate, more: Partial<SigningFacts> = {}): SigningFacts => ({
  ...base,
  id: `s${date}`,
  partnershipId: 'p',
  kind: 'signing',
  side: 'both',
  date,
  contested: false,
  endedDay: null,
  ...more,
})
const term = (until: ImpreciseDate): TermFacts => ({ ...base, id: 't', partnershipId: 'p', kind: 'signing', side: 'both', until })
const between = (from: string, to: string, given: Partial<Given>) =>
  occasionsBetween(from, to, { everyYears: (country) => everyYearsFor(country, USUAL_RULES), alarmMonths: 6, ...given })
const days = (from: string, to: string, rule: OccasionRule, more: Partial<OccasionFacts> = {}) =>
  between(from, to, { occasions: [occasion(rule, more)] }).map((entry) => `${entry.from} ${entry.until}`)

describe('occasions', () => {
  test.each<[string, OccasionRule, string, string, string[]]>([
    ['a day of the year', { repeats: 'yearly', month: 10, day: 14 }, '2026-01-01', '2027-12-31', ['2026-10-14 2026-10-14', '2027-10-14 2027-10-14']],
    ['29 February', { repeats: 'yearly', month: 2, day: 29 }, '2027-01-01', '2028-12-31', ['2027-02-28 2027-02-28', '2028-02-29 2028-02-29']],
    ['the second Sunday of September', { repeats: 'weekday', month: 9, weekday: 7, nth: 2 }, '2026-01-01', '2026-12-31', ['2026-09-13 2026-09-13']],
    ['the day after Orthodox Easter', { repeats: 'easter_orthodox', shift: 1 }, '2026-01-01', '2026-12-31', ['2026-04-13 2026-04-13']],
    ['Good Friday in the west', { repeats: 'easter_western', shift: -2 }, '2026-01-01', '2026-12-31', ['2026-04-03 2026-04-03']],
    ['a single day', { repeats: 'once', date: '2026-03-15' }, '2026-03-01', '2026-03-31', ['2026-03-15 2026-03-15']],
    ['a single month', { repeats: 'once', date: '2026-03' }, '2026-03-10', '2026-03-10', ['2026-03-01 2026-03-31']],
    ['nothing outside', { repeats: 'yearly', month: 10, day: 14 }, '2026-10-15', '2027-10-13', []],
  ])('%s', (_, rule, from, to, found) => {
    expect(days(from, to, rule)).toEqual(found)
  })

  test('one that lasts is met on its last day, also over the turn of the year', () => {
    const rule = { repeats: 'yearly', month: 12, day: 30 } as const
    expect(days('2027-01-02', '2027-01-10', rule, { days: 4 })).toEqual(['2026-12-30 2027-01-02'])
    expect(days('2027-01-03', '2027-01-10', rule, { days: 4 })).toEqual([])
    expect(days('2026-03-16', '2026-03-16', { repeats: 'once', date: '2026-03-15' }, { days: 2 })).toEqual(['2026-03-15 2026-03-16'])
  })

  test('a month or „about“ has no day and says so', () => {
    const [month] = between('2026-03-01', '2026-03-31', { occasions: [occasion({ repeats: 'once', date: '2026-03' })] })
    const [about] = between('2026-03-01', '2026-03-31', { occasions: [occasion({ repeats: 'once', date: '2026~' })] })
    expect([month!.exact, month!.about, about!.exact, about!.about, about!.from, about!.until]).toEqual([false, false, false, true, '2026-01-01', '2026-12-31'])
  })
})

describe('anniversaries', () => {
  const rounds = (date: ImpreciseDate, from: string, to: string, more: Partial<SigningFacts> = {}) =>
    between(from, to, { signings: [signing(date, more)] }).map(({ years, from: first, until, exact, about }) => [years, first, until, exact, about])

  test.each<[string, ImpreciseDate, string, string, unknown[]]>([
    [
      'a day, at 5, 10, 15',
      '2004-05-22',
      '2008-01-01',
      '2019-12-31',
      [
        [5, '2009-05-22', '2009-05-22', true, false],
        [10, '2014-05-22', '2014-05-22', true, false],
        [15, '2019-05-22', '2019-05-22', true, false],
      ],
    ],
    ['not before it was five', '2004-05-22', '2004-01-01', '2008-12-31', []],
    ['29 February, five and twenty years on', '2004-02-29', '2009-01-01', '2009-12-31', [[5, '2009-02-28', '2009-02-28', true, false]]],
    ['29 February in a leap year', '2004-02-29', '2024-01-01', '2024-12-31', [[20, '2024-02-29', '2024-02-29', true, false]]],
    ['a year only: the whole year, without a day', '2003', '2023-04-01', '2023-04-30', [[20, '2023-01-01', '2023-12-31', false, false]]],
    ['a month: the whole month, February with its 29th', '2004-02', '2024-01-01', '2024-12-31', [[20, '2024-02-01', '2024-02-29', false, false]]],
    ['a month whose year was common', '2003-02', '2028-01-01', '2028-12-31', [[25, '2028-02-01', '2028-02-29', false, false]]],
    ['about 1990', '1990~', '2025-01-01', '2025-12-31', [[35, '2025-01-01', '2025-12-31', false, true]]],
    ['1723', '1723', '2023-01-01', '2023-12-31', [[300, '2023-01-01', '2023-12-31', false, false]]],
    ['between two months', '2003-11/2004-02', '2024-01-01', '2024-01-31', [[20, '2023-11-01', '2024-02-29', false, false]]],
    ['between 1988 and 2000 nobody can count', '1988/2000', '2020-01-01', '2030-12-31', []],
  ])('%s', (_, date, from, to, found) => {
    expect(rounds(date, from, to)).toEqual(found)
  })

  test('with China only tens, with others fives', () => {
    const years = (country: string) => rounds('2001-03-01', '2002-01-01', '2026-12-31', { country }).map(([count]) => count)
    expect([years('CN'), years('FR')]).toEqual([
      [10, 20],
      [5, 10, 15, 20, 25],
    ])
  })

  test('the office may count by its own years, China keeps its tens', () => {
    const own = (country: string) =>
      between('2016-01-01', '2026-12-31', {
        signings: [signing('2001-03-01', { country })],
        everyYears: (of) => everyYearsFor(of, { everyYears: 25, alarmMonths: 6 }),
      }).map(({ years }) => years)
    expect([own('FR'), own('CN')]).toEqual([[25], [20]])
  })

  test('two papers of one day are one anniversary; two days are two', () => {
    const two = (second: ImpreciseDate) =>
      between('2024-01-01', '2024-12-31', { signings: [signing('2004-05-22', { id: 'oath' }), signing(second, { id: 'charter' })] }).map(({ id }) => id)
    expect([two('2004-05-22'), two('2004-05-23')]).toEqual([['oath'], ['oath', 'charter']])
  })

  test('what was ended since is not celebrated, what was signed after is', () => {
    expect(rounds('2004-05-22', '2024-01-01', '2024-12-31', { endedDay: '2010-01-01' })).toEqual([])
    expect(rounds('2004-05-22', '2024-01-01', '2024-12-31', { endedDay: '2001-01-01' })).toHaveLength(1)
  })

  test('a contested date is the office’s own, and marked', () => {
    const [one] = between('2025-01-01', '2025-12-31', { signings: [signing('2000', { contested: true })] })
    expect([one!.years, one!.contested]).toEqual([25, true])
  })
})

describe('ends of agreements', () => {
  const ends = (until: ImpreciseDate, from: string, to: string) =>
    between(from, to, { terms: [term(until)] }).map(({ kind, from: day, until: last, exact }) => [kind, day, last, exact])
  test.each<[ImpreciseDate, string, string, unknown[]]>([
    [
      '2027-08-31',
      '2027-01-01',
      '2027-12-31',
      [
        ['renewal', '2027-02-28', '2027-02-28', true],
        ['agreement_end', '2027-08-31', '2027-08-31', true],
      ],
    ],
    ['2027', '2026-01-01', '2026-12-31', [['renewal', '2026-07-01', '2026-07-01', true]]],
    ['2027', '2027-05-01', '2027-05-31', [['agreement_end', '2027-01-01', '2027-12-31', false]]],
    ['2027-08-31', '2027-03-01', '2027-08-30', []],
  ])('of %s between %s and %s', (until, from, to, found) => {
    expect(ends(until, from, to)).toEqual(found)
  })
})

describe('elections', () => {
  const known = {
    countries: ['FR', 'IT'],
    elections: [{ country: 'FR', date: '2026-03-15', source: { title: '', url: '' } }],
    councilTerms: [{ country: 'FR', years: 6, source: { title: '', url: '' } }],
  }
  test('a known day is a time of risk; the next is expected in a year, without a day; of a country nobody knows nothing is said', () => {
    const found = between('2026-01-01', '2032-12-31', known).map(({ country, from, until, exact, expected, risk }) => [
      country,
      from,
      until,
      exact,
      expected,
      risk,
    ])
    expect(found).toEqual([
      ['FR', '2026-03-15', '2026-03-15', true, false, true],
      ['FR', '2032-01-01', '2032-12-31', false, true, true],
    ])
  })
  test('what the office entered itself moves the next one on', () => {
    const own = occasion({ repeats: 'once', date: '2027-06' }, { kind: 'election' })
    expect(between('2027-01-01', '2034-12-31', { ...known, occasions: [own] }).map(({ from, expected, risk }) => [from, expected, risk])).toEqual([
      ['2027-06-01', false, true],
      ['2033-01-01', true, true],
    ])
  })
})

test('in order: by day, the certain first, then by kind and the alphabet', () => {
  const found = between('2026-05-01', '2026-05-31', {
    occasions: [
      occasion({ repeats: 'yearly', month: 5, day: 22 }, { id: 'b', sortKey: 'b' }),
      occasion({ repeats: 'yearly', month: 5, day: 22 }, { id: 'a', sortKey: 'a' }),
      occasion({ repeats: 'once', date: '2026-05' }, { id: 'month' }),
      occasion({ repeats: 'yearly', month: 5, day: 1 }, { id: 'first' }),
    ],
    signings: [signing('2001-05-22', { id: 'signed' })],
  })
  expect(found.map(({ id }) => id)).toEqual(['first', 'month', 'signed', 'a', 'b'])
})

test('every entry has a key of its own that stays the same', () => {
  const given = { occasions: [occasion({ repeats: 'yearly', month: 2, day: 29 })], signings: [signing('2004-02-29')], terms: [term('2027')] }
  const keys = between('2024-01-01', '2034-12-31', given).map(({ key }) => key)
  expect([new Set(keys).size === keys.length, keys.every((key) => between('2020-01-01', '2040-12-31', given).some((one) => one.key === key))]).toEqual([
    true,
    true,
  ])
})
