// The form in which the office says how accessible its citizens' site is, and who answers for it.
import { addresses } from '#addresses'
import { m } from '#messages'
import type { HistoryLine } from '#platform/activity/changes.ts'
import { boxesOf } from '#platform/dates.ts'
import { type FieldFault, type FormBody, typed, typedBoxes } from '#platform/http/form.ts'
import { asTyped, textIn } from '#platform/texts/local-text.ts'
import { ConflictPanel, type ConflictPanelProps } from '#ui/conflict.tsx'
import { DateOfAnyPrecision } from '#ui/date-field.tsx'
import { errorOf, ErrorSummary, fieldId, HiddenVersion, Radios, SubmitRow, TextField } from '#ui/fields.tsx'
import { History } from '#ui/history.tsx'
import { OfficePage } from '#ui/layout.tsx'
import { LocalTextField, textBoxes } from '#ui/local-text-field.tsx'
import type { Shell } from '#ui/shell.ts'
import { Section } from '#ui/tables.tsx'
import {
  CONFORMANCES,
  conformanceName,
  type MissingPart,
  missingPartName,
  METHODS,
  methodName,
  MODEL,
  type Statement,
  STATEMENT_TEXTS,
  type StatementText,
  statementTextName,
} from './statement.ts'

export type StatementFormProps = {
  readonly shell: Shell
  readonly version: number
  readonly statement: Statement
  /** What the saved statement lacks. */
  readonly missing: readonly MissingPart[]
  readonly languages: readonly string[]
  readonly body: FormBody
  readonly faults?: readonly FieldFault[]
  readonly conflict?: ConflictPanelProps
  readonly history: readonly HistoryLine[]
}

export const bodyOfStatement = (statement: Statement): FormBody => ({
  conformance: statement.conformance ?? '',
  method: statement.method ?? '',
  preparedOn: boxesOf(statement.preparedOn) as FormBody,
  reviewedOn: boxesOf(statement.reviewedOn) as FormBody,
  email: statement.email,
  phone: statement.phone,
  ...Object.fromEntries(STATEMENT_TEXTS.map((name) => [name, asTyped(statement[name]) as FormBody])),
})

/** Fields of several boxes are led to by the first of them. */
const firstBox: Readonly<Record<MissingPart, string>> = {
  conformance: 'conformance',
  gaps: 'gaps.bg',
  method: 'method',
  preparedOn: 'preparedOn',
  contact: 'contact.bg',
  enforcement: 'enforcement.bg',
  law: 'law.bg',
}

/** What is still to be said, each leading to its field. */
const Missing = ({ missing }: { readonly missing: readonly MissingPart[] }) =>
  missing.length === 0 ? null : (
    <div class="note">
      <p>{m.website_statement_missing({ count: missing.length })}</p>
      <ul>
        {missing.map((part) => (
          <li>
            <a href={`#${fieldId(firstBox[part])}`}>{missingPartName(part)}</a>
          </li>
        ))}
      </ul>
    </div>
  )

const hints: Readonly<Record<StatementText, () => string>> = {
  law: () => m.website_statement_law_hint(),
  gaps: () => m.website_statement_gaps_hint(),
  burden: () => m.website_statement_burden_hint(),
  outside: () => m.website_statement_outside_hint(),
  contact: () => m.website_statement_contact_hint(),
  enforcement: () => m.website_statement_enforcement_hint(),
}

const Form = ({ version, statement, languages, body, faults = [] }: StatementFormProps) => {
  const text = (name: StatementText) => (
    <LocalTextField
      name={name}
      label={statementTextName(name)}
      hint={hints[name]()}
      texts={textBoxes(body, name, languages, statement[name])}
      errors={faults}
      multiline
      optional
    />
  )
  const day = (name: 'preparedOn' | 'reviewedOn', label: string, hint: string) => (
    <DateOfAnyPrecision exact name={name} label={label} hint={hint} value={typedBoxes(body, name)} error={errorOf(faults, name)} optional />
  )
  return (
    <form data-asks-before-leaving="" class="form" method="post" action={addresses.settingsAccessibility()} novalidate>
      <HiddenVersion version={version} />
      <Radios
        name="conformance"
        label={m.website_statement_status()}
        hint={m.website_statement_status_hint()}
        value={typed(body, 'conformance')}
        options={[{ value: '', label: m.website_statement_unstated() }, ...CONFORMANCES.map((value) => ({ value, label: conformanceName(value) }))]}
      />
      {text('gaps')}
      {text('burden')}
      {text('outside')}
      <Radios
        name="method"
        label={m.website_statement_method()}
        value={typed(body, 'method')}
        options={[{ value: '', label: m.website_statement_unstated() }, ...METHODS.map((value) => ({ value, label: methodName(value) }))]}
      />
      {day('preparedOn', m.website_statement_prepared(), m.website_statement_prepared_hint())}
      {day('reviewedOn', m.website_statement_reviewed(), m.website_statement_reviewed_hint())}
      {text('contact')}
      <TextField
        name="email"
        label={m.website_statement_email()}
        hint={m.website_statement_email_hint()}
        type="email"
        value={typed(body, 'email')}
        error={errorOf(faults, 'email')}
        optional
      />
      <TextField name="phone" label={m.website_statement_phone()} type="tel" value={typed(body, 'phone')} error={errorOf(faults, 'phone')} optional />
      {text('enforcement')}
      {text('law')}
      <SubmitRow cancel={addresses.settings()} />
    </form>
  )
}

export const StatementFormPage = (props: StatementFormProps) => {
  const { shell, statement, missing, faults = [], conflict, history } = props
  return (
    <OfficePage
      shell={shell}
      title={m.website_statement_title()}
      nav="settings"
      failed={faults.length > 0 || conflict !== undefined}
      crumbs={[{ text: m.accounts_settings_title(), href: addresses.settings() }, { text: m.website_statement_title() }]}
      lead={
        <>
          {m.website_statement_lead()} <a href={MODEL}>{m.website_statement_model()}</a>
        </>
      }
      actions={
        <a class="ds-button" data-variant="secondary" href={addresses.siteAccessibility({ lang: shell.locale })}>
          {m.website_statement_see()}
        </a>
      }
    >
      {conflict === undefined ? null : <ConflictPanel {...conflict} />}
      <ErrorSummary errors={faults} />
      <div class="stack-lg">
        {shell.role === 'officer' && faults.length === 0 && conflict === undefined ? <Missing missing={missing} /> : null}
        {shell.role === 'officer' ? (
          <Form {...props} />
        ) : (
          <dl class="facts2">
            <dt>{m.website_statement_status()}</dt>
            <dd>{statement.conformance === null ? m.website_statement_unstated() : conformanceName(statement.conformance)}</dd>
            {STATEMENT_TEXTS.map((name) => (
              <>
                <dt>{statementTextName(name)}</dt>
                <dd>{textIn(statement[name]) || m.website_statement_unstated()}</dd>
              </>
            ))}
          </dl>
        )}
        {history.length === 0 ? null : (
          <Section id="history" title={m.website_history()}>
            <History entries={history} />
          </Section>
        )}
      </div>
    </OfficePage>
  )
}
