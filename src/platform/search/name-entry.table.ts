// One narrow table for finding anything by any of its names, in any script.
import { sql } from 'drizzle-orm'
import { index, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { officeKey, officeRules } from '../database/office.table.ts'

export const nameEntries = pgTable(
  'name_entry',
  {
    ...officeKey(),
    /** The kind of record, as in the activity record: organisation, person, partnership, event, commitment … */
    thing: text('thing').notNull(),
    thingId: uuid('thing_id').notNull(),
    /** The name as people write it. */
    name: text('name').notNull(),
    /** ` ` + name key: the leading space lets a prefix of any word be asked for. */
    key: text('key').notNull(),
  },
  (t) => [...officeRules(t), index('name_entry_of_thing').on(t.officeId, t.thing, t.thingId), index('name_entry_key').using('gin', sql`${t.key} gin_trgm_ops`)],
).enableRLS()
