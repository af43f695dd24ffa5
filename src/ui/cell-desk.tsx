// What every editable cell answers: its one-field form, alone or as a page, and the saving of it, with the newer value shown when somebody else was faster.
import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import { addresses } from '#addresses'
import { historyOf } from '#platform/activity/activity.ts'
import { momentInWords } from '#platform/dates.ts'
import { readForm, typed, typedList } from '#platform/http/form.ts'
import { notFound } from '#platform/http/not-found.ts'
import { goWithNotice } from '#platform/http/notice.ts'
import type { Actor } from '#platform/activity/activity.ts'
import { type CellField, CellForm, type CellFormProps, CellPage } from './cells.tsx'
import { Flash } from './layout.tsx'
import type { NavKey } from './rail.tsx'

/** What came of a saving: done with its words; refused with what is wrong; or somebody changed the record meanwhile, which is there as it stands now. */
export type CellSaved<Row> =
  | { readonly is: 'done'; readonly activityId: string; readonly text: string }
  | { readonly is: 'wrong'; readonly message: string }
  | { readonly is: 'stale'; readonly current: Row }
  | { readonly is: 'missing' }

export type Cell<Row, Person> = {
  readonly label: () => string
  readonly field: (row: Row) => CellField
  /** As it stands: one value, or all that are ticked. */
  readonly values: (row: Row) => readonly string[]
  /** The same values as people read them. */
  readonly words: (values: readonly string[]) => string
  /** What stands in the table. */
  readonly shown: (row: Row) => Child
  readonly save: (c: Context, by: Person, row: Row, version: number, values: readonly string[]) => Promise<CellSaved<Row>>
}

export type CellDesk<Row, Person> = {
  /** As the activity record calls it. */
  readonly thing: string
  readonly list: { readonly href: string; readonly title: () => string; readonly nav: NavKey }
  readonly read: (c: Context, by: Person, id: string) => Promise<Row | null>
  readonly name: (row: Row) => string
  readonly address: (id: string, cell: string) => string
  readonly cells: Readonly<Record<string, Cell<Row, Person>>>
}

/** Only back to the list itself: an address from outside must not lead elsewhere. */
const backTo = (home: string, asked: string): string => (asked === home || asked.startsWith(`${home}?`) ? asked : home)

const asked = <Row, Person>(c: Context, desk: CellDesk<Row, Person>): Cell<Row, Person> | null => {
  const name = c.req.param('cell') ?? ''
  return Object.hasOwn(desk.cells, name) ? desk.cells[name]! : null
}

type Kept = { readonly id: string; readonly version: number }

export const cellForm =
  <Row extends Kept, Person extends Actor>(desk: CellDesk<Row, Person>) =>
  async (c: Context, by: Person): Promise<Response> => {
    const cell = asked(c, desk)
    const row = cell === null ? null : await desk.read(c, by, c.req.param('id')!)
    if (cell === null || row === null) return notFound(c)
    const values = cell.values(row)
    return answer(c, desk, cell, row, { back: backTo(desk.list.href, c.req.query('back') ?? ''), values })
  }

export const cellSaving =
  <Row extends Kept, Person extends Actor>(desk: CellDesk<Row, Person>) =>
  async (c: Context, by: Person): Promise<Response> => {
    const body = await readForm(c)
    const cell = asked(c, desk)
    const row = cell === null ? null : await desk.read(c, by, c.req.param('id')!)
    if (cell === null || row === null) return notFound(c)
    const back = backTo(desk.list.href, typed(body, 'back'))
    const version = Number(typed(body, 'version'))
    const values = typedList(body, 'value').map((value) => value.trim())
    const saved = await cell.save(c, by, row, version, values)
    switch (saved.is) {
      case 'missing':
        return notFound(c)
      case 'wrong':
        return answer(c, desk, cell, { ...row, version: version || row.version }, { back, values, error: saved.message }, 422)
      case 'stale': {
        const { current } = saved
        const [last] = await c.get('here').db.inOffice(by.officeId, (tx) => historyOf(tx, desk.thing, current.id, 1))
        const conflict = {
          who: last?.personName,
          when: momentInWords(last?.at ?? c.get('here').clock.now(), c.get('visitor')!.office.timeZone),
          rows: [{ field: cell.label(), theirs: cell.words(cell.values(current)), yours: cell.words(values) }],
        }
        return answer(c, desk, cell, current, { back, values, conflict }, 409)
      }
      case 'done': {
        const notice = { text: saved.text, undo: addresses.activityUndo({ id: saved.activityId }) }
        if (c.req.query('as') !== 'cell') return goWithNotice(c, `${back}#r-${row.id}`, notice)
        const now = await desk.read(c, by, row.id)
        if (now === null) return notFound(c)
        return c.json({ cell: (<>{cell.shown(now)}</>).toString(), version: now.version, notice: (<Flash notice={notice} />).toString() })
      }
    }
  }

async function answer<Row extends Kept, Person>(
  c: Context,
  desk: CellDesk<Row, Person>,
  cell: Cell<Row, Person>,
  row: Row,
  given: Pick<CellFormProps, 'back' | 'values' | 'error' | 'conflict'>,
  status: 200 | 409 | 422 = 200,
): Promise<Response> {
  const form: CellFormProps = {
    ...given,
    action: desk.address(row.id, c.req.param('cell')!),
    version: row.version,
    field: cell.field(row),
    label: cell.label(),
    of: desk.name(row),
  }
  if (c.req.query('as') === 'cell') return c.html(<CellForm {...form} />, status)
  return c.html(<CellPage shell={c.get('shell')} nav={desk.list.nav} crumbs={[{ text: desk.list.title(), href: given.back }]} form={form} />, status)
}
