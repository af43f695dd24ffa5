// How an item is moved: earlier, later, longer, to another day or hour; what its clocks show then, and what must be said about the night clocks change.
import { z } from 'zod'
import { isImpreciseDate, dayAfter, daysBetween } from '#platform/dates.ts'
import { beginningAt, FINE_STEP, type ItemTime, LONGEST_ITEM, momentsOfItem } from './programme.ts'
import { clockAt, clockTime, DAY_MINUTES, isDoubled, MINUTE, momentsOf } from './zone-time.ts'

const wholeNumber = (most: number) =>
  z
    .string()
    .trim()
    .max(7)
    .optional()
    .transform((typed, context): number | null => {
      if (typed === undefined || typed === '') return null
      const value = Number(typed)
      if (Number.isInteger(value) && Math.abs(value) <= most) return value
      context.addIssue({ code: 'custom', message: 'number' })
      return z.NEVER
    })

/** What the buttons, the keys and the drag send; one of them at a time, or a day with an hour. */
export const moveForm = z.object({
  /** Minutes later; negative: earlier. */
  by: wholeNumber(DAY_MINUTES),
  /** Minutes longer; negative: shorter. */
  longer: wholeNumber(LONGEST_ITEM),
  /** Days later by the clock. */
  days: wholeNumber(31),
  /** The day and the hour it is put on. */
  day: z
    .string()
    .optional()
    .refine((day) => day === undefined || day === '' || (/^\d{4}-\d{2}-\d{2}$/.test(day) && isImpreciseDate(day)), 'date')
    .transform((day) => day || null),
  at: z
    .string()
    .max(20)
    .optional()
    .refine((typed) => typed === undefined || typed === '' || clockTime(typed) !== null)
    .transform((typed) => (typed === undefined ? null : clockTime(typed))),
  /** `host`: day and hour are by the host's clock, as the board of hours shows them; else by the item's own. */
  clock: z.enum(['host']).optional().catch(undefined),
  /** `all`, or the id of a group it is for from now on. */
  group: z.string().max(40).optional(),
  /** Changes places with the item before or after it. */
  order: z.enum(['up', 'down']).optional().catch(undefined),
})
export type Move = z.output<typeof moveForm>

/** `skipped`: the hour that is missing that night, over which it was put; `doubled`: it begins in an hour that comes twice. */
export type Moved = { readonly when: ItemTime; readonly skipped?: { readonly from: string; readonly to: string }; readonly doubled?: 'first' | 'second' }

/** The times of an item after a move; null when the move asks for nothing an item of its kind can do. `zone`: of the clock by which day and hour are told. */
export function movedTime(item: ItemTime, move: Pick<Move, 'by' | 'longer' | 'days' | 'day' | 'at'>, zone = item.zone): Moved | null {
  if (item.time === null) {
    const days = move.day === null ? move.days : daysBetween(item.day, move.day)
    return days === null ? null : { when: { ...item, day: dayAfter(item.day, days), lastDay: dayAfter(item.lastDay, days) } }
  }
  if (move.longer !== null) {
    const minutes = Math.min(LONGEST_ITEM, Math.max(FINE_STEP, item.minutes + move.longer))
    return minutes === item.minutes ? null : { when: beginningAt({ ...item, minutes }, momentsOfItem(item).from) }
  }
  if (move.by !== null) {
    const from = momentsOfItem(item).from
    const to = from + move.by * MINUTE
    return told(beginningAt(item, to), skippedBetween(item, from, to))
  }
  const day = move.day ?? (move.days === null ? (move.at === null ? null : item.day) : dayAfter(item.day, move.days))
  if (day === null) return null
  const clock = { day, time: move.at ?? item.time }
  const meant = momentsOf(clock, zone)
  if (meant.is === 'skipped') {
    const after = momentsOf({ day: meant.toDay, time: meant.to }, zone)
    return told(beginningAt(item, after.is === 'moment' ? after.at : 0), { from: meant.from, to: meant.to })
  }
  return told(beginningAt(item, meant.is === 'moment' ? meant.at : meant.first))
}

const told = (when: ItemTime, skipped?: { readonly from: string; readonly to: string }): Moved => {
  const { from } = momentsOfItem(when)
  return { when, ...(skipped === undefined ? {} : { skipped }), ...(isDoubled(from, when.zone) ? { doubled: when.fold } : {}) }
}

/** The missing hour a step went over: the clock then shows another time than the step says. */
function skippedBetween(item: ItemTime, from: number, to: number): { from: string; to: string } | undefined {
  const [before, after] = [clockAt(from, item.zone), clockAt(to, item.zone)]
  const asked = wallLater(before, (to - from) / MINUTE)
  if (asked.day === after.day && asked.time === after.time) return undefined
  const meant = momentsOf(asked, item.zone)
  return meant.is === 'skipped' ? { from: meant.from, to: meant.to } : undefined
}

/** What a clock that never changes would show so many minutes later. */
function wallLater({ day, time }: { readonly day: string; readonly time: string }, minutes: number): { day: string; time: string } {
  const at = new Date(Date.parse(`${day}T${time}:00Z`) + minutes * MINUTE).toISOString()
  return { day: at.slice(0, 10), time: at.slice(11, 16) }
}

type Placed = ItemTime & { readonly id: string; readonly from: number; readonly to: number }

/**
 * Two neighbours of one day that change places: the second begins where the first began, the first follows after the pause there was between them.
 * Answers their beginnings as moments.
 */
export function swapped(first: Placed, second: Placed): { readonly first: number; readonly second: number } {
  const pause = Math.max(0, second.from - first.to)
  return { second: first.from, first: first.from + (second.to - second.from) + pause }
}
