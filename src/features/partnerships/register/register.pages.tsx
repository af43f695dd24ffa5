// The register of partnerships as a page: one set of filters, four views of what they find, the views people saved.
import type { Child } from 'hono/jsx'
import { addresses } from '#addresses'
import { countryChoices, countryName, displayName, nativeOf } from '#features/organisations/naming.ts'
import { m } from '#messages'
import type { Page } from '#platform/database/key-paging.ts'
import { dateInWords } from '#platform/dates.ts'
import { currentLanguage } from '#platform/texts/language.ts'
import { Place } from '#ui/badges.tsx'
import { Downloads } from '#ui/downloads.tsx'
import { Icon } from '#ui/icons.tsx'
import { OfficePage } from '#ui/layout.tsx'
import { KeysHelp, SavedViews, type SavedViewsProps, SaveView } from '#ui/lists.tsx'
import { ManyBar, type ManyBarProps } from '#ui/many.tsx'
import type { Shell } from '#ui/shell.ts'
import { EmptyState, Filters, Pager, Table, ViewSwitch } from '#ui/tables.tsx'
import { dormancyName, dormancyOn } from '../silence/dormancy.ts'
import { type Field, fieldName, fieldOptions } from '../field.ts'
import { isFiltered, LIST_VIEWS, type ListAsked, listQuery, type ListSort, SILENCES, viewName } from './list.ts'
import type { ListRow } from './list.queries.ts'
import { PARTNERSHIP_TYPES, partnershipTypeName } from '../partnership.ts'
import { DormancyMark } from '../silence/silence.pages.tsx'
import { StageMark } from '../stage.pages.tsx'
import { stageName, STAGES } from '../stage.ts'

export type PartnershipsPageProps = {
  readonly shell: Shell
  readonly asked: ListAsked
  /** All there are, and those the filters find. */
  readonly total: number
  readonly found: number
  /** Countries of the register, for the filter. */
  readonly countries: readonly string[]
  readonly saved: SavedViewsProps
  /** Carries the month of the calendar over a change of the filters. */
  readonly keep?: Readonly<Record<string, string>>
  /** The view itself. */
  readonly children: Child
}

const MOST_FIELDS = 3

export const FieldsInBrief = ({ fields }: { readonly fields: readonly Field[] }) => (
  <>
    {fields.slice(0, MOST_FIELDS).map(fieldName).join(', ')}
    {fields.length > MOST_FIELDS ? <span class="sub"> {m.partnerships_more_fields({ count: fields.length - MOST_FIELDS })}</span> : null}
  </>
)

const NewButton = () => (
  <a class="ds-button" href={addresses.partnershipNew()}>
    <Icon name="plus" />
    {m.partnerships_new()}
  </a>
)

export const PartnershipsPage = ({ shell, asked, total, found, countries, saved, keep = {}, children }: PartnershipsPageProps) => {
  const mayWrite = shell.role === 'officer'
  const any = { value: '', label: m.partnerships_filter_any() }
  return (
    <OfficePage
      shell={shell}
      title={m.partnerships_title()}
      nav="partnerships"
      lead={m.partnerships_lead()}
      actions={mayWrite && total > 0 ? <NewButton /> : null}
      islands={['lists.js']}
    >
      {total === 0 ? (
        <EmptyState
          title={m.partnerships_empty_title()}
          text={m.partnerships_empty_text()}
          actions={
            mayWrite ? (
              <>
                <a class="ds-button" href={addresses.intakeNew()}>
                  {m.partnerships_empty_intake()}
                </a>
                <a class="ds-button" data-variant="secondary" href={addresses.partnershipNew()}>
                  {m.partnerships_new()}
                </a>
                <a class="ds-button" data-variant="tertiary" href={addresses.sheetNew({ kind: 'partners' })}>
                  {m.ui_downloads_bring()}
                </a>
              </>
            ) : null
          }
        />
      ) : (
        <>
          <SavedViews {...saved} />
          <Filters
            action={addresses.partnerships()}
            keep={{ view: asked.view, ...(asked.sort === 'name' ? {} : { sort: asked.sort }), ...keep }}
            filters={[
              { kind: 'search', name: 'q', label: m.partnerships_search(), value: asked.q },
              {
                kind: 'select',
                name: 'stage',
                label: m.partnerships_filter_stage(),
                value: asked.stage,
                options: [any, ...STAGES.map((stage) => ({ value: stage, label: stageName(stage) }))],
              },
              {
                kind: 'select',
                name: 'dormancy',
                label: m.partnerships_filter_silence(),
                value: asked.dormancy,
                options: [any, ...SILENCES.map((silence) => ({ value: silence, label: dormancyName(silence) }))],
              },
              { kind: 'select', name: 'country', label: m.partnerships_filter_country(), value: asked.country, options: [any, ...countryChoices(countries)] },
              {
                kind: 'select',
                name: 'type',
                seldom: true,
                label: m.partnerships_filter_type(),
                value: asked.type,
                options: [any, ...PARTNERSHIP_TYPES.map((type) => ({ value: type, label: partnershipTypeName(type) }))],
              },
              {
                kind: 'select',
                name: 'field',
                seldom: true,
                label: m.partnerships_filter_field(),
                value: asked.field,
                options: [any, ...fieldOptions(currentLanguage())],
              },
              {
                kind: 'select',
                name: 'public',
                seldom: true,
                label: m.partnerships_filter_public(),
                value: asked.public,
                options: [any, { value: 'yes', label: m.partnerships_filter_public_yes() }, { value: 'no', label: m.partnerships_filter_public_no() }],
              },
            ]}
            count={isFiltered(asked) ? m.partnerships_count_found({ count: found }) : m.partnerships_count({ count: total })}
            clear={isFiltered(asked) ? addresses.partnerships({ view: asked.view }) : undefined}
            more={<SaveView save={saved.save} />}
          >
            <ViewSwitch
              label={m.partnerships_views()}
              views={LIST_VIEWS.map((view, at) => ({
                href: addresses.partnerships(listQuery(asked, { view })),
                text: viewName(view),
                current: view === asked.view,
                key: String(at + 1),
              }))}
            />
          </Filters>
          {found === 0 ? (
            <EmptyState title={m.partnerships_none_title()} text={m.partnerships_none_text()} actions={mayWrite ? <NewButton /> : null} />
          ) : (
            children
          )}
          {found === 0 ? null : <Downloads what="partnerships" query={{ ...listQuery(asked), view: undefined }} mayWrite={mayWrite} />}
          <KeysHelp
            writing={mayWrite && asked.view === 'table'}
            own={[
              { key: '1 – 4', text: m.partnerships_keys_views() },
              ...(asked.view === 'board'
                ? [{ key: '← ↑ ↓ →', text: m.partnerships_keys_board() }, ...(mayWrite ? [{ key: 'S', text: m.partnerships_board_step() }] : [])]
                : []),
              ...(asked.view === 'calendar' ? [{ key: '← →', text: m.partnerships_keys_calendar() }] : []),
            ]}
          />
        </>
      )}
    </OfficePage>
  )
}

