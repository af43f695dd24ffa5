// What stands on the days of a month or a year by the partnerships' own record: milestones and ends of terms.
import { and, asc, between, eq, gte, isNull, lte, type SQL } from 'drizzle-orm'
import { addresses } from '#addresses'
import { displayName } from '#features/organisations/naming.ts'
import { organisations } from '#features/organisations/organisation.table.ts'
import { m } from '#messages'
import type { OfficeTx } from '#platform/database/door.ts'
import type { CalendarSource } from './calendar.ts'
import { milestoneTitle } from '../milestones/milestone.ts'
import { milestones } from '../milestones/milestone.table.ts'
import { partnerships } from '../partnership.table.ts'

const dated = (tx: OfficeTx, where: SQL | undefined) =>
  tx
    .select({
      id: milestones.id,
      partnershipId: milestones.partnershipId,
      kind: milestones.kind,
      side: milestones.side,
      firstDay: milestones.firstDay,
      lastDay: milestones.lastDay,
      untilDay: milestones.untilDay,
      name: organisations.name,
    })
    .from(milestones)
    .innerJoin(partnerships, and(eq(partnerships.officeId, milestones.officeId), eq(partnerships.id, milestones.partnershipId), isNull(partnerships.deletedAt)))
    .innerJoin(organisations, and(eq(organisations.officeId, partnerships.officeId), eq(organisations.id, partnerships.organisationId)))
    .where(and(eq(milestones.officeId, tx.officeId), isNull(milestones.deletedAt), where))

/** Steps taken or planned; one whose date is wider than what is looked at stands in the wider calendar only. */
export const stepsOnDays: CalendarSource = async (tx, { from, to, among, limit }) => {
  const rows = await dated(tx, and(between(milestones.firstDay, from, to), lte(milestones.lastDay, to), among(partnerships.organisationId)))
    .orderBy(asc(milestones.firstDay), asc(milestones.id))
    .limit(limit)
  return rows.map((row) => ({
    id: `step-${row.id}`,
    from: row.firstDay,
    to: row.lastDay,
    what: milestoneTitle(row),
    who: displayName(row),
    href: addresses.partnership({ id: row.partnershipId }),
    kind: 'step',
  }))
}

export const termsOnDays: CalendarSource = async (tx, { from, to, among, limit }) => {
  const rows = await dated(tx, and(gte(milestones.untilDay, from), lte(milestones.untilDay, to), among(partnerships.organisationId)))
    .orderBy(asc(milestones.untilDay), asc(milestones.id))
    .limit(limit)
  return rows.map((row) => ({
    id: `term-${row.id}`,
    from: row.untilDay!,
    to: row.untilDay!,
    what: m.partnerships_calendar_term(),
    who: displayName(row),
    href: addresses.partnership({ id: row.partnershipId }),
    kind: 'term',
  }))
}

export const OWN_DAYS: readonly CalendarSource[] = [stepsOnDays, termsOnDays]
