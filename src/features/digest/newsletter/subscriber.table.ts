// Who reads the newsletter, and a mark, without the address, of those who no longer want it.
import { sql } from 'drizzle-orm'
import { check, index, integer, pgTable, text, timestamp, uniqueIndex } from 'drizzle-orm/pg-core'
import { officeKey, officeRules } from '#platform/database/office.table.ts'
import type { DigestLanguage } from '../composing/tongue.ts'
import type { Door, Ending, SubscriberState } from './subscriber.ts'

export const subscribers = pgTable(
  'newsletter_subscriber',
  {
    ...officeKey(),
    version: integer('version').notNull().default(1),
    /** As it is compared: in small letters. */
    address: text('address').notNull(),
    language: text('language').$type<DigestLanguage>().notNull(),
    /** In which others they read a month that has no issue in their own. */
    also: text('also').array().$type<DigestLanguage[]>().notNull().default([]),
    state: text('state').$type<SubscriberState>().notNull(),
    /** By which door the address came; consent is only what its reader confirmed. */
    door: text('door').$type<Door>().notNull(),
    /** What the officer who added it noted of the consent, and their name. */
    note: text('note').notNull().default(''),
    addedByName: text('added_by_name').notNull().default(''),
    /** When they were last asked to confirm, or told that they are subscribed; null: not yet (an imported address waits its turn). */
    askedAt: timestamp('asked_at', { withTimezone: true }),
    /** How many such letters within a day: more would let a stranger fill somebody's mailbox. */
    asks: integer('asks').notNull().default(0),
    /** Of one that is not confirmed: it goes by itself after this. */
    confirmBy: timestamp('confirm_by', { withTimezone: true }),
    confirmedAt: timestamp('confirmed_at', { withTimezone: true }),
    endedAt: timestamp('ended_at', { withTimezone: true }),
    endedBecause: text('ended_because').$type<Ending>(),
    /** When its reader left, while somebody who typed the address since has not shown that it is theirs; null once it is confirmed. */
    leftAt: timestamp('left_at', { withTimezone: true }),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
  },
  (t) => [
    ...officeRules(t),
    uniqueIndex('newsletter_subscriber_once').on(t.officeId, t.address),
    index('newsletter_subscriber_of_state').on(t.officeId, t.state, t.language),
    index('newsletter_subscriber_unasked')
      .on(t.officeId, t.id)
      .where(sql`${t.state} = 'pending' and ${t.askedAt} is null`),
    check('newsletter_subscriber_ended', sql`(${t.state} = 'ended') = (${t.endedAt} is not null) and (${t.endedAt} is null) = (${t.endedBecause} is null)`),
  ],
).enableRLS()

/** Of whoever unsubscribed only this is left once they are erased: enough to tell that a list brought in later holds them, and not to tell who they are. */
export const refusals = pgTable(
  'newsletter_refusal',
  {
    ...officeKey(),
    /** HMAC of the address with the installation's secret. */
    hash: text('hash').notNull(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
  },
  (t) => [...officeRules(t), uniqueIndex('newsletter_refusal_once').on(t.officeId, t.hash)],
).enableRLS()

export type Subscriber = typeof subscribers.$inferSelect
