// Who sits where: hosts and guests by precedence, facing each other or by turns, interpreters beside whom they serve; pure rules, drawn elsewhere.
import { z } from 'zod'
import { m } from '#messages'
import type { FieldWords } from '#platform/activity/changes.ts'
import { requiredLine } from '#platform/http/form-fields.ts'
import type { DelegationSide } from '../delegations/delegate.ts'

/** facing: a long table, hosts on one side and guests on the other · head: one row that looks into the room · round: one round table. */
export const SEATING_FORMS = ['facing', 'head', 'round'] as const
export type SeatingForm = (typeof SEATING_FORMS)[number]

const formNames: Readonly<Record<SeatingForm, () => string>> = {
  facing: () => m.visits_seating_facing(),
  head: () => m.visits_seating_head(),
  round: () => m.visits_seating_round(),
}
export const seatingFormName = (form: SeatingForm): string => formNames[form]()

/** Where interpreters sit: at the table beside whom they serve, or on a chair behind, which is no seat. */
export const INTERPRETER_PLACES = ['beside', 'behind'] as const
export type InterpreterPlace = (typeof INTERPRETER_PLACES)[number]

/** Somebody who sits: both sides in order of precedence. */
export type Sitter = { readonly id: string; readonly side: DelegationSide; readonly isInterpreter: boolean }

/**
 * Seats as they stand in the picture: rows from left to right. Of a facing table the first row is the one at the top, of a round one the only row goes clockwise
 * from the top. null: an empty seat.
 */
export type Seats = readonly (readonly (string | null)[])[]

/** `anchors`: for each row the place of whom it is centred on. `behind`: interpreters on chairs, with whom they serve. */
export type Arranged = {
  readonly seats: Seats
  readonly anchors: readonly number[]
  readonly behind: readonly { readonly id: string; readonly serves: string }[]
}

type Arms = { readonly right: string[]; readonly left: string[] }

/** By turns to the right and to the left of whom the row is centred on, the right first. */
function arms(others: readonly string[]): Arms {
  const [right, left]: [string[], string[]] = [[], []]
  others.forEach((id, index) => (index % 2 === 0 ? right : left).push(id))
  return { right, left }
}

const heads = (sitters: readonly Sitter[], side: DelegationSide): string[] =>
  sitters.filter((one) => one.side === side && !one.isInterpreter).map(({ id }) => id)
const interpreters = (sitters: readonly Sitter[], side: DelegationSide): string[] =>
  sitters.filter((one) => one.side === side && one.isInterpreter).map(({ id }) => id)

/**
 * One side of a long table. Whoever sits has their right hand where the picture has its right only when they look up: in the top row it is the other way round.
 * The interpreter sits at the left of whom they serve.
 */
function sideRow(people: readonly string[], aides: readonly string[], top: boolean): { row: string[]; anchor: number } {
  const [first, ...others] = people
  if (first === undefined) return { row: [...aides], anchor: Math.floor((aides.length - 1) / 2) }
  const { right, left } = arms(others)
  left.unshift(...aides)
  const [before, after] = top ? [right, left] : [left, right]
  return { row: [...before.toReversed(), first, ...after], anchor: before.length }
}

/** A long table: those who face the door, whom its place of honour belongs to, sit in the top row. */
function facing(sitters: readonly Sitter[], guestsFaceDoor: boolean): Pick<Arranged, 'seats' | 'anchors'> {
  const rows = (guestsFaceDoor ? (['guests', 'hosts'] as const) : (['hosts', 'guests'] as const)).map((side, index) =>
    sideRow(heads(sitters, side), interpreters(sitters, side), index === 0),
  )
  return { seats: rows.map(({ row }) => row), anchors: rows.map(({ anchor }) => anchor) }
}

/** `many` shared out among `few` as evenly as whole numbers allow: 5 among 3 are 2, 1, 2. */
const sharedOut = (many: number, few: number): number[] =>
  Array.from({ length: few }, (_, index) => Math.round(((index + 1) * many) / few) - Math.round((index * many) / few))

const some = (side: DelegationSide, length: number): DelegationSide[] => Array.from({ length }, () => side)

