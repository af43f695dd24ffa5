// Reads one sheet of a workbook row by row: the values as they were last computed, never the formulas.
import type { CellValue } from 'hucre'
import { streamOdsRows } from 'hucre/ods'
import { readXlsx, streamXlsxRows } from 'hucre/xlsx'
import { LONGEST_CELL, MOST_COLUMNS, MOST_LETTERS, MOST_ROWS, trouble, type TableRead, type TableRow, type Trouble } from './limits.ts'
import { measuredPackage } from './package.ts'

const two = (value: number): string => String(value).padStart(2, '0')

/** A cell as text. Excel keeps a day as a count of days; one with a time of day is that day. */
function textOf(value: CellValue | undefined): string {
  if (value === null || value === undefined) return ''
  if (value instanceof Date)
    return Number.isNaN(value.getTime()) ? '' : `${String(value.getUTCFullYear()).padStart(4, '0')}-${two(value.getUTCMonth() + 1)}-${two(value.getUTCDate())}`
  // PostgreSQL text cannot hold NUL, and half a pair of surrogates is no letter.
  return String(value)
    .replaceAll('\u0000', '')
    .toWellFormed()
    .trim()
    .slice(0, LONGEST_CELL + 1)
}

/** Gathers rows that hold anything, and says when there are too many of them. */
export class RowGatherer {
  readonly rows: TableRow[] = []
  private letters = 0

  /** null while all is well. */
  add(position: number, cells: string[], doubt: TableRow['letters'] = null): Trouble | null {
    let last = cells.length
    while (last > 0 && cells[last - 1] === '') last -= 1
    if (last === 0) return null
    if (last > MOST_COLUMNS) return trouble('too-many-columns')
    if (this.rows.length >= MOST_ROWS) return trouble('too-many-rows')
    const kept = cells.slice(0, last)
    for (const cell of kept) this.letters += cell.length
    if (this.letters > MOST_LETTERS) return trouble('too-much-text')
    this.rows.push({ position, cells: kept, letters: doubt })
    return null
  }
}

/** `sheet`: the name of the one to read; the first that is not hidden when left out or gone. */
export async function readWorkbook(bytes: Uint8Array, sheet: string | null): Promise<TableRead | Trouble> {
  const measured = await measuredPackage(bytes)
  if (!measured.ok) return measured
  const { names } = measured
  if (names.includes('xl/workbook.bin')) return trouble('binary-excel')
  if (names.includes('xl/workbook.xml')) return readXlsxSheet(bytes, sheet)
  if (names.includes('content.xml')) return readOdsSheet(bytes, sheet)
  return trouble('other')
}

async function readXlsxSheet(bytes: Uint8Array, asked: string | null): Promise<TableRead | Trouble> {
  const sheets: string[] = []
  // The sheets' names without their rows.
  await readXlsx(bytes, {
    sheets: ({ name, hidden, veryHidden }) => {
      if (hidden !== true && veryHidden !== true) sheets.push(name)
      return false
    },
  })
  const sheet = asked !== null && sheets.includes(asked) ? asked : sheets[0]
  if (sheet === undefined) return trouble('empty')
  const gathered = new RowGatherer()
  for await (const { index, values } of streamXlsxRows(bytes, { sheet })) {
    const refused = gathered.add(index + 1, values.map(textOf))
    if (refused !== null) return refused
  }
  return { ok: true, format: 'xlsx', sheets, sheet, rows: gathered.rows, charset: null, delimiter: null }
}

/** The names of an ODS' tables stand only in its content: each is read until the asked one is found. */
async function readOdsSheet(bytes: Uint8Array, asked: string | null): Promise<TableRead | Trouble> {
  const sheets = await odsSheets(bytes)
  const wanted = Math.max(asked === null ? 0 : sheets.indexOf(asked), 0)
  const gathered = new RowGatherer()
  for await (const { index, values } of streamOdsRows(bytes, { sheets: [wanted] })) {
    const refused = gathered.add(index + 1, values.map(textOf))
    if (refused !== null) return refused
  }
  return { ok: true, format: 'ods', sheets, sheet: sheets[wanted] ?? '', rows: gathered.rows, charset: null, delimiter: null }
}

async function odsSheets(bytes: Uint8Array): Promise<string[]> {
  const { readOds } = await import('hucre/ods')
  const book = await readOds(bytes, { maxRows: 1 })
  const names = book.sheets.map(({ name }) => name)
  return names.length === 0 ? [''] : names
}
