// Where a planted or set up thing stands: how far and which way from the nearest town, which things lie near one another, and how a spot is found without coordinates.
import { z } from 'zod'
import { nameFor, type Place } from '#features/places/place.ts'
import { m } from '#messages'
import { suggestedField } from '#features/organisations/naming.ts'
import { currentLanguage } from '#platform/texts/language.ts'
import type { LocalMapProps, LocalTown, Offset } from '#ui/local-map.tsx'
import { type Point, pointOf, pointTyped, rounded } from './point.ts'

// On the scale of a town the earth is flat.
const KM_NORTH = 111.2
const KM_EAST = 111.32
const radians = (degrees: number): number => (degrees * Math.PI) / 180

/** How far north and east of the middle the point lies. Good to a thousandth within 100 km. */
export function offsetFrom(middle: Point, point: Point): Offset {
  // The shorter way round the earth.
  const turned = ((point.lon - middle.lon + 540) % 360) - 180
  return { east: turned * KM_EAST * Math.cos(radians((middle.lat + point.lat) / 2)), north: (point.lat - middle.lat) * KM_NORTH }
}

/** The point so far from the middle; stays on the earth. */
export function pointAt(middle: Point, { east, north }: Offset): Point {
  const lat = Math.max(-89, Math.min(89, middle.lat + north / KM_NORTH))
  const lon = middle.lon + east / (KM_EAST * Math.cos(radians((middle.lat + lat) / 2)))
  return rounded({ lat, lon: ((lon + 540) % 360) - 180 }) ?? middle
}

export const kmBetween = (one: Point, other: Point): number => {
  const { east, north } = offsetFrom(one, other)
  return Math.hypot(east, north)
}

export const DIRECTIONS = ['n', 'ne', 'e', 'se', 's', 'sw', 'w', 'nw'] as const
export type Direction = (typeof DIRECTIONS)[number]
const directionNames: Readonly<Record<Direction, () => string>> = {
  n: () => m.events_spot_n(),
  ne: () => m.events_spot_ne(),
  e: () => m.events_spot_e(),
  se: () => m.events_spot_se(),
  s: () => m.events_spot_s(),
  sw: () => m.events_spot_sw(),
  w: () => m.events_spot_w(),
  nw: () => m.events_spot_nw(),
}
/** „североизточно“ */
export const directionName = (direction: Direction): string => directionNames[direction]()
export const directionOf = ({ east, north }: Offset): Direction => DIRECTIONS[(Math.round(Math.atan2(east, north) / (Math.PI / 4)) + 8) % 8]!
/** So far in the direction. */
export const towards = (direction: Direction, km: number): Offset => {
  const angle = DIRECTIONS.indexOf(direction) * (Math.PI / 4)
  return { east: Math.sin(angle) * km, north: Math.cos(angle) * km }
}

/** „350 м“, „1,2 км“, „14 км“. */
export function distanceInWords(km: number): string {
  const number = (value: number, digits: number): string => value.toLocaleString(currentLanguage(), { maximumFractionDigits: digits })
  if (km < 0.95) return m.events_spot_metres({ number: number(Math.max(50, Math.round((km * 1000) / 50) * 50), 0) })
  return m.events_spot_km({ number: number(km, km < 10 ? 1 : 0) })
}

const pointOfTown = ({ latitude, longitude }: Place): Point => ({ lat: latitude, lon: longitude })

/** Nearer than this to the point the gazetteer gives for a town, a thing stands in its middle. Kilometres. */
const IN_THE_MIDDLE = 0.25
/** A town further than this says nothing of a place. */
export const NEIGHBOURHOOD_KM = 40

/** The nearest of the towns and how far the point lies from its middle; null when all are too far. */
export function nearestTo(point: Point, towns: readonly Place[]): { readonly town: Place; readonly offset: Offset; readonly km: number } | null {
  let nearest: { town: Place; offset: Offset; km: number } | null = null
  for (const town of towns) {
    const offset = offsetFrom(pointOfTown(town), point)
    const km = Math.hypot(offset.east, offset.north)
    if (km <= NEIGHBOURHOOD_KM && (nearest === null || km < nearest.km)) nearest = { town, offset, km }
  }
  return nearest
}

