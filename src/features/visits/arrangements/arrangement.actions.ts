// Writes what is arranged for a visit: enters, changes, confirms, takes out and puts back, each change kept in the activity record.
import { and, count, eq, isNull } from 'drizzle-orm'
import type { Officer } from '#features/accounts/account.ts'
import { m } from '#messages'
import { type Actor, record, type Restore } from '#platform/activity/activity.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import type { Here } from '#platform/here.ts'
import { isId, newId } from '#platform/ids.ts'
import { HOME_CURRENCY } from '#platform/money.ts'
import { ok, refuse, type Refusal, type Result, type Stale, stale } from '#platform/result.ts'
import { readVisit } from '../visit.actions.ts'
import { type ArrangementValues, MOST_ARRANGEMENTS } from './arrangement.ts'
import { arrangements } from './arrangement.table.ts'

type Row = typeof arrangements.$inferSelect

/** An arrangement whole, as JSON: what the activity record keeps and undo puts back. */
export type ArrangementState = Omit<Row, 'officeId' | 'id' | 'version' | 'createdAt' | 'updatedAt' | 'deletedAt'>
type Kept = { readonly version: number; readonly removed: boolean; readonly state: ArrangementState; readonly updatedAt: Date }

export type ArrangementStale = Stale<{ readonly version: number; readonly state: ArrangementState; readonly updatedAt: Date }>
export type WrittenArrangement = { readonly id: string; readonly activityId: string; readonly label: string }

async function read(tx: OfficeTx, id: string): Promise<Kept | null> {
  if (!isId(id)) return null
  const [row] = await tx
    .select()
    .from(arrangements)
    .where(and(eq(arrangements.officeId, tx.officeId), eq(arrangements.id, id)))
    .for('update')
  if (row === undefined) return null
  const { officeId, id: _, version, createdAt, updatedAt, deletedAt, ...state } = row
  void [officeId, createdAt]
  return { version, removed: deletedAt !== null, updatedAt, state }
}

async function write(
  tx: OfficeTx,
  here: Here,
  by: Actor,
  id: string,
  before: Kept | null,
  after: ArrangementState | null,
  act: `arrangement.${string}`,
): Promise<WrittenArrangement> {
  const now = here.clock.now()
  const version = (before?.version ?? 0) + 1
  if (before === null) await tx.insert(arrangements).values({ ...after!, officeId: tx.officeId, id, createdAt: now, updatedAt: now })
  else
    await tx
      .update(arrangements)
      .set(after === null ? { deletedAt: now, updatedAt: now, version } : { ...after, deletedAt: null, updatedAt: now, version })
      .where(and(eq(arrangements.officeId, tx.officeId), eq(arrangements.id, id)))
  const label = (after ?? before!.state).what
  const activityId = await record(tx, here, by, {
    act,
    id,
    label,
    before: before === null || before.removed ? null : { ...before.state },
    after: after === null ? null : { ...after },
    version,
  })
  return { id, activityId, label }
}

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
export const addArrangement = (here: Here, by: Officer, visitId: string, values: ArrangementValues): Promise<Result<WrittenArrangement>> =>
  here.db.inOffice(by.officeId, async (tx) => {
    const visit = await readVisit(tx, visitId)
    if (visit === null || visit.removed) return refuse('missing', m.visits_missing())
    const [there] = await tx
      .select({ n: count() })
      .from(arrangements)
      .where(and(eq(arrangements.officeId, tx.officeId), eq(arrangements.visitId, visitId), isNull(arrangements.deletedAt)))
    if ((there?.n ?? 0) >= MOST_ARRANGEMENTS) return refuse('too-many', m.visits_arrangement_too_many({ most: MOST_ARRANGEMENTS }))
    return ok(await write(tx, here, by, newId(), null, stateWith(null, visitId, values), 'arrangement.created'))
  })

type Changed = Promise<Result<WrittenArrangement, Refusal | ArrangementStale>>

const changed = (
  here: Here,
  by: Officer,
  id: string,
  version: number,
  act: `arrangement.${string}`,
  next: (before: ArrangementState) => Result<ArrangementState | null>,
): Changed =>
  here.db.inOffice(by.officeId, async (tx): Changed => {
    const before = await read(tx, id)
    if (before === null || before.removed) return refuse('missing', m.visits_arrangement_missing())
    if (before.version !== version) return stale(m.platform_stale(), { version: before.version, state: before.state, updatedAt: before.updatedAt })
    const after = next(before.state)
    return after.ok ? ok(await write(tx, here, by, id, before, after.value, act)) : after
  })

/** Changes an arrangement that still has the given version; a stale save is refused with what stands there now. */
export const changeArrangement = (here: Here, by: Officer, id: string, version: number, values: ArrangementValues): Changed =>
  changed(here, by, id, version, 'arrangement.changed', (before) => ok(stateWith(before, before.visitId, values)))

/** That it is confirmed, since a day; null: not any more. */
export const confirmArrangement = (here: Here, by: Officer, id: string, version: number, confirmedOn: string | null): Changed =>
  changed(here, by, id, version, confirmedOn === null ? 'arrangement.changed' : 'arrangement.confirmed', (before) => ok({ ...before, confirmedOn }))

/** Takes an arrangement out; undo brings it back. */
export const removeArrangement = (here: Here, by: Officer, id: string, version: number): Changed =>
  changed(here, by, id, version, 'arrangement.removed', () => ok(null))

/** Puts an arrangement back to an earlier state; refuses when it has moved on since. */
export const restoreArrangement: Restore = (here, by, id, to, version) =>
  here.db.inOffice(by.officeId, async (tx): Promise<Result<WrittenArrangement>> => {
    const before = await read(tx, id)
    if (before === null) return refuse('missing', m.visits_arrangement_missing())
    if (before.version !== version) return refuse('moved-on', m.platform_undo_moved_on({ label: before.state.what }))
    // The snapshot is one this feature wrote.
    return ok(await write(tx, here, by, id, before, to as ArrangementState | null, 'arrangement.restored'))
  })
