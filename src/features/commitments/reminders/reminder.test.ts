// Which reminders are due: by table, over weekends, holidays, the New Year, leap days and the days on which clocks are changed.
import { describe, expect, test } from 'vitest'
import {
  concerns,
  coversUntil,
  dayAndHour,
  type Holidays,
  isWeekend,
  lastOccasion,
  lettersOf,
  quietIn,
  type Remindable,
  type Schedule,
  workday,
} from './reminder.ts'
import { dayAfter } from '#platform/dates.ts'

const OURS: Schedule = { on: true, daysBefore: 14, onDay: true, weeksApart: 1, mostAfter: 0 }
const THEIRS: Schedule = { on: true, daysBefore: 21, onDay: false, weeksApart: 4, mostAfter: 2 }
const NEVER: Schedule = { on: true, daysBefore: 0, onDay: false, weeksApart: 0, mostAfter: 0 }

describe('on which days one is reminded', () => {
  test.each([
    // Due on Wednesday, 9 December 2026.
    ['2026-12-09', OURS, '2026-11-24', null],
    ['2026-12-09', OURS, '2026-11-25', '2026-11-25'],
    ['2026-12-09', OURS, '2026-12-08', '2026-11-25'],
    ['2026-12-09', OURS, '2026-12-09', '2026-12-09'],
    ['2026-12-09', OURS, '2026-12-15', '2026-12-09'],
    ['2026-12-09', OURS, '2026-12-16', '2026-12-16'],
    ['2026-12-09', OURS, '2027-01-06', '2027-01-06'],
    // Due on Sunday, 29 November 2026: two weeks before is a Sunday too and goes on Monday; that of the day itself on Friday, for Monday is past it. After it, weeks fall on Sundays and go on Mondays.
    ['2026-11-29', OURS, '2026-11-15', null],
    ['2026-11-29', OURS, '2026-11-16', '2026-11-16'],
    ['2026-11-29', OURS, '2026-11-26', '2026-11-16'],
    ['2026-11-29', OURS, '2026-11-27', '2026-11-27'],
    ['2026-11-29', OURS, '2026-12-06', '2026-11-27'],
    ['2026-11-29', OURS, '2026-12-07', '2026-12-07'],
    // The last day of the year is a Thursday in 2026, the first of 2028 a Saturday.
    ['2026-12-31', OURS, '2026-12-17', '2026-12-17'],
    ['2026-12-31', OURS, '2027-01-07', '2027-01-07'],
    ['2028-01-01', OURS, '2027-12-31', '2027-12-31'],
    // 29 February 2028 is a Tuesday.
    ['2028-02-29', OURS, '2028-02-15', '2028-02-15'],
    ['2028-02-29', OURS, '2028-03-07', '2028-03-07'],
    // Clocks are changed on 25 October 2026 and on 28 March 2027, both Sundays.
    ['2026-10-25', OURS, '2026-10-23', '2026-10-23'],
    ['2026-10-25', OURS, '2026-11-02', '2026-11-02'],
    ['2027-03-28', OURS, '2027-03-26', '2027-03-26'],
    ['2027-03-28', OURS, '2027-04-05', '2027-04-05'],
    // At a partner's: three weeks before, then every four weeks, twice.
    ['2026-12-09', THEIRS, '2026-11-18', '2026-11-18'],
    ['2026-12-09', THEIRS, '2027-01-05', '2026-11-18'],
    ['2026-12-09', THEIRS, '2027-01-06', '2027-01-06'],
    ['2026-12-09', THEIRS, '2027-02-03', '2027-02-03'],
    ['2026-12-09', THEIRS, '2029-02-03', '2027-02-03'],
    ['2026-12-09', NEVER, '2027-02-03', null],
  ] as const)('due by %s, %j: by %s the last one is of %s', (dueBy, schedule, until, expected) => {
    expect(lastOccasion(dueBy, schedule, until)).toBe(expected)
  })

  test('never on a Saturday or Sunday, whatever the day', () => {
    const days = Array.from({ length: 400 }, (_, n) => dayAfter('2026-10-01', n))
    for (const due of days.slice(0, 14)) for (const until of days) expect(isWeekend(lastOccasion(due, OURS, until) ?? '2026-10-01')).toBe(false)
  })

  // Friday to Tuesday at Easter 2027, the Wednesday before Christmas to the Tuesday after it, a week in October.
  const REST = ['2027-04-30', '2027-05-01', '2027-05-02', '2027-05-03', '2027-05-04']
  const LONG = Array.from({ length: 9 }, (_, n) => dayAfter('2026-10-01', n))
  const holidays: Holidays = (day, country) => (country === 'BG' && REST.includes(day)) || (country === 'CN' && LONG.includes(day))

  test.each([
    // Two weeks before 14 May is the Friday at which the rest begins: it goes on the Wednesday after it.
    ['2027-05-14', 'BG', '2027-05-04', null],
    ['2027-05-14', 'BG', '2027-05-05', '2027-05-05'],
    ['2027-05-14', 'MK', '2027-04-30', '2027-04-30'],
    // Due within the rest: the last working day before it.
    ['2027-05-03', 'BG', '2027-04-29', '2027-04-29'],
    // A week after 26 April is within it.
    ['2027-04-26', 'BG', '2027-05-04', '2027-04-26'],
    ['2027-04-26', 'BG', '2027-05-05', '2027-05-05'],
    // Two weeks in a row are within a long rest: the one before them counts.
    ['2026-09-10', 'CN', '2026-10-09', '2026-09-24'],
    ['2026-09-10', 'CN', '2026-10-12', '2026-10-12'],
    ['2026-09-10', '', '2026-10-08', '2026-10-08'],
  ])('due by %s in %s: by %s the last one is of %s', (dueBy, country, until, expected) => {
    expect(lastOccasion(dueBy, OURS, until, quietIn(holidays, country))).toBe(expected)
  })

  test('a rest that never ends keeps nobody searching for its end', () => {
    expect([workday('2026-11-23', 1, () => true), lastOccasion('2026-12-09', OURS, '2026-11-25', () => true)]).toEqual(['2026-11-23', '2026-11-25'])
  })

  test('each is kept quiet by the holidays of their own country, and by one of two countries', () => {
    const at = (id: string, country: string, address: string) => promise(id, '2027-05-05', { owedBy: 'them', country, address })
    const told = (today: string) =>
      lettersOf(
        today,
        'them',
        [at('a', 'BG', 'a@x.test'), at('b', 'MK', 'b@x.test'), at('c', 'MK', 'c@x.test'), at('d', 'BG', 'c@x.test'), at('e', '', 'e@x.test')],
        { ...THEIRS, daysBefore: 5 },
        new Map(),
        holidays,
      ).map(({ address }) => address)
    expect([told('2027-04-30'), told('2027-05-04'), told('2027-05-05')]).toEqual([
      ['b@x.test', 'e@x.test'],
      ['b@x.test', 'e@x.test'],
      ['a@x.test', 'b@x.test', 'c@x.test', 'e@x.test'],
    ])
  })
})