/** Which side sits where around a table, clockwise from the first host: the fewer are spread evenly, so that no more of the others sit together than must. */
function ring(hosts: number, guests: number): DelegationSide[] {
  if (hosts === 0 || guests === 0) return some(hosts === 0 ? 'guests' : 'hosts', hosts + guests)
  if (guests >= hosts) return sharedOut(guests, hosts).flatMap((length) => ['hosts' as const, ...some('guests', length)])
  // Fewer guests: they stand between the hosts, and the first host sits where the fewest hosts are together, with a guest at the right in any case.
  const lengths = sharedOut(hosts, guests)
  const first = lengths.indexOf(Math.min(...lengths))
  return [...lengths.slice(first), ...lengths.slice(0, first)].flatMap((length) => [...some('hosts', length), 'guests' as const])
}

type Middle = { first: string | undefined; arms: Arms }

/** Each side by precedence on its own seats, those first that come first in `outwards`: the places from the first host on, whose right hand comes before the left. */
function seated(sides: readonly DelegationSide[], outwards: readonly number[], hosts: readonly string[], guests: readonly string[]): string[] {
  const [ours, theirs] = [[...hosts], [...guests]]
  const found = new Map(outwards.map((at) => [at, (sides[at] === 'hosts' ? ours : theirs).shift()!]))
  return sides.map((_, at) => found.get(at)!)
}

/** Around a table: by the ring, outwards from the first host. */
function around(hosts: readonly string[], guests: readonly string[]): Middle {
  const sides = ring(hosts.length, guests.length)
  const left = Math.ceil((sides.length - 1) / 2)
  // The right hand of whom everybody is seated from is the last seat.
  const outwards = sides.map((_, at) => at).sort((a, b) => Math.min(a, sides.length - a) - Math.min(b, sides.length - b) || b - a)
  const whole = seated(sides, outwards, hosts, guests)
  return { first: whole[0], arms: { left: whole.slice(1, left + 1), right: whole.slice(left + 1).reverse() } }
}

/**
 * Which side sits where in a row, as in the picture, and the place of the first host. The fewer part the others into groups as equal as can be; of the ways to
 * do so, that one in which the first host and the guest at the right hand (to the left in the picture) are nearest to the middle.
 */
function row(hosts: number, guests: number): { readonly sides: readonly DelegationSide[]; readonly host: number } {
  const size = hosts + guests
  const few = hosts <= guests ? hosts : guests
  const [one, others] = hosts <= guests ? (['hosts', 'guests'] as const) : (['guests', 'hosts'] as const)
  if (few === 0) return { sides: some(others, size), host: Math.ceil((size - 1) / 2) }
  // As many of both: by turns from end to end, one end is without a group.
  const groups = hosts === guests ? [...sharedOut(few, few), 0] : sharedOut(size - few, few + 1)
  const middle = (size - 1) / 2
  const found = [groups, groups.toReversed()].flatMap((lengths) => {
    const sides = lengths.flatMap((length, index) => [...(index === 0 ? [] : [one]), ...some(others, length)])
    return sides.flatMap((side, host) =>
      side === 'hosts' && sides[host - 1] === 'guests' ? [{ sides, host, off: Math.abs(host - middle) + Math.abs(host - 1 - middle) }] : [],
    )
  })
  return found.reduce((best, next) => (next.off < best.off ? next : best))
}

/** A head table: by the row, outwards from the first host. */
function inRow(hosts: readonly string[], guests: readonly string[]): Middle {
  if (hosts.length === 0) return { first: undefined, arms: { right: [], left: [] } }
  const { sides, host } = row(hosts.length, guests.length)
  const outwards = sides.map((_, at) => at).sort((a, b) => Math.abs(a - host) - Math.abs(b - host) || a - b)
  const whole = seated(sides, outwards, hosts, guests)
  return { first: whole[host], arms: { left: whole.slice(host + 1), right: whole.slice(0, host).reverse() } }
}

/** Puts an interpreter next to whom they serve, on the side away from the middle; whom the middle is, on their left. */
function besideThem({ right, left }: Arms, middle: string | undefined, serves: string | undefined, aides: readonly string[]): void {
  if (serves === undefined || serves === middle) {
    left.unshift(...aides)
    return
  }
  for (const arm of [right, left]) {
    const at = arm.indexOf(serves)
    if (at !== -1) arm.splice(at + 1, 0, ...aides)
  }
}

