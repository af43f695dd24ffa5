// Takes a change back: each of its things is handed to the feature that can put it back to what it was.
import type { Officer } from '#features/accounts/account.ts'
import { restoreView } from '#features/accounts/saved-view.actions.ts'
import { restoreCommitment } from '#features/commitments/commitment.actions.ts'
import { promisesAnsweredBy, promisesWith } from '#features/commitments/commitment.queries.ts'
import { restoreEvent } from '#features/events/event.actions.ts'
import { eventsAttendedBy, eventsWith } from '#features/events/partaking.queries.ts'
import { restoreSymbolicAct } from '#features/events/symbolic-act.actions.ts'
import { restoreText } from '#features/intake/text.actions.ts'
import { organisationRestorer } from '#features/organisations/organisation.actions.ts'
import { personRestorer } from '#features/organisations/person.actions.ts'
import { restorePost } from '#features/organisations/post.actions.ts'
import { restoreMilestone } from '#features/partnerships/milestone.actions.ts'
import { partnershipHoldsOrganisation, restorePartnership } from '#features/partnerships/partnership.actions.ts'
import { type Restorers, undoChange } from '#platform/activity/activity.ts'
import { type Here, within } from '#platform/here.ts'
import { ok, type Result } from '#platform/result.ts'
import { changeWith, headOf } from './journal.queries.ts'

export const RESTORERS: Restorers = {
  organisation: organisationRestorer([partnershipHoldsOrganisation, eventsWith, promisesWith]),
  person: personRestorer([eventsAttendedBy, promisesAnsweredBy]),
  post: restorePost,
  partnership: restorePartnership,
  milestone: restoreMilestone,
  event: restoreEvent,
  symbolic_act: restoreSymbolicAct,
  commitment: restoreCommitment,
  intake_text: restoreText,
  saved_view: restoreView,
}

/** `again`: the line by which the undoing itself is undone. `gone`: what is not there any more because of it. */
export type Undone = {
  readonly labels: readonly string[]
  readonly again: string
  readonly gone: readonly { readonly thing: string; readonly thingId: string }[]
}

/** Undoes everything that was written together with the line. null: the office has no such line. */
export const undo = (here: Here, by: Officer, activityId: string): Promise<Result<Undone> | null> =>
  here.db.inOffice(by.officeId, async (tx): Promise<Result<Undone> | null> => {
    const before = await changeWith(tx, activityId)
    if (before.length === 0) return null
    const undone = await undoChange(within(here, tx), by, activityId, RESTORERS)
    if (!undone.ok) return undone
    const again = await headOf(tx, tx.changeId)
    if (again === null) throw new Error('an undoing leaves its own line')
    const first = new Map(before.toReversed().map((line) => [`${line.thing} ${line.thingId}`, line]))
    return ok({ labels: undone.value.labels, again, gone: [...first.values()].filter((line) => line.before === null) })
  })
