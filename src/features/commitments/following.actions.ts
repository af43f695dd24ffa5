// Promises follow the partners they were exchanged with, and the people who answer for them on either side, into the record that took these up.
import { and, asc, eq, isNull, or } from 'drizzle-orm'
import { partnersMoved } from '#features/events/following.actions.ts'
import type { Follower } from '#features/organisations/doubles/merging.ts'
import { m } from '#messages'
import type { OfficeTx } from '#platform/database/door.ts'
import { ok } from '#platform/result.ts'
import { commitmentPut, read } from './commitment.actions.ts'
import { commitmentPartners, commitments } from './commitment.table.ts'

async function promisesOf(tx: OfficeTx, thing: string, id: string): Promise<string[]> {
  if (thing === 'person')
    return (
      await tx
        .select({ id: commitments.id })
        .from(commitments)
        .where(and(eq(commitments.officeId, tx.officeId), or(eq(commitments.personId, id), eq(commitments.theirPersonId, id)), isNull(commitments.deletedAt)))
        .orderBy(asc(commitments.id))
    ).map((row) => row.id)
  if (thing !== 'organisation') return []
  return (
    await tx
      .select({ id: commitments.id })
      .from(commitmentPartners)
      .innerJoin(
        commitments,
        and(eq(commitments.officeId, commitmentPartners.officeId), eq(commitments.id, commitmentPartners.commitmentId), isNull(commitments.deletedAt)),
      )
      .where(and(eq(commitmentPartners.officeId, tx.officeId), eq(commitmentPartners.organisationId, id)))
      .orderBy(asc(commitments.id))
  ).map((row) => row.id)
}

export const commitmentFollower: Follower = {
  columns: ['commitment_partner organisation_id', 'commitment person_id', 'commitment their_person_id'],
  tell: async (tx, thing, id) => {
    const found = await promisesOf(tx, thing, id)
    return found.length === 0 ? [] : [m.commitments_merging({ count: found.length })]
  },
  follow: async (here, tx, by, { thing, from, to }) => {
    for (const id of await promisesOf(tx, thing, from)) {
      const before = await read(tx, id)
      if (before === null || before.removed) continue
      const { partners, person, theirPerson } = before.state
      const moved = (one: typeof person) => (one?.id === from ? { ...one, id: to } : one)
      const state =
        thing === 'organisation'
          ? { ...before.state, partners: partnersMoved(partners, from, to) }
          : { ...before.state, person: moved(person), theirPerson: moved(theirPerson) }
      const put = await commitmentPut('commitment.followed')(here, by, id, state, before.version)
      if (!put.ok) return put
    }
    return ok([])
  },
}
