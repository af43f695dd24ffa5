// Writes journeys: opens one for an event, changes it, records its orders, removes and puts back, each change kept in the activity record.
import { and, asc, eq, isNull } from 'drizzle-orm'
import type { Officer } from '#features/accounts/account.ts'
import { headToKeep } from '#features/accounts/letterhead/letterhead.queries.ts'
import { eventPartners, events } from '#features/events/event.table.ts'
import { organisations } from '#features/organisations/organisation.table.ts'
import { roleName } from '#features/organisations/people/post.ts'
import { places } from '#features/places/place.table.ts'
import { delegateName } from '#features/visits/delegations/delegate.ts'
import { delegatesInOrder } from '#features/visits/delegations/delegate.queries.ts'
import { m } from '#messages'
import type { Restore } from '#platform/activity/activity.ts'
import { KeptRows, type KeptStale, type Written } from '#platform/activity/kept-row.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { dayInWords, type ImpreciseDate } from '#platform/dates.ts'
import { type Here, within } from '#platform/here.ts'
import { isId } from '#platform/ids.ts'
import { nameKey } from '#platform/names/name-key.ts'
import { ok, refuse, type Refusal, type Result } from '#platform/result.ts'
import { speakingIn } from '#platform/texts/language.ts'
import { EMPTY_TEXT, isEmptyText, textIn } from '#platform/texts/local-text.ts'
import { journeyOf, type Leg, legFaults, movedEvent, shiftedLegs, shiftOf, type Stop } from './journeys/journey.ts'
import { homeStop, townOnOrder } from './journeys/leg.queries.ts'
import type { HostMeals, Payer } from './money/budget.ts'
import { dossierOf } from './dossier.queries.ts'
import { addTraveller, moveOwnDays } from './travellers/traveller.actions.ts'
import { orderByPost } from './travellers/traveller.ts'
import { laterOrderText, ORDER_LANGUAGE, orderText, type Signing } from './papers/order.ts'
import { officeOfOrder } from './papers/office.queries.ts'
import { tripById, type TripWhole, whyCancelled } from './trip.queries.ts'
import { type Order, type OrderAct, ORDERS, type Orders, standingOrder, type WhichOrder } from './trip.ts'
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
  /** The event's date by which the journey was laid out last. */
  readonly followed: ImpreciseDate | null
  readonly cancelledOn: string | null
  readonly cancelReason: string
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
  stateOf: async ({ id, task, basis, legs, lodgingBy, hostMeals, orders, note, followed, cancelledOn, cancelReason }, tx) => ({
    title: await titleOf(tx, id),
    task,
    basis,
    legs,
    lodgingBy,
    hostMeals,
    orders,
    note,
    followed,
    cancelledOn,
    cancelReason,
  }),
  columnsOf: (state) => {
    const { title: _, ...columns } = state
    const journey = journeyOf(columns.legs, columns.legs[0]?.from.zone ?? HOME_ZONE)
    return {
      ...columns,
      // States kept before a journey could be called off.
      followed: columns.followed ?? null,
      cancelledOn: columns.cancelledOn ?? null,
      cancelReason: columns.cancelReason ?? '',
      departsOn: journey?.departsOn ?? null,
      returnsOn: journey?.returnsOn ?? null,
    }
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
  return there === undefined ? null : { placeId: there.id, text: await townOnOrder(tx, there), country: there.country, zone: there.zone }
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

/** On what ground one travels, as the order says it; '' while the event has no occasion. */
const basisOf = (occasion: string): string => (occasion === '' ? '' : speakingIn('bg', () => m.trips_basis_occasion({ occasion })))

/**
 * Opens the papers of a journey for an event, under the event's id; those of our delegation travel, its purpose is the task, its occasion the ground. Refuses an event that is not in the register, one that
 * comes to us, and one whose journey is open.
 */
export const openTrip = (here: Here, by: Officer, eventId: string): Promise<Result<Written>> =>
  here.db.inOffice(by.officeId, async (tx): Promise<Result<Written>> => {
    const [event] = isId(eventId)
      ? await tx
          .select({ id: events.id, title: events.title, direction: events.direction, date: events.date, placeId: events.placeId, occasion: events.occasion })
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
      task: textIn((await dossierOf(tx, eventId))?.purpose ?? EMPTY_TEXT, 'bg'),
      basis: basisOf(event.occasion),
      legs: await likelyLegs(tx, event),
      lodgingBy: 'us',
      hostMeals: 'none',
      orders: NO_ORDERS,
      note: '',
      followed: event.date,
      cancelledOn: null,
      cancelReason: '',
    }
    const written = await rows.write(tx, here, by, eventId, before, state, act('trip.opened'))
    if (before === null) {
      const inside = within(here, tx)
      const coming = (await delegatesInOrder(tx, eventId)).filter(({ side, withdrawnOn }) => side === 'guests' && withdrawnOn === null)
      // A delegation may name somebody twice; they travel once.
      const ours = coming.filter(({ personId }, index) => personId === null || coming.findIndex((one) => one.personId === personId) === index)
      for (const one of ours) {
        const added = await addTraveller(inside, by, eventId, {
          personId: one.personId,
          name: delegateName(one),
          post: textIn(one.role, 'bg'),
          byOrder: orderByPost(isEmptyText(one.role) ? roleName(one.roleClass, 'bg') : textIn(one.role, 'bg')),
        })
        if (!added.ok) return added
      }
    }
    return ok(written)
  })

