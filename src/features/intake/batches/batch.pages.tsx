// Pages of batches: the list of them, bringing one, and one with its progress and what became of every item.
import { addresses } from '#addresses'
import { m } from '#messages'
import { momentInWords } from '#platform/dates.ts'
import type { Page } from '#platform/database/key-paging.ts'
import { currentLanguage } from '#platform/texts/language.ts'
import { errorOf, ErrorSummary, Field, fieldId, type FieldError, SubmitRow } from '#ui/fields.tsx'
import { OfficePage } from '#ui/layout.tsx'
import type { Shell } from '#ui/shell.ts'
import { EmptyState, Pager, Section, Table, Tabs } from '#ui/tables.tsx'
import { doneOf, KEPT_DAYS, MOST_BATCH_BYTES, MOST_FILE_BYTES, MOST_ITEMS, OUTCOMES, totalOf, whyInWords, type Counts, type Outcome } from './batch.ts'
import type { BatchLine } from './batch.queries.ts'
import type { BatchItem } from './batch.table.ts'

const number = (value: number): string => value.toLocaleString(currentLanguage())
const megabytes = (bytes: number): string => number(Math.round(bytes / 1024 / 1024))

export const progressInWords = (counts: Counts): string => m.intake_batch_progress({ done: number(doneOf(counts)), total: number(totalOf(counts)) })
export const percentOf = (counts: Counts): number => (totalOf(counts) === 0 ? 0 : Math.min(99, Math.floor((doneOf(counts) / totalOf(counts)) * 100)))

const outcomeNames: Readonly<Record<Outcome, () => string>> = {
  waiting: m.intake_batch_outcome_waiting,
  read: m.intake_batch_outcome_read,
  known: m.intake_batch_outcome_known,
  opened: m.intake_batch_outcome_opened,
  unreadable: m.intake_batch_outcome_unreadable,
}

const crumbs = [{ text: m.intake_title, href: addresses.intake }]
const crumbsTo = (inside: boolean) => [
  ...crumbs.map(({ text, href }) => ({ text: text(), href: href() })),
  ...(inside ? [{ text: m.intake_batches_title(), href: addresses.intakeBatches() }] : []),
]

const NewButton = () => (
  <a class="ds-button" href={addresses.intakeBatchNew()}>
    {m.intake_batch_new()}
  </a>
)

const stateInWords = ({ state, counts }: BatchLine): string =>
  state === 'running'
    ? progressInWords(counts)
    : state === 'stopped'
      ? m.intake_batch_stopped_at({ done: number(doneOf(counts)), total: number(totalOf(counts)) })
      : m.intake_batch_done()

/** „412 нови текста, 80 вече ги имаше, 8 нечетими“ */
const sumInWords = (counts: Counts): string =>
  [
    counts.read > 0 ? m.intake_batch_sum_read({ count: counts.read }) : '',
    counts.known > 0 ? m.intake_batch_sum_known({ count: counts.known }) : '',
    counts.unreadable > 0 ? m.intake_batch_sum_unreadable({ count: counts.unreadable }) : '',
  ]
    .filter((part) => part !== '')
    .join(', ')

export const BatchesPage = ({ shell, page, timeZone }: { readonly shell: Shell; readonly page: Page<BatchLine>; readonly timeZone: string }) => (
  <OfficePage
    shell={shell}
    title={m.intake_batches_title()}
    nav="intake"
    crumbs={crumbsTo(false)}
    lead={m.intake_batches_lead()}
    actions={shell.role === 'officer' ? <NewButton /> : undefined}
  >
    {page.rows.length === 0 && page.previous === null ? (
      <EmptyState title={m.intake_batches_empty_title()} text={m.intake_batches_empty_text()} actions={shell.role === 'officer' ? <NewButton /> : undefined} />
    ) : (
      <>
        <Table
          caption={m.intake_batches_title()}
          rows={page.rows}
          keys
          columns={[
            { head: m.intake_batch_column_title(), cell: (batch) => <a href={addresses.intakeBatch({ id: batch.id })}>{batch.title}</a> },
            { head: m.intake_batch_column_state(), cell: stateInWords },
            { head: m.intake_batch_column_sum(), cell: ({ counts }) => sumInWords(counts) },
            {
              head: m.intake_column_added(),
              cell: (batch) => <span class="sub">{m.intake_added({ who: batch.personName, when: momentInWords(batch.createdAt, timeZone) })}</span>,
            },
          ]}
        />
        <Pager href={addresses.intakeBatches()} after={page.next ?? undefined} before={page.previous ?? undefined} />
      </>
    )}
  </OfficePage>
)

