// The addresses by which lists are taken out: a file of the rows that the list's own filters find, written while it is read.
import type { Context } from 'hono'
import type { CellValue } from 'hucre'
import { writeCsvStream } from 'hucre/csv'
import { writeXlsxStream } from 'hucre/xlsx'
import { addresses } from '#addresses'
import type { Reader } from '#features/accounts/account.ts'
import { readers } from '#features/accounts/session.gate.ts'
import { ledgerAsked } from '#features/commitments/ledger/ledger.ts'
import { giftFiltersOf } from '#features/gifts/list.ts'
import { organisationsAsked } from '#features/organisations/list.ts'
import { listAsked } from '#features/partnerships/register/list.ts'
import { tripFiltersOf } from '#features/trips/trip.ts'
import { m } from '#messages'
import { notFound } from '#platform/http/not-found.ts'
import { Routes } from '#platform/http/routes.ts'
import { centsTyped } from '#platform/money.ts'
import { currentLanguage, speakingIn } from '#platform/texts/language.ts'
import { safeCell, safeCsvCell, XLSX_TYPE } from '#platform/spreadsheet.ts'
import { noteExport } from './export.actions.ts'
import {
  cellOfDay,
  commitmentColumns,
  isExportFormat,
  isExportWhat,
  giftColumns,
  organisationColumns,
  partnershipColumns,
  tripColumns,
  personColumns,
  textOfDay,
  type ExportCell,
  type ExportColumn,
  type ExportFormat,
  type ExportWhat,
} from './export.ts'
import { cardOfOrganisation, cardOfPerson, linkedContext, nodesOfOrganisation, nodesOfPartnership, nodesOfPerson, type Node } from './export-linked.ts'
import { someCommitments, someOrganisations, somePartnerships, somePeople, type Some, someGifts, someTrips } from './export.queries.ts'

/** One list, whatever it is of: its rows some at a time, and each way of writing one. */
type Source<Line> = {
  readonly name: string
  readonly some: (after: string | null) => Promise<Some<Line>>
  readonly columns: readonly ExportColumn<Line>[]
  /** null: the list is told in no vocabulary of programs. */
  readonly nodes: ((line: Line) => Node[]) | null
  /** null: there is no such card. */
  readonly card: ((line: Line) => string) | null
}

export const exportRoutes = (): Routes =>
  new Routes().get(addresses.sheetExport, readers, async (c, by) => {
    const [what, format] = [c.req.param('what') ?? '', c.req.param('format') ?? '']
    if (!isExportWhat(what) || !isExportFormat(format)) return notFound(c)
    // Whoever takes people's names and addresses out is noted, as the law on personal data asks.
    if (what === 'people') await noteExport(c.get('here'), by, m.sheets_export_label({ what: m.sheets_kind_people(), format: FORMAT_NAMES[format] }))
    return (await answered(c, by, what, format)) ?? notFound(c)
  })

const FORMAT_NAMES: Readonly<Record<ExportFormat, string>> = { xlsx: 'Excel', csv: 'CSV', jsonld: 'JSON-LD', vcf: 'vCard' }

function answered(c: Context, by: Reader, what: ExportWhat, format: ExportFormat): Response | null {
  const here = c.get('here')
  const base = c.get('baseUrl')
  const today = here.clock.today()
  const { search } = new URL(c.req.url)
  switch (what) {
    case 'partnerships': {
      const asked = listAsked(search)
      return written(c, format, {
        name: m.sheets_file_partnerships(),
        some: (after) => here.db.inOffice(by.officeId, (tx) => somePartnerships(tx, asked, today, after, base)),
        columns: partnershipColumns(),
        nodes: nodesOfPartnership,
        card: null,
      })
    }
    case 'organisations': {
      const { q, kind, country } = organisationsAsked(search)
      return written(c, format, {
        name: m.sheets_file_organisations(),
        some: (after) => here.db.inOffice(by.officeId, (tx) => someOrganisations(tx, { q, kind, country }, after, base)),
        columns: organisationColumns(),
        nodes: nodesOfOrganisation,
        card: cardOfOrganisation,
      })
    }
    case 'commitments': {
      const filters = ledgerAsked(search)
      return written(c, format, {
        name: m.sheets_file_commitments(),
        some: (after) => here.db.inOffice(by.officeId, (tx) => someCommitments(tx, filters, today, after, base)),
        columns: commitmentColumns(today),
        nodes: null,
        card: null,
      })
    }
    case 'people': {
      const q = (c.req.query('q') ?? '').replaceAll('\u0000', '').trim().slice(0, 200)
      return written(c, format, {
        name: m.sheets_file_people(),
        some: (after) => here.db.inOffice(by.officeId, (tx) => somePeople(tx, q, after, base)),
        columns: personColumns(today),
        nodes: nodesOfPerson,
        card: (line) => cardOfPerson(line, today),
      })
    }
    case 'trips': {
      const asked = tripFiltersOf((name) => c.req.query(name))
      return written(c, format, {
        name: m.sheets_file_trips(),
        some: (after) => here.db.inOffice(by.officeId, (tx) => someTrips(tx, asked, today, after, base)),
        columns: tripColumns(),
        nodes: null,
        card: null,
      })
    }
    case 'gifts': {
      const asked = giftFiltersOf((name) => c.req.query(name))
      return written(c, format, {
        name: m.sheets_file_gifts(),
        some: (after) => here.db.inOffice(by.officeId, (tx) => someGifts(tx, asked, after, base)),
        columns: giftColumns(),
        nodes: null,
        card: null,
      })
    }
  }
}

