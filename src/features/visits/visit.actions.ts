// Writes dossiers of visits: opens one for an event, and everything that happens to it until it is closed.
import { and, asc, eq, isNull } from 'drizzle-orm'
import type { Officer } from '#features/accounts/account.ts'
import { callOffEvent, eventPut, standing as eventStanding } from '#features/events/event.actions.ts'
import { eventPartners, events } from '#features/events/event.table.ts'
import { organisations } from '#features/organisations/organisation.table.ts'
import { places } from '#features/places/place.table.ts'
import { m } from '#messages'
import { type Actor, record, type Restore } from '#platform/activity/activity.ts'
import { ownColumns } from '#platform/activity/kept-row.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { offices } from '#platform/database/office.table.ts'
import { type Here, within } from '#platform/here.ts'
import { isId } from '#platform/ids.ts'
import { ok, refuse, type Refusal, type Result, type Stale, stale } from '#platform/result.ts'
import { EMPTY_TEXT, revised, textIn } from '#platform/texts/local-text.ts'
import { anthemsOf, flagsOf } from './ceremonial/ceremonial.ts'
import { meetingAt } from './ceremonial/ceremonial.queries.ts'
import type { PieceKind } from './preparation/piece.ts'
import { invitationCounts } from './invitations/invitation.queries.ts'
import { visitById } from './visit.queries.ts'
import { isPaperLanguage, MOST_LANGUAGES, type VisitValues } from './visit.ts'
import { visits } from './visit.table.ts'

type Row = typeof visits.$inferSelect

/** A dossier whole, as JSON: what the activity record keeps and undo puts back. */
export type VisitSnapshot = Omit<Row, 'officeId' | 'id' | 'version' | 'createdAt' | 'updatedAt' | 'deletedAt'>

type Kept = {
  readonly version: number
  readonly removed: boolean
  readonly state: VisitSnapshot
  readonly updatedAt: Date
  /** The event's title, by which the dossier is called. */
  readonly label: string
}

export type Written = { readonly id: string; readonly activityId: string }

export const snapshotOfVisit: (row: Row) => VisitSnapshot = ownColumns

/** Reads a dossier for writing: the row stays locked to the end of the transaction. */
export async function readVisit(tx: OfficeTx, id: string): Promise<Kept | null> {
  if (!isId(id)) return null
  const [found] = await tx
    .select({ visit: visits, title: events.title })
    .from(visits)
    .innerJoin(events, and(eq(events.officeId, visits.officeId), eq(events.id, visits.id)))
    .where(and(eq(visits.officeId, tx.officeId), eq(visits.id, id)))
    .for('update', { of: visits })
  if (found === undefined) return null
  const { visit, title } = found
  return {
    version: visit.version,
    removed: visit.deletedAt !== null,
    state: snapshotOfVisit(visit),
    updatedAt: visit.updatedAt,
    label: textIn(title, title.source),
  }
}

/** Locks a dossier to the end of the transaction: whatever two officers change of it at once, the second waits for the first. False when there is none. */
export async function lockedVisit(tx: OfficeTx, id: string): Promise<boolean> {
  if (!isId(id)) return false
  const [row] = await tx
    .select({ id: visits.id })
    .from(visits)
    .where(and(eq(visits.officeId, tx.officeId), eq(visits.id, id), isNull(visits.deletedAt)))
    .for('update')
  return row !== undefined
}

/** Writes the row and its line of the record. `after` null takes the dossier away; the event stays. */
async function write(
  tx: OfficeTx,
  here: Here,
  by: Actor,
  id: string,
  before: Kept | null,
  after: VisitSnapshot | null,
  label: string,
  act: `visit.${string}`,
): Promise<Written> {
  const now = here.clock.now()
  const version = (before?.version ?? 0) + 1
  if (before === null) await tx.insert(visits).values({ ...after!, officeId: tx.officeId, id, createdAt: now, updatedAt: now })
  else
    await tx
      .update(visits)
      .set(after === null ? { deletedAt: now, updatedAt: now, version } : { ...after, deletedAt: null, updatedAt: now, version })
      .where(and(eq(visits.officeId, tx.officeId), eq(visits.id, id)))
  const activityId = await record(tx, here, by, {
    act,
    id,
    label,
    before: before === null || before.removed ? null : { ...before.state },
    after: after === null ? null : { ...after },
    version,
  })
  return { id, activityId }
}

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

