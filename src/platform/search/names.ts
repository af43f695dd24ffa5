// Finds records by name: any script, any word's beginning, one typing mistake forgiven.
import { and, eq, gte, inArray, lt, or, sql, type SQL, type SQLWrapper } from 'drizzle-orm'
import type { OfficeTx } from '../database/door.ts'
import { insertMany } from '../database/insert-many.ts'
import { newId } from '../ids.ts'
import { nameKeys, withinOneTypo } from '../names/name-key.ts'
import { nameEntries } from './name-entry.table.ts'

/** A record with all names under which it is found; without names it is found no more. */
export type NamedThing = { readonly id: string; readonly names: readonly string[] }

/** Replaces all names under which a thing is found; an empty list takes it out of the search. */
export const indexNames = (tx: OfficeTx, thing: string, thingId: string, names: readonly string[]): Promise<void> =>
  indexNamesOf(tx, thing, [{ id: thingId, names }])

const THINGS_AT_ONCE = 5_000

/** The same for many things of one kind at once. */
export async function indexNamesOf(tx: OfficeTx, thing: string, things: readonly NamedThing[]): Promise<void> {
  const rows: (typeof nameEntries.$inferInsert)[] = []
  for (const { id: thingId, names } of things) {
    const entries = new Map<string, string>()
    for (const name of names) for (const key of nameKeys(name)) if (!entries.has(key)) entries.set(key, name)
    for (const [key, name] of entries)
      for (const [position, word] of key.split(' ').slice(0, MOST_WORDS).entries())
        rows.push({ officeId: tx.officeId, id: newId(), thing, thingId, name, key: ` ${key}`, word, backwards: backwards(word), position })
  }
  for (let from = 0; from < things.length; from += THINGS_AT_ONCE)
    await tx.delete(nameEntries).where(
      and(
        eq(nameEntries.officeId, tx.officeId),
        eq(nameEntries.thing, thing),
        inArray(
          nameEntries.thingId,
          things.slice(from, from + THINGS_AT_ONCE).map(({ id }) => id),
        ),
      ),
    )
  await insertMany(tx, nameEntries, rows)
}

/** Titles of events and texts of promises are found by their first words; a whole page of words would only fill the table. */
const MOST_WORDS = 40

const backwards = (word: string): string => [...word].reverse().join('')

/** Takes many things out of the search at once. */
export async function forgetNames(tx: OfficeTx, thing: string, thingIds: readonly string[]): Promise<void> {
  if (thingIds.length === 0) return
  await tx.delete(nameEntries).where(and(eq(nameEntries.officeId, tx.officeId), eq(nameEntries.thing, thing), inArray(nameEntries.thingId, [...thingIds])))
}

/** `name` is the one that matched; smaller `rank` is better: 0 whole name, 1 beginning of the name, 2 of a word, 3 one typing mistake. */
export type Found = { readonly thing: string; readonly thingId: string; readonly name: string; readonly rank: number }

/** The text as LIKE looks for it letter for letter. */
export const escapeLike = (text: string): string => text.replace(/[\\%_]/g, (sign) => `\\${sign}`)

const rankOf = (key: string, asked: string): number => (key === asked ? 0 : key.startsWith(asked) ? 1 : 2)

/** Every text that begins so, as a range: unlike LIKE, it may use an index where row security stands before it. */
const beginsWith = (column: typeof nameEntries.word | typeof nameEntries.backwards | typeof nameEntries.key, beginning: string): SQL =>
  and(gte(column, beginning), lt(column, `${beginning}\u{10ffff}`))!

/** True when every asked word is within one typo of some word of the name (or of that word's beginning, for the last one typed). */
function nearly(name: string, asked: string): boolean {
  const words = name.split(' ')
  return asked
    .split(' ')
    .every((one) =>
      one.length < SHORTEST_MISTYPED
        ? words.some((word) => word.startsWith(one))
        : words.some((word) => withinOneTypo(word, one) || (word.length > one.length && withinOneTypo(word.slice(0, one.length), one))),
    )
}

const SHORTEST_MISTYPED = 4
/** How many words of an index are looked at for one question: a bound on the time, far beyond what a list shows. */
const CANDIDATES = 600

