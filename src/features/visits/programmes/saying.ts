// What is said after an item was moved: what, where it stands now, what the clocks did, what it clashes with.
import { m } from '#messages'
import { textIn } from '#platform/texts/local-text.ts'
import type { Moved } from './moving.ts'
import { itemName, type ItemTime, lengthInWords } from './programme.ts'
import type { Programme, ProgrammeItem } from './programme.queries.ts'
import { dayWords, endWords } from './times.ts'
import type { Warning } from './warning.ts'
import { clashesInWords, clockWords } from './warning-words.ts'

/** Where an item stands again after something was undone: „вторник, 15 декември, 19:00“. `state` as the record keeps it. */
export const standsInWords = ({ day, time }: Pick<ItemTime, 'day' | 'time'>): string => `${dayWords(day)}, ${time ?? m.programme_whole_day()}`

/** stands: nothing was moved, it is said where it is. */
export type MoveKind = 'time' | 'length' | 'group' | 'stands'

/** „Среща с керамици, преместена на 15:45, понеделник, 14 октомври. Застъпва се с „Пресконференция“.“ */
export function moveInWords(programme: Programme, warnings: readonly Warning[], item: ProgrammeItem, what: MoveKind, moved?: Moved): string {
  const title = itemName(item)
  const withTown = clockWords(programme)
  const said =
    what === 'length'
      ? m.programme_said_length({ title, length: lengthInWords(item.minutes), end: endWords(item) })
      : what === 'group'
        ? m.programme_said_group({ title, group: groupsInWords(programme, item) })
        : what === 'stands'
          ? m.programme_said_stands({ title, when: [dayWords(item.day), ...(item.time === null ? [] : [withTown(item.time, item.zone)])].join(', ') })
          : item.time === null
            ? m.programme_said_day({ title, day: dayWords(item.day) })
            : m.programme_said_moved({ title, time: withTown(item.time, item.zone), day: dayWords(item.day) })
  const clocks = moved?.skipped !== undefined ? m.programme_said_skipped(moved.skipped) : moved?.doubled === undefined ? '' : saidDoubled(moved.doubled)
  return [said, clocks, clashesInWords(programme, warnings, item.id)].filter((part) => part !== '').join(' ')
}

const saidDoubled = (fold: 'first' | 'second'): string => (fold === 'first' ? m.programme_said_first() : m.programme_said_second())

const groupsInWords = ({ groups }: Programme, item: ProgrammeItem): string =>
  item.attendance !== 'some' || item.groups.length === 0
    ? m.programme_attendance_all()
    : item.groups.map((id) => textIn(groups.find((group) => group.id === id)?.name ?? { source: 'bg', in: {} })).join(', ')
