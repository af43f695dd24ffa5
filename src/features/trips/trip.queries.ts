// Reads journeys: one whole with its money and what it lacks, the list, what waits with a day, and the events a journey could be opened for.
import { and, asc, desc, eq, gte, inArray, isNull, notExists, sql, type SQL } from 'drizzle-orm'
import { eventById, type EventWhole } from '#features/events/event.queries.ts'
import { eventPartners, events } from '#features/events/event.table.ts'
import { m } from '#messages'
import type { OfficeTx } from '#platform/database/door.ts'
import { keyPaging, type Page, type Turn } from '#platform/database/key-paging.ts'
import { offices } from '#platform/database/office.table.ts'
import type { ImpreciseDate } from '#platform/dates.ts'
import { isId } from '#platform/ids.ts'
import { escapeLike, findByName } from '#platform/search/names.ts'
import { speakingIn } from '#platform/texts/language.ts'
import { type LocalText, textIn } from '#platform/texts/local-text.ts'
import { countriesOf, isDoubtful, type Journey, journeyOf, movedEvent, partOf } from './journeys/journey.ts'
import {
  added,
  type Budget,
  budgetOf,
  type Ceiling,
  ceilingOver,
  type Cost,
  lodgingOf,
  type Lodger,
  NOTHING,
  type Settlement,
  settlementOf,
} from './money/budget.ts'
import { costOf } from './money/cost.queries.ts'
import { type Due, reckonBy } from './money/due.ts'
import { type Dossier, memberOf } from './dossier.ts'
import { dossierOf } from './dossier.queries.ts'
import { type RateRecord, ownRates } from './rates/rate.queries.ts'
import { rateOn } from './rates/rate.ts'
import { reportOf, type ReportWhole } from './reports/report.queries.ts'
import { rulesOfTrips } from './rules/rules.queries.ts'
import type { TripRules } from './rules/rules.ts'
import {
  isStaying,
  type Orders,
  orderedOn,
  type Returning,
  tripPiecesOf,
  deadlinesOf,
  type TripDeadline,
  type TripFilters,
  type TripDays,
  type TripPiece,
  TRIPS_ON_A_PAGE,
  type TripState,
  tripStateOf,
  type WhichOrder,
} from './trip.ts'
import { tripCosts, tripRecommendations, tripReports, trips, tripTravellers } from './trip.table.ts'

export type TripRecord = typeof trips.$inferSelect
export type TravellerRecord = typeof tripTravellers.$inferSelect
export type CostRecord = typeof tripCosts.$inferSelect
/** `due` by their own days; `doubtful`: these are to be looked at again. */
export type Traveller = TravellerRecord & {
  readonly due: Due
  readonly settlement: Settlement
  readonly doubtful: boolean
  /** Since when they do not come, by the visit's dossier; null: they do, or it does not know them. */
  readonly withdrawnOn: string | null
}

export const alive = (tx: OfficeTx): SQL | undefined => and(eq(trips.officeId, tx.officeId), isNull(trips.deletedAt))
export const itsEvent = and(eq(events.officeId, trips.officeId), eq(events.id, trips.id), isNull(events.deletedAt))

export const travellersOf = (tx: OfficeTx, tripIds: readonly string[]): Promise<TravellerRecord[]> =>
  tripIds.length === 0
    ? Promise.resolve([])
    : tx
        .select()
        .from(tripTravellers)
        .where(and(eq(tripTravellers.officeId, tx.officeId), inArray(tripTravellers.tripId, [...tripIds]), isNull(tripTravellers.deletedAt)))
        .orderBy(asc(tripTravellers.position), asc(tripTravellers.id))

const costsOf = (tx: OfficeTx, tripId: string): Promise<CostRecord[]> =>
  tx
    .select()
    .from(tripCosts)
    .where(and(eq(tripCosts.officeId, tx.officeId), eq(tripCosts.tripId, tripId), isNull(tripCosts.deletedAt)))
    .orderBy(asc(tripCosts.id))
    .limit(500)

const neededOrders = (travellers: readonly { readonly byOrder: WhichOrder }[]): WhichOrder[] =>
  travellers.length === 0 ? ['usual'] : [...new Set(travellers.map(({ byOrder }) => byOrder))]

/** The day on which the last account was settled, once there is somebody and all are. */
const settledOn = (travellers: readonly { readonly settledOn: string | null }[]): string | null =>
  travellers.length === 0 || travellers.some((one) => one.settledOn === null)
    ? null
    : travellers
        .map((one) => one.settledOn!)
        .toSorted()
        .at(-1)!

