// Reads events: the list with its filters, one event whole, what partnerships, pages for citizens and the intake ask for.
import { displayName } from '#features/organisations/naming.ts'
import { and, asc, count, desc, eq, exists, inArray, isNotNull, isNull, or, sql, type SQL } from 'drizzle-orm'
import { addresses } from '#addresses'
import { organisations } from '#features/organisations/organisation.table.ts'
import { people } from '#features/organisations/people/person.table.ts'
import type { TimelineEntry } from '#features/partnerships/partnership.ts'
import { nameFor } from '#features/places/place.ts'
import { placesByIds } from '#features/places/place.queries.ts'
import { m } from '#messages'
import type { OfficeTx } from '#platform/database/door.ts'
import { keyPaging, type Page, type Turn } from '#platform/database/key-paging.ts'
import type { ImpreciseDate } from '#platform/dates.ts'
import { isId } from '#platform/ids.ts'
import { findByName } from '#platform/search/names.ts'
import { currentLanguage } from '#platform/texts/language.ts'
import { type LocalText, reading } from '#platform/texts/local-text.ts'
import { LONGEST_EVENT, type EventDirection, type EventKind, EVENTS_ON_A_PAGE } from './event.ts'
import { eventParticipants, eventPartners, events } from './event.table.ts'

/** A partner as it stands beside an event, an act or a promise. `live` false: removed from the register since. */
export type PartnerRef = {
  readonly organisationId: string
  readonly name: LocalText
  readonly nativeName: string | null
  readonly country: string
  readonly live: boolean
}
export type ParticipantRef = {
  readonly personId: string
  readonly name: LocalText
  readonly nativeName: string | null
  readonly title: string | null
  readonly asRole: string | null
  readonly live: boolean
}

/** An event as lists show it. */
export type EventRow = {
  readonly id: string
  readonly kind: EventKind
  readonly direction: EventDirection
  readonly title: LocalText
  readonly date: ImpreciseDate | null
  readonly firstDay: string | null
  readonly lastDay: string | null
  /** In the reader's language. */
  readonly place: string
  readonly published: boolean
  /** Since when it is called off. */
  readonly cancelledOn: string | null
  readonly partners: readonly PartnerRef[]
}

/** The day as a number for ordering, -1 for the undated; the same words stand in the table's index. */
export const dayNumber = sql<number>`coalesce(${events.firstDay} - '0001-01-01'::date, -1)`.mapWith(Number)
const DAY_NUMBER = /^-?\d{1,7}$/
/** Whether its days are still to come or going on; the same rule as `isComing` in event.ts, but for what is called off: that keeps its place in the list. */
const coming = (today: string): SQL<boolean> =>
  sql<boolean>`coalesce(${events.firstDay} >= ${today}::date or (${events.lastDay} >= ${today}::date and ${events.lastDay} - ${events.firstDay} < ${LONGEST_EVENT}::int), false)`

const columns = {
  id: events.id,
  kind: events.kind,
  direction: events.direction,
  title: events.title,
  date: events.date,
  firstDay: events.firstDay,
  lastDay: events.lastDay,
  placeId: events.placeId,
  placeText: events.placeText,
  publishedAt: events.publishedAt,
  cancelledOn: events.cancelledOn,
}
type Bare = Omit<EventRow, 'place' | 'published' | 'partners'> & {
  readonly placeId: number | null
  readonly placeText: string
  readonly publishedAt: Date | null
}

export const alive = (tx: OfficeTx): SQL | undefined => and(eq(events.officeId, tx.officeId), isNull(events.deletedAt))
/** Events in which one of the organisations is a partner. */
export const eventsWithAny = (tx: OfficeTx, organisationIds: readonly string[]): SQL =>
  exists(
    tx
      .select({ one: sql`1` })
      .from(eventPartners)
      .where(
        and(eq(eventPartners.officeId, events.officeId), eq(eventPartners.eventId, events.id), inArray(eventPartners.organisationId, [...organisationIds])),
      ),
  )

