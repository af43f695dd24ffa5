// On which day a promise was given, as far as is known: the digest tells it in that month, and without a day of its own it counts in that year.
import { earliest, isImpreciseDate, latest } from '#platform/dates.ts'

/** `firstDay` and `lastDay` of the event it was given at, null without one; dates of its sources as they were typed; the day it was recorded. */
export type Giving = {
  readonly firstDay: string | null
  readonly lastDay: string | null
  readonly sources: readonly (string | null)[]
  readonly recordedOn: string
}

/**
 * Within the time of its event, unless that is still to come when the promise is told of already; else by the date of the latest source that tells of it, for a
 * promise read out of an old news item was not given when somebody typed it in; else the day it was recorded. `givenOn` in share.queries.ts says the last day of
 * it by the same rule.
 */
export function givenBetween({ firstDay, lastDay, sources, recordedOn }: Giving): { readonly firstDay: string; readonly lastDay: string } {
  const told = sources.filter((date) => date !== null && isImpreciseDate(date)).sort((one, other) => (latest(one!) < latest(other!) ? -1 : 1))
  const last = told.at(-1) ?? null
  const by = last === null ? { firstDay: recordedOn, lastDay: recordedOn } : { firstDay: earliest(last), lastDay: latest(last) }
  return firstDay !== null && lastDay !== null && firstDay <= by.lastDay ? { firstDay, lastDay } : by
}
