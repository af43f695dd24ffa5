// Reads what waits of journeys with its day: orders to sign, advances to decide, reports to hand in, accounts to settle; and whom of it is reminded by mail.
import { and, asc, eq, isNotNull, isNull, lte, or, sql } from 'drizzle-orm'
import { addresses } from '#addresses'
import type { Matter, MatterSource } from '#features/commitments/reminders/matter.ts'
import { DAYS_BETWEEN_LETTERS, MOST_DAYS_BEFORE } from '#features/commitments/reminders/reminder.ts'
import { events } from '#features/events/event.table.ts'
import { people } from '#features/organisations/people/person.table.ts'
import { m } from '#messages'
import { anyOf } from '#platform/database/any-of.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { dayAfter, type ImpreciseDate } from '#platform/dates.ts'
import { type LocalText, textIn } from '#platform/texts/local-text.ts'
import { rulesOfTrips } from './rules/rules.queries.ts'
import { alive, brief, daysOf, itsEvent, stateColumn, type TravellerRecord, travellersOf } from './trip.queries.ts'
import { deadlinesOf, dueDays, periodInWords, type TripDeadline, type TripDeadlineKind } from './trip.ts'
import { trips, tripTravellers } from './trip.table.ts'

export type TripWaiting = Omit<TripDeadline, 'who'> & {
  readonly tripId: string
  readonly title: LocalText
  readonly date: ImpreciseDate | null
  readonly departsOn: string
  readonly returnsOn: string
  /** Those of whom it waits: whose advance nobody has decided, whose account is open; of a report whoever is back, of an order everybody who travels. */
  readonly who: readonly TravellerRecord[]
  /** By their own last day, not by that of the journey. */
  readonly own: boolean
}

/** Journeys that are looked at: whoever has more unfinished ones sees the oldest. */
const MOST = 1000

/** Somebody was given or laid out money and has not settled. */
const owingInColumns = sql`exists (select 1 from ${tripTravellers} t where t.office_id = ${trips.officeId} and t.trip_id = ${trips.id} and t.deleted_at is null and t.settled_on is null
  and (t.advance_cents > 0 or t.id::text = any(${brief.laidOutBy})))`

/** Everything that is late or has its day until `until`, YYYY-MM-DD, the earliest first. A fixed number of queries. */
export async function tripsWithDeadlines(tx: OfficeTx, today: string, until: string): Promise<TripWaiting[]> {
  const { rules } = await rulesOfTrips(tx)
  const rows = await tx
    .select({ ...brief, title: events.title, date: events.date })
    .from(trips)
    .innerJoin(events, itsEvent)
    .where(
      and(
        alive(tx),
        isNotNull(trips.returnsOn),
        or(
          and(
            sql`${stateColumn(today)} not in ('accounted', 'cancelled')`,
            lte(trips.departsOn, dayAfter(until, Math.max(rules.orderDays, rules.advanceDays))),
          ),
          and(sql`${stateColumn(today)} = 'cancelled'`, sql`(${owingInColumns})`),
        ),
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
      const days = daysOf(row, own)
      const shared = dueDays(days, rules)
      return deadlinesOf(days, rules, today).flatMap((deadline): TripWaiting[] =>
        deadline.due > until
          ? []
          : [
              {
                ...deadline,
                tripId: id,
                title,
                date,
                departsOn: row.departsOn!,
                returnsOn: row.returnsOn!,
                who: own.filter((one) => deadline.who.includes(one.id)),
                own: deadline.due !== shared[deadline.kind],
              },
            ],
      )
    })
    .toSorted((a, b) => (a.due === b.due ? (a.tripId < b.tripId ? -1 : 1) : a.due < b.due ? -1 : 1))
}

/** Further ahead nobody is reminded (`MOST_DAYS_BEFORE` of the reminders, and the days one letter speaks for). */
const AHEAD = MOST_DAYS_BEFORE + DAYS_BETWEEN_LETTERS

const lacks: Readonly<Record<TripDeadlineKind, () => string>> = {
  order: m.trips_matter_order,
  advance: m.trips_matter_advance,
  report: m.trips_matter_report,
  account: m.trips_matter_account,
}
const pageOfDeadline = (kind: TripDeadlineKind, id: string): string =>
  kind === 'report' ? addresses.tripReport({ id }) : kind === 'account' || kind === 'advance' ? addresses.tripMoney({ id }) : addresses.trip({ id })

/**
 * What of journeys our people are reminded of: order and advance whoever stands in for the office, the report everybody who travelled, an account the one whose
 * it is. Who has no address in the register is reminded through whoever stands in.
 */
export const tripMatters: MatterSource = async (tx, today) => {
  const waiting = await tripsWithDeadlines(tx, today, dayAfter(today, AHEAD))
  const ids = [...new Set(waiting.flatMap(({ who }) => who.flatMap(({ personId }) => personId ?? [])))]
  const rows =
    ids.length === 0
      ? []
      : await tx
          .select({ id: people.id, email: people.email })
          .from(people)
          .where(and(eq(people.officeId, tx.officeId), anyOf(people.id, ids), isNull(people.deletedAt)))
  const emails = new Map(rows.map(({ id, email }) => [id, email]))
  const addressed = ({ personId, name }: TravellerRecord): Matter['person'] => {
    const email = personId === null ? null : (emails.get(personId) ?? null)
    return email === null || email === '' ? null : { name, email }
  }
  return waiting.flatMap(({ kind, due, tripId, title, departsOn, returnsOn, who, own }): Matter[] => {
    const matter = (whose: string, person: Matter['person'], named: string): Matter => ({
      key: ['trip', tripId, kind, whose].filter((part) => part !== '').join(' '),
      about: { thing: 'trip', id: tripId },
      dueBy: due,
      person,
      words: () =>
        m.trips_matter({
          title: textIn(title),
          period: periodInWords(departsOn, returnsOn),
          lacks: named === '' ? lacks[kind]() : m.trips_matter_of({ lacks: lacks[kind](), name: named }),
        }),
      href: pageOfDeadline(kind, tripId),
    })
    if (kind === 'order' || kind === 'advance') return [matter('', null, '')]
    if (kind === 'account')
      return who.map((one) => {
        const person = addressed(one)
        return matter(one.id, person, person === null ? one.name : '')
      })
    const reached = who.flatMap((one) => addressed(one) ?? [])
    // Who came back earlier has another day, and is told apart also where somebody stands in.
    if (reached.length > 0) return reached.map((person) => matter('', person, ''))
    return own ? [matter(due, null, who.map(({ name }) => name).join(', '))] : [matter('', null, '')]
  })
}
