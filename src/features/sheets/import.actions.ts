// Brings a table to the office, says what its columns hold, decides about its rows, starts, stops and throws away an import. The register is not touched here.
import { and, asc, eq, gt, inArray, lt, sql } from 'drizzle-orm'
import type { Officer } from '#features/accounts/account.ts'
import { m } from '#messages'
import type { OfficeTx } from '#platform/database/door.ts'
import { insertMany } from '#platform/database/insert-many.ts'
import type { Here } from '#platform/here.ts'
import { isId, newId } from '#platform/ids.ts'
import { ok, refuse, stale, type Refusal, type Result, type Stale } from '#platform/result.ts'
import { currentLanguage } from '#platform/texts/language.ts'
import { checkedRow, languageOfNames } from './checking.ts'
import { guessedMapping, headingsKey, mappingFault, wordsOf } from './columns.ts'
import { FIRST_OPTIONS, KEPT_DAYS, type Decision, type ImportKind, type ImportOptions, type Mapping } from './import.ts'
import { firstRows, originalOf, rememberedMapping, rowsAfter } from './import.queries.ts'
import { importRows, imports, mappings, originals, type ImportRecord } from './import.table.ts'
import { matchedRows } from './matching.queries.ts'
import { readTableApart } from './reading/apart.ts'
import { foldHeading, headerAt } from './reading/header.ts'
import type { TableRead } from './reading/limits.ts'
import { refusalOf } from './trouble.ts'

/** Rows written or compared by one statement. */
const AT_ONCE = 1000
const LOOKED_AT = 200

type Changed = Result<ImportRecord, Refusal | Stale<ImportRecord>>

const missing = () => refuse('missing', m.sheets_missing())

async function locked(tx: OfficeTx, id: string): Promise<ImportRecord | null> {
  if (!isId(id)) return null
  const [found] = await tx
    .select()
    .from(imports)
    .where(and(eq(imports.officeId, tx.officeId), eq(imports.id, id)))
    .for('update')
  return found ?? null
}

async function changed(tx: OfficeTx, here: Here, before: ImportRecord, next: Partial<ImportRecord>): Promise<ImportRecord> {
  const [row] = await tx
    .update(imports)
    .set({ ...next, version: before.version + 1, updatedAt: here.clock.now() })
    .where(and(eq(imports.officeId, tx.officeId), eq(imports.id, before.id)))
    .returning()
  return row!
}

/** Columns are headed by their letters where no row heads them. */
const letterOf = (column: number): string => (column < 26 ? '' : String.fromCharCode(64 + Math.floor(column / 26))) + String.fromCharCode(65 + (column % 26))
const headingsOf = (rows: TableRead['rows'], headerPosition: number): string[] => {
  const width = rows.reduce((most, { cells }) => Math.max(most, cells.length), 0)
  const header = rows.find(({ position }) => position === headerPosition)?.cells ?? []
  return Array.from({ length: width }, (_, column) => header[column] || m.sheets_column({ letter: letterOf(column) }))
}

type Guessed = Pick<ImportRecord, 'headerPosition' | 'headings' | 'mapping' | 'options' | 'remembered' | 'total'>

/** What the table seems to be: where its heading stands, what its columns hold, in which language it is written. `headerPosition` undefined: guess it. */
async function guessed(
  tx: OfficeTx,
  kind: ImportKind,
  rows: TableRead['rows'],
  options: ImportOptions,
  officeLanguage: string,
  given?: number,
): Promise<Guessed> {
  const at = given === undefined ? headerAt(rows, wordsOf(kind)) : null
  const headerPosition = given ?? (at === null ? 0 : rows[at]!.position)
  const headings = headingsOf(rows, headerPosition)
  const records = rows.filter(({ position }) => position > headerPosition)
  const known = headerPosition === 0 ? null : await rememberedMapping(tx, kind, headingsKey(headings))
  const cellsOf = (column: number): string[] => records.slice(0, LOOKED_AT).map(({ cells }) => cells[column] ?? '')
  const mapping = guessedMapping(kind, headings, cellsOf, known)
  const nameColumn = Object.entries(mapping).find(([, field]) => field === 'name' || field === 'familyName')?.[0]
  const names = nameColumn === undefined ? [] : cellsOf(Number(nameColumn)).filter((cell) => cell !== '')
  return {
    headerPosition,
    headings,
    mapping,
    remembered: known === null ? 0 : 1,
    total: records.length,
    options: { ...options, language: names.length === 0 ? officeLanguage : languageOfNames(names, officeLanguage) },
  }
}

