// The triage list: texts that came by themselves, those worth most first, each with whom it speaks of and what it promises.
import { addresses } from '#addresses'
import { countryName } from '#features/organisations/naming.ts'
import { m } from '#messages'
import { dayInWords } from '#platform/dates.ts'
import type { Page } from '#platform/database/key-paging.ts'
import { currentLanguage } from '#platform/texts/language.ts'
import { Flag } from '#ui/badges.tsx'
import { MANY_FORM } from '#ui/cells.tsx'
import { Checkbox } from '#ui/fields.tsx'
import { OfficePage } from '#ui/layout.tsx'
import type { Shell } from '#ui/shell.ts'
import { EmptyState, Filters, Pager, Table, Tabs } from '#ui/tables.tsx'
import type { Source, TriageFilter, TriageLine } from './triage.queries.ts'
import { datedInWords, TRIAGE_VIEWS, type TriageView } from './triage.ts'

const viewNames: Readonly<Record<TriageView, () => string>> = {
  open: m.intake_triage_view_open,
  none: m.intake_triage_view_none,
  aside: m.intake_triage_view_aside,
}
const leads: Readonly<Record<TriageView, () => string>> = {
  open: m.intake_triage_lead_open,
  none: m.intake_triage_lead_none,
  aside: m.intake_triage_lead_aside,
}
const NAMED = 3

const isUnread = ({ trouble, worth }: TriageLine): boolean => trouble !== '' && worth.total === 0

const Named = ({ line }: { readonly line: TriageLine }) => {
  // Nobody knows of whom an unread text speaks.
  if (isUnread(line)) return null
  if (line.named.length === 0) return <span class="sub">{m.intake_triage_nobody()}</span>
  const more = line.named.length - NAMED
  return (
    <span class="triage-named">
      {line.named.slice(0, NAMED).map(({ name, country, known }) => (
        <span class={known ? 'strong' : undefined}>
          <Flag country={country} /> {name}
          {known ? <span class="sr"> ({m.intake_triage_known()})</span> : null}
        </span>
      ))}
      {more > 0 ? <span class="sub">{m.intake_triage_more({ count: more })}</span> : null}
    </span>
  )
}

const Dated = ({ line }: { readonly line: TriageLine }) =>
  line.published === null ? (
    <span class="soon">{m.intake_date_unknown()}</span>
  ) : (
    <>
      <span class="nowrap">{dayInWords(line.published)}</span>
      {line.published === line.arrival.datedAs && (line.arrival.dated === 'name' || line.arrival.dated === 'text') ? (
        <>
          <br />
          <span class="sub">{datedInWords(line.arrival.dated)}</span>
        </>
      ) : null}
    </>
  )

export type TriagePageProps = {
  readonly shell: Shell
  readonly view: TriageView
  readonly filter: TriageFilter
  /** As it stands in the address. */
  readonly query: string
  readonly page: Page<TriageLine>
  readonly counts: Readonly<Record<TriageView, number>>
  readonly sources: readonly Source[]
  readonly countries: readonly string[]
}

