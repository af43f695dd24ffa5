// The year's report as a workbook: a sheet for each of its parts, in the order of the paper, numbers as numbers.
import type { CellStyle, CellValue, WriteSheet } from 'hucre/xlsx'
import { writeXlsx } from 'hucre/xlsx'
import { safeCell } from '#platform/spreadsheet.ts'
import type { ReportTable, WordedReport } from './report.ts'

const BOLD: CellStyle = { font: { bold: true } }
const WRAPPED: CellStyle = { alignment: { wrapText: true, vertical: 'top' } }

type Line = { readonly cells: readonly string[]; readonly bold?: boolean }

/** Whole numbers are numbers a sheet can add up; what is said in words („поне 12“, „3 от 4“, „—“) stays words. */
const valueOf = (cell: string): CellValue => {
  const bare = cell.replace(/[\s\u00a0\u202f]/g, '')
  return /^\d{1,9}$/.test(bare) ? Number(bare) : safeCell(cell)
}

/** Excel takes 31 letters and none of these signs. */
const sheetName = (text: string): string => text.replace(/[[\]:*?/\\]/g, ' ').slice(0, 31)

function sheetOf(name: string, lines: readonly Line[], first = 34): WriteSheet {
  const width = Math.max(1, ...lines.map(({ cells }) => cells.length))
  const styled = new Map<string, { style: CellStyle }>()
  for (const [row, { bold }] of lines.entries())
    if (bold === true) for (let column = 0; column < width; column++) styled.set(`${row},${column}`, { style: BOLD })
  return {
    name: sheetName(name),
    columns: Array.from({ length: width }, (_, at) => ({ width: at === 0 ? first : 20, style: WRAPPED })),
    rows: lines.map(({ cells }) => Array.from({ length: width }, (_, at) => (cells[at] === undefined ? null : valueOf(cells[at])))),
    cells: styled,
    pageSetup: { orientation: 'landscape', paperSize: 'a4', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  }
}

const tableLines = ({ head, rows }: ReportTable): Line[] => [{ cells: head, bold: true }, ...rows.map((cells) => ({ cells }))]
const none = (words: string): Line[] => [{ cells: [words] }]
const gap: Line = { cells: [] }

/** The same report gives the same bytes: the only moment it knows is `at`. */
export const reportAsSheets = (report: WordedReport, office: string, at: Date): Promise<Uint8Array<ArrayBuffer>> =>
  writeXlsx({
    sheets: [
      sheetOf(report.numbers.title, [
        { cells: [office], bold: true },
        { cells: [report.title], bold: true },
        { cells: [report.asOn] },
        ...(report.opening === null ? [] : [{ cells: [report.opening.text] }]),
        gap,
        ...tableLines(report.numbers),
      ]),
      sheetOf(report.partners.title, [
        ...report.partners.tables.flatMap((table) => [...tableLines(table), gap]),
        ...(report.partners.quiet === '' ? [] : [{ cells: [report.partners.quiet] }]),
        { cells: [report.partners.hint] },
      ]),
      sheetOf(
        report.years.title,
        report.years.groups.flatMap(({ title, heads, rows }) => [
          { cells: [title], bold: true },
          ...tableLines({ head: heads, rows: rows.map(({ year, cells }) => [String(year), ...cells.map(({ words }) => words)]) }),
          gap,
        ]),
      ),
      sheetOf(
        report.events.title,
        report.events.rows.length === 0
          ? none(report.events.none)
          : [
              ...tableLines(report.events.kinds),
              gap,
              ...tableLines({ head: report.events.head, rows: report.events.rows.map(([when, title, partner, kind]) => [when, title.text, partner, kind]) }),
            ],
        24,
      ),
      sheetOf(report.promises.title, [
        ...(report.promises.rows.length === 0 ? none(report.promises.none) : tableLines(report.promises)),
        gap,
        { cells: [report.promises.rule] },
      ]),
      sheetOf(
        report.assessments.title,
        report.assessments.rows.length === 0
          ? none(report.assessments.none)
          : [...tableLines(report.assessments), gap, ...report.assessments.remarks.map(({ partner, text, by }) => ({ cells: [partner, text, by] }))],
      ),
      sheetOf(report.how.title, [
        { cells: [report.how.lead] },
        gap,
        ...report.how.rows.map((cells) => ({ cells })),
        gap,
        ...report.how.more.map((line) => ({ cells: [line] })),
      ]),
    ],
    properties: { title: report.title, creator: office, created: at, modified: at },
  }) as Promise<Uint8Array<ArrayBuffer>>
