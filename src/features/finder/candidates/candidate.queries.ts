// The list of candidates: the world's places narrowed to where one looks, ranked by the chosen score, each with its reasons and the towns they rest on.
import type { Here } from '#platform/here.ts'
import { tagsByPlace } from '../facts/fact.queries.ts'
import type { Wishes } from '../finder.ts'
import { FACTOR_NAMES, forEach } from '../ranking/levels.ts'
import type { PlaceIndex } from '../ranking/place-index.ts'
import { type Order, TIE_NAMES, type TieSliders } from '../ranking/ranking.ts'
import type { Sliders } from '../ranking/similar.ts'
import { SharedTags, tagCounts, tagsByRow, wantedTags } from '../ranking/tags.ts'
import { officeEvidence } from '../twinnings/twinning.queries.ts'
import { type Asked, MOST_RANKED, PER_PAGE, pointsOf } from './candidate.ts'
import { extentOf, finderIsMade, groundOf } from './ground.queries.ts'
import { poolOf } from './pool.queries.ts'
import { type Reason, reasonsOf, sayingsOf, townsNamed } from './saying.ts'
import { type TagsByPlace, type Town, townsOf } from './town.queries.ts'

export type Points = ReturnType<typeof pointsOf>
export type Candidate = Town & {
  readonly rank: number
  readonly score: number
  readonly factors: Readonly<Record<string, number>>
  readonly points: Points
  /** Its place in the list of the other score. */
  readonly otherRank: number
  readonly reasons: readonly Reason[]
}

export type Sources = Awaited<ReturnType<typeof officeEvidence>>['sources']
/** `linked`: towns of the scope that are not proposed, because they are twinned with home already. `uncounted`: places left out, because nobody knows how many live there. */
export type FoundList = {
  readonly kind: 'found'
  readonly home: Town
  readonly among: number
  readonly uncounted: number
  readonly candidates: readonly Candidate[]
  readonly linked: readonly Town[]
  /** Towns of the scope that the office pinned, with their places in both lists. */
  readonly pinned: readonly (Town & { readonly similarRank: number; readonly ariseRank: number })[]
  /** Places at the edges of where one looks, [lon, lat] in degrees: what a map must show. */
  readonly extent: readonly (readonly [number, number])[]
  readonly sources: Sources
  /** Pages there are. */
  readonly pages: number
  /** Weights of home's own tags and of those wished for; a tag that was put to nothing is among them. */
  readonly wished: Readonly<Record<string, number>>
  /** How many of the candidates have each tag; one that none has is not among them. */
  readonly tagged: ReadonlyMap<string, number>
}
/** `unmade`: the list of places is not built · `homeless`: it does not have the office's own town · `weightless`: nothing counts, so nothing can be put in order · `nowhere`: no town there. */
export type Nothing =
  | { readonly kind: 'unmade' | 'homeless' }
  | ({ readonly kind: 'weightless' | 'nowhere'; readonly home: Town; readonly uncounted: number } & Pick<FoundList, 'wished' | 'tagged'>)

// ---- the list -----------------------------------------------------------------------------------------------------------------

export const slidersOf = ({ factors }: Wishes): Sliders => forEach(FACTOR_NAMES, (name) => factors[name] ?? 1)
export const tiesOf = ({ ties }: Wishes): TieSliders => forEach(TIE_NAMES, (name) => ties[name] ?? 1)

/** What home is known for and what was wished for: the weight of each tag (one put to nothing is among them), and all towns' tags ready to be counted. */
export async function wantedOf(
  here: Here,
  office: { readonly id: string; readonly placeId: number },
  wishes: Wishes,
  index: PlaceIndex,
): Promise<{
  readonly byPlace: TagsByPlace
  readonly wished: Readonly<Record<string, number>>
  readonly has: ReadonlyMap<number, readonly string[]>
  readonly tags: SharedTags
}> {
  const byPlace = await here.db.inOffice(office.id, (tx) => tagsByPlace(tx))
  const own = (byPlace.get(office.placeId) ?? []).map(({ tag }) => tag)
  const has = tagsByRow(index, byPlace)
  return {
    byPlace,
    has,
    wished: { ...Object.fromEntries(own.map((tag) => [tag, 1])), ...wishes.tags },
    tags: new SharedTags({ wanted: wantedTags(own, wishes.tags), has }),
  }
}

/** What the office said of towns, by GeoNames ids: those it does not want to see again, and those it pinned. */
export type Marks = { readonly excluded: ReadonlySet<number>; readonly pinned: readonly number[] }

/** The candidates of a page. */
export async function foundCandidates(
  here: Here,
  office: { readonly id: string; readonly placeId: number },
  asked: Asked,
  marks: Marks = { excluded: new Set(), pinned: [] },
): Promise<FoundList | Nothing> {
  if (!finderIsMade()) return { kind: 'unmade' }
  const known = await groundOf()
  const { index } = known
  const home = index.row(office.placeId)
  if (home === undefined) return { kind: 'homeless' }
  const { evidence, sources } = await officeEvidence(here, office.id)
  const { byPlace, has, wished, tags } = await wantedOf(here, office, asked.wishes, index)
  const excluded = [...marks.excluded].flatMap((id) => index.row(id) ?? []).sort((a, b) => a - b)
  const { candidates, linked, uncounted, ...pool } = poolOf(known, evidence, { home, scope: asked.scope, free: asked.free, excluded })
  const tagged = tagCounts(has, candidates)
  const [similar, arise] = [pool.similar.by(slidersOf(asked.wishes), tags), pool.arise.by(tiesOf(asked.wishes))]
  const [own, other]: Order<string>[] = asked.mode === 'similar' ? [similar, arise] : [arise, similar]
  const ranked = own!.first(Math.min(MOST_RANKED, asked.page * PER_PAGE))
  const shown = ranked.slice((asked.page - 1) * PER_PAGE)
  const rows = shown.map(({ row }) => row)
  const otherRanks = other!.ranks(rows)
  const pinned = marks.pinned.flatMap((id) => index.row(id) ?? [])
  const pinnedRanks = { similar: similar.ranks(pinned), arise: arise.ranks(pinned) }
  const sayings = sayingsOf(evidence, home, rows)
  const towns = await townsOf(here, office.id, known, evidence, byPlace, home, [
    home,
    ...rows,
    ...linked,
    ...pinned,
    ...[...sayings.values()].flatMap(townsNamed),
  ])
  const town = (row: number): Town => towns.get(row)!
  if (ranked.length === 0) return { kind: candidates.length > 0 ? 'weightless' : 'nowhere', home: town(home), uncounted, wished, tagged }
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
    pinned: pinned.flatMap((row) => {
      const [similarRank, ariseRank] = [pinnedRanks.similar.get(row), pinnedRanks.arise.get(row)]
      return similarRank === undefined || ariseRank === undefined ? [] : [{ ...town(row), similarRank, ariseRank }]
    }),
    extent: extentOf(known, home, asked.scope, rows),
    candidates: shown.map((one) => ({
      ...town(one.row),
      rank: one.rank,
      score: one.score,
      factors: one.factors,
      points: pointsOf(one.factors, one.lead),
      otherRank: otherRanks.get(one.row)!,
      reasons: reasonsOf(sayings.get(one.row)!, (row) => town(row).name, one.factors),
    })),
  }
}
