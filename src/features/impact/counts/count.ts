// Counts what the register holds, by year and partner: a pure rule over rows that were read, so that each number is the list it was counted from.
import { EVENT_KINDS, type EventDirection, type EventKind, isAtDistance, lastedDays } from '#features/events/event.ts'
import { type Counted as CountedPromise, countsOn, outcome } from '#features/commitments/shares/share.ts'
import type { MilestoneKind, Side } from '#features/partnerships/milestones/milestone.ts'
import { daysBetween, type ImpreciseDate } from '#platform/dates.ts'
import { HOME_CURRENCY, inHomeCurrency, type Money } from '#platform/money.ts'
import { type Cell, isMoney, isOfRecords, type Measure, type Recordable } from '../measure.ts'

/** Rows as the queries give them; days are YYYY-MM-DD, partners are ids of organisations. */
export type ReadEvent = {
  readonly id: string
  readonly kind: EventKind
  readonly direction: EventDirection
  readonly date: ImpreciseDate | null
  readonly firstDay: string | null
  readonly lastDay: string | null
  readonly partners: readonly string[]
}
/** A guest of a visit who did not withdraw; the days on which they came and left by the host's clock, where they are known. */
export type ReadGuest = { readonly eventId: string; readonly arrivesOn: string | null; readonly leavesOn: string | null; readonly needsRoom: boolean }
/** Someone who travelled by an order of ours, and the nights they were lodged; null: the journey was not laid out. */
export type ReadTraveller = { readonly eventId: string; readonly nights: number | null }
/** How many of those the event itself names were of the side that travelled: who held a post with a partner then, of our journeys who held one with us. */
export type ReadNamed = { readonly eventId: string; readonly people: number }
/** What an arrangement of a visit or a cost of a journey says was paid by whom; `cents` null: no sum was typed. */
export type ReadSum = {
  readonly eventId: string
  readonly from: 'dossier' | 'trip'
  readonly way: 'in' | 'out'
  readonly cents: number | null
  readonly currency: string
}
export type ReadStep = {
  readonly id: string
  readonly organisationId: string
  readonly kind: MilestoneKind
  readonly side: Side
  readonly firstDay: string
  readonly lastDay: string
}
export type ReadPromise = CountedPromise & { readonly id: string; readonly partners: readonly string[] }
export type ReadFigure = {
  readonly id: string
  readonly organisationId: string
  readonly year: number
  readonly measure: Recordable
  /** A number, or hundredths of the currency. */
  readonly amount: number
  readonly currency: string | null
  readonly eventId: string | null
  readonly asOf: string
}
export type Read = {
  readonly events: readonly ReadEvent[]
  readonly guests: readonly ReadGuest[]
  readonly travellers: readonly ReadTraveller[]
  readonly named: readonly ReadNamed[]
  readonly sums: readonly ReadSum[]
  readonly steps: readonly ReadStep[]
  readonly promises: readonly ReadPromise[]
  readonly figures: readonly ReadFigure[]
}

/**
 * One record in one count. `amount`: how much of it the record tells, null: it should and does not; `partial`: it tells only a part. Of promises 1 is kept and
 * 0 is not. `covers`: an entry of the office for a whole year with a partner, which stands for all that the records of that year do not tell.
 */
export type Counted = {
  readonly measure: Measure
  readonly year: number
  readonly partners: readonly string[]
  readonly thing: 'event' | 'milestone' | 'commitment' | 'impact_figure'
  readonly id: string
  readonly day: string
  readonly amount: number | null
  readonly partial: boolean
  readonly currency: string | null
  readonly covers: boolean
  /** Only those the event itself names: fewer than took part, and among those for whom an entry for the whole year stands. */
  readonly named?: true
  /** Of an event, what it was and which way it went. */
  readonly event?: { readonly kind: EventKind; readonly direction: EventDirection }
}

const yearOfDay = (day: string): number => Number(day.slice(0, 4))

/** The year a record counts in: that of its days; of days on end the one in which they began; null where nobody knows which year it was. */
export function yearOf({ firstDay, lastDay, date }: Pick<ReadEvent, 'firstDay' | 'lastDay' | 'date'>): number | null {
  if (firstDay === null || lastDay === null) return null
  return yearOfDay(firstDay) === yearOfDay(lastDay) || (date !== null && lastedDays(date)) ? yearOfDay(firstDay) : null
}

/** Steps of a partnership on which a paper is signed, prolonged or taken up again. */
export const AGREEMENTS = ['signing', 'memorandum', 'renewal', 'revival'] as const satisfies readonly MilestoneKind[]

