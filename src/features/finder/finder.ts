// What the finder is asked: among which places, by which of its two scores, with what weight for each reason; and what a found town is remembered by.
import { z } from 'zod'
import { LANGUAGES } from '#platform/texts/language.ts'
import { FACTOR_NAMES } from './ranking/levels.ts'
import { MODES, TIE_NAMES } from './ranking/ranking.ts'

/** Kilometres; nothing on earth lies farther away. */
export const FARTHEST_KM = 20_100

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
  withinKm: z.number().int().min(1).max(FARTHEST_KM).optional(),
})
export type Scope = z.output<typeof scope>
/** The one country one looks in, by its two letters: the country itself, or that of the region. Undefined: in several. */
export const countryWithin = ({ country, region }: Scope): string | undefined => country ?? region?.slice(0, 2)

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

/** A town that evidence rests on: its GeoNames id and its name as it was shown; once it is kept, also its name in each language of the interface. */
const named = z.object({ id: z.number().int().positive(), name: z.string(), names: z.partialRecord(z.enum(LANGUAGES), z.string()).optional() })
export type Named = z.output<typeof named>
const more = z.number().int().min(0)
const km = z.number().min(0)

/**
 * Evidence of the world's twinnings for a town, with the towns it rests on. `common`: our partner is theirs too · `neighbour`: a town near us is twinned with it ·
 * `beside`: it lies near a partner of ours · `countrymen`: its twins in our country · `regions`: twinnings between the two regions. `more`: so many besides those named.
 */
export const reason = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('common'), names: z.array(named).min(1), more }),
  z.object({ kind: z.literal('neighbour'), town: named, km, more }),
  z.object({ kind: z.literal('beside'), town: named, km }),
  z.object({ kind: z.literal('countrymen'), names: z.array(named).min(1), more }),
  z.object({ kind: z.literal('regions'), ours: named, theirs: named, more }),
])
export type Reason = z.output<typeof reason>

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
  /** Evidence, put into words when it is shown (`reasonInWords`); of findings kept before it was so, a sentence in the language the page had. */
  reasons: z.array(z.union([z.string(), reason])),
  /** Day on which the numbers were learned, and the day of the finding. */
  learned: z.string(),
  foundOn: z.iso.date(),
})
export type Finding = z.output<typeof finding>
