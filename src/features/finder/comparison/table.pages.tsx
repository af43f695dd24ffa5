// The comparison as a table: the same rows in words for the page, for the paper and for the drawing, so that all three say the same.
import { addresses } from '#addresses'
import { m } from '#messages'
import { countryName } from '#features/places/place.ts'
import { procedureOf, wordsIn } from '#features/partnerships/procedures/procedure.ts'
import { dateInWords, dayInWords, isImpreciseDate } from '#platform/dates.ts'
import { currentLanguage } from '#platform/texts/language.ts'
import { Place } from '#ui/badges.tsx'
import { Source } from '#ui/quote.tsx'
import type { Standing } from '../ranking/place-index.ts'
import { tagName } from '../facts/fact.ts'
import { FAR_FROM_SEA_KM } from '../ranking/surroundings.ts'
import { number, reasonName, signed } from '../reason.ts'
import type { Judgement } from '../shortlist/candidate.ts'
import { type ComparedTown, type Comparison, nearest, stepsApart, timesApart, type TownInFull, unitsApart } from './comparison.ts'

/** A line of a cell. `quiet`: beside the point; `source` says where it is from; `href` leads further. */
export type Line = {
  readonly text: string
  readonly quiet?: boolean
  readonly source?: { readonly title: string; readonly address: string | null }
  readonly href?: string
}
/** `nearest`: of all towns this one comes nearest to ours. `points`: the number that is drawn, where the row is of the drawing. */
export type Cell = { readonly lines: readonly Line[]; readonly nearest: boolean; readonly points?: number }
export type Row = { readonly key: string; readonly name: string; readonly ours: Cell; readonly theirs: readonly Cell[]; readonly sum?: boolean }
export type Group = { readonly key: 'town' | 'partners' | 'likeness' | 'lists' | 'further'; readonly name: string; readonly rows: readonly Row[] }

const lines = (...texts: readonly (string | Line)[]): Line[] => texts.map((one) => (typeof one === 'string' ? { text: one } : one))
const plain = (...texts: readonly (string | Line)[]): Cell => ({ lines: lines(...texts), nearest: false })
const EMPTY: Cell = { lines: [], nearest: false }
const unknown = (): Line => ({ text: m.finder_comparison_unknown(), quiet: true })

const standingWords: Readonly<Record<Standing, () => string>> = {
  gone: m.finder_comparison_standing_gone,
  district: m.finder_comparison_standing_district,
  place: m.finder_comparison_standing_place,
  'seat-4': () => m.finder_comparison_standing_seat({ level: '4' }),
  'seat-3': () => m.finder_comparison_standing_seat({ level: '3' }),
  'seat-2': () => m.finder_comparison_standing_seat({ level: '2' }),
  'seat-1': m.finder_comparison_standing_first,
  capital: m.finder_comparison_standing_capital,
}

/** A row of values of which the nearest to ours is marked. */
function measured<Value>(
  { home, towns }: Comparison,
  key: string,
  name: string,
  value: (town: TownInFull) => Value | null,
  say: (value: Value, town: TownInFull) => readonly (string | Line)[],
  apart: (ours: Value, theirs: Value) => number,
): Row {
  const values = towns.map(value)
  const near = nearest(value(home), values, apart)
  const cell = (town: TownInFull, one: Value | null, isNearest: boolean): Cell =>
    one === null ? plain(unknown()) : { lines: lines(...say(one, town)), nearest: isNearest }
  return { key, name, ours: cell(home, value(home), false), theirs: towns.map((town, i) => cell(town, values[i]!, near[i]!)) }
}

const metres = (value: number): [string] => [m.finder_comparison_metres({ metres: number(value) })]

/** „към 2024 г.“ */
const asOfInWords = (asOf: string | null): string =>
  asOf === null ? '' : m.finder_comparison_as_of({ date: isImpreciseDate(asOf) ? dateInWords(asOf) : asOf })

