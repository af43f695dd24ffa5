// What an office's papers say at their head beside its name: address, telephone, mail, web page and crest. One row at most, under the office's id.
import { integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core'
import { editable, officeKey, officeRules } from '#platform/database/office.table.ts'
import type { LocalText } from '#platform/texts/local-text.ts'

export const letterheads = pgTable(
  'letterhead',
  {
    ...officeKey(),
    ...editable(),
    address: jsonb('address').$type<LocalText>().notNull(),
    phone: text('phone').notNull().default(''),
    email: text('email').notNull().default(''),
    web: text('web').notNull().default(''),
    /** The crest as it was drawn anew, a PNG in the store of files; null while there is none. Sizes in pixels. */
    crestHash: text('crest_hash'),
    crestWidth: integer('crest_width'),
    crestHeight: integer('crest_height'),
    /** What is seen on it, for whoever does not see. */
    crestText: jsonb('crest_text').$type<LocalText>().notNull(),
  },
  (t) => [...officeRules(t)],
).enableRLS()
