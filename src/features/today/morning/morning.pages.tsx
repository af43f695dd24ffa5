// The page on which a person chooses the morning mail, with today's as a sample.
import { addresses } from '#addresses'
import { m } from '#messages'
import { type FieldFault, type FormBody, typed } from '#platform/http/form.ts'
import { Checkbox, errorOf, ErrorSummary, Radios, Select, SubmitRow } from '#ui/fields.tsx'
import { OfficePage } from '#ui/layout.tsx'
import type { Shell } from '#ui/shell.ts'
import { Section } from '#ui/tables.tsx'
import type { WrittenMorning } from './morning.mails.tsx'
import { HOURS, hourText, MORNING_DAYS, morningDaysName } from './morning.ts'

export type MorningPageProps = {
  readonly shell: Shell
  readonly email: string
  readonly timeZone: string
  readonly body: FormBody
  readonly faults: readonly FieldFault[]
  /** As it would be sent now. */
  readonly sample: WrittenMorning
}

export const MorningPage = ({ shell, email, timeZone, body, faults, sample }: MorningPageProps) => (
  <OfficePage
    shell={shell}
    title={m.today_morning_title()}
    nav="settings"
    failed={faults.length > 0}
    crumbs={[{ text: m.accounts_settings_title(), href: addresses.settings() }, { text: m.today_morning_title() }]}
    lead={m.today_morning_lead({ email })}
  >
    <ErrorSummary errors={faults} />
    <div class="cols even">
      <form class="form" method="post" action={addresses.settingsMorning()} novalidate>
        <Radios
          name="days"
          label={m.today_morning_when()}
          value={typed(body, 'days')}
          options={MORNING_DAYS.map((value) => ({ value, label: morningDaysName(value) }))}
          error={errorOf(faults, 'days')}
        />
        <Select
          name="hour"
          label={m.today_morning_hour()}
          hint={m.today_morning_hour_hint({ zone: timeZone })}
          value={typed(body, 'hour')}
          options={HOURS.map((hour) => ({ value: String(hour), label: hourText(hour) }))}
          error={errorOf(faults, 'hour')}
        />
        <Checkbox name="evenEmpty" label={m.today_morning_even_empty()} hint={m.today_morning_even_empty_hint()} checked={typed(body, 'evenEmpty') !== ''} />
        <SubmitRow cancel={addresses.settings()} />
      </form>
      <Section id="sample" title={m.today_morning_sample()}>
        <p class="strong">{sample.subject}</p>
        <pre class="quote morning-sample">{sample.text}</pre>
      </Section>
    </div>
  </OfficePage>
)
