// Private addresses under which a person's own calendar reads the office's occasions: only a hash of each is kept.
import { foreignKey, index, pgTable, text, timestamp, uniqueIndex } from 'drizzle-orm/pg-core'
import { memberships } from '#features/accounts/account.table.ts'
import { officeKey, officeRules } from '#platform/database/office.table.ts'
import type { Language } from '#platform/texts/language.ts'
import type { FeedKind } from './feed.ts'

export const calendarAddresses = pgTable(
  'calendar_address',
  {
    ...officeKey(),
    userId: text('user_id').notNull(),
    /** In what the person calls it: „телефонът ми“. */
    label: text('label').notNull().default(''),
    language: text('language').$type<Language>().notNull(),
    kinds: text('kinds').array().$type<FeedKind[]>().notNull(),
    /** SHA-256 of the token, in hex: whoever reads the database cannot open the feed. */
    tokenHash: text('token_hash').notNull(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
    renewedAt: timestamp('renewed_at', { withTimezone: true }),
  },
  (t) => [
    ...officeRules(t),
    // Whoever leaves the office takes their addresses along: the feed ends with the membership.
    foreignKey({
      name: 'calendar_address_of_member',
      columns: [t.officeId, t.userId],
      foreignColumns: [memberships.officeId, memberships.userId],
    }).onDelete('cascade'),
    index('calendar_address_of').on(t.officeId, t.userId),
    uniqueIndex('calendar_address_token').on(t.tokenHash),
  ],
).enableRLS()

export type CalendarAddress = typeof calendarAddresses.$inferSelect
