// What stands on the days of a month or a year by the partnerships' own record: milestones, ends of terms, round anniversaries of signings.
import { and, asc, between, eq, gte, isNull, lte, type SQL, sql } from 'drizzle-orm'
import { addresses } from '#addresses'
import { displayName } from '#features/organisations/naming.ts'
import { organisations } from '#features/organisations/organisation.table.ts'
import { m } from '#messages'
import type { OfficeTx } from '#platform/database/door.ts'
import { type CalendarEntry, type CalendarSource, ROUND_YEARS } from './calendar.ts'
import { milestoneTitle } from './milestone.ts'
import { milestones } from './milestone.table.ts'
import { partnerships } from './partnership.table.ts'

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

/** A signing whose day is known, a round number of years later. */
export const roundYearsOnDays: CalendarSource = async (tx, { from, to, among, limit }) => {
  // Each round number is one short reading of the index of days, instead of all signings with their day and month worked out.
  const rows = await tx
    .select({
      id: milestones.id,
      partnershipId: milestones.partnershipId,
      day: milestones.firstDay,
      name: organisations.name,
      years: sql<number>`"round".years`,
    })
    .from(sql`unnest(${sql.param([...ROUND_YEARS])}::int[]) as "round"(years)`)
    .innerJoin(
      milestones,
      and(
        eq(milestones.officeId, tx.officeId),
        eq(milestones.kind, 'signing'),
        sql`${milestones.firstDay} between (${from}::date - make_interval(years => "round".years))::date and (${to}::date - make_interval(years => "round".years))::date`,
        eq(milestones.firstDay, milestones.lastDay),
        isNull(milestones.deletedAt),
      ),
    )
    .innerJoin(partnerships, and(eq(partnerships.officeId, milestones.officeId), eq(partnerships.id, milestones.partnershipId), isNull(partnerships.deletedAt)))
    .innerJoin(organisations, and(eq(organisations.officeId, partnerships.officeId), eq(organisations.id, partnerships.organisationId)))
    .where(among(partnerships.organisationId))
    .orderBy(asc(milestones.firstDay), asc(milestones.id))
    .limit(limit)
  const entries = rows.map(({ id, partnershipId, day, name, years }): CalendarEntry => {
    const on = inYear(Number(day.slice(0, 4)) + years, day.slice(5))
    return {
      id: `round-${id}`,
      from: on,
      to: on,
      what: m.partnerships_calendar_round({ count: years }),
      who: displayName({ name }),
      href: addresses.partnership({ id: partnershipId }),
      kind: 'round',
    }
  })
  // Two ceremonies of one tie in the same year are one anniversary for each day, not one for each line.
  return [...new Map(entries.map((entry) => [`${entry.href} ${entry.from}`, entry])).values()].filter((entry) => entry.from >= from && entry.from <= to)
}

/** 29 February is kept on the 28th in a year without it. */
const inYear = (year: number, monthAndDay: string): string => {
  const leap = new Date(Date.UTC(year, 1, 29)).getUTCMonth() === 1
  return `${year}-${monthAndDay === '02-29' && !leap ? '02-28' : monthAndDay}`
}

export const OWN_DAYS: readonly CalendarSource[] = [stepsOnDays, termsOnDays, roundYearsOnDays]
