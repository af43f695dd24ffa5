// Reads what the office says of towns that may become partners: of all at once for the finder's list, and page by page for the shortlist.
import { and, count, eq, isNotNull, isNull, or, sql } from 'drizzle-orm'
import { placeById, placesByIds } from '#features/places/place.queries.ts'
import { countryName, nameFor, type Place } from '#features/places/place.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { keyPaging, type Page, type Turn } from '#platform/database/key-paging.ts'
import { isId } from '#platform/ids.ts'
import { officeLanguage } from '#platform/texts/language.ts'
import type { Judgement } from './candidate.ts'
import { finderCandidates } from './candidate.table.ts'

export type JudgedTown = Judgement & { readonly id: string; readonly placeId: number; readonly version: number }
/** `place` null: the gazetteer has lost it. */
export type JudgedTownView = JudgedTown & { readonly place: Place | null }

const columns = {
  id: finderCandidates.id,
  placeId: finderCandidates.placeId,
  version: finderCandidates.version,
  pinnedOn: finderCandidates.pinnedOn,
  excludedOn: finderCandidates.excludedOn,
  excludedWhy: finderCandidates.excludedWhy,
  shortlistedOn: finderCandidates.shortlistedOn,
  note: finderCandidates.note,
  finding: finderCandidates.finding,
}
const own = (tx: OfficeTx) => and(eq(finderCandidates.officeId, tx.officeId), isNull(finderCandidates.deletedAt))

/** Every town of which the office has said something, by its GeoNames id. One statement. */
export const candidatesByPlace = async (tx: OfficeTx): Promise<Map<number, JudgedTown>> =>
  new Map((await tx.select(columns).from(finderCandidates).where(own(tx))).map((row) => [row.placeId, row]))

/** Rows with the towns they are of; null where the gazetteer has lost one. One statement. */
export async function withPlaces<Row extends { readonly placeId: number }>(
  tx: OfficeTx,
  found: readonly Row[],
): Promise<(Row & { readonly place: Place | null })[]> {
  const places = await placesByIds(
    tx,
    found.map(({ placeId }) => placeId),
  )
  const byId = new Map(places.map((place) => [place.id, place]))
  return found.map((row) => ({ ...row, place: byId.get(row.placeId) ?? null }))
}

/** A town as the record of changes calls it: „Фаенца, Италия“; the id where the gazetteer has lost it. */
export async function townOnRecord(tx: OfficeTx, placeId: number): Promise<string> {
  const place = await placeById(tx, placeId)
  const language = officeLanguage()
  return place === null ? `GeoNames ${placeId}` : `${nameFor(place, language)}, ${countryName(place.country, language)}`
}

export async function candidateById(tx: OfficeTx, id: string): Promise<JudgedTownView | null> {
  if (!isId(id)) return null
  const found = await tx
    .select(columns)
    .from(finderCandidates)
    .where(and(own(tx), eq(finderCandidates.id, id)))
  return (await withPlaces(tx, found))[0] ?? null
}

/** kept: on the shortlist or pinned · excluded: in no list. */
export const VIEWS = ['kept', 'excluded'] as const
export type View = (typeof VIEWS)[number]
export const CANDIDATES_A_PAGE = 25

const seenIn = (view: View) =>
  view === 'excluded' ? isNotNull(finderCandidates.excludedOn) : or(isNotNull(finderCandidates.shortlistedOn), isNotNull(finderCandidates.pinnedOn))

/** One page of the kept or of the excluded towns, the latest first, with how many there are. Three statements, however many rows. */
export async function candidatesPage(tx: OfficeTx, view: View, turn: Turn, size = CANDIDATES_A_PAGE): Promise<Page<JudgedTownView> & { readonly all: number }> {
  const key =
    view === 'excluded'
      ? sql<string>`${finderCandidates.excludedOn}::text`
      : sql<string>`coalesce(${finderCandidates.shortlistedOn}, ${finderCandidates.pinnedOn})::text`
  const paging = keyPaging(turn, { key, id: finderCandidates.id }, { size, descending: true, keyShape: /^\d{4}-\d\d-\d\d$/ })
  const found = await tx
    .select({ ...columns, key })
    .from(finderCandidates)
    .where(and(own(tx), seenIn(view), paging.where))
    .orderBy(...paging.orderBy)
    .limit(paging.limit)
  const [counted] = await tx
    .select({ n: count() })
    .from(finderCandidates)
    .where(and(own(tx), seenIn(view)))
  const page = paging.page(await withPlaces(tx, found), ({ key: at, id }) => ({ key: at, id }))
  return { ...page, all: counted?.n ?? 0 }
}
