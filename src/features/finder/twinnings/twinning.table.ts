// Twinnings of the world as they were loaded, which belong to no office; and those an office adds for itself, one by one or as whole lists.
import { sql } from 'drizzle-orm'
import { boolean, date, index, integer, pgTable, primaryKey, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { editable, officeKey, officeRules } from '#platform/database/office.table.ts'
import type { LoadSource, LoadTrouble } from './load.ts'

/** One loading of the world's twinnings, and how far it has come. Reference data: offices only read it. */
export const worldLoads = pgTable(
  'world_twinning_load',
  {
    id: uuid('id').primaryKey(),
    source: text('source').$type<LoadSource>().notNull(),
    /** Where from: the service's address, or the file's name. */
    address: text('address').notNull(),
    /** The account of whoever asked for it; `command` from the command line. */
    askedBy: text('asked_by').notNull(),
    startedAt: timestamp('started_at', { withTimezone: true }).notNull(),
    /** All of it has come. */
    finishedAt: timestamp('finished_at', { withTimezone: true }),
    /** Since when its pairs are what the finder reads; null: not yet, or no more. */
    currentSince: timestamp('current_since', { withTimezone: true }),
    /** The last item that was answered, where the next question goes on; '' at the beginning. */
    cursor: text('cursor').notNull().default(''),
    /** Items asked for with one question; halved when the service does not manage them. */
    pageSize: integer('page_size').notNull(),
    pages: integer('pages').notNull().default(0),
    /** Items answered so far; pairs kept; statements with a town the list of places does not have; statements that are none. */
    items: integer('items').notNull().default(0),
    pairs: integer('pairs').notNull().default(0),
    unknown: integer('unknown').notNull().default(0),
    broken: integer('broken').notNull().default(0),
    /** Questions that failed one after the other, and when the next may be asked. */
    tries: integer('tries').notNull().default(0),
    nextAt: timestamp('next_at', { withTimezone: true }),
    /** Why the last question failed, also while it is asked again; and what the service said. */
    trouble: text('trouble').$type<LoadTrouble>(),
    troubleDetail: text('trouble_detail').notNull().default(''),
    /** It rests: somebody must act. */
    stoppedAt: timestamp('stopped_at', { withTimezone: true }),
    /** Somebody said that fewer than half of what was there is right. */
    shrinkingConfirmed: boolean('shrinking_confirmed').notNull().default(false),
  },
  (t) => [
    uniqueIndex('world_twinning_load_current')
      .on(t.source)
      .where(sql`${t.currentSince} is not null`),
    index('world_twinning_load_started').on(t.source, t.startedAt),
  ],
)

/** A twinning as a load brought it, the smaller GeoNames id first. */
export const worldTwinnings = pgTable(
  'world_twinning',
  {
    loadId: uuid('load_id')
      .notNull()
      .references(() => worldLoads.id, { onDelete: 'cascade' }),
    a: integer('a').notNull(),
    b: integer('b').notNull(),
    /** Where it can be looked up: the two items of Wikidata, or what the file says. */
    reference: text('reference').notNull(),
    seenOn: date('seen_on').notNull(),
  },
  (t) => [primaryKey({ columns: [t.loadId, t.a, t.b] })],
)

/** A twinning the office has found out itself, the smaller GeoNames id first. */
export const twinnings = pgTable(
  'finder_twinning',
  {
    ...officeKey(),
    a: integer('a').notNull(),
    b: integer('b').notNull(),
    /** In which publication it stands, and where that is. */
    source: text('source').notNull(),
    address: text('address').notNull().default(''),
    /** When it was read there. */
    seenOn: date('seen_on').notNull(),
    ...editable(),
  },
  (t) => [
    ...officeRules(t),
    uniqueIndex('finder_twinning_once')
      .on(t.officeId, t.a, t.b)
      .where(sql`${t.deletedAt} is null`),
  ],
).enableRLS()

/** A whole list of twinnings from a file. */
export const twinningLists = pgTable(
  'finder_twinning_list',
  {
    ...officeKey(),
    /** The file's name. */
    name: text('name').notNull(),
    source: text('source').notNull(),
    address: text('address').notNull().default(''),
    seenOn: date('seen_on').notNull(),
    /** GeoNames ids, of each twinning the smaller first, one behind the other. */
    pairs: integer('pairs').array().notNull(),
    count: integer('count').notNull(),
    /** Lines with a town the list of places does not have, and lines that are no pair; they were left out. */
    unknown: integer('unknown').notNull(),
    broken: integer('broken').notNull(),
    /** null while it is only looked at before it is taken. */
    takenAt: timestamp('taken_at', { withTimezone: true }),
    ...editable(),
  },
  (t) => [...officeRules(t)],
).enableRLS()

export type WorldLoad = typeof worldLoads.$inferSelect
export type TwinningRow = typeof twinnings.$inferSelect
export type TwinningListRow = typeof twinningLists.$inferSelect
