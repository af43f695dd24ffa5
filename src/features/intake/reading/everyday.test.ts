// Everyday words written large, at the beginning of a sentence or before a colon, in a list of towns in which each of them is a town.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Gazetteer, openGazetteer } from '#features/places/gazetteer/gazetteer.ts'
import { makeIndex } from '#features/places/gazetteer/index-file.ts'
import { everyday } from './languages/bg-everyday.ts'
import { readText } from './read-text.ts'

const small = ['ваш', 'вас', 'нас', 'него', 'кога', 'къде', 'пет', 'една', 'или', 'към', 'така', 'тема', 'дата', 'място', 'повод', 'решение', 'група']
const words = [...new Set([...everyday, ...small])].map((word) => word.charAt(0).toUpperCase() + word.slice(1))

const row = (id: number, name: string, country: string): string =>
  [id, name, name, name, '42.5', '24.5', 'P', 'PPLA2', country, '', '01', '', '', '', 90_000, '', '350', 'Europe/Sofia', '2020-01-01'].join('\t')

let folder: string
let gazetteer: Gazetteer
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'everyday-'))
  writeFileSync(join(folder, 'list.txt'), [row(1, 'Примерово', 'BG'), row(2, 'Далечин', 'PL'), ...words.map((word, i) => row(10 + i, word, 'PL'))].join('\n'))
  await makeIndex(join(folder, 'index'), join(folder, 'list.txt'))
  gazetteer = openGazetteer(join(folder, 'index'))
})
afterAll(() => rmSync(folder, { recursive: true }))

const towns = (text: string): string[] =>
  readText(`Гостите от полския град Далечин бяха в Примерово.\n\n${text}`, { home: { name: 'Примерово', country: 'BG' }, published: '2026-06-10', gazetteer })
    .partners.filter(({ kind }) => kind === 'municipality')
    .map(({ nameInText }) => nameInText)

test('are no towns', () => {
  for (let i = 0; i < words.length; i += 40) {
    const some = words.slice(i, i + 40)
    const text = some.map((word) => `${word}: както вече се знае.\n\n${word} ще има и утре.\n\nИскрено ${word},`).join('\n\n')
    expect(towns(text)).toEqual(['Далечин'])
  }
})

test('are towns where the text says so', () => {
  expect(towns('Дойдоха и ученици от град Мост.')).toEqual(['Далечин', 'Мост'])
  expect(towns('Дойдоха и ученици от Карта (Полша). Карта е на реката.')).toEqual(['Далечин', 'Карта'])
})
