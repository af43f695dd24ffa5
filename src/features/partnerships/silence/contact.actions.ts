// Keeps the contacts with each organisation as the events tell them; called by the events' own actions in the same transaction.
import { and, eq, sql, type SQL } from 'drizzle-orm'
import type { OfficeTx } from '#platform/database/door.ts'
import { newId } from '#platform/ids.ts'
import type { Contact } from './contact.ts'
import { contacts } from './contact.table.ts'
import { refreshStandings } from './standing.actions.ts'

/** Replaces what one event told of contacts, and makes the standings of all its partners true, of those it no longer has too. */
export async function keepContactsOf(tx: OfficeTx, today: string, eventId: string, told: readonly Omit<Contact, 'eventId'>[]): Promise<void> {
  const before = await tx
    .delete(contacts)
    .where(and(eq(contacts.officeId, tx.officeId), eq(contacts.eventId, eventId)))
    .returning({ organisationId: contacts.organisationId })
  if (told.length > 0)
    await tx
      .insert(contacts)
      .values(told.map((one) => ({ officeId: tx.officeId, id: newId(), eventId, ...one })))
      // The rewriting at a start may have told of the event a moment ago.
      .onConflictDoUpdate({
        target: [contacts.officeId, contacts.eventId, contacts.organisationId],
        set: {
          kind: sql`excluded.kind`,
          direction: sql`excluded.direction`,
          date: sql`excluded.date`,
          firstDay: sql`excluded.first_day`,
          lastDay: sql`excluded.last_day`,
        },
      })
  await refreshStandings(tx, today, { organisationIds: [...new Set([...before, ...told].map(({ organisationId }) => organisationId))] })
}

/** Writes all contacts of the office anew, as the question `told` answers them; the standings are for the caller to rebuild. */
export async function rewriteContacts(tx: OfficeTx, told: SQL): Promise<void> {
  await tx.delete(contacts).where(eq(contacts.officeId, tx.officeId))
  // Where an officer saved an event meanwhile, what that told is newer.
  await tx.execute(
    sql`insert into ${contacts} (office_id, id, organisation_id, event_id, kind, direction, date, first_day, last_day) ${told} on conflict do nothing`,
  )
}