/** A partner with the town it is the municipality of. */
type Townsman = PartnerRef & { readonly town: number | null }

/** Where it was, for the reader: a partner's town as the register calls it, else as the gazetteer does, else as it was typed. */
function placeName(placeId: number | null, placeText: string, partners: readonly Townsman[], places: ReadonlyMap<number, string>): string {
  if (placeId === null) return placeText
  const host = partners.find(({ town }) => town === placeId)
  return host === undefined ? (places.get(placeId) ?? placeText) : displayName(host)
}

/** The partners of several events, in one query. */
export async function partnersOf(tx: OfficeTx, eventIds: readonly string[]): Promise<Map<string, Townsman[]>> {
  const found = new Map<string, Townsman[]>()
  if (eventIds.length === 0) return found
  const rows = await tx
    .select({
      eventId: eventPartners.eventId,
      organisationId: organisations.id,
      name: organisations.name,
      nativeName: organisations.nativeName,
      country: organisations.country,
      kind: organisations.kind,
      placeId: organisations.placeId,
      deletedAt: organisations.deletedAt,
    })
    .from(eventPartners)
    .innerJoin(organisations, and(eq(organisations.officeId, eventPartners.officeId), eq(organisations.id, eventPartners.organisationId)))
    .where(and(eq(eventPartners.officeId, tx.officeId), inArray(eventPartners.eventId, [...eventIds])))
    .orderBy(asc(eventPartners.id))
  for (const { eventId, deletedAt, kind, placeId, ...partner } of rows) {
    const known = found.get(eventId) ?? []
    known.push({ ...partner, live: deletedAt === null, town: kind === 'municipality' ? placeId : null })
    found.set(eventId, known)
  }
  return found
}

const namesOfPlaces = async (tx: OfficeTx, ids: readonly (number | null)[]): Promise<Map<number, string>> =>
  new Map(
    (
      await placesByIds(
        tx,
        ids.filter((id) => id !== null),
      )
    ).map((place) => [place.id, nameFor(place, currentLanguage())]),
  )

/** Adds partners and the places' names: two queries whatever the number of events. */
async function whole(tx: OfficeTx, rows: readonly Bare[]): Promise<EventRow[]> {
  const partners = await partnersOf(
    tx,
    rows.map(({ id }) => id),
  )
  const places = await namesOfPlaces(
    tx,
    rows.map(({ placeId }) => placeId),
  )
  return rows.map(({ placeId, placeText, publishedAt, id, kind, direction, title, date, firstDay, lastDay, cancelledOn }) => ({
    id,
    kind,
    direction,
    title,
    date,
    firstDay,
    lastDay,
    place: placeName(placeId, placeText, partners.get(id) ?? [], places),
    published: publishedAt !== null,
    cancelledOn,
    partners: partners.get(id) ?? [],
  }))
}

// ---- the list --------------------------------------------------------------------------------------------------------

export type EventFilters = {
  readonly kind?: EventKind | undefined
  readonly direction?: EventDirection | undefined
  readonly organisation?: string | undefined
  readonly year?: number | undefined
  readonly q?: string | undefined
  /** Left out: the next ones to come, then the past. */
  readonly when?: 'coming' | 'past' | undefined
}

/** Coming events shown above the past ones; the rest is a page of its own. */
const COMING_SHOWN = 10
const NAME_HITS = 300

async function condition(tx: OfficeTx, filters: EventFilters): Promise<SQL | undefined> {
  const parts: (SQL | undefined)[] = [alive(tx)]
  if (filters.kind !== undefined) parts.push(eq(events.kind, filters.kind))
  if (filters.direction !== undefined) parts.push(eq(events.direction, filters.direction))
  if (filters.organisation !== undefined) parts.push(isId(filters.organisation) ? eventsWithAny(tx, [filters.organisation]) : sql`false`)
  if (filters.year !== undefined)
    parts.push(sql`${events.firstDay} < make_date(${filters.year + 1}::int, 1, 1) and ${events.lastDay} >= make_date(${filters.year}::int, 1, 1)`)
  if (filters.q !== undefined && filters.q.trim() !== '') {
    const found = await findByName(tx, filters.q, { things: ['event', 'organisation'], limit: NAME_HITS })
    const [own, partners] = ['event', 'organisation'].map((thing) => found.filter((one) => one.thing === thing).map(({ thingId }) => thingId)) as [
      string[],
      string[],
    ]
    parts.push(or(own.length > 0 ? inArray(events.id, own) : undefined, partners.length > 0 ? eventsWithAny(tx, partners) : undefined) ?? sql`false`)
  }
  return and(...parts)
}

