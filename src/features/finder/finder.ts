// What the finder is asked: among which places, by which of its two scores, with what weight for each reason; and what a found town is remembered by.
import { z } from 'zod'
import { FACTOR_NAMES } from './ranking/levels.ts'
import { MODES, TIE_NAMES } from './ranking/ranking.ts'

/** Among which places: of a country (two letters), of one region of it (`CC.admin1` of GeoNames), within so many kilometres of home; all that are said hold, none said is the world. */
export const scope = z.object({
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .optional(),
  region: z
    .string()
    .regex(/^[A-Z]{2}\.[A-Za-z0-9]{1,20}$/)
    .optional(),
  withinKm: z.number().int().min(1).max(20_100).optional(),
})
export type Scope = z.output<typeof scope>

/** Most a reason can be made to count: three times what was learned. */
export const MOST_WEIGHT = 3
export const weight = z.number().min(0).max(MOST_WEIGHT)

/** How much each reason of "similar to you" and each tie of "how partnerships arise" counts, 1 as learned; and how much a tag both towns have, none unless it is said. */
export const wishes = z.object({
  factors: z.partialRecord(z.enum(FACTOR_NAMES), weight).default({}),
  ties: z.partialRecord(z.enum(TIE_NAMES), weight).default({}),
  tags: z.record(z.string(), weight).default({}),
})
export type Wishes = z.output<typeof wishes>

/** How a town was found: kept with the shortlist and, once it becomes a partnership, in that partnership's origin. Factors are what each reason added against the average candidate. */
export const finding = z.object({
  mode: z.enum(MODES),
  scope,
  wishes,
  /** Name of the office's profile of weights, where one was chosen. */
  profile: z.string().nullable(),
  rank: z.number().int().positive(),
  /** Among so many places. */
  among: z.number().int().positive(),
  score: z.number(),
  factors: z.record(z.string(), z.number()),
  /** Evidence in words as it was shown: "Faenza is twinned with Jingdezhen, your partner". */
  reasons: z.array(z.string()),
  /** Day on which the numbers were learned, and the day of the finding. */
  learned: z.string(),
  foundOn: z.iso.date(),
})
export type Finding = z.output<typeof finding>
