// Reads symbolic acts: the list, one whole, what partnerships and pages for citizens ask for.
import { and, asc, desc, eq, exists, inArray, isNotNull, isNull, sql, type SQL } from 'drizzle-orm'
import { addresses } from '#addresses'
import { organisations } from '#features/organisations/organisation.table.ts'
import type { TimelineEntry } from '#features/partnerships/partnership.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import type { ImpreciseDate } from '#platform/dates.ts'
import { isId } from '#platform/ids.ts'
import { currentLanguage } from '#platform/texts/language.ts'
import { type LocalText, reading } from '#platform/texts/local-text.ts'
import { openSources, type OpenSource } from './event.ts'
import type { PartnerRef } from './event.queries.ts'
import { events } from './event.table.ts'
import type { Point } from './spots/point.ts'
import { pointOfAct, type SymbolicActKind, symbolicActKindName } from './symbolic-act.ts'
import { symbolicActPartners, symbolicActs } from './symbolic-act.table.ts'

/** An act as lists show it. `event`: the one during which it was done, unless it was removed. */
export type SymbolicActRow = {
  readonly id: string
  readonly kind: SymbolicActKind
  readonly title: LocalText
  readonly date: ImpreciseDate | null
  readonly placeText: string
  readonly point: Point | null
  readonly published: boolean
  readonly event: { readonly id: string; readonly title: LocalText } | null
  readonly partners: readonly PartnerRef[]
}

/** As for events: the same words stand in the table's index. */
const dayNumber = sql<number>`coalesce(${symbolicActs.firstDay} - '0001-01-01'::date, -1)`.mapWith(Number)

const columns = {
  id: symbolicActs.id,
  kind: symbolicActs.kind,
  title: symbolicActs.title,
  date: symbolicActs.date,
  placeText: symbolicActs.placeText,
  lat: symbolicActs.lat,
  lon: symbolicActs.lon,
  publishedAt: symbolicActs.publishedAt,
  eventId: events.id,
  eventTitle: events.title,
}
type Bare = Omit<SymbolicActRow, 'published' | 'event' | 'partners' | 'point'> & {
  readonly lat: number | null
  readonly lon: number | null
  readonly publishedAt: Date | null
  readonly eventId: string | null
  readonly eventTitle: LocalText | null
}

