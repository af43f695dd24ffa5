// Takes back that somebody refused a kind of mail, when they themselves ask for it again.
import { and, eq, sql } from 'drizzle-orm'
import type { OfficeTx } from '../database/door.ts'
import { type MailKind, plainAddress } from './letter.ts'
import { mailAddresses } from './outbox.table.ts'

/** Only for what a person chooses for their own address. */
export async function wantAgain(tx: OfficeTx, to: string, kind: MailKind): Promise<void> {
  await tx
    .update(mailAddresses)
    .set({ refused: sql`${mailAddresses.refused} - ${kind}::text` })
    .where(and(eq(mailAddresses.officeId, tx.officeId), eq(mailAddresses.address, plainAddress(to))))
}
