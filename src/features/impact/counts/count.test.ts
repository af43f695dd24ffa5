// Which record counts where: the rule by table, before any database.
import { expect, test } from 'vitest'
import type { Cell } from '../measure.ts'
import { countedOf, nightsOf, type Read, type ReadEvent, type ReadFigure, type ReadStep, Tally, yearOf } from './count.ts'

const TODAY = '2026-11-23'
const NOTHING: Read = { events: [], guests: [], travellers: [], named: [], sums: [], steps: [], promises: [], figures: [] }

const event = (more: Partial<ReadEvent> = {}): ReadEvent => ({
  id: 'e1',
  kind: 'visit',
  direction: 'incoming',
  date: '2025-10-12/2025-10-14',
  firstDay: '2025-10-12',
  lastDay: '2025-10-14',
  partners: ['doiran'],
  ...more,
})
const guest = (more: object = {}) => ({ eventId: 'e1', arrivesOn: null, leavesOn: null, needsRoom: true, ...more })
const figure = (more: Partial<ReadFigure> = {}): ReadFigure => ({
  id: 'f1',
  organisationId: 'doiran',
  year: 2025,
  measure: 'people_in',
  amount: 20,
  currency: null,
  eventId: null,
  asOf: '2025-12-31',
  ...more,
})
const step = (more: Partial<ReadStep>): ReadStep => ({
  id: 's1',
  organisationId: 'doiran',
  kind: 'signing',
  side: 'both',
  firstDay: '2025-05-02',
  lastDay: '2025-05-02',
  ...more,
})
const tallyOf = (read: Partial<Read>): Tally => new Tally(countedOf({ ...NOTHING, ...read }, TODAY))
const cell = (more: Partial<Cell> = {}): Cell => ({ amount: null, of: 0, sums: [], unknown: 0, recorded: 0, ...more })

test.each([
  ['a day', { date: '2025-10-12', firstDay: '2025-10-12', lastDay: '2025-10-12' }, 2025],
  ['a year alone', { date: '2003', firstDay: '2003-01-01', lastDay: '2003-12-31' }, 2003],
  ['days over the new year count in the year in which they began', { date: '2025-12-30/2026-01-02', firstDay: '2025-12-30', lastDay: '2026-01-02' }, 2025],
  ['a day between two years is of neither', { date: '2003/2005', firstDay: '2003-01-01', lastDay: '2005-12-31' }, null],
  ['no day at all', { date: null, firstDay: null, lastDay: null }, null],
] as const)('the year of %s', (_, dates, year) => {
  expect(yearOf(dates)).toBe(year)
})

test.each([
  ['by the days of the visit', guest(), event(), 2],
  ['by their own coming and leaving', guest({ arrivesOn: '2025-10-11', leavesOn: '2025-10-14' }), event(), 3],
  ['by their own coming, to the end of the visit', guest({ arrivesOn: '2025-10-13' }), event(), 1],
  ['who needs no room slept at home', guest({ needsRoom: false }), event(), 0],
  ['of a visit of one day', guest(), event({ date: '2025-10-12', lastDay: '2025-10-12' }), 0],
  ['of a visit of which only the month is known', guest(), event({ date: '2025-10', firstDay: '2025-10-01', lastDay: '2025-10-31' }), null],
  ['of one between two far days', guest(), event({ date: '2025-01-01/2025-09-01', firstDay: '2025-01-01', lastDay: '2025-09-01' }), null],
  ['by days that cannot be', guest({ arrivesOn: '2025-10-20', leavesOn: '2025-10-14' }), event(), null],
])('nights %s', (_, one, of, nights) => {
  expect(nightsOf(one, of)).toBe(nights)
})

test('a visit counts its guests and their nights; without a dossier both are unknown and nothing is nought', () => {
  const with_ = tallyOf({ events: [event()], guests: [guest(), guest({ needsRoom: false })] })
  expect(with_.cell('people_in', 2025, 'doiran')).toEqual(cell({ amount: 2 }))
  expect(with_.cell('nights_in', 2025, 'doiran')).toEqual(cell({ amount: 2 }))
  expect(with_.cell('people_out', 2025, 'doiran')).toEqual(cell())
  const without = tallyOf({ events: [event()] })
  expect(without.cell('people_in', 2025, 'doiran')).toEqual(cell({ unknown: 1 }))
  expect(without.cell('events', 2025, 'doiran')).toEqual(cell({ amount: 1 }))
  expect(without.cell('events', 2024, 'doiran')).toEqual(cell({ amount: 0 }))
})

