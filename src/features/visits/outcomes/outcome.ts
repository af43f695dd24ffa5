// What can come of a visit: how outcomes of one kind are counted for many events, and what later features know of them.
import type { OfficeTx } from '#platform/database/door.ts'
import type { LocalTextForm } from '#platform/texts/local-text.ts'

/** So many outcomes of one kind came of an event; `href`: where one sees them. */
export type Counted = { readonly eventId: string; readonly n: number; readonly href: string }

/** One kind of outcome. `count` asks for all the events in one query; events without any are left out. */
export type OutcomeKind = {
  readonly words: (inputs: { readonly count: number }) => string
  readonly count: (tx: OfficeTx, eventIds: readonly string[]) => Promise<readonly Counted[]>
}

/** What later features know of the outcomes of events. `reasons`: why nothing came of an event, where its papers say so; one query. */
export type OutcomeParts = {
  readonly kinds: readonly OutcomeKind[]
  readonly reasons: (tx: OfficeTx, eventIds: readonly string[]) => Promise<ReadonlyMap<string, string>>
  /** The report of an event that was finished elsewhere, with that of a journey; null: none was. */
  readonly report?: (tx: OfficeTx, eventId: string) => Promise<LocalTextForm | null>
}
export const NO_OUTCOME_PARTS: OutcomeParts = { kinds: [], reasons: async () => new Map() }

/** „2 обещания“, with where they stand. `eventId` is the visit's own, or that of a meeting in its programme. */
export type OutcomeLine = { readonly eventId: string; readonly text: string; readonly href: string }

/** What came of a visit. `reason`: why nothing did; '' where nobody said so. */
export type Outcomes = { readonly all: number; readonly lines: readonly OutcomeLine[]; readonly reason: string }
