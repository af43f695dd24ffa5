// Reads who meets at a visit, as far as flags and anthems need it.
import { and, asc, eq } from 'drizzle-orm'
import { eventPartners } from '#features/events/event.table.ts'
import { organisations } from '#features/organisations/organisation.table.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { offices } from '#platform/database/office.table.ts'
import type { VisitWhole } from '../visit.queries.ts'
import type { Meeting } from './ceremonial.ts'

/** Two queries. A visit without a day is asked about as of `today`. */
export async function meetingAt(tx: OfficeTx, { event }: Pick<VisitWhole, 'event'>, today: string): Promise<Meeting> {
  const [office] = await tx.select({ country: offices.country }).from(offices).where(eq(offices.id, tx.officeId))
  const partners = await tx
    .select({
      organisationId: organisations.id,
      country: organisations.country,
      kind: organisations.kind,
      name: organisations.name,
      nativeName: organisations.nativeName,
    })
    .from(eventPartners)
    .innerJoin(organisations, and(eq(organisations.officeId, eventPartners.officeId), eq(organisations.id, eventPartners.organisationId)))
    .where(and(eq(eventPartners.officeId, tx.officeId), eq(eventPartners.eventId, event.id)))
    .orderBy(asc(eventPartners.id))
  return {
    home: office!.country,
    weHost: event.direction !== 'outgoing',
    day: event.firstDay ?? today,
    partners: partners.map(({ kind, ...one }) => ({ ...one, isTown: kind === 'municipality' || kind === 'region' })),
  }
}
