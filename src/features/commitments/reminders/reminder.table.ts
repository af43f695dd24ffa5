// What an office decided about reminders, with which partners letters leave without being looked at, and for which days promises were spoken for.
import { date, foreignKey, index, integer, jsonb, pgTable, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { organisations } from '#features/organisations/organisation.table.ts'
import { editable, officeKey, officeRules } from '#platform/database/office.table.ts'
import { commitments } from '../commitment.table.ts'
import type { Reminded, Schedule } from './reminder.ts'

/** One row an office, with the office's own id; none while it keeps what is usual: nothing is sent. */
export const reminderRules = pgTable(
  'reminder_rules',
  {
    ...officeKey(),
    ...editable(),
    ours: jsonb('ours').$type<Schedule>().notNull(),
    theirs: jsonb('theirs').$type<Schedule>().notNull(),
    /** From this full hour of the office's day on letters are written. */
    hour: integer('hour').notNull(),
    /** The account that is written to for promises nobody answers for; it signs what goes to partners where nobody of ours answers. */
    standInId: text('stand_in_id'),
    standInName: text('stand_in_name').notNull().default(''),
    /** The last day whose letters were written. */
    writtenOn: date('written_on'),
  },
  (t) => [...officeRules(t)],
).enableRLS()

/** Partners to whom a reminder leaves without an officer looking at it first; before the first one to an address somebody looks in any case. */
export const trustedPartners = pgTable(
  'reminder_trusted',
  { ...officeKey(), organisationId: uuid('organisation_id').notNull(), createdAt: timestamp('created_at', { withTimezone: true }).notNull() },
  (t) => [
    ...officeRules(t),
    foreignKey({
      name: 'reminder_trusted_organisation',
      columns: [t.officeId, t.organisationId],
      foreignColumns: [organisations.officeId, organisations.id],
    }),
    uniqueIndex('reminder_trusted_once').on(t.officeId, t.organisationId),
  ],
).enableRLS()

/** A promise, or a matter of a later feature, named in a letter. Whose address it went to stands in the outbox only. */
export const remindedPromises = pgTable(
  'reminder_named',
  {
    ...officeKey(),
    commitmentId: uuid('commitment_id'),
    /** Its key; null: a promise is named. */
    matter: text('matter'),
    who: text('who').$type<Reminded>().notNull(),
    /** Of the mail in the outbox. */
    mailId: uuid('mail_id').notNull(),
    writtenOn: date('written_on').notNull(),
    coversUntil: date('covers_until').notNull(),
  },
  (t) => [
    ...officeRules(t),
    foreignKey({ name: 'reminder_named_commitment', columns: [t.officeId, t.commitmentId], foreignColumns: [commitments.officeId, commitments.id] }),
    index('reminder_named_of').on(t.officeId, t.commitmentId),
    index('reminder_named_by_day').on(t.officeId, t.writtenOn),
  ],
).enableRLS()
