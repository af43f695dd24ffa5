// Documents as rows: a kept file with what the office says of it, and the things it hangs on.
import { sql } from 'drizzle-orm'
import { bigint, foreignKey, index, integer, jsonb, pgTable, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { editable, officeKey, officeRules } from '#platform/database/office.table.ts'
import type { ImpreciseDate } from '#platform/dates.ts'
import type { LocalText } from '#platform/texts/local-text.ts'
import type { DocumentKind, DocumentThing } from './document.ts'
import type { Media } from './media.ts'

export const documents = pgTable(
  'document',
  {
    ...officeKey(),
    ...editable(),
    title: jsonb('title').$type<LocalText>().notNull(),
    kind: text('kind').$type<DocumentKind>().notNull(),
    /** Language of the paper itself, ISO 639-1; '' when nobody said and the words did not tell. */
    language: text('language').notNull().default(''),
    /** The day the paper bears. */
    date: text('date').$type<ImpreciseDate>(),
    /** SHA-256 of the bytes: under this name the store keeps them (platform/files). */
    hash: text('hash').notNull(),
    /** As it was called where it came from, cleaned. */
    fileName: text('file_name').notNull(),
    /** What it is by its content. */
    media: text('media').$type<Media>().notNull(),
    bytes: bigint('bytes', { mode: 'number' }).notNull(),
    publishedAt: timestamp('published_at', { withTimezone: true }),
    // What the job found out by reading the file; no person edits it and no version counts it.
    pages: integer('pages'),
    width: integer('width'),
    height: integer('height'),
    /** When the job was done with it; null: it waits. */
    readAt: timestamp('read_at', { withTimezone: true }),
    /** How often it was begun: a file on which the program itself breaks must not be tried for ever. */
    attempts: integer('attempts').notNull().default(0),
    /** 'read', or why there is no text (extraction/extracted.ts); '' for kinds without text. */
    textState: text('text_state').notNull().default(''),
    /** Whether a small picture lies beside the file. */
    drawnAt: timestamp('drawn_at', { withTimezone: true }),
  },
  (t) => [
    ...officeRules(t),
    index('document_by_hash').on(t.hash),
    index('document_newest')
      .on(t.officeId, t.id)
      .where(sql`${t.deletedAt} is null`),
    index('document_waiting')
      .on(t.id)
      .where(sql`${t.readAt} is null and ${t.deletedAt} is null`),
  ],
).enableRLS()

/** A document may hang on several things; on none it is the office's own. */
export const documentPlaces = pgTable(
  'document_place',
  { ...officeKey(), documentId: uuid('document_id').notNull(), thing: text('thing').$type<DocumentThing>().notNull(), thingId: uuid('thing_id').notNull() },
  (t) => [
    ...officeRules(t),
    foreignKey({ name: 'document_place_document', columns: [t.officeId, t.documentId], foreignColumns: [documents.officeId, documents.id] }),
    uniqueIndex('document_place_once').on(t.officeId, t.documentId, t.thing, t.thingId),
    index('document_place_of').on(t.officeId, t.thing, t.thingId, t.documentId),
  ],
).enableRLS()

export type DocumentRow = typeof documents.$inferSelect
