// What is arranged for a visit, as rows: interpreter, rooms, transport, meals, gifts, press …, who answers for it, and who pays.
import { bigint, date, foreignKey, index, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { editable, officeKey, officeRules } from '#platform/database/office.table.ts'
import { visits } from '../visit.table.ts'
import type { ArrangementKind, Payer } from './arrangement.ts'

export const arrangements = pgTable(
  'visit_arrangement',
  {
    ...officeKey(),
    ...editable(),
    visitId: uuid('visit_id').notNull(),
    kind: text('kind').$type<ArrangementKind>().notNull(),
    /** „Автобус за 20 души от летището“ */
    what: text('what').notNull(),
    /** The day it is for; null: for the whole visit, or not known yet. */
    day: date('day'),
    /** The time of that day, as told: „14:30“, „след вечерята“. */
    time: text('time').notNull().default(''),
    /** Who of us answers for it. */
    responsible: text('responsible').notNull().default(''),
    /** Who does it: the hotel, the interpreter, the driver; and how they are reached. */
    provider: text('provider').notNull().default(''),
    phone: text('phone').notNull().default(''),
    /** Who pays; '' while nobody said. */
    payer: text('payer').$type<Payer>().notNull().default(''),
    /** Whole cents of the currency (ISO 4217); null while no price is known. */
    cents: bigint('cents', { mode: 'number' }),
    currency: text('currency').notNull().default('EUR'),
    askedOn: date('asked_on'),
    confirmedOn: date('confirmed_on'),
    note: text('note').notNull().default(''),
  },
  (t) => [
    ...officeRules(t),
    foreignKey({ name: 'visit_arrangement_visit', columns: [t.officeId, t.visitId], foreignColumns: [visits.officeId, visits.id] }),
    index('visit_arrangement_of').on(t.officeId, t.visitId, t.id),
  ],
).enableRLS()