/** What a form says of a journey. */
export type TripValues = Pick<TripSnapshot, 'task' | 'basis' | 'legs' | 'lodgingBy' | 'hostMeals' | 'note'>

/**
 * Changes a journey that still has the given version. Own days go along where the same way only goes some days later or earlier; where it is laid out otherwise
 * they stay, and are to be looked at (`isDoubtful`). Refuses legs that cannot be.
 */
export const changeTrip = (here: Here, by: Officer, id: string, version: number, values: TripValues): Promise<Result<Written, Refusal | TripStale>> =>
  rows.change(here, by, id, version, act('trip.changed'), async (before, tx) => {
    if (legFaults(values.legs).length > 0) return refuse('legs', m.trips_legs_wrong(), 'legs')
    // Whoever lays the way out anew does it by the event as it is now.
    const same = JSON.stringify(values.legs) === JSON.stringify(before.legs)
    const days = shiftOf(before.legs, values.legs)
    if (days !== null && days !== 0) await moveOwnDays(tx, here, by, id, days)
    return ok({ ...before, ...values, followed: same ? (before.followed ?? null) : await dateOfEvent(tx, id) })
  })

async function dateOfEvent(tx: OfficeTx, id: string): Promise<ImpreciseDate | null> {
  const [event] = await tx
    .select({ date: events.date })
    .from(events)
    .where(and(eq(events.officeId, tx.officeId), eq(events.id, id)))
  return event?.date ?? null
}

/**
 * Moves the journey along with its event, all legs and own days by the same number of days. Refuses when the event was not moved by days, and, until somebody says that an
 * amending order will be signed (`amending`), when the order is signed.
 */
export const followEvent = (here: Here, by: Officer, id: string, version: number, amending: boolean): Promise<Result<Written, Refusal | TripStale>> =>
  rows.change(here, by, id, version, act('trip.moved'), async (before, tx) => {
    const date = await dateOfEvent(tx, id)
    const moved = movedEvent(before.followed ?? null, date)
    if (moved === null) return refuse('not-moved', m.trips_not_moved())
    if (moved.days === null) return refuse('no-day', m.trips_moved_no_day())
    const signed = ORDERS.map((which) => standingOrder(before.orders[which])).find((order) => order !== null)
    if (signed != null && !amending) return refuse('ordered', m.trips_moved_ordered({ number: signed.number, day: dayInWords(signed.on) }))
    const legs = shiftedLegs(before.legs, moved.days)
    if (legFaults(legs).length > 0) return refuse('legs', m.trips_legs_wrong())
    await moveOwnDays(tx, here, by, id, moved.days)
    return ok({ ...before, legs, followed: date })
  })

/** Says that the journey stays as it is though its event was moved. */
export const stayThough = (here: Here, by: Officer, id: string, version: number): Promise<Result<Written, Refusal | TripStale>> =>
  rows.change(here, by, id, version, act('trip.stayed'), async (before, tx) => ok({ ...before, followed: await dateOfEvent(tx, id) }))

