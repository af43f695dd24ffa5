// Writes those who travel: added, changed, paid in advance, settled with, removed and put back.
import { and, eq, isNull, ne, type SQL, sql } from 'drizzle-orm'
import type { Officer } from '#features/accounts/account.ts'
import { tiedPeople } from '#features/events/partaking.queries.ts'
import { createPerson } from '#features/organisations/people/person.actions.ts'
import { peopleNamed } from '#features/organisations/people/person.queries.ts'
import { m } from '#messages'
import type { Restore } from '#platform/activity/activity.ts'
import { KeptRows, type KeptStale, type Written } from '#platform/activity/kept-row.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { dayInWords, dayAfter } from '#platform/dates.ts'
import { type Here, within } from '#platform/here.ts'
import { isId, newId } from '#platform/ids.ts'
import { ok, refuse, type Refusal, type Result } from '#platform/result.ts'
import { hasOwnDays, withinOf } from '../journeys/journey.ts'
import { travellersOf, tripById } from '../trip.queries.ts'
import { endOf, periodInWords } from '../trip.ts'
import { tripCosts, trips, tripTravellers } from '../trip.table.ts'
import type { TravellerValues } from './traveller.ts'

type Row = typeof tripTravellers.$inferSelect
type Act = `trip_traveller.${string}`
const act = (name: Act): Act => name

export type TravellerState = Pick<
  Row,
  | 'tripId'
  | 'personId'
  | 'name'
  | 'post'
  | 'byOrder'
  | 'position'
  | 'joinsOn'
  | 'leavesOn'
  | 'within'
  | 'advanceCents'
  | 'advanceOn'
  | 'settledOn'
  | 'settledNote'
  | 'accepted'
>
export type TravellerStale = KeptStale<TravellerState>

export const travellerRows = new KeptRows<Row, TravellerState>({
  table: tripTravellers,
  stateOf: ({ tripId, personId, name, post, byOrder, position, joinsOn, leavesOn, within, advanceCents, advanceOn, settledOn, settledNote, accepted }) => ({
    tripId,
    personId,
    name,
    post,
    byOrder,
    position,
    joinsOn,
    leavesOn,
    within,
    advanceCents,
    advanceOn,
    settledOn,
    settledNote,
    accepted,
  }),
  // What was kept before there were own days has none.
  columnsOf: (state) => ({
    ...state,
    joinsOn: state.joinsOn ?? null,
    leavesOn: state.leavesOn ?? null,
    within: state.within ?? null,
    accepted: state.accepted ?? '',
  }),
  label: ({ name }) => name,
  missing: () => m.trips_traveller_missing(),
})

/** The journey of this id, locked so that two who add to it at once count one after the other; null: there is none. */
async function tripHere(tx: OfficeTx, id: string): Promise<boolean> {
  if (!isId(id)) return false
  const [trip] = await tx
    .select({ id: trips.id })
    .from(trips)
    .where(and(eq(trips.officeId, tx.officeId), eq(trips.id, id), isNull(trips.deletedAt)))
    .for('update')
  return trip !== undefined
}

/** The values with the person in the record that stands for them now; refuses one who is gone, unless they stood there `already`. */
async function known(tx: OfficeTx, { personId, ...values }: TravellerValues, already: string | null): Promise<Result<TravellerValues>> {
  const tied = await tiedPeople(tx, personId === null ? [] : [{ personId, asRole: null }], already === null ? [] : [{ personId: already }])
  if (!tied.ok) return refuse(tied.refusal.code, tied.refusal.message, 'person')
  const [person] = tied.value
  const name = values.name.trim() === '' ? (person?.name ?? '') : values.name.trim()
  return name === '' ? refuse('nameless', m.trips_traveller_nameless(), 'name') : ok({ ...values, name, personId: person?.personId ?? null })
}

/** Those on the journey, but for one; refuses a person who is among them. */
async function othersOn(
  tx: OfficeTx,
  tripId: string,
  { personId, name }: Pick<TravellerValues, 'personId' | 'name'>,
  but: string | null,
): Promise<Result<readonly { readonly position: number }[]>> {
  const others = await tx
    .select({ personId: tripTravellers.personId, position: tripTravellers.position })
    .from(tripTravellers)
    .where(
      and(
        eq(tripTravellers.officeId, tx.officeId),
        eq(tripTravellers.tripId, tripId),
        isNull(tripTravellers.deletedAt),
        but === null ? undefined : ne(tripTravellers.id, but),
      ),
    )
  return others.some((one) => one.personId !== null && one.personId === personId) ? refuse('twice', m.trips_traveller_twice({ name }), 'person') : ok(others)
}

