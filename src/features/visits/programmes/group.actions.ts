// Writes the parallel groups of a delegation: makes, names, fills, removes and puts back.
import { and, asc, eq, inArray, isNull, max } from 'drizzle-orm'
import type { Officer } from '#features/accounts/account.ts'
import { m } from '#messages'
import { type Actor, record, type Restore } from '#platform/activity/activity.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { insertMany } from '#platform/database/insert-many.ts'
import type { Here } from '#platform/here.ts'
import { isId, newId } from '#platform/ids.ts'
import { ok, refuse, type Refusal, type Result, type Stale, stale } from '#platform/result.ts'
import { EMPTY_TEXT, isEmptyText, type LocalText, type LocalTextForm, revised, textIn } from '#platform/texts/local-text.ts'
import { delegates } from '../delegations/delegate.table.ts'
import { lockedVisit } from '../visit.actions.ts'
import { MOST_GROUPS } from './programme.ts'
import { programmeGroupMembers, programmeGroups } from './programme.table.ts'

/** A group whole, as JSON: what the activity record keeps and undo puts back. */
export type GroupSnapshot = { readonly visitId: string; readonly name: LocalText; readonly position: number; readonly members: readonly string[] }
type KeptGroup = { readonly version: number; readonly removed: boolean; readonly updatedAt: Date; readonly state: GroupSnapshot }
export type GroupStale = Stale<{ readonly version: number; readonly state: GroupSnapshot; readonly updatedAt: Date }>
export type WrittenGroup = { readonly id: string; readonly activityId: string; readonly label: string }
export type GroupValues = { readonly name: LocalTextForm; readonly members: readonly string[] }

const missing = (): Result<never> => refuse('missing', m.programme_group_missing())

/** Reads a group for writing: the row stays locked to the end of the transaction. */
export async function readGroup(tx: OfficeTx, id: string): Promise<KeptGroup | null> {
  if (!isId(id)) return null
  const [row] = await tx
    .select()
    .from(programmeGroups)
    .where(and(eq(programmeGroups.officeId, tx.officeId), eq(programmeGroups.id, id)))
    .for('update')
  if (row === undefined) return null
  const members = await tx
    .select({ delegateId: programmeGroupMembers.delegateId })
    .from(programmeGroupMembers)
    .where(and(eq(programmeGroupMembers.officeId, tx.officeId), eq(programmeGroupMembers.groupId, id)))
    .orderBy(asc(programmeGroupMembers.id))
  const { visitId, name, position } = row
  const state = { visitId, name, position, members: members.map(({ delegateId }) => delegateId) }
  return { version: row.version, removed: row.deletedAt !== null, updatedAt: row.updatedAt, state }
}

async function write(
  tx: OfficeTx,
  here: Here,
  by: Actor,
  id: string,
  before: KeptGroup | null,
  after: GroupSnapshot | null,
  act: `programme_group.${string}`,
): Promise<WrittenGroup> {
  const now = here.clock.now()
  const version = (before?.version ?? 0) + 1
  const mine = and(eq(programmeGroups.officeId, tx.officeId), eq(programmeGroups.id, id))
  if (after === null) await tx.update(programmeGroups).set({ deletedAt: now, updatedAt: now, version }).where(mine)
  else {
    const { members, ...columns } = after
    const row = { ...columns, version, updatedAt: now, deletedAt: null }
    if (before === null) await tx.insert(programmeGroups).values({ ...row, officeId: tx.officeId, id, createdAt: now })
    else {
      await tx.update(programmeGroups).set(row).where(mine)
      await tx.delete(programmeGroupMembers).where(and(eq(programmeGroupMembers.officeId, tx.officeId), eq(programmeGroupMembers.groupId, id)))
    }
    await insertMany(
      tx,
      programmeGroupMembers,
      members.map((delegateId) => ({ officeId: tx.officeId, id: newId(), groupId: id, delegateId })),
    )
  }
  const { name } = (after ?? before!.state) as GroupSnapshot
  const label = textIn(name, name.source)
  const kept = before === null || before.removed ? null : { ...before.state }
  const activityId = await record(tx, here, by, { act, id, label, before: kept, after: after === null ? null : { ...after }, version })
  return { id, activityId, label }
}

