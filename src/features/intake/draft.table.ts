// Drafts read out of a text, each with the words it rests on and what the officer decided about it.
import { foreignKey, integer, jsonb, pgTable, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { officeKey, officeRules } from '#platform/database/office.table.ts'
import type { Decision, DraftKind, DraftMatch, ModelFind, Resolution } from './draft.ts'
import type { Span } from './reading/reading.ts'
import { texts } from './text.table.ts'

export const drafts = pgTable(
  'intake_draft',
  {
    ...officeKey(),
    textId: uuid('text_id').notNull(),
    /** What other drafts of the same text refer to; a text read anew gives the same find the same key. */
    key: text('key').notNull(),
    /** Its number on the desk, from 1: by place in the text, organisations before what needs them. */
    position: integer('position').notNull(),
    kind: text('kind').$type<DraftKind>().notNull(),
    /** In the shape of draft.ts for its kind. */
    data: jsonb('data').notNull(),
    /** Places in the text's body: start and end behind the last letter. */
    spans: jsonb('spans').$type<readonly Span[]>().notNull(),
    /** Keys of the drafts it refers to. */
    links: text('links').array().notNull().default([]),
    match: jsonb('match').$type<DraftMatch>(),
    /** Null: the rules alone found it. */
    modelFind: jsonb('model_find').$type<ModelFind>(),
    decision: text('decision').$type<Decision>().notNull().default('undecided'),
    decidedBy: text('decided_by'),
    decidedAt: timestamp('decided_at', { withTimezone: true }),
    /** The record it is the same as, or the one it became. */
    recordId: uuid('record_id'),
    /** Where the record and the text differ: whose values are to stand; null while nobody was asked. */
    resolution: text('resolution').$type<Resolution>(),
    savedAt: timestamp('saved_at', { withTimezone: true }),
    /** When a later reading of the text first found it; null when the first one did. */
    newAt: timestamp('new_at', { withTimezone: true }),
    version: integer('version').notNull().default(1),
    updatedAt: timestamp('updated_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [
    ...officeRules(t),
    foreignKey({ name: 'intake_draft_of_text', columns: [t.officeId, t.textId], foreignColumns: [texts.officeId, texts.id] }),
    uniqueIndex('intake_draft_key').on(t.officeId, t.textId, t.key),
  ],
).enableRLS()

export type DraftRow = typeof drafts.$inferSelect