/** Nobody leaves the journey while a cost stands as laid out by them, or for them. */
async function mayLeave(tx: OfficeTx, id: string, name: string): Promise<Result<null>> {
  const costWhere = async (which: SQL): Promise<string | undefined> =>
    (
      await tx
        .select({ what: tripCosts.what })
        .from(tripCosts)
        .where(and(eq(tripCosts.officeId, tx.officeId), which, isNull(tripCosts.deletedAt)))
        .limit(1)
    )[0]?.what
  const held = await costWhere(eq(tripCosts.paidBy, id))
  if (held !== undefined) return refuse('held', m.trips_traveller_held({ name, what: held }))
  const meant = await costWhere(sql`${tripCosts.forWhom} @> ${JSON.stringify([id])}::jsonb`)
  return meant === undefined ? ok(null) : refuse('held', m.trips_traveller_meant({ name, what: meant }))
}

/** Own days as they are kept: what says no more than the journey is none. Refuses days outside of it, and a last one before the first. */
async function ownDays(
  tx: OfficeTx,
  tripId: string,
  { joinsOn, leavesOn }: Pick<TravellerValues, 'joinsOn' | 'leavesOn'>,
): Promise<Result<Pick<TravellerState, 'joinsOn' | 'leavesOn' | 'within'>>> {
  const [joins, leaves] = [joinsOn ?? null, leavesOn ?? null]
  if (joins === null && leaves === null) return ok({ joinsOn: null, leavesOn: null, within: null })
  const [trip] = await tx
    .select({ departsOn: trips.departsOn, returnsOn: trips.returnsOn })
    .from(trips)
    .where(and(eq(trips.officeId, tx.officeId), eq(trips.id, tripId)))
  const { departsOn = null, returnsOn = null } = trip ?? {}
  if (departsOn === null || returnsOn === null) return refuse('no-days', m.trips_own_no_days(), joins === null ? 'leavesOn' : 'joinsOn')
  const isOutside = (day: string | null): boolean => day !== null && (day < departsOn || day > returnsOn)
  const outside = isOutside(joins) ? 'joinsOn' : isOutside(leaves) ? 'leavesOn' : null
  if (outside !== null) return refuse('outside', m.trips_own_outside({ period: periodInWords(departsOn, returnsOn) }), outside)
  if (joins !== null && leaves !== null && leaves < joins) return refuse('backwards', m.trips_own_backwards(), 'leavesOn')
  const own = { joinsOn: joins === departsOn ? null : joins, leavesOn: leaves === returnsOn ? null : leaves }
  return ok({ ...own, within: hasOwnDays(own) ? withinOf({ departsOn, returnsOn }) : null })
}

/** Adds somebody who travels, after those who are there. Refuses a person who travels already, and one who is gone. */
export const addTraveller = (here: Here, by: Officer, tripId: string, values: TravellerValues): Promise<Result<Written>> =>
  here.db.inOffice(by.officeId, async (tx): Promise<Result<Written>> => {
    if (!(await tripHere(tx, tripId))) return refuse('missing', m.trips_missing())
    const who = await known(tx, values, null)
    if (!who.ok) return who
    const others = await othersOn(tx, tripId, who.value, null)
    if (!others.ok) return others
    const own = await ownDays(tx, tripId, values)
    if (!own.ok) return own
    const state: TravellerState = {
      ...who.value,
      ...own.value,
      tripId,
      position: Math.max(0, ...others.value.map(({ position }) => position)) + 1,
      advanceCents: null,
      advanceOn: null,
      settledOn: null,
      settledNote: '',
      accepted: '',
    }
    return ok(await travellerRows.write(tx, here, by, newId(), null, state, act('trip_traveller.created')))
  })

type Changed = Promise<Result<Written, Refusal | TravellerStale>>

/** Changes who they are, by which order they go and on which days. */
export const changeTraveller = (here: Here, by: Officer, id: string, version: number, values: TravellerValues): Changed =>
  travellerRows.change(here, by, id, version, act('trip_traveller.changed'), async (before, tx) => {
    const who = await known(tx, values, before.personId)
    if (!who.ok) return who
    // Whoever stands there twice since two records were merged may still be changed.
    const others = who.value.personId === before.personId ? ok([]) : await othersOn(tx, before.tripId, who.value, id)
    if (!others.ok) return others
    const own = await ownDays(tx, before.tripId, values)
    if (!own.ok) return own
    // Other days are another allowance.
    const sameDays = own.value.joinsOn === before.joinsOn && own.value.leavesOn === before.leavesOn
    return before.settledOn !== null && !sameDays ? settledAlready(before) : ok({ ...before, ...who.value, ...own.value })
  })

/** Enters somebody who travels in the register of people; returns the person's id. Refuses who is there already, and whose name somebody there bears. */
export const registerTraveller = (here: Here, by: Officer, id: string, version: number): Promise<Result<string, Refusal | TravellerStale>> =>
  here.db.inOffice(by.officeId, async (tx): Promise<Result<string, Refusal | TravellerStale>> => {
    let personId = ''
    const done = await travellerRows.change(within(here, tx), by, id, version, act('trip_traveller.changed'), async (before) => {
      const [same] = before.personId === null ? await peopleNamed(tx, [before.name]) : []
      if (before.personId !== null || same !== undefined) return refuse('known', m.trips_traveller_known({ name: before.name }))
      const person = await createPerson(within(here, tx), by, { name: { bg: before.name }, nativeName: null, title: null, languages: [] })
      if (!person.ok) return person
      personId = person.value.id
      return ok({ ...before, personId })
    })
    return done.ok ? ok(personId) : done
  })