const promise = (id: string, dueBy: string, more: Partial<Remindable> = {}): Remindable => ({
  id,
  dueBy,
  owedBy: 'us',
  address: 'a@example.org',
  coveredUntil: null,
  ...more,
})
const ids = (today: string, promises: readonly Remindable[], last: Record<string, string> = {}, schedule = OURS, who: 'us' | 'them' = 'us') =>
  lettersOf(today, who, promises, schedule, new Map(Object.entries(last))).map(({ address, promises: named }) => [address, named.map(({ id }) => id)])

describe('letters', () => {
  test.each([
    ['nothing is due', '2026-11-24', [promise('p', '2026-12-09')], {}, []],
    ['the first reminder', '2026-11-25', [promise('p', '2026-12-09')], {}, [['a@example.org', ['p']]]],
    ['turned on late, it is caught up with', '2026-12-07', [promise('p', '2026-12-09')], {}, [['a@example.org', ['p']]]],
    ['on a Saturday nobody is written to', '2026-11-28', [promise('p', '2026-12-09')], {}, []],
    ['named already', '2026-11-26', [promise('p', '2026-12-09', { coveredUntil: '2026-12-01' })], {}, []],
    ['named for the day already', '2026-12-09', [promise('p', '2026-12-09', { coveredUntil: '2026-12-09' })], {}, []],
    [
      'several in one letter, with those of the coming days, by their day',
      '2026-11-25',
      [promise('c', '2026-12-20'), promise('b', '2026-12-14'), promise('a', '2026-12-09')],
      {},
      [['a@example.org', ['a', 'b']]],
    ],
    ['no second letter within a week', '2026-11-30', [promise('p', '2026-12-09')], { 'a@example.org': '2026-11-24' }, []],
    ['a week later it goes', '2026-12-01', [promise('p', '2026-12-09')], { 'a@example.org': '2026-11-24' }, [['a@example.org', ['p']]]],
    ['nobody to write to', '2026-11-25', [promise('p', '2026-12-09', { address: null })], {}, []],
    [
      'each person has a letter',
      '2026-11-25',
      [promise('p', '2026-12-09'), promise('q', '2026-12-09', { address: 'b@example.org' })],
      {},
      [
        ['a@example.org', ['p']],
        ['b@example.org', ['q']],
      ],
    ],
  ] as const)('%s', (_, today, promises, last, expected) => {
    expect(ids(today, promises, last)).toEqual(expected)
  })

  test('turned off, there are none', () => {
    expect(ids('2026-11-25', [promise('p', '2026-12-09')], {}, { ...OURS, on: false })).toEqual([])
  })

  test('partners are reminded of what they and both owe, our people of all they answer for', () => {
    expect((['us', 'them', 'both'] as const).map((side) => [concerns('us', side), concerns('them', side)])).toEqual([
      [true, false],
      [true, true],
      [true, true],
    ])
    const all = [promise('u', '2026-12-09'), promise('t', '2026-12-09', { owedBy: 'them' }), promise('b', '2026-12-09', { owedBy: 'both' })]
    expect(ids('2026-11-30', all, {}, THEIRS, 'them')).toEqual([['a@example.org', ['b', 't']]])
  })

  /** Every day of a stretch in order, as the job does it: who is written to when, and of what. */
  function diary(from: string, days: number, promises: readonly Remindable[], schedule: Schedule = OURS) {
    const told: string[] = []
    let state = [...promises]
    const last = new Map<string, string>()
    for (let n = 0; n < days; n++) {
      const today = dayAfter(from, n)
      for (const { address, promises: named } of lettersOf(today, 'us', state, schedule, last)) {
        told.push(`${today} ${named.map(({ id }) => id).join('')}`)
        last.set(address, today)
        state = state.map((one) => (named.some(({ id }) => id === one.id) ? { ...one, coveredUntil: coversUntil(today) } : one))
      }
    }
    return told
  }

  test('over the New Year, through two months: one letter a week at most, none on a weekend, none forgotten', () => {
    expect(diary('2026-12-01', 62, [promise('a', '2026-12-31'), promise('b', '2027-01-03'), promise('c', '2027-01-20')])).toEqual([
      // Two weeks before a; b's falls on a Sunday and is named along.
      '2026-12-17 ab',
      // The day of a; b's falls on a Sunday, its Friday is New Year's Day.
      '2026-12-31 abc',
      // A week after a, and b's on the Monday after the Sunday.
      '2027-01-07 ab',
      '2027-01-14 abc',
      // c was for the day in the last letter; its next falls within the days this one speaks for.
      '2027-01-21 abc',
      '2027-01-28 abc',
    ])
  })

  test('through the weeks in which clocks are changed', () => {
    expect(diary('2026-10-05', 36, [promise('p', '2026-10-25')])).toEqual(['2026-10-12 p', '2026-10-23 p', '2026-11-02 p', '2026-11-09 p'])
    expect(diary('2027-03-08', 36, [promise('p', '2027-03-28')])).toEqual(['2027-03-15 p', '2027-03-26 p', '2027-04-05 p', '2027-04-12 p'])
  })

  test('at a partner’s: once before, twice after, then never again', () => {
    expect(diary('2026-11-01', 200, [promise('p', '2026-12-09')], THEIRS)).toEqual(['2026-11-18 p', '2027-01-06 p', '2027-02-03 p'])
  })
})

