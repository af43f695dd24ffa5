// What of a programme lies outside the days of its visit, and by how many days it would have to move to lie within them again. Pure.
import type { Programme, ProgrammeDelegate, ProgrammeItem } from './programme.queries.ts'
import { clockAt } from './zone-time.ts'
import { dayAfter, daysBetween } from '#platform/dates.ts'

export type VisitDays = { readonly firstDay: string; readonly lastDay: string }
type Standing = Pick<ProgrammeItem, 'kind' | 'day' | 'lastDay'>

/** The way there may begin on the eve, the way home may end on the day after. Days. */
const JOURNEY = 1
/** Guests who come or stay some days longer on their own are no mistake. Days. */
const STAY = 7

/** The days of the visit as bounds; null while nobody knows them. */
export const daysOfVisit = ({ firstDay, lastDay }: { readonly firstDay: string | null; readonly lastDay: string | null }): VisitDays | null =>
  firstDay === null || lastDay === null ? null : { firstDay, lastDay }

/** Whether an item lies outside the visit's days, by the clock of its own zone. `outsideItem` of visit-days.queries.ts says the same. */
export function isOutside({ kind, day, lastDay }: Standing, visit: VisitDays): boolean {
  const grace = kind === 'travel' ? JOURNEY : 0
  return day > dayAfter(visit.lastDay, grace) || lastDay < dayAfter(visit.firstDay, -grace)
}

/** By how many days everything must move (negative: earlier) so that most of it lies within the visit; 0 where no move helps. */
export function daysToMove(items: readonly Standing[], visit: VisitDays): number {
  const within = (days: number): number =>
    items.filter((item) => !isOutside({ ...item, day: dayAfter(item.day, days), lastDay: dayAfter(item.lastDay, days) }, visit)).length
  // What begins the programme begins the visit, if that fits; the journey there came before it.
  const days = [...new Set(items.filter(({ kind }) => kind !== 'travel').map(({ day }) => day))].sort()
  const asked = [0, ...days.map((day) => daysBetween(day, visit.firstDay)), ...days.map((day) => daysBetween(day, visit.lastDay))]
  return asked.reduce((best, next) => (within(next) > within(best) ? next : best))
}

/** The day of the visit that is nearest to one outside it. */
export const nearestDay = (day: string, { firstDay, lastDay }: VisitDays): string => (day < firstDay ? firstDay : day > lastDay ? lastDay : day)

/** Whether somebody's arrival or departure cannot be meant for these days: gone before the visit, come after it, or a week and more away from it. */
export function travelsOutside({ arrivesAt, leavesAt }: Pick<ProgrammeDelegate, 'arrivesAt' | 'leavesAt'>, visit: VisitDays, zone: string): boolean {
  const outside = (at: number | null, from: string, to: string): boolean => {
    if (at === null) return false
    const { day } = clockAt(at, zone)
    return day < from || day > to
  }
  return outside(arrivesAt, dayAfter(visit.firstDay, -STAY), visit.lastDay) || outside(leavesAt, dayAfter(visit.firstDay, 0), dayAfter(visit.lastDay, STAY))
}

/** Items outside, by their first days in order. */
export const outsideByDay = (items: readonly ProgrammeItem[], visit: VisitDays): Map<string, ProgrammeItem[]> =>
  Map.groupBy(
    items.filter((item) => isOutside(item, visit)).sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : a.from - b.from)),
    ({ day }) => day,
  )

/** Ids of the delegates who are expected and whose journey lies outside. */
export function travellersOutside({ delegates, visit }: Pick<Programme, 'delegates' | 'visit'>): readonly string[] {
  const days = daysOfVisit(visit)
  return days === null ? [] : delegates.filter((one) => !one.withdrawn && travelsOutside(one, days, visit.hostZone)).map(({ id }) => id)
}
