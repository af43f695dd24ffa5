// Reads gifts: as lists show them, one whole, those of an event, what is still to be given; the conditions the register's other questions are put together from.
import { and, asc, desc, eq, exists, inArray, isNull, notExists, sql, type SQL } from 'drizzle-orm'
import { addresses } from '#addresses'
import { symbolicActPartners, symbolicActs } from '#features/events/symbolic-act.table.ts'
import { pointOfAct } from '#features/events/symbolic-act.ts'
import type { PartnerRef } from '#features/events/event.queries.ts'
import { events } from '#features/events/event.table.ts'
import { organisations } from '#features/organisations/organisation.table.ts'
import { people } from '#features/organisations/people/person.table.ts'
import type { TimelineEntry } from '#features/partnerships/partnership.ts'
import { m } from '#messages'
import type { OfficeTx } from '#platform/database/door.ts'
import type { ImpreciseDate } from '#platform/dates.ts'
import { isId } from '#platform/ids.ts'
import type { Money } from '#platform/money.ts'
import { currentLanguage } from '#platform/texts/language.ts'
import { type LocalText, reading, textIn } from '#platform/texts/local-text.ts'
import { type GiftState, giftStateOf, type GiftWay, type Owner, type SideOfGift, wayName } from './gift.ts'
import { giftPartners, giftPeople, gifts } from './gift.table.ts'
import type { Point } from '#features/events/spots/point.ts'

/** Somebody who gave or got it. `live` false: removed from the register since. */
export type GiftPerson = {
  readonly personId: string
  readonly name: LocalText
  readonly nativeName: string | null
  readonly title: string | null
  readonly live: boolean
}

/** A gift as lists show it. */
export type GiftRow = {
  readonly id: string
  readonly version: number
  readonly way: GiftWay
  readonly what: LocalText
  readonly date: ImpreciseDate | null
  readonly state: GiftState
  readonly plannedOn: string | null
  readonly event: { readonly id: string; readonly title: LocalText; readonly firstDay: string | null } | null
  readonly partners: readonly PartnerRef[]
  readonly givers: readonly GiftPerson[]
  readonly receivers: readonly GiftPerson[]
  readonly giverWords: string
  readonly receiverWords: string
  readonly value: Money | null
  readonly valueBasis: (typeof gifts.$inferSelect)['valueBasis']
  readonly inventoryNumber: string
  readonly owner: Owner
  readonly declaredOn: string | null
  readonly keptAt: string
  readonly placeText: string
  readonly point: Point | null
}

const columns = {
  gift: gifts,
  eventId: events.id,
  eventTitle: events.title,
  eventDay: events.firstDay,
}
type Bare = {
  readonly gift: typeof gifts.$inferSelect
  readonly eventId: string | null
  readonly eventTitle: LocalText | null
  readonly eventDay: string | null
}

export const dayNumber = sql<number>`coalesce(${gifts.firstDay} - '0001-01-01'::date, -1)`.mapWith(Number)
export const actDayNumber = sql<number>`coalesce(${symbolicActs.firstDay} - '0001-01-01'::date, -1)`.mapWith(Number)
export const alive = (tx: OfficeTx): SQL | undefined => and(eq(gifts.officeId, tx.officeId), isNull(gifts.deletedAt))
const itsEvent = and(eq(events.officeId, gifts.officeId), eq(events.id, gifts.eventId), isNull(events.deletedAt))
/** The same rule as `isPlanned(giftStateOf(…))` in gift.ts. */
export const planned = sql<boolean>`(${gifts.plannedOn} is not null and ${gifts.date} is null)`

export const betweenUsAnd = (tx: OfficeTx, organisationIds: readonly string[]): SQL =>
  organisationIds.length === 0
    ? sql`false`
    : exists(
        tx
          .select({ one: sql`1` })
          .from(giftPartners)
          .where(and(eq(giftPartners.officeId, gifts.officeId), eq(giftPartners.giftId, gifts.id), inArray(giftPartners.organisationId, [...organisationIds]))),
      )
export const tiedTo = (tx: OfficeTx, personIds: readonly string[], side?: SideOfGift): SQL =>
  personIds.length === 0
    ? sql`false`
    : exists(
        tx
          .select({ one: sql`1` })
          .from(giftPeople)
          .where(
            and(
              eq(giftPeople.officeId, gifts.officeId),
              eq(giftPeople.giftId, gifts.id),
              inArray(giftPeople.personId, [...personIds]),
              side === undefined ? undefined : eq(giftPeople.side, side),
            ),
          ),
      )
