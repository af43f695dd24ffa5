// Rows of the list of places as towns, in the reader's words and with what the office knows of them.
import { nameFor, type Place } from '#features/places/place.ts'
import { placesByIds } from '#features/places/place.queries.ts'
import { displayName } from '#features/organisations/naming.ts'
import { municipalitiesAt } from '#features/organisations/organisation.queries.ts'
import type { Here } from '#platform/here.ts'
import { bareName } from '#platform/names/name-key.ts'
import { currentLanguage } from '#platform/texts/language.ts'
import { municipalityPeople, type tagsByPlace } from '../facts/fact.queries.ts'
import type { Evidence } from '../ranking/evidence.ts'
import { UNKNOWN_ELEVATION } from '../ranking/place-index.ts'
import type { Ground } from './ground.queries.ts'

/** A town as the finder shows it. `people`, `elevation` (m): null unknown. `km`: from home. */
export type Town = {
  readonly row: number
  readonly id: number
  readonly name: string
  /** As the list of places writes it, where the reader's language writes it otherwise. */
  readonly native: string | null
  readonly country: string
  /** Name of its region's seat. */
  readonly seat: string | null
  readonly people: number | null
  readonly municipality: { readonly people: number; readonly asOf: string | null; readonly source: string } | null
  readonly elevation: number | null
  readonly latitude: number
  readonly longitude: number
  readonly km: number
  readonly tags: readonly { readonly tag: string; readonly source: string; readonly address: string | null }[]
  /** Twins known of it anywhere. */
  readonly twins: number
}

export type TagsByPlace = Awaited<ReturnType<typeof tagsByPlace>>
/** Rows as towns, in the reader's words. */
export async function townsOf(
  here: Here,
  officeId: string,
  { index, similar, seats }: Ground,
  evidence: Evidence,
  byPlace: TagsByPlace,
  home: number,
  rows: readonly number[],
): Promise<ReadonlyMap<number, Town>> {
  const { of } = index
  const wanted = [...new Set(rows)]
  const seatOf = (row: number): number => seats[of.region[row]!]!
  const ids = [...new Set([...wanted, ...wanted.map(seatOf).filter((seat) => seat !== -1)].map((row) => of.geonameId[row]!))]
  const read = await here.db.inOffice(officeId, async (tx) => ({
    places: await placesByIds(tx, ids),
    own: await municipalitiesAt(tx, ids),
    municipalities: await municipalityPeople(
      tx,
      wanted.map((row) => of.geonameId[row]!),
    ),
  }))
  const places = new Map<number, Place>(read.places.map((place) => [place.id, place]))
  const language = currentLanguage()
  const nameOf = (row: number): string => {
    const place = places.get(of.geonameId[row]!)
    const own = read.own.get(of.geonameId[row]!)
    // A partner is called here as everywhere in the office.
    if (own !== undefined) return bareName(displayName(own))
    return place === undefined ? index.name(row) : nameFor(place, language)
  }
  return new Map(
    wanted.map((row) => {
      const [id, name, own, seat] = [of.geonameId[row]!, nameOf(row), index.name(row), seatOf(row)]
      return [
        row,
        {
          row,
          id,
          name,
          native: own === name ? null : own,
          country: index.countryOf(row),
          seat: seat === -1 || seat === row ? null : nameOf(seat),
          people: of.population[row] === 0 ? null : of.population[row]!,
          municipality: read.municipalities.get(id) ?? null,
          elevation: of.elevation[row] === UNKNOWN_ELEVATION ? null : of.elevation[row]!,
          latitude: of.lat[row]!,
          longitude: of.lon[row]!,
          km: Math.round(similar.distance(home, row)),
          tags: byPlace.get(id) ?? [],
          twins: evidence.graph.degree(row),
        },
      ]
    }),
  )
}
