// Issues of the newsletter, one a publication, and to whom each goes.
import { foreignKey, index, pgTable, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { editable, officeKey, officeRules } from '#platform/database/office.table.ts'
import { sql } from 'drizzle-orm'
import type { DigestLanguage } from '../composing/tongue.ts'
import { digestPublications } from '../digest.table.ts'
import type { DeliveryState } from './issue.ts'

export const issues = pgTable(
  'newsletter_issue',
  {
    ...officeKey(),
    ...editable(),
    publicationId: uuid('publication_id').notNull(),
    language: text('language').$type<DigestLanguage>().notNull(),
    /** YYYY-MM of the digest. */
    month: text('month').notNull(),
    subject: text('subject').notNull(),
    /** Some words before the digest; '': none. */
    preface: text('preface').notNull().default(''),
    /** When an officer last sent themselves this wording. */
    triedAt: timestamp('tried_at', { withTimezone: true }),
    startedAt: timestamp('started_at', { withTimezone: true }),
    startedByName: text('started_by_name').notNull().default(''),
    /** By an officer, until it goes on. */
    stoppedAt: timestamp('stopped_at', { withTimezone: true }),
    finishedAt: timestamp('finished_at', { withTimezone: true }),
    /** For good: its publication was withdrawn. */
    withdrawnAt: timestamp('withdrawn_at', { withTimezone: true }),
  },
  (t) => [
    ...officeRules(t),
    foreignKey({
      name: 'newsletter_issue_publication',
      columns: [t.officeId, t.publicationId],
      foreignColumns: [digestPublications.officeId, digestPublications.id],
    }),
    uniqueIndex('newsletter_issue_once')
      .on(t.officeId, t.publicationId)
      .where(sql`${t.deletedAt} is null`),
    index('newsletter_issue_of_month').on(t.officeId, t.month),
    index('newsletter_issue_under_way')
      .on(t.officeId, t.id)
      .where(sql`${t.startedAt} is not null and ${t.finishedAt} is null`),
  ],
).enableRLS()

export const deliveries = pgTable(
  'newsletter_delivery',
  {
    ...officeKey(),
    issueId: uuid('issue_id').notNull(),
    /** null: the subscriber was erased; that a letter went stays. */
    subscriberId: uuid('subscriber_id'),
    state: text('state').$type<DeliveryState>().notNull(),
    /** The letter in the outbox. */
    mailId: uuid('mail_id'),
    settledAt: timestamp('settled_at', { withTimezone: true }),
  },
  (t) => [
    ...officeRules(t),
    foreignKey({ name: 'newsletter_delivery_issue', columns: [t.officeId, t.issueId], foreignColumns: [issues.officeId, issues.id] }),
    uniqueIndex('newsletter_delivery_once').on(t.officeId, t.issueId, t.subscriberId),
    index('newsletter_delivery_of_state').on(t.officeId, t.issueId, t.state, t.id),
    index('newsletter_delivery_to').on(t.officeId, t.subscriberId),
    index('newsletter_delivery_mail').on(t.officeId, t.mailId),
  ],
).enableRLS()

export type Issue = typeof issues.$inferSelect
