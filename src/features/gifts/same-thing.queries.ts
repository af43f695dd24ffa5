// Whether a thing that was placed and a symbolic act tell of the same: by the partner, and by what both are called or the day on which it was done.
import { and, desc, eq, inArray, isNotNull, isNull, or } from 'drizzle-orm'
import { symbolicActById } from '#features/events/symbolic-act.queries.ts'
import { symbolicActs } from '#features/events/symbolic-act.table.ts'
import { PLACED_ACTS } from '#features/events/symbolic-act.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import type { ImpreciseDate } from '#platform/dates.ts'
import type { LocalText } from '#platform/texts/local-text.ts'
import { isAlike } from './gift.ts'
import { actAlone, actDayNumber, actWith, alive, betweenUsAnd, dayNumber } from './gift.queries.ts'
import { gifts } from './gift.table.ts'

/** A gift and an act that may be the same thing, one of which is being looked at. */
export type SameThing = {
  readonly giftId: string
  readonly version: number
  readonly actId: string
  readonly what: LocalText
  readonly date: ImpreciseDate | null
}

/** So many are held against it, and shown at most. */
const [HELD_AGAINST, MOST] = [200, 3]

type Told = { readonly what: LocalText; readonly date: ImpreciseDate | null }
const isDay = (date: ImpreciseDate | null): boolean => date !== null && /^\d{4}-\d{2}-\d{2}$/.test(date)
/** Called alike, or done on the very day with the same partner. Two that say different days are two. */
const isSame = (one: Told, other: Told): boolean => (isDay(one.date) && isDay(other.date) ? one.date === other.date : isAlike(one.what, other.what))

/** Acts that planted or set up something with any of these partners, of which no gift tells, and which may be this thing; newest first. One query. */
export async function actsOfSame(
  tx: OfficeTx,
  thing: Told & { readonly organisations: readonly string[] },
): Promise<{ readonly id: string; readonly what: LocalText; readonly date: ImpreciseDate | null }[]> {
  if (thing.organisations.length === 0) return []
  const acts = await tx
    .select({ id: symbolicActs.id, what: symbolicActs.title, date: symbolicActs.date })
    .from(symbolicActs)
    .where(and(actAlone(tx), or(inArray(symbolicActs.kind, [...PLACED_ACTS]), isNotNull(symbolicActs.lat)), actWith(tx, thing.organisations)))
    .orderBy(desc(actDayNumber), desc(symbolicActs.id))
    .limit(HELD_AGAINST)
  return acts.filter((act) => isSame(thing, act)).slice(0, MOST)
}

/** Things that were placed with any of the partners of an act, of which no act tells, and which may be what it left behind. Three queries at most. */
export async function giftsOfSame(tx: OfficeTx, actId: string): Promise<SameThing[]> {
  const found = await symbolicActById(tx, actId)
  if (found === null || (!PLACED_ACTS.includes(found.act.kind) && found.act.lat === null)) return []
  const rows = await tx
    .select({ id: gifts.id, version: gifts.version, what: gifts.what, date: gifts.date })
    .from(gifts)
    .where(
      and(
        alive(tx),
        eq(gifts.way, 'placed'),
        isNull(gifts.symbolicActId),
        betweenUsAnd(
          tx,
          found.partners.map(({ organisationId }) => organisationId),
        ),
      ),
    )
    .orderBy(desc(dayNumber), desc(gifts.id))
    .limit(HELD_AGAINST)
  return rows
    .filter((gift) => isSame({ what: found.act.title, date: found.act.date }, gift))
    .slice(0, MOST)
    .map(({ id, version, what, date }) => ({ giftId: id, version, actId, what, date }))
}
