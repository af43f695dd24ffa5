// The addresses of triage: the list, setting texts aside and taking them back, and the way to the next text.
import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { addresses } from '#addresses'
import type { Officer } from '#features/accounts/account.ts'
import { officers, readers } from '#features/accounts/session.gate.ts'
import { m } from '#messages'
import type { OfficeTx } from '#platform/database/door.ts'
import { readForm, typed, typedList } from '#platform/http/form.ts'
import { cleanQuery, isSearched } from '#platform/http/list-query.ts'
import { goWithNotice } from '#platform/http/notice.ts'
import { Routes } from '#platform/http/routes.ts'
import { isId } from '#platform/ids.ts'
import { setAside, takeBack } from './triage.actions.ts'
import { TriagePage } from './triage.pages.tsx'
import { nextInTriage, triageCountries, triageCounts, triageIds, triagePage, triageSources, type TriageFilter } from './triage.queries.ts'
import { isTriageView, MOST_AT_ONCE, type TriageView } from './triage.ts'

const KNOWN = { view: isTriageView, q: isSearched, source: isId, country: (value: string) => /^[A-Z]{2}$/.test(value) }

/** Which part of the list somebody works through, so that „the next one“ means the same part; the browser's memory, nothing of the office's. */
const COOKIE = 'triage'

const filterOf = (query: string): { view: TriageView; filter: TriageFilter } => {
  const given = new URLSearchParams(query)
  const view = given.get('view') ?? undefined
  return {
    view: isTriageView(view) ? view : 'open',
    filter: { q: given.get('q') ?? undefined, source: given.get('source') ?? undefined, country: given.get('country') ?? undefined },
  }
}

const listAt = (query: string): string => (query === '' ? addresses.intakeTriage() : `${addresses.intakeTriage()}?${query}`)

/** The next of the part somebody works through; when that part is done, of the whole list. */
async function following(tx: OfficeTx, c: Context, after: string | null): Promise<string | null> {
  const { filter } = filterOf(cleanQuery(getCookie(c, COOKIE) ?? '', KNOWN))
  return (await nextInTriage(tx, after, filter)) ?? nextInTriage(tx, after)
}

async function change(c: Context, by: Officer): Promise<Response> {
  const here = c.get('here')
  const body = await readForm(c)
  const query = cleanQuery(typed(body, 'query'), KNOWN)
  const { view, filter } = filterOf(query)
  const chosen = typedList(body, 'chosen').flatMap((value) => value.split(':')[0] ?? [])
  const ids = typed(body, 'all') === '' ? chosen : await here.db.inOffice(by.officeId, (tx) => triageIds(tx, view, filter, MOST_AT_ONCE))
  const back = typed(body, 'act') === 'back'
  const next = typed(body, 'next')
  const changed = back ? await takeBack(here, by, ids) : await setAside(here, by, ids)
  if (!changed.ok) return goWithNotice(c, listAt(query), { text: changed.refusal.message, tone: 'late' })
  const { count, activityId } = changed.value
  const onward = isId(next) ? await here.db.inOffice(by.officeId, (tx) => following(tx, c, next)) : null
  return goWithNotice(c, onward === null ? listAt(query) : addresses.intakeText({ id: onward }), {
    text: back ? m.intake_triage_back_done({ count }) : m.intake_triage_aside_done({ count }),
    undo: addresses.activityUndo({ id: activityId }),
  })
}

export const triageRoutes = (): Routes =>
  new Routes()
    .get(addresses.intakeTriage, readers, async (c, by) => {
      const query = cleanQuery(new URL(c.req.url).search.slice(1), KNOWN)
      const { view, filter } = filterOf(query)
      const read = await c.get('here').db.inOffice(by.officeId, async (tx) => ({
        page: await triagePage(tx, view, filter, { after: c.req.query('after'), before: c.req.query('before') }),
        counts: await triageCounts(tx, filter),
        sources: await triageSources(tx),
        countries: await triageCountries(tx),
      }))
      setCookie(c, COOKIE, query, { path: addresses.intake(), httpOnly: true, sameSite: 'Lax' })
      return c.html(<TriagePage shell={c.get('shell')} view={view} filter={filter} query={query} {...read} />)
    })
    .get(addresses.intakeTriageNext, readers, async (c, by) => {
      const next = await c.get('here').db.inOffice(by.officeId, (tx) => following(tx, c, c.req.query('after') ?? null))
      return next === null
        ? goWithNotice(c, addresses.intakeTriage(), { text: m.intake_triage_no_next() })
        : c.redirect(addresses.intakeText({ id: next }), 303)
    })
    .post(addresses.intakeTriage, officers, (c, by) => change(c, by))
