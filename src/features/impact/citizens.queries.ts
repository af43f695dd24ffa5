// Reads what the citizens may see of impact: years that are published, of them the measures that are, counted from public records alone.
import type { Place } from '#features/places/place.ts'
import { placesByIds } from '#features/places/place.queries.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { countedOf, Tally } from './counts/count.ts'
import { type CountedPartner, countedPartners, readCounts } from './counts/count.queries.ts'
import { type PublicYear, publicYears } from './reports/year.queries.ts'

export type PublicImpact = {
  /** Newest first. */
  readonly years: readonly PublicYear[]
  readonly tally: Tally
  readonly partners: readonly CountedPartner[]
  /** The towns of the partners, by their GeoNames id. */
  readonly places: ReadonlyMap<number, Place>
}

/** Whose partnership is not public has no row of its own; a public record with them counts in the whole. */
export async function publicImpact(tx: OfficeTx, zone: string, today: string): Promise<PublicImpact> {
  const years = await publicYears(tx)
  if (years.length === 0) return { years, tally: new Tally([]), partners: [], places: new Map() }
  const open = new Map(years.map(({ year, measures }) => [year, new Set<string>(measures)]))
  const read = await readCounts(tx, { open: true, organisationId: null, since: null, zone }, today)
  const partners = await countedPartners(tx, true)
  const towns = await placesByIds(
    tx,
    partners.flatMap(({ placeId }) => placeId ?? []),
  )
  return {
    years,
    tally: new Tally(countedOf(read, today), (measure, year) => open.get(year)?.has(measure) ?? false),
    partners,
    places: new Map(towns.map((town) => [town.id, town])),
  }
}
