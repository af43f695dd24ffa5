// Reads by which names the two sides of an event are called, ours and the partners', and who came for each.
import { eq, inArray, and } from 'drizzle-orm'
import { heldAbroad } from '#features/commitments/reminders/reminder.queries.ts'
import type { EventWhole } from '#features/events/event.queries.ts'
import { events } from '#features/events/event.table.ts'
import { searchNames } from '#features/organisations/naming.ts'
import { organisations } from '#features/organisations/organisation.table.ts'
import { postsOfPeople } from '#features/organisations/people/person.queries.ts'
import { delegatesOf, partnerMembers } from '#features/visits/delegations/delegate.queries.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { bareName } from '#platform/names/name-key.ts'
import { offices } from '#platform/database/office.table.ts'
import type { SideNames } from './slash.ts'

type Person = NonNullable<SideNames['people']>[number]

/** With and without „Община“: people write „Дойран: …“. Five statements at most. */
export async function sideNamesAt(tx: OfficeTx, whole: Pick<EventWhole, 'event' | 'partners' | 'participants'>): Promise<SideNames> {
  const [office] = await tx.select({ name: offices.name }).from(offices).where(eq(offices.id, tx.officeId))
  const ids = whole.partners.map(({ organisationId }) => organisationId)
  const theirs =
    ids.length === 0
      ? []
      : await tx
          .select()
          .from(organisations)
          .where(and(eq(organisations.officeId, tx.officeId), inArray(organisations.id, ids)))
  const ours = Object.values(office?.name.in ?? {}).map(({ text }) => text)
  return { us: [...ours, ...ours.map(bareName)], them: theirs.flatMap(searchNames), people: await peopleOf(tx, whole, new Set(ids)) }
}

/** The members of both delegations; of others who came, those with a post at a partner's. Of the rest nobody knows the side. */
async function peopleOf(tx: OfficeTx, { event, participants }: Pick<EventWhole, 'event' | 'participants'>, partners: ReadonlySet<string>): Promise<Person[]> {
  const members = (await delegatesOf(tx, event.id)).filter(({ withdrawnOn }) => withdrawnOn === null)
  const hosts = event.direction === 'outgoing' ? ('them' as const) : ('us' as const)
  const guests = hosts === 'us' ? ('them' as const) : ('us' as const)
  const known = new Set(members.flatMap(({ personId }) => personId ?? []))
  const others = participants.filter(({ personId }) => !known.has(personId))
  const posts = await postsOfPeople(
    tx,
    others.map(({ personId }) => personId),
  )
  const named = (name: { readonly in: Readonly<Record<string, { readonly text: string }>> }, side: Person['side']): Person[] =>
    Object.values(name.in).map(({ text }) => ({ name: text, side }))
  return [
    ...members.flatMap(({ name, side }) => named(name, side === 'hosts' ? hosts : guests)),
    ...others.flatMap(({ personId, name }) => ((posts.get(personId) ?? []).some(({ post }) => partners.has(post.organisationId)) ? named(name, 'them') : [])),
  ]
}

/**
 * Whose somebody is who answers for a promise given at an event: as they sit in its delegations, else by their posts, else by the delegations of other visits;
 * null: nobody can say. `partners`: the event's organisations. Five statements at most.
 */
export async function sideOfPerson(tx: OfficeTx, eventId: string, partners: readonly string[], personId: string): Promise<'us' | 'them' | null> {
  const [event] = await tx
    .select({ direction: events.direction })
    .from(events)
    .where(and(eq(events.officeId, tx.officeId), eq(events.id, eventId)))
  const member = (await delegatesOf(tx, eventId)).find((one) => one.personId === personId)
  if (member !== undefined) return (member.side === 'hosts') === (event?.direction === 'outgoing') ? 'them' : 'us'
  const [office] = await tx.select({ country: offices.country }).from(offices).where(eq(offices.id, tx.officeId))
  const held = (await postsOfPeople(tx, [personId])).get(personId) ?? []
  const posts = held.map(({ post, organisation }) => ({ organisationId: post.organisationId, country: organisation.country }))
  if (heldAbroad(posts, partners, office?.country ?? '')) return 'them'
  if (posts.length > 0) return 'us'
  return (await partnerMembers(tx, [personId])).has(personId) ? 'them' : null
}
