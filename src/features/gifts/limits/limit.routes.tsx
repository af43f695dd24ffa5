// The addresses of the office's limits for gifts, under its settings.
import type { Context } from 'hono'
import { addresses } from '#addresses'
import type { Reader } from '#features/accounts/account.ts'
import { officers, readers } from '#features/accounts/session.gate.ts'
import { m } from '#messages'
import { historyOf } from '#platform/activity/activity.ts'
import { changesBetween } from '#platform/activity/changes.ts'
import { momentInWords } from '#platform/dates.ts'
import { checked, readForm, typed } from '#platform/http/form.ts'
import { notFound } from '#platform/http/not-found.ts'
import { goWithNotice } from '#platform/http/notice.ts'
import { Routes } from '#platform/http/routes.ts'
import { isStaleRefusal } from '#platform/result.ts'
import { changeLimit, createLimit, type GiftLimitStale, removeLimit, snapshotOf } from './limit.actions.ts'
import { bodyOfLimit, LimitPage, LimitsPage, type LimitsPageProps } from './limit.pages.tsx'
import { giftLimitById, giftLimitsOf } from './limit.queries.ts'
import { giftLimitFieldWords, limitForm, limitOf } from './limit.ts'

export const giftLimitRoutes = (): Routes =>
  new Routes()
    .get(addresses.settingsGifts, readers, (c, by) => limitsPage(c, by))
    .post(addresses.settingsGifts, officers, async (c, by) => {
      const body = await readForm(c)
      const form = checked(limitForm, body)
      if (!form.ok) return limitsPage(c, by, { body, faults: form.faults }, 422)
      const made = await createLimit(c.get('here'), by, limitOf(form.value))
      if (!made.ok) return limitsPage(c, by, { body, faults: [{ name: '', message: made.refusal.message }] }, 422)
      return goWithNotice(c, addresses.settingsGifts(), { text: m.gifts_limit_added(), undo: addresses.activityUndo({ id: made.value.activityId }) })
    })
    .get(addresses.settingsGiftLimit, officers, async (c, by) => {
      const limit = await c.get('here').db.inOffice(by.officeId, (tx) => giftLimitById(tx, c.req.param('id')!))
      return limit === null ? notFound(c) : c.html(<LimitPage shell={c.get('shell')} limit={limit} body={bodyOfLimit(limit)} />)
    })
    .post(addresses.settingsGiftLimit, officers, async (c, by) => {
      const here = c.get('here')
      const id = c.req.param('id')!
      const body = await readForm(c)
      const limit = await here.db.inOffice(by.officeId, (tx) => giftLimitById(tx, id))
      if (limit === null) return notFound(c)
      const version = Number(typed(body, 'version'))
      const form = checked(limitForm, body)
      if (!form.ok)
        return c.html(<LimitPage shell={c.get('shell')} limit={{ ...limit, version: version || limit.version }} body={body} faults={form.faults} />, 422)
      const changed = await changeLimit(here, by, id, version, limitOf(form.value))
      if (changed.ok)
        return goWithNotice(c, addresses.settingsGifts(), { text: m.gifts_saved(), undo: addresses.activityUndo({ id: changed.value.activityId }) })
      if (!isStaleRefusal<GiftLimitStale['current']>(changed.refusal)) return notFound(c)
      const { current } = changed.refusal
      const [last] = await here.db.inOffice(by.officeId, (tx) => historyOf(tx, 'gift_limit', id, 1))
      const rows = changesBetween({ ...current.state }, { ...snapshotOf(limitOf(form.value)) }, giftLimitFieldWords())
      const conflict = {
        who: last?.personName,
        when: momentInWords(last?.at ?? current.updatedAt, c.get('visitor')!.office.timeZone),
        rows: rows.map(({ field, before, after }) => ({ field, theirs: before, yours: after })),
      }
      return c.html(<LimitPage shell={c.get('shell')} limit={{ ...limit, version: current.version }} body={body} conflict={conflict} />, 409)
    })
    .post(addresses.settingsGiftLimitRemoval, officers, async (c, by) => {
      const removed = await removeLimit(c.get('here'), by, c.req.param('id')!, Number(typed(await readForm(c), 'version')))
      if (removed.ok)
        return goWithNotice(c, addresses.settingsGifts(), {
          text: m.gifts_limit_removed(),
          undo: addresses.activityUndo({ id: removed.value.activityId }),
        })
      return removed.refusal.code === 'missing' ? notFound(c) : goWithNotice(c, addresses.settingsGifts(), { text: removed.refusal.message, tone: 'late' })
    })

async function limitsPage(c: Context, by: Reader, form?: LimitsPageProps['form'], status: 200 | 422 = 200): Promise<Response> {
  const here = c.get('here')
  const limits = await here.db.inOffice(by.officeId, giftLimitsOf)
  return c.html(<LimitsPage shell={c.get('shell')} limits={limits} today={here.clock.today()} {...(form === undefined ? {} : { form })} />, status)
}
