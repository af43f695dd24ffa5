// What the calendar is asked for, as it stands in the address: a month, a year, a day, or what has no day; whose, of which kind, and with what besides.
import { addresses } from '#addresses'
import { isId } from '#platform/ids.ts'
import { isDay, isMonth, isYear, monthOf } from './day.ts'
import { COMPUTED_KINDS, type EntryKind } from './entry.ts'
import { OCCASION_KINDS } from './occasions/occasion.ts'

export type View =
  | { readonly view: 'month'; readonly month: string }
  | { readonly view: 'year'; readonly year: string }
  | { readonly view: 'day'; readonly day: string }
  /** What happens in a year, the day of which is not known. */
  | { readonly view: 'undated'; readonly year: string }

export type Asked = {
  readonly q?: string | undefined
  readonly organisation?: string | undefined
  readonly kind?: EntryKind | undefined
  /** What is shown besides the occasions. */
  readonly layers?: Layers | undefined
}

export const LAYERS = ['promises', 'events', 'both'] as const
export type Layers = (typeof LAYERS)[number]

/** The renewal alarm goes with the end it speaks of. */
export const FILTER_KINDS: readonly EntryKind[] = [...OCCASION_KINDS, ...COMPUTED_KINDS.filter((kind) => kind !== 'renewal')]

/** Reads an address; whatever cannot be read means the month of `today`. */
export function viewOf(query: (name: string) => string | undefined, today: string): View {
  const [day, month, year, undated] = [query('day'), query('month'), query('year'), query('undated')]
  if (isDay(day)) return { view: 'day', day }
  if (isMonth(month)) return { view: 'month', month }
  if (isYear(undated)) return { view: 'undated', year: undated }
  if (isYear(year)) return { view: 'year', year }
  return { view: 'month', month: monthOf(today) }
}

export function askedOf(query: (name: string) => string | undefined): Asked {
  const q = (query('q') ?? '').trim().slice(0, 200).replaceAll('\u0000', '')
  const organisation = query('organisation')
  return {
    q: q === '' ? undefined : q,
    organisation: organisation !== undefined && isId(organisation) ? organisation : undefined,
    kind: FILTER_KINDS.find((kind) => kind === query('kind')),
    layers: LAYERS.find((layers) => layers === query('with')),
  }
}

/** The filters as they stand in an address. */
export const keptOf = (asked: Asked): Record<string, string | undefined> => ({
  q: asked.q,
  organisation: asked.organisation,
  kind: asked.kind,
  with: asked.layers,
})

/** The address of a view with the same filters. */
export const calendarAt = (asked: Asked, view: Readonly<Record<string, string>>): string => addresses.calendar({ ...view, ...keptOf(asked) })

/** Which kinds the filters let through. */
export function kindsOf(asked: Asked, usual: readonly EntryKind[]): EntryKind[] {
  const chosen: readonly EntryKind[] = asked.kind === undefined ? usual : asked.kind === 'agreement_end' ? ['agreement_end', 'renewal'] : [asked.kind]
  const promises = asked.layers === 'promises' || asked.layers === 'both'
  const events = asked.layers === 'events' || asked.layers === 'both'
  return [...chosen, ...(promises ? (['promise'] as const) : []), ...(events ? (['event'] as const) : [])]
}

/** Entries on a page of a day, and of what has no day. */
export const ENTRIES_A_PAGE = 50
/** In one day of the month's grid, and in one month of the year; the rest is behind a link. */
export const IN_A_DAY = 3
export const IN_A_MONTH = 10
/** On the mayor's wall a month has room for so many. */
export const ON_THE_WALL = 14

export type Piece<One> = { readonly rows: readonly One[]; readonly next: string | null; readonly previous: string | null; readonly total: number }

/** One page of entries already in order, cut by their keys; an unknown key means the first page. */
export function pieceOf<One extends { readonly key: string }>(
  all: readonly One[],
  turn: { after?: string | undefined; before?: string | undefined },
): Piece<One> {
  const at = (key: string | undefined): number => (key === undefined ? -1 : all.findIndex((one) => one.key === key))
  const after = at(turn.after)
  const before = at(turn.before)
  const start = after >= 0 ? after + 1 : before >= 0 ? Math.max(0, before - ENTRIES_A_PAGE) : 0
  const rows = all.slice(start, start + ENTRIES_A_PAGE)
  return {
    rows,
    next: start + rows.length < all.length ? (rows.at(-1)?.key ?? null) : null,
    previous: start > 0 ? (rows[0]?.key ?? null) : null,
    total: all.length,
  }
}
