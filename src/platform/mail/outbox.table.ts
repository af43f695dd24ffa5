// The outbox: mails that wait, left or came back, and what is known of the addresses they go to.
import { foreignKey, index, integer, jsonb, pgTable, text, timestamp, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { sql } from 'drizzle-orm'
import { officeKey, officePolicy, officeRules, offices } from '../database/office.table.ts'
import type { Attachment, Mail, MailKind, MailState } from './letter.ts'

export const outbox = pgTable(
  'mail_outbox',
  {
    /** null: the installation's own, such as a sign-in link. No office sees those. */
    officeId: uuid('office_id'),
    /** Stands in the Message-ID too, the same on every try. */
    id: uuid('id').notNull(),
    kind: text('kind').$type<MailKind>().notNull().default('sign-in'),
    language: text('language').notNull().default('bg'),
    to: text('to').notNull(),
    toName: text('to_name').notNull().default(''),
    domain: text('domain').notNull().default(''),
    subject: text('subject').notNull(),
    text: text('text').notNull(),
    html: text('html'),
    /** For the officer who looks at it before it goes; never sent. */
    remark: text('remark').notNull().default(''),
    /** Subject and text as they were written at first, once an officer has put them otherwise. */
    draft: jsonb('draft').$type<{ readonly subject: string; readonly text: string }>(),
    attachments: jsonb('attachments').$type<readonly Attachment[]>().notNull().default([]),
    calendar: jsonb('calendar').$type<NonNullable<Mail['calendar']>>(),
    replyTo: jsonb('reply_to').$type<NonNullable<Mail['replyTo']>>(),
    /** The same key is never queued twice in one office; without one it is a mail of its own. */
    key: text('once_key')
      .notNull()
      .default(sql`gen_random_uuid()::text`),
    thing: text('thing'),
    thingId: uuid('thing_id'),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
    state: text('state').$type<MailState>().notNull().default('waiting'),
    /** Rises when a person decides about it; what the postman does leaves it as it is. */
    version: integer('version').notNull().default(1),
    nextTryAt: timestamp('next_try_at', { withTimezone: true }).notNull().defaultNow(),
    validUntil: timestamp('valid_until', { withTimezone: true }),
    attempts: integer('attempts').notNull().default(0),
    /** When the tries began, those since somebody last had it sent again. */
    firstTriedAt: timestamp('first_tried_at', { withTimezone: true }),
    triedAt: timestamp('tried_at', { withTimezone: true }),
    lastError: text('last_error'),
    /** Of a bounced one: the letter itself was at fault, and its address is none the worse for it; null: the address was, or it did not bounce. */
    faultOf: text('fault_of').$type<'letter'>(),
    /** The run of the postman that has it in hand, and until when unless it says that it lives. */
    claimedBy: uuid('claimed_by'),
    claimedUntil: timestamp('claimed_until', { withTimezone: true }),
    sentAt: timestamp('sent_at', { withTimezone: true }),
    /** What the server said when it took it: its number there, for asking its operator. */
    answer: text('answer'),
    /** When it came to where nothing more happens by itself. */
    settledAt: timestamp('settled_at', { withTimezone: true }),
    /** The returned letters by which it was marked, so that none marks it twice: their own numbers, as `Returned.identity` has them. */
    returnedBy: text('returned_by').array().notNull().default([]),
    /** When an officer said of a bounced or given-up one that they know. */
    seenAt: timestamp('seen_at', { withTimezone: true }),
    /** When its words were swept away; who, when and what became of it stay a while longer. */
    emptiedAt: timestamp('emptied_at', { withTimezone: true }),
  },
  (t) => [
    foreignKey({ name: 'mail_of_office', columns: [t.officeId], foreignColumns: [offices.id] }),
    // The office's column may be empty, so these two stand in the place of a primary key.
    unique('mail_itself').on(t.officeId, t.id).nullsNotDistinct(),
    unique('mail_once').on(t.officeId, t.key).nullsNotDistinct(),
    officePolicy(t.officeId),
    index('mail_by_id').on(t.id),
    index('mail_of_office_in_order').on(t.officeId, t.state, t.id),
    index('mail_about').on(t.officeId, t.thing, t.thingId),
    index('mail_to').on(t.officeId, t.to),
    index('mail_waiting')
      .on(t.nextTryAt)
      .where(sql`${t.state} in ('waiting', 'handing-over')`),
    index('mail_tried')
      .on(t.triedAt, t.domain)
      .where(sql`${t.triedAt} is not null`),
  ],
).enableRLS()

export const mailAddresses = pgTable(
  'mail_address',
  {
    ...officeKey(),
    address: text('address').notNull(),
    /** Of the last mail: in it they are spoken to when they refuse more. */
    language: text('language').notNull(),
    /** Kind of mail → when they refused it. */
    refused: jsonb('refused').$type<Readonly<Record<string, string>>>().notNull().default({}),
    failingSince: timestamp('failing_since', { withTimezone: true }),
    failure: text('failure').notNull().default(''),
    /** Rises with everything that is learnt of whether letters arrive there. */
    version: integer('version').notNull().default(1),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
  },
  (t) => [
    ...officeRules(t),
    uniqueIndex('mail_address_once').on(t.officeId, t.address),
    index('mail_address_failing')
      .on(t.officeId, t.failingSince)
      .where(sql`${t.failingSince} is not null`),
  ],
).enableRLS()

export type QueuedMail = typeof outbox.$inferSelect
export type MailAddress = typeof mailAddresses.$inferSelect
