// Public holidays of a country by year, as its law has them (reference/holidays.json); a country that is not there has none that we know of.
import holidaysFile from '../../../reference/holidays.json' with { type: 'json' }
import { dayOf, daysAfter, weekdayOf } from './day.ts'
import { orthodoxEaster, westernEaster } from './easter.ts'
import type { ReferenceSource } from './reference.ts'

type HolidaysOfCountry = {
  readonly country: string
  readonly days: readonly { readonly month: number; readonly day: number }[]
  /** Days from Easter Sunday, by whichever reckoning. */
  readonly easter: { readonly reckoning: string; readonly shifts: readonly number[] }
  /** Since when a holiday on a weekend makes the next working day free, those of Easter left out. YYYY-MM-DD */
  readonly movedFromWeekendsSince: string
  readonly source: ReferenceSource
}
export const KNOWN_HOLIDAYS: readonly HolidaysOfCountry[] = holidaysFile.countries

const isWeekend = (day: string): boolean => weekdayOf(day) >= 6

const known = new Map<string, ReadonlySet<string>>()

/** The days of a year (YYYY-MM-DD) on which a country (ISO 3166-1 alpha-2) rests, weekends among them; none where its law is not known here. */
export function publicHolidays(country: string, year: number): ReadonlySet<string> {
  const key = `${country} ${year}`
  const found = known.get(key) ?? reckoned(country, year)
  known.set(key, found)
  return found
}

function reckoned(country: string, year: number): ReadonlySet<string> {
  const law = KNOWN_HOLIDAYS.find((one) => one.country === country)
  if (law === undefined) return new Set()
  const sunday = law.easter.reckoning === 'orthodox' ? orthodoxEaster(year) : westernEaster(year)
  const fixed = law.days.map(({ month, day }) => dayOf(year, month, day))
  const days = new Set([...fixed, ...law.easter.shifts.map((shift) => daysAfter(sunday, shift))])
  for (const day of fixed.filter(isWeekend).sort()) {
    if (day < law.movedFromWeekendsSince) continue
    let instead = day
    while (isWeekend(instead) || days.has(instead)) instead = daysAfter(instead, 1)
    days.add(instead)
  }
  return days
}
