// A journey as its legs: where it goes and when, and from that the days of absence, where each of them counts, and the nights somebody must be lodged.
import { beginningOf, clockAt, type ClockTime, MINUTE, momentOf, momentsOf } from '#features/visits/programmes/zone-time.ts'
import { type ImpreciseDate, nextDay, dayAfter } from '#platform/dates.ts'

/** A place on the way. `placeId` is a GeoNames id, `country` ISO 3166-1 alpha-2, `zone` an IANA name. */
export type Stop = { readonly placeId: number | null; readonly text: string; readonly country: string; readonly zone: string }

/** A day (YYYY-MM-DD) and, when it is known, a time (HH:MM), as the clocks at the stop show them. */
export type Wall = { readonly day: string; readonly time: string | null }

export type Leg = { readonly from: Stop; readonly to: Stop; readonly departs: Wall; readonly arrives: Wall; readonly transport: string }

/** Of a day without an hour only the day is counted: its middle stands for it, so that no midnight is crossed by guessing. */
const NOON = '12:00'
const at = ({ day, time }: Wall, zone: string): number => momentOf({ day, time: time ?? NOON }, zone)

export const departure = (leg: Leg): number => at(leg.departs, leg.from.zone)
export const arrival = (leg: Leg): number => at(leg.arrives, leg.to.zone)

/** Half a day: of a day without an hour its middle is taken, and noon here may come before noon where one left. */
const SLACK = 12 * 60 * MINUTE
const isBefore = (one: Wall, at: number, other: Wall, then: number): boolean => at < then - (one.time === null || other.time === null ? SLACK : 0)

/** Time between two legs, in milliseconds since 1970. */
export type Stay = { readonly stop: Stop; readonly from: number; readonly until: number }
export const staysOf = (legs: readonly Leg[]): Stay[] =>
  legs.slice(0, -1).map((leg, index) => ({ stop: leg.to, from: arrival(leg), until: departure(legs[index + 1]!) }))

export type LegFault = 'arrives-before' | 'departs-before' | 'no-such-hour'
export type LegTrouble = { readonly leg: number; readonly is: LegFault; readonly end: 'departs' | 'arrives' }
/** What is wrong with the legs, by their number: an arrival before the departure, a departure before the last arrival, an hour no clock shows that day. */
export function legFaults(legs: readonly Leg[]): LegTrouble[] {
  return legs.flatMap((leg, index): LegTrouble[] => {
    const missing = (['departs', 'arrives'] as const).find((end) => {
      const { day, time } = leg[end]
      const clock: ClockTime | null = time === null ? null : { day, time }
      return clock !== null && momentsOf(clock, end === 'departs' ? leg.from.zone : leg.to.zone).is === 'skipped'
    })
    if (missing !== undefined) return [{ leg: index, is: 'no-such-hour', end: missing }]
    if (isBefore(leg.arrives, arrival(leg), leg.departs, departure(leg))) return [{ leg: index, is: 'arrives-before', end: 'arrives' }]
    const before = legs[index - 1]
    return before !== undefined && isBefore(leg.departs, departure(leg), before.arrives, arrival(before))
      ? [{ leg: index, is: 'departs-before', end: 'departs' }]
      : []
  })
}

/** A day of absence by the home calendar, and the country whose rate it counts at. `edge`: the first or the last day of the journey, or both at once. */
export type JourneyDay = { readonly day: string; readonly country: string; readonly edge: 'first' | 'last' | 'only' | null }
/** A night in lodgings, called by the day on which it begins, by the clocks there. */
export type JourneyNight = { readonly day: string; readonly country: string; readonly text: string }

export type Journey = {
  /** First and last day by the home calendar, YYYY-MM-DD. */
  readonly departsOn: string
  readonly returnsOn: string
  readonly days: readonly JourneyDay[]
  readonly nights: readonly JourneyNight[]
  /** Whole minutes from door to door, clock changes and zones reckoned in; null when some hour is not known. */
  readonly minutes: number | null
}

/**
 * The journey told by its legs, or null without any. A day counts in the country where the traveller is when it ends, or is bound for when it ends on the way;
 * the day of return in the country last left. `homeZone` is the zone whose calendar the days are counted by.
 */