const alive = (tx: OfficeTx): SQL | undefined => and(eq(symbolicActs.officeId, tx.officeId), isNull(symbolicActs.deletedAt))
const itsEvent = and(eq(events.officeId, symbolicActs.officeId), eq(events.id, symbolicActs.eventId), isNull(events.deletedAt))
const doneWith = (tx: OfficeTx, organisationIds: readonly string[]): SQL =>
  exists(
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

async function partnersOf(tx: OfficeTx, ids: readonly string[]): Promise<Map<string, PartnerRef[]>> {
  const found = new Map<string, PartnerRef[]>()
  if (ids.length === 0) return found
  const rows = await tx
    .select({
      actId: symbolicActPartners.symbolicActId,
      organisationId: organisations.id,
      name: organisations.name,
      nativeName: organisations.nativeName,
      country: organisations.country,
      deletedAt: organisations.deletedAt,
    })
    .from(symbolicActPartners)
    .innerJoin(organisations, and(eq(organisations.officeId, symbolicActPartners.officeId), eq(organisations.id, symbolicActPartners.organisationId)))
    .where(and(eq(symbolicActPartners.officeId, tx.officeId), inArray(symbolicActPartners.symbolicActId, [...ids])))
    .orderBy(asc(symbolicActPartners.id))
  for (const { actId, deletedAt, ...partner } of rows) {
    const known = found.get(actId) ?? []
    known.push({ ...partner, live: deletedAt === null })
    found.set(actId, known)
  }
  return found
}

async function whole(tx: OfficeTx, rows: readonly Bare[]): Promise<SymbolicActRow[]> {
  const partners = await partnersOf(
    tx,
    rows.map(({ id }) => id),
  )
  return rows.map(({ id, kind, title, date, placeText, lat, lon, publishedAt, eventId, eventTitle }) => ({
    id,
    kind,
    title,
    date,
    placeText,
    point: pointOfAct({ lat, lon }),
    published: publishedAt !== null,
    event: eventId === null || eventTitle === null ? null : { id: eventId, title: eventTitle },
    partners: partners.get(id) ?? [],
  }))
}

/** Acts as lists show them, by their ids; removed ones are left out. Two queries. */
export async function symbolicActsByIds(tx: OfficeTx, ids: readonly string[]): Promise<Map<string, SymbolicActRow>> {
  if (ids.length === 0) return new Map()
  const rows = await tx
    .select(columns)
    .from(symbolicActs)
    .leftJoin(events, itsEvent)
    .where(and(alive(tx), inArray(symbolicActs.id, [...ids])))
  return new Map((await whole(tx, rows)).map((row) => [row.id, row]))
}

/** The acts done during an event, oldest first. */
export async function symbolicActsOfEvent(tx: OfficeTx, eventId: string): Promise<SymbolicActRow[]> {
  const rows = await tx
    .select(columns)
    .from(symbolicActs)
    .leftJoin(events, itsEvent)
    .where(and(alive(tx), eq(symbolicActs.eventId, eventId)))
    .orderBy(asc(symbolicActs.id))
    .limit(100)
  return whole(tx, rows)
}

export type SymbolicActRecord = typeof symbolicActs.$inferSelect
export type SymbolicActWhole = {
  readonly act: SymbolicActRecord
  readonly event: { readonly id: string; readonly title: LocalText } | null
  readonly partners: readonly PartnerRef[]
}

/** null when there is none of this id, or it was removed. */
export async function symbolicActById(tx: OfficeTx, id: string): Promise<SymbolicActWhole | null> {
  if (!isId(id)) return null
  const [found] = await tx
    .select({ act: symbolicActs, eventId: events.id, eventTitle: events.title })
    .from(symbolicActs)
    .leftJoin(events, itsEvent)
    .where(and(alive(tx), eq(symbolicActs.id, id)))
  if (found === undefined) return null
  return {
    act: found.act,
    event: found.eventId === null || found.eventTitle === null ? null : { id: found.eventId, title: found.eventTitle },
    partners: (await partnersOf(tx, [id])).get(id) ?? [],
  }
}

/** The organisation's symbolic acts for its timeline; one query. */
export async function symbolicActTimeline(tx: OfficeTx, organisationId: string): Promise<TimelineEntry[]> {
  const rows = await tx
    .select({
      id: symbolicActs.id,
      kind: symbolicActs.kind,
      title: symbolicActs.title,
      date: symbolicActs.date,
      placeText: symbolicActs.placeText,
      sources: symbolicActs.sources,
      publishedAt: symbolicActs.publishedAt,
    })
    .from(symbolicActs)
    .where(and(alive(tx), doneWith(tx, [organisationId])))
    .orderBy(desc(dayNumber), desc(symbolicActs.id))
  return rows.map((row) => {
    const title = reading(row.title)
    return {
      id: `symbolic-act-${row.id}`,
      date: row.date,
      point: 'act',
      title: title.text,
      titleLanguage: title.language === currentLanguage() ? undefined : title.language,
      href: addresses.symbolicAct({ id: row.id }),
      text: { text: [symbolicActKindName(row.kind), row.placeText].filter((part) => part !== '').join(' · '), language: currentLanguage() },
      sources: row.sources,
      published: row.publishedAt !== null,
    }
  })
}

/** An act as the citizens see it. */
export type PublicSymbolicAct = {
  readonly id: string
  readonly kind: SymbolicActKind
  readonly title: LocalText
  readonly date: ImpreciseDate | null
  readonly firstDay: string | null
  readonly placeText: string
  readonly sources: readonly OpenSource[]
}

/** One organisation's acts open to the citizens, newest first, at most 500; one query. */
export async function publicSymbolicActsOf(tx: OfficeTx, organisationId: string): Promise<PublicSymbolicAct[]> {
  const rows = await tx
    .select({
      id: symbolicActs.id,
      kind: symbolicActs.kind,
      title: symbolicActs.title,
      date: symbolicActs.date,
      firstDay: symbolicActs.firstDay,
      placeText: symbolicActs.placeText,
      sources: symbolicActs.sources,
    })
    .from(symbolicActs)
    .where(and(alive(tx), isNotNull(symbolicActs.publishedAt), doneWith(tx, [organisationId])))
    .orderBy(desc(dayNumber), desc(symbolicActs.id))
    .limit(500)
  return rows.map((row) => ({ ...row, sources: openSources(row.sources) }))
}
