// What a journey costs and who pays: allowances by day, ceilings by night, the costs that were typed; a sum nobody knows is told as unknown and never as nothing.
import type { JourneyDay, JourneyNight } from '../journeys/journey.ts'
import type { Rate } from '../rates/rate.ts'
import type { TripRules } from '../rules/rules.ts'
import { converted, HOME_CURRENCY } from '#platform/money.ts'

export const PAYERS = ['us', 'host', 'organiser', 'traveller'] as const
export type Payer = (typeof PAYERS)[number]

export const COST_KINDS = ['transport', 'lodging', 'meals', 'visa', 'insurance', 'fee', 'gifts', 'other'] as const
export type CostKind = (typeof COST_KINDS)[number]

/** What the host gives of a traveller's meals. */
export const MEALS = ['none', 'some', 'all'] as const
export type HostMeals = (typeof MEALS)[number]

/** Why a sum is not known: the rate or the ceiling of a country, how much a host takes off, the rate of a currency, a sum nobody typed. */
export type Unknown =
  | { readonly is: 'rate'; readonly country: string }
  | { readonly is: 'night'; readonly country: string }
  | { readonly is: 'reduction' }
  | { readonly is: 'exchange'; readonly currency: string; readonly what: string }
  | { readonly is: 'sum'; readonly what: string }
  | { readonly is: 'journey' }

/** A sum of cents of the euro as far as it is known, and why it is no more. */
export type Sum = { readonly cents: number; readonly unknown: readonly Unknown[] }
export const NOTHING: Sum = { cents: 0, unknown: [] }
export const NO_JOURNEY: Sum = { cents: 0, unknown: [{ is: 'journey' }] }
export const added = (...sums: readonly Sum[]): Sum => ({
  cents: sums.reduce((all, { cents }) => all + cents, 0),
  unknown: [...new Map(sums.flatMap(({ unknown }) => unknown).map((one) => [JSON.stringify(one), one])).values()],
})

/** How much of an allowance remains where the host pays; null: the office has not set it. */
export function remaining(rules: TripRules, meals: HostMeals, lodgingByHost: boolean): number | null {
  if (meals === 'none' && !lodgingByHost) return 100
  if (meals === 'none') return rules.lodging
  if (meals === 'some') return lodgingByHost ? rules.someAndLodging : rules.mealsSome
  return lodgingByHost ? rules.both : rules.mealsAll
}

/** Days of one country at one rate: `percent` of `rate` for each; `sum` null where either is unknown. */
export type AllowanceLine = {
  readonly country: string
  readonly days: number
  readonly rate: number | null
  readonly percent: number | null
  readonly sum: number | null
  readonly standing: Rate['standing'] | null
  readonly source: string
}

/** One traveller's allowances: the days of the journey in lines of one country, rate and percentage each. */
export function allowanceOf(
  days: readonly JourneyDay[],
  nights: readonly JourneyNight[],
  rateFor: (country: string, day: string) => Rate | null,
  rules: TripRules,
  host: { readonly meals: HostMeals; readonly lodging: boolean },
): { readonly lines: readonly AllowanceLine[]; readonly sum: Sum } {
  const left = remaining(rules, host.meals, host.lodging)
  const slept = new Set(nights.map(({ day }) => day))
  const lines = new Map<string, AllowanceLine>()
  const unknown: Unknown[] = []
  for (const { day, country, edge } of days) {
    const rate = rateFor(country, day)
    // A day without a night has its own rate only where the table says so: at home.
    const cents = rate === null ? null : slept.has(day) || rate.withoutNight === null ? rate.perDiem : rate.withoutNight
    const share = edge === null ? 100 : edge === 'first' ? rules.firstDay : edge === 'last' ? rules.lastDay : Math.min(rules.firstDay, rules.lastDay)
    const percent = left === null ? null : (left * share) / 100
    if (rate === null) unknown.push({ is: 'rate', country })
    else if (percent === null) unknown.push({ is: 'reduction' })
    const key = [country, cents, percent, rate?.validFrom].join(' ')
    const line = lines.get(key) ?? { country, days: 0, rate: cents, percent, sum: null, standing: rate?.standing ?? null, source: rate?.source ?? '' }
    const count = line.days + 1
    lines.set(key, { ...line, days: count, sum: cents === null || percent === null ? null : Math.round((cents * percent * count) / 100) })
  }
  const told = [...lines.values()]
  return { lines: told, sum: added({ cents: told.reduce((all, { sum }) => all + (sum ?? 0), 0), unknown }) }
}

export type LodgingLine = {
  readonly country: string
  readonly nights: number
  readonly ceiling: number | null
  readonly sum: number | null
  readonly standing: Rate['standing'] | null
  readonly source: string
}

