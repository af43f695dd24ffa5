// The addresses of the calendar: month, year, day, what has no day, and the sheet for the wall.
import type { Context } from 'hono'
import { addresses } from '#addresses'
import type { Reader } from '#features/accounts/account.ts'
import { readers } from '#features/accounts/session.gate.ts'
import { displayName } from '#features/organisations/naming.ts'
import { organisationById } from '#features/organisations/organisation.queries.ts'
import { m } from '#messages'
import type { OfficeTx } from '#platform/database/door.ts'
import { dateInWords, dayInWords, dayAfter } from '#platform/dates.ts'
import { Routes } from '#platform/http/routes.ts'
import { findByName } from '#platform/search/names.ts'
import { askedOf, type Asked, calendarAt, IN_A_DAY, IN_A_MONTH, kindsOf, ON_THE_WALL, pieceOf, viewOf } from './calendar.ts'
import { type Cut, ListPage, MonthPage, WallPage, YearPage } from './calendar.pages.tsx'
import { firstOfMonth, isYear, lastOfMonth, monthOf, weeksOf, yearOf } from './day.ts'
import type { Entry } from './entry.ts'
import { entriesBetween, type EntryFilter, named, USUAL_KINDS } from './entry.queries.ts'
import { type Line, lineOf } from './words.ts'

/** A name may mean so many partners; whoever is not among them is asked for more precisely. */
const MOST_FOUND = 50

export const calendarRoutes = (): Routes =>
  new Routes()
    .get(addresses.calendar, readers, async (c, by) => {
      const today = c.get('here').clock.today()
      const query = (name: string) => c.req.query(name)
      const view = viewOf(query, today)
      const asked = askedOf(query)
      switch (view.view) {
        case 'month':
          return monthPage(c, by, asked, view.month, today)
        case 'year':
          return yearPage(c, by, asked, view.year, today)
        case 'day':
        case 'undated':
          return listPage(c, by, asked, view, today)
      }
    })
    .get(addresses.calendarWall, readers, async (c, by) => {
      const today = c.get('here').clock.today()
      const year = c.req.query('year')
      const shown = isYear(year) ? year : String(yearOf(today))
      const read = await c.get('here').db.inOffice(by.officeId, async (tx) => {
        const entries = await entriesBetween(tx, `${shown}-01-01`, `${shown}-12-31`, { kinds: USUAL_KINDS.filter((kind) => kind !== 'renewal') })
        return yearCuts(tx, entries, shown, ON_THE_WALL)
      })
      const months = read.months.map(({ lines, more }) => ({ more, lines: lines.map((line) => ({ ...line, when: wallDay(line) })) }))
      return c.html(<WallPage shell={c.get('shell')} year={shown} months={months} undated={read.undated} />)
    })

/** „14.“, „14–16.“: the month stands over it. */
const wallDay = ({ from, until }: Pick<Line, 'from' | 'until'>): string => {
  const [first, last] = [Number(from.slice(8)), Number(until.slice(8))]
  return from === until ? `${first}.` : monthOf(from) === monthOf(until) ? `${first}–${last}.` : `${first}.–${last}.${until.slice(5, 7)}.`
}

async function filterOf(tx: OfficeTx, asked: Asked): Promise<EntryFilter & { readonly partner: string | null }> {
  const kinds = kindsOf(asked, USUAL_KINDS)
  if (asked.organisation !== undefined) {
    const organisation = await organisationById(tx, asked.organisation)
    return { kinds, organisationIds: [asked.organisation], partner: organisation === null ? null : displayName(organisation) }
  }
  if (asked.q === undefined) return { kinds, partner: null }
  const found = await findByName(tx, asked.q, { things: ['organisation'], limit: MOST_FOUND })
  return { kinds, organisationIds: found.map(({ thingId }) => thingId), partner: null }
}

/** Names are read only for what is shown. */
async function cuts(tx: OfficeTx, groups: readonly (readonly Entry[])[], most: number): Promise<Cut[]> {
  const shown = groups.map((group) => group.slice(0, most))
  const lines = new Map((await named(tx, [...new Set(shown.flat())])).map((entry) => [entry.key, lineOf(entry)]))
  return groups.map((group, index) => ({ lines: shown[index]!.map(({ key }) => lines.get(key)!), more: group.length - shown[index]!.length }))
}

