// The register of gifts and symbols: every thing once, with the symbolic acts of which no gift tells.
import { and, asc, eq, inArray, isNotNull, isNull, ne, or, sql, type SQL } from 'drizzle-orm'
import { unionAll } from 'drizzle-orm/pg-core'
import { symbolicActsByIds, type SymbolicActRow } from '#features/events/symbolic-act.queries.ts'
import { symbolicActPartners, symbolicActs } from '#features/events/symbolic-act.table.ts'
import { PLACED_ACTS, type SymbolicActKind } from '#features/events/symbolic-act.ts'
import { organisations } from '#features/organisations/organisation.table.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { keyPaging, type Page, type Turn } from '#platform/database/key-paging.ts'
import { isId } from '#platform/ids.ts'
import { findByName } from '#platform/search/names.ts'
import type { LocalText } from '#platform/texts/local-text.ts'
import { GIFTS_ON_A_PAGE, type GiftState, type GiftWay, type Owner } from './gift.ts'
import { actAlone, actDayNumber, actWith, alive, betweenUsAnd, dayNumber, giftsByIds, type GiftRow, planned, tiedTo } from './gift.queries.ts'
import { giftPartners, gifts } from './gift.table.ts'

const DAY_NUMBER = /^-?\d{1,7}$/

/** One line of the register: a gift, or an act of which no gift tells. */
export type RegisterLine = { readonly gift: GiftRow; readonly act: null } | { readonly gift: null; readonly act: SymbolicActRow }

export type GiftFilters = {
  /** `act`: only acts that no gift tells of. */
  readonly way?: GiftWay | 'act' | undefined
  /** `planned`: whatever is still to be given, bought and prepared too. */
  readonly state?: GiftState | undefined
  readonly owner?: Owner | undefined
  /** Narrows to acts of this kind. */
  readonly kind?: SymbolicActKind | undefined
  readonly organisation?: string | undefined
  readonly event?: string | undefined
  readonly person?: string | undefined
  readonly year?: number | undefined
  readonly q?: string | undefined
}

const stands = (state: GiftState): SQL | undefined => {
  switch (state) {
    case 'planned':
      return planned
    case 'bought':
      return and(planned, isNotNull(gifts.boughtOn), isNull(gifts.preparedOn))
    case 'prepared':
      return and(planned, isNotNull(gifts.preparedOn))
    case 'given':
      return and(eq(gifts.way, 'given'), sql`not ${planned}`)
    default:
      return and(ne(gifts.way, 'given'), eq(gifts.fate, state))
  }
}

type Conditions = { readonly gift: SQL | undefined; readonly act: SQL | undefined }

/** What of gifts and what of acts the filters mean. */
export async function conditions(tx: OfficeTx, filters: GiftFilters): Promise<Conditions> {
  const { way, state, owner, kind, organisation, event, person, year, q } = filters
  const id = (value: string, found: (id: string) => SQL): SQL => (isId(value) ? found(value) : sql`false`)
  const gift: (SQL | undefined)[] = [alive(tx)]
  const act: (SQL | undefined)[] = [actAlone(tx)]
  if (way === 'act') gift.push(sql`false`)
  else if (way !== undefined) {
    gift.push(eq(gifts.way, way))
    act.push(way === 'placed' ? inArray(symbolicActs.kind, [...PLACED_ACTS]) : sql`false`)
  }
  if (state !== undefined) gift.push(stands(state))
  if (owner !== undefined) gift.push(eq(gifts.owner, owner))
  if (state !== undefined || owner !== undefined || person !== undefined) act.push(sql`false`)
  if (kind !== undefined) {
    gift.push(sql`false`)
    act.push(eq(symbolicActs.kind, kind))
  }
  if (organisation !== undefined) {
    gift.push(id(organisation, (one) => betweenUsAnd(tx, [one])))
    act.push(id(organisation, (one) => actWith(tx, [one])))
  }
  if (event !== undefined) {
    gift.push(id(event, (one) => eq(gifts.eventId, one)))
    act.push(id(event, (one) => eq(symbolicActs.eventId, one)))
  }
  if (person !== undefined) gift.push(id(person, (one) => tiedTo(tx, [one])))
  if (year !== undefined) {
    const [from, to] = [`${year}-01-01`, `${year}-12-31`]
    gift.push(sql`${gifts.firstDay} <= ${to}::date and ${gifts.lastDay} >= ${from}::date`)
    act.push(sql`${symbolicActs.firstDay} <= ${to}::date and ${symbolicActs.lastDay} >= ${from}::date`)
  }
  if (q !== undefined && q.trim() !== '') {
    const found = await findByName(tx, q, { things: ['gift', 'symbolic_act', 'organisation', 'person'], limit: 300 })
    const of = (thing: string): string[] => found.filter((one) => one.thing === thing).map(({ thingId }) => thingId)
    const [own, acts] = [of('gift'), of('symbolic_act')]
    gift.push(or(own.length > 0 ? inArray(gifts.id, own) : undefined, betweenUsAnd(tx, of('organisation')), tiedTo(tx, of('person'))))
    act.push(or(acts.length > 0 ? inArray(symbolicActs.id, acts) : undefined, actWith(tx, of('organisation'))))
  }
  return { gift: and(...gift), act: and(...act) }
}

