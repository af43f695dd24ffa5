// What is known of twinnings: the world's, the office's own, and its register's; and the evidence the finder draws from them, kept while they stay as they are.
import { and, asc, count, desc, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm'
import { organisations } from '#features/organisations/organisation.table.ts'
import { standings } from '#features/partnerships/silence/standing.table.ts'
import type { Stage } from '#features/partnerships/stage.ts'
import type { OfficeTx, SystemTx } from '#platform/database/door.ts'
import { keyPaging, type Page, type Turn } from '#platform/database/key-paging.ts'
import { offices } from '#platform/database/office.table.ts'
import type { Here } from '#platform/here.ts'
import { isId } from '#platform/ids.ts'
import { Evidence } from '../ranking/evidence.ts'
import { loadPlaces, type PlaceIndex } from '../ranking/place-index.ts'
import { type Pair, TwinningGraph } from '../ranking/twinning-graph.ts'
import type { LoadSource } from './load.ts'
import { twinningLists, type TwinningListRow, type TwinningRow, twinnings, worldLoads, worldTwinnings, type WorldLoad } from './twinning.table.ts'

let index: Promise<PlaceIndex> | null = null
/** The world's places, loaded when they are first asked for and then kept; some 0.3 s and 40 MB. Rejects while "npm run build" has not made them. */
export function placeIndexOf(): Promise<PlaceIndex> {
  index ??= Promise.resolve()
    .then(() => loadPlaces())
    .catch((error: unknown) => {
      index = null
      throw error
    })
  return index
}

/** How many twinnings the world's lists hold, the day of the newer and where they came from. */
export type WorldKnown = { readonly pairs: number; readonly loadedOn: string; readonly source: LoadSource | 'both' }
export type KnownTwinnings = {
  readonly index: PlaceIndex
  readonly evidence: Evidence
  /** `ownNew`: of the office's own those that the world's list does not have. */
  readonly sources: { readonly world: WorldKnown | null; readonly own: number; readonly ownNew: number; readonly register: number }
  /** Towns of the register that are no living partners (prospects, lapsed ones), by rows. */
  readonly resting: readonly number[]
  /** Twins of home, by rows, of which only the world's list knows: neither the register nor the office's own twinnings. */
  readonly listedOnly: readonly number[]
}

/** Loads whose pairs hold, and the one that is under way or rests, by source. */
export const currentLoads = (tx: SystemTx): Promise<WorldLoad[]> =>
  tx.select().from(worldLoads).where(isNotNull(worldLoads.currentSince)).orderBy(asc(worldLoads.source))

/** The newest load of a source that is not done; null: there is none, or a newer one was done. */
export async function openLoad(tx: SystemTx, source: LoadSource = 'wikidata'): Promise<WorldLoad | null> {
  const [load] = await tx.select().from(worldLoads).where(eq(worldLoads.source, source)).orderBy(desc(worldLoads.startedAt), desc(worldLoads.id)).limit(1)
  return load === undefined || load.currentSince !== null ? null : load
}

const rowsOf = (places: PlaceIndex, pairs: Iterable<{ readonly a: number; readonly b: number }>): Pair[] => {
  const rows: Pair[] = []
  for (const { a, b } of pairs) {
    const [one, other] = [places.row(a), places.row(b)]
    if (one !== undefined && other !== undefined) rows.push([one, other])
  }
  return rows
}

type World = { readonly key: string; readonly evidence: Evidence; readonly known: WorldKnown | null }
/** One for all offices. Its key names loads, whose ids are the same nowhere else and whose pairs never change. */
let world: { readonly key: string; readonly made: Promise<World> } | null = null

async function makeWorld(here: Here, key: string, loads: readonly WorldLoad[]): Promise<World> {
  const places = await placeIndexOf()
  const ids = loads.map(({ id }) => id)
  const pairs =
    ids.length === 0
      ? []
      : await here.db.reading.asSystem((tx) =>
          tx
            .selectDistinct({ a: worldTwinnings.a, b: worldTwinnings.b })
            .from(worldTwinnings)
            .where(inArray(worldTwinnings.loadId, ids))
            .orderBy(worldTwinnings.a, worldTwinnings.b),
        )
  const graph = new TwinningGraph(rowsOf(places, pairs))
  const newest = loads.reduce<Date | null>((latest, { currentSince }) => (latest === null || currentSince! > latest ? currentSince : latest), null)
  const known =
    newest === null
      ? null
      : { pairs: graph.pairs, loadedOn: newest.toISOString().slice(0, 10), source: loads.length > 1 ? ('both' as const) : loads[0]!.source }
  return { key, evidence: new Evidence(places, graph), known }
}

async function worldOf(here: Here): Promise<World> {
  const loads = await here.db.reading.asSystem(currentLoads)
  const key = loads.map(({ id }) => id).join(' ')
  if (world?.key === key) return world.made
  const made = makeWorld(here, key, loads)
  world = { key, made }
  made.catch(() => {
    if (world?.made === made) world = null
  })
  return made
}

/** In these stages two towns know one another today, whatever is signed: whoever is twinned with such a town has a way to us, and it is proposed to nobody again. */
const LIVING: readonly Stage[] = ['contact', 'intent', 'deciding', 'signed', 'active', 'expired', 'reviving', 'renewed']

/** In these they stand in the register without knowing one another today: one would not look for them anew. */
const RESTING: readonly Stage[] = ['prospect', 'lapsed']

/** Home, the places of its living partnerships of any type, and those of the others that one would not look for anew, as the register has them. */
async function registered(tx: OfficeTx): Promise<{ home: number; places: number[]; resting: number[] }> {
  const [office] = await tx.select({ home: offices.placeId }).from(offices).where(eq(offices.id, tx.officeId))
  const rows = await tx
    .select({ place: organisations.placeId, stage: standings.stage })
    .from(standings)
    .innerJoin(organisations, and(eq(organisations.officeId, standings.officeId), eq(organisations.id, standings.organisationId)))
    .where(
      and(
        eq(standings.officeId, tx.officeId),
        inArray(standings.stage, [...LIVING, ...RESTING]),
        isNotNull(organisations.placeId),
        isNull(organisations.deletedAt),
      ),
    )
    .orderBy(standings.id)
  const of = (stages: readonly Stage[]): number[] => [
    ...new Set(rows.flatMap(({ place, stage }) => (stages.includes(stage) && place !== office!.home ? [place!] : []))),
  ]
  const places = of(LIVING)
  return { home: office!.home, places, resting: of(RESTING).filter((place) => !places.includes(place)) }
}

const liveTwinning = (tx: OfficeTx) => and(eq(twinnings.officeId, tx.officeId), isNull(twinnings.deletedAt))
const takenList = (tx: OfficeTx) => and(eq(twinningLists.officeId, tx.officeId), isNull(twinningLists.deletedAt), isNotNull(twinningLists.takenAt))

/** A name for what the office's own lists hold at this moment: another one after each change. */
async function ownMoment(tx: OfficeTx): Promise<string> {
  const { rows } = await tx.execute<{ moment: string }>(sql`select concat_ws(' ',
    (select concat_ws(',', count(*), sum(${twinnings.version}), count(*) filter (where ${twinnings.deletedAt} is null)) from ${twinnings} where ${twinnings.officeId} = ${tx.officeId}),
    (select string_agg(${twinningLists.id}::text || ${twinningLists.version}, ',' order by ${twinningLists.id}) from ${twinningLists} where ${twinningLists.officeId} = ${tx.officeId})) as moment`)
  return rows[0]!.moment
}

/** All the office holds itself: entered one by one, and in its lists. */
async function ownPairs(tx: OfficeTx): Promise<{ a: number; b: number }[]> {
  const single = await tx.select({ a: twinnings.a, b: twinnings.b }).from(twinnings).where(liveTwinning(tx)).orderBy(twinnings.id)
  const lists = await tx.select({ pairs: twinningLists.pairs }).from(twinningLists).where(takenList(tx)).orderBy(twinningLists.id)
  const listed = lists.flatMap(({ pairs }) => Array.from({ length: pairs.length / 2 }, (_, i) => ({ a: pairs[2 * i]!, b: pairs[2 * i + 1]! })))
  return [...single, ...listed]
}

/** Offices whose evidence is kept in memory; each is what it has besides the world's, mostly some hundred kilobytes. */
const MOST_KEPT = 20
const kept = new Map<string, { readonly key: string; readonly known: KnownTwinnings }>()

/**
 * What is known of twinnings where this office looks from: the world's, its own and those of its register (living partnerships with a town). Four small
 * questions while nothing changed; the world's graph is read once for all offices. Rows are those of `index`.
 */
export async function officeEvidence(here: Here, officeId: string): Promise<KnownTwinnings> {
  const shared = await worldOf(here)
  const { home, places, resting, moment } = await here.db.reading.inOffice(officeId, async (tx) => ({ ...(await registered(tx)), moment: await ownMoment(tx) }))
  const key = [shared.key, moment, home, ...places, 'resting', ...resting].join('|')
  const before = kept.get(officeId)
  if (before?.key === key) return before.known
  const all = await placeIndexOf()
  const own = rowsOf(all, await here.db.reading.inOffice(officeId, ownPairs))
  const register = rowsOf(
    all,
    places.map((place) => ({ a: home, b: place })),
  )
  const added = [...own, ...register]
  const homeRow = all.row(home)
  const said = new Set(added.flatMap(([a, b]) => (a === homeRow ? [b] : b === homeRow ? [a] : [])))
  const known: KnownTwinnings = {
    index: all,
    evidence: added.length === 0 ? shared.evidence : shared.evidence.with(added),
    sources: {
      world: shared.known,
      own: new TwinningGraph(own).pairs,
      ownNew: new TwinningGraph(own.filter(([a, b]) => !shared.evidence.graph.has(a, b))).pairs,
      register: register.length,
    },
    resting: resting.flatMap((place) => all.row(place) ?? []),
    listedOnly: homeRow === undefined ? [] : [...shared.evidence.graph.partners(homeRow)].filter((row) => !said.has(row)),
  }
  kept.delete(officeId)
  kept.set(officeId, { key, known })
  if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value!)
  return known
}

