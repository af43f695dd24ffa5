// The addresses of the citizens' calendar: by months, one event, and the files that other calendars read.
import type { Context } from 'hono'
import { addresses } from '#addresses'
import type { Office } from '#features/accounts/account.queries.ts'
import { anyone } from '#features/accounts/session.gate.ts'
import { feedSpan } from '#features/calendar/feed/feed.ts'
import { m } from '#messages'
import type { OfficeTx } from '#platform/database/door.ts'
import { notFound } from '#platform/http/not-found.ts'
import { publicly } from '#platform/http/public-answers.ts'
import { Routes } from '#platform/http/routes.ts'
import type { SiteLanguage } from '#platform/texts/language.ts'
import { drawn, held, HTML, inOffice, inSite, missing, siteOf, today } from '../site.routes.tsx'
import { eventNode, listNode, pageData } from '../structured-data.ts'
import { CalendarPage, EventPage } from './calendar.public.tsx'
import { type EventRead, readCalendar, readEvent } from './calendar.queries.ts'
import { CALENDAR_QUERY, type CalendarItem, calendarItems, calendarText, calendarView, type CalendarWish, calendarWish, daysOf, eventView } from './calendar.ts'

/** Years are as many as anybody cares to write; what people look at is held. Years back, and ahead. */
const [HELD_BACK, HELD_AHEAD] = [40, 2]
const isNear = ({ year }: CalendarWish, day: string): boolean => {
  const now = Number(day.slice(0, 4))
  return year === null || (year >= now - HELD_BACK && year <= now + HELD_AHEAD)
}

const page = (c: Context): Promise<Response> =>
  inSite(c, async (office, lang) => {
    const wish = calendarWish(c.req.query())
    const { from, to } = daysOf(wish, today(c))
    const reading = (tx: OfficeTx) => readCalendar(tx, office.placeId, from, to)
    const read = isNear(wish, today(c)) ? await held(c, office, `calendar ${wish.year ?? ''}`, reading) : await inOffice(c, office, reading)
    const place = read.places.get(office.placeId) ?? null
    const site = siteOf(c, office, place, (one) => addresses.siteCalendar({ lang: one }))
    const view = calendarView(read, wish, site.town, place, today(c))
    const shown = view.months.flatMap(({ items }) => items)
    const jsonLd = pageData(site, {
      type: 'CollectionPage',
      title: m.website_calendar_title(),
      path: addresses.siteCalendar({ lang }),
      main: [listNode(shown.flatMap(({ href }) => (href === null ? [] : [site.base + href])))],
    })
    return publicly(c, await drawn(<CalendarPage site={site} view={view} after={wish.after} jsonLd={jsonLd} />), HTML, { query: CALENDAR_QUERY })
  })

const heldEvent = (c: Context, office: Office, id: string): Promise<EventRead | null> =>
  held(c, office, `event ${id}`, (tx) => readEvent(tx, office.placeId, id))

const event = (c: Context): Promise<Response> =>
  inSite(c, async (office, lang) => {
    const id = c.req.param('id') ?? ''
    const read = await heldEvent(c, office, id)
    if (read === null) return missing(c, office)
    const place = read.places.get(office.placeId) ?? null
    const site = siteOf(c, office, place, (one) => addresses.siteEvent({ lang: one, id }))
    const view = eventView(read, site.town, place, today(c))
    const path = addresses.siteEvent({ lang, id })
    const jsonLd = pageData(site, {
      type: 'WebPage',
      title: view.title.text,
      path,
      between: [{ title: m.website_calendar_title(), path: addresses.siteCalendar({ lang }) }],
      main: eventNode(read.event, view.where, site.base + path, `${site.base}/#office`),
    })
    return publicly(c, await drawn(<EventPage site={site} view={view} jsonLd={jsonLd} />), HTML, { query: {} })
  })

function calendarFile(c: Context, items: readonly CalendarItem[], lang: SiteLanguage, name: string, fileName: string, base: string): Promise<Response> {
  const text = calendarText(items, { name, base, language: lang })
  c.header('Content-Disposition', `inline; filename="${fileName}"`)
  return publicly(c, text, 'text/calendar; charset=utf-8', { query: {} })
}

async function itemsOf(c: Context, office: Office, from: string, to: string) {
  const read = await inOffice(c, office, (tx) => readCalendar(tx, office.placeId, from, to))
  const place = read.places.get(office.placeId) ?? null
  const site = siteOf(c, office, place, (one) => addresses.siteCalendar({ lang: one }))
  return { site, items: calendarItems(read, site.town, place, today(c), from, to) }
}

/** The whole public calendar, from the beginning of last year to the end of the year after next: it moves once a year. */
const feed = (c: Context): Promise<Response> =>
  inSite(c, async (office, lang) => {
    const { from, to } = feedSpan(today(c))
    const { site, items } = await itemsOf(c, office, from, to)
    return calendarFile(c, items, lang, site.name, 'calendar.ics', site.base)
  })

/** One event or occasion, whenever it is. */
const file = (c: Context): Promise<Response> =>
  inSite(c, async (office, lang) => {
    const id = c.req.param('id') ?? ''
    const found = await heldEvent(c, office, id)
    const days = found?.event.firstDay ?? null
    const { from, to } = days === null ? feedSpan(today(c)) : { from: days, to: found!.event.lastDay ?? days }
    const { site, items } = await itemsOf(c, office, from, to)
    const own = items.filter(({ event: one, occasion }) => one?.id === id || (found === null && occasion?.id === id))
    return own.length === 0 ? notFound(c) : calendarFile(c, own, lang, site.name, 'event.ics', site.base)
  })

export const siteCalendarRoutes = (): Routes =>
  new Routes()
    .get(addresses.siteCalendar, anyone, page)
    .get(addresses.siteCalendarFile, anyone, feed)
    .get(addresses.siteEventFile, anyone, file)
    .get(addresses.siteEvent, anyone, event)
