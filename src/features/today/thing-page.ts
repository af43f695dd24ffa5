// Where the thing an act was done to is found: its own page, and the list it stands in.
import { addresses } from '#addresses'
import type { Snapshot } from '#platform/activity/activity.table.ts'

const viewedList = (list: string | null): string =>
  list === 'organisations'
    ? addresses.organisations()
    : list === 'people'
      ? addresses.people()
      : list === 'commitments'
        ? addresses.commitments()
        : list === 'finder'
          ? addresses.finder()
          : addresses.partnerships()

const yearIn = (snapshot: Snapshot | null): number | undefined => (typeof snapshot?.year === 'number' ? snapshot.year : undefined)

/** Number of the town that a fact is of, in the list of places. */
const townIn = (snapshot: Snapshot | null): string | null => (typeof snapshot?.placeId === 'number' ? String(snapshot.placeId) : null)

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
    case 'finder_candidate':
      return addresses.finderShortlist()
    case 'finder_approach':
      return addresses.finderApproach({ id })
    case 'outreach_rules':
      return addresses.settingsOutreach()
    case 'subscriber':
      return addresses.newsletter({ state: 'pending' })
    case 'newsletter_issue':
      return addresses.newsletterIssue({ id })
    case 'town_tag':
      return addresses.finderTag({ id })
    case 'town_people': {
      const place = townIn(snapshot)
      return place === null ? null : addresses.finderTown({ place })
    }
    case 'wanted_profile':
      return addresses.finderWanted()
    case 'impact_figure':
      return addresses.impactFigure({ id })
    case 'impact_assessment':
      return partnership === null ? null : addresses.partnershipImpact({ id: partnership }, { year: yearIn(snapshot) })
    case 'impact_year':
      return yearIn(snapshot) === undefined ? null : addresses.impact({ year: yearIn(snapshot) })
    case 'finder_twinning':
    case 'finder_twinning_list':
      return addresses.finderTwinnings()
    case 'world_twinnings':
      return `${addresses.finderTwinnings()}#world`
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
    case 'digest':
      return addresses.digests({ until: belongsTo('month') ?? undefined })
    case 'digest_edition':
      return addresses.digestEdition({ id })
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
    case 'letterhead':
      return addresses.settingsLetterhead()
    case 'site_languages':
      return addresses.settingsLanguages()
    case 'site_look':
      return addresses.settingsSite()
    case 'accessibility_statement':
      return addresses.settingsAccessibility()
    case 'invitation':
      return addresses.invitations({ id: belongsTo('visitId') ?? id })
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
    case 'finder_candidate':
      return addresses.finderShortlist()
    case 'finder_approach':
      return addresses.finderOutreach()
    case 'outreach_rules':
      return addresses.settingsOutreach()
    case 'gift_limit':
      return addresses.settingsGifts()
    case 'subscriber':
    case 'newsletter_issue':
      return addresses.newsletter()
    case 'town_tag':
    case 'town_people':
      return addresses.finderFacts()
    case 'wanted_profile':
      return addresses.finderWanted()
    case 'impact_figure':
    case 'impact_assessment':
    case 'impact_year':
      return addresses.impact()
    case 'finder_twinning':
    case 'finder_twinning_list':
    case 'world_twinnings':
      return addresses.finderTwinnings()
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
    case 'digest':
    case 'digest_edition':
      return addresses.digests()
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
    case 'invitation':
      return addresses.visits()
    case 'letterhead':
      return addresses.settingsLetterhead()
    case 'site_languages':
      return addresses.settingsLanguages()
    case 'site_look':
      return addresses.settingsSite()
    case 'accessibility_statement':
      return addresses.settingsAccessibility()
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
