// What citizens and subscribers see of the month's reports: only what was published and not withdrawn, as it was published.
import { and, desc, eq, isNotNull, isNull, lt, type SQL, sql } from 'drizzle-orm'
import { publicEventsByIds } from '#features/events/public-event.queries.ts'
import { organisations } from '#features/organisations/organisation.table.ts'
import { partnerships } from '#features/partnerships/partnership.table.ts'
import { placesByIds } from '#features/places/place.queries.ts'
import { anyOf } from '#platform/database/any-of.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { officeDay } from '#platform/database/office.table.ts'
import { isId } from '#platform/ids.ts'
import type { Block } from './composing/composing.ts'
import type { DigestLanguage } from './composing/tongue.ts'
import type { PublishedBlock } from './digest.ts'
import { digestPublications } from './digest.table.ts'
import { wordsOf } from './month.ts'
import { eventsIn, type PublicRecords } from './public-record.ts'

/** A published report in brief. `month`: YYYY-MM; `publishedAt`: since when the text stands as it is; `firstPublishedAt`: since when citizens can read the month, earlier where it was published anew. */
export type PublicDigest = {
  readonly id: string
  readonly month: string
  readonly language: DigestLanguage
  readonly title: string
  readonly lead: string
  readonly publishedAt: Date
  readonly firstPublishedAt: Date
}
/** When the month came out in a language, and when its text there became what it is. */
export type PublicEdition = Pick<PublicDigest, 'language' | 'publishedAt' | 'firstPublishedAt'>
/** `blocks`: the text whole, title and lead among it; `editions`: every language in which the month can be read. */
export type PublicDigestWhole = PublicDigest & { readonly blocks: readonly PublishedBlock[]; readonly editions: readonly PublicEdition[] }
/** One publication, also when a later one stands in its place or it was withdrawn. */
export type Publication = Omit<PublicDigest, 'firstPublishedAt'> & {
  readonly editionId: string
  readonly blocks: readonly PublishedBlock[]
  readonly withdrawnAt: Date | null
}

const ONE = {
  id: digestPublications.id,
  month: digestPublications.month,
  language: digestPublications.language,
  title: digestPublications.title,
  lead: digestPublications.lead,
  publishedAt: digestPublications.publishedAt,
}
// The columns by name: of a question to one table drizzle leaves the table's name out, and within the brackets that would be the other row's.
const firstPublishedAt = sql`(select min(earlier.published_at) from digest_publication earlier where earlier.office_id = digest_publication.office_id
  and earlier.month = digest_publication.month and earlier.language = digest_publication.language and earlier.withdrawn_at is null)`.mapWith(
  digestPublications.publishedAt,
) as SQL<Date>
/** All that a reader has of a text, without the keys and records behind it. */
const READ = (row: 'digest_publication' | 'same' | 'other'): SQL =>
  sql.raw(['kind', 'shape', 'sentences[*].text', 'sentences[*].marks'].map((part) => `jsonb_path_query_array(${row}.blocks, '$[*].${part}')`).join(' || '))
const STANDING_OF = (row: 'same' | 'other'): SQL =>
  sql.raw(`${row}.office_id = digest_publication.office_id and ${row}.month = digest_publication.month and ${row}.language = digest_publication.language
  and ${row}.withdrawn_at is null and ${row}.published_at <= digest_publication.published_at`)
/** Since when the text is what it is: published again as it was, it is the same text. Only texts that were published again are compared. */
const publishedAt = sql`case when digest_publication.published_at = ${firstPublishedAt} then digest_publication.published_at else
  (select min(same.published_at) from digest_publication same where ${STANDING_OF('same')} and ${READ('same')} = ${READ('digest_publication')}
    and not exists (select 1 from digest_publication other where ${STANDING_OF('other')} and other.published_at > same.published_at
      and ${READ('other')} <> ${READ('digest_publication')})) end`.mapWith(digestPublications.publishedAt) as SQL<Date>
const BRIEF = { ...ONE, publishedAt, firstPublishedAt }

/** The reports of a language, newest month first; `before`: only months before this one (YYYY-MM). One statement. */
export const publicDigests = (
  tx: OfficeTx,
  language: DigestLanguage,
  { before, limit }: { readonly before?: string; readonly limit: number },
): Promise<PublicDigest[]> =>
  tx
    .selectDistinctOn([digestPublications.month], BRIEF)
    .from(digestPublications)
    .where(
      and(
        eq(digestPublications.officeId, tx.officeId),
        eq(digestPublications.language, language),
        isNull(digestPublications.withdrawnAt),
        before === undefined ? undefined : lt(digestPublications.month, before),
      ),
    )
    .orderBy(desc(digestPublications.month), desc(digestPublications.publishedAt), desc(digestPublications.id))
    .limit(limit)

/** The standing publication of each month in a language, as a part of a greater question. */
export const latestDigests = (tx: OfficeTx, language: string) =>
  tx
    .selectDistinctOn([digestPublications.month], { id: digestPublications.id, firstPublishedAt: firstPublishedAt.as('first_published_at') })
    .from(digestPublications)
    .where(and(eq(digestPublications.officeId, tx.officeId), sql`${digestPublications.language} = ${language}`, isNull(digestPublications.withdrawnAt)))
    .orderBy(desc(digestPublications.month), desc(digestPublications.publishedAt), desc(digestPublications.id))
    .as('latest_digest')

