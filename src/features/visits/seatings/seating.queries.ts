// Reads the tables of a visit, and how somebody sits at them.
import { and, asc, eq, isNull } from 'drizzle-orm'
import type { OfficeTx } from '#platform/database/door.ts'
import { isId } from '#platform/ids.ts'
import type { RankedDelegate } from '../delegations/delegate.queries.ts'
import { type Arranged, arranged, MOST_SEATINGS, reseated, type Sitter } from './seating.ts'
import { seatings } from './seating.table.ts'

export type SeatingRow = typeof seatings.$inferSelect

/** As entered. One query. */
export const seatingsOf = (tx: OfficeTx, visitId: string): Promise<SeatingRow[]> =>
  tx
    .select()
    .from(seatings)
    .where(and(eq(seatings.officeId, tx.officeId), eq(seatings.visitId, visitId), isNull(seatings.deletedAt)))
    .orderBy(asc(seatings.id))
    .limit(MOST_SEATINGS)

/** One table of this very visit; null when there is none. */
export async function seatingById(tx: OfficeTx, visitId: string, id: string): Promise<SeatingRow | null> {
  if (!isId(id)) return null
  const [row] = await tx
    .select()
    .from(seatings)
    .where(and(eq(seatings.officeId, tx.officeId), eq(seatings.visitId, visitId), eq(seatings.id, id), isNull(seatings.deletedAt)))
  return row ?? null
}

/** Those who sit at a table, in the order of precedence they are given in: who comes and was not left out. */
export const sittersAt = (row: Pick<SeatingRow, 'away'>, delegates: readonly RankedDelegate[]): Sitter[] =>
  delegates.filter(({ id, withdrawnOn }) => withdrawnOn === null && !row.away.includes(id)).map(({ id, side, isInterpreter }) => ({ id, side, isInterpreter }))

/** How they sit: as changed by hand, else by the rules. */
export function seatedAt(
  row: Pick<SeatingRow, 'form' | 'guestsFaceDoor' | 'interpreterPlace' | 'away' | 'seats'>,
  delegates: readonly RankedDelegate[],
): Arranged {
  const sitters = sittersAt(row, delegates)
  return row.seats === null ? arranged(row.form, sitters, row) : reseated(row.form, row.seats, sitters, row)
}
