// Reads the office's own daily allowances.
import { and, asc, desc, eq, isNull } from 'drizzle-orm'
import type { OfficeTx } from '#platform/database/door.ts'
import { isId } from '#platform/ids.ts'
import { tripRates } from './rate.table.ts'

export type RateRecord = typeof tripRates.$inferSelect

const MOST = 1000
/** All of them, by country, the newest first: an annex has some two hundred countries, and changes every few years. */
export const ownRates = (tx: OfficeTx): Promise<RateRecord[]> =>
  tx
    .select()
    .from(tripRates)
    .where(and(eq(tripRates.officeId, tx.officeId), isNull(tripRates.deletedAt)))
    .orderBy(asc(tripRates.country), desc(tripRates.validFrom), desc(tripRates.id))
    .limit(MOST)

export async function rateById(tx: OfficeTx, id: string): Promise<RateRecord | null> {
  if (!isId(id)) return null
  const [row] = await tx
    .select()
    .from(tripRates)
    .where(and(eq(tripRates.officeId, tx.officeId), eq(tripRates.id, id), isNull(tripRates.deletedAt)))
  return row ?? null
}
