// Finds who in the register may be the same as somebody: as one typed or brought from a sheet, and among those that stand there already.
import { and, eq, isNull, sql, type SQL } from 'drizzle-orm'
import { placeNames, places } from '#features/places/place.table.ts'
import { placesByIds } from '#features/places/place.queries.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { bareName, joinedKey } from '#platform/names/name-key.ts'
import { inPairOrder, type Doubling, type Pair } from './double.ts'
import { differences, doubleCounts, likenessKeys } from './double.table.ts'
import {
  byLikeness,
  organisationKeys,
  organisationLikeness,
  organisationTraits,
  personKeys,
  personLikeness,
  personTraits,
  type Likeness,
  type OrganisationSaid,
  type OrganisationTraits,
  type PersonSaid,
} from './likeness.ts'
import { allNames } from '../naming.ts'
import { organisationsByIds } from '../organisation.queries.ts'
import { organisations, type Organisation } from '../organisation.table.ts'
import { peopleByIds, postsOfPeople } from '../people/person.queries.ts'
import { people, type HeldPost, type Person } from '../people/person.table.ts'

/** A key that more records share than this tells nothing; among them one would compare everybody with everybody. */
const MOST_OF_A_KEY = 40
/** Towns of one name in one country beyond which a name does not say which town is meant. */
const MOST_TOWNS = 3
/** Offered for one candidate. */
const MOST_OFFERED = 8

export const saidOfOrganisation = (row: Organisation): OrganisationSaid => ({
  names: allNames(row),
  country: row.country,
  kind: row.kind,
  placeId: row.placeId,
  website: row.website,
  wikidataId: row.wikidataId,
})

export const saidOfPerson = (row: Person, organisationIds: readonly string[]): PersonSaid => ({
  names: allNames(row),
  email: row.email,
  phone: row.phone,
  organisationIds,
})

/** For municipalities and the like without a town: the towns of their country that bear one of their names. One query for all. */
export async function townsNamed(tx: OfficeTx, all: readonly OrganisationSaid[]): Promise<number[][]> {
  const keysOf = all.map((said) =>
    said.placeId !== null || (said.kind !== null && said.kind !== 'municipality' && said.kind !== 'region')
      ? []
      : said.names.flatMap((name) => [joinedKey(name), joinedKey(bareName(name))]).filter((key) => key.length > 1),
  )
  const keys = [...new Set(keysOf.flat())]
  const rows =
    keys.length === 0
      ? []
      : await tx
          .select({ key: placeNames.key, id: placeNames.placeId, country: places.country })
          .from(placeNames)
          .innerJoin(places, eq(places.id, placeNames.placeId))
          .where(sql`${placeNames.key} = any(${sql.param(keys)}::text[])`)
  const byKey = Map.groupBy(rows, ({ key }) => key)
  return all.map((said, index) => {
    const ids = new Set(
      keysOf[index]!.flatMap((key) => byKey.get(key) ?? [])
        .filter(({ country }) => said.country === null || said.country === country)
        .map(({ id }) => id),
    )
    return ids.size > MOST_TOWNS ? [] : [...ids]
  })
}

/** The organisations made ready for comparing, with the names of their towns. One query for all. */
async function traitsOf(tx: OfficeTx, all: readonly { readonly said: OrganisationSaid; readonly towns: readonly number[] }[]): Promise<OrganisationTraits[]> {
  const ids = all.flatMap(({ said, towns }) => (said.placeId === null ? towns : [said.placeId]))
  const names = new Map((await placesByIds(tx, ids)).map((town) => [town.id, [town.name, ...town.names]]))
  return all.map(({ said, towns }) =>
    organisationTraits(
      said,
      (said.placeId === null ? towns : [said.placeId]).flatMap((id) => names.get(id) ?? []),
    ),
  )
}

/**
 * The planner takes a table that was just filled for an empty one and would go through all of it once for each record: minutes instead of moments
 * on a register of thousands. Inside `work` it may only join by hash or merge.
 */
export async function withoutLoops<T>(tx: OfficeTx, work: () => Promise<T>): Promise<T> {
  const loops = (how: 'on' | 'off') => tx.execute(sql`select set_config('enable_nestloop', ${how}, true)`)
  await loops('off')
  const done = await work()
  await loops('on')
  return done
}