/** Languages of the visit's papers until somebody says otherwise: our own, and those the partners write their names in; the office's where none is known. */
async function papersIn(tx: OfficeTx, eventId: string, ours: readonly string[]): Promise<string[]> {
  const rows = await tx
    .select({ language: organisations.nativeLanguage })
    .from(eventPartners)
    .innerJoin(organisations, and(eq(organisations.officeId, eventPartners.officeId), eq(organisations.id, eventPartners.organisationId)))
    .where(and(eq(eventPartners.officeId, tx.officeId), eq(eventPartners.eventId, eventId)))
    .orderBy(asc(eventPartners.id))
  const theirs = rows.flatMap(({ language }) => (language !== null && isPaperLanguage(language) ? language : []))
  return theirs.length === 0 ? [...ours] : [...new Set([...ours.slice(0, 1), ...theirs])].slice(0, MOST_LANGUAGES)
}

export type EventDays = { readonly firstDay: string | null; readonly lastDay: string | null; readonly cancelledOn: string | null; readonly removed: boolean }

/** What of the event decides where its visit stands. */
export async function eventDays(tx: OfficeTx, id: string): Promise<EventDays> {
  const [event] = await tx
    .select({ firstDay: events.firstDay, lastDay: events.lastDay, cancelledOn: events.cancelledOn, deletedAt: events.deletedAt })
    .from(events)
    .where(and(eq(events.officeId, tx.officeId), eq(events.id, id)))
  if (event === undefined) return { firstDay: null, lastDay: null, cancelledOn: null, removed: true }
  const { deletedAt, ...days } = event
  return { ...days, removed: deletedAt !== null }
}

/**
 * Opens the dossier of an event, under the event's id; one that was taken away comes back as it was. Refuses an event that is not in the register and one
 * that has a dossier.
 */
export const openVisit = (here: Here, by: Officer, eventId: string): Promise<Result<Written>> =>
  here.db.inOffice(by.officeId, async (tx) => {
    const [event] = isId(eventId)
      ? await tx
          .select({ title: events.title, direction: events.direction })
          .from(events)
          .where(and(eq(events.officeId, tx.officeId), eq(events.id, eventId), isNull(events.deletedAt)))
          .for('update')
      : []
    if (event === undefined) return refuse('missing', m.visits_event_missing())
    const label = textIn(event.title, event.title.source)
    const before = await readVisit(tx, eventId)
    if (before !== null && !before.removed) return refuse('open-already', m.visits_open_already())
    if (before !== null) return ok(await write(tx, here, by, eventId, before, before.state, label, 'visit.opened'))
    const [office] = await tx.select({ zone: offices.timeZone, languages: offices.languages }).from(offices).where(eq(offices.id, tx.officeId))
    const theirs = await partnersZone(tx, eventId, office!.zone)
    const [hostZone, guestZone] = event.direction === 'outgoing' ? [theirs, office!.zone] : [office!.zone, theirs]
    const empty: VisitSnapshot = {
      requestedOn: null,
      requestedBy: '',
      request: '',
      answeredOn: null,
      answer: null,
      answerNote: '',
      ourPurpose: EMPTY_TEXT,
      theirPurpose: EMPTY_TEXT,
      ourObjectives: EMPTY_TEXT,
      theirObjectives: EMPTY_TEXT,
      report: EMPTY_TEXT,
      languages: await papersIn(tx, eventId, office!.languages),
      hostZone,
      guestZone,
      confirmedOn: null,
      heldOn: null,
      reportedOn: null,
      closedOn: null,
      closedWithout: '',
      cancelledOn: null,
      cancelReason: '',
      waived: [],
      flagOrder: [],
      anthemOrder: [],
      specialErasedOn: null,
    }
    return ok(await write(tx, here, by, eventId, null, empty, label, 'visit.opened'))
  })

