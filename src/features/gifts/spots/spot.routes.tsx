// The address of the page on which a thing's spot is marked: each press shows the mark anew, only the last one writes.
import type { Context } from 'hono'
import { addresses } from '#addresses'
import type { Officer } from '#features/accounts/account.ts'
import { officers } from '#features/accounts/session.gate.ts'
import { placeMeant } from '#features/organisations/organisation.queries.ts'
import { placesByIds } from '#features/places/place.queries.ts'
import { m } from '#messages'
import { historyOf } from '#platform/activity/activity.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { momentInWords } from '#platform/dates.ts'
import { checked, type FieldFault, readForm, typed } from '#platform/http/form.ts'
import { notFound } from '#platform/http/not-found.ts'
import { goWithNotice } from '#platform/http/notice.ts'
import { Routes } from '#platform/http/routes.ts'
import { isStaleRefusal } from '#platform/result.ts'
import { offsetOfPress } from '#ui/local-map.tsx'
import { type GiftStale, pointGift } from '../gift.actions.ts'
import { giftById, type GiftWhole } from '../gift.queries.ts'
import { type Point, pointOf, pointTyped } from '../point.ts'
import { PointingPage, type PointingPageProps } from './spot.pages.tsx'
import { townsAround } from './spot.queries.ts'
import {
  FARTHEST_KM,
  kmBetween,
  kmTyped,
  NEAREST_KM,
  pointAt,
  type Pointing,
  pointingForm,
  spotInWords,
  stepOf,
  towards,
  widthFor,
  type Window,
  windowOn,
} from './spot.ts'

export const spotRoutes = (): Routes =>
  new Routes()
    .get(addresses.giftPoint, officers, async (c, by) => {
      const query = c.req.query()
      const read = checked(pointingForm, {
        ...query,
        press: { x: query['press.x'], y: query['press.y'] },
        ...(query['place.text'] === undefined ? {} : { place: { text: query['place.text'], id: query['place.id'] ?? '' } }),
      })
      return read.ok ? pointingPage(c, by, read.value) : notFound(c)
    })
    .post(addresses.giftPoint, officers, async (c, by) => {
      const id = c.req.param('id')!
      const body = await readForm(c)
      const removed = typed(body, 'remove') !== ''
      const read = checked(pointingForm, body)
      if (!read.ok) return notFound(c)
      const { point } = read.value
      if (point === null && !removed) return pointingPage(c, by, read.value, { faults: [{ name: 'typed', message: m.gifts_point_wrong() }] })
      const pointed = await pointGift(c.get('here'), by, id, Number(typed(body, 'version')), removed ? null : point)
      if (pointed.ok)
        return goWithNotice(c, addresses.gift({ id }), {
          text: removed ? m.gifts_point_removed() : m.gifts_point_saved(),
          undo: addresses.activityUndo({ id: pointed.value.activityId }),
        })
      return isStaleRefusal<GiftStale['current']>(pointed.refusal) ? pointingPage(c, by, read.value, { current: pointed.refusal.current }) : notFound(c)
    })

type Further = { readonly faults?: readonly FieldFault[]; readonly current?: GiftStale['current'] }

