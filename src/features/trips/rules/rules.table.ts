// The office's own rules for journeys: one row an office, none while it keeps the usual ones.
import { jsonb, pgTable } from 'drizzle-orm/pg-core'
import { editable, officeKey, officeRules } from '#platform/database/office.table.ts'
import type { TripRules } from './rules.ts'

/** `id` is the office's. */
export const tripRules = pgTable('trip_rules', { ...officeKey(), ...editable(), rules: jsonb('rules').$type<TripRules>().notNull() }, (t) => [
  ...officeRules(t),
]).enableRLS()