const FilesBox = ({ name, label, hint, error, folder }: { name: string; label: string; hint: string; error?: string | undefined; folder?: boolean }) => (
  <Field name={name} label={label} hint={hint} error={error}>
    <input
      class="file"
      id={fieldId(name)}
      type="file"
      name={name}
      multiple
      aria-describedby={[`${fieldId(name)}-hint`, error ? `${fieldId(name)}-error` : ''].filter(Boolean).join(' ')}
      aria-invalid={error ? 'true' : undefined}
      {...(folder ? { webkitdirectory: true } : {})}
    />
  </Field>
)

export const NewBatchPage = ({ shell, errors }: { readonly shell: Shell; readonly errors?: readonly FieldError[] }) => (
  <OfficePage
    shell={shell}
    title={m.intake_batch_new_title()}
    nav="intake"
    failed={errors !== undefined}
    crumbs={crumbsTo(true)}
    lead={m.intake_batch_new_lead()}
  >
    <ErrorSummary errors={errors} />
    <div class="stack-lg">
      <form class="form" method="post" action={addresses.intakeBatches()} enctype="multipart/form-data" novalidate>
        <FilesBox name="files" label={m.intake_batch_field_files()} hint={m.intake_batch_field_files_hint()} error={errorOf(errors, 'files')} />
        <FilesBox name="folder" label={m.intake_batch_field_folder()} hint={m.intake_batch_field_folder_hint()} folder />
        <SubmitRow text={m.intake_batch_bring()} cancel={addresses.intakeBatches()} />
      </form>
      <Section id="how" title={m.intake_batch_how()}>
        <ul class="prose">
          <li>{m.intake_batch_how_formats()}</li>
          <li>{m.intake_batch_how_mail()}</li>
          <li>{m.intake_batch_how_dates()}</li>
          <li>{m.intake_batch_how_limits({ items: number(MOST_ITEMS), file: megabytes(MOST_FILE_BYTES), all: megabytes(MOST_BATCH_BYTES) })}</li>
          <li>
            {m.intake_batch_how_command()} <code>pobratim intake-batch {m.intake_batch_how_folder()}</code>
          </li>
        </ul>
      </Section>
    </div>
  </OfficePage>
)

const REFRESH_SECONDS = 3

const ItemName = ({ item }: { readonly item: BatchItem }) => {
  if (item.textId !== null) return <a href={addresses.intakeText({ id: item.textId })}>{item.name}</a>
  return <>{item.name}</>
}

const ItemTold = ({ item }: { readonly item: BatchItem }) =>
  item.why === null ? null : (
    <>
      <span class={item.outcome === 'unreadable' ? 'late' : 'sub'}>{whyInWords(item.why)}</span>
      {item.outcome === 'unreadable' && item.hash !== '' ? (
        <>
          {' '}
          <a href={addresses.intakeBatchFile({ id: item.batchId, item: item.id })} download>
            {m.intake_batch_take_file()}
          </a>
        </>
      ) : null}
    </>
  )

export type BatchPageProps = {
  readonly shell: Shell
  readonly batch: BatchLine
  readonly show: Outcome | undefined
  readonly page: Page<BatchItem>
  readonly timeZone: string
}