/** A head table looks down in the picture, so that the right of those who sit is at its left; around a round one everybody looks to the middle. */
function mixed(sitters: readonly Sitter[], round: boolean): Pick<Arranged, 'seats' | 'anchors'> {
  const [hosts, guests] = [heads(sitters, 'hosts'), heads(sitters, 'guests')]
  // Without hosts the first guest sits in the middle.
  const { first, arms: both } = (round ? around : inRow)(hosts.length > 0 ? hosts : guests.slice(0, 1), hosts.length > 0 ? guests : guests.slice(1))
  besideThem(both, first, hosts[0], interpreters(sitters, 'hosts'))
  besideThem(both, first, guests[0], interpreters(sitters, 'guests'))
  const middle = first === undefined ? [] : [first]
  // Clockwise from the top, whose own left hand is at the picture's right.
  if (round) return { seats: [[...middle, ...both.left, ...both.right.toReversed()]], anchors: [0] }
  return { seats: [[...both.right.toReversed(), ...middle, ...both.left]], anchors: [both.right.length] }
}

/** By the rules alone. Interpreters behind are no seats; without anybody to serve they sit at the table. */
export function arranged(
  form: SeatingForm,
  sitters: readonly Sitter[],
  { interpreterPlace, guestsFaceDoor }: { readonly interpreterPlace: InterpreterPlace; readonly guestsFaceDoor: boolean },
): Arranged {
  const behind =
    interpreterPlace === 'beside'
      ? []
      : sitters.flatMap(({ id, side, isInterpreter }) => {
          const serves = heads(sitters, side)[0]
          return isInterpreter && serves !== undefined ? [{ id, serves }] : []
        })
  const away = new Set(behind.map(({ id }) => id))
  const seated = sitters.filter(({ id }) => !away.has(id))
  return { ...(form === 'facing' ? facing(seated, guestsFaceDoor) : mixed(seated, form === 'round')), behind }
}

/**
 * An order changed by hand, held against who comes now: whoever is there keeps their seat, the seat of one who does not come is empty, and whoever came since
 * sits at the end of their own side.
 */
export function reseated(form: SeatingForm, saved: Seats, sitters: readonly Sitter[], by: Parameters<typeof arranged>[2]): Arranged {
  const rules = arranged(form, sitters, by)
  const behind = new Set(rules.behind.map(({ id }) => id))
  const coming = new Map(sitters.filter(({ id }) => !behind.has(id)).map((one) => [one.id, one]))
  const seen = new Set<string>()
  const seats = Array.from({ length: form === 'facing' ? 2 : 1 }, (_, row) =>
    (saved[row] ?? []).map((id) => {
      if (id === null || !coming.has(id) || seen.has(id)) return null
      seen.add(id)
      return id
    }),
  )
  const top: DelegationSide = by.guestsFaceDoor ? 'guests' : 'hosts'
  for (const { id, side } of coming.values()) if (!seen.has(id)) seats[form === 'facing' && side !== top ? 1 : 0]!.push(id)
  const anchors = seats.map((row) => Math.floor((row.length - 1) / 2))
  return { seats, anchors: form === 'round' ? [0] : anchors, behind: rules.behind }
}

/** So many in a row, or around a round table, can still be read on a sheet of A4; more are an illegible band. */
const MOST_LEGIBLE: Readonly<Record<SeatingForm, number>> = { facing: 52, head: 52, round: 12 }
export const isLegible = (form: SeatingForm, seats: readonly (readonly unknown[])[]): boolean => seats.every((row) => row.length <= MOST_LEGIBLE[form])

/** Seats of a table of its own, and what is offered first. */
export const TABLE_SIZES = { least: 4, most: 12, usual: 10 } as const

/**
 * Ids of who sits at which table, for tables of so many seats: as few tables as will do, as full as each other, both sides at each of them by precedence, the
 * first at the first, and the interpreters shared out as evenly.
 */
