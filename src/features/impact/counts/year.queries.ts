// Reads which years anything counts in, and how many events belong to none.
import { and, count, eq, inArray, isNull, lte, max, min, sql, type SQL } from 'drizzle-orm'
import { promiseYears } from '#features/commitments/shares/share.queries.ts'
import { alive, eventsWithAny } from '#features/events/event.queries.ts'
import { EVENT_KINDS } from '#features/events/event.ts'
import { events } from '#features/events/event.table.ts'
import { milestones } from '#features/partnerships/milestones/milestone.table.ts'
import { partnerships } from '#features/partnerships/partnership.table.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { impactFigures } from '../figures/figure.table.ts'
import { AGREEMENTS, isCountedKind, yearOf } from './count.ts'
import type { Years } from './count.queries.ts'

const happened = (tx: OfficeTx, organisationId: string | null): SQL | undefined =>
  and(alive(tx), isNull(events.cancelledOn), organisationId === null ? undefined : eventsWithAny(tx, [organisationId]))

/** From the first year in which anything counts to the last, of one organisation or of all; null: nothing counts yet. Four statements. */
export async function yearsCounted(tx: OfficeTx, organisationId: string | null, today: string): Promise<Years | null> {
  const [met] = await tx
    .select({ from: min(events.firstDay), until: max(events.firstDay) })
    .from(events)
    .where(and(happened(tx, organisationId), lte(events.firstDay, today), inArray(events.kind, EVENT_KINDS.filter(isCountedKind))))
  const ofPartner = and(isNull(partnerships.deletedAt), organisationId === null ? undefined : eq(partnerships.organisationId, organisationId))
  const [signed] = await tx
    .select({ from: min(milestones.firstDay), until: max(milestones.firstDay) })
    .from(milestones)
    .innerJoin(partnerships, and(eq(partnerships.officeId, milestones.officeId), eq(partnerships.id, milestones.partnershipId)))
    .where(
      and(eq(milestones.officeId, tx.officeId), isNull(milestones.deletedAt), inArray(milestones.kind, AGREEMENTS), lte(milestones.firstDay, today), ofPartner),
    )
  const [written] = await tx
    .select({ from: min(impactFigures.year), until: max(impactFigures.year) })
    .from(impactFigures)
    .innerJoin(partnerships, and(eq(partnerships.officeId, impactFigures.officeId), eq(partnerships.id, impactFigures.partnershipId)))
    .where(and(eq(impactFigures.officeId, tx.officeId), isNull(impactFigures.deletedAt), ofPartner))
  const promised = await promiseYears(tx, organisationId, today)
  const years = [met, signed, written, promised]
    .flatMap((one) => [one?.from ?? null, one?.until ?? null])
    .flatMap((one) => (one === null ? [] : [Number(String(one).slice(0, 4))]))
  return years.length === 0 ? null : { from: Math.min(...years), until: Math.max(...years) }
}

/** Events that happened and have no year of their own: they count nowhere, and the page says how many they are. Two statements. */
export async function eventsWithoutYear(tx: OfficeTx, organisationId: string | null, today: string): Promise<number> {
  const [row] = await tx
    .select({ n: count() })
    .from(events)
    .where(and(happened(tx, organisationId), isNull(events.firstDay)))
  const spanning = await tx
    .select({ date: events.date, firstDay: events.firstDay, lastDay: events.lastDay })
    .from(events)
    .where(and(happened(tx, organisationId), lte(events.firstDay, today), sql`date_part('year', ${events.firstDay}) <> date_part('year', ${events.lastDay})`))
  return (row?.n ?? 0) + spanning.filter((event) => yearOf(event) === null).length
}
