// Asks for the world's twinnings, lets a load rest, go on, or replace more than it should by itself; and takes them from a file at once. Who did so stands in the
// record of their office, and that other twinnings hold from now on in the record of each (decision 0038).
import { and, eq, isNotNull, ne, sql } from 'drizzle-orm'
import type { Officer } from '#features/accounts/account.ts'
import { officeWords } from '#features/post/post.queries.ts'
import { m } from '#messages'
import { type Actor, historyOf, record } from '#platform/activity/activity.ts'
import { doorWithin, type OfficeTx, type SystemTx } from '#platform/database/door.ts'
import { offices } from '#platform/database/office.table.ts'
import type { Here } from '#platform/here.ts'
import { newId } from '#platform/ids.ts'
import { ok, refuse, type Result } from '#platform/result.ts'
import { FIRST_LANGUAGE, isLanguage, numberFormatOf, speakingIn } from '#platform/texts/language.ts'
import type { PlaceIndex } from '../ranking/place-index.ts'
import type { ReadPairs } from '../ranking/twinning-graph.ts'
import { type LoadedPair, type LoadSource, type LoadTrouble, PAGE_ITEMS } from './load.ts'
import { openLoad } from './twinning.queries.ts'
import { worldLoads, worldTwinnings, type WorldLoad } from './twinning.table.ts'

/** A load that has rested for longer than four weeks begins anew. */
const RESTS_MS = 28 * 24 * 60 * 60 * 1000

