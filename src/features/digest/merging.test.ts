// Bringing an edited text together with what the register says now: by table, what follows, what is asked, what comes and what goes.
import { expect, test } from 'vitest'
import type { Block } from './composing/composing.ts'
import type { WorkingBlock } from './digest.ts'
import { workingText } from './digest.ts'
import { changesOf, type Choice, merged, registerChanged, wordDifferences } from './merging.ts'

const said = (key: string, text: string, id = key): Block['sentences'][number] => ({ key, text, records: [{ kind: 'event', id }] })
const block = (key: string, ...sentences: Block['sentences'][number][]): Block => ({
  key,
  kind: key === 'title' ? 'title' : 'paragraph',
  partners: [],
  sentences,
})
const composed = [block('title', said('title', 'Октомври')), block('p', said('a', 'Първо.'), said('b', 'Второ.'))]
const own = (text: string): WorkingBlock['sentences'][number] => ({ key: 'own:1', text, records: [], edited: true })
const mine = (key: string, text: string): WorkingBlock['sentences'][number] => ({ ...said(key, text), edited: true })
const title = composed[0]!
const textOf = (blocks: readonly WorkingBlock[]): string[] => blocks.map(({ sentences }) => sentences.map(({ text }) => text).join(' '))

const CASES: readonly [
  what: string,
  working: readonly WorkingBlock[],
  fresh: readonly Block[],
  changes: readonly string[],
  choices: Readonly<Record<string, Choice>>,
  after: readonly string[],
][] = [
  ['nothing changed', composed, composed, [], {}, ['Октомври', 'Първо. Второ.']],
  [
    'untouched, the register changed: it follows',
    composed,
    [title, block('p', said('a', 'Първо.'), said('b', 'Друго.'))],
    ['followed b'],
    {},
    ['Октомври', 'Първо. Друго.'],
  ],
  ['untouched: the order of the register too', composed, [title, block('p', said('b', 'Второ.'), said('a', 'Първо.'))], [], {}, ['Октомври', 'Второ. Първо.']],
  [
    'edited, the register stayed: ours stays and nobody is asked',
    [title, block('p', mine('a', 'Мое.'), said('b', 'Второ.'))],
    composed,
    [],
    {},
    ['Октомври', 'Мое. Второ.'],
  ],
  [
    'edited and the register changed: ours until somebody chooses',
    [title, block('p', mine('a', 'Мое.'), said('b', 'Второ.'))],
    [title, block('p', said('a', 'Ново.'), said('b', 'Второ.'))],
    ['differs a'],
    {},
    ['Октомври', 'Мое. Второ.'],
  ],
  [
    'the same, the register chosen',
    [title, block('p', mine('a', 'Мое.'), said('b', 'Второ.'))],
    [title, block('p', said('a', 'Ново.'), said('b', 'Второ.'))],
    ['differs a'],
    { a: 'register' },
    ['Октомври', 'Ново. Второ.'],
  ],
  [
    'split in two and changed: the register’s words stand once',
    [title, block('p', mine('a', 'Мое.'), said('b', 'Второ.'), mine('a~2', 'И още.'))],
    [title, block('p', said('a', 'Ново.'), said('b', 'Второ.'))],
    ['differs a'],
    { a: 'register' },
    ['Октомври', 'Ново. Второ.'],
  ],
  [
    'new in the register: comes in behind what it follows, the office’s own words stay',
    [title, block('p', said('a', 'Първо.'), own('Наше.'), said('b', 'Второ.'))],
    [title, block('p', said('a', 'Първо.'), said('n', 'Ново.'), said('b', 'Второ.'))],
    ['new n'],
    {},
    ['Октомври', 'Първо. Ново. Наше. Второ.'],
  ],
  [
    'new, not wanted',
    composed,
    [title, block('p', said('a', 'Първо.'), said('n', 'Ново.'), said('b', 'Второ.'))],
    ['new n'],
    { n: 'yours' },
    ['Октомври', 'Първо. Второ.'],
  ],
  [
    'a new block stands where the register has it',
    [title, block('p', mine('a', 'Мое.'), said('b', 'Второ.'))],
    [title, block('q', said('n', 'Ново.')), composed[1]!],
    ['new n'],
    {},
    ['Октомври', 'Ново.', 'Мое. Второ.'],
  ],
  ['gone from the register, untouched: goes', composed, [title, block('p', said('a', 'Първо.'))], ['gone b'], {}, ['Октомври', 'Първо.']],
  [
    'gone from the register, edited: stays until somebody chooses',
    [title, block('p', said('a', 'Първо.'), mine('b', 'Мое.'))],
    [title, block('p', said('a', 'Първо.'))],
    ['kept b'],
    {},
    ['Октомври', 'Първо. Мое.'],
  ],
  [
    'the same, let go',
    [title, block('p', said('a', 'Първо.'), mine('b', 'Мое.'))],
    [title, block('p', said('a', 'Първо.'))],
    ['kept b'],
    { b: 'register' },
    ['Октомври', 'Първо.'],
  ],
  ['taken out by a person, the register stayed: stays out', [title, block('p', said('a', 'Първо.'))], composed, [], {}, ['Октомври', 'Първо.']],
  [
    'taken out, and the register changed: asked, and out until chosen',
    [title, block('p', said('a', 'Първо.'))],
    [title, block('p', said('a', 'Първо.'), said('b', 'Друго.'))],
    ['left-out b'],
    { b: 'register' },
    ['Октомври', 'Първо. Друго.'],
  ],
  [
    'moved by a person: stays where they put it, and follows',
    [title, block('p', said('b', 'Второ.'), said('a', 'Първо.'))],
    [title, block('p', said('a', 'Ново.'), said('b', 'Второ.'))],
    ['followed a'],
    {},
    ['Октомври', 'Второ. Ново.'],
  ],
]

