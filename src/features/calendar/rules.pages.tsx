// The form of the office's rules of the calendar, with what is known of other countries beside it.
import { addresses } from '#addresses'
import { countryName } from '#features/organisations/naming.ts'
import { m } from '#messages'
import type { HistoryLine } from '#platform/activity/changes.ts'
import { type FieldFault, type FormBody, typed } from '#platform/http/form.ts'
import { dayInWords } from '#platform/dates.ts'
import { textIn } from '#platform/texts/local-text.ts'
import { ConflictPanel, type ConflictPanelProps } from '#ui/conflict.tsx'
import { errorOf, ErrorSummary, HiddenVersion, SubmitRow, TextField } from '#ui/fields.tsx'
import { History } from '#ui/history.tsx'
import { OfficePage } from '#ui/layout.tsx'
import type { Shell } from '#ui/shell.ts'
import { Section } from '#ui/tables.tsx'
import { KNOWN_HOLIDAYS } from './holiday.ts'
import { ANNIVERSARY_RULES, COUNCIL_TERMS, noteText, REFERENCE_AS_OF } from './reference.ts'

export type RulesPageProps = {
  readonly shell: Shell
  readonly version: number
  readonly body: FormBody
  readonly faults?: readonly FieldFault[]
  readonly conflict?: ConflictPanelProps
  readonly history: readonly HistoryLine[]
}

export const RulesPage = ({ shell, version, body, faults = [], conflict, history }: RulesPageProps) => (
  <OfficePage
    shell={shell}
    title={m.calendar_rules_title()}
    nav="calendar"
    failed={faults.length > 0 || conflict !== undefined}
    crumbs={[{ text: m.calendar_title(), href: addresses.calendar() }, { text: m.calendar_rules_title() }]}
    lead={m.calendar_rules_lead()}
  >
    {conflict === undefined ? null : <ConflictPanel {...conflict} />}
    <ErrorSummary errors={faults} />
    <div class="stack-lg">
      {shell.role === 'officer' ? (
        <form class="form" method="post" action={addresses.calendarRules()} novalidate>
          <HiddenVersion version={version} />
          <TextField
            name="everyYears"
            label={m.calendar_rules_every()}
            hint={m.calendar_rules_every_hint()}
            letters={3}
            inputmode="numeric"
            unit={m.calendar_rules_years()}
            value={typed(body, 'everyYears')}
            error={errorOf(faults, 'everyYears')}
          />
          <TextField
            name="alarmMonths"
            label={m.calendar_rules_alarm()}
            hint={m.calendar_rules_alarm_hint()}
            letters={3}
            inputmode="numeric"
            unit={m.calendar_rules_months()}
            value={typed(body, 'alarmMonths')}
            error={errorOf(faults, 'alarmMonths')}
          />
          <SubmitRow cancel={addresses.calendar()} />
        </form>
      ) : (
        <p>{m.calendar_rules_now({ years: typed(body, 'everyYears'), months: typed(body, 'alarmMonths') })}</p>
      )}
      <Section id="known" title={m.calendar_known()}>
        <p class="sub">{m.calendar_known_as_of({ day: dayInWords(REFERENCE_AS_OF) })}</p>
        <ul class="known">
          {ANNIVERSARY_RULES.map((rule) => (
            <li>
              <span class="strong">{countryName(rule.country)}</span>: {m.calendar_known_every({ count: rule.everyYears })} {textIn(noteText(rule.note))}{' '}
              <a href={rule.source.url}>{rule.source.title}</a>
            </li>
          ))}
          {COUNCIL_TERMS.map((term) => (
            <li>
              <span class="strong">{countryName(term.country)}</span>: {m.calendar_known_term({ count: term.years })}{' '}
              <a href={term.source.url}>{term.source.title}</a>
            </li>
          ))}
          {KNOWN_HOLIDAYS.map((law) => (
            <li>
              <span class="strong">{countryName(law.country)}</span>: {m.calendar_known_holidays()} <a href={law.source.url}>{law.source.title}</a>
            </li>
          ))}
        </ul>
        <p class="sub">{m.calendar_known_else()}</p>
      </Section>
      {history.length === 0 ? null : (
        <Section id="history" title={m.calendar_history()}>
          <History entries={history} />
        </Section>
      )}
    </div>
  </OfficePage>
)
