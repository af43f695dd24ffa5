// A date known to the day, the month or only the year, typed in three boxes, with „около“ when even that is uncertain.
import { m } from '#messages'
import { type DateBoxes, dateInWords, isImpreciseDate } from '#platform/dates.ts'
import type { Child } from 'hono/jsx'
import { FieldGroup, fieldId } from './fields.tsx'

export type DateFieldProps = {
  /** Posts `${name}.day`, `${name}.month`, `${name}.year`, `${name}.about` = "on" when ticked, and `${name}.until` while the far end of a „between“ stays ticked. */
  readonly name: string
  readonly label: Child
  readonly hint?: Child | undefined
  readonly error?: string | undefined
  readonly optional?: boolean | undefined
  /** From `boxesOf(date)` of #platform/dates.ts, or `typedBoxes(body, name)` of #platform/http/form.ts after a refusal: junk is shown again to be mended. */
  readonly value?: DateBoxes | undefined
  /** Leaves „около“ out where only a certain date makes sense. */
  readonly exact?: boolean
  /** Where the date is the one question of the page. */
  readonly autofocus?: boolean
}

export const DateOfAnyPrecision = ({ name, label, hint, error, optional, value = {}, exact, autofocus }: DateFieldProps) => {
  const box = (part: 'day' | 'month' | 'year', text: string, letters: number) => (
    <label class={part} for={fieldId(`${name}.${part}`)}>
      {text}
      <input
        class="ds-input"
        id={fieldId(`${name}.${part}`)}
        name={`${name}.${part}`}
        value={value[part] ?? ''}
        inputmode="numeric"
        autocomplete="off"
        maxlength={letters}
        autofocus={part === 'day' && autofocus ? true : undefined}
        aria-invalid={error ? 'true' : undefined}
      />
    </label>
  )
  return (
    <FieldGroup name={name} label={label} hint={hint ?? m.ui_date_hint()} error={error} optional={optional}>
      <div class="date-boxes">
        {box('day', m.ui_date_day(), 2)}
        {box('month', m.ui_date_month(), 2)}
        {box('year', m.ui_date_year(), 4)}
        {exact ? null : (
          <div class="choice">
            <input class="ds-input" type="checkbox" id={fieldId(`${name}.about`)} name={`${name}.about`} value="on" checked={Boolean(value.about)} />
            <label for={fieldId(`${name}.about`)}>{m.ui_date_about()}</label>
          </div>
        )}
        {value.until !== undefined && isImpreciseDate(value.until) ? (
          <div class="choice">
            <input class="ds-input" type="checkbox" id={fieldId(`${name}.until`)} name={`${name}.until`} value={value.until} checked />
            <label for={fieldId(`${name}.until`)}>{m.ui_date_until({ date: dateInWords(value.until) })}</label>
          </div>
        ) : null}
      </div>
    </FieldGroup>
  )
}
