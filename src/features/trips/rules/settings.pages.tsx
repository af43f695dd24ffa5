// The office's rules and allowances for journeys as a page of its settings: what is known with its source, what is unknown, and what the office entered itself.
import { addresses } from '#addresses'
import { countryChoices, countryName } from '#features/organisations/naming.ts'
import { m } from '#messages'
import type { HistoryLine } from '#platform/activity/changes.ts'
import { boxesOf, dayInWords } from '#platform/dates.ts'
import { type FieldFault, type FormBody, typed, typedBoxes } from '#platform/http/form.ts'
import { centsTyped, HOME_CURRENCY, moneyInWords } from '#platform/money.ts'
import { ConflictPanel, type ConflictPanelProps } from '#ui/conflict.tsx'
import { DateOfAnyPrecision } from '#ui/date-field.tsx'
import { errorOf, ErrorSummary, FieldGroup, HiddenVersion, Select, SubmitRow, TextArea, TextField } from '#ui/fields.tsx'
import { History } from '#ui/history.tsx'
import { OfficePage } from '#ui/layout.tsx'
import { MoneyField } from '#ui/money-field.tsx'
import { Source } from '#ui/quote.tsx'
import { Removal } from '#ui/record.tsx'
import type { Shell } from '#ui/shell.ts'
import { Section, Table } from '#ui/tables.tsx'
import type { RateRecord } from '../rates/rate.queries.ts'
import { rateLabel, REPORTED, reportedSources, sumOrUnknown, wordsIn } from '../rates/rate.ts'
import type { TripRules } from './rules.ts'

type Form = { readonly body: FormBody; readonly faults: readonly FieldFault[] }
const euro = (cents: number): string => moneyInWords({ cents, currency: HOME_CURRENCY })

export type TripSettingsPageProps = {
  readonly shell: Shell
  /** Of the row the form was filled from; 0 while nobody has changed the usual rules. */
  readonly version: number
  readonly rules: Form
  readonly rates: readonly RateRecord[]
  readonly rate?: Form
  readonly conflict?: ConflictPanelProps
  readonly history: readonly HistoryLine[]
}

export const TripSettingsPage = ({ shell, version, rules, rates, rate, conflict, history }: TripSettingsPageProps) => {
  const mayWrite = shell.role === 'officer'
  const faults = [...rules.faults, ...(rate?.faults ?? [])]
  return (
    <OfficePage
      shell={shell}
      title={m.trips_rules_title()}
      nav="settings"
      failed={faults.length > 0 || conflict !== undefined}
      crumbs={[{ text: m.ui_nav_settings(), href: addresses.settings() }, { text: m.trips_rules_title() }]}
      lead={m.trips_rules_lead()}
    >
      {conflict === undefined ? null : <ConflictPanel {...conflict} />}
      <ErrorSummary errors={faults} />
      <div class="stack-lg">
        <Section id="own-rates" title={m.trips_rates_own()} count={rates.length === 0 ? null : rates.length}>
          <p class="sub">{m.trips_rates_own_lead()}</p>
          {rates.length === 0 ? null : (
            <Table
              caption={m.trips_rates_own()}
              rows={rates}
              columns={[
                {
                  head: m.trips_rate_country(),
                  cell: (row) => (mayWrite ? <a href={addresses.settingsTripRate({ id: row.id })}>{countryName(row.country)}</a> : countryName(row.country)),
                },
                { head: m.trips_rate_from(), cell: (row) => dayInWords(row.validFrom) },
                {
                  head: m.trips_rate_per_diem(),
                  number: true,
                  cell: (row) =>
                    row.withoutNight === null ? euro(row.perDiem) : m.trips_rate_both({ with: euro(row.perDiem), without: euro(row.withoutNight) }),
                },
                { head: m.trips_rate_night(), number: true, cell: (row) => sumOrUnknown(row.night) },
                { head: m.trips_rate_source(), cell: (row) => row.source },
              ]}
            />
          )}
          {mayWrite ? (
            <details class="langs-more" open={rate !== undefined}>
              <summary>{m.trips_rate_new()}</summary>
              <form class="form" method="post" action={addresses.settingsTripRates()} novalidate>
                <RateFields body={rate?.body ?? {}} faults={rate?.faults ?? []} />
                <SubmitRow text={m.trips_rate_add()} />
              </form>
            </details>
          ) : null}
        </Section>
        <Section id="reported" title={m.trips_rates_reported()}>
          <p class="note">{m.trips_rates_reported_lead({ note: wordsIn(REPORTED.abroad.note) })}</p>
          <Table
            caption={m.trips_rates_reported()}
            rows={[
              ...REPORTED.abroad.rows
                .map((row) => ({ name: countryName(row.country), perDiem: euro(row.perDiem), night: euro(row.night) }))
                .toSorted((a, b) => (a.name < b.name ? -1 : 1)),
              {
                name: m.trips_rates_domestic({ country: countryName(REPORTED.domestic.country), day: dayInWords(REPORTED.domestic.validFrom) }),
                perDiem: m.trips_rate_both({ with: euro(REPORTED.domestic.perDiem), without: euro(REPORTED.domestic.withoutNight) }),
                night: m.trips_unknown(),
              },
            ]}
            columns={[
              { head: m.trips_rate_country(), cell: (row) => row.name },
              { head: m.trips_rate_per_diem(), number: true, cell: (row) => row.perDiem },
              { head: m.trips_rate_night(), number: true, cell: (row) => row.night },
            ]}
          />
          <p>{wordsIn(REPORTED.unknown)}</p>
          <p class="sub">
            {m.trips_rates_from({ day: dayInWords(REPORTED.abroad.validFrom), note: wordsIn(REPORTED.abroad.validFromNote) })} {wordsIn(REPORTED.before.note)}{' '}
            {m.trips_rates_domestic_note({ note: wordsIn(REPORTED.domestic.note) })}
          </p>
          <ul class="stack">
            {reportedSources([...REPORTED.abroad.sources, ...REPORTED.domestic.sources]).map(({ title, url }) => (
              <li>
                <Source title={title} href={url} />
              </li>
            ))}
          </ul>
          <p class="sub">{m.trips_rates_as_of({ day: dayInWords(REPORTED.asOf) })}</p>
        </Section>
        <Section id="rules" title={m.trips_rules_own()}>
          <p class="sub">
            {m.trips_rules_reminders()} <a href={addresses.settingsReminders()}>{m.trips_rules_to_reminders()}</a>
          </p>
          {mayWrite ? <RulesForm version={version} {...rules} /> : <RulesTold body={rules.body} />}
        </Section>
        {history.length === 0 ? null : (
          <Section id="history" title={m.trips_history()}>
            <History entries={history} />
          </Section>
        )}
      </div>
    </OfficePage>
  )
}

