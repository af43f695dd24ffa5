// Reads delegations: their members in order of precedence, and what keeps a person or an organisation from being removed.
import { and, asc, desc, eq, isNull, type SQL } from 'drizzle-orm'
import { events } from '#features/events/event.table.ts'
import { organisations } from '#features/organisations/organisation.table.ts'
import { m } from '#messages'
import type { OfficeTx } from '#platform/database/door.ts'
import { type LocalText, textIn } from '#platform/texts/local-text.ts'
import { visits } from '../visit.table.ts'
import { delegates } from './delegate.table.ts'

export type DelegateRecord = typeof delegates.$inferSelect
/** A member with the organisation they come from; `organisation` null: none was said. */
export type DelegateRow = DelegateRecord & {
  readonly organisation: { readonly name: LocalText; readonly nativeName: string | null; readonly country: string; readonly live: boolean } | null
}

/** The members of a visit's delegations, both sides, also those who do not come after all; as entered. One query. */
export async function delegatesOf(tx: OfficeTx, visitId: string): Promise<DelegateRow[]> {
  const rows = await tx
    .select({
      delegate: delegates,
      name: organisations.name,
      nativeName: organisations.nativeName,
      country: organisations.country,
      deletedAt: organisations.deletedAt,
    })
    .from(delegates)
    .leftJoin(organisations, and(eq(organisations.officeId, delegates.officeId), eq(organisations.id, delegates.organisationId)))
    .where(and(eq(delegates.officeId, tx.officeId), eq(delegates.visitId, visitId), isNull(delegates.deletedAt)))
    .orderBy(asc(delegates.id))
  return rows.map(({ delegate, name, nativeName, country, deletedAt }) => ({
    ...delegate,
    organisation: name === null || country === null ? null : { name, nativeName, country, live: deletedAt === null },
  }))
}

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
