// The months as a list: what happened in each, in which languages its report stands and how far it is, and the form that begins one.
import { addresses } from '#addresses'
import { textLanguageName } from '#features/organisations/naming.ts'
import { m } from '#messages'
import { dateInWords, momentInWords } from '#platform/dates.ts'
import { type FieldFault, type FormBody, typed, typedList } from '#platform/http/form.ts'
import { capitalised } from '#platform/texts/sentences.ts'
import { Tag, type TagTone } from '#ui/badges.tsx'
import { Checkboxes, errorOf, ErrorSummary, SubmitRow, TextField } from '#ui/fields.tsx'
import { OfficePage } from '#ui/layout.tsx'
import type { Shell } from '#ui/shell.ts'
import { Section, Table } from '#ui/tables.tsx'
import { DigestTabs } from './tabs.pages.tsx'
import type { DigestLanguage } from './composing/tongue.ts'
import { type EditionState, hasUnpublished, isBehind, stateName, stateOf } from './digest.ts'
import type { DigestMonth, DigestMonths, EditionBrief, MonthCounts } from './digest.queries.ts'

export type DigestsPageProps = {
  readonly shell: Shell
  readonly months: DigestMonths
  /** Digest's id → when the text of the office's own language was written last. */
  readonly firstWritten: ReadonlyMap<string, Date>
  /** In which a report can be written, the office's own first. */
  readonly languages: readonly DigestLanguage[]
  /** Those ticked until somebody says otherwise: the office's. */
  readonly usual: readonly string[]
  readonly timeZone: string
  /** YYYY-MM: the running month, and the last one that is over. */
  readonly thisMonth: string
  readonly lastMonth: string
  readonly isFirstPage: boolean
  readonly form?: { readonly body: FormBody; readonly faults: readonly FieldFault[] }
}

const TONES: Readonly<Record<EditionState, TagTone>> = { draft: 'outline', checked: 'accent', published: 'kept', withdrawn: 'neutral' }
export const StateTag = ({ state }: { readonly state: EditionState }) => <Tag tone={TONES[state]}>{stateName(state)}</Tag>

/** What an edition needs that nobody sees in its state alone. */
export function marksOf(edition: EditionBrief, first: Date | null, timeZone: string): string[] {
  const state = stateOf(edition)
  return [
    ...(edition.scheduledFor === null ? [] : [m.digest_mark_scheduled({ when: momentInWords(edition.scheduledFor, timeZone) })]),
    ...(edition.sourceChangedAt === null ? [] : [state === 'published' ? m.digest_mark_source_published() : m.digest_mark_source()]),
    ...(isBehind(edition, first) ? [m.digest_mark_behind()] : []),
    ...(hasUnpublished(edition) ? [m.digest_mark_unpublished()] : []),
  ]
}

function countsInWords({ events, acts, steps, open }: MonthCounts): string {
  const all = events + acts + steps
  if (all === 0) return m.digest_counts_none()
  const parts = [
    ...(events === 0 ? [] : [m.digest_counts_events({ count: events })]),
    ...(acts === 0 ? [] : [m.digest_counts_acts({ count: acts })]),
    ...(steps === 0 ? [] : [m.digest_counts_steps({ count: steps })]),
  ]
  return `${parts.join(', ')} · ${open === all ? m.digest_counts_all_public() : m.digest_counts_public({ open, all })}`
}

const Editions = ({ month, props: { firstWritten, languages, timeZone } }: { readonly month: DigestMonth; readonly props: DigestsPageProps }) => (
  <ul class="editions">
    {month.editions.map((edition) => (
      <li>
        <a href={addresses.digestEdition({ id: edition.id })}>{capitalised(textLanguageName(edition.language))}</a> <StateTag state={stateOf(edition)} />
        {marksOf(edition, edition.language === languages[0] ? null : (firstWritten.get(edition.digestId) ?? null), timeZone).map((mark) => (
          <>
            {' '}
            <span class="soon">{mark}</span>
          </>
        ))}
      </li>
    ))}
  </ul>
)

/** One press begins the month in the office's languages; others are added on the month's own page. */
const BeginNow = ({
  month,
  usual,
  variant,
  named,
}: {
  readonly month: string
  readonly usual: readonly string[]
  readonly variant?: string
  readonly named?: true
}) => (
  <form method="post" action={addresses.digests()}>
    <input type="hidden" name="month" value={month} />
    {usual.map((language) => (
      <input type="hidden" name="languages" value={language} />
    ))}
    {named ? (
      <button class="ds-button">{m.digest_begin_month({ month: dateInWords(month) })}</button>
    ) : (
      <button class="ds-button" data-size="sm" data-variant={variant}>
        {m.digest_begin()}
        <span class="sr"> {dateInWords(month)}</span>
      </button>
    )}
  </form>
)

