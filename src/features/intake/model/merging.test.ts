// The same thing found twice is one draft; what leans on it leans on that one.
import { expect, test } from 'vitest'
import type { DraftContent, DraftSeed } from '../draft.ts'
import type { Span } from '../reading/reading.ts'
import { mergeFinds, unite } from './merging.ts'

const seed = (key: string, content: DraftContent, ...spans: Span[]): DraftSeed => ({ ...content, key, spans, match: null })
const town = (name: string, placeId: number | null, country = 'MK'): DraftContent => ({
  kind: 'organisation',
  data: { name: { bg: name }, kind: 'municipality', country, placeId, nativeName: null, aliases: [] },
})
const person = (name: string, of: string | null): DraftContent => ({ kind: 'person', data: { name, role: '', roleClass: 'mayor', of } })
const visit = (partners: string[], participants: string[] = []): DraftContent => ({
  kind: 'event',
  data: { kind: 'visit', direction: 'incoming', date: null, place: '', placeId: null, title: '', partners, participants, fields: [] },
})
const fields = (list: ('culture' | 'sport')[], partners: string[]): DraftContent => ({ kind: 'fields', data: { fields: list, partners } })

const RULES = [
  seed('r:town', town('Образцово', 7), [0, 9]),
  seed('r:mayor', person('Анго Образцов', 'r:town'), [20, 33]),
  seed('r:visit', visit(['r:town']), [0, 60]),
  seed('r:fields', fields(['culture'], ['r:town']), [40, 50]),
]
const BY = { model: 'probe', prompt: 'prompt 1' }

test('what both found is told once, and the model’s own leans on the rules’ drafts', () => {
  const merged = mergeFinds(
    RULES,
    [
      seed('m:town', town('Образцово', 7), [0, 9]),
      seed('m:other', town('Примерово', null), [70, 79]),
      seed('m:mayor', person('АНГО  Образцов', 'm:town'), [15, 33]),
      seed('m:guest', person('Проба Примерова', 'm:other'), [80, 90]),
      seed('m:visit', visit(['m:town']), [10, 30]),
      seed('m:another', visit(['m:town', 'm:other'], ['m:mayor', 'm:guest']), [70, 120]),
      seed('m:fields', fields(['culture', 'sport'], ['m:town']), [40, 58]),
      seed('m:same', fields(['culture'], ['m:town']), [40, 50]),
    ],
    BY,
  )
  expect([...merged.both]).toEqual(['r:town', 'r:mayor', 'r:visit', 'r:fields'])
  expect(merged.own.map(({ key, data }) => [key, data])).toEqual([
    ['m:other', town('Примерово', null).data],
    ['m:guest', person('Проба Примерова', 'm:other').data],
    ['m:another', visit(['r:town', 'm:other'], ['r:mayor', 'm:guest']).data],
    ['m:fields', fields(['sport'], ['r:town']).data],
  ])
  expect(merged.own.every(({ modelFind }) => modelFind?.model === 'probe' && !modelFind.rulesToo)).toBe(true)
})

test.each([
  ['towns of one name in two countries', town('Образцово', null, 'RS'), town('Образцово', null, 'MK'), 0],
  ['a town by its number, whatever it is called', town('Образцово', 7), town('Obrazets', 7), 1],
  ['a visit told elsewhere in the text', visit(['x']), visit(['x']), 0],
] as const)('%s', (_, one, other, both) => {
  expect(unite([seed('a', one, [0, 5])], [seed('b', other, [50, 60])]).both.size).toBe(both)
})
