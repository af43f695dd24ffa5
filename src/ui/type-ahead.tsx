// A box that offers known names while one types. Without script it is an ordinary box: the typed name is looked up when the form is sent.
import { m } from '#messages'
import { Field, type FieldError, fieldId } from './fields.tsx'
import type { Child } from 'hono/jsx'

/** One suggestion, as the address in `source` answers: `{ items: Suggestion[] }` to GET `?q=…&as=json`. */
export type Suggestion = { readonly id: string; readonly title: string; readonly sub?: string }

export type TypeAheadProps = {
  /** Posts `${name}.text` (what stands in the box) and `${name}.id` (the chosen one, empty when typed freely). */
  readonly name: string
  readonly label: Child
  readonly hint?: Child
  readonly error?: string | undefined
  readonly remedy?: FieldError['remedy'] | undefined
  readonly optional?: boolean
  readonly value?: { readonly id?: string | undefined; readonly text?: string | undefined } | undefined
  /** Address that suggests. */
  readonly source: string
  /** Names the page knows by itself: offered before those of `source`, and without script through a datalist. */
  readonly known?: readonly string[]
  /** What the known ones are, said beside each. */
  readonly knownAs?: string
  readonly autofocus?: boolean
}

export const TypeAhead = ({ name, label, hint, error, remedy, optional, value, source, known, knownAs, autofocus }: TypeAheadProps) => {
  const id = fieldId(name)
  return (
    <Field name={name} label={label} hint={hint} error={error} remedy={remedy} optional={optional}>
      <div
        class="suggest"
        data-suggest={source}
        data-none={m.ui_suggest_none()}
        data-one={m.ui_suggest_count({ count: 1 })}
        data-many={m.ui_suggest_count({ count: 99 }).replace('99', '{n}')}
        data-known-as={knownAs}
        data-label={typeof label === 'string' ? label : undefined}
      >
        <input
          class="ds-input"
          id={id}
          name={`${name}.text`}
          value={value?.text ?? ''}
          autocomplete="off"
          spellcheck={false}
          autofocus={autofocus}
          list={known && known.length > 0 ? `${id}-known` : undefined}
          aria-required={optional ? undefined : 'true'}
          aria-invalid={error ? 'true' : undefined}
          aria-describedby={[hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ') || undefined}
        />
        <input type="hidden" name={`${name}.id`} value={value?.id ?? ''} />
        {known && known.length > 0 ? (
          <datalist id={`${id}-known`}>
            {known.map((text) => (
              <option value={text}></option>
            ))}
          </datalist>
        ) : null}
      </div>
    </Field>
  )
}
