// Reads what a dossier has to say on the page of its event.
import { sql } from 'drizzle-orm'
import { events } from '#features/events/event.table.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { isId } from '#platform/ids.ts'
import { invitations, invitees } from './invitations/invitation.table.ts'
import { outsideItem } from './programmes/visit-days.queries.ts'
import { programmeItems } from './programmes/programme.table.ts'
import { visits } from './visit.table.ts'

/**
 * `outside`: something of the programme stands on other days than the visit; `invited`: somebody has it in their calendar; `item`: it is an item of a programme
 * itself. One statement.
 */
export async function concernsOf(tx: OfficeTx, id: string): Promise<{ readonly outside: boolean; readonly invited: boolean; readonly item: boolean }> {
  if (!isId(id)) return { outside: false, invited: false, item: false }
  const { rows } = await tx.execute<{ outside: boolean; invited: boolean; item: boolean }>(sql`
    select
      exists (select 1 from ${programmeItems}
        join ${visits} on ${visits.officeId} = ${programmeItems.officeId} and ${visits.id} = ${programmeItems.visitId} and ${visits.deletedAt} is null
        join ${events} on ${events.officeId} = ${visits.officeId} and ${events.id} = ${visits.id}
        where ${programmeItems.officeId} = ${tx.officeId} and ${programmeItems.visitId} = ${id} and ${programmeItems.deletedAt} is null and ${outsideItem}) as outside,
      exists (select 1 from ${invitations}
        join ${invitees} on ${invitees.officeId} = ${invitations.officeId} and ${invitees.invitationId} = ${invitations.id} and ${invitees.cancelledAt} is null
        where ${invitations.officeId} = ${tx.officeId} and ${invitations.visitId} = ${id}) as invited,
      exists (select 1 from ${programmeItems}
        where ${programmeItems.officeId} = ${tx.officeId} and ${programmeItems.eventId} = ${id} and ${programmeItems.visitId} <> ${id}
          and ${programmeItems.deletedAt} is null) as item`)
  return rows[0]!
}