function ofTheTown(comparison: Comparison): Row[] {
  const { home, towns } = comparison
  const near = nearest(
    0,
    towns.map(({ km }) => km),
    unitsApart,
  )
  const tagsOf = (town: TownInFull): Cell =>
    town.tags.length === 0 ? plain({ text: m.finder_comparison_tags_unknown(), quiet: true }) : plain(...tagLines(town))
  return [
    measured(
      comparison,
      'people',
      m.finder_comparison_people(),
      (town) => town.people,
      (value) => [number(value)],
      timesApart,
    ),
    measured(
      comparison,
      'municipality',
      m.finder_comparison_municipality(),
      (town) => town.municipality,
      ({ people, asOf, source }) => [number(people), { text: asOfInWords(asOf), quiet: true, source: { title: source, address: null } }],
      (ours, theirs) => timesApart(ours.people, theirs.people),
    ),
    measured(comparison, 'height', m.finder_comparison_height(), (town) => town.elevation, metres, unitsApart),
    measured(comparison, 'relief', m.finder_comparison_relief(), (town) => town.relief, metres, unitsApart),
    measured(
      comparison,
      'around',
      m.finder_comparison_around(),
      (town) => town.around,
      (value) => [number(value)],
      timesApart,
    ),
    measured(
      comparison,
      'sea',
      m.finder_comparison_sea(),
      (town) => town.sea,
      (km) => [km >= FAR_FROM_SEA_KM ? m.finder_comparison_farther({ km: number(FAR_FROM_SEA_KM) }) : m.finder_comparison_km({ km: number(km) })],
      unitsApart,
    ),
    measured(
      comparison,
      'standing',
      m.finder_comparison_standing(),
      (town) => town.standing,
      (one) => [standingWords[one]()],
      stepsApart,
    ),
    {
      key: 'away',
      name: m.finder_comparison_away(),
      ours: EMPTY,
      theirs: towns.map(({ km }, i) => ({ lines: lines(m.finder_comparison_km({ km: number(km) })), nearest: near[i]! })),
    },
    {
      key: 'region',
      name: m.finder_comparison_region(),
      ours: plain(regionInWords(home)),
      theirs: towns.map((town) => plain(regionInWords(town))),
    },
    { key: 'tags', name: m.finder_comparison_tags(), ours: tagsOf(home), theirs: towns.map(tagsOf) },
  ]
}

/** A line a source, with all that it says of the town. */
const tagLines = ({ tags }: TownInFull): Line[] =>
  [...Map.groupBy(tags, ({ source, address }) => JSON.stringify([source, address])).values()].map((said) => ({
    text: said.map(({ tag }) => tagName(tag)).join(', '),
    source: { title: said[0]!.source, address: said[0]!.address },
  }))
const regionInWords = ({ seat, name }: TownInFull): string => m.finder_region_of({ seat: seat ?? name })

/** Names in a cell: nobody reads more. */
const MOST_NAMES = 10
const named = (names: readonly string[], all: number = names.length): string =>
  all > Math.min(names.length, MOST_NAMES)
    ? m.finder_names_more({ names: names.slice(0, MOST_NAMES).join(', '), more: number(all - Math.min(names.length, MOST_NAMES)) })
    : names.join(', ')

function ofPartners({ home, towns }: Comparison): Row[] {
  const none = (): Line => ({ text: m.finder_comparison_none_known(), quiet: true })
  const twins = ({ twins: count, twinNames }: TownInFull): Cell =>
    count === 0 ? plain(none()) : plain(number(count), { text: named(twinNames, count), quiet: true })
  const list = (names: readonly string[]): Cell => plain(names.length === 0 ? none() : named(names))
  const most = Math.max(0, ...towns.map(({ common }) => common.length))
  return [
    {
      key: 'common',
      name: m.finder_comparison_common(),
      ours: EMPTY,
      theirs: towns.map(({ common }) => ({
        ...list(common),
        nearest: most > 0 && towns.length > 1 && common.length === most && towns.some((one) => one.common.length < most),
      })),
    },
    { key: 'twins', name: m.finder_comparison_twins(), ours: twins(home), theirs: towns.map(twins) },
    { key: 'countrymen', name: m.finder_comparison_countrymen(), ours: EMPTY, theirs: towns.map(({ countrymen }) => list(countrymen)) },
  ]
}

