// What later features bring to the pages of events and of what comes with them: dossiers, papers, gifts, journeys, documents.
import { addresses } from '#addresses'
import { type EventKind, isAtDistance, openSources } from '#features/events/event.ts'
import { hasPapers } from '#features/meetings/meeting.ts'
import { PapersSection } from '#features/meetings/meeting.pages.tsx'
import type { MeetingRouteParts } from '#features/meetings/meeting.routes.tsx'
import { kindOfEvent, papersInBrief } from '#features/meetings/meeting.queries.ts'
import { outcomesOfMeetings } from '#features/meetings/outcomes/outcome.queries.ts'
import type { giftRoutes } from '#features/gifts/gift.routes.tsx'
import { giftsOfSame } from '#features/gifts/same-thing.queries.ts'
import { GiftSpot } from '#features/gifts/spots/spot.pages.tsx'
import { spotOfAct } from '#features/gifts/spots/spot.queries.ts'
import { giftOfAct, giftsOfEvent } from '#features/gifts/gift.queries.ts'
import { GiftOfAct, GiftsSection } from '#features/gifts/section.pages.tsx'
import { reportHandedIn } from '#features/trips/reports/report.queries.ts'
import { publishableOf } from '#features/trips/reports/publishable.queries.ts'
import { TripSection } from '#features/trips/trip.pages.tsx'
import { tripInBrief } from '#features/trips/trip.queries.ts'
import type { Reader } from '#features/accounts/account.ts'
import type { eventRoutes } from '#features/events/event.routes.tsx'
import type { occasionRoutes } from '#features/calendar/occasions/occasion.routes.tsx'
import type { symbolicActRoutes } from '#features/events/symbolic-act.routes.tsx'
import { offeredLanguages } from '#features/visits/visit.queries.ts'
import { invitationsBeside, invitationsOwed } from '#features/visits/invitations/invitation.routes.tsx'
import { paperParts } from '#features/visits/papers/paper.routes.tsx'
import { programmeOutside, programmeParts } from '#features/visits/programmes/programme.routes.tsx'
import { itemOfEvent } from '#features/visits/programmes/item-event.routes.tsx'
import { visitStateName } from '#features/visits/visit.ts'
import { concernsOf } from '#features/visits/concern.queries.ts'
import { visitStateOfEvent } from '#features/visits/visit.queries.ts'
import type { VisitParts, VisitSection } from '#features/visits/visit.routes.tsx'
import { m } from '#messages'
import type { OfficeTx } from '#platform/database/door.ts'
import { eventStory } from '#features/website/partner.ts'
import { entryOf } from '#features/website/partner.public.tsx'
import type { SummaryRouteParts } from '#features/meetings/summary/summary.routes.tsx'
import { Timeline } from '#ui/timeline.tsx'
import { documentsOn } from './contributions.tsx'

/** An event as it will stand on its partners' pages for the citizens, with a summary that is not saved yet. */
export const summaryParts: SummaryRouteParts = {
  offers: [publishableOf],
  preview: async (_, { event, place }, summary) => (
    <Timeline entries={[entryOf(eventStory({ ...event, summary, sources: openSources(event.sources) }, { name: place, typed: event.placeId === null }, []))]} />
  ),
}