export function journeyOf(legs: readonly Leg[], homeZone: string): Journey | null {
  const [first, last] = [legs[0], legs.at(-1)]
  if (first === undefined || last === undefined) return null
  const [begins, ends] = [departure(first), arrival(last)]
  const [departsOn, returnsOn] = [clockAt(begins, homeZone).day, clockAt(ends, homeZone).day]
  const stays = staysOf(legs)
  const home = first.from.country
  const lastLeft = stays.findLast(({ stop }) => stop.country !== home)?.stop.country ?? last.from.country
  const countryAt = (moment: number): string => {
    const stay = stays.find(({ from, until }) => from <= moment && moment < until)
    if (stay !== undefined) return stay.stop.country
    const under = legs.find((leg) => departure(leg) <= moment && moment < arrival(leg))
    if (under === undefined) return lastLeft
    // On the way home the day still belongs to where one comes from.
    return under.to.country === home ? under.from.country : under.to.country
  }
  const days: JourneyDay[] = []
  for (let day = departsOn; day <= returnsOn; day = nextDay(day)) {
    const edge = departsOn === returnsOn ? 'only' : day === departsOn ? 'first' : day === returnsOn ? 'last' : null
    days.push({ day, edge, country: day === returnsOn ? lastLeft : countryAt(beginningOf(nextDay(day), homeZone) - 1) })
    if (day >= '9999-12-30' || days.length > MOST_DAYS) break
  }
  const timed = legs.every((leg) => leg.departs.time !== null && leg.arrives.time !== null)
  return { departsOn, returnsOn, days, nights: stays.flatMap(nightsOf), minutes: timed ? Math.round((ends - begins) / MINUTE) : null }
}

/** Somebody's own first and last day; null: as the journey. */
export type OwnDays = { readonly joinsOn: string | null; readonly leavesOn: string | null }
export const hasOwnDays = ({ joinsOn, leavesOn }: OwnDays): boolean => joinsOn !== null || leavesOn !== null

type FirstAndLast = Pick<Journey, 'departsOn' | 'returnsOn'>

/** The last day of somebody who leaves on `leavesOn`; where the journey was moved away from it since, the journey's own. null: nobody knows. */
export const lastDayOf = ({ departsOn, returnsOn }: { readonly departsOn: string | null; readonly returnsOn: string | null }, leavesOn: string | null) =>
  leavesOn !== null && departsOn !== null && returnsOn !== null && leavesOn >= departsOn && leavesOn < returnsOn ? leavesOn : returnsOn

/** The days of a journey within which somebody's own were said: „2026-12-10/2026-12-12“. */
export const withinOf = ({ departsOn, returnsOn }: FirstAndLast): string => `${departsOn}/${returnsOn}`

/**
 * Whether somebody's own days are to be looked at again: they do not lie in the journey, or it had other days (`within`; null: nobody knows which) when they were said.
 */
export function isDoubtful(journey: FirstAndLast | null, { joinsOn, leavesOn, within }: OwnDays & { readonly within: string | null }): boolean {
  if (journey === null || (joinsOn === null && leavesOn === null)) return false
  const isOutside = (day: string | null): boolean => day !== null && (day < journey.departsOn || day > journey.returnsOn)
  return isOutside(joinsOn) || isOutside(leavesOn) || (within !== null && within !== withinOf(journey))
}

/**
 * The part of a journey that somebody is on: its days from the one on which they join to the one on which they leave, with edges of their own, and the nights
 * that begin within them. null when the journey was moved since and no day is left.
 */
export function partOf(journey: Journey, { joinsOn, leavesOn }: OwnDays): Journey | null {
  if (joinsOn === null && leavesOn === null) return journey
  const [from, until] = [joinsOn ?? journey.departsOn, leavesOn ?? journey.returnsOn]
  const days = journey.days.filter(({ day }) => day >= from && day <= until)
  const [first, last] = [days[0]?.day, days.at(-1)?.day]
  if (first === undefined || last === undefined) return null
  return {
    departsOn: first,
    returnsOn: last,
    days: days.map((one) => ({ ...one, edge: first === last ? 'only' : one.day === first ? 'first' : one.day === last ? 'last' : null })),
    // Who leaves on a day has not slept there the night that begins on it; who stays to the end sleeps where all do.
    nights: journey.nights.filter(({ day }) => (joinsOn === null || day >= joinsOn) && (leavesOn === null || day < leavesOn)),
    minutes: null,
  }
}