/** Letters and calls bring nobody together, and a session of a council needs nobody of theirs. */
export const isCountedKind = (kind: EventKind): boolean => !isAtDistance(kind) && kind !== 'council_session'

const EXACT = /^\d{4}-\d{2}-\d{2}(?:\/\d{4}-\d{2}-\d{2})?$/
/** The nights a guest slept at the hosts': by their own days of coming and leaving, else by those of the visit; null where neither is known to the day. */
export function nightsOf(guest: Omit<ReadGuest, 'eventId'>, event: Pick<ReadEvent, 'date' | 'firstDay' | 'lastDay'>): number | null {
  if (!guest.needsRoom) return 0
  const exact = event.date !== null && EXACT.test(event.date) && (!event.date.includes('/') || lastedDays(event.date))
  const from = guest.arrivesOn ?? (exact ? event.firstDay : null)
  const until = guest.leavesOn ?? (exact ? event.lastDay : null)
  return from === null || until === null || until < from ? null : daysBetween(from, until)
}

type Told = { readonly amount: number | null; readonly partial: boolean; readonly named?: true }
/** The sum of what is known; nothing at all is known where no part of it is. */
function summed(parts: readonly (number | null)[]): Told {
  const known = parts.filter((part) => part !== null)
  return known.length === 0 ? { amount: null, partial: false } : { amount: known.reduce((sum, part) => sum + part, 0), partial: known.length < parts.length }
}

/** People and nights of one event: of its dossier, else of the order by which we travelled, else at least those it names. */
function peopleOf(event: ReadEvent, guests: readonly ReadGuest[], travellers: readonly ReadTraveller[], named: number): { people: Told; nights: Told } {
  if (guests.length > 0) return { people: { amount: guests.length, partial: false }, nights: summed(guests.map((guest) => nightsOf(guest, event))) }
  if (event.direction === 'outgoing' && travellers.length > 0)
    return { people: { amount: travellers.length, partial: false }, nights: summed(travellers.map(({ nights }) => nights)) }
  const nights = { amount: null, partial: false }
  return named > 0 ? { people: { amount: named, partial: true, named: true }, nights } : { people: { amount: null, partial: false }, nights }
}

/** In our currency where the rate is fixed for good; every other stays as it is. */
const plain = ({ cents, currency }: Money): Money => {
  const home = inHomeCurrency({ cents, currency })
  return home === null ? { cents, currency } : { cents: home, currency: HOME_CURRENCY }
}

type Paid = { readonly way: 'in' | 'out'; readonly currency: string; readonly told: Told }
/** What was paid for one event, each way and currency on its own. Of a journey with costs those of its dossier are the same costs told before, and left out. */
function moneyOf(sums: readonly ReadSum[]): Paid[] {
  const own = sums.some(({ from }) => from === 'trip') ? sums.filter(({ from }) => from === 'trip') : sums
  return (['in', 'out'] as const).flatMap((way): Paid[] => {
    const some = own.filter((one) => one.way === way)
    const unpriced = some.some(({ cents }) => cents === null)
    const by = Map.groupBy(
      some.flatMap(({ cents, currency }) => (cents === null ? [] : [plain({ cents, currency })])),
      ({ currency }) => currency,
    )
    if (by.size === 0) return unpriced ? [{ way, currency: HOME_CURRENCY, told: { amount: null, partial: false } }] : []
    return [...by].map(([currency, all], at) => ({
      way,
      currency,
      told: { amount: all.reduce((sum, { cents }) => sum + cents, 0), partial: unpriced && at === 0 },
    }))
  })
}

/** The second town invites within so many days of the first ceremony; what was signed later is another agreement. */
const BETWEEN_CEREMONIES = 2 * 366

/**
 * Of the signings of one partnership those that begin an agreement: two ceremonies, one at each side, are one agreement, and it counts with the first of them.
 */
function firstCeremonies(signings: readonly ReadStep[]): ReadStep[] {
  const begun: ReadStep[] = []
  const alone: ReadStep[] = []
  for (const step of signings.toSorted((a, b) => (a.firstDay < b.firstDay ? -1 : a.firstDay > b.firstDay ? 1 : 0))) {
    const first =
      step.side === 'both' ? -1 : alone.findIndex(({ side, firstDay }) => side !== step.side && daysBetween(firstDay, step.firstDay) <= BETWEEN_CEREMONIES)
    if (first >= 0) {
      alone.splice(first, 1)
      continue
    }
    begun.push(step)
    if (step.side !== 'both') alone.push(step)
  }
  return begun
}

