// Reads what waits of journeys with its day: orders to sign, advances to decide, reports to hand in, accounts to settle.
import { and, asc, isNotNull, isNull, lte, sql } from 'drizzle-orm'
import { events } from '#features/events/event.table.ts'
import { dayAfter } from '#features/commitments/commitment.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import type { ImpreciseDate } from '#platform/dates.ts'
import type { LocalText } from '#platform/texts/local-text.ts'
import { rulesOfTrips } from './rules/rules.queries.ts'
import { alive, brief, daysOf, itsEvent, stateColumn, type TravellerRecord, travellersOf } from './trip.queries.ts'
import { deadlinesOf, type TripDeadline, type TripDeadlineKind } from './trip.ts'
import { trips } from './trip.table.ts'

export type TripWaiting = TripDeadline & {
  readonly tripId: string
  readonly title: LocalText
  readonly date: ImpreciseDate | null
  readonly departsOn: string
  readonly returnsOn: string
  /** Those of whom it waits: whose advance nobody has decided, whose account is open; of an order and of a report everybody who travels. */
  readonly who: readonly TravellerRecord[]
}

/** Journeys that are looked at: whoever has more unfinished ones sees the oldest. */
const MOST = 1000

const concerned = (kind: TripDeadlineKind, travellers: readonly TravellerRecord[]): readonly TravellerRecord[] =>
  kind === 'advance'
    ? travellers.filter(({ advanceCents }) => advanceCents === null)
    : kind === 'account'
      ? travellers.filter(({ settledOn }) => settledOn === null)
      : travellers

/** Everything that is late or has its day until `until`, YYYY-MM-DD, the earliest first. A fixed number of queries. */
export async function tripsWithDeadlines(tx: OfficeTx, today: string, until: string): Promise<TripWaiting[]> {
  const { rules } = await rulesOfTrips(tx)
  const rows = await tx
    .select({ ...brief, title: events.title, date: events.date })
    .from(trips)
    .innerJoin(events, and(itsEvent, isNull(events.cancelledOn)))
    .where(
      and(
        alive(tx),
        isNotNull(trips.returnsOn),
        lte(trips.departsOn, dayAfter(until, Math.max(rules.orderDays, rules.advanceDays))),
        sql`${stateColumn(today)} <> 'accounted'`,
      ),
    )
    .orderBy(asc(trips.departsOn), asc(trips.id))
    .limit(MOST)
  const travellers = Map.groupBy(
    await travellersOf(
      tx,
      rows.map(({ id }) => id),
    ),
    ({ tripId }) => tripId,
  )
  return rows
    .flatMap(({ id, title, date, ...row }) => {
      const own = travellers.get(id) ?? []
      return deadlinesOf(daysOf(row, own), rules, today).flatMap((deadline): TripWaiting[] =>
        deadline.due > until
          ? []
          : [{ ...deadline, tripId: id, title, date, departsOn: row.departsOn!, returnsOn: row.returnsOn!, who: concerned(deadline.kind, own) }],
      )
    })
    .toSorted((a, b) => (a.due === b.due ? (a.tripId < b.tripId ? -1 : 1) : a.due < b.due ? -1 : 1))
}
