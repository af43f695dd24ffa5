// The list of people as a page: a table that is edited in place, and the views people saved.
import { addresses } from '#addresses'
import { m } from '#messages'
import type { Page } from '#platform/database/key-paging.ts'
import { Place } from '#ui/badges.tsx'
import { OfficePage } from '#ui/layout.tsx'
import { Downloads } from '#ui/downloads.tsx'
import { KeysHelp, SavedViews, type SavedViewsProps, SaveView } from '#ui/lists.tsx'
import { ManyBar, type ManyBarProps } from '#ui/many.tsx'
import { NewButton } from '#ui/record.tsx'
import type { Shell } from '#ui/shell.ts'
import { EmptyState, Filters, Pager, Table } from '#ui/tables.tsx'
import { DoublesLink } from '../doubles/double.pages.tsx'
import { displayName, nativeOf } from '../naming.ts'
import type { Person, PersonWithPosts } from './person.table.ts'
import { PostsInBrief } from './post.pages.tsx'
import { RegisterViews, type RegisterTabs } from '../register.pages.tsx'

export type PeoplePageProps = {
  readonly shell: Shell
  readonly counts: RegisterTabs
  readonly q: string
  readonly page: Page<PersonWithPosts>
  readonly today: string
  readonly saved: SavedViewsProps
  /** The bar for changing many; absent for those who only read. */
  readonly many?: ManyBarProps | undefined
}

export const PeoplePage = ({ shell, counts, q, page, today, saved, many }: PeoplePageProps) => (
  <OfficePage
    shell={shell}
    title={m.organisations_title()}
    nav="organisations"
    lead={m.organisations_lead()}
    actions={
      <>
        <a class="ds-button" data-variant="secondary" href={addresses.peopleRound()}>
          {m.organisations_round_link()}
        </a>
        <a class="ds-button" data-variant="secondary" href={addresses.peopleRetention()}>
          {m.organisations_keeping()}
        </a>
        <DoublesLink href={addresses.personDoubles()} />
        {shell.role === 'officer' ? <NewButton href={addresses.personNew()} text={m.organisations_person_new()} /> : null}
      </>
    }
    islands={['lists.js']}
  >
    <RegisterViews counts={counts} now="people" />
    {counts.people === 0 ? (
      <EmptyState
        title={m.organisations_people_empty_title()}
        text={m.organisations_people_empty_text()}
        actions={shell.role === 'officer' ? <NewButton href={addresses.personNew()} text={m.organisations_people_empty_first()} /> : null}
      />
    ) : (
      <>
        <SavedViews {...saved} />
        <Filters
          action={addresses.people()}
          filters={[{ kind: 'search', name: 'q', label: m.organisations_filter_name(), value: q }]}
          clear={q === '' ? undefined : addresses.people()}
          more={<SaveView save={saved.save} />}
          {...(q === '' ? {} : { count: m.organisations_people_found({ count: page.rows.length }) })}
        />
        {page.rows.length === 0 ? (
          <EmptyState
            title={m.organisations_people_nobody_title()}
            text={m.organisations_none_named({ name: q })}
            actions={shell.role === 'officer' ? <NewButton href={addresses.personNew({ name: q })} text={m.organisations_new_named({ name: q })} /> : null}
          />
        ) : (
          <PeopleTable q={q} page={page} today={today} many={many} />
        )}
        {page.rows.length === 0 ? null : <Downloads what="people" query={{ q }} mayWrite={shell.role === 'officer'} />}
        <KeysHelp writing={many !== undefined} />
      </>
    )}
  </OfficePage>
)

const PeopleTable = ({ q, page, today, many }: Pick<PeoplePageProps, 'q' | 'page' | 'today' | 'many'>) => {
  const back = addresses.people({ q })
  const edit = (cell: 'title' | 'email' | 'phone', label: string) =>
    many === undefined
      ? undefined
      : ({ person }: PersonWithPosts) => ({ href: addresses.personCell({ id: person.id, cell }, { back }), label: `${label}: ${displayName(person)}` })
  return (
    <>
      <Table
        caption={m.organisations_tab_people()}
        keys
        rows={page.rows}
        rowId={({ person }) => `r-${person.id}`}
        choose={many === undefined ? undefined : { row: ({ person }) => person, label: ({ person }) => displayName(person) }}
        columns={[
          {
            head: m.organisations_field_person_name(),
            cell: ({ person }) => <Place name={displayName(person)} native={nativeOf(person)} href={addresses.person({ id: person.id })} />,
          },
          { head: m.organisations_field_title(), cell: ({ person }) => person.title ?? '', edit: edit('title', m.organisations_field_title()) },
          { head: m.organisations_column_posts(), cell: ({ posts }) => <PostsInBrief posts={posts} today={today} /> },
          { head: m.organisations_field_email(), cell: ({ person }) => <Email person={person} />, edit: edit('email', m.organisations_field_email()) },
          { head: m.organisations_field_phone(), cell: ({ person }) => <Phone person={person} />, edit: edit('phone', m.organisations_field_phone()) },
        ]}
      />
      {many === undefined ? null : <ManyBar {...many} />}
      <Pager href={back} after={page.next ?? undefined} before={page.previous ?? undefined} />
    </>
  )
}

export const Email = ({ person }: { readonly person: Person }) => (person.email === null ? null : <a href={`mailto:${person.email}`}>{person.email}</a>)

export const Phone = ({ person }: { readonly person: Person }) =>
  person.phone === null ? null : (
    <a class="nowrap" href={`tel:${person.phone.replace(/[^\d+]/g, '')}`}>
      {person.phone}
    </a>
  )
