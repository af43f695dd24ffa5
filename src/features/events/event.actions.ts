// Writes events: records, changes, removes and puts back, each change kept in the activity record.
import { and, asc, eq } from 'drizzle-orm'
import type { Officer } from '#features/accounts/account.ts'
import { organisations } from '#features/organisations/organisation.table.ts'
import { people } from '#features/organisations/people/person.table.ts'
import { keepContactsOf } from '#features/partnerships/silence/contact.actions.ts'
import type { Contact } from '#features/partnerships/silence/contact.ts'
import { m } from '#messages'
import { type Actor, record, type Restore } from '#platform/activity/activity.ts'
import type { Snapshot } from '#platform/activity/activity.table.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import type { Here } from '#platform/here.ts'
import { isId, newId } from '#platform/ids.ts'
import { ok, refuse, type Refusal, type Result, type Stale, stale } from '#platform/result.ts'
import { indexNames } from '#platform/search/names.ts'
import { LANGUAGES } from '#platform/texts/language.ts'
import { EMPTY_TEXT, isEmptyText, type LocalText, localText, revised, textIn } from '#platform/texts/local-text.ts'
import { boundsOf, composedTitle, contactKindOf, type EventValues } from './event.ts'
import { eventParticipants, eventPartners, events } from './event.table.ts'
import { type KeptPartner, type KeptPerson, tiedPartners, tiedPeople } from './partaking.queries.ts'

type Row = typeof events.$inferSelect

/** An event whole, as JSON: what the activity record keeps and undo puts back. Moments are ISO instants. */
export type EventState = Pick<Row, 'kind' | 'direction' | 'title' | 'date' | 'placeId' | 'placeText' | 'occasion' | 'summary' | 'fields' | 'sources'> & {
  /** Absent in states of before one could call an event off. */
  readonly cancelledOn?: string | null
  readonly publishedAt: string | null
  readonly partners: readonly KeptPartner[]
  readonly participants: readonly KeptPerson[]
}
/** `removed`: it stands in the table, but nobody sees it. */
type Standing = { readonly version: number; readonly removed: boolean; readonly state: EventState }

export type EventStale = Stale<{ readonly version: number; readonly state: EventState; readonly updatedAt: Date }>

const label = (state: EventState): string => textIn(state.title, state.title.source)
const asSnapshot = (state: EventState): Snapshot => ({ ...state })

/** Reads an event for writing: the row stays locked to the end of the transaction. */
export async function standing(tx: OfficeTx, id: string): Promise<(Standing & { updatedAt: Date }) | null> {
  if (!isId(id)) return null
  const [row] = await tx
    .select()
    .from(events)
    .where(and(eq(events.officeId, tx.officeId), eq(events.id, id)))
    .for('update')
  if (row === undefined) return null
  const partners = await tx
    .select({ organisationId: eventPartners.organisationId, name: organisations.name })
    .from(eventPartners)
    .innerJoin(organisations, and(eq(organisations.officeId, eventPartners.officeId), eq(organisations.id, eventPartners.organisationId)))
    .where(and(eq(eventPartners.officeId, tx.officeId), eq(eventPartners.eventId, id)))
    .orderBy(asc(eventPartners.id))
  const participants = await tx
    .select({ personId: eventParticipants.personId, name: people.name, asRole: eventParticipants.asRole })
    .from(eventParticipants)
    .innerJoin(people, and(eq(people.officeId, eventParticipants.officeId), eq(people.id, eventParticipants.personId)))
    .where(and(eq(eventParticipants.officeId, tx.officeId), eq(eventParticipants.eventId, id)))
    .orderBy(asc(eventParticipants.id))
  const { kind, direction, title, date, placeId, placeText, occasion, summary, fields, sources, cancelledOn } = row
  return {
    version: row.version,
    removed: row.deletedAt !== null,
    updatedAt: row.updatedAt,
    state: {
      kind,
      direction,
      title,
      date,
      placeId,
      placeText,
      occasion,
      summary,
      fields,
      sources,
      cancelledOn,
      publishedAt: row.publishedAt?.toISOString() ?? null,
      partners: partners.map(({ organisationId, name }) => ({ organisationId, name: textIn(name, name.source) })),
      participants: participants.map(({ personId, name, asRole }) => ({ personId, name: textIn(name, name.source), asRole })),
    },
  }
}

