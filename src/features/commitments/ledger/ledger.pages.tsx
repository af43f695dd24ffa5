// The ledger of promises as a page: an open book or a table, overdue first, with one set of filters and the views people saved.
import type { Child } from 'hono/jsx'
import { addresses } from '#addresses'
import { displayName, partnerInLine } from '#features/organisations/naming.ts'
import { m } from '#messages'
import type { Page } from '#platform/database/key-paging.ts'
import { dateInWords, dayInWords } from '#platform/dates.ts'
import { type LocalText, textIn } from '#platform/texts/local-text.ts'
import { Tag, type TagTone } from '#ui/badges.tsx'
import { Downloads } from '#ui/downloads.tsx'
import { Icon } from '#ui/icons.tsx'
import { OfficePage } from '#ui/layout.tsx'
import { KeysHelp, SavedViews, type SavedViewsProps, SaveView } from '#ui/lists.tsx'
import { ManyBar, type ManyBarProps } from '#ui/many.tsx'
import { PartnersInLine } from '#ui/partners.tsx'
import { Ledger, LedgerPage, type LedgerLine } from '#ui/promise.tsx'
import { NewButton } from '#ui/record.tsx'
import type { Shell } from '#ui/shell.ts'
import { EmptyState, Filters, Pager, Table, ViewSwitch } from '#ui/tables.tsx'
import {
  COMMITMENT_TOPICS,
  dueMargin,
  evidenceInWords,
  LEDGER_STANDINGS,
  type LedgerStanding,
  owedName,
  PROMISES_ON_A_PAGE,
  promiseLabel,
  type Side,
  SIDES,
  type Standing,
  standingInWords,
  standingName,
  topicName,
} from '../commitment.ts'
import type { CommitmentRow } from '../commitment.queries.ts'
import { dueWords } from '../field-words.ts'
import { movedInWords } from '../moves/move.ts'
import { isFiltered, LEDGER_VIEWS, type LedgerAsked, ledgerQuery, viewName } from './ledger.ts'
import type { Ledger as LedgerRead, LedgerChoices, SideSum, Sums } from './ledger.queries.ts'

const sideTitles: Readonly<Record<Side, () => string>> = {
  us: () => m.commitments_page_us(),
  them: () => m.commitments_page_them(),
  both: () => m.commitments_page_both(),
}
const sideNones: Readonly<Record<Side, () => string>> = {
  us: () => m.commitments_none_us(),
  them: () => m.commitments_none_them(),
  both: () => m.commitments_none_both(),
}

const lineOf = (row: CommitmentRow, today: string): LedgerLine => {
  const settledOn = row.keptOn ?? row.droppedOn
  const meta: Child[] = []
  if (row.partners.length > 0) meta.push(<PartnersInLine partners={row.partners.map(partnerInLine)} links={false} />)
  const shown = evidenceInWords(row)
  if (row.keptOn !== null && shown !== '') meta.push(m.commitments_evidence_short({ evidence: shown }))
  else if (row.droppedOn !== null && row.dropReason !== null) meta.push(row.dropReason)
  else if (row.event !== null) meta.push(textIn(row.event.title))
  const moved = movedInWords(row.moves)
  if (moved !== null) meta.push(moved)
  return {
    text: textIn(row.text),
    href: addresses.commitment({ id: row.id }),
    standing: row.standing,
    standingText: standingInWords(row.standing, row.due, today),
    due: settledOn === null ? dueMargin(row.due) : dueMargin(settledOn),
    meta,
  }
}

const Sum = ({ sum, more }: { readonly sum: SideSum; readonly more: string | null }) => (
  <>
    <span>{m.commitments_sum()}</span>
    <b>{m.commitments_sum_open({ count: sum.open })}</b>
    {sum.overdue > 0 ? <span class="late">{m.commitments_sum_overdue({ count: sum.overdue })}</span> : null}
    <span>
      {sum.kept + sum.dropped === 0 ? m.commitments_sum_none_settled() : m.commitments_sum_settled({ kept: sum.kept, settled: sum.kept + sum.dropped })}
    </span>
    {more === null ? null : (
      <a class="push" href={more}>
        {m.commitments_all_lines({ count: sum.all })}
      </a>
    )}
  </>
)

const standingFilterName = (one: LedgerStanding): string => (one === 'unsettled' ? m.commitments_filter_unsettled() : standingName(one))

