// Takes a change back: each of its things is handed to the feature that can put it back to what it was.
import { restoreLetterhead } from '#features/accounts/letterhead/letterhead.actions.ts'
import { restoreSiteLanguages } from '#features/accounts/site-languages/site-language.actions.ts'
import type { Officer } from '#features/accounts/account.ts'
import { restoreOccasion } from '#features/calendar/occasions/occasion.actions.ts'
import { restoreRules } from '#features/calendar/rules.actions.ts'
import { restoreView } from '#features/accounts/saved-view.actions.ts'
import { restoreCommitment } from '#features/commitments/commitment.actions.ts'
import { restoreReminders } from '#features/commitments/reminders/reminder.actions.ts'
import { restoreManyCommitments } from '#features/commitments/ledger/many.actions.ts'
import { promisesAnsweredBy, promisesWith } from '#features/commitments/commitment.queries.ts'
import { restoreDigest, restoreEdition, restoreEditionVersion } from '#features/digest/edition.actions.ts'
import { restoreDocument } from '#features/documents/document.actions.ts'
import { restoreEvent } from '#features/events/event.actions.ts'
import { eventsAttendedBy, eventsWith } from '#features/events/partaking.queries.ts'
import { restoreSymbolicAct } from '#features/events/symbolic-act.actions.ts'
import { restoreItem } from '#features/meetings/agenda/item.actions.ts'
import { restoreGift } from '#features/gifts/gift.actions.ts'
import { papersNaming } from '#features/meetings/meeting.queries.ts'
import { restoreOutcome } from '#features/meetings/outcomes/outcome.actions.ts'
import { restoreMeeting } from '#features/meetings/meeting.actions.ts'
import { restoreTripCost } from '#features/trips/money/cost.actions.ts'
import { restoreTripRate } from '#features/trips/rates/rate.actions.ts'
import { restoreTripReport } from '#features/trips/reports/report.actions.ts'
import { restoreTripRules } from '#features/trips/rules/rules.actions.ts'
import { restoreTripTraveller } from '#features/trips/travellers/traveller.actions.ts'
import { restoreTrip } from '#features/trips/trip.actions.ts'
import { tripsOfPerson } from '#features/trips/trip.queries.ts'
import { restoreGiftLimit } from '#features/gifts/limits/limit.actions.ts'
import { giftsExchangedWith, giftsOfPerson } from '#features/gifts/gift.queries.ts'
import { restoreWanted } from '#features/finder/wanted/wanted.actions.ts'
import { restoreIssue } from '#features/digest/newsletter/issue.actions.ts'
import { restoreSubscriber } from '#features/digest/newsletter/subscriber.actions.ts'
import { restoreApproach, restoreOutreachRules } from '#features/finder/outreach/approach.actions.ts'
import { restoreCandidate } from '#features/finder/shortlist/candidate.actions.ts'
import { restorePeople as restoreTownPeople, restoreTag } from '#features/finder/facts/fact.actions.ts'
import { restoreList, restoreTwinning } from '#features/finder/twinnings/twinning.actions.ts'
import { restoreAssessment } from '#features/impact/assessments/assessment.actions.ts'
import { restoreFigure } from '#features/impact/figures/figure.actions.ts'
import { restoreYear } from '#features/impact/reports/year.actions.ts'
import { restoreDraftTie } from '#features/intake/following.actions.ts'
import { restoreModelReading } from '#features/intake/model/model.actions.ts'
import { restoreFeed } from '#features/intake/feeds/feed.actions.ts'
import { restoreText } from '#features/intake/text.actions.ts'
import { restoreArrival, restoreManyArrivals } from '#features/intake/triage/triage.actions.ts'
import { restoreDifference } from '#features/organisations/doubles/double.actions.ts'
import { restoreManyOrganisations } from '#features/organisations/many.actions.ts'
import { organisationRestorer } from '#features/organisations/organisation.actions.ts'
import { restoreManyPeople } from '#features/organisations/people/people-many.actions.ts'
import { personRestorer } from '#features/organisations/people/person.actions.ts'
import { restorePost } from '#features/organisations/people/post.actions.ts'
import { restoreManyPartnerships } from '#features/partnerships/register/many.actions.ts'
import { restoreLimits } from '#features/partnerships/silence/dormancy.actions.ts'
import { restoreMilestone } from '#features/partnerships/milestones/milestone.actions.ts'
import { partnershipHoldsOrganisation, restorePartnership } from '#features/partnerships/partnership.actions.ts'
import { restoreDelegate } from '#features/visits/delegations/delegate.actions.ts'
import { delegationsOfOrganisation, delegationsOfPerson } from '#features/visits/delegations/delegate.queries.ts'
import { restoreBadges } from '#features/visits/papers/badge.actions.ts'
import { restoreProgrammeGroup } from '#features/visits/programmes/group.actions.ts'
import { restoreProgrammeItem } from '#features/visits/programmes/item.actions.ts'
import { programmesWithPerson } from '#features/visits/programmes/programme.queries.ts'
import { restoreArrangement } from '#features/visits/arrangements/arrangement.actions.ts'
import { restoreSeating } from '#features/visits/seatings/seating.actions.ts'
import { restoreLetter } from '#features/visits/invitations/letter.actions.ts'
import { lettersToOrganisation, lettersToPerson } from '#features/visits/invitations/letter.queries.ts'
import { restoreLook } from '#features/website/look/look.actions.ts'
import { restoreStatement } from '#features/website/statement/statement.actions.ts'
import { restorePreparationRules } from '#features/visits/preparation/rules.actions.ts'
import { restoreTask } from '#features/visits/preparation/task.actions.ts'
import { restoreInvitation } from '#features/visits/invitations/invitation.actions.ts'
import { restoreVisit, restoreVisitVersion } from '#features/visits/visit.actions.ts'
import { restoreAddress, restoreMail } from '#features/post/post.actions.ts'
import { m } from '#messages'
import { type ActivityLine, type RestoreMany, type Restorers, undoChange } from '#platform/activity/activity.ts'
import { type Here, within } from '#platform/here.ts'
import { ok, refuse, type Result } from '#platform/result.ts'
import { isMerged, lineOfThing, newestLine } from './history.queries.ts'
import { restoreWaitingNote } from './inbox/waiting.actions.ts'
import { changeWith, headOf } from './journal.queries.ts'

