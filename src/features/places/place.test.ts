// How a town is called for a Bulgarian reader, whichever alphabets the gazetteer has it in.
import { expect, test } from 'vitest'
import { inBulgarianLetters } from '#platform/names/transliteration.ts'
import { nameFor } from './place.ts'

test.each([
  ['Star Dojran', ['Star Dojran', 'Стар Дојран'], 'Стар Дойран'],
  ['Skopje', ['Скоп’е', 'Скопе', 'Скопие', 'Скопье', 'Скопје', 'Скопље'], 'Скопие'],
  ['Gevgelija', ['Гевгели', 'Гевгелия', 'Гевгелија'], 'Гевгелия'],
  ['Nikšić', ['Никшич', 'Никшић', 'Никшиќ'], 'Никшич'],
  ['Troyan', ['Община Троян', 'Троян', 'Тројан'], 'Троян'],
  ['Kyiv', ['Київ'], 'Київ'],
  ['Saint-Herblain', ['Saint-Herblain'], 'Saint-Herblain'],
])('%s is called as Bulgarians call it', (name, names, bulgarian) => {
  expect([nameFor({ name, names }, 'bg'), nameFor({ name, names }, 'en')]).toEqual([bulgarian, name])
})

test.each([
  ['Љубљана', 'Любляна'],
  ['Ваљево', 'Валево'],
  ['Сарајево', 'Сараево'],
  ['Пријепоље', 'Приеполе'],
  ['Јагодина', 'Ягодина'],
  ['Ѓорче Петров', 'Гьорче Петров'],
  ['Ђаковица', 'Джаковица'],
  ['Врњачка Бања', 'Врнячка Баня'],
  ['Троян', 'Троян'],
])('%s in Bulgarian letters', (name, bulgarian) => expect(inBulgarianLetters(name)).toBe(bulgarian))
