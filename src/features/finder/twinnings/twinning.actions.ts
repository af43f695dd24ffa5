// Writes the office's own twinnings: entered one by one, or taken from a file as a whole list; each change kept in the activity record, each taken back by undo.
import { and, count, eq, isNull, sql } from 'drizzle-orm'
import type { Officer } from '#features/accounts/account.ts'
import { nameFor } from '#features/places/place.ts'
import { placesByIds } from '#features/places/place.queries.ts'
import { m } from '#messages'
import type { Restore } from '#platform/activity/activity.ts'
import { KeptRows, type KeptStale, type Written, keptMoment, momentKept } from '#platform/activity/kept-row.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import type { Here } from '#platform/here.ts'
import { newId } from '#platform/ids.ts'
import { ok, refuse, type Refusal, type Result } from '#platform/result.ts'
import { FIRST_LANGUAGE } from '#platform/texts/language.ts'
import { pairsIn, type ReadPairs, UnreadablePairs } from '../ranking/twinning-graph.ts'
import { placeIndexOf } from './twinning.queries.ts'
import { twinningLists, type TwinningListRow, type TwinningRow, twinnings } from './twinning.table.ts'
import {
  fileTroubleInWords,
  type FileTrouble,
  type ListSource,
  type ListState,
  MOST_FILE_BYTES,
  MOST_LISTED,
  MOST_LISTS,
  MOST_OWN,
  MOST_UNPACKED_BYTES,
  type TwinningState,
  type TwinningValues,
} from './twinning.ts'

type Act = `finder_twinning.${string}` | `finder_twinning_list.${string}`
const act = (name: Act): Act => name
export type TwinningStale = KeptStale<TwinningState>

/** The two towns by name, as the list of places has them. */
async function townNames(tx: OfficeTx, a: number, b: number): Promise<string> {
  const places = await placesByIds(tx, [a, b])
  const name = (id: number): string => {
    const place = places.find((one) => one.id === id)
    return place === undefined ? String(id) : nameFor(place, FIRST_LANGUAGE)
  }
  return `${name(a)} – ${name(b)}`
}

const rows = new KeptRows<TwinningRow, TwinningState>({
  table: twinnings,
  stateOf: async ({ a, b, source, address, seenOn }, tx) => ({ a, b, towns: await townNames(tx, a, b), source, address, seenOn }),
  columnsOf: ({ a, b, source, address, seenOn }) => ({ a, b, source, address, seenOn }),
  label: ({ towns }) => towns,
  missing: () => m.finder_twinnings_missing(),
})

/** Whether the office holds the twinning already. */
const isHeld = async (tx: OfficeTx, a: number, b: number): Promise<boolean> =>
  (
    await tx
      .select({ id: twinnings.id })
      .from(twinnings)
      .where(and(eq(twinnings.officeId, tx.officeId), eq(twinnings.a, a), eq(twinnings.b, b), isNull(twinnings.deletedAt)))
  ).length > 0

