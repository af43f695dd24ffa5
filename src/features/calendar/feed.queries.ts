// Reads private addresses: one's own, and the one a token opens.
import { and, asc, eq } from 'drizzle-orm'
import { memberships } from '#features/accounts/account.table.ts'
import type { OfficeTx, SystemTx } from '#platform/database/door.ts'
import { offices } from '#platform/database/office.table.ts'
import type { LocalText } from '#platform/texts/local-text.ts'
import { type CalendarAddress, calendarAddresses } from './feed.table.ts'

/** One person's addresses, the oldest first; MOST_FEEDS at most. */
export const feedsOf = (tx: OfficeTx, userId: string): Promise<CalendarAddress[]> =>
  tx
    .select()
    .from(calendarAddresses)
    .where(and(eq(calendarAddresses.officeId, tx.officeId), eq(calendarAddresses.userId, userId)))
    .orderBy(asc(calendarAddresses.id))

export type OpenedFeed = { readonly feed: CalendarAddress; readonly officeName: LocalText }

/** The address this hash belongs to, as long as its person is a member of the office; null otherwise. */
export async function feedByHash(tx: SystemTx, tokenHash: string): Promise<OpenedFeed | null> {
  const [found] = await tx
    .select({ feed: calendarAddresses, officeName: offices.name })
    .from(calendarAddresses)
    .innerJoin(memberships, and(eq(memberships.officeId, calendarAddresses.officeId), eq(memberships.userId, calendarAddresses.userId)))
    .innerJoin(offices, eq(offices.id, calendarAddresses.officeId))
    .where(eq(calendarAddresses.tokenHash, tokenHash))
  return found ?? null
}
