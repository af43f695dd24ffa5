// Reads what the citizens may see of impact: years that are published, of them the measures that are, counted from public records alone.
import type { OfficeTx } from '#platform/database/door.ts'
import { countedOf, Tally } from './counts/count.ts'
import { type CountedPartner, countedPartners, readCounts } from './counts/count.queries.ts'
import { type PublicYear, publicYears } from './reports/year.queries.ts'

export type PublicImpact = {
  /** Newest first. */
  readonly years: readonly PublicYear[]
  readonly tally: Tally
  readonly partners: readonly CountedPartner[]
}

/** Whose partnership is not public has no row of its own; a public record with them counts in the whole. */
export async function publicImpact(tx: OfficeTx, zone: string, today: string): Promise<PublicImpact> {
  const years = await publicYears(tx)
  if (years.length === 0) return { years, tally: new Tally([]), partners: [] }
  const open = new Map(years.map(({ year, measures }) => [year, new Set<string>(measures)]))
  const read = await readCounts(tx, { open: true, organisationId: null, since: null, zone }, today)
  return {
    years,
    tally: new Tally(countedOf(read, today), (measure, year) => open.get(year)?.has(measure) ?? false),
    partners: await countedPartners(tx, true),
  }
}
