// The legs of a journey as a form asks for them: places by name, days, hours where they are known.
import { z } from 'zod'
import { COUNTRIES, suggestedField } from '#features/organisations/naming.ts'
import { clockTime } from '#features/visits/programmes/zone-time.ts'
import { m } from '#messages'
import { isImpreciseDate } from '#platform/dates.ts'
import { lineField } from '#platform/http/form-fields.ts'
import { MEALS, PAYERS } from '../money/budget.ts'

/** A calendar day as the browser's own field sends it; ''. */
const day = z
  .string()
  .trim()
  .default('')
  .refine((typed) => typed === '' || (/^\d{4}-\d{2}-\d{2}$/.test(typed) && isImpreciseDate(typed)), { error: () => 'date' })
/** An hour in any of the ways people type it; null when left out. */
const hour = z
  .string()
  .trim()
  .max(20)
  .default('')
  .transform((typed, context): string | null => {
    if (typed === '') return null
    const time = clockTime(typed)
    if (time !== null) return time
    context.addIssue({ code: 'custom', message: `m:${m.trips_hour_wrong()}` })
    return z.NEVER
  })

const legRow = z.object({
  from: suggestedField,
  to: suggestedField,
  departs: day,
  departsTime: hour,
  arrives: day,
  arrivesTime: hour,
  transport: lineField(200),
  /** Of where it goes, for a place the gazetteer does not know. */
  country: z
    .string()
    .trim()
    .default('')
    .refine((code) => code === '' || COUNTRIES.includes(code), { error: () => `m:${m.trips_country_missing()}` }),
})
export type LegRow = z.output<typeof legRow>

/** A row in which nothing was said of where and when. */
export const isEmptyLeg = ({ to, departs, arrives }: LegRow): boolean => to.text === '' && departs === '' && arrives === ''

export const tripForm = z.object({
  task: lineField(2000),
  basis: lineField(1000),
  legs: z
    .array(legRow)
    .max(40)
    .default([])
    .superRefine((rows, context) => {
      for (const [index, row] of rows.entries()) {
        if (isEmptyLeg(row)) continue
        if (row.to.text === '') context.addIssue({ code: 'custom', path: [index, 'to'], message: `m:${m.trips_leg_where()}` })
        if (row.departs === '') context.addIssue({ code: 'custom', path: [index, 'departs'], message: `m:${m.trips_leg_when()}` })
      }
    }),
  lodgingBy: z.enum(PAYERS),
  hostMeals: z.enum(MEALS),
  note: lineField(5000),
})
