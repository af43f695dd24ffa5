// The form of the office's rules of preparing visits.
import { addresses } from '#addresses'
import { m } from '#messages'
import type { HistoryLine } from '#platform/activity/changes.ts'
import { type FieldFault, type FormBody, typed } from '#platform/http/form.ts'
import { ConflictPanel, type ConflictPanelProps } from '#ui/conflict.tsx'
import { errorOf, ErrorSummary, HiddenVersion, SubmitRow, TextField } from '#ui/fields.tsx'
import { History } from '#ui/history.tsx'
import { OfficePage } from '#ui/layout.tsx'
import type { Shell } from '#ui/shell.ts'
import { Section } from '#ui/tables.tsx'
import { countedFrom, pieceName } from './piece.ts'
import { RULED_PIECES } from './rules.ts'

export type PreparationRulesProps = {
  readonly shell: Shell
  readonly version: number
  readonly body: FormBody
  readonly faults?: readonly FieldFault[]
  readonly conflict?: ConflictPanelProps
  readonly history: readonly HistoryLine[]
}

const GROUPS = [
  { from: 'request', title: m.visits_rules_after_request },
  { from: 'visit', title: m.visits_rules_before_visit },
  { from: 'end', title: m.visits_rules_after_visit },
] as const

export const PreparationRulesPage = ({ shell, version, body, faults = [], conflict, history }: PreparationRulesProps) => (
  <OfficePage
    shell={shell}
    title={m.visits_rules_title()}
    nav="events"
    failed={faults.length > 0 || conflict !== undefined}
    crumbs={[{ text: m.visits_title(), href: addresses.visits() }, { text: m.visits_rules_title() }]}
    lead={m.visits_rules_lead()}
  >
    {conflict === undefined ? null : <ConflictPanel {...conflict} />}
    <ErrorSummary errors={faults} />
    <div class="stack-lg">
      {shell.role === 'officer' ? (
        <form class="form" method="post" action={addresses.visitRules()} novalidate>
          <HiddenVersion version={version} />
          {GROUPS.map(({ from, title }) => (
            <fieldset class="field">
              <legend>{title()}</legend>
              <div class="rule-days">
                {RULED_PIECES.filter((kind) => countedFrom(kind) === from).map((kind) => (
                  <TextField
                    name={`days.${kind}`}
                    label={pieceName(kind)}
                    letters={3}
                    inputmode="numeric"
                    unit={m.visits_rules_unit()}
                    value={typed(body, `days.${kind}`)}
                    error={errorOf(faults, `days.${kind}`)}
                  />
                ))}
              </div>
            </fieldset>
          ))}
          <TextField
            name="eraseAfterDays"
            label={m.visits_rules_erase()}
            hint={m.visits_rules_erase_hint()}
            letters={3}
            inputmode="numeric"
            unit={m.visits_rules_unit()}
            value={typed(body, 'eraseAfterDays')}
            error={errorOf(faults, 'eraseAfterDays')}
          />
          <SubmitRow cancel={addresses.visits()} />
        </form>
      ) : (
        <dl class="facts2">
          {RULED_PIECES.map((kind) => (
            <>
              <dt>{pieceName(kind)}</dt>
              <dd>{m.visits_rules_days_read({ days: typed(body, `days.${kind}`) })}</dd>
            </>
          ))}
          <dt>{m.visits_rules_erase()}</dt>
          <dd>{m.visits_rules_days_read({ days: typed(body, 'eraseAfterDays') })}</dd>
        </dl>
      )}
      {history.length === 0 ? null : (
        <Section id="history" title={m.visits_history()}>
          <History entries={history} />
        </Section>
      )}
    </div>
  </OfficePage>
)
