// The office's own rules for journeys: deadlines, what a host's meals take off the allowance, who orders the mayor's journey; usual ones marked as practice, not law.
import { z } from 'zod'
import { m } from '#messages'
import type { FieldWords } from '#platform/activity/changes.ts'
import { lineField, versionField } from '#platform/http/form-fields.ts'
import { speakingIn } from '#platform/texts/language.ts'

/** null: nobody knows, and a budget that needs it says so. Percentages are what remains of a day's allowance. */
export type TripRules = {
  /** Days before departure by which the order should be signed and the advance paid; days after return for the report and for the account. */
  readonly orderDays: number
  readonly advanceDays: number
  readonly reportDays: number
  readonly accountDays: number
  readonly deadlinesSource: string
  /** How many recommendations a report must have. */
  readonly least: number
  readonly leastSource: string
  /** When the host gives some meals, all meals, the lodging, some meals and the lodging, all meals and the lodging. */
  readonly mealsSome: number | null
  readonly mealsAll: number | null
  readonly lodging: number | null
  readonly someAndLodging: number | null
  readonly both: number | null
  readonly reductionSource: string
  /** How much of an allowance the first and the last day count for. */
  readonly firstDay: number
  readonly lastDay: number
  readonly edgesSource: string
  /** Who orders the journeys of employees, and who that of the mayor. */
  readonly orderedBy: string
  readonly mayorOrderedBy: string
  readonly orderedBySource: string
  /** What an order begins with. */
  readonly basis: string
}

/**
 * What holds until the office says otherwise, each with where it is from. 20 days before departure: a university's rule; 10 days for the written account:
 * another's; an advance is of use only before one leaves; three recommendations: the rule of Taipei for journeys led by the mayor (domain sources 73, 74, 82). None of them is Bulgarian law: the
 * ordinance's own article on the report was not found.
 */
export const usualRules = (): TripRules => ({
  orderDays: 20,
  advanceDays: 1,
  reportDays: 10,
  accountDays: 10,
  deadlinesSource: m.trips_usual_deadlines(),
  least: 3,
  leastSource: m.trips_usual_least(),
  mealsSome: null,
  mealsAll: null,
  lodging: null,
  someAndLodging: null,
  both: null,
  reductionSource: '',
  firstDay: 100,
  lastDay: 100,
  edgesSource: m.trips_usual_edges(),
  // Both are printed in the order, which is written in the office's own language.
  orderedBy: speakingIn('bg', () => m.trips_usual_ordered_by()),
  mayorOrderedBy: '',
  orderedBySource: m.trips_usual_ordered_source(),
  basis: speakingIn('bg', () => m.trips_usual_basis()),
})

const MOST_DAYS = 365
const number = (least: number, most: number) =>
  z
    .string()
    .trim()
    .regex(/^\d{1,3}$/, { error: () => `m:${m.trips_rules_number({ least, most })}` })
    .transform(Number)
    .refine((value) => value >= least && value <= most, { error: () => `m:${m.trips_rules_number({ least, most })}` })
/** '' is unknown. */
const percentOrUnknown = z.union([z.literal('').transform(() => null), number(0, 100)]).default(null)

export const tripRulesForm = z
  .object({
    orderDays: number(0, MOST_DAYS),
    advanceDays: number(0, MOST_DAYS),
    reportDays: number(0, MOST_DAYS),
    accountDays: number(0, MOST_DAYS),
    deadlinesSource: lineField(500),
    least: number(0, 20),
    leastSource: lineField(500),
    mealsSome: percentOrUnknown,
    mealsAll: percentOrUnknown,
    lodging: percentOrUnknown,
    someAndLodging: percentOrUnknown,
    both: percentOrUnknown,
    reductionSource: lineField(500),
    firstDay: number(0, 100),
    lastDay: number(0, 100),
    edgesSource: lineField(500),
    orderedBy: lineField(300),
    mayorOrderedBy: lineField(300),
    orderedBySource: lineField(500),
    basis: lineField(2000),
    version: z.union([z.literal('0').transform(() => 0), versionField]),
  })
  // A number without its source is what nobody can defend before an auditor.
  .superRefine((form, context) => {
    const source = (field: keyof TripRules, needed: boolean): void => {
      if (needed && form[field] === '') context.addIssue({ code: 'custom', path: [field], message: `m:${m.trips_source_missing()}` })
    }
    source('deadlinesSource', true)
    source('leastSource', true)
    source('edgesSource', true)
    source(
      'reductionSource',
      [form.mealsSome, form.mealsAll, form.lodging, form.someAndLodging, form.both].some((percent) => percent !== null),
    )
    source('orderedBySource', form.mayorOrderedBy !== '')
  })

/** The whole of it as the database and the activity record keep it. */
export const rulesValue = z.object({
  orderDays: z.number(),
  advanceDays: z.number(),
  reportDays: z.number(),
  accountDays: z.number(),
  deadlinesSource: z.string(),
  least: z.number(),
  leastSource: z.string(),
  mealsSome: z.number().nullable(),
  mealsAll: z.number().nullable(),
  lodging: z.number().nullable(),
  someAndLodging: z.number().nullable(),
  both: z.number().nullable(),
  reductionSource: z.string(),
  firstDay: z.number(),
  lastDay: z.number(),
  edgesSource: z.string(),
  orderedBy: z.string(),
  mayorOrderedBy: z.string(),
  orderedBySource: z.string(),
  basis: z.string(),
})

/** What is kept, over the usual rules: a rule that came later has its usual value. null: nothing is kept. */
export const rulesOver = (kept: unknown): TripRules => {
  const own = kept === null ? {} : rulesValue.partial().parse(kept)
  return rulesValue.parse({ ...usualRules(), ...Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined)) })
}

export const tripRulesFieldWords = (): FieldWords[] => {
  const labels: Readonly<Record<keyof TripRules, string>> = {
    orderDays: m.trips_rules_order_days(),
    advanceDays: m.trips_rules_advance_days(),
    reportDays: m.trips_rules_report_days(),
    accountDays: m.trips_rules_account_days(),
    deadlinesSource: m.trips_rules_deadlines_source(),
    least: m.trips_rules_least(),
    leastSource: m.trips_rules_least_source(),
    mealsSome: m.trips_rules_meals_some(),
    mealsAll: m.trips_rules_meals_all(),
    lodging: m.trips_rules_lodging(),
    someAndLodging: m.trips_rules_some_and_lodging(),
    both: m.trips_rules_both(),
    reductionSource: m.trips_rules_reduction_source(),
    firstDay: m.trips_rules_first_day(),
    lastDay: m.trips_rules_last_day(),
    edgesSource: m.trips_rules_edges_source(),
    orderedBy: m.trips_rules_ordered_by(),
    mayorOrderedBy: m.trips_rules_mayor_ordered_by(),
    orderedBySource: m.trips_rules_ordered_source(),
    basis: m.trips_rules_basis(),
  }
  return Object.entries(labels).map(([name, label]) => ({ name, label, object: m.trips_rules_object({ label }), show: String }))
}
