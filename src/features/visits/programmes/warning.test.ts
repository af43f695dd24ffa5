// What may go wrong with a programme, rule by rule, by table: no database, a programme made of a few lines.
import { describe, expect, test } from 'vitest'
import { EMPTY_TEXT, localText, revised } from '#platform/texts/local-text.ts'
import { momentsOfItem, type Participant } from './programme.ts'
import type { Programme, ProgrammeDelegate, ProgrammeItem } from './programme.queries.ts'
import { untranslated, type Warning, warningsOf } from './warning.ts'

const AT = new Date('2026-11-23T09:00:00Z')
const SOFIA = 'Europe/Sofia'
const DAY = '2026-10-14'

type Said = Partial<ProgrammeItem> & { readonly at?: string; readonly lasts?: number; readonly where?: string; readonly who?: readonly string[] }
function item(id: string, { at = '10:00', lasts = 60, where, who, ...more }: Said = {}): ProgrammeItem {
  const zone = more.zone ?? SOFIA
  const when = { day: DAY, time: at, fold: 'first' as const, minutes: lasts, lastDay: more.day ?? DAY, zone, endZone: zone }
  const named = (who ?? []).map((delegateId): Participant => ({ delegateId, personId: null, part: 'takes' }))
  const bare = {
    id,
    version: 1,
    updatedAt: AT,
    kind: 'item' as const,
    ...when,
    title: revised(localText(id, AT), { fr: id }, AT),
    note: EMPTY_TEXT,
    place: where === undefined ? EMPTY_TEXT : localText(where, AT),
    address: '',
    latitude: null,
    longitude: null,
    room: '',
    contact: '',
    contactPhone: '',
    contactPersonId: null,
    attendance: who === undefined ? ('all' as const) : ('some' as const),
    eventId: null,
    event: null,
    published: false,
    removed: false,
    participants: named.map((one) => ({ ...one, name: localText(one.delegateId!, AT), nativeName: null })),
    groups: [],
    ...more,
  }
  const { from, to } = momentsOfItem(bare)
  return { ...bare, from, to }
}

const delegate = (id: string, more: Partial<ProgrammeDelegate> = {}): ProgrammeDelegate => ({
  id,
  side: id.startsWith('h') ? 'hosts' : 'guests',
  personId: null,
  name: localText(id, AT),
  nativeName: '',
  title: '',
  role: EMPTY_TEXT,
  rank: null,
  isHead: false,
  isInterpreter: false,
  languages: id.startsWith('h') ? ['bg'] : ['fr'],
  writtenIn: '',
  arrivesAt: null,
  leavesAt: null,
  withdrawn: false,
  ...more,
})
const interpreter = (id: string, more: Partial<ProgrammeDelegate> = {}) => delegate(id, { isInterpreter: true, languages: ['bg', 'fr'], ...more })

function programme(items: readonly ProgrammeItem[], delegates: readonly ProgrammeDelegate[], groups: Programme['groups'] = []): Programme {
  const visit = {
    id: 'v',
    version: 1,
    title: localText('Гости', AT),
    direction: 'incoming' as const,
    firstDay: DAY,
    lastDay: DAY,
    languages: ['bg', 'fr'],
    ownLanguage: 'bg',
    theirLanguages: ['fr'],
    hostZone: SOFIA,
    guestZone: 'Europe/Paris',
    cancelledOn: null,
    towns: [],
  }
  return { visit, items: [...items].sort((a, b) => a.from - b.from), groups, delegates }
}
const group = (id: string, members: readonly string[]) => ({ id, version: 1, name: localText(id, AT), members })

/** Kind, items and people of each warning; the moves it offers as times of the clock. */
const told = (warnings: readonly Warning[]) => warnings.map(({ kind, items, people }) => [kind, items.join(' '), people.join(' ')].join(': '))
const moves = (warnings: readonly Warning[]) =>
  warnings.flatMap(({ remedies }) =>
    remedies.flatMap((one) => (one.do === 'move' ? [`${one.item} ${new Date(one.to + 3 * 3_600_000).toISOString().slice(11, 16)}`] : [])),
  )