/** Every record in every count it belongs to, as on `today`: what is still to come, was called off or has no year counts nowhere. */
export function countedOf(read: Read, today: string): Counted[] {
  const [guests, travellers, named, sums] = [
    Map.groupBy(read.guests, ({ eventId }) => eventId),
    Map.groupBy(read.travellers, ({ eventId }) => eventId),
    new Map(read.named.map(({ eventId, people }) => [eventId, people])),
    Map.groupBy(read.sums, ({ eventId }) => eventId),
  ]
  const tied = new Map(read.figures.flatMap((figure) => (figure.eventId === null ? [] : [[`${figure.eventId} ${figure.measure}`, figure] as const])))
  const found: Counted[] = []
  const known = new Set<string>()
  const events = new Map(read.events.map((event) => [event.id, event]))
  for (const event of read.events) {
    const year = yearOf(event)
    if (year === null || event.firstDay! > today || !isCountedKind(event.kind)) continue
    const one = { year, partners: event.partners, thing: 'event', id: event.id, day: event.firstDay!, currency: null, partial: false, covers: false } as const
    found.push({ ...one, measure: 'events', amount: 1, event: { kind: event.kind, direction: event.direction } })
    if (event.direction !== 'none') {
      const { people, nights } = peopleOf(event, guests.get(event.id) ?? [], travellers.get(event.id) ?? [], named.get(event.id) ?? 0)
      const way = event.direction === 'incoming' ? 'in' : 'out'
      for (const [measure, told] of [
        [`people_${way}`, people],
        [`nights_${way}`, nights],
      ] as const) {
        // An entry of the office tells it where the records do not.
        if ((told.amount === null || told.partial) && tied.has(`${event.id} ${measure}`)) continue
        if (told.amount !== null) known.add(`${event.id} ${measure}`)
        found.push({ ...one, ...told, measure })
      }
    }
    for (const { way, currency, told } of moneyOf(sums.get(event.id) ?? [])) {
      const measure = `money_${way}` as const
      // Sums of an entry stand beside those of the records, and for those of which no sum was typed.
      const [entered, unpriced] = [tied.has(`${event.id} ${measure}`), told.amount === null]
      if (!entered || !unpriced) found.push({ ...one, ...told, partial: told.partial && !entered, measure, currency })
    }
  }
  for (const [organisationId, steps] of Map.groupBy(read.steps, (step) => step.organisationId)) {
    const agreements = firstCeremonies(steps.filter(({ kind }) => kind === 'signing'))
    for (const step of [...agreements, ...steps.filter(({ kind }) => kind !== 'signing')]) {
      const year = yearOf({ ...step, date: null })
      if (year === null || step.firstDay > today) continue
      const measure = step.kind === 'renewal' || step.kind === 'revival' ? 'renewed' : 'signed'
      const { id, firstDay: day } = step
      found.push({ measure, year, partners: [organisationId], thing: 'milestone', id, day, amount: 1, partial: false, currency: null, covers: false })
    }
  }
  for (const promise of read.promises) {
    const [day, came] = [countsOn(promise), outcome(promise, today)]
    if (day === null || came === null) continue
    const amount = came === 'on-time' || came === 'late' ? 1 : 0
    const { id, partners } = promise
    found.push({ measure: 'promises', year: yearOfDay(day), partners, thing: 'commitment', id, day, amount, partial: false, currency: null, covers: false })
  }
  for (const figure of read.figures) {
    const { id, organisationId, measure, amount, currency, eventId, asOf: day } = figure
    const event = eventId === null ? undefined : events.get(eventId)
    // The records have come to tell what was written down for the event: it would be counted twice.
    if (eventId !== null && known.has(`${eventId} ${measure}`)) continue
    const sum = currency === null ? { cents: amount, currency: null } : plain({ cents: amount, currency })
    found.push({
      measure,
      // What is said of an event is of the event: it goes with its day and counts with each of its partners.
      year: (event === undefined ? null : yearOf(event)) ?? figure.year,
      partners: [...new Set([organisationId, ...(event?.partners ?? [])])],
      thing: 'impact_figure',
      id,
      day,
      amount: sum.cents,
      partial: false,
      currency: sum.currency,
      covers: eventId === null,
    })
  }
  return found
}

const EVERYBODY = '*'
const key = (measure: Measure, year: number, partner: string | null): string => `${measure} ${year} ${partner ?? EVERYBODY}`

/** What was counted, ready to be asked for by measure, year and partner. */
export class Tally {
  private readonly by = new Map<string, Counted[]>()
  private readonly covered = new Set<string>()
  /** Years in which anything counts, the first one first. */
  readonly years: readonly number[]

