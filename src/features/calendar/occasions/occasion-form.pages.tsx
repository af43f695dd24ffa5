// The form of an occasion: whose, what, and by which rule it comes round.
import { displayName } from '#features/organisations/naming.ts'
import { addresses } from '#addresses'
import { m } from '#messages'
import { type FieldFault, type FormBody, typed, typedBoxes } from '#platform/http/form.ts'
import type { Citation } from '#platform/texts/citation.ts'
import { asTyped, type LocalText, textIn } from '#platform/texts/local-text.ts'
import { boxesOf } from '#platform/dates.ts'
import { ConflictPanel, type ConflictPanelProps } from '#ui/conflict.tsx'
import { DateOfAnyPrecision } from '#ui/date-field.tsx'
import { Checkbox, errorOf, ErrorSummary, FieldGroup, fieldId, HiddenVersion, Radios, Select, SubmitRow, TextField } from '#ui/fields.tsx'
import { OfficePage } from '#ui/layout.tsx'
import { LocalTextField, textBoxes } from '#ui/local-text-field.tsx'
import { PublicBox, Removal } from '#ui/record.tsx'
import type { Shell } from '#ui/shell.ts'
import { SourceFields } from '#ui/sources.tsx'
import { TypeAhead } from '#ui/type-ahead.tsx'
import { monthName, NTHS, nthName, OCCASION_KINDS, occasionKindName, type OccasionRule, REPEATS, repeatsName, weekdayName } from './occasion.ts'
import type { OccasionWhole } from './occasion.queries.ts'

export type OccasionFormProps = {
  readonly shell: Shell
  /** null for a new one; otherwise what stands in the register now. */
  readonly occasion: { readonly id: string; readonly version: number; readonly name: LocalText; readonly notes: LocalText } | null
  readonly sources: readonly Citation[]
  readonly body: FormBody
  readonly faults?: readonly FieldFault[]
  readonly conflict?: ConflictPanelProps
  /** The office's languages, its own first. */
  readonly languages: readonly string[]
}

const MONTHS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]
const months = () => MONTHS.map((month) => ({ value: String(month), label: monthName(month) }))

/** One of several boxes of a group, with its own label. */
const Choice = ({
  name,
  label,
  value,
  options,
}: {
  readonly name: string
  readonly label: string
  readonly value: string
  readonly options: readonly { value: string; label: string }[]
}) => (
  <label for={fieldId(name)}>
    {label}
    <select class="ds-input" id={fieldId(name)} name={name}>
      {options.map((option) => (
        <option value={option.value} selected={option.value === value}>
          {option.label}
        </option>
      ))}
    </select>
  </label>
)

/** Every rule has its boxes; the sheet shows those of the one that is ticked, where the browser can (calendar.css). */
const RuleFields = ({ body, error }: { readonly body: FormBody; readonly error: (name: string) => string | undefined }) => (
  <>
    <Radios
      name="repeats"
      label={m.calendar_field_repeats()}
      value={typed(body, 'repeats')}
      options={REPEATS.map((value) => ({ value, label: repeatsName(value) }))}
      error={error('repeats')}
    />
    <div class="rule" data-rule="yearly">
      <FieldGroup name="on" label={m.calendar_field_on()} hint={m.calendar_hint_on()} error={error('on')}>
        <div class="date-boxes">
          <label class="day" for={fieldId('on.day')}>
            {m.ui_date_day()}
            <input class="ds-input" id={fieldId('on.day')} name="on.day" value={typed(body, 'on.day')} inputmode="numeric" autocomplete="off" maxlength={2} />
          </label>
          <Choice name="on.month" label={m.ui_date_month()} value={typed(body, 'on.month')} options={months()} />
        </div>
      </FieldGroup>
    </div>
    <div class="rule" data-rule="weekday">
      <FieldGroup name="nth" label={m.calendar_field_weekday()} hint={m.calendar_hint_weekday()} error={error('nth')}>
        <div class="date-boxes">
          <Choice
            name="nth"
            label={m.calendar_field_which()}
            value={typed(body, 'nth')}
            options={NTHS.map((nth) => ({ value: String(nth), label: nthName(nth) }))}
          />
          <Choice
            name="weekday"
            label={m.calendar_field_weekday_name()}
            value={typed(body, 'weekday') === '' ? '7' : typed(body, 'weekday')}
            options={[1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ value: String(weekday), label: weekdayName(weekday) }))}
          />
          <Choice name="inMonth" label={m.ui_date_month()} value={typed(body, 'inMonth')} options={months()} />
        </div>
      </FieldGroup>
    </div>
    <div class="rule" data-rule="easter">
      <TextField
        name="shift"
        label={m.calendar_field_shift()}
        hint={m.calendar_hint_shift()}
        optional
        letters={4}
        value={typed(body, 'shift')}
        error={error('shift')}
      />
    </div>
    <div class="rule" data-rule="once">
      <DateOfAnyPrecision name="date" label={m.calendar_field_date()} value={typedBoxes(body, 'date')} error={error('date')} />
    </div>
  </>
)

