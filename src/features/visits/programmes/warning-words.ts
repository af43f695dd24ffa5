// Warnings of a programme in words: a head line, what it is about, and what each remedy would do.
import { addresses } from '#addresses'
import { eventDateInWords, inWord, lastedDays } from '#features/events/event.ts'
import { displayName, languageName } from '#features/organisations/naming.ts'
import { m } from '#messages'
import { dayInWords, dayAfter } from '#platform/dates.ts'
import { currentLanguage } from '#platform/texts/language.ts'
import { textIn } from '#platform/texts/local-text.ts'
import { itemName, lengthInWords } from './programme.ts'
import type { Programme } from './programme.queries.ts'
import { townNames } from './zone-name.ts'
import { dayWords, townOf } from './times.ts'
import { isClash, LONGEST_WITHOUT_BREAK, type Remedy, type Warning } from './warning.ts'
import { clockAt, minutesBetween } from './zone-time.ts'

/** How the people of a programme are called, by their keys. */
export function peopleOf({ delegates, items }: Programme): Map<string, string> {
  const called = new Map<string, string>()
  for (const { participants } of items) for (const one of participants) called.set(one.delegateId ?? one.personId ?? '', displayName(one))
  for (const { id, name, nativeName, role } of delegates) called.set(id, displayName({ name, nativeName: nativeName || null }) || textIn(role))
  return called
}

/** So many are named; the rest is counted. */
const NAMED = 3

/** A time of the clock, with its town where the programme knows more than one clock. */
export function clockWords(programme: Programme): (time: string, zone: string) => string {
  const zones = new Set(programme.items.flatMap(({ zone, endZone, time }) => (time === null ? [] : [zone, endZone])))
  if (zones.size < 2) return (time) => time
  const towns = townNames(programme.visit.towns)
  return (time, zone) => {
    const town = townOf(zone, towns)
    return m.programme_time_in_town({ time, in: inWord(town), town })
  }
}

/** „27–28 март 2027 г.“; days far from each other with both ends whole. */
const daysInWords = (from: string, to: string): string =>
  from === to || lastedDays(`${from}/${to}`) ? eventDateInWords(from === to ? from : `${from}/${to}`) : `${dayInWords(from)} – ${dayInWords(to)}`

export type ToldWarning = {
  readonly title: string
  readonly text: string
  readonly clash: boolean
  /** The other visit it is about, and how it would be none. */
  readonly link: { readonly href: string; readonly text: string; readonly hint: string } | null
}

export function warningWords(programme: Programme, called = peopleOf(programme)): (warning: Warning) => ToldWarning {
  const byId = new Map(programme.items.map((item) => [item.id, item]))
  const groupName = new Map(programme.groups.map(({ id, name }) => [id, textIn(name)]))
  const title = (id: string): string => itemName(byId.get(id)!)
  const withTown = clockWords(programme)
  const who = (people: readonly string[], everyone: boolean): string => {
    if (everyone) return m.programme_everyone()
    const names = people.map((key) => called.get(key) ?? m.programme_somebody())
    return names.length <= NAMED ? names.join(', ') : m.programme_and_more({ names: names.slice(0, NAMED).join(', '), count: names.length - NAMED })
  }
  const words = (warning: Warning): { title: string; text: string } => {
    const { kind, items, people, everyone, from, to, needed = 0 } = warning
    const names = who(people, everyone)
    if (kind === 'journey-outside') return { title: m.programme_warning_journey(), text: m.programme_warning_journey_text({ names }) }
    const [first, second] = [title(items[0]!), title(items.at(-1)!)]
    // By one clock: the items' own, or the host's where they have several.
    const zones = new Set(items.map((id) => byId.get(id)!.zone))
    const zone = zones.size === 1 ? byId.get(items[0]!)!.zone : programme.visit.hostZone
    const span = { from: clockAt(from, zone).time, to: withTown(clockAt(to, zone).time, zone), day: dayWords(clockAt(from, zone).day) }
    switch (kind) {
      case 'outside-visit': {
        const own = items.map((id) => byId.get(id)!)
        const visit = daysInWords(programme.visit.firstDay!, programme.visit.lastDay!)
        const days = daysInWords(
          own[0]!.day,
          own.map(({ lastDay }) => lastDay).reduce((a, b) => (a > b ? a : b)),
        )
        return {
          title: m.programme_warning_outside(),
          text:
            own.length === 1
              ? m.programme_warning_outside_one({ visit, title: first, days })
              : own.length === programme.items.length
                ? m.programme_warning_outside_all({ visit, days })
                : m.programme_warning_outside_many({ visit, days, count: own.length, all: programme.items.length }),
        }
      }
      case 'person-twice':
        return { title: m.programme_warning_twice(span), text: m.programme_warning_twice_text({ names, first, second }) }
      case 'interpreter-twice':
        return { title: m.programme_warning_interpreter_twice(span), text: m.programme_warning_twice_text({ names, first, second }) }
      case 'two-groups': {
        const groups = (warning.groups ?? []).map((id) => `„${groupName.get(id) ?? ''}“`).join(m.programme_and())
        return { title: m.programme_warning_groups(span), text: m.programme_warning_groups_text({ names, groups, first, second }) }
      }
      case 'room-twice':
        return { title: m.programme_warning_room(span), text: m.programme_warning_room_text({ room: byId.get(items[0]!)!.room, first, second }) }
      case 'person-elsewhere':
        return { title: m.programme_warning_elsewhere(span), text: m.programme_warning_elsewhere_text({ names, first, second: itemName(warning.elsewhere!) }) }
      case 'room-elsewhere':
        return {
          title: m.programme_warning_room_elsewhere(span),
          text: m.programme_warning_room_elsewhere_text({ room: byId.get(items[0]!)!.room, first, second: itemName(warning.elsewhere!) }),
        }
      case 'not-coming':
        return { title: first, text: m.programme_warning_not_coming({ names }) }
      case 'no-interpreter':
        return { title: first, text: m.programme_warning_no_interpreter({ languages: languagesInWords(warning) }) }
      case 'not-there-yet':
        return { title: first, text: m.programme_warning_not_there_yet({ names }) }
      case 'gone-already':
        return { title: first, text: m.programme_warning_gone({ names }) }
      case 'no-time-to-travel':
        return {
          title: m.programme_warning_travel({ first, second }),
          text: m.programme_warning_travel_text({ needed: lengthInWords(needed), there: lengthInWords(minutesBetween(from, to)) }),
        }
      case 'no-break':
        return { title: m.programme_warning_break({ hours: LONGEST_WITHOUT_BREAK / 60 }), text: m.programme_warning_break_text({ ...span, first, second }) }
      case 'no-translation': {
        const stale = (warning.languages ?? []).filter((one) => one.stale)
        const missing = (warning.languages ?? []).filter((one) => !one.stale)
        const said = [
          ...(missing.length === 0 ? [] : [m.programme_warning_untranslated({ languages: languagesInWords({ languages: missing }) })]),
          ...(stale.length === 0 ? [] : [m.programme_warning_stale({ languages: languagesInWords({ languages: stale }) })]),
        ]
        return { title: first, text: said.join(' ') }
      }
    }
  }
  return (warning) => ({ ...words(warning), clash: isClash(warning.kind), link: otherVisit(warning) })
}

