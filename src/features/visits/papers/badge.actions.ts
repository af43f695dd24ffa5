// Writes that badges were printed, for whom and of which version; undo forgets it, as when the printer ate the sheets.
import { and, count, eq, inArray, isNull } from 'drizzle-orm'
import type { Officer } from '#features/accounts/account.ts'
import { events } from '#features/events/event.table.ts'
import { m } from '#messages'
import { record, type Restore } from '#platform/activity/activity.ts'
import { activities } from '#platform/activity/activity.table.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { rowsAsRelation } from '#platform/database/update-many.ts'
import type { Here } from '#platform/here.ts'
import { isId } from '#platform/ids.ts'
import { ok, refuse, type Result } from '#platform/result.ts'
import { textIn } from '#platform/texts/local-text.ts'
import { delegates } from '../delegations/delegate.table.ts'
import { visits } from '../visit.table.ts'

/** When the badge of each member was printed and which version of them it showed: ids of members → [ISO instant, version], null for none. No names. */
type PrintedState = { readonly printed: Readonly<Record<string, readonly [string, number] | null>> }

const THING = 'visit_badges'
type Act = `visit_badges.${string}`

/** A printing has no row of its own: how many the record knows is its version. */
async function printingsOf(tx: OfficeTx, visitId: string): Promise<number> {
  const [counted] = await tx
    .select({ n: count() })
    .from(activities)
    .where(and(eq(activities.officeId, tx.officeId), eq(activities.thing, THING), eq(activities.thingId, visitId)))
  return counted?.n ?? 0
}

async function visitTitle(tx: OfficeTx, visitId: string): Promise<string | null> {
  if (!isId(visitId)) return null
  const [visit] = await tx
    .select({ title: events.title })
    .from(visits)
    .innerJoin(events, and(eq(events.officeId, visits.officeId), eq(events.id, visits.id)))
    .where(and(eq(visits.officeId, tx.officeId), eq(visits.id, visitId), isNull(visits.deletedAt), isNull(events.deletedAt)))
    // Two who print at the same time come one after the other.
    .for('update')
  return visit === undefined ? null : textIn(visit.title, visit.title.source)
}

/** The state of the members' badges now; the rows stay locked. */
async function stateNow(tx: OfficeTx, visitId: string, ids: readonly string[]): Promise<PrintedState> {
  const rows = await tx
    .select({ id: delegates.id, at: delegates.badgePrintedAt, version: delegates.badgeVersion })
    .from(delegates)
    .where(and(eq(delegates.officeId, tx.officeId), eq(delegates.visitId, visitId), inArray(delegates.id, [...ids])))
    .for('update')
  return { printed: Object.fromEntries(rows.map(({ id, at, version }) => [id, at === null || version === null ? null : [at.toISOString(), version]])) }
}

async function write(tx: OfficeTx, { printed }: PrintedState): Promise<void> {
  const rows = Object.entries(printed).map(([id, one]) => ({
    id,
    badgePrintedAt: one === null ? null : new Date(one[0]),
    badgeVersion: one === null ? null : one[1],
  }))
  if (rows.length === 0) return
  const { values, from, where } = rowsAsRelation(tx, delegates, rows)
  await tx.update(delegates).set(values).from(from).where(where)
}

/**
 * Writes that the badges of these members were printed as they are at the given versions. Refuses a visit without a dossier, and when there is nobody to
 * print for. Members of other visits are left out.
 */
export const markBadgesPrinted = (
  here: Here,
  by: Officer,
  visitId: string,
  members: readonly { readonly id: string; readonly version: number }[],
): Promise<Result<{ activityId: string }>> =>
  here.db.inOffice(by.officeId, async (tx) => {
    const label = await visitTitle(tx, visitId)
    if (label === null) return refuse('missing', m.visits_missing())
    const before = await stateNow(
      tx,
      visitId,
      members.map(({ id }) => id),
    )
    const at = here.clock.now().toISOString()
    const printed = Object.fromEntries(members.flatMap(({ id, version }) => (id in before.printed ? [[id, [at, version] as const]] : [])))
    if (Object.keys(printed).length === 0) return refuse('nobody', m.papers_badges_nobody())
    await write(tx, { printed })
    const version = (await printingsOf(tx, visitId)) + 1
    const activityId = await record(tx, here, by, {
      act: 'visit_badges.printed' satisfies Act,
      id: visitId,
      label,
      before: { ...before },
      after: { printed },
      version,
    })
    return ok({ activityId })
  })

/** Puts back what was known of printed badges before; refuses when others were printed since. */
export const restoreBadges: Restore = (here, by, id, to, version) =>
  here.db.inOffice(by.officeId, async (tx): Promise<Result<{ activityId: string }>> => {
    const label = await visitTitle(tx, id)
    if (label === null || to === null) return refuse('missing', m.visits_missing())
    const printings = await printingsOf(tx, id)
    if (printings !== version) return refuse('moved-on', m.platform_undo_moved_on({ label }))
    // The snapshot is one this file wrote.
    const after = to as PrintedState
    const before = await stateNow(tx, id, Object.keys(after.printed))
    // Whoever was taken out of the register for good since has no row to write.
    const printed = Object.fromEntries(Object.entries(after.printed).filter(([member]) => member in before.printed))
    await write(tx, { printed })
    return ok({
      activityId: await record(tx, here, by, {
        act: 'visit_badges.restored' satisfies Act,
        id,
        label,
        before: { ...before },
        after: { printed },
        version: printings + 1,
      }),
    })
  })
