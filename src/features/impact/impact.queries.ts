// Reads what a page of impact needs in one go: who is counted, and all counts as a tally.
import { isId } from '#platform/ids.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { countedOf, Tally, yearOf } from './counts/count.ts'
import { type CountedPartner, countedPartners, eventsWithoutYear, readCounts, type Scope } from './counts/count.queries.ts'

export type Impact = {
  readonly partners: readonly CountedPartner[]
  readonly tally: Tally
  /** So many events belong to no year and count nowhere. */
  readonly withoutYear: number
}

export async function readImpact(tx: OfficeTx, scope: Scope, today: string): Promise<Impact> {
  const read = await readCounts(tx, scope, today)
  return {
    partners: await countedPartners(tx, scope.open),
    tally: new Tally(countedOf(read, today)),
    withoutYear: (await eventsWithoutYear(tx, scope.organisationId)) + read.events.filter((event) => yearOf(event) === null).length,
  }
}

/** The partner of a live partnership, by the partnership's id or the organisation's; null: there is none. */
export async function countedPartner(
  tx: OfficeTx,
  by: { readonly partnershipId: string } | { readonly organisationId: string },
): Promise<CountedPartner | null> {
  const [name, id] = 'partnershipId' in by ? (['partnershipId', by.partnershipId] as const) : (['organisationId', by.organisationId] as const)
  return isId(id) ? ((await countedPartners(tx, false)).find((partner) => partner[name] === id) ?? null) : null
}
