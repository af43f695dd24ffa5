// Before the post forgets a mail, the letter that left by it notes what became of it.
import { and, eq, isNotNull, lt, sql } from 'drizzle-orm'
import type { SystemTx } from '#platform/database/door.ts'
import { outbox } from '#platform/mail/outbox.table.ts'
import { visitLetters } from './letter.table.ts'

/** Of all offices: letters whose mail was settled before the moment. One query. */
export async function noteMailEnds(tx: SystemTx, settledBefore: Date): Promise<void> {
  await tx
    .update(visitLetters)
    .set({
      // Where the address had to be forgotten, what a server said of it is not taken up again.
      mailEnd: sql`jsonb_build_object('state', ${outbox.state}, 'at', to_char(case ${outbox.state} when 'sent' then ${outbox.sentAt} else ${outbox.settledAt} end at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
        'said', case ${visitLetters.mailedTo} when '' then '' else coalesce(${outbox.lastError}, '') end)`,
    })
    .from(outbox)
    .where(
      and(eq(outbox.officeId, visitLetters.officeId), eq(outbox.id, visitLetters.mailId), isNotNull(visitLetters.mailId), lt(outbox.settledAt, settledBefore)),
    )
}
