// When a person's data is erased, the rows of imports that were written to them, or were held against them, lose what they said.
import { and, eq, inArray, ne, or, sql } from 'drizzle-orm'
import type { Forgetting } from '#features/organisations/people/keeping.ts'
import { importRows } from './import.table.ts'

/** What became of a row stays, and its import can still be taken back. A row that waits is of a table the office is just bringing. */
export const forgetInSheets: Forgetting = async (tx, personIds) => {
  const among = (column: typeof importRows.made | typeof importRows.matches) =>
    sql`jsonb_path_exists(${column}, '$[*].id ? (@ == $one[*])', jsonb_build_object('one', ${JSON.stringify(personIds)}::jsonb))`
  const rows = await tx
    .select({ id: importRows.id })
    .from(importRows)
    .where(and(eq(importRows.officeId, tx.officeId), ne(importRows.outcome, 'waiting'), or(among(importRows.made), among(importRows.matches))))
  if (rows.length === 0) return
  await tx
    .update(importRows)
    .set({ cells: [], record: null, faults: [], remarks: [], matches: [] })
    .where(
      and(
        eq(importRows.officeId, tx.officeId),
        inArray(
          importRows.id,
          rows.map(({ id }) => id),
        ),
      ),
    )
}
