// Writes many rows of one table with values of their own in one statement, as putting a thousand records back needs it.
import { and, eq, getTableColumns, type InferInsertModel, type SQL, sql } from 'drizzle-orm'
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core'
import type { OfficeTx } from './door.ts'

type OfficeTable = PgTable & { readonly officeId: PgColumn; readonly id: PgColumn }

/**
 * The rows as a relation with the table's own column types, to be joined in `update … set … from`: `values` for `set`, `from` for `from`, `where` joins by
 * office and id. All rows must have the same keys; dates go in as JavaScript dates or text.
 */
export function rowsAsRelation<Table extends OfficeTable>(
  tx: OfficeTx,
  table: Table,
  rows: readonly (Partial<InferInsertModel<Table>> & { readonly id: string })[],
): { readonly values: Record<string, SQL>; readonly from: SQL; readonly where: SQL | undefined } {
  const columns = getTableColumns(table) as Record<string, PgColumn>
  const names = Object.keys(rows[0] ?? { id: '' }).filter((name) => columns[name] !== undefined)
  const typed = names.map((name) => sql`${sql.identifier(columns[name]!.name)} ${sql.raw(columns[name]!.getSQLType())}`)
  const given = JSON.stringify(
    rows.map((row) => Object.fromEntries(names.map((name) => [columns[name]!.name, (row as Record<string, unknown>)[name] ?? null]))),
  )
  return {
    values: Object.fromEntries(names.filter((name) => name !== 'id').map((name) => [name, sql`"given".${sql.identifier(columns[name]!.name)}`])),
    from: sql`jsonb_to_recordset(${given}::jsonb) as "given"(${sql.join(typed, sql`, `)})`,
    where: and(eq(table.officeId, tx.officeId), sql`${table.id} = "given".id`),
  }
}
