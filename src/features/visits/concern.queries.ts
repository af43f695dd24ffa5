// Reads what a dossier has to say on the page of its event.
import { sql } from 'drizzle-orm'
import { events } from '#features/events/event.table.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { isId } from '#platform/ids.ts'
import { outsideItem } from './programmes/visit-days.queries.ts'
import { programmeItems } from './programmes/programme.table.ts'
import { visits } from './visit.table.ts'

/** `outside`: something of the programme stands on other days than the visit; `invited`: somebody has it in their calendar. One statement. */
export async function concernsOf(tx: OfficeTx, id: string): Promise<{ readonly outside: boolean; readonly invited: boolean }> {
  if (!isId(id)) return { outside: false, invited: false }
  const { rows } = await tx.execute<{ outside: boolean; invited: boolean }>(sql`
    select
      exists (select 1 from ${programmeItems}
        join ${visits} on ${visits.officeId} = ${programmeItems.officeId} and ${visits.id} = ${programmeItems.visitId} and ${visits.deletedAt} is null
        join ${events} on ${events.officeId} = ${visits.officeId} and ${events.id} = ${visits.id}
        where ${programmeItems.officeId} = ${tx.officeId} and ${programmeItems.visitId} = ${id} and ${programmeItems.deletedAt} is null and ${outsideItem}) as outside,
      exists (select 1 from invitation v join invitee i on i.office_id = v.office_id and i.invitation_id = v.id and i.cancelled_at is null
        where v.office_id = ${tx.officeId} and v.visit_id = ${id}) as invited`)
  return rows[0]!
}
