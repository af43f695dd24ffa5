// Reads what is counted: the register's rows that tell a number, a fixed number of statements however many years and partners there are.
import { and, asc, between, eq, exists, gte, inArray, isNotNull, isNull, lte, or, sql, type SQL } from 'drizzle-orm'
import { commitmentPartners, commitments } from '#features/commitments/commitment.table.ts'
import { countsOn, givenDayIfAsked, isOpenPromise } from '#features/commitments/shares/share.queries.ts'
import { alive, eventsWithAny } from '#features/events/event.queries.ts'
import { eventParticipants, eventPartners, events } from '#features/events/event.table.ts'
import { heldBetween } from '#features/digest/month.ts'
import { homeOrganisation } from '#features/organisations/organisation.queries.ts'
import { posts } from '#features/organisations/people/person.table.ts'
import { milestones } from '#features/partnerships/milestones/milestone.table.ts'
import { partnerships } from '#features/partnerships/partnership.table.ts'
import { costOf } from '#features/trips/money/cost.queries.ts'
import { inEuro } from '#features/trips/money/budget.ts'
import { journeyOf, partOf } from '#features/trips/journeys/journey.ts'
import { tripCosts, trips, tripTravellers } from '#features/trips/trip.table.ts'
import { FREE_KINDS } from '#features/visits/arrangements/arrangement.ts'
import { arrangements } from '#features/visits/arrangements/arrangement.table.ts'
import { delegates } from '#features/visits/delegations/delegate.table.ts'
import { visits } from '#features/visits/visit.table.ts'
import { anyOf } from '#platform/database/any-of.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { HOME_CURRENCY } from '#platform/money.ts'
import { impactFigures } from '../figures/figure.table.ts'
import {
  AGREEMENTS,
  type Read,
  type ReadEvent,
  type ReadFigure,
  type ReadGuest,
  type ReadNamed,
  type ReadPromise,
  type ReadStep,
  type ReadSum,
  type ReadTraveller,
} from './count.ts'

/** From one year to another, both of them too. */
export type Years = { readonly from: number; readonly until: number }
/** Whom the counts are of: all records or only public ones; of one organisation or of all; in which years, null: in all of them. `zone`: the home calendar's. */
export type Scope = { readonly open: boolean; readonly organisationId: string | null; readonly years: Years | null; readonly zone: string }

const firstDayOf = ({ from }: Years): string => `${from}-01-01`
const lastDayOf = ({ until }: Years): string => `${until}-12-31`

/** Which events count: live, dated, begun by `today`, not called off. */
const counting = (tx: OfficeTx, { open, organisationId, years }: Scope, today: string): SQL | undefined =>
  and(
    alive(tx),
    isNull(events.cancelledOn),
    lte(events.firstDay, today),
    years === null ? undefined : and(gte(events.firstDay, firstDayOf(years)), lte(events.firstDay, lastDayOf(years))),
    open ? isNotNull(events.publishedAt) : undefined,
    organisationId === null ? undefined : eventsWithAny(tx, [organisationId]),
  )

/** `only`: of these alone. */
const readEvents = (tx: OfficeTx, scope: Scope, today: string, only?: readonly string[]): Promise<ReadEvent[]> =>
  tx
    .select({
      id: events.id,
      kind: events.kind,
      direction: events.direction,
      date: events.date,
      firstDay: events.firstDay,
      lastDay: events.lastDay,
      partners: sql<string[]>`coalesce(array_agg(${eventPartners.organisationId}::text) filter (where ${eventPartners.organisationId} is not null), '{}')`,
    })
    .from(events)
    .leftJoin(eventPartners, and(eq(eventPartners.officeId, events.officeId), eq(eventPartners.eventId, events.id)))
    .where(and(counting(tx, scope, today), only === undefined ? undefined : anyOf(events.id, only)))
    .groupBy(events.officeId, events.id)

/** The day a moment falls on by the host's clock. */
const hostDay = (moment: typeof delegates.arrivesAt | typeof delegates.leavesAt): SQL<string | null> =>
  sql<string | null>`(${moment} at time zone ${visits.hostZone})::date::text`