const isEmpty = ({ counts: { events, acts, steps } }: DigestMonth): boolean => events + acts + steps === 0

const monthColumn = { head: m.digest_field_month, cell: ({ month }: DigestMonth) => capitalised(dateInWords(month)) }
const Happened = ({ month, thisMonth }: { readonly month: DigestMonth; readonly thisMonth: string }) => (
  <>
    {countsInWords(month.counts)}
    {month.month === thisMonth ? <span class="sub"> {m.digest_month_running()}</span> : null}
  </>
)

/** The months that have a report: what an officer comes back for. */
const Reported = (props: DigestsPageProps) => (
  <Section id="reviews" title={m.digest_reviews()}>
    {props.months.reported.length === 0 ? (
      <p class="sub">{m.digest_reviews_none()}</p>
    ) : (
      <Table
        caption={m.digest_reviews()}
        rows={props.months.reported}
        rowId={({ month }) => `month-${month}`}
        columns={[
          { ...monthColumn, head: monthColumn.head() },
          { head: m.digest_editions(), cell: (row) => <Editions month={row} props={props} /> },
          { head: m.digest_happened(), cell: (row) => <Happened month={row} thisMonth={props.thisMonth} /> },
        ]}
      />
    )}
  </Section>
)

/** Months of which there is nothing to tell are left out, but for the one that runs and the one that is just over. */
const worthTelling = ({ months, thisMonth, lastMonth }: DigestsPageProps): readonly DigestMonth[] =>
  months.months.filter((row) => !isEmpty(row) || row.month === thisMonth || row.month === lastMonth)

const Unreported = ({ rows, props: { shell, usual, thisMonth } }: { readonly rows: readonly DigestMonth[]; readonly props: DigestsPageProps }) => (
  <Table
    caption={m.digest_months()}
    rows={rows}
    rowId={({ month }) => `month-${month}`}
    columns={[
      { ...monthColumn, head: monthColumn.head() },
      { head: m.digest_happened(), cell: (row) => <Happened month={row} thisMonth={thisMonth} /> },
      {
        head: m.digest_editions(),
        cell: (row) =>
          shell.role === 'officer' ? (
            <BeginNow month={row.month} usual={usual} variant={isEmpty(row) ? 'tertiary' : 'secondary'} />
          ) : (
            <span class="sub">{m.digest_not_begun()}</span>
          ),
      },
    ]}
  />
)

export const DigestsPage = (props: DigestsPageProps) => {
  const { shell, months, languages, usual, lastMonth, isFirstPage, form } = props
  const mayWrite = shell.role === 'officer'
  const body: FormBody = form?.body ?? {}
  const rows = worthTelling(props)
  return (
    <OfficePage
      shell={shell}
      title={m.digest_title()}
      nav="digests"
      failed={form !== undefined}
      lead={m.digest_lead()}
      actions={
        mayWrite && months.months.some((row) => row.month === lastMonth && !isEmpty(row)) ? <BeginNow month={lastMonth} usual={usual} named /> : undefined
      }
    >
      <DigestTabs current="digests" />
      <ErrorSummary errors={form?.faults} />
      <div class="stack-lg">
        <Reported {...props} />
        <Section id="months" title={m.digest_months()}>
          {rows.length === 0 ? <p class="sub">{m.digest_months_all()}</p> : <Unreported rows={rows} props={props} />}
          {months.older === null && isFirstPage ? null : (
            <nav class="pager" aria-label={m.digest_pager()}>
              {isFirstPage ? null : <a href={addresses.digests()}>{m.digest_pager_newest()}</a>}
              {months.older === null ? null : (
                <a class="ds-button" data-size="sm" data-variant="secondary" rel="next" href={addresses.digests({ until: months.older })}>
                  {m.digest_pager_older()}
                </a>
              )}
            </nav>
          )}
        </Section>
        {mayWrite ? (
          <Section id="new" title={m.digest_new()}>
            <form class="form" method="post" action={addresses.digests()} novalidate>
              <TextField
                name="month"
                label={m.digest_field_month()}
                hint={m.digest_hint_month()}
                letters={16}
                maxlength={40}
                value={typed(body, 'month')}
                error={errorOf(form?.faults, 'month')}
              />
              <Checkboxes
                name="languages"
                label={m.digest_field_languages()}
                hint={m.digest_hint_languages()}
                twoColumns
                options={languages.map((value) => ({ value, label: textLanguageName(value) }))}
                values={form === undefined ? usual : typedList(body, 'languages')}
                error={errorOf(form?.faults, 'languages')}
              />
              <SubmitRow text={m.digest_begin()} />
            </form>
          </Section>
        ) : null}
      </div>
    </OfficePage>
  )
}
