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
import { type Counted, liveTally, railTally } from './inbox/waiting.queries.ts'

const overdue = (tx: OfficeTx, today: string): SQL =>
  sql`(select count(*) from ${commitments} where ${commitments.officeId} = ${tx.officeId} and ${commitments.keptOn} is null and ${commitments.droppedOn} is null
    and ${commitments.deletedAt} is null and ${commitments.dueBy} < ${today}::date)`

export type ShellCounts = { readonly today: number; readonly intake: number; readonly overdue: number }

/** What waits for the person and was not put off: an officer's own and what nobody has; of a reader everything. */
export const waitingFor = (counts: Tally, { personId, role }: Pick<Reader, 'personId' | 'role'>): number =>
  counted(counts, ({ assignedTo }) => isWhoses(assignedTo, usualWhose(role), personId))

/** The numbers beside the rail's entries, on every page: what waits for the person, undecided drafts, overdue promises. One query. */
export async function shellCounts(tx: OfficeTx, today: string, person: Pick<Reader, 'personId' | 'role'>): Promise<ShellCounts> {
  const { rows } = await tx.execute<{ intake: string; overdue: string; live: Counted[] }>(
    sql`select ${undecidedDrafts(tx)} as intake, ${overdue(tx, today)} as overdue, ${liveTally(tx, today)} as live`,
  )
  const [row] = rows
  return { today: waitingFor(railTally(tx, today, row?.live ?? []), person), intake: Number(row?.intake ?? 0), overdue: Number(row?.overdue ?? 0) }
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
