// Occasions follow the organisation whose they are into the one that took it up.
import { and, count, eq, isNull } from 'drizzle-orm'
import type { Follower } from '#features/organisations/doubles/merging.ts'
import { m } from '#messages'
import { ok } from '#platform/result.ts'
import { moveOccasions } from './occasions/occasion.actions.ts'
import { occasions } from './occasions/occasion.table.ts'

export const occasionFollower: Follower = {
  columns: ['occasion organisation_id'],
  tell: async (tx, thing, id) => {
    if (thing !== 'organisation') return []
    const [row] = await tx
      .select({ n: count() })
      .from(occasions)
      .where(and(eq(occasions.officeId, tx.officeId), eq(occasions.organisationId, id), isNull(occasions.deletedAt)))
    return row === undefined || row.n === 0 ? [] : [m.calendar_merging({ count: row.n })]
  },
  follow: async (here, tx, by, { thing, from, to }) => {
    if (thing === 'organisation') await moveOccasions(here, tx, by, from, to)
    return ok([])
  },
}
