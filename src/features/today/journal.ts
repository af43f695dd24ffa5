// The journal in words: what each act is called, and where the thing it was done to is found.
import { addresses } from '#addresses'
import { m } from '#messages'
import type { Snapshot } from '#platform/activity/activity.table.ts'

/** The kinds of things the record speaks of, in the order of the filter. */
export const THINGS = [
  'organisation',
  'person',
  'post',
  'partnership',
  'milestone',
  'dormancy_limit',
  'event',
  'symbolic_act',
  'gift',
  'gift_limit',
  'trip',
  'trip_traveller',
  'trip_cost',
  'trip_report',
  'trip_rules',
  'trip_rate',
  'commitment',
  'meeting',
  'meeting_item',
  'meeting_outcome',
  'document',
  'visit',
  'delegate',
  'visit_badges',
  'programme_item',
  'programme_group',
  'arrangement',
  'seating',
  'visit_letter',
  'visit_task',
  'visit_rules',
  'mail',
  'mail_address',
  'occasion',
  'calendar_rules',
  'reminder_rules',
  'intake_text',
  'intake_draft',
  'model_reading',
  'intake_arrival',
  'intake_feed',
  'difference',
  'saved_view',
  'waiting_note',
  'export',
] as const
export type Thing = (typeof THINGS)[number]
export const isThing = (value: string | undefined): value is Thing => (THINGS as readonly string[]).includes(value ?? '')

const thingNames: Readonly<Record<Thing, () => string>> = {
  organisation: m.today_things_organisation,
  person: m.today_things_person,
  post: m.today_things_post,
  partnership: m.today_things_partnership,
  milestone: m.today_things_milestone,
  dormancy_limit: m.today_things_dormancy_limit,
  event: m.today_things_event,
  symbolic_act: m.today_things_symbolic_act,
  gift: m.today_things_gift,
  gift_limit: m.today_things_gift_limit,
  trip: m.today_things_trip,
  trip_traveller: m.today_things_trip_traveller,
  trip_cost: m.today_things_trip_cost,
  trip_report: m.today_things_trip_report,
  trip_rules: m.today_things_trip_rules,
  trip_rate: m.today_things_trip_rate,
  commitment: m.today_things_commitment,
  meeting: m.today_things_meeting,
  meeting_item: m.today_things_meeting_item,
  meeting_outcome: m.today_things_meeting_outcome,
  mail: m.today_things_mail,
  mail_address: m.today_things_mail_address,
  occasion: m.today_things_occasion,
  calendar_rules: m.today_things_calendar_rules,
  reminder_rules: m.today_things_reminder_rules,
  document: m.today_things_document,
  visit: m.today_things_visit,
  delegate: m.today_things_delegate,
  visit_badges: m.today_things_visit_badges,
  programme_item: m.today_things_programme_item,
  programme_group: m.today_things_programme_group,
  arrangement: m.today_things_arrangement,
  seating: m.today_things_seating,
  visit_letter: m.today_things_visit_letter,
  visit_task: m.today_things_visit_task,
  visit_rules: m.today_things_visit_rules,
  intake_text: m.today_things_intake_text,
  intake_draft: m.today_things_intake_draft,
  model_reading: m.today_things_model_reading,
  intake_arrival: m.today_things_intake_arrival,
  intake_feed: m.today_things_intake_feed,
  difference: m.today_things_difference,
  export: m.today_things_export,
  saved_view: m.today_things_saved_view,
  waiting_note: m.today_things_waiting_note,
}
export const thingsName = (thing: Thing): string => thingNames[thing]()