const putRows = (tx: OfficeTx, importId: string, rows: TableRead['rows']): Promise<void> =>
  insertMany(
    tx,
    importRows,
    rows.map(({ position, cells, letters }) => ({ officeId: tx.officeId, id: newId(), importId, position, cells, letters })),
  )

export type Brought = {
  readonly kind: ImportKind
  readonly name: string
  readonly read: TableRead
  readonly original: Uint8Array | null
  readonly officeLanguage: string
}

/** Keeps the table and what it seems to be. The file itself is kept while another of its sheets may be asked for. */
export const bringTable = (here: Here, by: Officer, { kind, name, read, original, officeLanguage }: Brought): Promise<Result<{ readonly id: string }>> =>
  here.db.inOffice(by.officeId, async (tx) => {
    const now = here.clock.now()
    const id = newId()
    const { format, sheets, sheet, charset, delimiter, rows } = read
    await tx.insert(imports).values({
      officeId: tx.officeId,
      id,
      kind,
      state: 'columns',
      name,
      format,
      sheets: [...sheets],
      sheet,
      charset,
      delimiter,
      ...(await guessed(tx, kind, rows, FIRST_OPTIONS, officeLanguage)),
      personId: by.personId,
      personName: by.name,
      language: currentLanguage(),
      createdAt: now,
      updatedAt: now,
    })
    if (original !== null && sheets.length > 1) await tx.insert(originals).values({ officeId: tx.officeId, id, content: original })
    await putRows(tx, id, rows)
    return ok({ id })
  })

const stillOpen = (before: ImportRecord): Result<null> =>
  before.state === 'columns' || before.state === 'checked' ? ok(null) : refuse('begun', m.sheets_begun())

/** Takes another sheet of the workbook: everything is guessed anew. */
export async function chooseSheet(here: Here, by: Officer, id: string, sheet: string, officeLanguage: string): Promise<Changed> {
  const content = await here.db.inOffice(by.officeId, (tx) => originalOf(tx, id))
  if (content === null) return missing()
  const read = await readTableApart(content, sheet)
  if (!read.ok) return refusalOf(read.trouble)
  return here.db.inOffice(by.officeId, async (tx): Promise<Changed> => {
    const before = await locked(tx, id)
    if (before === null) return missing()
    const open = stillOpen(before)
    if (!open.ok) return open
    await tx.delete(importRows).where(and(eq(importRows.officeId, tx.officeId), eq(importRows.importId, id)))
    await putRows(tx, id, read.rows)
    return ok(
      await changed(tx, here, before, { state: 'columns', sheet: read.sheet, ...(await guessed(tx, before.kind, read.rows, before.options, officeLanguage)) }),
    )
  })
}

/** Says that another row heads the columns (0: none does): what they hold is guessed anew. */
export const chooseHeader = (here: Here, by: Officer, id: string, headerPosition: number, officeLanguage: string): Promise<Changed> =>
  here.db.inOffice(by.officeId, async (tx): Promise<Changed> => {
    const before = await locked(tx, id)
    if (before === null) return missing()
    const open = stillOpen(before)
    if (!open.ok) return open
    const first = await firstRows(tx, id, LOOKED_AT)
    const next = await guessed(tx, before.kind, first, before.options, officeLanguage, headerPosition)
    const [counted] = await tx
      .select({ n: sql<number>`count(*)::int` })
      .from(importRows)
      .where(and(eq(importRows.officeId, tx.officeId), eq(importRows.importId, id), gt(importRows.position, headerPosition)))
    return ok(await changed(tx, here, before, { state: 'columns', ...next, total: counted?.n ?? 0 }))
  })