/** What an event tells of contact with its partners: one line a partner, none where nobody of theirs need have been there, or nobody came because it was called off. */
function contactsIn({ kind, direction, date, partners, cancelledOn }: EventState): Omit<Contact, 'eventId'>[] {
  const contact = contactKindOf(kind)
  return contact === null || (cancelledOn ?? null) !== null
    ? []
    : partners.map(({ organisationId }) => ({ organisationId, kind: contact, direction, date, ...boundsOf(date) }))
}

/** Writes the event with its partners and people, its names for the search and the line of the record. `after` null removes it. */
async function write(
  tx: OfficeTx,
  here: Here,
  by: Actor,
  id: string,
  before: Standing | null,
  after: EventState | null,
  act: `event.${string}`,
): Promise<{ id: string; activityId: string }> {
  const now = here.clock.now()
  const version = (before?.version ?? 0) + 1
  const shown = after ?? before!.state
  if (after === null) {
    await tx
      .update(events)
      .set({ deletedAt: now, updatedAt: now, version })
      .where(and(eq(events.officeId, tx.officeId), eq(events.id, id)))
  } else {
    const { partners, participants, publishedAt, ...columns } = after
    const row = {
      ...columns,
      ...boundsOf(after.date),
      cancelledOn: after.cancelledOn ?? null,
      publishedAt: publishedAt === null ? null : new Date(publishedAt),
      version,
      updatedAt: now,
      deletedAt: null,
    }
    if (before === null) await tx.insert(events).values({ ...row, officeId: tx.officeId, id, createdAt: now })
    else {
      await tx
        .update(events)
        .set(row)
        .where(and(eq(events.officeId, tx.officeId), eq(events.id, id)))
      await tx.delete(eventPartners).where(and(eq(eventPartners.officeId, tx.officeId), eq(eventPartners.eventId, id)))
      await tx.delete(eventParticipants).where(and(eq(eventParticipants.officeId, tx.officeId), eq(eventParticipants.eventId, id)))
    }
    if (partners.length > 0)
      await tx.insert(eventPartners).values(partners.map(({ organisationId }) => ({ officeId: tx.officeId, id: newId(), eventId: id, organisationId })))
    if (participants.length > 0)
      await tx
        .insert(eventParticipants)
        .values(participants.map(({ personId, asRole }) => ({ officeId: tx.officeId, id: newId(), eventId: id, personId, asRole })))
  }
  await keepContactsOf(tx, here.clock.today(), id, after === null ? [] : contactsIn(after))
  await indexNames(tx, 'event', id, after === null ? [] : Object.values(after.title.in).map(({ text }) => text))
  const activityId = await record(tx, here, by, {
    act,
    id,
    label: label(shown),
    before: before === null || before.removed ? null : asSnapshot(before.state),
    after: after === null ? null : asSnapshot(after),
    version,
  })
  return { id, activityId }
}

/** In every language of the interface in which all partners have a name; in the first in any case. */
function titleFor(values: EventValues, partners: readonly LocalText[], at: Date): LocalText {
  const [first, ...others] = LANGUAGES
  const inLanguage = (language: (typeof LANGUAGES)[number]) =>
    composedTitle(
      values,
      partners.map((name) => textIn(name, language)),
      language,
    )
  const typed = Object.fromEntries(
    others.filter((language) => partners.every((name) => name.in[language] !== undefined)).map((language) => [language, inLanguage(language)]),
  )
  return revised(localText(inLanguage(first!), at, first), typed, at)
}

/** The state once the values are written over what was there. Refuses partners and people that are not in the register. */
async function stateWith(tx: OfficeTx, here: Here, before: EventState | null, values: EventValues): Promise<Result<EventState>> {
  const at = here.clock.now()
  const partners = await tiedPartners(tx, values.partners, before?.partners)
  if (!partners.ok) return partners
  const participants = await tiedPeople(tx, values.participants ?? before?.participants ?? [], before?.participants)
  if (!participants.ok) return participants
  const title = revised(before?.title ?? EMPTY_TEXT, values.title ?? {}, at)
  const published = values.published ?? (before !== null && before.publishedAt !== null)
  return ok({
    kind: values.kind,
    direction: values.direction,
    title: isEmptyText(title) ? titleFor(values, partners.value.names, at) : title,
    date: values.date,
    placeId: values.placeId === undefined ? (before?.placeId ?? null) : values.placeId,
    placeText: values.placeText ?? before?.placeText ?? '',
    occasion: values.occasion ?? before?.occasion ?? '',
    summary: revised(before?.summary ?? EMPTY_TEXT, values.summary ?? {}, at),
    fields: [...(values.fields ?? before?.fields ?? [])],
    sources: [...(values.sources ?? before?.sources ?? [])],
    cancelledOn: before?.cancelledOn ?? null,
    publishedAt: published ? (before?.publishedAt ?? at.toISOString()) : null,
    partners: partners.value.kept,
    participants: participants.value,
  })
}

