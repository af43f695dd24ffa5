// What one address may ask for in a while, how it comes back, and that inventing addresses costs no memory.
import { expect, test } from 'vitest'
import { Allowances } from './allowance.ts'

const at = (seconds: number): Date => new Date(Date.UTC(2026, 10, 23, 9) + seconds * 1000)
const three = { most: 3, seconds: 60 }

test('so many at once, then one by one as the time goes; each key by itself', () => {
  const allowances = new Allowances()
  expect([1, 2, 3, 4, 5].map(() => allowances.take('a', three, at(0)))).toEqual([0, 0, 0, 20, 20])
  expect(allowances.take('b', three, at(0))).toBe(0)
  expect([19, 20, 20, 39, 40].map((moment) => allowances.take('a', three, at(moment)))).toEqual([1, 0, 20, 1, 0])
  expect([1, 2, 3, 4].map(() => allowances.take('a', three, at(500)))).toEqual([0, 0, 0, 20])
})

test('a clock that is set back by hours shuts nobody out for longer than until the next one comes back', () => {
  const allowances = new Allowances()
  for (let time = 0; time < 3; time += 1) allowances.take('a', three, at(0))
  expect(allowances.take('a', three, at(-7200))).toBe(20)
})

test('only so many are remembered: whoever was not seen for longest makes room', () => {
  const allowances = new Allowances(2)
  const one = { most: 1, seconds: 60 }
  expect(['a', 'b', 'a', 'c', 'b', 'c'].map((key) => allowances.take(key, one, at(0)))).toEqual([0, 0, 60, 0, 60, 60])
  expect(allowances.size).toBe(2)
  expect(allowances.take('a', one, at(0))).toBe(0)
})
