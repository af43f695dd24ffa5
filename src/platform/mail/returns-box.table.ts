// The mailbox to which letters come back, as it was last looked into: one row for the installation, of no office.
import { bigint, integer, pgTable, text, timestamp } from 'drizzle-orm/pg-core'
import type { BoxTrouble } from './returns-box.ts'

export const returnsBoxes = pgTable('mail_returns_box', {
  /** Which mailbox and folder, without its password: another one begins anew. */
  place: text('place').primaryKey(),
  lookedAt: timestamp('looked_at', { withTimezone: true }).notNull(),
  /** The last look that came to its end. */
  readAt: timestamp('read_at', { withTimezone: true }),
  nextLookAt: timestamp('next_look_at', { withTimezone: true }).notNull(),
  /** When a letter of ours was last found to have come back, and how many there were in all. */
  foundAt: timestamp('found_at', { withTimezone: true }),
  found: integer('found').notNull().default(0),
  failures: integer('failures').notNull().default(0),
  trouble: text('trouble').$type<BoxTrouble>(),
  /** What the server said, in its own words. */
  troubleDetail: text('trouble_detail').notNull().default(''),
  /** Up to which letter it was looked through; numbers count only under the same validity (RFC 3501, 2.3.1.1). */
  validity: text('validity').notNull().default(''),
  lastUid: bigint('last_uid', { mode: 'number' }).notNull().default(0),
})

export type ReturnsBoxRow = typeof returnsBoxes.$inferSelect
