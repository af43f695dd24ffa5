// Reads imports: the list, one, its rows a page at a time, how many of each verdict and outcome.
import { and, asc, count, desc, eq, gt, inArray, lt, or, sql, type SQL } from 'drizzle-orm'
import type { OfficeTx } from '#platform/database/door.ts'
import { keyPaging, type Page, type Turn } from '#platform/database/key-paging.ts'
import { ID_SHAPE, isId } from '#platform/ids.ts'
import { OUTCOMES, VERDICTS, type ImportKind, type Outcome, type Verdict } from './import.ts'
import { importRows, imports, mappings, originals, type ImportRecord, type ImportRow } from './import.table.ts'

const IMPORTS_A_PAGE = 25
export const ROWS_A_PAGE = 50

export async function importById(tx: OfficeTx, id: string): Promise<ImportRecord | null> {
  if (!isId(id)) return null
  const [found] = await tx
    .select()
    .from(imports)
    .where(and(eq(imports.officeId, tx.officeId), eq(imports.id, id)))
  return found ?? null
}

/** Newest first. */
export async function importPage(tx: OfficeTx, turn: Turn): Promise<Page<ImportRecord>> {
  const paging = keyPaging(turn, { key: imports.id, id: imports.id }, { size: IMPORTS_A_PAGE, descending: true, keyShape: ID_SHAPE })
  const rows = await tx
    .select()
    .from(imports)
    .where(and(eq(imports.officeId, tx.officeId), paging.where))
    .orderBy(...paging.orderBy)
    .limit(paging.limit)
  return paging.page(rows, ({ id }) => ({ key: id, id }))
}

export async function originalOf(tx: OfficeTx, id: string): Promise<Uint8Array | null> {
  const [found] = await tx
    .select({ content: originals.content })
    .from(originals)
    .where(and(eq(originals.officeId, tx.officeId), eq(originals.id, id)))
  return found?.content ?? null
}

const ofImport = (tx: OfficeTx, importId: string, ...more: (SQL | undefined)[]) =>
  and(eq(importRows.officeId, tx.officeId), eq(importRows.importId, importId), ...more)

/** The first rows of the table as they came, the heading among them. */
export const firstRows = (tx: OfficeTx, importId: string, limit: number): Promise<ImportRow[]> =>
  tx.select().from(importRows).where(ofImport(tx, importId)).orderBy(asc(importRows.position)).limit(limit)

/** Every record row's cells, in order, some at a time. */
export const rowsAfter = (tx: OfficeTx, importId: string, position: number, limit: number) =>
  tx
    .select({ id: importRows.id, position: importRows.position, cells: importRows.cells, letters: importRows.letters })
    .from(importRows)
    .where(ofImport(tx, importId, gt(importRows.position, position)))
    .orderBy(asc(importRows.position))
    .limit(limit)

export type Counts = { readonly verdicts: Readonly<Record<Verdict, number>>; readonly outcomes: Readonly<Record<Outcome, number>>; readonly remarked: number }

/** One query. */
export async function countsOf(tx: OfficeTx, importId: string, headerPosition: number): Promise<Counts> {
  const rows = await tx
    .select({ verdict: importRows.verdict, outcome: importRows.outcome, n: count(), remarked: count(sql`nullif(${importRows.remarks}, '[]'::jsonb)`) })
    .from(importRows)
    .where(ofImport(tx, importId, gt(importRows.position, headerPosition)))
    .groupBy(importRows.verdict, importRows.outcome)
  const sum = <Key extends string>(keys: readonly Key[], of: 'verdict' | 'outcome') =>
    Object.fromEntries(keys.map((key) => [key, rows.reduce((all, row) => all + (row[of] === key ? row.n : 0), 0)])) as Record<Key, number>
  return { verdicts: sum(VERDICTS, 'verdict'), outcomes: sum(OUTCOMES, 'outcome'), remarked: rows.reduce((all, row) => all + row.remarked, 0) }
}

export type RowFilter = { readonly verdict?: Verdict | undefined; readonly outcome?: Outcome | undefined; readonly remarked?: boolean | undefined }

/** A page of the records' rows by their place in the table. `after` and `before` are positions. */
export async function rowPage(
  tx: OfficeTx,
  imported: ImportRecord,
  filter: RowFilter,
  turn: { readonly after?: number | undefined; readonly before?: number | undefined },
): Promise<{ readonly rows: ImportRow[]; readonly next: number | null; readonly previous: number | null }> {
  const backwards = turn.after === undefined && turn.before !== undefined
  const found = await tx
    .select()
    .from(importRows)
    .where(
      ofImport(
        tx,
        imported.id,
        gt(importRows.position, imported.headerPosition),
        filter.verdict === undefined ? undefined : eq(importRows.verdict, filter.verdict),
        filter.outcome === undefined ? undefined : eq(importRows.outcome, filter.outcome),
        filter.remarked === true ? sql`${importRows.remarks} <> '[]'::jsonb` : undefined,
        turn.after === undefined ? undefined : gt(importRows.position, turn.after),
        backwards ? lt(importRows.position, turn.before!) : undefined,
      ),
    )
    .orderBy(backwards ? desc(importRows.position) : asc(importRows.position))
    .limit(ROWS_A_PAGE + 1)
  const more = found.length > ROWS_A_PAGE
  const rows = found.slice(0, ROWS_A_PAGE)
  if (backwards) rows.reverse()
  return {
    rows,
    next: rows.length > 0 && (backwards || more) ? rows.at(-1)!.position : null,
    previous: rows.length > 0 && (backwards ? more : turn.after !== undefined) ? rows[0]!.position : null,
  }
}

/** Those that were not written, in their order, some at a time. */
export const failedRowsAfter = (tx: OfficeTx, importId: string, position: number, limit: number): Promise<ImportRow[]> =>
  tx
    .select()
    .from(importRows)
    .where(
      ofImport(
        tx,
        importId,
        gt(importRows.position, position),
        or(eq(importRows.outcome, 'failed'), and(eq(importRows.outcome, 'waiting'), eq(importRows.verdict, 'fault'))),
      ),
    )
    .orderBy(asc(importRows.position))
    .limit(limit)

export async function rememberedMapping(tx: OfficeTx, kind: ImportKind, headings: string): Promise<Readonly<Record<string, string>> | null> {
  const [found] = await tx
    .select({ fields: mappings.fields })
    .from(mappings)
    .where(and(eq(mappings.officeId, tx.officeId), eq(mappings.kind, kind), eq(mappings.headings, headings)))
  return found?.fields ?? null
}

/** Imports that wait for the background work. */
export const underWay = (tx: OfficeTx): Promise<ImportRecord[]> =>
  tx
    .select()
    .from(imports)
    .where(and(eq(imports.officeId, tx.officeId), inArray(imports.state, ['running', 'undoing'])))
    .orderBy(asc(imports.id))
