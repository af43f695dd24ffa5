// Writes the costs of a journey: foreseen, spent, removed and put back.
import { and, eq, isNull } from 'drizzle-orm'
import type { Officer } from '#features/accounts/account.ts'
import { m } from '#messages'
import type { Restore } from '#platform/activity/activity.ts'
import { KeptRows, type KeptStale, type Written } from '#platform/activity/kept-row.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import type { Here } from '#platform/here.ts'
import { isId, newId } from '#platform/ids.ts'
import { HOME_CURRENCY } from '#platform/money.ts'
import { ok, refuse, type Refusal, type Result } from '#platform/result.ts'
import { tripCosts, trips, tripTravellers } from '../trip.table.ts'
import { costOf } from './cost.queries.ts'
import type { CostValues } from './cost.ts'

type Row = typeof tripCosts.$inferSelect
type Act = `trip_cost.${string}`
const act = (name: Act): Act => name

/** `paidByName` is for reading the record: whoever laid it out may be gone from the journey later. */
export type CostState = CostValues & { readonly tripId: string; readonly paidByName: string | null }
export type CostStale = KeptStale<CostState>

async function travellerName(tx: OfficeTx, tripId: string, id: string | null): Promise<string | null> {
  if (id === null || !isId(id)) return null
  const [row] = await tx
    .select({ name: tripTravellers.name })
    .from(tripTravellers)
    .where(and(eq(tripTravellers.officeId, tx.officeId), eq(tripTravellers.id, id), eq(tripTravellers.tripId, tripId), isNull(tripTravellers.deletedAt)))
  return row?.name ?? null
}

const rows = new KeptRows<Row, CostState>({
  table: tripCosts,
  stateOf: async (row, tx) => {
    const { id: _, ...cost } = costOf(row)
    return { ...cost, tripId: row.tripId, paidByName: await travellerName(tx, row.tripId, row.paidBy) }
  },
  columnsOf: (state) => {
    const { foreseen, spent, paidByName: _, ...rest } = state
    return {
      ...rest,
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

/** The values with the name of whoever laid it out; refuses somebody who is not on this journey. */
async function checked(tx: OfficeTx, tripId: string, values: CostValues): Promise<Result<CostState>> {
  const paidByName = await travellerName(tx, tripId, values.paidBy)
  return values.paidBy !== null && paidByName === null ? refuse('not-travelling', m.trips_paid_by_gone(), 'paidBy') : ok({ ...values, tripId, paidByName })
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
    const state = await checked(tx, tripId, values)
    return state.ok ? ok(await rows.write(tx, here, by, newId(), null, state.value, act('trip_cost.created'))) : state
  })

type Changed = Promise<Result<Written, Refusal | CostStale>>

/** Changes a cost that still has the given version. */
export const changeCost = (here: Here, by: Officer, id: string, version: number, values: CostValues): Changed =>
  rows.change(here, by, id, version, act('trip_cost.changed'), (before, tx) => checked(tx, before.tripId, values))

export const removeCost = (here: Here, by: Officer, id: string, version: number): Changed =>
  rows.change(here, by, id, version, act('trip_cost.removed'), () => ok(null))

export const restoreTripCost: Restore = rows.put(act('trip_cost.restored'))
