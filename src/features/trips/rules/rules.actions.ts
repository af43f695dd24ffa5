// Writes the office's rules for journeys, and puts them back.
import { sql } from 'drizzle-orm'
import type { Officer } from '#features/accounts/account.ts'
import { m } from '#messages'
import type { Restore } from '#platform/activity/activity.ts'
import { KeptRows, type KeptStale, type Written } from '#platform/activity/kept-row.ts'
import type { Here } from '#platform/here.ts'
import { ok, type Refusal, type Result, stale } from '#platform/result.ts'
import { rulesOver, type TripRules } from './rules.ts'
import { tripRules } from './rules.table.ts'

type Act = `trip_rules.${string}`
export type TripRulesStale = KeptStale<TripRules>

const rows = new KeptRows<typeof tripRules.$inferSelect, TripRules>({
  table: tripRules,
  stateOf: ({ rules }) => rulesOver(rules),
  columnsOf: (rules) => ({ rules }),
  label: () => m.trips_rules_title(),
  missing: () => m.platform_undo_missing(),
})
const act = (name: Act): Act => name

/** Saves the rules when nobody saved since `version` (0: nobody had yet); a stale save is refused with what holds now. */
export const changeTripRules = (here: Here, by: Officer, version: number, rules: TripRules): Promise<Result<Written, Refusal | TripRulesStale>> =>
  here.db.inOffice(by.officeId, async (tx): Promise<Result<Written, Refusal | TripRulesStale>> => {
    // Two who change them for the first time at once: there is no row yet that one could wait for.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`trip rules ${tx.officeId}`}, 0))`)
    const before = await rows.read(tx, tx.officeId)
    const standing = before?.version ?? 0
    if (standing !== version)
      return stale(m.platform_stale(), {
        version: standing,
        state: before === null || before.removed ? rulesOver(null) : before.state,
        updatedAt: before?.updatedAt ?? here.clock.now(),
      })
    return ok(await rows.write(tx, here, by, tx.officeId, before, rules, act('trip_rules.changed')))
  })

/** Back to what they were; to the usual ones when there were no others. */
export const restoreTripRules: Restore = rows.put(act('trip_rules.restored'))
