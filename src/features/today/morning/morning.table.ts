// Who gets a morning mail, when, and which day was dealt with last. A person's own choice, as their language is.
import { sql } from 'drizzle-orm'
import { boolean, check, date, integer, pgTable, smallint, text, timestamp, uniqueIndex } from 'drizzle-orm/pg-core'
import { officeKey, officeRules } from '#platform/database/office.table.ts'
import type { MorningDays } from './morning.ts'

export const morningWishes = pgTable(
  'morning_wish',
  {
    ...officeKey(),
    /** The account. */
    userId: text('user_id').notNull(),
    days: text('days').$type<MorningDays>().notNull(),
    /** 0 to 23, of the clock in the office's zone. */
    hour: smallint('hour').notNull(),
    /** Also when nothing waits. */
    evenEmpty: boolean('even_empty').notNull().default(false),
    /** The day of the office's zone whose mail was written, or found needless. */
    lastDay: date('last_day', { mode: 'string' }),
    version: integer('version').notNull().default(1),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
    updatedAt: timestamp('updated_at', { withTimezone: true }).notNull(),
  },
  (t) => [...officeRules(t), uniqueIndex('morning_wish_once').on(t.officeId, t.userId), check('morning_wish_hour', sql`${t.hour} between 0 and 23`)],
).enableRLS()

export type MorningRow = typeof morningWishes.$inferSelect
