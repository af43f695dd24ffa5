// Days and nights of journeys: across midnight, across zones, in the nights when clocks change, over New Year.
import { describe, expect, test } from 'vitest'
import { journeyOf, type Leg, legFaults, partOf, routeInWords, type Stop } from './journey.ts'

const stop = (text: string, country: string, zone: string): Stop => ({ placeId: null, text, country, zone })
const HOME = stop('Троян', 'BG', 'Europe/Sofia')
const SOFIA = stop('София', 'BG', 'Europe/Sofia')
const DOIRAN = stop('Дойран', 'MK', 'Europe/Skopje')
const SKOPJE = stop('Скопие', 'MK', 'Europe/Skopje')
const PARIS = stop('Париж', 'FR', 'Europe/Paris')
const BEIJING = stop('Пекин', 'CN', 'Asia/Shanghai')
const TOKYO = stop('Токио', 'JP', 'Asia/Tokyo')
const HONOLULU = stop('Хонолулу', 'US', 'Pacific/Honolulu')
const ZONE = 'Europe/Sofia'

const wall = (typed: string) => ({ day: typed.slice(0, 10), time: typed.length > 10 ? typed.slice(11) : null })
const leg = (from: Stop, departs: string, to: Stop, arrives: string): Leg => ({ from, to, departs: wall(departs), arrives: wall(arrives), transport: '' })
const told = (legs: readonly Leg[]) => {
  const journey = journeyOf(legs, ZONE)!
  return {
    days: journey.days.map(({ day, country }) => `${day.slice(5)} ${country}`),
    nights: journey.nights.map(({ day, country }) => `${day.slice(5)} ${country}`),
    hours: journey.minutes === null ? null : journey.minutes / 60,
  }
}

