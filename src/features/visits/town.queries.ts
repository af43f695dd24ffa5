// Reads towns by their places, with what the register calls their municipalities; and suggests them while a name is typed, the register's own first.
import { and, asc, eq, exists, inArray, isNotNull, isNull, like, or, sql } from 'drizzle-orm'
import { organisations } from '#features/organisations/organisation.table.ts'
import { partnerships } from '#features/partnerships/partnership.table.ts'
import { placesByIds, placesByName } from '#features/places/place.queries.ts'
import { placeNames } from '#features/places/place.table.ts'
import { nameFor, type Place } from '#features/places/place.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { offices } from '#platform/database/office.table.ts'
import { joinedKey } from '#platform/names/name-key.ts'
import { escapeLike, findByName } from '#platform/search/names.ts'
import type { SiteLanguage } from '#platform/texts/language.ts'
import { type Town, townIn } from './town.ts'

/** The towns at these places (GeoNames ids), and our own at its place in any case. Three statements. */
export async function townsAt(tx: OfficeTx, asked: readonly (number | null)[]): Promise<{ readonly at: ReadonlyMap<number, Town>; readonly home: Town }> {
  const [office] = await tx.select({ placeId: offices.placeId, name: offices.name }).from(offices).where(eq(offices.id, tx.officeId))
  const ids = [...new Set([office!.placeId, ...asked.flatMap((id) => id ?? [])])]
  const places = await placesByIds(tx, ids)
  const municipalities = await tx
    .select({
      placeId: organisations.placeId,
      name: organisations.name,
      nativeName: organisations.nativeName,
      nativeLanguage: organisations.nativeLanguage,
    })
    .from(organisations)
    .where(
      and(
        eq(organisations.officeId, tx.officeId),
        eq(organisations.kind, 'municipality'),
        inArray(organisations.placeId, ids),
        isNull(organisations.deletedAt),
      ),
    )
    .orderBy(asc(organisations.id))
  const townAt = (id: number): Town => {
    const known = municipalities.find(({ placeId }) => placeId === id)
    const named = known === undefined ? null : { name: known.name, nativeName: known.nativeName, nativeLanguage: known.nativeLanguage }
    return {
      named: id === office!.placeId ? { name: office!.name, nativeName: null, nativeLanguage: null } : named,
      place: places.find((place) => place.id === id) ?? null,
    }
  }
  return { at: new Map(ids.map((id) => [id, townAt(id)])), home: townAt(office!.placeId) }
}

/** What ties the office to a town: its own seat, a partner there, some organisation of the register there. */
export type TownTie = 'home' | 'partner' | 'register'
export type TownSuggested = { readonly place: Place; readonly text: string; readonly tie: TownTie | null }

const TIES: readonly TownTie[] = ['partner', 'home', 'register']

/**
 * Towns one of whose names begins with the query, or whose municipality the register calls so, at most `limit`: those of partners, our own, those of other
 * organisations of the register, then the gazetteer's. `text`: as the register calls it, for readers of the language. Nine statements at most.
 */
export async function townsSuggested(tx: OfficeTx, query: string, language: SiteLanguage, limit: number): Promise<TownSuggested[]> {
  const key = joinedKey(query)
  if (key.length < 2) return []
  const placed = and(eq(organisations.officeId, tx.officeId), isNotNull(organisations.placeId), isNull(organisations.deletedAt))
  const [office] = await tx.select({ placeId: offices.placeId }).from(offices).where(eq(offices.id, tx.officeId))
  const called = await findByName(tx, query, {
    things: ['organisation'],
    among: tx
      .select({ id: organisations.id })
      .from(organisations)
      .where(and(placed, eq(organisations.kind, 'municipality'))),
    limit,
  })
  const known = or(
    eq(placeNames.placeId, office!.placeId),
    inArray(
      placeNames.placeId,
      tx
        .select({ id: sql<number>`${organisations.placeId}`.as('id') })
        .from(organisations)
        .where(placed),
    ),
  )
  const named = await tx
    .selectDistinct({ placeId: placeNames.placeId })
    .from(placeNames)
    .where(and(like(placeNames.key, `${escapeLike(key)}%`), known))
    .limit(100)
  const there = or(
    inArray(
      organisations.placeId,
      named.map(({ placeId }) => placeId),
    ),
    inArray(
      organisations.id,
      called.map(({ thingId }) => thingId),
    ),
  )
  const partner = exists(
    tx
      .select({ one: sql`1` })
      .from(partnerships)
      .where(and(eq(partnerships.officeId, organisations.officeId), eq(partnerships.organisationId, organisations.id), isNull(partnerships.deletedAt))),
  )
  const tied = await tx
    .select({ placeId: sql<number>`${organisations.placeId}`.mapWith(Number), partner: sql<boolean>`bool_or(${partner})` })
    .from(organisations)
    .where(and(placed, there))
    .groupBy(organisations.placeId)
  const ties = new Map<number, TownTie>(tied.map((one) => [one.placeId, one.partner ? 'partner' : 'register']))
  if (named.some(({ placeId }) => placeId === office!.placeId)) ties.set(office!.placeId, 'home')
  const { at } = await townsAt(tx, [...ties.keys()])
  const own = [...ties]
    .flatMap(([id, tie]): TownSuggested[] => {
      const town = at.get(id)
      return town?.place == null ? [] : [{ place: town.place, text: townIn(town, language)?.text ?? nameFor(town.place, language), tie }]
    })
    .sort((a, b) => TIES.indexOf(a.tie!) - TIES.indexOf(b.tie!) || b.place.population - a.place.population || a.place.id - b.place.id)
  const others = (await placesByName(tx, query, { limit })).filter(({ id }) => !ties.has(id))
  return [...own, ...others.map((place): TownSuggested => ({ place, text: nameFor(place, language), tie: null }))].slice(0, limit)
}
