// The office's own daily allowances and ceilings, by country and from a day on, each with its source.
import { bigint, date, index, pgTable, text } from 'drizzle-orm/pg-core'
import { editable, officeKey, officeRules } from '#platform/database/office.table.ts'

export const tripRates = pgTable(
  'trip_rate',
  {
    ...officeKey(),
    ...editable(),
    country: text('country').notNull(),
    validFrom: date('valid_from').notNull(),
    /** Cents of the euro. */
    perDiem: bigint('per_diem', { mode: 'number' }).notNull(),
    withoutNight: bigint('without_night', { mode: 'number' }),
    night: bigint('night', { mode: 'number' }),
    source: text('source').notNull(),
    note: text('note').notNull().default(''),
  },
  (t) => [...officeRules(t), index('trip_rate_by_country').on(t.officeId, t.country, t.validFrom)],
).enableRLS()
