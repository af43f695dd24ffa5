// Sums of money: typed in every way people type them, added and converted without losing a cent.
import { describe, expect, test } from 'vitest'
import { centsOf, centsTyped, converted, moneyInWords, RATE_PARTS } from './money.ts'

describe('what was typed', () => {
  test.each([
    ['120', 12_000],
    ['85,5', 8550],
    ['85.50', 8550],
    ['1 234,50', 123_450],
    ['1.234,50', 123_450],
    ['1,234.50', 123_450],
    ['1.234.567', 123_456_700],
    ['0', 0],
    // One mark and three figures: thousands for some, hundredths for others.
    ['1.234', null],
    ['1,234', null],
    ['12,34,56', null],
    ['-5', null],
    ['5,', null],
    [',5', null],
    ['сто', null],
    ['1e3', null],
    ['99999999999', null],
  ])('%s: %s cents', (typed, cents) => {
    expect(centsOf(typed)).toBe(cents)
  })

  test('comes back as it was', () => {
    expect([0, 5, 8550, 123_450].map((cents) => centsOf(centsTyped(cents)))).toEqual([0, 5, 8550, 123_450])
    expect(centsTyped(null)).toBe('')
  })
})

test('is written as people of the language write it', () => {
  expect([
    moneyInWords({ cents: 123_450, currency: 'EUR' }, 'bg'),
    moneyInWords({ cents: 123_450, currency: 'EUR' }, 'en'),
    moneyInWords({ cents: 5, currency: 'MKD' }, 'bg'),
  ]).toEqual(['1234,50\u00a0€', '€1,234.50', '0,05\u00a0MKD'])
})

test('is converted to the nearest cent, whatever its size', () => {
  const rate = 1.95583 * RATE_PARTS
  expect([converted(100, rate), converted(1, 500_000), converted(10_000_000_000, 1_000_001)]).toEqual([196, 1, 10_000_010_000])
})
