// What the sources that tell of events share: the events of the rows that are shown, and how long after one anybody is reminded.
import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import { events } from '#features/events/event.table.ts'
import { meetingItems, meetingOutcomes, meetings } from '#features/meetings/meeting.table.ts'
import { visits } from '#features/visits/visit.table.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import type { LocalText } from '#platform/texts/local-text.ts'
import type { ImpreciseDate } from '#platform/dates.ts'
import type { Waiting } from './waiting.ts'

/** So long after an event nobody is reminded of it any more. Days. */
export const REMINDED_DAYS = 90

/** Of an event: nobody opened a dossier. */
export const withoutDossier = sql`not exists (select 1 from ${visits} where ${visits.officeId} = ${events.officeId} and ${visits.id} = ${events.id} and ${visits.deletedAt} is null)`

/** Of an event: its papers say something. A draft nobody saved and a decision that was taken back leave papers behind in which nothing stands. */
export const withPapers = sql`(exists (select 1 from ${meetings} where ${meetings.officeId} = ${events.officeId} and ${meetings.id} = ${events.id} and ${meetings.deletedAt} is null
    and (${meetings.minutes} -> 'in' <> '{}'::jsonb or ${meetings.withoutOutcome} <> '' or ${meetings.signsForUs} <> '' or ${meetings.signsForThem} <> ''))
  or exists (select 1 from ${meetingItems} where ${meetingItems.officeId} = ${events.officeId} and ${meetingItems.meetingId} = ${events.id} and ${meetingItems.deletedAt} is null)
  or exists (select 1 from ${meetingOutcomes} where ${meetingOutcomes.officeId} = ${events.officeId} and ${meetingOutcomes.meetingId} = ${events.id} and ${meetingOutcomes.deletedAt} is null))`

export type EventOfRow = { readonly id: string; readonly title: LocalText; readonly date: ImpreciseDate | null }

/** The events that rows are of, by id; removed ones are left out. One statement. */
export async function eventsOfRows(tx: OfficeTx, rows: readonly Waiting[]): Promise<ReadonlyMap<string, EventOfRow>> {
  const found = await tx
    .select({ id: events.id, title: events.title, date: events.date })
    .from(events)
    .where(
      and(
        eq(events.officeId, tx.officeId),
        isNull(events.deletedAt),
        inArray(
          events.id,
          rows.map(({ thingId }) => thingId),
        ),
      ),
    )
  return new Map(found.map((event) => [event.id, event]))
}
