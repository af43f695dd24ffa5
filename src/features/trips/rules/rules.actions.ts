// Writes the office's rules for journeys, and puts them back.
import type { Officer } from '#features/accounts/account.ts'
import { m } from '#messages'
import type { Restore } from '#platform/activity/activity.ts'
import { KeptRules, type KeptStale, type Written } from '#platform/activity/kept-row.ts'
import type { Here } from '#platform/here.ts'
import type { Refusal, Result } from '#platform/result.ts'
import { rulesOver, type TripRules } from './rules.ts'
import { tripRules } from './rules.table.ts'

type Act = `trip_rules.${string}`
const act = (name: Act): Act => name
export type TripRulesStale = KeptStale<TripRules>

const kept = new KeptRules<typeof tripRules.$inferSelect, TripRules>({
  table: tripRules,
  usual: () => rulesOver(null),
  stateOf: ({ rules }) => rulesOver(rules),
  columnsOf: (rules) => ({ rules }),
  label: () => m.trips_rules_title(),
})

/** Saves the rules when nobody saved since `version` (0: nobody had yet); a stale save is refused with what holds now. */
export const changeTripRules = (here: Here, by: Officer, version: number, rules: TripRules): Promise<Result<Written, Refusal | TripRulesStale>> =>
  kept.change(here, by, version, act('trip_rules.changed'), rules)

/** Back to what they were; to the usual ones when there were no others. */
export const restoreTripRules: Restore = kept.put(act('trip_rules.restored'), rulesOver)
