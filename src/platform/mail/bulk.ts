// Letters of which many go out at once: how many are on their way, what became of them, how those that have not left are taken back.
import { and, eq, gte, inArray, isNull, or, sql } from 'drizzle-orm'
import { anyOf } from '../database/any-of.ts'
import type { OfficeTx, SystemTx } from '../database/door.ts'
import type { Clock } from '../clock.ts'
import { FORGOTTEN } from './deciding.ts'
import { type MailKind, plainAddress } from './letter.ts'
import { mailAddresses, outbox, type QueuedMail } from './outbox.table.ts'

const MINUTE_MS = 60_000

/** Letters of these kinds that still wait, or were put into the outbox within the last minute: so many count against how many may in a minute. Of all offices. */
export const underWay = (tx: SystemTx, clock: Clock, kinds: readonly MailKind[]): Promise<number> =>
  tx.$count(
    outbox,
    and(
      inArray(outbox.kind, [...kinds]),
      or(inArray(outbox.state, ['waiting', 'handing-over']), gte(outbox.createdAt, new Date(clock.now().getTime() - MINUTE_MS + 1_000))),
    ),
  )

export type BulkOutcome = Pick<QueuedMail, 'id' | 'state' | 'faultOf' | 'lastError'>

/** What became of the letters. One statement. */
export const outcomesOf = (tx: OfficeTx, ids: readonly string[]): Promise<BulkOutcome[]> =>
  tx
    .select({ id: outbox.id, state: outbox.state, faultOf: outbox.faultOf, lastError: outbox.lastError })
    .from(outbox)
    .where(and(eq(outbox.officeId, tx.officeId), anyOf(outbox.id, ids)))

/** Letters of these kinds that came back or were tried in vain and that nobody has looked at yet: their sender does, so from now on they are seen. One statement. */
export const takeReturned = (
  tx: OfficeTx,
  clock: Clock,
  kinds: readonly MailKind[],
  most: number,
): Promise<(BulkOutcome & { readonly about: string | null })[]> =>
  tx
    .update(outbox)
    .set({ seenAt: clock.now() })
    .where(
      and(
        eq(outbox.officeId, tx.officeId),
        inArray(
          outbox.id,
          tx
            .select({ id: outbox.id })
            .from(outbox)
            .where(
              and(eq(outbox.officeId, tx.officeId), inArray(outbox.state, ['bounced', 'given-up']), inArray(outbox.kind, [...kinds]), isNull(outbox.seenAt)),
            )
            .limit(most),
        ),
      ),
    )
    .returning({ id: outbox.id, state: outbox.state, faultOf: outbox.faultOf, lastError: outbox.lastError, about: outbox.thingId })

/** Takes the words out of letters that have arrived: they stand elsewhere once, not ten thousand times. */
export async function emptySent(tx: OfficeTx, clock: Clock, ids: readonly string[]): Promise<void> {
  await tx
    .update(outbox)
    .set({ text: '', html: null, emptiedAt: clock.now() })
    .where(and(eq(outbox.officeId, tx.officeId), anyOf(outbox.id, ids), eq(outbox.state, 'sent'), isNull(outbox.emptiedAt)))
}

/** Takes letters back that have not left and are in nobody's hand: no server has them, so they may be written anew. Answers which. */
export async function takeBack(tx: OfficeTx, clock: Clock, ids: readonly string[]): Promise<string[]> {
  const now = clock.now().toISOString()
  const rows = await tx
    .delete(outbox)
    .where(
      and(
        eq(outbox.officeId, tx.officeId),
        anyOf(outbox.id, ids),
        inArray(outbox.state, ['held', 'waiting']),
        sql`(${outbox.claimedUntil} is null or ${outbox.claimedUntil} <= ${now})`,
      ),
    )
    .returning({ id: outbox.id })
  return rows.map(({ id }) => id)
}

/** Which of the addresses letters come back from (`failing`), and which want none of the kind (`refused`). One statement. */
export async function unwilling(tx: OfficeTx, kind: MailKind, addresses: readonly string[]): Promise<{ failing: Set<string>; refused: Set<string> }> {
  const rows = await tx
    .select({ address: mailAddresses.address, refused: mailAddresses.refused, failingSince: mailAddresses.failingSince })
    .from(mailAddresses)
    .where(and(eq(mailAddresses.officeId, tx.officeId), sql`${mailAddresses.address} = any(${sql.param(addresses.map(plainAddress))}::text[])`))
  return {
    failing: new Set(rows.filter(({ failingSince }) => failingSince !== null).map(({ address }) => address)),
    refused: new Set(rows.filter(({ refused }) => refused[kind] !== undefined).map(({ address }) => address)),
  }
}

/** Whoever asks for a kind of letters anew takes back that they refused it. */
export async function wantsAgain(tx: OfficeTx, kind: MailKind, address: string): Promise<void> {
  await tx
    .update(mailAddresses)
    .set({ refused: sql`${mailAddresses.refused} - ${kind}::text` })
    .where(and(eq(mailAddresses.officeId, tx.officeId), eq(mailAddresses.address, plainAddress(address))))
}

/**
 * Takes addresses out of letters of these kinds with all that was written to them (GDPR, art. 17), and forgets the addresses where no other letter was ever
 * written to them. What else the office wrote them has purposes of its own and stays.
 */
export async function forgetKinds(tx: OfficeTx, kinds: readonly MailKind[], addresses: readonly string[]): Promise<void> {
  const forgotten = sql.param([...new Set(addresses.map(plainAddress))])
  const own = and(eq(outbox.officeId, tx.officeId), sql`${outbox.to} = any(${forgotten}::text[])`, inArray(outbox.kind, [...kinds]))
  await tx
    .update(outbox)
    .set({ state: 'dropped', settledAt: sql`now()` })
    .where(and(own, inArray(outbox.state, ['held', 'waiting', 'uncertain', 'given-up'])))
  await tx
    .update(outbox)
    .set({
      key: sql`${outbox.id}::text`,
      to: FORGOTTEN,
      toName: '',
      domain: '',
      text: '',
      html: null,
      lastError: null,
      answer: null,
      emptiedAt: sql`now()`,
    })
    .where(own)
  const known = and(eq(mailAddresses.officeId, tx.officeId), sql`${mailAddresses.address} = any(${forgotten}::text[])`)
  for (const kind of kinds)
    await tx
      .update(mailAddresses)
      .set({ refused: sql`${mailAddresses.refused} - ${kind}::text` })
      .where(known)
  await tx
    .delete(mailAddresses)
    .where(
      and(
        known,
        eq(mailAddresses.refused, {}),
        sql`not exists (select from ${outbox} where ${outbox.officeId} = ${mailAddresses.officeId} and ${outbox.to} = ${mailAddresses.address})`,
      ),
    )
}
