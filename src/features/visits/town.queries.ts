// Reads towns by their places, with what the register calls their municipalities.
import { and, asc, eq, inArray, isNull } from 'drizzle-orm'
import { organisations } from '#features/organisations/organisation.table.ts'
import { placesByIds } from '#features/places/place.queries.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { offices } from '#platform/database/office.table.ts'
import type { Town } from './town.ts'

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
