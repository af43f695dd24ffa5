// The addresses of the office's rules and allowances for journeys, under its settings.
import type { Context } from 'hono'
import { addresses } from '#addresses'
import type { Reader } from '#features/accounts/account.ts'
import { officers, readers } from '#features/accounts/session.gate.ts'
import { m } from '#messages'
import { historyOf } from '#platform/activity/activity.ts'
import { changesBetween, historyInWords } from '#platform/activity/changes.ts'
import { momentInWords } from '#platform/dates.ts'
import { checked, readForm, typed } from '#platform/http/form.ts'
import { notFound } from '#platform/http/not-found.ts'
import { goWithNotice } from '#platform/http/notice.ts'
import { Routes } from '#platform/http/routes.ts'
import { isStaleRefusal } from '#platform/result.ts'
import { changeRate, createRate, type RateStale, removeRate } from '../rates/rate.actions.ts'
import { ownRates, rateById } from '../rates/rate.queries.ts'
import { rateFieldWords, rateForm } from '../rates/rate.ts'
import { changeTripRules, type TripRulesStale } from './rules.actions.ts'
import { rulesOfTrips } from './rules.queries.ts'
import { tripRulesFieldWords, tripRulesForm } from './rules.ts'
import { bodyOfRate, bodyOfRules, RatePage, TripSettingsPage, type TripSettingsPageProps } from './settings.pages.tsx'

export const tripSettingsRoutes = (): Routes =>
  new Routes()
    .get(addresses.settingsTrips, readers, (c, by) => page(c, by, {}))
    .post(addresses.settingsTrips, officers, async (c, by) => {
      const body = await readForm(c)
      const form = checked(tripRulesForm, body)
      const opened = Number(typed(body, 'version')) || 0
      if (!form.ok) return page(c, by, { version: opened, rules: { body, faults: form.faults } }, 422)
      const { version, ...rules } = form.value
      const changed = await changeTripRules(c.get('here'), by, version, rules)
      if (changed.ok)
        return goWithNotice(c, addresses.settingsTrips(), { text: m.trips_rules_saved(), undo: addresses.activityUndo({ id: changed.value.activityId }) })
      if (!isStaleRefusal<TripRulesStale['current']>(changed.refusal))
        return page(c, by, { version: opened, rules: { body, faults: [{ name: '', message: changed.refusal.message }] } }, 422)
      const { current } = changed.refusal
      const rows = changesBetween({ ...current.state }, { ...rules }, tripRulesFieldWords())
      const conflict = await conflictOf(c, by, 'trip_rules', by.officeId, current.updatedAt, rows)
      return page(c, by, { version: current.version, rules: { body, faults: [] }, conflict }, 409)
    })
    .post(addresses.settingsTripRates, officers, async (c, by) => {
      const body = await readForm(c)
      const form = checked(rateForm, body)
      if (!form.ok) return page(c, by, { rate: { body, faults: form.faults } }, 422)
      const made = await createRate(c.get('here'), by, form.value)
      if (!made.ok) return page(c, by, { rate: { body, faults: [{ name: '', message: made.refusal.message }] } }, 422)
      return goWithNotice(c, addresses.settingsTrips(), { text: m.trips_rate_added(), undo: addresses.activityUndo({ id: made.value.activityId }) })
    })
    .get(addresses.settingsTripRate, officers, async (c, by) => {
      const rate = await c.get('here').db.inOffice(by.officeId, (tx) => rateById(tx, c.req.param('id')!))
      return rate === null ? notFound(c) : c.html(<RatePage shell={c.get('shell')} rate={rate} body={bodyOfRate(rate)} />)
    })
    .post(addresses.settingsTripRate, officers, async (c, by) => {
      const here = c.get('here')
      const id = c.req.param('id')!
      const body = await readForm(c)
      const rate = await here.db.inOffice(by.officeId, (tx) => rateById(tx, id))
      if (rate === null) return notFound(c)
      const version = Number(typed(body, 'version'))
      const form = checked(rateForm, body)
      if (!form.ok)
        return c.html(<RatePage shell={c.get('shell')} rate={{ ...rate, version: version || rate.version }} body={body} faults={form.faults} />, 422)
      const changed = await changeRate(here, by, id, version, form.value)
      if (changed.ok)
        return goWithNotice(c, addresses.settingsTrips(), { text: m.trips_saved(), undo: addresses.activityUndo({ id: changed.value.activityId }) })
      if (!isStaleRefusal<RateStale['current']>(changed.refusal)) return notFound(c)
      const { current } = changed.refusal
      const rows = changesBetween({ ...current.state }, { ...form.value }, rateFieldWords())
      const conflict = await conflictOf(c, by, 'trip_rate', id, current.updatedAt, rows)
      return c.html(<RatePage shell={c.get('shell')} rate={{ ...rate, version: current.version }} body={body} conflict={conflict} />, 409)
    })
    .post(addresses.settingsTripRateRemoval, officers, async (c, by) => {
      const removed = await removeRate(c.get('here'), by, c.req.param('id')!, Number(typed(await readForm(c), 'version')))
      if (removed.ok)
        return goWithNotice(c, addresses.settingsTrips(), { text: m.trips_rate_removed(), undo: addresses.activityUndo({ id: removed.value.activityId }) })
      return removed.refusal.code === 'missing' ? notFound(c) : goWithNotice(c, addresses.settingsTrips(), { text: removed.refusal.message, tone: 'late' })
    })

async function conflictOf(
  c: Context,
  by: Reader,
  thing: string,
  id: string,
  updatedAt: Date,
  rows: readonly { field: string; before: string; after: string }[],
) {
  const [last] = await c.get('here').db.inOffice(by.officeId, (tx) => historyOf(tx, thing, id, 1))
  return {
    who: last?.personName,
    when: momentInWords(last?.at ?? updatedAt, c.get('visitor')!.office.timeZone),
    rows: rows.map(({ field, before, after }) => ({ field, theirs: before, yours: after })),
  }
}

async function page(
  c: Context,
  by: Reader,
  props: Partial<Omit<TripSettingsPageProps, 'shell' | 'rates' | 'history'>>,
  status: 200 | 409 | 422 = 200,
): Promise<Response> {
  const read = await c.get('here').db.inOffice(by.officeId, async (tx) => ({
    kept: await rulesOfTrips(tx),
    rates: await ownRates(tx),
    lines: await historyOf(tx, 'trip_rules', by.officeId),
  }))
  const history = historyInWords(read.lines, {
    what: ({ act }) => (act === 'trip_rules.restored' ? m.trips_did_restore() : m.trips_did_change()),
    fields: () => tripRulesFieldWords(),
    timeZone: c.get('visitor')!.office.timeZone,
    undo: by.role === 'officer',
  })
  return c.html(
    <TripSettingsPage
      shell={c.get('shell')}
      version={read.kept.version}
      rules={{ body: bodyOfRules(read.kept.rules), faults: [] }}
      rates={read.rates}
      history={history}
      {...props}
    />,
    status,
  )
}
