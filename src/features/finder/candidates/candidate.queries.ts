// The list of candidates: the world's places narrowed to where one looks, ranked by the chosen score, each with its reasons and the towns they rest on.
import type { Here } from '#platform/here.ts'
import { tagsByPlace } from '../facts/fact.queries.ts'
import type { Wishes } from '../finder.ts'
import { FACTOR_NAMES, forEach } from '../ranking/levels.ts'
import type { PlaceIndex } from '../ranking/place-index.ts'
import { orderOfLikeness, orderOfTies, type Ranked, TIE_NAMES, type TieSliders } from '../ranking/ranking.ts'
import type { Sliders } from '../ranking/similar.ts'
import { SharedTags, tagsByRow, wantedTags } from '../ranking/tags.ts'
import { weights } from '../ranking/weights.ts'
import { officeEvidence } from '../twinnings/twinning.queries.ts'
import { type Asked, MOST_RANKED, PER_PAGE, pointsOf } from './candidate.ts'
import { extentOf, finderIsMade, groundOf, isInScope, rowsWithin } from './ground.queries.ts'
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
}
/** `unmade`: the list of places is not built · `homeless`: it does not have the office's own town · `weightless`: nothing counts, so nothing can be put in order · `nowhere`: no town there. */
export type Nothing =
  | { readonly kind: 'unmade' | 'homeless' }
  | { readonly kind: 'weightless' | 'nowhere'; readonly home: Town; readonly uncounted: number; readonly wished: Readonly<Record<string, number>> }

// ---- the list -----------------------------------------------------------------------------------------------------------------

export const slidersOf = ({ factors }: Wishes): Sliders => forEach(FACTOR_NAMES, (name) => factors[name] ?? 1)
export const tiesOf = ({ ties }: Wishes): TieSliders => forEach(TIE_NAMES, (name) => ties[name] ?? 1)

/** What home is known for and what was wished for: the weight of each tag (one put to nothing is among them), and all towns' tags ready to be counted. */
export async function wantedOf(
  here: Here,
  office: { readonly id: string; readonly placeId: number },
  wishes: Wishes,
  index: PlaceIndex,
): Promise<{ readonly byPlace: TagsByPlace; readonly wished: Readonly<Record<string, number>>; readonly tags: SharedTags }> {
  const byPlace = await here.db.inOffice(office.id, (tx) => tagsByPlace(tx))
  const own = (byPlace.get(office.placeId) ?? []).map(({ tag }) => tag)
  return {
    byPlace,
    wished: { ...Object.fromEntries(own.map((tag) => [tag, 1])), ...wishes.tags },
    tags: new SharedTags({ wanted: wantedTags(own, wishes.tags), has: tagsByRow(index, byPlace) }),
  }
}

/** Ranks of rows in a list by their scores: 1 more than there are better ones. */
function ranksIn(rows: readonly number[], candidates: Uint32Array, scores: Float32Array): ReadonlyMap<number, number> {
  const wanted = rows.map((row) => ({ row, score: scores[candidates.indexOf(row)]! })).sort((a, b) => a.score - b.score)
  // Of every score it is counted below how many of the wanted ones it is not: those it is better than come first.
  const better = new Uint32Array(wanted.length + 1)
  for (const score of scores) {
    let [low, high] = [0, wanted.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (wanted[middle]!.score < score) low = middle + 1
      else high = middle
    }
    better[low]! += 1
  }
  const ranks = new Map<number, number>()
  let above = 0
  for (let i = wanted.length; i > 0; i -= 1) {
    above += better[i]!
    ranks.set(wanted[i - 1]!.row, 1 + above)
  }
  return ranks
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
  const { index, similar, arise } = known
  const home = index.row(office.placeId)
  if (home === undefined) return { kind: 'homeless' }
  const { evidence, sources } = await officeEvidence(here, office.id)
  const { byPlace, wished, tags } = await wantedOf(here, office, asked.wishes, index)
  const { graph } = evidence
  const { rows, uncounted } = rowsWithin(known, home, asked.scope)
  const { country } = index.of
  const hasCountrymen = (row: number): boolean => {
    for (const twin of graph.partners(row)) if (twin !== home && country[twin] === country[home]) return true
    return false
  }
  const linkedRows = [...graph.partners(home)].filter((row) => row !== home && isInScope(known, home, asked.scope, row))
  const out = new Uint8Array(index.rows)
  for (const row of graph.partners(home)) out[row] = 1
  for (const id of marks.excluded) out[index.row(id) ?? home] = 1
  const candidates = rows.filter((row) => out[row] === 0 && (!asked.free || !hasCountrymen(row)))
  const sliders = slidersOf(asked.wishes)
  const ties = tiesOf(asked.wishes)
  const limit = Math.min(MOST_RANKED, asked.page * PER_PAGE)
  const orders = {
    similar: orderOfLikeness(similar, home, candidates, sliders, tags),
    arise: orderOfTies(arise, evidence, weights.evidence, home, candidates, ties),
  }
  const ranked: Ranked[] = orders[asked.mode].first(limit)
  const shown = ranked.slice((asked.page - 1) * PER_PAGE)
  const pinnedRows = marks.pinned.flatMap((id) => index.row(id) ?? []).filter((row) => candidates.includes(row))
  const ask = [...new Set([...shown.map(({ row }) => row), ...pinnedRows])]
  const ranks = { similar: ranksIn(ask, candidates, orders.similar.scores), arise: ranksIn(ask, candidates, orders.arise.scores) }
  const sayings = sayingsOf(
    evidence,
    home,
    shown.map(({ row }) => row),
  )
  const towns = await townsOf(here, office.id, known, evidence, byPlace, home, [
    home,
    ...shown.map(({ row }) => row),
    ...linkedRows,
    ...pinnedRows,
    ...[...sayings.values()].flatMap(townsNamed),
  ])
  const town = (row: number): Town => towns.get(row)!
  const homeTown = town(home)
  if (ranked.length === 0 && candidates.length > 0) return { kind: 'weightless', home: homeTown, uncounted, wished }
  if (candidates.length === 0) return { kind: 'nowhere', home: homeTown, uncounted, wished }
  return {
    kind: 'found',
    home: homeTown,
    among: candidates.length,
    uncounted,
    sources,
    wished,
    pages: Math.ceil(Math.min(candidates.length, MOST_RANKED) / PER_PAGE),
    linked: linkedRows.map(town),
    pinned: pinnedRows.map((row) => ({ ...town(row), similarRank: ranks.similar.get(row)!, ariseRank: ranks.arise.get(row)! })),
    extent: extentOf(
      known,
      home,
      asked.scope,
      shown.map(({ row }) => row),
    ),
    candidates: shown.map((one) => ({
      ...town(one.row),
      rank: one.rank,
      score: one.score,
      factors: one.factors,
      points: pointsOf(one.factors),
      otherRank: ranks[asked.mode === 'similar' ? 'arise' : 'similar'].get(one.row)!,
      reasons: reasonsOf(sayings.get(one.row)!, (row) => town(row).name, one.factors),
    })),
  }
}