/** „на 1,2 км североизточно от центъра на Троян“, „в центъра на Троян“; empty where no town is near. */
export function spotInWords(point: Point, towns: readonly Place[]): string {
  const near = nearestTo(point, towns)
  if (near === null) return ''
  const town = nameFor(near.town, currentLanguage())
  if (near.km < IN_THE_MIDDLE) return m.events_spot_centre({ town })
  return m.events_spot_from({ distance: distanceInWords(near.km), direction: directionName(directionOf(near.offset)), town })
}

/** What a map shows: its middle, and the kilometres from there to its edge. */
export type Window = { readonly middle: Point; readonly km: number }
export const NEAREST_KM = 0.5
export const FARTHEST_KM = 64
const roomFor = (km: number): number => Math.min(FARTHEST_KM, Math.max(1, km * 1.3))

/** The window that holds all points, and the middle of the nearest town while that is not too far off. */
export function windowOn(points: readonly Point[], towns: readonly Place[]): Window {
  const near = nearestTo(points[0]!, towns)
  const all = near !== null && near.km <= 12 ? [...points, pointOfTown(near.town)] : points
  const between = (of: keyof Point): number => (Math.min(...all.map((one) => one[of])) + Math.max(...all.map((one) => one[of]))) / 2
  const middle = { lat: between('lat'), lon: between('lon') }
  return { middle, km: roomFor(Math.max(...all.map((one) => kmBetween(middle, one)))) }
}

/** So many towns stand on a map by name. */
const MOST_TOWNS = 9

/** The towns of a window as its map shows them: the largest within, the nearest beyond its edge. `towns` come with the largest first. */
export function townsOn({ middle, km }: Window, towns: readonly Place[]): LocalTown[] {
  const language = currentLanguage()
  const all = towns.map((town) => {
    const offset = offsetFrom(middle, pointOfTown(town))
    const far = Math.hypot(offset.east, offset.north)
    const name = nameFor(town, language)
    return { ...offset, far, name, beyond: `${name} ${distanceInWords(far)}`, population: town.population }
  })
  const within = all.filter(({ far }) => far < km * 0.93).slice(0, MOST_TOWNS)
  const outside = all.filter(({ far }) => far >= km * 0.93 && far <= Math.max(NEIGHBOURHOOD_KM, km * 1.5))
  return [...within, ...outside]
}

/** Things nearer to one another than this share a map. Kilometres. */
const TOGETHER_KM = 15

/** The things by neighbourhood, the fullest first; each goes to the first neighbourhood that is near enough. */
export function neighbourhoods<Thing extends { readonly at: Point }>(things: readonly Thing[]): Thing[][] {
  const groups: Thing[][] = []
  for (const thing of things) {
    const group = groups.find(([first]) => kmBetween(first!.at, thing.at) <= TOGETHER_KM)
    if (group === undefined) groups.push([thing])
    else group.push(thing)
  }
  return groups.sort((a, b) => b.length - a.length)
}

// ---- a spot without coordinates -----------------------------------------------------------------------------------------

const numberField = z.coerce.number().optional().catch(undefined)

/** What the page of a spot is asked: where the mark stands now, how wide the map is, and one thing to do with it. */
export const pointingForm = z.object({
  point: z.string().trim().max(500).default('').transform(pointOf).catch(null),
  km: numberField.transform((km) => (km === undefined || !Number.isFinite(km) ? undefined : Math.min(FARTHEST_KM, Math.max(NEAREST_KM, km)))),
  /** Where the picture was pressed, in pixels from its corner. */
  press: z.object({ x: numberField, y: numberField }).optional().catch(undefined),
  move: z.enum(DIRECTIONS).optional().catch(undefined),
  zoom: z.enum(['in', 'out']).optional().catch(undefined),
  typed: z.string().trim().max(2000).optional().catch(undefined),
  place: suggestedField.nullable().default(null).catch(null),
  far: z.string().trim().max(20).default('').catch(''),
  unit: z.enum(['m', 'km']).catch('m'),
  direction: z.enum(DIRECTIONS).optional().catch(undefined),
})
export type Pointing = z.output<typeof pointingForm>

/** „800“, „1,2“; null when it is no distance. Kilometres. */
export function kmTyped(far: string, unit: 'm' | 'km'): number | null {
  if (!/^\d{1,6}(?:[.,]\d{1,3})?$/.test(far)) return null
  const km = Number(far.replace(',', '.')) / (unit === 'm' ? 1000 : 1)
  return km <= NEIGHBOURHOOD_KM ? km : null
}

