// The address of the page on which a thing's spot is marked: each press shows the mark anew, only the last one writes.
import type { Context } from 'hono'
import { addresses } from '#addresses'
import type { Officer } from '#features/accounts/account.ts'
import { officers } from '#features/accounts/session.gate.ts'
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
import { type GiftStale, pointGift } from '../gift.actions.ts'
import { giftById, type GiftWhole } from '../gift.queries.ts'
import type { Point } from '#features/events/spots/point.ts'
import { PointingPage, type PointingPageProps } from './spot.pages.tsx'
import { movedTo, townsAround } from '#features/events/spots/spot.queries.ts'
import { type Pointing, pointingForm, pointInWords, viewOn } from '#features/events/spots/spot.ts'

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
      if (point === null && !removed) return pointingPage(c, by, read.value, { faults: [{ name: 'typed', message: m.events_point_wrong() }] })
      const pointed = await pointGift(c.get('here'), by, id, Number(typed(body, 'version')), removed ? null : point)
      if (pointed.ok)
        return goWithNotice(c, addresses.gift({ id }), {
          text: removed ? m.events_point_removed() : m.events_point_saved(),
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
  const told = (point: Point | null): string => (point === null ? '' : pointInWords(point, towns))
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