test('what tells a part is at least that much', () => {
  const tally = tallyOf({ events: [event(), event({ id: 'e2' })], guests: [guest(), guest({ eventId: 'e1', arrivesOn: '2025-10-20' })] })
  expect(tally.cell('people_in', 2025, null)).toEqual(cell({ amount: 2, unknown: 1 }))
  expect(tally.cell('nights_in', 2025, null)).toEqual(cell({ amount: 2, unknown: 2 }))
})

test.each([
  ['still to come', { firstDay: '2026-12-01', lastDay: '2026-12-02', date: '2026-12-01/2026-12-02' }, 0],
  ['a letter', { kind: 'letter' }, 0],
  ['a call', { kind: 'call' }, 0],
  ['a session of the council', { kind: 'council_session' }, 0],
  ['a festival', { kind: 'festival' }, 1],
  ['an exchange', { kind: 'exchange' }, 1],
] as const)('of events %s', (_, more, amount) => {
  const year = 'firstDay' in more ? 2026 : 2025
  expect(tallyOf({ events: [event(more)] }).cell('events', year, null).amount).toBe(amount)
})

test('on our journeys the dossier tells who went, else the order; their nights are those of the way', () => {
  const out = event({ direction: 'outgoing' })
  const travellers = [
    { eventId: 'e1', nights: 3 },
    { eventId: 'e1', nights: null },
  ]
  const order = tallyOf({ events: [out], travellers })
  expect(order.cell('people_out', 2025, null)).toEqual(cell({ amount: 2 }))
  expect(order.cell('nights_out', 2025, null)).toEqual(cell({ amount: 3, unknown: 1 }))
  const dossier = tallyOf({ events: [out], travellers, guests: [guest(), guest(), guest()] })
  expect(dossier.cell('people_out', 2025, null)).toEqual(cell({ amount: 3 }))
  expect(dossier.cell('nights_out', 2025, null)).toEqual(cell({ amount: 6 }))
})

test('without either, those whom the event names are the least who came, and an entry for the whole year stands for them too', () => {
  const named = [{ eventId: 'e1', people: 2 }]
  const events = [event()]
  const came = (more: Partial<Read>) => tallyOf({ events, named, ...more }).cell('people_in', 2025, 'doiran')
  expect(came({})).toEqual(cell({ amount: 2, unknown: 1 }))
  expect(tallyOf({ events, named }).cell('nights_in', 2025, 'doiran')).toEqual(cell({ unknown: 1 }))
  expect(came({ guests: [guest(), guest(), guest()] })).toEqual(cell({ amount: 3 }))
  expect(came({ figures: [figure({ eventId: 'e1' })] })).toEqual(cell({ amount: 20, recorded: 1 }))
  expect(came({ figures: [figure()] })).toEqual(cell({ amount: 20, recorded: 1 }))
  expect(came({ figures: [figure({ organisationId: 'drama' })] })).toEqual(cell({ amount: 2, unknown: 1 }))
  // On a journey the order tells better who went.
  const out = [event({ direction: 'outgoing' })]
  const went = (more: Partial<Read>) => tallyOf({ events: out, named, ...more }).cell('people_out', 2025, null)
  expect(went({})).toEqual(cell({ amount: 2, unknown: 1 }))
  expect(went({ travellers: [{ eventId: 'e1', nights: 3 }] })).toEqual(cell({ amount: 1 }))
})

test('an event with two partners counts with each and once in the whole', () => {
  const tally = tallyOf({ events: [event({ partners: ['doiran', 'drama'] })], guests: [guest()] })
  for (const partner of ['doiran', 'drama', null]) expect(tally.cell('people_in', 2025, partner)).toEqual(cell({ amount: 1 }))
})

test('a number for the whole year stands beside what the records tell and for what they do not', () => {
  const tally = tallyOf({ events: [event(), event({ id: 'e2' })], guests: [guest()], figures: [figure()] })
  expect(tally.cell('people_in', 2025, 'doiran')).toEqual(cell({ amount: 21, recorded: 1 }))
  // With another partner of the same event it says nothing.
  const shared = tallyOf({ events: [event({ partners: ['doiran', 'drama'] })], figures: [figure()] })
  expect(shared.cell('people_in', 2025, 'drama')).toEqual(cell({ unknown: 1 }))
  expect(shared.cell('people_in', 2025, null)).toEqual(cell({ amount: 20, recorded: 1 }))
})

