// Finds those of the register who bear one of many names, however they are spelled: for whoever brings a whole list.
import { and, eq, isNull, sql } from 'drizzle-orm'
import { anyOf } from '#platform/database/any-of.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { bareName, nameKeys } from '#platform/names/name-key.ts'
import { nameEntries } from '#platform/search/name-entry.table.ts'
import { organisations, type Organisation } from './organisation.table.ts'
import { people, type Person } from './people/person.table.ts'

const AT_ONCE = 2000

/** Every key under which a name is looked up; of an organisation also without „община“, „city of“ and the like. */
export const organisationNameKeys = (names: readonly string[]): string[] => [
  ...new Set(names.flatMap((name) => [...nameKeys(name), ...nameKeys(bareName(name))])),
]
export const personNameKeys = (names: readonly string[]): string[] => [...new Set(names.flatMap(nameKeys))]

/** Key → ids of the things of that kind that bear it. The search keeps no names of what was removed. */
async function idsByKey(tx: OfficeTx, thing: 'organisation' | 'person', keys: readonly string[]): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>()
  const asked = [...new Set(keys)].map((key) => ` ${key}`)
  for (let from = 0; from < asked.length; from += AT_ONCE) {
    const rows = await tx
      .select({ key: nameEntries.key, id: nameEntries.thingId })
      .from(nameEntries)
      .where(
        and(
          eq(nameEntries.officeId, tx.officeId),
          eq(nameEntries.thing, thing),
          sql`${nameEntries.key} = any(${sql.param(asked.slice(from, from + AT_ONCE))}::text[])`,
        ),
      )
    for (const { key, id } of rows) found.set(key.slice(1), [...(found.get(key.slice(1)) ?? []), id])
  }
  return found
}

/** Key → those of the table that bear it and are live; two statements for every two thousand keys and records. */
async function liveByKey<Row extends { readonly id: string }>(
  tx: OfficeTx,
  thing: 'organisation' | 'person',
  keys: readonly string[],
  read: (ids: readonly string[]) => Promise<Row[]>,
): Promise<Map<string, Row[]>> {
  const ids = await idsByKey(tx, thing, keys)
  const wanted = [...new Set([...ids.values()].flat())]
  const rows = new Map<string, Row>()
  for (let from = 0; from < wanted.length; from += AT_ONCE) for (const row of await read(wanted.slice(from, from + AT_ONCE))) rows.set(row.id, row)
  return new Map([...ids].map(([key, list]) => [key, [...new Set(list)].flatMap((id) => rows.get(id) ?? [])]))
}

export const organisationsByKey = (tx: OfficeTx, keys: readonly string[]): Promise<Map<string, Organisation[]>> =>
  liveByKey(tx, 'organisation', keys, (ids) =>
    tx
      .select()
      .from(organisations)
      .where(and(eq(organisations.officeId, tx.officeId), isNull(organisations.deletedAt), anyOf(organisations.id, ids))),
  )

export const peopleByKey = (tx: OfficeTx, keys: readonly string[]): Promise<Map<string, Person[]>> =>
  liveByKey(tx, 'person', keys, (ids) =>
    tx
      .select()
      .from(people)
      .where(and(eq(people.officeId, tx.officeId), isNull(people.deletedAt), anyOf(people.id, ids))),
  )