export function atTables(sitters: readonly Sitter[], size: number): string[][] {
  const kinds = [heads(sitters, 'hosts'), heads(sitters, 'guests'), sitters.filter(({ isInterpreter }) => isInterpreter).map(({ id }) => id)]
  const mixedUp = kinds
    .flatMap((ids, kind) => ids.map((id, at) => ({ id, kind, at: (at + 0.5) / ids.length })))
    .sort((a, b) => a.at - b.at || a.kind - b.kind)
    .map(({ id }) => id)
  const tables = Math.ceil(mixedUp.length / size)
  const lengths = sharedOut(mixedUp.length, tables)
  return lengths.map((length, index) => {
    const before = lengths.slice(0, index).reduce((sum, one) => sum + one, 0)
    return mixedUp.slice(before, before + length)
  })
}

/** Two seats exchanged; null when there is no such seat. */
export function swapped(seats: Seats, one: SeatAt, other: SeatAt): Seats | null {
  if (seats[one.row]?.[one.at] === undefined || seats[other.row]?.[other.at] === undefined) return null
  const next = seats.map((row) => [...row])
  ;[next[one.row]![one.at], next[other.row]![other.at]] = [next[other.row]![other.at]!, next[one.row]![one.at]!]
  return next
}

export type SeatAt = { readonly row: number; readonly at: number }

/** „0.3“: the fourth seat of the first row. */
export const seatKey = ({ row, at }: SeatAt): string => `${row}.${at}`
export function seatOf(key: string): SeatAt | null {
  const match = /^(\d{1,2})\.(\d{1,4})$/.exec(key)
  return match === null ? null : { row: Number(match[1]), at: Number(match[2]) }
}

// ---- forms ---------------------------------------------------------------------------------------------------------

export type SeatingValues = {
  readonly title: string
  readonly form: SeatingForm
  readonly guestsFaceDoor: boolean
  readonly interpreterPlace: InterpreterPlace
  /** Ids of delegates who do not sit here. */
  readonly away: readonly string[]
}

export const MOST_SEATINGS = 40

export const divisionForm = z.object({ size: z.coerce.number().int().min(TABLE_SIZES.least).max(TABLE_SIZES.most) })

export const seatingForm = z.object({
  title: requiredLine(200),
  form: z.enum(SEATING_FORMS),
  door: z.enum(['guests', 'hosts']).default('guests'),
  interpreterPlace: z.enum(INTERPRETER_PLACES).default('beside'),
  /** Those who sit here; `asked` says that the list was shown. */
  asked: z.string().optional(),
  sits: z
    .union([z.string(), z.array(z.string())])
    .optional()
    .transform((given) => (given === undefined ? [] : typeof given === 'string' ? [given] : given)),
})

/** Without names, in histories that hold ids alone, people are counted. */
export const seatingFieldWords = (name: ((id: string) => string) | null = null): FieldWords[] => [
  { name: 'title', label: m.visits_seating_field_title(), show: String },
  { name: 'form', label: m.visits_seating_field_form(), object: m.visits_seating_object_form(), show: (value) => seatingFormName(value as SeatingForm) },
  {
    name: 'guestsFaceDoor',
    label: m.visits_seating_field_door(),
    object: m.visits_seating_object_door(),
    show: (value) => (value === true ? m.visits_side_guests() : m.visits_side_hosts()),
  },
  {
    name: 'interpreterPlace',
    label: m.visits_seating_field_interpreter(),
    object: m.visits_seating_object_interpreter(),
    show: (value) => (value === 'behind' ? m.visits_seating_behind() : m.visits_seating_beside()),
  },
  {
    name: 'away',
    label: m.visits_seating_field_away(),
    object: m.visits_seating_object_away(),
    show: (value) => (name === null ? String((value as readonly string[]).length) : (value as readonly string[]).map(name).join(', ')),
  },
  {
    name: 'seats',
    label: m.visits_seating_field_seats(),
    object: m.visits_seating_object_seats(),
    show: (value) =>
      name === null ? m.visits_seating_by_hand() : (value as Seats).map((row) => row.map((id) => (id === null ? '–' : name(id))).join(', ')).join(' / '),
  },
]
