// A date known to the day, the month or only the year, typed in three boxes, with „около“ when even that is uncertain.
import { m } from '#messages'
import type { Child } from 'hono/jsx'
import { FieldGroup, fieldId } from './fields.tsx'

/** What stands in the boxes, as typed: junk is kept so that a person can mend it. */
export type DateBoxes = { readonly day?: string | undefined; readonly month?: string | undefined; readonly year?: string | undefined; readonly about?: boolean | undefined }

export type DateFieldProps = {
  /** Posts `${name}.day`, `${name}.month`, `${name}.year`, and `${name}.about` = "yes" when ticked. */
  readonly name: string
  readonly label: Child
  readonly hint?: Child | undefined
  readonly error?: string | undefined
  readonly optional?: boolean | undefined
  readonly value?: DateBoxes | undefined
  /** Leaves „около“ out where only a certain date makes sense. */
  readonly exact?: boolean
}

/** Reads the boxes back from a posted form for showing them again; judging them is the feature's schema's work. */
export const typedDate = (form: Readonly<Record<string, unknown>>, name: string): DateBoxes => {
  const box = (part: string): string | undefined => {
    const typed = form[`${name}.${part}`]
    return typeof typed === 'string' && typed.trim() !== '' ? typed.trim() : undefined
  }
  return { day: box('day'), month: box('month'), year: box('year'), about: box('about') !== undefined }
}

/** Boxes for a date already known: `boxesOf('2018-09')` → month 9 of 2018. Accepts YYYY, YYYY-MM, YYYY-MM-DD. */
export const boxesOf = (iso: string | null | undefined, about = false): DateBoxes => {
  const [year, month, day] = (iso ?? '').split('-')
  const bare = (part: string | undefined): string | undefined => (part ? String(Number(part)) : undefined)
  return { year: year || undefined, month: bare(month), day: bare(day), about }
}

export const DateOfAnyPrecision = ({ name, label, hint, error, optional, value = {}, exact }: DateFieldProps) => {
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
            <input class="ds-input" type="checkbox" id={fieldId(`${name}.about`)} name={`${name}.about`} value="yes" checked={value.about ?? false} />
            <label for={fieldId(`${name}.about`)}>{m.ui_date_about()}</label>
          </div>
        )}
      </div>
    </FieldGroup>
  )
}
