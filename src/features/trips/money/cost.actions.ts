// Writes the costs of a journey: foreseen, spent, removed and put back.
import { and, asc, eq, isNotNull, isNull } from 'drizzle-orm'
import type { Officer } from '#features/accounts/account.ts'
import { m } from '#messages'
import type { Restore } from '#platform/activity/activity.ts'
import { KeptRows, type KeptStale, type Written } from '#platform/activity/kept-row.ts'
import { anyOf } from '#platform/database/any-of.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import type { Here } from '#platform/here.ts'
import { isId, newId } from '#platform/ids.ts'
import { HOME_CURRENCY } from '#platform/money.ts'
import { ok, refuse, type Refusal, type Result } from '#platform/result.ts'
import { tripCosts, trips, tripTravellers } from '../trip.table.ts'
import { settledAlready } from '../travellers/traveller.actions.ts'
import type { Cost } from './budget.ts'
import { costOf } from './cost.queries.ts'
import type { CostValues } from './cost.ts'

type Row = typeof tripCosts.$inferSelect
type Act = `trip_cost.${string}`
const act = (name: Act): Act => name

/** The names are for reading the record: whoever laid it out, or it was for, may be gone from the journey later. */
export type CostState = Omit<Cost, 'id'> & { readonly tripId: string; readonly paidByName: string | null; readonly forWhomNames: readonly string[] }
export type CostStale = KeptStale<CostState>

/** Those who travel, by id. */
async function namesOf(tx: OfficeTx, tripId: string): Promise<ReadonlyMap<string, string>> {
  const travellers = await tx
    .select({ id: tripTravellers.id, name: tripTravellers.name })
    .from(tripTravellers)
    .where(and(eq(tripTravellers.officeId, tx.officeId), eq(tripTravellers.tripId, tripId), isNull(tripTravellers.deletedAt)))
    .orderBy(asc(tripTravellers.position), asc(tripTravellers.id))
  return new Map(travellers.map(({ id, name }) => [id, name]))
}

const rows = new KeptRows<Row, CostState>({
  table: tripCosts,
  stateOf: async (row, tx) => {
    const { id: _, ...cost } = costOf(row)
    const names = await namesOf(tx, row.tripId)
    return {
      ...cost,
      tripId: row.tripId,
      paidByName: (row.paidBy === null ? null : names.get(row.paidBy)) ?? null,
      forWhomNames: cost.forWhom.flatMap((id) => names.get(id) ?? []),
    }
  },
  columnsOf: (state) => {
    const { foreseen, spent, paidByName, forWhomNames, ...rest } = state
    void [paidByName, forWhomNames]
    return {
      ...rest,
      // States kept before a cost said for whom it is.
      forWhom: rest.forWhom ?? [],
      lodgedFrom: rest.lodgedFrom ?? null,
      lodgedUntil: rest.lodgedUntil ?? null,
      foreseenCents: foreseen?.cents ?? null,
      foreseenCurrency: foreseen?.currency ?? HOME_CURRENCY,
      foreseenRate: foreseen?.rate ?? null,
      foreseenRateOn: foreseen?.rateOn ?? null,
      spentCents: spent?.cents ?? null,
      spentCurrency: spent?.currency ?? HOME_CURRENCY,
      spentRate: spent?.rate ?? null,
      spentRateOn: spent?.rateOn ?? null,
    }
  },
  label: ({ what }) => what,
  missing: () => m.trips_cost_missing(),
})

/** What somebody laid out is part of their account. */
const sameAccount = (one: CostValues, other: CostValues): boolean =>
  one.paidBy === other.paidBy && one.payer === other.payer && JSON.stringify(one.spent) === JSON.stringify(other.spent)

/** Refuses a change of what somebody laid out whose account is settled; `before` null: there is no cost yet, `after` null: it goes. */
async function stillOpen(tx: OfficeTx, before: CostValues | null, after: CostValues | null): Promise<Result<null>> {
  if (before !== null && after !== null && sameAccount(before, after)) return ok(null)
  const payers = [before?.paidBy ?? null, after?.paidBy ?? null].filter((id) => id !== null)
  const [settled] = await tx
    .select({ name: tripTravellers.name, settledOn: tripTravellers.settledOn })
    .from(tripTravellers)
    .where(and(eq(tripTravellers.officeId, tx.officeId), anyOf(tripTravellers.id, payers), isNotNull(tripTravellers.settledOn)))
    .limit(1)
  return settled === undefined ? ok(null) : settledAlready(settled)
}

/** The values with the names of whoever laid it out and whom it is for; refuses somebody who is not on this journey, and one whose account is settled. */
async function checked(tx: OfficeTx, tripId: string, values: CostValues, before: CostState | null): Promise<Result<CostState>> {
  const open = await stillOpen(tx, before, values)
  if (!open.ok) return open
  const names = await namesOf(tx, tripId)
  const { paidBy, forWhom = [], lodgedFrom = null, lodgedUntil = null } = values
  const paidByName = (paidBy === null ? null : names.get(paidBy)) ?? null
  if (paidBy !== null && paidByName === null) return refuse('not-travelling', m.trips_paid_by_gone(), 'paidBy')
  if (forWhom.some((id) => !names.has(id))) return refuse('not-travelling', m.trips_paid_by_gone(), 'forWhom')
  return ok({ ...values, forWhom, lodgedFrom, lodgedUntil, tripId, paidByName, forWhomNames: forWhom.map((id) => names.get(id)!) })
}

/** Adds a cost. Refuses a journey that is gone and a payer who does not travel. */
export const addCost = (here: Here, by: Officer, tripId: string, values: CostValues): Promise<Result<Written>> =>
  here.db.inOffice(by.officeId, async (tx): Promise<Result<Written>> => {
    const [trip] = isId(tripId)
      ? await tx
          .select({ id: trips.id })
          .from(trips)
          .where(and(eq(trips.officeId, tx.officeId), eq(trips.id, tripId), isNull(trips.deletedAt)))
      : []
    if (trip === undefined) return refuse('missing', m.trips_missing())
    const state = await checked(tx, tripId, values, null)
    return state.ok ? ok(await rows.write(tx, here, by, newId(), null, state.value, act('trip_cost.created'))) : state
  })

type Changed = Promise<Result<Written, Refusal | CostStale>>

/** Changes a cost that still has the given version. */
export const changeCost = (here: Here, by: Officer, id: string, version: number, values: CostValues): Changed =>
  rows.change(here, by, id, version, act('trip_cost.changed'), (before, tx) => checked(tx, before.tripId, values, before))

export const removeCost = (here: Here, by: Officer, id: string, version: number): Changed =>
  rows.change(here, by, id, version, act('trip_cost.removed'), (before, tx) => stillOpen(tx, before, null))

export const restoreTripCost: Restore = rows.put(
  act('trip_cost.restored'),
  (state, tx, before) => checked(tx, state.tripId, state, before.removed ? null : before.state),
  (tx, before) => stillOpen(tx, before.state, null),
)
