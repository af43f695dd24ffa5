// Doubles as a page: the pairs of the register that look alike.
import { addresses } from '#addresses'
import { m } from '#messages'
import { Flag, Tag } from '#ui/badges.tsx'
import { OfficePage } from '#ui/layout.tsx'
import type { Shell } from '#ui/shell.ts'
import { EmptyState, Pager, Tabs } from '#ui/tables.tsx'
import type { Doubling } from './double.ts'
import type { Strength } from './likeness.ts'

/** A record as it stands in a pair: ready words. */
export type DoubleCard = {
  readonly id: string
  readonly title: string
  /** The title's language when it is not the page's. */
  readonly lang?: string | undefined
  readonly sub: string
  readonly country?: string | undefined
  readonly href: string
}

export type PairCard = {
  readonly one: DoubleCard
  readonly other: DoubleCard
  readonly strength: Strength
  readonly strengthWords: string
  readonly why: string
}

export const doublingAddresses = {
  organisation: {
    doubles: addresses.organisationDoubles,
    differences: addresses.organisationDifferences,
    merging: addresses.organisationMerging,
    list: addresses.organisations,
  },
  person: { doubles: addresses.personDoubles, differences: addresses.personDifferences, merging: addresses.personMerging, list: addresses.people },
} as const

/** Two and more ids stand in the address one after the other. */
export const mergingHref = (thing: Doubling, ids: readonly string[]): string =>
  `${doublingAddresses[thing].merging()}?${new URLSearchParams(ids.map((id) => ['id', id])).toString()}`

/** From the register's list to its doubles. */
export const DoublesLink = ({ href }: { readonly href: string }) => (
  <a class="ds-button" data-variant="tertiary" href={href}>
    {m.organisations_doubles_link()}
  </a>
)

const Card = ({ card }: { readonly card: DoubleCard }) => (
  <div class="double">
    <a class="strong" href={card.href} lang={card.lang}>
      {card.title}
    </a>
    {card.country === undefined ? null : (
      <>
        {' '}
        <Flag country={card.country} />
      </>
    )}
    {card.sub === '' ? null : <span class="sub">{card.sub}</span>}
  </div>
)

const TONES = { strong: 'accent', likely: 'soon', doubtful: 'neutral' } as const

export type DoublesPageProps = {
  readonly shell: Shell
  readonly thing: Doubling
  readonly total: number
  readonly pairs: readonly PairCard[]
  readonly next: string | null
  readonly previous: string | null
}

export const DoublesPage = ({ shell, thing, total, pairs, next, previous }: DoublesPageProps) => {
  const mayWrite = shell.role === 'officer'
  const to = doublingAddresses[thing]
  return (
    <OfficePage
      shell={shell}
      title={m.organisations_doubles_title()}
      nav="organisations"
      crumbs={[
        { text: thing === 'organisation' ? m.organisations_tab_organisations() : m.organisations_tab_people(), href: to.list() },
        { text: m.organisations_doubles_title() },
      ]}
      lead={m.organisations_doubles_lead()}
    >
      <Tabs
        label={m.organisations_views()}
        tabs={[
          { href: addresses.organisationDoubles(), text: m.organisations_tab_organisations(), current: thing === 'organisation' },
          { href: addresses.personDoubles(), text: m.organisations_tab_people(), current: thing === 'person' },
        ]}
      />
      {pairs.length === 0 ? (
        <EmptyState
          title={m.organisations_doubles_none_title()}
          text={thing === 'organisation' ? m.organisations_doubles_none_organisations() : m.organisations_doubles_none_people()}
        />
      ) : (
        <>
          <p class="sub">{m.organisations_doubles_count({ count: total })}</p>
          <ol class="doubles" data-keys="li">
            {pairs.map((pair) => (
              <li>
                <Card card={pair.one} />
                <Card card={pair.other} />
                <div class="why">
                  <Tag tone={TONES[pair.strength]}>{pair.strengthWords}</Tag> <span>{pair.why}</span>
                </div>
                {mayWrite ? (
                  <div class="row">
                    <a class="ds-button" data-size="sm" data-variant="secondary" href={mergingHref(thing, [pair.one.id, pair.other.id])} data-key="E">
                      {m.organisations_doubles_compare()}
                      <span class="sr">
                        : {pair.one.title} {m.organisations_doubles_and()} {pair.other.title}
                      </span>
                    </a>
                    <form method="post" action={to.differences()}>
                      <input type="hidden" name="one" value={pair.one.id} />
                      <input type="hidden" name="other" value={pair.other.id} />
                      <button class="ds-button" data-size="sm" data-variant="tertiary">
                        {m.organisations_doubles_different()}
                        <span class="sr">
                          : {pair.one.title} {m.organisations_doubles_and()} {pair.other.title}
                        </span>
                      </button>
                    </form>
                  </div>
                ) : null}
              </li>
            ))}
          </ol>
          <Pager href={to.doubles()} after={next ?? undefined} before={previous ?? undefined} />
        </>
      )}
    </OfficePage>
  )
}
