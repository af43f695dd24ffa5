// Reads the office's own lines of what must be done for a visit.
import { and, asc, eq, isNull } from 'drizzle-orm'
import type { OfficeTx } from '#platform/database/door.ts'
import { MOST_TASKS, type Task, tasksInOrder } from './task.ts'
import { visitTasks } from './task.table.ts'

/** In the order in which they are to be done. One query. */
export async function tasksOf(tx: OfficeTx, visitId: string): Promise<Task[]> {
  const rows = await tx
    .select({ id: visitTasks.id, version: visitTasks.version, text: visitTasks.text, due: visitTasks.due, doneOn: visitTasks.doneOn })
    .from(visitTasks)
    .where(and(eq(visitTasks.officeId, tx.officeId), eq(visitTasks.visitId, visitId), isNull(visitTasks.deletedAt)))
    .orderBy(asc(visitTasks.id))
    .limit(MOST_TASKS)
  return tasksInOrder(rows)
}
