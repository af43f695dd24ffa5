// Points of agendas follow the people who speak to them, and minutes those they mention, into the record that took these up.
import { and, asc, count, eq, isNull } from 'drizzle-orm'
import type { Follower } from '#features/organisations/doubles/merging.ts'
import { m } from '#messages'
import type { OfficeTx } from '#platform/database/door.ts'
import { ok } from '#platform/result.ts'
import { itemPut, itemRows } from './agenda/item.actions.ts'
import { meetingPut, papersFor } from './meeting.actions.ts'
import { meetingItems, meetingMentions } from './meeting.table.ts'

const mentioning = (tx: OfficeTx, thing: string, id: string) =>
  and(eq(meetingMentions.officeId, tx.officeId), eq(thing === 'person' ? meetingMentions.personId : meetingMentions.organisationId, id))

export const meetingFollower: Follower = {
  columns: ['meeting_item person_id', 'meeting_mention person_id', 'meeting_mention organisation_id'],
  tell: async (tx, thing, id) => {
    if (thing !== 'person' && thing !== 'organisation') return []
    const [points] =
      thing === 'person'
        ? await tx
            .select({ n: count() })
            .from(meetingItems)
            .where(and(eq(meetingItems.officeId, tx.officeId), eq(meetingItems.personId, id), isNull(meetingItems.deletedAt)))
        : []
    const [named] = await tx
      .select({ n: count() })
      .from(meetingMentions)
      .where(mentioning(tx, thing, id))
    return [
      ...(points === undefined || points.n === 0 ? [] : [m.meetings_merging({ count: points.n })]),
      ...(named === undefined || named.n === 0 ? [] : [m.meetings_merging_mentions({ count: named.n })]),
    ]
  },
  follow: async (here, tx, by, { thing, from, to }) => {
    if (thing !== 'person' && thing !== 'organisation') return ok([])
    const points =
      thing === 'person'
        ? await tx
            .select({ id: meetingItems.id })
            .from(meetingItems)
            .where(and(eq(meetingItems.officeId, tx.officeId), eq(meetingItems.personId, from), isNull(meetingItems.deletedAt)))
            .orderBy(asc(meetingItems.id))
        : []
    for (const { id } of points) {
      const before = await itemRows.read(tx, id)
      if (before === null || before.removed || before.state.person === null) continue
      const put = await itemPut('meeting_item.followed')(here, by, id, { ...before.state, person: { ...before.state.person, id: to } }, before.version)
      if (!put.ok) return put
    }
    const minutes = await tx
      .selectDistinct({ id: meetingMentions.meetingId })
      .from(meetingMentions)
      .where(mentioning(tx, thing, from))
    for (const { id } of minutes) {
      const papers = await papersFor(tx, here, id, 'removed too')
      if (!papers.ok) return papers
      const { state, version } = papers.value
      const mentions = state.mentions.map((one) => (one.thing === thing && one.id === from ? { ...one, id: to } : one))
      const put = await meetingPut('meeting.followed')(here, by, id, { ...state, mentions }, version)
      if (!put.ok) return put
    }
    return ok([])
  },
}
