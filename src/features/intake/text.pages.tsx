// Pages of the texts themselves: the list, bringing a new one, asking for its day.
import { addresses } from '#addresses'
import { m } from '#messages'
import { type DateBoxes, dayInWords, momentInWords } from '#platform/dates.ts'
import type { Page } from '#platform/database/key-paging.ts'
import { DateOfAnyPrecision } from '#ui/date-field.tsx'
import { Tag } from '#ui/badges.tsx'
import { errorOf, ErrorSummary, type FieldError, FileField, HiddenVersion, SubmitRow, TextArea, TextField } from '#ui/fields.tsx'
import { OfficePage } from '#ui/layout.tsx'
import type { Shell } from '#ui/shell.ts'
import { EmptyState, Filters, Pager, Table } from '#ui/tables.tsx'
import { formatName } from './text.ts'
import type { TextLine } from './text.queries.ts'
import type { IntakeText } from './text.table.ts'

const NewButton = () => (
  <a class="ds-button" href={addresses.intakeNew()}>
    {m.intake_new()}
  </a>
)

const ProgressWords = ({ line }: { line: TextLine }) => {
  const { total, decided, saved, toSave } = line.progress
  if (line.trouble !== '' && line.readAt === null) return <Tag tone="late">{m.intake_not_read()}</Tag>
  if (line.readAt === null) return <Tag tone="soon">{m.intake_waits_for_date()}</Tag>
  if (total === 0) return <span class="sub">{m.intake_found_nothing()}</span>
  return (
    <span class="prog">
      <span class="num">{m.intake_progress({ decided, total })}</span>
      <progress max={total} value={decided} aria-label={m.intake_progress_label()}></progress>
      {decided === total && toSave === 0 ? (
        <span class="sub kept">{m.intake_all_done({ count: saved })}</span>
      ) : toSave > 0 ? (
        <span class="sub soon">{m.intake_to_save({ count: toSave })}</span>
      ) : null}
    </span>
  )
}

/** The other doors by which texts come, and what waits behind them. */
const Doors = ({ waiting }: { waiting: number }) => (
  <p class="row doors">
    <a href={addresses.intakeTriage()}>{waiting === 0 ? m.intake_triage_title() : m.intake_triage_waiting({ count: waiting })}</a>
    <a href={addresses.intakeBatches()}>{m.intake_batches_title()}</a>
    <a href={addresses.settingsFeeds()}>{m.intake_feeds_title()}</a>
  </p>
)

type Rereading = { readonly outdated: number; readonly waiting: number }

/** What older rules read is offered to be read anew; it is never done unasked. */
const RereadingOffer = ({ outdated, waiting, mayAsk }: Rereading & { mayAsk: boolean }) => (
  <>
    {waiting === 0 ? null : <p class="note">{m.intake_rereading({ count: waiting })}</p>}
    {outdated === 0 || !mayAsk ? null : (
      <form class="note offer" method="post" action={addresses.intakeReadings()}>
        <span>{m.intake_outdated({ count: outdated })}</span>
        <button class="ds-button" data-variant="secondary" data-size="sm">
          {m.intake_outdated_do()}
        </button>
      </form>
    )}
  </>
)

export type TextsPageProps = {
  readonly shell: Shell
  readonly page: Page<TextLine>
  readonly q: string
  /** Texts that came by the other doors and wait to be looked at. */
  readonly waiting: number
  readonly timeZone: string
  readonly rereading: Rereading
}
export const TextsPage = ({ shell, page, q, waiting, timeZone, rereading }: TextsPageProps) => (
  <OfficePage shell={shell} title={m.intake_title()} nav="intake" lead={m.intake_lead()} actions={shell.role === 'officer' ? <NewButton /> : undefined}>
    <Doors waiting={waiting} />
    <RereadingOffer {...rereading} mayAsk={shell.role === 'officer'} />
    {page.rows.length === 0 && page.previous === null && q === '' ? (
      <EmptyState title={m.intake_empty_title()} text={m.intake_empty_text()} actions={shell.role === 'officer' ? <NewButton /> : undefined} />
    ) : (
      <>
        <Filters
          action={addresses.intake()}
          filters={[{ kind: 'search', name: 'q', label: m.intake_search(), value: q }]}
          clear={q === '' ? undefined : addresses.intake()}
          {...(q === '' ? {} : { count: m.intake_found_count({ count: page.rows.length }) })}
        />
        {page.rows.length === 0 ? (
          <p class="sub">{m.intake_nothing_found()}</p>
        ) : (
          <Table
            caption={m.intake_title()}
            rows={page.rows}
            keys
            columns={[
              {
                head: m.intake_column_title(),
                cell: (line) => (
                  <a
                    href={line.readAt === null && line.trouble === '' ? addresses.intakeDate({ id: line.id }) : addresses.intakeText({ id: line.id })}
                    lang={line.language ?? undefined}
                  >
                    {line.title}
                  </a>
                ),
              },
              {
                head: m.intake_column_date(),
                cell: (line) =>
                  line.published === null ? <span class="sub">{m.intake_date_unknown()}</span> : <span class="nowrap">{dayInWords(line.published)}</span>,
              },
              { head: m.intake_column_progress(), cell: (line) => <ProgressWords line={line} /> },
              {
                head: m.intake_column_added(),
                cell: (line) => (
                  <span class="sub">
                    {m.intake_added({ who: line.addedBy, when: momentInWords(line.createdAt, timeZone) })} · {formatName(line.format)}
                  </span>
                ),
              },
            ]}
          />
        )}
        <Pager href={addresses.intake({ q })} after={page.next ?? undefined} before={page.previous ?? undefined} />
      </>
    )}
  </OfficePage>
)