const pointsCell = (points: number | undefined): Cell => (points === undefined ? plain(unknown()) : { ...plain(signed(points)), points })

/** A row for each reason that adds anything to one of the towns, and one for all together. */
function ofLikeness({ towns }: Comparison): Row[] {
  const names = [...new Set(towns.flatMap(({ similar }) => Object.keys(similar?.points.parts ?? {})))].filter((name) =>
    towns.some(({ similar }) => (similar?.points.parts[name] ?? 0) !== 0),
  )
  const row = (key: string, name: string, points: (town: ComparedTown) => number | undefined, sum = false): Row => ({
    key,
    name,
    ours: EMPTY,
    theirs: towns.map((town) => pointsCell(points(town))),
    sum,
  })
  return [
    ...names.map((name) => row(name, reasonName(name), ({ similar }) => (similar === null ? undefined : (similar.points.parts[name] ?? 0)))),
    row('likeness', m.finder_comparison_likeness_together(), ({ similar }) => similar?.points.total, true),
    row('ties', m.finder_comparison_ties_together(), ({ arise }) => arise?.points.total, true),
  ]
}

function ofLists({ towns }: Comparison): Row[] {
  const place = (inList: ComparedTown['similar']): Cell =>
    inList === null
      ? plain({ text: m.finder_comparison_unordered(), quiet: true })
      : plain(m.finder_place_in({ rank: number(inList.rank) }), { text: m.finder_among({ count: inList.among, shown: number(inList.among) }), quiet: true })
  return [
    { key: 'similar', name: m.finder_mode_similar(), ours: EMPTY, theirs: towns.map(({ similar }) => place(similar)) },
    { key: 'arise', name: m.finder_mode_arise(), ours: EMPTY, theirs: towns.map(({ arise }) => place(arise)) },
  ]
}

/** The country's order in a line: the first step, and how many there are. */
export function procedureInWords(country: string, today: string): string {
  const { steps, country: recorded } = procedureOf(country, today)
  const said = { first: wordsIn(steps[0]!.title), count: steps.length }
  return recorded === null ? m.finder_comparison_procedure_general(said) : m.finder_comparison_procedure(said)
}

export function saidInWords(said: Judgement | null): string[] {
  if (said === null) return []
  const { pinnedOn, excludedOn, excludedWhy, shortlistedOn, note } = said
  return [
    ...(shortlistedOn === null ? [] : [m.finder_comparison_shortlisted({ day: dayInWords(shortlistedOn) })]),
    ...(pinnedOn === null ? [] : [m.finder_comparison_pinned({ day: dayInWords(pinnedOn) })]),
    ...(excludedOn === null ? [] : [m.finder_comparison_excluded({ day: dayInWords(excludedOn) })]),
    ...(excludedWhy === '' ? [] : [excludedWhy]),
    ...(note === '' ? [] : [note]),
  ]
}

function ofFurther({ towns }: Comparison, today: string): Row[] {
  return [
    {
      key: 'procedure',
      name: m.finder_comparison_procedure_row(),
      ours: EMPTY,
      theirs: towns.map(({ country }) => plain({ text: procedureInWords(country, today), href: addresses.procedure({ country }) })),
    },
    {
      key: 'said',
      name: m.finder_comparison_said(),
      ours: EMPTY,
      theirs: towns.map(({ said }) => {
        const words = saidInWords(said)
        return words.length === 0 ? plain({ text: m.finder_comparison_said_nothing(), quiet: true }) : plain(...words)
      }),
    },
  ]
}

