// Writes journeys: opens one for an event, changes it, records its orders, removes and puts back, each change kept in the activity record.
import { and, asc, eq, isNull } from 'drizzle-orm'
import type { Officer } from '#features/accounts/account.ts'
import { eventPartners, events } from '#features/events/event.table.ts'
import { organisations } from '#features/organisations/organisation.table.ts'
import { places } from '#features/places/place.table.ts'
import { nameFor } from '#features/places/place.ts'
import { delegateName } from '#features/visits/delegations/delegate.ts'
import { delegatesOf } from '#features/visits/delegations/delegate.queries.ts'
import { m } from '#messages'
import type { Restore } from '#platform/activity/activity.ts'
import { KeptRows, type KeptStale, type Written } from '#platform/activity/kept-row.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { type Here, within } from '#platform/here.ts'
import { isId } from '#platform/ids.ts'
import { ok, refuse, type Refusal, type Result } from '#platform/result.ts'
import { type LocalText, textIn } from '#platform/texts/local-text.ts'
import { journeyOf, type Leg, legFaults, type Stop } from './journeys/journey.ts'
import { homeStop } from './journeys/leg.queries.ts'
import type { HostMeals, Payer } from './money/budget.ts'
import { addTraveller } from './travellers/traveller.actions.ts'
import { type Order, type Orders, type WhichOrder } from './trip.ts'
import { trips } from './trip.table.ts'

type Act = `trip.${string}`
const act = (name: Act): Act => name

/** A journey as the activity record keeps it; `title` is its event's. */
export type TripSnapshot = {
  readonly title: string
  readonly task: string
  readonly basis: string
  readonly legs: readonly Leg[]
  readonly lodgingBy: Payer
  readonly hostMeals: HostMeals
  readonly orders: Orders
  readonly note: string
}
export type TripStale = KeptStale<TripSnapshot>

const titleOf = async (tx: OfficeTx, id: string): Promise<string> => {
  const [event] = await tx
    .select({ title: events.title })
    .from(events)
    .where(and(eq(events.officeId, tx.officeId), eq(events.id, id)))
  return event === undefined ? '' : textIn(event.title, event.title.source)
}

/** The days of the journey stand beside its legs so that lists can ask for them; the calendar is our own. */
const HOME_ZONE = 'Europe/Sofia'

const rows = new KeptRows<typeof trips.$inferSelect, TripSnapshot>({
  table: trips,
  stateOf: async ({ id, task, basis, legs, lodgingBy, hostMeals, orders, note }, tx) => ({
    title: await titleOf(tx, id),
    task,
    basis,
    legs,
    lodgingBy,
    hostMeals,
    orders,
    note,
  }),
  columnsOf: (state) => {
    const { title: _, ...columns } = state
    const journey = journeyOf(columns.legs, columns.legs[0]?.from.zone ?? HOME_ZONE)
    return { ...columns, departsOn: journey?.departsOn ?? null, returnsOn: journey?.returnsOn ?? null }
  },
  label: ({ title }) => title,
  missing: () => m.trips_missing(),
})

