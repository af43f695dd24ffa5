// How a town is called for a Bulgarian reader, whichever alphabets the gazetteer has it in.
import { expect, test } from 'vitest'
import { inBulgarianLetters } from '#platform/names/transliteration.ts'
import { nameFor, placeNameIn } from './place.ts'

test.each([
  ['Star Dojran', ['Star Dojran', 'Стар Дојран'], 'Стар Дойран'],
  ['Skopje', ['Скоп’е', 'Скопе', 'Скопие', 'Скопье', 'Скопје', 'Скопље'], 'Скопие'],
  ['Gevgelija', ['Гевгели', 'Гевгелия', 'Гевгелија'], 'Гевгелия'],
  ['Nikšić', ['Никшич', 'Никшић', 'Никшиќ'], 'Никшич'],
  ['Troyan', ['Община Троян', 'Троян', 'Тројан'], 'Троян'],
  ['Kyiv', ['Київ'], 'Київ'],
  // Belarusian has а for every unstressed о.
  ['London', ['Лондан', 'Лондон'], 'Лондон'],
  ['Palermo', ['Палерма', 'Палермо'], 'Палермо'],
  ['Lota', ['Лота'], 'Лота'],
  ['Saint-Herblain', ['Saint-Herblain'], 'Saint-Herblain'],
  // Only Russian is written so.
  ['Jingdezhen', ["Czindehchzhehn'", 'Цзиндэчжэнь', '景徳鎮', '景德镇', '景德镇市'], 'Jingdezhen'],
  ['Nanjing', ['Нанкин', 'Цзяннин'], 'Нанкин'],
  ['Grenoble', ['Гренобль'], 'Grenoble'],
  ['Grenoble', ['Гренобль', 'Гренобъл'], 'Гренобъл'],
])('%s is called as Bulgarians call it', (name, names, bulgarian) => {
  expect([nameFor({ name, names }, 'bg'), nameFor({ name, names }, 'en')]).toEqual([bulgarian, name])
})

test.each([
  ['Lovech', ['Лавеч', 'Ловеч'], 'Ловеч'],
  ['Haskovo', ['Хаскава', 'Хасково'], 'Хасково'],
  ['Targovishte', ['Тирговиште', 'Търговиште', 'Търговище'], 'Търговище'],
  ['Sofia', ['Софија', 'София'], 'София'],
  // The gazetteer writes some in the manner of before the law.
  ['Veliko Tŭrnovo', ['Велико Търново'], 'Велико Търново'],
])('%s at home is called as the law spells it', (name, names, bulgarian) => {
  expect(nameFor({ name, names, country: 'BG' }, 'bg')).toBe(bulgarian)
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

test.each([
  ['zh', '景德镇'],
  ['bg', 'Jingdezhen'],
  ['mk', 'Jingdezhen'],
  ['fr', 'Jingdezhen'],
] as const)('a paper in %s calls a Chinese town %s', (language, text) => {
  const place = { name: 'Jingdezhen', names: ['Jingdezhen', 'Цзиндэчжэнь', '景徳鎮', '景德镇', '景德镇市'] }
  expect(placeNameIn(place, language).text).toBe(text)
})

test('of traditional characters alone a paper makes simplified ones, and leaves off the word for town', () => {
  const place = { name: 'Troyan', names: ['Троян', 'Тројан', '特羅揚市'] }
  expect([placeNameIn(place, 'zh'), placeNameIn(place, 'mk'), placeNameIn(place, 'bg')]).toEqual([
    { text: '特罗扬', language: 'zh' },
    { text: 'Тројан', language: 'mk' },
    { text: 'Троян', language: 'bg' },
  ])
})
