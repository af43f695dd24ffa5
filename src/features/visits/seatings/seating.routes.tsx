// The addresses of the tables of a visit.
import type { Context } from 'hono'
import { addresses } from '#addresses'
import type { Reader } from '#features/accounts/account.ts'
import { officers, readers } from '#features/accounts/session.gate.ts'
import { m } from '#messages'
import { historyOf } from '#platform/activity/activity.ts'
import { changesBetween } from '#platform/activity/changes.ts'
import { momentInWords } from '#platform/dates.ts'
import { checked, type FieldFault, readForm, typed } from '#platform/http/form.ts'
import { notFound } from '#platform/http/not-found.ts'
import { goWithNotice } from '#platform/http/notice.ts'
import { Routes } from '#platform/http/routes.ts'
import { isStaleRefusal, type Refusal } from '#platform/result.ts'
import { delegateName } from '../delegations/delegate.ts'
import { delegatesInOrder, type RankedDelegate } from '../delegations/delegate.queries.ts'
import { visitById, type VisitWhole } from '../visit.queries.ts'
import { steppedTo } from '../visit.routes.tsx'
import { addSeating, changeSeating, divideSeating, exchangeSeats, removeSeating, reorderSeats, type SeatingStale } from './seating.actions.ts'
import { bodyOfSeating, SeatingFormPage, type SeatingFormProps, SeatingPage } from './seating.pages.tsx'
import { seatedAt, seatingById, type SeatingRow } from './seating.queries.ts'
import { divisionForm, seatingFieldWords, seatingForm, type SeatingValues, seatOf, TABLE_SIZES } from './seating.ts'

type Found = { readonly visit: VisitWhole; readonly delegates: readonly RankedDelegate[] }
type Answer = Response | Promise<Response>

export const seatingRoutes = (): Routes =>
  new Routes()
    .get(addresses.seatingNew, officers, (c, by) =>
      withVisit(c, by, (found) => {
        const body = { title: '', form: 'facing', door: 'guests', interpreterPlace: 'beside', sits: found.delegates.map(({ id }) => id) }
        return formPage(c, found, { seating: null, version: 0, body })
      }),
    )
    .post(addresses.seatings, officers, (c, by) =>
      withVisit(c, by, async (found) => {
        const read = await valuesIn(c, found)
        if (!read.ok) return formPage(c, found, { seating: null, version: 0, body: read.body, faults: read.faults }, 422)
        const { id } = found.visit.event
        const added = await addSeating(c.get('here'), by, id, read.values)
        if (!added.ok && added.refusal.code !== 'missing')
          return formPage(c, found, { seating: null, version: 0, body: read.body, faults: [faultOf(added.refusal)] }, 422)
        return steppedTo(c, added.ok ? addresses.seating({ id, seating: added.value.id }) : addresses.visitDelegations({ id }), added, m.visits_seating_added())
      }),
    )
    .get(addresses.seating, readers, (c, by) =>
      withSeating(c, by, ({ visit, delegates }, seating) =>
        c.html(<SeatingPage shell={c.get('shell')} visit={visit} seating={seating} table={seatedAt(seating, delegates)} delegates={delegates} />),
      ),
    )
    .get(addresses.seatingEdit, officers, (c, by) =>
      withSeating(c, by, (found, seating) => formPage(c, found, { seating, version: seating.version, body: bodyOfSeating(seating, found.delegates) })),
    )
    .post(addresses.seatingEdit, officers, (c, by) =>
      withSeating(c, by, async (found, seating) => {
        const read = await valuesIn(c, found)
        const version = Number(typed(read.body, 'version'))
        const opened = { seating, version: version || seating.version, body: read.body }
        if (!read.ok) return formPage(c, found, { ...opened, faults: read.faults }, 422)
        const changed = await changeSeating(c.get('here'), by, seating.id, version, read.values)
        const back = addresses.seating({ id: found.visit.event.id, seating: seating.id })
        if (changed.ok || changed.refusal.code === 'missing') return steppedTo(c, back, changed, m.visits_saved())
        if (!isStaleRefusal<SeatingStale['current']>(changed.refusal)) return formPage(c, found, { ...opened, faults: [faultOf(changed.refusal)] }, 422)
        const { current } = changed.refusal
        const [last] = await c.get('here').db.inOffice(by.officeId, (tx) => historyOf(tx, 'seating', seating.id, 1))
        const names = new Map(found.delegates.map((one) => [one.id, delegateName(one)]))
        const rows = changesBetween(
          { ...current.state },
          { ...current.state, ...read.values },
          seatingFieldWords((id) => names.get(id) ?? ''),
        )
        const conflict = {
          who: last?.personName,
          when: momentInWords(last?.at ?? current.updatedAt, c.get('visitor')!.office.timeZone),
          rows: rows.map(({ field, before, after }) => ({ field, theirs: before, yours: after })),
        }
        return formPage(c, found, { ...opened, version: current.version, conflict }, 409)
      }),
    )
    .post(addresses.seatingExchange, officers, (c, by) =>
      withSeating(c, by, async ({ visit }, seating) => {
        const body = await readForm(c)
        const [one, other] = [seatOf(typed(body, 'one')), seatOf(typed(body, 'other'))]
        const nowhere = { row: -1, at: -1 }
        const done = await exchangeSeats(c.get('here'), by, seating.id, Number(typed(body, 'version')), one ?? nowhere, other ?? nowhere)
        return steppedTo(c, addresses.seating({ id: visit.event.id, seating: seating.id }), done, m.visits_seating_exchanged())
      }),
    )
    .post(addresses.seatingOrder, officers, (c, by) =>
      withSeating(c, by, async ({ visit }, seating) => {
        const done = await reorderSeats(c.get('here'), by, seating.id, Number(typed(await readForm(c), 'version')))
        return steppedTo(c, addresses.seating({ id: visit.event.id, seating: seating.id }), done, m.visits_seating_reordered())
      }),
    )
    .post(addresses.seatingDivision, officers, (c, by) =>
      withSeating(c, by, async ({ visit }, seating) => {
        const { id } = visit.event
        const body = await readForm(c)
        const form = checked(divisionForm, body)
        if (!form.ok) return goWithNotice(c, addresses.seating({ id, seating: seating.id }), { text: m.visits_seating_divide_wrong(TABLE_SIZES), tone: 'late' })
        const done = await divideSeating(c.get('here'), by, seating.id, Number(typed(body, 'version')), form.value.size)
        const back = done.ok ? `${addresses.visitDelegations({ id })}#seatings` : addresses.seating({ id, seating: seating.id })
        return steppedTo(c, back, done, m.visits_seating_divided())
      }),
    )
    .post(addresses.seatingRemoval, officers, (c, by) =>
      withSeating(c, by, async ({ visit }, seating) => {
        const done = await removeSeating(c.get('here'), by, seating.id, Number(typed(await readForm(c), 'version')))
        return steppedTo(c, `${addresses.visitDelegations({ id: visit.event.id })}#seatings`, done, m.visits_seating_removed())
      }),
    )