/** A journey of more than a year is a slip of the keyboard; nothing runs on for ever because of it. */
export const MOST_DAYS = 400

/** From midnight to this hour people sleep; a night counts when somebody is at the place for at least so many hours of that. */
const MORNING = '06:00'
const HOURS_SLEPT = 3

/**
 * The nights of one stay, by the clocks there: who comes at two in the morning has slept there that night, who leaves at one has not. An office's way of
 * counting; what a hotel bills is told by its invoice.
 */
function nightsOf({ stop, from, until }: Stay): JourneyNight[] {
  const nights: JourneyNight[] = []
  const [first, last] = [clockAt(from, stop.zone).day, clockAt(until, stop.zone).day]
  for (let morning = first; morning <= last && nights.length <= MOST_DAYS; morning = nextDay(morning)) {
    const [opens, closes] = [beginningOf(morning, stop.zone), momentOf({ day: morning, time: MORNING }, stop.zone)]
    const there = Math.min(until, closes) - Math.max(from, opens)
    if (there >= HOURS_SLEPT * 60 * MINUTE) nights.push({ day: dayAfter(morning, -1), country: stop.country, text: stop.text })
  }
  return nights
}

/** „Троян – Скопие – Дойран – Троян“: every stop once where two legs meet. */
export const routeInWords = (legs: readonly Leg[]): string =>
  legs
    .flatMap((leg, index) => (legs[index - 1]?.to.text === leg.from.text ? [leg.to.text] : [leg.from.text, leg.to.text]))
    .filter((text, index, all) => text !== '' && text !== all[index - 1])
    .join(' – ')

/** The countries one stays in, home left out, in the order of the journey. */
export const countriesOf = (legs: readonly Leg[]): string[] => {
  const home = legs[0]?.from.country
  return [...new Set(legs.map(({ to }) => to.country))].filter((country) => country !== home)
}

// ---- when its event moves ----------------------------------------------------------------------------------------------

const DAY = 86_400_000
const dayNumber = (day: string): number => Date.parse(`${day}T00:00:00Z`) / DAY
/** First and last day of a date known to the day; null otherwise. */
function exactDays(date: ImpreciseDate | null): readonly [number, number] | null {
  const [from, until = from] = date?.split('/') ?? []
  const exact = (day: string | undefined): day is string => day !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(day)
  return exact(from) && exact(until) ? [dayNumber(from), dayNumber(until)] : null
}

/** What became of the event's date since the journey was laid out by `followed`; null: nothing, or nobody knows by what it was laid out. */
export function movedEvent(followed: ImpreciseDate | null, now: ImpreciseDate | null) {
  if (followed === null || followed === now) return null
  const [was, is] = [exactDays(followed), exactDays(now)]
  return {
    from: followed,
    to: now,
    days: was === null || is === null ? null : is[0] - was[0],
    longer: was === null || is === null ? 0 : is[1] - is[0] - (was[1] - was[0]),
  }
}

const later = (wall: Wall, days: number): Wall => ({ ...wall, day: new Date((dayNumber(wall.day) + days) * DAY).toISOString().slice(0, 10) })
/** The same way so many days later, by the same clocks. */
export const shiftedLegs = (legs: readonly Leg[], days: number): Leg[] =>
  legs.map((leg) => ({ ...leg, departs: later(leg.departs, days), arrives: later(leg.arrives, days) }))

/** By how many days the same way goes later (earlier: negative); null where it is another way, or its legs were moved differently. */
export function shiftOf(before: readonly Leg[], after: readonly Leg[]): number | null {
  if (before.length === 0 || before.length !== after.length) return null
  const ends = (legs: readonly Leg[]): number[] => legs.flatMap(({ departs, arrives }) => [dayNumber(departs.day), dayNumber(arrives.day)])
  const was = ends(before)
  const [days, ...others] = new Set(ends(after).map((day, index) => day - was[index]!))
  return days === undefined || others.length > 0 ? null : days
}
