// Reads what stands where: the things of the register with their points, and the towns around them for words and maps.
import { and, asc, isNotNull, or, sql } from 'drizzle-orm'
import { addresses } from '#addresses'
import { symbolicActs } from '#features/events/symbolic-act.table.ts'
import { symbolicActKindName } from '#features/events/symbolic-act.ts'
import { placesAround, placesByIds } from '#features/places/place.queries.ts'
import type { Place } from '#features/places/place.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import type { ImpreciseDate } from '#platform/dates.ts'
import type { LocalText } from '#platform/texts/local-text.ts'
import { wayName } from '../gift.ts'
import { gifts } from '../gift.table.ts'
import type { Point } from '../point.ts'
import { conditions, type GiftFilters } from '../register.queries.ts'
import { MOST_ON_MAPS, NEIGHBOURHOOD_KM } from './spot.ts'

/** A thing that stands somewhere. */
export type Standing = {
  readonly href: string
  readonly what: LocalText
  /** „засадихме или поставихме“, „засадено дърво“ */
  readonly kind: string
  readonly date: ImpreciseDate | null
  readonly placeText: string
  /** Its own point, or the middle of its town; null where neither is known. */
  readonly at: Point | null
  /** Only the town is known. */
  readonly vague: boolean
}

const pointOfTown = ({ latitude, longitude }: Place): Point => ({ lat: latitude, lon: longitude })

/**
 * What of the register stands outside or has a point, oldest first: gifts that were placed, others that were marked on the map, acts that left a thing behind.
 * At most `MOST_ON_MAPS`; `all` counts every one found.
 */
export async function standingThings(tx: OfficeTx, filters: GiftFilters): Promise<{ readonly things: readonly Standing[]; readonly all: number }> {
  const where = await conditions(tx, filters)
  const placedActs = await conditions(tx, { ...filters, way: filters.way ?? 'placed' })
  const rows = await tx
    .select({
      id: gifts.id,
      what: gifts.what,
      way: gifts.way,
      date: gifts.date,
      placeText: gifts.placeText,
      placeId: gifts.placeId,
      lat: gifts.lat,
      lon: gifts.lon,
      all: sql<number>`count(*) over ()`.mapWith(Number),
    })
    .from(gifts)
    .where(and(where.gift, or(sql`${gifts.way} = 'placed'`, isNotNull(gifts.lat))))
    .orderBy(asc(gifts.firstDay), asc(gifts.id))
    .limit(MOST_ON_MAPS)
  const acts = await tx
    .select({
      id: symbolicActs.id,
      title: symbolicActs.title,
      kind: symbolicActs.kind,
      date: symbolicActs.date,
      placeText: symbolicActs.placeText,
      all: sql<number>`count(*) over ()`.mapWith(Number),
    })
    .from(symbolicActs)
    .where(placedActs.act)
    .orderBy(asc(symbolicActs.firstDay), asc(symbolicActs.id))
    .limit(MOST_ON_MAPS)
  const ids = rows.flatMap(({ placeId, lat }) => (placeId === null || lat !== null ? [] : [placeId]))
  const towns = new Map((await placesByIds(tx, ids)).map((town) => [town.id, pointOfTown(town)]))
  const things = [
    ...rows.map(({ id, what, way, date, placeText, placeId, lat, lon }): Standing => {
      const own = lat === null || lon === null ? null : { lat, lon }
      return {
        href: addresses.gift({ id }),
        what,
        kind: wayName(way),
        date,
        placeText,
        at: own ?? (placeId === null ? null : (towns.get(placeId) ?? null)),
        vague: own === null,
      }
    }),
    ...acts.map(({ id, title, kind, date, placeText }): Standing => ({
      href: addresses.symbolicAct({ id }),
      what: title,
      kind: symbolicActKindName(kind),
      date,
      placeText,
      at: null,
      vague: true,
    })),
  ]
  return { things: things.slice(0, MOST_ON_MAPS), all: (rows[0]?.all ?? 0) + (acts[0]?.all ?? 0) }
}

/** The towns around each of the points, the largest first; one query. `km`: how far around, at least a neighbourhood. */
export const townsAround = (tx: OfficeTx, points: readonly Point[], km = 0): Promise<Place[]> =>
  placesAround(
    tx,
    points.map((point) => ({ ...point, km: Math.max(NEIGHBOURHOOD_KM, km * 1.5) })),
  )
