// The addresses of the day's page, the search and the journal with its undo.
import type { Context } from 'hono'
import { addresses } from '#addresses'
import { membersOf } from '#features/accounts/account.queries.ts'
import type { Reader } from '#features/accounts/account.ts'
import { officers, ownPath, readers } from '#features/accounts/session.gate.ts'
import { comingEvents } from '#features/events/event.queries.ts'
import type { ItemTime } from '#features/visits/programmes/programme.ts'
import { standsInWords } from '#features/visits/programmes/saying.ts'
import { m } from '#messages'
import { notFound } from '#platform/http/not-found.ts'
import { goWithNotice } from '#platform/http/notice.ts'
import { Routes } from '#platform/http/routes.ts'
import { RESTORERS, undo } from './journal.actions.ts'
import { JournalPage } from './journal.pages.tsx'
import { namesIn } from './history.queries.ts'
import { whomAndWhenAsked } from './history.routes.tsx'
import { isThing } from './journal.ts'
import { listOf } from './thing-page.ts'
import { journalPage } from './journal.queries.ts'
import { SearchPage } from './search.pages.tsx'
import { type FoundGroup, searchOffice } from './search.queries.ts'
import { actionsFor } from './search.ts'
import { bandPage, firstRows, tally } from './inbox/waiting.queries.ts'
import { type Band, bandCounts, type Group, isBand, isGroup, isWhose, kindsOf, usualWhose, type Whose } from './inbox/waiting.ts'
import { LINES, roomFor } from './today.ts'
import { TodayPage } from './today.pages.tsx'
import { isEmptyOffice, waitingFor } from './today.queries.ts'

/** Of each kind: in the box of Ctrl+K, and on the page. */
const IN_THE_BOX = 5
const ON_THE_PAGE = 20

/** Where the form stood, if it was a page of ours; else the journal. */
function cameFrom(c: Context): string {
  const referer = c.req.header('referer')
  if (referer === undefined || !URL.canParse(referer)) return addresses.activity()
  const { origin, pathname, search } = new URL(referer)
  return origin === new URL(c.req.url).origin || origin === c.get('baseUrl') ? ownPath(pathname + search) : addresses.activity()
}

/** What the address asks for; junk is not asked. */
function askedOf(c: Context, by: Reader): { readonly whose: Whose; readonly group: Group | undefined; readonly band: Band | null } {
  const [whose, group, band] = [c.req.query('whose'), c.req.query('of'), c.req.query('band')]
  return {
    whose: isWhose(whose) ? whose : usualWhose(by.role),
    group: isGroup(group) ? group : undefined,
    band: isBand(band) ? band : null,
  }
}

export const todayRoutes = (): Routes =>
  new Routes()
    .get(addresses.today, readers, async (c, by) => {
      const here = c.get('here')
      const today = here.clock.today()
      const asked = askedOf(c, by)
      const turn = { after: c.req.query('after'), before: c.req.query('before') }
      const read = await here.db.inOffice(by.officeId, async (tx) => {
        const of = { kinds: kindsOf(asked.group), whose: asked.whose, personId: by.personId }
        const counts = await tally(tx, today)
        const page = asked.band === null ? null : await bandPage(tx, today, of, asked.band, turn)
        return {
          empty: await isEmptyOffice(tx),
          tally: counts,
          lines: page === null ? await firstRows(tx, today, of, roomFor(bandCounts(counts, of))) : page.rows,
          band: asked.band === null || page === null ? null : { band: asked.band, next: page.next, previous: page.previous },
          coming: await comingEvents(tx, today, LINES),
        }
      })
      const members = by.role === 'officer' ? await here.db.asSystem((tx) => membersOf(tx, by.officeId)) : []
      const officersHere = members.filter(({ role }) => role === 'officer').map(({ userId, name }) => ({ id: userId, name }))
      const shell = c.get('shell')
      return c.html(
        <TodayPage
          shell={{ ...shell, counts: { ...shell.counts, today: waitingFor(read.tally, by) } }}
          today={today}
          me={by.personId}
          officers={officersHere}
          {...read}
          whose={asked.whose}
          group={asked.group}
        />,
      )
    })
    .get(addresses.search, readers, async (c, by) => {
      const query = (c.req.query('q') ?? '').trim().slice(0, 200).replaceAll('\u0000', '')
      const json = c.req.query('as') === 'json'
      const found =
        query === ''
          ? []
          : await c.get('here').db.inOffice(by.officeId, (tx) => searchOffice(tx, query, c.get('here').clock.today(), json ? IN_THE_BOX : ON_THE_PAGE))
      const { actions, called } = actionsFor(query, by.role)
      const offered: FoundGroup[] =
        actions.length === 0
          ? []
          : [
              {
                id: 'actions',
                title: m.today_found_actions(),
                items: actions.map(({ title, href }) => ({ title: title(), sub: '', href, kind: m.today_kind_action() })),
                more: null,
              },
            ]
      const groups = called ? [...offered, ...found] : [...found, ...offered]
      if (json) return c.json({ groups: groups.map(({ title, items }) => ({ title, items })) })
      return c.html(<SearchPage shell={c.get('shell')} query={query} groups={groups} />)
    })
    .get(addresses.activity, readers, async (c, by) => {
      const here = c.get('here')
      const thing = c.req.query('thing')
      const asked = { ...whomAndWhenAsked(c), thing: isThing(thing) ? thing : undefined }
      const { timeZone } = c.get('visitor')!.office
      const { page, names } = await here.db.inOffice(by.officeId, async (tx) => {
        const found = await journalPage(tx, asked, timeZone, { after: c.req.query('after'), before: c.req.query('before') })
        return {
          page: found,
          names: await namesIn(
            tx,
            found.rows.flatMap(({ lines }) => lines.flatMap(({ before, after }) => [before, after])),
            timeZone,
          ),
        }
      })
      const members = (await here.db.asSystem((tx) => membersOf(tx, by.officeId))).map(({ userId, name }) => ({ id: userId, name }))
      const [entry] = page.rows
      // Whoever left the office stands in the record still.
      const former =
        asked.person === undefined || entry === undefined || members.some(({ id }) => id === asked.person) ? [] : [{ id: asked.person, name: entry.personName }]
      return c.html(
        <JournalPage
          shell={c.get('shell')}
          page={page}
          asked={asked}
          people={[...members, ...former]}
          timeZone={timeZone}
          names={names}
          restorable={new Set(Object.keys(RESTORERS))}
        />,
      )
    })
    .post(addresses.activityUndo, officers, async (c, by) => {
      const undone = await undo(c.get('here'), by, c.req.param('id')!)
      if (undone === null) return notFound(c)
      const from = cameFrom(c)
      if (!undone.ok) return goWithNotice(c, from, { text: undone.refusal.message, tone: 'late' })
      const { labels, again, gone, back } = undone.value
      // The page of a thing that was taken away is no place to return to.
      const left = gone.find(({ thingId }) => from.includes(thingId))
      const item = back.length === 1 && back[0]!.thing === 'programme_item' ? (back[0]!.before as ItemTime | null) : null
      const stands = item === null ? null : standsInWords(item)
      const text =
        labels.length === 1
          ? stands === null
            ? m.today_undone({ label: labels[0]! })
            : m.today_undone_stands({ label: labels[0]!, stands })
          : m.today_undone_many({ count: labels.length, label: labels[0] ?? '' })
      return goWithNotice(c, left === undefined ? from : listOf(left.thing), { text, undo: addresses.activityUndo({ id: again }) })
    })