export const actWith = (tx: OfficeTx, organisationIds: readonly string[]): SQL =>
  organisationIds.length === 0
    ? sql`false`
    : exists(
        tx
          .select({ one: sql`1` })
          .from(symbolicActPartners)
          .where(
            and(
              eq(symbolicActPartners.officeId, symbolicActs.officeId),
              eq(symbolicActPartners.symbolicActId, symbolicActs.id),
              inArray(symbolicActPartners.organisationId, [...organisationIds]),
            ),
          ),
      )
/** Acts of which no gift of the register tells: those stand in it by themselves. */
export const actAlone = (tx: OfficeTx): SQL | undefined =>
  and(
    eq(symbolicActs.officeId, tx.officeId),
    isNull(symbolicActs.deletedAt),
    notExists(
      tx
        .select({ one: sql`1` })
        .from(gifts)
        .where(and(eq(gifts.officeId, symbolicActs.officeId), eq(gifts.symbolicActId, symbolicActs.id), isNull(gifts.deletedAt))),
    ),
  )

async function partnersOf(tx: OfficeTx, ids: readonly string[]): Promise<Map<string, PartnerRef[]>> {
  const rows = await tx
    .select({
      giftId: giftPartners.giftId,
      organisationId: organisations.id,
      name: organisations.name,
      nativeName: organisations.nativeName,
      country: organisations.country,
      deletedAt: organisations.deletedAt,
    })
    .from(giftPartners)
    .innerJoin(organisations, and(eq(organisations.officeId, giftPartners.officeId), eq(organisations.id, giftPartners.organisationId)))
    .where(and(eq(giftPartners.officeId, tx.officeId), inArray(giftPartners.giftId, [...ids])))
    .orderBy(asc(giftPartners.id))
  return Map.groupBy(
    rows.map(({ deletedAt, ...one }) => ({ ...one, live: deletedAt === null })),
    ({ giftId }) => giftId,
  )
}

async function peopleOf(tx: OfficeTx, ids: readonly string[]): Promise<Map<string, (GiftPerson & { readonly side: SideOfGift })[]>> {
  const rows = await tx
    .select({
      giftId: giftPeople.giftId,
      side: giftPeople.side,
      personId: people.id,
      name: people.name,
      nativeName: people.nativeName,
      title: people.title,
      deletedAt: people.deletedAt,
    })
    .from(giftPeople)
    .innerJoin(people, and(eq(people.officeId, giftPeople.officeId), eq(people.id, giftPeople.personId)))
    .where(and(eq(giftPeople.officeId, tx.officeId), inArray(giftPeople.giftId, [...ids])))
    .orderBy(asc(giftPeople.id))
  return Map.groupBy(
    rows.map(({ deletedAt, ...one }) => ({ ...one, live: deletedAt === null })),
    ({ giftId }) => giftId,
  )
}

async function whole(tx: OfficeTx, rows: readonly Bare[]): Promise<GiftRow[]> {
  if (rows.length === 0) return []
  const ids = rows.map(({ gift }) => gift.id)
  const partners = await partnersOf(tx, ids)
  const persons = await peopleOf(tx, ids)
  return rows.map(({ gift, eventId, eventTitle, eventDay }) => {
    const { id, version, way, what, date, plannedOn, giverWords, receiverWords, valueBasis, inventoryNumber, owner, declaredOn, keptAt, placeText } = gift
    const ofSide = (side: SideOfGift): GiftPerson[] => (persons.get(id) ?? []).filter((one) => one.side === side)
    return {
      id,
      version,
      way,
      what,
      date,
      plannedOn,
      giverWords,
      receiverWords,
      valueBasis,
      inventoryNumber,
      owner,
      declaredOn,
      keptAt,
      placeText,
      state: giftStateOf(gift),
      value: gift.valueCents === null || gift.valueCurrency === null ? null : { cents: gift.valueCents, currency: gift.valueCurrency },
      point: gift.lat === null || gift.lon === null ? null : { lat: gift.lat, lon: gift.lon },
      event: eventId === null || eventTitle === null ? null : { id: eventId, title: eventTitle, firstDay: eventDay },
      partners: partners.get(id) ?? [],
      givers: ofSide('giver'),
      receivers: ofSide('receiver'),
    }
  })
}

const some = (tx: OfficeTx, where: SQL | undefined, order: readonly SQL[], limit: number): Promise<Bare[]> =>
  tx
    .select(columns)
    .from(gifts)
    .leftJoin(events, itsEvent)
    .where(and(alive(tx), where))
    .orderBy(...order)
    .limit(limit)

/** Gifts as lists show them, by their ids, in the order of these. */
export const giftsByIds = async (tx: OfficeTx, ids: readonly string[]): Promise<GiftRow[]> =>
  ids.length === 0 ? [] : whole(tx, await some(tx, inArray(gifts.id, [...ids]), [asc(gifts.id)], ids.length))

