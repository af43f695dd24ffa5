// The addresses of imports: bringing a table, its columns, its rows, writing them, taking them back.
import type { Context } from 'hono'
import { addresses } from '#addresses'
import type { Officer } from '#features/accounts/account.ts'
import { officers, readers } from '#features/accounts/session.gate.ts'
import { COUNTRIES } from '#features/organisations/naming.ts'
import { m } from '#messages'
import { readForm, typed, type FieldFault, type FormBody } from '#platform/http/form.ts'
import { notFound } from '#platform/http/not-found.ts'
import { goWithNotice } from '#platform/http/notice.ts'
import { Routes } from '#platform/http/routes.ts'
import { isStaleRefusal } from '#platform/result.ts'
import {
  bringTable,
  chooseHeader,
  chooseSheet,
  decideRows,
  discardImport,
  pauseImport,
  setColumns,
  startImport,
  startUndoing,
  type RowDecision,
} from './import.actions.ts'
import { FIELDS_OF } from './columns.ts'
import { failedTable } from './failed-rows.ts'
import {
  decisionFor,
  DECISIONS,
  importOptions,
  isImportKind,
  isVerdict,
  OUTCOMES,
  VERDICTS,
  type Decision,
  type ImportOptions,
  type Outcome,
  type Verdict,
} from './import.ts'
import { ColumnsPage, NewSheetPage, SheetsPage } from './import.pages.tsx'
import { countsOf, failedRowsAfter, firstRows, importById, importPage, rowPage, type Counts } from './import.queries.ts'
import type { ImportRecord } from './import.table.ts'
import { PreviewPage } from './preview.pages.tsx'
import { readTableApart } from './reading/apart.ts'
import { trouble, type TableRead, type Trouble } from './reading/limits.ts'
import { readTextTable } from './reading/text-table.ts'
import { progressInWords, progressOf, ResultPage } from './result.pages.tsx'
import { refusalOf } from './trouble.ts'

const id = (c: Context): string => c.req.param('id') ?? ''
const zoneOf = (c: Context): string => c.get('visitor')!.office.timeZone
const languagesOf = (c: Context): readonly string[] => c.get('visitor')!.office.languages
const FIRST_ROWS = 40
const ROWS_AT_ONCE = 500

