// Overlapping finds are cut into pieces that together are the whole text, each with all drafts that rest on it.
import { describe, expect, test } from 'vitest'
import { around, joined, linesOf, piecesOf, quoteOf } from './marks.ts'

const text = 'Дойран дойде. Кметът говори.'

describe('pieces of a text', () => {
  test.each([
    ['nothing found', [], [[0, 10, []]]],
    [
      'one find',
      [{ number: 1, spans: [[2, 5]] }],
      [
        [0, 2, []],
        [2, 5, [1]],
        [5, 10, []],
      ],
    ],
    [
      'side by side',
      [
        { number: 1, spans: [[0, 4]] },
        { number: 2, spans: [[4, 10]] },
      ],
      [
        [0, 4, [1]],
        [4, 10, [2]],
      ],
    ],
    [
      'one inside the other: the shorter is first',
      [
        { number: 1, spans: [[0, 10]] },
        { number: 2, spans: [[3, 5]] },
      ],
      [
        [0, 3, [1]],
        [3, 5, [2, 1]],
        [5, 10, [1]],
      ],
    ],
    [
      'crossing',
      [
        { number: 1, spans: [[0, 6]] },
        { number: 2, spans: [[4, 9]] },
      ],
      [
        [0, 4, [1]],
        [4, 6, [2, 1]],
        [6, 9, [2]],
        [9, 10, []],
      ],
    ],
    [
      'the same words twice: the earlier number is first',
      [
        { number: 2, spans: [[1, 3]] },
        { number: 1, spans: [[1, 3]] },
      ],
      [
        [0, 1, []],
        [1, 3, [1, 2]],
        [3, 10, []],
      ],
    ],
    [
      'three deep',
      [
        { number: 1, spans: [[0, 10]] },
        { number: 2, spans: [[2, 8]] },
        { number: 3, spans: [[4, 5]] },
      ],
      [
        [0, 2, [1]],
        [2, 4, [2, 1]],
        [4, 5, [3, 2, 1]],
        [5, 8, [2, 1]],
        [8, 10, [1]],
      ],
    ],
    [
      'a draft said in two places, once doubled',
      [
        {
          number: 1,
          spans: [
            [0, 2],
            [1, 3],
            [7, 8],
          ],
        },
      ],
      [
        [0, 3, [1]],
        [3, 7, []],
        [7, 8, [1]],
        [8, 10, []],
      ],
    ],
    [
      'beyond the text, empty and turned round',
      [
        {
          number: 1,
          spans: [
            [8, 99],
            [4, 4],
            [6, 5],
          ],
        },
      ],
      [
        [0, 8, []],
        [8, 10, [1]],
      ],
    ],
  ] as const)('%s', (_, marked, expected) => {
    const pieces = piecesOf(10, marked as never)
    expect(pieces.map(({ start, end, numbers }) => [start, end, numbers])).toEqual(expected)
  })

  test('whatever overlaps, the pieces are the text', () => {
    const marked = Array.from({ length: 40 }, (_, index) => ({
      number: index + 1,
      spans: [[(index * 7) % 90, ((index * 7) % 90) + (index % 13)]] as [number, number][],
    }))
    const pieces = piecesOf(100, marked)
    expect(pieces[0]?.start).toBe(0)
    expect(pieces.at(-1)?.end).toBe(100)
    for (const [at, piece] of pieces.entries()) expect(piece.start).toBe(at === 0 ? 0 : pieces[at - 1]!.end)
    for (const { number, spans } of marked) {
      const covered = pieces.filter(({ numbers }) => numbers.includes(number)).reduce((sum, { start, end }) => sum + end - start, 0)
      expect(covered).toBe(joined(spans, 100).reduce((sum, [start, end]) => sum + end - start, 0))
    }
  })

  test('a thousand finds that overlap', () => {
    const marked = Array.from({ length: 1000 }, (_, index) => ({ number: index + 1, spans: [[index * 50, index * 50 + 120]] as [number, number][] }))
    expect(piecesOf(60_000, marked).length).toBe(2000)
  })
})

test('lines leave out marks of Markdown and empty lines, and a find over a line’s end is in both', () => {
  const body = '### **Заглавие**\n\nПърви ред\nвтори ред'
  const lines = linesOf(body, [
    { number: 1, spans: [[6, 16]] },
    { number: 2, spans: [[23, 33]] },
  ])
  expect(lines.map(({ heading, pieces }) => [heading, pieces.map(({ text: words, numbers }) => [words, numbers])])).toEqual([
    [true, [['Заглавие', [1]]]],
    [
      false,
      [
        ['Първи', []],
        [' ред', [2]],
      ],
    ],
    [
      false,
      [
        ['втори', [2]],
        [' ред', []],
      ],
    ],
  ])
})

test('a quote is the very words, its places joined', () => {
  expect(
    quoteOf(text, [
      [0, 6],
      [14, 20],
    ]),
  ).toBe('Дойран … Кметът')
  expect(
    quoteOf(text, [
      [0, 6],
      [3, 12],
    ]),
  ).toBe('Дойран дойде')
  expect(quoteOf(text, [[0, 28]], 10)).toBe('Дойран до…')
})

test.each([
  ['a whole sentence', 'Първо. Гости от Дойран дойдоха! После.', 16, 'Гости от Дойран дойдоха!'],
  ['no further than its line', 'Горен ред\nГости от Дойран\nДолен ред.', 19, 'Гости от Дойран'],
  ['the beginning of the text', 'Дойран е тук', 0, 'Дойран е тук'],
  ['a date’s point inside a word does not end it', 'На 3.05 в Дойран имаше среща.', 10, 'На 3.05 в Дойран имаше среща.'],
] as const)('a name is quoted with %s', (_, body, start, expected) => {
  expect(quoteOf(body, around(body, [[start, start + 6]]))).toBe(expected)
})

test('a very long sentence is cut at a word', () => {
  const body = `${'дума '.repeat(100)}Дойран${' слово'.repeat(100)}`
  const quote = quoteOf(body, around(body, [[500, 506]]))
  expect(quote.length).toBeLessThan(330)
  expect(quote).toMatch(/^дума .*Дойран.* слово$/)
})
