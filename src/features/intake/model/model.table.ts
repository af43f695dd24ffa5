// Readings of texts by the language model: who agreed that the words be sent, where they went, and what came of it.
import { sql } from 'drizzle-orm'
import { foreignKey, index, integer, jsonb, pgTable, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { officeKey, officeRules } from '#platform/database/office.table.ts'
import { texts } from '../text.table.ts'
import type { Find } from './answer.ts'
import type { ModelState, Reach, Trouble } from './model.ts'

export const modelReadings = pgTable(
  'intake_model_reading',
  {
    ...officeKey(),
    textId: uuid('text_id').notNull(),
    /** What was agreed to: the address, its host and port, the model's name, whether that is in the house, how many letters. */
    url: text('url').notNull(),
    host: text('host').notNull(),
    model: text('model').notNull(),
    reach: text('reach').$type<Reach>().notNull(),
    letters: integer('letters').notNull(),
    askedById: text('asked_by_id').notNull(),
    askedBy: text('asked_by').notNull(),
    askedAt: timestamp('asked_at', { withTimezone: true }).notNull(),
    /** The version of our words to the model. */
    prompt: text('prompt').notNull(),
    state: text('state').$type<ModelState>().notNull().default('waiting'),
    /** The text is sent in so many parts; those done include those that failed. */
    parts: integer('parts').notNull(),
    partsDone: integer('parts_done').notNull().default(0),
    partsFailed: integer('parts_failed').notNull().default(0),
    /** Times the present part was tried. */
    attempts: integer('attempts').notNull().default(0),
    /** No process takes it up before; while one is at it, that is when it may be thought lost. */
    nextAt: timestamp('next_at', { withTimezone: true }).notNull(),
    finds: jsonb('finds').$type<readonly Find[]>().notNull().default([]),
    said: integer('said').notNull().default(0),
    notThere: integer('not_there').notNull().default(0),
    unfit: integer('unfit').notNull().default(0),
    both: integer('both').notNull().default(0),
    own: integer('own').notNull().default(0),
    /** The last one met; with a reading that is done, why a part is missing. */
    trouble: text('trouble').$type<Trouble>(),
    finishedAt: timestamp('finished_at', { withTimezone: true }),
    version: integer('version').notNull().default(1),
  },
  (t) => [
    ...officeRules(t),
    foreignKey({ name: 'intake_model_reading_of_text', columns: [t.officeId, t.textId], foreignColumns: [texts.officeId, texts.id] }),
    uniqueIndex('intake_model_reading_under_way')
      .on(t.officeId, t.textId)
      .where(sql`${t.state} = 'waiting'`),
    index('intake_model_reading_of').on(t.officeId, t.textId, t.id),
    index('intake_model_reading_next')
      .on(t.nextAt)
      .where(sql`${t.state} = 'waiting'`),
  ],
).enableRLS()

export type ModelReading = typeof modelReadings.$inferSelect