describe('twice at a time', () => {
  test.each([
    ['one person named at both', [item('a', { who: ['h1'] }), item('b', { at: '10:45', who: ['h1'] })], ['person-twice: a b: h1'], ['b 11:00']],
    ['one after the other', [item('a', { who: ['h1'] }), item('b', { at: '11:00', who: ['h1'] })], [], []],
    ['different people', [item('a', { who: ['h1'] }), item('b', { who: ['g1'] })], [], []],
    ['a break is nobody’s clash', [item('a', { who: ['h1'] }), item('b', { who: ['h1'], kind: 'break' })], [], []],
    ['free time neither', [item('a', { who: ['h1'] }), item('b', { who: ['h1'], kind: 'free' })], [], []],
    ['everyone and one of them', [item('a'), item('b', { at: '10:30', who: ['g1'] })], ['person-twice: a b: g1'], ['b 11:00']],
    ['the guests and the hosts apart', [item('a', { attendance: 'guests' }), item('b', { attendance: 'hosts' })], [], []],
    [
      'an end that is no whole five minutes',
      [item('a', { lasts: 52, who: ['h1'] }), item('b', { at: '10:45', who: ['h1'] })],
      ['person-twice: a b: h1'],
      ['b 10:55'],
    ],
    ['a moment inside the other', [item('a', { who: ['h1'] }), item('b', { at: '10:30', lasts: 0, who: ['h1'] })], ['person-twice: a b: h1'], ['b 11:00']],
    ['whole days clash with nothing', [item('a', { time: null }), item('b', { who: ['h1'] })], [], []],
  ])('%s', (_, items, expected, times) => {
    const found = warningsOf(programme(items, [delegate('h1'), delegate('g1')]))
    expect([told(found), moves(found)]).toEqual([expected, times])
  })

  test('someone who is named by their record of the register is the member of the delegation', () => {
    const named = { delegateId: null, personId: 'p1', part: 'takes' as const, name: localText('п', AT), nativeName: null }
    const found = warningsOf(
      programme([item('a', { attendance: 'some', participants: [named] }), item('b', { who: ['h1'] })], [delegate('h1', { personId: 'p1' })]),
    )
    expect(told(found)).toEqual(['person-twice: a b: h1'])
  })

  test('an interpreter at two items is told as such, and a free one is offered', () => {
    const people = [interpreter('h1'), interpreter('h2'), interpreter('h3', { languages: ['de'] }), delegate('g1')]
    const found = warningsOf(programme([item('a', { who: ['h1'] }), item('b', { at: '10:30', who: ['h1'] })], people))
    expect(told(found)).toEqual(['interpreter-twice: a b: h1'])
    expect(found[0]!.remedies.slice(1)).toEqual([{ do: 'interpreter', item: 'b', delegateId: 'h2', instead: 'h1' }])
  })

  test('two groups side by side with one person in both; leaving the second is offered', () => {
    const groups = [group('one', ['g1', 'g2']), group('two', ['g2', 'g3'])]
    const items = [item('a', { attendance: 'some', groups: ['one'] }), item('b', { attendance: 'some', groups: ['two'], at: '10:30' })]
    const found = warningsOf(
      programme(
        items,
        ['g1', 'g2', 'g3'].map((id) => delegate(id)),
        groups,
      ),
    )
    expect(told(found)).toEqual(['two-groups: a b: g2'])
    expect(found[0]!.remedies[0]).toEqual({ do: 'leave-group', group: 'two', delegateId: 'g2' })
  })

  test('one room, by its house and its name; two houses may have a big hall each', () => {
    const hall = { room: 'Голяма зала', who: [] }
    const items = [
      item('a', { ...hall, where: 'Кметството' }),
      item('b', { ...hall, room: ' голяма  зала', where: 'Кметството', at: '10:30' }),
      item('c', { ...hall, where: 'Читалището' }),
    ]
    expect(told(warningsOf(programme(items, [])).filter(({ kind }) => kind === 'room-twice'))).toEqual(['room-twice: a b: '])
  })

  test('of many the page is told that it is everyone', () => {
    const people = ['h1', 'h2', 'g1', 'g2'].map((id) => delegate(id))
    expect(warningsOf(programme([item('a'), item('b', { at: '10:30' })], people)).map(({ everyone }) => everyone)).toEqual([true])
  })
})

