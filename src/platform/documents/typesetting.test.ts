// The door to paper: words of any language come out as they went in, and nothing that goes wrong in the process hurts the office.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { getDocumentProxy } from 'unpdf'
import { afterAll, afterEach, expect, test } from 'vitest'
import { m } from '#messages'
import { printed, readBack } from './testing/reading-back.ts'
import { endTypesetting, typeset, type Setting } from './typesetting.ts'

const folder = mkdtempSync(join(tmpdir(), 'press-'))
afterEach(endTypesetting)
afterAll(() => rmSync(folder, { recursive: true }))

const at = new Date('2026-11-23T09:00:00Z')
const specimen = (texts: readonly { text: string; language: string }[], title = 'Проба на буквите') =>
  typeset({ template: 'platform/documents/testing/specimen.typ', title, language: 'bg', at, data: { texts } })

test('words of every language of papers come back as they were given, in a tagged PDF with its title and language', async () => {
  const texts = [
    { text: 'Посрещане в община Троян, „Здравейте“ – 14 октомври 2024 г.', language: 'bg' },
    { text: 'Séance solennelle à l’hôtel de ville, œuvre, « Noël »', language: 'fr' },
    { text: 'La città è più bella, perché sì', language: 'it' },
    { text: 'Градоначалникот на Дојран ќе ѓ џ љ њ ѕ', language: 'mk' },
    { text: 'Градоначелник Даниловграда ђ ћ', language: 'sr' },
    { text: 'Predsjednik Opštine Danilovgrad š đ č ć ž', language: 'sr' },
    { text: '景德镇市人民政府友好城市', language: 'zh' },
    { text: 'Städtepartnerschaft, Straße, Größe', language: 'de' },
  ]
  const paper = printed(await specimen(texts))
  expect([paper.accessible, paper.pages]).toEqual([true, 1])
  const read = await readBack(paper.pdf)
  expect(read.pages).toEqual([['Проба на буквите', ...texts.map(({ text }) => text)].join(' ')])
  expect([read.title, read.language, read.tagged, read.sizes]).toEqual(['Проба на буквите', 'bg', true, ['595 × 842']])
})

test('words are never read as Typst', async () => {
  const hostile =
    '#read("/etc/passwd") #import "x" $a^2$ \\ \\u{41} <label> @ref *bold* _it_ // no /* no */ = H - l + n ~ -- "q" `raw` #{1+1} ]] [[ https://a.b'
  const read = await readBack(printed(await specimen([{ text: hostile, language: 'bg' }], '#panic("x") *t*')).pdf)
  expect(read.pages).toEqual([`#panic("x") *t* ${hostile}`])
  expect(read.title).toBe('#panic("x") *t*')
})

test('an empty line begins a paragraph, a line end a line; letters no font has are no reason for no paper', async () => {
  const one = printed(await specimen([{ text: 'Първи\nред\n\nВтори абзац', language: 'bg' }]))
  expect((await readBack(one.pdf)).pages).toEqual(['Проба на буквите Първи ред Втори абзац'])
  const none = printed(await specimen([{ text: '\u{1F9FF} \u{12000}', language: 'bg' }]))
  expect([none.pages, none.accessible]).toEqual([1, false])
})

test('a number stays with the word it counts, wherever the line happens to end', async () => {
  // Of so many lengths some would end between the two.
  const texts = Array.from({ length: 24 }, (_, n) => ({ text: `${'дума '.repeat(14)}${'а'.repeat(n + 1)} 15 септември`, language: 'bg' }))
  const document = await getDocumentProxy(new Uint8Array(printed(await specimen(texts)).pdf), { verbosity: 0, useSystemFonts: false })
  const ends: string[] = []
  for (let number = 1; number <= document.numPages; number++) {
    const { items } = await (await document.getPage(number)).getTextContent()
    const lines = Map.groupBy(
      items.flatMap((item) => ('str' in item ? [item] : [])),
      ({ transform }) => Math.round((transform as number[])[5]!),
    )
    ends.push(
      ...[...lines.values()].map((line) =>
        line
          .map(({ str }) => str)
          .join('')
          .trim(),
      ),
    )
  }
  expect([ends.filter((line) => line.endsWith('15')), ends.some((line) => /^15.септември$/.test(line))]).toEqual([[], true])
})

test('papers asked for at the same time are all set', async () => {
  const all = await Promise.all(['а', 'б', 'в', 'г'].map((word) => specimen([{ text: word, language: 'bg' }])))
  expect(await Promise.all(all.map(async (one) => (await readBack(printed(one).pdf)).pages))).toEqual(
    ['а', 'б', 'в', 'г'].map((word) => [`Проба на буквите ${word}`]),
  )
})

test('a fault of a template is a refusal in words, and the next paper comes out', async () => {
  const broken = await typeset({ template: 'platform/documents/testing/none.typ', title: 'Проба', language: 'bg', at, data: {} })
  expect(broken).toEqual({ ok: false, refusal: { code: 'paper-fault', message: m.platform_paper_fault() } })
  // A template that expects what it is not given.
  const missing = await typeset({ template: 'platform/documents/testing/specimen.typ', title: 'Проба', language: 'bg', at, data: {} })
  expect(missing).toEqual({ ok: false, refusal: { code: 'paper-fault', message: m.platform_paper_fault() } })
  expect((await specimen([])).ok).toBe(true)
})

/** A press of our own that does with a paper what its title says. */
writeFileSync(
  join(folder, 'press.mjs'),
  `let set = 0
process.on('message', ({ data }) => {
  const { title } = JSON.parse(data)
  if (title === 'hang') for (;;);
  if (title === 'throw') throw new Error('a fault')
  if (title === 'abort') process.abort()
  process.send({ is: 'set', pdf: new Uint8Array([++set]), pages: process.pid, accessible: true, memory: title === 'grow' ? 2 ** 40 : 0 })
})
process.on('disconnect', () => process.exit(0))
process.send({ is: 'ready' })
`,
)
const press: Setting = { program: pathToFileURL(join(folder, 'press.mjs')), seconds: 1 }
/** How many papers the process had set with this one, or why it did not. */
const set = async (title: string, setting = press): Promise<number | string> => {
  const told = await typeset({ template: 'x', title, language: 'bg', at, data: {} }, setting)
  return told.ok ? told.value.pdf[0]! : told.refusal.code
}

test('what hangs is stopped, what breaks the process is told, and the next paper is set by a new one', async () => {
  expect(await Promise.all(['a', 'hang', 'b', 'throw', 'c', 'abort', 'd', 'e'].map((title) => set(title)))).toEqual([
    1,
    'paper-late',
    1,
    'paper-broken',
    1,
    'paper-broken',
    1,
    2,
  ])
})

test('a process that grew too large, or was long unused, makes room for a new one', async () => {
  expect([await set('a'), await set('grow'), await set('b')]).toEqual([1, 2, 1])
  expect(await set('c', { ...press, idleSeconds: 0.05 })).toBe(2)
  await new Promise((resolve) => setTimeout(resolve, 300))
  expect(await set('d')).toBe(1)
})

test('a program that cannot begin says so each time; too many at once are turned away', async () => {
  const nothing: Setting = { program: pathToFileURL(join(folder, 'nothing.mjs')) }
  expect([await set('a', nothing), await set('a', nothing)]).toEqual(['paper-broken', 'paper-broken'])
  const many = await Promise.all(Array.from({ length: 105 }, () => set('a')))
  expect([many[99], many[100], many[104]]).toEqual([100, 'paper-busy', 'paper-busy'])
})
