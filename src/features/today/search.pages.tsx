// What the search found, as a page that needs no script.
import { addresses } from '#addresses'
import { m } from '#messages'
import { Icon } from '#ui/icons.tsx'
import { OfficePage } from '#ui/layout.tsx'
import type { Shell } from '#ui/shell.ts'
import { EmptyState, Section } from '#ui/tables.tsx'
import type { FoundGroup } from './search.queries.ts'

export type SearchProps = { readonly shell: Shell; readonly query: string; readonly groups: readonly FoundGroup[] }

export const SearchPage = ({ shell, query, groups }: SearchProps) => {
  const count = groups.reduce((sum, { items }) => sum + items.length, 0)
  return (
    <OfficePage
      shell={shell}
      title={query === '' ? m.today_search_title() : m.today_search_for({ query })}
      heading={m.today_search_title()}
      lead={query === '' ? m.today_search_lead() : m.today_search_count({ count })}
    >
      <form class="find" role="search" action={addresses.search()} aria-label={m.today_search_form()}>
        <label class="sr" for="find">
          {m.today_search_label()}
        </label>
        <input class="ds-input" id="find" name="q" type="search" value={query} autocomplete="off" autofocus={query === ''} />
        <button class="ds-button">
          <Icon name="search" />
          {m.today_search_go()}
        </button>
      </form>
      {query !== '' && count === 0 ? (
        <EmptyState
          title={m.today_search_none_title()}
          text={m.today_search_none_text()}
          actions={
            shell.role === 'officer' ? (
              <a class="ds-button" data-variant="secondary" href={addresses.partnershipNew({ name: query })}>
                <Icon name="plus" />
                {m.today_new_partner()}
              </a>
            ) : undefined
          }
        />
      ) : (
        <div class="stack-lg">
          {groups.map((group) => (
            <Section
              id={group.id}
              title={group.title}
              count={group.items.length}
              more={group.more === null ? undefined : { href: group.more, text: m.today_search_more() }}
            >
              <ul class="found" data-keys="li">
                {group.items.map((item) => (
                  <li>
                    <a class="plain strong" href={item.href}>
                      {item.title}
                    </a>
                    {item.sub === '' ? null : <span class="sub">{item.sub}</span>}
                  </li>
                ))}
              </ul>
            </Section>
          ))}
        </div>
      )}
    </OfficePage>
  )
}
