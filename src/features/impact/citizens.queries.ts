// Reads what the citizens may see of impact: years that are published, of them the measures that are, counted from public records alone.
import type { Place } from '#features/places/place.ts'
import { placesByIds } from '#features/places/place.queries.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { countedOf, Tally } from './counts/count.ts'
import { readCounts } from './counts/count.queries.ts'
import { type CountedPartner, partnersAmong } from './counts/partner.queries.ts'
import { MEASURES } from './measure.ts'
import { type PublicYear, publicYears } from './reports/year.queries.ts'
import { metIn, YEARS_SHOWN } from './yearly.ts'

export type PublicImpact = {
  /** Newest first, as many as stand beside each other. */
  readonly years: readonly PublicYear[]
  readonly tally: Tally
  /** Those with whom anything was counted in the newest year, in their alphabet, the first of them. */
  readonly partners: readonly CountedPartner[]
  /** So many more are in the sum. */
  readonly more: number
  /** The towns of the partners, by their GeoNames id. */
  readonly places: ReadonlyMap<number, Place>
}

/** A page that weighs little has room for so many. */
const MOST_PARTNERS = 100

/** Whose partnership is not public has no row of its own; a public record with them counts in the whole. */
export async function publicImpact(tx: OfficeTx, zone: string, today: string): Promise<PublicImpact> {
  const years = (await publicYears(tx)).slice(0, YEARS_SHOWN)
  const [newest, oldest] = [years[0], years.at(-1)]
  if (newest === undefined || oldest === undefined) return { years, tally: new Tally([]), partners: [], more: 0, places: new Map() }
  const open = new Map(years.map(({ year, measures }) => [year, new Set<string>(measures)]))
  const read = await readCounts(tx, { open: true, organisationId: null, years: { from: oldest.year, until: newest.year }, zone }, today)
  const tally = new Tally(countedOf(read, today), (measure, year) => open.get(year)?.has(measure) ?? false)
  const met = await partnersAmong(tx, metIn(tally, newest.year, MEASURES), true)
  const partners = met.slice(0, MOST_PARTNERS)
  const towns = await placesByIds(
    tx,
    partners.flatMap(({ placeId }) => placeId ?? []),
  )
  return { years, tally, partners, more: met.length - partners.length, places: new Map(towns.map((town) => [town.id, town])) }
}
