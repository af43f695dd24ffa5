// A journey of ours abroad: its order, its money and its report, hung on the event it goes to; where it stands and what it lacks.
import type { KeptHead } from '#features/accounts/letterhead/paper-head.ts'
import { eventDateInWords } from '#features/events/event.ts'
import { dayInWords, dayAfter } from '#platform/dates.ts'
import { m } from '#messages'
import { lastDayOf } from './journeys/journey.ts'
import type { OrderText } from './papers/order.ts'
import type { TripRules } from './rules/rules.ts'

/** Computed from its days: the order, the way there and back, the report and the accounts; or it was called off, itself or its event. */
export const TRIP_STATES = ['prepared', 'ordered', 'travelling', 'to-report', 'accounted', 'cancelled'] as const
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
  /** Since when it or its event is called off. */
  readonly cancelledOn: string | null
}

/** Where a journey stands: on the last day one is still on the way. */
export function tripStateOf({ departsOn, returnsOn, orderedOn, reportedOn, settledOn, cancelledOn }: TripDays, today: string): TripState {
  if (reportedOn !== null && settledOn !== null) return 'accounted'
  if (cancelledOn !== null) return 'cancelled'
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
  cancelled: () => m.trips_state_cancelled(),
}
export const tripStateName = (state: TripState): string => stateNames[state]()
export const isTripState = (value: string): value is TripState => (TRIP_STATES as readonly string[]).includes(value)

export type TripFilters = {
  /** `open`: whatever is not accounted for yet. */
  readonly state?: TripState | 'open' | undefined
  readonly year?: number | undefined
  readonly q?: string | undefined
}

/** What the list is asked for, from wherever it is asked; junk is not. */
export function tripFiltersOf(query: (name: string) => string | undefined): TripFilters {
  const asked = (name: string): string | undefined => {
    const value = (query(name) ?? '').replaceAll('\u0000', '').trim().slice(0, 200)
    return value === '' ? undefined : value
  }
  const [state, year] = [asked('state'), asked('year')]
  return {
    state: state !== undefined && (state === 'open' || isTripState(state)) ? state : undefined,
    year: year !== undefined && /^[1-9]\d{3}$/.test(year) ? Number(year) : undefined,
    q: asked('q'),
  }
}

/** Which order a traveller goes by: the usual one, or that of whoever orders the mayor's journeys. */
export const ORDERS = ['usual', 'body'] as const
export type WhichOrder = (typeof ORDERS)[number]
/** What an order does: sends people on their way, amends the one before it, stands instead of it, or takes it back. */
export const ORDER_ACTS = ['orders', 'amends', 'replaces', 'revokes'] as const
export type OrderAct = (typeof ORDER_ACTS)[number]
export type Order = {
  readonly number: string
  readonly on: string
  readonly signer: string
  readonly signerPost: string
  /** Left out of the first. */
  readonly does?: OrderAct
  /** As it was signed, and all that held by it then; orders signed before the texts were kept have none. */
  readonly kept?: {
    readonly paper: OrderText
    readonly whole: OrderText
    /** The letterhead over it; left out before it was kept too. */ readonly head?: KeptHead
  }
  /** The order before it. */
  readonly before?: Order | null
}
export type Orders = Readonly<Record<WhichOrder, Order | null>>

/** The order by which people travel; null: none was signed, or it was taken back. */
export const standingOrder = (order: Order | null): Order | null => (order === null || order.does === 'revokes' ? null : order)
/** The order and those before it, the first first. */
export const orderChain = (order: Order | null | undefined): Order[] => (order == null ? [] : [...orderChain(order.before), order])

/** The day of the last order needed, once every needed one is there. */
export function orderedOn(orders: Orders, needed: readonly WhichOrder[]): string | null {
  const days = needed.map((which) => standingOrder(orders[which])?.on ?? null)
  return days.length === 0 || days.includes(null) ? null : (days as string[]).toSorted().at(-1)!
}

// ---- what is missing ---------------------------------------------------------------------------------------------------

export const TRIP_PIECES = ['task', 'legs', 'travellers', 'days', 'order', 'rates', 'insurance', 'advance', 'report', 'account', 'summary'] as const
export type TripPieceKind = (typeof TRIP_PIECES)[number]
export type TripPiece = {
  readonly kind: TripPieceKind
  readonly done: boolean
  /** By which day, YYYY-MM-DD; null: without a day. */
  readonly due: string | null
  readonly late: boolean
  /** By id, those of whom alone it waits by this day; left out where it is everybody's. */
  readonly who?: readonly string[]
}

