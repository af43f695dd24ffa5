// What a source of waiting things is: how they are found, and how those that are shown are told.
import { sql, type SQL } from 'drizzle-orm'
import type { OfficeTx } from '#platform/database/door.ts'
import type { Found, Told, Waiting } from './waiting.ts'

export type Source<Computed = unknown> = {
  /**
   * Counted for the rail of every page, in the one statement that counts: quick, and without `compute`. `unrecorded`: changes without a line in the record of
   * changes (a job reads a text, a letter comes back) and must be counted anew each time.
   */
  readonly live?: 'recorded' | 'unrecorded'
  /** What no single statement can find: read, reckoned out, and kept until the office's next change. */
  readonly compute?: (tx: OfficeTx, today: string) => Promise<Computed>
  /** A query with the columns thing_id uuid, part text, day date, since date, press int, mark text; `given` makes one of rows. */
  readonly found: (tx: OfficeTx, today: string, computed: Computed) => SQL
  /** Words for the rows that are shown, by `keyText`; in a fixed number of statements. A row left out is gone meanwhile. */
  readonly tell: (tx: OfficeTx, rows: readonly Waiting[], today: string, computed: Computed) => Promise<ReadonlyMap<string, Told>>
}

/** Sources of several shapes stand in one list. */
export const source = <Computed>(one: Source<Computed>): Source => one as Source

/** Rows found by a rule outside the database, as a query. */
export const given = (rows: readonly Found[]): SQL =>
  sql`select * from jsonb_to_recordset(${JSON.stringify(
    rows.map(({ thingId, ...row }) => ({ ...row, thing_id: thingId })),
  )}::jsonb) as given(thing_id uuid, part text, day date, since date, press int, mark text)`
