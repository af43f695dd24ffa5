// Reads what stands where: the things of the register with their points, and the towns around them for words and maps.
import { and, asc, eq, inArray, isNotNull, isNull, or, sql } from 'drizzle-orm'
import { addresses } from '#addresses'
import { symbolicActs } from '#features/events/symbolic-act.table.ts'
import { symbolicActById } from '#features/events/symbolic-act.queries.ts'
import { PLACED_ACTS, pointOfAct, symbolicActKindName } from '#features/events/symbolic-act.ts'
import { placesByIds } from '#features/places/place.queries.ts'
import type { Place } from '#features/places/place.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import type { ImpreciseDate } from '#platform/dates.ts'
import { type LocalText, textIn } from '#platform/texts/local-text.ts'
import { wayName } from '../gift.ts'
import { giftById, giftOfAct, type GiftWhole } from '../gift.queries.ts'
import { gifts } from '../gift.table.ts'
import type { Point } from '#features/events/spots/point.ts'
import { conditions, type GiftFilters } from '../register.queries.ts'
import { townsAround } from '#features/events/spots/spot.queries.ts'
import { MOST_ON_MAPS, neighbourhoods } from '#features/events/spots/spot.ts'

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
  const rows = await tx
    .select({
      id: gifts.id,
      what: gifts.what,
      way: gifts.way,
      date: gifts.date,
      placeText: gifts.placeText,
      placeId: gifts.placeId,
      // One thing, one point: the gift’s own, else that of the act that tells of it.
      lat: sql<number | null>`coalesce(${gifts.lat}, ${symbolicActs.lat})`,
      lon: sql<number | null>`coalesce(${gifts.lon}, ${symbolicActs.lon})`,
      all: sql<number>`count(*) over ()`.mapWith(Number),
    })
    .from(gifts)
    .leftJoin(symbolicActs, and(eq(symbolicActs.officeId, gifts.officeId), eq(symbolicActs.id, gifts.symbolicActId), isNull(symbolicActs.deletedAt)))
    .where(and(where.gift, or(sql`${gifts.way} = 'placed'`, isNotNull(gifts.lat), isNotNull(symbolicActs.lat))))
    .orderBy(asc(gifts.firstDay), asc(gifts.id))
    .limit(MOST_ON_MAPS)
  const acts = await tx
    .select({
      id: symbolicActs.id,
      title: symbolicActs.title,
      kind: symbolicActs.kind,
      date: symbolicActs.date,
      placeText: symbolicActs.placeText,
      lat: symbolicActs.lat,
      lon: symbolicActs.lon,
      all: sql<number>`count(*) over ()`.mapWith(Number),
    })
    .from(symbolicActs)
    .where(and(where.act, or(inArray(symbolicActs.kind, [...PLACED_ACTS]), isNotNull(symbolicActs.lat))))
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
    ...acts.map(({ id, title, kind, date, placeText, lat, lon }): Standing => ({
      href: addresses.symbolicAct({ id }),
      what: title,
      kind: symbolicActKindName(kind),
      date,
      placeText,
      at: pointOfAct({ lat, lon }),
      vague: lat === null,
    })),
  ]
  return { things: things.slice(0, MOST_ON_MAPS), all: (rows[0]?.all ?? 0) + (acts[0]?.all ?? 0) }
}

/** A thing's place for its page; `at`: its own point, or the middle of its town (`vague`). */
export type SpotOfThing = {
  readonly what: string
  readonly placeText: string
  readonly at: Point | null
  readonly vague: boolean
  readonly towns: readonly Place[]
  /** Where it is marked or moved. */
  readonly change: string
}

/** Where a gift stands: by its own point, that of the act that tells of it, or its town; null for what is kept indoors and has none. */
export async function spotOfGift(tx: OfficeTx, { gift, row, act }: GiftWhole): Promise<SpotOfThing | null> {
  const own = row.point ?? act?.point ?? null
  if (own === null && gift.way !== 'placed') return null
  const [town] = own === null && gift.placeId !== null ? await placesByIds(tx, [gift.placeId]) : []
  const at = own ?? (town === undefined ? null : pointOfTown(town))
  return {
    what: textIn(gift.what),
    placeText: gift.placeText,
    at,
    vague: own === null,
    towns: at === null ? [] : await townsAround(tx, [at]),
    change: addresses.giftPoint({ id: gift.id }),
  }
}

/** The things the filters mean, with the towns around them. */
export async function mapsOf(tx: OfficeTx, filters: GiftFilters): Promise<Awaited<ReturnType<typeof standingThings>> & { readonly towns: readonly Place[] }> {
  const standing = await standingThings(tx, filters)
  const points = standing.things.flatMap(({ at }) => at ?? [])
  // One thing of a neighbourhood asks for the towns of all.
  const groups = neighbourhoods(points.map((at) => ({ at })))
  return {
    ...standing,
    towns: await townsAround(
      tx,
      groups.map(([first]) => first!.at),
    ),
  }
}

/** What an act left behind stands where the gift does that tells of it, else where the act says; null for acts that leave nothing and have no point. */
export async function spotOfAct(tx: OfficeTx, actId: string): Promise<SpotOfThing | null> {
  const found = await symbolicActById(tx, actId)
  if (found === null) return null
  const { act } = found
  const told = await giftOfAct(tx, actId)
  const gift = told === null ? null : await giftById(tx, told.id)
  const at = gift?.row.point ?? pointOfAct(act)
  if (at === null && !PLACED_ACTS.includes(act.kind)) return null
  return {
    what: textIn(act.title),
    placeText: gift === null || gift.gift.placeText === '' ? act.placeText : gift.gift.placeText,
    at,
    vague: false,
    towns: at === null ? [] : await townsAround(tx, [at]),
    change: gift === null ? `${addresses.symbolicActEdit({ id: actId })}#spot` : addresses.giftPoint({ id: gift.gift.id }),
  }
}
