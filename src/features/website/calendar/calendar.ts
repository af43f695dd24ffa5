// The citizens' calendar: what comes, what there was in a year, and how other calendars read it (iCalendar, RFC 5545). Whole days only.
import { ICalCalendar, ICalEventStatus, ICalEventTransparency } from 'ical-generator'
import { addresses } from '#addresses'
import { type Entry, occasionsBetween } from '#features/calendar/entry.ts'
import { repeatingOf } from '#features/calendar/feed/feed.ts'
import { entryKindName, whenOf } from '#features/calendar/words.ts'
import { eventDateInWords, eventKindName, isComing, withWord } from '#features/events/event.ts'
import type { PublicEvent } from '#features/events/public-event.queries.ts'
import { nameFor, type Place } from '#features/places/place.ts'
import { m } from '#messages'
import { dateInWords, dayAfter, earliest, latest } from '#platform/dates.ts'
import type { KnownQuery } from '#platform/http/list-query.ts'
import { bareName } from '#platform/names/name-key.ts'
import { currentLanguage, type SiteLanguage } from '#platform/texts/language.ts'
import { eventStory, type ItemView } from '../partner.ts'
import { inLanguage, machineDate, partnerName, said, type Said, type WebSource } from '../site.ts'
import type { CalendarRead, EventRead, PublicOccasion } from './calendar.queries.ts'

export type Named = { readonly href: string; readonly name: Said }
export type CalendarItem = {
  /** The anchor on the page. */
  readonly key: string
  readonly title: Said
  readonly when: string
  readonly datetime: string | undefined
  /** First and last possible day. */
  readonly from: string
  readonly until: string
  readonly exact: boolean
  readonly kind: string
  readonly place: Said | null
  readonly partners: readonly Named[]
  readonly cancelled: boolean
  readonly coming: boolean
  /** The event's own page; occasions stand in the calendar alone. */
  readonly href: string | null
  /** Its file for a calendar. */
  readonly file: string | null
  readonly version: number
  readonly changedAt: Date
  readonly event: PublicEvent | null
  readonly occasion: PublicOccasion | null
  readonly summary: Said | null
}

type Partners = ReadonlyMap<string, Named>

const partnersOf = (read: Pick<CalendarRead, 'partnerships' | 'places'>): Partners =>
  new Map(
    read.partnerships.map(({ organisationId, slug, partner }) => [
      organisationId,
      {
        href: addresses.sitePartner({ lang: currentLanguage(), slug }),
        name: partnerName(partner, (partner.placeId === null ? undefined : read.places.get(partner.placeId)) ?? null),
      },
    ]),
  )

/** A day known to itself, or days that follow each other: what a calendar can paint. */
const isExact = (date: string): boolean => /^\d{4}-\d\d-\d\d(?:\/\d{4}-\d\d-\d\d)?$/.test(date)

/** The gazetteer may know a far town only by one spelling: a town that has a name here keeps it. */
type TownNames = ReadonlyMap<number, string>
const townNames = (partners: readonly { readonly placeId: number | null; readonly name: Said }[], home: Place | null, town: string): TownNames =>
  new Map([
    ...partners.flatMap(({ placeId, name }) => (placeId === null ? [] : [[placeId, bareName(name.text)] as const])),
    ...(home === null ? [] : [[home.id, town] as const]),
  ])

function placeSaid(event: Pick<PublicEvent, 'placeId' | 'placeText' | 'title'>, read: Pick<CalendarRead, 'places'>, towns: TownNames): Said | null {
  const at = event.placeId === null ? undefined : read.places.get(event.placeId)
  if (at !== undefined) return { text: towns.get(at.id) ?? nameFor(at, currentLanguage()) }
  return event.placeText === '' ? null : inLanguage(event.placeText, event.title.source)
}

function itemOfEvent(event: PublicEvent, read: CalendarRead, partners: Partners, towns: TownNames, today: string): CalendarItem[] {
  if (event.date === null) return []
  const lang = currentLanguage()
  return [
    {
      key: `event-${event.id}`,
      title: said(event.title) ?? { text: eventKindName(event.kind) },
      when: eventDateInWords(event.date),
      datetime: machineDate(event.date),
      from: earliest(event.date),
      until: latest(event.date),
      exact: isExact(event.date),
      kind: eventKindName(event.kind),
      place: placeSaid(event, read, towns),
      // Only partners with a page of their own are named.
      partners: event.partners.flatMap(({ organisationId }) => partners.get(organisationId) ?? []),
      cancelled: event.cancelledOn !== null,
      // What is called off is said to be so until its days have passed.
      coming: (isComing(event, today) || (event.cancelledOn !== null && latest(event.date) >= today)) && !read.over.has(event.id),
      href: addresses.siteEvent({ lang, id: event.id }),
      file: addresses.siteEventFile({ lang, id: event.id }),
      version: event.version,
      changedAt: event.changedAt,
      event,
      occasion: null,
      summary: said(event.summary),
    },
  ]
}