/** How much one traveller's nights may cost at most. */
export function lodgingOf(
  nights: readonly JourneyNight[],
  rateFor: (country: string, day: string) => Rate | null,
): { readonly lines: readonly LodgingLine[]; readonly sum: Sum } {
  const lines = new Map<string, LodgingLine>()
  const unknown: Unknown[] = []
  for (const { day, country } of nights) {
    const rate = rateFor(country, day)
    const ceiling = rate?.night ?? null
    if (ceiling === null) unknown.push({ is: 'night', country })
    const key = [country, ceiling, rate?.validFrom].join(' ')
    const line = lines.get(key) ?? { country, nights: 0, ceiling, sum: null, standing: rate?.standing ?? null, source: rate?.source ?? '' }
    const count = line.nights + 1
    lines.set(key, { ...line, nights: count, sum: ceiling === null ? null : ceiling * count })
  }
  const told = [...lines.values()]
  return { lines: told, sum: added({ cents: told.reduce((all, { sum }) => all + (sum ?? 0), 0), unknown }) }
}

/** A sum as it was typed: `rate` is how many euro one unit of the currency is, in millionths, of the day `rateOn`. */
export type TypedSum = { readonly cents: number; readonly currency: string; readonly rate: number | null; readonly rateOn: string | null }

/** In euro, as far as the officer said at which rate. */
export function inEuro(sum: TypedSum | null, what: string): Sum {
  if (sum === null) return { cents: 0, unknown: [{ is: 'sum', what }] }
  if (sum.currency === HOME_CURRENCY) return { cents: sum.cents, unknown: [] }
  return sum.rate === null ? { cents: 0, unknown: [{ is: 'exchange', currency: sum.currency, what }] } : { cents: converted(sum.cents, sum.rate), unknown: [] }
}

/** A cost foreseen and, afterwards, spent. `paidBy`: the traveller who laid it out; null: it was paid from the account. */
export type Cost = {
  readonly id: string
  readonly kind: CostKind
  readonly what: string
  readonly payer: Payer
  readonly foreseen: TypedSum | null
  readonly spent: TypedSum | null
  readonly document: string
  readonly paidBy: string | null
  /** Why lodging above the ceiling is paid all the same; '' while it is not. */
  readonly overCeiling: string
  /** Travellers it is for, by id; empty: all of them. */
  readonly forWhom: readonly string[]
  /** Of lodging: the days of coming and of leaving it is for, YYYY-MM-DD; null: from the beginning, to the end. */
  readonly lodgedFrom: string | null
  readonly lodgedUntil: string | null
}

/** Somebody who travels, with the nights for which they must be lodged; null: nobody knows them. */
export type Lodger = { readonly id: string; readonly nights: readonly JourneyNight[] | null }
/** What nights may cost at most. */
export type Ceiling = (nights: readonly JourneyNight[]) => Sum

export const isFor = ({ forWhom }: Pick<Cost, 'forWhom'>, id: string): boolean => forWhom.length === 0 || forWhom.includes(id)
type Lodging = Pick<Cost, 'forWhom' | 'lodgedFrom' | 'lodgedUntil'>
const covers = (cost: Lodging, id: string, { day }: JourneyNight): boolean =>
  isFor(cost, id) && (cost.lodgedFrom === null || day >= cost.lodgedFrom) && (cost.lodgedUntil === null || day < cost.lodgedUntil)

/** The nights of each person that these costs of lodging are for; a night that stands in two of them is one night. Who has none of them is left out. */
const lodgedIn = (costs: readonly Lodging[], lodgers: readonly Lodger[]): Lodger[] =>
  lodgers.flatMap(({ id, nights }) => {
    const own = nights?.filter((night) => costs.some((cost) => covers(cost, id, night))) ?? null
    return (own === null ? costs.some((cost) => isFor(cost, id)) : own.length > 0) ? [{ id, nights: own }] : []
  })
const mostOf = (nights: Lodger['nights'], ceiling: Ceiling): Sum => (nights === null ? NO_JOURNEY : ceiling(nights))

/** What a cost of lodging, or several together, may come to at most, by the people and the nights it is for, and how many of both there are. */
export function ceilingOver(costs: readonly Lodging[], lodgers: readonly Lodger[], ceiling: Ceiling): { people: number; nights: number; sum: Sum } {
  const lodged = lodgedIn(costs, lodgers)
  return {
    people: lodged.length,
    nights: lodged.reduce((all, { nights }) => all + (nights?.length ?? 0), 0),
    sum: added(...lodged.map(({ nights }) => mostOf(nights, ceiling))),
  }
}

export type BudgetLine = {
  readonly kind: CostKind | 'allowance'
  readonly what: string
  readonly payer: Payer
  /** null: nobody foresaw it, or the ceilings stand for it. */
  readonly foreseen: Sum | null
  /** null: nothing was spent on it yet, or it is paid with the accounts. */
  readonly spent: Sum | null
  readonly costId: string | null
}
export type Budget = {
  readonly lines: readonly BudgetLine[]
  /** What is foreseen. */
  readonly byPayer: Readonly<Record<Payer, Sum>>
  readonly all: Sum
  readonly spentBy: Readonly<Record<Payer, Sum>>
}

/**
 * What the whole journey is foreseen to cost, by who pays, and beside it what was spent. Foreseen lodging stands for the ceilings of the people and nights it is
 * for, never of others; what was spent changes nothing of what was foreseen. What a host gives has no price that anybody knows, unless it was typed: it is no
 * sum of ours and leaves nothing incomplete.
 */
