// One cost of a journey as a form: what it is, for whom, foreseen and spent, who laid it out, and by which document.
import { addresses } from '#addresses'
import { m } from '#messages'
import { boxesOf } from '#platform/dates.ts'
import { type FieldFault, type FormBody, typed, typedBoxes } from '#platform/http/form.ts'
import { centsTyped, HOME_CURRENCY, rateTyped } from '#platform/money.ts'
import { textIn } from '#platform/texts/local-text.ts'
import { ConflictPanel, type ConflictPanelProps } from '#ui/conflict.tsx'
import { DateOfAnyPrecision } from '#ui/date-field.tsx'
import { Checkboxes, errorOf, ErrorSummary, HiddenVersion, Radios, Select, SubmitRow, TextField } from '#ui/fields.tsx'
import { OfficePage } from '#ui/layout.tsx'
import { MoneyField } from '#ui/money-field.tsx'
import { Removal } from '#ui/record.tsx'
import type { Shell } from '#ui/shell.ts'
import type { Traveller, TripWhole } from '../trip.queries.ts'
import { type Cost, COST_KINDS, PAYERS, type TypedSum } from './budget.ts'
import { costKindName, payerName } from './cost.ts'

export const CostFields = ({
  body,
  faults,
  travellers,
}: {
  readonly body: FormBody
  readonly faults: readonly FieldFault[]
  readonly travellers: readonly Traveller[]
}) => {
  const error = (field: string): string | undefined => errorOf(faults, field)
  const sum = (which: 'foreseen' | 'spent', label: string) => (
    <>
      <MoneyField name={which} currency={`${which}Currency`} label={label} optional body={body} errors={faults} />
      <details class="langs-more" open={typed(body, `${which}Rate`) !== '' || error(`${which}Rate`) !== undefined || error(`${which}RateOn`) !== undefined}>
        <summary>
          {m.trips_other_currency()}
          <span class="sr">: {label}</span>
        </summary>
        <div class="stack">
          <TextField
            name={`${which}Rate`}
            label={m.trips_rate_to_euro()}
            hint={m.trips_hint_rate_to_euro()}
            optional
            letters={10}
            inputmode="decimal"
            value={typed(body, `${which}Rate`)}
            error={error(`${which}Rate`)}
          />
          <DateOfAnyPrecision
            name={`${which}RateOn`}
            label={m.trips_rate_on()}
            exact
            optional
            value={typedBoxes(body, `${which}RateOn`)}
            error={error(`${which}RateOn`)}
          />
        </div>
      </details>
    </>
  )
  return (
    <>
      <TextField name="what" label={m.trips_cost_what()} hint={m.trips_hint_cost_what()} maxlength={300} value={typed(body, 'what')} error={error('what')} />
      <Select
        name="kind"
        label={m.trips_cost_kind()}
        value={typed(body, 'kind')}
        options={COST_KINDS.map((value) => ({ value, label: costKindName(value) }))}
        error={error('kind')}
      />
      <Radios
        name="payer"
        label={m.trips_cost_payer()}
        value={typed(body, 'payer')}
        options={PAYERS.map((value) => ({ value, label: payerName(value) }))}
        error={error('payer')}
      />
      {travellers.length < 2 ? null : (
        <Checkboxes
          name="forWhom"
          label={m.trips_cost_for()}
          hint={m.trips_hint_cost_for()}
          optional
          values={[body['forWhom'] ?? []].flat().map(String)}
          options={travellers.map(({ id, name }) => ({ value: id, label: name }))}
          error={error('forWhom')}
        />
      )}
      {sum('foreseen', m.trips_cost_foreseen())}
      {sum('spent', m.trips_cost_spent())}
      <Select
        name="paidBy"
        label={m.trips_cost_paid_by()}
        hint={m.trips_hint_paid_by()}
        optional
        empty={m.trips_from_account()}
        value={typed(body, 'paidBy')}
        options={travellers.map(({ id, name }) => ({ value: id, label: name }))}
        error={error('paidBy')}
      />
      <TextField
        name="document"
        label={m.trips_cost_document()}
        hint={m.trips_hint_document()}
        optional
        maxlength={500}
        value={typed(body, 'document')}
        error={error('document')}
      />
      <details
        class="langs-more"
        open={[typed(body, 'lodgedFrom.year'), typed(body, 'lodgedUntil.year'), error('lodgedFrom'), error('lodgedUntil')].some(Boolean)}
      >
        <summary>{m.trips_lodged_part()}</summary>
        <div class="stack">
          <DateOfAnyPrecision
            name="lodgedFrom"
            label={m.trips_lodged_from()}
            hint={m.trips_hint_lodged()}
            exact
            optional
            value={typedBoxes(body, 'lodgedFrom')}
            error={error('lodgedFrom')}
          />
          <DateOfAnyPrecision
            name="lodgedUntil"
            label={m.trips_lodged_until()}
            exact
            optional
            value={typedBoxes(body, 'lodgedUntil')}
            error={error('lodgedUntil')}
          />
        </div>
      </details>
      <TextField
        name="overCeiling"
        label={m.trips_cost_over_ceiling()}
        hint={m.trips_hint_over_ceiling()}
        optional
        maxlength={500}
        value={typed(body, 'overCeiling')}
        error={error('overCeiling')}
      />
    </>
  )
}

