// Personal links of delegates to their own programme: only a hash of each is kept, and of those of one delegate one opens at a time.
import { sql } from 'drizzle-orm'
import { foreignKey, index, pgTable, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { officeKey, officeRules } from '#platform/database/office.table.ts'
import { delegates } from '../delegations/delegate.table.ts'
import { visits } from '../visit.table.ts'

export const pocketLinks = pgTable(
  'pocket_link',
  {
    ...officeKey(),
    visitId: uuid('visit_id').notNull(),
    delegateId: uuid('delegate_id').notNull(),
    /** SHA-256 of the token, in hex: whoever reads the database cannot open the page. */
    tokenHash: text('token_hash').notNull(),
    madeAt: timestamp('made_at', { withTimezone: true }).notNull(),
    /** Who made it, as they were called then. */
    madeBy: text('made_by').notNull(),
    /** Since when it opens no more, because it was withdrawn or another took its place. */
    withdrawnAt: timestamp('withdrawn_at', { withTimezone: true }),
    /** When a letter with it was last put into the outbox. That somebody opened it is not kept. */
    mailedAt: timestamp('mailed_at', { withTimezone: true }),
  },
  (t) => [
    ...officeRules(t),
    foreignKey({ name: 'pocket_link_visit', columns: [t.officeId, t.visitId], foreignColumns: [visits.officeId, visits.id] }),
    foreignKey({ name: 'pocket_link_delegate', columns: [t.officeId, t.delegateId], foreignColumns: [delegates.officeId, delegates.id] }),
    index('pocket_link_of').on(t.officeId, t.visitId),
    uniqueIndex('pocket_link_open')
      .on(t.officeId, t.delegateId)
      .where(sql`${t.withdrawnAt} is null`),
    uniqueIndex('pocket_link_token').on(t.tokenHash),
  ],
).enableRLS()

export type PocketLink = typeof pocketLinks.$inferSelect
