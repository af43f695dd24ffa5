// The address at which the order of flags and anthems is changed.
import { addresses } from '#addresses'
import { officers } from '#features/accounts/session.gate.ts'
import { m } from '#messages'
import { checked, type FieldFault, readForm, typed } from '#platform/http/form.ts'
import { Routes } from '#platform/http/routes.ts'
import { preparationPage } from '../preparation/preparation.routes.tsx'
import { orderCeremonial } from '../visit.actions.ts'
import { type VisitParts, steppedTo } from '../visit.routes.tsx'
import { ceremonialForm, ordered } from './ceremonial.ts'

export const ceremonialRoutes = (parts: VisitParts = {}): Routes =>
  new Routes().post(addresses.visitCeremonial, officers, async (c, by) => {
    const id = c.req.param('id')!
    const body = await readForm(c)
    const form = checked(ceremonialForm, body)
    const refused = (faults: readonly FieldFault[]) => preparationPage(c, by, parts, { ceremonial: { body, faults } })
    if (!form.ok) return refused(form.faults)
    const [flagOrder, anthemOrder] = [ordered(form.value.rows, 'flag'), ordered(form.value.rows, 'anthem')]
    if (flagOrder === null || anthemOrder === null) return refused([{ name: '', message: m.visits_ceremonial_number() }])
    const done = await orderCeremonial(c.get('here'), by, id, Number(typed(body, 'version')), { flagOrder, anthemOrder })
    return steppedTo(c, `${addresses.visitPreparation({ id })}#ceremonial`, done, m.visits_ceremonial_saved())
  })
