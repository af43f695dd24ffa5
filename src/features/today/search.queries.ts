// Finds anything of the office by its names: partners, people, events, promises, symbolic acts and texts, in a fixed number of queries.
import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import { addresses } from '#addresses'
import { occasionKindName, ruleInWords, ruleOf } from '#features/calendar/occasions/occasion.ts'
import { occasions } from '#features/calendar/occasions/occasion.table.ts'
import { owedName } from '#features/commitments/commitment.ts'
import { commitments } from '#features/commitments/commitment.table.ts'
import { documentKindName } from '#features/documents/document.ts'
import { documentsAnswering, documentsByIds } from '#features/documents/document.queries.ts'
import { eventDateInWords, eventKindName } from '#features/events/event.ts'
import { events } from '#features/events/event.table.ts'
import { giftsByIds } from '#features/gifts/gift.queries.ts'
import { giftStateName, isPlanned, wayName } from '#features/gifts/gift.ts'
import { symbolicActKindName } from '#features/events/symbolic-act.ts'
import { symbolicActs } from '#features/events/symbolic-act.table.ts'
import { texts } from '#features/intake/text.table.ts'
import { meetingsAnswering } from '#features/meetings/meeting.queries.ts'
import { allNames, countryName, displayName } from '#features/organisations/naming.ts'
import { organisationsByIds } from '#features/organisations/organisation.queries.ts'
import { describedOrganisation } from '#features/organisations/organisation.ts'
import { withTitle } from '#features/organisations/people/person.ts'
import { peopleByIds, postsOfPeople } from '#features/organisations/people/person.queries.ts'
import { holdersCalled } from '#features/organisations/people/post.queries.ts'
import { postWords } from '#features/organisations/people/post.ts'
import { milestoneTitle, numberInWords } from '#features/partnerships/milestones/milestone.ts'
import { stepsNumbered } from '#features/partnerships/milestones/milestone.queries.ts'
import { partnershipTypeName } from '#features/partnerships/partnership.ts'
import { partnershipsOf } from '#features/partnerships/partnership.queries.ts'
import { periodInWords, tripStateName } from '#features/trips/trip.ts'
import { tripsAnswering } from '#features/trips/trip.queries.ts'
import { delegatesCalled } from '#features/visits/delegations/delegate.queries.ts'
import { visits } from '#features/visits/visit.table.ts'
import { m } from '#messages'
import type { OfficeTx } from '#platform/database/door.ts'
import { dateInWords, dayInWords } from '#platform/dates.ts'
import { escapeLike, findByName, type Found } from '#platform/search/names.ts'
import { snippetsOf } from '#platform/search/texts.ts'
import { isEmptyText, textIn } from '#platform/texts/local-text.ts'

/** As Ctrl+K takes it (ui/islands/command-menu.ts). `kind`: what it is, in a word. */
export type FoundItem = { readonly title: string; readonly sub: string; readonly href: string; readonly kind: string }
export type FoundGroup = {
  readonly id: string
  readonly title: string
  readonly items: readonly FoundItem[]
  /** The list in which to look on, when there may be more. */ readonly more: string | null
}

/** Of all kinds together; whoever is not among them is asked for more precisely. */
const MOST = 80

/** Pieces of documents' texts that are weighed while somebody types. */
const WEIGHED = 100

/** Partnerships are found through their organisations: those may have been renamed since. */
const THINGS = ['organisation', 'person', 'event', 'symbolic_act', 'gift', 'commitment', 'occasion'] as const
type Thing = (typeof THINGS)[number]

/** `name` is what matched; beside a title that does not show it, it says why the thing was found. */
const because = (title: string, name: string): string[] => (title.includes(name) || name.includes(title) ? [] : [name])
const line = (parts: readonly string[]): string => parts.filter((part) => part !== '').join(' · ')

