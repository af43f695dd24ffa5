// Reads what the office says of its site's accessibility.
import { and, eq, isNull } from 'drizzle-orm'
import { addresses } from '#addresses'
import { letterheadOf } from '#features/accounts/letterhead/letterhead.queries.ts'
import { m } from '#messages'
import type { OfficeTx } from '#platform/database/door.ts'
import { isReachable, missingParts, NO_STATEMENT, type Statement, statementSnapshot } from './statement.ts'
import { accessibilityStatements } from './statement.table.ts'

/** One statement to the database; `version` 0: nobody wrote one yet. */
export async function statementOf(tx: OfficeTx): Promise<{ readonly statement: Statement; readonly version: number }> {
  const [row] = await tx
    .select()
    .from(accessibilityStatements)
    .where(and(eq(accessibilityStatements.officeId, tx.officeId), eq(accessibilityStatements.id, tx.officeId), isNull(accessibilityStatements.deletedAt)))
  return row === undefined ? { statement: NO_STATEMENT, version: 0 } : { statement: statementSnapshot.parse(row), version: row.version }
}

/** What the settings still lack for the citizens' sake, in ready words, by their addresses. Two statements to the database. */
export async function settingsLack(tx: OfficeTx): Promise<ReadonlyMap<string, string>> {
  const { statement } = await statementOf(tx)
  const missing = missingParts(statement, isReachable(await letterheadOf(tx)))
  return missing.length === 0 ? new Map() : new Map([[addresses.settingsAccessibility(), m.website_statement_todo({ count: missing.length })]])
}
