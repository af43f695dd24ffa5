// The addresses of a record's whole history, of an earlier state of it, and of bringing that state back.
import type { Context } from 'hono'
import { addresses } from '#addresses'
import { membersOf } from '#features/accounts/account.queries.ts'
import { officers, readers } from '#features/accounts/session.gate.ts'
import { m } from '#messages'
import { changesBetween, historyInWords } from '#platform/activity/changes.ts'
import { isImpreciseDate, momentInWords } from '#platform/dates.ts'
import { readForm, typed } from '#platform/http/form.ts'
import { notFound } from '#platform/http/not-found.ts'
import { goWithNotice } from '#platform/http/notice.ts'
import { Routes } from '#platform/http/routes.ts'
import { isId } from '#platform/ids.ts'
import { dayIn } from './history.ts'
import { HistoryPage, VersionPage } from './history.pages.tsx'
import { historyPage, isMerged, lineOfThing, namesIn, newestLine, newestLines } from './history.queries.ts'
import { restoreVersion } from './journal.actions.ts'
import { actInWords } from './journal.ts'
import { pageOf } from './thing-page.ts'
import { fieldsOf, isTold } from './telling.ts'

/** Who and between which days, as the address says it; what cannot be read is not asked. */
export function whomAndWhenAsked(c: Context): { person: string | undefined; from: string | undefined; to: string | undefined } {
  const person = c.req.query('person')
  const day = (name: string): string | undefined => {
    const value = c.req.query(name)
    return value !== undefined && /^\d{4}-\d\d-\d\d$/.test(value) && isImpreciseDate(value) ? value : undefined
  }
  return { person: person !== undefined && isId(person) ? person : undefined, from: day('from'), to: day('to') }
}

export const historyRoutes = (): Routes =>
  new Routes()
    .get(addresses.history, readers, async (c, by) => {
      const [thing, id] = [c.req.param('thing')!, c.req.param('id')!]
      if (!isTold(thing) || !isId(id)) return notFound(c)
      const here = c.get('here')
      const { timeZone } = c.get('visitor')!.office
      const asked = whomAndWhenAsked(c)
      const read = await here.db.inOffice(by.officeId, async (tx) => {
        const newest = await newestLine(tx, thing, id)
        if (newest === null) return null
        const page = await historyPage(tx, thing, id, asked, timeZone, { after: c.req.query('after'), before: c.req.query('before') })
        return {
          newest,
          page,
          newestOfParts: await newestLines(tx, page.rows),
          names: await namesIn(
            tx,
            page.rows.flatMap(({ before, after }) => [before, after]),
            timeZone,
          ),
        }
      })
      if (read === null) return notFound(c)
      const members = (await here.db.asSystem((tx) => membersOf(tx, by.officeId))).map(({ userId, name }) => ({ id: userId, name }))
      const lines = historyInWords(read.page.rows, {
        what: (line) => (line.thing === thing ? actInWords(line) : `${actInWords(line)}: ${line.label}`),
        fields: (line) => fieldsOf(line.thing, read.names),
        timeZone,
        undo: by.role === 'officer',
        newest: new Map([...read.newestOfParts].map(([thingId, line]) => [thingId, line.id])),
      })
      return c.html(
        <HistoryPage
          shell={c.get('shell')}
          thing={thing}
          id={id}
          label={read.newest.label}
          href={read.newest.after === null ? null : pageOf(thing, id, read.newest.after)}
          lines={lines}
          page={read.page}
          asked={asked}
          people={members}
        />,
      )
    })
    .get(addresses.historyVersion, readers, async (c, by) => {
      const [thing, id] = [c.req.param('thing')!, c.req.param('id')!]
      if (!isTold(thing)) return notFound(c)
      const { timeZone } = c.get('visitor')!.office
      const read = await c.get('here').db.inOffice(by.officeId, async (tx) => {
        const line = await lineOfThing(tx, thing, id, c.req.param('line')!)
        const newest = line === null ? null : await newestLine(tx, thing, id)
        if (line === null || newest === null || (line.after ?? line.before) === null) return null
        return { line, newest, names: await namesIn(tx, [line.after, line.before, newest.after], timeZone) }
      })
      if (read === null) return notFound(c)
      const { line, newest } = read
      const fields = fieldsOf(thing, read.names)
      const then = line.after ?? line.before
      return c.html(
        <VersionPage
          shell={c.get('shell')}
          thing={thing}
          id={id}
          line={line.id}
          label={line.label}
          href={newest.after === null ? null : pageOf(thing, id, newest.after)}
          day={dayIn(line.at, timeZone)}
          who={line.personName}
          when={momentInWords(line.at, timeZone)}
          removed={line.after === null}
          whole={changesBetween(null, then, fields)}
          now={
            newest.id === line.id && line.after !== null
              ? 'this'
              : newest.after === null
                ? 'gone'
                : isMerged(newest.after)
                  ? 'merged'
                  : changesBetween(then, newest.after, fields)
          }
          mayRestore={!isMerged(then)}
          version={newest.versionAfter}
        />,
      )
    })
    .post(addresses.historyRestoration, officers, async (c, by) => {
      const names = { thing: c.req.param('thing')!, id: c.req.param('id')!, line: c.req.param('line')! }
      const version = Number(typed(await readForm(c), 'version'))
      const restored = isTold(names.thing)
        ? await restoreVersion(c.get('here'), by, { thing: names.thing, thingId: names.id, line: names.line, version })
        : null
      if (restored === null) return notFound(c)
      if (!restored.ok) return goWithNotice(c, addresses.historyVersion(names), { text: restored.refusal.message, tone: 'late' })
      const { line, again } = restored.value
      const to = pageOf(names.thing, names.id, line.after ?? line.before) ?? addresses.history({ thing: names.thing, id: names.id })
      return goWithNotice(c, to, {
        text: m.today_version_restored({ day: momentInWords(line.at, c.get('visitor')!.office.timeZone) }),
        undo: addresses.activityUndo({ id: again }),
      })
    })