export function budgetOf(trip: {
  /** Of everybody who travels, each by their own days. */
  readonly allowance: Sum
  readonly lodgers: readonly Lodger[]
  readonly ceiling: Ceiling
  readonly lodgingBy: Payer
  readonly costs: readonly Cost[]
  readonly words: { readonly allowance: string; readonly lodging: string; readonly rest: string; readonly host: string }
}): Budget {
  const { lodgers, ceiling, costs, words, lodgingBy } = trip
  const lines: BudgetLine[] = [{ kind: 'allowance', what: words.allowance, payer: 'us', foreseen: trip.allowance, spent: null, costId: null }]
  const lodging = costs.filter(({ kind, foreseen }) => kind === 'lodging' && foreseen !== null)
  // Where nobody knows the nights, only lodging for all of them stands for their ceilings.
  const forAll = (id: string): boolean => lodging.some((cost) => isFor(cost, id) && cost.lodgedFrom === null && cost.lodgedUntil === null)
  const rest = lodgers.map(({ id, nights }) =>
    nights === null ? (forAll(id) ? [] : null) : nights.filter((night) => !lodging.some((cost) => covers(cost, id, night))),
  )
  // Of a journey nobody laid out the nights are not known, and that is said.
  if (lodging.length === 0 || rest.some((nights) => nights === null || nights.length > 0)) {
    const ours = lodgingBy === 'us' || lodgingBy === 'traveller'
    lines.push({
      kind: 'lodging',
      what: !ours ? words.host : lodging.length === 0 ? words.lodging : words.rest,
      payer: lodgingBy,
      foreseen: ours ? added(...rest.map((nights) => mostOf(nights, ceiling))) : NOTHING,
      spent: null,
      costId: null,
    })
  }
  for (const { id, kind, what, payer, foreseen, spent } of costs) {
    const asked = payer === 'us' && spent === null && kind !== 'lodging'
    lines.push({
      kind,
      what,
      payer,
      foreseen: foreseen !== null || asked ? inEuro(foreseen, what) : null,
      spent: spent === null ? null : inEuro(spent, what),
      costId: id,
    })
  }
  const of = (payer: Payer, which: 'foreseen' | 'spent'): Sum => added(...lines.flatMap((line) => (line.payer === payer ? (line[which] ?? []) : [])))
  const each = (which: 'foreseen' | 'spent') => ({
    us: of('us', which),
    host: of('host', which),
    organiser: of('organiser', which),
    traveller: of('traveller', which),
  })
  return { lines, byPayer: each('foreseen'), all: added(...lines.flatMap(({ foreseen }) => foreseen ?? [])), spentBy: each('spent') }
}

// ---- afterwards --------------------------------------------------------------------------------------------------------

export type Settlement = {
  readonly allowance: Sum
  /** What the traveller laid out for us, each up to what is paid. */
  readonly expenses: Sum
  /** Lodging above the ceiling that nobody allowed: it stays with the traveller. */
  readonly unpaid: number
  readonly advance: number
  /** Positive: we owe the traveller; negative: the traveller gives back. Only as far as all is known. */
  readonly difference: number
  readonly unknown: readonly Unknown[]
}

/** What is still to be paid or given back between the office and one traveller. */
export function settlementOf(trip: {
  readonly travellerId: string
  readonly allowance: Sum
  readonly lodgers: readonly Lodger[]
  readonly ceiling: Ceiling
  readonly costs: readonly Cost[]
  /** Cents of the euro paid in advance. */
  readonly advance: number
}): Settlement {
  const own = trip.costs.filter(({ paidBy, payer }) => paidBy === trip.travellerId && payer === 'us')
  const sumOf = (costs: readonly Cost[]): Sum => added(...costs.map(({ spent, what }) => inEuro(spent, what)))
  const lodged = own.filter(({ kind }) => kind === 'lodging')
  const allowed = lodged.filter(({ overCeiling }) => overCeiling !== '')
  const bounded = sumOf(lodged.filter(({ overCeiling }) => overCeiling === ''))
  // Several invoices of one payer are held together against the people and nights they are for. Within a ceiling that nobody knows nobody can say what is paid.
  const most =
    bounded.cents > 0
      ? ceilingOver(
          lodged.filter(({ overCeiling }) => overCeiling === ''),
          trip.lodgers,
          trip.ceiling,
        ).sum
      : NOTHING
  const paid = most.unknown.length > 0 ? bounded.cents : Math.min(bounded.cents, most.cents)
  const expenses = added(sumOf(own.filter(({ kind }) => kind !== 'lodging')), sumOf(allowed), {
    cents: paid,
    unknown: [...bounded.unknown, ...most.unknown],
  })
  const all = added(trip.allowance, expenses)
  return {
    allowance: trip.allowance,
    expenses,
    unpaid: bounded.cents - paid,
    advance: trip.advance,
    difference: all.cents - trip.advance,
    unknown: all.unknown,
  }
}
