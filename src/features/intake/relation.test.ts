// What a statement about a tie becomes in the register.
import { describe, expect, test } from 'vitest'
import { isLasting, raises, RELATION_STATUSES, stepOf, typeOf } from './relation.ts'

test.each([
  ['twinned', '2004~', '', { kind: 'signing', side: 'both', date: '2004~' }],
  ['twinning_decided', '2024-05', 'Общинският съвет реши', { kind: 'council_decision', side: 'us', date: '2024-05' }],
  ['twinning_decided', '2024-05', 'тече процедура', { kind: 'intent', side: 'both', date: '2024-05' }],
  ['twinning_proposed', '2024-10', '', { kind: 'intent', side: 'both', date: '2024-10' }],
  ['agreement', '2019', '', { kind: 'signing', side: 'both', date: '2019' }],
  ['renewed', '2024-09/2024-10', '', { kind: 'revival', side: 'both', date: '2024-09/2024-10' }],
  ['long_standing', '2004~', '', { kind: 'first_contact', side: 'both', date: '2004~' }],
  ['existing', null, '', null],
  ['renewed', null, '', null],
  ['new_contact', '2024-10-24', '', { kind: 'first_contact', side: 'both', date: '2024-10-24' }],
] as const)('%s, %s, „%s“', (status, date, quote, expected) => {
  expect(stepOf({ status, date }, quote)).toEqual(expected)
})

describe('the kind of partnership', () => {
  test.each([
    [[], 'contact'],
    [['twinning_proposed'], 'contact'],
    [['twinning_proposed', 'long_standing'], 'contact'],
    [['long_standing', 'twinned', 'renewed'], 'twinning'],
    [['agreement', 'existing'], 'friendship'],
  ] as const)('of %j is %s', (statuses, expected) => {
    expect(typeOf(statuses)).toBe(expected)
  })

  test.each([
    ['contact', ['twinned'], 'twinning'],
    ['contact', ['agreement'], 'friendship'],
    ['friendship', ['agreement'], null],
    ['friendship', ['twinned'], 'twinning'],
    // Nothing signed: a record is not changed for a manner of speaking.
    ['contact', ['renewed', 'long_standing', 'twinning_decided'], null],
    ['twinning', ['agreement'], null],
    ['honorary', ['twinned'], null],
    ['project', ['twinned'], null],
  ] as const)('%s, told of %j, becomes %s', (recorded, statuses, expected) => {
    expect(raises(recorded, statuses)).toBe(expected)
  })
})

test('three of them tell how long, the others of a step', () => {
  expect(RELATION_STATUSES.filter(isLasting)).toEqual(['twinned', 'long_standing', 'existing'])
})