export type VisitStale = Stale<{ readonly version: number; readonly state: VisitSnapshot; readonly updatedAt: Date }>
type Changed = Promise<Result<Written, Refusal | VisitStale>>

/** Reads, checks the version, lets `next` say the new state, writes. */
export const changedVisit = (
  here: Here,
  by: Officer,
  id: string,
  version: number,
  act: `visit.${string}`,
  next: (before: VisitSnapshot, tx: OfficeTx) => Result<VisitSnapshot> | Promise<Result<VisitSnapshot>>,
): Changed =>
  here.db.inOffice(by.officeId, async (tx): Changed => {
    const before = await readVisit(tx, id)
    if (before === null || before.removed) return refuse('missing', m.visits_missing())
    if (before.version !== version) return stale(m.platform_stale(), { version: before.version, state: before.state, updatedAt: before.updatedAt })
    const after = await next(before.state, tx)
    return after.ok ? ok(await write(tx, here, by, id, before, after.value, before.label, act)) : after
  })

/** Changes what a dossier says of the visit; where it stands is changed by its own steps. A stale save is refused with what stands there now. */
export const changeVisit = (here: Here, by: Officer, id: string, version: number, values: VisitValues): Changed =>
  changedVisit(here, by, id, version, 'visit.changed', async (before, tx) => {
    const at = here.clock.now()
    const answered = await answerGiven(here, tx, by, id, before, values)
    if (!answered.ok) return answered
    const { ourPurpose, theirPurpose, ourObjectives, theirObjectives, languages, ...plain } = values
    return ok({
      ...before,
      ...plain,
      ourPurpose: revised(before.ourPurpose, ourPurpose ?? {}, at),
      theirPurpose: revised(before.theirPurpose, theirPurpose ?? {}, at),
      ourObjectives: revised(before.ourObjectives, ourObjectives ?? {}, at),
      theirObjectives: revised(before.theirObjectives, theirObjectives ?? {}, at),
      languages: [...(languages ?? before.languages)],
    })
  })

/** What an answer brings with it: a visit that was turned down does not take place, and one that is accepted after all does. */
async function answerGiven(here: Here, tx: OfficeTx, by: Officer, id: string, before: VisitSnapshot, values: VisitValues): Promise<Result<unknown>> {
  const answer = values.answer === undefined ? before.answer : values.answer
  if (answer === before.answer || (answer !== 'declined' && before.answer !== 'declined')) return ok(null)
  const off = (await eventDays(tx, id)).cancelledOn !== null
  if (answer !== 'declined') return off && before.cancelledOn === null ? callOffEvent(within(here, tx), by, id, null) : ok(null)
  if (before.confirmedOn !== null) return refuse('confirmed', m.visits_answer_confirmed_already(), 'answer')
  return off ? ok(null) : callOffEvent(within(here, tx), by, id, values.answeredOn ?? before.answeredOn ?? here.clock.today())
}

/** Says of a piece of the preparation that this visit needs none, or that it does after all. */
export const waivePiece = (here: Here, by: Officer, id: string, version: number, piece: PieceKind, waived: boolean): Changed =>
  changedVisit(here, by, id, version, 'visit.changed', (before) =>
    ok({ ...before, waived: waived ? [...new Set([...before.waived, piece])].sort() : before.waived.filter((one) => one !== piece) }),
  )

