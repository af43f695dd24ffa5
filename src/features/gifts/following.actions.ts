// Gifts follow the partners they were exchanged with, and the people who gave and got them, into the record that took these up.
import { and, asc, eq, isNull } from 'drizzle-orm'
import { partnersMoved } from '#features/events/following.actions.ts'
import type { KeptPerson } from '#features/events/partaking.queries.ts'
import type { Follower } from '#features/organisations/doubles/merging.ts'
import { m } from '#messages'
import type { OfficeTx } from '#platform/database/door.ts'
import { ok } from '#platform/result.ts'
import { giftPut, giftRows } from './gift.actions.ts'
import { giftPartners, giftPeople, gifts } from './gift.table.ts'

async function giftsOf(tx: OfficeTx, thing: string, id: string): Promise<string[]> {
  if (thing !== 'organisation' && thing !== 'person') return []
  const [ties, column] = thing === 'person' ? [giftPeople, giftPeople.personId] : [giftPartners, giftPartners.organisationId]
  const rows = await tx
    .selectDistinct({ id: gifts.id })
    .from(ties)
    .innerJoin(gifts, and(eq(gifts.officeId, ties.officeId), eq(gifts.id, ties.giftId), isNull(gifts.deletedAt)))
    .where(and(eq(ties.officeId, tx.officeId), eq(column, id)))
    .orderBy(asc(gifts.id))
  return rows.map((row) => row.id)
}

const peopleMoved = (people: readonly KeptPerson[], from: string, to: string): KeptPerson[] => [
  ...new Map(people.map((one) => (one.personId === from ? { ...one, personId: to } : one)).map((one) => [one.personId, one] as const)).values(),
]

export const giftFollower: Follower = {
  columns: ['gift_partner organisation_id', 'gift_person person_id'],
  tell: async (tx, thing, id) => {
    const found = await giftsOf(tx, thing, id)
    return found.length === 0 ? [] : [m.gifts_merging({ count: found.length })]
  },
  follow: async (here, tx, by, { thing, from, to }) => {
    for (const id of await giftsOf(tx, thing, from)) {
      const before = await giftRows.read(tx, id)
      if (before === null || before.removed) continue
      const { partners, givers, receivers } = before.state
      const state =
        thing === 'organisation'
          ? { ...before.state, partners: partnersMoved(partners, from, to) }
          : { ...before.state, givers: peopleMoved(givers, from, to), receivers: peopleMoved(receivers, from, to) }
      const put = await giftPut('gift.followed')(here, by, id, state, before.version)
      if (!put.ok) return put
    }
    return ok([])
  },
}
