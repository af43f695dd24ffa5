// What stands in the calendar between two days: occasions as they come round, anniversaries of signings, ends of agreements, elections. Computed, never kept.
import type { MilestoneKind, Side } from '#features/partnerships/milestones/milestone.ts'
import { earliest, type ImpreciseDate, latest, daysBetween } from '#platform/dates.ts'
import { dayOf, daysAfter, monthsAfter, nthWeekday, yearOf, yearsAfter } from './day.ts'
import { orthodoxEaster, westernEaster } from './easter.ts'
import type { OccasionKind, OccasionRule } from './occasions/occasion.ts'
import type { CouncilTerm, KnownElection } from './reference.ts'

/** Beside the kinds of occasions: what is computed from other records. */
export const COMPUTED_KINDS = ['anniversary', 'agreement_end', 'renewal'] as const
/** Shown only when asked for. */
export const LAYER_KINDS = ['promise', 'event'] as const
export type EntryKind = OccasionKind | (typeof COMPUTED_KINDS)[number] | (typeof LAYER_KINDS)[number]

/** How far ahead the day's first page looks. Days. */
export const COMING_DAYS = 30

/** Whose it is; null: ours. Of an election a country's. */
type Whose = { readonly organisationId: string | null; readonly country: string | null; readonly sortKey: string }

export type OccasionFacts = Whose & {
  readonly id: string
  readonly kind: OccasionKind
  readonly rule: OccasionRule
  readonly days: number
  readonly risk: boolean
}

/** A signing: `endedDay` is the day by which the tie was ended since, if it was; `contested` when other sources say another date. */
export type SigningFacts = Whose & {
  readonly id: string
  readonly partnershipId: string
  readonly kind: MilestoneKind
  readonly side: Side
  readonly date: ImpreciseDate
  readonly contested: boolean
  readonly endedDay: string | null
}

/** What was signed for a time. */
export type TermFacts = Whose & {
  readonly id: string
  readonly partnershipId: string
  readonly kind: MilestoneKind
  readonly side: Side
  readonly until: ImpreciseDate
}

/** Anything else with its days: a promise's, an event's. */
export type LayerFacts = Whose & { readonly id: string; readonly kind: (typeof LAYER_KINDS)[number]; readonly date: ImpreciseDate }

export type Entry = Whose & {
  /** Stable: the same entry has it in every reading. */
  readonly key: string
  readonly kind: EntryKind
  /** First and last day; of an uncertain one, of the time within which it lies. */
  readonly from: string
  readonly until: string
  /** false: the day is not known, only the time between `from` and `until`. */
  readonly exact: boolean
  /** „около“. */
  readonly about: boolean
  readonly risk: boolean
  /** The record behind it. */
  readonly id: string
  readonly partnershipId: string | null
  /** How many years since, or the day a renewal prepares for. */
  readonly years: number | null
  readonly due: ImpreciseDate | null
  readonly contested: boolean
  readonly milestone: { readonly kind: MilestoneKind; readonly side: Side; readonly date: ImpreciseDate } | null
  readonly rule: OccasionRule | null
  /** Of an election: computed from the last one and the term. */
  readonly expected: boolean
}

export type Given = {
  readonly occasions?: readonly OccasionFacts[]
  readonly signings?: readonly SigningFacts[]
  readonly terms?: readonly TermFacts[]
  readonly layers?: readonly LayerFacts[]
  /** Countries whose elections concern the office. */
  readonly countries?: readonly string[]
  readonly elections?: readonly KnownElection[]
  readonly councilTerms?: readonly CouncilTerm[]
  /** Every how many years a tie with a partner of the country is marked. */
  readonly everyYears: (country: string) => number
  /** So many months before an agreement's end its renewal is brought up. */
  readonly alarmMonths: number
}

const BLANK = {
  risk: false,
  partnershipId: null,
  years: null,
  due: null,
  contested: false,
  milestone: null,
  rule: null,
  expected: false,
  about: false,
} as const
/** An uncertain time longer than this says nothing about a year's calendar. Days. */
const LONGEST_SPAN = 2 * 366

