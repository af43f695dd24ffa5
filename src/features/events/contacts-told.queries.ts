// Tells the partnerships of every contact the office's events speak of, for building anew what they keep of it.
import { and, asc, eq, gt, isNull } from 'drizzle-orm'
import type { Contact } from '#features/partnerships/contact.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { contactKindOf } from './event.ts'
import { eventPartners, events } from './event.table.ts'

const AT_ONCE = 5000

const page = (tx: OfficeTx, after: string | null) =>
  tx
    .select({
      partakingId: eventPartners.id,
      eventId: events.id,
      organisationId: eventPartners.organisationId,
      kind: events.kind,
      direction: events.direction,
      date: events.date,
      firstDay: events.firstDay,
      lastDay: events.lastDay,
    })
    .from(eventPartners)
    .innerJoin(events, and(eq(events.officeId, eventPartners.officeId), eq(events.id, eventPartners.eventId), isNull(events.deletedAt)))
    .where(and(eq(eventPartners.officeId, tx.officeId), after === null ? undefined : gt(eventPartners.id, after)))
    .orderBy(asc(eventPartners.id))
    .limit(AT_ONCE)

/** All of them, some at a time; the same that each event told when it was saved. */
export async function* contactsTold(tx: OfficeTx): AsyncGenerator<Contact[]> {
  let after: string | null = null
  do {
    const rows: Awaited<ReturnType<typeof page>> = await page(tx, after)
    yield rows.flatMap(({ eventId, organisationId, kind, direction, date, firstDay, lastDay }) => {
      const contact = contactKindOf(kind)
      return contact === null ? [] : [{ eventId, organisationId, kind: contact, direction, date, firstDay, lastDay }]
    })
    after = rows.length < AT_ONCE ? null : rows.at(-1)!.partakingId
  } while (after !== null)
}
