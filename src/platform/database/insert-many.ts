// Writes many rows of one table in a statement: they travel as one value, where an ordinary insert would carry each cell as a parameter.
import { and, eq, getTableColumns, sql } from 'drizzle-orm'
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core'
import { anyOf } from './any-of.ts'
import type { OfficeTx } from './door.ts'

/** Rows of one statement. */
const AT_ONCE = 1000

/** All rows must have the same columns; those left out take their defaults. Not for bytes. Nothing is read back: whoever writes knows what was written. */
export async function insertMany<Table extends PgTable>(tx: OfficeTx, table: Table, rows: readonly Table['$inferInsert'][]): Promise<void> {
  const first = rows[0]
  if (first === undefined) return
  const columns = Object.entries(getTableColumns(table)).filter(([name]) => Object.hasOwn(first, name))
  const names = sql.join(
    columns.map(([, column]) => sql.identifier(column.name)),
    sql`, `,
  )
  for (let from = 0; from < rows.length; from += AT_ONCE) {
    const some = rows
      .slice(from, from + AT_ONCE)
      .map((row) => Object.fromEntries(columns.map(([name, column]) => [column.name, (row as Record<string, unknown>)[name] ?? null])))
    await tx.execute(sql`insert into ${table} (${names}) select ${names} from jsonb_populate_recordset(null::${table}, ${JSON.stringify(some)}::jsonb)`)
  }
}

type OfficeTable = PgTable & { readonly officeId: PgColumn; readonly id: PgColumn }

/** The same, and answers them as the database has them, defaults and all, in the order in which they were given. */
export async function insertedMany<Table extends OfficeTable>(
  tx: OfficeTx,
  table: Table,
  rows: readonly (Table['$inferInsert'] & { readonly id: string })[],
): Promise<Table['$inferSelect'][]> {
  await insertMany(tx, table, rows)
  const ids = rows.map(({ id }) => id)
  const written = (await tx
    .select()
    .from(table as PgTable)
    .where(and(eq(table.officeId, tx.officeId), anyOf(table.id, ids)))) as (Table['$inferSelect'] & { readonly id: string })[]
  const byId = new Map(written.map((row) => [row.id, row]))
  return ids.map((id) => byId.get(id)!)
}
