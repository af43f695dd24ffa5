// The office's calendar as other calendars read it (iCalendar, RFC 5545): whole days only, so that no time zone can move them.
import { ICalAlarmType, ICalCalendar, ICalEventRepeatingFreq, ICalEventStatus, ICalEventTransparency, ICalWeekday, type ICalEventData } from 'ical-generator'
import { z } from 'zod'
import { m } from '#messages'
import { lineField, ticks } from '#platform/http/form-fields.ts'
import { LANGUAGES, type Language } from '#platform/texts/language.ts'
import { dayAfter, daysBetween } from '#platform/dates.ts'
import { monthsAfter, yearOf } from '../day.ts'
import type { EntryKind } from '../entry.ts'
import type { NamedEntry } from '../entry.queries.ts'
import type { OccasionRule } from '../occasions/occasion.ts'
import { REFERENCE_AS_OF } from '../reference.ts'
import { detailsOf, entryKindName, hrefOf, titleOf, whenOf } from '../words.ts'

/** What a person may want in their calendar; each stands for several kinds of entries. */
export const FEED_KINDS = ['occasions', 'anniversaries', 'agreements', 'elections', 'deadlines', 'promises', 'events'] as const
export type FeedKind = (typeof FEED_KINDS)[number]
/** One person's devices and programs; more are forgotten addresses. */
export const MOST_FEEDS = 10
/** A feed may be read so often in a quarter of an hour; programs ask once in some hours. */
export const READS_IN_A_WINDOW = 60
/** How long a program may keep what it read. Seconds. */
export const FRESH_FOR = 60 * 60

const STANDS_FOR: Readonly<Record<FeedKind, readonly EntryKind[]>> = {
  occasions: ['town_day', 'festival', 'national_holiday', 'other'],
  anniversaries: ['anniversary'],
  agreements: ['agreement_end', 'renewal'],
  elections: ['election'],
  deadlines: ['deadline', 'council_session'],
  promises: ['promise'],
  events: ['event'],
}
export const entryKindsOf = (kinds: readonly FeedKind[]): EntryKind[] => kinds.flatMap((kind) => STANDS_FOR[kind])

const kindNames: Readonly<Record<FeedKind, () => string>> = {
  occasions: () => m.calendar_feed_kind_occasions(),
  anniversaries: () => m.calendar_feed_kind_anniversaries(),
  agreements: () => m.calendar_feed_kind_agreements(),
  elections: () => m.calendar_feed_kind_elections(),
  deadlines: () => m.calendar_feed_kind_deadlines(),
  promises: () => m.calendar_feed_kind_promises(),
  events: () => m.calendar_feed_kind_events(),
}
export const feedKindName = (kind: FeedKind): string => kindNames[kind]()

export type FeedWishes = { readonly label: string; readonly language: Language; readonly kinds: readonly FeedKind[] }

export const feedForm = z.object({
  label: lineField(100),
  language: z.enum(LANGUAGES),
  kinds: ticks(FEED_KINDS).refine((kinds) => kinds.length > 0, { error: () => `m:${m.calendar_feed_no_kinds()}` }),
})

/** From the beginning of last year to the end of the year after next: it moves once a year, so that a feed unchanged stays the same to the letter. */
export const feedSpan = (today: string): { from: string; to: string } => ({ from: `${yearOf(today) - 1}-01-01`, to: `${yearOf(today) + 2}-12-31` })

const WEEKDAYS = [ICalWeekday.MO, ICalWeekday.TU, ICalWeekday.WE, ICalWeekday.TH, ICalWeekday.FR, ICalWeekday.SA, ICalWeekday.SU] as const

/** The rule as other calendars know it; null for what they must be told year by year: Easter, and 29 February, which they would skip. */
export function repeatingOf(rule: OccasionRule | null): NonNullable<ICalEventData['repeating']> | null {
  if (rule?.repeats === 'yearly') return rule.month === 2 && rule.day === 29 ? null : { freq: ICalEventRepeatingFreq.YEARLY }
  if (rule?.repeats === 'weekday')
    return { freq: ICalEventRepeatingFreq.YEARLY, byMonth: [rule.month], byDay: [WEEKDAYS[rule.weekday - 1]!], bySetPos: [rule.nth] }
  return null
}

const midnight = (day: string): Date => new Date(`${day}T00:00:00Z`)

export type FeedParts = { readonly officeName: string; readonly baseUrl: string; readonly alarmMonths: number; readonly language: Language }

/** When a record was last changed, and how often: by its id. */
export type Versions = ReadonlyMap<string, { readonly version: number; readonly updatedAt: Date }>
/** What only the reference data knows changes with the program. */
const UNCHANGED = { version: 1, updatedAt: new Date(`${REFERENCE_AS_OF}T00:00:00Z`) }

/** The whole calendar as text. The same entries give the same text, whenever it is asked for. */
export function feedText(entries: readonly NamedEntry[], versions: Versions, { officeName, baseUrl, alarmMonths, language }: FeedParts): string {
  const calendar = new ICalCalendar({
    name: m.calendar_feed_name({ office: officeName }),
    prodId: { company: 'Pobratim', product: 'Calendar', language: language.toUpperCase() },
    ttl: FRESH_FOR,
  })
  const told = new Set<string>()
  for (const entry of entries) {
    const rule = repeatingOf(entry.rule)
    // What repeats by itself is told once, from its first day on.
    const id = rule === null ? entry.key : `occasion-${entry.id}`
    if (told.has(id)) continue
    told.add(id)
    const href = hrefOf(entry)
    const { version, updatedAt } = versions.get(entry.id) ?? UNCHANGED
    // An uncertain one stands on its first possible day and says so: a whole year painted over would hide everything else.
    const last = entry.exact ? entry.until : entry.from
    const event = calendar.createEvent({
      id: `${id}@pobratim`,
      start: midnight(entry.from),
      end: midnight(dayAfter(last, 1)),
      allDay: true,
      summary: entry.exact ? titleOf(entry) : `${titleOf(entry)} (${whenOf(entry)})`,
      description: detailsOf(entry).join('\n'),
      url: href === null ? null : `${baseUrl}${href}`,
      sequence: version - 1,
      stamp: updatedAt,
      lastModified: updatedAt,
      transparency: ICalEventTransparency.TRANSPARENT,
      status: entry.cancelled ? ICalEventStatus.CANCELLED : null,
      categories: [{ name: entryKindName(entry.kind) }],
      repeating: rule,
    })
    if (entry.kind === 'agreement_end')
      event.createAlarm({
        type: ICalAlarmType.display,
        description: titleOf(entry),
        triggerBefore: daysBetween(monthsAfter(entry.from, -alarmMonths), entry.from) * 24 * 60 * 60,
      })
  }
  return calendar.toString()
}
