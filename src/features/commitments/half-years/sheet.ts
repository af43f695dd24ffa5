// The half-yearly list as a workbook: the summary, then a sheet for what we owe, what they owe and what both do.
import type { CellStyle, CellValue, WriteSheet } from 'hucre/xlsx'
import { writeXlsx } from 'hucre/xlsx'
import { safeCell } from '#platform/spreadsheet.ts'
import type { ListSection, WordedList } from './wording.ts'

const BOLD: CellStyle = { font: { bold: true } }
const WRAPPED: CellStyle = { alignment: { wrapText: true, vertical: 'top' } }

type Line = { readonly cells: readonly CellValue[]; readonly bold?: boolean }

function sheetOf(name: string, widths: readonly number[], lines: readonly Line[], head: number): WriteSheet {
  const cells = new Map<string, { style: CellStyle }>()
  for (const [row, { bold }] of lines.entries()) if (bold === true) for (const column of widths.keys()) cells.set(`${row},${column}`, { style: BOLD })
  return {
    name,
    columns: widths.map((width) => ({ width, style: WRAPPED })),
    rows: lines.map(({ cells: line }) => widths.map((_, at) => (typeof line[at] === 'string' ? safeCell(line[at]) : (line[at] ?? null)))),
    cells,
    freezePane: { rows: head },
    pageSetup: { orientation: 'landscape', paperSize: 'a4', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  }
}

const summary = ({ title, lead, asOn, narrowed, summary: { head, rows, told }, shares, signature }: WordedList, office: string, name: string): WriteSheet =>
  sheetOf(
    name,
    [34, 14, 14, 12, 14, 14, 14],
    [
      { cells: [office], bold: true },
      { cells: [title], bold: true },
      { cells: [lead] },
      { cells: [asOn] },
      ...(narrowed === '' ? [] : [{ cells: [narrowed] }]),
      { cells: [] },
      { cells: head, bold: true },
      ...rows.map(([side = '', ...counts]) => ({ cells: [side, ...counts.map(Number)] })),
      { cells: [] },
      ...told.map((line) => ({ cells: [line] })),
      ...(shares.rows.length === 0
        ? []
        : [
            { cells: [] },
            { cells: [shares.title], bold: true },
            { cells: shares.head, bold: true },
            ...shares.rows.map((cells) => ({ cells })),
            { cells: [shares.rule] },
          ]),
      { cells: [] },
      { cells: [signature.by] },
      { cells: [signature.day] },
    ],
    0,
  )

const sectionSheet = ({ title, none, groups }: ListSection, columns: WordedList['columns'], groupHead: string): WriteSheet =>
  sheetOf(
    title,
    [6, 18, 60, 34, 26, 50, 24],
    [
      { cells: [columns.number, groupHead, columns.text, columns.about, columns.due, columns.stands, columns.person], bold: true },
      ...(groups.length === 0 ? [{ cells: [null, null, none] }] : []),
      ...groups.flatMap(({ title: group, rows }) =>
        rows.map(({ number, text, about, due, stands, person }) => ({ cells: [number, group, text.text, about, due, stands.join(' '), person] })),
      ),
    ],
    1,
  )

/** The same list gives the same bytes: the only moment it knows is `at`. */
export const listAsSheets = (list: WordedList, office: string, at: Date): Promise<Uint8Array<ArrayBuffer>> =>
  writeXlsx({
    sheets: [summary(list, office, list.summary.caption), ...list.sections.map((section) => sectionSheet(section, list.columns, list.columns.group))],
    properties: { title: list.title, creator: office, created: at, modified: at },
  }) as Promise<Uint8Array<ArrayBuffer>>