/** Every act any feature records; the test compares this list with the sources. */
export const ACT_NAMES: Readonly<Record<string, () => string>> = {
  'organisation.created': m.today_act_organisation_created,
  'organisation.changed': m.today_act_organisation_changed,
  'organisation.removed': m.today_act_organisation_removed,
  'organisation.restored': m.today_act_organisation_restored,
  'person.created': m.today_act_person_created,
  'person.changed': m.today_act_person_changed,
  'person.kept': m.today_act_person_kept,
  'person.erased': m.today_act_person_erased,
  'person.removed': m.today_act_person_removed,
  'person.restored': m.today_act_person_restored,
  'post.created': m.today_act_post_created,
  'post.changed': m.today_act_post_changed,
  'post.ended': m.today_act_post_ended,
  'post.confirmed': m.today_act_post_confirmed,
  'post.removed': m.today_act_post_removed,
  'post.restored': m.today_act_post_restored,
  'partnership.created': m.today_act_partnership_created,
  'partnership.changed': m.today_act_partnership_changed,
  'partnership.removed': m.today_act_partnership_removed,
  'partnership.restored': m.today_act_partnership_restored,
  'milestone.created': m.today_act_milestone_created,
  'milestone.changed': m.today_act_milestone_changed,
  'milestone.removed': m.today_act_milestone_removed,
  'milestone.restored': m.today_act_milestone_restored,
  'dormancy_limit.changed': m.today_act_dormancy_limit_changed,
  'dormancy_limit.restored': m.today_act_dormancy_limit_restored,
  'event.created': m.today_act_event_created,
  'event.changed': m.today_act_event_changed,
  'event.removed': m.today_act_event_removed,
  'event.cancelled': m.today_act_event_cancelled,
  'event.resumed': m.today_act_event_resumed,
  'event.restored': m.today_act_event_restored,
  'symbolic_act.created': m.today_act_symbolic_act_created,
  'symbolic_act.changed': m.today_act_symbolic_act_changed,
  'symbolic_act.removed': m.today_act_symbolic_act_removed,
  'symbolic_act.restored': m.today_act_symbolic_act_restored,
  'gift.created': m.today_act_gift_created,
  'gift.changed': m.today_act_gift_changed,
  'gift.bought': m.today_act_gift_bought,
  'gift.prepared': m.today_act_gift_prepared,
  'gift.handed_over': m.today_act_gift_handed_over,
  'gift.moved': m.today_act_gift_moved,
  'gift.removed': m.today_act_gift_removed,
  'gift.restored': m.today_act_gift_restored,
  'gift.followed': m.today_act_gift_followed,
  'gift_limit.created': m.today_act_gift_limit_created,
  'gift_limit.changed': m.today_act_gift_limit_changed,
  'gift_limit.removed': m.today_act_gift_limit_removed,
  'gift_limit.restored': m.today_act_gift_limit_restored,
  'trip.opened': m.today_act_trip_opened,
  'trip.changed': m.today_act_trip_changed,
  'trip.ordered': m.today_act_trip_ordered,
  'trip.unordered': m.today_act_trip_unordered,
  'trip.removed': m.today_act_trip_removed,
  'trip.restored': m.today_act_trip_restored,
  'trip_traveller.created': m.today_act_trip_traveller_created,
  'trip_traveller.changed': m.today_act_trip_traveller_changed,
  'trip_traveller.advanced': m.today_act_trip_traveller_advanced,
  'trip_traveller.settled': m.today_act_trip_traveller_settled,
  'trip_traveller.removed': m.today_act_trip_traveller_removed,
  'trip_traveller.restored': m.today_act_trip_traveller_restored,
  'trip_traveller.followed': m.today_act_trip_traveller_followed,
  'trip_cost.created': m.today_act_trip_cost_created,
  'trip_cost.changed': m.today_act_trip_cost_changed,
  'trip_cost.removed': m.today_act_trip_cost_removed,
  'trip_cost.restored': m.today_act_trip_cost_restored,
  'trip_report.begun': m.today_act_trip_report_begun,
  'trip_report.saved': m.today_act_trip_report_saved,
  'trip_report.handed_in': m.today_act_trip_report_handed_in,
  'trip_report.reopened': m.today_act_trip_report_reopened,
  'trip_report.restored': m.today_act_trip_report_restored,
  'trip_report.followed': m.today_act_trip_report_followed,
  'trip_rules.changed': m.today_act_trip_rules_changed,
  'trip_rules.restored': m.today_act_trip_rules_restored,
  'trip_rate.created': m.today_act_trip_rate_created,
  'trip_rate.changed': m.today_act_trip_rate_changed,
  'trip_rate.removed': m.today_act_trip_rate_removed,
  'trip_rate.restored': m.today_act_trip_rate_restored,
  'commitment.created': m.today_act_commitment_created,
  'commitment.changed': m.today_act_commitment_changed,
  'commitment.moved': m.today_act_commitment_moved,
  'commitment.kept': m.today_act_commitment_kept,
  'commitment.dropped': m.today_act_commitment_dropped,
  'commitment.reopened': m.today_act_commitment_reopened,
  'commitment.removed': m.today_act_commitment_removed,
  'commitment.restored': m.today_act_commitment_restored,
  'meeting.changed': m.today_act_meeting_changed,
  'meeting.restored': m.today_act_meeting_restored,
  'meeting.followed': m.today_act_meeting_followed,
  'meeting_item.created': m.today_act_meeting_item_created,
  'meeting_item.changed': m.today_act_meeting_item_changed,
  'meeting_item.moved': m.today_act_meeting_item_moved,
  'meeting_item.removed': m.today_act_meeting_item_removed,
  'meeting_item.restored': m.today_act_meeting_item_restored,
  'meeting_item.followed': m.today_act_meeting_item_followed,
  'meeting_outcome.created': m.today_act_meeting_outcome_created,
  'meeting_outcome.changed': m.today_act_meeting_outcome_changed,
  'meeting_outcome.removed': m.today_act_meeting_outcome_removed,
  'meeting_outcome.restored': m.today_act_meeting_outcome_restored,
  'occasion.created': m.today_act_occasion_created,
  'occasion.changed': m.today_act_occasion_changed,
  'occasion.removed': m.today_act_occasion_removed,
  'occasion.restored': m.today_act_occasion_restored,
  'reminder_rules.changed': m.today_act_reminder_rules_changed,
  'reminder_rules.restored': m.today_act_reminder_rules_restored,
  'reminder_rules.followed': m.today_act_reminder_rules_followed,
  'calendar_rules.changed': m.today_act_calendar_rules_changed,
  'calendar_rules.restored': m.today_act_calendar_rules_restored,
  'document.created': m.today_act_document_created,
  'document.changed': m.today_act_document_changed,
  'document.removed': m.today_act_document_removed,
  'document.restored': m.today_act_document_restored,
  'visit.opened': m.today_act_visit_opened,
  'visit.changed': m.today_act_visit_changed,
  'visit.confirmed': m.today_act_visit_confirmed,
  'visit.held': m.today_act_visit_held,
  'visit.reported': m.today_act_visit_reported,
  'visit.closed': m.today_act_visit_closed,
  'visit.reopened': m.today_act_visit_reopened,
  'visit.cancelled': m.today_act_visit_cancelled,
  'visit.resumed': m.today_act_visit_resumed,
  'visit.removed': m.today_act_visit_removed,
  'visit.restored': m.today_act_visit_restored,
  'delegate.created': m.today_act_delegate_created,
  'delegate.changed': m.today_act_delegate_changed,
  'delegate.restored': m.today_act_delegate_restored,
  'delegate.followed': m.today_act_delegate_followed,
  'delegate.united': m.today_act_delegate_united,
  'delegate.registered': m.today_act_delegate_registered,
  'delegate.withdrawn': m.today_act_delegate_withdrawn,
  'delegate.returned': m.today_act_delegate_returned,
  'visit_letter.created': m.today_act_visit_letter_created,
  'visit_letter.changed': m.today_act_visit_letter_changed,
  'visit_letter.sent': m.today_act_visit_letter_sent,
  'visit_letter.followed': m.today_act_visit_letter_followed,
  'visit_letter.removed': m.today_act_visit_letter_removed,
  'visit_letter.restored': m.today_act_visit_letter_restored,
  'seating.created': m.today_act_seating_created,
  'seating.changed': m.today_act_seating_changed,
  'seating.exchanged': m.today_act_seating_exchanged,
  'seating.reordered': m.today_act_seating_reordered,
  'seating.removed': m.today_act_seating_removed,
  'seating.restored': m.today_act_seating_restored,
  'arrangement.created': m.today_act_arrangement_created,
  'arrangement.changed': m.today_act_arrangement_changed,
  'arrangement.confirmed': m.today_act_arrangement_confirmed,
  'arrangement.removed': m.today_act_arrangement_removed,
  'arrangement.restored': m.today_act_arrangement_restored,
  'visit_task.created': m.today_act_visit_task_created,
  'visit_task.done': m.today_act_visit_task_done,
  'visit_task.reopened': m.today_act_visit_task_reopened,
  'visit_task.removed': m.today_act_visit_task_removed,
  'visit_task.restored': m.today_act_visit_task_restored,
  'visit_rules.changed': m.today_act_visit_rules_changed,
  'visit_rules.restored': m.today_act_visit_rules_restored,
  'delegate.removed': m.today_act_delegate_removed,
  'visit_badges.printed': m.today_act_visit_badges_printed,
  'visit_badges.restored': m.today_act_visit_badges_restored,
  'programme_item.created': m.today_act_programme_item_created,
  'programme_item.changed': m.today_act_programme_item_changed,
  'programme_item.moved': m.today_act_programme_item_moved,
  'programme_item.removed': m.today_act_programme_item_removed,
  'programme_item.restored': m.today_act_programme_item_restored,
  'programme_item.followed': m.today_act_programme_item_followed,
  'programme_group.created': m.today_act_programme_group_created,
  'programme_group.changed': m.today_act_programme_group_changed,
  'programme_group.removed': m.today_act_programme_group_removed,
  'programme_group.restored': m.today_act_programme_group_restored,
  'programme_group.followed': m.today_act_programme_group_followed,
  'mail.released': m.today_act_mail_released,
  'mail.dropped': m.today_act_mail_dropped,
  'mail.sent_again': m.today_act_mail_sent_again,
  'mail.arrived': m.today_act_mail_arrived,
  'mail.seen': m.today_act_mail_seen,
  'mail.returned': m.today_act_mail_returned,
  'mail.restored': m.today_act_mail_restored,
  'mail_address.mended': m.today_act_mail_address_mended,
  'mail_address.restored': m.today_act_mail_address_restored,
  'export.made': m.today_act_export_made,
  'intake_text.created': m.today_act_intake_text_created,
  'intake_text.changed': m.today_act_intake_text_changed,
  'intake_text.saved': m.today_act_intake_text_saved,
  'intake_text.removed': m.today_act_intake_text_removed,
  'intake_text.restored': m.today_act_intake_text_restored,
  'organisation.united': m.today_act_organisation_united,
  'organisation.merged': m.today_act_organisation_merged,
  'person.united': m.today_act_person_united,
  'person.merged': m.today_act_person_merged,
  'post.followed': m.today_act_post_followed,
  'post.united': m.today_act_post_united,
  'partnership.followed': m.today_act_partnership_followed,
  'partnership.united': m.today_act_partnership_united,
  'milestone.followed': m.today_act_milestone_followed,
  'event.followed': m.today_act_event_followed,
  'symbolic_act.followed': m.today_act_symbolic_act_followed,
  'commitment.followed': m.today_act_commitment_followed,
  'document.followed': m.today_act_document_followed,
  'occasion.followed': m.today_act_occasion_followed,
  'intake_draft.followed': m.today_act_intake_draft_followed,
  'intake_draft.restored': m.today_act_intake_draft_restored,
  'model_reading.asked': m.today_act_model_reading_asked,
  'model_reading.withdrawn': m.today_act_model_reading_withdrawn,
  'model_reading.restored': m.today_act_model_reading_restored,
  'intake_arrival.aside': m.today_act_intake_arrival_aside,
  'intake_arrival.back': m.today_act_intake_arrival_back,
  'intake_arrival.restored': m.today_act_intake_arrival_restored,
  'intake_feed.created': m.today_act_intake_feed_created,
  'intake_feed.paused': m.today_act_intake_feed_paused,
  'intake_feed.resumed': m.today_act_intake_feed_resumed,
  'intake_feed.removed': m.today_act_intake_feed_removed,
  'intake_feed.restored': m.today_act_intake_feed_restored,
  'difference.created': m.today_act_difference_created,
  'difference.followed': m.today_act_difference_followed,
  'difference.removed': m.today_act_difference_removed,
  'difference.restored': m.today_act_difference_restored,
  'saved_view.created': m.today_act_saved_view_created,
  'saved_view.changed': m.today_act_saved_view_changed,
  'saved_view.removed': m.today_act_saved_view_removed,
  'saved_view.restored': m.today_act_saved_view_restored,
  'waiting_note.snoozed': m.today_act_waiting_note_snoozed,
  'waiting_note.woken': m.today_act_waiting_note_woken,
  'waiting_note.assigned': m.today_act_waiting_note_assigned,
  'waiting_note.released': m.today_act_waiting_note_released,
  'waiting_note.dismissed': m.today_act_waiting_note_dismissed,
  'waiting_note.followed': m.today_act_waiting_note_followed,
  'waiting_note.restored': m.today_act_waiting_note_restored,
}