/** Two who press at once, in two offices of one house too, ask for one load. */
const alone = (tx: SystemTx) => tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('world_twinning_load', 0))`)

type Act = `world_twinnings.${string}`
const ASKED: Act = 'world_twinnings.asked'
const RESUMED: Act = 'world_twinnings.resumed'
const RESTED: Act = 'world_twinnings.rested'
const CONFIRMED: Act = 'world_twinnings.confirmed'
const LOADED: Act = 'world_twinnings.loaded'

/** Whoever typed a command on the server is nobody's officer. */
export const COMMAND = 'command'

/** The service by its name in the network, a file by its own. */
const fromWhere = ({ source, address }: WorldLoad): string => (source === 'wikidata' && URL.canParse(address) ? new URL(address).hostname : address)

/**
 * Writes a line into an office's record, in the first language of the office, whoever pressed; `by` and `label` are asked in it. There is no state to go back to: what
 * was asked of the world has been asked, and the next load replaces this one.
 */
const note = (
  tx: SystemTx,
  here: Here,
  officeId: string,
  act: Act,
  load: WorldLoad,
  by: (inner: OfficeTx) => Promise<Actor>,
  label: () => string,
): Promise<string> =>
  doorWithin(tx).inOffice(officeId, async (inner) => {
    const language = (await officeWords(inner)).languages.find(isLanguage) ?? FIRST_LANGUAGE
    const { source, address, items, pairs, unknown, broken } = load
    return speakingIn(language, async () =>
      record(inner, here, await by(inner), {
        act,
        id: load.id,
        label: label(),
        before: null,
        after: { source, address, items, pairs, unknown, broken },
        version: 1,
      }),
    )
  })
const noteOfficer = (tx: SystemTx, here: Here, by: Officer, act: Act, load: WorldLoad, label: () => string): Promise<string> =>
  note(tx, here, by.officeId, act, load, async () => by, label)

const figures = ({ items, pairs }: Pick<WorldLoad, 'items' | 'pairs'>): { items: string; pairs: string } => ({
  items: numberFormatOf().format(items),
  pairs: numberFormatOf().format(pairs),
})
const soFar = (load: WorldLoad): string => m.finder_twinnings_record_so_far({ from: fromWhere(load), ...figures(load) })

/**
 * Where a load of a source that is not done goes on, or the beginning of a new one. `askedBy` is an account's id, or `command`. `did`: what that is in the record; null
 * where one was under way already.
 */
async function begin(tx: SystemTx, here: Here, source: LoadSource, address: string, askedBy: string): Promise<{ load: WorldLoad; did: Act | null }> {
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
    return { load: again!, did: open.stoppedAt === null ? null : RESUMED }
  }
  if (open !== null) await tx.delete(worldLoads).where(eq(worldLoads.id, open.id))
  const [load] = await tx.insert(worldLoads).values({ id: newId(), source, address, askedBy, startedAt: here.clock.now(), pageSize: PAGE_ITEMS }).returning()
  return { load: load!, did: ASKED }
}

/** Asks the query service for all twinnings, or goes on where a load rests. The background work does it. */
export const askForWorld = (here: Here, by: Officer, address: string): Promise<Result<WorldLoad>> =>
  here.db.asSystem(async (tx) => {
    const { load, did } = await begin(tx, here, 'wikidata', address, by.personId)
    if (did !== null) await noteOfficer(tx, here, by, did, load, () => (did === ASKED ? fromWhere(load) : soFar(load)))
    return ok(load)
  })
/** The same from the command line, where no officer stands behind it. */
export const beginWorld = (here: Here, address: string): Promise<Result<WorldLoad>> =>
  here.db.asSystem(async (tx) => ok((await begin(tx, here, 'wikidata', address, COMMAND)).load))

/** Lets the load rest where it is; what was there before holds. */
export const restLoad = (here: Here, by: Officer): Promise<Result<null>> =>
  here.db.asSystem(async (tx) => {
    await alone(tx)
    const open = await openLoad(tx)
    if (open === null || open.stoppedAt !== null) return refuse('missing', m.finder_twinnings_no_load())
    await tx.update(worldLoads).set({ stoppedAt: here.clock.now(), trouble: 'stopped', troubleDetail: '', nextAt: null }).where(eq(worldLoads.id, open.id))
    await noteOfficer(tx, here, by, RESTED, open, () => soFar(open))
    return ok(null)
  })

/** Says that the smaller list is right: it replaces the larger one. */
export const confirmShrinking = (here: Here, by: Officer): Promise<Result<null>> =>
  here.db.asSystem(async (tx): Promise<Result<null>> => {
    await alone(tx)
    const open = await openLoad(tx)
    if (open === null || open.trouble !== 'shrunk') return refuse('missing', m.finder_twinnings_no_load())
    const before = await pairsBefore(tx, open)
    await tx.update(worldLoads).set({ shrinkingConfirmed: true }).where(eq(worldLoads.id, open.id))
    await noteOfficer(tx, here, by, CONFIRMED, open, () =>
      m.finder_twinnings_record_instead({ from: fromWhere(open), pairs: figures(open).pairs, before: numberFormatOf().format(before) }),
    )
    await finishLoad(tx, here, open.id)
    return ok(null)
  })

const pairsBefore = async (tx: SystemTx, { source }: WorldLoad): Promise<number> => {
  const [before] = await tx
    .select({ pairs: worldLoads.pairs })
    .from(worldLoads)
    .where(and(eq(worldLoads.source, source), isNotNull(worldLoads.currentSince)))
  return before?.pairs ?? 0
}

/**
 * Tells every office that other twinnings hold from now on: in the name of its officer who asked for them last, otherwise of the command, or of another office, whose
 * people are none of this one's business.
 */
async function noteLoaded(tx: SystemTx, here: Here, load: WorldLoad): Promise<void> {
  const typed = load.askedBy === COMMAND
  for (const { id: officeId } of await tx.select({ id: offices.id }).from(offices).orderBy(offices.id)) {
    const asker = async (inner: OfficeTx): Promise<Actor> => {
      const line = (await historyOf(inner, 'world_twinnings', load.id)).find(({ act }) => act !== RESTED)
      if (line !== undefined) return { officeId, personId: line.personId, name: line.personName }
      return { officeId, personId: typed ? COMMAND : 'elsewhere', name: typed ? m.finder_twinnings_record_command() : m.finder_twinnings_record_elsewhere() }
    }
    await note(tx, here, officeId, LOADED, load, asker, () => m.finder_twinnings_record_loaded({ from: fromWhere(load), pairs: figures(load).pairs }))
  }
}

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
  await noteLoaded(tx, here, load)
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
    const { load } = await begin(tx, here, 'file', name, COMMAND)
    const id = (row: number): number => index.of.geonameId[row]!
    const rows = pairs.map(([one, other]) => ({ a: Math.min(id(one), id(other)), b: Math.max(id(one), id(other)), reference: name.slice(0, 300) }))
    let kept = 0
    for (let from = 0; from < rows.length; from += 10_000) kept += await keepPairs(tx, load.id, rows.slice(from, from + 10_000), here.clock.today())
    await tx.update(worldLoads).set({ pairs: kept, unknown, broken, pages: 1, shrinkingConfirmed: confirmed }).where(eq(worldLoads.id, load.id))
    const trouble = await finishLoad(tx, here, load.id)
    // A refusal rolls all of it back.
    return trouble === null ? ok({ pairs: kept }) : { ok: false, refusal: { code: trouble, message: trouble } }
  })