export const BatchPage = ({ shell, batch, show, page, timeZone }: BatchPageProps) => {
  const { id, state, counts } = batch
  const mayWrite = shell.role === 'officer'
  const here = (view: Outcome | undefined): string => addresses.intakeBatch({ id }, { show: view })
  const Press = ({ to, text, quiet = false }: { to: string; text: string; quiet?: boolean }) => (
    <form method="post" action={to}>
      <button class="ds-button" data-variant={quiet ? 'secondary' : undefined}>
        {text}
      </button>
    </form>
  )
  return (
    <OfficePage
      shell={
        state === 'running'
          ? {
              ...shell,
              underWay: {
                text: `${progressInWords(counts)} ·`,
                percent: percentOf(counts),
                href: addresses.intakeBatchProgress({ id }),
                afterwards: addresses.intakeBatch({ id }),
              },
            }
          : shell
      }
      title={batch.title}
      nav="intake"
      crumbs={crumbsTo(true)}
      refresh={state === 'running' ? REFRESH_SECONDS : undefined}
      lead={
        state === 'running'
          ? m.intake_batch_lead_running()
          : `${state === 'stopped' ? m.intake_batch_lead_stopped() : m.intake_batch_lead_done()} ${sumInWords(counts)}${sumInWords(counts) === '' ? '' : '.'}`
      }
      actions={
        <>
          {mayWrite && state === 'running' ? <Press to={addresses.intakeBatchStop({ id })} text={m.intake_batch_stop()} quiet /> : null}
          {mayWrite && state === 'stopped' ? <Press to={addresses.intakeBatchGoingOn({ id })} text={m.intake_batch_go_on()} quiet /> : null}
          {counts.read > 0 ? (
            <a class="ds-button" href={addresses.intakeTriage({ source: id })}>
              {m.intake_batch_to_triage()}
            </a>
          ) : null}
        </>
      }
    >
      <div class="stack-lg">
        <div class="batch-items">
          <p class="sub">{m.intake_added({ who: batch.personName, when: momentInWords(batch.createdAt, timeZone) })}</p>
          <Tabs
            label={m.intake_batch_views()}
            tabs={[
              { href: here(undefined), text: m.intake_batch_all(), count: totalOf(counts) + counts.opened, current: show === undefined },
              ...OUTCOMES.filter((outcome) => counts[outcome] > 0 || outcome === show).map((outcome) => ({
                href: here(outcome),
                text: outcomeNames[outcome](),
                count: counts[outcome],
                current: show === outcome,
              })),
            ]}
          />
          <Table
            caption={batch.title}
            rows={page.rows}
            keys
            columns={[
              { head: m.intake_batch_column_item(), cell: (item) => <ItemName item={item} /> },
              { head: m.intake_batch_column_outcome(), cell: (item) => outcomeNames[item.outcome]() },
              { head: m.intake_batch_column_told(), cell: (item) => <ItemTold item={item} /> },
            ]}
          />
          <Pager href={here(show)} after={page.next ?? undefined} before={page.previous ?? undefined} />
        </div>
        {mayWrite && state !== 'running' && counts.unreadable > 0 ? (
          <Section id="again" title={m.intake_batch_again()}>
            <div class="stack">
              <p class="sub">{m.intake_batch_again_text()}</p>
              <Press to={addresses.intakeBatchAgain({ id })} text={m.intake_batch_again()} quiet />
            </div>
          </Section>
        ) : null}
        {mayWrite && state !== 'running' ? (
          <Section id="discard" title={m.intake_batch_discard()}>
            <form class="stack" method="post" action={addresses.intakeBatchRemoval({ id })}>
              <p class="sub">{m.intake_batch_discard_text({ days: KEPT_DAYS })}</p>
              <p>
                <button class="ds-button" data-variant="tertiary" data-color="danger">
                  {m.intake_batch_discard()}
                </button>
              </p>
            </form>
          </Section>
        ) : null}
      </div>
    </OfficePage>
  )
}