/** `wake`: has the background work look at once. */
export function sheetRoutes(wake: () => void = () => {}): Routes {
  const start = async (c: Context, by: Officer): Promise<Response> => {
    const started = await startImport(c.get('here'), by, id(c))
    if (!started.ok) return refused(c, started.refusal)
    wake()
    return c.redirect(addresses.sheet({ id: id(c) }), 303)
  }
  return new Routes()
    .get(addresses.sheets, readers, async (c, by) => {
      const page =
        by.role === 'officer'
          ? await c.get('here').db.inOffice(by.officeId, (tx) => importPage(tx, { after: c.req.query('after'), before: c.req.query('before') }))
          : null
      return c.html(<SheetsPage shell={c.get('shell')} page={page} timeZone={zoneOf(c)} />)
    })
    .get(addresses.sheetNew, officers, (c) => {
      const kind = c.req.query('kind')
      return c.html(<NewSheetPage shell={c.get('shell')} kind={isImportKind(kind) ? kind : 'partners'} text="" />)
    })
    .post(addresses.sheets, officers, (c, by) => bring(c, by))
    .get(addresses.sheet, officers, async (c, by) => {
      const imported = await c.get('here').db.inOffice(by.officeId, (tx) => importById(tx, id(c)))
      if (imported === null) return notFound(c)
      if (imported.state === 'columns' || (imported.state === 'checked' && c.req.query('step') === 'columns')) return columnsPage(c, by, imported)
      return imported.state === 'checked' ? preview(c, by, imported) : result(c, by, imported)
    })
    .post(addresses.sheetTable, officers, async (c, by) => {
      const body = await readForm(c)
      const imported = await c.get('here').db.inOffice(by.officeId, (tx) => importById(tx, id(c)))
      if (imported === null) return notFound(c)
      const sheet = typed(body, 'sheet')
      const header = Number(typed(body, 'header'))
      const language = languagesOf(c)[0] ?? 'bg'
      const changed =
        sheet !== '' && sheet !== imported.sheet && imported.sheets.includes(sheet)
          ? await chooseSheet(c.get('here'), by, imported.id, sheet, language)
          : await chooseHeader(c.get('here'), by, imported.id, Number.isInteger(header) && header >= 0 && header < 2_000_000 ? header : 0, language)
      if (changed.ok) return c.redirect(addresses.sheet({ id: imported.id }), 303)
      return changed.refusal.code === 'missing'
        ? notFound(c)
        : goWithNotice(c, addresses.sheet({ id: imported.id }), { text: changed.refusal.message, tone: 'late' })
    })
    .post(addresses.sheetColumns, officers, async (c, by) => {
      const body = await readForm(c)
      const imported = await c.get('here').db.inOffice(by.officeId, (tx) => importById(tx, id(c)))
      if (imported === null) return notFound(c)
      const mapping = mappingIn(body, imported)
      const options = optionsIn(body, imported.options)
      const changed = await setColumns(c.get('here'), by, imported.id, Number(typed(body, 'version')), mapping, options)
      if (changed.ok) return c.redirect(addresses.sheet({ id: imported.id }), 303)
      if (changed.refusal.code === 'missing') return notFound(c)
      if (isStaleRefusal<ImportRecord>(changed.refusal) || changed.refusal.code !== 'mapping')
        return goWithNotice(c, addresses.sheet({ id: imported.id }), { text: changed.refusal.message, tone: 'late' })
      return columnsPage(c, by, imported, { mapping, options, errors: [{ name: changed.refusal.field ?? '', message: changed.refusal.message }] })
    })
    .post(addresses.sheetDecisions, officers, async (c, by) => {
      const here = c.get('here')
      const body = await readForm(c)
      const decided = await decideRows(here, by, id(c), decisionsIn(body), rowsIn(body))
      if (!decided.ok) return refused(c, decided.refusal)
      if (typed(body, 'start') === '') {
        const show = typed(body, 'show')
        return goWithNotice(c, addresses.sheet({ id: id(c) }, { show: isVerdict(show) || show === 'remarked' ? show : undefined }), {
          text: m.sheets_decided(),
        })
      }
      return start(c, by)
    })
    .post(addresses.sheetRunning, officers, (c, by) => start(c, by))
    .post(addresses.sheetPause, officers, async (c, by) => {
      const paused = await pauseImport(c.get('here'), by, id(c))
      return paused.ok ? c.redirect(addresses.sheet({ id: id(c) }), 303) : refused(c, paused.refusal)
    })
    .get(addresses.sheetProgress, officers, async (c, by) => {
      const read = await c.get('here').db.inOffice(by.officeId, async (tx) => {
        const imported = await importById(tx, id(c))
        return imported === null ? null : { imported, counts: await countsOf(tx, imported.id, imported.headerPosition) }
      })
      if (read === null) return notFound(c)
      const { imported, counts } = read
      if (imported.state !== 'running' && imported.state !== 'undoing') return c.json({ done: true })
      return c.json({ text: progressInWords(imported, counts), percent: progressOf(imported, counts).percent })
    })
    .get(addresses.sheetFailed, officers, async (c, by) => {
      const here = c.get('here')
      const imported = await here.db.inOffice(by.officeId, (tx) => importById(tx, id(c)))
      if (imported === null) return notFound(c)
      return failedTable(imported, (position) => here.db.inOffice(by.officeId, (tx) => failedRowsAfter(tx, imported.id, position, ROWS_AT_ONCE)))
    })
    .post(addresses.sheetUndoing, officers, async (c, by) => {
      const asked = await startUndoing(c.get('here'), by, id(c))
      if (!asked.ok) return refused(c, asked.refusal)
      wake()
      return c.redirect(addresses.sheet({ id: id(c) }), 303)
    })
    .post(addresses.sheetRemoval, officers, async (c, by) => {
      const discarded = await discardImport(c.get('here'), by, id(c))
      return discarded.ok ? goWithNotice(c, addresses.sheets(), { text: m.sheets_discarded() }) : refused(c, discarded.refusal)
    })
}

