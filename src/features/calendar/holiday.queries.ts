// Which days an office knows to be holidays: those of the law, and the national holidays it entered for its own town and for partners.
import { and, eq, isNull } from 'drizzle-orm'
import type { HolidaySource } from '#features/commitments/reminders/reminder.ts'
import { organisations } from '#features/organisations/organisation.table.ts'
import { offices } from '#platform/database/office.table.ts'
import { daysAfter, yearOf } from './day.ts'
import { occurrences } from './entry.ts'
import { publicHolidays } from './holiday.ts'
import { ruleOf } from './occasions/occasion.ts'
import { occasions } from './occasions/occasion.table.ts'

/** An office has some dozens; more would be no holidays. */
const MOST = 2000

/** Of a country where it has partners an office enters a holiday once, with whichever of them. One query; days whose date is not exact are no days. */
export const holidaysKnown: HolidaySource = async (tx) => {
  const rows = await tx
    .select({ occasion: occasions, country: organisations.country, home: offices.country })
    .from(occasions)
    .innerJoin(offices, eq(offices.id, occasions.officeId))
    .leftJoin(
      organisations,
      and(eq(organisations.officeId, occasions.officeId), eq(organisations.id, occasions.organisationId), isNull(organisations.deletedAt)),
    )
    .where(and(eq(occasions.officeId, tx.officeId), eq(occasions.kind, 'national_holiday'), isNull(occasions.deletedAt)))
    .orderBy(occasions.id)
    .limit(MOST)
  const entered = Map.groupBy(rows, ({ occasion, country, home }) => (occasion.organisationId === null ? home : (country ?? '')))
  const years = new Map<string, ReadonlySet<string>>()
  const enteredIn = (country: string, year: number): ReadonlySet<string> => {
    const key = `${country} ${year}`
    const found = years.get(key)
    if (found !== undefined) return found
    const days = new Set<string>()
    for (const { occasion } of entered.get(country) ?? []) {
      const one = { ...occasion, rule: ruleOf(occasion), country, sortKey: '' }
      for (const { from, until, exact } of occurrences(one, `${year}-01-01`, `${year}-12-31`))
        if (exact) for (let day = from; day <= until; day = daysAfter(day, 1)) days.add(day)
    }
    years.set(key, days)
    return days
  }
  return (day, country) => country !== '' && (publicHolidays(country, yearOf(day)).has(day) || enteredIn(country, yearOf(day)).has(day))
}
