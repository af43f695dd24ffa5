// How a text came that nobody brought by hand: with a batch, a letter, a watched feed; and whether somebody set it aside.
import { date, foreignKey, index, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import { editable, officeKey, officeRules } from '#platform/database/office.table.ts'
import { texts } from '../text.table.ts'
import type { Dated, Door } from './triage.ts'

/** `id` is the text's. */
export const arrivals = pgTable(
  'intake_arrival',
  {
    ...officeKey(),
    door: text('door').$type<Door>().notNull(),
    /** The batch or the feed it came with. */
    sourceId: uuid('source_id').notNull(),
    /** The file, the letter or the item as it is called there. */
    name: text('name').notNull(),
    /** What the text's day was taken from. */
    dated: text('dated').$type<Dated>().notNull(),
    /** The day the text was given when it came, to see whether somebody corrected it. */
    datedAs: date('dated_as', { mode: 'string' }),
    asideAt: timestamp('aside_at', { withTimezone: true }),
    asideBy: text('aside_by'),
    ...editable(),
  },
  (t) => [
    ...officeRules(t),
    foreignKey({ name: 'intake_arrival_of_text', columns: [t.officeId, t.id], foreignColumns: [texts.officeId, texts.id] }),
    index('intake_arrival_by_source').on(t.officeId, t.sourceId),
  ],
).enableRLS()

export type Arrival = typeof arrivals.$inferSelect