test.each(CASES)('%s', (_, working, fresh, changes, choices, after) => {
  const parts = { composed, working, fresh, between: ' ' }
  expect(changesOf(parts).map(({ is, key }) => `${is} ${key}`)).toEqual(changes)
  expect(textOf(merged(parts, new Map(Object.entries(choices))))).toEqual(after)
})

test('after it is taken in, nothing differs any more', () => {
  for (const [, working, fresh, , choices] of CASES) {
    const blocks = merged({ composed, working, fresh, between: ' ' }, new Map(Object.entries(choices)))
    expect(changesOf({ composed: fresh, working: blocks, fresh, between: ' ' })).toEqual([])
  }
})

test('records follow even where the words stay', () => {
  const fresh = [title, block('p', said('a', 'Първо.', 'another'), said('b', 'Второ.'))]
  const working = [title, block('p', mine('a', 'Мое.'), said('b', 'Второ.'))]
  expect(merged({ composed, working, fresh, between: ' ' }, new Map())[1]!.sentences[0]).toEqual({
    ...said('a', 'Мое.', 'another'),
    edited: true,
  })
})

test.each([
  [composed, false],
  [[composed[1]!, composed[0]!], false],
  [[title, block('p', said('a', 'Първо.'))], true],
  [[title, block('p', said('a', 'Първо.'), said('b', 'Друго.'))], true],
  [[title, block('p', said('a', 'Първо.'), said('b', 'Второ.'), said('c', 'Трето.'))], true],
])('whether the register says something else: %#', (fresh, changed) => {
  expect(registerChanged(composed, fresh)).toBe(changed)
})

test.each([
  ['едно две три', 'едно две три', 'bg', ['same:едно две три']],
  ['с пет творби', 'с петдесет творби', 'bg', ['same:с ', 'out:пет', 'in:петдесет', 'same: творби']],
  ['съвсем друго', 'нищо общо', 'bg', ['out:съвсем друго', 'in:нищо общо']],
  ['', 'ново', 'bg', ['in:ново']],
  ['代表团访问了', '代表团离开了', 'zh-Hans', ['same:代表团', 'out:访问', 'in:离开', 'same:了']],
])('differences between „%s“ and „%s“', (before, after, language, parts) => {
  const found = wordDifferences(before, after, language)
  expect(found.map(({ is, text }) => `${is}:${text}`)).toEqual(parts)
  expect([found.filter(({ is }) => is !== 'in'), found.filter(({ is }) => is !== 'out')].map((one) => one.map(({ text }) => text).join(''))).toEqual([
    before,
    after,
  ])
})

test('very long texts are shown one after the other', () => {
  const [a, b] = ['дума '.repeat(800), 'слово '.repeat(800)]
  expect(wordDifferences(a, b, 'bg').map(({ is }) => is)).toEqual(['out', 'in'])
})

test('what was typed: one line, no signs nobody sees, empty sentences and blocks fall away', () => {
  const typed = [
    { key: 'title', kind: 'title' as const, sentences: [{ key: 'title', text: ' Октомври\n\u202eгод ' }] },
    { key: 'p', kind: 'paragraph' as const, sentences: [{ key: 'a', text: ' ' }] },
    {
      key: 'p',
      kind: 'paragraph' as const,
      sentences: [
        { key: 'b', text: 'Второ.' },
        { key: 'unknown', text: 'Мое.' },
      ],
    },
    { key: 'p', kind: 'paragraph' as const, sentences: [{ key: 'own:new', text: 'И още.' }] },
  ]
  expect(workingText(typed, [composed], composed)).toEqual([
    { key: 'title', kind: 'title', partners: [], sentences: [{ ...said('title', 'Октомври год'), edited: true }] },
    { key: 'p', kind: 'paragraph', partners: [], sentences: [said('b', 'Второ.'), { key: 'own:1', text: 'Мое.', records: [], edited: true }] },
    { key: 'p~2', kind: 'paragraph', partners: [], sentences: [{ key: 'own:2', text: 'И още.', records: [], edited: true }] },
  ])
})
