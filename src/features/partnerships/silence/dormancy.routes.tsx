// The address of the office's limits of silence, under its settings.
import type { Context } from 'hono'
import { addresses } from '#addresses'
import type { Reader } from '#features/accounts/account.ts'
import { officers, readers } from '#features/accounts/session.gate.ts'
import { m } from '#messages'
import { changesBetween, historyInWords } from '#platform/activity/changes.ts'
import { momentInWords } from '#platform/dates.ts'
import { checked, readForm, typed } from '#platform/http/form.ts'
import { goWithNotice } from '#platform/http/notice.ts'
import { Routes } from '#platform/http/routes.ts'
import { isStaleRefusal } from '#platform/result.ts'
import { changeLimits, type LimitsRow } from './dormancy.actions.ts'
import { bodyOfLimits, DormancyPage, type DormancyPageProps } from './dormancy.pages.tsx'
import { limitFields, limitsForm } from './dormancy.ts'
import { historyOfLimits, limitsRow } from './standing.queries.ts'

export const dormancyRoutes = (): Routes =>
  new Routes()
    .get(addresses.settingsDormancy, readers, async (c, by) => page(c, by, {}))
    .post(addresses.settingsDormancy, officers, async (c, by) => {
      const body = await readForm(c)
      const form = checked(limitsForm, body)
      const version = Number(typed(body, 'version')) || 0
      if (!form.ok) return page(c, by, { version, body, faults: form.faults }, 422)
      const changed = await changeLimits(c.get('here'), by, version, form.value)
      if (changed.ok)
        return goWithNotice(c, addresses.settingsDormancy(), {
          text: m.partnerships_limits_saved(),
          undo: addresses.activityUndo({ id: changed.value.activityId }),
        })
      if (!isStaleRefusal<LimitsRow>(changed.refusal)) return page(c, by, { version, body, faults: [{ name: '', message: changed.refusal.message }] }, 422)
      const { current } = changed.refusal
      const rows = changesBetween({ ...current.limits }, { ...form.value }, limitFields())
      const [last] = await c.get('here').db.inOffice(by.officeId, historyOfLimits)
      const conflict = {
        who: last?.personName,
        when: momentInWords(last?.at ?? c.get('here').clock.now(), c.get('visitor')!.office.timeZone),
        rows: rows.map(({ field, before, after }) => ({ field, theirs: before, yours: after })),
      }
      return page(c, by, { version: current.version, body, conflict }, 409)
    })

async function page(c: Context, by: Reader, props: Partial<Omit<DormancyPageProps, 'shell'>>, status: 200 | 409 | 422 = 200): Promise<Response> {
  const read = await c.get('here').db.inOffice(by.officeId, async (tx) => ({ row: await limitsRow(tx), lines: await historyOfLimits(tx) }))
  const history = historyInWords(read.lines, {
    what: ({ act }) => (act === 'dormancy_limit.restored' ? m.partnerships_limits_act_restored() : m.partnerships_limits_act_changed()),
    fields: () => limitFields(),
    timeZone: c.get('visitor')!.office.timeZone,
    undo: by.role === 'officer',
  })
  return c.html(<DormancyPage shell={c.get('shell')} version={read.row.version} body={bodyOfLimits(read.row.limits)} history={history} {...props} />, status)
}
