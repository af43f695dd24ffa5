// Finds records by name: any script, any word's beginning, one typing mistake forgiven.
import { and, eq, inArray, sql } from 'drizzle-orm'
import type { OfficeTx } from '../database/door.ts'
import { insertMany } from '../database/insert-many.ts'
import { newId } from '../ids.ts'
import { nameKey, nameKeys, withinOneTypo } from '../names/name-key.ts'
import { nameEntries } from './name-entry.table.ts'

/** Replaces all names under which a thing is found; an empty list takes it out of the search. */
export async function indexNames(tx: OfficeTx, thing: string, thingId: string, names: readonly string[]): Promise<void> {
  await tx.delete(nameEntries).where(and(eq(nameEntries.officeId, tx.officeId), eq(nameEntries.thing, thing), eq(nameEntries.thingId, thingId)))
  const entries = new Map<string, string>()
  for (const name of names) for (const key of nameKeys(name)) if (!entries.has(key)) entries.set(key, name)
  if (entries.size === 0) return
  await tx.insert(nameEntries).values([...entries].map(([key, name]) => ({ officeId: tx.officeId, id: newId(), thing, thingId, name, key: ` ${key}` })))
}

export type NamesOf = { readonly id: string; readonly names: readonly string[] }

/** As `indexNames` for many things of one kind that are new to the search, in a fixed number of statements for every thousand of them. */
export async function indexNamesOf(tx: OfficeTx, thing: string, list: readonly NamesOf[]): Promise<void> {
  const rows = list.flatMap(({ id, names }) => {
    const entries = new Map<string, string>()
    for (const name of names) for (const key of nameKeys(name)) if (!entries.has(key)) entries.set(key, name)
    return [...entries].map(([key, name]) => ({ officeId: tx.officeId, id: newId(), thing, thingId: id, name, key: ` ${key}` }))
  })
  for (let from = 0; from < list.length; from += 1000)
    await tx.delete(nameEntries).where(
      and(
        eq(nameEntries.officeId, tx.officeId),
        eq(nameEntries.thing, thing),
        inArray(
          nameEntries.thingId,
          list.slice(from, from + 1000).map(({ id }) => id),
        ),
      ),
    )
  await insertMany(tx, nameEntries, rows)
}

/** Takes many things out of the search at once. */
export async function forgetNames(tx: OfficeTx, thing: string, thingIds: readonly string[]): Promise<void> {
  if (thingIds.length === 0) return
  await tx.delete(nameEntries).where(and(eq(nameEntries.officeId, tx.officeId), eq(nameEntries.thing, thing), inArray(nameEntries.thingId, [...thingIds])))
}

/** `name` is the one that matched; smaller `rank` is better: 0 whole name, 1 beginning of the name, 2 of a word, 3 one typing mistake. */
export type Found = { readonly thing: string; readonly thingId: string; readonly name: string; readonly rank: number }

const escapeLike = (text: string): string => text.replace(/[\\%_]/g, (sign) => `\\${sign}`)

const rankOf = (key: string, asked: string): number => (key === asked ? 0 : key.startsWith(asked) ? 1 : 2)

/** True when every asked word is within one typo of some word of the key (or of that word's beginning, for the last one typed). */
function nearly(key: string, asked: string): boolean {
  const words = key.split(' ')
  return asked
    .split(' ')
    .every((one) =>
      one.length < 4
        ? words.some((word) => word.startsWith(one))
        : words.some((word) => withinOneTypo(word, one) || (word.length > one.length && withinOneTypo(word.slice(0, one.length), one))),
    )
}

/**
 * The best matches, at most `limit`, one for each thing. `things` narrows to kinds of record.
 * A typing mistake is forgiven only when nothing answers to the very letters: looking for it reads every name of the office.
 */
export async function findByName(tx: OfficeTx, query: string, options: { things?: readonly string[]; limit: number }): Promise<Found[]> {
  const asked = nameKey(query)
  if (asked === '') return []
  const kinds = options.things === undefined ? undefined : inArray(nameEntries.thing, [...options.things])
  const found = new Map<string, Found>()
  const keep = (row: { thing: string; thingId: string; name: string }, rank: number) => {
    const id = `${row.thing} ${row.thingId}`
    const before = found.get(id)
    if (before === undefined || rank < before.rank) found.set(id, { thing: row.thing, thingId: row.thingId, name: row.name, rank })
  }
  const columns = { thing: nameEntries.thing, thingId: nameEntries.thingId, name: nameEntries.name, key: nameEntries.key }
  const words = asked.split(' ').map((word) => sql`${nameEntries.key} like ${`% ${escapeLike(word)}%`}`)
  const exact = await tx
    .select(columns)
    .from(nameEntries)
    .where(and(eq(nameEntries.officeId, tx.officeId), kinds, ...words))
    .orderBy(sql`length(${nameEntries.key})`, nameEntries.key)
    .limit(options.limit * 3)
  for (const row of exact) keep(row, rankOf(row.key.slice(1), asked))
  if (found.size === 0 && asked.length >= 4) {
    const near = await tx
      .select(columns)
      .from(nameEntries)
      .where(and(eq(nameEntries.officeId, tx.officeId), kinds, sql`word_similarity(${asked}, ${nameEntries.key}) > 0.3`))
      .orderBy(sql`word_similarity(${asked}, ${nameEntries.key}) desc`)
      .limit(200)
    for (const row of near) if (nearly(row.key.slice(1), asked)) keep(row, 3)
  }
  return [...found.values()].sort((a, b) => a.rank - b.rank || a.name.length - b.name.length || a.name.localeCompare(b.name)).slice(0, options.limit)
}