export type NewTextTyped = { readonly text: string; readonly title: string; readonly sourceUrl: string; readonly date: DateBoxes }

export const NewTextPage = ({ shell, typed, errors }: { shell: Shell; typed: NewTextTyped; errors?: readonly FieldError[] }) => (
  <OfficePage
    shell={shell}
    title={m.intake_new_title()}
    nav="intake"
    failed={errors !== undefined}
    crumbs={[{ text: m.intake_title(), href: addresses.intake() }]}
    lead={m.intake_new_lead()}
  >
    <ErrorSummary errors={errors} />
    <form class="form intake-new" method="post" action={addresses.intakeNew()} enctype="multipart/form-data" novalidate>
      <TextArea
        name="text"
        label={m.intake_field_text()}
        hint={m.intake_field_text_hint()}
        optional
        rows={12}
        value={typed.text}
        error={errorOf(errors, 'text')}
        autofocus={errors === undefined}
      />
      <FileField
        name="file"
        label={m.intake_field_file()}
        hint={m.intake_field_file_hint()}
        optional
        accept=".txt,.md,.docx,.odt,.html,.htm,.pdf,.eml"
        error={errorOf(errors, 'file')}
      />
      <details
        class="langs-more"
        open={typed.title !== '' || typed.sourceUrl !== '' || Boolean(typed.date.year) || errors?.some(({ name }) => name !== 'text' && name !== 'file')}
      >
        <summary>{m.intake_more()}</summary>
        <div>
          <TextField
            name="title"
            label={m.intake_field_title()}
            hint={m.intake_field_title_hint()}
            optional
            value={typed.title}
            error={errorOf(errors, 'title')}
          />
          <TextField
            name="sourceUrl"
            label={m.intake_field_url()}
            hint={m.intake_field_url_hint()}
            optional
            type="url"
            inputmode="url"
            value={typed.sourceUrl}
            error={errorOf(errors, 'sourceUrl')}
          />
          <DateOfAnyPrecision
            name="date"
            label={m.intake_field_date()}
            hint={m.intake_field_date_hint()}
            optional
            exact
            value={typed.date}
            error={errorOf(errors, 'date')}
          />
        </div>
      </details>
      <SubmitRow text={m.intake_read()} cancel={addresses.intake()} />
    </form>
  </OfficePage>
)

export type DatePageProps = {
  readonly shell: Shell
  readonly text: IntakeText
  readonly value: DateBoxes
  readonly errors?: readonly FieldError[]
  readonly moved?: boolean
}

export const DatePage = ({ shell, text, value, errors, moved }: DatePageProps) => (
  <OfficePage
    shell={shell}
    title={m.intake_date_title()}
    nav="intake"
    failed={errors !== undefined}
    crumbs={[
      { text: m.intake_title(), href: addresses.intake() },
      { text: text.title, ...(text.readAt === null ? {} : { href: addresses.intakeText({ id: text.id }) }) },
    ]}
    lead={m.intake_date_lead()}
  >
    <ErrorSummary errors={errors} />
    {moved ? (
      <p class="note" role="alert">
        {m.intake_date_moved({ date: text.published === null ? m.intake_date_unknown() : dayInWords(text.published) })}
      </p>
    ) : null}
    <div class="cols">
      <form class="form" method="post" action={addresses.intakeDate({ id: text.id })} novalidate>
        <HiddenVersion version={text.version} />
        <DateOfAnyPrecision
          name="date"
          label={m.intake_field_date()}
          hint={m.intake_date_example()}
          exact
          autofocus={errors === undefined && !moved}
          value={value}
          error={errorOf(errors, 'date')}
        />
        <SubmitRow text={m.intake_read()} cancel={text.readAt === null ? addresses.intake() : addresses.intakeText({ id: text.id })}>
          <button class="ds-button" data-variant="secondary" name="unknown" value="yes">
            {m.intake_date_is_unknown()}
          </button>
        </SubmitRow>
      </form>
      <aside>
        <blockquote class="quote intake-beginning" lang={text.language ?? undefined}>
          {text.body.length > 900 ? `${text.body.slice(0, 900).toWellFormed()}…` : text.body}
        </blockquote>
      </aside>
    </div>
  </OfficePage>
)
