// Invitations for calendars as rows: what of a visit is sent as one, and who has which state of it in their calendar.
import { foreignKey, index, integer, jsonb, pgTable, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { editable, officeKey, officeRules } from '#platform/database/office.table.ts'
import type { PaperLanguage } from '#platform/texts/paper-languages.ts'
import { programmeItems } from '../programmes/programme.table.ts'
import { visits } from '../visit.table.ts'
import type { Answer, Organizer, Told } from './invitation.ts'

export const invitations = pgTable(
  'invitation',
  {
    /** Stands in the UID, the same in every letter about it. */
    ...officeKey(),
    /** Removed: nobody is to have it any more; whoever has it is told that it is called off. */
    ...editable(),
    visitId: uuid('visit_id').notNull(),
    /** null: the whole visit. */
    itemId: uuid('item_id'),
    /** When it was last chosen or no longer chosen; sending leaves it as it is. */
    turnedAt: timestamp('turned_at', { withTimezone: true }),
    /** Rises when time, place or somebody's part changes (RFC 5545 §3.8.7.4). */
    sequence: integer('sequence').notNull().default(0),
    /** To whom the answers go; may not change once somebody has the invitation. */
    organizer: jsonb('organizer').$type<Organizer>().notNull(),
  },
  (t) => [
    ...officeRules(t),
    foreignKey({ name: 'invitation_visit', columns: [t.officeId, t.visitId], foreignColumns: [visits.officeId, visits.id] }),
    foreignKey({ name: 'invitation_item', columns: [t.officeId, t.itemId], foreignColumns: [programmeItems.officeId, programmeItems.id] }),
    index('invitation_of').on(t.officeId, t.visitId, t.itemId),
  ],
).enableRLS()

export const invitees = pgTable(
  'invitee',
  {
    ...officeKey(),
    invitationId: uuid('invitation_id').notNull(),
    /** By it they are known to other calendars; in small letters. */
    address: text('address').notNull(),
    name: text('name').notNull(),
    language: text('language').$type<PaperLanguage>().notNull(),
    /** What they have: the sequence and the details of the last letter, and how many letters they got. */
    sequence: integer('sequence').notNull(),
    told: jsonb('told').$type<Told>().notNull(),
    letters: integer('letters').notNull().default(1),
    sentAt: timestamp('sent_at', { withTimezone: true }).notNull(),
    /** The last letter, in the outbox. */
    mailId: uuid('mail_id'),
    /** When it was called off for them; null while they are invited. */
    cancelledAt: timestamp('cancelled_at', { withTimezone: true }),
    answer: text('answer').$type<Answer>(),
    /** When they answered, by their own calendar or as the office heard it, and which sequence they answered to. */
    answeredAt: timestamp('answered_at', { withTimezone: true }),
    answeredSequence: integer('answered_sequence'),
    comment: text('comment').notNull().default(''),
  },
  (t) => [
    ...officeRules(t),
    foreignKey({ name: 'invitee_invitation', columns: [t.officeId, t.invitationId], foreignColumns: [invitations.officeId, invitations.id] }),
    uniqueIndex('invitee_once').on(t.officeId, t.invitationId, t.address),
    index('invitee_address').on(t.officeId, t.address),
  ],
).enableRLS()

export type Invitation = typeof invitations.$inferSelect
export type Invitee = typeof invitees.$inferSelect
