// How a town is called: by the register before the gazetteer, in the reader's letters, alike on every paper and page.
import { expect, test } from 'vitest'
import { localText } from '#platform/texts/local-text.ts'
import { townIn, townWords } from './town.ts'

const AT = new Date('2026-11-23T09:00:00Z')
const place = { id: 1, country: 'CN', latitude: 0, longitude: 0, population: 0, elevation: null, timeZone: 'Asia/Shanghai' }
const jingdezhen = { ...place, name: 'Jingdezhen', names: ['Jingdezhen', 'Цзиндэчжэнь', '景徳鎮', '景德镇市'] }
const troyan = { ...place, name: 'Troyan', names: ['Troyan', 'Троян', 'Тројан', '特羅揚市'] }
const dojran = { ...place, name: 'Star Dojran', names: ['Star Dojran', 'Стар Дојран'] }
const named = (bg: string, nativeName: string | null = null, nativeLanguage: string | null = null) => ({ name: localText(bg, AT), nativeName, nativeLanguage })
const LANGUAGES = ['bg', 'en', 'zh', 'mk']

test.each([
  ['a partner of the register', { named: named('Джиндъджън', '景德镇', 'zh'), place: jingdezhen }, ['Джиндъджън', 'Jingdezhen', '景德镇', 'Джиндъджън']],
  ['our own town', { named: named('Община Троян'), place: troyan }, ['Троян', 'Troyan', 'Troyan', 'Троян']],
  ['a neighbour', { named: named('Дойран', 'Дојран', 'mk'), place: dojran }, ['Дойран', 'Doyran', 'Doyran', 'Дојран']],
  [
    'a neighbour of whom only their own letters are known',
    { named: { name: { source: 'mk', in: {} }, nativeName: 'Дојран', nativeLanguage: 'mk' }, place: null },
    ['Дойран', 'Dojran', 'Dojran', 'Дојран'],
  ],
  ['a town in no register', { named: null, place: jingdezhen }, ['Jingdezhen', 'Jingdezhen', '景德镇', 'Jingdezhen']],
] as const)('%s', (_, town, words) => expect(LANGUAGES.map((language) => townIn(town, language)?.text)).toEqual(words))

test('of a town nobody knows nothing is said', () =>
  expect([townIn({ named: null, place: null }, 'bg'), townWords({ named: null, place: null }, LANGUAGES)]).toEqual([null, {}]))