const faultOf = ({ field, message }: Refusal): FieldFault => ({ name: field ?? '', message })

async function withVisit(c: Context, by: Reader, answer: (found: Found) => Answer): Promise<Response> {
  const found = await c.get('here').db.inOffice(by.officeId, async (tx) => {
    const visit = await visitById(tx, c.req.param('id')!)
    return visit === null ? null : { visit, delegates: (await delegatesInOrder(tx, visit.event.id)).filter(({ withdrawnOn }) => withdrawnOn === null) }
  })
  return found === null ? notFound(c) : answer(found)
}

const withSeating = (c: Context, by: Reader, answer: (found: Found, seating: SeatingRow) => Answer): Promise<Response> =>
  withVisit(c, by, async (found) => {
    const seating = await c.get('here').db.inOffice(by.officeId, (tx) => seatingById(tx, found.visit.event.id, c.req.param('seating')!))
    return seating === null ? notFound(c) : answer(found, seating)
  })

const formPage = (
  c: Context,
  { visit, delegates }: Found,
  props: Omit<SeatingFormProps, 'shell' | 'visit' | 'delegates'>,
  status: 200 | 409 | 422 = 200,
): Answer => c.html(<SeatingFormPage shell={c.get('shell')} visit={visit} delegates={delegates} {...props} />, status)

type ReadForm = Awaited<ReturnType<typeof readForm>>
type Values =
  | { readonly ok: true; readonly body: ReadForm; readonly values: SeatingValues }
  | { readonly ok: false; readonly body: ReadForm; readonly faults: readonly FieldFault[] }

/** Whoever was not shown sits: they were entered while the form was open. */
async function valuesIn(c: Context, { delegates }: Found): Promise<Values> {
  const body = await readForm(c)
  const form = checked(seatingForm, body)
  if (!form.ok) return { ok: false, body, faults: form.faults }
  const { asked, sits, door, ...values } = form.value
  const away = asked === undefined ? [] : delegates.map(({ id }) => id).filter((id) => !sits.includes(id))
  return { ok: true, body, values: { ...values, guestsFaceDoor: door === 'guests', away } }
}
