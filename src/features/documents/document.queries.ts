// Reads documents: the list, one whole, those of a thing, what the search finds, and what the citizens may see.
import { and, asc, desc, eq, exists, inArray, isNotNull, isNull, or, sql, type SQL } from 'drizzle-orm'
import { eventPartners, events } from '#features/events/event.table.ts'
import { symbolicActPartners, symbolicActs } from '#features/events/symbolic-act.table.ts'
import { milestoneLabel } from '#features/partnerships/milestones/milestone.ts'
import { milestones } from '#features/partnerships/milestones/milestone.table.ts'
import { partnerships } from '#features/partnerships/partnership.table.ts'
import { m } from '#messages'
import type { OfficeTx } from '#platform/database/door.ts'
import { keyPaging, type Page, type Turn } from '#platform/database/key-paging.ts'
import type { ImpreciseDate } from '#platform/dates.ts'
import { isId } from '#platform/ids.ts'
import { findByName } from '#platform/search/names.ts'
import { findInTexts, type Snippet, snippetsOf, type TextHit } from '#platform/search/texts.ts'
import { type LocalText, textIn } from '#platform/texts/local-text.ts'
import { type DocumentKind, type DocumentThing, type Place, placeKey } from './document.ts'
import { type DocumentRow, documentPlaces, documents } from './document.table.ts'
import type { Media } from './media.ts'
import { type NamedPlace, namedPlaces, onThing, shown } from './place.queries.ts'

/** A document as lists show it, with what it hangs on. */
export type DocumentLine = Pick<
  DocumentRow,
  'id' | 'version' | 'title' | 'kind' | 'language' | 'date' | 'fileName' | 'media' | 'bytes' | 'pages' | 'publishedAt' | 'readAt' | 'drawnAt' | 'createdAt'
> & { readonly places: readonly NamedPlace[] }

const columns = {
  id: documents.id,
  version: documents.version,
  title: documents.title,
  kind: documents.kind,
  language: documents.language,
  date: documents.date,
  fileName: documents.fileName,
  media: documents.media,
  bytes: documents.bytes,
  pages: documents.pages,
  publishedAt: documents.publishedAt,
  readAt: documents.readAt,
  drawnAt: documents.drawnAt,
  createdAt: documents.createdAt,
}

async function placesOf(tx: OfficeTx, ids: readonly string[]): Promise<Map<string, Place[]>> {
  const found = new Map<string, Place[]>()
  if (ids.length === 0) return found
  const rows = await tx
    .select({ documentId: documentPlaces.documentId, thing: documentPlaces.thing, thingId: documentPlaces.thingId })
    .from(documentPlaces)
    .where(and(eq(documentPlaces.officeId, tx.officeId), inArray(documentPlaces.documentId, [...ids])))
    .orderBy(asc(documentPlaces.id))
  for (const { documentId, ...place } of rows) found.set(documentId, [...(found.get(documentId) ?? []), place])
  return found
}

async function withPlaces<Row extends { readonly id: string }>(tx: OfficeTx, rows: readonly Row[]): Promise<(Row & { places: NamedPlace[] })[]> {
  const places = await placesOf(
    tx,
    rows.map(({ id }) => id),
  )
  const named = await namedPlaces(tx, [...places.values()].flat())
  return rows.map((row) => ({ ...row, places: (places.get(row.id) ?? []).flatMap((place) => named.get(placeKey(place)) ?? []) }))
}

// ---- the list ------------------------------------------------------------------------------------------------------------

export type DocumentFilters = {
  readonly q?: string | undefined
  readonly kind?: DocumentKind | undefined
  readonly thing?: DocumentThing | undefined
  readonly thingId?: string | undefined
  readonly language?: string | undefined
  readonly public?: 'yes' | 'no' | undefined
}

export const DOCUMENTS_ON_A_PAGE = 25
/** So many of those the words find can be paged through; whoever is not among them is asked for more precisely. */
export const MOST_FOUND = 200

/** Documents whose title or words answer, best first, at most `limit`; the hits know where the words stand. `weighed` bounds the work for a box that waits. */
export async function documentsAnswering(tx: OfficeTx, q: string, limit: number, weighed?: number): Promise<{ ids: string[]; hits: TextHit[] }> {
  const named = await findByName(tx, q, { things: ['document'], limit })
  const hits = await findInTexts(tx, q, { things: ['document'], limit, ...(weighed === undefined ? {} : { weighed }) })
  // A name almost right counts only where no text has the words.
  const names = hits.length === 0 ? named : named.filter(({ rank }) => rank < 3)
  const ids = [...new Set([...names.map(({ thingId }) => thingId), ...hits.map(({ thingId }) => thingId)])].slice(0, limit)
  return { ids, hits }
}