test('a number for one event stands for its dossier until that tells, and is never counted beside it', () => {
  const of = figure({ eventId: 'e1' })
  expect(tallyOf({ events: [event()], figures: [of] }).cell('people_in', 2025, null)).toEqual(cell({ amount: 20, recorded: 1 }))
  expect(tallyOf({ events: [event()], guests: [guest()], figures: [of] }).cell('people_in', 2025, null)).toEqual(cell({ amount: 1 }))
  // Of young people no record tells: there it always counts.
  const young = figure({ eventId: 'e1', measure: 'youth' })
  expect(tallyOf({ events: [event()], guests: [guest()], figures: [young] }).cell('youth', 2025, null)).toEqual(cell({ amount: 20, recorded: 1 }))
})

test('what was written down of an event goes with it: into its year, and to each of its partners', () => {
  const shared = tallyOf({ events: [event({ partners: ['doiran', 'drama'] })], figures: [figure({ eventId: 'e1', year: 2024 })] })
  for (const partner of ['doiran', 'drama', null]) expect(shared.cell('people_in', 2025, partner)).toEqual(cell({ amount: 20, recorded: 1 }))
  expect(shared.cell('people_in', 2024, null)).toEqual(cell())
})

test('a sum written down of an event stands beside the sums of its records and for what has none', () => {
  const sums = [{ eventId: 'e1', from: 'dossier', way: 'out', cents: 30_000, currency: 'EUR' } as const]
  const unpriced = { ...sums[0]!, cents: null }
  const spent = figure({ eventId: 'e1', measure: 'money_out', amount: 5_000, currency: 'EUR' })
  const out = (read: Partial<Read>) => tallyOf({ events: [event()], figures: [spent], ...read }).cell('money_out', 2025, null)
  expect(out({ sums })).toEqual(cell({ sums: [{ cents: 35_000, currency: 'EUR' }], recorded: 1 }))
  expect(out({ sums: [...sums, unpriced] })).toEqual(cell({ sums: [{ cents: 35_000, currency: 'EUR' }], recorded: 1 }))
  expect(out({ sums: [unpriced] })).toEqual(cell({ sums: [{ cents: 5_000, currency: 'EUR' }], recorded: 1 }))
})

test('a number that was written down may be nought, which is not unknown', () => {
  expect(tallyOf({ figures: [figure({ measure: 'practices', amount: 0 })] }).cell('practices', 2025, 'doiran')).toEqual(cell({ amount: 0, recorded: 1 }))
  expect(tallyOf({}).cell('practices', 2025, 'doiran')).toEqual(cell())
})

test.each([
  ['one signing of both', [step({})], { 2025: 1 }],
  [
    'a ceremony in each town is one agreement, in the year of the first',
    [step({ side: 'them', firstDay: '2026-03-01', lastDay: '2026-03-01', id: 's2' }), step({ side: 'us' })],
    { 2025: 1, 2026: 0 },
  ],
  [
    'ceremonies decades apart are two agreements',
    [step({ side: 'us', firstDay: '1968-05-02', lastDay: '1968-05-02' }), step({ side: 'them', id: 's2', firstDay: '2018-05-02', lastDay: '2018-05-02' })],
    { 1968: 1, 2018: 1 },
  ],
  [
    'an old ceremony at one side leaves the later two to each other',
    [
      step({ side: 'us', firstDay: '1968-05-02', lastDay: '1968-05-02' }),
      step({ side: 'them', id: 's2', firstDay: '2018-05-02', lastDay: '2018-05-02' }),
      step({ side: 'us', id: 's3', firstDay: '2020-05-01', lastDay: '2020-05-01' }),
    ],
    { 1968: 1, 2018: 1, 2020: 0 },
  ],
  ['two ceremonies at one side are two agreements', [step({ side: 'us' }), step({ side: 'us', id: 's2' })], { 2025: 2 }],
  ['two agreements of one year', [step({}), step({ id: 's2', kind: 'memorandum' })], { 2025: 2 }],
  ['with two partners', [step({}), step({ id: 's2', organisationId: 'drama' })], { 2025: 2 }],
  ['in a year nobody knows', [step({ firstDay: '2003-01-01', lastDay: '2005-12-31' })], { 2003: 0, 2005: 0 }],
  ['still to come', [step({ firstDay: '2026-12-01', lastDay: '2026-12-01' })], { 2026: 0 }],
])('signed papers: %s', (_, steps, expected) => {
  const tally = tallyOf({ steps })
  expect(Object.fromEntries(Object.keys(expected).map((year) => [year, tally.cell('signed', Number(year), null).amount]))).toEqual(expected)
})