async function readGuests(tx: OfficeTx, scope: Scope, today: string): Promise<ReadGuest[]> {
  return tx
    .select({
      eventId: delegates.visitId,
      arrivesOn: hostDay(delegates.arrivesAt),
      leavesOn: hostDay(delegates.leavesAt),
      needsRoom: sql<boolean>`${delegates.room} <> 'none'`,
    })
    .from(delegates)
    .innerJoin(visits, and(eq(visits.officeId, delegates.officeId), eq(visits.id, delegates.visitId)))
    .innerJoin(events, and(eq(events.officeId, delegates.officeId), eq(events.id, delegates.visitId)))
    .where(
      and(
        eq(delegates.officeId, tx.officeId),
        isNull(delegates.deletedAt),
        isNull(delegates.withdrawnOn),
        eq(delegates.side, 'guests'),
        isNull(visits.deletedAt),
        isNull(visits.cancelledOn),
        counting(tx, scope, today),
      ),
    )
}

const liveTrips = (tx: OfficeTx, scope: Scope, today: string): SQL | undefined =>
  and(eq(trips.officeId, tx.officeId), isNull(trips.deletedAt), isNull(trips.cancelledOn), counting(tx, scope, today))

async function readTravellers(tx: OfficeTx, scope: Scope, today: string): Promise<ReadTraveller[]> {
  const rows = await tx
    .select({ eventId: trips.id, legs: trips.legs, joinsOn: tripTravellers.joinsOn, leavesOn: tripTravellers.leavesOn })
    .from(tripTravellers)
    .innerJoin(trips, and(eq(trips.officeId, tripTravellers.officeId), eq(trips.id, tripTravellers.tripId)))
    .innerJoin(events, and(eq(events.officeId, trips.officeId), eq(events.id, trips.id)))
    .where(and(liveTrips(tx, scope, today), isNull(tripTravellers.deletedAt)))
  return rows.map(({ eventId, legs, joinsOn, leavesOn }) => {
    const journey = journeyOf(legs, scope.zone)
    const own = journey === null ? null : partOf(journey, { joinsOn, leavesOn })
    return { eventId, nights: own === null ? null : own.nights.length }
  })
}

/**
 * Those an event names as participants, of the side that travelled: on visits with us who held a post with one of its partners then, on ours at partners who
 * held one in our municipality. Of whom no post is known nobody can say on which side they were.
 */
async function readNamed(tx: OfficeTx, scope: Scope, today: string): Promise<ReadNamed[]> {
  const home = await homeOrganisation(tx)
  const rows = await tx
    .select({
      eventId: events.id,
      personId: eventParticipants.personId,
      firstDay: events.firstDay,
      lastDay: events.lastDay,
      fromDate: posts.fromDate,
      toDate: posts.toDate,
    })
    .from(eventParticipants)
    .innerJoin(events, and(eq(events.officeId, eventParticipants.officeId), eq(events.id, eventParticipants.eventId)))
    .innerJoin(posts, and(eq(posts.officeId, eventParticipants.officeId), eq(posts.personId, eventParticipants.personId), isNull(posts.deletedAt)))
    .leftJoin(
      eventPartners,
      and(eq(eventPartners.officeId, events.officeId), eq(eventPartners.eventId, events.id), eq(eventPartners.organisationId, posts.organisationId)),
    )
    .where(
      and(
        eq(eventParticipants.officeId, tx.officeId),
        or(
          and(eq(events.direction, 'incoming'), isNotNull(eventPartners.id)),
          home === null ? undefined : and(eq(events.direction, 'outgoing'), eq(posts.organisationId, home)),
        ),
        counting(tx, scope, today),
      ),
    )
  const named = rows.filter(({ firstDay, lastDay, ...post }) => firstDay !== null && lastDay !== null && heldBetween(post, firstDay, lastDay))
  return [...Map.groupBy(named, ({ eventId }) => eventId)].map(([eventId, of]) => ({ eventId, people: new Set(of.map(({ personId }) => personId)).size }))
}

