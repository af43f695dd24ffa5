// Reads the office's rules for journeys.
import { and, eq } from 'drizzle-orm'
import type { OfficeTx } from '#platform/database/door.ts'
import { rulesOver, type TripRules } from './rules.ts'
import { tripRules } from './rules.table.ts'

/** `version` 0: nobody has changed the usual ones. */
export async function rulesOfTrips(tx: OfficeTx): Promise<{ readonly version: number; readonly rules: TripRules }> {
  const [row] = await tx
    .select({ version: tripRules.version, rules: tripRules.rules, deletedAt: tripRules.deletedAt })
    .from(tripRules)
    .where(and(eq(tripRules.officeId, tx.officeId), eq(tripRules.id, tx.officeId)))
  if (row === undefined) return { version: 0, rules: rulesOver(null) }
  return { version: row.version, rules: row.deletedAt === null ? rulesOver(row.rules) : rulesOver(null) }
}
