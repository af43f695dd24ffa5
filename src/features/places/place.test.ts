// How a town is called for a Bulgarian reader, whichever alphabets the gazetteer has it in.
import { expect, test } from 'vitest'
import { inBulgarianLetters, inMacedonianLetters, inMontenegrinLetters } from '#platform/names/transliteration.ts'
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

test.each([
  ['Троян', 'Тројан', 'Trojan'],
  ['София', 'Софија', 'Sofija'],
  ['Велико Търново', 'Велико Трново', 'Veliko Trnovo'],
  ['Търговище', 'Трговиште', 'Trgovište'],
  ['Кърджали', 'Крџали', 'Krdžali'],
  ['Кюстендил', 'Ќустендил', 'Ćustendil'],
  ['Гюешево', 'Ѓуешево', 'Đueševo'],
  ['Бяла', 'Бјала', 'Bjala'],
  ['Ямбол', 'Јамбол', 'Jambol'],
  ['Казанлък', 'Казанлак', 'Kazanlak'],
  ['Априлци', 'Априлци', 'Aprilci'],
  ['Любен Каравелово', 'Љубен Каравелово', 'Ljuben Karavelovo'],
  ['Никшић', 'Никшић', 'Nikšić'],
])('%s for the neighbours: %s, %s', (name, macedonian, montenegrin) =>
  expect([inMacedonianLetters(name), inMontenegrinLetters(name)]).toEqual([macedonian, montenegrin]),
)

test('a town is called as each reader of the site calls it', () => {
  const languages = ['mk', 'sr', 'fr', 'it', 'zh'] as const
  const called = (place: Parameters<typeof nameFor>[0]) => languages.map((language) => nameFor(place, language))
  expect(called({ name: 'Troyan', country: 'BG', names: ['Троян', 'Тројан', '特羅揚市'] })).toEqual(['Тројан', 'Trojan', 'Troyan', 'Troyan', '特罗扬'])
  expect(called({ name: 'Veliko Tŭrnovo', country: 'BG', names: ['Велико Търново'] })).toEqual([
    'Велико Трново',
    'Veliko Trnovo',
    'Veliko Tŭrnovo',
    'Veliko Tŭrnovo',
    'Veliko Tŭrnovo',
  ])
  expect(called({ name: 'Shtip', country: 'MK', names: ['Штип', 'Щип'] }).slice(0, 2)).toEqual(['Штип', 'Štip'])
  expect(called({ name: 'Gevgelija', country: 'MK', names: ['Гевгелия', 'Гевгелија'] }).slice(0, 2)).toEqual(['Гевгелија', 'Gevgelija'])
  expect(called({ name: 'Nikšić', country: 'ME', names: ['Никшич', 'Никшић'] }).slice(0, 2)).toEqual(['Никшич', 'Nikšić'])
  expect(called({ name: 'Vicenza', country: 'IT', names: ['Виченца'] })).toEqual(['Виченца', 'Vicenza', 'Vicenza', 'Vicenza', 'Vicenza'])
})
