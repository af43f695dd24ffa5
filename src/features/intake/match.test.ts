// When a text and the register tell of one and the same thing: the rules by table.
import { describe, expect, test } from 'vitest'
import { actFit, alikeInWords, assigned, eventFit, type KnownEvent, likePerson, promiseFit, saysAtLeast, tellsOf } from './match.ts'

describe('„20 години“ and the like', () => {
  test.each([
    ['Двата града са побратимени повече от 15 години.', true],
    ['Партньорството продължава над двадесет и пет години.', true],
    ['Соработката трае повеќе од 20 години.', true],
    ['The towns have been partners for more than twenty years.', true],
    ['un gemellaggio che dura da oltre trent’anni', true],
    ['des liens tissés depuis plus de 30 ans', true],
    ['seit mehr als 20 Jahren', true],
    ['结好超过二十年', true],
    ['Празнуваха 20 години побратимяване.', false],
    ['Над 200 гости дойдоха за 20 години побратимяване.', false],
    ['over 300 pupils came for 20 years of friendship', false],
  ])('%s → at least: %s', (words, expected) => {
    expect(saysAtLeast(words)).toBe(expected)
  })

  test.each([
    // told in 2024: date, years, words, recorded, agree?
    ['2004~', 20, 'от 20 години', '2004', true],
    ['2004~', 20, 'от 20 години', '2004-05-22', true],
    ['2004~', 20, 'двадесетгодишнина, отбелязана година по-късно', '2003-09', true],
    ['2004~', 20, 'от 20 години', '2005', true],
    ['2004~', 20, 'от 20 години', '1998', false],
    ['2009~', 15, 'повече от 15 години', '2007', true],
    ['2009~', 15, 'повече от 15 години', '1964', false],
    ['2009~', 15, 'повече от 15 години', '2012', false],
    ['2009~', 15, 'от 15 години', '2007', false],
    ['2003', null, 'побратимени от 2003 г.', '2003-09-24', true],
    ['2003', null, 'побратимени от 2003 г.', '2004', false],
    ['1994', null, 'побратимени от 1994 г.', '2001-05-22', false],
    [null, null, 'побратимени', '2001-05-22', true],
  ] as const)('%s, %s years („%s“) of a signing in %s: %s', (date, years, words, recorded, expected) => {
    expect(tellsOf({ status: 'twinned', date, years }, words, recorded)).toBe(expected)
  })

  test('a step is no state: a renewal agrees only with one that may be of the same day', () => {
    expect(tellsOf({ status: 'renewed', date: '2024-10', years: null }, '', '2024-10-04')).toBe(true)
    expect(tellsOf({ status: 'renewed', date: '2024-10', years: null }, '', '2018-09-24')).toBe(false)
    expect(tellsOf({ status: 'renewed', date: null, years: null }, '', '2018-09-24')).toBe(false)
  })
})

describe('events told by two sources', () => {
  const known: KnownEvent = { id: 'e', kind: 'visit', direction: 'incoming', date: '2024-10-12', partners: new Set(['a']) }
  const sure = (draft: Parameters<typeof eventFit>[0], event = known) => eventFit(draft, ['a'], event)?.sure ?? null
  test.each([
    ['the same day', { kind: 'visit', direction: 'incoming', date: '2024-10-12' }, true],
    ['a month around it', { kind: 'visit', direction: 'incoming', date: '2024-10' }, true],
    ['days around it', { kind: 'visit', direction: 'incoming', date: '2024-10-10/2024-10-14' }, true],
    ['a year around it: there may have been several', { kind: 'visit', direction: 'incoming', date: '2024' }, false],
    ['two days off', { kind: 'visit', direction: 'incoming', date: '2024-10-14' }, false],
    ['a week off', { kind: 'visit', direction: 'incoming', date: '2024-10-20' }, null],
    ['a kindred kind', { kind: 'meeting', direction: 'none', date: '2024-10-12' }, false],
    ['another kind', { kind: 'exhibition', direction: 'incoming', date: '2024-10-12' }, null],
    ['the other way', { kind: 'visit', direction: 'outgoing', date: '2024-10-12' }, null],
    ['no day said', { kind: 'visit', direction: 'incoming', date: null }, false],
  ] as const)('%s', (_, draft, expected) => {
    expect(sure(draft)).toBe(expected)
  })
  test('another partner is another event', () => {
    expect(eventFit({ kind: 'visit', direction: 'incoming', date: '2024-10-12' }, ['b'], known)).toBeNull()
  })
  test('one record is one draft’s: the better fit has it', () => {
    const fits = [
      { key: 'meeting', id: 'e', score: 20, sure: false },
      { key: 'visit', id: 'e', score: 27, sure: true },
      { key: 'visit', id: 'f', score: 3, sure: false },
    ]
    expect([...assigned(fits)]).toEqual([['visit', { id: 'e', sure: true }]])
  })
})

test('a symbolic act is known by its event, or by kind, partner and day', () => {
  const act = { id: 't', kind: 'tree_planting', date: '2024-10-12', eventId: 'e', partners: new Set(['a']) } as const
  expect(actFit({ kind: 'tree_planting', date: null }, [], 'e', act)?.sure).toBe(true)
  expect(actFit({ kind: 'tree_planting', date: '2024-10' }, ['a'], null, act)?.sure).toBe(true)
  expect(actFit({ kind: 'tree_planting', date: '2023-10-12' }, ['a'], null, act)).toBeNull()
  expect(actFit({ kind: 'gift', date: '2024-10-12' }, ['a'], 'e', act)).toBeNull()
})

test('a promise is known by its words in other forms, or perhaps by day and matter', () => {
  const known = {
    id: 'p',
    owedBy: 'both',
    topic: 'exchange',
    due: '2026',
    wordings: ['Двете общини ще обменят ученици и млади художници до края на 2026 г.'],
    partners: new Set(['a']),
  } as const
  const told = { owedBy: 'both', topic: 'exchange', due: null } as const
  expect(promiseFit({ ...told, text: 'До края на 2026 г. общините ще обменят млади художници и ученици' }, ['a'], known)?.sure).toBe(true)
  expect(promiseFit({ ...told, due: '2026-12', text: 'Предстои размяна на групи от училищата' }, ['a'], known)?.sure).toBe(false)
  expect(promiseFit({ ...told, due: '2031', text: 'Предстои размяна на групи от училищата' }, ['a'], known)).toBeNull()
  expect(promiseFit({ ...told, text: 'До края на 2026 г. общините ще обменят млади художници и ученици' }, ['b'], known)).toBeNull()
  expect(alikeInWords('ученици и художници', 'учениците, художниците')).toBe(1)
})

test.each([
  ['Образец Пробевски', 'Образец Пробевски', true],
  ['Образец Пробевски', 'Obrazec Probevski', true],
  ['Образец Пробевски', 'Образец Пробовски', true],
  ['Образец Средов Пробевски', 'Образец Пробевски', true],
  ['Образец Пробевски', 'Пример Пробевски', false],
  ['Пробевски', 'Проба', false],
])('%s and %s may be one person: %s', (a, b, expected) => {
  expect(likePerson(a, b)).toBe(expected)
})
