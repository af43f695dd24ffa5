// Times of the clock and the moments they mean, by table: the nights of March and October, and towns far apart.
import { expect, test } from 'vitest'
import { beginningOf, clockAt, clockTime, isDoubled, isZone, momentOf, momentsOf } from './zone-time.ts'

const utc = (text: string): number => Date.parse(text)
const SOFIA = 'Europe/Sofia'
const SHANGHAI = 'Asia/Shanghai'

test.each([
  ['9', '09:00'],
  ['9:30', '09:30'],
  ['9.30', '09:30'],
  ['0930', '09:30'],
  ['17 ч.', '17:00'],
  ['9 ч. 30', null],
  ['23:59', '23:59'],
  ['24:00', null],
  ['9:60', null],
  ['', null],
  ['обед', null],
] as const)('„%s“ is read as %s', (typed, expected) => {
  expect(clockTime(typed)).toBe(expected)
})

test.each([
  ['2026-10-12', '14:30', SOFIA, '2026-10-12T11:30:00Z'],
  ['2026-12-31', '23:30', SOFIA, '2026-12-31T21:30:00Z'],
  ['2026-10-12', '14:30', SHANGHAI, '2026-10-12T06:30:00Z'],
  ['2026-03-29', '02:59', SOFIA, '2026-03-29T00:59:00Z'],
  ['2026-03-29', '04:00', SOFIA, '2026-03-29T01:00:00Z'],
] as const)('%s %s in %s is one moment', (day, time, zone, at) => {
  expect(momentsOf({ day, time }, zone)).toEqual({ is: 'moment', at: utc(at) })
})

test.each([
  ['2026-03-29', '03:00', SOFIA, { is: 'skipped', from: '03:00', to: '04:00', toDay: '2026-03-29' }],
  ['2026-03-29', '03:59', SOFIA, { is: 'skipped', from: '03:00', to: '04:00', toDay: '2026-03-29' }],
  ['2027-03-28', '02:30', 'Europe/Paris', { is: 'skipped', from: '02:00', to: '03:00', toDay: '2027-03-28' }],
  ['2026-10-25', '03:00', SOFIA, { is: 'doubled', first: utc('2026-10-25T00:00:00Z'), second: utc('2026-10-25T01:00:00Z') }],
  ['2026-10-25', '03:59', SOFIA, { is: 'doubled', first: utc('2026-10-25T00:59:00Z'), second: utc('2026-10-25T01:59:00Z') }],
] as const)('%s %s in %s is no single moment', (day, time, zone, expected) => {
  expect(momentsOf({ day, time }, zone)).toEqual(expected)
})

test('a moment knows which of two equal hours it is, and finds back to itself', () => {
  for (const at of ['2026-10-25T00:15:00Z', '2026-10-25T01:15:00Z', '2026-10-25T02:15:00Z', '2026-03-29T00:45:00Z', '2026-03-29T01:00:00Z'].map(utc)) {
    const clock = clockAt(at, SOFIA)
    expect(momentOf(clock, SOFIA, clock.fold)).toBe(at)
  }
  expect(clockAt(utc('2026-10-25T01:15:00Z'), SOFIA)).toEqual({ day: '2026-10-25', time: '03:15', fold: 'second' })
  expect([isDoubled(utc('2026-10-25T00:15:00Z'), SOFIA), isDoubled(utc('2026-10-25T02:15:00Z'), SOFIA)]).toEqual([true, false])
})

test('the same moment in Sofia and in Beijing: five hours in summer, six in winter, and the day may differ', () => {
  expect(clockAt(momentOf({ day: '2026-10-12', time: '14:30' }, SOFIA), SHANGHAI)).toMatchObject({ day: '2026-10-12', time: '19:30' })
  expect(clockAt(momentOf({ day: '2026-10-26', time: '14:30' }, SOFIA), SHANGHAI)).toMatchObject({ day: '2026-10-26', time: '20:30' })
  expect(clockAt(momentOf({ day: '2026-12-31', time: '20:00' }, SOFIA), SHANGHAI)).toMatchObject({ day: '2027-01-01', time: '02:00' })
})

test('a day begins where its zone begins it; zones are names of places', () => {
  expect(beginningOf('2026-03-29', SOFIA)).toBe(utc('2026-03-28T22:00:00Z'))
  expect([isZone(SOFIA), isZone('Europe/Troyan'), isZone('+02:00'), isZone(''), isZone('UTC')]).toEqual([true, false, false, false, true])
})

test('every quarter of an hour of the days around a change is found back, by the clocks the platform itself keeps', () => {
  const wrong: string[] = []
  for (const zone of [SOFIA, 'Europe/London', SHANGHAI, 'America/New_York', 'Australia/Lord_Howe', 'Africa/Casablanca'])
    for (const around of ['2026-03-08', '2026-03-29', '2026-04-05', '2026-10-04', '2026-10-25', '2026-11-01', '2026-12-31']) {
      const platform = new Intl.DateTimeFormat('sv', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' })
      for (let at = utc(`${around}T00:00:00Z`) - 86_400_000; at < utc(`${around}T00:00:00Z`) + 2 * 86_400_000; at += 15 * 60_000) {
        const clock = clockAt(at, zone)
        if (`${clock.day} ${clock.time}` !== platform.format(at) || momentOf(clock, zone, clock.fold) !== at)
          wrong.push(`${zone} ${new Date(at).toISOString()}`)
      }
    }
  expect(wrong).toEqual([])
})
