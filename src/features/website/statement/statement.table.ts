// What the office says of its site's accessibility; one row at most, under the office's id. Without it the page says what is not stated.
import { date, jsonb, pgTable, text } from 'drizzle-orm/pg-core'
import { editable, officeKey, officeRules } from '#platform/database/office.table.ts'
import type { LocalText } from '#platform/texts/local-text.ts'
import type { Conformance, Method } from './statement.ts'

export const accessibilityStatements = pgTable(
  'accessibility_statement',
  {
    ...officeKey(),
    ...editable(),
    /** null: not stated. */
    conformance: text('conformance').$type<Conformance>(),
    method: text('method').$type<Method>(),
    preparedOn: date('prepared_on'),
    reviewedOn: date('reviewed_on'),
    law: jsonb('law').$type<LocalText>().notNull(),
    gaps: jsonb('gaps').$type<LocalText>().notNull(),
    burden: jsonb('burden').$type<LocalText>().notNull(),
    outside: jsonb('outside').$type<LocalText>().notNull(),
    contact: jsonb('contact').$type<LocalText>().notNull(),
    email: text('email').notNull().default(''),
    phone: text('phone').notNull().default(''),
    enforcement: jsonb('enforcement').$type<LocalText>().notNull(),
  },
  (t) => [...officeRules(t)],
).enableRLS()