const isExactDay = (date: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(date)

const NO_ORDERS: Orders = { usual: null, body: null }

/** The town of the event, or of the first partner whose town is known. */
async function stopThere(tx: OfficeTx, event: { readonly id: string; readonly placeId: number | null }): Promise<Stop | null> {
  const townOf = { id: places.id, name: places.name, names: places.names, country: places.country, zone: places.timeZone }
  const [there] =
    event.placeId !== null
      ? await tx.select(townOf).from(places).where(eq(places.id, event.placeId))
      : await tx
          .select(townOf)
          .from(eventPartners)
          .innerJoin(organisations, and(eq(organisations.officeId, eventPartners.officeId), eq(organisations.id, eventPartners.organisationId)))
          .innerJoin(places, eq(places.id, organisations.placeId))
          .where(and(eq(eventPartners.officeId, tx.officeId), eq(eventPartners.eventId, event.id)))
          .orderBy(asc(eventPartners.id))
          .limit(1)
  return there === undefined ? null : { placeId: there.id, text: nameFor(there, 'bg'), country: there.country, zone: there.zone }
}

/** There on the first day and back on the last, without hours: nobody has said them. */
async function likelyLegs(tx: OfficeTx, event: { id: string; placeId: number | null; date: string | null }): Promise<Leg[]> {
  const [from, until = from] = event.date?.split('/') ?? []
  if (from === undefined || until === undefined || !isExactDay(from) || !isExactDay(until)) return []
  const [home, there] = [await homeStop(tx), await stopThere(tx, event)]
  if (there === null || there.placeId === home.placeId) return []
  const leg = (one: Stop, other: Stop, day: string): Leg => ({
    from: one,
    to: other,
    departs: { day, time: null },
    arrives: { day, time: null },
    transport: '',
  })
  return [leg(home, there, from), leg(there, home, until)]
}

/**
 * Opens the papers of a journey for an event, under the event's id; those of our delegation travel. Refuses an event that is not in the register, one that
 * comes to us, and one whose journey is open.
 */
export const openTrip = (here: Here, by: Officer, eventId: string): Promise<Result<Written>> =>
  here.db.inOffice(by.officeId, async (tx): Promise<Result<Written>> => {
    const [event] = isId(eventId)
      ? await tx
          .select({ id: events.id, title: events.title, direction: events.direction, date: events.date, placeId: events.placeId })
          .from(events)
          .where(and(eq(events.officeId, tx.officeId), eq(events.id, eventId), isNull(events.deletedAt)))
          .for('update')
      : []
    if (event === undefined) return refuse('missing', m.trips_event_missing())
    if (event.direction === 'incoming') return refuse('incoming', m.trips_event_incoming())
    const before = await rows.read(tx, eventId)
    if (before !== null && !before.removed) return refuse('open-already', m.trips_open_already())
    const state: TripSnapshot = {
      title: textIn(event.title, event.title.source),
      task: '',
      basis: '',
      legs: await likelyLegs(tx, event),
      lodgingBy: 'us',
      hostMeals: 'none',
      orders: NO_ORDERS,
      note: '',
    }
    const written = await rows.write(tx, here, by, eventId, before, state, act('trip.opened'))
    if (before === null) {
      const inside = within(here, tx)
      const ours = (await delegatesOf(tx, eventId)).filter(({ side, withdrawnOn }) => side === 'guests' && withdrawnOn === null)
      for (const one of ours) {
        const added = await addTraveller(inside, by, eventId, {
          personId: one.personId,
          name: delegateName(one),
          post: textIn(one.role as LocalText),
          byOrder: 'usual',
        })
        if (!added.ok) return added
      }
    }
    return ok(written)
  })

/** What a form says of a journey. */
export type TripValues = Pick<TripSnapshot, 'task' | 'basis' | 'legs' | 'lodgingBy' | 'hostMeals' | 'note'>

/** Changes a journey that still has the given version. Refuses legs that cannot be. */
export const changeTrip = (here: Here, by: Officer, id: string, version: number, values: TripValues): Promise<Result<Written, Refusal | TripStale>> =>
  rows.change(here, by, id, version, act('trip.changed'), (before) =>
    legFaults(values.legs).length > 0 ? refuse('legs', m.trips_legs_wrong(), 'legs') : ok({ ...before, ...values }),
  )

/** Records that an order was signed, or with null that it was not after all. */
export const signOrder = (
  here: Here,
  by: Officer,
  id: string,
  version: number,
  which: WhichOrder,
  order: Order | null,
): Promise<Result<Written, Refusal | TripStale>> =>
  rows.change(here, by, id, version, act(order === null ? 'trip.unordered' : 'trip.ordered'), (before) =>
    order !== null && order.on > here.clock.today()
      ? refuse('future', m.trips_day_to_come(), 'on')
      : ok({ ...before, orders: { ...before.orders, [which]: order } }),
  )

/** Takes the papers of a journey out of the register; undo brings them back with all of theirs. */
export const removeTrip = (here: Here, by: Officer, id: string, version: number): Promise<Result<Written, Refusal | TripStale>> =>
  rows.change(here, by, id, version, act('trip.removed'), () => ok(null))

export const restoreTrip: Restore = rows.put(act('trip.restored'))
