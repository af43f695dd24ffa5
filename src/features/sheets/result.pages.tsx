// The page of an import that is being written, was stopped, is written or taken back.
import { addresses } from '#addresses'
import { m } from '#messages'
import { currentLanguage } from '#platform/texts/language.ts'
import { OfficePage } from '#ui/layout.tsx'
import type { Shell } from '#ui/shell.ts'
import { Pager, Section, Table, Tabs } from '#ui/tables.tsx'
import { crumbsTo, Discard } from './import.pages.tsx'
import { KEPT_DAYS, OUTCOMES, remarkInWords, type Outcome } from './import.ts'
import type { Counts } from './import.queries.ts'
import type { ImportRecord, ImportRow } from './import.table.ts'
import { Becomes, Remarks } from './preview.pages.tsx'

const outcomeNames: Readonly<Record<Outcome, () => string>> = {
  waiting: m.sheets_outcome_waiting,
  made: m.sheets_outcome_made,
  updated: m.sheets_outcome_updated,
  skipped: m.sheets_outcome_skipped,
  failed: m.sheets_outcome_failed,
  undone: m.sheets_outcome_undone,
  kept: m.sheets_outcome_kept,
}

const rowOutcomes: Readonly<Record<Outcome, () => string>> = {
  waiting: m.sheets_row_waiting,
  made: m.sheets_row_made,
  updated: m.sheets_row_updated,
  skipped: m.sheets_row_skipped,
  failed: m.sheets_row_failed,
  undone: m.sheets_row_undone,
  kept: m.sheets_row_kept,
}

const number = (value: number): string => value.toLocaleString(currentLanguage())

/** How far an import under way is: rows done of all it has to do. */
export function progressOf(
  { state, total }: Pick<ImportRecord, 'state' | 'total'>,
  { outcomes }: Counts,
): { readonly done: number; readonly total: number; readonly percent: number } {
  const all = state === 'undoing' ? outcomes.made + outcomes.updated + outcomes.undone + outcomes.kept : total
  const done = state === 'undoing' ? outcomes.undone + outcomes.kept : total - outcomes.waiting
  return { done, total: all, percent: all === 0 ? 0 : Math.min(99, Math.floor((done / all) * 100)) }
}
export const progressInWords = (imported: Pick<ImportRecord, 'state' | 'total'>, counts: Counts): string => {
  const { done, total } = progressOf(imported, counts)
  const values = { done: number(done), total: number(total) }
  return imported.state === 'undoing' ? m.sheets_undo_progress(values) : m.sheets_run_progress(values)
}

const REFRESH_SECONDS = 2

export type ResultPageProps = {
  readonly shell: Shell
  readonly imported: ImportRecord
  readonly counts: Counts
  readonly show: Outcome | undefined
  readonly page: { readonly rows: readonly ImportRow[]; readonly next: number | null; readonly previous: number | null }
}

