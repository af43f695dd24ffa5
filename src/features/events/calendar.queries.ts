// What the events bring to the calendar of the register of partnerships: visits, meetings and the rest on their days.
import { and, asc, between, eq, isNull, lte } from 'drizzle-orm'
import { addresses } from '#addresses'
import { displayName } from '#features/organisations/naming.ts'
import { organisations } from '#features/organisations/organisation.table.ts'
import type { CalendarEntry, CalendarSource } from '#features/partnerships/register/calendar.ts'
import { m } from '#messages'
import { textIn } from '#platform/texts/local-text.ts'
import { eventPartners, events } from './event.table.ts'

/** Each event once, with all of its partners that are looked at; one whose date is wider than the days asked for is left out. */
export const eventsOnDays: CalendarSource = async (tx, { from, to, among, limit }) => {
  const rows = await tx
    .select({
      id: events.id,
      title: events.title,
      cancelledOn: events.cancelledOn,
      firstDay: events.firstDay,
      lastDay: events.lastDay,
      name: organisations.name,
    })
    .from(events)
    .innerJoin(eventPartners, and(eq(eventPartners.officeId, events.officeId), eq(eventPartners.eventId, events.id)))
    .innerJoin(organisations, and(eq(organisations.officeId, eventPartners.officeId), eq(organisations.id, eventPartners.organisationId)))
    .where(
      and(
        eq(events.officeId, tx.officeId),
        isNull(events.deletedAt),
        between(events.firstDay, from, to),
        lte(events.lastDay, to),
        among(eventPartners.organisationId),
      ),
    )
    .orderBy(asc(events.firstDay), asc(events.id), asc(organisations.sortKey))
    .limit(limit)
  const entries = new Map<string, CalendarEntry>()
  for (const row of rows) {
    const known = entries.get(row.id)
    entries.set(row.id, {
      id: `event-${row.id}`,
      from: row.firstDay!,
      to: row.lastDay!,
      what: row.cancelledOn === null ? textIn(row.title) : m.events_cancelled_title({ title: textIn(row.title) }),
      struck: row.cancelledOn !== null,
      who: known === undefined ? displayName(row) : `${known.who}, ${displayName(row)}`,
      href: addresses.event({ id: row.id }),
      kind: 'event',
    })
  }
  return [...entries.values()]
}
