// What a visit is: an event with a dossier, from the first letter to the closed file; where it stands, and which step may come next.
import { z } from 'zod'
import { suggestedField } from '#features/organisations/naming.ts'
import { titleField } from '#features/events/event.ts'
import { m } from '#messages'
import { dateField, lineField } from '#platform/http/form-fields.ts'
import { localTextForm, type LocalTextForm } from '#platform/texts/local-text.ts'

/** In the order in which a visit goes through them; one that was called off or turned down keeps everything it had. */
export const VISIT_STATES = ['planned', 'confirmed', 'held', 'reported', 'closed', 'cancelled', 'declined'] as const
export type VisitState = (typeof VISIT_STATES)[number]

/** The days on which a visit went on; a day that is not there has not come. All YYYY-MM-DD. `answer`: what the request for it was answered. */
export type VisitDays = {
  readonly confirmedOn: string | null
  readonly heldOn: string | null
  readonly reportedOn: string | null
  readonly closedOn: string | null
  readonly cancelledOn: string | null
  readonly answer?: 'accepted' | 'declined' | null
}

/** Where a visit stands: computed from its days, never typed. */
export function visitStateOf({ confirmedOn, heldOn, reportedOn, closedOn, cancelledOn, answer }: VisitDays): VisitState {
  if (answer === 'declined') return 'declined'
  if (cancelledOn !== null) return 'cancelled'
  if (closedOn !== null) return 'closed'
  if (reportedOn !== null) return 'reported'
  if (heldOn !== null) return 'held'
  return confirmedOn === null ? 'planned' : 'confirmed'
}

const stateNames: Readonly<Record<VisitState, () => string>> = {
  planned: () => m.visits_state_planned(),
  confirmed: () => m.visits_state_confirmed(),
  held: () => m.visits_state_held(),
  reported: () => m.visits_state_reported(),
  closed: () => m.visits_state_closed(),
  cancelled: () => m.visits_state_cancelled(),
  declined: () => m.visits_state_declined(),
}
export const visitStateName = (state: VisitState): string => stateNames[state]()

/** Nothing more is to be done for it. */
export const isOver = (state: VisitState): boolean => state === 'closed' || state === 'cancelled' || state === 'declined'

// ---- steps -------------------------------------------------------------------------------------------------------------

/** confirmation → holding → reporting → closing; cancellation and resumption, and reopening of what was closed. */
export const VISIT_STEPS = ['confirmation', 'holding', 'reporting', 'closing', 'cancellation', 'resumption', 'reopening'] as const
export type VisitStep = (typeof VISIT_STEPS)[number]

/** From which states a step may be made. */
const FROM: Readonly<Record<VisitStep, readonly VisitState[]>> = {
  confirmation: ['planned'],
  holding: ['confirmed'],
  reporting: ['held'],
  closing: ['reported'],
  cancellation: ['planned', 'confirmed'],
  resumption: ['cancelled'],
  reopening: ['closed'],
}
export const mayStep = (step: VisitStep, state: VisitState): boolean => FROM[step].includes(state)

const ORDER: readonly VisitState[] = ['planned', 'confirmed', 'held', 'reported', 'closed']

/** Why a step cannot be made from a state, in words that say what to do first; null when it can. */
export function stepRefusal(step: VisitStep, state: VisitState): string | null {
  if (mayStep(step, state)) return null
  if (step === 'resumption') return m.visits_step_not_cancelled()
  if (step === 'reopening') return m.visits_step_not_closed()
  if (state === 'cancelled') return m.visits_step_is_cancelled()
  if (state === 'declined') return m.visits_step_is_declined()
  if (step === 'cancellation') return m.visits_step_held_already()
  if (ORDER.indexOf(state) > ORDER.indexOf(FROM[step][0]!)) return m.visits_step_done_already({ state: visitStateName(state) })
  return step === 'holding' ? m.visits_step_confirm_first() : step === 'reporting' ? m.visits_step_hold_first() : m.visits_step_report_first()
}

// ---- what a dossier says -------------------------------------------------------------------------------------------------

