// The finder's first page: where to look and what counts at the left, the map, and the ranked towns with the reasons of each.
import type { Child } from 'hono/jsx'
import { addresses } from '#addresses'
import { m } from '#messages'
import { countryCodes } from '#features/places/gazetteer/country-words.ts'
import { countryName, PLACES_CREDIT } from '#features/places/place.ts'
import { currentLanguage } from '#platform/texts/language.ts'
import { AreaMap } from '#ui/area-map.tsx'
import { Place } from '#ui/badges.tsx'
import { OfficePage } from '#ui/layout.tsx'
import { SavedViews, type SavedViewsProps } from '#ui/lists.tsx'
import type { Shell } from '#ui/shell.ts'
import { EmptyState, ViewSwitch } from '#ui/tables.tsx'
import { tagName } from '../facts/fact.ts'
import { countryWithin } from '../finder.ts'
import { FinderTabs, NotReady } from '../finder.pages.tsx'
import { number, reasonInWords, reasonName, signed } from '../reason.ts'
import { type Asked, finderHref, NO_WISHES, PER_PAGE, type Points, type Unused } from './candidate.ts'
import type { Candidate, FoundList, Nothing } from './candidate.queries.ts'
import type { Choices } from './ground.queries.ts'
import type { Town } from './town.queries.ts'
import { Comparing, ComparingBelow } from './comparing.pages.tsx'
import { Asking, type AskingProps, UnusedWords } from './asking.pages.tsx'
import { TownActions, type TownActionProps } from './town-actions.pages.tsx'

export type FinderPageProps = {
  readonly shell: Shell
  readonly asked: Asked
  /** What the address says and is not used. */
  readonly unused: readonly Unused[]
  readonly choices: Choices
  readonly found: FoundList | Nothing
  readonly views: SavedViewsProps
  /** Day on which the numbers were learned, in words. */
  readonly learned: string
  /** What the office said of each town, by GeoNames id. */
  readonly judged: (id: number) => TownActionProps['judged']
  /** Evidence and weights as they are kept with a town that is taken along. */
  readonly finding: (candidate: Candidate) => string
  readonly officer: boolean
  /** So many towns the office does not want to see again, wherever they lie. */
  readonly excluded: number
  /** Tags that have a slider: home's own, and those that were wished for. */
  readonly wished: AskingProps['wished']
  /** Tags of towns here that have no slider yet. */
  readonly others: AskingProps['others']
}

/** „областта на Болоня · 41 714 жители · 35 м · на 912 км“; what nobody knows is said to be unknown. */
function attributesInWords(town: Town): string {
  const people =
    town.municipality === null
      ? town.people === null
        ? m.finder_people_unknown()
        : m.finder_people({ people: number(town.people) })
      : m.finder_people_both({ town: town.people === null ? '?' : number(town.people), municipality: number(town.municipality.people) })
  return [
    ...(town.seat === null ? [] : [m.finder_region_of({ seat: town.seat })]),
    people,
    town.elevation === null ? m.finder_height_unknown() : m.finder_height({ metres: number(town.elevation) }),
    m.finder_away({ km: number(town.km) }),
    ...(town.twins === 0 ? [] : [m.finder_twins({ count: town.twins })]),
  ].join(' · ')
}

/** Where one looks, as a title: a country, a region by its seat, a circle. */
function scopeInWords({ scope }: Pick<Asked, 'scope'>, choices: Choices, home: Town): string {
  const region = choices.regions.find(({ code }) => code === scope.region)
  const country = countryWithin(scope)
  const named = [
    ...(country === undefined ? [] : [countryName(country, currentLanguage())]),
    ...(region === undefined ? [] : [m.finder_region_of({ seat: region.name })]),
    ...(scope.withinKm === undefined ? [] : [m.finder_scope_within({ km: number(scope.withinKm), home: home.name })]),
  ]
  return named.length === 0 ? m.finder_scope_world() : named.join(', ')
}

// ---- the list ---------------------------------------------------------------------------------------------------------------------

