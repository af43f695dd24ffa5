// What changed, in words: each field and each language once, and only the newest change of a thing offered for undo.
import { expect, test } from 'vitest'
import { localText } from '../texts/local-text.ts'
import type { ActivityLine } from './activity.ts'
import { changesBetween, historyInWords } from './changes.ts'

const AT = new Date('2026-11-23T09:00:00.000Z')
const FIELDS = [
  { name: 'name', label: 'Име', languages: (code: string) => code },
  { name: 'kind', label: 'Вид', show: (kind: unknown) => `вид ${String(kind)}` },
  { name: 'site', label: 'Сайт', show: String },
] as const

test('tells the fields that differ, a text by its languages', () => {
  const before = { name: localText('Примерово', AT), kind: 'a', site: null, version: 1 }
  const after = { name: { source: 'bg', in: { ...localText('Примерово', AT).in, ...localText('Primerovo', AT, 'en').in } }, kind: 'b', site: 'x', version: 2 }
  expect(changesBetween(before, after, FIELDS)).toEqual([
    { name: 'name', field: 'Име (en)', before: '', after: 'Primerovo', lang: 'en', langName: 'en' },
    { name: 'kind', field: 'Вид', before: 'вид a', after: 'вид b' },
    { name: 'site', field: 'Сайт', before: '', after: 'x' },
  ])
  expect(changesBetween(before, before, FIELDS)).toEqual([])
  expect(changesBetween(null, { kind: 'a' }, FIELDS)).toEqual([{ name: 'kind', field: 'Вид', before: '', after: 'вид a' }])
})

test('offers undo for the newest change of each thing only, and never twice or to a reader', () => {
  const line = (id: string, thingId: string, undoneBy: string | null = null): ActivityLine => ({
    officeId: 'o',
    id,
    changeId: id,
    at: AT,
    personId: 'p',
    personName: 'Проба',
    act: 'organisation.changed',
    thing: 'organisation',
    thingId,
    label: 'x',
    before: { kind: 'a' },
    after: { kind: 'b' },
    versionAfter: 2,
    undoneBy,
  })
  const lines = [line('3', 'one'), line('2', 'two', '9'), line('1', 'one')]
  const told = (undo: boolean) =>
    historyInWords(lines, { what: ({ id }) => id, fields: () => FIELDS, timeZone: 'Europe/Sofia', undo }).map((one) => [one.what, one.undo])
  expect(told(true)).toEqual([
    ['3', '/activity/3/undo'],
    ['2', undefined],
    ['1', undefined],
  ])
  expect(told(false).every(([, undo]) => undo === undefined)).toBe(true)
})
