// The addresses of a table that is brought in: the form, a look at what would be written, the writing.
import type { Context } from 'hono'
import { addresses } from '#addresses'
import type { Officer } from '#features/accounts/account.ts'
import { officers } from '#features/accounts/session.gate.ts'
import { readTableApart } from '#features/sheets/reading/apart.ts'
import { trouble, type TableRead, type Trouble } from '#features/sheets/reading/limits.ts'
import { readTextTable } from '#features/sheets/reading/text-table.ts'
import { refusalOf } from '#features/sheets/trouble.ts'
import { m } from '#messages'
import { type FieldFault, readForm, typed } from '#platform/http/form.ts'
import { goWithNotice } from '#platform/http/notice.ts'
import { Routes } from '#platform/http/routes.ts'
import { numberFormatOf } from '#platform/texts/language.ts'
import { asPasted, fromPasted, MOST_BROUGHT, rowsUnderHeading } from './bringing.ts'
import { BringPage, BroughtPage } from './bringing.pages.tsx'
import { foreseen } from './bringing.queries.ts'
import { bringFacts } from './fact.actions.ts'

export const bringingRoutes = (): Routes =>
  new Routes()
    .get(addresses.finderFactsTable, officers, (c) => c.html(<BringPage shell={c.get('shell')} text="" />))
    .post(addresses.finderFactsTable, officers, (c, by) => look(c, by))
    .post(addresses.finderFactsWriting, officers, async (c, by) => {
      const here = c.get('here')
      // A hidden box comes back with other line ends, and may come back altered: it is read and held against the lists anew.
      const rows = fromPasted(typed(await readForm(c), 'rows'))
      if (rows === null) return again(c, '', [{ name: 'file', message: m.finder_facts_bring_nothing() }])
      const { facts } = await here.db.inOffice(by.officeId, (tx) => foreseen(tx, rows))
      const written = await bringFacts(
        here,
        by,
        facts.filter(({ verdict }) => verdict !== 'same').map(({ fact }) => fact),
      )
      if (!written.ok) return again(c, '', [{ name: '', message: written.refusal.message }])
      const { written: count, activityId } = written.value
      return goWithNotice(
        c,
        addresses.finderFacts(),
        activityId === null
          ? { text: m.finder_facts_bring_nothing_new(), tone: 'late' }
          : { text: m.finder_facts_bring_done({ count }), undo: addresses.activityUndo({ id: activityId }) },
      )
    })

const again = (c: Context, text: string, faults: readonly FieldFault[]): Response | Promise<Response> =>
  c.html(<BringPage shell={c.get('shell')} text={text} faults={faults} />, 422)

function pasted(text: string): TableRead | Trouble {
  const read = readTextTable(text.toWellFormed(), 'pasted', 'utf-8')
  return read.ok && read.rows.length === 0 ? trouble('empty') : read
}

/** Reads the table, a file in a thread of its own, and shows what would be written. */
async function look(c: Context, by: Officer): Promise<Response> {
  const body = await readForm(c)
  const [text, given] = [typed(body, 'text'), body['file']]
  const file = given instanceof File && (given.size > 0 || given.name !== '') ? given : null
  if (file === null && text.trim() === '') return again(c, text, [{ name: 'file', message: m.finder_facts_bring_nothing() }])
  if (file !== null && text.trim() !== '') return again(c, text, [{ name: 'file', message: m.finder_facts_bring_both() }])
  const field = file === null ? 'text' : 'file'
  const read = file === null ? pasted(text) : await readTableApart(new Uint8Array(await file.arrayBuffer()), null)
  if (!read.ok) return again(c, text, [{ name: field, message: refusalOf(read.trouble, field).refusal.message }])
  const rows = rowsUnderHeading(read.rows)
  const refused = (message: string): Response | Promise<Response> => again(c, text, [{ name: field, message }])
  if (rows === null)
    // Divided by a sign that divides no columns, a table comes as one cell a row.
    return refused(
      read.rows.every(({ cells }) => cells.length < 2)
        ? `${m.finder_facts_bring_no_heads()} ${m.finder_facts_bring_undivided()}`
        : m.finder_facts_bring_no_heads(),
    )
  if (rows.length === 0) return refused(m.finder_facts_bring_heads_only())
  if (rows.length > MOST_BROUGHT) return refused(m.finder_facts_bring_too_many({ count: numberFormatOf().format(rows.length), most: MOST_BROUGHT }))
  const table = await c.get('here').db.inOffice(by.officeId, (tx) => foreseen(tx, rows))
  return c.html(<BroughtPage shell={c.get('shell')} table={table} rows={asPasted(rows)} />)
}
