// Reads what happened, a page at a time and the newest first: public events, symbolic acts and the months' reports together, by named columns.
import { and, eq, inArray, isNotNull, isNull, lte, sql } from 'drizzle-orm'
import { unionAll } from 'drizzle-orm/pg-core'
import { latestDigests, type PublicDigest, publicDigestsByIds } from '#features/digest/publication.queries.ts'
import { type PublicEvent, publicEventsByIds } from '#features/events/public-event.queries.ts'
import { events } from '#features/events/event.table.ts'
import { symbolicActPartners, symbolicActs } from '#features/events/symbolic-act.table.ts'
import type { SymbolicActKind } from '#features/events/symbolic-act.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { officeDay } from '#platform/database/office.table.ts'
import { keyPaging, type Turn } from '#platform/database/key-paging.ts'
import type { ImpreciseDate } from '#platform/dates.ts'
import type { KnownQuery } from '#platform/http/list-query.ts'
import type { LocalText } from '#platform/texts/local-text.ts'
import { placesOf, type Places, type PublicPin, publicPins } from '../site.queries.ts'

export const NEWS_A_PAGE = 20
const isCursor = (value: string): boolean => /^[\w-]{1,100}$/.test(value)
/** What of its address the page reads. */
export const NEWS_QUERY: KnownQuery = { after: isCursor, before: isCursor }
export type NewsKind = 'event' | 'act' | 'digest'

/** A symbolic act among the news; an event's page is its own address, an act stands on its partner's. */
export type NewsAct = {
  readonly id: string
  readonly kind: SymbolicActKind
  readonly title: LocalText
  readonly date: ImpreciseDate | null
  readonly placeText: string
  readonly partnerIds: readonly string[]
}

export type NewsRead = {
  /** In the order of the page. */
  readonly order: readonly { readonly kind: NewsKind; readonly id: string }[]
  readonly next: string | null
  readonly previous: string | null
  readonly events: ReadonlyMap<string, PublicEvent>
  readonly acts: ReadonlyMap<string, NewsAct>
  readonly digests: ReadonlyMap<string, PublicDigest>
  readonly pins: readonly PublicPin[]
  readonly places: Places
}

/** Those of these ids that are public; one query. */
async function actsByIds(tx: OfficeTx, ids: readonly string[]): Promise<Map<string, NewsAct>> {
  const rows = await tx
    .select({
      id: symbolicActs.id,
      kind: symbolicActs.kind,
      title: symbolicActs.title,
      date: symbolicActs.date,
      placeText: symbolicActs.placeText,
      partnerIds: sql<
        string[]
      >`coalesce(array_agg(${symbolicActPartners.organisationId}::text order by ${symbolicActPartners.id}) filter (where ${symbolicActPartners.organisationId} is not null), '{}')`,
    })
    .from(symbolicActs)
    .leftJoin(symbolicActPartners, and(eq(symbolicActPartners.officeId, symbolicActs.officeId), eq(symbolicActPartners.symbolicActId, symbolicActs.id)))
    .where(
      and(
        eq(symbolicActs.officeId, tx.officeId),
        isNull(symbolicActs.deletedAt),
        isNotNull(symbolicActs.publishedAt),
        ids.length === 0 ? sql`false` : inArray(symbolicActs.id, [...ids]),
      ),
    )
    .groupBy(symbolicActs.officeId, symbolicActs.id)
  return new Map(rows.map((row) => [row.id, row]))
}

/** What is told of these, in their order; five queries. */
export async function newsOf(
  tx: OfficeTx,
  homePlaceId: number,
  order: readonly { readonly kind: NewsKind; readonly id: string }[],
): Promise<Omit<NewsRead, 'next' | 'previous'>> {
  const idsOf = (which: NewsKind): string[] => order.filter(({ kind }) => kind === which).map(({ id }) => id)
  const [found, acts, digests, pins] = await Promise.all([
    publicEventsByIds(tx, idsOf('event')),
    actsByIds(tx, idsOf('act')),
    publicDigestsByIds(tx, idsOf('digest')),
    publicPins(tx),
  ])
  return {
    order,
    events: new Map(found.map((event) => [event.id, event])),
    acts,
    digests: new Map(digests.map((digest) => [digest.id, digest])),
    pins,
    places: await placesOf(tx, [homePlaceId, ...found.map(({ placeId }) => placeId), ...pins.map(({ placeId }) => placeId)]),
  }
}

/** Which events are told by the day `today`: public and dated; what is called off is no news. */
export const toldEvents = (tx: OfficeTx, today: string) =>
  and(
    eq(events.officeId, tx.officeId),
    isNull(events.deletedAt),
    isNotNull(events.publishedAt),
    isNull(events.cancelledOn),
    isNotNull(events.date),
    lte(events.firstDay, today),
  )
/** The same of gestures. */
export const toldActs = (tx: OfficeTx, today: string) =>
  and(
    eq(symbolicActs.officeId, tx.officeId),
    isNull(symbolicActs.deletedAt),
    isNotNull(symbolicActs.publishedAt),
    isNotNull(symbolicActs.date),
    lte(symbolicActs.firstDay, today),
  )

/** A page of what has happened by the day `today`, with the reports in the asked language by the day they first came out; what is called off or undated is no news. Seven queries. */
export async function readNews(tx: OfficeTx, homePlaceId: number, today: string, turn: Turn, language: string): Promise<NewsRead> {
  const reports = latestDigests(tx, language)
  const happened = unionAll(
    tx
      .select({ kind: sql<NewsKind>`'event'`.as('kind'), id: events.id, day: events.firstDay })
      .from(events)
      .where(toldEvents(tx, today)),
    tx
      .select({ kind: sql<NewsKind>`'act'`.as('kind'), id: symbolicActs.id, day: symbolicActs.firstDay })
      .from(symbolicActs)
      .where(toldActs(tx, today)),
    tx.select({ kind: sql<NewsKind>`'digest'`.as('kind'), id: reports.id, day: sql<string>`${officeDay(reports.firstPublishedAt)}`.as('day') }).from(reports),
  ).as('happened')
  const paging = keyPaging(turn, { key: sql`${happened.day}`, id: sql`${happened.id}` }, { size: NEWS_A_PAGE, descending: true, keyShape: /^\d{4}-\d\d-\d\d$/ })
  const rows = await tx
    .select({ kind: happened.kind, id: happened.id, day: happened.day })
    .from(happened)
    .where(paging.where)
    .orderBy(...paging.orderBy)
    .limit(paging.limit)
  const page = paging.page(rows, ({ day, id }) => ({ key: day!, id }))
  return { ...(await newsOf(tx, homePlaceId, page.rows)), next: page.next, previous: page.previous }
}
