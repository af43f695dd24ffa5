// What the calendar brings to the register's own: anniversaries of signings on their days, by the same rules as on its own pages.
import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import { addresses } from '#addresses'
import { displayName } from '#features/organisations/naming.ts'
import { organisations } from '#features/organisations/organisation.table.ts'
import type { CalendarEntry, CalendarSource } from '#features/partnerships/register/calendar.ts'
import { milestones } from '#features/partnerships/milestones/milestone.table.ts'
import { partnerships } from '#features/partnerships/partnership.table.ts'
import { m } from '#messages'
import type { LocalText } from '#platform/texts/local-text.ts'
import { firstOfMonth, lastOfMonth, monthOf, yearOf, yearsAfter } from './day.ts'
import { rulesOf } from './entry.queries.ts'
import { commonStep, everyYearsFor } from './rules.ts'

/** Older ties than this the register's calendar does not count. */
const MOST_YEARS = 200
/** The first year the database is asked for. */
const FIRST_YEAR = 1000

/** Of signings whose day is known and which were not ended since. Two queries. */
export const anniversariesOnDays: CalendarSource = async (tx, { from, to, among, limit }) => {
  const rules = await rulesOf(tx)
  const step = commonStep(rules)
  const most = Math.min(MOST_YEARS, yearOf(from) - FIRST_YEAR)
  // Each number of years is one short reading of the index of days. The days are worked out here: under row security an index answers to plain columns only.
  const earlier = Array.from({ length: Math.max(0, Math.floor(most / step)) }, (_, at) => (at + 1) * step).map((years) => ({
    years,
    first: firstOfMonth(monthOf(yearsAfter(from, -years))),
    last: lastOfMonth(monthOf(yearsAfter(to, -years))),
  }))
  const { rows } = await tx.execute<{ id: string; partnership_id: string; first_day: string; name: LocalText; country: string; years: number }>(sql`
    select "signed".*, "earlier".years from unnest(${sql.param(earlier.map(({ first }) => first))}::date[], ${sql.param(earlier.map(({ last }) => last))}::date[],
      ${sql.param(earlier.map(({ years }) => years))}::int[]) as "earlier"(first, last, years)
    cross join lateral (
      select ${milestones.id} as id, ${milestones.partnershipId} as partnership_id, ${milestones.firstDay}::text as first_day, ${organisations.name} as name,
        ${organisations.country} as country
      from ${milestones}
      join ${partnerships} on ${and(eq(partnerships.officeId, milestones.officeId), eq(partnerships.id, milestones.partnershipId), isNull(partnerships.deletedAt))}
      join ${organisations} on ${and(eq(organisations.officeId, partnerships.officeId), eq(organisations.id, partnerships.organisationId))}
      where ${and(
        eq(milestones.officeId, tx.officeId),
        sql`${milestones.firstDay} between "earlier".first and "earlier".last`,
        eq(milestones.kind, 'signing'),
        eq(milestones.firstDay, milestones.lastDay),
        isNull(milestones.deletedAt),
        among(partnerships.organisationId),
        // What was ended is not celebrated.
        sql`not exists (select 1 from ${milestones} "ending" where "ending".office_id = ${milestones.officeId} and "ending".partnership_id = ${milestones.partnershipId}
          and "ending".kind = 'end' and "ending".deleted_at is null and "ending".first_day >= ${milestones.firstDay})`,
      )}
      order by ${asc(milestones.firstDay)}, ${asc(milestones.id)} limit ${limit}
    ) as "signed" order by "signed".first_day desc, "signed".id limit ${limit}`)
  const entries = rows
    .filter(({ country, years }) => years % everyYearsFor(country, rules) === 0)
    .map((row): CalendarEntry => {
      const on = yearsAfter(row.first_day, row.years)
      return {
        id: `anniversary-${row.id}-${row.years}`,
        from: on,
        to: on,
        what: m.partnerships_calendar_anniversary({ count: row.years }),
        who: displayName(row),
        href: addresses.partnership({ id: row.partnership_id }),
        kind: 'anniversary',
      }
    })
  // Two ceremonies of one tie in the same year are one anniversary for each day, not one for each line.
  return [...new Map(entries.map((entry) => [`${entry.href} ${entry.from}`, entry])).values()].filter((entry) => entry.from >= from && entry.from <= to)
}
