// The list of organisations as a page: a table that is edited in place, or a map, under the same filters; the views people saved.
import { addresses } from '#addresses'
import { m } from '#messages'
import type { Page } from '#platform/database/key-paging.ts'
import { Flag, Place } from '#ui/badges.tsx'
import { OfficePage } from '#ui/layout.tsx'
import { Downloads } from '#ui/downloads.tsx'
import { KeysHelp, SavedViews, type SavedViewsProps, SaveView } from '#ui/lists.tsx'
import { ManyBar, type ManyBarProps } from '#ui/many.tsx'
import { OnMap } from '#ui/on-map.tsx'
import type { PlatePoint } from '#ui/plate.tsx'
import { NewButton } from '#ui/record.tsx'
import type { Shell } from '#ui/shell.ts'
import { EmptyState, Filters, Pager, Table, ViewSwitch } from '#ui/tables.tsx'
import { ORGANISATION_VIEWS, type OrganisationsAsked, organisationsQuery, type OrganisationView } from './list.ts'
import { DoublesLink } from './doubles/double.pages.tsx'
import { countryChoices, countryName, displayName, nativeOf } from './naming.ts'
import { kindName, ORGANISATION_KINDS } from './organisation.ts'
import type { Organisation } from './organisation.table.ts'
import type { Holding } from './people/person.table.ts'
import { doubtInWords } from './people/post.pages.tsx'
import { postWords } from './people/post.ts'
import { RegisterViews, type RegisterTabs } from './register.pages.tsx'

export type OrganisationsShown =
  | {
      readonly view: 'table'
      readonly page: Page<Organisation>
      /** Organisation's id → who holds a post there now. */
      readonly people: ReadonlyMap<string, readonly Holding[]>
      readonly many?: ManyBarProps | undefined
    }
  | {
      readonly view: 'map'
      readonly home: PlatePoint | null
      readonly rows: readonly Organisation[]
      /** Organisation's id → where it lies. */
      readonly points: ReadonlyMap<string, PlatePoint>
      readonly more: number
    }
  | {
      readonly view: 'countries'
      readonly home: PlatePoint | null
      readonly countries: readonly { readonly country: string; readonly count: number; readonly point: PlatePoint | null }[]
    }

export type OrganisationsPageProps = {
  readonly shell: Shell
  /** YYYY-MM-DD */
  readonly today: string
  readonly counts: RegisterTabs
  /** Countries of the register, for the filter. */
  readonly countries: readonly string[]
  readonly asked: OrganisationsAsked
  readonly found: number
  readonly saved: SavedViewsProps
  readonly shown: OrganisationsShown
}

const viewName: Readonly<Record<OrganisationView, () => string>> = { table: () => m.organisations_view_table(), map: () => m.organisations_view_map() }

