// Reads what the office wrote down: of one partnership, one entry, and the events one may be of.
import { and, asc, desc, eq, isNotNull, isNull, lte } from 'drizzle-orm'
import { alive, eventsWithAny } from '#features/events/event.queries.ts'
import { events } from '#features/events/event.table.ts'
import { partnerships } from '#features/partnerships/partnership.table.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import type { ImpreciseDate } from '#platform/dates.ts'
import { isId } from '#platform/ids.ts'
import type { LocalText } from '#platform/texts/local-text.ts'
import { type FigureRow, impactFigures } from './figure.table.ts'

/** An office writes down a handful a year; this many are a lifetime of one partnership. */
const MOST = 500

/** Of one partnership, the newest year first. */
export const figuresOf = (tx: OfficeTx, partnershipId: string): Promise<FigureRow[]> =>
  tx
    .select()
    .from(impactFigures)
    .where(and(eq(impactFigures.officeId, tx.officeId), eq(impactFigures.partnershipId, partnershipId), isNull(impactFigures.deletedAt)))
    .orderBy(desc(impactFigures.year), asc(impactFigures.measure), asc(impactFigures.id))
    .limit(MOST)

/** An entry of a partnership that is still there. */
export async function figureById(tx: OfficeTx, id: string): Promise<FigureRow | null> {
  if (!isId(id)) return null
  const [row] = await tx
    .select({ row: impactFigures })
    .from(impactFigures)
    .innerJoin(partnerships, and(eq(partnerships.officeId, impactFigures.officeId), eq(partnerships.id, impactFigures.partnershipId)))
    .where(and(eq(impactFigures.officeId, tx.officeId), eq(impactFigures.id, id), isNull(impactFigures.deletedAt), isNull(partnerships.deletedAt)))
  return row?.row ?? null
}

export type EventChoice = { readonly id: string; readonly title: LocalText; readonly date: ImpreciseDate | null }
/** Events with the partner that have begun, the newest first. */
export const eventChoices = (tx: OfficeTx, organisationId: string, today: string): Promise<EventChoice[]> =>
  tx
    .select({ id: events.id, title: events.title, date: events.date })
    .from(events)
    .where(and(alive(tx), isNull(events.cancelledOn), isNotNull(events.firstDay), lte(events.firstDay, today), eventsWithAny(tx, [organisationId])))
    .orderBy(desc(events.firstDay), desc(events.id))
    .limit(200)
