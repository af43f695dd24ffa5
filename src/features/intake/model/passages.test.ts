// Parts and quotes: the parts together are the text, and a quote is where it says or nowhere.
import { expect, test } from 'vitest'
import { openPassage, partsOf } from './passages.ts'

test.each([
  ['a short text is one part', 'Кратък текст.', 100, ['Кратък текст.']],
  ['a long one is cut after a line', 'Първи ред.\nВтори ред.\nТрети ред.', 24, ['Първи ред.\nВтори ред.\n', 'Трети ред.']],
  ['a long line after a sentence', 'Едно изречение. Друго изречение. Трето.', 34, ['Едно изречение. Друго изречение.', ' Трето.']],
  ['a long sentence after a word', 'дума дума дума дума', 11, ['дума дума ', 'дума дума']],
  ['without spaces where it must', '白白白白白白', 4, ['白白白白', '白白']],
  ['never inside a letter of two units', '😀😀😀', 3, ['😀', '😀', '😀']],
  ['nothing has no parts', '', 10, []],
] as const)('%s', (_, body, most, parts) => {
  expect(partsOf(body, most).map((span) => body.slice(...span))).toEqual(parts)
})

test('whatever the text, the parts are the text and none is too long', () => {
  const letters = ['а', ' ', '\n', '.', '😀', '。', '\u00a0', 'x']
  for (let seed = 1; seed < 200; seed += 1) {
    let state = seed
    const body = Array.from({ length: (seed * 7) % 400 }, () => letters[(state = (state * 48_271) % 2_147_483_647) % letters.length]).join('')
    const parts = partsOf(body, 20)
    expect(parts.map((span) => body.slice(...span)).join('')).toBe(body)
    expect(parts.every(([start, end]) => end > start && end - start <= 20)).toBe(true)
  }
})

const BODY = 'Преди.\n\nКметът   на\nДойран\u00a0дойде – с „приятели“ и кметът на Дойран тръгна. След.'
const PASSAGE = [8, 78] as const

test.each([
  ['as it stands', 'дойде – с „приятели“', 'дойде – с „приятели“'],
  ['over lines, blanks and blanks that do not break', 'Кметът на Дойран дойде', 'Кметът   на\nДойран\u00a0дойде'],
  ['with blanks of its own', '  Кметът\tна \n Дойран ', 'Кметът   на\nДойран'],
  ['the first of several places', 'на Дойран', 'на\nДойран'],
  ['in other letters of the same sound', 'Kметът на Дойран', null],
  ['in small letters', 'кметът на дойран дойде', null],
  ['with another dash', 'дойде - с „приятели“', null],
  ['with other quotation marks', 'с "приятели"', null],
  ['with a word left out', 'Кметът дойде', null],
  ['from outside the part', 'Преди', null],
  ['of nothing', ' \n ', null],
  ['written together', 'Кметътна', null],
] as const)('a quote %s', (_, quote, found) => {
  const at = openPassage(BODY, PASSAGE)(quote)
  expect(at === null ? null : BODY.slice(...at)).toBe(found)
})
