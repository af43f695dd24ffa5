// Pages of imports: the list with what may be taken out, bringing a table, saying what its columns hold.
import type { Child } from 'hono/jsx'
import { addresses } from '#addresses'
import { countryChoices, languageName } from '#features/organisations/naming.ts'
import { kindName, ORGANISATION_KINDS } from '#features/organisations/organisation.ts'
import { PARTNERSHIP_TYPES, partnershipTypeName } from '#features/partnerships/partnership.ts'
import { m } from '#messages'
import type { Page } from '#platform/database/key-paging.ts'
import { momentInWords } from '#platform/dates.ts'
import { currentLanguage } from '#platform/texts/language.ts'
import { errorOf, ErrorSummary, fieldId, FileField, HiddenVersion, Radios, Select, SubmitRow, TextArea, Checkbox, type FieldError } from '#ui/fields.tsx'
import { Downloads } from '#ui/downloads.tsx'
import { OfficePage } from '#ui/layout.tsx'
import type { Shell } from '#ui/shell.ts'
import { EmptyState, Pager, Section, Table, Tabs } from '#ui/tables.tsx'
import { fieldLabel, FIELDS_OF } from './columns.ts'
import { IMPORT_KINDS, importKindName, type ImportKind, type ImportOptions, type ImportState } from './import.ts'
import type { ImportRecord } from './import.table.ts'
import { MOST_BYTES, MOST_ROWS } from './reading/limits.ts'

const stateWords: Readonly<Record<ImportState, () => string>> = {
  columns: m.sheets_state_columns,
  checked: m.sheets_state_checked,
  running: m.sheets_state_running,
  paused: m.sheets_state_paused,
  done: m.sheets_state_done,
  undoing: m.sheets_state_undoing,
  undone: m.sheets_state_undone,
}
const number = (value: number): string => value.toLocaleString(currentLanguage())

export const nameOf = ({ name, sheet }: Pick<ImportRecord, 'name' | 'sheet'>): string =>
  name === '' ? m.sheets_pasted() : sheet === '' || sheet === name ? name : `${name} · ${sheet}`

export const crumbsTo = (imported: Pick<ImportRecord, 'name' | 'sheet'>) => [{ text: m.sheets_title(), href: addresses.sheets() }, { text: nameOf(imported) }]

const NewButton = () => (
  <a class="ds-button" href={addresses.sheetNew()}>
    {m.sheets_in_new()}
  </a>
)

export const SheetsPage = ({ shell, page, timeZone }: { readonly shell: Shell; readonly page: Page<ImportRecord> | null; readonly timeZone: string }) => (
  <OfficePage shell={shell} title={m.sheets_title()} nav="organisations" lead={m.sheets_lead()} actions={page === null ? null : <NewButton />}>
    <div class="stack-lg">
      {page === null ? null : (
        <Section id="in" title={m.sheets_in_title()}>
          {page.rows.length === 0 && page.previous === null ? (
            <EmptyState title={m.sheets_in_none()} text={m.sheets_in_none_text()} />
          ) : (
            <Table
              caption={m.sheets_in_title()}
              keys
              rows={page.rows}
              columns={[
                { head: m.sheets_col_table(), cell: (row) => <a href={addresses.sheet({ id: row.id })}>{nameOf(row)}</a> },
                { head: m.sheets_col_what(), cell: (row) => importKindName(row.kind) },
                { head: m.sheets_col_rows(), number: true, cell: (row) => number(row.total) },
                { head: m.sheets_col_state(), cell: (row) => stateWords[row.state]() },
                {
                  head: m.sheets_col_when(),
                  cell: (row) => <span class="sub">{m.sheets_who_when({ who: row.personName, when: momentInWords(row.createdAt, timeZone) })}</span>,
                },
              ]}
            />
          )}
          <Pager href={addresses.sheets()} after={page.next ?? undefined} before={page.previous ?? undefined} />
        </Section>
      )}
      <Section id="out" title={m.sheets_out_title()}>
        <div class="stack">
          <p class="sub">{m.sheets_out_text()}</p>
          <Downloads what="partnerships" title={m.sheets_kind_partners()} />
          <Downloads what="organisations" title={m.sheets_kind_organisations()} />
          <Downloads what="people" title={m.sheets_kind_people()} />
          <p class="sub">{m.sheets_out_personal()}</p>
          <p>
            <a href={addresses.siteOpenData({ lang: currentLanguage() })}>{m.sheets_out_open()}</a> <span class="sub">{m.sheets_out_wikidata()}</span>
          </p>
        </div>
      </Section>
    </div>
  </OfficePage>
)