test('renewals and revivals are renewed papers, not signed ones', () => {
  const tally = tallyOf({ steps: [step({ kind: 'renewal' }), step({ id: 's2', kind: 'revival' })] })
  expect([tally.cell('renewed', 2025, null).amount, tally.cell('signed', 2025, null).amount]).toEqual([2, 0])
})

test('promises count in the year of their end, kept of all that were due or settled', () => {
  const promise = (id: string, more: object) => ({
    id,
    partners: ['doiran'],
    state: 'agreed' as const,
    givenOn: '2024-01-01',
    due: '2025-06-01',
    moves: [],
    keptOn: null,
    droppedOn: null,
    ...more,
  })
  const promises = [
    promise('kept', { keptOn: '2025-05-01' }),
    promise('late', { keptOn: '2026-02-01' }),
    promise('dropped', { droppedOn: '2025-04-01' }),
    promise('waiting', {}),
    promise('to-come', { due: '2027-01-01' }),
    promise('wish', { state: 'proposed' }),
    promise('undated', { due: null }),
    promise('undated-kept', { due: null, keptOn: '2026-03-03' }),
  ]
  expect(tallyOf({ promises }).cell('promises', 2025, 'doiran')).toEqual(cell({ amount: 2, of: 4 }))
  // Without a day of their own they count with the year in which they were given, whenever they are kept.
  expect(tallyOf({ promises }).cell('promises', 2024, 'doiran')).toEqual(cell({ amount: 1, of: 2 }))
  expect(tallyOf({ promises }).cell('promises', 2026, 'doiran')).toEqual(cell())
})

test('money adds up by currency, the lev in euro by its fixed rate; another rate is nobody’s guess', () => {
  const sum = (cents: number | null, currency = 'EUR', from: 'dossier' | 'trip' = 'dossier') => ({ eventId: 'e1', from, way: 'out', cents, currency }) as const
  const out = (sums: Read['sums']) => tallyOf({ events: [event()], sums }).cell('money_out', 2025, 'doiran')
  expect(out([sum(10_000), sum(19_558, 'BGN'), sum(500_00, 'MKD')])).toEqual(
    cell({
      sums: [
        { cents: 20_000, currency: 'EUR' },
        { cents: 500_00, currency: 'MKD' },
      ],
    }),
  )
  expect(out([sum(10_000), sum(null)])).toEqual(cell({ sums: [{ cents: 10_000, currency: 'EUR' }], unknown: 1 }))
  expect(out([sum(null)])).toEqual(cell({ unknown: 1 }))
  // A journey's costs are those its dossier foresaw.
  expect(out([sum(10_000), sum(12_000, 'EUR', 'trip')])).toEqual(cell({ sums: [{ cents: 12_000, currency: 'EUR' }] }))
  expect(out([])).toEqual(cell())
})

test('what may not be told is as unknown as what nobody knows', () => {
  const counted = countedOf({ ...NOTHING, events: [event()] }, TODAY)
  const tally = new Tally(counted, (measure) => measure !== 'events')
  expect(tally.cell('events', 2025, null)).toEqual(cell())
  expect(tally.list('events', 2025, null)).toEqual([])
})

test('events by kind and direction', () => {
  const tally = tallyOf({ events: [event(), event({ id: 'e2' }), event({ id: 'e3', kind: 'festival', direction: 'outgoing' })] })
  expect(tally.eventsByKind(2025, 'doiran')).toEqual([
    { kind: 'visit', by: { incoming: 2, outgoing: 0, none: 0 } },
    { kind: 'festival', by: { incoming: 0, outgoing: 1, none: 0 } },
  ])
})
