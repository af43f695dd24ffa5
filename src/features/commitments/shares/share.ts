// How much of what was promised is kept: in which year a promise counts, and as what. The rule in words stands in README.md of this feature.
import { m } from '#messages'
import { type ImpreciseDate, latest } from '#platform/dates.ts'
import { type CommitmentState, isWish } from '../commitment.ts'
import { lapsedOn, type Move } from '../moves/move.ts'

/**
 * on-time: kept no later than the day that held, every move of it agreed in time, or without any day · late: kept after a day had passed · dropped: given up ·
 * waiting: its day has passed and it is not kept yet · undated: not kept yet, and no day was ever named for it.
 */
export const OUTCOMES = ['on-time', 'late', 'dropped', 'waiting', 'undated'] as const
export type Outcome = (typeof OUTCOMES)[number]

export type Counted = {
  readonly state: CommitmentState
  /** The last day on which it can have been given, YYYY-MM-DD (given.ts). */
  readonly givenOn: string
  readonly due: ImpreciseDate | null
  readonly moves: readonly Move[]
  readonly keptOn: string | null
  readonly droppedOn: string | null
}

const earlier = (one: string | null, other: string): string => (one === null || other < one ? other : one)

/** The day that decides whether it is late: the last that was agreed, unless one had passed before it was moved. null: it has none. */
const lapsesOn = ({ due, moves }: Pick<Counted, 'due' | 'moves'>): string | null => lapsedOn(moves) ?? (due === null ? null : latest(due))

/**
 * The day with whose year a promise counts: when it was settled or when its day passed, whichever came first; one without a day counts with the day on which
 * it was given, for good. null: it is a wish and counts nowhere.
 */
export const countsOn = (one: Counted): string | null => (isWish(one.state) ? null : earlier(one.keptOn ?? one.droppedOn, lapsesOn(one) ?? one.givenOn))

/** As what it counts on `today`; null: not yet, its day is still to come, or never, it is a wish. */
export function outcome(one: Counted, today: string): Outcome | null {
  if (isWish(one.state)) return null
  const last = lapsesOn(one)
  if (one.keptOn !== null) return last === null || one.keptOn <= last ? 'on-time' : 'late'
  if (one.droppedOn !== null) return 'dropped'
  if (last === null) return one.givenOn <= today ? 'undated' : null
  return last < today ? 'waiting' : null
}

export type Share = Readonly<Record<Outcome, number>>
export const NO_SHARE: Share = { 'on-time': 0, late: 0, dropped: 0, waiting: 0, undated: 0 }

export const keptIn = (share: Share): number => share['on-time'] + share.late
export const countedIn = (share: Share): number => keptIn(share) + share.dropped + share.waiting + share.undated
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
  undated: (count) => m.commitments_share_undated({ count }),
}
/** „2 в срок, 1 със закъснение, 1 още не“; '' where nothing counts. */
export const shareDetails = (share: Share): string =>
  OUTCOMES.filter((one) => share[one] > 0)
    .map((one) => details[one](share[one]))
    .join(', ')