describe('a journey', () => {
  test.each<[string, Leg[], ReturnType<typeof told>]>([
    [
      'there and back in a day has no night',
      [leg(HOME, '2026-09-24T06:00', DOIRAN, '2026-09-24T11:00'), leg(DOIRAN, '2026-09-24T18:00', HOME, '2026-09-24T23:30')],
      { days: ['09-24 MK'], nights: [], hours: 17.5 },
    ],
    [
      'of three days has two nights',
      [leg(HOME, '2026-09-24T06:00', DOIRAN, '2026-09-24T10:00'), leg(DOIRAN, '2026-09-26T10:00', HOME, '2026-09-26T16:00')],
      { days: ['09-24 MK', '09-25 MK', '09-26 MK'], nights: ['09-24 MK', '09-25 MK'], hours: 58 },
    ],
    [
      'home after midnight is a day longer, and no night is lodged on the way',
      [leg(HOME, '2026-09-24T06:00', DOIRAN, '2026-09-24T10:00'), leg(DOIRAN, '2026-09-25T20:00', HOME, '2026-09-26T00:40')],
      { days: ['09-24 MK', '09-25 MK', '09-26 MK'], nights: ['09-24 MK'], hours: 42 + 40 / 60 },
    ],
    [
      'come at two in the morning: that night was slept there',
      [leg(HOME, '2026-09-24T20:00', SKOPJE, '2026-09-25T02:00'), leg(SKOPJE, '2026-09-26T10:00', HOME, '2026-09-26T17:00')],
      { days: ['09-24 MK', '09-25 MK', '09-26 MK'], nights: ['09-24 MK', '09-25 MK'], hours: 45 },
    ],
    [
      'left at one in the morning: that night was not',
      [leg(HOME, '2026-09-24T08:00', SKOPJE, '2026-09-24T14:00'), leg(SKOPJE, '2026-09-26T01:00', HOME, '2026-09-26T08:00')],
      { days: ['09-24 MK', '09-25 MK', '09-26 MK'], nights: ['09-24 MK'], hours: 48 },
    ],
    [
      'to Beijing over night: the days are those of our calendar, the nights those of the clocks there',
      [
        leg(HOME, '2026-09-24T16:00', SOFIA, '2026-09-24T19:00'),
        leg(SOFIA, '2026-09-24T22:00', BEIJING, '2026-09-25T13:00'),
        leg(BEIJING, '2026-09-30T02:00', SOFIA, '2026-09-30T06:00'),
        leg(SOFIA, '2026-09-30T07:00', HOME, '2026-09-30T10:00'),
      ],
      {
        days: ['09-24 CN', '09-25 CN', '09-26 CN', '09-27 CN', '09-28 CN', '09-29 CN', '09-30 CN'],
        nights: ['09-25 CN', '09-26 CN', '09-27 CN', '09-28 CN'],
        hours: 138,
      },
    ],
    [
      'with a night in Sofia before the flight: that day and night are at home rates',
      [
        leg(HOME, '2026-09-24T16:00', SOFIA, '2026-09-24T19:00'),
        leg(SOFIA, '2026-09-25T08:00', PARIS, '2026-09-25T10:00'),
        leg(PARIS, '2026-09-27T19:00', HOME, '2026-09-28T02:00'),
      ],
      { days: ['09-24 BG', '09-25 FR', '09-26 FR', '09-27 FR', '09-28 FR'], nights: ['09-24 BG', '09-25 FR', '09-26 FR'], hours: 82 },
    ],
    [
      'through two countries counts each day where it ends',
      [
        leg(HOME, '2026-09-24T06:00', SKOPJE, '2026-09-24T11:00'),
        leg(SKOPJE, '2026-09-25T15:00', PARIS, '2026-09-25T19:00'),
        leg(PARIS, '2026-09-26T12:00', HOME, '2026-09-26T19:00'),
      ],
      { days: ['09-24 MK', '09-25 FR', '09-26 FR'], nights: ['09-24 MK', '09-25 FR'], hours: 61 },
    ],
    [
      'over the night when clocks go forward is an hour shorter',
      [leg(HOME, '2027-03-27T06:00', DOIRAN, '2027-03-27T10:00'), leg(DOIRAN, '2027-03-28T10:00', HOME, '2027-03-28T16:00')],
      { days: ['03-27 MK', '03-28 MK'], nights: ['03-27 MK'], hours: 33 },
    ],
    [
      'over the night when they go back is an hour longer',
      [leg(HOME, '2026-10-24T06:00', DOIRAN, '2026-10-24T10:00'), leg(DOIRAN, '2026-10-25T10:00', HOME, '2026-10-25T16:00')],
      { days: ['10-24 MK', '10-25 MK'], nights: ['10-24 MK'], hours: 35 },
    ],
    [
      'over New Year',
      [leg(HOME, '2026-12-30', PARIS, '2026-12-30'), leg(PARIS, '2027-01-02', HOME, '2027-01-02')],
      { days: ['12-30 FR', '12-31 FR', '01-01 FR', '01-02 FR'], nights: ['12-30 FR', '12-31 FR', '01-01 FR'], hours: null },
    ],
    [
      'within the country counts at home',
      [leg(HOME, '2026-09-24T08:00', SOFIA, '2026-09-24T11:00'), leg(SOFIA, '2026-09-25T15:00', HOME, '2026-09-25T18:00')],
      { days: ['09-24 BG', '09-25 BG'], nights: ['09-24 BG'], hours: 34 },
    ],
  ])('%s', (_, legs, expected) => {
    expect(told(legs)).toEqual(expected)
  })

  test('without legs is none, and a slip of a century ends', () => {
    expect(journeyOf([], ZONE)).toBeNull()
    const long = journeyOf([leg(HOME, '2026-01-01', PARIS, '2026-01-01'), leg(PARIS, '2126-01-01', HOME, '2126-01-01')], ZONE)!
    expect([long.days.length < 500, long.nights.length < 500]).toEqual([true, true])
  })

  test('marks its edges', () => {
    const edges = (legs: Leg[]) => journeyOf(legs, ZONE)!.days.map(({ edge }) => edge)
    expect(edges([leg(HOME, '2026-09-24', DOIRAN, '2026-09-24'), leg(DOIRAN, '2026-09-26', HOME, '2026-09-26')])).toEqual(['first', null, 'last'])
    expect(edges([leg(HOME, '2026-09-24', DOIRAN, '2026-09-24'), leg(DOIRAN, '2026-09-24', HOME, '2026-09-24')])).toEqual(['only'])
  })
})