/** Two who add the same one at once wait for each other here. */
const alone = (tx: OfficeTx) => tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`finder_twinning ${tx.officeId}`}, 0))`)

/** Adds a twinning of two towns. Refuses towns the list of places does not have, one with itself, one that is there, and a day to come. */
export const addTwinning = (here: Here, by: Officer, { a: one, b: other, ...values }: TwinningValues): Promise<Result<Written>> =>
  here.db.inOffice(by.officeId, async (tx): Promise<Result<Written>> => {
    const [a, b] = [Math.min(one, other), Math.max(one, other)]
    if (a === b) return refuse('same', m.finder_twinnings_same(), 'other')
    if (values.seenOn > here.clock.today()) return refuse('future', m.finder_twinnings_to_come(), 'seenOn')
    const known = await placesByIds(tx, [a, b])
    for (const [id, field] of [
      [one, 'one'],
      [other, 'other'],
    ] as const)
      if (!known.some((place) => place.id === id)) return refuse('unknown', m.finder_twinnings_town_unknown(), field)
    await alone(tx)
    if (await isHeld(tx, a, b)) return refuse('twice', m.finder_twinnings_twice({ towns: await townNames(tx, a, b) }), 'other')
    const [held] = await tx
      .select({ n: count() })
      .from(twinnings)
      .where(and(eq(twinnings.officeId, tx.officeId), isNull(twinnings.deletedAt)))
    if ((held?.n ?? 0) >= MOST_OWN) return refuse('too-many', m.finder_twinnings_too_many({ most: String(MOST_OWN) }))
    const state: TwinningState = { a, b, towns: await townNames(tx, a, b), ...values }
    return ok(await rows.write(tx, here, by, newId(), null, state, act('finder_twinning.created')))
  })

/** Takes a twinning away; undo brings it back. */
export const removeTwinning = (here: Here, by: Officer, id: string, version: number): Promise<Result<Written, Refusal | TwinningStale>> =>
  rows.change(here, by, id, version, act('finder_twinning.removed'), () => ok(null))

/** Puts a twinning back to an earlier state; refuses where the same one has been added since. */
export const restoreTwinning: Restore = rows.put('finder_twinning.restored', async (state, tx, before) => {
  await alone(tx)
  return before.removed && (await isHeld(tx, state.a, state.b)) ? refuse('twice', m.finder_twinnings_twice({ towns: state.towns })) : ok(state)
})

const lists = new KeptRows<TwinningListRow, ListState>({
  table: twinningLists,
  stateOf: ({ name, source, address, seenOn, count: many, unknown, broken, takenAt }) => ({
    name,
    source,
    address,
    seenOn,
    count: many,
    unknown,
    broken,
    takenAt: momentKept(takenAt),
  }),
  // Its pairs stay as they were read.
  columnsOf: ({ name, source, address, seenOn, count: many, unknown, broken, takenAt }) => ({
    name,
    source,
    address,
    seenOn,
    count: many,
    unknown,
    broken,
    takenAt: keptMoment(takenAt),
  }),
  label: ({ name }) => name,
  missing: () => m.finder_twinnings_list_missing(),
})

/** What a file holds; or why it is no list of twinnings. The bytes are those of a TSV, packed by gzip or not. */
export async function readList(name: string, bytes: Uint8Array): Promise<{ ok: true; read: ReadPairs } | { ok: false; trouble: FileTrouble }> {
  if (bytes.length === 0) return { ok: false, trouble: 'missing' }
  if (bytes.length > MOST_FILE_BYTES) return { ok: false, trouble: 'too-large' }
  const index = await placeIndexOf()
  try {
    const read = pairsIn(Buffer.from(bytes), name, index, null, MOST_UNPACKED_BYTES)
    if (read.pairs.length === 0) return { ok: false, trouble: 'empty' }
    return read.pairs.length > MOST_LISTED ? { ok: false, trouble: 'too-many' } : { ok: true, read }
  } catch (error) {
    if (error instanceof UnreadablePairs) return { ok: false, trouble: error.code }
    throw error
  }
}

/** Keeps what a file holds until somebody takes it; what was brought earlier and never taken goes. Nothing of the record changes. */
export async function bringList(here: Here, by: Officer, source: ListSource, bytes: Uint8Array): Promise<Result<{ id: string }>> {
  if (source.seenOn > here.clock.today()) return refuse('future', m.finder_twinnings_to_come(), 'seenOn')
  const found = await readList(source.name, bytes)
  if (!found.ok) return refuse(found.trouble, fileTroubleInWords(found.trouble), 'file')
  const index = await placeIndexOf()
  const { pairs, unknown, broken } = found.read
  const ids = pairs.flatMap(([a, b]) => [index.of.geonameId[a]!, index.of.geonameId[b]!].sort((one, other) => one - other))
  return here.db.inOffice(by.officeId, async (tx) => {
    await tx.delete(twinningLists).where(and(eq(twinningLists.officeId, tx.officeId), isNull(twinningLists.takenAt)))
    const id = newId()
    const now = here.clock.now()
    await tx
      .insert(twinningLists)
      .values({ officeId: tx.officeId, id, ...source, pairs: ids, count: pairs.length, unknown, broken, createdAt: now, updatedAt: now, deletedAt: now })
    return ok({ id })
  })
}

/** Takes a list that was brought: from now on its pairs are evidence. */
export const takeList = (here: Here, by: Officer, id: string): Promise<Result<Written>> =>
  here.db.inOffice(by.officeId, async (tx): Promise<Result<Written>> => {
    await alone(tx)
    const before = await lists.read(tx, id)
    if (before === null || before.state.takenAt !== null) return refuse('missing', m.finder_twinnings_list_missing())
    const [held] = await tx
      .select({ n: count() })
      .from(twinningLists)
      .where(and(eq(twinningLists.officeId, tx.officeId), isNull(twinningLists.deletedAt)))
    if ((held?.n ?? 0) >= MOST_LISTS) return refuse('too-many', m.finder_twinnings_too_many_lists({ most: String(MOST_LISTS) }))
    const state = { ...before.state, takenAt: momentKept(here.clock.now()) }
    return ok(await lists.write(tx, here, by, id, before, state, act('finder_twinning_list.created')))
  })

/** Takes a list away; undo brings it back with all its pairs. */
export const removeList = (here: Here, by: Officer, id: string, version: number): Promise<Result<Written, Refusal | KeptStale<ListState>>> =>
  lists.change(here, by, id, version, act('finder_twinning_list.removed'), () => ok(null))

/** Puts a list back to an earlier state. */
export const restoreList: Restore = lists.put('finder_twinning_list.restored')
