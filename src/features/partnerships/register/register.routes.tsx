// The address of the register of partnerships: its filters, its four views, the boxes that suggest a partner.
import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import { addresses } from '#addresses'
import type { Reader } from '#features/accounts/account.ts'
import { readers } from '#features/accounts/session.gate.ts'
import { savedViewsOf } from '#features/accounts/saved-view.queries.ts'
import type { SavedView } from '#features/accounts/saved-view.table.ts'
import { firstView, savedViewLinks } from '#features/accounts/saved-view.ts'
import { displayName } from '#features/organisations/naming.ts'
import { placesByIds } from '#features/places/place.queries.ts'
import { nameFor, type Place } from '#features/places/place.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { Routes } from '#platform/http/routes.ts'
import { MOST_AT_ONCE } from '#platform/many.ts'
import { currentLanguage } from '#platform/texts/language.ts'
import { DOTS_ON_A_MAP, middleOf, MOST_IN_A_COUNTRY, SAMPLE_OF_A_COUNTRY } from '#ui/on-map.tsx'
import type { PlatePoint } from '#ui/plate.tsx'
import { Board } from './board.pages.tsx'
import { calendarSpan, type CalendarSource, inDayOrder, MOST_ENTRIES } from './calendar.ts'
import { PartnersCalendar } from './calendar.pages.tsx'
import { OWN_DAYS } from './calendar.queries.ts'
import { listAsked, LIST_QUERY, listQuery, type ListAsked } from './list.ts'
import { amongPartners, boardCards, firstRows, type ListCounts, listCounts, listPage, type ReadyFilter, readyFilter, townsByCountry } from './list.queries.ts'
import { manyActs } from './many.ts'
import { type OnTheMap, PartnersMap } from './map.pages.tsx'
import { partnershipsOf } from '../partnership.queries.ts'
import { PartnershipsPage, PartnershipsTable } from './register.pages.tsx'

export type RegisterParts = {
  /** What stands on days of the calendar beside this feature's own: visits, occasions. */
  readonly calendar?: readonly CalendarSource[]
}

type Read = { readonly first: string } | { readonly saved: SavedView[]; readonly counts: ListCounts; readonly view: Child }

export const registerRoutes = ({ calendar = [] }: RegisterParts = {}): Routes =>
  new Routes().get(addresses.partnerships, readers, async (c, by) => {
    const here = c.get('here')
    const organisation = c.req.query('organisation')
    if (organisation !== undefined) return toPartnershipWith(c, by, organisation)
    const today = here.clock.today()
    const asked = listAsked(new URL(c.req.url).search)
    const turn = { after: c.req.query('after'), before: c.req.query('before') }
    if (c.req.query('as') === 'json') {
      const page = await here.db.inOffice(by.officeId, async (tx) => listPage(tx, await readyFilter(tx, asked, today), 'name', {}, 8))
      return c.json({ items: page.rows.slice(0, 8).map((row) => ({ id: row.id, title: displayName(row.partner), sub: row.partner.country })) })
    }
    const mayWrite = by.role === 'officer'
    const home = c.get('visitor')!.office.placeId
    const span = calendarSpan(c.req.query('on'), today)
    const read = await here.db.inOffice(by.officeId, async (tx): Promise<Read> => {
      const saved = await savedViewsOf(tx, 'partnerships', by.personId)
      const first = firstView(saved, by.personId)
      // Whoever asks for nothing gets what they chose to begin with.
      if (first !== null && new URL(c.req.url).search === '') return { first: first.query }
      const filter = await readyFilter(tx, asked, today)
      const counted = await listCounts(tx, filter)
      switch (asked.view) {
        case 'board': {
          const page = asked.stage === undefined ? null : await listPage(tx, filter, 'name', turn)
          const column = asked.stage === undefined || page === null ? undefined : { stage: asked.stage, page }
          const cards = column === undefined ? await boardCards(tx, filter) : new Map()
          return {
            saved,
            counts: counted,
            view: <Board asked={asked} today={today} mayWrite={mayWrite} counts={counted.foundByStage} cards={cards} column={column} />,
          }
        }
        case 'map':
          return { saved, counts: counted, view: <PartnersMap asked={asked} {...await mapOf(tx, filter, counted, asked, home)} /> }
        case 'calendar': {
          const entries = []
          let cut = false
          for (const source of [...OWN_DAYS, ...calendar]) {
            const more = await source(tx, { from: span.from, to: span.to, limit: MOST_ENTRIES, among: (column) => amongPartners(filter, column) })
            cut ||= more.length >= MOST_ENTRIES
            entries.push(...more)
          }
          return { saved, counts: counted, view: <PartnersCalendar asked={asked} span={span} today={today} entries={inDayOrder(entries)} cut={cut} /> }
        }
        default: {
          const page = await listPage(tx, filter, asked.sort, turn)
          const query = new URLSearchParams(
            Object.entries(listQuery(asked)).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
          ).toString()
          const many = { action: addresses.partnershipsMany(), query, found: counted.found, shown: page.rows.length, most: MOST_AT_ONCE, groups: manyActs() }
          return { saved, counts: counted, view: <PartnershipsTable asked={asked} today={today} page={page} many={mayWrite ? many : undefined} /> }
        }
      }
    })
    if ('first' in read) return c.redirect(`${addresses.partnerships()}?${read.first}`, 302)
    const { saved, counts } = read
    return c.html(
      <PartnershipsPage
        shell={c.get('shell')}
        asked={asked}
        total={counts.total}
        found={counts.found}
        countries={counts.countries}
        saved={savedViewLinks(saved, {
          list: 'partnerships',
          href: addresses.partnerships(),
          all: addresses.partnerships({ view: asked.view }),
          query: new URL(c.req.url).search,
          known: LIST_QUERY,
          personId: by.personId,
        })}
        keep={asked.view === 'calendar' ? { on: span.on } : {}}
      >
        {read.view}
      </PartnershipsPage>,
    )
  })

