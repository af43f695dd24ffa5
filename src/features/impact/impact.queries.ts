// Reads what a page of impact needs in one go: which year it is of, and all counts of the years it shows as a tally.
import type { OfficeTx } from '#platform/database/door.ts'
import { countedOf, Tally } from './counts/count.ts'
import { readCounts, type Scope, type Years } from './counts/count.queries.ts'
import { eventsWithoutYear, yearsCounted } from './counts/year.queries.ts'
import { yearsUpTo } from './yearly.ts'

/** The counts of the scope, in the years it names. */
export const readTally = async (tx: OfficeTx, scope: Scope, today: string): Promise<Tally> => new Tally(countedOf(await readCounts(tx, scope, today), today))

export type Impact = {
  /** The year that was asked for, else the newest in which anything counts. */
  readonly year: number
  /** Years in which anything counts; null: nothing counts yet. */
  readonly counted: Years | null
  /** Of the year and those before it that stand beside it. */
  readonly tally: Tally
  /** So many events belong to no year and count nowhere. */
  readonly withoutYear: number
}

/** `asked`: the year somebody asked for, null: nobody named one. Of one organisation or of all; public or not. */
export async function readImpact(
  tx: OfficeTx,
  { organisationId, zone }: Pick<Scope, 'organisationId' | 'zone'>,
  asked: number | null,
  today: string,
): Promise<Impact> {
  const thisYear = Number(today.slice(0, 4))
  const counted = await yearsCounted(tx, organisationId, today)
  const year = asked ?? Math.min(counted?.until ?? thisYear, thisYear)
  const years = { from: yearsUpTo(year)[0]!, until: year }
  return {
    year,
    counted,
    tally: await readTally(tx, { open: false, organisationId, years, zone }, today),
    withoutYear: await eventsWithoutYear(tx, organisationId, today),
  }
}