  private readonly isOpen: (measure: Measure, year: number) => boolean

  /** `isOpen`: whether a measure of a year may be told at all; what may not is as unknown as what nobody knows. */
  constructor(all: readonly Counted[], isOpen: (measure: Measure, year: number) => boolean = () => true) {
    this.isOpen = isOpen
    const put = (name: string, one: Counted): void => {
      const there = this.by.get(name)
      if (there === undefined) this.by.set(name, [one])
      else there.push(one)
    }
    for (const one of all) {
      put(key(one.measure, one.year, null), one)
      for (const partner of new Set(one.partners)) {
        put(key(one.measure, one.year, partner), one)
        if (one.covers) this.covered.add(key(one.measure, one.year, partner))
      }
    }
    this.years = [...new Set(all.map(({ year }) => year))].sort((a, b) => a - b)
  }

  private told(measure: Measure, year: number, partner: string | null): readonly Counted[] {
    return this.isOpen(measure, year) ? (this.by.get(key(measure, year, partner)) ?? []) : []
  }

  /** The records a number was counted from, the newest first; `partner` null: with everybody. */
  list(measure: Measure, year: number, partner: string | null): Counted[] {
    return this.told(measure, year, partner).toSorted((a, b) => (a.day === b.day ? (a.id < b.id ? 1 : -1) : a.day < b.day ? 1 : -1))
  }

  /** Whether an entry for the whole year stands for what a record leaves untold: one with any of its partners is for all of that year with them. */
  private isCovered(one: Counted, partner: string | null): boolean {
    const covered = (id: string): boolean => this.covered.has(key(one.measure, one.year, id))
    return partner === null ? one.partners.some(covered) : covered(partner)
  }

  /** Whether a record leaves something untold that no entry for the whole year stands for. */
  isUntold(one: Counted, partner: string | null): boolean {
    return (one.amount === null || one.partial) && !this.isCovered(one, partner)
  }

  /** What a record adds to a number; null: nothing. Those an event names are among all for whom an entry for the whole year stands. */
  amountOf(one: Counted, partner: string | null): number | null {
    return one.named === true && this.isCovered(one, partner) ? null : one.amount
  }

  /** How many events there were of each kind, by direction; kinds of which there was none are left out. */
  eventsByKind(year: number, partner: string | null): { readonly kind: EventKind; readonly by: Readonly<Record<EventDirection, number>> }[] {
    const found = new Map<EventKind, Record<EventDirection, number>>()
    for (const { event } of this.list('events', year, partner)) {
      if (event === undefined) continue
      const by = found.get(event.kind) ?? { incoming: 0, outgoing: 0, none: 0 }
      by[event.direction] += 1
      found.set(event.kind, by)
    }
    return EVENT_KINDS.flatMap((kind) => (found.has(kind) ? [{ kind, by: found.get(kind)! }] : []))
  }

  cell(measure: Measure, year: number, partner: string | null): Cell {
    return this.cellOf(measure, year, partner, this.told(measure, year, partner))
  }

  /** What an entry for the whole year would stand beside: those whom events name are among the people it is of. */
  besideEntry(measure: Measure, year: number, partner: string | null): Cell {
    const all = this.told(measure, year, partner).map((one) => (one.named === true ? { ...one, amount: null, partial: false } : one))
    return this.cellOf(measure, year, partner, all)
  }

  private cellOf(measure: Measure, year: number, partner: string | null, all: readonly Counted[]): Cell {
    const known = all.flatMap((one) => {
      const added = this.amountOf(one, partner)
      return added === null ? [] : [{ cents: added, currency: one.currency }]
    })
    const amount = known.reduce((sum, { cents }) => sum + cents, 0)
    const sums = new Map<string, number>()
    if (isMoney(measure)) for (const { cents, currency } of known) sums.set(currency!, (sums.get(currency!) ?? 0) + cents)
    return {
      amount: isMoney(measure) || (known.length === 0 && !(isOfRecords(measure) && this.isOpen(measure, year))) ? null : amount,
      of: measure === 'promises' ? all.length : 0,
      sums: [...sums]
        .map(([currency, cents]) => ({ cents, currency }))
        .sort((a, b) => (a.currency === HOME_CURRENCY ? -1 : b.currency === HOME_CURRENCY ? 1 : a.currency < b.currency ? -1 : 1)),
      unknown: all.filter((one) => this.isUntold(one, partner)).length,
      recorded: all.filter(({ thing }) => thing === 'impact_figure').length,
    }
  }
}