export type EventList = Page<EventRow> & {
  /** The nearest to come, on the first page only. */
  readonly coming: readonly EventRow[]
  readonly comingCount: number
  readonly pastCount: number
}

/** Coming events nearest first, past ones newest first with the undated at the end; paged by (day, id). */
export async function eventList(tx: OfficeTx, filters: EventFilters, turn: Turn, today: string): Promise<EventList> {
  const where = await condition(tx, filters)
  const [counts] = await tx
    .select({ coming: sql<number>`count(*) filter (where ${coming(today)})`.mapWith(Number), all: count() })
    .from(events)
    .where(where)
  const ahead = filters.when === 'coming'
  const paging = keyPaging(turn, { key: dayNumber, id: events.id }, { size: EVENTS_ON_A_PAGE, descending: !ahead, keyShape: DAY_NUMBER })
  const found = await tx
    .select({ ...columns, dayNumber })
    .from(events)
    .where(and(where, ahead ? coming(today) : sql`not ${coming(today)}`, paging.where))
    .orderBy(...paging.orderBy)
    .limit(paging.limit)
  const page = paging.page(found, (row) => ({ key: String(row.dayNumber), id: row.id }))
  const next =
    filters.when === undefined && page.previous === null
      ? await tx
          .select(columns)
          .from(events)
          .where(and(where, coming(today)))
          .orderBy(asc(dayNumber), asc(events.id))
          .limit(COMING_SHOWN)
      : []
  const rows = await whole(tx, [...next, ...page.rows])
  return {
    ...page,
    coming: rows.slice(0, next.length),
    rows: rows.slice(next.length),
    comingCount: counts?.coming ?? 0,
    pastCount: (counts?.all ?? 0) - (counts?.coming ?? 0),
  }
}

/** Those of the ids that are in the register, in no order; three queries. */
export async function eventRowsByIds(tx: OfficeTx, ids: readonly string[]): Promise<EventRow[]> {
  if (ids.length === 0) return []
  return whole(
    tx,
    await tx
      .select(columns)
      .from(events)
      .where(and(alive(tx), inArray(events.id, [...ids]))),
  )
}

/** The nearest events to come and how many there are in all: read from the index of days, however long the past is. */
export async function comingEvents(tx: OfficeTx, today: string, limit: number): Promise<{ rows: EventRow[]; total: number }> {
  // What has begun earlier is not said to be coming (`coming`); said apart, it bounds what the index is read for.
  const where = and(alive(tx), isNull(events.cancelledOn), sql`${events.firstDay} > ${today}::date - ${LONGEST_EVENT}::int`, coming(today))
  const [counted] = await tx.select({ total: count() }).from(events).where(where)
  const found = await tx.select(columns).from(events).where(where).orderBy(asc(events.firstDay), asc(events.id)).limit(limit)
  return { rows: await whole(tx, found), total: counted?.total ?? 0 }
}

/** What the list can be narrowed to: the years with events, newest first, and the organisations that were partners in some. */
export async function eventFilterChoices(
  tx: OfficeTx,
): Promise<{ years: number[]; organisations: { id: string; name: LocalText; nativeName: string | null }[] }> {
  const years = await tx
    .selectDistinct({ year: sql<number>`extract(year from ${events.firstDay})::int`.mapWith(Number) })
    .from(events)
    .where(and(alive(tx), isNotNull(events.firstDay)))
    .orderBy(desc(sql`1`))
  const partners = await tx
    .select({ id: organisations.id, name: organisations.name, nativeName: organisations.nativeName })
    .from(organisations)
    .where(
      and(
        eq(organisations.officeId, tx.officeId),
        isNull(organisations.deletedAt),
        sql`exists (select 1 from ${eventPartners} where ${eventPartners.officeId} = ${organisations.officeId} and ${eventPartners.organisationId} = ${organisations.id})`,
      ),
    )
    .orderBy(asc(organisations.sortKey), asc(organisations.id))
    .limit(500)
  return { years: years.map(({ year }) => year), organisations: partners }
}

