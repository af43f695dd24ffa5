// How an office wants its citizens' site to look; one row at most, under the office's id. Without it the house's look holds.
import { boolean, pgTable, text } from 'drizzle-orm/pg-core'
import { editable, officeKey, officeRules } from '#platform/database/office.table.ts'
import type { Letters } from './look.ts'

export const siteLooks = pgTable(
  'site_look',
  {
    ...officeKey(),
    ...editable(),
    /** `#rrggbb` as it was chosen; the shades are computed. null: the house's. */
    accent: text('accent'),
    letters: text('letters').$type<Letters>().notNull(),
    /** Whether the crest of the letterhead stands in the head. */
    crest: boolean('crest').notNull(),
  },
  (t) => [...officeRules(t)],
).enableRLS()
