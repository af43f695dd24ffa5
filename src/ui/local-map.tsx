// The surroundings of a spot as a small round map: towns with their names, circles of distance, the spots with their numbers. Drawn here, from the list of towns alone.
import { raw } from 'hono/html'
import { type Box, escaped, type Label, type Lettering, placeLabels } from './plate.tsx'

/** Kilometres east and north of the map's middle. */
export type Offset = { readonly east: number; readonly north: number }
export type LocalTown = Offset & {
  readonly name: string
  /** What its name says when it lies beyond the edge: „Орешак 6 км“. */
  readonly beyond: string
  /** 0: unknown. */
  readonly population: number
}
export type LocalSpot = Offset & {
  /** What stands in its mark; empty for the only one. */
  readonly number: string
  readonly name: string
  readonly href?: string | undefined
  /** Only the town is known: the mark is hollow. */
  readonly vague?: boolean
}
export type LocalMapProps = {
  /** Unique on the page. */
  readonly id: string
  /** From the middle to the edge. */
  readonly km: number
  readonly towns: readonly LocalTown[]
  readonly spots: readonly LocalSpot[]
  readonly texts: { readonly title: string; readonly desc: string; readonly north: string; readonly km: (distance: number) => string }
}

/** Width and height in CSS pixels; whoever presses on the picture is understood by them. */
export const LOCAL_MAP_SIZE = 340
const RADIUS = 158
const NAMES: Lettering = { letter: 7.1, line: 15, near: 9 }
/** A town of so many people is drawn as large as it gets. */
const LARGE_TOWN = 100_000
/** More towns beyond the edge than these would make a wreath. */
const MOST_BEYOND = 5

const short = (value: number): number => +value.toFixed(1)

/** Round distances for the circles, at most three: 0.5, 1, 2, 5, 10 … */
export function ringsOf(km: number): number[] {
  const step = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100].find((one) => km / one <= 3.4) ?? 200
  return [1, 2, 3].map((times) => Math.round(step * times * 10) / 10).filter((ring) => ring < km * 0.97)
}

const sizeOf = (population: number): number => 2.5 + 3 * Math.min(1, Math.sqrt(population / LARGE_TOWN))

/** The name of a town that lies beyond the edge, at the edge, in its direction. `way`: radians clockwise from the east. */
type Signpost = { readonly text: string; readonly way: number; readonly label: Label; readonly box: Box }

function signpost(text: string, way: number): Signpost {
  const [right, down] = [Math.cos(way), Math.sin(way)]
  const anchor = right > 0.35 ? 'end' : right < -0.35 ? 'start' : 'middle'
  const label = { x: right * (RADIUS - 14), y: down * (RADIUS - 16) + 4, anchor } as const
  const width = [...text].length * NAMES.letter
  const left = anchor === 'end' ? label.x - width : anchor === 'start' ? label.x : label.x - width / 2
  return { text, way, label, box: { left, top: label.y - NAMES.line + 2, right: left + width, bottom: label.y + 4 } }
}

const touch = (one: Box, other: Box): boolean => one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom

