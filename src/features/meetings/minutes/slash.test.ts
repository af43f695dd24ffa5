// What is understood of a line that begins with a slash, and of the names and marks in minutes: rules by table.
import { describe, expect, test } from 'vitest'
import { localText, revised } from '#platform/texts/local-text.ts'
import { fingerprint, fingerprintOf, markOf, mentionOf, namesIn, piecesOf, readable, renamed, settle } from './minutes.ts'
import { commandIn, plainLine, promiseIn, sideIn, slashLines, withLine } from './slash.ts'

const NAMES = { us: ['Община Проба', 'Проба'], them: ['Пробен град', 'Пробно село', 'Probno selo'] }

describe('commands', () => {
  test.each([
    ['/обещание нашата страна: да пишем', 'promise', 'нашата страна: да пишем'],
    ['  /Обещание: да пишем', 'promise', 'да пишем'],
    ['/promise we: to write', 'promise', 'we: to write'],
    ['/ангажимент', 'promise', ''],
    ['/заложба те: да пишат', 'promise', 'те: да пишат'],
    ['/обещане да пишем', 'promise', 'да пишем'],
    ['/решение: среща всяка година', 'decision', 'среща всяка година'],
    ['/decision yearly', 'decision', 'yearly'],
  ] as const)('%s', (line, kind, rest) => {
    expect(commandIn(line)).toEqual({ kind, rest })
  })

  test.each(['обещание без черта', '/', '/ обещание', '/и/или', 'срок 1/2 година', '/среща', 'текст /обещание по средата', '//обещание'])(
    '%s is a line like any other',
    (line) => {
      expect(commandIn(line)).toBeNull()
    },
  )

  test('lines are found by their text, a doubled one once, and put in other words', () => {
    const text = 'Начало\n/обещание те: книги\n  /обещание те: книги\nкрай'
    expect(slashLines({ 'general.bg': text, 'item:1.bg': '/решение да' })).toEqual([
      { field: 'general.bg', line: '/обещание те: книги', command: { kind: 'promise', rest: 'те: книги' } },
      { field: 'item:1.bg', line: '/решение да', command: { kind: 'decision', rest: 'да' } },
    ])
    expect(withLine(text, '/обещание те: книги', 'Книги')).toBe('Начало\nКниги\nКниги\nкрай')
    expect(plainLine('/обещание те: книги')).toBe('обещание те: книги')
  })
})

describe('sides', () => {
  test.each([
    ['нашата страна', 'us'],
    ['Ние', 'us'],
    ['we', 'us'],
    ['Проба', 'us'],
    ['Община Проба', 'us'],
    ['тяхната  страна', 'them'],
    ['те', 'them'],
    ['Пробен град', 'them'],
    ['Probno Selo', 'them'],
    ['двете страни', 'both'],
    ['заедно', 'both'],
    ['both sides', 'both'],
    ['някой', null],
    ['', null],
  ] as const)('„%s“', (words, side) => {
    expect(sideIn(words, NAMES)).toBe(side)
  })
})

