// Writes what is arranged for a visit: enters, changes, confirms, takes out and puts back, each change kept in the activity record.
import { and, count, eq, isNull } from 'drizzle-orm'
import type { Officer } from '#features/accounts/account.ts'
import { m } from '#messages'
import type { Restore } from '#platform/activity/activity.ts'
import { KeptRows, type KeptStale, ownColumns, type Written } from '#platform/activity/kept-row.ts'
import type { Here } from '#platform/here.ts'
import { newId } from '#platform/ids.ts'
import { HOME_CURRENCY } from '#platform/money.ts'
import { ok, refuse, type Refusal, type Result } from '#platform/result.ts'
import { readVisit } from '../visit.actions.ts'
import { type ArrangementValues, MOST_ARRANGEMENTS } from './arrangement.ts'
import { arrangements } from './arrangement.table.ts'

type Row = typeof arrangements.$inferSelect

/** An arrangement whole, as JSON: what the activity record keeps and undo puts back. */
export type ArrangementState = ReturnType<typeof ownColumns<Row>>
export type ArrangementStale = KeptStale<ArrangementState>

type Act = `arrangement.${string}`
const act = (name: Act): Act => name

const rows = new KeptRows<Row, ArrangementState>({
  table: arrangements,
  stateOf: ownColumns,
  columnsOf: (state) => state,
  label: ({ what }) => what,
  missing: () => m.visits_arrangement_missing(),
})

const stateWith = (before: ArrangementState | null, visitId: string, values: ArrangementValues): ArrangementState => ({
  day: null,
  time: '',
  responsible: '',
  provider: '',
  phone: '',
  payer: '',
  cents: null,
  currency: HOME_CURRENCY,
  askedOn: null,
  confirmedOn: null,
  note: '',
  ...before,
  ...values,
  visitId,
})

/** Enters an arrangement. Refuses a visit without a dossier. */
export const addArrangement = (here: Here, by: Officer, visitId: string, values: ArrangementValues): Promise<Result<Written>> =>
  here.db.inOffice(by.officeId, async (tx) => {
    const visit = await readVisit(tx, visitId)
    if (visit === null || visit.removed) return refuse('missing', m.visits_missing())
    const [there] = await tx
      .select({ n: count() })
      .from(arrangements)
      .where(and(eq(arrangements.officeId, tx.officeId), eq(arrangements.visitId, visitId), isNull(arrangements.deletedAt)))
    if ((there?.n ?? 0) >= MOST_ARRANGEMENTS) return refuse('too-many', m.visits_arrangement_too_many({ most: MOST_ARRANGEMENTS }))
    return ok(await rows.write(tx, here, by, newId(), null, stateWith(null, visitId, values), act('arrangement.created')))
  })

type Changed = Promise<Result<Written, Refusal | ArrangementStale>>

/** Changes an arrangement that still has the given version; a stale save is refused with what stands there now. */
export const changeArrangement = (here: Here, by: Officer, id: string, version: number, values: ArrangementValues): Changed =>
  rows.change(here, by, id, version, act('arrangement.changed'), (before) => ok(stateWith(before, before.visitId, values)))

/** That it is confirmed, since a day; null: not any more. */
export const confirmArrangement = (here: Here, by: Officer, id: string, version: number, confirmedOn: string | null): Changed =>
  rows.change(here, by, id, version, act(confirmedOn === null ? 'arrangement.changed' : 'arrangement.confirmed'), (before) => ok({ ...before, confirmedOn }))

/** Takes an arrangement out; undo brings it back. */
export const removeArrangement = (here: Here, by: Officer, id: string, version: number): Changed =>
  rows.change(here, by, id, version, act('arrangement.removed'), () => ok(null))

/** Puts an arrangement back to an earlier state; refuses when it has moved on since. */
export const restoreArrangement: Restore = rows.put(act('arrangement.restored'))