/** Their own days go along with a journey that moves by so many days; undone together with it. */
export async function moveOwnDays(tx: OfficeTx, here: Here, by: Officer, tripId: string, days: number): Promise<void> {
  for (const { id } of (await travellersOf(tx, [tripId])).filter(hasOwnDays)) {
    const before = await travellerRows.read(tx, id)
    if (before === null || before.removed || !hasOwnDays(before.state)) continue
    const moved = (day: string | null): string | null => (day === null ? null : dayAfter(day, days))
    const { joinsOn, leavesOn, within = null } = before.state
    const [from = null, until = null] = within?.split('/') ?? []
    const after = { ...before.state, joinsOn: moved(joinsOn), leavesOn: moved(leavesOn), within: within === null ? null : `${moved(from)}/${moved(until)}` }
    await travellerRows.write(tx, here, by, id, before, after, act('trip_traveller.moved'))
  }
}

/** Says that their own days stay though the journey has others now. Refuses days outside of it. */
export const keepOwnDays = (here: Here, by: Officer, id: string, version: number): Changed =>
  travellerRows.change(here, by, id, version, act('trip_traveller.kept'), async (before, tx) => {
    const own = await ownDays(tx, before.tripId, before)
    return own.ok ? ok({ ...before, ...own.value }) : own
  })

/** Nothing an account was reckoned from changes once it is settled. */
export const settledAlready = ({ name, settledOn }: Pick<TravellerState, 'name' | 'settledOn'>): Result<never> =>
  refuse('settled', m.trips_settled_already({ name, day: dayInWords(settledOn ?? '') }))

/** Says what was paid in advance and when; null: nobody has decided, 0: none. Refuses once the account is settled. */
export const payAdvance = (
  here: Here,
  by: Officer,
  id: string,
  version: number,
  { cents, on }: { readonly cents: number | null; readonly on: string | null },
): Changed =>
  travellerRows.change(here, by, id, version, act('trip_traveller.advanced'), (before) => {
    if (before.settledOn !== null) return settledAlready(before)
    if (on !== null && on > here.clock.today()) return refuse('future', m.trips_day_to_come(), 'advanceOn')
    return ok({ ...before, advanceCents: cents, advanceOn: on })
  })

/**
 * Says on which day all between the office and them was settled; null: it is open again. Refuses a day still to come or before they are back, an account of which nobody has said whether an advance was paid, and, where a sum
 * is not known, whoever does not say what was accepted.
 */
export const settleTraveller = (
  here: Here,
  by: Officer,
  id: string,
  version: number,
  { on, note, accepted = '' }: { readonly on: string | null; readonly note: string; readonly accepted?: string },
): Changed =>
  travellerRows.change(here, by, id, version, act('trip_traveller.settled'), async (before, tx) => {
    const after = { ...before, settledOn: on, settledNote: note, accepted }
    if (on === null) return ok(after)
    if (on > here.clock.today()) return refuse('future', m.trips_day_to_come(), 'settledOn')
    if (before.advanceCents === null) return refuse('no-advance', m.trips_settled_no_advance(), 'settledOn')
    const whole = await tripById(tx, before.tripId, here.clock.today())
    const traveller = whole?.travellers.find((one) => one.id === id)
    if (whole === null || traveller === undefined) return refuse('missing', m.trips_missing())
    const { settlement } = traveller
    const back = endOf(whole, traveller)
    if (back !== null && on < back) return refuse('early', m.trips_settled_early({ day: dayInWords(back) }), 'settledOn')
    return settlement.unknown.length > 0 && accepted === '' ? refuse('unknown', m.trips_accepted_missing(), 'accepted') : ok(after)
  })

/** Takes somebody off the journey. Refuses while a cost stands as laid out by them, or for them. */
export const removeTraveller = (here: Here, by: Officer, id: string, version: number): Changed =>
  travellerRows.change(here, by, id, version, act('trip_traveller.removed'), (before, tx) => mayLeave(tx, id, before.name))

/**
 * Whoever was merged since is meant in the record that took them up; what adding and removing refuse, putting back refuses too. Two records of one person who
 * both travel are one person twice once they are merged: the officer sees it, and the merging is not refused for it.
 */
export const travellerPut = (name: Act): Restore =>
  travellerRows.put(
    name,
    async (state, tx, before, id) => {
      const who = await known(tx, state, before.state.personId)
      if (!who.ok) return who
      const same = { ...state, personId: who.value.personId }
      if (name === 'trip_traveller.followed') return ok(same)
      const others = await othersOn(tx, state.tripId, who.value, id)
      return others.ok ? ok(same) : others
    },
    (tx, before, id) => mayLeave(tx, id, before.state.name),
  )
export const restoreTripTraveller: Restore = travellerPut('trip_traveller.restored')