describe('the day and hour of an office', () => {
  test.each([
    // Sofia is two hours before UTC in winter, three in summer.
    ['2026-11-23T05:59:59Z', 'Europe/Sofia', '2026-11-23', 7],
    ['2026-11-23T06:00:00Z', 'Europe/Sofia', '2026-11-23', 8],
    ['2026-06-23T05:00:00Z', 'Europe/Sofia', '2026-06-23', 8],
    // The clock goes back on 25 October 2026 at 01:00 UTC and on on 28 March 2027.
    ['2026-10-25T00:30:00Z', 'Europe/Sofia', '2026-10-25', 3],
    ['2026-10-25T01:30:00Z', 'Europe/Sofia', '2026-10-25', 3],
    ['2027-03-28T00:30:00Z', 'Europe/Sofia', '2027-03-28', 2],
    ['2027-03-28T01:30:00Z', 'Europe/Sofia', '2027-03-28', 4],
    ['2026-12-31T22:30:00Z', 'Europe/Sofia', '2027-01-01', 0],
    ['2026-12-31T22:30:00Z', 'Asia/Shanghai', '2027-01-01', 6],
    ['2026-12-31T22:30:00Z', 'Atlantic/Azores', '2026-12-31', 21],
  ] as const)('%s in %s is %s, %i o’clock', (moment, zone, day, hour) => {
    expect(dayAndHour(new Date(moment), zone)).toEqual({ day, hour })
  })
})
