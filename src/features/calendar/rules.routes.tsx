// The addresses of the office's rules of the calendar.
import type { Context } from 'hono'
import { addresses } from '#addresses'
import type { Reader } from '#features/accounts/account.ts'
import { officers, readers } from '#features/accounts/session.gate.ts'
import { m } from '#messages'
import { historyOf } from '#platform/activity/activity.ts'
import type { KeptStale } from '#platform/activity/kept-row.ts'
import { changesBetween, historyInWords } from '#platform/activity/changes.ts'
import { momentInWords } from '#platform/dates.ts'
import { checked, type FieldFault, type FormBody, readForm, typed } from '#platform/http/form.ts'
import { goWithNotice } from '#platform/http/notice.ts'
import { Routes } from '#platform/http/routes.ts'
import { isStaleRefusal } from '#platform/result.ts'
import { rulesOf } from './entry.queries.ts'
import { changeRules } from './rules.actions.ts'
import { RulesPage } from './rules.pages.tsx'
import { type Rules, rulesFieldWords, rulesForm } from './rules.ts'

type Shown = { readonly body?: FormBody; readonly version?: number; readonly faults?: readonly FieldFault[]; readonly yours?: Rules }

export const rulesRoutes = (): Routes =>
  new Routes()
    .get(addresses.calendarRules, readers, (c, by) => page(c, by, {}))
    .post(addresses.calendarRules, officers, async (c, by) => {
      const body = await readForm(c)
      const form = checked(rulesForm, body)
      if (!form.ok) return page(c, by, { body, version: Number(typed(body, 'version')) || 0, faults: form.faults }, 422)
      const { version, ...rules } = form.value
      const changed = await changeRules(c.get('here'), by, version, rules)
      if (changed.ok)
        return goWithNotice(c, addresses.calendarRules(), { text: m.calendar_saved(), undo: addresses.activityUndo({ id: changed.value.activityId }) })
      // The form keeps what was typed and carries the newer version.
      return isStaleRefusal<KeptStale<Rules>['current']>(changed.refusal)
        ? page(c, by, { body, version: changed.refusal.current.version, yours: rules }, 409)
        : page(c, by, { body, version, faults: [{ name: '', message: changed.refusal.message }] }, 422)
    })

async function page(c: Context, by: Reader, { body, version, faults = [], yours }: Shown, status: 200 | 409 | 422 = 200): Promise<Response> {
  const zone = c.get('visitor')!.office.timeZone
  const read = await c
    .get('here')
    .db.inOffice(by.officeId, async (tx) => ({ rules: await rulesOf(tx), lines: await historyOf(tx, 'calendar_rules', by.officeId) }))
  const [last] = read.lines
  const conflict =
    yours === undefined
      ? undefined
      : {
          who: last?.personName,
          when: momentInWords(last?.at ?? c.get('here').clock.now(), zone),
          rows: changesBetween({ ...read.rules }, { ...yours }, rulesFieldWords()).map(({ field, before, after }) => ({ field, theirs: before, yours: after })),
        }
  const history = historyInWords(read.lines, { what: () => m.calendar_did_change(), fields: rulesFieldWords, timeZone: zone, undo: by.role === 'officer' })
  return c.html(
    <RulesPage
      shell={c.get('shell')}
      version={version ?? read.rules.version}
      body={body ?? { everyYears: String(read.rules.everyYears), alarmMonths: String(read.rules.alarmMonths) }}
      faults={faults}
      history={history}
      {...(conflict === undefined ? {} : { conflict })}
    />,
    status,
  )
}
