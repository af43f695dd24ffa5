// The parts of a form: label over field, hint under label, error beside what is wrong. Plain HTML, whole without script.
import { m } from '#messages'
import type { Child } from 'hono/jsx'

/** The id of the field with this form name, for links from an error summary: `start.day` → `f-start-day`. */
export const fieldId = (name: string): string => `f-${name.replace(/[^A-Za-z0-9_-]/g, '-')}`

/** `remedy`: a page on which what is missing can be made; it opens in a new tab, so that nothing typed is lost. */
export type FieldError = { readonly name: string; readonly message: string; readonly remedy?: Remedy }
type Remedy = { readonly href: string; readonly text: string }

/** The message for one field out of a list of errors. */
export const errorOf = (errors: readonly FieldError[] | undefined, name: string): string | undefined => errors?.find((error) => error.name === name)?.message

/** The remedy for one field out of a list of errors. */
export const remedyOf = (errors: readonly FieldError[] | undefined, name: string): Remedy | undefined => errors?.find((error) => error.name === name)?.remedy

type Common = {
  readonly name: string
  readonly label: Child
  readonly hint?: Child | undefined
  readonly error?: string | undefined
  readonly remedy?: Remedy | undefined
  /** Fields are required unless marked; the mark „по желание“ stands beside the label. */
  readonly optional?: boolean | undefined
  /** When the label's words are not in the page's language. */
  readonly labelLang?: string | undefined
}

