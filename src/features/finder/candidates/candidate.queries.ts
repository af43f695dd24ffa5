// The list of candidates: the world's places narrowed to where one looks, ranked by the chosen score, each with its reasons and the towns they rest on.
import type { Here } from '#platform/here.ts'
import type { Finding, Reason } from '../finder.ts'
import type { Order, Ranked } from '../ranking/ranking.ts'
import { tagCounts } from '../ranking/tags.ts'
import { weights } from '../ranking/weights.ts'
import { type Asked, MOST_RANKED, PER_PAGE, type Points, pointsOf, slidersOf, tiesOf } from './candidate.ts'
import { extentOf, isInScope } from './ground.queries.ts'
import { poolOf } from './pool.queries.ts'
import { type LookingOffice, type NoStandpoint, type Standpoint, standpointOf } from './standpoint.queries.ts'
import { type Town, townsOf } from './town.queries.ts'
import { evidenceOfTowns, reasonsOf, townsNamed } from './town-evidence.ts'

/** A town in its place of the list. `score` in natural logarithms of odds; `factors` what each reason adds against the average candidate, `points` the same in tenths. */
export type Candidate = Town & {
  readonly rank: number
  readonly score: number
  readonly factors: Readonly<Record<string, number>>
  readonly points: Points
  /** Its place in the list of the other score. */
  readonly otherRank: number
  readonly reasons: readonly Reason[]
}

/** `linked`: towns of the scope that are not proposed, because they are twinned with home already. `uncounted`: places left out, because nobody knows how many live there. */
export type FoundList = {
  readonly kind: 'found'
  readonly home: Town
  readonly among: number
  readonly uncounted: number
  readonly candidates: readonly Candidate[]
  readonly linked: readonly Town[]
  /** Twins of home of which only the world's list knows, and towns of the register that are no living partners: they are not proposed either. */
  readonly listed: readonly Town[]
  readonly registered: readonly Town[]
  /** Towns of the scope that the office pinned, with their places in both lists. */
  readonly pinned: readonly (Town & { readonly similarRank: number; readonly ariseRank: number })[]
  /** Places at the edges of where one looks, [lon, lat] in degrees: what a map must show. */
  readonly extent: readonly (readonly [number, number])[]
  readonly sources: Standpoint['sources']
  /** Pages there are. */
  readonly pages: number
  /** Weights of home's own tags and of those wished for; a tag that was put to nothing is among them. */
  readonly wished: Standpoint['wished']
  /** How many of the candidates have each tag; one that none has is not among them. */
  readonly tagged: ReadonlyMap<string, number>
}
/** `weightless`: nothing counts, so nothing can be put in order · `nowhere`: no town there. */
export type Nothing =
  | NoStandpoint
  | ({ readonly kind: 'weightless' | 'nowhere'; readonly home: Town; readonly uncounted: number } & Pick<FoundList, 'wished' | 'tagged'>)

/** What the office said of towns, by GeoNames ids: those it does not want to see again, and those it pinned. */
export type Marks = { readonly excluded: ReadonlySet<number>; readonly pinned: readonly number[] }

/** The candidates of a page; why there are none, where that is so. A fixed number of statements, however many towns. */
export async function foundCandidates(
  here: Here,
  office: LookingOffice,
  asked: Asked,
  marks: Marks = { excluded: new Set(), pinned: [] },
): Promise<FoundList | Nothing> {
  const from = await standpointOf(here, office, asked.wishes)
  if ('kind' in from) return from
  const { ground, home, evidence, sources, wished, resting, listedOnly } = from
  const rowsOf = (ids: Iterable<number>): number[] => [...ids].flatMap((id) => ground.index.row(id) ?? [])
  const pool = poolOf(from, { scope: asked.scope, free: asked.free, excluded: [...rowsOf(marks.excluded), ...resting].sort((a, b) => a - b) })
  const { candidates, uncounted } = pool
  const inScope = (row: number): boolean => isInScope(ground, home, asked.scope, row)
  const linked = pool.linked.filter((row) => !listedOnly.includes(row))
  const listed = pool.linked.filter((row) => listedOnly.includes(row))
  const registered = resting.filter(inScope)
  const tagged = tagCounts(from.tagsOfRows, candidates)
  const orders: Record<Asked['mode'], Order<string>> = {
    similar: pool.similar.by(slidersOf(asked.wishes), from.tags),
    arise: pool.arise.by(tiesOf(asked.wishes)),
  }
  const ranked = orders[asked.mode].first(Math.min(MOST_RANKED, asked.page * PER_PAGE))
  const shown = ranked.slice((asked.page - 1) * PER_PAGE)
  const rows = shown.map(({ row }) => row)
  const otherRanks = orders[asked.mode === 'similar' ? 'arise' : 'similar'].ranks(rows)
  const pinned = inBothLists(orders, rowsOf(marks.pinned))
  const evidenceOf = evidenceOfTowns(evidence, home, rows)
  const named = [...evidenceOf.values()].flatMap(townsNamed)
  const towns = await townsOf(here, from, [home, ...rows, ...pool.linked, ...registered, ...pinned.map(({ row }) => row), ...named])
  const town = (row: number): Town => towns.get(row)!
  if (ranked.length === 0) return { kind: candidates.length > 0 ? 'weightless' : 'nowhere', home: town(home), uncounted, wished, tagged }
  const told = ({ row, rank, score, factors, lead }: Ranked): Candidate => ({
    ...town(row),
    rank,
    score,
    factors,
    points: pointsOf(factors, lead),
    otherRank: otherRanks.get(row)!,
    reasons: reasonsOf(evidenceOf.get(row)!, (by) => ({ id: town(by).id, name: town(by).name }), factors),
  })
  return {
    kind: 'found',
    home: town(home),
    among: candidates.length,
    uncounted,
    sources,
    wished,
    tagged,
    pages: Math.ceil(Math.min(candidates.length, MOST_RANKED) / PER_PAGE),
    linked: linked.map(town),
    listed: listed.map(town),
    registered: registered.map(town),
    pinned: pinned.map(({ row, ...ranks }) => ({ ...town(row), ...ranks })),
    extent: extentOf(ground, home, asked.scope, rows),
    candidates: shown.map(told),
  }
}

/** The places of these rows in both lists; rows that are no candidates of the question are left out. */
function inBothLists(
  orders: Readonly<Record<Asked['mode'], Order<string>>>,
  rows: readonly number[],
): { readonly row: number; readonly similarRank: number; readonly ariseRank: number }[] {
  const [similar, arise] = [orders.similar.ranks(rows), orders.arise.ranks(rows)]
  return rows.flatMap((row) => {
    const [similarRank, ariseRank] = [similar.get(row), arise.get(row)]
    return similarRank === undefined || ariseRank === undefined ? [] : [{ row, similarRank, ariseRank }]
  })
}

const short = (value: number): number => Number(value.toFixed(4))

/** What is kept with a town that is taken along from the list it was found in. `profile`: name of the office's profile of weights, null where none was chosen; `today`: the day of the finding. */
export const findingOf = (asked: Asked, { among }: FoundList, candidate: Candidate, profile: string | null, today: string): Finding => ({
  mode: asked.mode,
  scope: asked.scope,
  wishes: asked.wishes,
  profile,
  rank: candidate.rank,
  among,
  score: short(candidate.score),
  factors: Object.fromEntries(Object.entries(candidate.factors).map(([name, value]) => [name, short(value)])),
  reasons: [...candidate.reasons],
  learned: weights.learned,
  foundOn: today,
})
