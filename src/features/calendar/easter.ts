// The day of Easter in both reckonings, on the calendar in use today (Gregorian).
import { dayAfter } from '#platform/dates.ts'

const two = (value: number): string => String(value).padStart(2, '0')

/** A year's Easter is asked for by every feast that follows it. */
const kept = (reckon: (year: number) => string): ((year: number) => string) => {
  const known = new Map<number, string>()
  return (year) => {
    const found = known.get(year) ?? reckon(year)
    known.set(year, found)
    return found
  }
}

/** Western Easter. The anonymous Gregorian algorithm as in J. Meeus, Astronomical Algorithms, ch. 8; for every year since 1583. */
export const westernEaster = kept((year) => {
  const golden = year % 19
  const century = Math.floor(year / 100)
  const ofCentury = year % 100
  const leapShift = Math.floor((century + 8) / 25)
  const moonShift = Math.floor((century - leapShift + 1) / 3)
  const epact = (19 * golden + century - Math.floor(century / 4) - moonShift + 15) % 30
  const weekday = (32 + 2 * (century % 4) + 2 * Math.floor(ofCentury / 4) - epact - (ofCentury % 4)) % 7
  const late = Math.floor((golden + 11 * epact + 22 * weekday) / 451)
  const count = epact + weekday - 7 * late + 114
  return `${year}-${two(Math.floor(count / 31))}-${two((count % 31) + 1)}`
})

/** Orthodox Easter: reckoned on the Julian calendar (Meeus, ch. 8), then carried over to ours. */
export const orthodoxEaster = kept((year) => {
  const moon = (19 * (year % 19) + 15) % 30
  const weekday = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
  const count = moon + weekday + 114
  const julian = `${year}-${two(Math.floor(count / 31))}-${two((count % 31) + 1)}`
  // The two calendars drift apart by three days in four centuries: 13 days from 1900 to 2099.
  return dayAfter(julian, Math.floor(year / 100) - Math.floor(year / 400) - 2)
})
