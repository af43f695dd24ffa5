// Organisations: everyone with a name an office can deal with, from a municipality to a school.
import { sql } from 'drizzle-orm'
import { index, integer, jsonb, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import { editable, officeKey, officeRules } from '#platform/database/office.table.ts'
import type { Citation } from '#platform/texts/citation.ts'
import type { LocalText } from '#platform/texts/local-text.ts'
import type { OrganisationKind } from './organisation.ts'

export const organisations = pgTable(
  'organisation',
  {
    ...officeKey(),
    kind: text('kind').$type<OrganisationKind>().notNull(),
    /** ISO 3166-1 alpha-2 in capitals; XK for Kosovo, EU for bodies of the European Union. */
    country: text('country').notNull(),
    /** GeoNames id. No foreign key: the gazetteer is reloaded whole and belongs to no office. */
    placeId: integer('place_id'),
    name: jsonb('name').$type<LocalText>().notNull(),
    /** As its own people write it, with the language it is written in (ISO 639-1). */
    nativeName: text('native_name'),
    nativeLanguage: text('native_language'),
    /** Other spellings it is found by: old names, abbreviations, how neighbours write it. */
    aliases: text('aliases').array().notNull().default([]),
    website: text('website'),
    /** Its item in Wikidata: Q and a number. */
    wikidataId: text('wikidata_id'),
    /** Set on a removed one: the organisation that took it up when the two were merged. No foreign key: merging may be undone in any order. */
    mergedIntoId: uuid('merged_into_id'),
    notes: jsonb('notes').$type<LocalText>().notNull(),
    sources: jsonb('sources').$type<readonly Citation[]>().notNull().default([]),
    /** Where the name stands in the alphabet; with the id it is the key the list is paged by. */
    sortKey: text('sort_key').notNull(),
    ...editable(),
  },
  (t) => [
    ...officeRules(t),
    // What lists of later features copy of it points here, so that the database itself carries changes over.
    unique('organisation_as_listed').on(t.officeId, t.id, t.sortKey, t.country),
    index('organisation_by_country')
      .on(t.officeId, t.country, t.sortKey, t.id)
      .where(sql`${t.deletedAt} is null`),
    index('organisation_by_kind')
      .on(t.officeId, t.kind, t.sortKey, t.id)
      .where(sql`${t.deletedAt} is null`),
    index('organisation_in_order')
      .on(t.officeId, t.sortKey, t.id)
      .where(sql`${t.deletedAt} is null`),
  ],
).enableRLS()

export type Organisation = typeof organisations.$inferSelect