/**
 * Words that may be the asked one with a slip in it. A slip touches two neighbouring letters at most, so either the beginning or the end, each shorter
 * than half, is as typed; a word still being typed has no end yet, so its beginning is also tried with each letter doubled or two of them swapped put right.
 */
function mayMean(word: string): SQL {
  const half = Math.max(1, Math.floor((word.length - 1) / 2))
  const beginning = word.slice(0, half + 1)
  const mended = new Set([word.slice(0, half)])
  for (let at = 0; at < half; at += 1) {
    mended.add(beginning.slice(0, at) + beginning.slice(at + 1))
    mended.add(beginning.slice(0, at) + beginning[at + 1] + beginning[at] + beginning.slice(at + 2))
  }
  const near = or(...[...mended].map((one) => beginsWith(nameEntries.word, one)), beginsWith(nameEntries.backwards, backwards(word).slice(0, half)))!
  // A single letter begins too many words: of those only whole ones are compared.
  return half > 1 ? near : and(near, sql`length(${nameEntries.word}) <= ${word.length + 2}`)!
}

/**
 * The best matches, at most `limit`, one for each thing. `things` narrows to kinds of record, `among` to some of their ids.
 * A typing mistake is forgiven only when nothing answers to the very letters, and never when `forgiving` is false. At most three queries, or two.
 */
export async function findByName(
  tx: OfficeTx,
  query: string,
  options: { things?: readonly string[]; among?: SQLWrapper; limit: number; forgiving?: boolean },
): Promise<Found[]> {
  const [asked, joined] = nameKeys(query)
  if (asked === undefined) return []
  const narrowed = and(
    options.things === undefined ? undefined : inArray(nameEntries.thing, [...options.things]),
    options.among === undefined ? undefined : inArray(nameEntries.thingId, options.among),
  )
  const found = new Map<string, Found>()
  const keep = (row: { thing: string; thingId: string; name: string }, rank: number) => {
    const id = `${row.thing} ${row.thingId}`
    const before = found.get(id)
    if (before === undefined || rank < before.rank) found.set(id, { thing: row.thing, thingId: row.thingId, name: row.name, rank })
  }
  const columns = { thing: nameEntries.thing, thingId: nameEntries.thingId, name: nameEntries.name, key: nameEntries.key }
  const read = (where: SQL | undefined, orderBy: SQL, limit: number) =>
    tx
      .select(columns)
      .from(nameEntries)
      .where(and(eq(nameEntries.officeId, tx.officeId), narrowed, where))
      .orderBy(orderBy)
      .limit(limit)

  const beginnings = [asked, ...(joined === undefined ? [] : [joined])].map((one) => beginsWith(nameEntries.key, ` ${one}`))
  for (const row of await read(and(eq(nameEntries.position, 0), or(...beginnings)), sql`${nameEntries.key}`, options.limit * 3)) {
    const key = row.key.slice(1)
    keep(row, Math.min(rankOf(key, asked), joined === undefined ? 2 : rankOf(key, joined)))
  }
  const words = asked.split(' ')
  const longest = words.toSorted((a, b) => b.length - a.length)[0]!
  if (found.size < options.limit) {
    const others = words.filter((word) => word !== longest).map((word) => sql`${nameEntries.key} like ${`% ${escapeLike(word)}%`}`)
    for (const row of await read(and(beginsWith(nameEntries.word, longest), ...others), sql`${nameEntries.word}`, CANDIDATES))
      keep(row, rankOf(row.key.slice(1), asked))
  }
  if (found.size === 0 && options.forgiving !== false && longest.length >= SHORTEST_MISTYPED)
    for (const row of await read(mayMean(longest), sql`${nameEntries.word}`, CANDIDATES * 5))
      // Я and щ are two letters of a key: a slip in one of them is a single slip only as it was typed.
      if (nearly(row.key.slice(1), asked) || nearly(row.name.toLowerCase(), query.trim().toLowerCase())) keep(row, 3)
  return [...found.values()].sort((a, b) => a.rank - b.rank || a.name.length - b.name.length || a.name.localeCompare(b.name)).slice(0, options.limit)
}