// ---- one gift ----------------------------------------------------------------------------------------------------------

export type GiftRecord = typeof gifts.$inferSelect
export type GiftWhole = {
  readonly gift: GiftRecord
  readonly row: GiftRow
  /** The act that tells the citizens of it; null when there is none, or it was removed. */
  readonly act: { readonly id: string; readonly title: LocalText; readonly published: boolean; readonly point: Point | null } | null
}

/** null when there is none of this id, or it was removed. */
export async function giftById(tx: OfficeTx, id: string): Promise<GiftWhole | null> {
  if (!isId(id)) return null
  const [found] = await some(tx, eq(gifts.id, id), [asc(gifts.id)], 1)
  if (found === undefined) return null
  const [row] = await whole(tx, [found])
  const [act] =
    found.gift.symbolicActId === null
      ? []
      : await tx
          .select({ id: symbolicActs.id, title: symbolicActs.title, publishedAt: symbolicActs.publishedAt, lat: symbolicActs.lat, lon: symbolicActs.lon })
          .from(symbolicActs)
          .where(and(eq(symbolicActs.officeId, tx.officeId), eq(symbolicActs.id, found.gift.symbolicActId), isNull(symbolicActs.deletedAt)))
  return {
    gift: found.gift,
    row: row!,
    act: act === undefined ? null : { id: act.id, title: act.title, published: act.publishedAt !== null, point: pointOfAct(act) },
  }
}

/** The gift that tells of a symbolic act; null: none does yet. */
export async function giftOfAct(tx: OfficeTx, actId: string): Promise<{ readonly id: string; readonly what: LocalText } | null> {
  if (!isId(actId)) return null
  const [row] = await tx
    .select({ id: gifts.id, what: gifts.what })
    .from(gifts)
    .where(and(alive(tx), eq(gifts.symbolicActId, actId)))
    .limit(1)
  return row ?? null
}

// ---- for others --------------------------------------------------------------------------------------------------------

/** The gifts of an event, given, received and planned, in the order they were entered. */
export async function giftsOfEvent(tx: OfficeTx, eventId: string): Promise<GiftRow[]> {
  return isId(eventId) ? whole(tx, await some(tx, eq(gifts.eventId, eventId), [asc(gifts.id)], 100)) : []
}

/** What is still to be given, by the day of its visit, those without one last; at most `limit`. */
export async function plannedGifts(tx: OfficeTx, limit: number): Promise<GiftRow[]> {
  return whole(tx, await some(tx, planned, [sql`${events.firstDay} asc nulls last`, asc(gifts.id)], limit))
}

/** The partner's gifts for its timeline, without those an act tells of; one query. */
export async function giftTimeline(tx: OfficeTx, organisationId: string): Promise<TimelineEntry[]> {
  const rows = await tx
    .select({ gift: gifts })
    .from(gifts)
    .where(
      and(
        alive(tx),
        betweenUsAnd(tx, [organisationId]),
        sql`not ${planned}`,
        notExists(
          tx
            .select({ one: sql`1` })
            .from(symbolicActs)
            .where(and(eq(symbolicActs.officeId, gifts.officeId), eq(symbolicActs.id, gifts.symbolicActId), isNull(symbolicActs.deletedAt))),
        ),
      ),
    )
    .orderBy(desc(dayNumber), desc(gifts.id))
    .limit(500)
  return rows.map(({ gift }) => {
    const title = reading(gift.what)
    return {
      id: `gift-${gift.id}`,
      date: gift.date,
      point: 'act',
      title: title.text,
      titleLanguage: title.language === currentLanguage() ? undefined : title.language,
      href: addresses.gift({ id: gift.id }),
      text: { text: [wayName(gift.way), gift.way === 'placed' ? gift.placeText : ''].filter((part) => part !== '').join(' · '), language: currentLanguage() },
      sources: gift.sources,
      published: false,
    }
  })
}

/** A gift an organisation is still tied to, in words; for whoever would remove the organisation. */
export async function giftsExchangedWith(tx: OfficeTx, organisationId: string): Promise<string | null> {
  const [row] = await some(tx, betweenUsAnd(tx, [organisationId]), [desc(gifts.id)], 1)
  return row === undefined ? null : m.gifts_holds({ what: textIn(row.gift.what) })
}

/** The same for somebody who gave or got one. */
export async function giftsOfPerson(tx: OfficeTx, personId: string): Promise<string | null> {
  const [row] = await some(tx, tiedTo(tx, [personId]), [desc(gifts.id)], 1)
  return row === undefined ? null : m.gifts_holds({ what: textIn(row.gift.what) })
}
