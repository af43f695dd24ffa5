// What the office wrote down where no record tells it, as rows: so many young people with a partner in a year, with the source.
import { bigint, date, foreignKey, index, integer, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import { events } from '#features/events/event.table.ts'
import { partnerships } from '#features/partnerships/partnership.table.ts'
import { editable, officeKey, officeRules } from '#platform/database/office.table.ts'
import type { Recordable } from '../measure.ts'

export const impactFigures = pgTable(
  'impact_figure',
  {
    ...officeKey(),
    ...editable(),
    partnershipId: uuid('partnership_id').notNull(),
    year: integer('year').notNull(),
    measure: text('measure').$type<Recordable>().notNull(),
    /** How many; of money hundredths of the currency. */
    amount: bigint('amount', { mode: 'number' }).notNull(),
    /** ISO 4217; null for what is no money. */
    currency: text('currency'),
    /** The event it is of; null: it is of the whole year. */
    eventId: uuid('event_id'),
    /** As on which day it was so. */
    asOf: date('as_of').notNull(),
    source: text('source').notNull(),
    sourceUrl: text('source_url'),
    note: text('note').notNull().default(''),
    publishedAt: timestamp('published_at', { withTimezone: true }),
  },
  (t) => [
    ...officeRules(t),
    foreignKey({ name: 'impact_figure_partnership', columns: [t.officeId, t.partnershipId], foreignColumns: [partnerships.officeId, partnerships.id] }),
    foreignKey({ name: 'impact_figure_event', columns: [t.officeId, t.eventId], foreignColumns: [events.officeId, events.id] }),
    index('impact_figure_of').on(t.officeId, t.partnershipId, t.year, t.id),
    index('impact_figure_event_of').on(t.officeId, t.eventId),
  ],
).enableRLS()

export type FigureRow = typeof impactFigures.$inferSelect
