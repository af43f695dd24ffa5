// A journey of ours abroad: its order, its money and its report, hung on the event it goes to; where it stands and what it lacks.
import { dayAfter } from '#features/commitments/commitment.ts'
import { eventDateInWords } from '#features/events/event.ts'
import { dayInWords } from '#platform/dates.ts'
import { m } from '#messages'
import type { TripRules } from './rules/rules.ts'

/** Computed from its days: the order, the way there and back, the report and the accounts. */
export const TRIP_STATES = ['prepared', 'ordered', 'travelling', 'to-report', 'accounted'] as const
export type TripState = (typeof TRIP_STATES)[number]

export const TRIPS_ON_A_PAGE = 25

/** Days are YYYY-MM-DD; null: not yet. `orderedOn` is the day of the last order needed, once all are there. */
export type TripDays = {
  readonly departsOn: string | null
  readonly returnsOn: string | null
  readonly orderedOn: string | null
  readonly reportedOn: string | null
  /** The day on which the last account was settled, once all are. */
  readonly settledOn: string | null
}

/** Where a journey stands: on the last day one is still on the way. */
export function tripStateOf({ departsOn, returnsOn, orderedOn, reportedOn, settledOn }: TripDays, today: string): TripState {
  if (reportedOn !== null && settledOn !== null) return 'accounted'
  if (returnsOn !== null && returnsOn < today) return 'to-report'
  if (departsOn !== null && departsOn <= today) return 'travelling'
  return orderedOn === null ? 'prepared' : 'ordered'
}

/** Of a journey's first and last day, YYYY-MM-DD. */
export const periodInWords = (from: string, until: string): string => (from === until ? dayInWords(from) : eventDateInWords(`${from}/${until}`))

const stateNames: Readonly<Record<TripState, () => string>> = {
  prepared: () => m.trips_state_prepared(),
  ordered: () => m.trips_state_ordered(),
  travelling: () => m.trips_state_travelling(),
  'to-report': () => m.trips_state_to_report(),
  accounted: () => m.trips_state_accounted(),
}
export const tripStateName = (state: TripState): string => stateNames[state]()
export const isTripState = (value: string): value is TripState => (TRIP_STATES as readonly string[]).includes(value)

/** Which order a traveller goes by: the usual one, or that of whoever orders the mayor's journeys. */
export const ORDERS = ['usual', 'body'] as const
export type WhichOrder = (typeof ORDERS)[number]
export type Order = { readonly number: string; readonly on: string; readonly signer: string; readonly signerPost: string }
export type Orders = Readonly<Record<WhichOrder, Order | null>>

/** The day of the last order needed, once every needed one is there. */
export function orderedOn(orders: Orders, needed: readonly WhichOrder[]): string | null {
  const days = needed.map((which) => orders[which]?.on ?? null)
  return days.length === 0 || days.includes(null) ? null : (days as string[]).toSorted().at(-1)!
}

// ---- what is missing ---------------------------------------------------------------------------------------------------

export const TRIP_PIECES = ['task', 'legs', 'travellers', 'order', 'rates', 'insurance', 'advance', 'report', 'account', 'summary'] as const
export type TripPieceKind = (typeof TRIP_PIECES)[number]
export type TripPiece = {
  readonly kind: TripPieceKind
  readonly done: boolean
  /** By which day, YYYY-MM-DD; null: without a day. */
  readonly due: string | null
  readonly late: boolean
}

export type TripFacts = TripDays & {
  readonly task: boolean
  readonly travellers: number
  /** Every rate and percentage the budget needs is known. */
  readonly priced: boolean
  readonly insured: boolean
  readonly advances: number
  readonly published: boolean
}

/** What of a journey has a day of its own by the office's rules: for its page, the day's list and the reminders. */
export const TRIP_DEADLINES = ['order', 'advance', 'report', 'account'] as const
export type TripDeadlineKind = (typeof TRIP_DEADLINES)[number]
export type TripDeadline = { readonly kind: TripDeadlineKind; readonly due: string; readonly late: boolean }
export type DeadlineRules = Pick<TripRules, 'orderDays' | 'advanceDays' | 'reportDays' | 'accountDays'>

/** The last day on which each is in time; null: the days of the journey are not known. */
export const dueDays = (
  { departsOn, returnsOn }: Pick<TripDays, 'departsOn' | 'returnsOn'>,
  rules: DeadlineRules,
): Readonly<Record<TripDeadlineKind, string | null>> => ({
  order: departsOn === null ? null : dayAfter(departsOn, -rules.orderDays),
  advance: departsOn === null ? null : dayAfter(departsOn, -rules.advanceDays),
  report: returnsOn === null ? null : dayAfter(returnsOn, rules.reportDays),
  account: returnsOn === null ? null : dayAfter(returnsOn, rules.accountDays),
})

/**
 * What waits with a day, the earliest first. The order and the advances wait until one is back, report and account from then on. Nobody waits for an advance
 * as long as nobody is said to travel.
 */
export function deadlinesOf(days: TripDays & { readonly undecided: number }, rules: DeadlineRules, today: string): TripDeadline[] {
  const by = dueDays(days, rules)
  const back = days.returnsOn !== null && days.returnsOn < today
  const waits: Readonly<Record<TripDeadlineKind, boolean>> = {
    order: !back && days.orderedOn === null,
    advance: !back && days.undecided > 0,
    report: back && days.reportedOn === null,
    account: back && days.settledOn === null,
  }
  return TRIP_DEADLINES.flatMap((kind): TripDeadline[] => {
    const due = by[kind]
    return due !== null && waits[kind] ? [{ kind, due, late: due < today }] : []
  }).toSorted((a, b) => (a.due === b.due ? 0 : a.due < b.due ? -1 : 1))
}

/** The pieces of a journey in the order in which they are seen to; what is for afterwards stands only after the return. */
export function tripPiecesOf(facts: TripFacts, rules: DeadlineRules, today: string): TripPiece[] {
  const { departsOn, returnsOn } = facts
  const over = returnsOn !== null && returnsOn < today
  const by = dueDays(facts, rules)
  const before = departsOn === null ? null : dayAfter(departsOn, -1)
  const piece = (kind: TripPieceKind, done: boolean, due: string | null): TripPiece => ({ kind, done, due, late: !done && due !== null && due < today })
  return [
    piece('task', facts.task, by.order),
    piece('legs', departsOn !== null, null),
    piece('travellers', facts.travellers > 0, by.order),
    piece('order', facts.orderedOn !== null, by.order),
    piece('rates', facts.priced, before),
    piece('insurance', facts.insured, before),
    piece('advance', facts.advances >= facts.travellers && facts.travellers > 0, by.advance),
    ...(over
      ? [piece('report', facts.reportedOn !== null, by.report), piece('account', facts.settledOn !== null, by.account), piece('summary', facts.published, null)]
      : []),
  ]
}

const pieceNames: Readonly<Record<TripPieceKind, () => string>> = {
  task: () => m.trips_piece_task(),
  legs: () => m.trips_piece_legs(),
  travellers: () => m.trips_piece_travellers(),
  order: () => m.trips_piece_order(),
  rates: () => m.trips_piece_rates(),
  insurance: () => m.trips_piece_insurance(),
  advance: () => m.trips_piece_advance(),
  report: () => m.trips_piece_report(),
  account: () => m.trips_piece_account(),
  summary: () => m.trips_piece_summary(),
}
export const tripPieceName = (kind: TripPieceKind): string => pieceNames[kind]()
