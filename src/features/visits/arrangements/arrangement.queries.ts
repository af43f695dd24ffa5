// Reads what is arranged for a visit.
import { and, asc, eq, isNull } from 'drizzle-orm'
import type { OfficeTx } from '#platform/database/door.ts'
import { isId } from '#platform/ids.ts'
import { ARRANGEMENT_KINDS, MOST_ARRANGEMENTS } from './arrangement.ts'
import { arrangements } from './arrangement.table.ts'

export type ArrangementRow = typeof arrangements.$inferSelect

/** By kind, then by day; what has no day last. One query. */
export async function arrangementsOf(tx: OfficeTx, visitId: string): Promise<ArrangementRow[]> {
  const rows = await tx
    .select()
    .from(arrangements)
    .where(and(eq(arrangements.officeId, tx.officeId), eq(arrangements.visitId, visitId), isNull(arrangements.deletedAt)))
    .orderBy(asc(arrangements.id))
    .limit(MOST_ARRANGEMENTS)
  return rows.sort(
    (a, b) =>
      ARRANGEMENT_KINDS.indexOf(a.kind) - ARRANGEMENT_KINDS.indexOf(b.kind) ||
      (a.day ?? '9').localeCompare(b.day ?? '9') ||
      a.time.localeCompare(b.time) ||
      (a.id < b.id ? -1 : 1),
  )
}

/** One arrangement of this very visit; null when there is none. */
export async function arrangementById(tx: OfficeTx, visitId: string, id: string): Promise<ArrangementRow | null> {
  if (!isId(id)) return null
  const [row] = await tx
    .select()
    .from(arrangements)
    .where(and(eq(arrangements.officeId, tx.officeId), eq(arrangements.visitId, visitId), eq(arrangements.id, id), isNull(arrangements.deletedAt)))
  return row ?? null
}
