// Writes the office's limits of silence; every standing is computed anew with them.
import { and, eq, sql } from 'drizzle-orm'
import type { Officer } from '#features/accounts/account.ts'
import { m } from '#messages'
import { type Actor, record, type Restore } from '#platform/activity/activity.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import type { Here } from '#platform/here.ts'
import { newId } from '#platform/ids.ts'
import { ok, type Refusal, refuse, type Result, type Stale, stale } from '#platform/result.ts'
import { DEFAULT_LIMITS, type Limits, limitsValue } from './dormancy.ts'
import { dormancyLimits } from './dormancy.table.ts'
import { rebuildStandings } from './standing.actions.ts'

export type LimitsRow = { readonly id: string | null; readonly version: number; readonly limits: Limits; readonly updatedAt: Date | null }

/** Changes the limits. Refuses when they were changed since `version` (0: nobody had), and hands over what stands there now. */
export const changeLimits = (here: Here, by: Officer, version: number, limits: Limits): Promise<Result<{ activityId: string }, Refusal | Stale<LimitsRow>>> =>
  here.db.inOffice(by.officeId, async (tx) => {
    const before = await locked(tx)
    if (before.version !== version) return stale(m.platform_stale(), before)
    return ok({ activityId: await written(tx, here, by, 'dormancy_limit.changed', before, limitsValue.parse(limits)) })
  })

/** Puts the limits back to what they were. */
export const restoreLimits: Restore = (here, by, _id, to, version) =>
  here.db.inOffice(by.officeId, async (tx) => {
    const before = await locked(tx)
    if (before.version !== version) return refuse('moved-on', m.platform_undo_moved_on({ label: m.partnerships_limits_title() }))
    return ok(await written(tx, here, by, 'dormancy_limit.restored', before, to === null ? DEFAULT_LIMITS : limitsValue.parse(to)))
  })

/** Two who change them for the first time at once must not both succeed: there is no row yet that one could wait for. */
async function locked(tx: OfficeTx): Promise<LimitsRow> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`dormancy ${tx.officeId}`}, 0))`)
  const [row] = await tx.select().from(dormancyLimits).where(eq(dormancyLimits.officeId, tx.officeId))
  return row === undefined
    ? { id: null, version: 0, limits: DEFAULT_LIMITS, updatedAt: null }
    : { id: row.id, version: row.version, limits: limitsValue.parse(row.limits), updatedAt: row.updatedAt }
}

async function written(tx: OfficeTx, here: Here, by: Actor, act: `dormancy_limit.${string}`, before: LimitsRow, limits: Limits): Promise<string> {
  const id = before.id ?? newId()
  const version = before.version + 1
  const now = here.clock.now()
  if (before.id === null) await tx.insert(dormancyLimits).values({ officeId: tx.officeId, id, limits, version, createdAt: now, updatedAt: now })
  else
    await tx
      .update(dormancyLimits)
      .set({ limits, version, updatedAt: now })
      .where(and(eq(dormancyLimits.officeId, tx.officeId), eq(dormancyLimits.id, id)))
  await rebuildStandings(tx, here.clock.today())
  return record(tx, here, by, { act, id, label: m.partnerships_limits_title(), before: { ...before.limits }, after: { ...limits }, version })
}
