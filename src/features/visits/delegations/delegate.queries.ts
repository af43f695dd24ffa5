// Reads delegations: their members in order of precedence, and what keeps a person or an organisation from being removed.
import { and, asc, desc, eq, inArray, isNull, sql, type SQL } from 'drizzle-orm'
import { events } from '#features/events/event.table.ts'
import { organisations } from '#features/organisations/organisation.table.ts'
import { peopleByIds, postsOfPeople } from '#features/organisations/people/person.queries.ts'
import { posts } from '#features/organisations/people/person.table.ts'
import type { RoleClass } from '#features/organisations/people/post.ts'
import { m } from '#messages'
import type { OfficeTx } from '#platform/database/door.ts'
import { isId } from '#platform/ids.ts'
import { escapeLike } from '#platform/search/names.ts'
import { type LocalText, textIn } from '#platform/texts/local-text.ts'
import { visits } from '../visit.table.ts'
import { comesAs, DELEGATION_SIDES, type KnownOfPerson } from './delegate.ts'
import { delegates } from './delegate.table.ts'
import { byPrecedence, roleClassOf } from './precedence.ts'

export type DelegateRecord = typeof delegates.$inferSelect
/** A member with the organisation they come from; `organisation` null: none was said. */
export type DelegateRow = DelegateRecord & {
  readonly organisation: { readonly name: LocalText; readonly nativeName: string | null; readonly country: string; readonly live: boolean } | null
}

/** `roleClass`: what the post they come in amounts to. */
export type RankedDelegate = DelegateRow & { readonly roleClass: RoleClass }

/** The members of a visit's delegations, both sides, also those who do not come after all; as entered. One query. */
export const delegatesOf = (tx: OfficeTx, visitId: string): Promise<DelegateRow[]> => rowsOf(tx, eq(delegates.visitId, visitId))

async function rowsOf(tx: OfficeTx, which: SQL | undefined): Promise<DelegateRow[]> {
  const rows = await tx
    .select({
      delegate: delegates,
      name: organisations.name,
      nativeName: organisations.nativeName,
      country: organisations.country,
      deletedAt: organisations.deletedAt,
    })
    .from(delegates)
    .leftJoin(organisations, and(eq(organisations.officeId, delegates.officeId), eq(organisations.id, delegates.organisationId)))
    .where(and(eq(delegates.officeId, tx.officeId), isNull(delegates.deletedAt), which))
    .orderBy(asc(delegates.id))
  return rows.map(({ delegate, name, nativeName, country, deletedAt }) => ({
    ...delegate,
    organisation: name === null || country === null ? null : { name, nativeName, country, live: deletedAt === null },
  }))
}

/** One member of this very visit; null when there is none. */
export async function delegateById(tx: OfficeTx, visitId: string, id: string): Promise<DelegateRow | null> {
  return isId(id) ? ((await rowsOf(tx, and(eq(delegates.visitId, visitId), eq(delegates.id, id))))[0] ?? null) : null
}

/** Those of the given people who were on the partners' side of any visit: its guests, or its hosts where we were the guests. One query. */
export async function partnerMembers(tx: OfficeTx, personIds: readonly string[]): Promise<ReadonlySet<string>> {
  if (personIds.length === 0) return new Set()
  const rows = await tx
    .selectDistinct({ personId: delegates.personId })
    .from(delegates)
    .innerJoin(events, and(eq(events.officeId, delegates.officeId), eq(events.id, delegates.visitId), isNull(events.deletedAt)))
    .where(
      and(
        eq(delegates.officeId, tx.officeId),
        isNull(delegates.deletedAt),
        inArray(delegates.personId, [...personIds]),
        sql`(${delegates.side} = 'guests') = (${events.direction} is distinct from 'outgoing')`,
      ),
    )
  return new Set(rows.flatMap(({ personId }) => personId ?? []))
}

/** The same in order of precedence. Two queries. */
export const delegatesInOrder = async (tx: OfficeTx, visitId: string): Promise<RankedDelegate[]> => inPrecedence(tx, await delegatesOf(tx, visitId))

type Placed = Pick<DelegateRecord, 'id' | 'side' | 'personId' | 'organisationId' | 'rank' | 'isHead' | 'isInterpreter' | 'role' | 'withdrawnOn'>

/**
 * The whole of a visit's delegations in order of precedence, guests first, within each side by the posts people of the register hold, else by the words of the
 * post they come in; those who do not come after all take up no place and stand behind. One query.
 */
