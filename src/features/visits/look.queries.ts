// Reads what every page of a dossier shows around its own part: the visit with its event, what is missing, the own lines, the counts of the tabs.
import { and, count, eq, isNull } from 'drizzle-orm'
import { documentPlaces, documents } from '#features/documents/document.table.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { delegates } from './delegations/delegate.table.ts'
import { NO_OUTCOME_PARTS, type OutcomeParts } from './outcomes/outcome.ts'
import type { Piece } from './preparation/piece.ts'
import { isExact, preparationOf } from './preparation/piece.queries.ts'
import type { Task } from './preparation/task.ts'
import { tasksOf } from './preparation/task.queries.ts'
import { visitById, type VisitWhole } from './visit.queries.ts'

export type VisitLook = VisitWhole & {
  readonly pieces: readonly Piece[]
  readonly tasks: readonly Task[]
  /** The event's date is known to the day. */
  readonly exact: boolean
  readonly counts: { readonly delegates: number; readonly documents: number }
}

/** null when there is no such dossier. A fixed number of queries. */
export async function visitLook(tx: OfficeTx, id: string, today: string, parts: OutcomeParts = NO_OUTCOME_PARTS): Promise<VisitLook | null> {
  const whole = await visitById(tx, id)
  if (whole === null) return null
  const pieces = (await preparationOf(tx, [id], today, parts)).get(id) ?? []
  const [counted] = await tx
    .select({ n: count() })
    .from(delegates)
    .where(and(eq(delegates.officeId, tx.officeId), eq(delegates.visitId, id), isNull(delegates.deletedAt)))
  const [papers] = await tx
    .select({ n: count() })
    .from(documentPlaces)
    .innerJoin(documents, and(eq(documents.officeId, documentPlaces.officeId), eq(documents.id, documentPlaces.documentId), isNull(documents.deletedAt)))
    .where(and(eq(documentPlaces.officeId, tx.officeId), eq(documentPlaces.thing, 'event'), eq(documentPlaces.thingId, id)))
  return {
    ...whole,
    pieces,
    tasks: await tasksOf(tx, id),
    exact: isExact(whole.event.date),
    counts: { delegates: counted?.n ?? 0, documents: papers?.n ?? 0 },
  }
}
