// Reads the ledger of promises: each side's lines with its sums, the same as one table, and what its filters can be narrowed to.
import { and, asc, count, desc, eq, inArray, isNotNull, isNull, or, sql, type SQL } from 'drizzle-orm'
import { events } from '#features/events/event.table.ts'
import { organisations } from '#features/organisations/organisation.table.ts'
import { people } from '#features/organisations/people/person.table.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { keyPaging, type Page, type Turn } from '#platform/database/key-paging.ts'
import type { ImpreciseDate } from '#platform/dates.ts'
import { isId } from '#platform/ids.ts'
import { findByName } from '#platform/search/names.ts'
import type { LocalText } from '#platform/texts/local-text.ts'
import {
  alive,
  type BareLine,
  betweenUsAnd,
  type CommitmentRow,
  itsEvent,
  itsPerson,
  LEDGER_KEY,
  ledgerKey,
  lineColumns,
  standsAs,
  theirPerson,
  theirsPerson,
  unsettled,
  whole,
} from '../commitment.queries.ts'
import { commitmentPartners, commitments } from '../commitment.table.ts'
import { PROMISES_ON_A_PAGE, type Side, SIDES } from '../commitment.ts'
import { countsOn } from '../shares/share.queries.ts'
import type { LedgerFilters } from './ledger.ts'

/** Lines of each side in the open book; the rest is on the side's own page. */
const LINES_A_SIDE = 12
/** The most a name may find: who is not among them is asked for more precisely. */
const MOST_NAMED = 300

/** The filters as a condition on promises that are in the register. */
export async function condition(tx: OfficeTx, filters: LedgerFilters, today: string): Promise<SQL | undefined> {
  const parts: (SQL | undefined)[] = [alive(tx)]
  const { side, standing, organisation, person, event, year, topic, q } = filters
  if (side !== undefined) parts.push(eq(commitments.owedBy, side))
  if (standing !== undefined) parts.push(standsAs(standing, today))
  if (topic !== undefined) parts.push(eq(commitments.topic, topic))
  if (organisation !== undefined) parts.push(isId(organisation) ? betweenUsAnd(tx, [organisation]) : sql`false`)
  if (person !== undefined) parts.push(isId(person) ? or(eq(commitments.personId, person), eq(commitments.theirPersonId, person)) : sql`false`)
  if (event !== undefined) parts.push(isId(event) ? eq(commitments.eventId, event) : sql`false`)
  if (year !== undefined) parts.push(sql`${countsOn} between ${`${year}-01-01`}::date and ${`${year}-12-31`}::date`)
  if (q !== undefined && q.trim() !== '') {
    const found = await findByName(tx, q, { things: ['commitment', 'organisation'], limit: MOST_NAMED })
    const [own, partners] = ['commitment', 'organisation'].map((thing) => found.filter((one) => one.thing === thing).map(({ thingId }) => thingId)) as [
      string[],
      string[],
    ]
    parts.push(or(own.length > 0 ? inArray(commitments.id, own) : undefined, partners.length > 0 ? betweenUsAnd(tx, partners) : undefined) ?? sql`false`)
  }
  return and(...parts)
}

export type SideSum = { readonly open: number; readonly overdue: number; readonly kept: number; readonly dropped: number; readonly all: number }
export type Sums = Readonly<Record<Side, SideSum>>
export type Ledger = {
  /** Each side's first lines; a side's own page when `filters.side` is given. */
  readonly sides: Readonly<Record<Side, readonly CommitmentRow[]>>
  readonly sums: Sums
  /** Cursors, only with one side. */
  readonly next: string | null
  readonly previous: string | null
}

const NOTHING: SideSum = { open: 0, overdue: 0, kept: 0, dropped: 0, all: 0 }
export const allOf = (sums: Sums): number => SIDES.reduce((sum, side) => sum + sums[side].all, 0)

async function sumsOf(tx: OfficeTx, where: SQL | undefined, today: string): Promise<Sums> {
  const summed = await tx
    .select({
      owedBy: commitments.owedBy,
      all: count(),
      open: sql<number>`count(*) filter (where ${unsettled})`.mapWith(Number),
      overdue: sql<number>`count(*) filter (where ${standsAs('overdue', today)})`.mapWith(Number),
      kept: sql<number>`count(*) filter (where ${standsAs('kept', today)})`.mapWith(Number),
      dropped: sql<number>`count(*) filter (where ${standsAs('dropped', today)})`.mapWith(Number),
    })
    .from(commitments)
    .where(where)
    .groupBy(commitments.owedBy)
  const sums = Object.fromEntries(SIDES.map((side) => [side, NOTHING])) as Record<Side, SideSum>
  for (const { owedBy, ...sum } of summed) sums[owedBy] = sum
  return sums
}

/** How many promises there are, whatever is asked for. */
export async function promisesInAll(tx: OfficeTx): Promise<number> {
  const [counted] = await tx.select({ all: count() }).from(commitments).where(alive(tx))
  return counted?.all ?? 0
}

/** The ledger as on `today`: overdue first, then by day, then without a day, then the settled. One side alone is paged by key. */
export async function ledger(tx: OfficeTx, filters: LedgerFilters, turn: Turn, today: string): Promise<Ledger> {
  const where = await condition(tx, filters, today)
  const sums = await sumsOf(tx, where, today)
  const lines = filters.side === undefined ? { rows: await bookLines(tx, where), next: null, previous: null } : await pageOfLines(tx, where, turn)
  const rows = await whole(tx, lines.rows, today)
  return {
    sides: Object.fromEntries(SIDES.map((side) => [side, rows.filter(({ owedBy }) => owedBy === side)])) as Record<Side, CommitmentRow[]>,
    sums,
    next: lines.next,
    previous: lines.previous,
  }
}