/** Records a new event. Refuses partners or people that are not in the register. */
export const createEvent = (here: Here, by: Officer, values: EventValues): Promise<Result<{ id: string; activityId: string }>> =>
  here.db.inOffice(by.officeId, async (tx) => {
    const state = await stateWith(tx, here, null, values)
    return state.ok ? ok(await write(tx, here, by, newId(), null, state.value, 'event.created')) : state
  })

const missing = (): Result<never> => refuse('missing', m.events_missing())

/** Changes an event that still has the given version; a stale save is refused with what stands there now. */
export const changeEvent = (
  here: Here,
  by: Officer,
  id: string,
  version: number,
  values: EventValues,
): Promise<Result<{ id: string; activityId: string }, Refusal | EventStale>> =>
  here.db.inOffice(by.officeId, async (tx) => {
    const before = await standing(tx, id)
    if (before === null || before.removed) return missing()
    if (before.version !== version) return stale(m.platform_stale(), { version: before.version, state: before.state, updatedAt: before.updatedAt })
    const state = await stateWith(tx, here, before.state, values)
    return state.ok ? ok(await write(tx, here, by, id, before, state.value, 'event.changed')) : state
  })

/** Calls an event off from a day on, or takes that back (null). Refuses what stands so already. */
export const callOffEvent = (
  here: Here,
  by: Officer,
  id: string,
  cancelledOn: string | null,
  version?: number,
): Promise<Result<{ id: string; activityId: string; label: string }, Refusal | EventStale>> =>
  here.db.inOffice(by.officeId, async (tx): Promise<Result<{ id: string; activityId: string; label: string }, Refusal | EventStale>> => {
    const before = await standing(tx, id)
    if (before === null || before.removed) return missing()
    if (version !== undefined && before.version !== version)
      return stale(m.platform_stale(), { version: before.version, state: before.state, updatedAt: before.updatedAt })
    if (((before.state.cancelledOn ?? null) === null) === (cancelledOn === null))
      return refuse('so-already', cancelledOn === null ? m.events_not_cancelled() : m.events_cancelled_already())
    const written = await write(tx, here, by, id, before, { ...before.state, cancelledOn }, cancelledOn === null ? 'event.resumed' : 'event.cancelled')
    return ok({ ...written, label: label(before.state) })
  })

/** Takes an event out of the register; undo brings it back. */
export const removeEvent = (
  here: Here,
  by: Officer,
  id: string,
  version: number,
): Promise<Result<{ id: string; activityId: string; label: string }, Refusal | EventStale>> =>
  here.db.inOffice(by.officeId, async (tx) => {
    const before = await standing(tx, id)
    if (before === null || before.removed) return missing()
    if (before.version !== version) return stale(m.platform_stale(), { version: before.version, state: before.state, updatedAt: before.updatedAt })
    return ok({ ...(await write(tx, here, by, id, before, null, 'event.removed')), label: label(before.state) })
  })

/** Puts an event back to an earlier state; refuses when it has moved on since, or a partner or person of that time is gone. */
export const restoreEvent: Restore = (here, by, id, to, version) => eventPut('event.restored')(here, by, id, to, version)

/** Puts an event into a state, under the name of whatever brings that about. Whoever was merged since is meant in the record that took them up. */
export const eventPut =
  (act: `event.${string}`): Restore =>
  (here, by, id, to, version) =>
    here.db.inOffice(by.officeId, async (tx) => {
      const before = await standing(tx, id)
      if (before === null) return missing()
      if (before.version !== version) return refuse('moved-on', m.platform_undo_moved_on({ label: label(before.state) }))
      // The snapshot is one this feature wrote.
      let after = to as EventState | null
      if (after !== null) {
        const partners = await tiedPartners(
          tx,
          after.partners.map(({ organisationId }) => organisationId),
          before.state.partners,
        )
        if (!partners.ok) return partners
        const participants = await tiedPeople(tx, after.participants, before.state.participants)
        if (!participants.ok) return participants
        after = { ...after, partners: partners.value.kept, participants: participants.value }
      }
      return ok(await write(tx, here, by, id, before, after, act))
    })
