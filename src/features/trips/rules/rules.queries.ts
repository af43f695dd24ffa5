// Reads the office's rules for journeys.
import { and, eq, isNull } from 'drizzle-orm'
import type { OfficeTx } from '#platform/database/door.ts'
import { rulesOver, type TripRules } from './rules.ts'
import { tripRules } from './rules.table.ts'

/** `version` 0: nobody has changed the usual ones. */
export async function rulesOfTrips(tx: OfficeTx): Promise<{ readonly version: number; readonly rules: TripRules }> {
  const [own] = await tx
    .select({ version: tripRules.version, rules: tripRules.rules })
    .from(tripRules)
    .where(and(eq(tripRules.officeId, tx.officeId), isNull(tripRules.deletedAt)))
  return { version: own?.version ?? 0, rules: rulesOver(own?.rules ?? null) }
}
