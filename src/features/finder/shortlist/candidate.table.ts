// What the office keeps of towns of the world it may look for a partnership with: one row a town, for as long as anybody has said something of it.
import { date, integer, jsonb, pgTable, text, unique } from 'drizzle-orm/pg-core'
import { editable, officeKey, officeRules } from '#platform/database/office.table.ts'
import type { Finding } from '../finder.ts'

export const finderCandidates = pgTable(
  'finder_candidate',
  {
    ...officeKey(),
    ...editable(),
    /** GeoNames id. No foreign key: the gazetteer is reloaded whole and belongs to no office. */
    placeId: integer('place_id').notNull(),
    /** Since when it stands at the head of every list. */
    pinnedOn: date('pinned_on'),
    /** Since when no list shows it, and why. */
    excludedOn: date('excluded_on'),
    excludedWhy: text('excluded_why').notNull().default(''),
    /** Since when the office means to write to it. */
    shortlistedOn: date('shortlisted_on'),
    note: text('note').notNull().default(''),
    /** How it was found; null: chosen by hand. */
    finding: jsonb('finding').$type<Finding>(),
  },
  (t) => [...officeRules(t), unique('finder_candidate_town').on(t.officeId, t.placeId)],
).enableRLS()

export type CandidateRow = typeof finderCandidates.$inferSelect