/** What each reason adds: a bar to the right or left of the average town, the number in words beside it. */
const PointsTable = ({ candidate, home }: { readonly candidate: Candidate; readonly home: Town }) => {
  const parts = Object.entries(candidate.points.parts)
    .filter(([, points]) => points !== 0)
    .toSorted(([, a], [, b]) => Math.abs(b) - Math.abs(a))
  const most = Math.max(1, ...parts.map(([, points]) => Math.abs(points)))
  return (
    <table class="points">
      <caption class="sr">{m.finder_points_of({ town: candidate.name, home: home.name })}</caption>
      <thead class="sr">
        <tr>
          <th scope="col">{m.finder_reason()}</th>
          <th scope="col">{m.finder_points()}</th>
        </tr>
      </thead>
      <tbody>
        {parts.map(([name, points]) => (
          <tr>
            <th scope="row">{reasonName(name)}</th>
            <td class={points < 0 ? 'less' : 'more'} style={`--v:${Math.round((Math.abs(points) / most) * 100)}%`}>
              <i aria-hidden="true"></i>
              <b>{signed(points)}</b>
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{m.finder_points_together()}</th>
          <td>
            <b>{signed(candidate.points.total)}</b>
          </td>
        </tr>
      </tfoot>
    </table>
  )
}

/** How many reasons are named at sight, and from how many points on one that speaks against the town. */
const MOST_AT_SIGHT = 3
const WORTH_WARNING = 3

/** The strongest reasons with their points: „Най-вече: керамика +15, големина +12. Пречи: разстояние и положение −4.“ The whole table lies beneath. */
export function strongestInWords({ parts }: Points): string {
  const sorted = Object.entries(parts).toSorted(([, a], [, b]) => b - a)
  const named = ([name, points]: readonly [string, number]): string => `${reasonName(name)} ${signed(points)}`
  const most = sorted.filter(([, points]) => points > 0).slice(0, MOST_AT_SIGHT)
  const least = sorted.at(-1)
  return [
    ...(most.length === 0 ? [] : [m.finder_points_most({ parts: most.map(named).join(', ') })]),
    ...(least === undefined || least[1] > -WORTH_WARNING ? [] : [m.finder_points_against({ part: named(least) })]),
  ].join(' ')
}

const Item = ({
  candidate,
  home,
  mode,
  actions,
}: {
  readonly candidate: Candidate
  readonly home: Town
  readonly mode: Asked['mode']
  readonly actions: Child
}) => {
  const [similar, arise] = mode === 'similar' ? [candidate.rank, candidate.otherRank] : [candidate.otherRank, candidate.rank]
  return (
    <li id={`town-${candidate.id}`}>
      <span class="no" aria-hidden="true">
        {candidate.rank}
      </span>
      <div class="what">
        <h3>
          <Place name={candidate.name} native={candidate.native === null ? undefined : { name: candidate.native, lang: 'und' }} country={candidate.country} />
        </h3>
        <p class="sub">{attributesInWords(candidate)}</p>
        {candidate.reasons.length === 0 ? null : (
          <ul class="why">
            {candidate.reasons.map((reason) => (
              <li>{reasonInWords(reason)}</li>
            ))}
          </ul>
        )}
        {candidate.tags.length === 0 ? null : <p class="sub">{candidate.tags.map(({ tag }) => tagName(tag)).join(' · ')}</p>}
      </div>
      <dl class="ranks">
        <div class="sim" data-now={mode === 'similar' ? '' : undefined}>
          <dt>{m.finder_mode_similar()}</dt>
          <dd>{m.finder_place_in({ rank: number(similar) })}</dd>
        </div>
        <div class="tie" data-now={mode === 'arise' ? '' : undefined}>
          <dt>{m.finder_mode_arise()}</dt>
          <dd>{m.finder_place_in({ rank: number(arise) })}</dd>
        </div>
      </dl>
      <div class="below">
        <details>
          <summary>
            {m.finder_points_sum({ points: signed(candidate.points.total) })} <span class="most">{strongestInWords(candidate.points)}</span>
          </summary>
          <PointsTable candidate={candidate} home={home} />
        </details>
        {actions}
      </div>
    </li>
  )
}

const namesOf = (towns: readonly Town[]): string => towns.map(({ name }) => name).join(', ')

/** What is missing is said, never passed over. */
const Remarks = ({
  found,
  asked,
  excluded,
}: {
  readonly found: FoundList | Extract<Nothing, { home: Town }>
  readonly asked: Asked
  readonly excluded: number
}) => {
  const { home } = found
  const remarks = [
    ...(home.people === null ? [m.finder_home_people_unknown({ home: home.name })] : []),
    ...(home.elevation === null ? [m.finder_home_height_unknown({ home: home.name })] : []),
    ...(found.uncounted > 0 ? [m.finder_uncounted({ count: found.uncounted, shown: number(found.uncounted) })] : []),
    ...(found.kind === 'found' && found.linked.length > 0 ? [m.finder_linked({ names: namesOf(found.linked) })] : []),
    ...(found.kind === 'found' && found.registered.length > 0 ? [m.finder_registered({ names: namesOf(found.registered) })] : []),
    ...(found.kind === 'found' && found.listed.length > 0 ? [m.finder_listed({ names: namesOf(found.listed) })] : []),
  ]
  const bare = found.kind === 'found' && found.sources.world === null
  return remarks.length === 0 && !bare && excluded === 0 ? null : (
    <ul class="remarks">
      {bare ? <li>{asked.mode === 'arise' ? m.finder_without_world() : m.finder_without_world_similar()}</li> : null}
      {excluded === 0 ? null : (
        <li>
          <a href={addresses.finderShortlist({ view: 'excluded' })}>{m.finder_excluded({ count: excluded })}</a>
        </li>
      )}
      {remarks.map((remark) => (
        <li>{remark}</li>
      ))}
    </ul>
  )
}

/** Pinned towns stay in sight whatever the weights do to them. */
const Pinned = ({ found }: { readonly found: FoundList }) =>
  found.pinned.length === 0 ? null : (
    <section class="pinned" aria-labelledby="pinned-h">
      <h3 id="pinned-h">{m.finder_pinned()}</h3>
      <ul>
        {found.pinned.map((town) => (
          <li>
            <Place name={town.name} native={town.native === null ? undefined : { name: town.native, lang: 'und' }} country={town.country} />{' '}
            <span class="sub">{m.finder_pinned_places({ similar: number(town.similarRank), arise: number(town.ariseRank) })}</span>
          </li>
        ))}
      </ul>
    </section>
  )

const Pages = ({ asked, pages }: { readonly asked: Asked; readonly pages: number }) =>
  pages <= 1 ? null : (
    <nav class="pager" aria-label={m.finder_pages()}>
      {asked.page > 1 ? (
        <a href={finderHref(asked, {}, asked.page - 1)} rel="prev">
          {m.finder_page_before()}
        </a>
      ) : null}
      <span class="sub">{m.finder_page_of({ page: number(asked.page), pages: number(pages) })}</span>
      {asked.page < pages ? (
        <a href={finderHref(asked, {}, asked.page + 1)} rel="next">
          {m.finder_page_after()}
        </a>
      ) : null}
    </nav>
  )

/** Why there is no town: a country or a region there is not, a country without a town to propose, or bounds too narrow. */
function nowhereInWords({ scope: { country, region } }: Asked, { countries, regions }: Choices): { readonly title: string; readonly text: string } {
  const named = countries.find(({ code }) => code === country)
  if (country !== undefined && named === undefined && !countryCodes.includes(country))
    return { title: m.finder_no_country_title({ code: country }), text: m.finder_no_country_text() }
  if (region !== undefined && !regions.some(({ code }) => code === region))
    return { title: m.finder_no_region_title({ code: region }), text: m.finder_no_region_text() }
  if (country !== undefined && (named?.towns ?? 0) === 0) {
    const name = countryName(country, currentLanguage())
    return { title: m.finder_no_towns_title({ country: name }), text: m.finder_no_towns_text() }
  }
  return { title: m.finder_nowhere_title(), text: m.finder_nowhere_text() }
}

const Empty = ({ found, asked, choices }: { readonly found: Nothing; readonly asked: Asked; readonly choices: Choices }) => {
  switch (found.kind) {
    case 'unmade':
    case 'homeless':
      return <NotReady kind={found.kind} />
    case 'weightless':
      return (
        <EmptyState
          title={m.finder_weightless_title()}
          text={m.finder_weightless_text()}
          actions={
            <a class="ds-button" href={finderHref(asked, { wishes: NO_WISHES })}>
              {m.finder_as_learned()}
            </a>
          }
        />
      )
    case 'nowhere':
      return (
        <EmptyState
          {...nowhereInWords(asked, choices)}
          actions={
            <a class="ds-button" href={finderHref(asked, { scope: {}, free: false })}>
              {m.finder_nowhere_action()}
            </a>
          }
        />
      )
  }
}

type FoundProps = Pick<FinderPageProps, 'asked' | 'choices' | 'judged' | 'finding' | 'officer' | 'excluded'> & { readonly found: FoundList }

/** The same towns as in the list, by the same numbers. */
const FoundMap = ({ found: { home, candidates, extent }, asked, choices }: Pick<FoundProps, 'found' | 'asked' | 'choices'>) => (
  <figure class="mapbox">
    <AreaMap
      id="finder-map"
      around={extent}
      dots={candidates.map(({ id, name, rank, longitude, latitude }) => ({ lon: longitude, lat: latitude, name, number: String(rank), href: `#town-${id}` }))}
      home={{ lon: home.longitude, lat: home.latitude, name: home.name }}
      title={m.finder_map_title({ scope: scopeInWords(asked, choices, home) })}
      desc={m.finder_map_desc({ list: candidates.map(({ rank, name }) => `${rank}. ${name}`).join('; ') })}
    />
    <figcaption class="sub">
      {m.finder_map_caption()} {m.finder_credit()}{' '}
      <a href={PLACES_CREDIT.url}>
        {PLACES_CREDIT.title} ({PLACES_CREDIT.licence})
      </a>
      .
    </figcaption>
  </figure>
)

const RankedTowns = ({ found, asked, choices, judged, finding, officer, excluded }: FoundProps) => {
  const { home } = found
  return (
    <section class="ranked" aria-labelledby="ranked-h">
      <header>
        <h2 id="ranked-h">{scopeInWords(asked, choices, home)}</h2>
        <span class="count" role="status">
          {m.finder_among({ count: found.among, shown: number(found.among) })}
        </span>
        <ViewSwitch
          label={m.finder_order()}
          views={[
            { href: finderHref(asked, { mode: 'similar' }), text: m.finder_mode_similar(), current: asked.mode === 'similar' },
            { href: finderHref(asked, { mode: 'arise' }), text: m.finder_mode_arise(), current: asked.mode === 'arise' },
          ]}
        />
      </header>
      <p class="sub">{asked.mode === 'similar' ? m.finder_mode_similar_what({ home: home.name }) : m.finder_mode_arise_what({ home: home.name })}</p>
      <Comparing asked={asked} />
      <Remarks found={found} asked={asked} excluded={excluded} />
      <Pinned found={found} />
      <ol start={(asked.page - 1) * PER_PAGE + 1}>
        {found.candidates.map((candidate) => (
          <Item
            candidate={candidate}
            home={home}
            mode={asked.mode}
            actions={
              <TownActions
                town={candidate}
                judged={judged(candidate.id)}
                finding={finding(candidate)}
                back={finderHref(asked, {}, asked.page)}
                officer={officer}
              />
            }
          />
        ))}
      </ol>
      <ComparingBelow />
      <Pages asked={asked} pages={found.pages} />
    </section>
  )
}

export const FinderPage = ({ shell, asked, unused, choices, found, views, learned, judged, finding, officer, wished, others, excluded }: FinderPageProps) => (
  <OfficePage
    shell={shell}
    nav="finder"
    title={m.finder_title()}
    lead={'home' in found ? m.finder_lead({ home: found.home.name }) : m.finder_lead_plain()}
    islands={['finder.js']}
  >
    <FinderTabs part="list" />
    <div data-follows="views">
      <SavedViews {...views} />
    </div>
    <div class="finder">
      <Asking asked={asked} unused={unused} choices={choices} views={views} wished={wished} others={others} />
      <div class="found" id="found" aria-live="polite" aria-busy="false">
        <UnusedWords unused={unused} />
        {found.kind === 'found' ? (
          <>
            <FoundMap found={found} asked={asked} choices={choices} />
            <RankedTowns found={found} asked={asked} choices={choices} judged={judged} finding={finding} officer={officer} excluded={excluded} />
          </>
        ) : (
          <>
            {'home' in found ? <Remarks found={found} asked={asked} excluded={excluded} /> : null}
            <Empty found={found} asked={asked} choices={choices} />
          </>
        )}
        <aside class="not-this">
          <h2>{m.finder_not_title()}</h2>
          <p>{m.finder_not_text()}</p>
          <p class="sub">{m.finder_learned({ day: learned })}</p>
        </aside>
      </div>
    </div>
  </OfficePage>
)
