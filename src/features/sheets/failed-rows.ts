// The rows an import did not write, as a sheet to be mended and brought again: the table as it came, with the row's number and the reason.
import { writeXlsxStream } from 'hucre/xlsx'
import { m } from '#messages'
import { safeCell, XLSX_TYPE } from '#platform/spreadsheet.ts'
import { fieldLabel } from './columns.ts'
import { remarkInWords } from './import.ts'
import type { ImportRecord, ImportRow } from './import.table.ts'

const reasonOf = ({ faults, reason }: ImportRow): string =>
  faults.length > 0
    ? faults.map((fault) => (fault.field === null ? remarkInWords(fault) : `${fieldLabel(fault.field)}: ${remarkInWords(fault)}`)).join(' ')
    : reason === null
      ? ''
      : remarkInWords(reason)

/** `after` reads the next rows behind a position. Everything is said in the language of the request before the stream begins. */
export async function failedTable({ headings }: ImportRecord, after: (position: number) => Promise<ImportRow[]>): Promise<Response> {
  const rows: (string | number)[][] = [[...headings.map(safeCell), m.sheets_failed_row(), m.sheets_failed_reason()]]
  let position = 0
  for (let some = await after(position); some.length > 0; some = await after(position)) {
    for (const row of some) rows.push([...headings.map((_, column) => safeCell(row.cells[column] ?? '')), row.position, reasonOf(row)])
    position = some.at(-1)!.position
  }
  return new Response(writeXlsxStream(rows, { name: m.sheets_failed_name().slice(0, 31), freezePane: { rows: 1 } }), {
    headers: {
      'content-type': XLSX_TYPE,
      'content-disposition': `attachment; filename="${m.sheets_failed_name()}.xlsx"`,
      'cache-control': 'private, no-store',
    },
  })
}
