// Reads what the list of organisations needs beside its page: how many answer to the filter, where they lie, which they are.
import { and, asc, count, eq, inArray, isNotNull, isNull, type SQL, sql } from 'drizzle-orm'
import { anyOf } from '#platform/database/any-of.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { untilNextChange } from '#platform/database/until-next-change.ts'
import type { Chosen } from '#platform/many.ts'
import { findByName } from '#platform/search/names.ts'
import type { OrganisationFilter } from './list.ts'
import { MOST_FOUND } from './organisation.queries.ts'
import { organisations, type Organisation } from './organisation.table.ts'
import { people } from './people/person.table.ts'

async function filtered(tx: OfficeTx, filter: OrganisationFilter): Promise<SQL | undefined> {
  const named = filter.q === undefined ? null : (await findByName(tx, filter.q, { things: ['organisation'], limit: MOST_FOUND })).map(({ thingId }) => thingId)
  return and(
    eq(organisations.officeId, tx.officeId),
    isNull(organisations.deletedAt),
    filter.kind === undefined ? undefined : eq(organisations.kind, filter.kind),
    filter.country === undefined ? undefined : eq(organisations.country, filter.country),
    named === null ? undefined : anyOf(organisations.id, named),
  )
}

/** Those the filter finds, in alphabetical order, at most `limit`. */
export const organisationsFound = async (tx: OfficeTx, filter: OrganisationFilter, limit: number): Promise<Organisation[]> =>
  tx
    .select()
    .from(organisations)
    .where(await filtered(tx, filter))
    .orderBy(asc(organisations.sortKey), asc(organisations.id))
    .limit(limit)

/** The same, only their ids and versions: for changing many at once. */
export const organisationsChosen = async (tx: OfficeTx, filter: OrganisationFilter, limit: number): Promise<Chosen[]> =>
  tx
    .select({ id: organisations.id, version: organisations.version })
    .from(organisations)
    .where(await filtered(tx, filter))
    .orderBy(asc(organisations.sortKey), asc(organisations.id))
    .limit(limit)

/** How many the filter finds in each country, the most first. */
export async function foundByCountry(tx: OfficeTx, filter: OrganisationFilter): Promise<{ country: string; n: number }[]> {
  const where = await filtered(tx, filter)
  const read = () =>
    tx
      .select({ country: organisations.country, n: count() })
      .from(organisations)
      .where(where)
      .groupBy(organisations.country)
      .orderBy(sql`count(*) desc`, asc(organisations.country))
  // What a name finds is few, and asked once.
  return filter.q === undefined ? untilNextChange(tx, `organisations ${JSON.stringify([filter.kind, filter.country])}`, read) : read()
}

/** Towns of a few of each country's: country → GeoNames ids. One query. */
export async function townsByCountry(tx: OfficeTx, filter: OrganisationFilter, countries: readonly string[], sample: number): Promise<Map<string, number[]>> {
  if (countries.length === 0) return new Map()
  const where = await filtered(tx, filter)
  const { rows } = await tx.execute<{ country: string; place_id: number }>(sql`
    select "asked".country, "town".place_id from unnest(${sql.param([...countries])}::text[]) as "asked"(country)
    cross join lateral (
      select ${organisations.placeId} as place_id from ${organisations}
      where ${and(where, sql`${organisations.country} = "asked".country`, isNotNull(organisations.placeId))}
      order by ${asc(organisations.sortKey)}, ${asc(organisations.id)} limit ${sample}
    ) as "town"`)
  return new Map([...Map.groupBy(rows, ({ country }) => country)].map(([country, towns]) => [country, towns.map((town) => town.place_id)]))
}

/** People the query finds, their ids and versions, in alphabetical order, at most `limit`. */
export async function peopleChosen(tx: OfficeTx, q: string | undefined, limit: number): Promise<Chosen[]> {
  const named = q === undefined ? null : (await findByName(tx, q, { things: ['person'], limit: MOST_FOUND })).map(({ thingId }) => thingId)
  if (named?.length === 0) return []
  return tx
    .select({ id: people.id, version: people.version })
    .from(people)
    .where(and(eq(people.officeId, tx.officeId), isNull(people.deletedAt), named === null ? undefined : inArray(people.id, named)))
    .orderBy(asc(people.sortKey), asc(people.id))
    .limit(limit)
}