/** The keys of those who stand in the register: a removed record's stay where they were until it comes back. */
const live = (thing: Doubling): SQL => {
  const table = thing === 'organisation' ? organisations : people
  return sql`exists (select 1 from ${table} where ${table.officeId} = ${likenessKeys.officeId} and ${table.id} = ${likenessKeys.thingId} and ${table.deletedAt} is null)`
}

/** Who shares a key with each of the candidates: their ids. One query for all. */
async function sharing(tx: OfficeTx, thing: Doubling, keysOf: readonly (readonly string[])[]): Promise<Set<string>[]> {
  const keys = [...new Set(keysOf.flat())]
  const rows =
    keys.length === 0
      ? []
      : await tx
          .select({ id: likenessKeys.thingId, key: likenessKeys.key })
          .from(likenessKeys)
          .where(
            and(eq(likenessKeys.officeId, tx.officeId), eq(likenessKeys.thing, thing), live(thing), sql`${likenessKeys.key} = any(${sql.param(keys)}::text[])`),
          )
          .orderBy(likenessKeys.thingId)
  const byKey = Map.groupBy(rows, ({ key }) => key)
  return keysOf.map((own) => new Set(own.flatMap((key) => (byKey.get(key) ?? []).slice(0, MOST_OF_A_KEY).map(({ id }) => id))))
}

/** Every pair somebody called different, as `one other`. */
async function differing(tx: OfficeTx, thing: Doubling): Promise<Set<string>> {
  const rows = await tx
    .select({ one: differences.oneId, other: differences.otherId })
    .from(differences)
    .where(and(eq(differences.officeId, tx.officeId), eq(differences.thing, thing), isNull(differences.deletedAt)))
  return new Set(rows.map(({ one, other }) => `${one} ${other}`))
}

/** `id`: of one that is in the register already; itself and those it was said to differ from are not offered. */
export type Candidate<Said> = Said & { readonly id?: string | undefined }
export type OrganisationDouble = { readonly organisation: Organisation; readonly likeness: Likeness }
export type PersonDouble = { readonly person: Person; readonly posts: readonly HeldPost[]; readonly likeness: Likeness }

/**
 * For each candidate those of the register that may be the same, best first, at most eight. Six queries, however many candidates.
 * The keys must be fresh: call `refreshKeys` (double.actions.ts) once before.
 */
export async function organisationDoublesOf(tx: OfficeTx, candidates: readonly Candidate<OrganisationSaid>[]): Promise<OrganisationDouble[][]> {
  const towns = await townsNamed(tx, candidates)
  const traits = await traitsOf(
    tx,
    candidates.map((said, index) => ({ said, towns: towns[index]! })),
  )
  const found = await sharing(
    tx,
    'organisation',
    candidates.map((said, index) => organisationKeys(said, towns[index])),
  )
  const rows = [...(await organisationsByIds(tx, [...new Set(found.flatMap((ids) => [...ids]))])).values()].filter(({ deletedAt }) => deletedAt === null)
  const theirs = await traitsOf(
    tx,
    rows.map((row) => ({ said: saidOfOrganisation(row), towns: [] })),
  )
  const known = new Map(rows.map((organisation, index) => [organisation.id, { organisation, traits: theirs[index]! }]))
  const different = await differing(tx, 'organisation')
  return candidates.map(({ id }, index) =>
    [...found[index]!]
      .flatMap((other): OrganisationDouble[] => {
        const one = known.get(other)
        if (one === undefined || other === id || (id !== undefined && different.has(inPairOrder(id, other).join(' ')))) return []
        const likeness = organisationLikeness(traits[index]!, one.traits)
        return likeness === null ? [] : [{ organisation: one.organisation, likeness }]
      })
      .sort((a, b) => byLikeness(a.likeness, b.likeness) || (a.organisation.sortKey < b.organisation.sortKey ? -1 : 1))
      .slice(0, MOST_OFFERED),
  )
}