const STEPS = [5, 2, 1, 0.5, 0.2, 0.1, 0.05]
/** How far the mark goes by one press of a button: a round tenth of the map. Kilometres. */
export const stepOf = (km: number): number => STEPS.find((step) => step <= km / 9) ?? 0.05

/** The width of a map that is at least so wide: nearer and wider go from one to the next. Kilometres. */
export const widthFor = (km: number): number => [0.5, 1, 2, 4, 8, 16, 32].find((width) => width >= km) ?? FARTHEST_KM

/** More things than these stand on no map at once. */
export const MOST_ON_MAPS = 150

// ---- drawn -------------------------------------------------------------------------------------------------------------

export type Marked = { readonly at: Point; readonly number: string; readonly name: string; readonly href?: string | undefined; readonly vague: boolean }

/** A window with its towns and marks, as the map draws it. `towns`: the largest first. */
export function mapOf(id: string, view: Window, towns: readonly Place[], marks: readonly Marked[]): LocalMapProps {
  const near = nearestTo(view.middle, towns)
  return {
    id,
    km: view.km,
    towns: townsOn(view, towns),
    spots: marks.map(({ at, ...mark }) => ({ ...mark, ...offsetFrom(view.middle, at) })),
    texts: {
      title: near === null ? m.events_spot_map() : m.events_spot_map_of({ town: nameFor(near.town, currentLanguage()) }),
      desc: marks
        .map(({ number, name, at }) => [number === '' ? name : `${number}. ${name}`, spotInWords(at, towns)].filter((part) => part !== '').join(', '))
        .join('; '),
      north: m.events_spot_north(),
      km: distanceInWords,
    },
  }
}

/** The mark stays in the middle, so that what lies around it is seen; the width is kept while one moves. */
export function viewOn(mark: Point, asked: Pick<Pointing, 'km' | 'zoom'>, far: boolean, towns: readonly Place[]): Window {
  if (far || asked.km === undefined) {
    const { middle, km } = windowOn([mark], towns)
    return { middle: mark, km: widthFor(km + kmBetween(middle, mark)) }
  }
  const km = asked.zoom === 'in' ? asked.km / 2 : asked.zoom === 'out' ? asked.km * 2 : asked.km
  return { middle: mark, km: Math.min(FARTHEST_KM, Math.max(NEAREST_KM, km)) }
}

/** The four buttons that move the mark. */
export const MAP_STEPS: readonly (readonly [Direction, () => string])[] = [
  ['n', () => m.events_point_to_n()],
  ['w', () => m.events_point_to_w()],
  ['e', () => m.events_point_to_e()],
  ['s', () => m.events_point_to_s()],
]
/** A step may be shorter than what one would say of a distance. */
export const stepInWords = (km: number): string => (km < 1 ? m.events_spot_metres({ number: String(Math.round(km * 1000)) }) : distanceInWords(km))

/** „на 350 м южно от центъра на Троян · 42.8901, 24.7102“ */
export const pointInWords = (point: Point, towns: readonly Place[]): string =>
  [spotInWords(point, towns), pointTyped(point)].filter((part) => part !== '').join(' · ')

// ---- a spot in a form of something else --------------------------------------------------------------------------------

/** A point of a form, in any way people copy it; null when left out. */
export const pointField = z
  .string()
  .trim()
  .max(500)
  .default('')
  .transform((typed, context) => {
    if (typed === '') return null
    const point = pointOf(typed)
    if (point !== null) return point
    context.addIssue({ code: 'custom', message: `m:${m.events_point_wrong()}` })
    return z.NEVER
  })

/** What was pressed on the map within a form; everything else of the form is kept as it was typed. */
export const markingForm = pointingForm.pick({ km: true, press: true, move: true, zoom: true }).extend({
  point: z.string().trim().max(500).default('').catch(''),
  mark: z.string().trim().max(100).default('').transform(pointOf).catch(null),
  /** `show`: look for what the boxes say · `clear`: there is no point. */
  pointing: z.enum(['show', 'clear']).optional().catch(undefined),
})
export type Marking = z.output<typeof markingForm>

/** Whether the form comes to have its map changed, not to be saved. */
export const isMarking = ({ press, move, zoom, pointing }: Marking): boolean =>
  pointing !== undefined || move !== undefined || zoom !== undefined || press?.x !== undefined
