// Writes dossiers of visits: opens one for an event, and everything that happens to it until it is closed.
import { and, asc, eq, isNull } from 'drizzle-orm'
import type { Officer } from '#features/accounts/account.ts'
import { eventPartners, events } from '#features/events/event.table.ts'
import { organisations } from '#features/organisations/organisation.table.ts'
import { places } from '#features/places/place.table.ts'
import { m } from '#messages'
import { record } from '#platform/activity/activity.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { offices } from '#platform/database/office.table.ts'
import type { Here } from '#platform/here.ts'
import { isId } from '#platform/ids.ts'
import { ok, refuse, type Result } from '#platform/result.ts'
import { EMPTY_TEXT, textIn } from '#platform/texts/local-text.ts'
import { visits } from './visit.table.ts'

/** Where the other side's clock stands: the zone of the first partner whose town is known, else ours. */
async function partnersZone(tx: OfficeTx, eventId: string, ours: string): Promise<string> {
  const [found] = await tx
    .select({ zone: places.timeZone })
    .from(eventPartners)
    .innerJoin(organisations, and(eq(organisations.officeId, eventPartners.officeId), eq(organisations.id, eventPartners.organisationId)))
    .innerJoin(places, eq(places.id, organisations.placeId))
    .where(and(eq(eventPartners.officeId, tx.officeId), eq(eventPartners.eventId, eventId)))
    .orderBy(asc(eventPartners.id))
    .limit(1)
  return found?.zone ?? ours
}

/** Opens the dossier of an event, under the event's id. Refuses an event that is not in the register and one that has a dossier. */
export const openVisit = (here: Here, by: Officer, eventId: string): Promise<Result<{ id: string; activityId: string }>> =>
  here.db.inOffice(by.officeId, async (tx) => {
    const [event] = isId(eventId)
      ? await tx
          .select({ title: events.title, direction: events.direction })
          .from(events)
          .where(and(eq(events.officeId, tx.officeId), eq(events.id, eventId), isNull(events.deletedAt)))
          .for('update')
      : []
    if (event === undefined) return refuse('missing', m.visits_event_missing())
    const [open] = await tx
      .select({ id: visits.id })
      .from(visits)
      .where(and(eq(visits.officeId, tx.officeId), eq(visits.id, eventId)))
    if (open !== undefined) return refuse('open-already', m.visits_open_already())
    const [office] = await tx.select({ zone: offices.timeZone, languages: offices.languages }).from(offices).where(eq(offices.id, tx.officeId))
    const theirs = await partnersZone(tx, eventId, office!.zone)
    const now = here.clock.now()
    const [hostZone, guestZone] = event.direction === 'outgoing' ? [theirs, office!.zone] : [office!.zone, theirs]
    const row = {
      ourPurpose: EMPTY_TEXT,
      theirPurpose: EMPTY_TEXT,
      ourObjectives: EMPTY_TEXT,
      theirObjectives: EMPTY_TEXT,
      report: EMPTY_TEXT,
      languages: office!.languages,
      hostZone,
      guestZone,
    }
    await tx.insert(visits).values({ ...row, officeId: tx.officeId, id: eventId, createdAt: now, updatedAt: now })
    const label = textIn(event.title, event.title.source)
    const activityId = await record(tx, here, by, { act: 'visit.opened', id: eventId, label, before: null, after: { ...row }, version: 1 })
    return ok({ id: eventId, activityId })
  })