/** The same for people. Four queries, however many candidates. */
export async function personDoublesOf(tx: OfficeTx, candidates: readonly Candidate<PersonSaid>[]): Promise<PersonDouble[][]> {
  const found = await sharing(tx, 'person', candidates.map(personKeys))
  const ids = [...new Set(found.flatMap((some) => [...some]))]
  const [known, held] = [await peopleByIds(tx, ids), await postsOfPeople(tx, ids)]
  const theirs = new Map(ids.flatMap((id) => (known.has(id) ? [[id, personTraits(saidOfPerson(known.get(id)!, organisationsOf(held.get(id))))]] : [])))
  const different = await differing(tx, 'person')
  return candidates.map((candidate, index) => {
    const traits = personTraits(candidate)
    return [...found[index]!]
      .flatMap((other): PersonDouble[] => {
        const person = known.get(other)
        if (person === undefined || person.deletedAt !== null || other === candidate.id) return []
        if (candidate.id !== undefined && different.has(inPairOrder(candidate.id, other).join(' '))) return []
        const likeness = personLikeness(traits, theirs.get(other)!)
        return likeness === null ? [] : [{ person, posts: held.get(other) ?? [], likeness }]
      })
      .sort((a, b) => byLikeness(a.likeness, b.likeness) || (a.person.sortKey < b.person.sortKey ? -1 : 1))
      .slice(0, MOST_OFFERED)
  })
}

const organisationsOf = (posts: readonly HeldPost[] | undefined): string[] => (posts ?? []).map(({ post }) => post.organisationId)

// ---- among those that stand in the register ---------------------------------------------------------------------------

/** Who shares a key with whom, without those called different. Two queries; only those with a key in common are ever looked at. */
async function pairsSharing(tx: OfficeTx, thing: Doubling): Promise<(readonly [string, string])[]> {
  const { rows } = await withoutLoops(tx, () =>
    tx.execute<{ one: string; other: string }>(sql`
    with own as materialized (select thing_id, key from ${likenessKeys} where office_id = ${tx.officeId} and thing = ${thing} and key <> '' and ${live(thing)}),
      shared as materialized (select key from own group by key having count(*) between 2 and ${MOST_OF_A_KEY})
    select distinct a.thing_id as one, b.thing_id as other
    from shared join own a on a.key = shared.key join own b on b.key = shared.key and a.thing_id < b.thing_id`),
  )
  const different = await differing(tx, thing)
  return rows.flatMap(({ one, other }) => (different.has(`${one} ${other}`) ? [] : [[one, other] as const]))
}

/** Every pair of organisations that may be one. Four queries, however many there are. */
export async function organisationPairs(tx: OfficeTx): Promise<Pair<Organisation>[]> {
  const pairs = await pairsSharing(tx, 'organisation')
  const rows = [...(await organisationsByIds(tx, pairs.flat())).values()].filter(({ deletedAt }) => deletedAt === null)
  const traits = await traitsOf(
    tx,
    rows.map((row) => ({ said: saidOfOrganisation(row), towns: [] })),
  )
  const known = new Map(rows.map((row, index) => [row.id, { row, traits: traits[index]! }]))
  return pairs.flatMap(([a, b]): Pair<Organisation>[] => {
    const [one, other] = [known.get(a), known.get(b)]
    if (one === undefined || other === undefined) return []
    const likeness = organisationLikeness(one.traits, other.traits)
    return likeness === null ? [] : [{ one: one.row, other: other.row, likeness }]
  })
}

/** Every pair of people who may be one. Four queries, however many there are. */
export async function personPairs(tx: OfficeTx): Promise<Pair<Person>[]> {
  const pairs = await pairsSharing(tx, 'person')
  const rows = [...(await peopleByIds(tx, pairs.flat())).values()].filter(({ deletedAt }) => deletedAt === null)
  const held = await postsOfPeople(
    tx,
    rows.map(({ id }) => id),
  )
  const known = new Map(rows.map((row) => [row.id, { row, traits: personTraits(saidOfPerson(row, organisationsOf(held.get(row.id)))) }]))
  return pairs.flatMap(([a, b]): Pair<Person>[] => {
    const [one, other] = [known.get(a), known.get(b)]
    if (one === undefined || other === undefined) return []
    const likeness = personLikeness(one.traits, other.traits)
    return likeness === null ? [] : [{ one: one.row, other: other.row, likeness }]
  })
}

/** Probable pairs as last counted, by kind. One query of two rows. */
export async function doublesCounted(tx: OfficeTx): Promise<Readonly<Record<Doubling, number>>> {
  const rows = await tx.select({ thing: doubleCounts.thing, pairs: doubleCounts.pairs }).from(doubleCounts).where(eq(doubleCounts.officeId, tx.officeId))
  const of = (thing: Doubling): number => rows.find((row) => row.thing === thing)?.pairs ?? 0
  return { organisation: of('organisation'), person: of('person') }
}
