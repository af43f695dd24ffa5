// What documents hang on: whether it is still in the register, what it is called and where its page is.
import { and, eq, inArray, isNull, or, sql, type SQL } from 'drizzle-orm'
import { addresses } from '#addresses'
import { occasions } from '#features/calendar/occasions/occasion.table.ts'
import { promiseLabel } from '#features/commitments/commitment.ts'
import { commitments } from '#features/commitments/commitment.table.ts'
import { events } from '#features/events/event.table.ts'
import { symbolicActs } from '#features/events/symbolic-act.table.ts'
import { gifts } from '#features/gifts/gift.table.ts'
import { displayName } from '#features/organisations/naming.ts'
import { organisations } from '#features/organisations/organisation.table.ts'
import { people } from '#features/organisations/people/person.table.ts'
import { milestoneLabel } from '#features/partnerships/milestones/milestone.ts'
import { milestones } from '#features/partnerships/milestones/milestone.table.ts'
import { partnershipsOf } from '#features/partnerships/partnership.queries.ts'
import { partnerships } from '#features/partnerships/partnership.table.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { findByName } from '#platform/search/names.ts'
import { textIn } from '#platform/texts/local-text.ts'
import { type DocumentThing, type Place, placeKey, thingName } from './document.ts'
import { documentPlaces, documents } from './document.table.ts'

/** A document's row hangs on something that is in the register. What was merged into another counts: its documents moved, a removed one's may not have. */
const liveThing = sql`case ${documentPlaces.thing}
  when 'organisation' then exists (select 1 from ${organisations} x where x.office_id = ${documentPlaces.officeId} and x.id = ${documentPlaces.thingId} and (x.deleted_at is null or x.merged_into_id is not null))
  when 'person' then exists (select 1 from ${people} x where x.office_id = ${documentPlaces.officeId} and x.id = ${documentPlaces.thingId} and (x.deleted_at is null or x.merged_into_id is not null))
  when 'partnership' then exists (select 1 from ${partnerships} x where x.office_id = ${documentPlaces.officeId} and x.id = ${documentPlaces.thingId} and x.deleted_at is null)
  when 'milestone' then exists (select 1 from ${milestones} x join ${partnerships} p on p.office_id = x.office_id and p.id = x.partnership_id
    where x.office_id = ${documentPlaces.officeId} and x.id = ${documentPlaces.thingId} and x.deleted_at is null and p.deleted_at is null)
  when 'event' then exists (select 1 from ${events} x where x.office_id = ${documentPlaces.officeId} and x.id = ${documentPlaces.thingId} and x.deleted_at is null)
  when 'symbolic_act' then exists (select 1 from ${symbolicActs} x where x.office_id = ${documentPlaces.officeId} and x.id = ${documentPlaces.thingId} and x.deleted_at is null)
  when 'gift' then exists (select 1 from ${gifts} x where x.office_id = ${documentPlaces.officeId} and x.id = ${documentPlaces.thingId} and x.deleted_at is null)
  when 'commitment' then exists (select 1 from ${commitments} x where x.office_id = ${documentPlaces.officeId} and x.id = ${documentPlaces.thingId} and x.deleted_at is null)
  when 'occasion' then exists (select 1 from ${occasions} x where x.office_id = ${documentPlaces.officeId} and x.id = ${documentPlaces.thingId} and x.deleted_at is null)
  else false end`

/** In the register, and on nothing or on something that is: documents go with their thing and come back with it. */
export const shown = (tx: OfficeTx): SQL =>
  and(
    eq(documents.officeId, tx.officeId),
    isNull(documents.deletedAt),
    or(
      sql`not exists (select 1 from ${documentPlaces} where ${documentPlaces.officeId} = ${documents.officeId} and ${documentPlaces.documentId} = ${documents.id})`,
      sql`exists (select 1 from ${documentPlaces} where ${documentPlaces.officeId} = ${documents.officeId} and ${documentPlaces.documentId} = ${documents.id} and ${liveThing})`,
    ),
  )!

/** The documents of one thing, or of one kind of thing. */
export const onThing = (tx: OfficeTx, thing: DocumentThing, thingId?: string): SQL =>
  inArray(
    documents.id,
    tx
      .select({ id: documentPlaces.documentId })
      .from(documentPlaces)
      .where(
        and(eq(documentPlaces.officeId, tx.officeId), eq(documentPlaces.thing, thing), thingId === undefined ? undefined : eq(documentPlaces.thingId, thingId)),
      ),
  )

/** A thing as it is called; `href` null when it is no longer in the register. */
export type NamedPlace = Place & { readonly title: string; readonly href: string | null }