/** What happened, in words. What an undo took away again reads as removed. */
export function actInWords({ act, thing, after }: { readonly act: string; readonly thing: string; readonly after: Snapshot | null }): string {
  const said = act.endsWith('.restored') && after === null ? `${thing}.removed` : act
  return (ACT_NAMES[said] ?? ACT_NAMES[act] ?? m.today_act_other)()
}

const viewedList = (list: string | null): string =>
  list === 'organisations'
    ? addresses.organisations()
    : list === 'people'
      ? addresses.people()
      : list === 'commitments'
        ? addresses.commitments()
        : addresses.partnerships()

/** The page of a thing; a post's is its person's, a milestone's its partnership's. null: it has none. */
export function pageOf(thing: string, id: string, snapshot: Snapshot | null): string | null {
  const belongsTo = (name: string): string | null => {
    const value = snapshot?.[name]
    return typeof value === 'string' ? value : null
  }
  const person = belongsTo('personId')
  const meeting = belongsTo('meetingId')
  const partnership = belongsTo('partnershipId')
  switch (thing) {
    case 'organisation':
      return addresses.organisation({ id })
    case 'person':
      return addresses.person({ id })
    case 'post':
      return person === null ? null : addresses.person({ id: person })
    case 'partnership':
      return addresses.partnership({ id })
    case 'milestone':
      return partnership === null ? null : addresses.partnership({ id: partnership })
    case 'dormancy_limit':
      return addresses.settingsDormancy()
    case 'event':
      return addresses.event({ id })
    case 'symbolic_act':
      return addresses.symbolicAct({ id })
    case 'gift':
      return addresses.gift({ id })
    case 'gift_limit':
      return addresses.settingsGifts()
    case 'trip':
      return addresses.trip({ id })
    case 'trip_traveller': {
      const trip = belongsTo('tripId')
      return trip === null ? null : addresses.trip({ id: trip })
    }
    case 'trip_cost': {
      const trip = belongsTo('tripId')
      return trip === null ? null : addresses.tripMoney({ id: trip })
    }
    case 'trip_report':
      return addresses.tripReport({ id })
    case 'trip_rules':
    case 'trip_rate':
      return addresses.settingsTrips()
    case 'commitment':
      return addresses.commitment({ id })
    case 'meeting':
      return addresses.meeting({ id })
    case 'meeting_item':
    case 'meeting_outcome':
      return meeting === null ? null : `${addresses.meeting({ id: meeting })}#${thing === 'meeting_item' ? 'item' : 'outcome'}-${id}`
    case 'occasion':
      return addresses.occasion({ id })
    case 'calendar_rules':
      return addresses.calendarRules()
    case 'reminder_rules':
      return addresses.settingsReminders()
    case 'document':
      return addresses.document({ id })
    case 'visit':
      return addresses.visit({ id })
    case 'visit_badges':
      return addresses.visitPapers({ id })
    case 'programme_item':
    case 'programme_group':
      return addresses.programme({ id: belongsTo('visitId') ?? id })
    case 'delegate':
    case 'arrangement':
    case 'seating':
    case 'visit_letter':
    case 'visit_task':
      return addresses.visit({ id: belongsTo('visitId') ?? id })
    case 'visit_rules':
      return addresses.visitRules()
    case 'mail':
      return addresses.letter({ id })
    case 'mail_address':
      return addresses.letterAddresses()
    case 'intake_text':
    case 'intake_arrival':
      return addresses.intakeText({ id })
    case 'intake_feed':
      return addresses.settingsFeeds()
    case 'intake_draft':
    case 'model_reading':
      return addresses.intakeText({ id: belongsTo('textId') ?? id })
    case 'difference':
      return snapshot?.['thing'] === 'person' ? addresses.person({ id: belongsTo('oneId') ?? id }) : addresses.organisation({ id: belongsTo('oneId') ?? id })
    case 'waiting_note':
      return addresses.today()
    case 'saved_view':
      // A view is its list, narrowed.
      return `${viewedList(belongsTo('list'))}?${belongsTo('query') ?? ''}`
    default:
      return null
  }
}

