// Which visits have programmes that may serve as templates.
import { and, count, desc, eq, isNull, min, ne } from 'drizzle-orm'
import { events } from '#features/events/event.table.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import type { LocalText } from '#platform/texts/local-text.ts'
import { visits } from '../visit.table.ts'
import { programmeItems } from './programme.table.ts'

export type EarlierVisit = { readonly id: string; readonly title: LocalText; readonly firstDay: string | null; readonly items: number }

/** Newest first; more than these nobody looks through. */
const MOST_OFFERED = 60

export const earlierVisits = async (tx: OfficeTx, exceptId: string): Promise<EarlierVisit[]> =>
  tx
    .select({ id: visits.id, title: events.title, firstDay: min(programmeItems.day), items: count(programmeItems.id) })
    .from(programmeItems)
    .innerJoin(visits, and(eq(visits.officeId, programmeItems.officeId), eq(visits.id, programmeItems.visitId), isNull(visits.deletedAt)))
    .innerJoin(events, and(eq(events.officeId, visits.officeId), eq(events.id, visits.id), isNull(events.deletedAt)))
    .where(and(eq(programmeItems.officeId, tx.officeId), isNull(programmeItems.deletedAt), ne(programmeItems.visitId, exceptId)))
    .groupBy(visits.id, events.title)
    .orderBy(desc(min(programmeItems.day)))
    .limit(MOST_OFFERED)
