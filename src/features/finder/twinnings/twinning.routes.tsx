// The addresses of what is known of twinnings: the world's with their loading, the office's own, and its lists from files.
import type { Context } from 'hono'
import { addresses } from '#addresses'
import type { Officer, Reader } from '#features/accounts/account.ts'
import { officers, readers } from '#features/accounts/session.gate.ts'
import { nameFor } from '#features/places/place.ts'
import { placeById, placesByIds, placesByName } from '#features/places/place.queries.ts'
import { m } from '#messages'
import type { OfficeTx } from '#platform/database/door.ts'
import { checked, type FieldFault, type FormBody, readForm, typed } from '#platform/http/form.ts'
import { notFound } from '#platform/http/not-found.ts'
import { goWithNotice } from '#platform/http/notice.ts'
import { Routes } from '#platform/http/routes.ts'
import type { Result } from '#platform/result.ts'
import { currentLanguage } from '#platform/texts/language.ts'
import { askForWorld, confirmShrinking, restLoad } from './load.actions.ts'
import { addTwinning, bringList, removeList, removeTwinning, takeList } from './twinning.actions.ts'
import { ListPage, NewTwinningPage, TwinningsPage } from './twinning.pages.tsx'
import { listAwaited, officeEvidence, openLoad, ownLists, ownTwinnings, unheardOf } from './twinning.queries.ts'
import { listForm, twinningForm } from './twinning.ts'

/** The query service that may be asked, and how the background work is woken. */
export type TwinningParts = { readonly service: string; readonly wake: () => void }

const zoneOf = (c: Context): string => c.get('visitor')!.office.timeZone
const id = (c: Context): string => c.req.param('id') ?? ''

async function namesOf(tx: OfficeTx, ids: readonly number[]): Promise<ReadonlyMap<number, string>> {
  const language = currentLanguage()
  return new Map((await placesByIds(tx, ids)).map((place) => [place.id, nameFor(place, language)]))
}

/** Today in the three boxes of a date. */
const todayIn = (c: Context): FormBody => {
  const [year = '', month = '', day = ''] = c.get('here').clock.today().split('-')
  return { day: String(Number(day)), month: String(Number(month)), year }
}

/** The town chosen from the suggestions, or the one that goes by what was typed; null: none does. */
async function townOf(c: Context, tx: OfficeTx, { id: chosen, text }: { readonly id: string; readonly text: string }): Promise<number | null> {
  const byId = /^\d{1,9}$/.test(chosen) ? await placeById(tx, Number(chosen)) : null
  if (byId !== null) return byId.id
  const [first] = await placesByName(tx, text, { home: c.get('visitor')!.office.country, limit: 1 })
  return first?.id ?? null
}