/** Newest first; paged by id, which sorts by the moment of upload. With words asked, those found, at most MOST_FOUND. */
export async function documentPage(
  tx: OfficeTx,
  filters: DocumentFilters,
  turn: Turn,
): Promise<Page<DocumentLine> & { readonly snippets: Map<string, Snippet> }> {
  const parts: (SQL | undefined)[] = [shown(tx)]
  if (filters.kind !== undefined) parts.push(eq(documents.kind, filters.kind))
  if (filters.language !== undefined) parts.push(eq(documents.language, filters.language))
  if (filters.public !== undefined) parts.push(filters.public === 'yes' ? isNotNull(documents.publishedAt) : isNull(documents.publishedAt))
  if (filters.thing !== undefined) parts.push(onThing(tx, filters.thing, filters.thingId))
  let hits: TextHit[] = []
  if (filters.q !== undefined) {
    const found = await documentsAnswering(tx, filters.q, MOST_FOUND)
    hits = found.hits
    parts.push(found.ids.length === 0 ? sql`false` : inArray(documents.id, found.ids))
  }
  const paging = keyPaging(turn, { key: documents.id, id: documents.id }, { size: DOCUMENTS_ON_A_PAGE, descending: true, keyShape: /^[0-9a-f-]{36}$/ })
  const rows = await tx
    .select(columns)
    .from(documents)
    .where(and(...parts, paging.where))
    .orderBy(...paging.orderBy)
    .limit(paging.limit)
  const page = paging.page(rows, ({ id }) => ({ key: id, id }))
  const onPage = new Set(page.rows.map(({ id }) => id))
  const snippets = await snippetsOf(
    tx,
    hits.filter(({ thingId }) => onPage.has(thingId)),
    filters.q ?? '',
  )
  return { ...page, rows: await withPlaces(tx, page.rows), snippets }
}

/** Whether there is any, and the languages among them, for the filters; one query. */
export async function documentLanguages(tx: OfficeTx): Promise<{ any: boolean; languages: string[] }> {
  const rows = await tx
    .selectDistinct({ language: documents.language })
    .from(documents)
    .where(and(eq(documents.officeId, tx.officeId), isNull(documents.deletedAt)))
  return { any: rows.length > 0, languages: rows.map(({ language }) => language).filter((language) => language !== '') }
}

/** The documents with these ids that may be shown; one query and their places. */
export async function documentsByIds(tx: OfficeTx, ids: readonly string[]): Promise<Map<string, DocumentLine>> {
  if (ids.length === 0) return new Map()
  const rows = await tx
    .select(columns)
    .from(documents)
    .where(and(shown(tx), inArray(documents.id, [...ids])))
  return new Map((await withPlaces(tx, rows)).map((row) => [row.id, row]))
}

/** Under which names the files of these documents lie, by document: for their small pictures. */
export async function hashesOf(tx: OfficeTx, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await tx
    .select({ id: documents.id, hash: documents.hash })
    .from(documents)
    .where(and(shown(tx), inArray(documents.id, [...ids])))
  return new Map(rows.map(({ id, hash }) => [id, hash]))
}

/** Documents shown on a thing's page. */
export const ON_A_THING = 30

/** The documents of a thing, newest first; of a partnership those of its milestones too. `all` counts those left out. Two queries and one for names. */
export async function documentsOf(tx: OfficeTx, thing: DocumentThing, thingId: string): Promise<{ rows: DocumentLine[]; all: number }> {
  const here =
    thing === 'partnership'
      ? or(
          onThing(tx, 'partnership', thingId),
          inArray(
            documents.id,
            tx
              .select({ id: documentPlaces.documentId })
              .from(documentPlaces)
              .innerJoin(milestones, and(eq(milestones.officeId, documentPlaces.officeId), eq(milestones.id, documentPlaces.thingId)))
              .where(
                and(
                  eq(documentPlaces.officeId, tx.officeId),
                  eq(documentPlaces.thing, 'milestone'),
                  eq(milestones.partnershipId, thingId),
                  isNull(milestones.deletedAt),
                ),
              ),
          ),
        )
      : onThing(tx, thing, thingId)
  const rows = await tx
    .select({ ...columns, all: sql<number>`count(*) over ()`.mapWith(Number) })
    .from(documents)
    .where(and(eq(documents.officeId, tx.officeId), isNull(documents.deletedAt), here))
    .orderBy(desc(documents.id))
    .limit(ON_A_THING)
  return { rows: await withPlaces(tx, rows), all: rows[0]?.all ?? 0 }
}

