// Reads private addresses: one's own, and the one a token opens.
import { and, asc, eq, inArray } from 'drizzle-orm'
import { memberships } from '#features/accounts/account.table.ts'
import { commitments } from '#features/commitments/commitment.table.ts'
import { events } from '#features/events/event.table.ts'
import { milestones } from '#features/partnerships/milestones/milestone.table.ts'
import type { OfficeTx, SystemTx } from '#platform/database/door.ts'
import { offices } from '#platform/database/office.table.ts'
import type { LocalText } from '#platform/texts/local-text.ts'
import type { Entry } from '../entry.ts'
import { type CalendarAddress, calendarAddresses } from './feed.table.ts'
import type { Versions } from './feed.ts'
import { occasions } from '../occasions/occasion.table.ts'

/** One person's addresses, the oldest first; MOST_FEEDS at most. */
export const feedsOf = (tx: OfficeTx, userId: string): Promise<CalendarAddress[]> =>
  tx
    .select()
    .from(calendarAddresses)
    .where(and(eq(calendarAddresses.officeId, tx.officeId), eq(calendarAddresses.userId, userId)))
    .orderBy(asc(calendarAddresses.id))

export type OpenedFeed = { readonly feed: CalendarAddress; readonly officeName: LocalText; readonly timeZone: string }

/** The address this hash belongs to, as long as its person is a member of the office; null otherwise. */
export async function feedByHash(tx: SystemTx, tokenHash: string): Promise<OpenedFeed | null> {
  const [found] = await tx
    .select({ feed: calendarAddresses, officeName: offices.name, timeZone: offices.timeZone })
    .from(calendarAddresses)
    .innerJoin(memberships, and(eq(memberships.officeId, calendarAddresses.officeId), eq(memberships.userId, calendarAddresses.userId)))
    .innerJoin(offices, eq(offices.id, calendarAddresses.officeId))
    .where(eq(calendarAddresses.tokenHash, tokenHash))
  return found ?? null
}

/** Of every record behind the entries: how often it was changed, and when last. Four questions at most. */
export async function versionsOf(tx: OfficeTx, entries: readonly Entry[]): Promise<Versions> {
  const found = new Map<string, { version: number; updatedAt: Date }>()
  const behind = (of: (entry: Entry) => boolean): string[] => [...new Set(entries.filter(of).map(({ id }) => id))]
  for (const [table, ids] of [
    [occasions, behind(({ rule }) => rule !== null)],
    [milestones, behind(({ partnershipId }) => partnershipId !== null)],
    [commitments, behind(({ kind }) => kind === 'promise')],
    [events, behind(({ kind }) => kind === 'event')],
  ] as const) {
    if (ids.length === 0) continue
    const rows = await tx
      .select({ id: table.id, version: table.version, updatedAt: table.updatedAt })
      .from(table)
      .where(and(eq(table.officeId, tx.officeId), inArray(table.id, ids)))
    for (const { id, ...row } of rows) found.set(id, row)
  }
  return found
}