// ---- bringing a table ------------------------------------------------------------------------------------------------

export type NewSheetProps = { readonly shell: Shell; readonly kind: ImportKind | undefined; readonly text: string; readonly errors?: readonly FieldError[] }

const kindHints: Readonly<Record<ImportKind, () => string>> = {
  partners: m.sheets_kind_partners_hint,
  organisations: m.sheets_kind_organisations_hint,
  people: m.sheets_kind_people_hint,
}

export const NewSheetPage = ({ shell, kind, text, errors }: NewSheetProps) => (
  <OfficePage
    shell={shell}
    title={m.sheets_new_title()}
    nav="organisations"
    failed={errors !== undefined}
    crumbs={[{ text: m.sheets_title(), href: addresses.sheets() }, { text: m.sheets_in_new() }]}
    lead={m.sheets_new_lead()}
  >
    <ErrorSummary errors={errors} />
    <form class="form sheet-new" method="post" action={addresses.sheets()} enctype="multipart/form-data" novalidate>
      <Radios
        name="kind"
        label={m.sheets_new_kind()}
        value={kind}
        options={IMPORT_KINDS.map((one) => ({ value: one, label: importKindName(one), hint: kindHints[one]() }))}
        error={errorOf(errors, 'kind')}
      />
      <TextArea name="text" label={m.sheets_new_text()} hint={m.sheets_new_text_hint()} optional rows={8} value={text} error={errorOf(errors, 'text')} />
      <FileField
        name="file"
        label={m.sheets_new_file()}
        hint={m.sheets_new_file_hint({ limit: MOST_BYTES / 1024 / 1024, rows: number(MOST_ROWS) })}
        optional
        accept=".xlsx,.xlsm,.ods,.csv,.tsv,.txt"
        error={errorOf(errors, 'file')}
      />
      <SubmitRow text={m.sheets_new_go()} cancel={addresses.sheets()} />
    </form>
  </OfficePage>
)

// ---- columns -----------------------------------------------------------------------------------------------------------

export const Steps = ({ imported, now }: { readonly imported: ImportRecord; readonly now: 'columns' | 'rows' }) =>
  imported.state === 'columns' ? null : (
    <Tabs
      label={m.sheets_steps()}
      tabs={[
        { href: addresses.sheet({ id: imported.id }, { step: 'columns' }), text: m.sheets_step_columns(), current: now === 'columns' },
        { href: addresses.sheet({ id: imported.id }), text: m.sheets_step_rows(), current: now === 'rows' },
      ]}
    />
  )

export type ColumnsPageProps = {
  readonly shell: Shell
  readonly imported: ImportRecord
  /** The first rows as they came. */
  readonly first: readonly { readonly position: number; readonly cells: readonly string[] }[]
  /** What stands in the selects: as kept, or as just chosen. */
  readonly mapping: Readonly<Record<string, string>>
  readonly options: ImportOptions
  readonly languages: readonly string[]
  readonly errors?: readonly FieldError[]
}

const EXAMPLES = 3

