// Tables at which hosts and guests of a visit sit, as rows: the form of the table, and the order where the office changed it by hand.
import { boolean, foreignKey, index, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { editable, officeKey, officeRules } from '#platform/database/office.table.ts'
import { visits } from '../visit.table.ts'
import type { InterpreterPlace, SeatingForm, Seats } from './seating.ts'

export const seatings = pgTable(
  'visit_seating',
  {
    ...officeKey(),
    ...editable(),
    visitId: uuid('visit_id').notNull(),
    /** „Разговори“, „Официална вечеря“ */
    title: text('title').notNull(),
    form: text('form').$type<SeatingForm>().notNull(),
    /** Of a long table: whether the guests sit facing the door, which is the place of honour. */
    guestsFaceDoor: boolean('guests_face_door').notNull().default(true),
    interpreterPlace: text('interpreter_place').$type<InterpreterPlace>().notNull(),
    /** Ids of delegates who do not sit at this table. */
    away: text('away').array().notNull().default([]),
    /** The seats as changed by hand; null: by the rules of precedence, whoever comes. */
    seats: jsonb('seats').$type<Seats>(),
  },
  (t) => [
    ...officeRules(t),
    foreignKey({ name: 'visit_seating_visit', columns: [t.officeId, t.visitId], foreignColumns: [visits.officeId, visits.id] }),
    index('visit_seating_of').on(t.officeId, t.visitId, t.id),
  ],
).enableRLS()
