// Writes the office's own daily allowances: adds, changes, removes and puts back.
import type { Officer } from '#features/accounts/account.ts'
import { m } from '#messages'
import type { Restore } from '#platform/activity/activity.ts'
import { KeptRows, type KeptStale, type Written } from '#platform/activity/kept-row.ts'
import type { Here } from '#platform/here.ts'
import { newId } from '#platform/ids.ts'
import { ok, type Refusal, type Result } from '#platform/result.ts'
import { type OwnRate, rateLabel } from './rate.ts'
import { tripRates } from './rate.table.ts'

type Act = `trip_rate.${string}`
export type RateStale = KeptStale<OwnRate>

const rows = new KeptRows<typeof tripRates.$inferSelect, OwnRate>({
  table: tripRates,
  stateOf: ({ country, validFrom, perDiem, withoutNight, night, source, note }) => ({ country, validFrom, perDiem, withoutNight, night, source, note }),
  columnsOf: (state) => state,
  label: rateLabel,
  missing: () => m.trips_rate_missing(),
})
const act = (name: Act): Act => name

export const createRate = (here: Here, by: Officer, rate: OwnRate): Promise<Result<Written>> =>
  here.db.inOffice(by.officeId, async (tx) => ok(await rows.write(tx, here, by, newId(), null, rate, act('trip_rate.created'))))

/** Changes a rate that still has the given version. */
export const changeRate = (here: Here, by: Officer, id: string, version: number, rate: OwnRate): Promise<Result<Written, Refusal | RateStale>> =>
  rows.change(here, by, id, version, act('trip_rate.changed'), () => ok(rate))

export const removeRate = (here: Here, by: Officer, id: string, version: number): Promise<Result<Written, Refusal | RateStale>> =>
  rows.change(here, by, id, version, act('trip_rate.removed'), () => ok(null))

export const restoreTripRate: Restore = rows.put(act('trip_rate.restored'))
