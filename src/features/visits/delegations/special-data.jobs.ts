// Special data of delegations (GDPR, art. 9: what their members eat and need) goes by itself once the visit is over, also out of the history of changes.
import { and, eq, inArray, sql } from 'drizzle-orm'
import { events } from '#features/events/event.table.ts'
import { emptyInRecord } from '#platform/activity/erasing.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import type { Here } from '#platform/here.ts'
import { everyOffice } from '#platform/jobs/offices.ts'
import { officeDay } from '#platform/database/office.table.ts'
import { preparationRulesOf } from '../preparation/piece.queries.ts'
import { visits } from '../visit.table.ts'
import { delegates } from './delegate.table.ts'

const NOTHING = { diet: '', needs: '' } as const

/** Every office by its own rule. Dossiers that were removed are gone through as well: undo brings them back, but not this. */
export async function eraseSpecialData(system: Here): Promise<void> {
  for (const { id, here } of await everyOffice(system)) await here.db.inOffice(id, (tx) => eraseInOffice(tx, here.clock.today()))
}

async function eraseInOffice(tx: OfficeTx, today: string): Promise<void> {
  const { eraseAfterDays } = await preparationRulesOf(tx)
  // The visit was called off or turned down, it ended, or all there is to go by is when the dossier went or was last held.
  const over = sql`coalesce(${visits.cancelledOn}, case when ${visits.answer} = 'declined' then ${visits.answeredOn} end, ${events.cancelledOn}, ${events.lastDay}, ${visits.heldOn}, ${officeDay(visits.deletedAt)})`
  // What was entered afterwards goes too; a day is added on both sides because the office's day is not the database's.
  const changedSince = sql`exists (select 1 from ${delegates} where ${delegates.officeId} = ${visits.officeId} and ${delegates.visitId} = ${visits.id}
    and ${delegates.updatedAt} > ${visits.specialErasedOn} - interval '1 day')`
  const due = await tx
    .select({ id: visits.id })
    .from(visits)
    .innerJoin(events, and(eq(events.officeId, visits.officeId), eq(events.id, visits.id)))
    .where(
      and(
        eq(visits.officeId, tx.officeId),
        sql`${over} + ${eraseAfterDays}::int < ${today}::date`,
        sql`(${visits.specialErasedOn} is null or ${changedSince})`,
      ),
    )
  const visitIds = due.map((one) => one.id)
  if (visitIds.length === 0) return
  const members = and(eq(delegates.officeId, tx.officeId), inArray(delegates.visitId, visitIds))
  const rows = await tx.select({ id: delegates.id }).from(delegates).where(members)
  await tx.update(delegates).set(NOTHING).where(members)
  await emptyInRecord(
    tx,
    'delegate',
    rows.map((one) => one.id),
    NOTHING,
  )
  await tx
    .update(visits)
    .set({ specialErasedOn: today })
    .where(and(eq(visits.officeId, tx.officeId), inArray(visits.id, visitIds)))
}