export const TriagePage = ({ shell, view, filter, query, page, counts, sources, countries }: TriagePageProps) => {
  const mayWrite = shell.role === 'officer'
  const locale = currentLanguage()
  const at = (wanted: TriageView): string =>
    addresses.intakeTriage({ view: wanted === 'open' ? undefined : wanted, q: filter.q, source: filter.source, country: filter.country })
  const filtered = [filter.q, filter.source, filter.country].some((value) => value !== undefined && value !== '')
  const nothing = TRIAGE_VIEWS.every((one) => counts[one] === 0) && !filtered
  const first = page.rows[0]
  return (
    <OfficePage
      shell={shell}
      title={m.intake_triage_title()}
      nav="intake"
      crumbs={[{ text: m.intake_title(), href: addresses.intake() }]}
      lead={leads[view]()}
      islands={mayWrite ? ['lists.js'] : []}
      actions={
        mayWrite && view === 'open' && first !== undefined ? (
          <a class="ds-button" href={addresses.intakeText({ id: first.id })}>
            {m.intake_triage_begin()}
          </a>
        ) : undefined
      }
    >
      {nothing ? (
        <EmptyState
          title={m.intake_triage_empty_title()}
          text={m.intake_triage_empty_text()}
          actions={
            mayWrite ? (
              <>
                <a class="ds-button" href={addresses.intakeBatchNew()}>
                  {m.intake_batch_new()}
                </a>
                <a class="ds-button" data-variant="secondary" href={addresses.settingsFeeds()}>
                  {m.intake_feeds_title()}
                </a>
              </>
            ) : undefined
          }
        />
      ) : (
        <>
          <Tabs
            label={m.intake_triage_views()}
            tabs={TRIAGE_VIEWS.map((one) => ({ href: at(one), text: viewNames[one](), count: counts[one], current: one === view }))}
          />
          <Filters
            action={addresses.intakeTriage()}
            {...(view === 'open' ? {} : { keep: { view } })}
            filters={[
              { kind: 'search', name: 'q', label: m.intake_triage_filter_q(), value: filter.q },
              ...(view === 'none'
                ? []
                : [
                    {
                      kind: 'select' as const,
                      name: 'country',
                      label: m.intake_triage_filter_country(),
                      value: filter.country,
                      options: [
                        { value: '', label: m.intake_triage_filter_any() },
                        ...countries.map((code) => ({ value: code, label: countryName(code) })).sort((a, b) => a.label.localeCompare(b.label, locale)),
                      ],
                    },
                  ]),
              {
                kind: 'select',
                name: 'source',
                label: m.intake_triage_filter_source(),
                value: filter.source,
                options: [{ value: '', label: m.intake_triage_filter_any() }, ...sources.map(({ id, title }) => ({ value: id, label: title }))],
              },
            ]}
            clear={filtered ? addresses.intakeTriage({ view: view === 'open' ? undefined : view }) : undefined}
            {...(filtered ? { count: m.intake_triage_count({ count: counts[view] }) } : {})}
          />
          {page.rows.length === 0 ? (
            <p class="sub">{filtered ? m.intake_triage_nothing_found() : view === 'open' ? m.intake_triage_all_done() : m.intake_triage_view_empty()}</p>
          ) : (
            <>
              <Table
                caption={m.intake_triage_title()}
                rows={page.rows}
                keys
                choose={mayWrite ? { row: ({ id, arrival }) => ({ id, version: arrival.version }), label: ({ title }) => title } : undefined}
                columns={[
                  {
                    head: m.intake_column_title(),
                    cell: (line) => (
                      <>
                        <a href={addresses.intakeText({ id: line.id })} lang={line.language ?? undefined}>
                          {line.title}
                        </a>
                        <br />
                        <span class="sub triage-from">{line.source}</span>
                      </>
                    ),
                  },
                  { head: m.intake_column_date(), cell: (line) => <Dated line={line} /> },
                  ...(view === 'none' ? [] : [{ head: m.intake_triage_column_partners(), cell: (line: TriageLine) => <Named line={line} /> }]),
                  ...(view === 'none'
                    ? []
                    : [
                        {
                          head: m.intake_triage_column_promises(),
                          number: true,
                          cell: (line: TriageLine) => (line.worth.promises === 0 ? '' : line.worth.promises),
                        },
                      ]),
                  {
                    head: m.intake_triage_column_drafts(),
                    number: true,
                    cell: (line) =>
                      isUnread(line) ? (
                        <span class="late">{m.intake_not_read()}</span>
                      ) : line.worth.total === 0 ? (
                        <span class="sub">{m.intake_triage_zero()}</span>
                      ) : (
                        <span class="nowrap">{m.intake_triage_drafts({ undecided: line.worth.undecided, total: line.worth.total })}</span>
                      ),
                  },
                ]}
              />
              {mayWrite ? (
                <form class="many" id={MANY_FORM} method="post" action={addresses.intakeTriage()} aria-label={m.intake_triage_many()}>
                  <input type="hidden" name="query" value={query} />
                  <p
                    class="how-many"
                    role="status"
                    data-none={m.intake_triage_chosen_none()}
                    data-one={m.intake_triage_chosen({ count: 1 })}
                    data-more={m.intake_triage_chosen({ count: 99 }).replace('99', '{n}')}
                  >
                    {m.intake_triage_chosen_none()}
                  </p>
                  {counts[view] > page.rows.length ? <Checkbox name="all" label={m.intake_triage_all({ count: counts[view] })} /> : null}
                  <button class="ds-button" data-variant="secondary" name="act" value={view === 'aside' ? 'back' : 'aside'}>
                    {view === 'aside' ? m.intake_triage_back() : m.intake_triage_aside()}
                  </button>
                </form>
              ) : null}
              <Pager href={at(view)} after={page.next ?? undefined} before={page.previous ?? undefined} />
            </>
          )}
        </>
      )}
    </OfficePage>
  )
}
