// What meetings know of the outcomes of visits: the decisions taken, and why a meeting ended without any.
import { and, count, eq, isNull, ne } from 'drizzle-orm'
import { addresses } from '#addresses'
import type { OutcomeParts } from '#features/visits/outcomes/outcome.ts'
import { m } from '#messages'
import { anyOf } from '#platform/database/any-of.ts'
import { meetingOutcomes, meetings } from '../meeting.table.ts'

/** For whoever closes a visit, and for the day's page. Promises are not counted: they stand in the ledger, whoever recorded them. */
export const outcomesOfMeetings: OutcomeParts = {
  kinds: [
    {
      words: m.meetings_outcome_decisions,
      count: async (tx, ids) =>
        (
          await tx
            .select({ id: meetingOutcomes.meetingId, n: count() })
            .from(meetingOutcomes)
            .where(
              and(
                eq(meetingOutcomes.officeId, tx.officeId),
                anyOf(meetingOutcomes.meetingId, ids),
                eq(meetingOutcomes.kind, 'decision'),
                isNull(meetingOutcomes.deletedAt),
              ),
            )
            .groupBy(meetingOutcomes.meetingId)
        ).map(({ id, n }) => ({ eventId: id, n, href: addresses.meeting({ id }) })),
    },
  ],
  reasons: async (tx, ids) =>
    new Map(
      (
        await tx
          .select({ id: meetings.id, reason: meetings.withoutOutcome })
          .from(meetings)
          .where(and(eq(meetings.officeId, tx.officeId), anyOf(meetings.id, ids), ne(meetings.withoutOutcome, '')))
      ).map(({ id, reason }) => [id, reason]),
    ),
}
