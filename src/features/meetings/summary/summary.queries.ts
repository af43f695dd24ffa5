// Reads who took part in a meeting or is named in its papers, with their posts, so that no private person is told of.
import { and, eq, isNull } from 'drizzle-orm'
import { commitments } from '#features/commitments/commitment.table.ts'
import { eventParticipants } from '#features/events/event.table.ts'
import { allNames, displayName } from '#features/organisations/naming.ts'
import { peopleByIds, postsOfPeople } from '#features/organisations/people/person.queries.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { meetingItems, meetingMentions } from '../meeting.table.ts'
import type { Named } from './summary.ts'

/** Six queries, however many they are. */
export async function peopleAt(tx: OfficeTx, eventId: string): Promise<Named[]> {
  const came = await tx
    .select({ id: eventParticipants.personId })
    .from(eventParticipants)
    .where(and(eq(eventParticipants.officeId, tx.officeId), eq(eventParticipants.eventId, eventId)))
  const spoke = await tx
    .select({ id: meetingItems.personId })
    .from(meetingItems)
    .where(and(eq(meetingItems.officeId, tx.officeId), eq(meetingItems.meetingId, eventId), isNull(meetingItems.deletedAt)))
  const mentioned = await tx
    .select({ id: meetingMentions.personId })
    .from(meetingMentions)
    .where(and(eq(meetingMentions.officeId, tx.officeId), eq(meetingMentions.meetingId, eventId)))
  const answer = await tx
    .select({ id: commitments.personId })
    .from(commitments)
    .where(and(eq(commitments.officeId, tx.officeId), eq(commitments.eventId, eventId), isNull(commitments.deletedAt)))
  const ids = [...new Set([...came, ...spoke, ...mentioned, ...answer].flatMap(({ id }) => (id === null ? [] : [id])))]
  const people = await peopleByIds(tx, ids)
  const posts = await postsOfPeople(tx, ids)
  return [...people.values()].map((person) => ({
    id: person.id,
    shown: displayName(person),
    names: [...new Set([...allNames(person), displayName(person)])],
    posts: (posts.get(person.id) ?? []).map(({ post }) => post.roleClass),
  }))
}
