// Writes the office's rules of the calendar, and puts them back.
import { and, eq } from 'drizzle-orm'
import type { Officer } from '#features/accounts/account.ts'
import { m } from '#messages'
import { type Actor, record, type Restore } from '#platform/activity/activity.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import type { Here } from '#platform/here.ts'
import { ok, refuse, type Refusal, type Result, type Stale, stale } from '#platform/result.ts'
import { calendarRules } from './occasions/occasion.table.ts'
import { type Rules, rulesSnapshot, USUAL_RULES } from './rules.ts'

type Row = typeof calendarRules.$inferSelect

async function locked(tx: OfficeTx): Promise<Row | null> {
  const [row] = await tx
    .select()
    .from(calendarRules)
    .where(and(eq(calendarRules.officeId, tx.officeId), eq(calendarRules.id, tx.officeId)))
    .for('update')
  return row ?? null
}

/** `next` null: the usual rules hold again. */
async function write(
  tx: OfficeTx,
  here: Here,
  by: Actor,
  before: Row | null,
  next: Rules | null,
  act: `calendar_rules.${string}`,
): Promise<{ activityId: string }> {
  const now = here.clock.now()
  const row = { ...(next ?? USUAL_RULES), version: (before?.version ?? 0) + 1, updatedAt: now, deletedAt: next === null ? now : null }
  await tx
    .insert(calendarRules)
    .values({ ...row, officeId: tx.officeId, id: tx.officeId, createdAt: now })
    .onConflictDoUpdate({ target: [calendarRules.officeId, calendarRules.id], set: row })
  return {
    activityId: await record(tx, here, by, {
      act,
      id: tx.officeId,
      label: m.calendar_rules_title(),
      before: before === null || before.deletedAt !== null ? null : rulesSnapshot.parse(before),
      after: next === null ? null : rulesSnapshot.parse(next),
      version: row.version,
    }),
  }
}

/** Saves the rules when nobody saved since `version` (0: nobody had yet); a stale save is refused with what holds now. */
export const changeRules = (
  here: Here,
  by: Officer,
  version: number,
  rules: Rules,
): Promise<Result<{ activityId: string }, Refusal | Stale<Rules & { readonly version: number }>>> =>
  here.db.inOffice(by.officeId, async (tx) => {
    const before = await locked(tx)
    const now = before === null || before.deletedAt !== null ? 0 : before.version
    if (now !== version) return stale(m.platform_stale(), { ...(now === 0 ? USUAL_RULES : before!), version: now })
    return ok(await write(tx, here, by, before, rules, 'calendar_rules.changed'))
  })

export const restoreRules: Restore = (here, by, _, to, version) =>
  here.db.inOffice(by.officeId, async (tx) => {
    const before = await locked(tx)
    if (before === null) return refuse('missing', m.platform_undo_missing())
    if (before.version !== version) return refuse('moved-on', m.platform_undo_moved_on({ label: m.calendar_rules_title() }))
    return ok(await write(tx, here, by, before, to === null ? null : rulesSnapshot.parse(to), 'calendar_rules.restored'))
  })
