// Writes the office's own lines of what must be done for a visit: enters, ticks, takes out and puts back.
import { and, count, eq, isNull } from 'drizzle-orm'
import type { Officer } from '#features/accounts/account.ts'
import { m } from '#messages'
import type { Restore } from '#platform/activity/activity.ts'
import { KeptRows, type Written } from '#platform/activity/kept-row.ts'
import type { Here } from '#platform/here.ts'
import { newId } from '#platform/ids.ts'
import { ok, refuse, type Result } from '#platform/result.ts'
import { readVisit } from '../visit.actions.ts'
import { MOST_TASKS, type TaskValues } from './task.ts'
import { visitTasks } from './task.table.ts'

type TaskState = { readonly visitId: string; readonly text: string; readonly due: string | null; readonly doneOn: string | null }
type Act = `visit_task.${string}`
const act = (name: Act): Act => name

const rows = new KeptRows<typeof visitTasks.$inferSelect, TaskState>({
  table: visitTasks,
  stateOf: ({ visitId, text, due, doneOn }) => ({ visitId, text, due, doneOn }),
  columnsOf: (state) => state,
  label: ({ text }) => text,
  missing: () => m.visits_task_missing(),
})

/** Enters a line of what must be done for a visit. */
export const addTask = (here: Here, by: Officer, visitId: string, { text, due }: TaskValues): Promise<Result<Written>> =>
  here.db.inOffice(by.officeId, async (tx) => {
    const visit = await readVisit(tx, visitId)
    if (visit === null || visit.removed) return refuse('missing', m.visits_missing())
    const [there] = await tx
      .select({ n: count() })
      .from(visitTasks)
      .where(and(eq(visitTasks.officeId, tx.officeId), eq(visitTasks.visitId, visitId), isNull(visitTasks.deletedAt)))
    if ((there?.n ?? 0) >= MOST_TASKS) return refuse('too-many', m.visits_task_too_many({ most: MOST_TASKS }), 'text')
    return ok(await rows.write(tx, here, by, newId(), null, { visitId, text, due, doneOn: null }, act('visit_task.created')))
  })

/** A tick says one thing: whoever ticks what another has ticked meanwhile is told, and loses nothing. */
async function changed(
  here: Here,
  by: Officer,
  visitId: string,
  id: string,
  version: number,
  name: Act,
  next: (before: TaskState) => TaskState | null,
): Promise<Result<Written>> {
  const done = await rows.change(here, by, id, version, name, (before) =>
    before.visitId === visitId ? ok(next(before)) : refuse('missing', m.visits_task_missing()),
  )
  return done.ok || done.refusal.code !== 'stale' ? done : refuse('stale', m.visits_task_changed())
}

/** Ticks a line as done today, or opens it again. */
export const tickTask = (here: Here, by: Officer, visitId: string, id: string, version: number, done: boolean): Promise<Result<Written>> =>
  changed(here, by, visitId, id, version, act(done ? 'visit_task.done' : 'visit_task.reopened'), (before) => ({
    ...before,
    doneOn: done ? here.clock.today() : null,
  }))

/** Takes a line out; undo brings it back. */
export const removeTask = (here: Here, by: Officer, visitId: string, id: string, version: number): Promise<Result<Written>> =>
  changed(here, by, visitId, id, version, act('visit_task.removed'), () => null)

/** Puts a line back to an earlier state; refuses when it has moved on since. */
export const restoreTask: Restore = rows.put(act('visit_task.restored'))