export const OccasionFormPage = ({ shell, occasion, sources, body, faults = [], conflict, languages }: OccasionFormProps) => {
  const name = occasion === null ? '' : textIn(occasion.name)
  const back = occasion === null ? addresses.occasions() : addresses.occasion({ id: occasion.id })
  const error = (field: string): string | undefined => errorOf(faults, field)
  return (
    <OfficePage
      shell={shell}
      title={occasion === null ? m.calendar_new() : m.calendar_edit_title({ name })}
      nav="calendar"
      failed={faults.length > 0 || conflict !== undefined}
      crumbs={[
        { text: m.calendar_title(), href: addresses.calendar() },
        ...(occasion === null ? [] : [{ text: name, href: back }]),
        { text: occasion === null ? m.calendar_new() : m.calendar_edit() },
      ]}
    >
      {conflict === undefined ? null : <ConflictPanel {...conflict} />}
      <ErrorSummary errors={faults} />
      <form data-asks-before-leaving="" class="form occasion" method="post" action={back} novalidate>
        {occasion === null ? null : <HiddenVersion version={occasion.version} />}
        <LocalTextField
          name="name"
          label={m.calendar_field_name()}
          hint={m.calendar_hint_name()}
          texts={textBoxes(body, 'name', languages, occasion?.name)}
          errors={faults}
        />
        <Select
          name="kind"
          label={m.calendar_field_kind()}
          value={typed(body, 'kind')}
          options={OCCASION_KINDS.map((value) => ({ value, label: occasionKindName(value) }))}
          error={error('kind')}
        />
        <TypeAhead
          name="organisation"
          label={m.calendar_field_whose()}
          hint={m.calendar_hint_whose()}
          optional
          source={addresses.organisations()}
          value={{ id: typed(body, 'organisation.id'), text: typed(body, 'organisation.text') }}
          error={error('organisation')}
        />
        <RuleFields body={body} error={error} />
        <TextField
          name="days"
          label={m.calendar_field_days()}
          letters={3}
          inputmode="numeric"
          unit={m.calendar_days_unit()}
          value={typed(body, 'days') === '' ? '1' : typed(body, 'days')}
          error={error('days')}
        />
        <div class="field">
          <Checkbox name="risk" label={m.calendar_field_risk()} hint={m.calendar_hint_risk()} checked={typed(body, 'risk') !== ''} />
        </div>
        <LocalTextField
          name="notes"
          label={m.calendar_field_notes()}
          hint={m.calendar_hint_notes()}
          optional
          multiline
          texts={textBoxes(body, 'notes', languages, occasion?.notes)}
          errors={faults}
        />
        <PublicBox checked={typed(body, 'published') !== ''} label={m.calendar_field_public()} hint={m.calendar_hint_public()} />
        <SourceFields sources={sources} body={body} errors={faults} />
        <SubmitRow cancel={occasion === null ? addresses.calendar() : back} />
      </form>
      {occasion === null ? null : <Removal action={addresses.occasionRemoval({ id: occasion.id })} version={occasion.version} text={m.calendar_remove()} />}
    </OfficePage>
  )
}

/** The boxes of a rule; those of the other rules are empty. */
export const bodyOfRule = (rule: OccasionRule): FormBody => {
  const { day = '', month = '', year = '', about = '', until = '' } = boxesOf(rule.repeats === 'once' ? rule.date : null)
  return {
    repeats: rule.repeats,
    on: rule.repeats === 'yearly' ? { day: String(rule.day), month: String(rule.month) } : { day: '', month: '' },
    nth: rule.repeats === 'weekday' ? String(rule.nth) : '',
    weekday: rule.repeats === 'weekday' ? String(rule.weekday) : '',
    inMonth: rule.repeats === 'weekday' ? String(rule.month) : '',
    shift: 'shift' in rule ? String(rule.shift) : '',
    date: { day, month, year, about, until },
  }
}

/** What the form shows for an occasion that is to be changed. */
export const bodyOfOccasion = ({ occasion, owner }: OccasionWhole, rule: OccasionRule): FormBody => ({
  ...bodyOfRule(rule),
  name: asTyped(occasion.name),
  kind: occasion.kind,
  organisation: owner === null ? { id: '', text: '' } : { id: owner.id, text: displayName(owner) },
  days: String(occasion.days),
  risk: occasion.risk ? 'yes' : '',
  published: occasion.publishedAt === null ? '' : 'yes',
  notes: asTyped(occasion.notes),
})