/** What a dossier says of the visit before and beside its steps, as any caller gives it; what is left out stays as it was. Days are YYYY-MM-DD. */
export type VisitValues = {
  readonly requestedOn?: string | null
  readonly requestedBy?: string
  readonly request?: string
  readonly answeredOn?: string | null
  readonly answer?: 'accepted' | 'declined' | null
  readonly answerNote?: string
  readonly ourPurpose?: LocalTextForm
  readonly theirPurpose?: LocalTextForm
  readonly ourObjectives?: LocalTextForm
  readonly theirObjectives?: LocalTextForm
  readonly languages?: readonly string[]
  readonly hostZone?: string
  readonly guestZone?: string
}

/** A report as it is saved: for the office, and what the citizens may read of it. Language → text. */
export type VisitReport = {
  readonly report: LocalTextForm
  readonly summary: LocalTextForm
  readonly published: boolean
  /** The day on which it is finished; null: it goes on being written. */
  readonly reportedOn: string | null
  /** The event's version the summary was opened at. */
  readonly eventVersion: number
}

/** A calendar day or nothing; a month or a year is no day. */
export const dayField = dateField.refine((date) => date === null || /^\d{4}-\d{2}-\d{2}$/.test(date), { error: () => `m:${m.visits_day_exact()}` })

const zones: ReadonlySet<string> = new Set(Intl.supportedValuesOf('timeZone'))
const zoneField = z
  .string()
  .trim()
  .refine((zone) => zones.has(zone), { error: () => `m:${m.visits_zone_unknown()}` })

const requestFields = {
  requestedOn: dayField,
  requestedBy: lineField(300),
  request: z.string().trim().max(5000).default(''),
}

export const VISIT_DIRECTIONS = ['incoming', 'outgoing'] as const

/** A new visit: the event and its dossier in one. */
export const newVisitForm = z.object({
  direction: z.enum(VISIT_DIRECTIONS),
  title: titleField,
  date: dateField,
  until: dateField,
  place: suggestedField,
  occasion: lineField(500),
  partners: z.array(suggestedField).max(60).default([]),
  ourPurpose: localTextForm.default({}),
  ...requestFields,
})
export type NewVisitForm = z.output<typeof newVisitForm>

/** ISO 639-1 */
export const isPaperLanguage = (value: string): boolean => /^[a-z]{2}$/.test(value)

/** Languages one visit's papers may be in. */
export const MOST_LANGUAGES = 8

/** Request and answer, purpose and objectives of both sides, languages and clocks. */
export const visitForm = z
  .object({
    ...requestFields,
    answer: z.enum(['', 'accepted', 'declined']).default(''),
    answeredOn: dayField,
    answerNote: z.string().trim().max(2000).default(''),
    ourPurpose: localTextForm.default({}),
    theirPurpose: localTextForm.default({}),
    ourObjectives: localTextForm.default({}),
    theirObjectives: localTextForm.default({}),
    languages: z
      .union([z.string(), z.array(z.string())])
      .optional()
      .transform((given) => [...new Set(given === undefined ? [] : typeof given === 'string' ? [given] : given)].filter(isPaperLanguage))
      .refine((languages) => languages.length > 0, { error: () => `m:${m.visits_languages_missing()}` })
      .refine((languages) => languages.length <= MOST_LANGUAGES, { error: () => `m:${m.visits_languages_many()}` }),
    hostZone: zoneField,
    guestZone: zoneField,
  })
  .superRefine((form, context) => {
    if (form.answer !== '' && form.answeredOn === null)
      context.addIssue({ code: 'custom', path: ['answeredOn'], message: `m:${m.visits_answer_day_missing()}` })
    if (form.requestedOn !== null && form.answeredOn !== null && form.answeredOn < form.requestedOn)
      context.addIssue({ code: 'custom', path: ['answeredOn'], message: `m:${m.visits_answer_before_request()}` })
  })
export type VisitForm = z.output<typeof visitForm>

export const VISITS_ON_A_PAGE = 25
