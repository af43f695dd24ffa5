// Reads dossiers: the list with what is missing of each, and one whole with its event.
import { languagesOf } from '#features/organisations/naming.ts'
import { and, asc, eq, inArray, isNotNull, isNull, or, sql, type SQL } from 'drizzle-orm'
import { eventRowsByIds, eventById, type EventRow, type EventWhole, eventsWithAny } from '#features/events/event.queries.ts'
import type { EventDirection } from '#features/events/event.ts'
import { eventPartners, events } from '#features/events/event.table.ts'
import { organisations } from '#features/organisations/organisation.table.ts'
import { partnerships } from '#features/partnerships/partnership.table.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { keyPaging, type Page, type Turn } from '#platform/database/key-paging.ts'
import { isId } from '#platform/ids.ts'
import { findByName } from '#platform/search/names.ts'
import type { LocalText } from '#platform/texts/local-text.ts'
import { isPaperLanguage } from '#platform/texts/paper-languages.ts'
import { NO_OUTCOME_PARTS, type OutcomeParts } from './outcomes/outcome.ts'
import { isMissing, type Piece, type PieceKind } from './preparation/piece.ts'
import { preparationOf } from './preparation/piece.queries.ts'
import { visitStateOf, VISITS_ON_A_PAGE, type VisitState } from './visit.ts'
import { visits } from './visit.table.ts'

export type VisitRecord = typeof visits.$inferSelect

const itsEvent = and(eq(events.officeId, visits.officeId), eq(events.id, visits.id), isNull(events.deletedAt))
const alive = (tx: OfficeTx): SQL | undefined => and(eq(visits.officeId, tx.officeId), isNull(visits.deletedAt))

/** Since when a visit is called off: in its dossier, or on its event's page alone. Of `visits` joined with `events`. */
export const calledOffOn = sql<string | null>`coalesce(${visits.cancelledOn}, ${events.cancelledOn})`
/** The same rule as `visitStateOf` in visit.ts. */
const stateColumn = sql<VisitState>`(case
  when ${visits.answer} = 'declined' then 'declined'
  when ${calledOffOn} is not null then 'cancelled'
  when ${visits.closedOn} is not null then 'closed'
  when ${visits.reportedOn} is not null then 'reported'
  when ${visits.heldOn} is not null then 'held'
  when ${visits.confirmedOn} is not null then 'confirmed'
  else 'planned' end)`
/** Something is still to be done for the visit; of `visits` joined with `events`. */
export const openColumn = sql<boolean>`(${stateColumn} not in ('closed', 'cancelled', 'declined'))`

/**
 * The list's order as one text: open dossiers by their day, so that what should be over stands first, then open ones without a day, then the rest, latest first.
 */
const listKey = sql<string>`(case
  when ${openColumn} and ${events.firstDay} is not null then '1' || to_char(${events.firstDay}, 'YYYY-MM-DD')
  when ${openColumn} then '2'
  else '3' || lpad(('9999-12-31'::date - coalesce(${events.firstDay}, '0001-01-01'::date))::text, 8, '0') end) collate "C"`
const LIST_KEY = /^(1\d{4}-\d\d-\d\d|2|3\d{8})$/

export type VisitFilters = {
  /** `open`: every state in which something is still to be done. */
  readonly state?: VisitState | 'open' | undefined
  readonly direction?: EventDirection | undefined
  readonly organisation?: string | undefined
  readonly year?: number | undefined
  /** `any`: something is missing. */
  readonly missing?: PieceKind | 'any' | undefined
  readonly q?: string | undefined
}

export type VisitRow = { readonly event: EventRow; readonly state: VisitState; readonly pieces: readonly Piece[] }
export type VisitList = Page<VisitRow> & { readonly all: number }

const NAME_HITS = 300
/** So many open dossiers are looked through for what they miss; no office has as many at once. */
const MOST_OPEN = 500