/** The countries whose average candidate stands for nought. */
export const countriesIn = ({ towns }: Comparison): string => [...new Set(towns.map(({ country }) => countryName(country, currentLanguage())))].join(', ')

/** All rows, in groups; `today` is YYYY-MM-DD. */
export const comparisonTable = (comparison: Comparison, today: string): Group[] => [
  { key: 'town', name: m.finder_comparison_group_town(), rows: ofTheTown(comparison) },
  { key: 'partners', name: m.finder_comparison_group_partners(), rows: ofPartners(comparison) },
  { key: 'likeness', name: m.finder_comparison_group_points({ countries: countriesIn(comparison) }), rows: ofLikeness(comparison) },
  { key: 'lists', name: m.finder_comparison_group_lists(), rows: ofLists(comparison) },
  { key: 'further', name: m.finder_comparison_group_further(), rows: ofFurther(comparison, today) },
]

// ---- drawn as a table -----------------------------------------------------------------------------------------------------

const LineOf = ({ line }: { readonly line: Line }) => (
  <p class={line.quiet ? 'sub' : undefined}>
    {line.text}
    {line.source === undefined ? null : (
      <span class="src">
        {' '}
        <Source title={line.source.title} href={line.source.address ?? undefined} />
      </span>
    )}
    {line.href === undefined ? null : (
      <>
        {' '}
        <a class="no-print" href={line.href}>
          {m.finder_comparison_procedure_whole()}
        </a>
      </>
    )}
  </p>
)

const CellOf = ({ cell, town, row }: { readonly cell: Cell; readonly town: TownInFull; readonly row: Row }) => (
  <td class={cell.nearest ? 'nearest' : undefined} data-row={row.key} data-town={String(town.id)}>
    {cell.lines.map((line) => (
      <LineOf line={line} />
    ))}
    {cell.nearest ? <span class="sr"> ({m.finder_comparison_nearest()})</span> : null}
  </td>
)

export type ComparisonTableProps = {
  readonly comparison: Comparison
  readonly groups: readonly Group[]
  /** The same comparison without one town. */
  readonly without: (id: number) => string
}

export const ComparisonTable = ({ comparison: { home, towns }, groups, without }: ComparisonTableProps) => (
  <div class="side-scroll" role="region" tabindex={0} aria-label={m.finder_comparison_table({ home: home.name })}>
    <table class="comparison">
      <caption class="sr">{m.finder_comparison_table({ home: home.name })}</caption>
      <thead>
        <tr>
          <td></td>
          <th scope="col" class="ours">
            <Place name={home.name} country={home.country} />
            <span class="sub">{m.finder_comparison_us()}</span>
          </th>
          {towns.map(({ id, name, native, country }) => (
            <th scope="col">
              <Place name={name} native={native === null ? undefined : { name: native, lang: 'und' }} country={country} />
              <a class="no-print out" href={without(id)}>
                {m.finder_comparison_remove()}
                <span class="sr"> {name}</span>
              </a>
            </th>
          ))}
        </tr>
      </thead>
      {groups.map(({ key, name, rows }, i) => (
        <tbody data-group={key}>
          <tr class="group">
            <th scope="rowgroup" colspan={2 + towns.length}>
              <span>{name}</span>
            </th>
          </tr>
          {i === 0 ? null : (
            // On a phone the head of the table is far above by now.
            <tr class="who" aria-hidden="true">
              <td></td>
              {[home, ...towns].map((town) => (
                <td>{town.name}</td>
              ))}
            </tr>
          )}
          {rows.map((row) => (
            <tr class={row.sum ? 'sum' : undefined}>
              <th scope="row">{row.name}</th>
              <CellOf cell={row.ours} town={home} row={row} />
              {row.theirs.map((cell, i) => (
                <CellOf cell={cell} town={towns[i]!} row={row} />
              ))}
            </tr>
          ))}
        </tbody>
      ))}
    </table>
  </div>
)
