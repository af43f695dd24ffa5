// Writes the office's own lines of what must be done for a visit: enters, ticks, takes out and puts back.
import { and, count, eq, isNull } from 'drizzle-orm'
import type { Officer } from '#features/accounts/account.ts'
import { m } from '#messages'
import { type Actor, record, type Restore } from '#platform/activity/activity.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import type { Here } from '#platform/here.ts'
import { isId, newId } from '#platform/ids.ts'
import { ok, refuse, type Result } from '#platform/result.ts'
import { readVisit, type Written } from '../visit.actions.ts'
import { MOST_TASKS, type TaskValues } from './task.ts'
import { visitTasks } from './task.table.ts'

type TaskState = { readonly visitId: string; readonly text: string; readonly due: string | null; readonly doneOn: string | null }
type Kept = { readonly version: number; readonly removed: boolean; readonly state: TaskState }

async function read(tx: OfficeTx, id: string): Promise<Kept | null> {
  if (!isId(id)) return null
  const [row] = await tx
    .select()
    .from(visitTasks)
    .where(and(eq(visitTasks.officeId, tx.officeId), eq(visitTasks.id, id)))
    .for('update')
  if (row === undefined) return null
  const { visitId, text, due, doneOn } = row
  return { version: row.version, removed: row.deletedAt !== null, state: { visitId, text, due, doneOn } }
}

async function write(
  tx: OfficeTx,
  here: Here,
  by: Actor,
  id: string,
  before: Kept | null,
  after: TaskState | null,
  act: `visit_task.${string}`,
): Promise<Written> {
  const now = here.clock.now()
  const version = (before?.version ?? 0) + 1
  if (before === null) await tx.insert(visitTasks).values({ ...after!, officeId: tx.officeId, id, createdAt: now, updatedAt: now })
  else
    await tx
      .update(visitTasks)
      .set(after === null ? { deletedAt: now, updatedAt: now, version } : { ...after, deletedAt: null, updatedAt: now, version })
      .where(and(eq(visitTasks.officeId, tx.officeId), eq(visitTasks.id, id)))
  const activityId = await record(tx, here, by, {
    act,
    id,
    label: (after ?? before!.state).text,
    before: before === null || before.removed ? null : { ...before.state },
    after: after === null ? null : { ...after },
    version,
  })
  return { id, activityId }
}

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
    return ok(await write(tx, here, by, newId(), null, { visitId, text, due, doneOn: null }, 'visit_task.created'))
  })

type Change = { readonly act: 'visit_task.done' | 'visit_task.reopened' | 'visit_task.removed'; readonly next: (before: TaskState) => TaskState | null }

const changed = (here: Here, by: Officer, visitId: string, id: string, version: number, { act, next }: Change): Promise<Result<Written>> =>
  here.db.inOffice(by.officeId, async (tx) => {
    const before = await read(tx, id)
    if (before === null || before.removed || before.state.visitId !== visitId) return refuse('missing', m.visits_task_missing())
    // A tick says one thing: whoever ticks what another has ticked meanwhile is told, and loses nothing.
    if (before.version !== version) return refuse('stale', m.visits_task_changed())
    return ok(await write(tx, here, by, id, before, next(before.state), act))
  })

/** Ticks a line as done today, or opens it again. */
export const tickTask = (here: Here, by: Officer, visitId: string, id: string, version: number, done: boolean): Promise<Result<Written>> =>
  changed(here, by, visitId, id, version, {
    act: done ? 'visit_task.done' : 'visit_task.reopened',
    next: (before) => ({ ...before, doneOn: done ? here.clock.today() : null }),
  })

/** Takes a line out; undo brings it back. */
export const removeTask = (here: Here, by: Officer, visitId: string, id: string, version: number): Promise<Result<Written>> =>
  changed(here, by, visitId, id, version, { act: 'visit_task.removed', next: () => null })

/** Puts a line back to an earlier state; refuses when it has moved on since. */
export const restoreTask: Restore = (here, by, id, to, version) =>
  here.db.inOffice(by.officeId, async (tx): Promise<Result<Written>> => {
    const before = await read(tx, id)
    if (before === null) return refuse('missing', m.visits_task_missing())
    if (before.version !== version) return refuse('moved-on', m.platform_undo_moved_on({ label: before.state.text }))
    // The snapshot is one this feature wrote.
    return ok(await write(tx, here, by, id, before, to as TaskState | null, 'visit_task.restored'))
  })
