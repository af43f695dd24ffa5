// The office's limits of silence as a page of its settings: a pair of months for each type of partnership.
import { addresses } from '#addresses'
import { m } from '#messages'
import type { HistoryLine } from '#platform/activity/changes.ts'
import { type FieldFault, type FormBody, typed } from '#platform/http/form.ts'
import { capitalised } from '#platform/texts/sentences.ts'
import { ConflictPanel, type ConflictPanelProps } from '#ui/conflict.tsx'
import { errorOf, ErrorSummary, FieldGroup, SubmitRow, TextField } from '#ui/fields.tsx'
import { History } from '#ui/history.tsx'
import { OfficePage } from '#ui/layout.tsx'
import type { Shell } from '#ui/shell.ts'
import { Section } from '#ui/tables.tsx'
import { DEFAULT_LIMITS, type Limits } from './dormancy.ts'
import { PARTNERSHIP_TYPES, partnershipTypeName } from '../partnership.ts'

export type DormancyPageProps = {
  readonly shell: Shell
  /** Of the row the form was filled from; 0 while nobody has changed the defaults. */
  readonly version: number
  readonly body: FormBody
  readonly faults?: readonly FieldFault[]
  readonly conflict?: ConflictPanelProps
  readonly history: readonly HistoryLine[]
}

export const bodyOfLimits = (limits: Limits): FormBody =>
  Object.fromEntries(PARTNERSHIP_TYPES.map((type) => [type, { quiet: String(limits[type].quiet), asleep: String(limits[type].asleep) }]))

export const DormancyPage = ({ shell, version, body, faults = [], conflict, history }: DormancyPageProps) => {
  const mayWrite = shell.role === 'officer'
  return (
    <OfficePage
      shell={shell}
      title={m.partnerships_limits_title()}
      nav="settings"
      failed={faults.length > 0 || conflict !== undefined}
      crumbs={[{ text: m.ui_nav_settings(), href: addresses.settings() }]}
      lead={m.partnerships_limits_lead()}
    >
      {conflict === undefined ? null : <ConflictPanel {...conflict} />}
      <ErrorSummary errors={faults} />
      {mayWrite ? (
        <form class="form" method="post" action={addresses.settingsDormancy()} novalidate>
          <input type="hidden" name="version" value={String(version)} />
          {PARTNERSHIP_TYPES.map((type) => (
            <FieldGroup
              name={type}
              label={capitalised(partnershipTypeName(type))}
              hint={m.partnerships_limits_default({ quiet: DEFAULT_LIMITS[type].quiet, asleep: DEFAULT_LIMITS[type].asleep })}
            >
              <div class="pair">
                {(['quiet', 'asleep'] as const).map((limit) => (
                  <TextField
                    name={`${type}.${limit}`}
                    label={limit === 'quiet' ? m.partnerships_limits_quiet() : m.partnerships_limits_asleep()}
                    type="number"
                    letters={4}
                    unit={m.partnerships_limits_unit()}
                    value={typed(body, `${type}.${limit}`)}
                    error={errorOf(faults, `${type}.${limit}`)}
                  />
                ))}
              </div>
            </FieldGroup>
          ))}
          <SubmitRow cancel={addresses.settings()} />
        </form>
      ) : (
        <>
          <dl class="facts">
            {PARTNERSHIP_TYPES.map((type) => (
              <>
                <dt>{capitalised(partnershipTypeName(type))}</dt>
                <dd>{m.partnerships_limits_months({ quiet: typed(body, `${type}.quiet`), asleep: typed(body, `${type}.asleep`) })}</dd>
              </>
            ))}
          </dl>
          <p class="sub">{m.partnerships_limits_reader()}</p>
        </>
      )}
      {history.length === 0 ? null : (
        <Section id="history" title={m.partnerships_limits_history()}>
          <History entries={history} />
        </Section>
      )}
    </OfficePage>
  )
}
