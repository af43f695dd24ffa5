// Batches: an archive or many files brought at once, and every item in them with what became of it.
import { bigint, foreignKey, index, integer, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import { editable, officeKey, officeRules } from '#platform/database/office.table.ts'
import type { BatchState, Outcome, Why } from './batch.ts'

export const batches = pgTable(
  'intake_batch',
  {
    ...officeKey(),
    /** What was brought: the archive's name, the folder's, or the first file's. */
    title: text('title').notNull(),
    state: text('state').$type<BatchState>().notNull(),
    /** In whose name the texts are added, and in which language what is written about them; `personName` is who brought it. */
    personId: text('person_id').notNull(),
    personName: text('person_name').notNull(),
    language: text('language').notNull(),
    finishedAt: timestamp('finished_at', { withTimezone: true }),
    ...editable(),
  },
  (t) => [...officeRules(t), index('intake_batch_by_state').on(t.officeId, t.state)],
).enableRLS()

export const batchItems = pgTable(
  'intake_batch_item',
  {
    ...officeKey(),
    batchId: uuid('batch_id').notNull(),
    /** In the order of reading, from 1; what a package holds comes after all that is known already. */
    position: integer('position').notNull(),
    /** The package, mailbox or letter it was taken out of. */
    partOf: uuid('part_of'),
    /** Its name with the folders it lay in. */
    name: text('name').notNull(),
    /** SHA-256 of its bytes, under which they lie in the file store; '' when they were never taken out. */
    hash: text('hash').notNull(),
    bytes: bigint('bytes', { mode: 'number' }).notNull(),
    outcome: text('outcome').$type<Outcome>().notNull(),
    why: text('why').$type<Why>(),
    textId: uuid('text_id'),
    /** How often its reading was begun: a file on which the program breaks is left alone in the end. */
    attempts: integer('attempts').notNull().default(0),
  },
  (t) => [
    ...officeRules(t),
    foreignKey({ name: 'intake_batch_item_of', columns: [t.officeId, t.batchId], foreignColumns: [batches.officeId, batches.id] }),
    index('intake_batch_item_in_order').on(t.officeId, t.batchId, t.position),
    index('intake_batch_item_by_outcome').on(t.officeId, t.batchId, t.outcome, t.position),
  ],
).enableRLS()

export type Batch = typeof batches.$inferSelect
export type BatchItem = typeof batchItems.$inferSelect
