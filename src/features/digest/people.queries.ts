// Who of public life took part in the events of a month, and whose names must not stand in its words.
import { and, eq, isNull } from 'drizzle-orm'
import { eventParticipants } from '#features/events/event.table.ts'
import { isPrivate, type Named } from '#features/meetings/summary/summary.ts'
import { allNames, displayName } from '#features/organisations/naming.ts'
import { peopleByIds, postsOfPeople } from '#features/organisations/people/person.queries.ts'
import { delegates } from '#features/visits/delegations/delegate.table.ts'
import { visits } from '#features/visits/visit.table.ts'
import { anyOf } from '#platform/database/any-of.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { asTyped } from '#platform/texts/local-text.ts'
import type { NameFacts, PersonFacts } from './composing/month.ts'
import { heldBetween, wordsOf } from './month.ts'

/** An event with the time within which it took place. */
export type HeldEvent = { readonly id: string; readonly firstDay: string; readonly lastDay: string }
export type AtEvent = { readonly named: readonly PersonFacts[]; readonly hidden: readonly Named[] }

/**
 * The people of each event: participants, and the members of its delegations that came. `named` are those who held a post of public life then, in that post;
 * `hidden` everybody else. Four queries, however many events.
 */
export async function peopleOf(
  tx: OfficeTx,
  held: readonly HeldEvent[],
  language: string,
  nameOf: (organisationId: string, organisation: Parameters<typeof wordsOf>[0] & Pick<NameFacts, 'kind' | 'country'>) => NameFacts,
  isHome: (organisationId: string) => boolean,
): Promise<ReadonlyMap<string, AtEvent>> {
  const ids = held.map(({ id }) => id)
  const came = await tx
    .select({ eventId: eventParticipants.eventId, personId: eventParticipants.personId, asRole: eventParticipants.asRole })
    .from(eventParticipants)
    .where(and(eq(eventParticipants.officeId, tx.officeId), anyOf(eventParticipants.eventId, ids)))
    .orderBy(eventParticipants.id)
  const members = await tx
    .select({
      eventId: delegates.visitId,
      personId: delegates.personId,
      role: delegates.role,
      name: delegates.name,
      nativeName: delegates.nativeName,
      isInterpreter: delegates.isInterpreter,
    })
    .from(delegates)
    .innerJoin(visits, and(eq(visits.officeId, delegates.officeId), eq(visits.id, delegates.visitId), isNull(visits.deletedAt), isNull(visits.cancelledOn)))
    .where(and(eq(delegates.officeId, tx.officeId), anyOf(delegates.visitId, ids), isNull(delegates.deletedAt), isNull(delegates.withdrawnOn)))
    .orderBy(delegates.id)
  const personIds = [...new Set([...came, ...members].flatMap(({ personId }) => personId ?? []))]
  const people = await peopleByIds(tx, personIds)
  const posts = await postsOfPeople(tx, personIds)
  return new Map(
    held.map(({ id, firstDay, lastDay }): readonly [string, AtEvent] => {
      const named: PersonFacts[] = []
      const hidden: Named[] = []
      const seen = new Set<string>()
      const tell = (personId: string, words: Readonly<Record<string, string>>): void => {
        const person = people.get(personId)
        if (person === undefined || seen.has(personId)) return
        seen.add(personId)
        const then = (posts.get(personId) ?? []).filter(({ post }) => heldBetween(post, firstDay, lastDay))
        const open = then.find(({ post }) => !isPrivate({ posts: [post.roleClass] }))
        if (open === undefined || person.deletedAt !== null) {
          hidden.push({ id: personId, shown: displayName(person), names: [...new Set([...allNames(person), displayName(person)])], posts: [] })
          return
        }
        const { post, organisation } = open
        named.push({
          id: personId,
          names: wordsOf(person, null),
          role: post.roleClass,
          roleWords: { ...asTyped(post.role), ...words },
          of: nameOf(organisation.id, organisation),
          side: isHome(organisation.id) ? 'us' : 'them',
        })
      }
      for (const { eventId, personId, asRole } of came) if (eventId === id) tell(personId, asRole === null ? {} : { [language]: asRole })
      for (const { eventId, personId, role, name, nativeName, isInterpreter } of members) {
        if (eventId !== id) continue
        if (personId !== null && !isInterpreter) tell(personId, asTyped(role))
        else hidden.push({ id: personId ?? '', shown: displayName({ name, nativeName }), names: [...Object.values(asTyped(name)), nativeName], posts: [] })
      }
      return [id, { named, hidden: hidden.filter(({ id: one }) => !named.some((other) => other.id === one)) }]
    }),
  )
}
