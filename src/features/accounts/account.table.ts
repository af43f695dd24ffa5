// Which account belongs to which office, and the one-time links of the first run.
import { foreignKey, pgTable, text, timestamp, unique } from 'drizzle-orm/pg-core'
import { officeKey, officeRules } from '#platform/database/office.table.ts'
import { authUsers } from './auth.table.ts'
import type { Role } from './account.ts'

export const memberships = pgTable(
  'membership',
  {
    ...officeKey(),
    userId: text('user_id').notNull(),
    role: text('role').$type<Role>().notNull(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [
    ...officeRules(t),
    unique('membership_once').on(t.officeId, t.userId),
    foreignKey({ columns: [t.userId], foreignColumns: [authUsers.id] }).onDelete('cascade'),
  ],
).enableRLS()

/** The set-up link printed at first start: only its hash is kept, it opens the first office and then never again. */
export const setupLinks = pgTable('setup_link', {
  tokenHash: text('token_hash').primaryKey(),
  createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
  usedAt: timestamp('used_at', { withTimezone: true }),
})