export type TripWhole = {
  readonly trip: TripRecord
  readonly event: EventWhole
  /** Of the visit it is for; null: it has none. */
  readonly dossier: Dossier | null
  readonly travellers: readonly Traveller[]
  /** `most`: of lodging, what it may come to by the people and nights it is for. */
  readonly costs: readonly (Cost & { readonly version: number; readonly most: ReturnType<typeof ceilingOver> | null })[]
  readonly report: ReportWhole | null
  readonly rules: TripRules
  readonly rates: readonly RateRecord[]
  /** Of whoever is on the whole of it: `journey`, and what is due for it. */
  readonly journey: Journey | null
  readonly allowance: Due['allowance']
  readonly lodging: Due['lodging']
  readonly budget: Budget
  readonly state: TripState
  /** Since when it or its event is called off. */
  readonly cancelledOn: string | null
  /** The event's date, where it is another than the journey was laid out by; `days`: by how many it moved, null where nobody can say. */
  readonly moved: { readonly from: ImpreciseDate; readonly to: ImpreciseDate | null; readonly days: number | null; readonly longer: number } | null
  /** Orders that are needed by who travels. */
  readonly needed: readonly WhichOrder[]
  readonly pieces: readonly TripPiece[]
}

/** null when there is none of this id, or it or its event was removed. A fixed number of queries. */
export async function tripById(tx: OfficeTx, id: string, today: string): Promise<TripWhole | null> {
  if (!isId(id)) return null
  const [trip] = await tx
    .select()
    .from(trips)
    .where(and(alive(tx), eq(trips.id, id)))
  const event = trip === undefined ? null : await eventById(tx, id)
  if (trip === undefined || event === null) return null
  const [office] = await tx.select({ zone: offices.timeZone }).from(offices).where(eq(offices.id, tx.officeId))
  const records = await travellersOf(tx, [id])
  const costRecords = await costsOf(tx, id)
  const costs = costRecords.map((row) => ({ ...costOf(row), version: row.version }))
  const rates = await ownRates(tx)
  const { rules } = await rulesOfTrips(tx)
  const report = await reportOf(tx, id)
  const dossier = await dossierOf(tx, id)

  const journey = journeyOf(trip.legs, office!.zone)
  const rateFor = (country: string, day: string) => rateOn(country, day, rates)
  const cancelledOn = trip.cancelledOn ?? event.event.cancelledOn
  const laidOutBy = costs.flatMap(({ paidBy, payer, spent }) => (paidBy !== null && payer === 'us' && spent !== null ? [paidBy] : []))
  const host = { meals: trip.hostMeals, lodging: trip.lodgingBy === 'host' || trip.lodgingBy === 'organiser' }
  const dueFor = reckonBy(rateFor, rules, host)
  const { allowance, lodging } = dueFor(journey)
  const dues = new Map(records.map((one) => [one.id, dueFor(journey === null ? null : partOf(journey, one))]))
  const ceiling: Ceiling = (nights) => lodgingOf(nights, rateFor).sum
  const lodgers = records.map(({ id: one }): Lodger => ({ id: one, nights: dues.get(one)!.journey?.nights ?? null }))
  const budget = budgetOf({
    allowance: added(...[...dues.values()].map((due) => due.allowance.sum)),
    lodgers,
    ceiling,
    lodgingBy: trip.lodgingBy,
    costs,
    words: { allowance: m.trips_allowances(), lodging: m.trips_lodging_at_most(), rest: m.trips_lodging_rest(), host: m.trips_lodging_given() },
  })
  const needed = neededOrders(records)
  const days = {
    departsOn: trip.departsOn,
    returnsOn: trip.returnsOn,
    orderedOn: orderedOn(trip.orders, needed),
    reportedOn: report?.reportedOn ?? null,
    settledOn: settledOn(records),
    cancelledOn,
  }
  const facts = {
    ...days,
    task: trip.task !== '',
    travellers: records.map((one) => returning(one, laidOutBy)),
    doubtful: records.filter((one) => isDoubtful(journey, one)).length,
    priced: budget.byPayer.us.unknown.length === 0,
    insured: costs.some(({ kind }) => kind === 'insurance'),
    published: event.event.publishedAt !== null && Object.keys(event.event.summary.in).length > 0,
  }
  return {
    trip,
    event,
    dossier,
    travellers: records.map((one) => ({
      ...one,
      withdrawnOn: memberOf(dossier, one)?.withdrawnOn ?? null,
      due: dues.get(one.id)!,
      doubtful: isDoubtful(journey, one),
      settlement: settlementOf({
        travellerId: one.id,
        allowance: isStaying(cancelledOn, dues.get(one.id)!.journey ?? trip) ? NOTHING : dues.get(one.id)!.allowance.sum,
        lodgers,
        ceiling,
        costs,
        advance: one.advanceCents ?? 0,
      }),
    })),
    costs: costs.map((cost) => ({ ...cost, most: cost.kind === 'lodging' ? ceilingOver([cost], lodgers, ceiling) : null })),
    report,
    rules,
    rates,
    journey,
    allowance,
    lodging,
    budget,
    state: tripStateOf(days, today),
    cancelledOn,
    moved: movedEvent(trip.followed, event.event.date),
    needed,
    pieces: tripPiecesOf(facts, rules, today),
  }
}

