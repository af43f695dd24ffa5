// Texts brought to the office: the original as it came, and what was read out of it, letter for letter.
import { sql } from 'drizzle-orm'
import { customType, date, index, integer, pgTable, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { editable, officeKey, officeRules } from '#platform/database/office.table.ts'
import type { Format } from '#features/documents/extraction/extracted.ts'
import type { ReadingTrouble } from './reading/apart.ts'

const bytes = customType<{ data: Uint8Array; driverData: Buffer }>({
  dataType: () => 'bytea',
  toDriver: (value) => Buffer.from(value.buffer, value.byteOffset, value.byteLength),
})

export const texts = pgTable(
  'intake_text',
  {
    ...officeKey(),
    title: text('title').notNull(),
    sourceUrl: text('source_url'),
    /** The day the item appeared; null with `readAt` set: nobody knows it, with `readAt` null: not asked yet. */
    published: date('published', { mode: 'string' }),
    /** What the drafts' spans count in: UTF-16 units from its first letter. */
    body: text('body').notNull(),
    /** SHA-256 of the body, hexadecimal: the same text is not read twice. */
    bodyHash: text('body_hash').notNull(),
    format: text('format').$type<Format | 'pasted'>().notNull(),
    originalName: text('original_name').notNull(),
    originalType: text('original_type').notNull(),
    /** SHA-256 of the original's bytes, hexadecimal. */
    originalHash: text('original_hash').notNull(),
    original: bytes('original').notNull(),
    /** What the officer should know about the file, as said when it came. */
    notes: text('notes').array().notNull().default([]),
    language: text('language'),
    engineVersion: text('engine_version'),
    readAt: timestamp('read_at', { withTimezone: true }),
    /** Why the last reading came to nothing; '' when it did not. */
    trouble: text('trouble').$type<ReadingTrouble | ''>().notNull().default(''),
    /** When somebody asked for it to be read again in the background; null once it has been. */
    rereadAskedAt: timestamp('reread_asked_at', { withTimezone: true }),
    /** The newest line of the office's record of changes when the drafts were last held against the register. */
    matchedTo: uuid('matched_to'),
    /** Milliseconds the reading took. */
    readInMs: integer('read_in_ms'),
    addedBy: text('added_by').notNull(),
    ...editable(),
  },
  (t) => [
    ...officeRules(t),
    uniqueIndex('intake_text_once')
      .on(t.officeId, t.bodyHash)
      .where(sql`${t.deletedAt} is null`),
    // Few at a time, of all offices.
    index('intake_text_to_reread')
      .on(t.officeId, t.id)
      .where(sql`${t.deletedAt} is null and ${t.rereadAskedAt} is not null`),
    index('intake_text_in_order')
      .on(t.officeId, t.id)
      .where(sql`${t.deletedAt} is null`),
  ],
).enableRLS()

export type TextRow = typeof texts.$inferSelect
/** A text without the bytes of its original. */
export type IntakeText = Omit<TextRow, 'original'>
