// What was exchanged with a partner or given to somebody: the last gift, and whether the same was given before.
import { and, desc, inArray, ne, or, sql } from 'drizzle-orm'
import { addresses } from '#addresses'
import { symbolicActs } from '#features/events/symbolic-act.table.ts'
import { PLACED_ACTS } from '#features/events/symbolic-act.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import type { ImpreciseDate } from '#platform/dates.ts'
import type { Citation } from '#platform/texts/citation.ts'
import type { LocalText } from '#platform/texts/local-text.ts'
import { type GiftWay, isAlike } from './gift.ts'
import { actAlone, actDayNumber, actWith, alive, betweenUsAnd, dayNumber, planned, tiedTo } from './gift.queries.ts'
import { gifts } from './gift.table.ts'

/** Something exchanged with a partner: a gift, or an act called a gift of which no gift tells (then `way` is null: nobody said who gave it). */
export type Exchanged = {
  readonly id: string
  readonly way: GiftWay | null
  readonly what: LocalText
  readonly date: ImpreciseDate | null
  readonly day: number
  readonly href: string
  readonly sources: readonly Citation[]
  readonly planned: boolean
}

/**
 * What was exchanged with any of the organisations, or given to or by any of the people, newest first; what is still to be given too when `withPlanned`,
 * and acts that planted or set up something when `withPlaced`.
 * Two queries.
 */
export async function exchangedWith(
  tx: OfficeTx,
  who: { readonly organisations: readonly string[]; readonly people?: readonly string[] },
  options: { readonly limit: number; readonly withPlanned?: boolean; readonly withPlaced?: boolean; readonly except?: string },
): Promise<Exchanged[]> {
  const rows = await tx
    .select({ id: gifts.id, way: gifts.way, what: gifts.what, date: gifts.date, day: dayNumber, sources: gifts.sources, planned })
    .from(gifts)
    .where(
      and(
        alive(tx),
        or(betweenUsAnd(tx, who.organisations), tiedTo(tx, who.people ?? [])),
        options.withPlanned === true ? undefined : sql`not ${planned}`,
        options.except === undefined ? undefined : ne(gifts.id, options.except),
      ),
    )
    .orderBy(desc(dayNumber), desc(gifts.id))
    .limit(options.limit)
  const acts = await tx
    .select({ id: symbolicActs.id, what: symbolicActs.title, date: symbolicActs.date, day: actDayNumber, sources: symbolicActs.sources })
    .from(symbolicActs)
    .where(and(actAlone(tx), inArray(symbolicActs.kind, options.withPlaced === true ? [...PLACED_ACTS, 'gift'] : ['gift']), actWith(tx, who.organisations)))
    .orderBy(desc(actDayNumber), desc(symbolicActs.id))
    .limit(options.limit)
  return [
    ...rows.map((row) => ({ ...row, href: addresses.gift({ id: row.id }) })),
    ...acts.map((row) => ({ ...row, way: null, planned: false, href: addresses.symbolicAct({ id: row.id }) })),
  ]
    .sort((a, b) => b.day - a.day || (a.id < b.id ? 1 : -1))
    .slice(0, options.limit)
}

/** The newest thing exchanged with a partner until today; undated ones only where no other is known. */
export async function lastGiftWith(tx: OfficeTx, organisationId: string, today: string): Promise<Exchanged | null> {
  const found = await exchangedWith(tx, { organisations: [organisationId] }, { limit: 20 })
  return found.find(({ date }) => date === null || date.slice(0, today.length) <= today) ?? null
}

/** How many earlier gifts a new one is held against. */
const HELD_AGAINST = 200

/** What was already given, or is to be given, to the same partners or people and is called alike; newest first. */
export async function givenAlike(
  tx: OfficeTx,
  like: { readonly what: LocalText; readonly organisations: readonly string[]; readonly people: readonly string[]; readonly except?: string },
): Promise<Exchanged[]> {
  if (like.organisations.length === 0 && like.people.length === 0) return []
  const found = await exchangedWith(tx, like, { limit: HELD_AGAINST, withPlanned: true, ...(like.except === undefined ? {} : { except: like.except }) })
  return found.filter(({ way, what }) => way !== 'received' && isAlike(like.what, what))
}
