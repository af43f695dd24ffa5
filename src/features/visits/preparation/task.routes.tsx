// The addresses of the office's own lines of what must be done for a visit.
import { addresses } from '#addresses'
import { officers } from '#features/accounts/session.gate.ts'
import { m } from '#messages'
import { checked, type FieldFault, readForm, typed } from '#platform/http/form.ts'
import { notFound } from '#platform/http/not-found.ts'
import { Routes } from '#platform/http/routes.ts'
import { type VisitParts, steppedTo } from '../visit.routes.tsx'
import { preparationPage } from './preparation.routes.tsx'
import { addTask, removeTask, tickTask } from './task.actions.ts'
import { taskForm } from './task.ts'

export const taskRoutes = (parts: VisitParts = {}): Routes =>
  new Routes()
    .post(addresses.visitTasks, officers, async (c, by) => {
      const id = c.req.param('id')!
      const body = await readForm(c)
      const form = checked(taskForm, body)
      const refused = (faults: readonly FieldFault[]) => preparationPage(c, by, parts, { task: { body, faults } })
      if (!form.ok) return refused(form.faults)
      const added = await addTask(c.get('here'), by, id, form.value)
      if (!added.ok && added.refusal.field !== undefined) return refused([{ name: added.refusal.field, message: added.refusal.message }])
      return steppedTo(c, addresses.visitPreparation({ id }), added, m.visits_task_added())
    })
    .post(addresses.visitTaskTick, officers, async (c, by) => {
      const [id, task] = [c.req.param('id')!, c.req.param('task')!]
      const body = await readForm(c)
      const done = typed(body, 'done') !== ''
      const ticked = await tickTask(c.get('here'), by, id, task, Number(typed(body, 'version')), done)
      return ticked.ok || ticked.refusal.code !== 'missing'
        ? steppedTo(c, addresses.visitPreparation({ id }), ticked, done ? m.visits_task_ticked() : m.visits_task_unticked())
        : notFound(c)
    })
    .post(addresses.visitTaskRemoval, officers, async (c, by) => {
      const [id, task] = [c.req.param('id')!, c.req.param('task')!]
      const removed = await removeTask(c.get('here'), by, id, task, Number(typed(await readForm(c), 'version')))
      return steppedTo(c, addresses.visitPreparation({ id }), removed, m.visits_task_removed())
    })