/** The map as one SVG text. `standalone`: as a picture of its own, which no sheet of the page reaches. */
export function localMapSvg({ id, km, towns, spots, texts }: LocalMapProps, standalone = false): string {
  const scale = RADIUS / km
  const at = ({ east, north }: Offset): { x: number; y: number } => ({ x: short(east * scale), y: short(-north * scale) })
  const inside = towns.filter(({ east, north }) => Math.hypot(east, north) < km * 0.93)
  const beyond = towns
    .filter((town) => !inside.includes(town))
    .sort((a, b) => Math.hypot(a.east, a.north) - Math.hypot(b.east, b.north))
    .map((town) => {
      const way = Math.atan2(-town.north, town.east)
      return signpost(town.beyond, way)
    })
  const dots = inside.map((town) => ({ ...town, ...at(town) }))
  const marks = spots.map((spot) => ({ ...spot, ...at(spot) }))
  const taken = marks.map(({ x, y }) => ({ left: x - 11, top: y - 20, right: x + 11, bottom: y + 11 }))
  // The nearer a town beyond the edge, the sooner it has its sign; those that would cover another have none.
  const signs: Signpost[] = []
  for (const sign of beyond) if (![...taken, ...signs.map(({ box }) => box)].some((box) => touch(box, sign.box)) && signs.length < MOST_BEYOND) signs.push(sign)
  const labels = placeLabels(dots, [...taken, ...signs.map(({ box }) => box)], NAMES, RADIUS)
  const rings = ringsOf(km)
  const name = ({ x, y, anchor }: Label, text: string): string =>
    `<text class="town" x="${short(x)}" y="${short(y)}" text-anchor="${anchor}">${escaped(text)}</text>`
  const drawnTown = (dot: (typeof dots)[number], index: number): string =>
    `<circle class="settlement" cx="${dot.x}" cy="${dot.y}" r="${short(sizeOf(dot.population))}"/>${name(labels[index]!, dot.name)}`
  const drawnSign = ({ way, label, text }: Signpost): string => {
    const tick = (r: number): string => `${short(Math.cos(way) * r)},${short(Math.sin(way) * r)}`
    return `<path class="way" d="M${tick(RADIUS - 9)}L${tick(RADIUS)}"/>${name(label, text)}`
  }
  const mark = ({ x, y, number, name: called, href, vague }: (typeof marks)[number]): string => {
    const drawn =
      `<g class="spot${vague === true ? ' vague' : ''}"><title>${escaped(called)}</title>` +
      (number === ''
        ? `<path d="M${x},${y}l-7,-13a8,8 0 1 1 14,0z"/><circle class="eye" cx="${x}" cy="${short(y - 17)}" r="2.6"/>`
        : `<circle cx="${x}" cy="${y}" r="${number.length > 2 ? 13 : 10}"/><text x="${x}" y="${short(y + 4.5)}">${escaped(number)}</text>`) +
      '</g>'
    // The same stand in words beside the map: the marks are a second way for the mouse and take no place in the tab order.
    return href === undefined ? drawn : `<a href="${escaped(href)}" tabindex="-1">${drawn}</a>`
  }
  const half = LOCAL_MAP_SIZE / 2
  const linked = spots.some(({ href }) => href !== undefined)
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" class="local-map" width="${LOCAL_MAP_SIZE}" height="${LOCAL_MAP_SIZE}" viewBox="${-half} ${-half} ${LOCAL_MAP_SIZE} ${LOCAL_MAP_SIZE}" role="${linked ? 'group' : 'img'}" aria-labelledby="${id}-t ${id}-d">` +
    `<title id="${id}-t">${escaped(texts.title)}</title><desc id="${id}-d">${escaped(texts.desc)}</desc>` +
    (standalone ? `<style>${STANDALONE}</style>` : '') +
    `<circle class="ground" r="${RADIUS}"/>` +
    rings.map((ring) => `<circle class="ring" r="${short(ring * scale)}"/>`).join('') +
    rings
      .map((ring) => ({ text: texts.km(ring), y: short(ring * scale + 4) }))
      .filter(({ y }) => !signs.some(({ box }) => touch(box, { left: -20, right: 20, top: y - 11, bottom: y + 3 })))
      .map(({ text, y }) => `<text class="km" x="0" y="${y}">${escaped(text)}</text>`)
      .join('') +
    `<path class="north" d="M0,${-RADIUS - 8}l4,9l-4,-2l-4,2z"/><text class="km" x="12" y="${-RADIUS + 1}">${escaped(texts.north)}</text>` +
    signs.map(drawnSign).join('') +
    dots.map(drawnTown).join('') +
    marks.map(mark).join('') +
    '</svg>'
  )
}

/** The plate's own colours: a picture knows neither the page's theme nor its letters. */
const STANDALONE =
  'svg{font-family:system-ui,sans-serif}.ground{fill:#f7efe0;stroke:#4b2f1f}.ring{fill:none;stroke:#4b2f1f;stroke-width:.7;stroke-dasharray:1 4;stroke-linecap:round;opacity:.7}' +
  '.km{font-size:12px;fill:#5f4433;text-anchor:middle}.north,.settlement{fill:#4b2f1f}.way{stroke:#4b2f1f;stroke-width:2}.town{font-size:13px;fill:#2b1f17}' +
  '.spot path,.spot circle{fill:#a5331f;stroke:#fff;stroke-width:1.5}.spot .eye{fill:#fff;stroke:none}.spot.vague path{fill:#fff;stroke:#a5331f}.spot.vague .eye{fill:#a5331f}'

export const LocalMap = (props: LocalMapProps) => <>{raw(localMapSvg(props))}</>

/** As a picture one may press on: `<input type="image">` tells where, also without script. */
export const localMapPicture = (props: LocalMapProps): string => `data:image/svg+xml,${encodeURIComponent(localMapSvg(props, true))}`

/** Kilometres from the middle, of a press at so many pixels from the picture's corner; null outside of the disc. */
export function offsetOfPress(km: number, x: number, y: number): Offset | null {
  const [right, down] = [x - LOCAL_MAP_SIZE / 2, y - LOCAL_MAP_SIZE / 2]
  return Math.hypot(right, down) > RADIUS ? null : { east: (right / RADIUS) * km, north: (-down / RADIUS) * km }
}
