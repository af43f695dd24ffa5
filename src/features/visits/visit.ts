// What a visit is: an event with a dossier, from the first letter to the closed file; and where it stands.

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
