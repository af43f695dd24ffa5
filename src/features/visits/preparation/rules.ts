// The office's own rules of preparing visits: how many days before it each piece should be there, and how long what the guests eat and need is kept.
import { z } from 'zod'
import { m } from '#messages'
import type { FieldWords } from '#platform/activity/changes.ts'
import { versionField } from '#platform/http/form-fields.ts'
import { countedFrom, isPieceKind, PIECES, pieceName, type PieceDays, type PieceKind } from './piece.ts'

export type PreparationRules = { readonly days: PieceDays; readonly eraseAfterDays: number }

/**
 * What holds until the office says otherwise. A week for gifts and papers is what a guide of a university's visits office asks for (CSU Chico), four weeks
 * what a county asks of a request (Irvine); interpreters want texts two or three days ahead; what was agreed is fixed in the first week back.
 */
export const USUAL_PREPARATION: PreparationRules = {
  days: {
    day: 0,
    answer: 14,
    invitation: 30,
    programme: 14,
    interpreter: 10,
    names: 7,
    rooms: 7,
    gifts: 7,
    insurance: 7,
    payers: 5,
    transport: 5,
    venues: 5,
    arrivals: 3,
    translation: 3,
    contact: 3,
    flags: 3,
    held: 1,
    outcomes: 7,
    report: 10,
  },
  eraseAfterDays: 30,
}

/** Those the office sets a number for. */
export const RULED_PIECES: readonly PieceKind[] = PIECES.filter((kind) => countedFrom(kind) !== 'never')

/** What is kept of the rules, over the usual ones. */
export const rulesOver = (kept: { readonly days: Readonly<Record<string, number>>; readonly eraseAfterDays: number } | null): PreparationRules =>
  kept === null
    ? USUAL_PREPARATION
    : {
        days: { ...USUAL_PREPARATION.days, ...Object.fromEntries(Object.entries(kept.days).filter(([kind]) => isPieceKind(kind))) },
        eraseAfterDays: kept.eraseAfterDays,
      }

const MOST_DAYS = 365
const whole = z
  .string()
  .trim()
  .regex(/^\d{1,3}$/, { error: () => `m:${m.visits_rules_number({ most: MOST_DAYS })}` })
  .transform(Number)
  .refine((value) => value <= MOST_DAYS, { error: () => `m:${m.visits_rules_number({ most: MOST_DAYS })}` })

export const preparationRulesForm = z.object({
  days: z.object(Object.fromEntries(RULED_PIECES.map((kind) => [kind, whole])) as Record<PieceKind, typeof whole>),
  eraseAfterDays: whole.refine((value) => value >= 1, { error: () => `m:${m.visits_rules_erase_least()}` }),
  version: z.union([z.literal('0').transform(() => 0), versionField]),
})

export const visitRulesFieldWords = (): FieldWords[] => [
  {
    name: 'days',
    label: m.visits_rules_days(),
    object: m.visits_rules_object_days(),
    show: (value) =>
      Object.entries(value as Record<string, number>)
        .flatMap(([kind, days]) => (isPieceKind(kind) && countedFrom(kind) !== 'never' ? [`${pieceName(kind)}: ${days}`] : []))
        .join('; '),
  },
  { name: 'eraseAfterDays', label: m.visits_rules_erase(), object: m.visits_rules_object_erase(), show: String },
]
