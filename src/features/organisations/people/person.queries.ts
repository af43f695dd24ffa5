// Reads people and their posts: one person, a page of the register, those of an organisation.
import { and, asc, count, desc, eq, inArray, isNull, or, sql, type SQL } from 'drizzle-orm'
import { SHORT_HISTORY, type ActivityLine } from '#platform/activity/activity.ts'
import { activities } from '#platform/activity/activity.table.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { keyPaging, type Page, type Turn } from '#platform/database/key-paging.ts'
import { isId } from '#platform/ids.ts'
import { nameKeys } from '#platform/names/name-key.ts'
import { nameEntries } from '#platform/search/name-entry.table.ts'
import { findByName } from '#platform/search/names.ts'
import { allNames, displayName } from '../naming.ts'
import { knownOrganisations, MOST_FOUND, type KnownOrganisation, type Suggestion } from '../organisation.queries.ts'
import { organisations } from '../organisation.table.ts'
import { people, posts, type HeldPost, type Holding, type Person, type PersonWithPosts } from './person.table.ts'
import { postWords } from './post.ts'

export type { HeldPost, Holding, PersonWithPosts } from './person.table.ts'

export const PEOPLE_A_PAGE = 50

const live = (tx: OfficeTx): SQL | undefined => and(eq(people.officeId, tx.officeId), isNull(people.deletedAt))

/** null when there is none, or when they were removed. */
export async function personById(tx: OfficeTx, id: string): Promise<Person | null> {
  if (!isId(id)) return null
  const [person] = await tx
    .select()
    .from(people)
    .where(and(live(tx), eq(people.id, id)))
  return person ?? null
}

/** By id, in one query; also those removed since, so that an old event keeps its people's names. */
export async function peopleByIds(tx: OfficeTx, ids: readonly string[]): Promise<Map<string, Person>> {
  if (ids.length === 0) return new Map()
  const rows = await tx
    .select()
    .from(people)
    .where(and(eq(people.officeId, tx.officeId), inArray(people.id, [...new Set(ids)])))
  return new Map(rows.map((row) => [row.id, row]))
}

// Those held to this day first, then the latest; a date of any precision sorts by how it is written.
const newestFirst = [sql`${posts.toDate} desc nulls first`, sql`${posts.fromDate} desc nulls last`, asc(posts.id)]

/** Every post of the given people with its organisation, in one query: person's id → posts, present ones first. */
export async function postsOfPeople(tx: OfficeTx, personIds: readonly string[]): Promise<Map<string, HeldPost[]>> {
  if (personIds.length === 0) return new Map()
  const rows = await tx
    .select({ post: posts, organisation: organisations })
    .from(posts)
    .innerJoin(organisations, and(eq(organisations.officeId, posts.officeId), eq(organisations.id, posts.organisationId)))
    .where(and(eq(posts.officeId, tx.officeId), isNull(posts.deletedAt), inArray(posts.personId, [...personIds])))
    .orderBy(...newestFirst)
  return Map.groupBy(rows, ({ post }) => post.personId)
}

/** Everyone with a post in the organisation, present ones first; at most 200. */
export const postsInOrganisation = (tx: OfficeTx, organisationId: string): Promise<Holding[]> =>
  tx
    .select({ post: posts, person: people })
    .from(posts)
    .innerJoin(people, and(eq(people.officeId, posts.officeId), eq(people.id, posts.personId)))
    .where(and(eq(posts.officeId, tx.officeId), eq(posts.organisationId, organisationId), isNull(posts.deletedAt), isNull(people.deletedAt)))
    .orderBy(...newestFirst)
    .limit(200)

/** null when there is none, when it was removed, or when it is another person's. */
export async function postById(tx: OfficeTx, personId: string, id: string): Promise<HeldPost | null> {
  if (!isId(personId) || !isId(id)) return null
  const [row] = await tx
    .select({ post: posts, organisation: organisations })
    .from(posts)
    .innerJoin(organisations, and(eq(organisations.officeId, posts.officeId), eq(organisations.id, posts.organisationId)))
    .where(and(eq(posts.officeId, tx.officeId), eq(posts.personId, personId), eq(posts.id, id), isNull(posts.deletedAt)))
  return row ?? null
}

/** Present holders of posts in each of the organisations, in one query: organisation's id → people. */
export async function presentPeople(tx: OfficeTx, organisationIds: readonly string[]): Promise<Map<string, Holding[]>> {
  if (organisationIds.length === 0) return new Map()
  const rows = await tx
    .select({ post: posts, person: people })
    .from(posts)
    .innerJoin(people, and(eq(people.officeId, posts.officeId), eq(people.id, posts.personId)))
    .where(
      and(
        eq(posts.officeId, tx.officeId),
        inArray(posts.organisationId, [...organisationIds]),
        isNull(posts.toDate),
        isNull(posts.deletedAt),
        isNull(people.deletedAt),
      ),
    )
    .orderBy(...newestFirst)
  return Map.groupBy(rows, ({ post }) => post.organisationId)
}

