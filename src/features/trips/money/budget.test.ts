// Allowances, ceilings and who pays: exact sums where all is known, and „unknown“ with its reason where it is not.
import { describe, expect, test } from 'vitest'
import type { JourneyDay, JourneyNight } from '../journeys/journey.ts'
import { type OwnRate, rateOn, readRates, REPORTED } from '../rates/rate.ts'
import { type TripRules, usualRules } from '../rules/rules.ts'
import { added, allowanceOf, budgetOf, ceilingOver, type Cost, lodgingOf, remaining, settlementOf, type Sum } from './budget.ts'

const day = (date: string, country: string, edge: JourneyDay['edge'] = null): JourneyDay => ({ day: date, country, edge })
const night = (date: string, country: string): JourneyNight => ({ day: date, country, text: '' })
const own = (country: string, validFrom: string, perDiem: number, night_: number | null): OwnRate => ({
  country,
  validFrom,
  perDiem,
  withoutNight: null,
  night: night_,
  source: 'Пробно приложение',
  note: '',
})
const rules = (more: Partial<TripRules> = {}): TripRules => ({ ...usualRules(), ...more })
const known =
  (rows: readonly OwnRate[] = []) =>
  (country: string, on: string) =>
    rateOn(country, on, rows)
const FREE = { meals: 'none', lodging: false } as const

describe('the rate of a day', () => {
  test.each([
    ['FR', '2026-09-24', [], { perDiem: 5600, night: 20_700, standing: 'draft' }],
    ['MK', '2026-09-24', [], { perDiem: 3900, night: 14_400, standing: 'draft' }],
    // Before the amendment a flat rate was told of „most of Europe“; for which countries nobody verified.
    ['FR', '2023-03-23', [], null],
    ['IT', '2026-09-24', [], null],
    ['ME', '2026-09-24', [], null],
    ['CN', '2026-09-24', [], null],
    ['BG', '2026-09-24', [], { perDiem: 2200, night: null, standing: 'reported' }],
    ['BG', '2025-12-31', [], null],
    ['IT', '2026-09-24', [own('IT', '2026-01-01', 5000, null)], { perDiem: 5000, night: null, standing: 'own' }],
    ['IT', '2025-12-31', [own('IT', '2026-01-01', 5000, null)], null],
    // The office's own row holds before the reported one, from its day on.
    ['FR', '2026-09-24', [own('FR', '2026-06-01', 6000, 21_000)], { perDiem: 6000, night: 21_000, standing: 'own' }],
    ['FR', '2026-05-31', [own('FR', '2026-06-01', 6000, 21_000)], { perDiem: 5600, night: 20_700, standing: 'draft' }],
    ['FR', '2026-09-24', [own('FR', '2026-06-01', 6000, 1), own('FR', '2026-09-01', 6100, 2)], { perDiem: 6100, night: 2, standing: 'own' }],
  ])('%s on %s', (country, on, rows, expected) => {
    const rate = rateOn(country, on, rows)
    expect(rate === null ? null : { perDiem: rate.perDiem, night: rate.night, standing: rate.standing }).toEqual(expected)
  })

  test('what was reported names its sources, and no country stands twice', () => {
    expect(Object.keys(REPORTED.sources)).toEqual(['draft', 'draft-too', 'amendment', 'ordinance', 'domestic'])
    const raw = {
      ...REPORTED,
      abroad: {
        ...REPORTED.abroad,
        rows: [
          { country: 'FR', perDiem: 56, night: 207 },
          { country: 'FR', perDiem: 1, night: 1 },
        ],
      },
    }
    expect(() => readRates(raw)).toThrow('FR stands twice')
    expect(() => readRates({ ...raw, abroad: { ...raw.abroad, rows: raw.abroad.rows.slice(0, 1), sources: ['nobody'] } })).toThrow('no source is called nobody')
  })
})