/** How many of the pairs (GeoNames ids, one behind the other) are not known yet. */
export const unheardOf = ({ index: places, evidence }: KnownTwinnings, pairs: readonly number[]): number => {
  let unheard = 0
  for (let at = 0; at < pairs.length; at += 2) {
    const [one, other] = [places.row(pairs[at]!), places.row(pairs[at + 1]!)]
    if (one !== undefined && other !== undefined && !evidence.graph.has(one, other)) unheard += 1
  }
  return unheard
}

/** How many rows of the own list a page shows. */
const PAGE = 25

/** The office's own, the newest first. */
export async function ownTwinnings(tx: OfficeTx, turn: Turn): Promise<Page<TwinningRow> & { readonly total: number }> {
  // Their ids rise with time.
  const paging = keyPaging(turn, { key: twinnings.id, id: twinnings.id }, { size: PAGE, descending: true, keyShape: /^[0-9a-f-]{36}$/ })
  const rows = await tx
    .select()
    .from(twinnings)
    .where(and(liveTwinning(tx), paging.where))
    .orderBy(...paging.orderBy)
    .limit(paging.limit)
  const page = paging.page(rows, ({ id }) => ({ key: id, id }))
  const [all] = await tx.select({ n: count() }).from(twinnings).where(liveTwinning(tx))
  return { ...page, total: all?.n ?? 0 }
}