/** Somebody who travels, as the deadlines see them. */
export type Returning = {
  readonly id: string
  /** Their own last day; null: as the journey. */
  readonly leavesOn: string | null
  readonly settledOn: string | null
  /** Nobody has decided on an advance. */
  readonly undecided: boolean
  /** Was given money or laid it out, and has not settled. */
  readonly owing: boolean
}

export type TripFacts = TripDays & {
  readonly task: boolean
  readonly travellers: readonly Returning[]
  /** Whose own days were said of other days of the journey than it has now. */
  readonly doubtful: number
  /** Every rate and percentage the budget needs is known. */
  readonly priced: boolean
  readonly insured: boolean
  readonly published: boolean
}

/** What of a journey has a day of its own by the office's rules: for its page, the day's list and the reminders. */
export const TRIP_DEADLINES = ['order', 'advance', 'report', 'account'] as const
export type TripDeadlineKind = (typeof TRIP_DEADLINES)[number]
const deadlineNames: Readonly<Record<TripDeadlineKind, () => string>> = {
  order: () => m.trips_deadline_order(),
  advance: () => m.trips_deadline_advance(),
  report: () => m.trips_deadline_report(),
  account: () => m.trips_deadline_account(),
}
export const tripDeadlineName = (kind: TripDeadlineKind): string => deadlineNames[kind]()
/** `who`: by id, those of whom it waits; of an order everybody who travels. */
export type TripDeadline = { readonly kind: TripDeadlineKind; readonly due: string; readonly late: boolean; readonly who: readonly string[] }
export type DeadlineRules = Pick<TripRules, 'orderDays' | 'advanceDays' | 'reportDays' | 'accountDays'>

/** The last day on which each is in time; null: the days of the journey are not known. */
export const dueDays = (
  { departsOn, returnsOn, cancelledOn }: Pick<TripDays, 'departsOn' | 'returnsOn' | 'cancelledOn'>,
  rules: DeadlineRules,
): Readonly<Record<TripDeadlineKind, string | null>> => ({
  order: departsOn === null ? null : dayAfter(departsOn, -rules.orderDays),
  advance: departsOn === null ? null : dayAfter(departsOn, -rules.advanceDays),
  report: returnsOn === null ? null : dayAfter(returnsOn, rules.reportDays),
  account: (cancelledOn ?? returnsOn) === null ? null : dayAfter((cancelledOn ?? returnsOn)!, rules.accountDays),
})

/** Report and account of somebody who leaves earlier count from their own last day, and from the day it was called off only where that was before. */
function ownDueDays(days: TripDays, rules: DeadlineRules, { leavesOn }: Pick<Returning, 'leavesOn'>): Readonly<Record<TripDeadlineKind, string | null>> {
  const returnsOn = lastDayOf(days, leavesOn)
  const off = days.cancelledOn
  return dueDays(
    { ...days, returnsOn, cancelledOn: off !== null && returnsOn !== null && returnsOn !== days.returnsOn && returnsOn < off ? returnsOn : off },
    rules,
  )
}

/**
 * What waits with a day, the earliest first. The order waits until it is signed, also afterwards: without one nothing is paid. The advances wait until one is
 * back, report and account from then on, of each from their own last day: those who are back on different days have a deadline each. Nobody waits for an advance
 * as long as nobody is said to travel. Of a journey that was called off only the accounts wait, of whoever owes or is owed money.
 */
