// The register on the plate: each partner a dot, or each country when there are many; beside it the same in words.
import { addresses } from '#addresses'
import { countryName, displayName, nativeOf } from '#features/organisations/naming.ts'
import { m } from '#messages'
import { Flag, Place } from '#ui/badges.tsx'
import { Plate, type PlatePartner, type PlatePoint, plateTexts } from '#ui/plate.tsx'
import { Section } from '#ui/tables.tsx'
import { type ListAsked, listQuery } from './list.ts'
import type { ListRow } from './list.queries.ts'
import { stageName } from './stage.ts'

export type OnTheMap =
  | { readonly kind: 'partners'; readonly rows: readonly ListRow[]; readonly points: ReadonlyMap<string, PlatePoint>; readonly more: number }
  | { readonly kind: 'countries'; readonly countries: readonly { readonly country: string; readonly count: number; readonly point: PlatePoint | null }[] }

export type MapProps = { readonly asked: ListAsked; readonly home: PlatePoint | null; readonly shown: OnTheMap }

const PartnerLine = ({ row }: { readonly row: ListRow }) => (
  <li>
    <Place name={displayName(row.partner)} native={nativeOf(row.partner)} country={row.partner.country} href={addresses.partnership({ id: row.id })} />
    <span class="sub"> {stageName(row.stage)}</span>
  </li>
)

export const PartnersMap = ({ asked, home, shown }: MapProps) => {
  const toCountry = (country: string): string => addresses.partnerships(listQuery(asked, { country }))
  const dots: PlatePartner[] =
    shown.kind === 'partners'
      ? shown.rows.flatMap((row) => {
          const point = shown.points.get(row.id)
          return point === undefined ? [] : [{ ...point, id: row.id, name: displayName(row.partner), href: addresses.partnership({ id: row.id }) }]
        })
      : shown.countries.flatMap(({ country, count, point }) =>
          point === null ? [] : [{ ...point, id: country, name: `${countryName(country)} (${count})`, href: toCountry(country) }],
        )
  const without = shown.kind === 'partners' ? shown.rows.filter((row) => !shown.points.has(row.id)) : []
  return (
    <div class="on-map">
      {home === null || dots.length === 0 ? (
        <p class="note">{m.partnerships_map_no_places()}</p>
      ) : (
        <div class="plate-frame">
          <Plate home={home} partners={dots} texts={plateTexts(home, dots)} />
        </div>
      )}
      <div class="stack-lg">
        {shown.kind === 'partners' ? (
          <Section id="on-map" title={m.partnerships_map_list()} count={shown.rows.length - without.length}>
            <ul class="names" data-keys="li">
              {shown.rows
                .filter((row) => shown.points.has(row.id))
                .map((row) => (
                  <PartnerLine row={row} />
                ))}
            </ul>
            {shown.more > 0 ? <p class="sub">{m.partnerships_map_more({ count: shown.more })}</p> : null}
          </Section>
        ) : (
          <Section id="on-map" title={m.partnerships_map_countries()} count={shown.countries.length}>
            <p class="sub">{m.partnerships_map_gathered()}</p>
            <ul class="names" data-keys="li">
              {shown.countries.map(({ country, count }) => (
                <li>
                  <Flag country={country} />{' '}
                  <a class="plain strong" href={toCountry(country)}>
                    {countryName(country)}
                  </a>
                  <span class="sub"> {m.partnerships_count({ count })}</span>
                </li>
              ))}
            </ul>
          </Section>
        )}
        {without.length > 0 ? (
          <Section id="off-map" title={m.partnerships_map_without()} count={without.length}>
            <ul class="names" data-keys="li">
              {without.map((row) => (
                <PartnerLine row={row} />
              ))}
            </ul>
          </Section>
        ) : null}
      </div>
    </div>
  )
}