const isExact = (date: ImpreciseDate): boolean => /^\d{4}-\d{2}-\d{2}$/.test(date)
const isAbout = (date: ImpreciseDate): boolean => date.includes('~')
const meets = (span: { readonly from: string; readonly until: string }, from: string, to: string): boolean => span.from <= to && span.until >= from

/** The first day of an occasion in a year; null when it does not come round in it. */
export function dayInYear(rule: OccasionRule, year: number): string | null {
  switch (rule.repeats) {
    case 'yearly':
      return dayOf(year, rule.month, rule.day)
    case 'weekday':
      return nthWeekday(year, rule.month, rule.weekday, rule.nth)
    case 'easter_orthodox':
      return daysAfter(orthodoxEaster(year), rule.shift)
    case 'easter_western':
      return daysAfter(westernEaster(year), rule.shift)
    case 'once':
      return null
  }
}

/** Two days of an event that follow each other within a month are its length; further apart they are bounds of what is known. */
function spanOf(date: ImpreciseDate): { from: string; until: string; exact: boolean; about: boolean } {
  const [from, until] = [earliest(date), latest(date)]
  const [first = '', last = first] = date.split('/')
  const exact = isExact(first) && isExact(last) && daysBetween(from, until) <= 31
  return { from, until, exact, about: isAbout(date) }
}

/** The times at which an occasion falls between two days. */
export function occurrences(one: OccasionFacts, from: string, to: string): Entry[] {
  const base = { ...BLANK, ...whose(one), kind: one.kind, id: one.id, risk: one.risk || one.kind === 'election', rule: one.rule }
  if (one.rule.repeats === 'once') {
    const span = spanOf(one.rule.date)
    const until = isExact(one.rule.date) ? daysAfter(span.from, one.days - 1) : span.until
    const entry = { ...base, ...span, until, key: `occasion-${one.id}` }
    return meets(entry, from, to) ? [entry] : []
  }
  const found: Entry[] = []
  // What began in the last days of the year before may still last; and what follows Easter may leave its year.
  const strays = 'shift' in one.rule
  const first = yearOf(from) - (strays || one.days > 1 ? 1 : 0)
  const last = yearOf(to) + (strays ? 1 : 0)
  for (let year = first; year <= last; year += 1) {
    const day = dayInYear(one.rule, year)
    if (day === null || day > to) continue
    const until = daysAfter(day, one.days - 1)
    if (until >= from) found.push({ ...base, key: `occasion-${one.id}-${year}`, from: day, until, exact: true })
  }
  return found
}

const whose = ({ organisationId, country, sortKey }: Whose): Whose => ({ organisationId, country, sortKey })

/** The time within which the anniversary of a date of any precision lies; 29 February falls on the 28th in other years. */
export function anniversarySpan(date: ImpreciseDate, years: number): { from: string; until: string; exact: boolean; about: boolean } {
  if (isExact(date)) {
    const day = yearsAfter(date, years)
    return { from: day, until: day, exact: true, about: false }
  }
  const until = latest(date)
  // The last day of February stays the last day: „февруари 2003 г.“ in 2024 has 29 days.
  const wholeMonth = !isExact(date.split('/').at(-1)!) && until.endsWith('-28') && until.slice(5, 7) === '02'
  const last = yearsAfter(until, years)
  return {
    from: yearsAfter(earliest(date), years),
    until: wholeMonth ? dayOf(yearOf(last), 2, 29) : last,
    exact: false,
    about: isAbout(date),
  }
}

function anniversaries(signings: readonly SigningFacts[], from: string, to: string, everyYears: Given['everyYears']): Entry[] {
  const found = new Map<string, Entry>()
  for (const one of signings) {
    const certain = isExact(one.date)
    const first = certain ? one.date : earliest(one.date)
    const last = certain ? one.date : latest(one.date)
    if (!certain && daysBetween(first, last) > LONGEST_SPAN) continue
    // What was ended is not celebrated.
    if (one.endedDay !== null && one.endedDay >= first) continue
    const step = everyYears(one.country ?? '')
    const least = Math.max(step, Math.ceil((yearOf(from) - yearOf(last)) / step) * step)
    for (let years = least; years <= yearOf(to) - yearOf(first); years += step) {
      const span = anniversarySpan(one.date, years)
      if (!meets(span, from, to)) continue
      // Two papers signed on one day are one anniversary.
      const same = `${one.partnershipId} ${span.from} ${span.until}`
      if (found.has(same)) continue
      found.set(same, {
        ...BLANK,
        ...whose(one),
        ...span,
        key: `anniversary-${one.id}-${years}`,
        kind: 'anniversary',
        id: one.id,
        partnershipId: one.partnershipId,
        years,
        contested: one.contested,
        milestone: { kind: one.kind, side: one.side, date: one.date },
      })
    }
  }
  return [...found.values()]
}