/** The order of flags and anthems as the office wants it; one that is as usual follows whoever comes to the visit later. */
export const orderCeremonial = (
  here: Here,
  by: Officer,
  id: string,
  version: number,
  { flagOrder, anthemOrder }: { readonly flagOrder: readonly string[]; readonly anthemOrder: readonly string[] },
): Changed =>
  changedVisit(here, by, id, version, 'visit.changed', async (before, tx) => {
    const found = await visitById(tx, id)
    if (found === null) return refuse('missing', m.visits_missing())
    const meeting = await meetingAt(tx, found, here.clock.today())
    const own = (usual: readonly string[], order: readonly string[]): string[] => {
      const known = [...new Set(order)].filter((key) => usual.includes(key))
      return known.join() === usual.join() ? [] : known
    }
    return ok({ ...before, flagOrder: own(flagsOf(meeting), flagOrder), anthemOrder: own(anthemsOf(meeting), anthemOrder) })
  })

/** Nobody could tell those any more who hold invitations to what is not over. */
async function mayGo(tx: OfficeTx, here: Here, id: string): Promise<Result<null>> {
  const { lastDay } = await eventDays(tx, id)
  const { invited } = await invitationCounts(tx, id)
  return invited > 0 && (lastDay === null || lastDay >= here.clock.today()) ? refuse('invited', m.visits_removal_invited({ count: invited })) : ok(null)
}

/** Takes a dossier away; the event stays, and undo brings the dossier back. Refuses while people hold invitations to what is not over. */
export const removeVisit = (here: Here, by: Officer, id: string, version: number): Promise<Result<Written & { label: string }, Refusal | VisitStale>> =>
  here.db.inOffice(by.officeId, async (tx): Promise<Result<Written & { label: string }, Refusal | VisitStale>> => {
    const before = await readVisit(tx, id)
    if (before === null || before.removed) return refuse('missing', m.visits_missing())
    if (before.version !== version) return stale(m.platform_stale(), { version: before.version, state: before.state, updatedAt: before.updatedAt })
    const free = await mayGo(tx, here, id)
    if (!free.ok) return free
    return ok({ ...(await write(tx, here, by, id, before, null, before.label, 'visit.removed')), label: before.label })
  })

/** Puts a dossier back to an earlier state; refuses when it has moved on since, and to take it away while people hold invitations. */
export const restoreVisit: Restore = (here, by, id, to, version) =>
  here.db.inOffice(by.officeId, async (tx): Promise<Result<Written>> => {
    const before = await readVisit(tx, id)
    if (before === null) return refuse('missing', m.visits_missing())
    if (before.version !== version) return refuse('moved-on', m.platform_undo_moved_on({ label: before.label }))
    const free = to === null ? await mayGo(tx, here, id) : ok(null)
    if (!free.ok) return free
    // The snapshot is one this feature wrote.
    return ok(await write(tx, here, by, id, before, to as VisitSnapshot | null, before.label, 'visit.restored'))
  })

const takesNoPlace = ({ cancelledOn, answer }: VisitSnapshot): boolean => cancelledOn !== null || answer === 'declined'

/**
 * Brings back a version of a dossier, and its event with it where the visit took place then and does not now, or the other way round. What stood so anyway, as
 * an event called off on its own page, is left. (An undo needs none of it: it takes the event back by itself.)
 */
export const restoreVisitVersion: Restore = (here, by, id, to, version) =>
  here.db.inOffice(by.officeId, async (tx): Promise<Result<unknown>> => {
    const before = await readVisit(tx, id)
    const restored = await restoreVisit(within(here, tx), by, id, to, version)
    const after = to as VisitSnapshot | null
    if (!restored.ok || before === null || after === null || takesNoPlace(before.state) === takesNoPlace(after)) return restored
    const event = await eventStanding(tx, id)
    const off = takesNoPlace(after)
    if (event === null || event.removed || ((event.state.cancelledOn ?? null) !== null) === off) return restored
    const cancelledOn = off ? (after.cancelledOn ?? after.answeredOn ?? here.clock.today()) : null
    return eventPut(off ? 'event.cancelled' : 'event.resumed')(within(here, tx), by, id, { ...event.state, cancelledOn }, event.version)
  })