/** What happened to a person and to their posts, newest first. */
export const historyOfPerson = (tx: OfficeTx, id: string, limit = SHORT_HISTORY + 1): Promise<ActivityLine[]> =>
  tx
    .select()
    .from(activities)
    .where(
      and(
        eq(activities.officeId, tx.officeId),
        or(
          and(eq(activities.thing, 'person'), eq(activities.thingId, id)),
          and(
            eq(activities.thing, 'post'),
            inArray(
              activities.thingId,
              tx
                .select({ id: posts.id })
                .from(posts)
                .where(and(eq(posts.officeId, tx.officeId), eq(posts.personId, id))),
            ),
          ),
        ),
      ),
    )
    .orderBy(desc(activities.id))
    .limit(limit)

export type PeopleAsked = Turn & { readonly q?: string | undefined }

/** A page of the register in the order of the alphabet, or, when a name is asked for, the best matches first on one page. */
export async function peoplePage(tx: OfficeTx, asked: PeopleAsked, size = PEOPLE_A_PAGE): Promise<Page<PersonWithPosts>> {
  const page = asked.q === undefined || asked.q === '' ? await inOrder(tx, asked, size) : await bestOf(tx, asked.q)
  const held = await postsOfPeople(
    tx,
    page.rows.map(({ id }) => id),
  )
  return { ...page, rows: page.rows.map((person) => ({ person, posts: held.get(person.id) ?? [] })) }
}

async function inOrder(tx: OfficeTx, turn: Turn, size: number): Promise<Page<Person>> {
  const paging = keyPaging(turn, { key: people.sortKey, id: people.id }, { size })
  const rows = await tx
    .select()
    .from(people)
    .where(and(live(tx), paging.where))
    .orderBy(...paging.orderBy)
    .limit(paging.limit)
  return paging.page(rows, (row) => ({ key: row.sortKey, id: row.id }))
}

async function bestOf(tx: OfficeTx, q: string): Promise<Page<Person>> {
  const found = await findByName(tx, q, { things: ['person'], limit: MOST_FOUND })
  const byId = await peopleByIds(
    tx,
    found.map(({ thingId }) => thingId),
  )
  return { rows: found.flatMap(({ thingId }) => byId.get(thingId) ?? []), next: null, previous: null }
}

export async function countPeople(tx: OfficeTx): Promise<number> {
  const [row] = await tx.select({ n: count() }).from(people).where(live(tx))
  return row?.n ?? 0
}

/** What to offer while a name is typed, best first, each with the first of their posts. */
export async function personChoices(tx: OfficeTx, q: string, limit = 8): Promise<Suggestion[]> {
  const found = await findByName(tx, q, { things: ['person'], limit })
  const ids = found.map(({ thingId }) => thingId)
  const [byId, held] = [await peopleByIds(tx, ids), await postsOfPeople(tx, ids)]
  return ids.flatMap((id) => {
    const person = byId.get(id)
    const post = held.get(id)?.[0]
    return person === undefined
      ? []
      : [{ id, title: displayName(person), sub: post === undefined ? '' : `${postWords(post.post)}, ${displayName(post.organisation)}` }]
  })
}

/** People who bear one of these names, however it is spelled; without the one asked about. */
export async function peopleNamed(tx: OfficeTx, names: readonly string[], exceptId?: string, limit = 10): Promise<PersonWithPosts[]> {
  const keys = [...new Set(names.flatMap(nameKeys))].map((key) => ` ${key}`)
  if (keys.length === 0) return []
  const named = tx
    .select({ id: nameEntries.thingId })
    .from(nameEntries)
    .where(and(eq(nameEntries.officeId, tx.officeId), eq(nameEntries.thing, 'person'), eq(nameEntries.position, 0), inArray(nameEntries.key, keys)))
  const rows = await tx
    .select()
    .from(people)
    .where(and(live(tx), inArray(people.id, named)))
    .orderBy(people.sortKey, people.id)
    .limit(limit)
  const others = rows.filter(({ id }) => id !== exceptId)
  const held = await postsOfPeople(
    tx,
    others.map(({ id }) => id),
  )
  return others.map((person) => ({ person, posts: held.get(person.id) ?? [] }))
}

/** What the intake must know to recognise those the office knows already. */
export type KnownPerson = { readonly id: string; readonly names: readonly string[]; readonly organisationIds: readonly string[] }

/** Every name in the register: two lists, three queries, however many there are. */
export async function knownNames(tx: OfficeTx): Promise<{ organisations: KnownOrganisation[]; people: KnownPerson[] }> {
  const rows = await tx.select().from(people).where(live(tx)).orderBy(people.id)
  const held = await tx
    .select({ personId: posts.personId, organisationId: posts.organisationId })
    .from(posts)
    .where(and(eq(posts.officeId, tx.officeId), isNull(posts.deletedAt)))
    .orderBy(desc(posts.id))
  const organisationsOf = Map.groupBy(held, ({ personId }) => personId)
  return {
    organisations: await knownOrganisations(tx),
    people: rows.map((row) => ({
      id: row.id,
      names: allNames(row),
      organisationIds: [...new Set((organisationsOf.get(row.id) ?? []).map(({ organisationId }) => organisationId))],
    })),
  }
}
