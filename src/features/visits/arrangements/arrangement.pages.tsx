// What is arranged for a visit, in its preparation and among its costs; the form of one arrangement.
import { addresses } from '#addresses'
import { m } from '#messages'
import { boxesOf, dayInWords } from '#platform/dates.ts'
import { type FieldFault, type FormBody, typed, typedBoxes } from '#platform/http/form.ts'
import { centsTyped, CURRENCIES, moneyInWords } from '#platform/money.ts'
import { textIn } from '#platform/texts/local-text.ts'
import { ConflictPanel, type ConflictPanelProps } from '#ui/conflict.tsx'
import { DateOfAnyPrecision } from '#ui/date-field.tsx'
import { errorOf, ErrorSummary, HiddenVersion, Select, SubmitRow, TextArea, TextField } from '#ui/fields.tsx'
import { OfficePage } from '#ui/layout.tsx'
import { Removal } from '#ui/record.tsx'
import type { Shell } from '#ui/shell.ts'
import { EmptyState, Section, Table } from '#ui/tables.tsx'
import type { VisitLook } from '../look.queries.ts'
import type { VisitWhole } from '../visit.queries.ts'
import { ARRANGEMENT_KINDS, arrangementKindName, FREE_KINDS, payerName, PAYERS, sharesOf } from './arrangement.ts'
import type { ArrangementRow } from './arrangement.queries.ts'

const whenWords = ({ day, time }: ArrangementRow): string => [day === null ? '' : dayInWords(day), time].filter((part) => part !== '').join(', ')
const costs = ({ kind, cents }: ArrangementRow): boolean => cents !== null || !FREE_KINDS.includes(kind)

const Confirmed = ({ one, mayWrite }: { readonly one: ArrangementRow; readonly mayWrite: boolean }) => (
  <>
    {one.confirmedOn !== null ? (
      <span class="kept">{m.visits_arrangement_is_confirmed({ day: dayInWords(one.confirmedOn) })}</span>
    ) : one.askedOn !== null ? (
      <span class="soon">{m.visits_arrangement_is_asked({ day: dayInWords(one.askedOn) })}</span>
    ) : (
      <span class="sub">{m.visits_arrangement_is_not_asked()}</span>
    )}
    {mayWrite && one.confirmedOn === null ? (
      <form class="no-print" method="post" action={addresses.arrangementConfirmation({ id: one.visitId, arrangement: one.id })}>
        <HiddenVersion version={one.version} />
        <button class="as-link" name="confirmed" value="yes">
          {m.visits_arrangement_confirm()}
          <span class="sr">: {one.what}</span>
        </button>
      </form>
    ) : null}
  </>
)

const What = ({ one, mayWrite }: { readonly one: ArrangementRow; readonly mayWrite: boolean }) => (
  <>
    {mayWrite ? (
      <a class="plain strong" href={addresses.arrangementEdit({ id: one.visitId, arrangement: one.id })}>
        {one.what}
      </a>
    ) : (
      <span class="strong">{one.what}</span>
    )}
    <br />
    <span class="sub">
      {[arrangementKindName(one.kind), whenWords(one)].filter((part) => part !== '').join(' · ')}
      {one.note === '' ? null : ` · ${one.note}`}
    </span>
  </>
)

/** „Уредено“ in the preparation, with a door to each kind that is not there yet. */
export const Arrangements = ({ look, rows, mayWrite }: { readonly look: VisitLook; readonly rows: readonly ArrangementRow[]; readonly mayWrite: boolean }) => {
  const { id } = look.event
  const there = new Set(rows.map(({ kind }) => kind))
  return (
    <Section
      id="arrangements"
      title={m.visits_arrangements_title()}
      count={rows.length === 0 ? null : rows.length}
      more={mayWrite ? { href: addresses.arrangementNew({ id }), text: m.visits_arrangement_new() } : undefined}
    >
      {rows.length === 0 ? (
        <p class="sub">{m.visits_arrangements_none()}</p>
      ) : (
        <Table
          caption={m.visits_arrangements_title()}
          rows={rows}
          rowId={(one) => `a-${one.id}`}
          columns={[
            { head: m.visits_arrangement_field_what(), cell: (one) => <What one={one} mayWrite={mayWrite} /> },
            { head: m.visits_arrangement_field_responsible(), cell: (one) => one.responsible },
            { head: m.visits_arrangement_field_provider(), cell: (one) => [one.provider, one.phone].filter((part) => part !== '').join(', ') },
            { head: m.visits_arrangement_column_confirmed(), cell: (one) => <Confirmed one={one} mayWrite={mayWrite} /> },
          ]}
        />
      )}
      {mayWrite ? (
        <p class="row no-print">
          <span class="sub">{m.visits_arrangement_add()}</span>
          {ARRANGEMENT_KINDS.filter((kind) => !there.has(kind) && kind !== 'other').map((kind) => (
            <a href={addresses.arrangementNew({ id }, { kind })}>{arrangementKindName(kind)}</a>
          ))}
        </p>
      ) : null}
    </Section>
  )
}

