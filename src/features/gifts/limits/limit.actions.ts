// Writes the office's limits for gifts: adds, changes, removes and puts back, each change kept in the activity record.
import { and, eq } from 'drizzle-orm'
import type { Officer } from '#features/accounts/account.ts'
import { m } from '#messages'
import { type Actor, record, type Restore } from '#platform/activity/activity.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import type { Here } from '#platform/here.ts'
import { isId, newId } from '#platform/ids.ts'
import type { Money } from '#platform/money.ts'
import { ok, refuse, type Refusal, type Result, type Stale, stale } from '#platform/result.ts'
import { type GiftLimit, limitLabel } from './limit.ts'
import { giftLimits } from './limit.table.ts'

/** A limit as the activity record keeps it. */
export type GiftLimitSnapshot = { readonly validFrom: string; readonly amount: Money; readonly source: string; readonly note: string }
export type GiftLimitStale = Stale<{ readonly version: number; readonly state: GiftLimitSnapshot; readonly updatedAt: Date }>
type Written = { readonly id: string; readonly activityId: string; readonly label: string }
type Kept = { readonly version: number; readonly removed: boolean; readonly limit: GiftLimit; readonly updatedAt: Date }

export const snapshotOf = ({ validFrom, cents, currency, source, note }: GiftLimit): GiftLimitSnapshot => ({
  validFrom,
  amount: { cents, currency },
  source,
  note,
})

async function standing(tx: OfficeTx, id: string): Promise<Kept | null> {
  if (!isId(id)) return null
  const [row] = await tx
    .select()
    .from(giftLimits)
    .where(and(eq(giftLimits.officeId, tx.officeId), eq(giftLimits.id, id)))
    .for('update')
  if (row === undefined) return null
  const { validFrom, cents, currency, source, note } = row
  return { version: row.version, removed: row.deletedAt !== null, updatedAt: row.updatedAt, limit: { validFrom, cents, currency, source, note } }
}

async function write(
  tx: OfficeTx,
  here: Here,
  by: Actor,
  id: string,
  before: Kept | null,
  after: GiftLimit | null,
  act: `gift_limit.${string}`,
): Promise<Written> {
  const now = here.clock.now()
  const version = (before?.version ?? 0) + 1
  const itself = and(eq(giftLimits.officeId, tx.officeId), eq(giftLimits.id, id))
  if (after === null) await tx.update(giftLimits).set({ deletedAt: now, updatedAt: now, version }).where(itself)
  else if (before === null) await tx.insert(giftLimits).values({ ...after, officeId: tx.officeId, id, version, createdAt: now, updatedAt: now })
  else
    await tx
      .update(giftLimits)
      .set({ ...after, version, updatedAt: now, deletedAt: null })
      .where(itself)
  const label = limitLabel(after ?? before!.limit)
  const activityId = await record(tx, here, by, {
    act,
    id,
    label,
    before: before === null || before.removed ? null : { ...snapshotOf(before.limit) },
    after: after === null ? null : { ...snapshotOf(after) },
    version,
  })
  return { id, activityId, label }
}

/** Adds a limit. */
export const createLimit = (here: Here, by: Officer, limit: GiftLimit): Promise<Result<Written>> =>
  here.db.inOffice(by.officeId, async (tx) => ok(await write(tx, here, by, newId(), null, limit, 'gift_limit.created')))

const missing = (): Result<never> => refuse('missing', m.gifts_limit_missing())

const changed = (
  here: Here,
  by: Officer,
  id: string,
  version: number,
  act: `gift_limit.${string}`,
  after: GiftLimit | null,
): Promise<Result<Written, Refusal | GiftLimitStale>> =>
  here.db.inOffice(by.officeId, async (tx): Promise<Result<Written, Refusal | GiftLimitStale>> => {
    const before = await standing(tx, id)
    if (before === null || before.removed) return missing()
    if (before.version !== version) return stale(m.platform_stale(), { version: before.version, state: snapshotOf(before.limit), updatedAt: before.updatedAt })
    return ok(await write(tx, here, by, id, before, after, act))
  })

/** Changes a limit that still has the given version. */
export const changeLimit = (here: Here, by: Officer, id: string, version: number, limit: GiftLimit): Promise<Result<Written, Refusal | GiftLimitStale>> =>
  changed(here, by, id, version, 'gift_limit.changed', limit)

/** Takes a limit away; undo brings it back. */
export const removeLimit = (here: Here, by: Officer, id: string, version: number): Promise<Result<Written, Refusal | GiftLimitStale>> =>
  changed(here, by, id, version, 'gift_limit.removed', null)

/** Puts a limit back to what it was. */
export const restoreGiftLimit: Restore = (here, by, id, to, version) =>
  here.db.inOffice(by.officeId, async (tx) => {
    const before = await standing(tx, id)
    if (before === null) return missing()
    if (before.version !== version) return refuse('moved-on', m.platform_undo_moved_on({ label: limitLabel(before.limit) }))
    // The snapshot is one this feature wrote.
    const state = to as GiftLimitSnapshot | null
    const after = state === null ? null : { validFrom: state.validFrom, ...state.amount, source: state.source, note: state.note }
    return ok(await write(tx, here, by, id, before, after, 'gift_limit.restored'))
  })