describe('a promise in a line', () => {
  test.each([
    [
      'нашата страна: да изпратим албума, до 31.12.2026, отговаря: Проба Примерова',
      { owedBy: 'us', text: 'да изпратим албума', due: '31.12.2026', person: 'Проба Примерова' },
    ],
    [
      'те: да върнат визитата, отговаря Някой Някоев, до декември 2026 г.',
      { owedBy: 'them', text: 'да върнат визитата', due: 'декември 2026 г.', person: 'Някой Някоев' },
    ],
    ['Пробен град: книги, ноти и карти, до 2027', { owedBy: 'them', text: 'книги, ноти и карти', due: '2027', person: '' }],
    ['we: to send the book, by 31 December 2026, responsible: Jo', { owedBy: 'us', text: 'to send the book', due: '31 December 2026', person: 'Jo' }],
    ['двете страни: среща, до обяд', { owedBy: 'both', text: 'среща, до обяд', due: '', person: '' }],
    ['двете страни: среща, до 35.12.2026', { owedBy: 'both', text: 'среща', due: '35.12.2026', person: '' }],
    ['да пишем, отговаря: Проба', { owedBy: '', text: 'да пишем', due: '', person: 'Проба' }],
    ['някой: да пише', { owedBy: '', text: 'някой: да пише', due: '', person: '' }],
    [
      'Пробен град да изпрати проект на споразумение до 30 април 2027 г.',
      { owedBy: 'them', text: 'да изпрати проект на споразумение', due: '30 април 2027 г.', person: '' },
    ],
    ['ние ще върнем визитата до 2027', { owedBy: 'us', text: 'ще върнем визитата', due: '2027', person: '' }],
    ['някой да пише до 3 часа', { owedBy: '', text: 'някой да пише до 3 часа', due: '', person: '' }],
    ['ние: до 31.12.2026', { owedBy: 'us', text: 'до 31.12.2026', due: '', person: '' }],
    ['', { owedBy: '', text: '', due: '', person: '' }],
  ] as const)('%s', (rest, read) => {
    expect(promiseIn(rest, NAMES)).toEqual(read)
  })
})

describe('names and marks', () => {
  test('a line falls into words, names and marks, and its words are all there', () => {
    const line = 'Говори @[Анго Пробов]: да [обещание 2], [Decision 1] и [обещание x] на @Анго'
    expect(piecesOf(line)).toEqual([
      { kind: 'words', text: 'Говори ' },
      { kind: 'mention', name: 'Анго Пробов' },
      { kind: 'words', text: ': да ' },
      { kind: 'mark', of: 'promise', number: 2, text: '[обещание 2]' },
      { kind: 'words', text: ', ' },
      { kind: 'mark', of: 'decision', number: 1, text: '[Decision 1]' },
      { kind: 'words', text: ' и [обещание x] на @Анго' },
    ])
    expect(namesIn([line, '@[ Анго Пробов ] и @[Друга]', '@[]'])).toEqual(['Анго Пробов', 'Друга'])
    expect(readable(line)).toBe('Говори Анго Пробов: да [обещание 2], [Decision 1] и [обещание x] на @Анго')
    expect(renamed('@[А] и @[Б] и А', 'А', 'изтрит човек')).toBe('изтрит човек и @[Б] и А')
  })

  test('a mark is in the language of its text; a name loses its brackets', () => {
    expect([markOf('promise', 3, 'bg'), markOf('decision', 1, 'en'), markOf('promise', 1, 'mk')]).toEqual(['[обещание 3]', '[decision 1]', '[обещание 1]'])
    expect(mentionOf('Ан[го]\nПробов')).toBe('@[Ан го  Пробов]')
  })
})

describe('who wrote last', () => {
  const at = new Date('2026-11-23T09:00:00Z')
  const text = (words: string) => localText(words, at)
  test.each([
    ['nobody else wrote, something was typed', 'ново', 'старо', 'старо', 'write'],
    ['nobody else wrote, nothing was typed', 'старо', 'старо', 'старо', 'keep'],
    ['somebody else wrote, nothing was typed', 'старо', 'тяхно', 'старо', 'keep'],
    ['both wrote the same', 'тяхно', 'тяхно', 'старо', 'keep'],
    ['both wrote', 'ново', 'тяхно', 'старо', 'conflict'],
  ] as const)('%s', (_, typed, now, opened, outcome) => {
    expect(settle({ bg: typed }, text(now), fingerprintOf(text(opened)))).toBe(outcome)
  })

  test('a state counts as typed; a language without a box stays; blanks at the ends say nothing', () => {
    expect(settle({ bg: 'а' }, text('а'), fingerprintOf(text('а'), 'to_discuss'), { typed: 'discussed', now: 'to_discuss' })).toBe('write')
    const two = revised(text('а'), { en: 'a' }, at)
    expect(settle({ bg: 'а' }, two, fingerprintOf(two))).toBe('keep')
    expect(fingerprint({ bg: ' а\n' })).toBe(fingerprint({ bg: 'а', en: '' }))
  })
})
