// The office's own „partner wanted“; one row at most, under the office's id.
import { sql } from 'drizzle-orm'
import { date, integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core'
import type { Field } from '#features/partnerships/field.ts'
import { editable, officeKey, officeRules } from '#platform/database/office.table.ts'
import type { LocalText } from '#platform/texts/local-text.ts'
import type { Published, SoughtType } from './wanted.ts'

export const wantedProfiles = pgTable(
  'wanted_profile',
  {
    ...officeKey(),
    ...editable(),
    about: jsonb('about').$type<LocalText>().notNull(),
    offers: jsonb('offers').$type<LocalText>().notNull(),
    seeks: jsonb('seeks').$type<LocalText>().notNull(),
    types: text('types')
      .array()
      .$type<SoughtType[]>()
      .notNull()
      .default(sql`'{}'`),
    fields: text('fields')
      .array()
      .$type<Field[]>()
      .notNull()
      .default(sql`'{}'`),
    /** ISO 3166-1, two letters. */
    countries: text('countries')
      .array()
      .notNull()
      .default(sql`'{}'`),
    /** Parts of countries, in words. */
    regions: jsonb('regions').$type<LocalText>().notNull(),
    /** Inhabitants of the town looked for; null: no bound. */
    sizeFrom: integer('size_from'),
    sizeTo: integer('size_to'),
    /** Whom to turn to: an office or a post, never somebody by name. */
    contact: jsonb('contact').$type<LocalText>().notNull(),
    email: text('email').notNull().default(''),
    phone: text('phone').notNull().default(''),
    /** Language → since when citizens read it in that language (ISO instant); empty: the profile is the office's own. */
    publishedIn: jsonb('published_in').$type<Published>().notNull(),
    /** The last day on which it is public; null: until somebody withdraws it. */
    until: date('until'),
  },
  (t) => [...officeRules(t)],
).enableRLS()
