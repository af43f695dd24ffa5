// Writes the office's limits for gifts: adds, changes, removes and puts back, each change kept in the activity record.
import type { Officer } from '#features/accounts/account.ts'
import { m } from '#messages'
import type { Restore } from '#platform/activity/activity.ts'
import { KeptRows, type KeptStale, type Written } from '#platform/activity/kept-row.ts'
import type { Here } from '#platform/here.ts'
import { newId } from '#platform/ids.ts'
import type { Money } from '#platform/money.ts'
import { ok, type Refusal, type Result } from '#platform/result.ts'
import { type GiftLimit, limitLabel } from './limit.ts'
import { giftLimits } from './limit.table.ts'

/** A limit as the activity record keeps it. */
export type GiftLimitSnapshot = { readonly validFrom: string; readonly amount: Money; readonly source: string; readonly note: string }
export type GiftLimitStale = KeptStale<GiftLimitSnapshot>

type Act = `gift_limit.${string}`
const act = (name: Act): Act => name

export const snapshotOf = ({ validFrom, cents, currency, source, note }: GiftLimit): GiftLimitSnapshot => ({
  validFrom,
  amount: { cents, currency },
  source,
  note,
})
const limitIn = ({ validFrom, amount: { cents, currency }, source, note }: GiftLimitSnapshot): GiftLimit => ({ validFrom, cents, currency, source, note })

const rows = new KeptRows<typeof giftLimits.$inferSelect, GiftLimitSnapshot>({
  table: giftLimits,
  stateOf: snapshotOf,
  columnsOf: limitIn,
  label: (state) => limitLabel(limitIn(state)),
  missing: () => m.gifts_limit_missing(),
})

/** Adds a limit. */
export const createLimit = (here: Here, by: Officer, limit: GiftLimit): Promise<Result<Written>> =>
  here.db.inOffice(by.officeId, async (tx) => ok(await rows.write(tx, here, by, newId(), null, snapshotOf(limit), act('gift_limit.created'))))

type Changed = Promise<Result<Written, Refusal | GiftLimitStale>>

/** Changes a limit that still has the given version. */
export const changeLimit = (here: Here, by: Officer, id: string, version: number, limit: GiftLimit): Changed =>
  rows.change(here, by, id, version, act('gift_limit.changed'), () => ok(snapshotOf(limit)))

/** Takes a limit away; undo brings it back. */
export const removeLimit = (here: Here, by: Officer, id: string, version: number): Changed =>
  rows.change(here, by, id, version, act('gift_limit.removed'), () => ok(null))

/** Puts a limit back to what it was. */
export const restoreGiftLimit: Restore = rows.put(act('gift_limit.restored'))