/** The register, what is still to be given first, then newest first, the undated last; paged by (day, id). `all` counts every line found. */
export async function giftRegister(
  tx: OfficeTx,
  filters: GiftFilters,
  turn: Turn,
  size = GIFTS_ON_A_PAGE,
): Promise<Page<RegisterLine> & { readonly all: number }> {
  const where = await conditions(tx, filters)
  // What is planned has no day: it stands above all days until it is handed over.
  const day = sql<number>`case when ${planned} then 9999999 else ${dayNumber} end`.mapWith(Number)
  const lines = unionAll(
    tx
      .select({ id: gifts.id, isGift: sql<boolean>`true`.as('is_gift'), day: sql<number>`${day}`.mapWith(Number).as('day') })
      .from(gifts)
      .where(where.gift),
    tx
      .select({ id: symbolicActs.id, isGift: sql<boolean>`false`.as('is_gift'), day: sql<number>`${actDayNumber}`.mapWith(Number).as('day') })
      .from(symbolicActs)
      .where(where.act),
  ).as('line')
  const paging = keyPaging(turn, { key: sql`${lines.day}`, id: sql`${lines.id}` }, { size, descending: true, keyShape: DAY_NUMBER })
  const found = await tx
    .select({ id: lines.id, isGift: lines.isGift, day: lines.day, all: sql<number>`count(*) over ()`.mapWith(Number) })
    .from(lines)
    .where(paging.where)
    .orderBy(...paging.orderBy)
    .limit(paging.limit)
  const page = paging.page(found, (row) => ({ key: String(row.day), id: row.id }))
  const counted = turn.after === undefined && turn.before === undefined ? (found[0]?.all ?? 0) : await countOf(tx, where)
  const giftIds = page.rows.filter(({ isGift }) => isGift).map(({ id }) => id)
  const read = new Map((await giftsByIds(tx, giftIds)).map((row) => [row.id, row]))
  const acts = await symbolicActsByIds(
    tx,
    page.rows.filter(({ isGift }) => !isGift).map(({ id }) => id),
  )
  const rows = page.rows.flatMap(({ id, isGift }): RegisterLine[] => {
    if (isGift) {
      const gift = read.get(id)
      return gift === undefined ? [] : [{ gift, act: null }]
    }
    const act = acts.get(id)
    return act === undefined ? [] : [{ gift: null, act }]
  })
  return { ...page, rows, all: counted }
}

async function countOf(tx: OfficeTx, where: Conditions): Promise<number> {
  const [counted] = await tx
    .select({
      all: sql<number>`(select count(*) from ${gifts} where ${where.gift}) + (select count(*) from ${symbolicActs} where ${where.act})`.mapWith(Number),
    })
    .from(sql`(select 1) one`)
  return counted?.all ?? 0
}

/** The partners of whom the register tells, for its filter. */
export async function giftPartnerChoices(tx: OfficeTx): Promise<{ id: string; name: LocalText; nativeName: string | null }[]> {
  return tx
    .select({ id: organisations.id, name: organisations.name, nativeName: organisations.nativeName })
    .from(organisations)
    .where(
      and(
        eq(organisations.officeId, tx.officeId),
        isNull(organisations.deletedAt),
        sql`(exists (select 1 from ${giftPartners} where ${giftPartners.officeId} = ${organisations.officeId} and ${giftPartners.organisationId} = ${organisations.id})
          or exists (select 1 from ${symbolicActPartners} where ${symbolicActPartners.officeId} = ${organisations.officeId} and ${symbolicActPartners.organisationId} = ${organisations.id}))`,
      ),
    )
    .orderBy(asc(organisations.sortKey), asc(organisations.id))
    .limit(500)
}