/** „Дневен ред и протокол“ on an event's page; a letter has none. */
async function papersOn(tx: OfficeTx, id: string, by: Reader) {
  const kind = await kindOfEvent(tx, id)
  return kind === null || !hasPapers(kind) ? null : <PapersSection id={id} brief={await papersInBrief(tx, id)} mayWrite={by.role === 'officer'} />
}
/** „Подаръци“ on an event's page. */
const giftsOn = async (tx: OfficeTx, eventId: string, by: Reader, coming: boolean) => (
  <GiftsSection eventId={eventId} rows={await giftsOfEvent(tx, eventId)} coming={coming} mayWrite={by.role === 'officer'} />
)
/** What dossiers say on an event's page: that it is an item of a programme; after it was moved or called off the programme left behind, letters that wait. */
async function concernsOn(
  tx: OfficeTx,
  id: string,
  by: Reader,
  { coming, now, today }: { readonly coming: boolean; readonly now: Date; readonly today: string },
) {
  const { outside, invited, item } = await concernsOf(tx, id)
  return (
    <>
      {item ? await itemOfEvent(tx, id, by, coming) : null}
      {outside ? await programmeOutside(tx, id, by, today) : null}
      {invited ? await invitationsOwed(tx, id, now, today) : null}
    </>
  )
}
export const eventParts: Parameters<typeof eventRoutes>[0] = {
  languages: offeredLanguages,
  sections: [
    concernsOn,
    papersOn,
    async (tx, id, by, { travel, today }) =>
      travel ? <TripSection eventId={id} brief={await tripInBrief(tx, id, today)} mayWrite={by.role === 'officer'} /> : null,
    (tx, id, by, { coming }) => giftsOn(tx, id, by, coming),
    (tx, id, by) => documentsOn(tx, 'event', id, by),
  ],
  actions: [dossierOf],
}
/** Where on the map stands what an act left behind. */
async function spotOn(tx: OfficeTx, id: string, by: Reader) {
  const spot = await spotOfAct(tx, id)
  return spot === null ? null : <GiftSpot {...spot} mayWrite={by.role === 'officer'} />
}
/** Whether the register of gifts tells of an act, or may do so without anybody having said it. */
async function giftOn(tx: OfficeTx, id: string, by: Reader) {
  const gift = await giftOfAct(tx, id)
  return <GiftOfAct actId={id} gift={gift} same={gift === null ? await giftsOfSame(tx, id) : []} mayWrite={by.role === 'officer'} />
}
/** What stands above the papers of a meeting. */
export const meetingParts: MeetingRouteParts = { notes: [itemOfEvent] }
export const symbolicActParts: Parameters<typeof symbolicActRoutes>[0] = {
  sections: [spotOn, giftOn, (tx, id, by) => documentsOn(tx, 'symbolic_act', id, by)],
}
export const giftParts: Parameters<typeof giftRoutes>[0] = { sections: [(tx, id, by) => documentsOn(tx, 'gift', id, by)] }
/** „Към досието“ on an event's page, or the button that opens one. */
async function dossierOf(tx: OfficeTx, event: { readonly id: string; readonly kind: EventKind }, by: Reader) {
  const state = await visitStateOfEvent(tx, event.id)
  if (state !== null)
    return (
      <a class="ds-button" data-variant="secondary" href={addresses.visit({ id: event.id })}>
        {m.visits_to_dossier({ state: visitStateName(state) })}
      </a>
    )
  // Letters and calls have no delegations and no programme.
  return by.role !== 'officer' || isAtDistance(event.kind) ? null : (
    <form method="post" action={addresses.eventDossier({ id: event.id })}>
      <button class="ds-button" data-variant="secondary">
        {m.visits_open()}
      </button>
    </form>
  )
}
/** The journey of a visit at the partner's, or the way to open it; none for a visit that does not take place. */
const tripBeside: VisitSection = async (tx, { event, state }, by, today) => {
  if (event.direction !== 'outgoing') return null
  const brief = await tripInBrief(tx, event.id, today)
  return <TripSection eventId={event.id} brief={brief} mayWrite={by.role === 'officer' && state !== 'cancelled' && state !== 'declined'} />
}
/** What other parts and later features bring to a dossier. */
export const visitParts: VisitParts = {
  ...programmeParts,
  besideTab: { ...programmeParts.besideTab, programme: [invitationsBeside, ...(programmeParts.besideTab?.programme ?? [])] },
  documents: [(tx, look, by) => documentsOn(tx, 'event', look.event.id, by)],
  outcomes: { ...outcomesOfMeetings, report: reportHandedIn },
  actions: [...(programmeParts.actions ?? []), ...(paperParts.actions ?? [])],
  delegations: [...(programmeParts.delegations ?? []), ...(paperParts.delegations ?? [])],
  beside: [tripBeside, (tx, look, by) => papersOn(tx, look.event.id, by)],
}
export const occasionParts: Parameters<typeof occasionRoutes>[0] = { sections: [(tx, id, by) => documentsOn(tx, 'occasion', id, by)] }