/** The list a thing stands in: where to go when its own page is gone. */
export function listOf(thing: string): string {
  switch (thing) {
    case 'organisation':
      return addresses.organisations()
    case 'person':
    case 'post':
      return addresses.people()
    case 'partnership':
    case 'milestone':
      return addresses.partnerships()
    case 'dormancy_limit':
      return addresses.settingsDormancy()
    case 'event':
    case 'meeting':
    case 'meeting_item':
    case 'meeting_outcome':
      return addresses.events()
    case 'symbolic_act':
    case 'gift':
      return addresses.gifts()
    case 'gift_limit':
      return addresses.settingsGifts()
    case 'trip':
    case 'trip_traveller':
    case 'trip_cost':
    case 'trip_report':
      return addresses.trips()
    case 'trip_rules':
    case 'trip_rate':
      return addresses.settingsTrips()
    case 'saved_view':
    case 'waiting_note':
      return addresses.today()
    case 'commitment':
      return addresses.commitments()
    case 'occasion':
      return addresses.occasions()
    case 'calendar_rules':
      return addresses.calendarRules()
    case 'reminder_rules':
      return addresses.settingsReminders()
    case 'document':
      return addresses.documents()
    case 'visit':
    case 'delegate':
    case 'visit_badges':
    case 'programme_item':
    case 'programme_group':
    case 'arrangement':
    case 'seating':
    case 'visit_letter':
    case 'visit_task':
    case 'visit_rules':
      return addresses.visits()
    case 'mail':
      return addresses.letters()
    case 'mail_address':
      return addresses.letterAddresses()
    case 'intake_text':
    case 'intake_draft':
      return addresses.intake()
    case 'intake_arrival':
      return addresses.intakeTriage()
    case 'intake_feed':
      return addresses.settingsFeeds()
    case 'difference':
      return addresses.organisationDoubles()
    default:
      return addresses.activity()
  }
}
