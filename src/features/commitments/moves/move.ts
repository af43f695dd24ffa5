// A move of the day by which a promise is to be kept: from when to when, on which day, why, and which side asked for it. All of them stay.
import { z } from 'zod'
import { endsOf } from '#features/events/event.ts'
import { m } from '#messages'
import { dateInWords, type ImpreciseDate, latest } from '#platform/dates.ts'
import { dateField, exactDayField, requiredLine } from '#platform/http/form-fields.ts'
import { SIDES, type Side } from '../commitment.ts'

export type Move = {
  /** The day on which it was agreed, YYYY-MM-DD. */
  readonly on: string
  /** null: no day had been named until then. */
  readonly from: ImpreciseDate | null
  /** null: put off without a new day. */
  readonly to: ImpreciseDate | null
  readonly why: string
  readonly askedBy: Side
}
/** What an officer says of a move; from where to where follows from the promise. */
export type Moving = Pick<Move, 'on' | 'why' | 'askedBy'>

/** Naming a first day where none was is kept among the moves and is none: nothing was put off. */
export const wasMoved = ({ from }: Pick<Move, 'from'>): boolean => from !== null
export const movesCounted = (moves: readonly Move[]): number => moves.filter(wasMoved).length

/** The first day that was ever named. */
export const firstDue = (moves: readonly Move[], due: ImpreciseDate | null): ImpreciseDate | null => moves.find(wasMoved)?.from ?? due

/**
 * The day that passed without the promise being kept, when its day was moved only afterwards: such a promise is late for good, whatever day was agreed then.
 * null: every move was agreed in time.
 */
export const lapsedOn = (moves: readonly Move[]): string | null => {
  for (const { on, from } of moves) if (from !== null && latest(from) < on) return latest(from)
  return null
}

/** The day that held on `day` (YYYY-MM-DD): moves agreed later are not known yet. */
export const dueOn = (moves: readonly Move[], due: ImpreciseDate | null, day: string): ImpreciseDate | null => {
  const later = moves.find(({ on }) => on > day)
  return later === undefined ? due : later.from
}

/** The last day a date or a horizon names, as people say it. */
const endInWords = (due: ImpreciseDate): string => {
  const { from, until } = endsOf(due)
  return dateInWords(until ?? from ?? due)
}

/** „преместено 2 пъти, първо беше до 1 март 2025 г.“; null when it was never moved. */
export function movedInWords(moves: readonly Move[]): string | null {
  const count = movesCounted(moves)
  const first = moves.find(wasMoved)?.from
  return count === 0 || first === undefined || first === null ? null : m.commitments_moved_times({ count, first: endInWords(first) })
}

const askers: Readonly<Record<Side, () => string>> = {
  us: () => m.commitments_move_asked_us(),
  them: () => m.commitments_move_asked_them(),
  both: () => m.commitments_move_asked_both(),
}
/** „поискахме ние“, „поискаха те“, „по общо съгласие“ */
export const askedInWords = (side: Side): string => askers[side]()

/** „от 1 март 2025 г. на 1 юни 2025 г.“, „без нов срок“, „определен е срок 2026 г.“ */
export const moveInWords = ({ from, to }: Pick<Move, 'from' | 'to'>): string =>
  from === null
    ? m.commitments_move_named({ to: to === null ? m.commitments_without_day() : endInWords(to) })
    : to === null
      ? m.commitments_move_open({ from: endInWords(from) })
      : m.commitments_move_from_to({ from: endInWords(from), to: endInWords(to) })

export const moveForm = z.object({
  to: dateField,
  movedOn: exactDayField,
  moveWhy: requiredLine(2000),
  moveAskedBy: z.enum(SIDES),
})