async function condition(tx: OfficeTx, filters: VisitFilters, today: string, parts: OutcomeParts): Promise<SQL | undefined> {
  const wanted: (SQL | undefined)[] = [alive(tx)]
  if (filters.state !== undefined) wanted.push(filters.state === 'open' ? openColumn : sql`${stateColumn} = ${filters.state}`)
  if (filters.direction !== undefined) wanted.push(eq(events.direction, filters.direction))
  if (filters.organisation !== undefined) wanted.push(isId(filters.organisation) ? eventsWithAny(tx, [filters.organisation]) : sql`false`)
  if (filters.year !== undefined)
    wanted.push(sql`${events.firstDay} < make_date(${filters.year + 1}::int, 1, 1) and ${events.lastDay} >= make_date(${filters.year}::int, 1, 1)`)
  if (filters.q !== undefined && filters.q.trim() !== '') {
    const found = await findByName(tx, filters.q, { things: ['event', 'organisation'], limit: NAME_HITS })
    const [own, partners] = ['event', 'organisation'].map((thing) => found.filter((one) => one.thing === thing).map(({ thingId }) => thingId)) as [
      string[],
      string[],
    ]
    wanted.push(or(own.length > 0 ? inArray(visits.id, own) : undefined, partners.length > 0 ? eventsWithAny(tx, partners) : undefined) ?? sql`false`)
  }
  if (filters.missing !== undefined) {
    const open = await tx
      .select({ id: visits.id })
      .from(visits)
      .innerJoin(events, itsEvent)
      .where(and(...wanted, openColumn))
      .orderBy(listKey, asc(visits.id))
      .limit(MOST_OPEN)
    const pieces = await preparationOf(
      tx,
      open.map(({ id }) => id),
      today,
      parts,
    )
    const lacking = [...pieces].filter(([, own]) => own.some((piece) => isMissing(piece) && (filters.missing === 'any' || piece.kind === filters.missing)))
    wanted.push(
      lacking.length === 0
        ? sql`false`
        : inArray(
            visits.id,
            lacking.map(([id]) => id),
          ),
    )
  }
  return and(...wanted)
}

/** Open dossiers by their day, then the rest, latest first; paged by key. A fixed number of queries. */
export async function visitList(tx: OfficeTx, filters: VisitFilters, turn: Turn, today: string, parts: OutcomeParts = NO_OUTCOME_PARTS): Promise<VisitList> {
  const where = await condition(tx, filters, today, parts)
  const [counted] = await tx
    .select({ all: sql<number>`count(*)`.mapWith(Number) })
    .from(visits)
    .innerJoin(events, itsEvent)
    .where(where)
  const paging = keyPaging(turn, { key: listKey, id: visits.id }, { size: VISITS_ON_A_PAGE, keyShape: LIST_KEY })
  const found = await tx
    .select({ id: visits.id, state: stateColumn, listKey })
    .from(visits)
    .innerJoin(events, itsEvent)
    .where(and(where, paging.where))
    .orderBy(...paging.orderBy)
    .limit(paging.limit)
  const page = paging.page(found, (row) => ({ key: row.listKey, id: row.id }))
  const ids = page.rows.map(({ id }) => id)
  const rows = new Map((await eventRowsByIds(tx, ids)).map((event) => [event.id, event]))
  const pieces = await preparationOf(tx, ids, today, parts)
  return {
    ...page,
    all: counted?.all ?? 0,
    rows: page.rows.map(({ id, state }) => ({ event: rows.get(id)!, state, pieces: pieces.get(id) ?? [] })),
  }
}

/** What the list can be narrowed to: the years with dossiers, newest first, and the organisations they are with. */
export async function visitFilterChoices(
  tx: OfficeTx,
): Promise<{ years: number[]; organisations: { id: string; name: LocalText; nativeName: string | null }[] }> {
  const years = await tx
    .selectDistinct({ year: sql<number>`extract(year from ${events.firstDay})::int`.mapWith(Number) })
    .from(visits)
    .innerJoin(events, itsEvent)
    .where(and(alive(tx), isNotNull(events.firstDay)))
    .orderBy(sql`1 desc`)
  const partners = await tx
    .select({ id: organisations.id, name: organisations.name, nativeName: organisations.nativeName })
    .from(organisations)
    .where(
      and(
        eq(organisations.officeId, tx.officeId),
        isNull(organisations.deletedAt),
        sql`exists (select 1 from ${eventPartners} join ${visits} on ${visits.officeId} = ${eventPartners.officeId} and ${visits.id} = ${eventPartners.eventId} and ${visits.deletedAt} is null
          where ${eventPartners.officeId} = ${organisations.officeId} and ${eventPartners.organisationId} = ${organisations.id})`,
      ),
    )
    .orderBy(asc(organisations.sortKey), asc(organisations.id))
    .limit(500)
  return { years: years.map(({ year }) => year), organisations: partners }
}