export const ResultPage = ({ shell, imported, counts, show, page }: ResultPageProps) => {
  const { id, state } = imported
  const running = state === 'running' || state === 'undoing'
  const words = {
    running: [m.sheets_run_title(), m.sheets_run_lead()],
    paused: [m.sheets_paused_title(), `${m.sheets_paused_lead()} ${progressInWords(imported, counts)}.`],
    undoing: [m.sheets_undo_running_title(), m.sheets_run_lead()],
    undone: [m.sheets_undone_title(), counts.outcomes.kept === 0 ? m.sheets_undone_lead() : m.sheets_undone_kept({ count: counts.outcomes.kept })],
    done: [m.sheets_done_title(), m.sheets_done_lead()],
    columns: ['', ''],
    checked: ['', ''],
  }[state]
  const written = counts.outcomes.made + counts.outcomes.updated
  const failing = counts.outcomes.failed > 0
  const here = (view: string | undefined) => addresses.sheet({ id }, { show: view })
  return (
    <OfficePage
      shell={
        running
          ? {
              ...shell,
              underWay: {
                text: progressInWords(imported, counts),
                percent: progressOf(imported, counts).percent,
                href: addresses.sheetProgress({ id }),
                afterwards: addresses.sheet({ id }),
              },
            }
          : shell
      }
      title={words[0]!}
      nav="organisations"
      crumbs={crumbsTo(imported)}
      lead={words[1]}
      refresh={running ? REFRESH_SECONDS : undefined}
      actions={
        state === 'running' ? (
          <form method="post" action={addresses.sheetPause({ id })}>
            <button class="ds-button" data-variant="secondary">
              {m.sheets_run_pause()}
            </button>
          </form>
        ) : state === 'paused' ? (
          <form method="post" action={addresses.sheetRunning({ id })}>
            <button class="ds-button">{m.sheets_run_resume()}</button>
          </form>
        ) : state === 'done' ? (
          <a class="ds-button" href={toList(imported)}>
            {imported.kind === 'people' ? m.sheets_to_people() : imported.kind === 'partners' ? m.sheets_to_partnerships() : m.sheets_to_organisations()}
          </a>
        ) : null
      }
    >
      {!running && failing ? (
        <p class="sheet-failed">
          <a class="ds-button" data-variant="secondary" href={addresses.sheetFailed({ id })} download>
            {m.sheets_failed_download()}
          </a>
        </p>
      ) : null}
      {state === 'done' && written > 0 ? (
        <p class="sheet-failed">
          <a href={imported.kind === 'people' ? addresses.personDoubles() : addresses.organisationDoubles()}>{m.sheets_to_doubles()}</a>
        </p>
      ) : null}
      <div>
        <Tabs
          label={m.sheets_rows_views()}
          tabs={[
            { href: here(undefined), text: m.sheets_rows_all(), count: imported.total, current: show === undefined },
            ...OUTCOMES.filter((outcome) => counts.outcomes[outcome] > 0 || outcome === show).map((outcome) => ({
              href: here(outcome),
              text: outcomeNames[outcome](),
              count: counts.outcomes[outcome],
              current: show === outcome,
            })),
          ]}
        />
        <Table
          caption={words[0]!}
          rows={page.rows}
          columns={[
            { head: m.sheets_col_becomes(), cell: (row) => <RowName row={row} /> },
            { head: m.sheets_col_row(), number: true, cell: (row) => row.position },
            { head: m.sheets_col_state(), cell: (row) => rowOutcomes[row.outcome]() },
            {
              head: m.sheets_col_told(),
              cell: (row) =>
                row.faults.length > 0 ? <Remarks row={row} /> : row.reason === null ? <Remarks row={row} /> : <p class="late">{remarkInWords(row.reason)}</p>,
            },
          ]}
        />
        <Pager
          href={here(show)}
          after={page.next === null ? undefined : String(page.next)}
          before={page.previous === null ? undefined : String(page.previous)}
        />
      </div>
      {(state === 'done' || state === 'paused') && written > 0 ? (
        <Section id="undo" title={m.sheets_undo()}>
          <form class="stack" method="post" action={addresses.sheetUndoing({ id })}>
            <p class="sub">{m.sheets_undo_text()}</p>
            <p>
              <button class="ds-button" data-variant="secondary">
                {m.sheets_undo()}
              </button>
            </p>
          </form>
        </Section>
      ) : null}
      {running ? null : <Discard id={id} text={m.sheets_discard_text({ days: KEPT_DAYS })} />}
    </OfficePage>
  )
}

const toList = ({ kind }: ImportRecord): string =>
  kind === 'people' ? addresses.people() : kind === 'partners' ? addresses.partnerships() : addresses.organisations()

/** The row as it stands, leading to what it made. */
const RowName = ({ row }: { readonly row: ImportRow }) => {
  const first =
    row.outcome === 'made' || row.outcome === 'updated'
      ? (row.made.find(({ thing }) => thing === 'partnership' || thing === 'person') ?? row.made[0])
      : undefined
  const href =
    first === undefined
      ? undefined
      : first.thing === 'partnership'
        ? addresses.partnership({ id: first.id })
        : first.thing === 'person'
          ? addresses.person({ id: first.id })
          : first.thing === 'organisation'
            ? addresses.organisation({ id: first.id })
            : undefined
  return href === undefined ? (
    <Becomes record={row.record} cells={row.cells} />
  ) : (
    <a class="plain" href={href}>
      <Becomes record={row.record} cells={row.cells} />
    </a>
  )
}
