// Reads the office's limits for gifts.
import { and, desc, eq, isNull } from 'drizzle-orm'
import type { OfficeTx } from '#platform/database/door.ts'
import { isId } from '#platform/ids.ts'
import { giftLimits } from './limit.table.ts'

export type GiftLimitRecord = typeof giftLimits.$inferSelect

/** All of them, the newest first: an office has a handful. */
export const giftLimitsOf = (tx: OfficeTx): Promise<GiftLimitRecord[]> =>
  tx
    .select()
    .from(giftLimits)
    .where(and(eq(giftLimits.officeId, tx.officeId), isNull(giftLimits.deletedAt)))
    .orderBy(desc(giftLimits.validFrom), desc(giftLimits.id))
    .limit(200)

export async function giftLimitById(tx: OfficeTx, id: string): Promise<GiftLimitRecord | null> {
  if (!isId(id)) return null
  const [row] = await tx
    .select()
    .from(giftLimits)
    .where(and(eq(giftLimits.officeId, tx.officeId), eq(giftLimits.id, id), isNull(giftLimits.deletedAt)))
  return row ?? null
}
