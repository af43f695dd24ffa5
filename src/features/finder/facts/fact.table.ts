// What the office knows of towns, as rows: tags of towns, and the people of municipalities; each with its source.
import { sql } from 'drizzle-orm'
import { check, index, integer, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { editable, officeKey, officeRules } from '#platform/database/office.table.ts'
import type { ImpreciseDate } from '#platform/dates.ts'
import type { Saying } from './fact.ts'

/** `placeId` is the GeoNames id of the list of places; no foreign key, because the list is loaded anew and belongs to no office. */
const sourced = () => ({
  placeId: integer('place_id').notNull(),
  source: text('source').notNull(),
  address: text('address'),
  /** Null: the source does not say of which day it is. */
  asOf: text('as_of').$type<ImpreciseDate>(),
  note: text('note').notNull().default(''),
})

export const townTags = pgTable(
  'town_tag',
  {
    ...officeKey(),
    ...editable(),
    ...sourced(),
    tag: text('tag').notNull(),
    says: text('says').$type<Saying>().notNull(),
  },
  (t) => [
    ...officeRules(t),
    uniqueIndex('town_tag_once')
      .on(t.officeId, t.placeId, t.tag)
      .where(sql`${t.deletedAt} is null`),
    index('town_tag_by_tag').on(t.officeId, t.tag),
    check('town_tag_has_source', sql`${t.source} <> ''`),
  ],
).enableRLS()
export type TownTagRow = typeof townTags.$inferSelect

export const townPeople = pgTable(
  'town_people',
  {
    ...officeKey(),
    ...editable(),
    ...sourced(),
    /** Who live in the municipality whose seat or part the town is; of the town itself the list of places tells. */
    people: integer('people').notNull(),
  },
  (t) => [
    ...officeRules(t),
    uniqueIndex('town_people_once')
      .on(t.officeId, t.placeId)
      .where(sql`${t.deletedAt} is null`),
    check('town_people_has_source', sql`${t.source} <> ''`),
  ],
).enableRLS()
export type TownPeopleRow = typeof townPeople.$inferSelect
