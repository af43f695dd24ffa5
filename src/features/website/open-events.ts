// What happened as open data: one row for each public event and each public symbolic act, and the same as linked data.
import { addresses } from '#addresses'
import type { PublicEvent } from '#features/events/public-event.queries.ts'
import type { Place } from '#features/places/place.ts'
import { earliest, latest } from '#platform/dates.ts'
import type { LocalText } from '#platform/texts/local-text.ts'
import { csvOf, given, type OpenHome, pageLanguage } from './open-data.ts'
import type { OpenAct } from './site.queries.ts'
import { machineDate, webSources } from './site.ts'

/** Of events; the page describes each. */
export const EVENT_COLUMNS = [
  'id',
  'kind',
  'direction',
  'title_bg',
  'title_en',
  'title_language',
  'date',
  'first_day',
  'last_day',
  'cancelled',
  'place',
  'place_geonames',
  'partners',
  'fields',
  'summary_bg',
  'summary_en',
  'source_url',
  'page',
  'changed',
] as const
export type EventColumn = (typeof EVENT_COLUMNS)[number]
export type EventRow = Readonly<Record<EventColumn, string>>

/** Of symbolic acts. */
export const ACT_COLUMNS = ['id', 'kind', 'title_bg', 'title_en', 'title_language', 'date', 'first_day', 'last_day', 'place', 'partners', 'source_url'] as const
export type ActColumn = (typeof ACT_COLUMNS)[number]
export type ActRow = Readonly<Record<ActColumn, string>>

const titles = (title: LocalText) => ({
  title_bg: title.in['bg']?.text ?? '',
  title_en: title.in['en']?.text ?? '',
  title_language: title.source,
})

/** Only partners with a page of their own are named, by the id of the partnership, as in the table of partnerships. */
export type PartnershipIds = ReadonlyMap<string, string>

export const eventRow = (event: PublicEvent, home: OpenHome, partnerships: PartnershipIds, places: ReadonlyMap<number, Place>): EventRow => ({
  id: event.id,
  kind: event.kind,
  direction: event.direction,
  ...titles(event.title),
  date: event.date ?? '',
  first_day: event.date === null ? '' : earliest(event.date),
  last_day: event.date === null ? '' : latest(event.date),
  cancelled: event.cancelledOn ?? '',
  place: (event.placeId === null ? undefined : places.get(event.placeId)?.name) ?? event.placeText,
  place_geonames: event.placeId === null ? '' : String(event.placeId),
  partners: event.partners.flatMap(({ organisationId }) => partnerships.get(organisationId) ?? []).join(';'),
  fields: event.fields.join(';'),
  summary_bg: event.summary.in['bg']?.text ?? '',
  summary_en: event.summary.in['en']?.text ?? '',
  source_url: webSources(event.sources)[0]?.href ?? '',
  page: home.base + addresses.siteEvent({ lang: pageLanguage(home), id: event.id }),
  changed: event.changedAt.toISOString().slice(0, 10),
})

export const actRow = (act: OpenAct, partnerships: PartnershipIds): ActRow => ({
  id: act.id,
  kind: act.kind,
  ...titles(act.title),
  date: act.date ?? '',
  first_day: act.date === null ? '' : earliest(act.date),
  last_day: act.date === null ? '' : latest(act.date),
  place: act.placeText,
  partners: act.partnerIds.flatMap((organisationId) => partnerships.get(organisationId) ?? []).join(';'),
  source_url: webSources(act.sources)[0]?.href ?? '',
})

/** RFC 4180, UTF-8. */
export const eventsCsv = (rows: readonly EventRow[]): string => csvOf(EVENT_COLUMNS, rows)
export const actsCsv = (rows: readonly ActRow[]): string => csvOf(ACT_COLUMNS, rows)

/** A text of which the table has two columns. */
const named = (bg: string, en: string): unknown[] =>
  [
    ['bg', bg],
    ['en', en],
  ].flatMap(([language, value]) => (value === '' ? [] : [{ '@language': language, '@value': value }]))

/** Events as schema.org knows them; a date without a machine form is left to `t:date`. `idsToPages`: partnership id → the address of its page. */
export function eventNodes(rows: readonly EventRow[], acts: readonly ActRow[], idsToPages: ReadonlyMap<string, string>): Readonly<Record<string, unknown>>[] {
  const about = (partners: string) => partners.split(';').flatMap((id) => (idsToPages.has(id) ? [{ '@id': `${idsToPages.get(id)}#partner` }] : []))
  return [
    ...rows.map((row) => {
      const [from, until] = row.date.split('/')
      return given({
        '@id': `${row.page}#event`,
        '@type': 'Event',
        identifier: row.id,
        additionalType: row.kind,
        name: named(row.title_bg, row.title_en),
        startDate: machineDate(from ?? null),
        endDate: machineDate(until ?? null),
        eventDate: row.date,
        eventStatus: row.cancelled === '' ? undefined : 'https://schema.org/EventCancelled',
        description: named(row.summary_bg, row.summary_en),
        location:
          row.place === ''
            ? undefined
            : given({ '@type': 'Place', name: row.place, sameAs: row.place_geonames === '' ? '' : `https://sws.geonames.org/${row.place_geonames}/` }),
        about: about(row.partners),
        citation: row.source_url,
        url: row.page,
        dateModified: row.changed,
      })
    }),
    ...acts.map((row) =>
      given({
        '@id': `urn:uuid:${row.id}`,
        '@type': 'SymbolicAct',
        identifier: row.id,
        additionalType: row.kind,
        name: named(row.title_bg, row.title_en),
        eventDate: row.date,
        location: row.place === '' ? undefined : { '@type': 'Place', name: row.place },
        about: about(row.partners),
        citation: row.source_url,
      }),
    ),
  ]
}