describe('where a move goes', () => {
  const all = (more: readonly ProgrammeItem[]) =>
    warningsOf(programme([item('a', { lasts: 90 }), item('b', { at: '11:00', lasts: 45 }), ...more], [delegate('g1')]))
  test.each([
    ['onto nothing', [], 'b 11:30'],
    ['behind the coffee of the same people', [item('c', { at: '11:30', lasts: 30, kind: 'break' as const })], 'b 12:00'],
    ['behind all that follows without a gap', [item('c', { at: '11:30', lasts: 30 }), item('d', { at: '12:00', lasts: 60, kind: 'meal' as const })], 'b 13:00'],
    ['into the gap that is long enough', [item('c', { at: '11:30', lasts: 30 }), item('d', { at: '12:45' })], 'b 12:00'],
    ['free time gives way', [item('c', { at: '11:30', lasts: 60, kind: 'free' as const })], 'b 11:30'],
    ['others may have their coffee', [item('c', { at: '11:30', lasts: 30, kind: 'break' as const, who: ['h1'] })], 'b 11:30'],
  ])('%s', (_, more, expected) => {
    expect(moves(all(more).filter(({ items }) => items[0] === 'a' && items[1] === 'b'))).toEqual([expected])
  })

  test('where the rest of the day is taken, it is told upon what it would lie', () => {
    const [found] = all([item('c', { at: '11:30', lasts: 30, kind: 'break' }), item('d', { at: '12:00', lasts: 600 })])
    expect(found!.remedies).toEqual([{ do: 'move', item: 'b', to: Date.parse(`${DAY}T11:30:00+03:00`), over: ['c', 'd'] }])
  })
})

describe('who speaks with whom', () => {
  const meeting = (who?: readonly string[]) => item('a', { kind: 'meeting', ...(who === undefined ? {} : { who }) })
  test.each([
    ['nobody shares a language', [delegate('h1'), delegate('g1')], meeting(), ['no-interpreter: a: g1']],
    ['a host speaks it', [delegate('h1', { languages: ['bg', 'fr'] }), delegate('g1')], meeting(), []],
    ['an interpreter is there', [delegate('h1'), delegate('g1'), interpreter('h9')], meeting(), []],
    [
      'an interpreter of another language',
      [delegate('h1'), delegate('g1'), interpreter('h9', { languages: ['bg', 'zh'] })],
      meeting(),
      ['no-interpreter: a: g1'],
    ],
    ['the interpreter is not asked to come', [delegate('h1'), delegate('g1'), interpreter('h9')], meeting(['h1', 'g1']), ['no-interpreter: a: g1']],
    [
      'nobody said what they speak: the papers tell',
      [delegate('h1', { languages: [] }), delegate('g1', { languages: [] })],
      meeting(),
      ['no-interpreter: a: g1'],
    ],
    ['only one side is there', [delegate('h1'), delegate('g1')], meeting(['g1']), []],
    ['a meal needs none', [delegate('h1'), delegate('g1')], item('a', { kind: 'meal' }), []],
  ])('%s', (_, people, one, expected) => {
    expect(told(warningsOf(programme([one], people)))).toEqual(expected)
  })

  test('the interpreter who is free is offered, the one who is elsewhere is not', () => {
    const people = [delegate('h1'), delegate('g1'), interpreter('h8'), interpreter('h9')]
    const items = [item('a', { kind: 'meeting', who: ['h1', 'g1'] }), item('b', { who: ['h8'] })]
    expect(warningsOf(programme(items, people)).find(({ kind }) => kind === 'no-interpreter')!.remedies).toEqual([
      { do: 'interpreter', item: 'a', delegateId: 'h9' },
    ])
  })
})

