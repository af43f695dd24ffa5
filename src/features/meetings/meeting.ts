// What a meeting's papers are: an agenda whose points are discussed or left over, minutes, and what came of it.
import { eventDateInWords, lastedDays, type EventKind } from '#features/events/event.ts'
import { m } from '#messages'
import type { ImpreciseDate } from '#platform/dates.ts'

/** A point of the agenda waits for its meeting, was discussed at it, or was left for the next one. */
export const ITEM_STATES = ['to_discuss', 'discussed', 'left_over'] as const
export type ItemState = (typeof ITEM_STATES)[number]

const stateNames: Readonly<Record<ItemState, () => string>> = {
  to_discuss: m.meetings_state_to_discuss,
  discussed: m.meetings_state_discussed,
  left_over: m.meetings_state_left_over,
}
/** „за обсъждане“, „обсъдена“, „отложена“ */
export const itemStateName = (state: ItemState): string => stateNames[state]()
export const isItemState = (value: string): value is ItemState => (ITEM_STATES as readonly string[]).includes(value)

export const OUTCOME_KINDS = ['promise', 'decision'] as const
export type OutcomeKind = (typeof OUTCOME_KINDS)[number]

/** A letter brings nobody together; everything else people come to has an agenda and minutes. */
export const hasPapers = (kind: EventKind): boolean => kind !== 'letter'

/** „от 14 октомври 2024 г.“ can be said of a day, a month and a year; what lies between two or about one is said of a meeting. */
const isPoint = (date: ImpreciseDate): boolean => !date.includes('~') && (!date.includes('/') || lastedDays(date))

/** „Останало от 14 октомври 2024 г.“ */
export const leftFromInWords = (date: ImpreciseDate | null): string =>
  date === null
    ? m.meetings_left_from_undated()
    : isPoint(date)
      ? m.meetings_left_from({ date: eventDateInWords(date) })
      : m.meetings_left_from_meeting({ date: eventDateInWords(date) })

/** „останала от 14 октомври 2024 г.“, of one point. */
export const itemFromInWords = (date: ImpreciseDate | null): string =>
  date === null
    ? m.meetings_item_from_undated()
    : isPoint(date)
      ? m.meetings_item_from({ date: eventDateInWords(date) })
      : m.meetings_item_from_meeting({ date: eventDateInWords(date) })
