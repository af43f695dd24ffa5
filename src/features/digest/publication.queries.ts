// What citizens and subscribers see of the month's reports: only what was published and not withdrawn, as it was published.
import { and, desc, eq, isNull, lt, sql } from 'drizzle-orm'
import { anyOf } from '#platform/database/any-of.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { isId } from '#platform/ids.ts'
import type { Block } from './composing/composing.ts'
import type { DigestLanguage } from './composing/tongue.ts'
import { digestPublications } from './digest.table.ts'

/** A published report in brief. `month`: YYYY-MM. */
export type PublicDigest = {
  readonly id: string
  readonly month: string
  readonly language: DigestLanguage
  readonly title: string
  readonly lead: string
  readonly publishedAt: Date
}
/** `blocks`: the text whole, title and lead among it; `languages`: in which the month can be read. */
export type PublicDigestWhole = PublicDigest & { readonly blocks: readonly Block[]; readonly languages: readonly DigestLanguage[] }
/** One publication, also when a later one stands in its place or it was withdrawn. */
export type Publication = PublicDigest & { readonly editionId: string; readonly blocks: readonly Block[]; readonly withdrawnAt: Date | null }

const BRIEF = {
  id: digestPublications.id,
  month: digestPublications.month,
  language: digestPublications.language,
  title: digestPublications.title,
  lead: digestPublications.lead,
  publishedAt: digestPublications.publishedAt,
}

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
    .selectDistinctOn([digestPublications.month], { id: digestPublications.id, publishedAt: digestPublications.publishedAt })
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
  return own === undefined ? null : { ...own, languages: rows.map((row) => row.language) }
}

/** One publication by its id, whatever became of it since; null: the office has none such. */
export async function publicationById(tx: OfficeTx, id: string): Promise<Publication | null> {
  if (!isId(id)) return null
  const [row] = await tx
    .select({ ...BRIEF, editionId: digestPublications.editionId, blocks: digestPublications.blocks, withdrawnAt: digestPublications.withdrawnAt })
    .from(digestPublications)
    .where(and(eq(digestPublications.officeId, tx.officeId), eq(digestPublications.id, id)))
  return row ?? null
}
