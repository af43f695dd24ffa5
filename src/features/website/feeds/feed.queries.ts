// Reads what the feeds tell: the published digests of a language with their whole text, and what was made public of events and gestures, the newest first.
import { and, desc, eq, sql } from 'drizzle-orm'
import { unionAll } from 'drizzle-orm/pg-core'
import type { Block } from '#features/digest/composing/composing.ts'
import { digestPublications } from '#features/digest/digest.table.ts'
import { type PublicDigest, publicDigests, publicRecordsOf } from '#features/digest/publication.queries.ts'
import { type DigestLinks, linksOf } from '#features/digest/public-record.ts'
import { events } from '#features/events/event.table.ts'
import { symbolicActs } from '#features/events/symbolic-act.table.ts'
import { anyOf } from '#platform/database/any-of.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import type { SiteLanguage } from '#platform/texts/language.ts'
import { newsOf, type NewsKind, type NewsRead, toldActs, toldEvents } from '../news/news.queries.ts'

/** A year of months. */
const DIGESTS_IN_FEED = 12
const HAPPENED_IN_FEED = 20

export type FeedDigest = PublicDigest & { readonly editionId: string; readonly blocks: readonly Block[]; readonly links: DigestLinks }

/** At most six statements. */
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
  const records = await publicRecordsOf(
    tx,
    texts.map(({ blocks }) => blocks),
  )
  return found.flatMap((digest) => {
    const text = whole.get(digest.id)
    return text === undefined ? [] : [{ ...digest, editionId: text.editionId, blocks: text.blocks, links: linksOf(text.blocks, records, language) }]
  })
}

export type FeedNews = Omit<NewsRead, 'next' | 'previous'> & {
  /** Since when each can be read, by its id: an event recorded years after its day is new to whoever follows the feed. */
  readonly madePublic: ReadonlyMap<string, Date>
}

/** The events and gestures that were made public last, of those that have happened by the day `today`. Six queries. */
export async function feedNews(tx: OfficeTx, homePlaceId: number, today: string): Promise<FeedNews> {
  const open = unionAll(
    tx
      .select({ kind: sql<NewsKind>`'event'`.as('kind'), id: events.id, day: events.firstDay, at: events.publishedAt })
      .from(events)
      .where(toldEvents(tx, today)),
    tx
      .select({ kind: sql<NewsKind>`'act'`.as('kind'), id: symbolicActs.id, day: symbolicActs.firstDay, at: symbolicActs.publishedAt })
      .from(symbolicActs)
      .where(toldActs(tx, today)),
  ).as('open')
  const rows = await tx
    .select({ kind: open.kind, id: open.id, at: open.at })
    .from(open)
    .orderBy(desc(open.at), desc(open.day), desc(open.id))
    .limit(HAPPENED_IN_FEED)
  return { ...(await newsOf(tx, homePlaceId, rows)), madePublic: new Map(rows.flatMap(({ id, at }) => (at === null ? [] : [[id, at] as const]))) }
}
