// Annual reports that were kept among the documents, as rows: which year, in which language, made when; each one made later is a new version.
import { date, foreignKey, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { documents } from '#features/documents/document.table.ts'
import { officeKey, officeRules } from '#platform/database/office.table.ts'

export const impactReports = pgTable(
  'impact_report',
  {
    ...officeKey(),
    year: integer('year').notNull(),
    language: text('language').notNull(),
    /** Counted within the year and the language; a number is never given twice. */
    number: integer('number').notNull(),
    /** The day on which its numbers were counted. */
    asOn: date('as_on').notNull(),
    /** The paper itself: where the document is removed the version is not there, and comes back with it. */
    documentId: uuid('document_id').notNull(),
  },
  (t) => [
    ...officeRules(t),
    foreignKey({ name: 'impact_report_document', columns: [t.officeId, t.documentId], foreignColumns: [documents.officeId, documents.id] }),
    uniqueIndex('impact_report_once').on(t.officeId, t.year, t.language, t.number),
    uniqueIndex('impact_report_document_once').on(t.officeId, t.documentId),
  ],
).enableRLS()