/** What we paid is money out; what hosts, the State or projects paid for what is ours, and others for guests of ours, is money in. Each of the guests' own is neither. */
async function readArrangements(tx: OfficeTx, scope: Scope, today: string): Promise<ReadSum[]> {
  const rows = await tx
    .select({
      eventId: arrangements.visitId,
      direction: events.direction,
      kind: arrangements.kind,
      payer: arrangements.payer,
      cents: arrangements.cents,
      currency: arrangements.currency,
    })
    .from(arrangements)
    .innerJoin(visits, and(eq(visits.officeId, arrangements.officeId), eq(visits.id, arrangements.visitId)))
    .innerJoin(events, and(eq(events.officeId, arrangements.officeId), eq(events.id, arrangements.visitId)))
    .where(
      and(
        eq(arrangements.officeId, tx.officeId),
        isNull(arrangements.deletedAt),
        inArray(arrangements.payer, ['us', 'them', 'other']),
        isNull(visits.deletedAt),
        isNull(visits.cancelledOn),
        counting(tx, scope, today),
      ),
    )
  return rows.flatMap(({ eventId, direction, kind, payer, cents, currency }): ReadSum[] => {
    if (payer === 'us') return cents === null && FREE_KINDS.includes(kind) ? [] : [{ eventId, from: 'dossier', way: 'out', cents, currency }]
    if (cents === null || (payer === 'them' && direction !== 'outgoing')) return []
    return [{ eventId, from: 'dossier', way: 'in', cents, currency }]
  })
}

async function readCosts(tx: OfficeTx, scope: Scope, today: string): Promise<ReadSum[]> {
  const rows = await tx
    .select({ eventId: trips.id, cost: tripCosts })
    .from(tripCosts)
    .innerJoin(trips, and(eq(trips.officeId, tripCosts.officeId), eq(trips.id, tripCosts.tripId)))
    .innerJoin(events, and(eq(events.officeId, trips.officeId), eq(events.id, trips.id)))
    .where(and(liveTrips(tx, scope, today), isNull(tripCosts.deletedAt)))
  return rows.flatMap(({ eventId, cost }): ReadSum[] => {
    const { payer, spent, what } = costOf(cost)
    if (payer === 'traveller') return []
    const way = payer === 'us' ? 'out' : 'in'
    if (spent === null) return way === 'out' ? [{ eventId, from: 'trip', way, cents: null, currency: HOME_CURRENCY }] : []
    const euro = inEuro(spent, what)
    // Without the officer's own rate a sum stays in its currency: nobody invents one.
    return [
      euro.unknown.length === 0
        ? { eventId, from: 'trip', way, cents: euro.cents, currency: HOME_CURRENCY }
        : { eventId, from: 'trip', way, cents: spent.cents, currency: spent.currency },
    ]
  })
}

/** Of a partnership that signed anything in the years, every signing before: which of two ceremonies an agreement began with shows in those alone. */
const signedIn = (tx: OfficeTx, years: Years): SQL => sql`${milestones.kind} = 'signing' and ${milestones.partnershipId} in (select own.partnership_id
  from milestone own where own.office_id = ${tx.officeId}::uuid and own.kind = 'signing' and own.deleted_at is null
    and own.first_day between ${firstDayOf(years)}::date and ${lastDayOf(years)}::date)`

async function readSteps(tx: OfficeTx, { open, organisationId, years }: Scope, today: string): Promise<ReadStep[]> {
  return tx
    .select({
      id: milestones.id,
      organisationId: partnerships.organisationId,
      kind: milestones.kind,
      side: milestones.side,
      firstDay: milestones.firstDay,
      lastDay: milestones.lastDay,
    })
    .from(milestones)
    .innerJoin(partnerships, and(eq(partnerships.officeId, milestones.officeId), eq(partnerships.id, milestones.partnershipId)))
    .where(
      and(
        eq(milestones.officeId, tx.officeId),
        isNull(milestones.deletedAt),
        isNull(partnerships.deletedAt),
        inArray(milestones.kind, AGREEMENTS),
        lte(milestones.firstDay, today),
        years === null ? undefined : and(lte(milestones.firstDay, lastDayOf(years)), or(gte(milestones.firstDay, firstDayOf(years)), signedIn(tx, years))),
        open ? and(isNotNull(milestones.publishedAt), isNotNull(partnerships.publishedAt)) : undefined,
        organisationId === null ? undefined : eq(partnerships.organisationId, organisationId),
      ),
    )
    .orderBy(asc(milestones.firstDay), asc(milestones.id))
}

