// The hours of an item in words: here, in the other town where the clocks differ, over midnight, and in the night clocks are put back.
import { inWord } from '#features/events/event.ts'
import { m } from '#messages'
import { weekdayOnPaper } from '#platform/texts/paper-languages.ts'
import { currentLanguage } from '#platform/texts/language.ts'
import { zonePlace } from './zone-name.ts'
import { type ItemTime, lengthInWords } from './programme.ts'
import { clockAt, type ClockTime, isDoubled, MINUTE, momentOf } from './zone-time.ts'

type Zones = { readonly hostZone: string; readonly guestZone: string }
type Timed = ItemTime & { readonly from: number; readonly to: number }

/** What clocks in the other town show; null where they show the same. Of a third zone the other town is the host. */
export function otherClock(at: number, zone: string, { hostZone, guestZone }: Zones): (ClockTime & { readonly zone: string }) | null {
  const other = zone === hostZone ? guestZone : hostZone
  const [own, there] = [clockAt(at, zone), clockAt(at, other)]
  return own.day === there.day && own.time === there.time ? null : { day: there.day, time: there.time, zone: other }
}

/** „часовникът на гостите е с 6 ч. напред“ on a day (YYYY-MM-DD); null where both towns' clocks show the same. */
export function clocksApart({ hostZone, guestZone }: Zones, day: string): string | null {
  const noon = { day, time: '12:00' }
  // Noon comes earlier where the clock is ahead.
  const ahead = (momentOf(noon, hostZone) - momentOf(noon, guestZone)) / MINUTE
  if (ahead === 0) return null
  const length = lengthInWords(Math.abs(ahead))
  // „със 7 ч.“: as it is read.
  const said = { with: /^7\b/.test(length) ? 'със' : 'с', length }
  return ahead > 0 ? m.visits_clocks_ahead(said) : m.visits_clocks_behind(said)
}

/** Town of a zone, as the reader calls it. */
export type Towns = Readonly<Record<string, string>>
export const townOf = (zone: string, towns: Towns): string => towns[zone] ?? zonePlace(zone, currentLanguage())

/** „понеделник, 14 октомври“ */
export const dayWords = (day: string): string => weekdayOnPaper(day, currentLanguage())

/** „20:30 в Джиндъджън“, with the day when it is another; null where the clocks agree. */
export function elsewhere(item: Timed, zones: Zones, towns: Towns): string | null {
  if (item.time === null) return null
  const other = otherClock(item.from, item.zone, zones)
  if (other === null) return null
  const town = townOf(other.zone, towns)
  const said = m.programme_time_in_town({ time: other.time, in: inWord(town), town })
  return other.day === item.day ? said : `${said}, ${dayWords(other.day)}`
}

/** The clock an item was entered by where the host's shows another time: „16:00 в Джиндъджън“, with the end where that is by a third; null where they agree. */
export function ownClock(item: Timed, { hostZone }: Pick<Zones, 'hostZone'>, towns: Towns): string | null {
  if (item.time === null) return null
  const differs = (at: number, zone: string): boolean => {
    const [own, host] = [clockAt(at, zone), clockAt(at, hostZone)]
    return own.day !== host.day || own.time !== host.time
  }
  const begins = differs(item.from, item.zone)
  const ends = item.endZone !== item.zone && differs(item.to, item.endZone)
  const said = (at: number, zone: string): string => {
    const [{ day, time }, town] = [clockAt(at, zone), townOf(zone, towns)]
    const words = m.programme_time_in_town({ time, in: inWord(town), town })
    return day === clockAt(at, hostZone).day ? words : `${words}, ${dayWords(day)}`
  }
  const parts = [...(begins ? [said(item.from, item.zone)] : []), ...(ends ? [m.programme_until({ end: said(item.to, item.endZone) })] : [])]
  return parts.length === 0 ? null : parts.join(', ')
}

/** „14:30“, „цял ден“; of a moment in a doubled hour which one it is. */
export function beginWords(item: Timed): string {
  if (item.time === null) return m.programme_whole_day()
  if (!isDoubled(item.from, item.zone)) return item.time
  return item.fold === 'first' ? m.programme_time_first({ time: item.time }) : m.programme_time_second({ time: item.time })
}

/** „15:30“, „01:30 на 15 октомври“, „06:40 в Пекин, вторник, 15 октомври“: when it ends, by the clock it ends by. */
export function endWords(item: Timed): string {
  if (item.time === null) return item.lastDay === item.day ? '' : dayWords(item.lastDay)
  const end = clockAt(item.to, item.endZone)
  const said = item.endZone === item.zone ? end.time : m.programme_time_local({ time: end.time })
  return end.day === item.day ? said : `${said}, ${dayWords(end.day)}`
}
