// Writes the office's rules of preparing visits, and puts them back.
import type { Officer } from '#features/accounts/account.ts'
import { m } from '#messages'
import type { Restore } from '#platform/activity/activity.ts'
import { KeptRules, type KeptStale, type Written } from '#platform/activity/kept-row.ts'
import type { Here } from '#platform/here.ts'
import type { Refusal, Result } from '#platform/result.ts'
import { visitRules } from '../visit.table.ts'
import { type PreparationRules, rulesOver, USUAL_PREPARATION } from './rules.ts'

type Act = `visit_rules.${string}`
const act = (name: Act): Act => name

const kept = new KeptRules<typeof visitRules.$inferSelect, PreparationRules>({
  table: visitRules,
  usual: () => USUAL_PREPARATION,
  stateOf: rulesOver,
  columnsOf: (rules) => rules,
  label: () => m.visits_rules_title(),
})

/** Saves the rules when nobody saved since `version` (0: nobody had yet); a stale save is refused with what holds now. */
export const changePreparationRules = (
  here: Here,
  by: Officer,
  version: number,
  rules: PreparationRules,
): Promise<Result<Written, Refusal | KeptStale<PreparationRules>>> => kept.change(here, by, version, act('visit_rules.changed'), rules)

export const restorePreparationRules: Restore = kept.put(act('visit_rules.restored'), rulesOver)
