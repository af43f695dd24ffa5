// Reads the numbers beside the rail's entries, and whether anything was entered yet.
import { sql, type SQL } from 'drizzle-orm'
import type { Reader } from '#features/accounts/account.ts'
import { commitments } from '#features/commitments/commitment.table.ts'
import { events } from '#features/events/event.table.ts'
import { texts } from '#features/intake/text.table.ts'
import { partnerships } from '#features/partnerships/partnership.table.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { undecidedDrafts } from './inbox/text-source.queries.ts'
import { counted, isWhoses, type Tally, usualWhose } from './inbox/waiting.ts'
import { railTally } from './inbox/waiting.queries.ts'

export type ShellCounts = { readonly today: number; readonly intake: number; readonly overdue: number }

/** What waits for the person and was not put off: an officer's own and what nobody has; of a reader everything. */
export const waitingFor = (counts: Tally, { personId, role }: Pick<Reader, 'personId' | 'role'>): number =>
  counted(counts, ({ assignedTo }) => isWhoses(assignedTo, usualWhose(role), personId))

/** The numbers beside the rail's entries, on every page: what waits for the person, undecided drafts, overdue promises. One query. */
export async function shellCounts(tx: OfficeTx, today: string, person: Pick<Reader, 'personId' | 'role'>): Promise<ShellCounts> {
  const { counts, also: intake } = await railTally(tx, today, undecidedDrafts(tx))
  return {
    today: waitingFor(counts, person),
    intake,
    // Put off or given to somebody, a promise is overdue all the same.
    overdue: counts.reduce((sum, { kind, late, n }) => (kind === 'promise' && late ? sum + n : sum), 0),
  }
}

/** Nothing was ever entered: no partnership, text, event or promise. One query. */
export async function isEmptyOffice(tx: OfficeTx): Promise<boolean> {
  const any = (table: typeof partnerships | typeof texts | typeof events | typeof commitments): SQL =>
    sql`exists (select 1 from ${table} where ${table.officeId} = ${tx.officeId} and ${table.deletedAt} is null)`
  const { rows } = await tx.execute<{ empty: boolean }>(
    sql`select not (${any(partnerships)} or ${any(texts)} or ${any(events)} or ${any(commitments)}) as empty`,
  )
  return rows[0]?.empty ?? true
}
