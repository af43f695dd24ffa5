// The page on which an officer sees what every row would become, and decides.
import { addresses } from '#addresses'
import { countryName } from '#features/organisations/naming.ts'
import { kindName } from '#features/organisations/organisation.ts'
import { roleName } from '#features/organisations/people/post.ts'
import { partnershipTypeName } from '#features/partnerships/partnership.ts'
import { m } from '#messages'
import { dateInWords } from '#platform/dates.ts'
import { currentLanguage } from '#platform/texts/language.ts'
import { Checkbox, Radios, type Option } from '#ui/fields.tsx'
import { OfficePage } from '#ui/layout.tsx'
import type { Shell } from '#ui/shell.ts'
import { Pager, Section, Table, Tabs } from '#ui/tables.tsx'
import { crumbsTo, Discard, nameOf, Steps } from './import.pages.tsx'
import { fieldLabel } from './columns.ts'
import {
  decisionFor,
  remarkInWords,
  VERDICTS,
  type Decision,
  type ImportKind,
  type ImportOptions,
  type OrganisationRow,
  type RecordRow,
  type RowRemark,
  type Texts,
  type Verdict,
} from './import.ts'
import type { Counts } from './import.queries.ts'
import type { ImportRecord, ImportRow } from './import.table.ts'

const verdictNames: Readonly<Record<Verdict, () => string>> = {
  new: m.sheets_verdict_new,
  same: m.sheets_verdict_same,
  doubtful: m.sheets_verdict_doubtful,
  double: m.sheets_verdict_double,
  fault: m.sheets_verdict_fault,
}
const decisionNames: Readonly<Record<Decision, () => string>> = {
  skip: m.sheets_decision_skip,
  update: m.sheets_decision_update,
  new: m.sheets_decision_new_one,
}

const textOf = (texts: Texts): string => texts[currentLanguage()] ?? Object.values(texts)[0] ?? ''

/** A row as it would stand in the register, in a line or two. */
export const Becomes = ({ record, cells }: { readonly record: RecordRow | null; readonly cells: readonly string[] }) => {
  if (record === null)
    return (
      <span class="sub">
        {cells
          .filter((cell) => cell !== '')
          .slice(0, 4)
          .join(' · ')
          .slice(0, 160)}
      </span>
    )
  if (record.kind === 'people') {
    const { post } = record
    return (
      <>
        <strong>{[record.title, textOf(record.names)].filter(Boolean).join(' ')}</strong>
        {post === null ? null : (
          <span class="sub">
            {' '}
            {[textOf(post.role) || roleName(post.roleClass), post.organisation, post.country === null ? '' : countryName(post.country)]
              .filter(Boolean)
              .join(', ')}
          </span>
        )}
        <Line parts={[record.email ?? '', record.phone ?? '']} />
      </>
    )
  }
  const { organisation } = record
  return (
    <>
      <strong>{textOf(organisation.names)}</strong> <span class="sub">{placed(organisation)}</span>
      {record.kind !== 'partners' ? null : (
        <Line
          parts={[
            partnershipTypeName(record.type),
            ...record.steps.map(({ kind, date, documentNumber }) =>
              kind === 'council_decision'
                ? documentNumber === null
                  ? m.sheets_becomes_decision_day({ date: dateInWords(date) })
                  : m.sheets_becomes_decision({ number: documentNumber, date: dateInWords(date) })
                : kind === 'end'
                  ? m.sheets_becomes_until({ date: dateInWords(date) })
                  : m.sheets_becomes_since({ date: dateInWords(date) }),
            ),
            record.published ? m.sheets_becomes_public() : '',
          ]}
        />
      )}
    </>
  )
}

const placed = (row: OrganisationRow): string => `${kindName(row.kind)} · ${countryName(row.country)}`
const Line = ({ parts }: { readonly parts: readonly string[] }) => {
  const said = parts.filter((part) => part !== '')
  return said.length === 0 ? null : <span class="sub line">{said.join(' · ')}</span>
}

export const Remarks = ({ row }: { readonly row: Pick<ImportRow, 'faults' | 'remarks'> }) => (
  <>
    {row.faults.map((fault) => (
      <p class="late">{said(fault)}</p>
    ))}
    {row.remarks.map((remark) => (
      <p class="sub">{said(remark)}</p>
    ))}
  </>
)
const said = (remark: RowRemark): string => (remark.field === null ? remarkInWords(remark) : `${fieldLabel(remark.field)}: ${remarkInWords(remark)}`)

const pageOf = (kind: ImportKind, id: string): string => (kind === 'people' ? addresses.person({ id }) : addresses.organisation({ id }))

const Told = ({ kind, row }: { readonly kind: ImportKind; readonly row: ImportRow }) => (
  <>
    <Remarks row={row} />
    {row.matches.length === 0 || row.verdict === 'fault' ? null : (
      <p>
        {row.verdict === 'same' ? m.sheets_match_is() : row.matches[0]!.sure ? m.sheets_match_used() : m.sheets_match_may()}{' '}
        {row.matches.slice(0, 2).map((match, index) => (
          <>
            {index > 0 ? '; ' : null}
            <a href={pageOf(kind, match.id)}>{match.name}</a>
            {match.sub === '' ? null : <span class="sub"> {match.sub}</span>}
          </>
        ))}
      </p>
    )}
    {row.doubleOf === null ? null : <p class="sub">{m.sheets_double_of({ row: row.doubleOf })}</p>}
  </>
)