/** Events for a box with suggestions, best match first. */
export async function eventSuggestions(tx: OfficeTx, query: string, limit: number): Promise<{ id: string; title: LocalText; date: ImpreciseDate | null }[]> {
  const found = await findByName(tx, query, { things: ['event'], limit })
  if (found.length === 0) return []
  const rows = await tx
    .select({ id: events.id, title: events.title, date: events.date })
    .from(events)
    .where(
      and(
        alive(tx),
        inArray(
          events.id,
          found.map(({ thingId }) => thingId),
        ),
      ),
    )
  const byId = new Map(rows.map((row) => [row.id, row]))
  return found.flatMap(({ thingId }) => byId.get(thingId) ?? [])
}

// ---- one event -------------------------------------------------------------------------------------------------------

export type EventRecord = typeof events.$inferSelect
export type EventWhole = {
  readonly event: EventRecord
  /** In the reader's language. */
  readonly place: string
  readonly partners: readonly PartnerRef[]
  readonly participants: readonly ParticipantRef[]
}

/** An event with all that belongs to it; null when there is none of this id, or it was removed. */
export async function eventById(tx: OfficeTx, id: string): Promise<EventWhole | null> {
  if (!isId(id)) return null
  const [event] = await tx
    .select()
    .from(events)
    .where(and(alive(tx), eq(events.id, id)))
  if (event === undefined) return null
  const partners = (await partnersOf(tx, [id])).get(id) ?? []
  const participants = await participantsOf(tx, id)
  const places = await namesOfPlaces(tx, [event.placeId])
  return { event, partners, participants, place: placeName(event.placeId, event.placeText, partners, places) }
}

export async function participantsOf(tx: OfficeTx, eventId: string): Promise<ParticipantRef[]> {
  const rows = await tx
    .select({
      personId: people.id,
      name: people.name,
      nativeName: people.nativeName,
      title: people.title,
      asRole: eventParticipants.asRole,
      deletedAt: people.deletedAt,
    })
    .from(eventParticipants)
    .innerJoin(people, and(eq(people.officeId, eventParticipants.officeId), eq(people.id, eventParticipants.personId)))
    .where(and(eq(eventParticipants.officeId, tx.officeId), eq(eventParticipants.eventId, eventId)))
    .orderBy(asc(eventParticipants.id))
  return rows.map(({ deletedAt, ...row }) => ({ ...row, live: deletedAt === null }))
}

/** Organisations as partners, those asked for that exist; removed ones too. */
export async function partnerRefs(tx: OfficeTx, ids: readonly string[]): Promise<Map<string, PartnerRef>> {
  if (ids.length === 0) return new Map()
  const rows = await tx
    .select({
      organisationId: organisations.id,
      name: organisations.name,
      nativeName: organisations.nativeName,
      country: organisations.country,
      deletedAt: organisations.deletedAt,
    })
    .from(organisations)
    .where(and(eq(organisations.officeId, tx.officeId), inArray(organisations.id, [...ids])))
  return new Map(rows.map(({ deletedAt, ...row }) => [row.organisationId, { ...row, live: deletedAt === null }]))
}

/** People as participants, those asked for that exist; removed ones too. */
export async function personRefs(
  tx: OfficeTx,
  ids: readonly string[],
): Promise<Map<string, { readonly personId: string; readonly name: LocalText; readonly nativeName: string | null; readonly live: boolean }>> {
  if (ids.length === 0) return new Map()
  const rows = await tx
    .select({ personId: people.id, name: people.name, nativeName: people.nativeName, deletedAt: people.deletedAt })
    .from(people)
    .where(and(eq(people.officeId, tx.officeId), inArray(people.id, [...ids])))
  return new Map(rows.map(({ deletedAt, ...row }) => [row.personId, { ...row, live: deletedAt === null }]))
}