/** The newest photo of each of the people that hangs on nobody else, of those whose small picture is drawn: person's id → document's id. One query. */
export async function portraitsOf(tx: OfficeTx, personIds: readonly string[]): Promise<Map<string, string>> {
  if (personIds.length === 0) return new Map()
  const rows = await tx
    .selectDistinctOn([documentPlaces.thingId], { personId: documentPlaces.thingId, id: documents.id })
    .from(documentPlaces)
    .innerJoin(documents, and(eq(documents.officeId, documentPlaces.officeId), eq(documents.id, documentPlaces.documentId)))
    .where(
      and(
        eq(documentPlaces.officeId, tx.officeId),
        eq(documentPlaces.thing, 'person'),
        inArray(documentPlaces.thingId, [...personIds]),
        isNull(documents.deletedAt),
        isNotNull(documents.drawnAt),
        eq(documents.kind, 'photo'),
        // On a group's photo nobody knows which face is whose.
        sql`not exists (select 1 from ${documentPlaces} others where others.office_id = ${documentPlaces.officeId} and others.document_id = ${documents.id} and others.thing = 'person' and others.thing_id <> ${documentPlaces.thingId})`,
      ),
    )
    .orderBy(documentPlaces.thingId, desc(documents.id))
  return new Map(rows.map(({ personId, id }) => [personId, id]))
}

/** What keeps a person from being erased whole: papers that would stay without anybody ever seeing them again. */
export async function documentsHoldPerson(tx: OfficeTx, personId: string): Promise<string | null> {
  const { rows, all } = await documentsOf(tx, 'person', personId)
  return all === 0
    ? null
    : m.documents_hold_person({
        count: all,
        names: rows
          .slice(0, 5)
          .map(({ title }) => `„${textIn(title)}“`)
          .join(', '),
      })
}

/** A partnership's milestones, for choosing which one a paper belongs to; oldest first. */
export const milestoneChoices = async (tx: OfficeTx, partnershipId: string): Promise<{ id: string; title: string }[]> =>
  (
    await tx
      .select({ id: milestones.id, kind: milestones.kind, side: milestones.side, date: milestones.date })
      .from(milestones)
      .where(and(eq(milestones.officeId, tx.officeId), eq(milestones.partnershipId, partnershipId), isNull(milestones.deletedAt)))
      .orderBy(asc(milestones.firstDay), asc(milestones.id))
      .limit(200)
  ).map((row) => ({ id: row.id, title: milestoneLabel(row) }))

/** The documents of a partnership's milestones, by milestone; one query. */
export async function documentsOfMilestones(tx: OfficeTx, partnershipId: string): Promise<Map<string, { id: string; title: LocalText }[]>> {
  const rows = await tx
    .select({ milestoneId: milestones.id, id: documents.id, title: documents.title })
    .from(documentPlaces)
    .innerJoin(milestones, and(eq(milestones.officeId, documentPlaces.officeId), eq(milestones.id, documentPlaces.thingId)))
    .innerJoin(documents, and(eq(documents.officeId, documentPlaces.officeId), eq(documents.id, documentPlaces.documentId), isNull(documents.deletedAt)))
    .where(and(eq(documentPlaces.officeId, tx.officeId), eq(documentPlaces.thing, 'milestone'), eq(milestones.partnershipId, partnershipId)))
    .orderBy(asc(documents.id))
    .limit(500)
  const found = new Map<string, { id: string; title: LocalText }[]>()
  for (const { milestoneId, ...row } of rows) found.set(milestoneId, [...(found.get(milestoneId) ?? []), row])
  return found
}

export type DocumentWhole = { readonly document: DocumentRow; readonly places: readonly NamedPlace[] }

/** null when there is none of this id, or it was removed, or everything it hung on was. */
export async function documentById(tx: OfficeTx, id: string): Promise<DocumentWhole | null> {
  if (!isId(id)) return null
  const [row] = await tx
    .select()
    .from(documents)
    .where(and(shown(tx), eq(documents.id, id)))
  if (row === undefined) return null
  const [found] = await withPlaces(tx, [row])
  return { document: row, places: found!.places }
}

/** The file of a document that may be shown, for handing it out; one query. */
export type FileOf = Pick<DocumentRow, 'id' | 'hash' | 'fileName' | 'media' | 'bytes' | 'drawnAt' | 'readAt'>
const fileColumns = {
  id: documents.id,
  hash: documents.hash,
  fileName: documents.fileName,
  media: documents.media,
  bytes: documents.bytes,
  drawnAt: documents.drawnAt,
  readAt: documents.readAt,
}
export async function fileOf(tx: OfficeTx, id: string): Promise<FileOf | null> {
  if (!isId(id)) return null
  const [row] = await tx
    .select(fileColumns)
    .from(documents)
    .where(and(shown(tx), eq(documents.id, id)))
  return row ?? null
}

