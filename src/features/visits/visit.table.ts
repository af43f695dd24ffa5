// Dossiers of visits as rows: one for an event, under the event's own id.
import { date, foreignKey, integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core'
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
    /** Pieces of the preparation of which the office said that this visit needs none. */
    waived: text('waived').array().notNull().default([]),
    /** The order in which flags stand and anthems are played, where the office wants another than the usual one: keys of ceremonial.ts. */
    flagOrder: text('flag_order').array().notNull().default([]),
    anthemOrder: text('anthem_order').array().notNull().default([]),
    /** Since when what the guests eat and need is not kept any more. */
    specialErasedOn: date('special_erased_on'),
  },
  (t) => [...officeRules(t), foreignKey({ name: 'visit_event', columns: [t.officeId, t.id], foreignColumns: [events.officeId, events.id] })],
).enableRLS()

/** The office's own rules of preparing visits, one row at most; without it the usual ones hold (preparation/rules.ts). Its id is the office's. */
export const visitRules = pgTable(
  'visit_rules',
  {
    ...officeKey(),
    ...editable(),
    /** Piece → by how many days before the visit (after it, for what comes after) it should be done; a piece left out keeps its usual day. */
    days: jsonb('days').$type<Readonly<Record<string, number>>>().notNull(),
    /** So many days after a visit what its guests eat and need is erased. */
    eraseAfterDays: integer('erase_after_days').notNull(),
  },
  (t) => [...officeRules(t)],
).enableRLS()