export async function inPrecedence<Row extends Placed>(tx: OfficeTx, rows: readonly Row[]): Promise<(Row & { readonly roleClass: RoleClass })[]> {
  const ids = rows.flatMap(({ personId }) => personId ?? [])
  const held =
    ids.length === 0
      ? []
      : await tx
          .select({ personId: posts.personId, organisationId: posts.organisationId, roleClass: posts.roleClass })
          .from(posts)
          .where(and(eq(posts.officeId, tx.officeId), inArray(posts.personId, ids), isNull(posts.deletedAt), isNull(posts.toDate)))
          .orderBy(asc(posts.id))
  const ranked = rows.map((row) => ({ ...row, roleClass: roleClassIn(row, held) }))
  return DELEGATION_SIDES.toReversed().flatMap((side) =>
    [true, false].flatMap((comes) => byPrecedence(ranked.filter((one) => one.side === side && (one.withdrawnOn === null) === comes))),
  )
}

/** What the register knows of people who come, each from an organisation where one was said; null of who is not there. Two queries. */
export async function knownPeople(
  tx: OfficeTx,
  personIds: readonly string[],
  today: string,
): Promise<(personId: string, organisationId: string | null) => KnownOfPerson | null> {
  const people = await peopleByIds(tx, personIds)
  const held = await postsOfPeople(tx, [...people.keys()])
  return (personId, organisationId) => {
    const person = people.get(personId)
    return person === undefined || person.deletedAt !== null ? null : { person, post: comesAs(held.get(personId) ?? [], organisationId, today) }
  }
}

/** The same of one; null when there is no such person. */
export const knownOfPerson = async (tx: OfficeTx, personId: string, organisationId: string | null, today: string): Promise<KnownOfPerson | null> =>
  isId(personId) ? (await knownPeople(tx, [personId], today))(personId, organisationId) : null

type Held = { readonly personId: string; readonly organisationId: string; readonly roleClass: RoleClass }

/** The post they come in tells more than the one they hold; a post in the organisation they come from more than another. */
function roleClassIn(row: Placed, held: readonly Held[]): RoleClass {
  const words = Object.values(row.role.in).flatMap(({ text }) => roleClassOf(text) ?? [])[0]
  const own = held.filter(({ personId }) => personId === row.personId)
  return words ?? (own.find(({ organisationId }) => organisationId === row.organisationId) ?? own[0])?.roleClass ?? 'other'
}

async function newestVisitWith(tx: OfficeTx, whose: SQL): Promise<string | null> {
  const [visit] = await tx
    .select({ title: events.title })
    .from(delegates)
    .innerJoin(visits, and(eq(visits.officeId, delegates.officeId), eq(visits.id, delegates.visitId), isNull(visits.deletedAt)))
    .innerJoin(events, and(eq(events.officeId, delegates.officeId), eq(events.id, delegates.visitId), isNull(events.deletedAt)))
    .where(and(eq(delegates.officeId, tx.officeId), isNull(delegates.deletedAt), whose))
    .orderBy(desc(delegates.id))
    .limit(1)
  return visit === undefined ? null : m.visits_holds({ title: textIn(visit.title) })
}

/** The newest visit in whose delegations an organisation stands, in words; for whoever would remove the organisation. */
export const delegationsOfOrganisation = (tx: OfficeTx, organisationId: string): Promise<string | null> =>
  newestVisitWith(tx, eq(delegates.organisationId, organisationId))

/** The same for a person. */
export const delegationsOfPerson = (tx: OfficeTx, personId: string): Promise<string | null> => newestVisitWith(tx, eq(delegates.personId, personId))

export type CalledDelegate = {
  readonly id: string
  readonly visitId: string
  readonly name: LocalText
  readonly nativeName: string
  readonly event: LocalText
  readonly date: string | null
}

/**
 * Members of delegations who are in no register of people, by letters of their names as typed, the newest visits first; at most `limit`. Those who are, are found
 * as people. One query.
 */
export const delegatesCalled = (tx: OfficeTx, query: string, limit: number): Promise<CalledDelegate[]> => {
  const like = `%${escapeLike(query.trim().slice(0, 100))}%`
  return tx
    .select({
      id: delegates.id,
      visitId: delegates.visitId,
      name: delegates.name,
      nativeName: delegates.nativeName,
      event: events.title,
      date: events.date,
    })
    .from(delegates)
    .innerJoin(events, and(eq(events.officeId, delegates.officeId), eq(events.id, delegates.visitId), isNull(events.deletedAt)))
    .innerJoin(visits, and(eq(visits.officeId, delegates.officeId), eq(visits.id, delegates.visitId), isNull(visits.deletedAt)))
    .where(
      and(
        eq(delegates.officeId, tx.officeId),
        isNull(delegates.deletedAt),
        isNull(delegates.personId),
        sql`(${delegates.nativeName} ilike ${like} or exists (select 1 from jsonb_each(${delegates.name} -> 'in') as said where said.value ->> 'text' ilike ${like}))`,
      ),
    )
    .orderBy(desc(delegates.visitId), asc(delegates.id))
    .limit(limit)
}