type Row = { readonly name: keyof TripRules; readonly label: string; readonly unit: 'days' | 'percent' | 'count' | null; readonly optional?: boolean }
const GROUPS = (): readonly { readonly id: string; readonly title: string; readonly hint: string; readonly rows: readonly Row[] }[] => [
  {
    id: 'deadlines',
    title: m.trips_rules_deadlines(),
    hint: m.trips_rules_deadlines_hint(),
    rows: [
      { name: 'orderDays', label: m.trips_rules_order_days(), unit: 'days' },
      { name: 'advanceDays', label: m.trips_rules_advance_days(), unit: 'days' },
      { name: 'reportDays', label: m.trips_rules_report_days(), unit: 'days' },
      { name: 'accountDays', label: m.trips_rules_account_days(), unit: 'days' },
      { name: 'deadlinesSource', label: m.trips_rules_deadlines_source(), unit: null },
    ],
  },
  {
    id: 'least',
    title: m.trips_rules_reports(),
    hint: m.trips_rules_reports_hint(),
    rows: [
      { name: 'least', label: m.trips_rules_least(), unit: 'count' },
      { name: 'leastSource', label: m.trips_rules_least_source(), unit: null },
    ],
  },
  {
    id: 'reductions',
    title: m.trips_rules_reductions(),
    hint: m.trips_rules_reductions_hint(),
    rows: [
      { name: 'mealsSome', label: m.trips_rules_meals_some(), unit: 'percent', optional: true },
      { name: 'mealsAll', label: m.trips_rules_meals_all(), unit: 'percent', optional: true },
      { name: 'lodging', label: m.trips_rules_lodging(), unit: 'percent', optional: true },
      { name: 'someAndLodging', label: m.trips_rules_some_and_lodging(), unit: 'percent', optional: true },
      { name: 'both', label: m.trips_rules_both(), unit: 'percent', optional: true },
      { name: 'reductionSource', label: m.trips_rules_reduction_source(), unit: null, optional: true },
    ],
  },
  {
    id: 'edges',
    title: m.trips_rules_edges(),
    hint: m.trips_rules_edges_hint(),
    rows: [
      { name: 'firstDay', label: m.trips_rules_first_day(), unit: 'percent' },
      { name: 'lastDay', label: m.trips_rules_last_day(), unit: 'percent' },
      { name: 'edgesSource', label: m.trips_rules_edges_source(), unit: null },
    ],
  },
  {
    id: 'orders',
    title: m.trips_rules_orders(),
    hint: m.trips_rules_orders_hint(),
    rows: [
      { name: 'orderedBy', label: m.trips_rules_ordered_by(), unit: null, optional: true },
      { name: 'mayorOrderedBy', label: m.trips_rules_mayor_ordered_by(), unit: null, optional: true },
      { name: 'orderedBySource', label: m.trips_rules_ordered_source(), unit: null, optional: true },
    ],
  },
]

