// Follows merged records to the one that stands for them now, and finds what a record took up.
import { and, desc, eq, inArray, isNotNull, sql } from 'drizzle-orm'
import type { OfficeTx } from '#platform/database/door.ts'
import { isId } from '#platform/ids.ts'
import type { Doubling } from './double.ts'
import { organisations, type Organisation } from '../organisation.table.ts'
import { people, type Person } from '../people/person.table.ts'

/** A into B, B into C: longer chains than this nobody makes by hand. */
const LONGEST_CHAIN = 50

const tableOf = { organisation: organisations, person: people } as const

/** The id of the record that took this one up, through however many merges; null when it was not merged, or leads nowhere. */
export async function mergedInto(tx: OfficeTx, thing: Doubling, id: string): Promise<string | null> {
  if (!isId(id)) return null
  const table = tableOf[thing]
  const seen = new Set<string>()
  let at = id
  // A loop cannot be made, for only a live record takes another up; were there one, nobody must hang in it.
  while (!seen.has(at) && seen.size < LONGEST_CHAIN) {
    seen.add(at)
    const [row] = await tx
      .select({ mergedIntoId: table.mergedIntoId, deletedAt: table.deletedAt })
      .from(table)
      .where(and(eq(table.officeId, tx.officeId), eq(table.id, at)))
    if (row === undefined) return null
    if (row.deletedAt === null) return at === id ? null : at
    if (row.mergedIntoId === null) return null
    at = row.mergedIntoId
  }
  return null
}

/** The same, for whoever restores a reference: the record itself while it was not merged. */
export const standingFor = async (tx: OfficeTx, thing: Doubling, id: string): Promise<string> => (await mergedInto(tx, thing, id)) ?? id

/** Keeps records from being merged or removed until the transaction ends: whoever ties something to them reads them after this. */
export async function holdStill(tx: OfficeTx, thing: Doubling, ids: readonly string[]): Promise<void> {
  const asked = [...new Set(ids)].filter(isId)
  if (asked.length === 0) return
  const table = tableOf[thing]
  await tx
    .select({ id: table.id })
    .from(table)
    .where(and(eq(table.officeId, tx.officeId), inArray(table.id, asked)))
    .orderBy(table.id)
    .for('share')
}

/** The ids of every record that this one took up, at any remove: what they held is held of the same. One query. */
export async function idsTakenUpBy(tx: OfficeTx, thing: Doubling, id: string): Promise<string[]> {
  const table = tableOf[thing]
  const { rows } = await tx.execute<{ id: string }>(sql`
    with recursive taken as (
      select ${table.id} from ${table} where ${table.officeId} = ${tx.officeId} and ${table.mergedIntoId} = ${id}
      union
      select ${table.id} from ${table} join taken on ${table.mergedIntoId} = taken.id where ${table.officeId} = ${tx.officeId}
    )
    select id from taken order by id`)
  // A loop cannot be made; were there one, nobody takes themselves up.
  return rows.map((row) => row.id).filter((taken) => taken !== id)
}

/** So many of those a record took up are shown. */
const MOST_TAKEN_UP = 50

/** Every record that this one took up, directly or through another, the latest merged first. At most fifty; two queries. */
export async function takenUpBy(tx: OfficeTx, thing: 'organisation', id: string): Promise<Organisation[]>
export async function takenUpBy(tx: OfficeTx, thing: 'person', id: string): Promise<Person[]>
export async function takenUpBy(tx: OfficeTx, thing: Doubling, id: string): Promise<(Organisation | Person)[]> {
  const ids = await idsTakenUpBy(tx, thing, id)
  if (ids.length === 0) return []
  const table = tableOf[thing]
  return tx
    .select()
    .from(table)
    .where(and(eq(table.officeId, tx.officeId), isNotNull(table.deletedAt), inArray(table.id, ids)))
    .orderBy(desc(table.updatedAt), table.id)
    .limit(MOST_TAKEN_UP)
}

/** A record that was merged away, as it last stood; null when there is none such. */
export async function mergedOrganisation(tx: OfficeTx, id: string): Promise<Organisation | null> {
  if (!isId(id)) return null
  const [row] = await tx
    .select()
    .from(organisations)
    .where(and(eq(organisations.officeId, tx.officeId), eq(organisations.id, id), isNotNull(organisations.deletedAt), isNotNull(organisations.mergedIntoId)))
  return row ?? null
}

export async function mergedPerson(tx: OfficeTx, id: string): Promise<Person | null> {
  if (!isId(id)) return null
  const [row] = await tx
    .select()
    .from(people)
    .where(and(eq(people.officeId, tx.officeId), eq(people.id, id), isNotNull(people.deletedAt), isNotNull(people.mergedIntoId)))
  return row ?? null
}