async function pointingPage(c: Context, by: Officer, asked: Pointing, { faults = [], current }: Further = {}): Promise<Response> {
  const here = c.get('here')
  const read = await here.db.inOffice(by.officeId, async (tx) => {
    const found = await giftById(tx, c.req.param('id')!)
    if (found === null) return null
    const begun = asked.point ?? (await beginning(tx, found, c.get('visitor')!.office.placeId))
    const moved = await movedTo(tx, begun, asked)
    const mark = moved.mark ?? begun
    const towns = mark === null ? [] : await townsAround(tx, [mark, ...(found.row.point === null ? [] : [found.row.point])], asked.km)
    const [last] = current === undefined ? [] : await historyOf(tx, 'gift', found.gift.id, 1)
    return { found, begun, moved, mark, towns, last }
  })
  if (read === null) return notFound(c)
  const { found, mark, towns, moved } = read
  const told = (point: Point | null): string => (point === null ? '' : [spotInWords(point, towns), pointTyped(point)].filter((part) => part !== '').join(' · '))
  const all = [...faults, ...moved.faults]
  const conflict: PointingPageProps['conflict'] =
    current === undefined
      ? undefined
      : {
          who: read.last?.personName,
          when: momentInWords(read.last?.at ?? current.updatedAt, c.get('visitor')!.office.timeZone),
          rows: [{ field: m.gifts_field_point(), theirs: told(current.state.point), yours: told(asked.point) }],
        }
  return c.html(
    <PointingPage
      shell={c.get('shell')}
      gift={found.gift}
      saved={found.row.point}
      mark={mark}
      view={mark === null ? null : viewOn(mark, asked, moved.far, towns)}
      towns={towns}
      asked={{
        typed: asked.typed ?? '',
        place: asked.place ?? { id: '', text: found.gift.placeText },
        far: asked.far,
        unit: asked.unit,
        direction: asked.direction ?? 'n',
      }}
      pressed={asked.move ?? asked.zoom ?? ''}
      faults={all}
      {...(conflict === undefined ? {} : { conflict })}
    />,
    current !== undefined ? 409 : all.length > 0 ? 422 : 200,
  )
}

/** Where the mark stands at first: where the thing does, else in the middle of its town, else of ours. */
async function beginning(tx: OfficeTx, { gift, row }: GiftWhole, homeId: number): Promise<Point | null> {
  if (row.point !== null) return row.point
  const towns = await placesByIds(tx, [...(gift.placeId === null ? [] : [gift.placeId]), homeId])
  const town = towns.find(({ id }) => id === gift.placeId) ?? towns[0]
  return town === undefined ? null : { lat: town.latitude, lon: town.longitude }
}

/** Where one press puts the mark; `far`: so far from where it was looked at that the map must show both. */
async function movedTo(
  tx: OfficeTx,
  begun: Point | null,
  asked: Pointing,
): Promise<{ readonly mark: Point | null; readonly far: boolean; readonly faults: readonly FieldFault[] }> {
  const refused = (name: string, message: string) => ({ mark: null, far: false, faults: [{ name, message }] })
  if (asked.typed !== undefined) {
    const point = pointOf(asked.typed)
    if (point !== null) return { mark: point, far: true, faults: [] }
    return refused('typed', /goo\.gl|osm\.org\/go/.test(asked.typed) ? m.gifts_point_short_link() : m.gifts_point_wrong())
  }
  if (asked.place !== null) {
    const town = (await placeMeant(tx, asked.place, null)).meant
    if (town === null) return refused('place', m.gifts_point_town_unknown())
    const km = asked.far === '' ? 0 : kmTyped(asked.far, asked.unit)
    if (km === null) return refused('far', m.gifts_point_far_wrong())
    return { mark: pointAt({ lat: town.latitude, lon: town.longitude }, towards(asked.direction ?? 'n', km)), far: true, faults: [] }
  }
  const km = asked.km
  if (begun === null || km === undefined) return { mark: begun, far: true, faults: [] }
  if (asked.move !== undefined) return { mark: pointAt(begun, towards(asked.move, stepOf(km))), far: false, faults: [] }
  // Enter on the picture sends its corner.
  const { x = 0, y = 0 } = asked.press ?? {}
  if (x === 0 && y === 0) return { mark: begun, far: false, faults: [] }
  const offset = offsetOfPress(km, x, y)
  return offset === null ? refused('', m.gifts_point_off()) : { mark: pointAt(begun, offset), far: false, faults: [] }
}

/** The mark stays in the middle, so that what lies around it is seen; the width is kept while one moves. */
function viewOn(mark: Point, asked: Pointing, far: boolean, towns: Parameters<typeof windowOn>[1]): Window {
  if (far || asked.km === undefined) {
    const { middle, km } = windowOn([mark], towns)
    return { middle: mark, km: widthFor(km + kmBetween(middle, mark)) }
  }
  const km = asked.zoom === 'in' ? asked.km / 2 : asked.zoom === 'out' ? asked.km * 2 : asked.km
  return { middle: mark, km: Math.min(FARTHEST_KM, Math.max(NEAREST_KM, km)) }
}
