// The plan of a table as a drawing, with a list of who sits where: squares for hosts, rings for guests, numbers by seat.
import type { Paper } from '#platform/documents/typesetting.ts'
import type { Worded } from '#platform/texts/paper-languages.ts'
import { headOf, linesOf, type ListHead, namesOf, titleOf } from './lists.ts'
import type { PaperDelegate } from './name-cards.ts'
import { tongueOf } from './tongue.ts'

/** null: an empty seat. */
export type PaperSeat = (PaperDelegate & { readonly side: 'hosts' | 'guests' }) | null

/**
 * Seats as one looks down on the table with the door below. Of a long or square table and of a horseshoe: along its four edges, each from left to right or
 * from top to bottom; nobody sits at the open edge of a horseshoe, which is the lower one. Of a round one: clockwise from the top.
 */
export type PaperTable =
  | {
      readonly form: 'long' | 'horseshoe'
      readonly top: readonly PaperSeat[]
      readonly right: readonly PaperSeat[]
      readonly bottom: readonly PaperSeat[]
      readonly left: readonly PaperSeat[]
    }
  | { readonly form: 'round'; readonly ring: readonly PaperSeat[] }

export type SeatingInput = ListHead & {
  /** „Официална вечеря“ */
  readonly table: string
  readonly seats: PaperTable
  /** Where the door is in the drawing. */
  readonly door: 'top' | 'bottom'
}

type DrawnSeat = {
  readonly number: number
  readonly host: boolean
  readonly name: Worded | null
  readonly names: readonly Worded[]
  readonly role: readonly Worded[]
}

/** Numbers go round the table clockwise from the upper left. */
export function seatingPaper(input: SeatingInput): Paper {
  const tongues = input.languages.map((language) => tongueOf(language))
  const first = tongues[0]!
  const head = headOf(input, tongues, ({ labels }) => labels.seating)
  let number = 0
  const drawn = (seats: readonly PaperSeat[]): DrawnSeat[] =>
    seats.map((seat) => {
      number += 1
      if (seat === null) return { number, host: false, name: null, names: [first.word(first.labels.empty)], role: [] }
      const names = namesOf(seat, tongues)
      return { number, host: seat.side === 'hosts', name: names[0]!, names, role: linesOf(seat.role, tongues) }
    })
  /** Drawn the other way round than it is counted. */
  const backwards = (seats: readonly PaperSeat[]): DrawnSeat[] => drawn(seats.toReversed()).reverse()
  const { seats } = input
  const edges =
    seats.form === 'round'
      ? { ring: drawn(seats.ring), top: [], right: [], bottom: [], left: [] }
      : { ring: [], top: drawn(seats.top), right: drawn(seats.right), bottom: backwards(seats.bottom), left: backwards(seats.left) }
  const all = [...edges.ring, ...edges.top, ...edges.right, ...edges.bottom.toReversed(), ...edges.left.toReversed()]
  return {
    template: 'features/visits/papers/seating.typ',
    title: titleOf(head),
    language: input.languages[0],
    at: input.at,
    data: {
      ...head,
      table: first.word(input.table),
      form: seats.form,
      ...edges,
      all,
      door: input.door,
      words: { door: first.word(first.labels.door), hosts: first.word(first.labels.hosts), guests: first.word(first.labels.guests) },
    },
  }
}
