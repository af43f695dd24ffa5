// Approaches follow the partnership that came of them into the one that took it up; whoever is erased is forgotten in their letters.
import { and, asc, eq, isNull, or, sql } from 'drizzle-orm'
import type { AnyPgColumn } from 'drizzle-orm/pg-core'
import type { Follower } from '#features/organisations/doubles/merging.ts'
import type { Forgetting } from '#features/organisations/people/keeping.ts'
import { hangingOnPartnership } from '#features/partnerships/partnership.queries.ts'
import { m } from '#messages'
import { activities } from '#platform/activity/activity.table.ts'
import { emptyInRecord } from '#platform/activity/erasing.ts'
import { plainAddress } from '#platform/mail/letter.ts'
import { nameKey } from '#platform/names/name-key.ts'
import { ok } from '#platform/result.ts'
import { approaches, approachPut } from './approach.actions.ts'
import type { Letter } from './approach.ts'
import { finderApproaches } from './approach.table.ts'

export const approachFollower: Follower = {
  columns: ['finder_approach partnership_id'],
  tell: async (tx, thing, id) => {
    if (thing !== 'organisation') return []
    const count = await hangingOnPartnership(tx, finderApproaches, id)
    return count === 0 ? [] : [m.finder_outreach_merging({ count })]
  },
  follow: async (here, tx, by, { thing, from, to }) => {
    if (thing !== 'partnership') return ok([])
    const moving = await tx
      .select({ id: finderApproaches.id })
      .from(finderApproaches)
      .where(and(eq(finderApproaches.officeId, tx.officeId), isNull(finderApproaches.deletedAt), eq(finderApproaches.partnershipId, from)))
      .orderBy(asc(finderApproaches.id))
    for (const { id } of moving) {
      const before = await approaches.read(tx, id)
      if (before === null || before.removed) continue
      const put = await approachPut('finder_approach.followed')(here, by, id, { ...before.state, partnershipId: to }, before.version)
      if (!put.ok) return put
    }
    return ok([])
  },
}

/** Whether a line above a letter names somebody. A single word must be all of it, or every namesake would be meant. */
const names = (line: string, keys: readonly string[]): boolean => {
  const typed = ` ${nameKey(line)} `
  return keys.some((key) => key !== '' && (key.includes(' ') ? typed.includes(` ${key} `) : typed.trim() === key))
}

function without(letter: Letter, addresses: readonly string[], keys: readonly string[]): Letter {
  const kept = (address: string): string => (addresses.includes(plainAddress(address)) ? '' : address)
  const recipient = letter.recipient
    .split('\n')
    .filter((line) => !names(line, keys))
    .join('\n')
  return { ...letter, email: kept(letter.email), mailedTo: kept(letter.mailedTo), recipient }
}

/** When a person is erased: no letter keeps their address or their name above it, and no earlier state of the record that held them keeps its letters. */
export const forgetApproaches: Forgetting = async (tx, _, emails, called) => {
  const addresses = emails.map(plainAddress).filter((address) => address !== '')
  const keys = called.map(nameKey)
  if (addresses.length === 0 && keys.length === 0) return
  const rows = await tx
    .select({ id: finderApproaches.id, first: finderApproaches.first, second: finderApproaches.second })
    .from(finderApproaches)
    .where(eq(finderApproaches.officeId, tx.officeId))
  const ids = new Set<string>()
  for (const { id, first, second } of rows) {
    const after = { first: without(first, addresses, keys), second: second === null ? null : without(second, addresses, keys) }
    if (JSON.stringify(after) === JSON.stringify({ first, second })) continue
    ids.add(id)
    await tx
      .update(finderApproaches)
      .set(after)
      .where(and(eq(finderApproaches.officeId, tx.officeId), eq(finderApproaches.id, id)))
  }
  for (const address of addresses) {
    const told = (column: AnyPgColumn) => sql`strpos(lower(${column}::text), ${address}) > 0`
    const once = await tx
      .selectDistinct({ id: activities.thingId })
      .from(activities)
      .where(and(eq(activities.officeId, tx.officeId), eq(activities.thing, 'finder_approach'), or(told(activities.before), told(activities.after))))
    for (const { id } of once) ids.add(id)
  }
  await emptyInRecord(tx, 'finder_approach', [...ids], { first: null, second: null })
}
