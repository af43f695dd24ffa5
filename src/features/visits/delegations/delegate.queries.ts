// Reads delegations: what keeps a person or an organisation from being removed.
import { and, desc, eq, isNull, type SQL } from 'drizzle-orm'
import { events } from '#features/events/event.table.ts'
import { m } from '#messages'
import type { OfficeTx } from '#platform/database/door.ts'
import { textIn } from '#platform/texts/local-text.ts'
import { visits } from '../visit.table.ts'
import { delegates } from './delegate.table.ts'

async function newestVisitWith(tx: OfficeTx, whose: SQL): Promise<string | null> {
  const [visit] = await tx
    .select({ title: events.title })
    .from(delegates)
    .innerJoin(visits, and(eq(visits.officeId, delegates.officeId), eq(visits.id, delegates.visitId), isNull(visits.deletedAt)))
    .innerJoin(events, and(eq(events.officeId, delegates.officeId), eq(events.id, delegates.visitId), isNull(events.deletedAt)))
    .where(and(eq(delegates.officeId, tx.officeId), isNull(delegates.deletedAt), whose))
    .orderBy(desc(delegates.id))
    .limit(1)
  return visit === undefined ? null : m.visits_holds({ title: textIn(visit.title) })
}

/** The newest visit in whose delegations an organisation stands, in words; for whoever would remove the organisation. */
export const delegationsOfOrganisation = (tx: OfficeTx, organisationId: string): Promise<string | null> =>
  newestVisitWith(tx, eq(delegates.organisationId, organisationId))

/** The same for a person. */
export const delegationsOfPerson = (tx: OfficeTx, personId: string): Promise<string | null> => newestVisitWith(tx, eq(delegates.personId, personId))
