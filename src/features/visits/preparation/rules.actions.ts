// Writes the office's rules of preparing visits, and puts them back.
import { and, eq } from 'drizzle-orm'
import type { Officer } from '#features/accounts/account.ts'
import { m } from '#messages'
import { type Actor, record, type Restore } from '#platform/activity/activity.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import type { Here } from '#platform/here.ts'
import { ok, refuse, type Refusal, type Result, type Stale, stale } from '#platform/result.ts'
import { visitRules } from '../visit.table.ts'
import { type PreparationRules, rulesOver, rulesSnapshot } from './rules.ts'

type Row = typeof visitRules.$inferSelect

async function locked(tx: OfficeTx): Promise<Row | null> {
  const [row] = await tx
    .select()
    .from(visitRules)
    .where(and(eq(visitRules.officeId, tx.officeId), eq(visitRules.id, tx.officeId)))
    .for('update')
  return row ?? null
}

/** `next` null: the usual rules hold again. */
async function write(
  tx: OfficeTx,
  here: Here,
  by: Actor,
  before: Row | null,
  next: PreparationRules | null,
  act: `visit_rules.${string}`,
): Promise<{ activityId: string }> {
  const now = here.clock.now()
  const { days, eraseAfterDays } = next ?? rulesOver(null)
  const row = { days, eraseAfterDays, version: (before?.version ?? 0) + 1, updatedAt: now, deletedAt: next === null ? now : null }
  await tx
    .insert(visitRules)
    .values({ ...row, officeId: tx.officeId, id: tx.officeId, createdAt: now })
    .onConflictDoUpdate({ target: [visitRules.officeId, visitRules.id], set: row })
  return {
    activityId: await record(tx, here, by, {
      act,
      id: tx.officeId,
      label: m.visits_rules_title(),
      before: before === null || before.deletedAt !== null ? null : rulesSnapshot.parse(before),
      after: next === null ? null : rulesSnapshot.parse(next),
      version: row.version,
    }),
  }
}

/** Saves the rules when nobody saved since `version` (0: nobody had yet); a stale save is refused with what holds now. */
export const changePreparationRules = (
  here: Here,
  by: Officer,
  version: number,
  rules: PreparationRules,
): Promise<Result<{ activityId: string }, Refusal | Stale<PreparationRules & { readonly version: number }>>> =>
  here.db.inOffice(by.officeId, async (tx) => {
    const before = await locked(tx)
    const standing = before === null || before.deletedAt !== null ? null : before
    if ((standing?.version ?? 0) !== version) return stale(m.platform_stale(), { ...rulesOver(standing), version: standing?.version ?? 0 })
    return ok(await write(tx, here, by, before, rules, 'visit_rules.changed'))
  })

export const restorePreparationRules: Restore = (here, by, _, to, version) =>
  here.db.inOffice(by.officeId, async (tx) => {
    const before = await locked(tx)
    if (before === null) return refuse('missing', m.platform_undo_missing())
    if (before.version !== version) return refuse('moved-on', m.platform_undo_moved_on({ label: m.visits_rules_title() }))
    return ok(await write(tx, here, by, before, to === null ? null : rulesOver(rulesSnapshot.parse(to)), 'visit_rules.restored'))
  })
