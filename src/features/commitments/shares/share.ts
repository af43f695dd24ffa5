// How much of what was promised is kept: in which year a promise counts, and as what. The rule in words stands in README.md of this feature.
import { m } from '#messages'
import { type ImpreciseDate, latest } from '#platform/dates.ts'
import { lapsedOn, type Move } from '../moves/move.ts'

/**
 * on-time: kept no later than the day that held, every move of it agreed in time · late: kept after a day had passed · dropped: given up ·
 * waiting: its day has passed and it is not kept yet.
 */
export const OUTCOMES = ['on-time', 'late', 'dropped', 'waiting'] as const
export type Outcome = (typeof OUTCOMES)[number]

export type Counted = { readonly due: ImpreciseDate | null; readonly moves: readonly Move[]; readonly keptOn: string | null; readonly droppedOn: string | null }

const earlier = (one: string | null, other: string | null): string | null => (one === null ? other : other === null ? one : one < other ? one : other)

/** The day with whose year a promise counts: when it was settled or when its day passed, whichever came first. null: neither has a day. */
export const countsOn = ({ due, moves, keptOn, droppedOn }: Counted): string | null =>
  earlier(keptOn ?? droppedOn, lapsedOn(moves) ?? (due === null ? null : latest(due)))

/** As what it counts on `today`; null: not yet, its day is still to come, or it has none. */
export function outcome(one: Counted, today: string): Outcome | null {
  const day = countsOn(one)
  if (one.keptOn !== null) return one.keptOn === day ? 'on-time' : 'late'
  if (one.droppedOn !== null) return 'dropped'
  return day !== null && day < today ? 'waiting' : null
}

export type Share = Readonly<Record<Outcome, number>>
export const NO_SHARE: Share = { 'on-time': 0, late: 0, dropped: 0, waiting: 0 }

export const keptIn = (share: Share): number => share['on-time'] + share.late
export const countedIn = (share: Share): number => keptIn(share) + share.dropped + share.waiting
export const sumOf = (shares: readonly Share[]): Share =>
  Object.fromEntries(OUTCOMES.map((one) => [one, shares.reduce((sum, share) => sum + share[one], 0)])) as Share

/** Whole percent of what is kept, rounded down, so that 100 % means all of it; null where nothing counts. */
export const percentKept = (share: Share): number | null => (countedIn(share) === 0 ? null : Math.floor((keptIn(share) * 100) / countedIn(share)))

/** „3 от 4 (75 %)“, „още няма“ */
export function shareInWords(share: Share): string {
  const percent = percentKept(share)
  return percent === null ? m.commitments_share_none() : m.commitments_share_of({ kept: keptIn(share), all: countedIn(share), percent })
}

const details: Readonly<Record<Outcome, (count: number) => string>> = {
  'on-time': (count) => m.commitments_share_on_time({ count }),
  late: (count) => m.commitments_share_late({ count }),
  dropped: (count) => m.commitments_share_dropped({ count }),
  waiting: (count) => m.commitments_share_waiting({ count }),
}
/** „2 в срок, 1 със закъснение, 1 още не“; '' where nothing counts. */
export const shareDetails = (share: Share): string =>
  OUTCOMES.filter((one) => share[one] > 0)
    .map((one) => details[one](share[one]))
    .join(', ')