/** Settles what the columns hold and holds every row against the register; remembers the mapping for the next table with these headings. */
export const setColumns = (here: Here, by: Officer, id: string, version: number, mapping: Mapping, options: ImportOptions): Promise<Changed> =>
  here.db.inOffice(by.officeId, async (tx): Promise<Changed> => {
    const before = await locked(tx, id)
    if (before === null) return missing()
    if (before.version !== version) return stale(m.platform_stale(), before)
    const open = stillOpen(before)
    if (!open.ok) return open
    const fault = mappingFault(before.kind, mapping)
    if (fault !== null) return refuse('mapping', fault.message, fault.column === '' ? '' : `column.c${fault.column}`)
    if (before.headerPosition > 0) await remember(tx, here, before, mapping)
    await check(tx, before, mapping, options)
    return ok(await changed(tx, here, before, { state: 'checked', mapping, options, remembered: 0 }))
  })

async function remember(tx: OfficeTx, here: Here, { kind, headings }: ImportRecord, mapping: Mapping): Promise<void> {
  const fields = Object.fromEntries(
    Object.entries(mapping).flatMap(([column, field]) => (headings[Number(column)] === undefined ? [] : [[foldHeading(headings[Number(column)]!), field]])),
  )
  const now = here.clock.now()
  await tx
    .insert(mappings)
    .values({ officeId: tx.officeId, id: newId(), kind, headings: headingsKey(headings), fields, createdAt: now, updatedAt: now })
    .onConflictDoUpdate({
      target: [mappings.officeId, mappings.kind, mappings.headings],
      set: { fields, updatedAt: now, version: sql`${mappings.version} + 1` },
    })
}

/** Reads every row by the mapping and writes what it would become. */
async function check(tx: OfficeTx, { id, kind, headerPosition }: ImportRecord, mapping: Mapping, options: ImportOptions): Promise<void> {
  const rows = await rowsAfter(tx, id, headerPosition, 1_000_000)
  const checked = rows.map((row) => ({ row, ...checkedRow(kind, row.cells, row.letters, mapping, options) }))
  const matched = new Map(
    (
      await matchedRows(
        tx,
        checked.flatMap(({ row, record }) => (record === null ? [] : [{ position: row.position, record }])),
      )
    ).map((one) => [one.position, one]),
  )
  const written = checked.map(({ row, faults, remarks, record }) => {
    const found = matched.get(row.position)
    const all = [...faults, ...(found?.faults ?? [])]
    return {
      id: row.id,
      verdict: all.length > 0 || found === undefined ? 'fault' : found.verdict,
      record: found?.record ?? record,
      faults: all,
      remarks: [...remarks, ...(found?.remarks ?? [])],
      matches: found?.matches ?? [],
      double_of: found?.doubleOf ?? null,
    }
  })
  for (let from = 0; from < written.length; from += AT_ONCE)
    await tx.execute(sql`
      update ${importRows} set verdict = x.verdict, record = x.record, faults = x.faults, remarks = x.remarks, matches = x.matches, double_of = x.double_of, decision = null
      from jsonb_to_recordset(${JSON.stringify(written.slice(from, from + AT_ONCE))}::jsonb)
        as x(id uuid, verdict text, record jsonb, faults jsonb, remarks jsonb, matches jsonb, double_of integer)
      where ${importRows.officeId} = ${tx.officeId} and ${importRows.id} = x.id`)
}

export type RowDecision = { readonly position: number; readonly decision: Decision | null }

