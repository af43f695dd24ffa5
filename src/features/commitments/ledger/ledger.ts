// How the ledger of promises can be looked at: as an open book or as a table, with the same filters, all of it in the address.
import { m } from '#messages'
import { cleanQuery, isOneOf, isSearched, type KnownQuery } from '#platform/http/list-query.ts'
import { isId } from '#platform/ids.ts'
import { COMMITMENT_TOPICS, type CommitmentTopic, LEDGER_STANDINGS, type LedgerStanding, type Side, SIDES } from '../commitment.ts'

export const LEDGER_VIEWS = ['book', 'table'] as const
export type LedgerView = (typeof LEDGER_VIEWS)[number]

const viewNames: Readonly<Record<LedgerView, () => string>> = { book: () => m.commitments_view_book(), table: () => m.commitments_view_table() }
export const viewName = (view: LedgerView): string => viewNames[view]()

export const LEDGER_QUERY: KnownQuery = {
  view: isOneOf(LEDGER_VIEWS),
  q: isSearched,
  side: isOneOf(SIDES),
  standing: isOneOf(LEDGER_STANDINGS),
  organisation: isId,
  person: isId,
  event: isId,
  year: (value) => /^[12]\d{3}$/.test(value),
  topic: isOneOf(COMMITMENT_TOPICS),
}

export type LedgerFilters = {
  readonly q?: string | undefined
  readonly side?: Side | undefined
  readonly standing?: LedgerStanding | undefined
  readonly organisation?: string | undefined
  /** Who answers for it, on either side. */
  readonly person?: string | undefined
  readonly event?: string | undefined
  /** The year in which it counts (shares/share.ts). */
  readonly year?: string | undefined
  readonly topic?: CommitmentTopic | undefined
}
export type LedgerAsked = LedgerFilters & { readonly view: LedgerView }

/** What the query of an address asks for; junk is as if it were not there. */
// Each value was just held against what it may be.
export const ledgerAsked = (query: string): LedgerAsked =>
  ({ view: 'book', ...Object.fromEntries(new URLSearchParams(cleanQuery(query, LEDGER_QUERY))) }) as LedgerAsked

export const isFiltered = (asked: LedgerAsked): boolean => Object.entries(asked).some(([name, value]) => name !== 'view' && value !== undefined)

/** The query of the same ledger with some of it changed; `undefined` takes a part out. */
export const ledgerQuery = (asked: LedgerAsked, change: Partial<LedgerAsked> = {}): Record<string, string | undefined> => ({ ...asked, ...change })

/** The same as it stands in an address, for what is posted along. */
export const queryText = (asked: LedgerAsked): string =>
  new URLSearchParams(Object.entries(ledgerQuery(asked)).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))).toString()