export const RESTORERS: Restorers = {
  organisation: organisationRestorer([
    partnershipHoldsOrganisation,
    eventsWith,
    promisesWith,
    delegationsOfOrganisation,
    lettersToOrganisation,
    giftsExchangedWith,
  ]),
  person: personRestorer([
    eventsAttendedBy,
    promisesAnsweredBy,
    delegationsOfPerson,
    lettersToPerson,
    programmesWithPerson,
    giftsOfPerson,
    papersNaming,
    tripsOfPerson,
  ]),
  post: restorePost,
  partnership: restorePartnership,
  milestone: restoreMilestone,
  dormancy_limit: restoreLimits,
  event: restoreEvent,
  symbolic_act: restoreSymbolicAct,
  gift: restoreGift,
  gift_limit: restoreGiftLimit,
  wanted_profile: restoreWanted,
  finder_candidate: restoreCandidate,
  town_tag: restoreTag,
  town_people: restoreTownPeople,
  finder_approach: restoreApproach,
  outreach_rules: restoreOutreachRules,
  impact_figure: restoreFigure,
  impact_assessment: restoreAssessment,
  finder_twinning: restoreTwinning,
  finder_twinning_list: restoreList,
  impact_year: restoreYear,
  subscriber: restoreSubscriber,
  newsletter_issue: restoreIssue,
  trip: restoreTrip,
  trip_traveller: restoreTripTraveller,
  trip_cost: restoreTripCost,
  trip_report: restoreTripReport,
  trip_rules: restoreTripRules,
  trip_rate: restoreTripRate,
  commitment: restoreCommitment,
  meeting: restoreMeeting,
  meeting_item: restoreItem,
  meeting_outcome: restoreOutcome,
  occasion: restoreOccasion,
  calendar_rules: restoreRules,
  reminder_rules: restoreReminders,
  digest: restoreDigest,
  digest_edition: restoreEdition,
  document: restoreDocument,
  visit: restoreVisit,
  delegate: restoreDelegate,
  visit_badges: restoreBadges,
  programme_item: restoreProgrammeItem,
  programme_group: restoreProgrammeGroup,
  arrangement: restoreArrangement,
  seating: restoreSeating,
  visit_letter: restoreLetter,
  visit_task: restoreTask,
  visit_rules: restorePreparationRules,
  letterhead: restoreLetterhead,
  site_languages: restoreSiteLanguages,
  site_look: restoreLook,
  accessibility_statement: restoreStatement,
  invitation: restoreInvitation,
  mail: restoreMail,
  mail_address: restoreAddress,
  intake_text: restoreText,
  intake_draft: restoreDraftTie,
  model_reading: restoreModelReading,
  intake_arrival: restoreArrival,
  intake_feed: restoreFeed,
  difference: restoreDifference,
  saved_view: restoreView,
  waiting_note: restoreWaitingNote,
}

