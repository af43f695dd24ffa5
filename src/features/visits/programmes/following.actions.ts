// Items and groups of programmes follow the people named in them into the record that took these up; and what is kept of erased people goes.
import { and, asc, eq, inArray, isNull, or, type SQL, sql } from 'drizzle-orm'
import type { Follower } from '#features/organisations/doubles/merging.ts'
import type { Forgetting } from '#features/organisations/people/keeping.ts'
import { m } from '#messages'
import { emptyInRecord } from '#platform/activity/erasing.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { ok } from '#platform/result.ts'
import { groupPut, readGroup } from './group.actions.ts'
import { type ItemSnapshot, readItems, writeItems } from './item.actions.ts'
import type { Participant } from './programme.ts'
import { programmeGroupMembers, programmeGroups, programmeItems, programmeParticipants } from './programme.table.ts'

/** Whom an item names: people of the register, and members of delegations. */
const namedIn = (thing: string, id: string): SQL | undefined =>
  sql`exists (select 1 from ${programmeParticipants} where ${programmeParticipants.officeId} = ${programmeItems.officeId} and ${programmeParticipants.itemId} = ${programmeItems.id} and ${thing === 'person' ? programmeParticipants.personId : programmeParticipants.delegateId} = ${id})`

async function itemsWith(tx: OfficeTx, thing: string, id: string): Promise<string[]> {
  if (thing !== 'person' && thing !== 'delegate') return []
  const rows = await tx
    .select({ id: programmeItems.id })
    .from(programmeItems)
    .where(
      and(
        eq(programmeItems.officeId, tx.officeId),
        isNull(programmeItems.deletedAt),
        thing === 'person' ? or(eq(programmeItems.contactPersonId, id), namedIn(thing, id)) : namedIn(thing, id),
      ),
    )
    .orderBy(asc(programmeItems.id))
  return rows.map((row) => row.id)
}

const groupsWith = async (tx: OfficeTx, delegateId: string): Promise<string[]> =>
  (
    await tx
      .select({ id: programmeGroups.id })
      .from(programmeGroupMembers)
      .innerJoin(
        programmeGroups,
        and(
          eq(programmeGroups.officeId, programmeGroupMembers.officeId),
          eq(programmeGroups.id, programmeGroupMembers.groupId),
          isNull(programmeGroups.deletedAt),
        ),
      )
      .where(and(eq(programmeGroupMembers.officeId, tx.officeId), eq(programmeGroupMembers.delegateId, delegateId)))
      .orderBy(asc(programmeGroups.id))
  ).map((row) => row.id)

/** Who stood at an item twice stands there once. */
const moved = (participants: readonly Participant[], column: 'personId' | 'delegateId', from: string, to: string): Participant[] => [
  ...new Map(
    participants.map((one) => (one[column] === from ? { ...one, [column]: to } : one)).map((one) => [one.delegateId ?? one.personId, one] as const),
  ).values(),
]

export const programmeFollower: Follower = {
  columns: ['programme_item contact_person_id', 'programme_participant person_id'],
  tell: async (tx, thing, id) => {
    const found = await itemsWith(tx, thing, id)
    return found.length === 0 ? [] : [m.programme_merging({ count: found.length })]
  },
  follow: async (here, tx, by, { thing, from, to }) => {
    const column = thing === 'person' ? 'personId' : 'delegateId'
    const items = await readItems(tx, await itemsWith(tx, thing, from))
    await writeItems(
      tx,
      here,
      by,
      items.map((before) => {
        const { participants, contactPersonId } = before.state
        const after: ItemSnapshot = {
          ...before.state,
          participants: moved(participants, column, from, to),
          contactPersonId: thing === 'person' && contactPersonId === from ? to : contactPersonId,
        }
        return { id: before.id, before, after, act: 'programme_item.followed' as const }
      }),
    )
    for (const id of thing === 'delegate' ? await groupsWith(tx, from) : []) {
      const group = await readGroup(tx, id)
      if (group === null) continue
      const members = [...new Set(group.state.members.map((one) => (one === from ? to : one)))]
      const put = await groupPut('programme_group.followed')(here, by, id, { ...group.state, members }, group.version)
      if (!put.ok) return put
    }
    return ok([])
  },
}

const NOTHING = { contact: '', contactPhone: '' } as const

/** When a person's data is erased: the name and telephone they were to be called by during a visit, here and in the record. */
export const forgetInProgrammes: Forgetting = async (tx, personIds) => {
  const rows = await tx
    .select({ id: programmeItems.id })
    .from(programmeItems)
    .where(and(eq(programmeItems.officeId, tx.officeId), inArray(programmeItems.contactPersonId, [...personIds])))
  const ids = rows.map(({ id }) => id)
  if (ids.length === 0) return
  await tx
    .update(programmeItems)
    .set({ ...NOTHING, contactPersonId: null })
    .where(and(eq(programmeItems.officeId, tx.officeId), inArray(programmeItems.id, ids)))
  await emptyInRecord(tx, 'programme_item', ids, { ...NOTHING, contactPersonId: null })
}