/** Decides about rows, all of a verdict or single ones; of a single one null means: as all of its verdict. */
export const decideRows = (here: Here, by: Officer, id: string, options: Partial<ImportOptions>, rows: readonly RowDecision[]): Promise<Changed> =>
  here.db.inOffice(by.officeId, async (tx): Promise<Changed> => {
    const before = await locked(tx, id)
    if (before === null) return missing()
    if (before.state !== 'checked' && before.state !== 'paused') return refuse('begun', m.sheets_begun())
    for (const [decision, same] of Map.groupBy(rows, ({ decision }) => decision))
      await tx
        .update(importRows)
        .set({ decision })
        .where(
          and(
            eq(importRows.officeId, tx.officeId),
            eq(importRows.importId, id),
            eq(importRows.outcome, 'waiting'),
            inArray(
              importRows.position,
              same.map(({ position }) => position),
            ),
          ),
        )
    return ok(await changed(tx, here, before, { options: { ...before.options, ...options } }))
  })

/** Hands the rows over to the background work; also after a pause. */
export const startImport = (here: Here, by: Officer, id: string): Promise<Changed> =>
  here.db.inOffice(by.officeId, async (tx): Promise<Changed> => {
    const before = await locked(tx, id)
    if (before === null) return missing()
    if (before.state === 'running') return ok(before)
    if (before.state !== 'checked' && before.state !== 'paused') return refuse('begun', m.sheets_begun())
    // The rows are written in the name of whoever starts them.
    return ok(
      await changed(tx, here, before, {
        state: 'running',
        startedAt: before.startedAt ?? here.clock.now(),
        personId: by.personId,
        personName: by.name,
        language: currentLanguage(),
      }),
    )
  })

/** Stops after the chunk under way. */
export const pauseImport = (here: Here, by: { readonly officeId: string }, id: string): Promise<Changed> =>
  here.db.inOffice(by.officeId, async (tx): Promise<Changed> => {
    const before = await locked(tx, id)
    if (before === null) return missing()
    return ok(before.state === 'running' ? await changed(tx, here, before, { state: 'paused' }) : before)
  })

/** Asks for everything the import wrote to be taken back; from a pause too. */
export const startUndoing = (here: Here, by: Officer, id: string): Promise<Changed> =>
  here.db.inOffice(by.officeId, async (tx): Promise<Changed> => {
    const before = await locked(tx, id)
    if (before === null) return missing()
    if (before.state === 'undoing') return ok(before)
    if (before.state !== 'done' && before.state !== 'paused') return refuse('not-done', m.sheets_undo_not_done())
    return ok(await changed(tx, here, before, { state: 'undoing', personId: by.personId, personName: by.name, language: currentLanguage() }))
  })

/** Throws the table away; what it wrote into the register stays there. */
export const discardImport = (here: Here, by: Officer, id: string): Promise<Result<{ readonly name: string }>> =>
  here.db.inOffice(by.officeId, async (tx): Promise<Result<{ readonly name: string }>> => {
    const before = await locked(tx, id)
    if (before === null) return missing()
    if (before.state === 'running' || before.state === 'undoing') return refuse('running', m.sheets_discard_running())
    await discard(tx, [id])
    return ok({ name: before.name })
  })

async function discard(tx: OfficeTx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await tx.delete(originals).where(and(eq(originals.officeId, tx.officeId), inArray(originals.id, [...ids])))
  await tx.delete(importRows).where(and(eq(importRows.officeId, tx.officeId), inArray(importRows.importId, [...ids])))
  await tx.delete(imports).where(and(eq(imports.officeId, tx.officeId), inArray(imports.id, [...ids])))
}

/** Throws away tables nobody touched for long: their rows hold people's names and addresses. */
export const discardOld = (here: Here, officeId: string): Promise<void> =>
  here.db.inOffice(officeId, async (tx) => {
    const old = await tx
      .select({ id: imports.id })
      .from(imports)
      .where(
        and(
          eq(imports.officeId, tx.officeId),
          inArray(imports.state, ['columns', 'checked', 'paused', 'done', 'undone']),
          lt(imports.updatedAt, new Date(here.clock.now().getTime() - KEPT_DAYS * 86_400_000)),
        ),
      )
      .orderBy(asc(imports.id))
      .limit(50)
    await discard(
      tx,
      old.map(({ id }) => id),
    )
  })