/** The same promises as one list, all sides together, in the ledger's order; `size` rows a page. */
export async function ledgerTable(
  tx: OfficeTx,
  filters: LedgerFilters,
  turn: Turn,
  today: string,
  size: number = PROMISES_ON_A_PAGE,
): Promise<{ readonly page: Page<CommitmentRow>; readonly sums: Sums }> {
  const where = await condition(tx, filters, today)
  const sums = await sumsOf(tx, where, today)
  const page = await pageOfLines(tx, where, turn, size)
  return { page: { ...page, rows: await whole(tx, page.rows, today) }, sums }
}

/** Rows of the list without its sums, for taking it out. */
export async function ledgerRows(tx: OfficeTx, filters: LedgerFilters, turn: Turn, today: string, size: number): Promise<Page<CommitmentRow>> {
  const page = await pageOfLines(tx, await condition(tx, filters, today), turn, size)
  return { ...page, rows: await whole(tx, page.rows, today) }
}

async function pageOfLines(tx: OfficeTx, where: SQL | undefined, turn: Turn, size: number = PROMISES_ON_A_PAGE): Promise<Page<BareLine>> {
  const paging = keyPaging(turn, { key: ledgerKey, id: commitments.id }, { size, keyShape: LEDGER_KEY })
  const found = await tx
    .select({ ...lineColumns, ledgerKey })
    .from(commitments)
    .leftJoin(events, itsEvent)
    .leftJoin(people, itsPerson)
    .leftJoin(theirPerson, theirsPerson)
    .where(and(where, paging.where))
    .orderBy(...paging.orderBy)
    .limit(paging.limit)
  return paging.page(found, (row) => ({ key: row.ledgerKey, id: row.id }))
}

/** The first lines of every side at once. */
async function bookLines(tx: OfficeTx, where: SQL | undefined): Promise<BareLine[]> {
  const numbered = tx
    .select({
      id: commitments.id,
      place: sql<number>`row_number() over (partition by ${commitments.owedBy} order by ${ledgerKey}, ${commitments.id})`.as('place'),
    })
    .from(commitments)
    .where(where)
    .as('numbered')
  return tx
    .select(lineColumns)
    .from(commitments)
    .innerJoin(numbered, eq(numbered.id, commitments.id))
    .leftJoin(events, itsEvent)
    .leftJoin(people, itsPerson)
    .leftJoin(theirPerson, theirsPerson)
    .where(and(alive(tx), sql`${numbered.place} <= ${LINES_A_SIDE}`))
    .orderBy(ledgerKey, asc(commitments.id))
}

/** Everything the filters find, for changing many at once; in the ledger's order. */
export const chosenByFilter = async (tx: OfficeTx, filters: LedgerFilters, today: string, limit: number): Promise<{ id: string; version: number }[]> =>
  tx
    .select({ id: commitments.id, version: commitments.version })
    .from(commitments)
    .where(await condition(tx, filters, today))
    .orderBy(ledgerKey, asc(commitments.id))
    .limit(limit)

// ---- what the filters offer --------------------------------------------------------------------------------------------

type Named = { readonly id: string; readonly name: LocalText; readonly nativeName: string | null }
export type LedgerChoices = {
  readonly partners: readonly Named[]
  readonly people: readonly Named[]
  readonly events: readonly { readonly id: string; readonly title: LocalText; readonly date: ImpreciseDate | null }[]
  /** Newest first. */
  readonly years: readonly string[]
}

/** More than this nobody looks through in a box. */
const MOST_CHOICES = 500

/** The partners promises were exchanged with, the people who answer for any, the events they come from, the years in which they count; four queries. */
export async function ledgerChoices(tx: OfficeTx): Promise<LedgerChoices> {
  const live = and(eq(commitments.officeId, tx.officeId), isNull(commitments.deletedAt))
  return {
    partners: await tx
      .select({ id: organisations.id, name: organisations.name, nativeName: organisations.nativeName })
      .from(organisations)
      .where(
        and(
          eq(organisations.officeId, tx.officeId),
          isNull(organisations.deletedAt),
          inArray(
            organisations.id,
            tx
              .select({ id: commitmentPartners.organisationId })
              .from(commitmentPartners)
              .innerJoin(commitments, and(live, eq(commitments.id, commitmentPartners.commitmentId)))
              .where(eq(commitmentPartners.officeId, tx.officeId)),
          ),
        ),
      )
      .orderBy(asc(organisations.sortKey), asc(organisations.id))
      .limit(MOST_CHOICES),
    people: await tx
      .select({ id: people.id, name: people.name, nativeName: people.nativeName })
      .from(people)
      .where(
        and(
          eq(people.officeId, tx.officeId),
          or(
            inArray(people.id, tx.select({ id: commitments.personId }).from(commitments).where(live)),
            inArray(people.id, tx.select({ id: commitments.theirPersonId }).from(commitments).where(live)),
          ),
        ),
      )
      .orderBy(asc(people.sortKey), asc(people.id))
      .limit(MOST_CHOICES),
    events: await tx
      .select({ id: events.id, title: events.title, date: events.date })
      .from(events)
      .where(
        and(
          eq(events.officeId, tx.officeId),
          isNull(events.deletedAt),
          inArray(events.id, tx.select({ id: commitments.eventId }).from(commitments).where(live)),
        ),
      )
      .orderBy(sql`${events.firstDay} desc nulls last`, desc(events.id))
      .limit(MOST_CHOICES),
    years: (
      await tx
        .selectDistinct({ year: sql<string>`to_char(${countsOn}, 'YYYY')` })
        .from(commitments)
        .where(and(live, isNotNull(countsOn)))
    )
      .map(({ year }) => year)
      .sort()
      .reverse(),
  }
}
