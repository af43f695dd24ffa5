// Reads events as the citizens see them: without participants, and without the office's own texts.
import { and, count, desc, gte, inArray, isNotNull, isNull, lte, or, sql, type SQL } from 'drizzle-orm'
import type { OfficeTx } from '#platform/database/door.ts'
import type { ImpreciseDate } from '#platform/dates.ts'
import type { LocalText } from '#platform/texts/local-text.ts'
import { type EventDirection, type EventKind, openSources, type OpenSource } from './event.ts'
import { alive, dayNumber, eventsWithAny, partnersOf } from './event.queries.ts'
import { events } from './event.table.ts'

/** An event as the citizens see it: no participants, no texts of the office. */
export type PublicEvent = {
  readonly id: string
  readonly kind: EventKind
  readonly direction: EventDirection
  readonly title: LocalText
  readonly date: ImpreciseDate | null
  readonly firstDay: string | null
  readonly lastDay: string | null
  /** Since when it is called off. */
  readonly cancelledOn: string | null
  readonly placeId: number | null
  readonly placeText: string
  readonly occasion: string
  readonly summary: LocalText
  readonly fields: readonly string[]
  /** How often it was changed, and when last: calendars ask. */
  readonly version: number
  readonly changedAt: Date
  readonly sources: readonly OpenSource[]
  readonly partners: readonly { readonly organisationId: string; readonly name: LocalText }[]
}

async function publicWhere(tx: OfficeTx, narrowed: SQL | undefined, most = 500): Promise<PublicEvent[]> {
  const rows = await tx
    .select({
      id: events.id,
      kind: events.kind,
      direction: events.direction,
      title: events.title,
      date: events.date,
      firstDay: events.firstDay,
      lastDay: events.lastDay,
      cancelledOn: events.cancelledOn,
      placeId: events.placeId,
      placeText: events.placeText,
      occasion: events.occasion,
      summary: events.summary,
      fields: events.fields,
      version: events.version,
      changedAt: events.updatedAt,
      sources: events.sources,
    })
    .from(events)
    .where(and(alive(tx), isNotNull(events.publishedAt), narrowed))
    .orderBy(desc(dayNumber), desc(events.id))
    .limit(most)
  const partners = await partnersOf(
    tx,
    rows.map(({ id }) => id),
  )
  return rows.map((row) => ({
    ...row,
    sources: openSources(row.sources),
    partners: (partners.get(row.id) ?? []).map(({ organisationId, name }) => ({ organisationId, name })),
  }))
}

/** All events open to the citizens, newest first, the undated last, at most `most`; two queries. */
export const publicEvents = (tx: OfficeTx, most?: number): Promise<PublicEvent[]> => publicWhere(tx, undefined, most)

/** Those of one organisation. */
export const publicEventsOf = (tx: OfficeTx, organisationId: string): Promise<PublicEvent[]> => publicWhere(tx, eventsWithAny(tx, [organisationId]))

/** Those that touch the days, both included, at most `most`; the undated are none of them. */
export const publicEventsBetween = (tx: OfficeTx, from: string, to: string, most = 2000): Promise<PublicEvent[]> =>
  publicWhere(tx, and(lte(events.firstDay, to), gte(events.lastDay, from)), most)

/** Those of these ids that are open to the citizens; two queries. */
export const publicEventsByIds = (tx: OfficeTx, ids: readonly string[]): Promise<PublicEvent[]> =>
  publicWhere(tx, ids.length === 0 ? sql`false` : inArray(events.id, [...ids]))

/** The years in which there are any, by their first day, with how many; one query. */
export const publicEventYears = (tx: OfficeTx): Promise<{ year: number; count: number }[]> => {
  const year = sql<number>`extract(year from ${events.firstDay})::int`.mapWith(Number)
  return tx
    .select({ year, count: count() })
    .from(events)
    .where(and(alive(tx), isNotNull(events.publishedAt), isNotNull(events.firstDay)))
    .groupBy(year)
    .orderBy(desc(year))
}

/** How many are on record: neither called off nor to begin after `today`; one query. */
export async function publicEventsPast(tx: OfficeTx, today: string): Promise<number> {
  const [row] = await tx
    .select({ count: count() })
    .from(events)
    .where(and(alive(tx), isNotNull(events.publishedAt), isNull(events.cancelledOn), or(isNull(events.firstDay), lte(events.firstDay, today))))
  return row?.count ?? 0
}