describe('coming, going, moving about', () => {
  const at = (time: string) => Date.parse(`${DAY}T${time}:00+03:00`)
  test.each([
    ['before the arrival', { arrivesAt: at('10:30') }, item('a', { who: ['g1'] }), ['not-there-yet: a: g1']],
    ['at the arrival', { arrivesAt: at('10:00') }, item('a', { who: ['g1'] }), []],
    ['the way there is no mistake', { arrivesAt: at('10:30') }, item('a', { who: ['g1'], kind: 'travel' }), []],
    ['after they left', { leavesAt: at('10:59') }, item('a', { who: ['g1'] }), ['gone-already: a: g1']],
    ['until they leave', { leavesAt: at('11:00') }, item('a', { who: ['g1'] }), []],
    ['they do not come at all', { withdrawn: true, arrivesAt: at('23:00') }, item('a', { who: ['g1'] }), ['not-coming: a: g1']],
  ])('%s', (_, more, one, expected) => {
    expect(told(warningsOf(programme([one], [delegate('g1', more)])))).toEqual(expected)
  })

  const troyan = { latitude: 42.8943, longitude: 24.7155 }
  const monastery = { latitude: 42.9035, longitude: 24.7865 }
  test.each([
    ['no minute between two houses', item('b', { at: '11:00', where: 'Читалището', who: ['g1'] }), ['no-time-to-travel: a b: g1'], ['b 11:05']],
    ['five minutes are enough when nobody knows how far', item('b', { at: '11:05', where: 'Читалището', who: ['g1'] }), [], []],
    ['the same house', item('b', { at: '11:00', where: 'кметството', who: ['g1'] }), [], []],
    ['nobody said where', item('b', { at: '11:00', who: ['g1'] }), [], []],
    [
      'six kilometres are a drive of a quarter of an hour',
      item('b', { at: '11:10', where: 'Манастирът', ...monastery, who: ['g1'] }),
      ['no-time-to-travel: a b: g1'],
      ['b 11:20'],
    ],
    ['and then there is time', item('b', { at: '11:20', where: 'Манастирът', ...monastery, who: ['g1'] }), [], []],
  ])('%s', (_, second, expected, times) => {
    const found = warningsOf(
      programme([item('a', { where: 'Кметството', ...(second.latitude === null ? {} : troyan), who: ['g1'] }), second], [delegate('g1')]),
    )
    expect([told(found), moves(found)]).toEqual([expected, times])
  })

  test('a leg of travel between them is the time for the way', () => {
    const items = [item('a', { where: 'Кметството' }), item('t', { at: '11:00', lasts: 15, kind: 'travel' }), item('b', { at: '11:15', where: 'Манастирът' })]
    expect(told(warningsOf(programme(items, [delegate('g1')])))).toEqual([])
  })
})

describe('breaks', () => {
  const chain = (...kinds: readonly ProgrammeItem['kind'][]) =>
    kinds.map((kind, index) => item(String.fromCodePoint(97 + index), { at: `${String(9 + index).padStart(2, '0')}:00`, kind }))
  test.each([
    ['four hours are borne', chain('item', 'item', 'item', 'item'), []],
    ['five are not', chain('item', 'item', 'item', 'item', 'item'), ['no-break: a b c d e: g1']],
    ['a meal in between', chain('item', 'item', 'meal', 'item', 'item'), []],
    ['one long workshop has its own breaks', [item('a', { at: '09:00', lasts: 360 })], []],
  ])('%s', (_, items, expected) => {
    expect(told(warningsOf(programme(items, [delegate('g1')])))).toEqual(expected)
  })

  test('a pause of a quarter of an hour is one; the break is offered at the seam nearest to the middle, and moves the rest', () => {
    const five = chain('item', 'item', 'item', 'item', 'item')
    expect(told(warningsOf(programme([...five.slice(0, 4), item('e', { at: '13:15' })], [delegate('g1')])))).toEqual([])
    expect(warningsOf(programme(five, [delegate('g1')]))[0]!.remedies).toEqual([
      { do: 'break', at: Date.parse(`${DAY}T11:00:00+03:00`), minutes: 15, like: 'b', later: ['c', 'd', 'e'] },
    ])
  })
})

test('what has no translation, and what was changed after it was translated', () => {
  const later = new Date(AT.getTime() + 60_000)
  const both = revised(localText('Среща', AT), { fr: 'Rencontre' }, AT)
  expect(untranslated(both, ['bg', 'fr'])).toEqual([])
  expect(untranslated(both, ['bg', 'fr', 'zh'])).toEqual([{ language: 'zh', stale: false }])
  expect(untranslated(revised(both, { bg: 'Среща с керамици' }, later), ['bg', 'fr'])).toEqual([{ language: 'fr', stale: true }])
  expect(told(warningsOf(programme([item('a', { title: localText('а', AT) }), item('b', { title: EMPTY_TEXT, kind: 'break', at: '12:00' })], [])))).toEqual([
    'no-translation: a: ',
  ])
})
