// The addresses of the office's rules of preparing visits.
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
import { preparationRulesOf } from './piece.queries.ts'
import { changePreparationRules } from './rules.actions.ts'
import { PreparationRulesPage } from './rules.pages.tsx'
import { type PreparationRules, preparationRulesForm, USUAL_PREPARATION, visitRulesFieldWords } from './rules.ts'

type Shown = { readonly body?: FormBody; readonly version?: number; readonly faults?: readonly FieldFault[]; readonly yours?: PreparationRules }

export const visitRulesRoutes = (): Routes =>
  new Routes()
    .get(addresses.visitRules, readers, (c, by) => page(c, by, {}))
    .post(addresses.visitRules, officers, async (c, by) => {
      const body = await readForm(c)
      const form = checked(preparationRulesForm, body)
      if (!form.ok) return page(c, by, { body, version: Number(typed(body, 'version')) || 0, faults: form.faults }, 422)
      const { version, days, eraseAfterDays } = form.value
      const rules = { days: { ...USUAL_PREPARATION.days, ...days }, eraseAfterDays }
      const changed = await changePreparationRules(c.get('here'), by, version, rules)
      if (changed.ok) return goWithNotice(c, addresses.visitRules(), { text: m.visits_saved(), undo: addresses.activityUndo({ id: changed.value.activityId }) })
      // The form keeps what was typed and carries the newer version.
      return isStaleRefusal<KeptStale<PreparationRules>['current']>(changed.refusal)
        ? page(c, by, { body, version: changed.refusal.current.version, yours: rules }, 409)
        : page(c, by, { body, version, faults: [{ name: '', message: changed.refusal.message }] }, 422)
    })

async function page(c: Context, by: Reader, { body, version, faults = [], yours }: Shown, status: 200 | 409 | 422 = 200): Promise<Response> {
  const zone = c.get('visitor')!.office.timeZone
  const read = await c
    .get('here')
    .db.inOffice(by.officeId, async (tx) => ({ rules: await preparationRulesOf(tx), lines: await historyOf(tx, 'visit_rules', by.officeId) }))
  const [last] = read.lines
  const conflict =
    yours === undefined
      ? undefined
      : {
          who: last?.personName,
          when: momentInWords(last?.at ?? c.get('here').clock.now(), zone),
          rows: changesBetween({ ...read.rules }, { ...yours }, visitRulesFieldWords()).map(({ field, before, after }) => ({
            field,
            theirs: before,
            yours: after,
          })),
        }
  const history = historyInWords(read.lines, {
    what: () => m.visits_rules_did_change(),
    fields: visitRulesFieldWords,
    timeZone: zone,
    undo: by.role === 'officer',
  })
  const { days, eraseAfterDays } = read.rules
  return c.html(
    <PreparationRulesPage
      shell={c.get('shell')}
      version={version ?? read.rules.version}
      body={body ?? { days: Object.fromEntries(Object.entries(days).map(([kind, count]) => [kind, String(count)])), eraseAfterDays: String(eraseAfterDays) }}
      faults={faults}
      history={history}
      {...(conflict === undefined ? {} : { conflict })}
    />,
    status,
  )
}