/** Those of the ids that are in the visit's delegations, each once, in the order asked for. `removed`: also who was taken out, and may come back. */
async function membersAmong(tx: OfficeTx, visitId: string, ids: readonly string[], removed = false): Promise<string[]> {
  const asked = [...new Set(ids)].filter(isId)
  if (asked.length === 0) return []
  const found = await tx
    .select({ id: delegates.id })
    .from(delegates)
    .where(
      and(eq(delegates.officeId, tx.officeId), eq(delegates.visitId, visitId), removed ? undefined : isNull(delegates.deletedAt), inArray(delegates.id, asked)),
    )
  const there = new Set(found.map(({ id }) => id))
  return asked.filter((id) => there.has(id))
}

const nameless = (): Result<never> => refuse('no-name', m.programme_group_nameless(), 'name')

/** Makes a group. Refuses one without a name, and more groups than fit beside each other. */
export const addGroup = (here: Here, by: Officer, visitId: string, values: GroupValues): Promise<Result<WrittenGroup>> =>
  here.db.inOffice(by.officeId, async (tx): Promise<Result<WrittenGroup>> => {
    if (!(await lockedVisit(tx, visitId))) return refuse('no-visit', m.programme_visit_missing())
    const name = revised(EMPTY_TEXT, values.name, here.clock.now())
    if (isEmptyText(name)) return nameless()
    const own = and(eq(programmeGroups.officeId, tx.officeId), eq(programmeGroups.visitId, visitId), isNull(programmeGroups.deletedAt))
    if ((await tx.$count(programmeGroups, own)) >= MOST_GROUPS) return refuse('too-many', m.programme_groups_too_many({ most: MOST_GROUPS }))
    const [last] = await tx
      .select({ position: max(programmeGroups.position) })
      .from(programmeGroups)
      .where(own)
    const members = await membersAmong(tx, visitId, values.members)
    const state = { visitId, name, position: (last?.position ?? 0) + 1, members }
    return ok(await write(tx, here, by, newId(), null, state, 'programme_group.created'))
  })

type Changed = Promise<Result<WrittenGroup, Refusal | GroupStale>>

const changed = (
  here: Here,
  by: Officer,
  visitId: string,
  id: string,
  version: number,
  act: `programme_group.${string}`,
  next: (before: GroupSnapshot, tx: OfficeTx) => Promise<Result<GroupSnapshot | null>>,
): Changed =>
  here.db.inOffice(by.officeId, async (tx): Changed => {
    const before = await readGroup(tx, id)
    if (before === null || before.removed || before.state.visitId !== visitId) return missing()
    if (before.version !== version) return stale(m.platform_stale(), { version: before.version, state: before.state, updatedAt: before.updatedAt })
    const after = await next(before.state, tx)
    return after.ok ? ok(await write(tx, here, by, id, before, after.value, act)) : after
  })

/** Names a group anew and says who is in it. */
export const changeGroup = (here: Here, by: Officer, visitId: string, id: string, version: number, values: GroupValues): Changed =>
  changed(here, by, visitId, id, version, 'programme_group.changed', async (before, tx): Promise<Result<GroupSnapshot | null>> => {
    const name = revised(before.name, values.name, here.clock.now())
    if (isEmptyText(name)) return nameless()
    return ok({ ...before, name, members: await membersAmong(tx, visitId, values.members) })
  })

/** Takes a group out; items that were for it keep that, and are for it again when it comes back. */
export const removeGroup = (here: Here, by: Officer, visitId: string, id: string, version: number): Changed =>
  changed(here, by, visitId, id, version, 'programme_group.removed', async () => ok(null))

/** Puts a group back to an earlier state; refuses when it has moved on since. */
export const restoreProgrammeGroup: Restore = (here, by, id, to, version) => groupPut('programme_group.restored')(here, by, id, to, version)

/** Puts a group into a state, under the name of whatever brings that about, without those who never were in the visit's delegations. */
export const groupPut =
  (act: `programme_group.${string}`): Restore =>
  (here, by, id, to, version) =>
    here.db.inOffice(by.officeId, async (tx): Promise<Result<WrittenGroup>> => {
      const before = await readGroup(tx, id)
      if (before === null) return missing()
      if (before.version !== version) return refuse('moved-on', m.platform_undo_moved_on({ label: textIn(before.state.name, before.state.name.source) }))
      // The snapshot is one this feature wrote.
      const wanted = to as GroupSnapshot | null
      const after = wanted === null ? null : { ...wanted, members: await membersAmong(tx, wanted.visitId, wanted.members, true) }
      return ok(await write(tx, here, by, id, before, after, act))
    })