/** Everything the words find, best first within each group, at most `perGroup` of each; empty groups are left out. */
export async function searchOffice(tx: OfficeTx, query: string, today: string, perGroup: number): Promise<FoundGroup[]> {
  const named = await findByName(tx, query, { things: THINGS, limit: MOST })
  // Nobody is called „кмет Дойран“, but somebody is that.
  const holders = named.length > 0 ? [] : await holdersCalled(tx, query, today, perGroup + 1)
  const found: readonly Found[] = [...named, ...holders.map((thingId) => ({ thing: 'person', thingId, name: '', rank: 2 }))]
  const hits = (thing: Thing): Found[] => found.filter((one) => one.thing === thing)
  const ids = (thing: Thing): string[] => hits(thing).map(({ thingId }) => thingId)

  const organisations = await organisationsByIds(tx, ids('organisation'))
  const partnerships = new Map((await partnershipsOf(tx, ids('organisation'))).map((one) => [one.organisationId, one]))
  const people = await peopleByIds(tx, ids('person'))
  const posts = await postsOfPeople(tx, ids('person'))
  const eventRows = await tx
    .select({ id: events.id, kind: events.kind, title: events.title, date: events.date, visit: visits.id })
    .from(events)
    .leftJoin(visits, and(eq(visits.officeId, events.officeId), eq(visits.id, events.id), isNull(visits.deletedAt)))
    .where(and(eq(events.officeId, tx.officeId), isNull(events.deletedAt), inArray(events.id, ids('event'))))
  const guests = await delegatesCalled(tx, query, perGroup + 1)
  const journeys = await tripsAnswering(
    tx,
    { events: ids('event'), organisations: ids('organisation'), people: ids('person'), words: query },
    today,
    perGroup + 1,
  )
  const actRows = await tx
    .select({ id: symbolicActs.id, kind: symbolicActs.kind, title: symbolicActs.title, date: symbolicActs.date })
    .from(symbolicActs)
    .where(and(eq(symbolicActs.officeId, tx.officeId), isNull(symbolicActs.deletedAt), inArray(symbolicActs.id, ids('symbolic_act'))))
  const giftRows = await giftsByIds(tx, ids('gift'))
  const promiseRows = await tx
    .select({ id: commitments.id, text: commitments.text, owedBy: commitments.owedBy, keptOn: commitments.keptOn, droppedOn: commitments.droppedOn })
    .from(commitments)
    .where(and(eq(commitments.officeId, tx.officeId), isNull(commitments.deletedAt), inArray(commitments.id, ids('commitment'))))
  const occasionRows = await tx
    .select()
    .from(occasions)
    .where(and(eq(occasions.officeId, tx.officeId), isNull(occasions.deletedAt), inArray(occasions.id, ids('occasion'))))
  const stepRows = await stepsNumbered(tx, query, perGroup + 1)
  const written = await documentsAnswering(tx, query, perGroup + 1, WEIGHED)
  const documentRows = await documentsByIds(tx, written.ids)
  const snippets = await snippetsOf(
    tx,
    written.hits.filter(({ thingId }) => documentRows.has(thingId)),
    query,
  )
  const minutes = await meetingsAnswering(tx, query, perGroup + 1, WEIGHED)
  const minutesSaid = await snippetsOf(tx, minutes.hits, query)
  // A text is a headline and not a name: found by the very letters, wherever they stand in it.
  const words = escapeLike(query.trim().slice(0, 100))
  const textRows = await tx
    .select({ id: texts.id, title: texts.title, published: texts.published })
    .from(texts)
    .where(and(eq(texts.officeId, tx.officeId), isNull(texts.deletedAt), sql`${texts.title} ilike ${`%${words}%`}`))
    .orderBy(sql`${texts.id} desc`)
    .limit(MOST)

  const of = <Row extends { readonly id: string }>(rows: Iterable<Row>, thing: Thing, item: (row: Row, hit: Found) => FoundItem | null): FoundItem[] => {
    const byId = new Map([...rows].map((row) => [row.id, row]))
    return hits(thing).flatMap((hit) => {
      const row = byId.get(hit.thingId)
      return row === undefined ? [] : (item(row, hit) ?? [])
    })
  }
  const live = <Row extends { readonly deletedAt: Date | null }>(rows: Iterable<Row>): Row[] => [...rows].filter(({ deletedAt }) => deletedAt === null)

  const groups: { id: string; title: string; items: FoundItem[]; list: string }[] = [
    {
      id: 'partners',
      title: m.today_found_partners(),
      items: of(live(organisations.values()), 'organisation', (organisation, { name }) => {
        const partnership = partnerships.get(organisation.id)
        if (partnership === undefined) return null
        const title = displayName(organisation)
        return {
          title,
          sub: line([partnershipTypeName(partnership.type), countryName(organisation.country), ...because(title, name)]),
          href: addresses.partnership({ id: partnership.id }),
          kind: m.today_kind_partnership(),
        }
      }),
      list: addresses.partnerships({ q: query }),
    },
    {
      id: 'organisations',
      title: m.today_found_organisations(),
      items: of(live(organisations.values()), 'organisation', (organisation, { name }) => {
        const title = displayName(organisation)
        return {
          title,
          sub: line([describedOrganisation(organisation), ...because(title, name)]),
          href: addresses.organisation({ id: organisation.id }),
          kind: m.today_kind_organisation(),
        }
      }),
      list: addresses.organisations({ q: query }),
    },
    {
      id: 'people',
      title: m.today_found_people(),
      items: of(live(people.values()), 'person', (person, { name }) => {
        const title = withTitle(person.title, displayName(person))
        const post = posts.get(person.id)?.[0]
        const held = post === undefined ? [] : [`${postWords(post.post)}, ${displayName(post.organisation)}`]
        return {
          title,
          sub: line([...held, ...(allNames(person).some((one) => title.includes(one) && one === name) ? [] : because(title, name))]),
          href: addresses.person({ id: person.id }),
          kind: m.today_kind_person(),
        }
      }),
      list: addresses.people({ q: query }),
    },
    {
      id: 'events',
      title: m.today_found_events(),
      items: of(eventRows, 'event', (event) => ({
        title: textIn(event.title),
        sub: line([eventKindName(event.kind), event.date === null ? '' : eventDateInWords(event.date)]),
        // Of a visit that is prepared here the dossier is what is looked for.
        href: event.visit === null ? addresses.event({ id: event.id }) : addresses.visit({ id: event.id }),
        kind: event.visit === null ? m.today_kind_event() : m.today_kind_visit(),
      })),
      list: addresses.events({ q: query }),
    },
    {
      id: 'trips',
      title: m.today_found_trips(),
      items: journeys.map((trip) => ({
        title: textIn(trip.title),
        sub: line([trip.departsOn === null || trip.returnsOn === null ? '' : periodInWords(trip.departsOn, trip.returnsOn), tripStateName(trip.state)]),
        href: addresses.trip({ id: trip.id }),
        kind: m.today_kind_trip(),
      })),
      list: addresses.trips({ q: query }),
    },
    {
      id: 'delegates',
      title: m.today_found_delegates(),
      items: guests.map((guest) => ({
        title: isEmptyText(guest.name) ? guest.nativeName : textIn(guest.name),
        sub: line([textIn(guest.event), guest.date === null ? '' : eventDateInWords(guest.date)]),
        href: addresses.visitDelegations({ id: guest.visitId }),
        kind: m.today_kind_delegate(),
      })),
      list: addresses.visits({ q: query }),
    },
    {
      id: 'steps',
      title: m.today_things_milestone(),
      items: stepRows.map((step) => ({
        title: `${milestoneTitle(step)} ${numberInWords(step.documentNumber ?? '')}`,
        sub: line([displayName(step.partner), dateInWords(step.date)]),
        href: `${addresses.partnership({ id: step.partnershipId })}#milestone-${step.id}`,
        kind: m.today_kind_step(),
      })),
      list: addresses.partnerships(),
    },
    {
      id: 'promises',
      title: m.today_found_promises(),
      items: of(promiseRows, 'commitment', (promise) => ({
        title: textIn(promise.text),
        sub: line([owedName(promise.owedBy), promise.keptOn !== null ? m.today_found_kept() : promise.droppedOn !== null ? m.today_found_dropped() : '']),
        href: addresses.commitment({ id: promise.id }),
        kind: m.today_kind_commitment(),
      })),
      list: addresses.commitments({ q: query }),
    },
    {
      id: 'acts',
      title: m.today_found_acts(),
      items: of(actRows, 'symbolic_act', (act) => ({
        title: textIn(act.title),
        sub: line([symbolicActKindName(act.kind), act.date === null ? '' : eventDateInWords(act.date)]),
        href: addresses.symbolicAct({ id: act.id }),
        kind: m.today_kind_symbolic_act(),
      })),
      list: addresses.gifts({ way: 'act', q: query }),
    },
    {
      id: 'gifts',
      title: m.today_found_gifts(),
      items: of(giftRows, 'gift', (gift) => ({
        title: textIn(gift.what),
        sub: line([isPlanned(gift.state) ? giftStateName(gift.state) : wayName(gift.way), gift.date === null ? '' : eventDateInWords(gift.date)]),
        href: addresses.gift({ id: gift.id }),
        kind: m.today_kind_gift(),
      })),
      list: addresses.gifts({ q: query }),
    },
    {
      id: 'occasions',
      title: m.today_things_occasion(),
      items: of(occasionRows, 'occasion', (occasion) => ({
        title: textIn(occasion.name),
        sub: line([occasionKindName(occasion.kind), ruleInWords(ruleOf(occasion))]),
        href: addresses.occasion({ id: occasion.id }),
        kind: m.today_kind_occasion(),
      })),
      list: addresses.occasions({ q: query }),
    },
    {
      id: 'documents',
      title: m.today_found_documents(),
      items: written.ids.flatMap((id) => {
        const document = documentRows.get(id)
        if (document === undefined) return []
        const around = (snippets.get(id) ?? []).map(({ text }) => text).join('')
        const on = document.places[0]?.title ?? ''
        return {
          title: textIn(document.title),
          sub: around === '' ? line([documentKindName(document.kind), on]) : around,
          href: addresses.document({ id }),
          kind: m.today_kind_document(),
        }
      }),
      list: addresses.documents({ q: query }),
    },
    {
      id: 'minutes',
      title: m.meetings_title(),
      items: minutes.rows.map(({ id, title, date }) => {
        const around = (minutesSaid.get(id) ?? []).map(({ text }) => text).join('')
        return {
          title: textIn(title),
          sub: line([date === null ? '' : eventDateInWords(date), around]),
          href: addresses.meeting({ id }),
          kind: m.today_kind_minutes(),
        }
      }),
      list: addresses.events({ q: query }),
    },
    {
      id: 'texts',
      title: m.today_found_texts(),
      items: textRows.map((text) => ({
        title: text.title,
        sub: text.published === null ? '' : dayInWords(text.published),
        href: addresses.intakeText({ id: text.id }),
        kind: m.today_kind_text(),
      })),
      list: addresses.intake({ q: query }),
    },
  ]
  return groups
    .filter(({ items }) => items.length > 0)
    .map(({ id, title, items, list }) => ({ id, title, items: items.slice(0, perGroup), more: items.length > perGroup || found.length === MOST ? list : null }))
}