export type PartnershipsTableProps = {
  readonly asked: ListAsked
  readonly today: string
  readonly page: Page<ListRow>
  /** The bar for changing many; absent for those who only read. */
  readonly many?: ManyBarProps | undefined
}

/** The register as a table: one row a partner, sorted and paged by key. */
export const PartnershipsTable = ({ asked, today, page, many }: PartnershipsTableProps) => {
  const back = addresses.partnerships(listQuery(asked))
  const sorted = (sort: ListSort, now: 'ascending' | 'descending') => ({
    href: addresses.partnerships(listQuery(asked, { sort, q: undefined })),
    now: asked.sort === sort && asked.q === undefined ? now : undefined,
  })
  const edit = (cell: 'fields' | 'public', label: string) =>
    many === undefined
      ? undefined
      : (row: ListRow) => ({ href: addresses.partnershipCell({ id: row.id, cell }, { back }), label: `${label}: ${displayName(row.partner)}` })
  return (
    <>
      <Table
        caption={m.partnerships_title()}
        keys
        rows={page.rows}
        rowId={({ id }) => `r-${id}`}
        choose={many === undefined ? undefined : { row: (row) => row, label: (row) => displayName(row.partner) }}
        columns={[
          {
            head: m.partnerships_col_partner(),
            sort: sorted('name', 'ascending'),
            cell: (row) => (
              <>
                <Place
                  name={displayName(row.partner)}
                  native={nativeOf(row.partner)}
                  country={row.partner.country}
                  href={addresses.partnership({ id: row.id })}
                />{' '}
                <a class="two-minutes no-print" href={addresses.partnershipHandover({ id: row.id })}>
                  {m.partnerships_handover_link()}
                  <span class="sr">: {displayName(row.partner)}</span>
                </a>
              </>
            ),
          },
          { head: m.partnerships_col_country(), cell: (row) => countryName(row.partner.country) },
          { head: m.partnerships_col_type(), cell: (row) => partnershipTypeName(row.type) },
          {
            head: m.partnerships_col_stage(),
            sort: sorted('since', 'descending'),
            cell: (row) => (
              <>
                <StageMark stage={row.stage} />
                {row.since === null ? null : <span class="sub"> {dateInWords(row.since)}</span>}
              </>
            ),
          },
          { head: m.partnerships_col_contact(), sort: sorted('contact', 'ascending'), cell: (row) => <LastContact row={row} today={today} /> },
          { head: m.partnerships_col_fields(), cell: (row) => <FieldsInBrief fields={row.fields} />, edit: edit('fields', m.partnerships_col_fields()) },
          {
            head: m.partnerships_col_public(),
            cell: (row) => (row.publishedAt === null ? <span class="sub">{m.partnerships_public_no()}</span> : m.partnerships_public_yes()),
            edit: edit('public', m.partnerships_col_public()),
          },
        ]}
      />
      {many === undefined ? null : <ManyBar {...many} />}
      <Pager href={back} after={page.next ?? undefined} before={page.previous ?? undefined} />
    </>
  )
}

const LastContact = ({ row, today }: { readonly row: ListRow; readonly today: string }) => (
  <>
    <DormancyMark level={dormancyOn(row, today)} />
    <span class="sub">{row.lastContact === null ? m.partnerships_no_contact() : dateInWords(row.lastContact)}</span>
  </>
)
