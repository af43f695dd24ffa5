// The only place that asks what time it is.

export type Clock = {
  /** The moment, UTC. */
  now(): Date
  /** The day in the office's time zone, YYYY-MM-DD. */
  today(): string
  /** The same moments with the days of another zone (IANA name). */
  inZone(timeZone: string): Clock
}

/** Where no office is at hand yet, days follow Sofia. */
export const OFFICE_TIME_ZONE = 'Europe/Sofia'

/** Making one takes longer than a hundred dates written by it; there are as many as time zones. */
const writers = new Map<string, Intl.DateTimeFormat>()

/** The calendar day of a moment in a zone, YYYY-MM-DD. */
export function dayIn(moment: Date, timeZone: string): string {
  const known = writers.get(timeZone)
  if (known !== undefined) return known.format(moment)
  const writer = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
  writers.set(timeZone, writer)
  return writer.format(moment)
}

export const systemClock = (timeZone: string = OFFICE_TIME_ZONE): Clock => ({
  now: () => new Date(),
  today: () => dayIn(new Date(), timeZone),
  inZone: systemClock,
})

/** A clock that stands still until told otherwise; for tests and for drawing a page "as on" a day. `set` takes a day or a whole moment in UTC (2026-03-29T00:30Z). */
export function fixedClock(day: string): Clock & { set(day: string): void } {
  let moment = new Date(`${day}T09:00:00.000Z`)
  const inZone = (timeZone: string): Clock => ({ now: () => new Date(moment), today: () => dayIn(moment, timeZone), inZone })
  return {
    ...inZone(OFFICE_TIME_ZONE),
    set: (next) => {
      moment = new Date(next.includes('T') ? next : `${next}T09:00:00.000Z`)
    },
  }
}