export const OrganisationsPage = ({ shell, today, counts, countries, asked, found, saved, shown }: OrganisationsPageProps) => {
  const filtered = asked.q !== undefined || asked.kind !== undefined || asked.country !== undefined
  const toNew = addresses.organisationNew(asked.q === undefined ? {} : { name: asked.q })
  return (
    <OfficePage
      shell={shell}
      title={m.organisations_title()}
      nav="organisations"
      lead={m.organisations_lead()}
      actions={
        <>
          <DoublesLink href={addresses.organisationDoubles()} />
          {shell.role === 'officer' ? <NewButton href={addresses.organisationNew()} text={m.organisations_new()} /> : null}
        </>
      }
      islands={['lists.js']}
    >
      <RegisterViews counts={counts} now="organisations" />
      {counts.organisations === 0 ? (
        <EmptyState
          title={m.organisations_empty_title()}
          text={m.organisations_empty_text()}
          actions={
            shell.role === 'officer' ? (
              <>
                <a class="ds-button" href={addresses.organisationNew()}>
                  {m.organisations_empty_first()}
                </a>
                <a class="ds-button" data-variant="tertiary" href={addresses.intakeNew()}>
                  {m.organisations_empty_intake()}
                </a>
                <a class="ds-button" data-variant="tertiary" href={addresses.sheetNew({ kind: 'organisations' })}>
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
            action={addresses.organisations()}
            keep={{ view: asked.view }}
            filters={[
              { kind: 'search', name: 'q', label: m.organisations_filter_name(), value: asked.q },
              {
                kind: 'select',
                name: 'kind',
                label: m.organisations_field_kind(),
                value: asked.kind,
                options: [
                  { value: '', label: m.organisations_filter_any_kind() },
                  ...ORGANISATION_KINDS.map((kind) => ({ value: kind, label: kindName(kind) })),
                ],
              },
              {
                kind: 'select',
                name: 'country',
                label: m.organisations_field_country(),
                value: asked.country,
                options: [{ value: '', label: m.organisations_filter_any_country() }, ...countryChoices(countries)],
              },
            ]}
            clear={filtered ? addresses.organisations({ view: asked.view }) : undefined}
            more={<SaveView save={saved.save} />}
            {...(filtered ? { count: m.organisations_found({ count: found }) } : {})}
          >
            <ViewSwitch
              label={m.organisations_list_views()}
              views={ORGANISATION_VIEWS.map((view, at) => ({
                href: addresses.organisations(organisationsQuery(asked, { view })),
                text: viewName[view](),
                current: view === asked.view,
                key: String(at + 1),
              }))}
            />
          </Filters>
          {found === 0 ? (
            <EmptyState
              title={m.organisations_none_title()}
              text={asked.q === undefined ? m.organisations_none_filtered() : m.organisations_none_named({ name: asked.q })}
              actions={
                shell.role === 'officer' && asked.q !== undefined ? <NewButton href={toNew} text={m.organisations_new_named({ name: asked.q })} /> : null
              }
            />
          ) : shown.view === 'table' ? (
            <OrganisationsTable asked={asked} today={today} {...shown} />
          ) : (
            <OrganisationsMap asked={asked} shown={shown} />
          )}
          {found === 0 ? null : (
            <Downloads what="organisations" query={{ ...organisationsQuery(asked), view: undefined }} mayWrite={shell.role === 'officer'} />
          )}
          <KeysHelp writing={shell.role === 'officer' && asked.view === 'table'} own={[{ key: '1 – 2', text: m.organisations_keys_views() }]} />
        </>
      )}
    </OfficePage>
  )
}

export const OrganisationName = ({ row, native }: { readonly row: Organisation; readonly native: ReturnType<typeof nativeOf> }) => (
  <Place name={displayName(row)} native={native} country={row.country} href={addresses.organisation({ id: row.id })} />
)

/** „www.example.org“: what people say of an address. */
export const Website = ({ row }: { readonly row: Organisation }) =>
  row.website === null ? null : (
    <a href={row.website} rel="noreferrer">
      {row.website.replace(/^https?:\/\/(?:www\.)?/, '').replace(/\/$/, '')}
    </a>
  )

const OrganisationsTable = ({
  asked,
  today,
  page,
  people,
  many,
}: { readonly asked: OrganisationsAsked; readonly today: string } & Extract<OrganisationsShown, { readonly view: 'table' }>) => {
  const back = addresses.organisations(organisationsQuery(asked))
  const edit = (cell: 'name' | 'kind' | 'country' | 'website', label: string) =>
    many === undefined
      ? undefined
      : (row: Organisation) => ({ href: addresses.organisationCell({ id: row.id, cell }, { back }), label: `${label}: ${displayName(row)}` })
  return (
    <>
      <Table
        caption={m.organisations_tab_organisations()}
        keys
        rows={page.rows}
        rowId={({ id }) => `r-${id}`}
        choose={many === undefined ? undefined : { row: (row) => row, label: (row) => displayName(row) }}
        columns={[
          {
            head: m.organisations_field_name(),
            cell: (row) => <OrganisationName row={row} native={nativeOf(row)} />,
            edit: edit('name', m.organisations_field_name()),
          },
          { head: m.organisations_field_kind(), cell: (row) => kindName(row.kind), edit: edit('kind', m.organisations_field_kind()) },
          { head: m.organisations_field_country(), cell: (row) => countryName(row.country), edit: edit('country', m.organisations_field_country()) },
          { head: m.organisations_column_people(), cell: (row) => <PeopleInBrief people={people.get(row.id) ?? []} today={today} /> },
          { head: m.organisations_field_website(), cell: (row) => <Website row={row} />, edit: edit('website', m.organisations_field_website()) },
        ]}
      />
      {many === undefined ? null : <ManyBar {...many} />}
      <Pager href={back} after={page.next ?? undefined} before={page.previous ?? undefined} />
    </>
  )
}

const MOST_IN_BRIEF = 2

const PeopleInBrief = ({ people, today }: { readonly people: readonly Holding[]; readonly today: string }) => (
  <>
    {people.slice(0, MOST_IN_BRIEF).map(({ post, person }, index) => (
      <>
        {index > 0 ? '; ' : null}
        <a class="plain" href={addresses.person({ id: person.id })}>
          {displayName(person)}
        </a>
        , {postWords(post)}
        {doubtInWords(post, today) === undefined ? null : <span class="soon small"> · {doubtInWords(post, today)}</span>}
      </>
    ))}
    {people.length > MOST_IN_BRIEF ? ` ${m.organisations_people_more({ count: people.length - MOST_IN_BRIEF })}` : null}
  </>
)

const organisationLine = (row: Organisation) => (
  <>
    <OrganisationName row={row} native={nativeOf(row)} />
    <span class="sub"> {kindName(row.kind)}</span>
  </>
)

const OrganisationsMap = ({
  asked,
  shown,
}: {
  readonly asked: OrganisationsAsked
  readonly shown: Exclude<OrganisationsShown, { readonly view: 'table' }>
}) => {
  if (shown.view === 'map') {
    const { home, rows, points, more } = shown
    return (
      <OnMap
        home={home}
        nothing={m.organisations_map_no_places()}
        dots={rows.flatMap((row) => {
          const point = points.get(row.id)
          return point === undefined ? [] : [{ ...point, id: row.id, name: displayName(row), href: addresses.organisation({ id: row.id }) }]
        })}
        lists={[
          {
            id: 'on-map',
            title: m.organisations_map_list(),
            items: rows.filter(({ id }) => points.has(id)).map(organisationLine),
            more: more > 0 ? m.organisations_map_more({ count: more }) : undefined,
          },
          { id: 'off-map', title: m.organisations_map_without(), items: rows.filter(({ id }) => !points.has(id)).map(organisationLine) },
        ]}
      />
    )
  }
  const toCountry = (country: string): string => addresses.organisations(organisationsQuery(asked, { country }))
  return (
    <OnMap
      home={shown.home}
      nothing={m.organisations_map_no_places()}
      dots={shown.countries.flatMap(({ country, count, point }) =>
        point === null ? [] : [{ ...point, id: country, name: `${countryName(country)} (${count})`, href: toCountry(country) }],
      )}
      lists={[
        {
          id: 'on-map',
          title: m.organisations_map_countries(),
          note: m.organisations_map_gathered(),
          items: shown.countries.map(({ country, count }) => (
            <>
              <Flag country={country} />{' '}
              <a class="plain strong" href={toCountry(country)}>
                {countryName(country)}
              </a>
              <span class="sub"> {m.organisations_found({ count })}</span>
            </>
          )),
        },
      ]}
    />
  )
}
