// The world's towns by GeoNames: reference data that belongs to no office.
import { doublePrecision, index, integer, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core'

export const places = pgTable('place', {
  /** GeoNames id. */
  id: integer('id').primaryKey(),
  name: text('name').notNull(),
  country: text('country').notNull(),
  admin1: text('admin1').notNull(),
  admin2: text('admin2').notNull(),
  featureCode: text('feature_code').notNull(),
  latitude: doublePrecision('latitude').notNull(),
  longitude: doublePrecision('longitude').notNull(),
  /** 0: unknown. */
  population: integer('population').notNull(),
  /** Metres; null: unknown. */
  elevation: integer('elevation'),
  timeZone: text('time_zone').notNull(),
  /** All spellings, as GeoNames has them. */
  names: text('names').array().notNull(),
})

/** Every spelling's key once for each town, for "begins with". */
export const placeNames = pgTable('place_name', { key: text('key').notNull(), placeId: integer('place_id').notNull(), name: text('name').notNull() }, (t) => [
  primaryKey({ columns: [t.placeId, t.key] }),
  index('place_name_key').on(t.key.op('text_pattern_ops')),
])

/** Which version of the list is loaded, and how far a running load has come. */
export const placeLoads = pgTable('place_load', {
  version: text('version').primaryKey(),
  startedAt: timestamp('started_at', { withTimezone: true }).notNull(),
  finishedAt: timestamp('finished_at', { withTimezone: true }),
})
