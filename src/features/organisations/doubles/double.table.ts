// What finding doubles needs to remember: by which keys records look alike, which pairs are not the same after all, how many pairs were found.
import { sql } from 'drizzle-orm'
import { index, integer, pgTable, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { editable, officeKey, officeRules } from '#platform/database/office.table.ts'
import type { Doubling } from './double.ts'

/** Computed from the record at `version` and made anew when that has moved on: a cache, never written by hand and never restored. */
export const likenessKeys = pgTable(
  'likeness_key',
  {
    ...officeKey(),
    thing: text('thing').$type<Doubling>().notNull(),
    thingId: uuid('thing_id').notNull(),
    version: integer('version').notNull(),
    /** As likeness.ts makes them: two records that share none are not compared. */
    key: text('key').notNull(),
  },
  (t) => [
    ...officeRules(t),
    index('likeness_key_of_thing').on(t.officeId, t.thing, t.thingId, t.version),
    index('likeness_key_by_key').on(t.officeId, t.thing, t.key, t.thingId),
  ],
).enableRLS()

/** „Не са едно и също“: somebody looked at the two and said so. */
export const differences = pgTable(
  'difference',
  {
    ...officeKey(),
    thing: text('thing').$type<Doubling>().notNull(),
    /** The smaller of the two ids stands first. */
    oneId: uuid('one_id').notNull(),
    otherId: uuid('other_id').notNull(),
    ...editable(),
  },
  (t) => [
    ...officeRules(t),
    uniqueIndex('difference_once')
      .on(t.officeId, t.thing, t.oneId, t.otherId)
      .where(sql`${t.deletedAt} is null`),
  ],
).enableRLS()

/** How many pairs are probably one, as last counted; the day's page asks here. */
export const doubleCounts = pgTable(
  'double_count',
  {
    ...officeKey(),
    thing: text('thing').$type<Doubling>().notNull(),
    pairs: integer('pairs').notNull(),
    countedAt: timestamp('counted_at', { withTimezone: true }).notNull(),
  },
  (t) => [...officeRules(t), uniqueIndex('double_count_once').on(t.officeId, t.thing)],
).enableRLS()

export type Difference = typeof differences.$inferSelect