/** What may be said of a row for itself. */
const choicesOf = ({ verdict, matches }: ImportRow): readonly Decision[] => {
  if (verdict === 'fault' || verdict === null) return []
  if (verdict === 'new') return ['skip']
  return matches.length > 0 ? ['skip', 'update', 'new'] : ['skip', 'new']
}

const RowDecision = ({ row, options }: { readonly row: ImportRow; readonly options: ImportOptions }) => {
  const choices = choicesOf(row)
  if (choices.length === 0) return <span class="sub">{m.sheets_decision_skip()}</span>
  const general = decisionNames[decisionFor({ ...row, decision: null }, options)]()
  return (
    <select class="ds-input" name={`row.r${row.position}`} aria-label={m.sheets_row_select({ row: row.position })}>
      <option value="" selected={row.decision === null}>
        {m.sheets_decision_as_all({ what: general })}
      </option>
      {choices.map((choice) => (
        <option value={choice} selected={choice === row.decision}>
          {decisionNames[choice]()}
        </option>
      ))}
    </select>
  )
}

export type PreviewPageProps = {
  readonly shell: Shell
  readonly imported: ImportRecord
  readonly counts: Counts
  /** How many rows would be written as things stand. */
  readonly willWrite: number
  readonly show: Verdict | 'remarked' | undefined
  readonly page: { readonly rows: readonly ImportRow[]; readonly next: number | null; readonly previous: number | null }
}

const manyOptions = (withUpdate: boolean): Option[] => [
  { value: 'skip', label: m.sheets_decision_skip() },
  ...(withUpdate ? [{ value: 'update', label: m.sheets_decision_update() }] : []),
  { value: 'new', label: m.sheets_decision_new() },
]

export const PreviewPage = ({ shell, imported, counts, willWrite, show, page }: PreviewPageProps) => {
  const { id, kind, options } = imported
  const { verdicts } = counts
  const here = (view: string | undefined) => addresses.sheet({ id }, { show: view })
  return (
    <OfficePage
      shell={shell}
      title={m.sheets_rows_title()}
      nav="organisations"
      crumbs={crumbsTo(imported)}
      lead={
        <>
          {nameOf(imported)}. {m.sheets_rows_lead()} {willWrite > 0 ? m.sheets_decide_count({ count: willWrite }) : m.sheets_decide_none()}
        </>
      }
    >
      <Steps imported={imported} now="rows" />
      <form class="stack-lg" method="post" action={addresses.sheetDecisions({ id })}>
        {show === undefined ? null : <input type="hidden" name="show" value={show} />}
        <Section id="decisions" title={m.sheets_decide_title()}>
          <div class="sheet-decisions">
            {verdicts.same === 0 ? null : (
              <Radios name="same" label={`${m.sheets_decide_same()} (${verdicts.same})`} value={options.same} options={manyOptions(true)} />
            )}
            {verdicts.doubtful === 0 ? null : (
              <Radios name="doubtful" label={`${m.sheets_decide_doubtful()} (${verdicts.doubtful})`} value={options.doubtful} options={manyOptions(true)} />
            )}
            {verdicts.double === 0 ? null : (
              <Radios name="double" label={`${m.sheets_decide_double()} (${verdicts.double})`} value={options.double} options={manyOptions(false)} />
            )}
          </div>
          {verdicts.same + verdicts.doubtful === 0 ? null : (
            <Checkbox name="overwrite" label={m.sheets_decide_overwrite()} hint={m.sheets_decide_overwrite_hint()} checked={options.overwrite} />
          )}
          {verdicts.fault === 0 ? null : <p class="sub sheet-failed">{m.sheets_decide_faults()}</p>}
          <div class="submit">
            <button class="ds-button" name="start" value="yes">
              {m.sheets_decide_start()}
            </button>
            <button class="ds-button" data-variant="secondary">
              {m.sheets_decide_keep()}
            </button>
          </div>
        </Section>
        <div>
          <Tabs
            label={m.sheets_rows_views()}
            tabs={[
              { href: here(undefined), text: m.sheets_rows_all(), count: imported.total, current: show === undefined },
              ...VERDICTS.filter((verdict) => verdicts[verdict] > 0 || verdict === show).map((verdict) => ({
                href: here(verdict),
                text: verdictNames[verdict](),
                count: verdicts[verdict],
                current: show === verdict,
              })),
              ...(counts.remarked > 0 || show === 'remarked'
                ? [{ href: here('remarked'), text: m.sheets_rows_remarked(), count: counts.remarked, current: show === 'remarked' }]
                : []),
            ]}
          />
          {page.rows.length === 0 ? (
            <p class="sub">{m.sheets_rows_nothing()}</p>
          ) : (
            <Table
              caption={m.sheets_rows_title()}
              rows={page.rows}
              columns={[
                { head: m.sheets_col_becomes(), cell: (row) => <Becomes record={row.record} cells={row.cells} /> },
                { head: m.sheets_col_row(), number: true, cell: (row) => row.position },
                { head: m.sheets_col_told(), cell: (row) => <Told kind={kind} row={row} /> },
                { head: m.sheets_col_decision(), cell: (row) => <RowDecision row={row} options={options} /> },
              ]}
            />
          )}
          <Pager
            href={here(show)}
            after={page.next === null ? undefined : String(page.next)}
            before={page.previous === null ? undefined : String(page.previous)}
          />
        </div>
      </form>
      <Discard id={id} />
    </OfficePage>
  )
}
