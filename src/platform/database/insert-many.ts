// Writes many rows of one table in a statement: they travel as one value, where an ordinary insert would carry each cell as a parameter.
import { getTableColumns, sql } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
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
