// Reads what the office says of its site's accessibility.
import { and, eq, isNull } from 'drizzle-orm'
import type { OfficeTx } from '#platform/database/door.ts'
import { NO_STATEMENT, type Statement, statementSnapshot } from './statement.ts'
import { accessibilityStatements } from './statement.table.ts'

/** One statement to the database; `version` 0: nobody wrote one yet. */
export async function statementOf(tx: OfficeTx): Promise<{ readonly statement: Statement; readonly version: number }> {
  const [row] = await tx
    .select()
    .from(accessibilityStatements)
    .where(and(eq(accessibilityStatements.officeId, tx.officeId), eq(accessibilityStatements.id, tx.officeId), isNull(accessibilityStatements.deletedAt)))
  return row === undefined ? { statement: NO_STATEMENT, version: 0 } : { statement: statementSnapshot.parse(row), version: row.version }
}
