// Rows of the list of places as towns, in the reader's words and with what the office knows of them.
import { nameFor, type Place } from '#features/places/place.ts'
import { placesByIds } from '#features/places/place.queries.ts'
import { displayName } from '#features/organisations/naming.ts'
import { municipalitiesAt } from '#features/organisations/organisation.queries.ts'
import type { Here } from '#platform/here.ts'
import { bareName } from '#platform/names/name-key.ts'
import { currentLanguage } from '#platform/texts/language.ts'
import { municipalityPeople, type PeopleOfMunicipality, type TagOfTown } from '../facts/fact.queries.ts'
import { UNKNOWN_ELEVATION } from '../ranking/place-index.ts'
import type { Standpoint } from './standpoint.queries.ts'

/** A town as the finder shows it. `id`: of GeoNames; `people`, `elevation` (m): null unknown; `latitude`, `longitude`: degrees; `km`: from home. */
export type Town = {
  readonly id: number
  readonly name: string
  /** As the list of places writes it, where the reader's language writes it otherwise. */
  readonly native: string | null
  readonly country: string
  /** Name of its region's seat. */
  readonly seat: string | null
  readonly people: number | null
  readonly municipality: PeopleOfMunicipality | null
  readonly elevation: number | null
  readonly latitude: number
  readonly longitude: number
  readonly km: number
  readonly tags: readonly TagOfTown[]
  /** Twins known of it anywhere. */
  readonly twins: number
}

/** Rows as towns, by row, called as the reader's language calls them; a partner as everywhere in the office. Three statements, however many rows. */
export async function townsOf(here: Here, from: Standpoint, rows: readonly number[]): Promise<ReadonlyMap<number, Town>> {
  const { ground, home, evidence, tagsOfTowns } = from
  const { index, similar, seats } = ground
  const { of } = index
  const wanted = [...new Set(rows)]
  const idOf = (row: number): number => of.geonameId[row]!
  const seatOf = (row: number): number | null => (seats[of.region[row]!] === -1 ? null : seats[of.region[row]!]!)
  const ids = [...new Set([...wanted, ...wanted.flatMap((row) => seatOf(row) ?? [])].map(idOf))]
  const read = await here.db.inOffice(from.office.id, async (tx) => ({
    places: await placesByIds(tx, ids),
    own: await municipalitiesAt(tx, ids),
    municipalities: await municipalityPeople(tx, wanted.map(idOf)),
  }))
  const places = new Map<number, Place>(read.places.map((place) => [place.id, place]))
  const language = currentLanguage()
  const nameOf = (row: number): string => {
    const [place, own] = [places.get(idOf(row)), read.own.get(idOf(row))]
    if (own !== undefined) return bareName(displayName(own))
    return place === undefined ? index.name(row) : nameFor(place, language)
  }
  const told = (row: number): Town => {
    const [id, name, own, seat] = [idOf(row), nameOf(row), index.name(row), seatOf(row)]
    return {
      id,
      name,
      native: own === name ? null : own,
      country: index.countryOf(row),
      seat: seat === null || seat === row ? null : nameOf(seat),
      people: of.population[row] === 0 ? null : of.population[row]!,
      municipality: read.municipalities.get(id) ?? null,
      elevation: of.elevation[row] === UNKNOWN_ELEVATION ? null : of.elevation[row]!,
      latitude: of.lat[row]!,
      longitude: of.lon[row]!,
      km: Math.round(similar.distance(home, row)),
      tags: tagsOfTowns.get(id) ?? [],
      twins: evidence.graph.degree(row),
    }
  }
  return new Map(wanted.map((row) => [row, told(row)]))
}
