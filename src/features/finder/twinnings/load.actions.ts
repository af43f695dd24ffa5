// Asks for the world's twinnings, lets a load rest, go on, or replace more than it should by itself; and takes them from a file at once.
import { and, eq, isNotNull, ne, sql } from 'drizzle-orm'
import type { Officer } from '#features/accounts/account.ts'
import { m } from '#messages'
import type { SystemTx } from '#platform/database/door.ts'
import type { Here } from '#platform/here.ts'
import { newId } from '#platform/ids.ts'
import { ok, refuse, type Result } from '#platform/result.ts'
import type { PlaceIndex } from '../ranking/place-index.ts'
import type { ReadPairs } from '../ranking/twinning-graph.ts'
import { type LoadedPair, type LoadSource, type LoadTrouble, PAGE_ITEMS } from './load.ts'
import { openLoad } from './twinning.queries.ts'
import { worldLoads, worldTwinnings, type WorldLoad } from './twinning.table.ts'

/** A load that has rested for longer than four weeks begins anew. */
const RESTS_MS = 28 * 24 * 60 * 60 * 1000

/** Two who press at once, in two offices of one house too, ask for one load. */
const alone = (tx: SystemTx) => tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('world_twinning_load', 0))`)

/** Where a load of a source that is not done goes on, or the beginning of a new one. `askedBy` is an account's id, or `command`. */
async function begin(tx: SystemTx, here: Here, source: LoadSource, address: string, askedBy: string): Promise<WorldLoad> {
  await alone(tx)
  const open = await openLoad(tx, source)
  // From elsewhere, or after weeks, it would go on in the middle of another list.
  const goesOn = open !== null && open.address === address && open.finishedAt === null && open.startedAt.getTime() > here.clock.now().getTime() - RESTS_MS
  if (goesOn && source === 'wikidata') {
    const [again] = await tx
      .update(worldLoads)
      .set({ stoppedAt: null, trouble: null, troubleDetail: '', tries: 0, nextAt: null })
      .where(eq(worldLoads.id, open.id))
      .returning()
    return again!
  }
  if (open !== null) await tx.delete(worldLoads).where(eq(worldLoads.id, open.id))
  const [load] = await tx.insert(worldLoads).values({ id: newId(), source, address, askedBy, startedAt: here.clock.now(), pageSize: PAGE_ITEMS }).returning()
  return load!
}

/** Asks the query service for all twinnings, or goes on where a load rests. The background work does it. */
export const askForWorld = (here: Here, by: Officer, address: string): Promise<Result<WorldLoad>> => beginWorld(here, by.personId, address)
export const beginWorld = (here: Here, askedBy: string, address: string): Promise<Result<WorldLoad>> =>
  here.db.asSystem(async (tx) => ok(await begin(tx, here, 'wikidata', address, askedBy)))

/** Lets the load rest where it is; what was there before holds. */
export const restLoad = (here: Here, _by: Officer): Promise<Result<null>> =>
  here.db.asSystem(async (tx) => {
    await alone(tx)
    const open = await openLoad(tx)
    if (open === null || open.stoppedAt !== null) return refuse('missing', m.finder_twinnings_no_load())
    await tx.update(worldLoads).set({ stoppedAt: here.clock.now(), trouble: 'stopped', troubleDetail: '', nextAt: null }).where(eq(worldLoads.id, open.id))
    return ok(null)
  })

/** Says that the smaller list is right: it replaces the larger one. */
export const confirmShrinking = (here: Here, _by: Officer): Promise<Result<null>> =>
  here.db.asSystem(async (tx): Promise<Result<null>> => {
    await alone(tx)
    const open = await openLoad(tx)
    if (open === null || open.trouble !== 'shrunk') return refuse('missing', m.finder_twinnings_no_load())
    await tx.update(worldLoads).set({ shrinkingConfirmed: true }).where(eq(worldLoads.id, open.id))
    await finishLoad(tx, here, open.id)
    return ok(null)
  })

/** Puts pairs into a load; those it has are passed over. Returns how many were new. One statement for any number. */
export async function keepPairs(tx: SystemTx, loadId: string, pairs: readonly LoadedPair[], seenOn: string): Promise<number> {
  if (pairs.length === 0) return 0
  const { rowCount } = await tx.execute(sql`insert into ${worldTwinnings} (load_id, a, b, reference, seen_on)
    select ${loadId}::uuid, a, b, reference, ${seenOn}::date from jsonb_to_recordset(${JSON.stringify(pairs)}::jsonb) as t(a int, b int, reference text)
    on conflict do nothing`)
  return rowCount ?? 0
}

/**
 * Ends a load whose pairs have all come: they replace those of the source's load before. One that is empty, or holds less than half of what was there without
 * anybody having confirmed it, rests instead and what was there stays; its trouble is returned.
 */
export async function finishLoad(tx: SystemTx, here: Here, id: string): Promise<LoadTrouble | null> {
  const now = here.clock.now()
  const [load] = await tx.select().from(worldLoads).where(eq(worldLoads.id, id)).for('update')
  if (load === undefined) return 'stopped'
  const [before] = await tx
    .select()
    .from(worldLoads)
    .where(and(eq(worldLoads.source, load.source), isNotNull(worldLoads.currentSince)))
    .for('update')
  const trouble = load.pairs === 0 ? 'nothing' : before !== undefined && load.pairs * 2 < before.pairs && !load.shrinkingConfirmed ? 'shrunk' : null
  if (trouble !== null) {
    await tx.update(worldLoads).set({ finishedAt: now, stoppedAt: now, trouble, troubleDetail: '', nextAt: null }).where(eq(worldLoads.id, id))
    return trouble
  }
  if (before !== undefined) await tx.delete(worldLoads).where(and(eq(worldLoads.source, load.source), ne(worldLoads.id, id)))
  await tx
    .update(worldLoads)
    .set({ finishedAt: now, currentSince: now, stoppedAt: null, trouble: null, troubleDetail: '', nextAt: null })
    .where(eq(worldLoads.id, id))
  return null
}

/** Takes all pairs of a file as the world's, in the place of an earlier file's. Refused: empty, or less than half of what was there (unless `confirmed`). */
export const takeWorldFile = (
  here: Here,
  index: PlaceIndex,
  name: string,
  { pairs, unknown, broken }: ReadPairs,
  confirmed: boolean,
): Promise<Result<{ pairs: number }, { code: LoadTrouble; message: string }>> =>
  here.db.asSystem(async (tx): Promise<Result<{ pairs: number }, { code: LoadTrouble; message: string }>> => {
    const load = await begin(tx, here, 'file', name, 'command')
    const id = (row: number): number => index.of.geonameId[row]!
    const rows = pairs.map(([one, other]) => ({ a: Math.min(id(one), id(other)), b: Math.max(id(one), id(other)), reference: name.slice(0, 300) }))
    let kept = 0
    for (let from = 0; from < rows.length; from += 10_000) kept += await keepPairs(tx, load.id, rows.slice(from, from + 10_000), here.clock.today())
    await tx.update(worldLoads).set({ pairs: kept, unknown, broken, pages: 1, shrinkingConfirmed: confirmed }).where(eq(worldLoads.id, load.id))
    const trouble = await finishLoad(tx, here, load.id)
    // A refusal rolls all of it back.
    return trouble === null ? ok({ pairs: kept }) : { ok: false, refusal: { code: trouble, message: trouble } }
  })
