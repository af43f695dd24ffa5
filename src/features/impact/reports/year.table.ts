// A year's report as a row: its opening words, and which of its figures the citizens may see.
import { sql } from 'drizzle-orm'
import { integer, jsonb, pgTable, text, timestamp, uniqueIndex } from 'drizzle-orm/pg-core'
import { editable, officeKey, officeRules } from '#platform/database/office.table.ts'
import type { LocalText } from '#platform/texts/local-text.ts'
import type { Measure } from '../measure.ts'

export const impactYears = pgTable(
  'impact_year',
  {
    ...officeKey(),
    ...editable(),
    year: integer('year').notNull(),
    opening: jsonb('opening').$type<LocalText>().notNull(),
    /** Which measures the citizens may see. */
    measures: text('measures').array().$type<Measure[]>().notNull().default([]),
    /** Since when they may; null: the year is the office's own. */
    publishedAt: timestamp('published_at', { withTimezone: true }),
  },
  (t) => [
    ...officeRules(t),
    uniqueIndex('impact_year_once')
      .on(t.officeId, t.year)
      .where(sql`${t.deletedAt} is null`),
  ],
).enableRLS()

export type YearRow = typeof impactYears.$inferSelect