/** Why a journey is called off, as far as anybody said; '' otherwise. Also for the order that takes the first one back, which is Bulgarian. */
export const whyCancelled = ({ trip, cancelledOn }: Pick<TripWhole, 'trip' | 'cancelledOn'>): string =>
  cancelledOn === null ? '' : trip.cancelReason === '' ? speakingIn('bg', () => m.trips_event_cancelled()) : trip.cancelReason

/** Whether a journey's papers are open for the event; null: there are none. */
export async function tripInBrief(tx: OfficeTx, eventId: string, today: string): Promise<{ readonly state: TripState; readonly travellers: number } | null> {
  const [row] = isId(eventId)
    ? await tx
        .select(brief)
        .from(trips)
        .innerJoin(events, itsEvent)
        .where(and(alive(tx), eq(trips.id, eventId)))
    : []
  if (row === undefined) return null
  const travellers = await travellersOf(tx, [eventId])
  return { state: tripStateOf(daysOf(row, travellers), today), travellers: travellers.length }
}

// ---- the list ----------------------------------------------------------------------------------------------------------

const reportedOn = sql<
  string | null
>`(select r.reported_on from ${tripReports} r where r.office_id = ${trips.officeId} and r.id = ${trips.id} and r.deleted_at is null)`
export const brief = {
  id: trips.id,
  legs: trips.legs,
  orders: trips.orders,
  departsOn: trips.departsOn,
  returnsOn: trips.returnsOn,
  reportedOn,
  cancelledOn: sql<string | null>`coalesce(${trips.cancelledOn}, ${events.cancelledOn})`,
  laidOutBy: sql<
    string[]
  >`array(select distinct c.paid_by::text from ${tripCosts} c where c.office_id = ${trips.officeId} and c.trip_id = ${trips.id} and c.deleted_at is null and c.paid_by is not null and c.spent_cents is not null and c.payer = 'us')`,
}
type Brief = {
  readonly orders: Orders
  readonly departsOn: string | null
  readonly returnsOn: string | null
  readonly reportedOn: string | null
  readonly cancelledOn: string | null
  /** Travellers who laid something out for us, by id. */
  readonly laidOutBy: readonly string[]
}

/** Whether there is money to be settled with a traveller even when nobody travels. */
export const isOwing = ({ id, advanceCents, settledOn }: TravellerRecord, laidOutBy: readonly string[]): boolean =>
  settledOn === null && ((advanceCents ?? 0) > 0 || laidOutBy.includes(id))

const returning = (one: TravellerRecord, laidOutBy: readonly string[]): Returning => ({
  id: one.id,
  leavesOn: one.leavesOn,
  settledOn: one.settledOn,
  undecided: one.advanceCents === null,
  owing: isOwing(one, laidOutBy),
})

/** The days of a journey and of those who travel. */
export const daysOf = (row: Brief, travellers: readonly TravellerRecord[]): TripDays & { readonly travellers: readonly Returning[] } => ({
  departsOn: row.departsOn,
  returnsOn: row.returnsOn,
  orderedOn: orderedOn(row.orders, neededOrders(travellers)),
  reportedOn: row.reportedOn,
  settledOn: settledOn(travellers),
  cancelledOn: row.cancelledOn,
  travellers: travellers.map((one) => returning(one, row.laidOutBy)),
})