const describedBy = (id: string, hint: unknown, error: unknown): string | undefined =>
  [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ') || undefined

const Optional = ({ optional }: { optional?: boolean | undefined }) => (optional ? <span class="opt"> ({m.ui_optional()})</span> : null)
const Hint = ({ id, hint }: { id: string; hint?: Child | undefined }) =>
  hint ? (
    <div class="hint" id={`${id}-hint`}>
      {hint}
    </div>
  ) : null
const Wrong = ({ id, error }: { id: string; error?: string | undefined }) =>
  error ? (
    <p class="ds-validation-message" id={`${id}-error`}>
      <span class="sr">{m.ui_error_prefix()} </span>
      {error}
    </p>
  ) : null

const Remedied = ({ remedy }: { remedy?: Remedy | undefined }) =>
  remedy ? (
    <p>
      <a href={remedy.href} target="_blank" rel="noopener">
        {remedy.text}
      </a>
    </p>
  ) : null

/** A labelled place for any one control whose id is `fieldId(name)`. */
export const Field = ({ name, label, hint, error, remedy, optional, labelLang, children }: Common & { readonly children: Child }) => {
  const id = fieldId(name)
  return (
    <div class="field" data-wrong={error ? '' : undefined}>
      <label for={id} lang={labelLang}>
        {label}
        <Optional optional={optional} />
      </label>
      <Hint id={id} hint={hint} />
      <Wrong id={id} error={error} />
      <Remedied remedy={remedy} />
      {children}
    </div>
  )
}

/** A group of controls under one legend. */
export const FieldGroup = ({ name, label, hint, error, optional, children }: Common & { readonly children: Child }) => {
  const id = fieldId(name)
  return (
    <fieldset class="field" id={id} tabindex={-1} data-wrong={error ? '' : undefined} aria-describedby={describedBy(id, hint, error)}>
      <legend>
        {label}
        <Optional optional={optional} />
      </legend>
      <Hint id={id} hint={hint} />
      <Wrong id={id} error={error} />
      {children}
    </fieldset>
  )
}

export type TextFieldProps = Common & {
  readonly value?: string | null | undefined
  readonly type?: 'text' | 'email' | 'url' | 'tel' | 'password' | 'search' | 'date' | 'number'
  /** Width in letters when the content has a known length (a year: 4). */
  readonly letters?: number
  readonly autocomplete?: string
  readonly inputmode?: 'numeric' | 'decimal' | 'email' | 'url' | 'tel'
  /** Language of what is typed, for the screen reader and the spelling check. */
  readonly lang?: string
  readonly maxlength?: number
  readonly spellcheck?: boolean
  readonly autofocus?: boolean
  /** A word after the box, e.g. „км“. */
  readonly unit?: string
}

export const TextField = (props: TextFieldProps) => {
  const id = fieldId(props.name)
  const box = (
    <input
      class="ds-input"
      id={id}
      name={props.name}
      type={props.type ?? 'text'}
      value={props.value ?? ''}
      style={props.letters ? `--w: ${props.letters + 3}ch` : undefined}
      autocomplete={props.autocomplete ?? 'off'}
      inputmode={props.inputmode}
      lang={props.lang}
      maxlength={props.maxlength}
      spellcheck={props.spellcheck}
      autofocus={props.autofocus}
      aria-required={props.optional ? undefined : 'true'}
      aria-invalid={props.error ? 'true' : undefined}
      aria-describedby={describedBy(id, props.hint, props.error)}
    />
  )
  return (
    <Field {...props}>
      {props.unit ? (
        <div class="with">
          {box}
          <span class="unit">{props.unit}</span>
        </div>
      ) : (
        box
      )}
    </Field>
  )
}

export type TextAreaProps = Common & {
  readonly value?: string | null | undefined
  readonly rows?: number
  readonly lang?: string
  readonly autofocus?: boolean
  readonly placeholder?: string
}

export const TextArea = (props: TextAreaProps) => {
  const id = fieldId(props.name)
  return (
    <Field {...props}>
      <textarea
        class="ds-input"
        id={id}
        name={props.name}
        rows={props.rows ?? 4}
        lang={props.lang}
        autofocus={props.autofocus}
        placeholder={props.placeholder}
        aria-required={props.optional ? undefined : 'true'}
        aria-invalid={props.error ? 'true' : undefined}
        aria-describedby={describedBy(id, props.hint, props.error)}
      >
        {/* The first line break of a textarea is swallowed by the browser: one more keeps the text whole. */}
        {`\n${props.value ?? ''}`}
      </textarea>
    </Field>
  )
}

export type Option = { readonly value: string; readonly label: string; readonly hint?: string | undefined; readonly lang?: string | undefined }

export type SelectProps = Common & {
  readonly options: readonly Option[]
  readonly value?: string | null | undefined
  /** Text of the empty choice; without it the first option is chosen. */ readonly empty?: string
}

export const Select = (props: SelectProps) => {
  const id = fieldId(props.name)
  return (
    <Field {...props}>
      <select
        class="ds-input"
        id={id}
        name={props.name}
        aria-required={props.optional ? undefined : 'true'}
        aria-invalid={props.error ? 'true' : undefined}
        aria-describedby={describedBy(id, props.hint, props.error)}
      >
        {props.empty === undefined ? null : (
          <option value="" selected={!props.value}>
            {props.empty}
          </option>
        )}
        {props.options.map((option) => (
          <option value={option.value} selected={option.value === props.value} lang={option.lang}>
            {option.label}
          </option>
        ))}
      </select>
    </Field>
  )
}

const Choice = ({ type, name, option, checked, index }: { type: 'checkbox' | 'radio'; name: string; option: Option; checked: boolean; index: number }) => {
  const id = `${fieldId(name)}-${index}`
  return (
    <div class="choice">
      <input
        class="ds-input"
        type={type}
        id={id}
        name={name}
        value={option.value}
        checked={checked}
        aria-describedby={option.hint ? `${id}-hint` : undefined}
      />
      <label for={id} lang={option.lang}>
        {option.label}
      </label>
      {option.hint ? (
        <span class="hint" id={`${id}-hint`}>
          {option.hint}
        </span>
      ) : null}
    </div>
  )
}

export type CheckboxesProps = Common & {
  readonly options: readonly Option[]
  readonly values?: readonly string[] | undefined
  /** Two columns when there is room. */ readonly twoColumns?: boolean
}

export const Checkboxes = (props: CheckboxesProps) => (
  <FieldGroup {...props}>
    <div class={props.twoColumns ? 'choices two' : 'choices'}>
      {props.options.map((option, index) => (
        <Choice type="checkbox" name={props.name} option={option} checked={props.values?.includes(option.value) ?? false} index={index} />
      ))}
    </div>
  </FieldGroup>
)

/** Options of one `group` stand together under its name. */
export type RadiosProps = Common & {
  readonly options: readonly (Option & { readonly group?: string })[]
  readonly value?: string | null | undefined
  readonly twoColumns?: boolean
}

export const Radios = (props: RadiosProps) => (
  <FieldGroup {...props}>
    <div class={props.twoColumns ? 'choices two' : 'choices'}>
      {props.options.map((option, index) => (
        <>
          {option.group === undefined || option.group === props.options[index - 1]?.group ? null : <p class="choice-group">{option.group}</p>}
          <Choice type="radio" name={props.name} option={option} checked={option.value === props.value} index={index} />
        </>
      ))}
    </div>
  </FieldGroup>
)

/** One yes-or-no box; posts `value` (default "yes") when ticked and nothing when not. */
export const Checkbox = ({
  name,
  label,
  hint,
  checked,
  value = 'yes',
}: {
  readonly name: string
  readonly label: string
  readonly hint?: string
  readonly checked?: boolean | undefined
  readonly value?: string
}) => <Choice type="checkbox" name={name} option={{ value, label, hint }} checked={checked ?? false} index={0} />

export type FileFieldProps = Common & { /** e.g. ".txt,.md,.docx" */ readonly accept?: string; readonly multiple?: boolean }

export const FileField = (props: FileFieldProps) => {
  const id = fieldId(props.name)
  return (
    <Field {...props}>
      <input
        class="file"
        type="file"
        id={id}
        name={props.name}
        accept={props.accept}
        multiple={props.multiple}
        aria-invalid={props.error ? 'true' : undefined}
        aria-describedby={describedBy(id, props.hint, props.error)}
      />
    </Field>
  )
}

/** Errors above a form, each leading to its field. Put first on the page; the browser lands on it by its id. */
export const ErrorSummary = ({ errors }: { readonly errors: readonly FieldError[] | undefined }) =>
  errors && errors.length > 0 ? (
    <div class="ds-error-summary" role="alert" tabindex={-1} id="errors" aria-labelledby="errors-title" data-focus>
      <h2 id="errors-title">{m.ui_error_title()}</h2>
      <ul>
        {errors.map(({ name, message }) => (
          <li>{name === '' ? message : <a href={`#${fieldId(name)}`}>{message}</a>}</li>
        ))}
      </ul>
    </div>
  ) : null

/** The version the form was filled from; a stale one brings the page back with a ConflictPanel. */
export const HiddenVersion = ({ version }: { readonly version: number }) => <input type="hidden" name="version" value={String(version)} />

export const SubmitRow = ({
  text,
  cancel,
  children,
}: {
  readonly text?: string
  /** Where „Отказ“ leads. */ readonly cancel?: string
  /** Further buttons. */ readonly children?: Child
}) => (
  <div class="submit">
    <button class="ds-button">{text ?? m.ui_save()}</button>
    {cancel ? (
      <a class="ds-button" data-variant="tertiary" href={cancel}>
        {m.ui_cancel()}
      </a>
    ) : null}
    {children}
  </div>
)