describe('allowances', () => {
  test('are summed by country and rate', () => {
    const { lines, sum } = allowanceOf(
      [day('2026-09-24', 'MK', 'first'), day('2026-09-25', 'FR'), day('2026-09-26', 'FR', 'last')],
      [night('2026-09-24', 'MK'), night('2026-09-25', 'FR')],
      known(),
      rules(),
      FREE,
    )
    expect(lines.map(({ country, days, rate, percent, sum: cents }) => [country, days, rate, percent, cents])).toEqual([
      ['MK', 1, 3900, 100, 3900],
      ['FR', 2, 5600, 100, 11_200],
    ])
    expect(sum).toEqual({ cents: 15_100, unknown: [] })
  })

  test('of a country nobody knows the rate of are unknown, the rest is told', () => {
    const { sum, lines } = allowanceOf([day('2026-09-24', 'IT', 'first'), day('2026-09-25', 'FR', 'last')], [], known(), rules(), FREE)
    expect([sum, lines[0]?.sum]).toEqual([{ cents: 5600, unknown: [{ is: 'rate', country: 'IT' }] }, null])
  })

  test('at home differ with and without a night', () => {
    const { sum } = allowanceOf([day('2026-09-24', 'BG', 'first'), day('2026-09-25', 'BG', 'last')], [night('2026-09-24', 'BG')], known(), rules(), FREE)
    expect(sum).toEqual({ cents: 2200 + 1100, unknown: [] })
  })

  test('over New Year take each day at the rate of its own year', () => {
    const rows = [own('IT', '2026-01-01', 5000, null), own('IT', '2027-01-01', 6000, null)]
    const { sum } = allowanceOf([day('2026-12-31', 'IT', 'first'), day('2027-01-01', 'IT', 'last')], [], known(rows), rules(), FREE)
    expect(sum.cents).toBe(11_000)
  })

  test.each([
    ['none', false, {}, 100],
    ['some', false, {}, null],
    ['some', false, { mealsSome: 70 }, 70],
    ['all', false, { mealsAll: 30 }, 30],
    ['none', true, { lodging: 80 }, 80],
    ['none', true, {}, null],
    ['all', true, { mealsAll: 30, lodging: 80 }, null],
    ['all', true, { both: 20 }, 20],
    ['some', true, { someAndLodging: 60 }, 60],
    ['some', true, { mealsSome: 70, lodging: 80 }, null],
  ] as const)('with %s meals and lodging %s given by the host, of %o there remains %s', (meals, lodging, more, left) => {
    expect(remaining(rules(more), meals, lodging)).toBe(left)
  })

  test('reduced by nobody knows how much are unknown; by the office’s percentage exact', () => {
    const days = [day('2026-09-24', 'FR', 'first'), day('2026-09-25', 'FR', 'last')]
    const given = { meals: 'all', lodging: false } as const
    expect(allowanceOf(days, [], known(), rules(), given).sum).toEqual({ cents: 0, unknown: [{ is: 'reduction' }] })
    expect(allowanceOf(days, [], known(), rules({ mealsAll: 30, reductionSource: 'x' }), given).sum).toEqual({ cents: 3360, unknown: [] })
  })

  test('of the first and the last day count as the office says', () => {
    const days = [day('2026-09-24', 'FR', 'first'), day('2026-09-25', 'FR'), day('2026-09-26', 'FR', 'last')]
    expect(allowanceOf(days, [], known(), rules({ firstDay: 50, lastDay: 25 }), FREE).sum.cents).toBe(2800 + 5600 + 1400)
    expect(allowanceOf([day('2026-09-24', 'FR', 'only')], [], known(), rules({ firstDay: 50, lastDay: 25 }), FREE).sum.cents).toBe(1400)
  })
})

test('nights are summed up to their ceilings; without one they are unknown', () => {
  expect(lodgingOf([night('2026-09-24', 'FR'), night('2026-09-25', 'FR'), night('2026-09-26', 'BG')], known()).sum).toEqual({
    cents: 41_400,
    unknown: [{ is: 'night', country: 'BG' }],
  })
})

const cost = (more: Partial<Cost>): Cost => ({
  id: 'c',
  kind: 'transport',
  what: 'Билети',
  payer: 'us',
  foreseen: null,
  spent: null,
  document: '',
  paidBy: null,
  overCeiling: '',
  forWhom: [],
  lodgedFrom: null,
  lodgedUntil: null,
  ...more,
})
const euro = (cents: number) => ({ cents, currency: 'EUR', rate: null, rateOn: null })
const sum = (cents: number): Sum => ({ cents, unknown: [] })
const words = { allowance: 'дневни', lodging: 'нощувки', rest: 'останалите', host: 'от домакина' }
const NIGHTS = [night('2026-12-10', 'FR'), night('2026-12-11', 'FR')]
/** Two nights up to 100 € each for everybody. */
const lodger = (id: string) => ({ id, nights: NIGHTS })
const hundred = (nights: readonly JourneyNight[]): Sum => sum(nights.length * 10_000)