function refused(c: Context, refusal: { readonly code: string; readonly message: string }): Response | Promise<Response> {
  return refusal.code === 'missing' ? notFound(c) : goWithNotice(c, addresses.sheet({ id: id(c) }), { text: refusal.message, tone: 'late' })
}

// ---- bringing a table ------------------------------------------------------------------------------------------------

/** A name as it may stand on a page: no path, no control characters. */
const fileName = (name: string): string =>
  (name.split(/[\\/]/).at(-1) ?? '')
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .trim()
    .slice(0, 150)
    .toWellFormed()

async function bring(c: Context, by: Officer): Promise<Response> {
  const body = await readForm(c)
  const [kind, text, given] = [typed(body, 'kind'), typed(body, 'text'), body['file']]
  const file = given instanceof File && (given.size > 0 || given.name !== '') ? given : null
  const again = (errors: readonly FieldFault[]): Response | Promise<Response> =>
    c.html(<NewSheetPage shell={c.get('shell')} kind={isImportKind(kind) ? kind : undefined} text={text} errors={errors} />, 422)
  const faults: FieldFault[] = [
    ...(isImportKind(kind) ? [] : [{ name: 'kind', message: m.sheets_new_kind_missing() }]),
    ...(file === null && text.trim() === '' ? [{ name: 'text', message: m.sheets_new_nothing() }] : []),
    ...(file !== null && text.trim() !== '' ? [{ name: 'file', message: m.sheets_new_both() }] : []),
  ]
  if (faults.length > 0 || !isImportKind(kind)) return again(faults)
  const original = file === null ? null : new Uint8Array(await file.arrayBuffer())
  const read: TableRead | Trouble = original === null ? pastedTable(text) : await readTableApart(original, null)
  if (!read.ok) {
    const { refusal } = refusalOf(read.trouble, original === null ? 'text' : 'file')
    return again([{ name: refusal.field ?? '', message: refusal.message }])
  }
  const brought = await bringTable(c.get('here'), by, {
    kind,
    name: file === null ? '' : fileName(file.name),
    read,
    original,
    officeLanguage: languagesOf(c)[0] ?? 'bg',
  })
  return brought.ok ? c.redirect(addresses.sheet({ id: brought.value.id }), 303) : again([{ name: '', message: brought.refusal.message }])
}

function pastedTable(text: string): TableRead | Trouble {
  const read = readTextTable(text.toWellFormed(), 'pasted', 'utf-8')
  return read.ok && read.rows.length === 0 ? trouble('empty') : read
}

// ---- columns -----------------------------------------------------------------------------------------------------------

function mappingIn(body: FormBody, { kind, headings }: ImportRecord): Record<string, string> {
  const allowed: readonly string[] = FIELDS_OF[kind]
  return Object.fromEntries(
    headings.flatMap((_, column) => {
      const field = typed(body, `column.c${column}`)
      return allowed.includes(field) ? [[String(column), field]] : []
    }),
  )
}

/** What the form says for all rows; what it leaves out or misspells stays as it was. */
function optionsIn(body: FormBody, before: ImportOptions): ImportOptions {
  const country = typed(body, 'country')
  const said = importOptions.partial().safeParse({
    ...(typed(body, 'language') === '' ? {} : { language: typed(body, 'language') }),
    country: COUNTRIES.includes(country) ? country : '',
    ...(typed(body, 'organisationKind') === '' ? {} : { organisationKind: typed(body, 'organisationKind') }),
    ...(typed(body, 'type') === '' ? {} : { type: typed(body, 'type') }),
    withoutDates: typed(body, 'withoutDates') !== '',
  })
  return said.success ? { ...before, ...(JSON.parse(JSON.stringify(said.data)) as Partial<ImportOptions>) } : before
}

