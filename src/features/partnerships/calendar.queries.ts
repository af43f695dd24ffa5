// What stands on the days of a month or a year by the partnerships' own record: milestones, ends of terms, round anniversaries of signings.
import { and, asc, between, eq, gte, isNull, lte, type SQL, sql } from 'drizzle-orm'
import { addresses } from '#addresses'
import { displayName } from '#features/organisations/naming.ts'
import { organisations } from '#features/organisations/organisation.table.ts'
import { m } from '#messages'
import type { OfficeTx } from '#platform/database/door.ts'
import type { LocalText } from '#platform/texts/local-text.ts'
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
  // Each round number is one short reading of the index of days. The days are worked out here: under row security an index answers to plain columns only.
  const earlier = ROUND_YEARS.map((years) => ({ from: yearsBefore(from, years), to: yearsBefore(to, years) }))
  const { rows } = await tx.execute<{ id: string; partnership_id: string; first_day: string; name: LocalText; years: number }>(sql`
    select "signed".*, "round".years from unnest(${sql.param(earlier.map((one) => one.from))}::date[], ${sql.param(earlier.map((one) => one.to))}::date[],
      ${sql.param([...ROUND_YEARS])}::int[]) as "round"(first, last, years)
    cross join lateral (
      select ${milestones.id} as id, ${milestones.partnershipId} as partnership_id, ${milestones.firstDay}::text as first_day, ${organisations.name} as name
      from ${milestones}
      join ${partnerships} on ${and(eq(partnerships.officeId, milestones.officeId), eq(partnerships.id, milestones.partnershipId), isNull(partnerships.deletedAt))}
      join ${organisations} on ${and(eq(organisations.officeId, partnerships.officeId), eq(organisations.id, partnerships.organisationId))}
      where ${and(
        eq(milestones.officeId, tx.officeId),
        sql`${milestones.firstDay} between "round".first and "round".last`,
        eq(milestones.kind, 'signing'),
        eq(milestones.firstDay, milestones.lastDay),
        isNull(milestones.deletedAt),
        among(partnerships.organisationId),
      )}
      order by ${asc(milestones.firstDay)}, ${asc(milestones.id)} limit ${limit}
    ) as "signed" order by "signed".first_day desc, "signed".id limit ${limit}`)
  const entries = rows.map((row): CalendarEntry => {
    const on = inYear(Number(row.first_day.slice(0, 4)) + row.years, row.first_day.slice(5))
    return {
      id: `round-${row.id}`,
      from: on,
      to: on,
      what: m.partnerships_calendar_round({ count: row.years }),
      who: displayName(row),
      href: addresses.partnership({ id: row.partnership_id }),
      kind: 'round',
    }
  })
  // Two ceremonies of one tie in the same year are one anniversary for each day, not one for each line.
  return [...new Map(entries.map((entry) => [`${entry.href} ${entry.from}`, entry])).values()].filter((entry) => entry.from >= from && entry.from <= to)
}

const yearsBefore = (day: string, years: number): string => {
  const year = Number(day.slice(0, 4)) - years
  const monthAndDay = day.slice(5)
  // A month that ends on the 28th this year may have ended on the 29th then.
  return `${String(year).padStart(4, '0')}-${monthAndDay === '02-28' || monthAndDay === '02-29' ? (isLeap(year) ? '02-29' : '02-28') : monthAndDay}`
}

const isLeap = (year: number): boolean => new Date(Date.UTC(year, 1, 29)).getUTCMonth() === 1

/** 29 February is kept on the 28th in a year without it. */
const inYear = (year: number, monthAndDay: string): string => `${year}-${monthAndDay === '02-29' && !isLeap(year) ? '02-28' : monthAndDay}`

export const OWN_DAYS: readonly CalendarSource[] = [stepsOnDays, termsOnDays, roundYearsOnDays]
