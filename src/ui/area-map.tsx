// A country, a region or the whole world as a flat map with numbered dots: the same numbers stand in the list beside it.
import { geoAzimuthalEqualArea, geoNaturalEarth1, type GeoProjection } from 'd3-geo'
import { raw } from 'hono/html'
import { feature, mesh } from 'topojson-client'
import { type Box, boxOf, draw, escaped, type Label, overlap, world } from './plate.tsx'

/** Degrees. */
export type AreaPoint = { readonly lon: number; readonly lat: number; readonly name: string }
export type AreaDot = AreaPoint & {
  /** What stands before its name, as in the list. */
  readonly number: string
  readonly href: string
  readonly tone?: 'chosen' | undefined
}
export type AreaMapProps = {
  /** Unique on the page. */
  readonly id: string
  /** Places the map must show, as [lon, lat] in degrees; more than half the world's width is shown as the world. */
  readonly around: readonly (readonly [number, number])[]
  readonly dots: readonly AreaDot[]
  /** One's own town, where it lies within. */
  readonly home?: AreaPoint | undefined
  readonly title: string
  readonly desc: string
}

const WIDTH = 400
const [LOWEST, HIGHEST] = [200, 460]
const MARGIN = 26
/** Mean width of a letter, height of a line, and from a dot's middle to its letters: units of the drawing. */
const [LETTER, LINE, NEAR] = [6.4, 13, 8]
const EDGE_STEP = 1.4

const short = (value: number): number => +value.toFixed(1)

/** The middle of places on the sphere: their mean direction. */
function middleOf(around: AreaMapProps['around']): { lon: number; lat: number; spread: number } {
  const rad = Math.PI / 180
  let [x, y, z] = [0, 0, 0]
  for (const [lon, lat] of around) {
    x += Math.cos(lat * rad) * Math.cos(lon * rad)
    y += Math.cos(lat * rad) * Math.sin(lon * rad)
    z += Math.sin(lat * rad)
  }
  const many = Math.max(1, around.length)
  return { lon: Math.atan2(y, x) / rad, lat: Math.atan2(z, Math.hypot(x, y)) / rad, spread: Math.hypot(x, y, z) / many }
}

/** Places all over the Earth point everywhere: their mean direction is short. */
const WORLDWIDE = 0.75

/** Degrees around a lone place: it has no width that a map could be fitted to. */
const LONE = 1

const widened = (around: AreaMapProps['around']): AreaMapProps['around'] => {
  const [first] = around
  if (first === undefined || around.some(([lon, lat]) => lon !== first[0] || lat !== first[1])) return around
  const [lon, lat] = first
  return [
    [lon - LONE, lat],
    [lon + LONE, lat],
    [lon, Math.max(-90, lat - LONE)],
    [lon, Math.min(90, lat + LONE)],
  ]
}

type Ground = { readonly base: GeoProjection; readonly height: number; readonly land: string; readonly borders: string }
const grounds = new Map<string, Ground>()
/** Some 20 kB each, and a twentieth of a second to draw: a slider that is moved leaves the ground as it is. */
const MOST_GROUNDS = 64

/** The projection in which the places fill the picture, with coast and borders; kept, since they never change. */
function groundOf(asked: AreaMapProps['around']): Ground {
  const around = widened(asked)
  const key = around.map((place) => place.join()).join(' ')
  const known = grounds.get(key)
  if (known !== undefined) return known
  const { lon, lat, spread } = middleOf(around)
  const worldwide = around.length === 0 || spread < WORLDWIDE
  const base: GeoProjection = worldwide ? geoNaturalEarth1() : geoAzimuthalEqualArea().rotate([-lon, -lat])
  const shape = worldwide ? ({ type: 'Sphere' } as const) : ({ type: 'MultiPoint', coordinates: around.map(([a, b]) => [a, b]) } as const)
  base.fitWidth(WIDTH - 2 * MARGIN, shape)
  const points = worldwide ? [] : around.map(([a, b]) => base([a, b]) ?? [0, 0])
  const tall = worldwide ? WIDTH / 1.95 : Math.max(...points.map(([, y = 0]) => y)) - Math.min(...points.map(([, y = 0]) => y)) + 2 * MARGIN
  const height = Math.round(Math.min(HIGHEST, Math.max(LOWEST, tall)))
  const margin = worldwide ? 2 : MARGIN
  base.fitExtent(
    [
      [margin, margin],
      [WIDTH - margin, height - margin],
    ],
    shape,
  )
  // A single place, or some side by side, would be drawn as if through a lens.
  const farthest = (WIDTH / 360) * 3500
  if (base.scale() > farthest)
    base
      .scale(farthest)
      .center([0, 0])
      .translate([WIDTH / 2, height / 2])
  base
    .clipExtent([
      [0, 0],
      [WIDTH, height],
    ])
    .precision(0.5)
  const shapes = world()
  const ground = {
    base,
    height,
    land: draw(base, feature(shapes, shapes.objects.land), EDGE_STEP),
    borders: draw(
      base,
      mesh(shapes, shapes.objects.countries, (a, b) => a !== b),
      EDGE_STEP,
    ),
  }
  if (grounds.size >= MOST_GROUNDS) grounds.delete(grounds.keys().next().value ?? '')
  grounds.set(key, ground)
  return ground
}

