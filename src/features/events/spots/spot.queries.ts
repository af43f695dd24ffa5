// Finds the towns around a spot, and where one press on a map or a typed name puts the mark.
import { placeMeant } from '#features/organisations/organisation.queries.ts'
import { placesAround, placesByIds } from '#features/places/place.queries.ts'
import type { Place } from '#features/places/place.ts'
import { m } from '#messages'
import type { OfficeTx } from '#platform/database/door.ts'
import { checked, type FieldFault, type FormBody, typed } from '#platform/http/form.ts'
import { offsetOfPress } from '#ui/local-map.tsx'
import type { SpotFieldProps } from '#ui/spot-field.tsx'
import { type Point, pointOf, pointTyped } from './point.ts'
import {
  FARTHEST_KM,
  isMarking,
  kmTyped,
  mapOf,
  markingForm,
  NEAREST_KM,
  NEIGHBOURHOOD_KM,
  pointAt,
  type Pointing,
  pointInWords,
  stepInWords,
  stepOf,
  towards,
  viewOn,
} from './spot.ts'

/** The towns around each of the points, the largest first; one query. `km`: how far around, at least a neighbourhood. */
export const townsAround = (tx: OfficeTx, points: readonly Point[], km = 0): Promise<Place[]> =>
  placesAround(
    tx,
    points.map((point) => ({ ...point, km: Math.max(NEIGHBOURHOOD_KM, km * 1.5) })),
  )

/** Where one press puts the mark; `far`: so far from where it was looked at that the map must show both. */
export async function movedTo(
  tx: OfficeTx,
  begun: Point | null,
  asked: Pointing,
): Promise<{ readonly mark: Point | null; readonly far: boolean; readonly faults: readonly FieldFault[] }> {
  const refused = (name: string, message: string) => ({ mark: null, far: false, faults: [{ name, message }] })
  if (asked.typed !== undefined) {
    const point = pointOf(asked.typed)
    if (point !== null) return { mark: point, far: true, faults: [] }
    return refused('typed', /goo\.gl|osm\.org\/go/.test(asked.typed) ? m.events_point_short_link() : m.events_point_wrong())
  }
  if (asked.place !== null) {
    const town = (await placeMeant(tx, asked.place, null)).meant
    if (town === null) return refused('place', m.events_point_town_unknown())
    const km = asked.far === '' ? 0 : kmTyped(asked.far, asked.unit)
    if (km === null) return refused('far', m.events_point_far_wrong())
    return { mark: pointAt({ lat: town.latitude, lon: town.longitude }, towards(asked.direction ?? 'n', km)), far: true, faults: [] }
  }
  const km = asked.km
  if (begun === null || km === undefined) return { mark: begun, far: true, faults: [] }
  if (asked.move !== undefined) return { mark: pointAt(begun, towards(asked.move, stepOf(km))), far: false, faults: [] }
  // Enter on the picture sends its corner.
  const { x = 0, y = 0 } = asked.press ?? {}
  if (x === 0 && y === 0) return { mark: begun, far: false, faults: [] }
  const offset = offsetOfPress(km, x, y)
  return offset === null ? refused('', m.events_point_off()) : { mark: pointAt(begun, offset), far: false, faults: [] }
}

export type SpotInForm = {
  readonly body: FormBody
  readonly shown: SpotFieldProps['shown']
  readonly faults: readonly FieldFault[]
}

/**
 * What a form with a point shows after whatever was pressed on its map; everything typed stays. The map begins at the point, else at the town the form names
 * (`town`: its box, or its words), else at ours; it is left out until somebody asks for it, or `open` says that it is wanted.
 */
export async function spotInForm(
  tx: OfficeTx,
  body: FormBody,
  about: { readonly town: { readonly id: string; readonly text: string }; readonly homeId: number; readonly open: boolean; readonly name: string },
): Promise<SpotInForm> {
  const read = checked(markingForm, body)
  if (!read.ok) return { body, shown: null, faults: [] }
  const asked = read.value
  const marking = isMarking(asked)
  const kept = pointOf(asked.point)
  if (!marking && !about.open && asked.km === undefined && kept === null) return { body, shown: null, faults: [] }
  const named = async (): Promise<Point | null> => {
    const town = about.town.text === '' ? null : (await placeMeant(tx, about.town, null)).meant
    const [home] = town === null ? await placesByIds(tx, [about.homeId]) : [town]
    return home === undefined ? null : { lat: home.latitude, lon: home.longitude }
  }
  const wrong = asked.pointing === 'show' && asked.point !== '' && kept === null
  const asIs = asked.pointing === 'show' ? kept : (kept ?? asked.mark)
  const begun = asIs ?? (await named())
  if (begun === null) return { body, shown: null, faults: marking ? [{ name: 'point', message: m.events_point_no_start() }] : [] }
  const far = asked.km === undefined || asked.pointing === 'show' || asked.mark === null
  const moved = far ? { mark: begun, far: true, faults: [] } : await movedTo(tx, begun, { ...NOTHING_TYPED, ...asked, point: begun })
  const mark = moved.mark ?? begun
  const isMoved = moved.mark !== null && (asked.move !== undefined || (asked.press?.x ?? 0) > 0 || (asked.press?.y ?? 0) > 0)
  const point = asked.pointing === 'clear' ? null : isMoved ? mark : kept
  const towns = await townsAround(tx, [mark], asked.km)
  const view = viewOn(mark, asked, far, towns)
  return {
    body: { ...body, point: point === null && asked.pointing !== 'clear' ? asked.point : pointTyped(point) },
    shown: {
      map: mapOf('spot-map', view, towns, [{ at: mark, number: '', name: about.name, vague: point === null }]),
      km: view.km,
      mark: pointTyped(mark),
      words: point === null ? '' : pointInWords(point, towns),
      step: stepInWords(stepOf(view.km)),
      mayNearer: view.km > NEAREST_KM,
      mayWider: view.km < FARTHEST_KM,
      pressed: asked.move ?? asked.zoom ?? asked.pointing ?? '',
      credit: m.events_spot_credit(),
    },
    faults: [...(wrong ? [{ name: 'point', message: m.events_point_wrong() }] : []), ...moved.faults.map((fault) => ({ ...fault, name: 'point' }))],
  }
}

const NOTHING_TYPED = { typed: undefined, place: null, far: '', unit: 'm', direction: undefined } as const satisfies Partial<Pointing>

/** Whether a posted form comes to have its map changed, not to be saved. */
export function comesForMap(body: FormBody): boolean {
  const read = checked(markingForm, body)
  return read.ok && isMarking(read.value)
}

/** The town a form's box says. */
export const townTyped = (body: FormBody, name: string): { readonly id: string; readonly text: string } => ({
  id: typed(body, `${name}.id`),
  text: typed(body, `${name}.text`),
})