export const ColumnsPage = ({ shell, imported, first, mapping, options, languages, errors }: ColumnsPageProps) => {
  const { id, kind, headings, headerPosition } = imported
  const records = first.filter(({ position }) => position > headerPosition)
  const chosenLanguages = [...new Set([...languages, 'bg', 'en', options.language])]
  return (
    <OfficePage
      shell={shell}
      title={m.sheets_columns_title()}
      nav="organisations"
      failed={errors !== undefined}
      crumbs={crumbsTo(imported)}
      lead={m.sheets_columns_lead({ count: imported.total })}
    >
      <ErrorSummary errors={errors} />
      <Steps imported={imported} now="columns" />
      {imported.remembered > 0 ? <p class="note">{m.sheets_columns_remembered()}</p> : null}
      {imported.charset === null || imported.charset === 'utf-8' ? null : <p class="note">{m.sheets_columns_letters({ charset: imported.charset })}</p>}
      <form class="sheet-table" method="post" action={addresses.sheetTable({ id })}>
        {imported.sheets.length < 2 ? null : (
          <Select
            name="sheet"
            label={m.sheets_columns_sheet()}
            value={imported.sheet}
            options={imported.sheets.map((sheet) => ({ value: sheet, label: sheet }))}
          />
        )}
        <Select
          name="header"
          label={m.sheets_columns_header()}
          value={String(headerPosition)}
          options={[
            { value: '0', label: m.sheets_columns_header_none() },
            ...first.slice(0, 15).map(({ position, cells }) => ({
              value: String(position),
              label: m.sheets_columns_header_row({
                row: position,
                cells: cells
                  .filter((cell) => cell !== '')
                  .join(' · ')
                  .slice(0, 60),
              }),
            })),
          ]}
        />
        <button class="ds-button" data-variant="secondary">
          {m.sheets_columns_use()}
        </button>
      </form>
      <form class="form wide" method="post" action={addresses.sheetColumns({ id })} novalidate>
        <HiddenVersion version={imported.version} />
        <table class="register sheet-columns">
          <caption class="sr">{m.sheets_columns_title()}</caption>
          <thead>
            <tr>
              <th scope="col">{m.sheets_columns_col_heading()}</th>
              <th scope="col">{m.sheets_columns_col_examples()}</th>
              <th scope="col">{m.sheets_columns_col_field()}</th>
            </tr>
          </thead>
          <tbody>
            {headings.map((heading, column) => (
              <tr>
                <th scope="row">{heading}</th>
                <td data-label={m.sheets_columns_col_examples()}>
                  <Examples cells={records.map(({ cells }) => cells[column] ?? '')} />
                </td>
                <td data-label={m.sheets_columns_col_field()}>
                  <FieldSelect
                    name={`column.c${column}`}
                    heading={heading}
                    kind={kind}
                    value={mapping[column] ?? ''}
                    error={errorOf(errors, `column.c${column}`)}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        <fieldset class="field">
          <legend>{m.sheets_columns_defaults()}</legend>
          <div class="sheet-options">
            <Select
              name="language"
              label={m.sheets_columns_language()}
              value={options.language}
              options={chosenLanguages.map((code) => ({ value: code, label: languageName(code) }))}
            />
            <Select
              name="country"
              label={m.sheets_columns_country()}
              value={options.country}
              empty={m.sheets_columns_country_none()}
              options={countryChoices()}
            />
            {kind === 'people' ? null : (
              <Select
                name="organisationKind"
                label={m.sheets_columns_kind()}
                value={options.organisationKind}
                options={ORGANISATION_KINDS.map((one) => ({ value: one, label: kindName(one) }))}
              />
            )}
            {kind === 'partners' ? (
              <Select
                name="type"
                label={m.sheets_columns_type()}
                value={options.type}
                options={PARTNERSHIP_TYPES.map((one) => ({ value: one, label: partnershipTypeName(one) }))}
              />
            ) : null}
          </div>
          {kind === 'organisations' ? null : <Checkbox name="withoutDates" label={m.sheets_columns_without_dates()} checked={options.withoutDates} />}
        </fieldset>
        <SubmitRow text={m.sheets_columns_check()} cancel={addresses.sheets()} />
      </form>
      <Discard id={id} />
    </OfficePage>
  )
}

const Examples = ({ cells }: { readonly cells: readonly string[] }) => {
  const shown = [...new Set(cells.filter((cell) => cell !== ''))].slice(0, EXAMPLES)
  return shown.length === 0 ? (
    <span class="sub">{m.sheets_columns_empty()}</span>
  ) : (
    <ul class="examples">
      {shown.map((cell) => (
        <li>{cell.length > 80 ? `${cell.slice(0, 80).toWellFormed()}…` : cell}</li>
      ))}
    </ul>
  )
}

const FieldSelect = ({ name, heading, kind, value, error }: { name: string; heading: string; kind: ImportKind; value: string; error: string | undefined }) => {
  const id = fieldId(name)
  return (
    <>
      {error === undefined ? null : (
        <p class="ds-validation-message" id={`${id}-error`}>
          {error}
        </p>
      )}
      <select
        class="ds-input"
        id={id}
        name={name}
        aria-label={m.sheets_field_for({ heading })}
        aria-invalid={error === undefined ? undefined : 'true'}
        aria-describedby={error === undefined ? undefined : `${id}-error`}
      >
        <option value="" selected={value === ''}>
          {m.sheets_columns_leave()}
        </option>
        {FIELDS_OF[kind].map((field) => (
          <option value={field} selected={field === value}>
            {fieldLabel(field)}
          </option>
        ))}
      </select>
    </>
  )
}

export const Discard = ({ id, text }: { readonly id: string; readonly text?: Child }) => (
  <form class="removal" method="post" action={addresses.sheetRemoval({ id })}>
    {text === undefined ? null : <p class="sub">{text}</p>}
    <button class="ds-button" data-variant="tertiary" data-color="danger">
      {m.sheets_columns_discard()}
    </button>
  </form>
)