/** In which languages what is said of an event is written: `ours`, those of its dossier's papers, and the partners' that papers are printed in. Two statements. */
export async function writtenLanguages(tx: OfficeTx, eventId: string, ours: readonly string[]): Promise<string[]> {
  const [visit] = await tx
    .select({ languages: visits.languages })
    .from(visits)
    .where(and(alive(tx), eq(visits.id, eventId)))
  const partners = await tx
    .select({ nativeLanguage: organisations.nativeLanguage, country: organisations.country })
    .from(eventPartners)
    .innerJoin(organisations, and(eq(organisations.officeId, eventPartners.officeId), eq(organisations.id, eventPartners.organisationId)))
    .where(and(eq(eventPartners.officeId, tx.officeId), eq(eventPartners.eventId, eventId)))
    .orderBy(asc(eventPartners.id))
  return [...new Set([...ours, ...(visit?.languages ?? []), ...languagesOf(partners).filter(isPaperLanguage)])]
}

/**
 * The languages a form offers for what is said of an event: those it is written in, those of the partners that stand in the form, and, since one may be
 * chosen without the form coming back, those of every partner of ours; only such that papers are printed in. `eventId` null: an event to be.
 */
export async function offeredLanguages(tx: OfficeTx, eventId: string | null, partnerIds: readonly string[], ours: readonly string[]): Promise<string[]> {
  const written = eventId === null ? ours : await writtenLanguages(tx, eventId, ours)
  const chosen = partnerIds.filter(isId)
  const partners = await tx
    .selectDistinct({ nativeLanguage: organisations.nativeLanguage, country: organisations.country })
    .from(partnerships)
    .innerJoin(organisations, and(eq(organisations.officeId, partnerships.officeId), eq(organisations.id, partnerships.organisationId)))
    .where(and(eq(partnerships.officeId, tx.officeId), isNull(partnerships.deletedAt), isNull(organisations.deletedAt)))
    .orderBy(asc(organisations.country), asc(organisations.nativeLanguage))
  const inForm =
    chosen.length === 0
      ? []
      : await tx
          .select({ nativeLanguage: organisations.nativeLanguage, country: organisations.country })
          .from(organisations)
          .where(and(eq(organisations.officeId, tx.officeId), inArray(organisations.id, chosen)))
          .orderBy(asc(organisations.id))
  return [...new Set([...written, ...languagesOf(inForm).filter(isPaperLanguage), ...languagesOf(partners).filter(isPaperLanguage)])]
}

// ---- one dossier -------------------------------------------------------------------------------------------------------

export type VisitWhole = EventWhole & { readonly visit: VisitRecord; readonly state: VisitState }

/** A dossier with its event; null when there is none of this id, or it or its event was removed. */
export async function visitById(tx: OfficeTx, id: string): Promise<VisitWhole | null> {
  if (!isId(id)) return null
  const [visit] = await tx
    .select()
    .from(visits)
    .where(and(alive(tx), eq(visits.id, id)))
  if (visit === undefined) return null
  const found = await eventById(tx, id)
  if (found === null) return null
  return { ...found, visit, state: visitStateOf({ ...visit, cancelledOn: visit.cancelledOn ?? found.event.cancelledOn }) }
}

/** Where the dossier of an event stands; null when it has none. */
export async function visitStateOfEvent(tx: OfficeTx, eventId: string): Promise<VisitState | null> {
  if (!isId(eventId)) return null
  const [found] = await tx
    .select({ state: stateColumn })
    .from(visits)
    .innerJoin(events, itsEvent)
    .where(and(alive(tx), eq(visits.id, eventId)))
  return found?.state ?? null
}

export type LackingVisit = { readonly id: string; readonly title: LocalText; readonly date: string | null; readonly missing: readonly Piece[] }

/** Open dossiers in which something is missing that is due by a day, or that has no day to count from; each with those pieces, the soonest first. For the day's page. */
export async function lackingVisits(tx: OfficeTx, today: string, by: string, parts: OutcomeParts = NO_OUTCOME_PARTS): Promise<LackingVisit[]> {
  const open = await tx
    .select({ id: visits.id, title: events.title, date: events.date })
    .from(visits)
    .innerJoin(events, itsEvent)
    .where(and(alive(tx), openColumn))
    .orderBy(listKey, asc(visits.id))
    .limit(MOST_OPEN)
  const ids = open.map(({ id }) => id)
  const pieces = await preparationOf(tx, ids, today, parts)
  return open.flatMap((visit) => {
    const missing = (pieces.get(visit.id) ?? []).filter((piece) => isMissing(piece) && (piece.due === null || piece.due <= by))
    return missing.length === 0 ? [] : [{ ...visit, missing }]
  })
}
