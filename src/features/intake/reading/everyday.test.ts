// Everyday words written large, at the beginning of a sentence or before a colon, in a list of towns in which each of them is a town.
import { afterAll, expect, test } from 'vitest'
import { everyday } from './languages/bg-everyday.ts'
import { readText } from './read-text.ts'
import { openTowns, townLine } from '../../../../tests/support/towns.ts'

const small = ['ваш', 'вас', 'нас', 'него', 'кога', 'къде', 'пет', 'една', 'или', 'към', 'така', 'тема', 'дата', 'място', 'повод', 'решение', 'група']
const words = [...new Set([...everyday, ...small])].map((word) => word.charAt(0).toUpperCase() + word.slice(1))

const { gazetteer, close } = await openTowns([
  townLine(1, 'Примерово', 'Примерово', 'BG', 90_000),
  townLine(2, 'Далечин', 'Далечин', 'PL', 90_000),
  ...words.map((word, i) => townLine(10 + i, word, word, 'PL', 90_000)),
])
afterAll(close)

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
