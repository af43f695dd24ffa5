// The register's events that are items of a programme (a meeting, a ceremony), when the items go to other days: which may go along, and which stay because they were held. Pure.
import { boundsOf } from '#features/events/event.ts'
import { dayAfter, type ImpreciseDate } from '#platform/dates.ts'
import type { LocalText } from '#platform/texts/local-text.ts'
import type { ProgrammeItem } from './programme.queries.ts'
import type { Remedy } from './warning.ts'

/** What an item knows of the event it is. */
export type LinkedEvent = { readonly id: string; readonly title: LocalText; readonly date: ImpreciseDate | null; readonly cancelledOn: string | null }

/** `own`: it is held on the days of its items alone, and goes with them; one that lasts longer has days of its own. */
export type GoingAlong = { readonly event: LinkedEvent; readonly date: ImpreciseDate; readonly own: boolean }
export type Linked = { readonly going: readonly GoingAlong[]; readonly held: readonly LinkedEvent[] }

type Item = Pick<ProgrammeItem, 'id' | 'day' | 'lastDay' | 'event'>

const DAYS = /^\d{4}-\d{2}-\d{2}(\/\d{4}-\d{2}-\d{2})?$/

/** A date of whole days, so many days later (negative: earlier). */
export const dateLater = (date: ImpreciseDate, days: number): ImpreciseDate =>
  date
    .split('/')
    .map((day) => dayAfter(day, days))
    .join('/')

/** Ids of the items a remedy gives other days to. */
export const shiftedBy = (remedy: Remedy, items: readonly { readonly id: string }[]): readonly string[] =>
  remedy.do !== 'shift' ? [] : remedy.items === 'all' ? items.map(({ id }) => id) : remedy.items

/**
 * The events of these items, in the order of the programme, each once. Left out: the visit itself, what is called off, what has no exact day, and what is
 * not held on the days of its items (somebody moved it already). Held is what ended before `today`.
 */
export function linkedWith(items: readonly Item[], visitId: string, today: string): Linked {
  const going: GoingAlong[] = []
  const held: LinkedEvent[] = []
  for (const [id, own] of Map.groupBy(items, ({ event }) => event?.id ?? '')) {
    const event = own[0]!.event
    if (event === null || id === visitId || event.cancelledOn !== null || event.date === null || !DAYS.test(event.date)) continue
    const { firstDay, lastDay } = boundsOf(event.date) as { firstDay: string; lastDay: string }
    if (!own.some((item) => item.day <= lastDay && firstDay <= item.lastDay)) continue
    if (lastDay < today) {
      held.push(event)
      continue
    }
    const [from, to] = [
      own.map(({ day }) => day).sort()[0]!,
      own
        .map((item) => item.lastDay)
        .sort()
        .at(-1)!,
    ]
    going.push({ event, date: event.date, own: from <= firstDay && lastDay <= to })
  }
  return { going, held }
}
