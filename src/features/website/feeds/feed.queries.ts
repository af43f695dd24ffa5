// Reads what the feeds tell: the published digests of a language with their whole text, the newest first.
import { and, eq } from 'drizzle-orm'
import type { Block } from '#features/digest/composing/composing.ts'
import { digestPublications } from '#features/digest/digest.table.ts'
import { type PublicDigest, publicDigests } from '#features/digest/publication.queries.ts'
import { anyOf } from '#platform/database/any-of.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import type { SiteLanguage } from '#platform/texts/language.ts'

/** A year of months. */
const DIGESTS_IN_FEED = 12

export type FeedDigest = PublicDigest & { readonly editionId: string; readonly blocks: readonly Block[] }

/** Two statements. */
export async function feedDigests(tx: OfficeTx, language: SiteLanguage): Promise<FeedDigest[]> {
  const found = await publicDigests(tx, language, { limit: DIGESTS_IN_FEED })
  const texts = await tx
    .select({ id: digestPublications.id, editionId: digestPublications.editionId, blocks: digestPublications.blocks })
    .from(digestPublications)
    .where(
      and(
        eq(digestPublications.officeId, tx.officeId),
        anyOf(
          digestPublications.id,
          found.map(({ id }) => id),
        ),
      ),
    )
  const whole = new Map(texts.map((row) => [row.id, row]))
  return found.flatMap((digest) => {
    const text = whole.get(digest.id)
    return text === undefined ? [] : [{ ...digest, editionId: text.editionId, blocks: text.blocks }]
  })
}
