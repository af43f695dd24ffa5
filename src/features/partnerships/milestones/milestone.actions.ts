// Writes the milestones of partnerships: adds, changes, removes and restores them, each with its line in the activity record.
import { and, eq, isNull } from 'drizzle-orm'
import type { Officer } from '#features/accounts/account.ts'
import { displayName } from '#features/organisations/naming.ts'
import { organisations } from '#features/organisations/organisation.table.ts'
import { m } from '#messages'
import { type Actor, record, type Restore } from '#platform/activity/activity.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import type { Here } from '#platform/here.ts'
import { isId, newId } from '#platform/ids.ts'
import { ok, type Refusal, refuse, type Result, type Stale, stale } from '#platform/result.ts'
import { boundsOf, milestoneLabel, type MilestoneRecord, milestoneSnapshot, type MilestoneValues, snapshotOfMilestone, withValues } from './milestone.ts'
import { milestones, type MilestoneRow } from './milestone.table.ts'
import type { Written } from '../partnership.actions.ts'
import { partnershipById } from '../partnership.queries.ts'
import { partnerships } from '../partnership.table.ts'
import { refreshStandings } from '../silence/standing.actions.ts'

/** Adds a step to a partnership. */
export const addMilestone = (here: Here, by: Officer, partnershipId: string, values: MilestoneValues): Promise<Result<Written>> =>
  here.db.inOffice(by.officeId, async (tx) => {
    if ((await partnershipById(tx, partnershipId)) === null) return refuse('missing', m.partnerships_missing())
    const now = here.clock.now()
    const next = withValues(null, { ...values, partnershipId }, now)
    const [row] = await tx
      .insert(milestones)
      .values({
        officeId: tx.officeId,
        id: newId(),
        ...next,
        ...boundsOf(next),
        createdAt: now,
        updatedAt: now,
      })
      .returning()
    return ok(await recorded(tx, here, by, 'milestone.created', null, row!))
  })

/** Writes the values over the milestone. Refuses when it was changed since `version`, and hands over what stands there now. */
export const changeMilestone = (
  here: Here,
  by: Officer,
  id: string,
  version: number,
  values: MilestoneValues,
): Promise<Result<Written, Refusal | Stale<MilestoneRow>>> =>
  here.db.inOffice(by.officeId, async (tx) => {
    const before = await locked(tx, id)
    if (before === null) return missing()
    if (before.version !== version) return stale(m.platform_stale(), before)
    return ok(
      await written(tx, here, by, 'milestone.changed', before, withValues(before, { ...values, partnershipId: before.partnershipId }, here.clock.now())),
    )
  })

/** Takes a step out of a partnership's past. */
export const removeMilestone = (here: Here, by: Officer, id: string, version: number): Promise<Result<Written, Refusal | Stale<MilestoneRow>>> =>
  here.db.inOffice(by.officeId, async (tx) => {
    const before = await locked(tx, id)
    if (before === null) return missing()
    if (before.version !== version) return stale(m.platform_stale(), before)
    return ok(await removed(tx, here, by, before))
  })

/** Puts a milestone back to an earlier state, or takes back its entry. */
export const restoreMilestone: Restore = (here, by, id, to, version) => milestonePut('milestone.restored')(here, by, id, to, version)

/** Puts a milestone into the state of a snapshot, under the name of whatever brings that about. */
export const milestonePut =
  (act: `milestone.${string}`): Restore =>
  (here, by, id, to, version) =>
    here.db.inOffice(by.officeId, async (tx) => {
      const before = await locked(tx, id, 'removed too')
      if (before === null) return missing()
      if (before.version !== version) return refuse('moved-on', m.platform_undo_moved_on({ label: milestoneLabel(before) }))
      if (to === null) return ok(await removed(tx, here, by, before))
      const { publishedAt, ...earlier } = milestoneSnapshot.parse(to)
      if ((await partnershipById(tx, earlier.partnershipId)) === null) return refuse('missing', m.partnerships_missing())
      return ok(await written(tx, here, by, act, before, { ...earlier, publishedAt: publishedAt === null ? null : new Date(publishedAt) }))
    })

const missing = () => refuse('missing', m.partnerships_milestone_missing())

async function locked(tx: OfficeTx, id: string, which: 'live' | 'removed too' = 'live'): Promise<MilestoneRow | null> {
  if (!isId(id)) return null
  const [row] = await tx
    .select()
    .from(milestones)
    .where(and(eq(milestones.officeId, tx.officeId), eq(milestones.id, id), which === 'live' ? isNull(milestones.deletedAt) : undefined))
    .for('update')
  return row ?? null
}

async function written(tx: OfficeTx, here: Here, by: Actor, act: `milestone.${string}`, before: MilestoneRow, next: MilestoneRecord): Promise<Written> {
  const [row] = await tx
    .update(milestones)
    .set({ ...next, ...boundsOf(next), version: before.version + 1, updatedAt: here.clock.now(), deletedAt: null })
    .where(and(eq(milestones.officeId, tx.officeId), eq(milestones.id, before.id)))
    .returning()
  return recorded(tx, here, by, act, before, row!)
}

async function removed(tx: OfficeTx, here: Here, by: Actor, before: MilestoneRow): Promise<Written> {
  const [row] = await tx
    .update(milestones)
    .set({ version: before.version + 1, updatedAt: here.clock.now(), deletedAt: here.clock.now() })
    .where(and(eq(milestones.officeId, tx.officeId), eq(milestones.id, before.id)))
    .returning()
  return recorded(tx, here, by, 'milestone.removed', before, row!)
}

async function recorded(tx: OfficeTx, here: Here, by: Actor, act: `milestone.${string}`, before: MilestoneRow | null, after: MilestoneRow): Promise<Written> {
  const snapshot = (row: MilestoneRow | null) => (row === null || row.deletedAt !== null ? null : snapshotOfMilestone(row))
  await refreshStandings(tx, here.clock.today(), { partnershipIds: [...new Set([before?.partnershipId ?? after.partnershipId, after.partnershipId])] })
  const [partner] = await tx
    .select({ name: organisations.name, nativeName: organisations.nativeName })
    .from(partnerships)
    .innerJoin(organisations, and(eq(organisations.officeId, partnerships.officeId), eq(organisations.id, partnerships.organisationId)))
    .where(and(eq(partnerships.officeId, tx.officeId), eq(partnerships.id, after.partnershipId)))
  // In the office's journal a step must say whose it is.
  const label = `${partner === undefined ? '' : `${displayName(partner)}: `}${milestoneLabel(after)}`
  const activityId = await record(tx, here, by, { act, id: after.id, label, before: snapshot(before), after: snapshot(after), version: after.version })
  return { id: after.id, activityId }
}
