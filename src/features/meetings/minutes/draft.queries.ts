// Reads one's own drafts of minutes.
import { and, desc, eq, sql } from 'drizzle-orm'
import type { OfficeTx } from '#platform/database/door.ts'
import { meetingDrafts } from '../meeting.table.ts'
import type { DraftBody } from './draft.ts'

export type Draft = { readonly id: string; readonly body: DraftBody; readonly updatedAt: Date; readonly discardedAt: Date | null }

/** One's own drafts of a meeting, newest first, those laid aside after the others; at most ten. */
export const draftsOf = (tx: OfficeTx, accountId: string, meetingId: string): Promise<Draft[]> =>
  tx
    .select({ id: meetingDrafts.id, body: meetingDrafts.body, updatedAt: meetingDrafts.updatedAt, discardedAt: meetingDrafts.discardedAt })
    .from(meetingDrafts)
    .where(and(eq(meetingDrafts.officeId, tx.officeId), eq(meetingDrafts.meetingId, meetingId), eq(meetingDrafts.accountId, accountId)))
    .orderBy(sql`${meetingDrafts.discardedAt} is null desc`, desc(meetingDrafts.updatedAt))
    .limit(10)
