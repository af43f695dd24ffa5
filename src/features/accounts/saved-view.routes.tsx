// The addresses of saved views: the form of a new one, one, its removal. Everybody keeps their own.
import type { Context } from 'hono'
import { addresses } from '#addresses'
import { m } from '#messages'
import { historyOf } from '#platform/activity/activity.ts'
import { momentInWords } from '#platform/dates.ts'
import { checked, type FieldFault, type FormBody, readForm, typed } from '#platform/http/form.ts'
import { cleanQuery } from '#platform/http/list-query.ts'
import { notFound } from '#platform/http/not-found.ts'
import { goWithNotice } from '#platform/http/notice.ts'
import { Routes } from '#platform/http/routes.ts'
import { isStaleRefusal } from '#platform/result.ts'
import type { Reader } from './account.ts'
import { changeView, removeView, saveView } from './saved-view.actions.ts'
import { around, listHref, SavedViewPage } from './saved-view.pages.tsx'
import { ownViewById } from './saved-view.queries.ts'
import { isViewedList, type ListsOfViews, savedViewForm, type ViewedList } from './saved-view.ts'
import type { SavedView } from './saved-view.table.ts'
import { readers } from './session.gate.ts'

/** A list as it is looked at: what the view says, and what stays around it (`ListOfViews.around`). */
type Where = { readonly list: ViewedList; readonly query: string; readonly keep: string }

export const savedViewRoutes = (lists: ListsOfViews): Routes => {
  const page = async (
    c: Context,
    view: SavedView | null,
    asked: Where,
    body: FormBody,
    more: { faults?: readonly FieldFault[]; conflict?: Parameters<typeof SavedViewPage>[0]['conflict'] } = {},
    status: 200 | 409 | 422 = 200,
  ): Promise<Response> => c.html(<SavedViewPage shell={c.get('shell')} {...asked} of={lists[asked.list]} view={view} body={body} {...more} />, status)
  const done = (c: Context, by: Reader, to: Where, text: string, activityId: string): Response =>
    goWithNotice(c, listHref(lists[to.list], to), { text, ...(by.role === 'officer' ? { undo: addresses.activityUndo({ id: activityId }) } : {}) })
  const keptAround = (c: Context, list: ViewedList): string => cleanQuery(c.req.query('keep') ?? '', lists[list].around ?? {})
  const askedIn = (c: Context, list: string, query: string): Where | null =>
    isViewedList(list) ? { list, query: cleanQuery(query, lists[list].known), keep: keptAround(c, list) } : null
  // A view is written for a list that exists.
  const whereOf = (c: Context, { list, query }: SavedView): Where => ({ list: list as ViewedList, query, keep: keptAround(c, list as ViewedList) })
  return new Routes()
    .get(addresses.savedViewNew, readers, (c) => {
      const asked = askedIn(c, c.req.query('list') ?? '', c.req.query('query') ?? '')
      return asked === null ? notFound(c) : page(c, null, asked, {})
    })
    .post(addresses.savedViews, readers, async (c, by) => {
      const body = await readForm(c)
      const asked = askedIn(c, typed(body, 'list'), typed(body, 'query'))
      if (asked === null) return notFound(c)
      const form = checked(savedViewForm, body)
      if (!form.ok) return page(c, null, asked, body, { faults: form.faults }, 422)
      const saved = await saveView(c.get('here'), by, asked.list, asked.query, form.value)
      if (!saved.ok) return page(c, null, asked, body, { faults: [{ name: saved.refusal.field ?? '', message: saved.refusal.message }] }, 422)
      return done(c, by, asked, m.accounts_view_saved({ name: form.value.name }), saved.value.activityId)
    })
    .get(addresses.savedView, readers, async (c, by) => {
      const view = await viewOf(c, by)
      return view === null ? notFound(c) : page(c, view, whereOf(c, view), bodyOf(view))
    })
    .post(addresses.savedView, readers, async (c, by) => {
      const body = await readForm(c)
      const view = await viewOf(c, by)
      if (view === null) return notFound(c)
      const asked = whereOf(c, view)
      const version = Number(typed(body, 'version')) || view.version
      const form = checked(savedViewForm, body)
      if (!form.ok) return page(c, { ...view, version }, asked, body, { faults: form.faults }, 422)
      const changed = await changeView(c.get('here'), by, view.id, Number(typed(body, 'version')), form.value)
      if (changed.ok) return done(c, by, asked, m.accounts_view_changed({ name: form.value.name }), changed.value.activityId)
      if (isStaleRefusal<SavedView>(changed.refusal)) {
        const { current } = changed.refusal
        const [last] = await c.get('here').db.inOffice(by.officeId, (tx) => historyOf(tx, 'saved_view', view.id, 1))
        const conflict = {
          who: last?.personName,
          when: momentInWords(last?.at ?? current.updatedAt, c.get('visitor')!.office.timeZone),
          rows: current.name === form.value.name ? [] : [{ field: m.accounts_view_name(), theirs: current.name, yours: form.value.name }],
        }
        return page(c, current, asked, body, { conflict }, 409)
      }
      if (changed.refusal.code === 'missing') return notFound(c)
      return page(c, { ...view, version }, asked, body, { faults: [{ name: changed.refusal.field ?? '', message: changed.refusal.message }] }, 422)
    })
    .post(addresses.savedViewRemoval, readers, async (c, by) => {
      const version = Number(typed(await readForm(c), 'version'))
      const view = await viewOf(c, by)
      if (view === null) return notFound(c)
      const removed = await removeView(c.get('here'), by, view.id, version)
      if (removed.ok) return done(c, by, whereOf(c, view), m.accounts_view_removed({ name: view.name }), removed.value.activityId)
      return goWithNotice(c, addresses.savedView({ id: view.id }, around(whereOf(c, view))), { text: removed.refusal.message, tone: 'late' })
    })
}

const viewOf = (c: Context, by: Reader): Promise<SavedView | null> =>
  c.get('here').db.inOffice(by.officeId, (tx) => ownViewById(tx, c.req.param('id')!, by.personId))

const bodyOf = (view: SavedView): FormBody => ({ name: view.name, shared: view.sharedAt === null ? '' : 'yes', first: view.firstSince === null ? '' : 'yes' })
