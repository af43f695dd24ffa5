// Reads all that the citizens' search may find: public rows by their public columns, and a mark that tells whether any of them changed.
import { and, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import { unionAll } from 'drizzle-orm/pg-core'
import type { Block } from '#features/digest/composing/composing.ts'
import { digestPublications } from '#features/digest/digest.table.ts'
import { type PublicDigest, publicDigestTexts } from '#features/digest/publication.queries.ts'
import { publicDocuments, type PublicDocument } from '#features/documents/document.queries.ts'
import { documentPlaces, documents } from '#features/documents/document.table.ts'
import { publicEvents, type PublicEvent } from '#features/events/public-event.queries.ts'
import { events } from '#features/events/event.table.ts'
import { symbolicActPartners, symbolicActs } from '#features/events/symbolic-act.table.ts'
import { organisations } from '#features/organisations/organisation.table.ts'
import { milestones } from '#features/partnerships/milestones/milestone.table.ts'
import { publicPartnerships, type PublicPartnership } from '#features/partnerships/partnership.queries.ts'
import { partnerships } from '#features/partnerships/partnership.table.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { findInTexts, type Snippet, snippetsOf } from '#platform/search/texts.ts'
import { placesOf, type Places, publicActs, type PublicAct } from '../site.queries.ts'

export type Searchable = {
  readonly partnerships: readonly PublicPartnership[]
  readonly events: readonly PublicEvent[]
  readonly acts: readonly PublicAct[]
  readonly documents: readonly PublicDocument[]
  /** The standing text of each month and language; `day`: on which it first came out. */
  readonly digests: readonly (PublicDigest & { readonly blocks: readonly Block[]; readonly day: string })[]
  readonly places: Places
}

/** So many of the newest are searched through. */
const MOST = 20_000

/** Everything public; eight queries. */
export async function readSearchable(tx: OfficeTx): Promise<Searchable> {
  const [[partnerships, places], events, acts, documents, digests] = await Promise.all([
    publicPartnerships(tx).then(
      async (found) =>
        [
          found,
          await placesOf(
            tx,
            found.map(({ partner }) => partner.placeId),
          ),
        ] as const,
    ),
    publicEvents(tx, MOST),
    publicActs(tx, MOST),
    publicDocuments(tx),
    publicDigestTexts(tx, MOST),
  ])
  return { partnerships, events, acts, documents, digests, places }
}

/** The same as long as nothing of what is public changed, came or went; one query. */
export async function searchableMark(tx: OfficeTx): Promise<string> {
  const mark = (...parts: unknown[]) => sql<string>`concat_ws(' ', ${sql.join(parts as never[], sql`, `)})`.as('mark')
  const rows = unionAll(
    tx
      .select({ mark: mark(sql`'p'`, partnerships.id, partnerships.version, organisations.version) })
      .from(partnerships)
      .innerJoin(organisations, and(eq(organisations.officeId, partnerships.officeId), eq(organisations.id, partnerships.organisationId)))
      .where(and(eq(partnerships.officeId, tx.officeId), isNull(partnerships.deletedAt), isNotNull(partnerships.publishedAt))),
    tx
      .select({ mark: mark(sql`'m'`, milestones.id, milestones.version) })
      .from(milestones)
      .where(and(eq(milestones.officeId, tx.officeId), isNull(milestones.deletedAt), isNotNull(milestones.publishedAt))),
    tx
      .select({ mark: mark(sql`'e'`, events.id, events.version) })
      .from(events)
      .where(and(eq(events.officeId, tx.officeId), isNull(events.deletedAt), isNotNull(events.publishedAt))),
    tx
      .select({ mark: mark(sql`'a'`, symbolicActs.id, symbolicActs.version) })
      .from(symbolicActs)
      .where(and(eq(symbolicActs.officeId, tx.officeId), isNull(symbolicActs.deletedAt), isNotNull(symbolicActs.publishedAt))),
    tx
      .select({ mark: mark(sql`'ap'`, symbolicActPartners.id, symbolicActPartners.organisationId) })
      .from(symbolicActPartners)
      .where(eq(symbolicActPartners.officeId, tx.officeId)),
    tx
      .select({ mark: mark(sql`'d'`, documents.id, documents.version, documentPlaces.thing, documentPlaces.thingId) })
      .from(documents)
      .innerJoin(documentPlaces, and(eq(documentPlaces.officeId, documents.officeId), eq(documentPlaces.documentId, documents.id)))
      .where(and(eq(documents.officeId, tx.officeId), isNull(documents.deletedAt), isNotNull(documents.publishedAt))),
    tx
      .select({ mark: mark(sql`'g'`, digestPublications.id) })
      .from(digestPublications)
      .where(and(eq(digestPublications.officeId, tx.officeId), isNull(digestPublications.withdrawnAt))),
  ).as('marks')
  const [row] = await tx.select({ all: sql<string>`md5(coalesce(string_agg(${rows.mark}, ',' order by ${rows.mark}), ''))` }).from(rows)
  return row!.all
}

/**
 * The words of public papers' files: whoever may open the file may find it by them. `open` are the ids of public documents; the words of any other are
 * looked at and thrown away. Two queries.
 */
export async function papersWithWords(tx: OfficeTx, query: string, open: ReadonlySet<string>): Promise<Map<string, Snippet>> {
  if (open.size === 0) return new Map()
  const hits = (await findInTexts(tx, query, { things: ['document'], limit: 500 })).filter(({ thingId }) => open.has(thingId))
  const snippets = await snippetsOf(tx, hits, query)
  return new Map(hits.map(({ thingId }) => [thingId, snippets.get(thingId) ?? []]))
}
