// What a visit is: an event with a dossier, from the first letter to the closed file; and where it stands.
import type { LocalTextForm } from '#platform/texts/local-text.ts'

/** In the order in which a visit goes through them; a cancelled one keeps everything it had. */
export const VISIT_STATES = ['planned', 'confirmed', 'held', 'reported', 'closed', 'cancelled'] as const
export type VisitState = (typeof VISIT_STATES)[number]

/** The days on which a visit went on; a day that is not there has not come. All YYYY-MM-DD. */
export type VisitDays = {
  readonly confirmedOn: string | null
  readonly heldOn: string | null
  readonly reportedOn: string | null
  readonly closedOn: string | null
  readonly cancelledOn: string | null
}

/** Where a visit stands: computed from its days, never typed. */
export function visitStateOf({ confirmedOn, heldOn, reportedOn, closedOn, cancelledOn }: VisitDays): VisitState {
  if (cancelledOn !== null) return 'cancelled'
  if (closedOn !== null) return 'closed'
  if (reportedOn !== null) return 'reported'
  if (heldOn !== null) return 'held'
  return confirmedOn === null ? 'planned' : 'confirmed'
}

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