/** The newest month's report in each language that has one; one statement. */
export const newestDigests = (tx: OfficeTx): Promise<PublicDigest[]> =>
  tx
    .selectDistinctOn([digestPublications.language], BRIEF)
    .from(digestPublications)
    .where(and(eq(digestPublications.officeId, tx.officeId), isNull(digestPublications.withdrawnAt)))
    .orderBy(digestPublications.language, desc(digestPublications.month), desc(digestPublications.publishedAt), desc(digestPublications.id))

/** Which months can be read in which languages, for the map of the site; one statement. */
export const publicDigestMonths = (tx: OfficeTx): Promise<{ month: string; language: DigestLanguage; publishedAt: Date }[]> =>
  tx
    .selectDistinctOn([digestPublications.month, digestPublications.language], {
      month: digestPublications.month,
      language: digestPublications.language,
      publishedAt: digestPublications.publishedAt,
    })
    .from(digestPublications)
    .where(and(eq(digestPublications.officeId, tx.officeId), isNull(digestPublications.withdrawnAt)))
    .orderBy(desc(digestPublications.month), digestPublications.language, desc(digestPublications.publishedAt))
    .limit(5_000)

/** Those of these publications that were not withdrawn; one statement. */
export const publicDigestsByIds = (tx: OfficeTx, ids: readonly string[]): Promise<PublicDigest[]> =>
  tx
    .select(BRIEF)
    .from(digestPublications)
    .where(and(eq(digestPublications.officeId, tx.officeId), anyOf(digestPublications.id, ids), isNull(digestPublications.withdrawnAt)))

/** The report of a month (YYYY-MM) in a language; null: there is none, or it was withdrawn. One statement. */
export async function publicDigest(tx: OfficeTx, month: string, language: DigestLanguage): Promise<PublicDigestWhole | null> {
  const rows = await tx
    .selectDistinctOn([digestPublications.language], { ...BRIEF, blocks: digestPublications.blocks })
    .from(digestPublications)
    .where(and(eq(digestPublications.officeId, tx.officeId), eq(digestPublications.month, month), isNull(digestPublications.withdrawnAt)))
    .orderBy(digestPublications.language, desc(digestPublications.publishedAt), desc(digestPublications.id))
  const own = rows.find((row) => row.language === language)
  return own === undefined ? null : { ...own, editions: rows }
}

/** One publication by its id, whatever became of it since; null: the office has none such. */
export async function publicationById(tx: OfficeTx, id: string): Promise<Publication | null> {
  if (!isId(id)) return null
  const [row] = await tx
    .select({ ...ONE, editionId: digestPublications.editionId, blocks: digestPublications.blocks, withdrawnAt: digestPublications.withdrawnAt })
    .from(digestPublications)
    .where(and(eq(digestPublications.officeId, tx.officeId), eq(digestPublications.id, id)))
  return row ?? null
}

/** Every public text, the standing one of each month and language, newest month first; for the citizens' search. `day`: on which it first came out. One statement. */
export const publicDigestTexts = (
  tx: OfficeTx,
  most: number,
): Promise<(PublicDigest & { readonly blocks: readonly PublishedBlock[]; readonly day: string })[]> =>
  tx
    .selectDistinctOn([digestPublications.month, digestPublications.language], {
      ...BRIEF,
      blocks: digestPublications.blocks,
      day: sql<string>`${officeDay(firstPublishedAt)}::text`,
    })
    .from(digestPublications)
    .where(and(eq(digestPublications.officeId, tx.officeId), isNull(digestPublications.withdrawnAt)))
    .orderBy(desc(digestPublications.month), digestPublications.language, desc(digestPublications.publishedAt), desc(digestPublications.id))
    .limit(most)

/** What citizens can open of the records that these texts rest on: the partners their sections are about, the events they tell of. At most four statements. */
export async function publicRecordsOf(tx: OfficeTx, texts: readonly (readonly Block[])[]): Promise<PublicRecords> {
  const ids = [...new Set(texts.flatMap((blocks) => blocks.flatMap(({ partners }) => partners)))]
  const telling = publicEventsByIds(tx, [...new Set(texts.flatMap((blocks) => blocks.flatMap(eventsIn)))])
  const named = tx
    .select({
      organisationId: partnerships.organisationId,
      slug: partnerships.slug,
      name: organisations.name,
      nativeName: organisations.nativeName,
      nativeLanguage: organisations.nativeLanguage,
      kind: organisations.kind,
      placeId: organisations.placeId,
    })
    .from(partnerships)
    .innerJoin(organisations, and(eq(organisations.officeId, partnerships.officeId), eq(organisations.id, partnerships.organisationId)))
    .where(
      and(eq(partnerships.officeId, tx.officeId), anyOf(partnerships.organisationId, ids), isNull(partnerships.deletedAt), isNotNull(partnerships.publishedAt)),
    )
  const placed = named.then(async (rows) => {
    const ids = rows.flatMap(({ kind, placeId }) => (kind === 'municipality' && placeId !== null ? [placeId] : []))
    return [rows, new Map((await placesByIds(tx, ids)).map((place) => [place.id, place]))] as const
  })
  const [[rows, places], events] = await Promise.all([placed, telling])
  return {
    partners: new Map(
      rows.map(({ organisationId, slug, placeId, ...bearer }) => [organisationId, { slug, names: wordsOf(bearer, places.get(placeId ?? 0) ?? null) }]),
    ),
    events: new Map(events.map(({ id, title, kind, date }) => [id, { title, kind, date }])),
  }
}
