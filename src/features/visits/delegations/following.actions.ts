// Members of delegations follow their person and their organisation into the record that took these up; who stood in one delegation twice stands there once.
import { and, asc, eq, isNull } from 'drizzle-orm'
import { unitedState, type Follower, type Move } from '#features/organisations/doubles/merging.ts'
import { m } from '#messages'
import type { OfficeTx } from '#platform/database/door.ts'
import { ok } from '#platform/result.ts'
import { delegatePut, type DelegateState, delegateRows, stateOf } from './delegate.actions.ts'
import { delegates } from './delegate.table.ts'

const COLUMN = { organisation: 'organisationId', person: 'personId' } as const
const isMoving = (thing: string): thing is keyof typeof COLUMN => thing === 'organisation' || thing === 'person'

const membersWith = (tx: OfficeTx, thing: keyof typeof COLUMN, id: string) =>
  tx
    .select()
    .from(delegates)
    .where(and(eq(delegates.officeId, tx.officeId), isNull(delegates.deletedAt), eq(delegates[COLUMN[thing]], id)))
    .orderBy(asc(delegates.id))

export const delegateFollower: Follower = {
  columns: ['visit_delegate organisation_id', 'visit_delegate person_id'],
  tell: async (tx, thing, id) => {
    const count = isMoving(thing) ? (await membersWith(tx, thing, id)).length : 0
    return count === 0 ? [] : [m.visits_merging_delegates({ count })]
  },
  follow: async (here, tx, by, { thing, from, to }) => {
    if (!isMoving(thing)) return ok([])
    const moving = await membersWith(tx, thing, from)
    const there = thing === 'person' && moving.length > 0 ? await membersWith(tx, 'person', to) : []
    const moves: Move[] = []
    for (const row of moving) {
      const moved = { ...stateOf(row), [COLUMN[thing]]: to }
      const known = thing === 'person' ? there.find((one) => one.visitId === row.visitId && one.side === row.side) : undefined
      const twin = known === undefined ? null : await delegateRows.read(tx, known.id)
      if (known === undefined || twin === null) {
        const put = await delegatePut('delegate.followed')(here, by, row.id, moved, row.version)
        if (!put.ok) return put
        there.push(row)
        continue
      }
      const united = { ...unitedState(twin.state, moved), ...ofEither(twin.state, moved) }
      const put = await delegatePut('delegate.united')(here, by, known.id, united, twin.version)
      if (!put.ok) return put
      const gone = await delegatePut('delegate.removed')(here, by, row.id, null, row.version)
      if (!gone.ok) return gone
      moves.push({ thing: 'delegate', from: row.id, to: known.id })
    }
    return ok(moves)
  },
}

/** What one of two entries for the same person says is true of them; they stay away only if both say so. */
const ofEither = (a: DelegateState, b: DelegateState) => ({
  isHead: a.isHead || b.isHead,
  isInterpreter: a.isInterpreter || b.isInterpreter,
  withdrawnOn: a.withdrawnOn === null || b.withdrawnOn === null ? null : a.withdrawnOn,
})