/** Every line, each made into what is written in the language of the request: a stream is read outside of it. */
async function* each<Line, Made>({ some }: Source<Line>, made: (line: Line) => Made): AsyncGenerator<Made> {
  const language = currentLanguage()
  let after: string | null = null
  do {
    const { lines, next }: { lines: readonly Made[]; next: string | null } = await speakingIn(language, async () => {
      const page = await some(after)
      return { lines: page.lines.map(made), next: page.next }
    })
    yield* lines
    after = next
  } while (after !== null)
}

function written<Line>(c: Context, format: ExportFormat, source: Source<Line>): Response | null {
  const { columns, name } = source
  const file = (type: string, ending: string, body: ReadableStream<Uint8Array>): Response =>
    c.body(body, 200, {
      'content-type': type,
      'content-disposition': `attachment; filename="${name}-${c.get('here').clock.today()}.${ending}"`,
      'cache-control': 'private, no-store',
    })
  switch (format) {
    case 'xlsx': {
      const cells = each(source, (line) => columns.map(({ cell }) => sheetCell(cell(line))))
      return file(
        XLSX_TYPE,
        'xlsx',
        writeXlsxStream(cells, {
          name,
          columns: columns.map(({ head, width }) => ({ header: head, width })),
          freezePane: { rows: 1 },
        }),
      )
    }
    case 'csv': {
      const cells = each(source, (line) => columns.map(({ cell }) => csvCell(cell(line))))
      // What Excel opens by a double click: its delimiter where commas part decimals, and the mark that says UTF-8.
      return file(
        'text/csv; charset=utf-8',
        'csv',
        writeCsvStream(cells, { headers: columns.map(({ head }) => head), delimiter: ';', bom: true, lineSeparator: '\r\n' }),
      )
    }
    case 'jsonld': {
      const { nodes } = source
      if (nodes === null) return null
      const context = linkedContext(`${c.get('baseUrl')}${addresses.siteOpenData({ lang: currentLanguage() })}#`)
      return file('application/ld+json; charset=utf-8', 'jsonld', asBytes(graph(context, each(source, nodes))))
    }
    case 'vcf': {
      const { card } = source
      return card === null ? null : file('text/vcard; charset=utf-8', 'vcf', asBytes(each(source, card)))
    }
  }
}

const sheetCell = (cell: ExportCell): CellValue => (typeof cell === 'string' ? safeCell(cell) : 'cents' in cell ? cell.cents / 100 : cellOfDay(cell.day))
const csvCell = (cell: ExportCell): string => (typeof cell === 'string' ? safeCsvCell(cell) : 'cents' in cell ? centsTyped(cell.cents) : textOfDay(cell.day))

async function* graph(context: unknown, nodes: AsyncIterable<Node[]>): AsyncGenerator<string> {
  yield `{"@context":${JSON.stringify(context)},"@graph":[`
  let first = true
  for await (const some of nodes)
    for (const node of some) {
      yield `${first ? '' : ','}\n${JSON.stringify(node)}`
      first = false
    }
  yield '\n]}\n'
}

function asBytes(parts: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await parts.next()
      if (done === true) controller.close()
      else controller.enqueue(encoder.encode(value))
    },
    async cancel() {
      await parts.return(undefined)
    },
  })
}
