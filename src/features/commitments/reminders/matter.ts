// A matter of a later feature that our people are reminded of in the same letter as of promises: what it is, until when, whom it reaches.
import type { OfficeTx } from '#platform/database/door.ts'

export type Matter = {
  /** What it is, for as long as it waits: „trip 0190… report“. */
  readonly key: string
  readonly about: { readonly thing: string; readonly id: string }
  /** YYYY-MM-DD */
  readonly dueBy: string
  /** Whom of ours it reaches; null: whoever stands in. */
  readonly person: { readonly name: string; readonly email: string } | null
  /** In the language that is spoken. */
  readonly words: () => string
  readonly href: string
}

/** All that waits on a day (YYYY-MM-DD) with a day of its own, for the letters of that day; in a fixed number of statements. */
export type MatterSource = (tx: OfficeTx, today: string) => Promise<readonly Matter[]>

/** The same matter of everybody it reaches; one after the other, for a transaction asks one thing at a time. */
export async function mattersOf(tx: OfficeTx, sources: readonly MatterSource[], today: string): Promise<Matter[]> {
  const found: Matter[] = []
  for (const read of sources) found.push(...(await read(tx, today)))
  return found
}

/** As the coverage of matters is kept: a matter may be told to several people. */
export const matterTo = (key: string, address: string): string => `${key} ${address}`
