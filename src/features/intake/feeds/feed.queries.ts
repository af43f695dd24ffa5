// Reads watched feeds: the office's list with what each brought, those it is time to look at, and the items that wait.
import { and, asc, count, desc, eq, getTableColumns, isNull, lt, lte, or, sql } from 'drizzle-orm'
import type { OfficeTx } from '#platform/database/door.ts'
import { isId } from '#platform/ids.ts'
import { MOST_TRIES } from './feed.ts'
import { feedItems, feeds, type Feed, type FeedItem } from './feed.table.ts'

const live = (tx: OfficeTx) => and(eq(feeds.officeId, tx.officeId), isNull(feeds.deletedAt))

export type FeedLine = Feed & { readonly read: number; readonly known: number; readonly failed: number; readonly waiting: number }

/** All of the office, the oldest first; MOST_FEEDS at most. One query. */
export async function feedList(tx: OfficeTx): Promise<FeedLine[]> {
  const n = (outcome: FeedItem['outcome']) => sql<number>`count(*) filter (where ${feedItems.outcome} = ${outcome})`.mapWith(Number)
  const rows = await tx
    .select({ feed: feeds, read: n('read'), known: n('known'), failed: n('failed'), waiting: n('waiting') })
    .from(feeds)
    .leftJoin(feedItems, and(eq(feedItems.officeId, feeds.officeId), eq(feedItems.feedId, feeds.id)))
    .where(live(tx))
    .groupBy(feeds.officeId, feeds.id)
    .orderBy(asc(feeds.id))
  return rows.map(({ feed, ...numbers }) => ({ ...feed, ...numbers }))
}

export async function feedById(tx: OfficeTx, id: string): Promise<Feed | null> {
  if (!isId(id)) return null
  const [row] = await tx
    .select()
    .from(feeds)
    .where(and(live(tx), eq(feeds.id, id)))
  return row ?? null
}

export async function feedCount(tx: OfficeTx): Promise<number> {
  const [row] = await tx.select({ n: count() }).from(feeds).where(live(tx))
  return row?.n ?? 0
}

/** Those it is time to look at. */
export const dueFeeds = (tx: OfficeTx, now: Date): Promise<Feed[]> =>
  tx
    .select()
    .from(feeds)
    .where(and(live(tx), isNull(feeds.pausedAt), or(isNull(feeds.nextLookAt), lte(feeds.nextLookAt, now))))
    .orderBy(asc(feeds.nextLookAt), asc(feeds.id))

/** Items of the feed that are still to be read, the oldest first as feeds tell them: the last one told is the oldest. */
export const waitingItems = (tx: OfficeTx, feedId: string): Promise<FeedItem[]> =>
  tx
    .select()
    .from(feedItems)
    .where(and(eq(feedItems.officeId, tx.officeId), eq(feedItems.feedId, feedId), eq(feedItems.outcome, 'waiting'), lt(feedItems.attempts, MOST_TRIES)))
    .orderBy(asc(feedItems.id))

/** Items of the watched feeds that could not be read, the newest first. */
export const failedItems = (tx: OfficeTx, most = 20): Promise<FeedItem[]> =>
  tx
    .select(getTableColumns(feedItems))
    .from(feedItems)
    .innerJoin(feeds, and(eq(feeds.officeId, feedItems.officeId), eq(feeds.id, feedItems.feedId)))
    .where(and(live(tx), eq(feedItems.outcome, 'failed')))
    .orderBy(desc(feedItems.id))
    .limit(most)
