// The addresses of what is arranged for a visit, and of its costs.
import type { Context } from 'hono'
import { addresses } from '#addresses'
import type { Officer } from '#features/accounts/account.ts'
import { membersOf } from '#features/accounts/account.queries.ts'
import { officers, readers } from '#features/accounts/session.gate.ts'
import { m } from '#messages'
import { historyOf } from '#platform/activity/activity.ts'
import { changesBetween } from '#platform/activity/changes.ts'
import { momentInWords } from '#platform/dates.ts'
import { checked, type FieldFault, readForm, typed } from '#platform/http/form.ts'
import { notFound } from '#platform/http/not-found.ts'
import { Routes } from '#platform/http/routes.ts'
import { HOME_CURRENCY } from '#platform/money.ts'
import { isStaleRefusal, type Refusal } from '#platform/result.ts'
import { visitById, type VisitWhole } from '../visit.queries.ts'
import { type VisitParts, steppedTo, visitPage } from '../visit.routes.tsx'
import { addArrangement, type ArrangementStale, changeArrangement, confirmArrangement, removeArrangement } from './arrangement.actions.ts'
import { ARRANGEMENT_KINDS, arrangementFieldWords, arrangementForm } from './arrangement.ts'
import { ArrangementFormPage, type ArrangementFormProps, bodyOfArrangement, Costs } from './arrangement.pages.tsx'
import { arrangementById, type ArrangementRow, arrangementsOf } from './arrangement.queries.ts'

export const arrangementRoutes = (parts: VisitParts = {}): Routes =>
  new Routes()
    .get(addresses.visitCosts, readers, (c, by) =>
      visitPage(c, by, parts, 'costs', async (tx, look) => (
        <Costs look={look} rows={await arrangementsOf(tx, look.event.id)} mayWrite={by.role === 'officer'} />
      )),
    )
    .get(addresses.arrangementNew, officers, (c, by) =>
      withVisit(c, by, (visit) => {
        const kind = ARRANGEMENT_KINDS.find((one) => one === c.req.query('kind')) ?? 'rooms'
        return formPage(c, { visit, arrangement: null, version: 0, body: { kind, currency: HOME_CURRENCY } })
      }),
    )
    .post(addresses.arrangements, officers, (c, by) =>
      withVisit(c, by, async (visit) => {
        const body = await readForm(c)
        const form = checked(arrangementForm, body)
        const opened = { visit, arrangement: null, version: 0, body }
        if (!form.ok) return formPage(c, { ...opened, faults: form.faults }, 422)
        const added = await addArrangement(c.get('here'), by, visit.event.id, form.value)
        return added.ok || added.refusal.code === 'missing'
          ? steppedTo(c, `${addresses.visitPreparation({ id: visit.event.id })}#arrangements`, added, m.visits_arrangement_added())
          : formPage(c, { ...opened, faults: [faultOf(added.refusal)] }, 422)
      }),
    )
    .get(addresses.arrangementEdit, officers, (c, by) =>
      withArrangement(c, by, (visit, arrangement) => formPage(c, { visit, arrangement, version: arrangement.version, body: bodyOfArrangement(arrangement) })),
    )
    .post(addresses.arrangementEdit, officers, (c, by) =>
      withArrangement(c, by, async (visit, arrangement) => {
        const body = await readForm(c)
        const version = Number(typed(body, 'version'))
        const opened = { visit, arrangement, version: version || arrangement.version, body }
        const form = checked(arrangementForm, body)
        if (!form.ok) return formPage(c, { ...opened, faults: form.faults }, 422)
        const changed = await changeArrangement(c.get('here'), by, arrangement.id, version, form.value)
        if (changed.ok || changed.refusal.code === 'missing')
          return steppedTo(c, `${addresses.visitPreparation({ id: visit.event.id })}#a-${arrangement.id}`, changed, m.visits_saved())
        if (!isStaleRefusal<ArrangementStale['current']>(changed.refusal)) return formPage(c, { ...opened, faults: [faultOf(changed.refusal)] }, 422)
        const { current } = changed.refusal
        const [last] = await c.get('here').db.inOffice(by.officeId, (tx) => historyOf(tx, 'arrangement', arrangement.id, 1))
        const rows = changesBetween({ ...current.state }, { ...current.state, ...form.value }, arrangementFieldWords())
        const conflict = {
          who: last?.personName,
          when: momentInWords(last?.at ?? current.updatedAt, c.get('visitor')!.office.timeZone),
          rows: rows.map(({ field, before, after }) => ({ field, theirs: before, yours: after })),
        }
        return formPage(c, { ...opened, version: current.version, conflict }, 409)
      }),
    )
    .post(addresses.arrangementConfirmation, officers, (c, by) =>
      withArrangement(c, by, async (visit, { id }) => {
        const body = await readForm(c)
        const day = typed(body, 'confirmed') === '' ? null : c.get('here').clock.today()
        const done = await confirmArrangement(c.get('here'), by, id, Number(typed(body, 'version')), day)
        return steppedTo(c, `${addresses.visitPreparation({ id: visit.event.id })}#a-${id}`, done, m.visits_arrangement_confirmed())
      }),
    )
    .post(addresses.arrangementRemoval, officers, (c, by) =>
      withArrangement(c, by, async (visit, { id }) => {
        const done = await removeArrangement(c.get('here'), by, id, Number(typed(await readForm(c), 'version')))
        return steppedTo(c, `${addresses.visitPreparation({ id: visit.event.id })}#arrangements`, done, m.visits_arrangement_removed())
      }),
    )

const faultOf = ({ field, message }: Refusal): FieldFault => ({ name: field ?? '', message })

type Answer = Response | Promise<Response>

async function withVisit(c: Context, by: Officer, answer: (visit: VisitWhole) => Answer): Promise<Response> {
  const visit = await c.get('here').db.inOffice(by.officeId, (tx) => visitById(tx, c.req.param('id')!))
  return visit === null ? notFound(c) : answer(visit)
}

const withArrangement = (c: Context, by: Officer, answer: (visit: VisitWhole, arrangement: ArrangementRow) => Answer): Promise<Response> =>
  withVisit(c, by, async (visit) => {
    const arrangement = await c.get('here').db.inOffice(by.officeId, (tx) => arrangementById(tx, visit.event.id, c.req.param('arrangement')!))
    return arrangement === null ? notFound(c) : answer(visit, arrangement)
  })

async function formPage(c: Context, props: Omit<ArrangementFormProps, 'shell' | 'members'>, status: 200 | 409 | 422 = 200): Promise<Response> {
  const { officeId } = c.get('visitor')!.reader
  const members = await c.get('here').db.asSystem((tx) => membersOf(tx, officeId))
  return c.html(<ArrangementFormPage shell={c.get('shell')} members={members.map(({ name }) => name)} {...props} />, status)
}