// ---- for others ------------------------------------------------------------------------------------------------------

/** The events an organisation was a partner in, newest first. */
export async function eventsOf(tx: OfficeTx, organisationId: string, limit = 50): Promise<EventRow[]> {
  const rows = await tx
    .select(columns)
    .from(events)
    .where(and(alive(tx), eventsWithAny(tx, [organisationId])))
    .orderBy(desc(dayNumber), desc(events.id))
    .limit(limit)
  return whole(tx, rows)
}

const POINTS: Readonly<Partial<Record<EventKind, TimelineEntry['point']>>> = { signing: 'sign', other: 'act', letter: 'act', call: 'act' }

/** The organisation's events for its timeline; one query. */
export async function eventTimeline(tx: OfficeTx, organisationId: string): Promise<TimelineEntry[]> {
  const rows = await tx
    .select({
      id: events.id,
      kind: events.kind,
      title: events.title,
      date: events.date,
      summary: events.summary,
      occasion: events.occasion,
      sources: events.sources,
      publishedAt: events.publishedAt,
      cancelledOn: events.cancelledOn,
    })
    .from(events)
    .where(and(alive(tx), eventsWithAny(tx, [organisationId])))
    .orderBy(desc(dayNumber), desc(events.id))
  return rows.map((row) => {
    const title = reading(row.title)
    const summary = reading(row.summary)
    const said = summary.text === '' ? { text: row.occasion, language: 'bg' } : summary
    return {
      id: `event-${row.id}`,
      date: row.date,
      point: POINTS[row.kind] ?? 'visit',
      title: title.text,
      titleLanguage: title.language === currentLanguage() ? undefined : title.language,
      href: addresses.event({ id: row.id }),
      text: said.text === '' ? undefined : said,
      remark: row.cancelledOn === null ? undefined : m.events_cancelled(),
      sources: row.sources,
      published: row.publishedAt !== null,
    }
  })
}

/** How far apart two reports of one event may date it. In days. */
const SAME_EVENT_DAYS = 3

export type EventLikeness = {
  readonly organisationIds: readonly string[]
  readonly firstDay: string | null
  readonly lastDay: string | null
  readonly kind: EventKind
}

/**
 * Events the register has that may be this one, likeliest first, at most five: those that share a partner or are of the same kind and fall within three days of it;
 * an undated one only when it shares a partner and the kind. Two or three queries.
 */
export async function similarEvents(tx: OfficeTx, like: EventLikeness): Promise<EventRow[]> {
  const shares = like.organisationIds.length === 0 ? sql<boolean>`false` : eventsWithAny(tx, like.organisationIds)
  const same = sql<boolean>`${events.kind} = ${like.kind}`
  const near =
    like.firstDay === null || like.lastDay === null
      ? sql<boolean>`false`
      : sql<boolean>`coalesce(${events.firstDay} <= ${like.lastDay}::date + ${SAME_EVENT_DAYS}::int and ${events.lastDay} >= ${like.firstDay}::date - ${SAME_EVENT_DAYS}::int, false)`
  const undated = like.firstDay === null ? sql<boolean>`true` : sql<boolean>`${events.firstDay} is null`
  const rows = await tx
    .select(columns)
    .from(events)
    .where(and(alive(tx), sql`((${near} and (${shares} or ${same})) or (${undated} and ${shares} and ${same}))`))
    .orderBy(
      sql`(case when ${near} then 2 else 0 end) + (case when ${shares} then 3 else 0 end) + (case when ${same} then 1 else 0 end) desc`,
      // Among equals the more precise date.
      sql`${events.lastDay} - ${events.firstDay} asc nulls last`,
      desc(events.id),
    )
    .limit(5)
  return whole(tx, rows)
}
