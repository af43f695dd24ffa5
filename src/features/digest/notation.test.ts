// What stands out in a sentence: written with signs and read back it is the same; whatever is typed, only the allowed marks and safe addresses come of it.
import { expect, test } from 'vitest'
import { linkMeant, safeLink } from '#ui/islands/links.ts'
import { carriedOver, cleaned, type Mark, marksOf, runsOf, runsOfAll } from './marks.ts'
import { fromNotation, inNotation } from './notation.ts'

const strong = (from: number, to: number): Mark => ({ is: 'strong', from, to })
const emphasis = (from: number, to: number): Mark => ({ is: 'emphasis', from, to })
const link = (from: number, to: number, href = 'https://example.org/'): Mark => ({ is: 'link', from, to, href })

test.each<[string, string, readonly Mark[]]>([
  ['Без нищо.', 'Без нищо.', []],
  ['**Дойран** посети Троян.', 'Дойран посети Троян.', [strong(0, 6)]],
  ['_Дойран_ посети **Троян**.', 'Дойран посети Троян.', [strong(14, 19), emphasis(0, 6)]],
  ['Вижте [сайта](https://example.org/).', 'Вижте сайта.', [link(6, 11)]],
  ['Вижте [сайта](example.org).', 'Вижте сайта.', [link(6, 11)]],
  ['**_и двете_**', 'и двете', [strong(0, 7), emphasis(0, 7)]],
  ['[**цялата** дума](https://example.org/)', 'цялата дума', [strong(0, 6), link(0, 11)]],
  ['5 * 3 = 15', '5 * 3 = 15', []],
  ['\\_не\\_ и \\[не\\]', '_не_ и [не]', []],
  ['** **', ' ', [strong(0, 1)]],
  ['****', '****', []],
  ['[](https://example.org/)', '[](https://example.org/)', []],
  ['[отворена', '[отворена', []],
  // An open bracket that began no link is a bracket; the link is from the last one.
  ['[с бележка [1] и връзка](https://example.org/)', '[с бележка 1] и връзка', [link(11, 22)]],
  ['обратна \\ черта', 'обратна \\ черта', []],
])('„%s“ is read', (written, text, marks) => {
  const read = fromNotation(written)
  expect([read.text, read.marks ?? []]).toEqual([text, marks])
})

test('written and read back, any sentence with any marks is the same', () => {
  let seed = 7
  const random = (below: number): number => (seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31) % below
  const letters = ['а', 'б', ' ', '*', '**', '_', '[', ']', '(', ')', '\\', '](', '.', '中', '🌳', '\u00a0']
  for (let round = 0; round < 5000; round += 1) {
    const text = Array.from({ length: 1 + random(14) }, () => letters[random(letters.length)]!).join('')
    const marks = Array.from({ length: random(5) }, (): Mark => {
      const from = random(text.length)
      const to = from + random(6)
      return [strong(from, to), emphasis(from, to), link(from, to), link(from, to, 'https://example.org/%28a%29?b=*')][random(4)]!
    })
    const own = { text, marks: marksOf(runsOf({ text, marks })) }
    const back = fromNotation(inNotation(own))
    expect([back.text, runsOf(back)], inNotation(own)).toEqual([text, runsOf(own)])
  }
})

test.each([
  ['https://example.org', 'https://example.org/'],
  ['http://пример.бг/новини?a=1#b', 'http://xn--e1afmkfd.xn--90ae/%D0%BD%D0%BE%D0%B2%D0%B8%D0%BD%D0%B8?a=1#b'],
  ['mailto:office@example.org', 'mailto:office@example.org'],
  ['mailto:office@example.org?bcc=all@example.org', 'mailto:office@example.org'],
  ['javascript:alert(1)', null],
  ['JaVaScRiPt:alert(1)', null],
  ['java\nscript:alert(1)', null],
  [' javascript:alert(1)', null],
  ['\u0001javascript:alert(1)', null],
  ['data:text/html,<script>alert(1)</script>', null],
  ['vbscript:msgbox(1)', null],
  ['file:///etc/passwd', null],
  ['blob:https://example.org/1', null],
  ['//example.org', null],
  ['/bg/partners', null],
  ['https://bank.example@example.org/', null],
  ['https://a\u202e.example.org/', null],
  ['https:\\\\example.org', null],
  [`https://example.org/${'a'.repeat(3000)}`, null],
  ['', null],
])('an address „%s“ is kept as %s', (address, kept) => {
  expect(safeLink(address)).toBe(kept)
})

test.each([
  ['example.org', 'https://example.org/'],
  ['example.org:8080/a', 'https://example.org:8080/a'],
  ['office@example.org', 'mailto:office@example.org'],
  ['javascript:alert(1)', null],
  ['дума', null],
  ['две думи.бг', null],
])('who types „%s“ means %s', (typed, meant) => {
  expect(linkMeant(typed)).toBe(meant)
})

test('of hostile marks nothing is a link, and no mark reaches beyond its sentence or into half a letter', () => {
  const runs = runsOf({ text: '🌳 дърво', marks: [link(0, 99, 'javascript:alert(1)'), strong(1, 99), emphasis(5, 2), strong(50, 60)] })
  expect(runs).toEqual([{ text: '🌳 дърво', strong: true, emphasis: false, href: null }])
})

test('cleaned of blanks and unseen signs, the marks are still on their words', () => {
  const clean = (text: string): string =>
    text
      .replace(/\u202e/g, '')
      .replace(/\s+/g, ' ')
      .trim()
  expect(cleaned({ text: '  Гостите\u202e  от  Дойран  дойдоха ', marks: [strong(16, 22), emphasis(0, 12)] }, clean)).toEqual({
    text: 'Гостите от Дойран дойдоха',
    marks: [strong(11, 17), emphasis(0, 8)],
  })
})

test('marks go over to another wording where their words stand there once', () => {
  const own = { text: 'Дойран дойде с пет творби.', marks: [strong(0, 6), link(15, 25)] }
  expect(carriedOver(own, 'На 12 октомври Дойран дойде с пет творби.')).toEqual({ marks: [strong(15, 21), link(30, 40)], whole: true })
  expect(carriedOver(own, 'Дойран дойде с десет творби.')).toEqual({ marks: [strong(0, 6)], whole: false })
})

test('a look that goes on over two sentences goes over what stands between them', () => {
  expect(runsOfAll([{ text: 'Едно.', marks: [strong(0, 5)] }, { text: 'Две.', marks: [strong(0, 3)] }, { text: 'Три.' }], ' ')).toEqual([
    { text: 'Едно. Две', strong: true, emphasis: false, href: null },
    { text: '. Три.', strong: false, emphasis: false, href: null },
  ])
})
