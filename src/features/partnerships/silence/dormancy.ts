// Dormancy: how long both sides have been silent, measured by the office's own limits; computed, never typed.
import { z } from 'zod'
import { m } from '#messages'
import { monthsAfter } from '#platform/dates.ts'
import type { FieldWords } from '#platform/activity/changes.ts'
import { PARTNERSHIP_TYPES, type PartnershipType, partnershipTypeName } from '../partnership.ts'
import type { Stage } from '../stage.ts'

/** Months without two-way contact after which a tie is remarked as quiet, and after which it counts as asleep. */
export type Limit = { readonly quiet: number; readonly asleep: number }
export type Limits = Readonly<Record<PartnershipType, Limit>>

/**
 * What holds until an office says otherwise; the reasons stand in README.md. A twinning that has a town day every year is heard of every year;
 * a project has a rhythm of months; an honorary tie asks for little.
 */
export const DEFAULT_LIMITS: Limits = {
  twinning: { quiet: 12, asleep: 18 },
  friendship: { quiet: 12, asleep: 18 },
  project: { quiet: 6, asleep: 12 },
  contact: { quiet: 12, asleep: 18 },
  honorary: { quiet: 24, asleep: 60 },
}
export const MOST_MONTHS = 240

const limit = z.object({ quiet: z.number().int().min(1).max(MOST_MONTHS), asleep: z.number().int().min(2).max(MOST_MONTHS) })
/** Types that an older row does not know keep their default. */
export const limitsValue = z.object(
  Object.fromEntries(PARTNERSHIP_TYPES.map((type) => [type, limit.default(DEFAULT_LIMITS[type])])) as Record<PartnershipType, z.ZodDefault<typeof limit>>,
)
export const limitsFor = (limits: Limits, type: PartnershipType): Limit => limits[type] ?? DEFAULT_LIMITS[type]

/** none: silence means nothing here: nothing was begun and nobody heard of, or it was ended · awake · quiet: past the first limit · asleep: past the second, or a lapse is on record. */
export type Dormancy = 'none' | 'awake' | 'quiet' | 'asleep'

/** From which days on a tie is quiet and asleep; `lapsed` is the day of a lapse on record, `from` the day from which the silence counts. */
export function silenceFrom(
  { stage, lapsed, from }: { readonly stage: Stage; readonly lapsed: string | null; readonly from: string | null },
  { quiet, asleep }: Limit,
): { quietFrom: string | null; sleepsFrom: string | null } {
  if (stage === 'ended') return { quietFrom: null, sleepsFrom: null }
  if (lapsed !== null) return { quietFrom: lapsed, sleepsFrom: lapsed }
  return from === null ? { quietFrom: null, sleepsFrom: null } : { quietFrom: monthsAfter(from, quiet), sleepsFrom: monthsAfter(from, asleep) }
}

/** The level on a day, from what the table of standings keeps. */
export const dormancyOn = ({ quietFrom, sleepsFrom }: { readonly quietFrom: string | null; readonly sleepsFrom: string | null }, today: string): Dormancy =>
  sleepsFrom === null || quietFrom === null ? 'none' : sleepsFrom <= today ? 'asleep' : quietFrom <= today ? 'quiet' : 'awake'

const names: Readonly<Record<Dormancy, () => string>> = {
  none: m.partnerships_dormancy_none,
  awake: m.partnerships_dormancy_awake,
  quiet: m.partnerships_dormancy_quiet,
  asleep: m.partnerships_dormancy_asleep,
}
export const dormancyName = (level: Dormancy): string => names[level]()

const months = z.coerce.number().int().min(1).max(MOST_MONTHS)
const pair = z
  .object({ quiet: months, asleep: months })
  .refine(({ quiet, asleep }) => quiet < asleep, { path: ['asleep'], error: () => `m:${m.partnerships_limits_order()}` })
export const limitsForm = z.object(Object.fromEntries(PARTNERSHIP_TYPES.map((type) => [type, pair])) as Record<PartnershipType, typeof pair>)

/** How history and conflicts name and show the limits. */
export const limitFields = (): readonly FieldWords[] =>
  PARTNERSHIP_TYPES.map((type) => ({
    name: type,
    label: partnershipTypeName(type),
    object: m.partnerships_limits_object({ type: partnershipTypeName(type) }),
    show: (value) => {
      const read = limit.safeParse(value)
      return read.success ? m.partnerships_limits_months({ quiet: read.data.quiet, asleep: read.data.asleep }) : ''
    },
  }))
