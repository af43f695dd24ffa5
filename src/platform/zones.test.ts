// Time zones by the names people use.
import { expect, test } from 'vitest'
import { zoneName, zoneOptions } from './zones.ts'

test.each([
  ['Europe/Sofia', 'България'],
  ['Europe/Skopje', 'Северна Македония'],
  ['Asia/Shanghai', 'Китай'],
  ['America/New_York', 'Ню Йорк'],
  ['Nowhere/None', 'Nowhere/None'],
])('%s is %s', (zone, name) => expect(zoneName(zone)).toBe(name))

test('every zone is offered once, and still by its own name', () => {
  const zones = zoneOptions()
  expect([zones.length, zones.find(({ value }) => value === 'Europe/Sofia')?.label]).toEqual([
    new Set(zones.map(({ value }) => value)).size,
    'България (Europe/Sofia)',
  ])
})