export type CostPageProps = {
  readonly shell: Shell
  readonly whole: TripWhole
  readonly cost: Cost & { readonly version: number }
  readonly body: FormBody
  readonly faults?: readonly FieldFault[]
  readonly conflict?: ConflictPanelProps
}

export const CostPage = ({ shell, whole, cost, body, faults = [], conflict }: CostPageProps) => {
  const { id } = whole.trip
  return (
    <OfficePage
      shell={shell}
      title={cost.what}
      nav="events"
      failed={faults.length > 0 || conflict !== undefined}
      crumbs={[
        { text: m.trips_title(), href: addresses.trips() },
        { text: textIn(whole.event.event.title), href: addresses.trip({ id }) },
        { text: m.trips_tab_money(), href: addresses.tripMoney({ id }) },
        { text: cost.what },
      ]}
    >
      {conflict === undefined ? null : <ConflictPanel {...conflict} />}
      <ErrorSummary errors={faults} />
      <form class="form" method="post" action={addresses.tripCost({ id, cost: cost.id })} novalidate>
        <HiddenVersion version={cost.version} />
        <CostFields body={body} faults={faults} travellers={whole.travellers} />
        <SubmitRow cancel={addresses.tripMoney({ id })} />
      </form>
      <Removal action={addresses.tripCostRemoval({ id, cost: cost.id })} version={cost.version} text={m.trips_remove_cost()} />
    </OfficePage>
  )
}

const bodyOfDay = (date: string | null): FormBody => {
  const { day = '', month = '', year = '' } = boxesOf(date)
  return { day, month, year }
}

const bodyOfSum = (which: string, sum: TypedSum | null): FormBody => {
  return {
    [which]: centsTyped(sum?.cents ?? null),
    [`${which}Currency`]: sum?.currency ?? HOME_CURRENCY,
    [`${which}Rate`]: rateTyped(sum?.rate ?? null),
    [`${which}RateOn`]: bodyOfDay(sum?.rateOn ?? null),
  }
}

export const bodyOfCost = (cost: Cost): FormBody => ({
  what: cost.what,
  kind: cost.kind,
  payer: cost.payer,
  ...bodyOfSum('foreseen', cost.foreseen),
  ...bodyOfSum('spent', cost.spent),
  paidBy: cost.paidBy ?? '',
  document: cost.document,
  overCeiling: cost.overCeiling,
  forWhom: [...cost.forWhom],
  lodgedFrom: bodyOfDay(cost.lodgedFrom),
  lodgedUntil: bodyOfDay(cost.lodgedUntil),
})
