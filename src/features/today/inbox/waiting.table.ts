// What the office said of something that waits: put off until a day, given to a colleague, let pass. What waits is computed, never kept.
import { date, integer, pgTable, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { officeKey, officeRules } from '#platform/database/office.table.ts'
import type { Kind } from './waiting.ts'

export const waitingNotes = pgTable(
  'waiting_note',
  {
    ...officeKey(),
    kind: text('kind').$type<Kind>().notNull(),
    /** The record that waits; the office's own id where it speaks of many at once. */
    thingId: uuid('thing_id').notNull(),
    /** Which of several matters of that record; '' where there is one. */
    part: text('part').notNull().default(''),
    /** The day on which it comes back. */
    snoozedUntil: date('snoozed_until', { mode: 'string' }),
    /** What it was like when it was put off; another likeness brings it back. */
    snoozedMark: text('snoozed_mark'),
    /** The account it was given to, and the name at that time. */
    assignedTo: text('assigned_to'),
    assignedName: text('assigned_name'),
    dismissedAt: timestamp('dismissed_at', { withTimezone: true }),
    version: integer('version').notNull().default(1),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
    updatedAt: timestamp('updated_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [...officeRules(t), uniqueIndex('waiting_note_once').on(t.officeId, t.kind, t.thingId, t.part)],
).enableRLS()

export type WaitingNote = typeof waitingNotes.$inferSelect
