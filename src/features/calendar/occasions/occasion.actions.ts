// Writes occasions: enters, changes, removes, moves and puts them back, each change kept in the activity record.
import { and, asc, eq, isNull } from 'drizzle-orm'
import type { Officer } from '#features/accounts/account.ts'
import { standingFor } from '#features/organisations/doubles/merging.queries.ts'
import { organisations } from '#features/organisations/organisation.table.ts'
import { m } from '#messages'
import { type Actor, record, type Restore } from '#platform/activity/activity.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import type { Here } from '#platform/here.ts'
import { newId } from '#platform/ids.ts'
import { ok, refuse, type Refusal, type Result, type Stale, stale } from '#platform/result.ts'
import { indexNames } from '#platform/search/names.ts'
import { isEmptyText, textIn } from '#platform/texts/local-text.ts'
import { columnsOf, type OccasionRecord, occasionSnapshot, type OccasionValues, ruleOf, snapshotOfOccasion, withValues } from './occasion.ts'
import { type OccasionRow, occasions } from './occasion.table.ts'

export type Written = { readonly id: string; readonly activityId: string }
export type OccasionStale = Stale<OccasionRow>

export const recordOf = (row: OccasionRow): OccasionRecord => occasionSnapshot.parse({ ...row, rule: ruleOf(row) })
const label = (name: OccasionRecord['name']): string => textIn(name, name.source)
const missing = () => refuse('missing', m.calendar_missing())

async function locked(tx: OfficeTx, id: string, which: 'live' | 'removed too' = 'live'): Promise<OccasionRow | null> {
  const [row] = await tx
    .select()
    .from(occasions)
    .where(and(eq(occasions.officeId, tx.officeId), eq(occasions.id, id), which === 'live' ? isNull(occasions.deletedAt) : undefined))
    .for('update')
  return row ?? null
}

/** Refuses what cannot be an occasion of the register: no name, or an owner that is not there. One it had already stays. */
async function refused(tx: OfficeTx, next: OccasionRecord, before: OccasionRow | null): Promise<Refusal | null> {
  if (isEmptyText(next.name)) return { code: 'no-name', message: m.calendar_name_missing(), field: 'name' }
  if (next.organisationId === null || next.organisationId === before?.organisationId) return null
  const [owner] = await tx
    .select({ id: organisations.id })
    .from(organisations)
    .where(and(eq(organisations.officeId, tx.officeId), eq(organisations.id, next.organisationId), isNull(organisations.deletedAt)))
  return owner === undefined ? { code: 'missing-organisation', message: m.calendar_owner_gone(), field: 'organisation' } : null
}

/** `next` null: it goes out of the register. */
async function write(
  tx: OfficeTx,
  here: Here,
  by: Actor,
  id: string,
  before: OccasionRow | null,
  next: OccasionRecord | null,
  act: `occasion.${string}`,
): Promise<Written> {
  const now = here.clock.now()
  const version = (before?.version ?? 0) + 1
  if (next === null) {
    await tx
      .update(occasions)
      .set({ deletedAt: now, updatedAt: now, version })
      .where(and(eq(occasions.officeId, tx.officeId), eq(occasions.id, id)))
  } else {
    const { rule, publishedAt, ...rest } = next
    const row = { ...rest, ...columnsOf(rule), publishedAt: publishedAt === null ? null : new Date(publishedAt), version, updatedAt: now, deletedAt: null }
    if (before === null) await tx.insert(occasions).values({ ...row, officeId: tx.officeId, id, createdAt: now })
    else
      await tx
        .update(occasions)
        .set(row)
        .where(and(eq(occasions.officeId, tx.officeId), eq(occasions.id, id)))
  }
  await indexNames(tx, 'occasion', id, next === null ? [] : Object.values(next.name.in).map(({ text }) => text))
  const activityId = await record(tx, here, by, {
    act,
    id,
    label: label(next?.name ?? before!.name),
    before: before === null || before.deletedAt !== null ? null : snapshotOfOccasion(recordOf(before)),
    after: next === null ? null : snapshotOfOccasion(next),
    version,
  })
  return { id, activityId }
}

/** Enters an occasion. Refuses one without a name, or of an organisation that is not in the register. */
export const createOccasion = (here: Here, by: Officer, values: OccasionValues): Promise<Result<Written>> =>
  here.db.inOffice(by.officeId, async (tx) => {
    const next = withValues(null, values, here.clock.now())
    const refusal = await refused(tx, next, null)
    return refusal === null ? ok(await write(tx, here, by, newId(), null, next, 'occasion.created')) : { ok: false, refusal }
  })

/** Changes an occasion that still has the given version; a stale save is refused with what stands there now. */
export const changeOccasion = (
  here: Here,
  by: Officer,
  id: string,
  version: number,
  values: OccasionValues,
): Promise<Result<Written, Refusal | OccasionStale>> =>
  here.db.inOffice(by.officeId, async (tx) => {
    const before = await locked(tx, id)
    if (before === null) return missing()
    if (before.version !== version) return stale(m.platform_stale(), before)
    const next = withValues(recordOf(before), values, here.clock.now())
    const refusal = await refused(tx, next, before)
    return refusal === null ? ok(await write(tx, here, by, id, before, next, 'occasion.changed')) : { ok: false, refusal }
  })

/** Takes an occasion out of the calendar; undo brings it back. */
export const removeOccasion = (
  here: Here,
  by: Officer,
  id: string,
  version: number,
): Promise<Result<Written & { readonly label: string }, Refusal | OccasionStale>> =>
  here.db.inOffice(by.officeId, async (tx) => {
    const before = await locked(tx, id)
    if (before === null) return missing()
    if (before.version !== version) return stale(m.platform_stale(), before)
    return ok({ ...(await write(tx, here, by, id, before, null, 'occasion.removed')), label: label(before.name) })
  })

/** Puts an occasion back to an earlier state; refuses when it has moved on since. */
export const restoreOccasion: Restore = (here, by, id, to, version) =>
  here.db.inOffice(by.officeId, async (tx) => {
    const before = await locked(tx, id, 'removed too')
    if (before === null) return missing()
    if (before.version !== version) return refuse('moved-on', m.platform_undo_moved_on({ label: label(before.name) }))
    if (to === null) return ok(await write(tx, here, by, id, before, null, 'occasion.restored'))
    const earlier = occasionSnapshot.parse(to)
    // Whose it was may have been merged meanwhile.
    const organisationId = earlier.organisationId === null ? null : await standingFor(tx, 'organisation', earlier.organisationId)
    return ok(await write(tx, here, by, id, before, { ...earlier, organisationId }, 'occasion.restored'))
  })

/**
 * Follows a merge of two organisations: what was the one's becomes the other's, each occasion with a line of its own in the change of the
 * merge, so that undoing the merge takes them back. Answers how many went over.
 */
export async function moveOccasions(here: Here, tx: OfficeTx, by: Actor, fromId: string, toId: string): Promise<number> {
  const rows = await tx
    .select()
    .from(occasions)
    .where(and(eq(occasions.officeId, tx.officeId), eq(occasions.organisationId, fromId), isNull(occasions.deletedAt)))
    .orderBy(asc(occasions.id))
    .for('update')
  for (const row of rows) await write(tx, here, by, row.id, row, { ...recordOf(row), organisationId: toId }, 'occasion.followed')
  return rows.length
}
