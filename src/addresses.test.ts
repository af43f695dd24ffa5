// Addresses: built as the routes read them.
import { expect, test } from 'vitest'
import { addresses } from './addresses.ts'

test('names and queries are put in and encoded, absent ones left out', () => {
  expect(addresses.events()).toBe('/events')
  expect(addresses.events({ q: 'Дойран & Co', after: undefined, kind: '' })).toBe('/events?q=%D0%94%D0%BE%D0%B9%D1%80%D0%B0%D0%BD+%26+Co')
  expect(addresses.post({ id: 'a', post: 'b/c' })).toBe('/people/a/posts/b%2Fc')
  expect(addresses.partnership({ id: 'a' }, { tab: 'people' })).toBe('/partnerships/a?tab=people')
})

test('no two addresses are the same', () => {
  const patterns = Object.values(addresses).map((address) => address.pattern)
  expect(new Set(patterns).size).toBe(patterns.length)
})