/** The public facts of which occasions and anniversaries are computed. */
const given = (read: CalendarRead) => ({
  occasions: read.occasions.map(({ id, organisationId, kind, rule, days }) => ({
    id,
    organisationId,
    kind,
    rule,
    days,
    risk: false,
    country: null,
    sortKey: '',
  })),
  signings: read.partnerships.flatMap(({ id, organisationId, partner, milestones }) =>
    milestones
      .filter(({ kind }) => kind === 'signing')
      .map((step) => ({
        id: step.id,
        partnershipId: id,
        organisationId,
        country: partner.country,
        sortKey: '',
        kind: step.kind,
        side: step.side,
        date: step.date,
        contested: step.readings.length > 0,
        endedDay:
          milestones
            .filter(({ kind }) => kind === 'end')
            .map(({ date }) => earliest(date))
            .at(-1) ?? null,
      })),
  ),
  everyYears: read.everyYears,
  alarmMonths: 0,
})

function itemOfEntry(entry: Entry, read: CalendarRead, partners: Partners, today: string): CalendarItem[] {
  const occasion = read.occasions.find(({ id }) => id === entry.id) ?? null
  const partner = entry.organisationId === null ? undefined : partners.get(entry.organisationId)
  const bare = partner === undefined ? '' : bareName(partner.name.text)
  const title =
    occasion === null
      ? partner === undefined
        ? null
        : { text: m.website_calendar_anniversary({ count: entry.years ?? 0, name: bare, withWord: withWord(bare) }) }
      : said(occasion.name)
  if (title === null) return []
  const changed = occasion ?? read.partnerships.find(({ organisationId }) => organisationId === entry.organisationId)
  return [
    {
      key: entry.key,
      title,
      when: whenOf(entry),
      datetime: entry.exact && entry.from === entry.until ? entry.from : undefined,
      from: entry.from,
      until: entry.until,
      exact: entry.exact,
      kind: entryKindName(entry.kind),
      place: null,
      partners: partner === undefined ? [] : [partner],
      cancelled: false,
      coming: entry.until >= today,
      href: null,
      file: occasion === null ? null : addresses.siteEventFile({ lang: currentLanguage(), id: occasion.id }),
      version: occasion?.version ?? 1,
      changedAt: changed?.changedAt ?? new Date(0),
      event: null,
      occasion,
      summary: null,
    },
  ]
}

/** Everything public between two days, in order. */
export function calendarItems(read: CalendarRead, town: string, home: Place | null, today: string, from: string, to: string): CalendarItem[] {
  const partners = partnersOf(read)
  const named = read.partnerships.map(({ organisationId, partner }) => ({ placeId: partner.placeId, name: partners.get(organisationId)!.name }))
  const towns = townNames(named, home, town)
  return [
    ...read.events.flatMap((event) => itemOfEvent(event, read, partners, towns, today)),
    ...occasionsBetween(from, to, given(read)).flatMap((entry) => itemOfEntry(entry, read, partners, today)),
  ].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : Number(b.exact) - Number(a.exact) || (a.key < b.key ? -1 : 1)))
}

// ---- the page ------------------------------------------------------------------------------------------------------------

/** How far ahead the page looks. Years. */
export const YEARS_AHEAD = 2
export const ITEMS_A_PAGE = 80

/** What the page shows: what comes, or one year; `after` is the anchor of the last item of the page before. */
export type CalendarWish = { readonly year: number | null; readonly after: string | null }
/** What of its address the page reads; junk there is no wish. */
export const CALENDAR_QUERY = {
  year: (value) => /^[12]\d{3}$/.test(value),
  after: (value) => /^[a-z0-9-]{1,100}$/.test(value),
} satisfies KnownQuery
export const calendarWish = ({ year = '', after = '' }: Readonly<Record<string, string | undefined>>): CalendarWish => ({
  year: CALENDAR_QUERY.year(year) ? Number(year) : null,
  after: CALENDAR_QUERY.after(after) ? after : null,
})
export const daysOf = ({ year }: CalendarWish, today: string): { from: string; to: string } =>
  year === null ? { from: today, to: `${Number(today.slice(0, 4)) + YEARS_AHEAD}-12-31` } : { from: `${year}-01-01`, to: `${year}-12-31` }

/** A month with what is in it; `month` '' for what has only a year. */
export type MonthView = { readonly title: string; readonly id: string; readonly items: readonly CalendarItem[] }
export type CalendarView = {
  readonly year: number | null
  readonly months: readonly MonthView[]
  readonly count: number
  readonly next: string | null
  readonly years: readonly { readonly year: number; readonly count: number }[]
}

