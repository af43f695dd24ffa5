// Reads what earlier meetings with the same partners left over, and the promises between us that are open.
import { and, asc, desc, eq, exists, inArray, isNotNull, isNull, ne, or, sql } from 'drizzle-orm'
import { openPromisesWith, type CommitmentRow } from '#features/commitments/commitment.queries.ts'
import { eventPartners, events } from '#features/events/event.table.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import type { ImpreciseDate } from '#platform/dates.ts'
import type { LocalText } from '#platform/texts/local-text.ts'
import type { ItemState } from '../meeting.ts'
import { meetingItems } from '../meeting.table.ts'

export type LeftItem = {
  readonly id: string
  readonly title: LocalText
  readonly state: ItemState
  /** The promise it asks about. */
  readonly commitmentId: string | null
}
/** What one meeting left. */
export type LeftMeeting = { readonly eventId: string; readonly title: LocalText; readonly date: ImpreciseDate | null; readonly items: readonly LeftItem[] }
export type Left = { readonly meetings: readonly LeftMeeting[]; readonly promises: readonly CommitmentRow[] }

/** So much is offered; who has more has other worries. */
const MOST_LEFT = 60
const MOST_PROMISES = 40

/**
 * What earlier meetings with any of the organisations did not come to, newest meeting first: points left over, and points of meetings that are over or were
 * called off which nobody ever marked. A point some later meeting took up is not told again. `before`: the first day of the meeting that is prepared, null: any that is past.
 */
export async function leftOf(
  tx: OfficeTx,
  organisationIds: readonly string[],
  { except, before, today }: { readonly except: string | null; readonly before: string | null; readonly today: string },
): Promise<LeftMeeting[]> {
  if (organisationIds.length === 0) return []
  const rows = await tx
    .select({
      id: meetingItems.id,
      title: meetingItems.title,
      state: meetingItems.state,
      commitmentId: meetingItems.commitmentId,
      eventId: events.id,
      eventTitle: events.title,
      date: events.date,
    })
    .from(meetingItems)
    .innerJoin(events, and(eq(events.officeId, meetingItems.officeId), eq(events.id, meetingItems.meetingId), isNull(events.deletedAt)))
    .where(
      and(
        eq(meetingItems.officeId, tx.officeId),
        isNull(meetingItems.deletedAt),
        except === null ? undefined : ne(events.id, except),
        before === null ? undefined : or(isNull(events.firstDay), sql`${events.firstDay} <= ${before}::date`),
        or(
          eq(meetingItems.state, 'left_over'),
          and(eq(meetingItems.state, 'to_discuss'), or(sql`${events.lastDay} < ${today}::date`, isNotNull(events.cancelledOn))),
        ),
        exists(
          tx
            .select({ one: sql`1` })
            .from(eventPartners)
            .where(
              and(
                eq(eventPartners.officeId, events.officeId),
                eq(eventPartners.eventId, events.id),
                inArray(eventPartners.organisationId, [...organisationIds]),
              ),
            ),
        ),
        sql`not exists (select 1 from ${meetingItems} taken join ${events} later on later.office_id = taken.office_id and later.id = taken.meeting_id and later.deleted_at is null
          where taken.office_id = ${meetingItems.officeId} and taken.from_item_id = ${meetingItems.id} and taken.deleted_at is null)`,
      ),
    )
    .orderBy(desc(sql`coalesce(${events.firstDay}, '0001-01-01'::date)`), desc(events.id), asc(meetingItems.place), asc(meetingItems.id))
    .limit(MOST_LEFT)
  return [...Map.groupBy(rows, ({ eventId }) => eventId).values()].map((items) => ({
    eventId: items[0]!.eventId,
    title: items[0]!.eventTitle,
    date: items[0]!.date,
    items: items.map(({ id, title, state, commitmentId }) => ({ id, title, state, commitmentId })),
  }))
}

/** Both kinds of what waits for the next meeting with these partners, without what its agenda asks about already. */
export async function leftFor(
  tx: OfficeTx,
  event: { readonly id: string; readonly firstDay: string | null; readonly organisationIds: readonly string[] },
  today: string,
): Promise<Left> {
  const left = await leftOf(tx, event.organisationIds, { except: event.id, before: event.firstDay, today })
  const promises = await openPromisesWith(tx, event.organisationIds, today, MOST_PROMISES)
  const asked = new Set(
    (
      await tx
        .select({ commitmentId: meetingItems.commitmentId })
        .from(meetingItems)
        .where(and(eq(meetingItems.officeId, tx.officeId), eq(meetingItems.meetingId, event.id), isNull(meetingItems.deletedAt)))
    ).map(({ commitmentId }) => commitmentId),
  )
  // What was promised at this very meeting is no business left from before.
  return { meetings: left, promises: promises.filter((row) => !asked.has(row.id) && row.event?.id !== event.id) }
}
