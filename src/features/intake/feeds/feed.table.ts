// Watched feeds of the municipality's own news: where they are, when they were looked at, what they said, and every item once.
import { foreignKey, index, integer, jsonb, pgTable, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { editable, officeKey, officeRules } from '#platform/database/office.table.ts'
import type { FeedTrouble, ItemOutcome, Told } from './feed.ts'

export const feeds = pgTable(
  'intake_feed',
  {
    ...officeKey(),
    url: text('url').notNull(),
    title: text('title').notNull(),
    /** In whose name its items are added. */
    personId: text('person_id').notNull(),
    pausedAt: timestamp('paused_at', { withTimezone: true }),
    /** What the server said to be asked with the next time. */
    etag: text('etag'),
    lastModified: text('last_modified'),
    lookedAt: timestamp('looked_at', { withTimezone: true }),
    nextLookAt: timestamp('next_look_at', { withTimezone: true }),
    /** Looks that failed one after the other; each doubles the pause. */
    failures: integer('failures').notNull().default(0),
    trouble: text('trouble').$type<FeedTrouble>(),
    /** What the server answered, or how the connection failed, for whoever has to mend it. */
    troubleDetail: text('trouble_detail').notNull().default(''),
    ...editable(),
  },
  (t) => [...officeRules(t), index('intake_feed_due').on(t.officeId, t.nextLookAt)],
).enableRLS()

export const feedItems = pgTable(
  'intake_feed_item',
  {
    ...officeKey(),
    feedId: uuid('feed_id').notNull(),
    /** SHA-256 of its guid, or of its link where it has none. */
    key: text('key').notNull(),
    title: text('title').notNull(),
    link: text('link'),
    /** What the feed said of it, until it is read. */
    told: jsonb('told').$type<Told>(),
    outcome: text('outcome').$type<ItemOutcome>().notNull(),
    textId: uuid('text_id'),
    attempts: integer('attempts').notNull().default(0),
    trouble: text('trouble').$type<FeedTrouble>(),
    seenAt: timestamp('seen_at', { withTimezone: true }).notNull(),
  },
  (t) => [
    ...officeRules(t),
    foreignKey({ name: 'intake_feed_item_of', columns: [t.officeId, t.feedId], foreignColumns: [feeds.officeId, feeds.id] }),
    uniqueIndex('intake_feed_item_once').on(t.officeId, t.feedId, t.key),
  ],
).enableRLS()

export type Feed = typeof feeds.$inferSelect
export type FeedItem = typeof feedItems.$inferSelect