const unitName = (unit: Row['unit']): string | undefined => (unit === 'days' ? m.trips_unit_days() : unit === 'percent' ? '%' : undefined)

const RulesForm = ({ version, body, faults }: Form & { readonly version: number }) => (
  <form class="form" method="post" action={addresses.settingsTrips()} novalidate>
    <input type="hidden" name="version" value={String(version)} />
    {GROUPS().map(({ id, title, hint, rows }) => (
      <FieldGroup name={id} label={title} hint={hint}>
        <div class="rules">
          {rows.map(({ name, label, unit, optional }) => (
            <TextField
              name={name}
              label={label}
              optional={optional}
              value={typed(body, name)}
              error={errorOf(faults, name)}
              {...(unit === null ? { maxlength: 500 } : { letters: 4, inputmode: 'numeric' as const })}
              {...(unitName(unit) === undefined ? {} : { unit: unitName(unit)! })}
            />
          ))}
        </div>
      </FieldGroup>
    ))}
    <TextArea
      name="basis"
      label={m.trips_rules_basis()}
      hint={m.trips_rules_basis_hint()}
      optional
      rows={3}
      value={typed(body, 'basis')}
      error={errorOf(faults, 'basis')}
    />
    <SubmitRow cancel={addresses.settings()} />
  </form>
)

const RulesTold = ({ body }: { readonly body: FormBody }) => (
  <dl class="facts2">
    {GROUPS()
      .flatMap(({ rows }) => rows)
      .map(({ name, label, unit }) => (
        <>
          <dt>{label}</dt>
          <dd>{typed(body, name) === '' ? m.trips_unknown() : [typed(body, name), unitName(unit) ?? ''].filter((part) => part !== '').join(' ')}</dd>
        </>
      ))}
  </dl>
)

const RateFields = ({ body, faults }: Form) => (
  <>
    <Select
      name="country"
      label={m.trips_rate_country()}
      empty={m.trips_choose_country()}
      value={typed(body, 'country')}
      options={countryChoices()}
      error={errorOf(faults, 'country')}
    />
    <DateOfAnyPrecision name="validFrom" label={m.trips_rate_from()} exact value={typedBoxes(body, 'validFrom')} error={errorOf(faults, 'validFrom')} />
    <MoneyField name="perDiem" label={m.trips_rate_per_diem()} body={body} errors={faults} />
    <MoneyField name="withoutNight" label={m.trips_rate_without_night()} hint={m.trips_hint_without_night()} optional body={body} errors={faults} />
    <MoneyField name="night" label={m.trips_rate_night()} hint={m.trips_hint_night()} optional body={body} errors={faults} />
    <TextField
      name="source"
      label={m.trips_rate_source()}
      hint={m.trips_hint_rate_source()}
      maxlength={500}
      value={typed(body, 'source')}
      error={errorOf(faults, 'source')}
    />
    <TextArea name="note" label={m.trips_note()} optional rows={2} value={typed(body, 'note')} error={errorOf(faults, 'note')} />
  </>
)

export type RatePageProps = {
  readonly shell: Shell
  readonly rate: RateRecord
  readonly body: FormBody
  readonly faults?: readonly FieldFault[]
  readonly conflict?: ConflictPanelProps
}

export const RatePage = ({ shell, rate, body, faults = [], conflict }: RatePageProps) => (
  <OfficePage
    shell={shell}
    title={rateLabel(rate)}
    nav="settings"
    failed={faults.length > 0 || conflict !== undefined}
    crumbs={[
      { text: m.ui_nav_settings(), href: addresses.settings() },
      { text: m.trips_rules_title(), href: addresses.settingsTrips() },
      { text: rateLabel(rate) },
    ]}
  >
    {conflict === undefined ? null : <ConflictPanel {...conflict} />}
    <ErrorSummary errors={faults} />
    <form class="form" method="post" action={addresses.settingsTripRate({ id: rate.id })} novalidate>
      <HiddenVersion version={rate.version} />
      <RateFields body={body} faults={faults} />
      <SubmitRow cancel={addresses.settingsTrips()} />
    </form>
    <Removal action={addresses.settingsTripRateRemoval({ id: rate.id })} version={rate.version} text={m.trips_rate_remove()} />
  </OfficePage>
)

export const bodyOfRate = (rate: RateRecord): FormBody => {
  const { day = '', month = '', year = '' } = boxesOf(rate.validFrom)
  return {
    country: rate.country,
    validFrom: { day, month, year },
    perDiem: centsTyped(rate.perDiem),
    withoutNight: centsTyped(rate.withoutNight),
    night: centsTyped(rate.night),
    source: rate.source,
    note: rate.note,
  }
}

export const bodyOfRules = (rules: TripRules): FormBody =>
  Object.fromEntries(Object.entries(rules).map(([name, value]) => [name, value === null ? '' : String(value)]))
