// A list on the plate: dots that lead somewhere, and beside them the same in words, for those who cannot see the dots and for what has no place on a map.
import type { Child } from 'hono/jsx'
import { Plate, type PlatePartner, type PlatePoint, plateTexts } from './plate.tsx'
import { Section } from './tables.tsx'

export type OnMapProps = {
  readonly home: PlatePoint | null
  readonly dots: readonly PlatePartner[]
  /** Said where there is nothing to draw. */
  readonly nothing: string
  readonly lists: readonly {
    readonly id: string
    readonly title: string
    readonly note?: string | undefined
    readonly items: readonly Child[]
    /** What was left out, in words. */
    readonly more?: string | undefined
  }[]
}

export const OnMap = ({ home, dots, nothing, lists }: OnMapProps) => (
  <div class="on-map">
    {home === null || dots.length === 0 ? (
      <p class="note">{nothing}</p>
    ) : (
      <div class="plate-frame">
        <Plate home={home} partners={dots} texts={plateTexts(home, dots)} />
      </div>
    )}
    <div class="stack-lg">
      {lists
        .filter(({ items }) => items.length > 0)
        .map(({ id, title, note, items, more }) => (
          <Section id={id} title={title} count={items.length}>
            {note === undefined ? null : <p class="sub">{note}</p>}
            <ul class="names" data-keys="li">
              {items.map((item) => (
                <li>{item}</li>
              ))}
            </ul>
            {more === undefined ? null : <p class="sub">{more}</p>}
          </Section>
        ))}
    </div>
  </div>
)

/** Where the dot of a whole country stands: in the middle of the points given; null without any. */
export function middleOf(name: string, points: readonly Pick<PlatePoint, 'lat' | 'lon'>[]): PlatePoint | null {
  if (points.length === 0) return null
  const mean = (of: 'lat' | 'lon'): number => points.reduce((sum, point) => sum + point[of], 0) / points.length
  return { name, lat: mean('lat'), lon: mean('lon') }
}

/** At most so many stand on a plate by themselves; more are gathered by country. */
export const DOTS_ON_A_MAP = 60
export const MOST_IN_A_COUNTRY = 200
/** So many towns of a country say where its dot stands. */
export const SAMPLE_OF_A_COUNTRY = 20