export function calendarView(read: CalendarRead, wish: CalendarWish, town: string, home: Place | null, today: string): CalendarView {
  const { from, to } = daysOf(wish, today)
  const all = calendarItems(read, town, home, today, from, to).filter(({ coming }) => wish.year !== null || coming)
  const at = wish.after === null ? 0 : all.findIndex(({ key }) => key === wish.after) + 1
  const items = all.slice(at, at + ITEMS_A_PAGE)
  const months = new Map<string, CalendarItem[]>()
  for (const item of items) {
    // What began before the days that are shown still lasts.
    const first = item.from < from ? from : item.from
    const wholeYear = !item.exact && item.from.endsWith('-01-01') && item.until.endsWith('-12-31')
    const month = wholeYear ? item.from.slice(0, 4) : first.slice(0, 7)
    months.set(month, [...(months.get(month) ?? []), item])
  }
  return {
    year: wish.year,
    months: [...months].map(([month, inside]) => ({ title: dateInWords(month), id: `m-${month}`, items: inside })),
    count: all.length,
    next: at + ITEMS_A_PAGE < all.length ? items.at(-1)!.key : null,
    years: read.years,
  }
}

// ---- one event -----------------------------------------------------------------------------------------------------------

export type EventView = {
  readonly event: PublicEvent
  readonly title: Said
  readonly facts: readonly { readonly name: string; readonly value: string; readonly lang?: string | undefined; readonly datetime?: string | undefined }[]
  readonly text: Said | null
  readonly partners: readonly Named[]
  readonly programme: readonly ItemView[]
  readonly sources: readonly WebSource[]
  readonly cancelled: boolean
  readonly coming: boolean
  readonly file: string
  readonly where: string
}

export function eventView(read: EventRead, town: string, home: Place | null, today: string): EventView {
  const { event, places } = read
  const lang = currentLanguage()
  const partners = new Map(
    read.pins.map((pin) => [
      pin.organisationId,
      {
        href: addresses.sitePartner({ lang, slug: pin.slug }),
        name: partnerName(pin, (pin.placeId === null ? undefined : places.get(pin.placeId)) ?? null),
      },
    ]),
  )
  const pinned = read.pins.map(({ organisationId, placeId }) => ({ placeId, name: partners.get(organisationId)!.name }))
  const place = placeSaid(event, read, townNames(pinned, home, town))
  const coming = isComing(event, today) && !read.over
  const named = event.partners.flatMap(({ organisationId }) => partners.get(organisationId) ?? [])
  const story = eventStory(event, { name: place?.text ?? '', typed: place?.lang !== undefined }, named, coming ? read.programme : [])
  return {
    event,
    title: story.title,
    facts: [
      { name: m.website_event_when(), value: story.when, datetime: story.datetime },
      ...(place === null ? [] : [{ name: m.website_event_where(), value: place.text, lang: place.lang }]),
      { name: m.website_event_what(), value: eventKindName(event.kind) },
    ],
    text: story.text,
    partners: named,
    programme: event.cancelledOn === null ? story.programme : [],
    sources: story.sources,
    cancelled: event.cancelledOn !== null,
    coming,
    file: addresses.siteEventFile({ lang, id: event.id }),
    where: place?.text ?? '',
  }
}

// ---- for other calendars -------------------------------------------------------------------------------------------------

/** How long a program may keep what it read. Seconds. */
export const FRESH_FOR = 6 * 60 * 60
const midnight = (day: string): Date => new Date(`${day}T00:00:00Z`)

/** The calendar as text: the same items give the same text, whenever it is asked for. What repeats by itself is told once. */
export function calendarText(items: readonly CalendarItem[], about: { readonly name: string; readonly base: string; readonly language: SiteLanguage }): string {
  const calendar = new ICalCalendar({
    name: about.name,
    prodId: { company: 'Pobratim', product: 'Public calendar', language: about.language.toUpperCase() },
    ttl: FRESH_FOR,
  })
  const told = new Set<string>()
  for (const item of items) {
    const repeating = item.occasion === null ? null : repeatingOf(item.occasion.rule)
    const id = repeating === null ? item.key : `occasion-${item.occasion!.id}`
    if (told.has(id)) continue
    told.add(id)
    const title = item.cancelled ? m.events_cancelled_title({ title: item.title.text }) : item.title.text
    calendar.createEvent({
      id: `${id}@pobratim`,
      start: midnight(item.from),
      // An uncertain one stands on its first possible day and says so: a whole year painted over would hide everything else.
      end: midnight(dayAfter(item.exact ? item.until : item.from, 1)),
      allDay: true,
      summary: item.exact ? title : `${title} (${item.when})`,
      description: [item.kind, ...item.partners.map(({ name }) => name.text), ...(item.summary === null ? [] : [item.summary.text])].join('\n'),
      location: item.place?.text ?? null,
      url: about.base + (item.href ?? `${addresses.siteCalendar({ lang: about.language }, { year: item.from.slice(0, 4) })}#${item.key}`),
      sequence: item.version - 1,
      stamp: item.changedAt,
      lastModified: item.changedAt,
      transparency: ICalEventTransparency.TRANSPARENT,
      status: item.cancelled ? ICalEventStatus.CANCELLED : null,
      categories: [{ name: item.kind }],
      repeating,
    })
  }
  return calendar.toString()
}