const otherVisit = ({ elsewhere }: Warning): ToldWarning['link'] =>
  elsewhere === undefined
    ? null
    : {
        href: `${addresses.programme({ id: elsewhere.visitId })}#i-${elsewhere.id}`,
        text: textIn(elsewhere.visitTitle),
        hint: m.programme_warning_elsewhere_hint(),
      }

const languagesInWords = ({ languages = [] }: Pick<Warning, 'languages'>): string =>
  new Intl.ListFormat(currentLanguage(), { type: 'conjunction' }).format(languages.map(({ language }) => languageName(language)))

/** What a press would do: „Пресконференция в 15:45“. */
export function remedyWords(programme: Programme, called = peopleOf(programme)): (remedy: Remedy) => string {
  const byId = new Map(programme.items.map((item) => [item.id, item]))
  const name = (key: string): string => called.get(key) ?? m.programme_somebody()
  const withTown = clockWords(programme)
  return (remedy) => {
    switch (remedy.do) {
      case 'move': {
        const item = byId.get(remedy.item)!
        const { day, time } = clockAt(remedy.to, item.zone)
        const said = { title: itemName(item), time: withTown(time, item.zone) }
        const upon = (remedy.over ?? []).flatMap((id) => (byId.has(id) ? [`„${itemName(byId.get(id)!)}“`] : []))
        const move =
          upon.length === 0
            ? m.programme_remedy_move(said)
            : m.programme_remedy_move_over({ ...said, titles: new Intl.ListFormat(currentLanguage(), { type: 'conjunction' }).format(upon) })
        return day === item.day ? move : `${move}, ${dayWords(day)}`
      }
      case 'interpreter':
        return m.programme_remedy_interpreter({ name: name(remedy.delegateId), title: itemName(byId.get(remedy.item)!) })
      case 'leave':
        return m.programme_remedy_leave({ name: name(remedy.delegateId) })
      case 'leave-group': {
        const group = programme.groups.find(({ id }) => id === remedy.group)
        return m.programme_remedy_leave_group({ name: name(remedy.delegateId), group: group === undefined ? '' : textIn(group.name) })
      }
      case 'shift': {
        const { days, items } = remedy
        if (items === 'all') return days > 0 ? m.programme_remedy_shift_later({ count: days }) : m.programme_remedy_shift_earlier({ count: -days })
        const [first] = items.map((id) => byId.get(id)!)
        const to = dayWords(dayAfter(first!.day, days))
        return items.length === 1
          ? m.programme_remedy_shift_item({ title: itemName(first!), in: inWord(to), day: to })
          : m.programme_remedy_shift_day({ from: dayWords(first!.day), in: inWord(to), to })
      }
      case 'break': {
        const { endZone } = byId.get(remedy.like)!
        return m.programme_remedy_break({ length: lengthInWords(remedy.minutes), time: withTown(clockAt(remedy.at, endZone).time, endZone) })
      }
    }
  }
}

/** After a change: what an item clashes with now, for the notice; '' when with nothing. */
export function clashesInWords(programme: Programme, warnings: readonly Warning[], itemId: string): string {
  const own = warnings.filter(({ kind, items }) => isClash(kind) && items.includes(itemId))
  const byId = new Map(programme.items.map((item) => [item.id, item]))
  const here = own.flatMap(({ items }) => items.flatMap((id) => (id !== itemId && byId.has(id) ? [`„${itemName(byId.get(id)!)}“`] : [])))
  const there = own.flatMap(({ elsewhere }) =>
    elsewhere === undefined ? [] : [m.programme_said_elsewhere({ title: itemName(elsewhere), visit: textIn(elsewhere.visitTitle) })],
  )
  const named = [...new Set([...here, ...there])]
  return named.length === 0 ? '' : m.programme_said_clashes({ titles: new Intl.ListFormat(currentLanguage(), { type: 'conjunction' }).format(named) })
}
