// How the register of partnerships can be looked at: four views with the same filters, all of it in the address.
import { COUNTRIES } from '#features/organisations/naming.ts'
import { m } from '#messages'
import { cleanQuery, isOneOf, isSearched, type KnownQuery } from '#platform/http/list-query.ts'
import type { Dormancy } from '../silence/dormancy.ts'
import { type Field, FIELDS } from '../field.ts'
import { PARTNERSHIP_TYPES, type PartnershipType } from '../partnership.ts'
import { type Stage, STAGES } from '../stage.ts'

export const LIST_VIEWS = ['table', 'board', 'map', 'calendar'] as const
export type ListView = (typeof LIST_VIEWS)[number]

const viewNames: Readonly<Record<ListView, () => string>> = {
  table: () => m.partnerships_view_table(),
  board: () => m.partnerships_view_board(),
  map: () => m.partnerships_view_map(),
  calendar: () => m.partnerships_view_calendar(),
}
export const viewName = (view: ListView): string => viewNames[view]()

export const SILENCES = ['awake', 'quiet', 'asleep'] as const satisfies readonly Dormancy[]
export type Silence = (typeof SILENCES)[number]

/** name: the partners' alphabet · since: who came to their stage last, first · contact: who has not been heard of for longest, first. */
export const LIST_SORTS = ['name', 'since', 'contact'] as const
export type ListSort = (typeof LIST_SORTS)[number]

export const LIST_QUERY: KnownQuery = {
  view: isOneOf(LIST_VIEWS),
  q: isSearched,
  type: isOneOf(PARTNERSHIP_TYPES),
  stage: isOneOf(STAGES),
  dormancy: isOneOf(SILENCES),
  country: isOneOf(COUNTRIES),
  field: isOneOf(FIELDS),
  public: isOneOf(['yes', 'no']),
  sort: isOneOf(LIST_SORTS),
}

export type ListFilter = {
  /** Any part of any of the partner's names. */
  readonly q?: string | undefined
  readonly type?: PartnershipType | undefined
  readonly stage?: Stage | undefined
  readonly dormancy?: Silence | undefined
  readonly country?: string | undefined
  readonly field?: Field | undefined
  /** yes: only what the citizens see, no: only what they do not. */
  readonly public?: 'yes' | 'no' | undefined
}
export type ListAsked = ListFilter & { readonly view: ListView; readonly sort: ListSort }

/** What the query of an address asks for; junk is as if it were not there. */
export function listAsked(query: string): ListAsked {
  const known = Object.fromEntries(new URLSearchParams(cleanQuery(query, LIST_QUERY)))
  // Each value was just held against its own closed list.
  return { view: 'table', sort: 'name', ...known } as ListAsked
}

export const isFiltered = (asked: ListAsked): boolean =>
  Object.entries(asked).some(([name, value]) => name !== 'view' && name !== 'sort' && value !== undefined)

/** The query of the same list, with some of it changed; `undefined` takes a part out. What goes without saying is left out, but the view is always said. */
export const listQuery = (asked: ListAsked, change: Partial<ListAsked> = {}): Record<string, string | undefined> => {
  const next = { ...asked, ...change }
  return { ...next, sort: next.sort === 'name' ? undefined : next.sort }
}
