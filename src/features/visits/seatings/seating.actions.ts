// Writes the tables of a visit: sets, changes, exchanges seats, takes away and puts back, each change kept in the activity record.
import { and, count, eq, isNull } from 'drizzle-orm'
import type { Officer } from '#features/accounts/account.ts'
import { m } from '#messages'
import { type Actor, record, type Restore } from '#platform/activity/activity.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import type { Here } from '#platform/here.ts'
import { isId, newId } from '#platform/ids.ts'
import { ok, refuse, type Refusal, type Result, type Stale, stale } from '#platform/result.ts'
import { delegatesInOrder } from '../delegations/delegate.queries.ts'
import { readVisit } from '../visit.actions.ts'
import { seatedAt, type SeatingRow } from './seating.queries.ts'
import { MOST_SEATINGS, type SeatAt, type SeatingValues, swapped } from './seating.ts'
import { seatings } from './seating.table.ts'

/** A table whole, as JSON: what the activity record keeps and undo puts back. */
export type SeatingState = Omit<SeatingRow, 'officeId' | 'id' | 'version' | 'createdAt' | 'updatedAt' | 'deletedAt'>
type Kept = { readonly version: number; readonly removed: boolean; readonly state: SeatingState; readonly updatedAt: Date; readonly row: SeatingRow }

export type SeatingStale = Stale<{ readonly version: number; readonly state: SeatingState; readonly updatedAt: Date }>
export type WrittenSeating = { readonly id: string; readonly activityId: string; readonly label: string }

async function read(tx: OfficeTx, id: string): Promise<Kept | null> {
  if (!isId(id)) return null
  const [row] = await tx
    .select()
    .from(seatings)
    .where(and(eq(seatings.officeId, tx.officeId), eq(seatings.id, id)))
    .for('update')
  if (row === undefined) return null
  const { visitId, title, form, guestsFaceDoor, interpreterPlace, away, seats } = row
  return {
    version: row.version,
    removed: row.deletedAt !== null,
    updatedAt: row.updatedAt,
    row,
    state: { visitId, title, form, guestsFaceDoor, interpreterPlace, away, seats },
  }
}

async function write(
  tx: OfficeTx,
  here: Here,
  by: Actor,
  id: string,
  before: Kept | null,
  after: SeatingState | null,
  act: `seating.${string}`,
): Promise<WrittenSeating> {
  const now = here.clock.now()
  const version = (before?.version ?? 0) + 1
  if (before === null) await tx.insert(seatings).values({ ...after!, officeId: tx.officeId, id, createdAt: now, updatedAt: now })
  else
    await tx
      .update(seatings)
      .set(after === null ? { deletedAt: now, updatedAt: now, version } : { ...after, deletedAt: null, updatedAt: now, version })
      .where(and(eq(seatings.officeId, tx.officeId), eq(seatings.id, id)))
  const label = (after ?? before!.state).title
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

/** Sets a table. Refuses a visit without a dossier. */
export const addSeating = (here: Here, by: Officer, visitId: string, { away, ...values }: SeatingValues): Promise<Result<WrittenSeating>> =>
  here.db.inOffice(by.officeId, async (tx) => {
    const visit = await readVisit(tx, visitId)
    if (visit === null || visit.removed) return refuse('missing', m.visits_missing())
    const [there] = await tx
      .select({ n: count() })
      .from(seatings)
      .where(and(eq(seatings.officeId, tx.officeId), eq(seatings.visitId, visitId), isNull(seatings.deletedAt)))
    if ((there?.n ?? 0) >= MOST_SEATINGS) return refuse('too-many', m.visits_seating_too_many({ most: MOST_SEATINGS }))
    return ok(await write(tx, here, by, newId(), null, { ...values, away: [...away], visitId, seats: null }, 'seating.created'))
  })

type Changed = Promise<Result<WrittenSeating, Refusal | SeatingStale>>

const changed = (
  here: Here,
  by: Officer,
  id: string,
  version: number,
  act: `seating.${string}`,
  next: (before: SeatingState, tx: OfficeTx, row: SeatingRow) => Result<SeatingState | null> | Promise<Result<SeatingState | null>>,
): Changed =>
  here.db.inOffice(by.officeId, async (tx): Changed => {
    const before = await read(tx, id)
    if (before === null || before.removed) return refuse('missing', m.visits_seating_missing())
    if (before.version !== version) return stale(m.platform_stale(), { version: before.version, state: before.state, updatedAt: before.updatedAt })
    const after = await next(before.state, tx, before.row)
    return after.ok ? ok(await write(tx, here, by, id, before, after.value, act)) : after
  })

/** Changes a table that still has the given version. An order made by hand for another form of table, or another side at the door, holds no longer. */
export const changeSeating = (here: Here, by: Officer, id: string, version: number, { away, ...values }: SeatingValues): Changed =>
  changed(here, by, id, version, 'seating.changed', (before) =>
    ok({
      ...before,
      ...values,
      away: [...away],
      seats: values.form === before.form && values.guestsFaceDoor === before.guestsFaceDoor ? before.seats : null,
    }),
  )

/** Exchanges two seats; from then on the order is the office's own. Refuses a seat that is not there. */
export const exchangeSeats = (here: Here, by: Officer, id: string, version: number, one: SeatAt, other: SeatAt): Changed =>
  changed(here, by, id, version, 'seating.exchanged', async (before, tx, row) => {
    const { seats } = seatedAt(row, await delegatesInOrder(tx, row.visitId))
    const next = swapped(seats, one, other)
    return next === null ? refuse('no-seat', m.visits_seating_no_seat()) : ok({ ...before, seats: next })
  })

/** Back to the order of precedence, whoever comes. */
export const reorderSeats = (here: Here, by: Officer, id: string, version: number): Changed =>
  changed(here, by, id, version, 'seating.reordered', (before) => ok({ ...before, seats: null }))

/** Takes a table away; undo brings it back. */
export const removeSeating = (here: Here, by: Officer, id: string, version: number): Changed =>
  changed(here, by, id, version, 'seating.removed', () => ok(null))

/** Puts a table back to an earlier state; refuses when it has moved on since. */
export const restoreSeating: Restore = (here, by, id, to, version) =>
  here.db.inOffice(by.officeId, async (tx): Promise<Result<WrittenSeating>> => {
    const before = await read(tx, id)
    if (before === null) return refuse('missing', m.visits_seating_missing())
    if (before.version !== version) return refuse('moved-on', m.platform_undo_moved_on({ label: before.state.title }))
    // The snapshot is one this feature wrote.
    return ok(await write(tx, here, by, id, before, to as SeatingState | null, 'seating.restored'))
  })