/** The same rule as `tripStateOf` in trip.ts; beside the journey's event. */
export function stateColumn(today: string): SQL<TripState> {
  const own = sql`t.office_id = ${trips.officeId} and t.trip_id = ${trips.id} and t.deleted_at is null`
  const settled = sql`(exists (select 1 from ${tripTravellers} t where ${own}) and not exists (select 1 from ${tripTravellers} t where ${own} and t.settled_on is null))`
  const ordered = sql`(case when exists (select 1 from ${tripTravellers} t where ${own})
    then not exists (select 1 from ${tripTravellers} t where ${own} and ((${trips.orders} -> t.by_order ->> 'on') is null or (${trips.orders} -> t.by_order ->> 'does') = 'revokes'))
    else (${trips.orders} -> 'usual' ->> 'on') is not null and (${trips.orders} -> 'usual' ->> 'does') is distinct from 'revokes' end)`
  return sql<TripState>`(case
    when ${reportedOn} is not null and ${settled} then 'accounted'
    when coalesce(${trips.cancelledOn}, ${events.cancelledOn}) is not null then 'cancelled'
    when ${trips.returnsOn} < ${today}::date then 'to-report'
    when ${trips.departsOn} <= ${today}::date then 'travelling'
    when ${ordered} then 'ordered'
    else 'prepared' end)`
}

export type TripRow = {
  readonly id: string
  readonly title: LocalText
  readonly departsOn: string | null
  readonly returnsOn: string | null
  readonly countries: readonly string[]
  readonly travellers: readonly string[]
  readonly state: TripState
  readonly orders: Orders
  readonly orderedOn: string | null
  readonly reportedOn: string | null
  readonly settledOn: string | null
  /** Cents of the euro that were paid in advance. */
  readonly advances: number
  /** The next thing with a day that is not done; null: nothing waits. */
  readonly next: TripDeadline | null
}

/** Journeys to what is called so, with a partner or a traveller called so, by an order of that number, or with a name the register does not have. */
function foundBy(found: {
  readonly events: readonly string[]
  readonly organisations: readonly string[]
  readonly people: readonly string[]
  readonly words: string
}): SQL {
  const words = `%${escapeLike(found.words.trim().slice(0, 100))}%`
  const travels = (which: SQL): SQL =>
    sql`exists (select 1 from ${tripTravellers} t where t.office_id = ${trips.officeId} and t.trip_id = ${trips.id} and t.deleted_at is null and ${which})`
  const any = [
    travels(sql`t.name ilike ${words}`),
    sql`exists (select 1 from jsonb_each(${trips.orders}) o where o.value ->> 'number' ilike ${words})`,
    ...(found.events.length > 0 ? [inArray(trips.id, [...found.events])] : []),
    ...(found.organisations.length > 0
      ? [
          sql`exists (select 1 from ${eventPartners} p where p.office_id = ${trips.officeId} and p.event_id = ${trips.id} and ${inArray(sql`p.organisation_id`, [...found.organisations])})`,
        ]
      : []),
    ...(found.people.length > 0 ? [travels(inArray(sql`t.person_id`, [...found.people]))] : []),
  ]
  return sql`(${sql.join(any, sql` or `)})`
}

/** For the search over everything: the journeys that answer, the latest first; one query. */
export const tripsAnswering = (
  tx: OfficeTx,
  found: Parameters<typeof foundBy>[0],
  today: string,
  limit: number,
): Promise<{ id: string; title: LocalText; departsOn: string | null; returnsOn: string | null; state: TripState }[]> =>
  tx
    .select({ id: trips.id, title: events.title, departsOn: trips.departsOn, returnsOn: trips.returnsOn, state: stateColumn(today) })
    .from(trips)
    .innerJoin(events, itsEvent)
    .where(and(alive(tx), foundBy(found)))
    .orderBy(sql`${trips.departsOn} desc nulls last`, desc(trips.id))
    .limit(limit)

