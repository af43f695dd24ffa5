// One narrow table for finding things by the words of their texts; a long text stands in several rows.
import { customType, index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { officeKey, officeRules } from '../database/office.table.ts'

/** PostgreSQL's list of tokens with their places; we write it in its own notation. */
const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' })

export const textEntries = pgTable(
  'text_entry',
  {
    ...officeKey(),
    /** The kind of record, as in the activity record. */
    thing: text('thing').notNull(),
    thingId: uuid('thing_id').notNull(),
    /** Which piece of the text, from 0. */
    part: integer('part').notNull(),
    /** ISO 639-1, '' when not known. */
    language: text('language').notNull(),
    title: text('title').notNull(),
    /** The words of this piece, for showing what stands around a find. */
    body: text('body').notNull(),
    /** The title's tokens weigh A, the body's D; and one token names the office (texts.ts). */
    tokens: tsvector('tokens').notNull(),
  },
  (t) => [...officeRules(t), index('text_entry_of_thing').on(t.officeId, t.thing, t.thingId), index('text_entry_tokens').using('gin', t.tokens)],
).enableRLS()
