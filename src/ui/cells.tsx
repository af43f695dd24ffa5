// Changing one cell of a table: a pencil in the cell, the one-field form it leads to, and the page of that form where there is no script.
import type { Child } from 'hono/jsx'
import { m } from '#messages'
import { ConflictPanel, type ConflictPanelProps } from './conflict.tsx'
import { Checkboxes, ErrorSummary, HiddenVersion, type Option, Select, SubmitRow, TextField } from './fields.tsx'
import { type Crumb, OfficePage } from './layout.tsx'
import type { NavKey } from './rail.tsx'
import type { Shell } from './shell.ts'

/** The form the boxes of a table belong to; it stands under the table (ui/many.tsx). */
export const MANY_FORM = 'many'

export type Choosing<Row> = {
  /** Id and version, so that a row somebody changed meanwhile is noticed. */
  readonly row: (row: Row) => { readonly id: string; readonly version: number }
  /** The row's name, for those who hear the box and do not see the row. */
  readonly label: (row: Row) => string
}

export const ChooseRow = <Row,>({ choosing, row }: { readonly choosing: Choosing<Row>; readonly row: Row }) => {
  const { id, version } = choosing.row(row)
  return (
    <input
      class="ds-input"
      type="checkbox"
      name="chosen"
      form={MANY_FORM}
      value={`${id}:${version}`}
      data-key="X"
      aria-label={m.ui_many_choose({ name: choosing.label(row) })}
    />
  )
}

/** Shown by the island only: without script it could not tick the others. */
export const ChooseAll = () => <input class="ds-input" type="checkbox" hidden data-choose-all aria-label={m.ui_many_choose_page()} />

/** What stands in an editable cell: the value, and the way to its form. The island puts the form in its place. */
export const CellEdit = ({ href, label, children }: { readonly href: string; readonly label: string; readonly children: Child }) => (
  <span class="cell" data-cell>
    <span>{children}</span>
    <a class="cell-edit" href={href} data-key="E" aria-label={m.ui_cell_edit({ label })}></a>
  </span>
)

/** The field of a cell: its value is posted as `value`. */
export type CellField =
  | { readonly kind: 'text'; readonly type?: 'text' | 'email' | 'url' | 'tel'; readonly lang?: string; readonly optional?: boolean }
  | { readonly kind: 'select'; readonly options: readonly Option[] }
  | { readonly kind: 'ticks'; readonly options: readonly Option[] }

export type CellFormProps = {
  readonly action: string
  /** Where the list is, to come back to. */
  readonly back: string
  readonly version: number
  readonly field: CellField
  /** What the field is called, and in whose row: „Области“, „Дойран“. */
  readonly label: string
  readonly of: string
  /** As it stands or as it was typed; for ticks all that are ticked. */
  readonly values: readonly string[]
  readonly error?: string | undefined
  readonly conflict?: ConflictPanelProps | undefined
}

const CellInput = ({ field, label, values, error }: Pick<CellFormProps, 'field' | 'label' | 'values' | 'error'>) =>
  field.kind === 'select' ? (
    <Select name="value" label={label} options={field.options} value={values[0]} error={error} />
  ) : field.kind === 'ticks' ? (
    <Checkboxes name="value" label={label} options={field.options} values={values} error={error} twoColumns />
  ) : (
    <TextField
      name="value"
      label={label}
      value={values[0]}
      error={error}
      type={field.type ?? 'text'}
      {...(field.lang === undefined ? {} : { lang: field.lang })}
      optional={field.optional ?? false}
    />
  )

/** The form alone, for the island; Enter saves it, Esc leaves it. */
export const CellForm = (props: CellFormProps) => (
  <form class="form cell-form" method="post" action={props.action} novalidate aria-label={m.ui_cell_edit({ label: `${props.label}: ${props.of}` })}>
    {props.conflict === undefined ? null : <ConflictPanel {...props.conflict} />}
    <HiddenVersion version={props.version} />
    <input type="hidden" name="back" value={props.back} />
    <CellInput {...props} />
    <SubmitRow cancel={props.back} />
  </form>
)

export const CellPage = ({
  shell,
  nav,
  crumbs,
  form,
}: {
  readonly shell: Shell
  readonly nav: NavKey
  readonly crumbs: readonly Crumb[]
  readonly form: CellFormProps
}) => (
  <OfficePage shell={shell} title={`${form.label}: ${form.of}`} nav={nav} crumbs={crumbs} failed={form.error !== undefined || form.conflict !== undefined}>
    {form.error === undefined ? null : <ErrorSummary errors={[{ name: 'value', message: form.error }]} />}
    <CellForm {...form} />
  </OfficePage>
)