export function twinningRoutes(parts?: TwinningParts): Routes {
  const page = async (c: Context, by: Reader, given: { faults?: readonly FieldFault[]; body?: FormBody } = {}): Promise<Response> => {
    const here = c.get('here')
    const known = await officeEvidence(here, by.officeId)
    const load = await here.db.reading.asSystem((tx) => openLoad(tx))
    const own = await here.db.inOffice(by.officeId, async (tx) => {
      const rows = await ownTwinnings(tx, { after: c.req.query('after'), before: c.req.query('before') })
      return {
        rows,
        lists: await ownLists(tx),
        names: await namesOf(
          tx,
          rows.rows.flatMap(({ a, b }) => [a, b]),
        ),
      }
    })
    return c.html(
      <TwinningsPage
        shell={c.get('shell')}
        sources={known.sources}
        service={parts?.service ?? null}
        load={load}
        own={own.rows}
        lists={own.lists}
        names={own.names}
        body={given.body ?? { seenOn: todayIn(c) }}
        faults={given.faults ?? []}
        timeZone={zoneOf(c)}
      />,
      given.faults === undefined ? 200 : 422,
    )
  }
  const newPage = (c: Context, body: FormBody, faults?: readonly FieldFault[]): Response | Promise<Response> =>
    c.html(<NewTwinningPage shell={c.get('shell')} body={body} faults={faults ?? []} />, faults === undefined ? 200 : 422)

  const add = async (c: Context, by: Officer): Promise<Response> => {
    const here = c.get('here')
    const body = await readForm(c)
    const form = checked(twinningForm, body)
    if (!form.ok) return newPage(c, body, form.faults)
    const { one, other, ...values } = form.value
    const [a, b] = await here.db.inOffice(by.officeId, async (tx) => [await townOf(c, tx, one), await townOf(c, tx, other)] as const)
    if (a === null || b === null) {
      const message = m.finder_twinnings_town_unknown()
      return newPage(c, body, [...(a === null ? [{ name: 'one', message }] : []), ...(b === null ? [{ name: 'other', message }] : [])])
    }
    const added = await addTwinning(here, by, { a, b, ...values })
    if (!added.ok) return newPage(c, body, [{ name: added.refusal.field ?? '', message: added.refusal.message }])
    const { label, activityId } = added.value
    return goWithNotice(c, `${addresses.finderTwinnings()}#own`, {
      text: m.finder_twinnings_added({ towns: label }),
      undo: addresses.activityUndo({ id: activityId }),
    })
  }

  const bring = async (c: Context, by: Officer): Promise<Response> => {
    const body = await readForm(c)
    const form = checked(listForm, body)
    const { file } = body
    const missing: FieldFault[] = file instanceof File && file.size > 0 ? [] : [{ name: 'file', message: m.finder_twinnings_file_missing() }]
    if (!form.ok || !(file instanceof File) || missing.length > 0) return page(c, by, { body, faults: [...missing, ...(form.ok ? [] : form.faults)] })
    const bytes = new Uint8Array(await file.arrayBuffer())
    const brought = await bringList(c.get('here'), by, { name: file.name.slice(0, 200) || 'twinnings.tsv', ...form.value }, bytes)
    if (!brought.ok) return page(c, by, { body, faults: [{ name: brought.refusal.field ?? 'file', message: brought.refusal.message }] })
    return c.redirect(addresses.finderTwinningList({ id: brought.value.id }), 303)
  }

  /** An act on one row of the page: done, or said why not. */
  const onRow =
    (
      act: (c: Context, by: Officer, version: number) => Promise<Result<{ readonly label: string; readonly activityId: string }>>,
      say: (label: string) => string,
      at: string,
    ) =>
    async (c: Context, by: Officer): Promise<Response> => {
      const done = await act(c, by, Number(typed(await readForm(c), 'version')))
      const back = `${addresses.finderTwinnings()}#${at}`
      if (done.ok) return goWithNotice(c, back, { text: say(done.value.label), undo: addresses.activityUndo({ id: done.value.activityId }) })
      return done.refusal.code === 'missing' ? notFound(c) : goWithNotice(c, back, { text: done.refusal.message, tone: 'late' })
    }

  /** An act on the world's load. */
  const onLoad =
    (act: (c: Context, by: Officer) => Promise<Result<unknown>>, say: () => string) =>
    async (c: Context, by: Officer): Promise<Response> => {
      const done = await act(c, by)
      return goWithNotice(c, `${addresses.finderTwinnings()}#world`, done.ok ? { text: say() } : { text: done.refusal.message, tone: 'late' })
    }

  return new Routes()
    .get(addresses.finderTwinnings, readers, (c, by) => page(c, by))
    .get(addresses.finderTwinningNew, officers, (c) => newPage(c, { seenOn: todayIn(c) }))
    .post(addresses.finderTwinnings, officers, add)
    .post(addresses.finderTwinningLists, officers, bring)
    .get(addresses.finderTwinningList, officers, async (c, by) => {
      const read = await c.get('here').db.inOffice(by.officeId, async (tx) => {
        const list = await listAwaited(tx, id(c))
        return list === null ? null : { list, names: await namesOf(tx, list.pairs.slice(0, 20)) }
      })
      if (read === null) return notFound(c)
      const unheard = unheardOf(await officeEvidence(c.get('here'), by.officeId), read.list.pairs)
      return c.html(<ListPage shell={c.get('shell')} unheard={unheard} {...read} />)
    })
    .post(addresses.finderTwinningList, officers, (c, by) =>
      onRow(
        (inner, officer) => takeList(inner.get('here'), officer, id(inner)),
        (name) => m.finder_twinnings_list_taken({ name }),
        'lists',
      )(c, by),
    )
    .post(
      addresses.finderTwinningListRemoval,
      officers,
      onRow(
        (c, by, version) => removeList(c.get('here'), by, id(c), version),
        (name) => m.finder_twinnings_list_removed({ name }),
        'lists',
      ),
    )
    .post(
      addresses.finderTwinningRemoval,
      officers,
      onRow(
        (c, by, version) => removeTwinning(c.get('here'), by, id(c), version),
        (towns) => m.finder_twinnings_removed({ towns }),
        'own',
      ),
    )
    .post(addresses.finderTwinningLoad, officers, async (c, by) => {
      if (parts === undefined) return goWithNotice(c, addresses.finderTwinnings(), { text: m.finder_twinnings_load_off(), tone: 'late' })
      await askForWorld(c.get('here'), by, parts.service)
      parts.wake()
      return goWithNotice(c, `${addresses.finderTwinnings()}#world`, { text: m.finder_twinnings_load_asked() })
    })
    .post(
      addresses.finderTwinningLoadRest,
      officers,
      onLoad((c, by) => restLoad(c.get('here'), by), m.finder_twinnings_load_rests),
    )
    .post(
      addresses.finderTwinningLoadConfirmation,
      officers,
      onLoad((c, by) => confirmShrinking(c.get('here'), by), m.finder_twinnings_load_confirmed),
    )
}
