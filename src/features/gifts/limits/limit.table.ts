// The office's own limits for gifts, each from a day on and with its source.
import { bigint, date, index, pgTable, text } from 'drizzle-orm/pg-core'
import { editable, officeKey, officeRules } from '#platform/database/office.table.ts'

export const giftLimits = pgTable(
  'gift_limit',
  {
    ...officeKey(),
    ...editable(),
    validFrom: date('valid_from').notNull(),
    /** Hundredths of the currency, for one gift. */
    cents: bigint('cents', { mode: 'number' }).notNull(),
    currency: text('currency').notNull(),
    source: text('source').notNull(),
    note: text('note').notNull().default(''),
  },
  (t) => [...officeRules(t), index('gift_limit_by_day').on(t.officeId, t.validFrom, t.id)],
).enableRLS()
