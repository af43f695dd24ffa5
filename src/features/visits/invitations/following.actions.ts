// Letters of visits follow the person and the organisation they are addressed to into the record that took these up.
import { and, asc, eq, isNull } from 'drizzle-orm'
import type { Follower } from '#features/organisations/doubles/merging.ts'
import { m } from '#messages'
import type { OfficeTx } from '#platform/database/door.ts'
import { ok } from '#platform/result.ts'
import { letterPut, stateOfLetter } from './letter.actions.ts'
import { visitLetters } from './letter.table.ts'

const COLUMN = { organisation: 'organisationId', person: 'personId' } as const
const isMoving = (thing: string): thing is keyof typeof COLUMN => thing === 'organisation' || thing === 'person'

const lettersTo = (tx: OfficeTx, thing: keyof typeof COLUMN, id: string) =>
  tx
    .select()
    .from(visitLetters)
    .where(and(eq(visitLetters.officeId, tx.officeId), isNull(visitLetters.deletedAt), eq(visitLetters[COLUMN[thing]], id)))
    .orderBy(asc(visitLetters.id))

export const letterFollower: Follower = {
  columns: ['visit_letter organisation_id', 'visit_letter person_id'],
  tell: async (tx, thing, id) => {
    const count = isMoving(thing) ? (await lettersTo(tx, thing, id)).length : 0
    return count === 0 ? [] : [m.visits_merging_letters({ count })]
  },
  follow: async (here, tx, by, { thing, from, to }) => {
    if (!isMoving(thing)) return ok([])
    for (const row of await lettersTo(tx, thing, from)) {
      const put = await letterPut('visit_letter.followed')(here, by, row.id, { ...stateOfLetter(row), [COLUMN[thing]]: to }, row.version)
      if (!put.ok) return put
    }
    return ok([])
  },
}
