// The address of the office's rule: after how many weeks without an answer one asks again.
import type { Context } from 'hono'
import { addresses } from '#addresses'
import type { Reader } from '#features/accounts/account.ts'
import { officers, readers } from '#features/accounts/session.gate.ts'
import { m } from '#messages'
import { historyOf } from '#platform/activity/activity.ts'
import { historyInWords } from '#platform/activity/changes.ts'
import type { KeptStale } from '#platform/activity/kept-row.ts'
import { momentInWords } from '#platform/dates.ts'
import { checked, type FieldFault, type FormBody, readForm, typed } from '#platform/http/form.ts'
import { goWithNotice } from '#platform/http/notice.ts'
import { Routes } from '#platform/http/routes.ts'
import { isStaleRefusal } from '#platform/result.ts'
import { changeOutreachRules } from './approach.actions.ts'
import { outreachRulesOf } from './approach.queries.ts'
import { type OutreachRules, outreachRulesFieldWords, outreachRulesForm } from './approach.ts'
import { OutreachRulesPage } from './rules.pages.tsx'

export const outreachRulesRoutes = (): Routes =>
  new Routes()
    .get(addresses.settingsOutreach, readers, (c, by) => page(c, by, {}))
    .post(addresses.settingsOutreach, officers, async (c, by) => {
      const body = await readForm(c)
      const form = checked(outreachRulesForm, body)
      if (!form.ok) return page(c, by, { body, version: Number(typed(body, 'version')) || 0, faults: form.faults }, 422)
      const { version, weeks } = form.value
      const changed = await changeOutreachRules(c.get('here'), by, version, weeks)
      if (changed.ok)
        return goWithNotice(c, addresses.settingsOutreach(), {
          text: m.finder_outreach_rules_saved(),
          undo: addresses.activityUndo({ id: changed.value.activityId }),
        })
      // The form keeps what was typed and carries the newer version.
      return isStaleRefusal<KeptStale<OutreachRules>['current']>(changed.refusal)
        ? page(c, by, { body, version: changed.refusal.current.version, yours: weeks }, 409)
        : page(c, by, { body, version, faults: [{ name: '', message: changed.refusal.message }] }, 422)
    })

type Shown = { readonly body?: FormBody; readonly version?: number; readonly faults?: readonly FieldFault[]; readonly yours?: number }

async function page(c: Context, by: Reader, { body, version, faults = [], yours }: Shown, status: 200 | 409 | 422 = 200): Promise<Response> {
  const zone = c.get('visitor')!.office.timeZone
  const { rules, lines } = await c
    .get('here')
    .db.inOffice(by.officeId, async (tx) => ({ rules: await outreachRulesOf(tx), lines: await historyOf(tx, 'outreach_rules', by.officeId) }))
  const [last] = lines
  const conflict =
    yours === undefined
      ? undefined
      : {
          who: last?.personName,
          when: momentInWords(last?.at ?? c.get('here').clock.now(), zone),
          rows: [{ field: m.finder_outreach_weeks(), theirs: String(rules.weeks), yours: String(yours) }],
        }
  const history = historyInWords(lines, {
    what: () => m.finder_outreach_rules_did(),
    fields: () => outreachRulesFieldWords(),
    timeZone: zone,
    undo: by.role === 'officer',
  })
  return c.html(
    <OutreachRulesPage
      shell={c.get('shell')}
      version={version ?? rules.version}
      since={rules.since}
      body={body ?? { weeks: String(rules.weeks) }}
      faults={faults}
      history={history}
      {...(conflict === undefined ? {} : { conflict })}
    />,
    status,
  )
}