export type ListLine = Omit<TwinningListRow, 'pairs'>
const listColumns = {
  id: twinningLists.id,
  officeId: twinningLists.officeId,
  name: twinningLists.name,
  source: twinningLists.source,
  address: twinningLists.address,
  seenOn: twinningLists.seenOn,
  count: twinningLists.count,
  unknown: twinningLists.unknown,
  broken: twinningLists.broken,
  takenAt: twinningLists.takenAt,
  version: twinningLists.version,
  createdAt: twinningLists.createdAt,
  updatedAt: twinningLists.updatedAt,
  deletedAt: twinningLists.deletedAt,
}

/** The office's lists from files, the newest first; MOST_LISTS at most. */
export const ownLists = (tx: OfficeTx): Promise<ListLine[]> => tx.select(listColumns).from(twinningLists).where(takenList(tx)).orderBy(desc(twinningLists.id))

/** A list that is looked at before it is taken, with its pairs; null: there is none, or it was taken. */
export async function listAwaited(tx: OfficeTx, id: string): Promise<TwinningListRow | null> {
  if (!isId(id)) return null
  const [list] = await tx
    .select()
    .from(twinningLists)
    .where(and(eq(twinningLists.officeId, tx.officeId), eq(twinningLists.id, id), isNull(twinningLists.takenAt)))
  return list ?? null
}
