// The register on the plate: each partner a dot, or each country when there are many; beside it the same in words.
import { addresses } from '#addresses'
import { countryName, displayName, nativeOf } from '#features/organisations/naming.ts'
import { m } from '#messages'
import { Flag, Place } from '#ui/badges.tsx'
import { OnMap } from '#ui/on-map.tsx'
import type { PlatePoint } from '#ui/plate.tsx'
import { type ListAsked, listQuery } from './list.ts'
import type { ListRow } from './list.queries.ts'
import { stageName } from '../stage.ts'

export type OnTheMap =
  | { readonly kind: 'partners'; readonly rows: readonly ListRow[]; readonly points: ReadonlyMap<string, PlatePoint>; readonly more: number }
  | { readonly kind: 'countries'; readonly countries: readonly { readonly country: string; readonly count: number; readonly point: PlatePoint | null }[] }

export type MapProps = { readonly asked: ListAsked; readonly home: PlatePoint | null; readonly shown: OnTheMap }

const partnerLine = (row: ListRow) => (
  <>
    <Place name={displayName(row.partner)} native={nativeOf(row.partner)} country={row.partner.country} href={addresses.partnership({ id: row.id })} />
    <span class="sub"> {stageName(row.stage)}</span>
  </>
)

export const PartnersMap = ({ asked, home, shown }: MapProps) => {
  if (shown.kind === 'countries') {
    const toCountry = (country: string): string => addresses.partnerships(listQuery(asked, { country }))
    return (
      <OnMap
        home={home}
        nothing={m.partnerships_map_no_places()}
        dots={shown.countries.flatMap(({ country, count, point }) =>
          point === null ? [] : [{ ...point, id: country, name: `${countryName(country)} (${count})`, href: toCountry(country) }],
        )}
        lists={[
          {
            id: 'on-map',
            title: m.partnerships_map_countries(),
            note: m.partnerships_map_gathered(),
            items: shown.countries.map(({ country, count }) => (
              <>
                <Flag country={country} />{' '}
                <a class="plain strong" href={toCountry(country)}>
                  {countryName(country)}
                </a>
                <span class="sub"> {m.partnerships_count({ count })}</span>
              </>
            )),
          },
        ]}
      />
    )
  }
  const { rows, points, more } = shown
  return (
    <OnMap
      home={home}
      nothing={m.partnerships_map_no_places()}
      dots={rows.flatMap((row) => {
        const point = points.get(row.id)
        return point === undefined ? [] : [{ ...point, id: row.id, name: displayName(row.partner), href: addresses.partnership({ id: row.id }) }]
      })}
      lists={[
        {
          id: 'on-map',
          title: m.partnerships_map_list(),
          items: rows.filter(({ id }) => points.has(id)).map(partnerLine),
          more: more > 0 ? m.partnerships_map_more({ count: more }) : undefined,
        },
        { id: 'off-map', title: m.partnerships_map_without(), items: rows.filter(({ id }) => !points.has(id)).map(partnerLine) },
      ]}
    />
  )
}