/** „Разходи“: who pays what, and each arrangement that costs something. */
export const Costs = ({ look, rows, mayWrite }: { readonly look: VisitLook; readonly rows: readonly ArrangementRow[]; readonly mayWrite: boolean }) => {
  const { id } = look.event
  const shares = sharesOf(rows)
  const priced = rows.filter(costs)
  if (priced.length === 0)
    return (
      <EmptyState
        title={m.visits_costs_empty_title()}
        text={m.visits_costs_empty_text()}
        actions={
          mayWrite ? (
            <a class="ds-button" href={addresses.arrangementNew({ id })}>
              {m.visits_arrangement_new()}
            </a>
          ) : null
        }
      />
    )
  return (
    <>
      <Section id="shares" title={m.visits_costs_shares()}>
        <Table
          caption={m.visits_costs_shares()}
          rows={shares}
          columns={[
            { head: m.visits_arrangement_field_payer(), cell: ({ payer }) => <span class={payer === '' ? 'late' : 'strong'}>{payerName(payer)}</span> },
            { head: m.visits_arrangement_field_price(), number: true, cell: ({ sums }) => sums.map((sum) => moneyInWords(sum)).join(' + ') },
            {
              head: m.visits_costs_unpriced(),
              number: true,
              cell: ({ unpriced }) => (unpriced === 0 ? '' : <span class="soon">{m.visits_costs_unpriced_count({ count: unpriced })}</span>),
            },
          ]}
        />
      </Section>
      <Section
        id="costs"
        title={m.visits_costs_title()}
        count={priced.length}
        more={mayWrite ? { href: addresses.arrangementNew({ id }), text: m.visits_arrangement_new() } : undefined}
      >
        <Table
          caption={m.visits_costs_title()}
          rows={priced}
          columns={[
            { head: m.visits_arrangement_field_what(), cell: (one) => <What one={one} mayWrite={mayWrite} /> },
            { head: m.visits_arrangement_field_payer(), cell: (one) => <span class={one.payer === '' ? 'late' : undefined}>{payerName(one.payer)}</span> },
            {
              head: m.visits_arrangement_field_price(),
              number: true,
              cell: (one) =>
                one.cents === null ? <span class="sub">{m.visits_costs_no_price()}</span> : moneyInWords({ cents: one.cents, currency: one.currency }),
            },
          ]}
        />
      </Section>
    </>
  )
}

// ---- the form --------------------------------------------------------------------------------------------------------

export type ArrangementFormProps = {
  readonly shell: Shell
  readonly visit: Pick<VisitWhole, 'event'>
  /** null for a new one. */
  readonly arrangement: ArrangementRow | null
  readonly version: number
  readonly body: FormBody
  readonly faults?: readonly FieldFault[]
  readonly conflict?: ConflictPanelProps
  /** People of the office, offered as those who answer for it. */
  readonly members: readonly string[]
}