async function yearCuts(tx: OfficeTx, entries: readonly Entry[], year: string, most: number) {
  const months = Array.from({ length: 12 }, (_, index) => `${year}-${String(index + 1).padStart(2, '0')}`)
  const certain = entries.filter(({ exact }) => exact)
  // What began the year before stands in January.
  const startOf = ({ from }: Entry): string => (yearOf(from) < Number(year) ? `${year}-01` : monthOf(from))
  const groups = months.map((month) => certain.filter((entry) => startOf(entry) === month))
  const all = await cuts(tx, [...groups, entries.filter(({ exact }) => !exact)], most)
  return { months: all.slice(0, 12), undated: all[12]! }
}

async function monthPage(c: Context, by: Reader, asked: Asked, month: string, today: string): Promise<Response> {
  const weeks = weeksOf(month)
  const days = weeks.flat()
  const read = await c.get('here').db.inOffice(by.officeId, async (tx) => {
    const { partner, ...filter } = await filterOf(tx, asked)
    const entries = await entriesBetween(tx, days[0]!, days.at(-1)!, filter)
    const onDays = days.map((day) => entries.filter((entry) => entry.exact && entry.from <= day && entry.until >= day))
    const undated = entries.filter((entry) => !entry.exact && entry.from <= lastOfMonth(month) && entry.until >= firstOfMonth(month))
    return { partner, all: await cuts(tx, [...onDays, undated], IN_A_DAY) }
  })
  const grid = days.map((day, index) => ({ day, inMonth: monthOf(day) === month, today: day === today, ...read.all[index]! }))
  return c.html(
    <MonthPage
      shell={c.get('shell')}
      today={today}
      asked={asked}
      partner={read.partner}
      month={month}
      weeks={weeks.map((_, index) => grid.slice(index * 7, index * 7 + 7))}
      undated={read.all.at(-1)!}
    />,
  )
}

async function yearPage(c: Context, by: Reader, asked: Asked, year: string, today: string): Promise<Response> {
  const read = await c.get('here').db.inOffice(by.officeId, async (tx) => {
    const { partner, ...filter } = await filterOf(tx, asked)
    return { partner, ...(await yearCuts(tx, await entriesBetween(tx, `${year}-01-01`, `${year}-12-31`, filter), year, IN_A_MONTH)) }
  })
  return c.html(<YearPage shell={c.get('shell')} today={today} asked={asked} year={year} {...read} />)
}

async function listPage(
  c: Context,
  by: Reader,
  asked: Asked,
  view: { readonly view: 'day'; readonly day: string } | { readonly view: 'undated'; readonly year: string },
  today: string,
): Promise<Response> {
  const [from, to] = view.view === 'day' ? [view.day, view.day] : [`${view.year}-01-01`, `${view.year}-12-31`]
  const read = await c.get('here').db.inOffice(by.officeId, async (tx) => {
    const { partner, ...filter } = await filterOf(tx, asked)
    const entries = (await entriesBetween(tx, from, to, filter)).filter(({ exact }) => exact === (view.view === 'day'))
    const piece = pieceOf(entries, { after: c.req.query('after'), before: c.req.query('before') })
    return { partner, piece: { ...piece, rows: (await named(tx, piece.rows)).map(lineOf) } }
  })
  const at = (day: string) => ({ href: calendarAt(asked, { day }), text: dateInWords(day) })
  const inYear = (year: string) => ({ href: calendarAt(asked, { undated: year }), text: dateInWords(year) })
  const turn =
    view.view === 'day'
      ? { title: dayInWords(view.day, { weekday: true }), keep: { day: view.day }, previous: at(dayAfter(view.day, -1)), next: at(dayAfter(view.day, 1)) }
      : {
          title: m.calendar_undated_title({ year: dateInWords(view.year) }),
          keep: { undated: view.year },
          previous: inYear(String(Number(view.year) - 1)),
          next: inYear(String(Number(view.year) + 1)),
        }
  return c.html(
    <ListPage shell={c.get('shell')} today={today} asked={asked} partner={read.partner} piece={read.piece} days={view.view === 'undated'} {...turn} />,
  )
}