async function columnsPage(
  c: Context,
  by: Officer,
  imported: ImportRecord,
  again?: { readonly mapping: Record<string, string>; readonly options: ImportOptions; readonly errors: readonly FieldFault[] },
): Promise<Response> {
  const first = await c.get('here').db.inOffice(by.officeId, (tx) => firstRows(tx, imported.id, FIRST_ROWS))
  return c.html(
    <ColumnsPage
      shell={c.get('shell')}
      imported={imported}
      first={first}
      mapping={again?.mapping ?? imported.mapping}
      options={again?.options ?? imported.options}
      languages={languagesOf(c)}
      {...(again === undefined ? {} : { errors: again.errors })}
    />,
    again === undefined ? 200 : 422,
  )
}

// ---- rows --------------------------------------------------------------------------------------------------------------

const isDecision = (value: string): value is Decision => (DECISIONS as readonly string[]).includes(value)

function decisionsIn(body: FormBody): Partial<ImportOptions> {
  const [same, doubtful, double] = [typed(body, 'same'), typed(body, 'doubtful'), typed(body, 'double')]
  return {
    ...(isDecision(same) ? { same } : {}),
    ...(isDecision(doubtful) ? { doubtful } : {}),
    ...(double === 'skip' || double === 'new' ? { double } : {}),
    overwrite: typed(body, 'overwrite') !== '',
  }
}

function rowsIn(body: FormBody): RowDecision[] {
  const rows = body['row']
  if (typeof rows !== 'object' || rows === null || Array.isArray(rows) || rows instanceof File) return []
  return Object.entries(rows).flatMap(([name, value]): RowDecision[] => {
    const position = Number(/^r(\d{1,7})$/.exec(name)?.[1])
    if (!Number.isInteger(position) || typeof value !== 'string') return []
    return value === '' ? [{ position, decision: null }] : isDecision(value) ? [{ position, decision: value }] : []
  })
}

const positionAsked = (value: string | undefined): number | undefined => (value !== undefined && /^\d{1,8}$/.test(value) ? Number(value) : undefined)

async function preview(c: Context, by: Officer, imported: ImportRecord): Promise<Response> {
  const asked = c.req.query('show')
  const show: Verdict | 'remarked' | undefined = asked === 'remarked' ? 'remarked' : isVerdict(asked) ? asked : undefined
  const read = await c.get('here').db.inOffice(by.officeId, async (tx) => ({
    counts: await countsOf(tx, imported.id, imported.headerPosition),
    page: await rowPage(tx, imported, show === 'remarked' ? { remarked: true } : { verdict: show }, {
      after: positionAsked(c.req.query('after')),
      before: positionAsked(c.req.query('before')),
    }),
  }))
  return c.html(
    <PreviewPage
      shell={c.get('shell')}
      imported={imported}
      counts={read.counts}
      willWrite={willWrite(imported.options, read.counts)}
      show={show}
      page={read.page}
    />,
  )
}

/** As far as is said for all rows; single decisions are not counted. */
const willWrite = (options: ImportOptions, { verdicts }: Counts): number =>
  VERDICTS.reduce((sum, verdict) => sum + (decisionFor({ verdict, decision: null }, options) === 'skip' ? 0 : verdicts[verdict]), 0)

async function result(c: Context, by: Officer, imported: ImportRecord): Promise<Response> {
  const asked = c.req.query('show')
  const show: Outcome | undefined = OUTCOMES.find((outcome) => outcome === asked)
  const read = await c.get('here').db.inOffice(by.officeId, async (tx) => ({
    counts: await countsOf(tx, imported.id, imported.headerPosition),
    page: await rowPage(tx, imported, { outcome: show }, { after: positionAsked(c.req.query('after')), before: positionAsked(c.req.query('before')) }),
  }))
  return c.html(<ResultPage shell={c.get('shell')} imported={imported} counts={read.counts} show={show} page={read.page} />)
}