describe('somebody’s own part of a journey', () => {
  const whole = journeyOf([leg(HOME, '2026-12-30T06:00', PARIS, '2026-12-30T10:00'), leg(PARIS, '2027-01-02T10:00', HOME, '2027-01-02T16:00')], ZONE)!
  const told = (joinsOn: string | null, leavesOn: string | null) => {
    const part = partOf(whole, { joinsOn, leavesOn })
    return part === null ? null : [part.days.map(({ day, edge }) => `${day.slice(5)} ${edge}`), part.nights.map(({ day }) => day.slice(5))]
  }
  test.each([
    [
      null,
      null,
      [
        ['12-30 first', '12-31 null', '01-01 null', '01-02 last'],
        ['12-30', '12-31', '01-01'],
      ],
    ],
    [
      '2026-12-31',
      null,
      [
        ['12-31 first', '01-01 null', '01-02 last'],
        ['12-31', '01-01'],
      ],
    ],
    [
      null,
      '2027-01-01',
      [
        ['12-30 first', '12-31 null', '01-01 last'],
        ['12-30', '12-31'],
      ],
    ],
    ['2026-12-31', '2026-12-31', [['12-31 only'], []]],
    ['2027-01-03', null, null],
  ] as const)('from %s until %s', (joins, leaves, expected) => {
    expect(told(joins, leaves)).toEqual(expected)
  })
})

describe('legs that cannot be', () => {
  test.each<[string, Leg[], ReturnType<typeof legFaults>]>([
    ['are none', [leg(HOME, '2026-09-24T06:00', DOIRAN, '2026-09-24T10:00')], []],
    ['arrive an hour earlier by the clock and later by time', [leg(SOFIA, '2026-09-24T08:00', PARIS, '2026-09-24T07:30')], []],
    ['arrive before they leave', [leg(SOFIA, '2026-09-24T08:00', PARIS, '2026-09-24T06:30')], [{ leg: 0, is: 'arrives-before', end: 'arrives' }]],
    [
      'leave before the last arrived',
      [leg(HOME, '2026-09-24T06:00', DOIRAN, '2026-09-24T10:00'), leg(DOIRAN, '2026-09-24T09:00', HOME, '2026-09-24T15:00')],
      [{ leg: 1, is: 'departs-before', end: 'departs' }],
    ],
    [
      'home eastwards on a day without hours, where noon here is before noon there',
      [leg(HOME, '2026-09-24', DOIRAN, '2026-09-24'), leg(DOIRAN, '2026-09-26', HOME, '2026-09-26')],
      [],
    ],
    ['of which one hour is known', [leg(HOME, '2026-09-24', PARIS, '2026-09-24T08:00'), leg(PARIS, '2026-09-24', HOME, '2026-09-24T23:00')], []],
    ['over the date line, a day earlier', [leg(TOKYO, '2026-09-24', HONOLULU, '2026-09-23')], []],
    ['arrive on an earlier day', [leg(HOME, '2026-09-24', DOIRAN, '2026-09-23')], [{ leg: 0, is: 'arrives-before', end: 'arrives' }]],
    [
      'leave on an earlier day than the last arrived',
      [leg(HOME, '2026-09-24', DOIRAN, '2026-09-24'), leg(DOIRAN, '2026-09-23', HOME, '2026-09-25')],
      [{ leg: 1, is: 'departs-before', end: 'departs' }],
    ],
    ['leave in the hour that is missing', [leg(HOME, '2027-03-28T03:30', DOIRAN, '2027-03-28T10:00')], [{ leg: 0, is: 'no-such-hour', end: 'departs' }]],
  ])('%s', (_, legs, faults) => {
    expect(legFaults(legs)).toEqual(faults)
  })
})

test('the route names every stop once where legs meet', () => {
  expect(
    routeInWords([
      leg(HOME, '2026-09-24', SKOPJE, '2026-09-24'),
      leg(SKOPJE, '2026-09-24', DOIRAN, '2026-09-24'),
      leg(DOIRAN, '2026-09-26', HOME, '2026-09-26'),
    ]),
  ).toBe('Троян – Скопие – Дойран – Троян')
})