type Mark = { readonly number: string; readonly name: string; readonly x: number; readonly y: number }

/** All round a dot, the nearest they may come to it. */
const beside = (x: number, y: number): readonly Label[] => [
  { x: x + NEAR, y: y + 4, anchor: 'start' },
  { x: x - NEAR, y: y + 4, anchor: 'end' },
  { x: x + 4, y: y - 7, anchor: 'start' },
  { x: x - 4, y: y - 7, anchor: 'end' },
  { x: x + 4, y: y + LINE, anchor: 'start' },
  { x: x - 4, y: y + LINE, anchor: 'end' },
  { x, y: y - 8, anchor: 'middle' },
  { x, y: y + LINE + 1, anchor: 'middle' },
]

/**
 * Where each dot's number stands, and which ones bear their name too: only where it covers nothing and leaves no doubt whose it is. The first of the list choose first;
 * the list itself names them all.
 */
function lettersOf(
  marks: readonly Mark[],
  own: { readonly name: string; readonly x: number; readonly y: number } | null,
  { width, height }: { readonly width: number; readonly height: number },
): { readonly label: Label; readonly isNamed: boolean }[] {
  const dot = ({ x, y }: { readonly x: number; readonly y: number }): Box => ({ left: x - 5, top: y - 5, right: x + 5, bottom: y + 5 })
  const taken: Box[] = marks.map(dot)
  if (own !== null) taken.push(dot(own), boxOf({ x: own.x + NEAR, y: own.y + 4, anchor: 'start' }, [...own.name].length * LETTER, LINE))
  const covered = (box: Box): number =>
    taken.reduce((sum, other) => sum + overlap(box, other), 0) +
    LINE * (Math.max(0, 1 - box.left) + Math.max(0, box.right - width + 1) + Math.max(0, 1 - box.top) + Math.max(0, box.bottom - height + 1))
  return marks.map(({ number, name, x, y }) => {
    const places = (letters: number): { label: Label; box: Box; cost: number }[] =>
      beside(x, y).map((label) => {
        const box = boxOf(label, letters * LETTER, LINE)
        return { label, box, cost: covered(box) }
      })
    const free = places([...number].length + 1 + [...name].length).find(({ cost }) => cost === 0)
    const chosen = free ?? places([...number].length).reduce((best, one) => (one.cost < best.cost ? one : best))
    taken.push(chosen.box)
    return { label: chosen.label, isNamed: free !== undefined }
  })
}

/** The map as one SVG text, some 6–20 kB. */
export function areaMapSvg({ id, around, dots, home, title, desc }: AreaMapProps): string {
  const { base, height, land, borders } = groundOf(around)
  const at = (point: AreaPoint): { x: number; y: number } => {
    const [x = 0, y = 0] = base([point.lon, point.lat]) ?? []
    return { x: short(x), y: short(y) }
  }
  const inside = ({ x, y }: { x: number; y: number }): boolean => x >= 0 && y >= 0 && x <= WIDTH && y <= height
  const own = home === undefined ? null : { ...home, ...at(home) }
  const marks = dots.map((dot) => ({ ...dot, ...at(dot) })).filter(inside)
  const labels = lettersOf(marks, own !== null && inside(own) ? own : null, { width: WIDTH, height })
  const drawn = marks.map(({ x, y, number, name, href, tone }, i) => {
    const { label, isNamed } = labels[i]!
    const text = `<text x="${short(label.x)}" y="${short(label.y)}" text-anchor="${label.anchor}"><tspan class="n">${escaped(number)}</tspan>${isNamed ? ` ${escaped(name)}` : ''}</text>`
    // The list beside says the same: the dots are a second way for the mouse and take no place in the tab order.
    return `<a href="${escaped(href)}" tabindex="-1"><g class="town${tone === 'chosen' ? ' on' : ''}"><title>${escaped(`${number}. ${name}`)}</title><circle cx="${x}" cy="${y}" r="4.5"/>${text}</g></a>`
  })
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" class="area-map" viewBox="0 0 ${WIDTH} ${height}" role="group" aria-labelledby="${id}-t ${id}-d"><title id="${id}-t">${escaped(title)}</title><desc id="${id}-d">${escaped(desc)}</desc>` +
    `<rect class="sea" width="${WIDTH}" height="${height}"/><path class="land" d="${land}"/><path class="borders" d="${borders}"/>` +
    (own === null || !inside(own)
      ? ''
      : `<g class="us"><circle cx="${own.x}" cy="${own.y}" r="5"/><text x="${short(own.x + 9)}" y="${short(own.y + 4)}">${escaped(own.name)}</text></g>`) +
    drawn.join('') +
    '</svg>'
  )
}

export const AreaMap = (props: AreaMapProps) => <>{raw(areaMapSvg(props))}</>