/** Newest departure first, those without a day above all; paged by key. A fixed number of queries. */
export async function tripList(
  tx: OfficeTx,
  filters: TripFilters,
  turn: Turn,
  today: string,
  size = TRIPS_ON_A_PAGE,
): Promise<Page<TripRow> & { readonly all: number }> {
  const parts: (SQL | undefined)[] = [alive(tx)]
  const state = stateColumn(today)
  if (filters.state !== undefined) parts.push(filters.state === 'open' ? sql`${state} not in ('accounted', 'cancelled')` : sql`${state} = ${filters.state}`)
  if (filters.year !== undefined)
    parts.push(sql`${trips.departsOn} < make_date(${filters.year + 1}::int, 1, 1) and ${trips.returnsOn} >= make_date(${filters.year}::int, 1, 1)`)
  if (filters.q !== undefined && filters.q.trim() !== '') {
    const found = await findByName(tx, filters.q, { things: ['event', 'organisation', 'person'], limit: 300 })
    const of = (thing: string): string[] => found.filter((one) => one.thing === thing).map(({ thingId }) => thingId)
    parts.push(foundBy({ events: of('event'), organisations: of('organisation'), people: of('person'), words: filters.q }))
  }
  const where = and(...parts)
  const [counted] = await tx
    .select({ all: sql<number>`count(*)`.mapWith(Number) })
    .from(trips)
    .innerJoin(events, itsEvent)
    .where(where)
  const key = sql<string>`coalesce(to_char(${trips.departsOn}, 'YYYY-MM-DD'), '9999') collate "C"`
  const paging = keyPaging(turn, { key, id: trips.id }, { size, descending: true, keyShape: /^(\d{4}-\d\d-\d\d|9999)$/ })
  const found = await tx
    .select({ ...brief, title: events.title, key })
    .from(trips)
    .innerJoin(events, itsEvent)
    .where(and(where, paging.where))
    .orderBy(...paging.orderBy)
    .limit(paging.limit)
  const page = paging.page(found, (row) => ({ key: row.key, id: row.id }))
  const travellers = Map.groupBy(
    await travellersOf(
      tx,
      page.rows.map(({ id }) => id),
    ),
    ({ tripId }) => tripId,
  )
  const { rules } = await rulesOfTrips(tx)
  return {
    ...page,
    all: counted?.all ?? 0,
    rows: page.rows.map((row) => {
      const own = travellers.get(row.id) ?? []
      const days = daysOf(row, own)
      return {
        id: row.id,
        title: row.title,
        departsOn: row.departsOn,
        returnsOn: row.returnsOn,
        countries: countriesOf(row.legs),
        travellers: own.map(({ name }) => name),
        state: tripStateOf(days, today),
        orders: row.orders,
        orderedOn: days.orderedOn,
        reportedOn: days.reportedOn,
        settledOn: days.settledOn,
        advances: own.reduce((sum, { advanceCents }) => sum + (advanceCents ?? 0), 0),
        next: deadlinesOf(days, rules, today)[0] ?? null,
      }
    }),
  }
}

/** Events to which we go and for which no journey is open, the nearest first; for opening one. */
export async function journeysToOpen(tx: OfficeTx, today: string, limit = 10): Promise<{ id: string; title: LocalText; date: ImpreciseDate | null }[]> {
  return tx
    .select({ id: events.id, title: events.title, date: events.date })
    .from(events)
    .where(
      and(
        eq(events.officeId, tx.officeId),
        isNull(events.deletedAt),
        isNull(events.cancelledOn),
        eq(events.direction, 'outgoing'),
        sql`${events.kind} not in ('letter', 'call')`,
        gte(events.lastDay, today),
        notExists(
          tx
            .select({ one: sql`1` })
            .from(trips)
            .where(and(eq(trips.officeId, events.officeId), eq(trips.id, events.id), isNull(trips.deletedAt))),
        ),
      ),
    )
    .orderBy(asc(events.firstDay), asc(events.id))
    .limit(limit)
}

// ---- for others --------------------------------------------------------------------------------------------------------

/** A journey a person is on, or whose recommendation they are to see to, in words; for whoever would remove them. */
export async function tripsOfPerson(tx: OfficeTx, personId: string): Promise<string | null> {
  const [row] = await tx
    .select({ title: events.title })
    .from(trips)
    .innerJoin(events, itsEvent)
    .where(
      and(
        alive(tx),
        sql`(exists (select 1 from ${tripTravellers} t where t.office_id = ${trips.officeId} and t.trip_id = ${trips.id} and t.deleted_at is null and t.person_id = ${personId})
          or exists (select 1 from ${tripRecommendations} r where r.office_id = ${trips.officeId} and r.trip_id = ${trips.id} and r.person_id = ${personId}))`,
      ),
    )
    .orderBy(desc(trips.id))
    .limit(1)
  return row === undefined ? null : m.trips_holds({ title: textIn(row.title) })
}
