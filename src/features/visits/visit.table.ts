// Dossiers of visits as rows: one for an event, under the event's own id.
import { date, foreignKey, jsonb, pgTable, text } from 'drizzle-orm/pg-core'
import { events } from '#features/events/event.table.ts'
import { editable, officeKey, officeRules } from '#platform/database/office.table.ts'
import type { LocalText } from '#platform/texts/local-text.ts'

export const visits = pgTable(
  'visit',
  {
    /** `id` is the event's. */
    ...officeKey(),
    ...editable(),
    /** When the visit was asked for, by whom and in which words. */
    requestedOn: date('requested_on'),
    requestedBy: text('requested_by').notNull().default(''),
    request: text('request').notNull().default(''),
    /** When the other side was answered, and what. */
    answeredOn: date('answered_on'),
    answer: text('answer').$type<'accepted' | 'declined'>(),
    answerNote: text('answer_note').notNull().default(''),
    ourPurpose: jsonb('our_purpose').$type<LocalText>().notNull(),
    theirPurpose: jsonb('their_purpose').$type<LocalText>().notNull(),
    ourObjectives: jsonb('our_objectives').$type<LocalText>().notNull(),
    theirObjectives: jsonb('their_objectives').$type<LocalText>().notNull(),
    /** Languages of the visit's papers, ISO 639-1, our own first. */
    languages: text('languages').array().notNull(),
    /** IANA names: where the visit takes place, and where the guests come from. */
    hostZone: text('host_zone').notNull(),
    guestZone: text('guest_zone').notNull(),
    confirmedOn: date('confirmed_on'),
    heldOn: date('held_on'),
    report: jsonb('report').$type<LocalText>().notNull(),
    reportedOn: date('reported_on'),
    closedOn: date('closed_on'),
    /** Why it was closed though no outcome was recorded; '' when outcomes are. */
    closedWithout: text('closed_without').notNull().default(''),
    cancelledOn: date('cancelled_on'),
    cancelReason: text('cancel_reason').notNull().default(''),
  },
  (t) => [...officeRules(t), foreignKey({ name: 'visit_event', columns: [t.officeId, t.id], foreignColumns: [events.officeId, events.id] })],
).enableRLS()