/** The partnership with an organisation, or, for those who may, the form that begins one. */
async function toPartnershipWith(c: Context, by: Reader, organisationId: string): Promise<Response> {
  const [partnership] = await c.get('here').db.inOffice(by.officeId, (tx) => partnershipsOf(tx, [organisationId]))
  if (partnership !== undefined) return c.redirect(addresses.partnership({ id: partnership.id }), 302)
  return c.redirect(by.role === 'officer' ? addresses.partnershipNew({ organisation: organisationId }) : addresses.partnerships(), 302)
}

const pointOf = (town: Place): PlatePoint => ({ name: nameFor(town, currentLanguage()), lat: town.latitude, lon: town.longitude })

/** Each partner by itself, or, when they are too many to be told apart, each country in the middle of a few of its towns. */
async function mapOf(
  tx: OfficeTx,
  filter: ReadyFilter,
  counts: ListCounts,
  asked: ListAsked,
  homeId: number,
): Promise<{ home: PlatePoint | null; shown: OnTheMap }> {
  if (counts.found <= DOTS_ON_A_MAP || asked.country !== undefined || filter.named !== null) {
    const rows = await firstRows(tx, filter, MOST_IN_A_COUNTRY)
    const towns = new Map((await placesByIds(tx, [homeId, ...rows.flatMap(({ partner }) => partner.placeId ?? [])])).map((town) => [town.id, town]))
    const home = towns.get(homeId)
    const points = new Map(
      rows.flatMap(({ id, partner }) => {
        const town = partner.placeId === null ? undefined : towns.get(partner.placeId)
        return town === undefined ? [] : [[id, pointOf(town)] as const]
      }),
    )
    return { home: home === undefined ? null : pointOf(home), shown: { kind: 'partners', rows, points, more: counts.found - rows.length } }
  }
  const byCountry = [...counts.foundByCountry].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
  const sample = await townsByCountry(
    tx,
    filter,
    byCountry.map(([country]) => country),
    SAMPLE_OF_A_COUNTRY,
  )
  const towns = new Map((await placesByIds(tx, [homeId, ...[...sample.values()].flat()])).map((town) => [town.id, town]))
  const home = towns.get(homeId)
  const countries = byCountry.map(([country, count]) => {
    const own = (sample.get(country) ?? []).flatMap((id) => towns.get(id) ?? [])
    return { country, count, point: middleOf(country, own.map(pointOf)) }
  })
  return { home: home === undefined ? null : pointOf(home), shown: { kind: 'countries', countries } }
}