/** Calls the journey off with the reason, or with null says that it takes place after all. Nothing is removed. Refuses one from which people are back. */
export const callOffTrip = (here: Here, by: Officer, id: string, version: number, reason: string | null): Promise<Result<Written, Refusal | TripStale>> =>
  rows.change(here, by, id, version, act(reason === null ? 'trip.resumed' : 'trip.cancelled'), async (before, tx) => {
    const today = here.clock.today()
    if (reason === null)
      return before.cancelledOn == null ? refuse('not-cancelled', m.trips_not_cancelled()) : ok({ ...before, cancelledOn: null, cancelReason: '' })
    if (before.cancelledOn != null) return refuse('cancelled', m.trips_cancelled_already())
    if (reason.trim() === '') return refuse('no-reason', m.trips_cancel_reason_missing(), 'reason')
    const [row] = await tx
      .select({ returnsOn: trips.returnsOn })
      .from(trips)
      .where(and(eq(trips.officeId, tx.officeId), eq(trips.id, id)))
    return row?.returnsOn != null && row.returnsOn < today
      ? refuse('over', m.trips_cancel_over())
      : ok({ ...before, cancelledOn: today, cancelReason: reason.trim() })
  })

/** Whether such an order may follow the one that stands; null: it may. */
async function orderFault(does: OrderAct, last: Order | null, whole: TripWhole, on: string): Promise<Refusal | null> {
  const standing = standingOrder(last)
  const fault = (code: string, message: string, field?: string): Refusal => ({ code, message, ...(field === undefined ? {} : { field }) })
  if (whole.cancelledOn !== null && does !== 'revokes') return fault('cancelled', m.trips_order_cancelled())
  if (whole.cancelledOn === null && does === 'revokes') return fault('not-cancelled', m.trips_not_cancelled())
  if (does === 'orders') return standing === null ? null : fault('signed', m.trips_order_signed_already())
  if (standing === null) return fault('unsigned', m.trips_order_none_before())
  return on < standing.on ? fault('earlier', m.trips_order_earlier({ day: dayInWords(standing.on) }), 'on') : null
}

/**
 * Records that an order was signed, with its text and the letterhead over it as they stand, which are printed so from then on; with null, that the last one was not signed after all. A later
 * one amends, replaces or revokes the one before, which stays.
 */
export const signOrder = (
  here: Here,
  by: Officer,
  id: string,
  version: number,
  which: WhichOrder,
  order: Signing | null,
  does: OrderAct = 'orders',
): Promise<Result<Written, Refusal | TripStale>> =>
  rows.change(here, by, id, version, act(order === null ? 'trip.unordered' : 'trip.ordered'), async (before, tx) => {
    const last = before.orders[which]
    const after = (next: Order | null): Result<TripSnapshot> => ok({ ...before, orders: { ...before.orders, [which]: next } })
    if (order === null) return after(last?.before ?? null)
    if (order.on > here.clock.today()) return refuse('future', m.trips_day_to_come(), 'on')
    const whole = await tripById(tx, id, here.clock.today())
    if (whole === null) return refuse('missing', m.trips_missing())
    const fault = await orderFault(does, last, whole, order.on)
    if (fault !== null) return refuse(fault.code, fault.message, fault.field)
    const now = orderText(whole, which, await officeOfOrder(tx), order)
    const paper = last === null || does === 'orders' ? now : laterOrderText(does, last, now, whyCancelled(whole))
    // Nobody sends themselves.
    if (does !== 'revokes' && now.who.some(({ name }) => nameKey(name) === nameKey(order.signer)))
      return refuse('self', m.trips_order_self({ name: order.signer }), 'signer')
    if (does === 'amends' && paper.lines.length === 0) return refuse('same', m.trips_order_nothing_new())
    return after({ ...order, does, kept: { paper, whole: now, head: await headToKeep(tx, [ORDER_LANGUAGE]) }, before: last })
  })

/** Takes the papers of a journey out of the register; undo brings them back with all of theirs. */
export const removeTrip = (here: Here, by: Officer, id: string, version: number): Promise<Result<Written, Refusal | TripStale>> =>
  rows.change(here, by, id, version, act('trip.removed'), () => ok(null))

/** A state kept before anybody noted by which date the journey was laid out leaves that as it is. */
export const restoreTrip: Restore = rows.put(act('trip.restored'), async (state: TripSnapshot, _, before) =>
  ok({ ...state, followed: state.followed === undefined ? (before.state.followed ?? null) : state.followed }),
)
