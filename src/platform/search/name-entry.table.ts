// One narrow table for finding anything by any word of any of its names, in any script.
import { sql } from 'drizzle-orm'
import { customType, index, pgTable, smallint, text, uuid } from 'drizzle-orm/pg-core'
import { officeKey, officeRules } from '../database/office.table.ts'

/** Compared byte by byte: then „begins with“ is a range, which an index serves also behind row security. */
const plainText = customType<{ data: string }>({ dataType: () => 'text collate "C"' })

/** A row for each word of each name. */
export const nameEntries = pgTable(
  'name_entry',
  {
    ...officeKey(),
    /** The kind of record, as in the activity record: organisation, person, event, commitment … (a partnership is found by its organisation) */
    thing: text('thing').notNull(),
    thingId: uuid('thing_id').notNull(),
    /** The name as people write it. */
    name: text('name').notNull(),
    /** ` ` + name key. */
    key: plainText('key').notNull(),
    /** One word of the key, and the same read from its end: a slip in a word leaves its beginning or its end whole. */
    word: plainText('word').notNull(),
    backwards: plainText('backwards').notNull(),
    /** Which word of the name it is, from 0. */
    position: smallint('position').notNull(),
  },
  (t) => [
    ...officeRules(t),
    index('name_entry_of_thing').on(t.officeId, t.thing, t.thingId),
    index('name_entry_word').on(t.officeId, t.word, t.key),
    index('name_entry_backwards').on(t.officeId, t.backwards),
    index('name_entry_key')
      .on(t.officeId, t.key)
      .where(sql`${t.position} = 0`),
  ],
).enableRLS()