// ---- what the citizens see -------------------------------------------------------------------------------------------------

export type PublicDocument = {
  readonly id: string
  readonly title: LocalText
  readonly kind: DocumentKind
  readonly language: string
  readonly date: ImpreciseDate | null
  readonly media: Media
  readonly bytes: number
  readonly pages: number | null
}
const publicColumns = {
  id: documents.id,
  title: documents.title,
  kind: documents.kind,
  language: documents.language,
  date: documents.date,
  media: documents.media,
  bytes: documents.bytes,
  pages: documents.pages,
}

/** Marked public, and hanging on a public partnership, or on a public milestone, event or symbolic act of one; `only` narrows to one partnership. */
function open(tx: OfficeTx, only?: string): SQL {
  const publicPartnership = and(
    eq(partnerships.officeId, tx.officeId),
    isNull(partnerships.deletedAt),
    isNotNull(partnerships.publishedAt),
    only === undefined ? undefined : eq(partnerships.id, only),
  )
  const here = (thing: DocumentThing, thingId: SQL | typeof partnerships.id) =>
    and(
      eq(documentPlaces.officeId, documents.officeId),
      eq(documentPlaces.documentId, documents.id),
      eq(documentPlaces.thing, thing),
      eq(documentPlaces.thingId, thingId),
    )
  const one = { one: sql`1` }
  return and(
    eq(documents.officeId, tx.officeId),
    isNull(documents.deletedAt),
    isNotNull(documents.publishedAt),
    or(
      exists(tx.select(one).from(documentPlaces).innerJoin(partnerships, publicPartnership).where(here('partnership', partnerships.id))),
      exists(
        tx
          .select(one)
          .from(documentPlaces)
          .innerJoin(milestones, and(eq(milestones.officeId, documentPlaces.officeId), isNull(milestones.deletedAt), isNotNull(milestones.publishedAt)))
          .innerJoin(partnerships, and(publicPartnership, eq(partnerships.id, milestones.partnershipId)))
          .where(here('milestone', sql`${milestones.id}`)),
      ),
      exists(
        tx
          .select(one)
          .from(documentPlaces)
          .innerJoin(events, and(eq(events.officeId, documentPlaces.officeId), isNull(events.deletedAt), isNotNull(events.publishedAt)))
          .innerJoin(eventPartners, and(eq(eventPartners.officeId, events.officeId), eq(eventPartners.eventId, events.id)))
          .innerJoin(partnerships, and(publicPartnership, eq(partnerships.organisationId, eventPartners.organisationId)))
          .where(here('event', sql`${events.id}`)),
      ),
      exists(
        tx
          .select(one)
          .from(documentPlaces)
          .innerJoin(symbolicActs, and(eq(symbolicActs.officeId, documentPlaces.officeId), isNull(symbolicActs.deletedAt), isNotNull(symbolicActs.publishedAt)))
          .innerJoin(symbolicActPartners, and(eq(symbolicActPartners.officeId, symbolicActs.officeId), eq(symbolicActPartners.symbolicActId, symbolicActs.id)))
          .innerJoin(partnerships, and(publicPartnership, eq(partnerships.organisationId, symbolicActPartners.organisationId)))
          .where(here('symbolic_act', sql`${symbolicActs.id}`)),
      ),
    ),
  )!
}

/** One partnership's documents open to the citizens, newest paper first, at most 200; one query. */
export const publicDocumentsOf = (tx: OfficeTx, partnershipId: string): Promise<PublicDocument[]> =>
  tx
    .select(publicColumns)
    .from(documents)
    .where(open(tx, partnershipId))
    .orderBy(sql`${documents.date} desc nulls last`, desc(documents.id))
    .limit(200)

/** All documents open to the citizens, at most 5000; one query. */
export const publicDocuments = (tx: OfficeTx): Promise<PublicDocument[]> =>
  tx.select(publicColumns).from(documents).where(open(tx)).orderBy(desc(documents.id)).limit(5000)

/** The file of a document open to the citizens; null for every other. */
export async function publicFileOf(tx: OfficeTx, id: string): Promise<(FileOf & { readonly title: LocalText }) | null> {
  if (!isId(id)) return null
  const [row] = await tx
    .select({ ...fileColumns, title: documents.title })
    .from(documents)
    .where(and(open(tx), eq(documents.id, id)))
  return row ?? null
}
