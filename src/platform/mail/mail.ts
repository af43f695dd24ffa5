// Puts mails into the outbox, in the very transaction that causes them; a job sends them, and nothing else does.
import { and, asc, eq, gte, inArray, isNull, sql } from 'drizzle-orm'
import type { Clock } from '../clock.ts'
import type { SystemTx } from '../database/door.ts'
import { newId } from '../ids.ts'
import { domainOf, isAddress, isUnsubscribable, type Mail, oneLine, plainAddress, type Queued } from './letter.ts'
import { type MailAddress, mailAddresses, outbox, type QueuedMail } from './outbox.table.ts'

export type { Attachment, Mail, MailKind, Queued } from './letter.ts'
export type { QueuedMail } from './outbox.table.ts'

/** Rows of one statement: PostgreSQL takes 65,535 values in one. */
const AT_ONCE = 500

const SUBJECT_LENGTH = 250

/** Puts a mail into the outbox: it leaves only if the transaction is kept. An office's mail goes in by its own transaction, one of no office by a system one. */
export async function queueMail(tx: SystemTx, clock: Clock, mail: Mail): Promise<Queued> {
  return (await queueMails(tx, clock, [mail]))[0]!
}

/** Many at once, in a fixed number of statements; answers in their order. Whoever refused the kind gets none, and the outbox says so; what goes to an address from where letters come back is held. */
export async function queueMails(tx: SystemTx, clock: Clock, mails: readonly Mail[]): Promise<Queued[]> {
  const answers: Queued[] = mails.map(() => ({ state: 'no-address', id: null }))
  const possible = [...mails.entries()].filter(([, mail]) => isAddress(mail.to))
  for (const officeId of new Set(possible.map(([, mail]) => mail.officeId))) {
    const own = possible.filter(([, mail]) => mail.officeId === officeId)
    for (let from = 0; from < own.length; from += AT_ONCE) {
      const some = own.slice(from, from + AT_ONCE)
      const queued = await queueSome(
        tx,
        clock,
        officeId,
        some.map(([, mail]) => mail),
      )
      for (const [at, [index]] of some.entries()) answers[index] = queued[at]!
    }
  }
  return answers
}

async function queueSome(tx: SystemTx, clock: Clock, officeId: string | null, mails: readonly Mail[]): Promise<Queued[]> {
  const now = clock.now()
  const known = officeId === null ? new Map<string, KnownAddress>() : await addressesOf(tx, officeId, now, mails)
  const rows = mails.map((mail) => {
    const id = newId()
    const to = plainAddress(mail.to)
    const unwanted = isUnsubscribable(mail.kind) && known.get(to)?.refused[mail.kind] !== undefined
    // To where letters come back from, none goes before somebody has looked.
    const held = mail.held === true || known.get(to)?.failingSince != null
    const state = unwanted ? ('unsubscribed' as const) : held ? ('held' as const) : ('waiting' as const)
    return {
      officeId,
      id,
      kind: mail.kind,
      language: mail.language,
      to,
      toName: oneLine(mail.toName ?? ''),
      domain: domainOf(to),
      subject: oneLine(mail.subject).slice(0, SUBJECT_LENGTH),
      // What is not sent is not kept either.
      text: unwanted ? '' : mail.text,
      html: unwanted ? null : (mail.html ?? null),
      remark: unwanted ? '' : (mail.remark ?? ''),
      attachments: unwanted ? [] : (mail.attachments ?? []),
      calendar: unwanted ? null : (mail.calendar ?? null),
      replyTo: mail.replyTo === undefined ? null : { name: oneLine(mail.replyTo.name), address: plainAddress(mail.replyTo.address) },
      key: mail.key ?? id,
      thing: mail.about?.thing ?? null,
      thingId: mail.about?.id ?? null,
      createdAt: now,
      state,
      nextTryAt: now,
      validUntil: mail.validUntil ?? null,
      settledAt: unwanted ? now : null,
    }
  })
  const added = new Set(
    (
      await tx
        .insert(outbox)
        .values(rows)
        .onConflictDoNothing({ target: [outbox.officeId, outbox.key] })
        .returning({ id: outbox.id })
    ).map(({ id }) => id),
  )
  const there = await idsByKey(
    tx,
    officeId,
    rows.filter(({ id }) => !added.has(id)).map(({ key }) => key),
  )
  return rows.map(({ id, key, state }) =>
    added.has(id) ? { state: state === 'waiting' ? 'queued' : state, id } : { state: 'already', id: there.get(key) ?? id },
  )
}

type KnownAddress = Pick<MailAddress, 'refused' | 'failingSince'>

/** What is known of those written to; the addresses of what may be refused are remembered for the link under it. */
async function addressesOf(tx: SystemTx, officeId: string, now: Date, mails: readonly Mail[]): Promise<Map<string, KnownAddress>> {
  const languages = new Map(mails.filter(({ kind }) => isUnsubscribable(kind)).map(({ to, language }) => [plainAddress(to), language]))
  // In one order, so that two transactions that write to the same people do not wait for each other in a ring.
  const linked = [...languages.keys()].sort()
  if (linked.length > 0)
    await tx
      .insert(mailAddresses)
      .values(linked.map((address) => ({ officeId, id: newId(), address, language: languages.get(address)!, createdAt: now })))
      .onConflictDoNothing({ target: [mailAddresses.officeId, mailAddresses.address] })
  const rows = await tx
    .select({ address: mailAddresses.address, refused: mailAddresses.refused, failingSince: mailAddresses.failingSince })
    .from(mailAddresses)
    .where(
      and(
        eq(mailAddresses.officeId, officeId),
        inArray(
          mailAddresses.address,
          mails.map(({ to }) => plainAddress(to)),
        ),
      ),
    )
  return new Map(rows.map(({ address, ...known }) => [address, known]))
}

async function idsByKey(tx: SystemTx, officeId: string | null, keys: readonly string[]): Promise<Map<string, string>> {
  if (keys.length === 0) return new Map()
  const rows = await tx
    .select({ key: outbox.key, id: outbox.id })
    .from(outbox)
    .where(and(officeId === null ? isNull(outbox.officeId) : eq(outbox.officeId, officeId), inArray(outbox.key, [...keys])))
  return new Map(rows.map(({ key, id }) => [key, id]))
}

/** The mails of one day, newest last; for the development page. */
export const mailsSince = (tx: SystemTx, moment: Date): Promise<QueuedMail[]> =>
  tx.select().from(outbox).where(gte(outbox.createdAt, moment)).orderBy(asc(outbox.createdAt)).limit(200)

/** Of all offices: the files that go along with mails whose words are still kept. */
export async function filesOfMails(tx: SystemTx): Promise<Set<string>> {
  const { rows } = await tx.execute<{ hash: string }>(
    sql`select distinct file ->> 'hash' as hash from ${outbox}, jsonb_array_elements(${outbox.attachments}) file where ${outbox.attachments} <> '[]'`,
  )
  return new Set(rows.map(({ hash }) => hash))
}