async function readPromises(tx: OfficeTx, { open, organisationId, years }: Scope): Promise<ReadPromise[]> {
  return tx
    .select({
      id: commitments.id,
      state: commitments.state,
      givenOn: givenDayIfAsked,
      due: commitments.due,
      moves: commitments.moves,
      keptOn: commitments.keptOn,
      droppedOn: commitments.droppedOn,
      partners: sql<
        string[]
      >`coalesce(array_agg(${commitmentPartners.organisationId}::text) filter (where ${commitmentPartners.organisationId} is not null), '{}')`,
    })
    .from(commitments)
    .leftJoin(commitmentPartners, and(eq(commitmentPartners.officeId, commitments.officeId), eq(commitmentPartners.commitmentId, commitments.id)))
    .where(
      and(
        eq(commitments.officeId, tx.officeId),
        isNull(commitments.deletedAt),
        open ? isOpenPromise : undefined,
        // As a range the day is computed once for each; held against either end, twice.
        years === null ? undefined : sql`daterange(${firstDayOf(years)}, ${lastDayOf(years)}, '[]') @> ${countsOn}`,
        organisationId === null
          ? undefined
          : exists(
              tx
                .select({ one: sql`1` })
                .from(sql`commitment_partner own`)
                .where(
                  sql`own.office_id = ${commitments.officeId} and own.commitment_id = ${commitments.id} and own.organisation_id = ${organisationId}::uuid`,
                ),
            ),
      ),
    )
    .groupBy(commitments.officeId, commitments.id)
}

const readFigures = (tx: OfficeTx, { open, organisationId, years }: Scope): Promise<ReadFigure[]> =>
  tx
    .select({
      id: impactFigures.id,
      organisationId: partnerships.organisationId,
      year: impactFigures.year,
      measure: impactFigures.measure,
      amount: impactFigures.amount,
      currency: impactFigures.currency,
      eventId: impactFigures.eventId,
      asOf: impactFigures.asOf,
    })
    .from(impactFigures)
    .innerJoin(partnerships, and(eq(partnerships.officeId, impactFigures.officeId), eq(partnerships.id, impactFigures.partnershipId)))
    .leftJoin(events, and(eq(events.officeId, impactFigures.officeId), eq(events.id, impactFigures.eventId)))
    .where(
      and(
        eq(impactFigures.officeId, tx.officeId),
        isNull(impactFigures.deletedAt),
        isNull(partnerships.deletedAt),
        // What was said of an event goes with it: one that was called off or taken out brought nobody.
        or(isNull(impactFigures.eventId), and(isNull(events.deletedAt), isNull(events.cancelledOn))),
        open ? and(isNotNull(impactFigures.publishedAt), isNotNull(partnerships.publishedAt)) : undefined,
        // An event may have been moved into another year since.
        years === null ? undefined : or(between(impactFigures.year, years.from, years.until), between(events.firstDay, firstDayOf(years), lastDayOf(years))),
        organisationId === null ? undefined : or(eq(partnerships.organisationId, organisationId), eventsWithAny(tx, [organisationId])),
      ),
    )

/** Everything that counts in the scope; ten statements, and one more where a number was written down for an event of other years. */
export async function readCounts(tx: OfficeTx, scope: Scope, today: string): Promise<Read> {
  const [events, figures] = [await readEvents(tx, scope, today), await readFigures(tx, scope)]
  const there = new Set(events.map(({ id }) => id))
  // It says in which year such a number counts.
  const elsewhere = figures.flatMap(({ eventId }) => (eventId === null || there.has(eventId) ? [] : [eventId]))
  const others = scope.years === null || elsewhere.length === 0 ? [] : await readEvents(tx, { ...scope, years: null }, today, elsewhere)
  return {
    events: [...events, ...others],
    guests: await readGuests(tx, scope, today),
    travellers: await readTravellers(tx, scope, today),
    named: await readNamed(tx, scope, today),
    sums: [...(await readArrangements(tx, scope, today)), ...(await readCosts(tx, scope, today))],
    steps: await readSteps(tx, scope, today),
    promises: await readPromises(tx, scope),
    figures,
  }
}