export function deadlinesOf(days: TripDays & { readonly travellers: readonly Returning[] }, rules: DeadlineRules, today: string): TripDeadline[] {
  const by = dueDays(days, rules)
  const { travellers } = days
  const off = days.cancelledOn !== null
  const isBack = (leavesOn: string | null): boolean => (lastDayOf(days, leavesOn) ?? today) < today
  const deadline = (kind: TripDeadlineKind, due: string | null, who: readonly Returning[]): TripDeadline[] =>
    due === null ? [] : [{ kind, due, late: due < today, who: who.map(({ id }) => id) }]
  const each = (kind: 'report' | 'account', who: readonly Returning[]): TripDeadline[] =>
    [...Map.groupBy(who, (one) => ownDueDays(days, rules, one)[kind])].flatMap(([due, own]) => deadline(kind, due, own))
  const back = travellers.filter(({ leavesOn }) => isBack(leavesOn))
  const undecided = travellers.filter((one) => one.undecided)
  const before = !off && !isBack(null)
  // Where nobody is said to have travelled the journey itself still waits.
  const nobody = travellers.length === 0 && !off && isBack(null)
  const found = [
    ...(!off && days.orderedOn === null ? deadline('order', by.order, travellers) : []),
    ...(before && undecided.length > 0 ? deadline('advance', by.advance, undecided) : []),
    ...(off || days.reportedOn !== null ? [] : nobody ? deadline('report', by.report, []) : each('report', back)),
    ...(nobody
      ? deadline('account', by.account, [])
      : each('account', off ? travellers.filter(({ owing }) => owing) : back.filter(({ settledOn }) => settledOn === null))),
  ]
  return found.toSorted((a, b) => (a.due === b.due ? 0 : a.due < b.due ? -1 : 1))
}

/** The pieces of a journey in the order in which they are seen to; what is for afterwards stands only after the return. Called off, only money may be missing. */
export function tripPiecesOf(facts: TripFacts, rules: DeadlineRules, today: string): TripPiece[] {
  const { departsOn, returnsOn, travellers } = facts
  const over = returnsOn !== null && returnsOn < today
  const by = dueDays(facts, rules)
  const before = departsOn === null ? null : dayAfter(departsOn, -1)
  const piece = (kind: TripPieceKind, done: boolean, due: string | null): TripPiece => ({ kind, done, due, late: !done && due !== null && due < today })
  const waiting = deadlinesOf(facts, rules, today)
  const afterwards = (kind: 'report' | 'account'): TripPiece[] => {
    const open = waiting.filter((one) => one.kind === kind)
    if (open.length === 0) return over && facts.cancelledOn === null ? [piece(kind, true, by[kind])] : []
    const shared = open.length === 1 && open[0]!.due === by[kind]
    return open.map(({ due, who }) => ({ ...piece(kind, false, due), ...(shared ? {} : { who }) }))
  }
  if (facts.cancelledOn !== null) return afterwards('account')
  return [
    piece('task', facts.task, by.order),
    piece('legs', departsOn !== null, null),
    piece('travellers', travellers.length > 0, by.order),
    ...(facts.doubtful > 0 ? [piece('days', false, null)] : []),
    piece('order', facts.orderedOn !== null, by.order),
    piece('rates', facts.priced, before),
    piece('insurance', facts.insured, before),
    piece('advance', travellers.length > 0 && travellers.every(({ undecided }) => !undecided), by.advance),
    ...afterwards('report'),
    ...afterwards('account'),
    ...(over ? [piece('summary', facts.published, null)] : []),
  ]
}

const pieceNames: Readonly<Record<TripPieceKind, () => string>> = {
  task: () => m.trips_piece_task(),
  legs: () => m.trips_piece_legs(),
  travellers: () => m.trips_piece_travellers(),
  days: () => m.trips_piece_days(),
  order: () => m.trips_piece_order(),
  rates: () => m.trips_piece_rates(),
  insurance: () => m.trips_piece_insurance(),
  advance: () => m.trips_piece_advance(),
  report: () => m.trips_piece_report(),
  account: () => m.trips_piece_account(),
  summary: () => m.trips_piece_summary(),
}
export const tripPieceName = (kind: TripPieceKind): string => pieceNames[kind]()

type Away = Pick<TripDays, 'departsOn' | 'returnsOn'>
/** Whether a journey was called off before somebody of these days left: no day of absence is paid to them. */
export const isStaying = (cancelledOn: string | null, { departsOn }: Pick<Away, 'departsOn'>): cancelledOn is string =>
  cancelledOn !== null && (departsOn === null || cancelledOn < departsOn)

/** The day from which somebody's account may be settled: their last one, or that on which it was called off before; null: nobody knows. */
export const endOf = (whole: { readonly trip: Away; readonly cancelledOn: string | null }, { due }: { readonly due: { readonly journey: Away | null } }) => {
  const days = due.journey ?? whole.trip
  return isStaying(whole.cancelledOn, days) ? whole.cancelledOn : days.returnsOn
}