/** A version brought back stands alone: what an undo takes back with it of other things, these take along. */
const OF_VERSIONS: Restorers = { visit: restoreVisitVersion, digest_edition: restoreEditionVersion }

/** Those of which people change many at once. */
const TOGETHER: Readonly<Record<string, RestoreMany>> = {
  organisation: restoreManyOrganisations,
  person: restoreManyPeople,
  partnership: restoreManyPartnerships,
  commitment: restoreManyCommitments,
  intake_arrival: restoreManyArrivals,
}

/** `again`: the line by which the undoing itself is undone. `gone`: what is not there any more because of it. `back`: how each thing stands again. */
export type Undone = {
  readonly labels: readonly string[]
  readonly again: string
  readonly gone: readonly { readonly thing: string; readonly thingId: string }[]
  readonly back: readonly Pick<ActivityLine, 'thing' | 'before'>[]
}

/** Brings a thing back to the state a line of its history left it in, as a new change. `version` is what the officer saw as the newest. */
export const restoreVersion = (
  here: Here,
  by: Officer,
  asked: { readonly thing: string; readonly thingId: string; readonly line: string; readonly version: number },
): Promise<Result<{ readonly again: string; readonly line: ActivityLine }> | null> =>
  here.db.inOffice(by.officeId, async (tx): Promise<Result<{ readonly again: string; readonly line: ActivityLine }> | null> => {
    const line = await lineOfThing(tx, asked.thing, asked.thingId, asked.line)
    const newest = line === null ? null : await newestLine(tx, asked.thing, asked.thingId)
    const restore = OF_VERSIONS[asked.thing] ?? RESTORERS[asked.thing]
    const state = line === null ? null : (line.after ?? line.before)
    if (line === null || newest === null || restore === undefined || state === null) return null
    if (newest.versionAfter !== asked.version) return refuse('moved-on', m.today_version_moved_on())
    if (newest.id === line.id && line.after !== null) return refuse('same', m.today_version_same_refused())
    if (isMerged(newest.after)) return refuse('merged', m.today_version_merged_refused())
    if (isMerged(state)) return refuse('merged', m.today_version_merged_then())
    const restored = await restore(within(here, tx), by, asked.thingId, state, asked.version)
    if (!restored.ok) return restored.refusal.code === 'moved-on' ? refuse('moved-on', m.today_version_moved_on()) : restored
    const again = await headOf(tx, tx.changeId)
    if (again === null) throw new Error('a restoring leaves its own line')
    return ok({ again, line })
  })

/** Undoes everything that was written together with the line. null: the office has no such line. */
export const undo = (here: Here, by: Officer, activityId: string): Promise<Result<Undone> | null> =>
  here.db.inOffice(by.officeId, async (tx): Promise<Result<Undone> | null> => {
    const before = await changeWith(tx, activityId)
    if (before.length === 0) return null
    const undone = await undoChange(within(here, tx), by, activityId, RESTORERS, TOGETHER)
    if (!undone.ok) return undone
    const again = await headOf(tx, tx.changeId)
    if (again === null) throw new Error('an undoing leaves its own line')
    const first = new Map(before.toReversed().map((line) => [`${line.thing} ${line.thingId}`, line]))
    const back = [...first.values()]
    return ok({ labels: undone.value.labels, again, gone: back.filter((line) => line.before === null), back })
  })
