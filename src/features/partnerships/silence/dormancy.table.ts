// After how much silence the office calls a tie quiet or asleep, by type: one row an office, none while it keeps the defaults.
import { jsonb, pgTable, uniqueIndex } from 'drizzle-orm/pg-core'
import { editable, officeKey, officeRules } from '#platform/database/office.table.ts'
import type { Limits } from './dormancy.ts'

export const dormancyLimits = pgTable('dormancy_limit', { ...officeKey(), limits: jsonb('limits').$type<Limits>().notNull(), ...editable() }, (t) => [
  ...officeRules(t),
  uniqueIndex('dormancy_limit_one').on(t.officeId),
]).enableRLS()