describe('the budget', () => {
  test('is summed by who pays; what the host gives without a price leaves nothing incomplete', () => {
    const { byPayer } = budgetOf({
      allowance: sum(20_000),
      lodgers: [lodger('a'), lodger('b')],
      ceiling: hundred,
      lodgingBy: 'host',
      costs: [
        cost({ foreseen: euro(30_000) }),
        cost({ id: 'd', what: 'Обяд', payer: 'host' }),
        cost({ id: 'e', what: 'Музей', payer: 'organiser', foreseen: euro(1500) }),
      ],
      words,
    })
    expect(byPayer).toEqual({ us: sum(50_000), host: sum(0), organiser: sum(1500), traveller: sum(0) })
  })

  test('takes typed lodging instead of the ceilings, and ours without a sum is unknown', () => {
    const { byPayer } = budgetOf({
      allowance: sum(10_000),
      lodgers: [lodger('a')],
      ceiling: hundred,
      lodgingBy: 'us',
      costs: [cost({ kind: 'lodging', what: 'Хотел', foreseen: euro(15_000) }), cost({ id: 'd', what: 'Визи' })],
      words,
    })
    expect(byPayer.us).toEqual({ cents: 25_000, unknown: [{ is: 'sum', what: 'Визи' }] })
  })

  test('counts another currency at the rate the officer typed, and without one not at all', () => {
    const denars = (rate: number | null) => cost({ what: 'Такси', foreseen: { cents: 120_000, currency: 'MKD', rate, rateOn: '2026-09-24' } })
    const of = (one: Cost) => budgetOf({ allowance: sum(0), lodgers: [], ceiling: hundred, lodgingBy: 'host', costs: [one], words }).byPayer.us
    expect([of(denars(16_300)), of(denars(null))]).toEqual([sum(1956), { cents: 0, unknown: [{ is: 'exchange', currency: 'MKD', what: 'Такси' }] }])
  })

  test('of nobody asks for nothing', () => {
    expect(budgetOf({ allowance: added(), lodgers: [], ceiling: hundred, lodgingBy: 'us', costs: [], words }).all).toEqual(sum(0))
  })

  const three = { allowance: sum(0), lodgers: [lodger('a'), lodger('b'), lodger('c')], ceiling: hundred, lodgingBy: 'us', words } as const
  const hotel = (more: Partial<Cost>) => cost({ kind: 'lodging', what: 'Хотел', ...more })
  const told = (...costs: Cost[]) => {
    const { lines, byPayer, spentBy } = budgetOf({ ...three, costs })
    return [lines.slice(1).map(({ what, foreseen, spent }) => [what, foreseen?.cents ?? null, spent?.cents ?? null]), byPayer.us.cents, spentBy.us.cents]
  }
  test.each<[string, Cost[], ReturnType<typeof told>]>([
    ['no lodging: the ceilings of all', [], [[['нощувки', 60_000, null]], 60_000, 0]],
    [
      'what was spent for one leaves the ceilings of all as foreseen',
      [hotel({ forWhom: ['a'], spent: euro(12_000), paidBy: 'a' })],
      [
        [
          ['нощувки', 60_000, null],
          ['Хотел', null, 12_000],
        ],
        60_000,
        12_000,
      ],
    ],
    [
      'foreseen for one stands for the ceilings of that one',
      [hotel({ forWhom: ['a'], foreseen: euro(15_000) })],
      [
        [
          ['останалите', 40_000, null],
          ['Хотел', 15_000, null],
        ],
        55_000,
        0,
      ],
    ],
    [
      'foreseen for some nights, of those nights',
      [hotel({ forWhom: ['a', 'b'], lodgedFrom: '2026-12-10', lodgedUntil: '2026-12-11', foreseen: euro(15_000) })],
      [
        [
          ['останалите', 40_000, null],
          ['Хотел', 15_000, null],
        ],
        55_000,
        0,
      ],
    ],
    ['foreseen for all, of all', [hotel({ foreseen: euro(50_000), spent: euro(51_000) })], [[['Хотел', 50_000, 51_000]], 50_000, 51_000]],
  ])('%s', (_, costs, expected) => {
    expect(told(...costs)).toEqual(expected)
  })

  test('an invoice is held against the ceilings of the people and nights it is for', () => {
    const over = (more: Partial<Cost>) => ceilingOver([hotel(more)], three.lodgers, hundred)
    expect([over({}), over({ forWhom: ['a', 'c'] }), over({ forWhom: ['b'], lodgedFrom: '2026-12-11' }), over({ lodgedUntil: '2026-12-10' })]).toEqual([
      { people: 3, nights: 6, sum: sum(60_000) },
      { people: 2, nights: 4, sum: sum(40_000) },
      { people: 1, nights: 1, sum: sum(10_000) },
      { people: 0, nights: 0, sum: sum(0) },
    ])
  })

  test('of nights nobody knows says so, unless lodging for all of them was foreseen', () => {
    const unknown = [{ is: 'journey' }]
    const of = (...costs: Cost[]) => budgetOf({ ...three, lodgers: [lodger('a'), { id: 'b', nights: null }], costs }).byPayer.us
    expect([
      of(),
      of(hotel({ foreseen: euro(15_000) })),
      of(hotel({ foreseen: euro(15_000), forWhom: ['a'] })),
      of(hotel({ foreseen: euro(15_000), lodgedFrom: '2026-12-10' })),
    ]).toEqual([{ cents: 20_000, unknown }, sum(15_000), { cents: 15_000, unknown }, { cents: 15_000, unknown }])
  })
})