export const ArrangementFormPage = ({ shell, visit, arrangement, version, body, faults = [], conflict, members }: ArrangementFormProps) => {
  const { id } = visit.event
  const back = addresses.visitPreparation({ id })
  const error = (name: string): string | undefined => errorOf(faults, name)
  const title = arrangement === null ? m.visits_arrangement_new() : arrangement.what
  const day = (name: 'day' | 'askedOn' | 'confirmedOn', label: string) => (
    <DateOfAnyPrecision name={name} label={label} hint={m.visits_hint_exact_day()} optional exact value={typedBoxes(body, name)} error={error(name)} />
  )
  return (
    <OfficePage
      shell={shell}
      title={title}
      nav="events"
      failed={faults.length > 0 || conflict !== undefined}
      crumbs={[
        { text: m.visits_title(), href: addresses.visits() },
        { text: textIn(visit.event.title), href: addresses.visit({ id }) },
        { text: m.visits_tab_preparation(), href: back },
        { text: title },
      ]}
    >
      {conflict === undefined ? null : <ConflictPanel {...conflict} />}
      <ErrorSummary errors={faults} />
      <form
        data-asks-before-leaving=""
        class="form"
        method="post"
        action={arrangement === null ? addresses.arrangements({ id }) : addresses.arrangementEdit({ id, arrangement: arrangement.id })}
        novalidate
      >
        {arrangement === null ? null : <HiddenVersion version={version} />}
        <Select
          name="kind"
          label={m.visits_arrangement_field_kind()}
          value={typed(body, 'kind')}
          options={ARRANGEMENT_KINDS.map((value) => ({ value, label: arrangementKindName(value) }))}
          error={error('kind')}
        />
        <TextField
          name="what"
          label={m.visits_arrangement_field_what()}
          hint={m.visits_arrangement_hint_what()}
          maxlength={500}
          value={typed(body, 'what')}
          error={error('what')}
          autofocus
        />
        <div class="dates">
          {day('day', m.visits_arrangement_field_day())}
          <TextField name="time" label={m.visits_arrangement_field_time()} optional maxlength={100} value={typed(body, 'time')} error={error('time')} />
        </div>
        <div class="field">
          <TextField
            name="responsible"
            label={m.visits_arrangement_field_responsible()}
            hint={members.length === 0 ? undefined : m.visits_arrangement_hint_responsible({ names: members.slice(0, 6).join(', ') })}
            optional
            maxlength={200}
            value={typed(body, 'responsible')}
            error={error('responsible')}
          />
        </div>
        <TextField
          name="provider"
          label={m.visits_arrangement_field_provider()}
          hint={m.visits_arrangement_hint_provider()}
          optional
          maxlength={300}
          value={typed(body, 'provider')}
          error={error('provider')}
        />
        <TextField
          name="phone"
          type="tel"
          label={m.visits_arrangement_field_phone()}
          optional
          maxlength={100}
          value={typed(body, 'phone')}
          error={error('phone')}
        />
        <Select
          name="payer"
          label={m.visits_arrangement_field_payer()}
          optional
          value={typed(body, 'payer')}
          options={PAYERS.map((value) => ({ value, label: payerName(value) }))}
          error={error('payer')}
        />
        <div class="dates">
          <TextField
            name="cents"
            label={m.visits_arrangement_field_price()}
            hint={m.visits_arrangement_hint_price()}
            optional
            letters={10}
            inputmode="decimal"
            value={typed(body, 'cents')}
            error={error('cents')}
          />
          <Select
            name="currency"
            label={m.visits_arrangement_field_currency()}
            value={typed(body, 'currency')}
            options={[...new Set([typed(body, 'currency'), ...CURRENCIES])].filter((one) => one !== '').map((value) => ({ value, label: value }))}
            error={error('currency')}
          />
        </div>
        <div class="dates">
          {day('askedOn', m.visits_arrangement_field_asked_on())}
          {day('confirmedOn', m.visits_arrangement_field_confirmed_on())}
        </div>
        <TextArea name="note" label={m.visits_arrangement_field_note()} optional rows={2} value={typed(body, 'note')} error={error('note')} />
        <SubmitRow cancel={back} />
      </form>
      {arrangement === null ? null : (
        <Removal action={addresses.arrangementRemoval({ id, arrangement: arrangement.id })} version={version} text={m.visits_arrangement_remove()} />
      )}
    </OfficePage>
  )
}

const boxes = (day: string | null): FormBody => {
  const { day: date = '', month = '', year = '' } = boxesOf(day)
  return { day: date, month, year }
}

export const bodyOfArrangement = (one: ArrangementRow): FormBody => ({
  kind: one.kind,
  what: one.what,
  day: boxes(one.day),
  time: one.time,
  responsible: one.responsible,
  provider: one.provider,
  phone: one.phone,
  payer: one.payer,
  cents: centsTyped(one.cents),
  currency: one.currency,
  askedOn: boxes(one.askedOn),
  confirmedOn: boxes(one.confirmedOn),
  note: one.note,
})
