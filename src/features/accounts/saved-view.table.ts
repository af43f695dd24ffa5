// Views of lists that people keep: a name and the query of the address, each person's own, or shared with the office.
import { sql } from 'drizzle-orm'
import { index, pgTable, text, timestamp, uniqueIndex } from 'drizzle-orm/pg-core'
import { editable, officeKey, officeRules } from '#platform/database/office.table.ts'

export const savedViews = pgTable(
  'saved_view',
  {
    ...officeKey(),
    /** Whose it is: the account's id, as the activity record knows people. */
    personId: text('person_id').notNull(),
    personName: text('person_name').notNull(),
    /** Which list: partnerships, organisations, people. */
    list: text('list').notNull(),
    name: text('name').notNull(),
    /** The list's address after the question mark; only words and values the list knows. */
    query: text('query').notNull(),
    /** Since when the whole office sees it; null: its owner alone. */
    sharedAt: timestamp('shared_at', { withTimezone: true }),
    /** Since when its owner's list opens with it; null: it does not. */
    firstSince: timestamp('first_since', { withTimezone: true }),
    ...editable(),
  },
  (t) => [
    ...officeRules(t),
    index('saved_view_of_list')
      .on(t.officeId, t.list, t.name, t.id)
      .where(sql`${t.deletedAt} is null`),
    uniqueIndex('saved_view_one_first')
      .on(t.officeId, t.personId, t.list)
      .where(sql`${t.deletedAt} is null and ${t.firstSince} is not null`),
  ],
).enableRLS()

export type SavedView = typeof savedViews.$inferSelect
