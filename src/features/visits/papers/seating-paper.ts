// The plan of a table as a drawing, with a list of who sits where: squares for hosts, rings for guests, numbers as on the screen.
import { crestPicture } from '#features/accounts/letterhead/paper-head.ts'
import type { Paper } from '#platform/documents/typesetting.ts'
import type { Worded } from '#platform/texts/paper-languages.ts'
import { isLegible } from '../seatings/seating.ts'
import { headOf, linesOf, type ListHead, namesOf, titleOf } from './lists.ts'
import { isNameless, type PaperDelegate } from './name-cards.ts'
import { type Tongue, tongueOf } from './tongue.ts'

export type PaperSitter = PaperDelegate & { readonly side: 'hosts' | 'guests' }

export type SeatingInput = ListHead & {
  /** „Официална вечеря“ */
  readonly table: string
  /** Two rows that face each other, one that looks into the room, or a ring. */
  readonly form: 'facing' | 'head' | 'round'
  /** As one looks down on the table with the door below: rows from left to right, the first at the top; a ring clockwise from the top. null: an empty seat. */
  readonly seats: readonly (readonly (PaperSitter | null)[])[]
  /** The place in each row that stands above or below the middle of the other. */
  readonly anchors: readonly number[]
  /** Interpreters on chairs behind: whom they sit behind. */
  readonly behind: readonly { readonly aide: PaperSitter; readonly serves: PaperSitter }[]
}

type DrawnSeat = {
  readonly number: number
  readonly host: boolean
  /** null: an empty seat. */
  readonly name: Worded | null
  readonly names: readonly Worded[]
  readonly role: readonly Worded[]
  /** Who sits behind. */
  readonly behind: readonly Worded[]
}

/** Seats are numbered row by row from the left, as on the table's page. */
export function seatingPaper(input: SeatingInput): Paper {
  const tongues = input.languages.map((language) => tongueOf(language))
  const first = tongues[0]!
  const head = headOf(input, tongues, ({ labels }) => labels.seating)
  let number = 0
  const rows = input.seats.map((row) =>
    row.map((seat) => {
      number += 1
      return drawn(seat, number, tongues, input.behind)
    }),
  )
  return {
    template: 'features/visits/papers/seating.typ',
    title: titleOf(head),
    language: input.languages[0],
    at: input.at,
    pictures: crestPicture(input.office),
    data: {
      ...head,
      table: first.word(input.table),
      form: input.form,
      drawn: isLegible(input.form, input.seats),
      rows: rows.map((seats, index) => ({ seats, anchor: input.anchors[index] ?? 0 })),
      heads: { name: first.word(first.labels.name), post: first.word(first.labels.post) },
      words: { door: first.word(first.labels.door), hosts: first.word(first.labels.hosts), guests: first.word(first.labels.guests) },
    },
  }
}

function drawn(seat: PaperSitter | null, number: number, tongues: readonly Tongue[], behind: SeatingInput['behind']): DrawnSeat {
  const first = tongues[0]!
  if (seat === null) return { number, host: false, name: null, names: [first.word(first.labels.empty)], role: [], behind: [] }
  const names = namesOf(seat, tongues)
  const aides = behind.filter(({ serves }) => serves === seat).map(({ aide }) => namesOf(aide, [first])[0]!)
  return {
    number,
    host: seat.side === 'hosts',
    name: names[0]!,
    names,
    role: isNameless(seat) ? [] : linesOf(seat.role, tongues),
    behind: aides.map(({ text, language }) => ({ text: `${first.labels.interprets}${first.labels.colon}${text}`, language })),
  }
}
