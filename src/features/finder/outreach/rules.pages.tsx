// The form of the office's rule: after how many weeks without an answer one asks again.
import { addresses } from '#addresses'
import { m } from '#messages'
import type { HistoryLine } from '#platform/activity/changes.ts'
import { dayInWords } from '#platform/dates.ts'
import { type FieldFault, type FormBody, typed } from '#platform/http/form.ts'
import { ConflictPanel, type ConflictPanelProps } from '#ui/conflict.tsx'
import { errorOf, ErrorSummary, HiddenVersion, SubmitRow, TextField } from '#ui/fields.tsx'
import { History } from '#ui/history.tsx'
import { OfficePage } from '#ui/layout.tsx'
import type { Shell } from '#ui/shell.ts'
import { Section } from '#ui/tables.tsx'
import { outreachCrumbs } from './approach.pages.tsx'
import { USUAL_OUTREACH } from './approach.ts'

export type OutreachRulesPageProps = {
  readonly shell: Shell
  readonly version: number
  readonly since: string
  readonly body: FormBody
  readonly faults?: readonly FieldFault[]
  readonly conflict?: ConflictPanelProps
  readonly history: readonly HistoryLine[]
}

export const OutreachRulesPage = ({ shell, version, since, body, faults = [], conflict, history }: OutreachRulesPageProps) => (
  <OfficePage
    nav="finder"
    shell={shell}
    title={m.finder_outreach_rules_title()}
    failed={faults.length > 0 || conflict !== undefined}
    crumbs={outreachCrumbs(m.finder_outreach_rules_title())}
    lead={m.finder_outreach_rules_lead()}
  >
    {conflict === undefined ? null : <ConflictPanel {...conflict} />}
    <ErrorSummary errors={faults} />
    <div class="stack-lg">
      {shell.role === 'officer' ? (
        <form class="form" method="post" action={addresses.settingsOutreach()} novalidate>
          <HiddenVersion version={version} />
          <TextField
            name="weeks"
            label={m.finder_outreach_weeks()}
            hint={m.finder_outreach_weeks_hint({ weeks: USUAL_OUTREACH.weeks })}
            letters={2}
            inputmode="numeric"
            unit={m.finder_outreach_weeks_unit()}
            value={typed(body, 'weeks')}
            error={errorOf(faults, 'weeks')}
          />
          <SubmitRow cancel={addresses.finderOutreach()} />
        </form>
      ) : (
        <p>{m.finder_outreach_rules_now({ weeks: typed(body, 'weeks') })}</p>
      )}
      <p class="sub">{m.finder_outreach_rules_since({ day: dayInWords(since) })}</p>
      {history.length === 0 ? null : (
        <Section id="history" title={m.finder_outreach_history()}>
          <History entries={history} />
        </Section>
      )}
    </div>
  </OfficePage>
)