export type LedgerPageProps = {
  readonly shell: Shell
  readonly asked: LedgerAsked
  readonly sums: Sums
  /** How many promises there are at all, whatever the filters. */
  readonly total: number
  readonly choices: LedgerChoices
  readonly saved: SavedViewsProps
  /** YYYY-MM-DD */
  readonly today: string
  /** How much is kept, year by year, of what the partner filter leaves. */
  readonly shares: Child
  /** The view itself. */
  readonly children: Child
}

const select = (name: keyof LedgerAsked, label: string, value: string | undefined, options: readonly { value: string; label: string }[], seldom = false) => ({
  kind: 'select' as const,
  name,
  label,
  value,
  seldom,
  options: [{ value: '', label: m.commitments_filter_any() }, ...options],
})
const named = (rows: readonly { readonly id: string; readonly name: LocalText; readonly nativeName: string | null }[]) =>
  rows.map((one) => ({ value: one.id, label: displayName(one) }))

export const CommitmentsPage = ({ shell, asked, sums, total, choices, saved, today, shares, children }: LedgerPageProps) => {
  const mayWrite = shell.role === 'officer'
  const filtered = isFiltered(asked)
  const found = SIDES.reduce((sum, side) => sum + sums[side].all, 0)
  return (
    <OfficePage
      shell={shell}
      title={m.commitments_title()}
      nav="commitments"
      lead={m.commitments_lead({ day: dayInWords(today) })}
      islands={['lists.js']}
      actions={
        total === 0 ? null : (
          <>
            <a class="ds-button" data-variant="secondary" href={addresses.commitmentHalfYears()}>
              <Icon name="print" />
              {m.commitments_half_link()}
            </a>
            {mayWrite ? (
              <NewButton href={addresses.commitmentNew({ event: asked.event, organisation: asked.organisation })} text={m.commitments_new()} />
            ) : null}
          </>
        )
      }
    >
      {total === 0 ? (
        <EmptyState
          title={m.commitments_empty_title()}
          text={m.commitments_empty_text()}
          actions={
            mayWrite ? (
              <>
                <NewButton href={addresses.commitmentNew()} text={m.commitments_new()} />
                <a class="ds-button" data-variant="tertiary" href={addresses.intakeNew()}>
                  {m.commitments_empty_intake()}
                </a>
              </>
            ) : null
          }
        />
      ) : (
        <>
          <SavedViews {...saved} />
          <Filters
            action={addresses.commitments()}
            keep={{ view: asked.view }}
            filters={[
              { kind: 'search', name: 'q', label: m.commitments_filter_q(), value: asked.q },
              select('organisation', m.commitments_filter_partner(), asked.organisation, named(choices.partners)),
              select(
                'standing',
                m.commitments_filter_standing(),
                asked.standing,
                LEDGER_STANDINGS.map((value) => ({ value, label: standingFilterName(value) })),
              ),
              select('person', m.commitments_filter_person(), asked.person, named(choices.people)),
              select(
                'side',
                m.commitments_filter_side(),
                asked.side,
                SIDES.map((value) => ({ value, label: owedName(value) })),
                true,
              ),
              select(
                'year',
                m.commitments_filter_year(),
                asked.year,
                choices.years.map((value) => ({ value, label: value })),
                true,
              ),
              select(
                'topic',
                m.commitments_filter_topic(),
                asked.topic,
                COMMITMENT_TOPICS.map((value) => ({ value, label: topicName(value) })),
                true,
              ),
              select(
                'event',
                m.commitments_filter_event(),
                asked.event,
                choices.events.map(({ id, title, date }) => ({
                  value: id,
                  label: date === null ? textIn(title) : `${textIn(title)}, ${dateInWords(date)}`,
                })),
                true,
              ),
            ]}
            count={filtered ? m.commitments_count_found({ count: found }) : m.commitments_count({ count: found })}
            clear={filtered ? addresses.commitments({ view: asked.view }) : undefined}
            more={<SaveView save={saved.save} />}
          >
            <ViewSwitch
              label={m.commitments_views()}
              views={LEDGER_VIEWS.map((view, at) => ({
                href: addresses.commitments(ledgerQuery(asked, { view })),
                text: viewName(view),
                current: view === asked.view,
                key: String(at + 1),
              }))}
            />
          </Filters>
          {found === 0 ? <EmptyState title={m.commitments_nothing_title()} text={m.commitments_nothing_text()} /> : children}
          {found === 0 ? null : (
            <>
              {shares}
              <Downloads what="commitments" query={{ ...ledgerQuery(asked), view: undefined }} />
            </>
          )}
          <KeysHelp writing={mayWrite && asked.view === 'table'} own={[{ key: '1 – 2', text: m.commitments_keys_views() }]} />
        </>
      )}
    </OfficePage>
  )
}

