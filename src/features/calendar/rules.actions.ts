// Writes the office's rules of the calendar, and puts them back.
import type { Officer } from '#features/accounts/account.ts'
import { m } from '#messages'
import type { Restore } from '#platform/activity/activity.ts'
import { KeptRules, type KeptStale, type Written } from '#platform/activity/kept-row.ts'
import type { Here } from '#platform/here.ts'
import type { Refusal, Result } from '#platform/result.ts'
import { calendarRules } from './occasions/occasion.table.ts'
import { type Rules, USUAL_RULES } from './rules.ts'

type Act = `calendar_rules.${string}`
const act = (name: Act): Act => name

const kept = new KeptRules<typeof calendarRules.$inferSelect, Rules>({
  table: calendarRules,
  usual: () => USUAL_RULES,
  stateOf: ({ everyYears, alarmMonths }) => ({ everyYears, alarmMonths }),
  columnsOf: (rules) => rules,
  label: () => m.calendar_rules_title(),
})

/** Saves the rules when nobody saved since `version` (0: nobody had yet); a stale save is refused with what holds now. */
export const changeRules = (here: Here, by: Officer, version: number, rules: Rules): Promise<Result<Written, Refusal | KeptStale<Rules>>> =>
  kept.change(here, by, version, act('calendar_rules.changed'), rules)

export const restoreRules: Restore = kept.put(act('calendar_rules.restored'))
