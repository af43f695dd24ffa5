// Writes what the office says of its site's accessibility, and puts an earlier text back.
import type { Officer } from '#features/accounts/account.ts'
import { m } from '#messages'
import type { Restore } from '#platform/activity/activity.ts'
import { KeptRules, type KeptStale, type Written } from '#platform/activity/kept-row.ts'
import type { Here } from '#platform/here.ts'
import type { Refusal, Result } from '#platform/result.ts'
import { NO_STATEMENT, type Statement, statementSnapshot } from './statement.ts'
import { accessibilityStatements } from './statement.table.ts'

type Act = `accessibility_statement.${string}`
const act = (name: Act): Act => name

const kept = new KeptRules<typeof accessibilityStatements.$inferSelect, Statement>({
  table: accessibilityStatements,
  usual: () => NO_STATEMENT,
  stateOf: (row) => statementSnapshot.parse(row),
  columnsOf: (statement) => statement,
  label: () => m.website_statement_title(),
})

/** Saves the statement when nobody saved since `version` (0: nobody had yet); a stale save is refused with what stands now. */
export const changeStatement = (here: Here, by: Officer, version: number, statement: Statement): Promise<Result<Written, Refusal | KeptStale<Statement>>> =>
  kept.change(here, by, version, act('accessibility_statement.changed'), statement)

export const restoreStatement: Restore = kept.put(act('accessibility_statement.restored'), (statement) => statementSnapshot.parse(statement))