describe('the account', () => {
  const base = { travellerId: 't', allowance: sum(10_000), lodgers: [lodger('t'), lodger('u')], ceiling: hundred, costs: [], advance: 0 } as const
  const lodged = (cents: number, more: Partial<Cost> = {}) =>
    cost({ kind: 'lodging', what: 'Хотел', spent: euro(cents), document: '1', paidBy: 't', forWhom: ['t'], ...more })
  test.each<[string, Parameters<typeof settlementOf>[0], number, number]>([
    ['an advance larger than what is due is given back', { ...base, advance: 15_000 }, -5000, 0],
    ['what was laid out is paid', { ...base, costs: [cost({ spent: euro(2000), paidBy: 't' })] }, 12_000, 0],
    ['what others or the account paid is not', { ...base, costs: [cost({ spent: euro(2000), paidBy: 'x' }), cost({ id: 'd', spent: euro(2000) })] }, 10_000, 0],
    ['what the host bears is not', { ...base, costs: [cost({ spent: euro(2000), paidBy: 't', payer: 'host' })] }, 10_000, 0],
    ['lodging is paid up to its ceiling', { ...base, costs: [lodged(25_000)] }, 30_000, 5000],
    ['lodging paid for two, up to both ceilings', { ...base, costs: [lodged(45_000, { forWhom: ['t', 'u'] })] }, 50_000, 5000],
    ['two invoices for the same nights, once', { ...base, costs: [lodged(15_000), lodged(15_000, { id: 'd' })] }, 30_000, 10_000],
    [
      'two invoices for different nights, together',
      { ...base, costs: [lodged(9000, { lodgedUntil: '2026-12-11' }), lodged(11_000, { id: 'd', lodgedFrom: '2026-12-11' })] },
      30_000,
      0,
    ],
    ['above it when somebody allowed it', { ...base, costs: [lodged(25_000, { overCeiling: 'разрешено от кмета' })] }, 35_000, 0],
  ])('%s', (_, trip, difference, unpaid) => {
    const settled = settlementOf(trip)
    expect([settled.difference, settled.unpaid, settled.unknown]).toEqual([difference, unpaid, []])
  })

  test('within a ceiling nobody knows says that it cannot be reckoned', () => {
    const settled = settlementOf({ ...base, ceiling: () => ({ cents: 0, unknown: [{ is: 'night', country: 'IT' }] }), costs: [lodged(25_000)] })
    expect([settled.unknown, settled.unpaid]).toEqual([[{ is: 'night', country: 'IT' }], 0])
  })
})

test('the same reason is told once', () => {
  expect(added({ cents: 1, unknown: [{ is: 'reduction' }] }, { cents: 2, unknown: [{ is: 'reduction' }] })).toEqual({
    cents: 3,
    unknown: [{ is: 'reduction' }],
  })
})
