// Imports as they are kept: the table someone brought, its rows, and how its columns were understood the last time.
import { customType, foreignKey, index, integer, jsonb, pgTable, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { editable, officeKey, officeRules } from '#platform/database/office.table.ts'
import type { Decision, ImportKind, ImportOptions, ImportState, Mapping, Outcome, RecordRow, RowMatch, RowRemark, RowThing, Verdict } from './import.ts'
import type { LetterDoubt, TableFormat } from './reading/limits.ts'

const bytes = customType<{ data: Uint8Array; driverData: Buffer }>({
  dataType: () => 'bytea',
  toDriver: (value) => Buffer.from(value.buffer, value.byteOffset, value.byteLength),
})

export const imports = pgTable(
  'sheet_import',
  {
    ...officeKey(),
    kind: text('kind').$type<ImportKind>().notNull(),
    state: text('state').$type<ImportState>().notNull(),
    /** The file's name; '' for a pasted table. */
    name: text('name').notNull(),
    format: text('format').$type<TableFormat>().notNull(),
    sheets: text('sheets').array().notNull(),
    sheet: text('sheet').notNull(),
    charset: text('charset'),
    delimiter: text('delimiter'),
    /** Position of the row that names the columns; 0: none does. */
    headerPosition: integer('header_position').notNull(),
    /** What the columns are called in it. */
    headings: text('headings').array().notNull(),
    mapping: jsonb('mapping').$type<Mapping>().notNull(),
    options: jsonb('options').$type<ImportOptions>().notNull(),
    /** Whether the mapping was remembered from an earlier table with these headings. */
    remembered: integer('remembered').notNull().default(0),
    /** Rows that are records, the header not among them. */
    total: integer('total').notNull(),
    /** Whose import it is: the account in whose name the rows are written, and the language of what is written about them. */
    personId: text('person_id').notNull(),
    personName: text('person_name').notNull(),
    language: text('language').notNull(),
    startedAt: timestamp('started_at', { withTimezone: true }),
    finishedAt: timestamp('finished_at', { withTimezone: true }),
    ...editable(),
  },
  (t) => [...officeRules(t), index('sheet_import_by_state').on(t.officeId, t.state)],
).enableRLS()

/** The file as it came, until its rows are written or it is thrown away; `id` is the import's. */
export const originals = pgTable('sheet_original', { ...officeKey(), content: bytes('content').notNull() }, (t) => [
  ...officeRules(t),
  foreignKey({ name: 'sheet_original_of', columns: [t.officeId, t.id], foreignColumns: [imports.officeId, imports.id] }),
]).enableRLS()

export const importRows = pgTable(
  'sheet_row',
  {
    ...officeKey(),
    importId: uuid('import_id').notNull(),
    /** As the spreadsheet numbers it, from 1. */
    position: integer('position').notNull(),
    cells: jsonb('cells').$type<readonly string[]>().notNull(),
    letters: text('letters').$type<LetterDoubt>(),
    verdict: text('verdict').$type<Verdict>(),
    record: jsonb('record').$type<RecordRow>(),
    faults: jsonb('faults').$type<readonly RowRemark[]>().notNull().default([]),
    remarks: jsonb('remarks').$type<readonly RowRemark[]>().notNull().default([]),
    matches: jsonb('matches').$type<readonly RowMatch[]>().notNull().default([]),
    /** Position of the earlier row that says the same. */
    doubleOf: integer('double_of'),
    decision: text('decision').$type<Decision>(),
    outcome: text('outcome').$type<Outcome>().notNull().default('waiting'),
    /** Why it was not written, or could not be taken back. */
    reason: jsonb('reason').$type<{ readonly code: RowRemark['code']; readonly value: string }>(),
    made: jsonb('made').$type<readonly RowThing[]>().notNull().default([]),
    /** The change of the activity record in which it was written. */
    changeId: uuid('change_id'),
  },
  (t) => [
    ...officeRules(t),
    foreignKey({ name: 'sheet_row_of', columns: [t.officeId, t.importId], foreignColumns: [imports.officeId, imports.id] }),
    uniqueIndex('sheet_row_in_order').on(t.officeId, t.importId, t.position),
    index('sheet_row_by_outcome').on(t.officeId, t.importId, t.outcome, t.position),
    index('sheet_row_by_verdict').on(t.officeId, t.importId, t.verdict, t.position),
  ],
).enableRLS()

/** How columns of these headings were understood the last time. */
export const mappings = pgTable(
  'sheet_mapping',
  {
    ...officeKey(),
    kind: text('kind').$type<ImportKind>().notNull(),
    /** SHA-256 of the folded headings in their order, hexadecimal. */
    headings: text('headings').notNull(),
    /** Folded heading → field. */
    fields: jsonb('fields').$type<Readonly<Record<string, string>>>().notNull(),
    ...editable(),
  },
  (t) => [...officeRules(t), uniqueIndex('sheet_mapping_once').on(t.officeId, t.kind, t.headings)],
).enableRLS()

export type ImportRecord = typeof imports.$inferSelect
export type ImportRow = typeof importRows.$inferSelect
