// What is due for the days and nights somebody is on a journey: their allowance, and how much their nights may cost at most.
import type { Journey } from '../journeys/journey.ts'
import type { Rate } from '../rates/rate.ts'
import type { TripRules } from '../rules/rules.ts'
import { allowanceOf, type HostMeals, lodgingOf, NO_JOURNEY } from './budget.ts'

/** Days and nights with what is due for them; `journey` null: they are not known. */
export type Due = {
  readonly journey: Journey | null
  readonly allowance: ReturnType<typeof allowanceOf>
  readonly lodging: ReturnType<typeof lodgingOf>
}

/** How what is due is reckoned on one journey: for the whole of it, and for everybody's own part. */
export const reckonBy =
  (rateFor: (country: string, day: string) => Rate | null, rules: TripRules, host: { readonly meals: HostMeals; readonly lodging: boolean }) =>
  (part: Journey | null): Due => ({
    journey: part,
    allowance: part === null ? { lines: [], sum: NO_JOURNEY } : allowanceOf(part.days, part.nights, rateFor, rules, host),
    lodging: part === null ? { lines: [], sum: NO_JOURNEY } : lodgingOf(part.nights, rateFor),
  })
