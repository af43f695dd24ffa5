// The programme as a board of hours: a column a day, or a column a group where groups go separate ways; where each item lies in it, by one clock for all.
import { LONGEST_WHOLE_DAYS } from './programme.ts'
import type { Programme, ProgrammeItem } from './programme.queries.ts'
import { clockAt, DAY_MINUTES, minutesBetween, minutesOf } from './zone-time.ts'
import { dayAfter, daysBetween } from '#platform/dates.ts'

/** Hours that are always shown, in minutes from midnight. */
const MORNING = 8 * 60
const EVENING = 19 * 60

/** An item in its day: minutes from midnight by the host's clock; `left` and `wide` in parts of the day's width, 0 to 1. `late`: it goes on past midnight. */
export type Laid = {
  readonly item: ProgrammeItem
  readonly top: number
  readonly tall: number
  readonly left: number
  readonly wide: number
  readonly late: boolean
}

export type BoardDay = {
  readonly day: string
  /** Ids of the groups with columns of their own; none: one column for all. */
  readonly groups: readonly string[]
  readonly laid: readonly Laid[]
  /** Items without an hour. */
  readonly whole: readonly ProgrammeItem[]
}

export type Board = { readonly days: readonly BoardDay[]; /** Minutes from midnight, whole hours. */ readonly from: number; readonly to: number }

/** Every day of the visit, and those before and after it that have items. */
export function daysOfProgramme({ visit, items }: Pick<Programme, 'visit' | 'items'>): string[] {
  const days = new Set(items.map(({ day }) => day))
  for (const { day, lastDay, time } of items)
    if (time === null) for (let next = day; next <= lastDay && days.size < 2 * LONGEST_WHOLE_DAYS; next = dayAfter(next, 1)) days.add(next)
  const { firstDay, lastDay } = visit
  if (firstDay !== null && lastDay !== null && daysBetween(firstDay, lastDay) < LONGEST_WHOLE_DAYS)
    for (let day = firstDay; day <= lastDay; day = dayAfter(day, 1)) days.add(day)
  return [...days].sort()
}

/** An item as the host's clock shows it; whole days stay where they are. */
export function byHostClock(item: ProgrammeItem, zone: string): ProgrammeItem {
  if (item.time === null || (item.zone === zone && item.endZone === zone)) return item
  return { ...item, ...clockAt(item.from, zone), lastDay: clockAt(item.to, zone).day, zone, endZone: zone }
}

/** All items on one axis of real time: what stands beside another goes on at the same moment, whatever clock it was entered by. */
export function boardOf({ visit, items, groups: all }: Programme): Board {
  const shown = items.map((item) => byHostClock(item, visit.hostZone))
  const timed = shown.filter(({ time }) => time !== null)
  const tops = timed.map(({ time }) => minutesOf(time!))
  const ends = timed.map(({ time, from, to }) => Math.min(DAY_MINUTES, minutesOf(time!) + minutesBetween(from, to)))
  const from = Math.floor(Math.min(MORNING, ...tops) / 60) * 60
  const to = Math.ceil(Math.max(EVENING, ...ends) / 60) * 60
  const days = daysOfProgramme({ visit, items: shown }).map((day): BoardDay => {
    const own = timed.filter((item) => item.day === day)
    const used = new Set(own.flatMap(({ groups }) => groups))
    const groups = all.map(({ id }) => id).filter((id) => used.has(id))
    return { day, groups, laid: laidOut(own, groups), whole: shown.filter((item) => item.time === null && item.day <= day && day <= item.lastDay) }
  })
  return { days, from, to }
}

type Span = { readonly item: ProgrammeItem; readonly first: number; readonly count: number; readonly top: number; readonly bottom: number }

/** Items of several groups that stand side by side span them; those for everyone span all. What overlaps in the same columns shares their width. */
function laidOut(items: readonly ProgrammeItem[], groups: readonly string[]): Laid[] {
  const columns = Math.max(1, groups.length)
  const spans = items.map((item): Span => {
    const own = item.groups.map((id) => groups.indexOf(id)).filter((at) => at >= 0)
    const alone = item.attendance === 'some' && own.length > 0
    const top = minutesOf(item.time!)
    // Midnight cuts it off; the shortest is still to be hit with a finger.
    const bottom = Math.min(DAY_MINUTES, top + Math.max(15, minutesBetween(item.from, item.to)))
    const [first, last] = alone ? [Math.min(...own), Math.max(...own)] : [0, columns - 1]
    return { item, first, count: last - first + 1, top, bottom }
  })
  const lanes = new Map<Span, { lane: number; lanes: number }>()
  for (const cluster of clusters(spans)) {
    const ends: number[] = []
    const placed = cluster.map((span) => {
      const free = ends.findIndex((end) => end <= span.top)
      const lane = free < 0 ? ends.length : free
      ends[lane] = span.bottom
      return { span, lane }
    })
    for (const { span, lane } of placed) lanes.set(span, { lane, lanes: ends.length })
  }
  return spans.map((span) => {
    const { lane, lanes: among } = lanes.get(span)!
    const wide = span.count / columns / among
    const late = span.top + minutesBetween(span.item.from, span.item.to) > DAY_MINUTES
    return { item: span.item, top: span.top, tall: span.bottom - span.top, left: span.first / columns + lane * wide, wide, late }
  })
}

/** Runs of items that hang together by overlapping in time and in columns, each in the order of its beginnings. */
function clusters(spans: readonly Span[]): Span[][] {
  const found: Span[][] = []
  for (const span of [...spans].sort((a, b) => a.top - b.top || b.bottom - a.bottom)) {
    const touching = found.filter((cluster) =>
      cluster.some((one) => one.bottom > span.top && one.top < span.bottom && one.first < span.first + span.count && span.first < one.first + one.count),
    )
    for (const cluster of touching) found.splice(found.indexOf(cluster), 1)
    found.push([...touching.flat(), span].sort((a, b) => a.top - b.top))
  }
  return found
}