export type BookProps = {
  readonly asked: LedgerAsked
  readonly ledger: LedgerRead
  readonly officeName: string
  readonly today: string
}

/** The ledger as an open book: a page for each side; one side alone is paged by key. */
export const Book = ({ asked, ledger, officeName, today }: BookProps) => {
  const shown = asked.side === undefined ? SIDES : [asked.side]
  const subs: Readonly<Record<Side, string>> = { us: officeName, them: m.commitments_sub_them(), both: m.commitments_sub_both() }
  return (
    <>
      <Ledger>
        {shown.map((side) => {
          const lines = ledger.sides[side]
          const sum = ledger.sums[side]
          return (
            <LedgerPage
              id={`owed-${side}`}
              title={sideTitles[side]()}
              sub={subs[side]}
              both={side === 'both' || shown.length === 1}
              lines={lines.map((row) => lineOf(row, today))}
              none={sideNones[side]()}
              sum={
                sum.all === 0 ? undefined : (
                  <Sum sum={sum} more={shown.length > 1 && sum.all > lines.length ? addresses.commitments(ledgerQuery(asked, { side })) : null} />
                )
              }
            />
          )
        })}
      </Ledger>
      <Pager
        href={addresses.commitments(ledgerQuery(asked))}
        after={ledger.next ?? undefined}
        before={ledger.previous ?? undefined}
        text={m.commitments_page_size({ count: PROMISES_ON_A_PAGE })}
      />
    </>
  )
}

const TONES: Readonly<Record<Standing, TagTone>> = { kept: 'kept', dropped: 'outline', overdue: 'late', 'due-soon': 'soon', open: 'neutral' }

export type LedgerTableProps = {
  readonly asked: LedgerAsked
  readonly page: Page<CommitmentRow>
  readonly today: string
  /** The bar for changing many; absent for those who only read. */
  readonly many?: ManyBarProps | undefined
}

/** The same promises as a table, all sides together, in which many can be changed at once. */
export const LedgerTable = ({ asked, page, today, many }: LedgerTableProps) => (
  <>
    <Table
      caption={m.commitments_title()}
      keys
      rows={page.rows}
      rowId={({ id }) => `r-${id}`}
      choose={many === undefined ? undefined : { row: (row) => row, label: (row) => promiseLabel(textIn(row.text)) }}
      columns={[
        { head: m.commitments_field_text(), cell: (row) => <a href={addresses.commitment({ id: row.id })}>{textIn(row.text)}</a> },
        { head: m.commitments_field_owed_by(), cell: (row) => owedName(row.owedBy) },
        { head: m.commitments_field_partners(), cell: (row) => <PartnersInLine partners={row.partners.map(partnerInLine)} /> },
        {
          head: m.commitments_field_due(),
          cell: (row) => {
            const moved = movedInWords(row.moves)
            return (
              <>
                {dueWords(row.due)}
                {moved === null ? null : <span class="sub"> {moved}</span>}
              </>
            )
          },
        },
        { head: m.commitments_filter_standing(), cell: (row) => <Tag tone={TONES[row.standing]}>{standingInWords(row.standing, row.due, today)}</Tag> },
        {
          head: m.commitments_field_person(),
          cell: ({ person, theirPerson }) => (
            <>
              {person === null ? null : <a href={addresses.person({ id: person.id })}>{displayName(person)}</a>}
              {person === null || theirPerson === null ? null : <br />}
              {theirPerson === null ? null : (
                <>
                  <a href={addresses.person({ id: theirPerson.id })}>{displayName(theirPerson)}</a> <span class="sub">{m.commitments_at_theirs()}</span>
                </>
              )}
            </>
          ),
        },
        {
          head: m.commitments_field_event(),
          cell: ({ event }) => (event === null ? null : <a href={addresses.event({ id: event.id })}>{textIn(event.title)}</a>),
        },
      ]}
    />
    {many === undefined ? null : <ManyBar {...many} />}
    <Pager
      href={addresses.commitments(ledgerQuery(asked))}
      after={page.next ?? undefined}
      before={page.previous ?? undefined}
      text={m.commitments_page_size({ count: PROMISES_ON_A_PAGE })}
    />
  </>
)