function endsOfAgreements(terms: readonly TermFacts[], from: string, to: string, alarmMonths: number): Entry[] {
  return terms.flatMap((one): Entry[] => {
    const base = {
      ...BLANK,
      ...whose(one),
      id: one.id,
      partnershipId: one.partnershipId,
      due: one.until,
      milestone: { kind: one.kind, side: one.side, date: one.until },
      risk: true,
    }
    const end: Entry = { ...base, ...spanOf(one.until), key: `end-${one.id}`, kind: 'agreement_end' }
    // Prudently from the first day on which it may end.
    const day = monthsAfter(earliest(one.until), -alarmMonths)
    const alarm: Entry = { ...base, from: day, until: day, exact: true, about: false, key: `renewal-${one.id}`, kind: 'renewal' }
    return [end, alarm].filter((entry) => meets(entry, from, to))
  })
}

function electionsBetween({ countries = [], elections = [], councilTerms = [] }: Given, entered: readonly OccasionFacts[], from: string, to: string): Entry[] {
  return countries.flatMap((country): Entry[] => {
    const base = {
      ...BLANK,
      organisationId: null,
      country,
      sortKey: '',
      kind: 'election' as const,
      id: country,
      risk: true,
    }
    const known = elections.filter((one) => one.country === country)
    const dated = known.map((one): Entry => ({ ...base, ...spanOf(one.date), key: `election-${country}-${one.date}` }))
    const term = councilTerms.find((one) => one.country === country)
    const own = entered.flatMap((one) => (one.kind === 'election' && one.country === country && one.rule.repeats === 'once' ? [one.rule.date] : []))
    const last = [...known.map(({ date }) => date), ...own].map(latest).sort().at(-1)
    const next = term === undefined || last === undefined ? null : yearOf(last) + term.years
    const expected: Entry[] =
      next === null
        ? []
        : [
            {
              ...base,
              key: `election-${country}-${next}`,
              from: `${next}-01-01`,
              until: `${next}-12-31`,
              exact: false,
              expected: true,
              due: last as ImpreciseDate,
            },
          ]
    return [...dated, ...expected].filter((entry) => meets(entry, from, to))
  })
}

const ORDER: readonly EntryKind[] = [
  'agreement_end',
  'renewal',
  'election',
  'deadline',
  'anniversary',
  'town_day',
  'national_holiday',
  'festival',
  'council_session',
  'other',
  'event',
  'promise',
]
const rank = new Map(ORDER.map((kind, index) => [kind, index]))
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** By day, the certain before the uncertain, then by kind and the partner's place in the alphabet. */
export const inOrder = (a: Entry, b: Entry): number =>
  compare(a.from, b.from) ||
  Number(b.exact) - Number(a.exact) ||
  (rank.get(a.kind) ?? 0) - (rank.get(b.kind) ?? 0) ||
  compare(a.sortKey, b.sortKey) ||
  compare(a.key, b.key)

/** Everything that meets the days from `from` to `to`, both YYYY-MM-DD and included, in order. */
export function occasionsBetween(from: string, to: string, given: Given): Entry[] {
  const entered = given.occasions ?? []
  return [
    ...entered.flatMap((one) => occurrences(one, from, to)),
    ...anniversaries(given.signings ?? [], from, to, given.everyYears),
    ...endsOfAgreements(given.terms ?? [], from, to, given.alarmMonths),
    ...electionsBetween(given, entered, from, to),
    ...(given.layers ?? []).flatMap((one): Entry[] => {
      const entry: Entry = { ...BLANK, ...whose(one), ...spanOf(one.date), key: `${one.kind}-${one.id}`, kind: one.kind, id: one.id }
      return meets(entry, from, to) ? [entry] : []
    }),
  ].sort(inOrder)
}