/** What the things are called, by `placeKey`; at most one query for each kind of thing among them. Unknown ones are left out. */
export async function namedPlaces(tx: OfficeTx, places: readonly Place[]): Promise<Map<string, NamedPlace>> {
  const found = new Map<string, NamedPlace>()
  const ids = (thing: DocumentThing): string[] => [...new Set(places.filter((one) => one.thing === thing).map(({ thingId }) => thingId))]
  const put = (thing: DocumentThing, thingId: string, title: string, live: boolean, href: string): void => {
    found.set(placeKey({ thing, thingId }), { thing, thingId, title, href: live ? href : null })
  }
  const some = async (thing: DocumentThing, read: (wanted: string[]) => Promise<void>): Promise<void> => {
    const wanted = ids(thing)
    if (wanted.length > 0) await read(wanted)
  }
  await some('organisation', async (wanted) => {
    const rows = await tx
      .select({ id: organisations.id, name: organisations.name, nativeName: organisations.nativeName, deletedAt: organisations.deletedAt })
      .from(organisations)
      .where(and(eq(organisations.officeId, tx.officeId), inArray(organisations.id, wanted)))
    for (const row of rows) put('organisation', row.id, displayName(row), row.deletedAt === null, addresses.organisation({ id: row.id }))
  })
  await some('person', async (wanted) => {
    const rows = await tx
      .select({ id: people.id, name: people.name, nativeName: people.nativeName, deletedAt: people.deletedAt })
      .from(people)
      .where(and(eq(people.officeId, tx.officeId), inArray(people.id, wanted)))
    for (const row of rows) put('person', row.id, displayName(row), row.deletedAt === null, addresses.person({ id: row.id }))
  })
  await some('partnership', async (wanted) => {
    const rows = await tx
      .select({ id: partnerships.id, name: organisations.name, nativeName: organisations.nativeName, deletedAt: partnerships.deletedAt })
      .from(partnerships)
      .innerJoin(organisations, and(eq(organisations.officeId, partnerships.officeId), eq(organisations.id, partnerships.organisationId)))
      .where(and(eq(partnerships.officeId, tx.officeId), inArray(partnerships.id, wanted)))
    for (const row of rows) put('partnership', row.id, displayName(row), row.deletedAt === null, addresses.partnership({ id: row.id }))
  })
  await some('milestone', async (wanted) => {
    const rows = await tx
      .select({
        id: milestones.id,
        kind: milestones.kind,
        side: milestones.side,
        date: milestones.date,
        partnershipId: milestones.partnershipId,
        name: organisations.name,
        nativeName: organisations.nativeName,
        deletedAt: milestones.deletedAt,
        partnershipGone: partnerships.deletedAt,
      })
      .from(milestones)
      .innerJoin(partnerships, and(eq(partnerships.officeId, milestones.officeId), eq(partnerships.id, milestones.partnershipId)))
      .innerJoin(organisations, and(eq(organisations.officeId, partnerships.officeId), eq(organisations.id, partnerships.organisationId)))
      .where(and(eq(milestones.officeId, tx.officeId), inArray(milestones.id, wanted)))
    for (const row of rows) {
      const live = row.deletedAt === null && row.partnershipGone === null
      put('milestone', row.id, `${displayName(row)}: ${milestoneLabel(row)}`, live, `${addresses.partnership({ id: row.partnershipId })}#milestone-${row.id}`)
    }
  })
  await some('event', async (wanted) => {
    const rows = await tx
      .select({ id: events.id, title: events.title, deletedAt: events.deletedAt })
      .from(events)
      .where(and(eq(events.officeId, tx.officeId), inArray(events.id, wanted)))
    for (const row of rows) put('event', row.id, textIn(row.title), row.deletedAt === null, addresses.event({ id: row.id }))
  })
  await some('symbolic_act', async (wanted) => {
    const rows = await tx
      .select({ id: symbolicActs.id, title: symbolicActs.title, deletedAt: symbolicActs.deletedAt })
      .from(symbolicActs)
      .where(and(eq(symbolicActs.officeId, tx.officeId), inArray(symbolicActs.id, wanted)))
    for (const row of rows) put('symbolic_act', row.id, textIn(row.title), row.deletedAt === null, addresses.symbolicAct({ id: row.id }))
  })
  await some('gift', async (wanted) => {
    const rows = await tx
      .select({ id: gifts.id, what: gifts.what, deletedAt: gifts.deletedAt })
      .from(gifts)
      .where(and(eq(gifts.officeId, tx.officeId), inArray(gifts.id, wanted)))
    for (const row of rows) put('gift', row.id, textIn(row.what), row.deletedAt === null, addresses.gift({ id: row.id }))
  })
  await some('commitment', async (wanted) => {
    const rows = await tx
      .select({ id: commitments.id, text: commitments.text, deletedAt: commitments.deletedAt })
      .from(commitments)
      .where(and(eq(commitments.officeId, tx.officeId), inArray(commitments.id, wanted)))
    for (const row of rows) put('commitment', row.id, promiseLabel(textIn(row.text)), row.deletedAt === null, addresses.commitment({ id: row.id }))
  })
  await some('occasion', async (wanted) => {
    const rows = await tx
      .select({ id: occasions.id, name: occasions.name, deletedAt: occasions.deletedAt })
      .from(occasions)
      .where(and(eq(occasions.officeId, tx.officeId), inArray(occasions.id, wanted)))
    for (const row of rows) put('occasion', row.id, textIn(row.name), row.deletedAt === null, addresses.occasion({ id: row.id }))
  })
  return found
}

const ASKABLE = ['organisation', 'person', 'event', 'symbolic_act', 'gift', 'commitment', 'occasion'] as const

/** What a document may be hung on, by what one types; for a box with suggestions. A partnership is found by its partner's names. */
export async function placeChoices(tx: OfficeTx, query: string, limit = 8): Promise<{ id: string; title: string; sub: string }[]> {
  const hits = await findByName(tx, query, { things: ASKABLE, limit: limit * 2 })
  const partners = await partnershipsOf(
    tx,
    hits.flatMap(({ thing, thingId }) => (thing === 'organisation' ? [thingId] : [])),
  )
  const tied = new Map(partners.map(({ id, organisationId }) => [organisationId, id]))
  const places = hits.flatMap(({ thing, thingId }): Place[] => {
    const partnershipId = thing === 'organisation' ? tied.get(thingId) : undefined
    return [...(partnershipId === undefined ? [] : [{ thing: 'partnership' as const, thingId: partnershipId }]), { thing: thing as DocumentThing, thingId }]
  })
  const named = await namedPlaces(tx, places)
  return places
    .flatMap((place) => {
      const found = named.get(placeKey(place))
      return found === undefined || found.href === null ? [] : [{ id: placeKey(place), title: found.title, sub: thingName(place.thing) }]
    })
    .slice(0, limit)
}
