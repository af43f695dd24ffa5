// Mails are queued in the transaction that causes them and sent by a job; nothing else sends.
import { and, asc, eq, gte, isNull, lt, sql } from 'drizzle-orm'
import nodemailer from 'nodemailer'
import type { Clock } from '../clock.ts'
import type { Door, SystemTx } from '../database/door.ts'
import { newId } from '../ids.ts'
import type { Log } from '../log.ts'
import { outbox } from './outbox.table.ts'

export type Mail = { readonly to: string; readonly subject: string; readonly text: string; readonly html?: string }
export type QueuedMail = typeof outbox.$inferSelect

/** After so many failed tries a mail stays in the outbox for a person to look at. */
export const MOST_ATTEMPTS = 8

/** Puts a mail into the outbox in the very transaction that causes it, an office's own or a system one: it leaves only if that one is kept. */
export async function queueMail(tx: SystemTx, clock: Clock, mail: Mail): Promise<void> {
  await tx.insert(outbox).values({ id: newId(), to: mail.to, subject: mail.subject, text: mail.text, html: mail.html ?? null, createdAt: clock.now() })
}

/** How mails leave: by SMTP, or, with no mail server configured, shown to the person at the terminal. */
export type Postman = { deliver(mail: QueuedMail): Promise<void>; close(): void }

// A mail server that says nothing keeps a database connection waiting, so it is given up early and asked again on a later round.
const PATIENCE_MS = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 }

export function smtpPostman(url: string, from: string): Postman {
  const transport = nodemailer.createTransport({ url, ...PATIENCE_MS })
  return {
    deliver: async (mail) => {
      await transport.sendMail({ from, to: mail.to, subject: mail.subject, text: mail.text, ...(mail.html === null ? {} : { html: mail.html }) })
    },
    close: () => transport.close(),
  }
}

export const terminalPostman = (log: Log): Postman => ({
  deliver: async (mail) => log.info(`\n✉ ${mail.to}\n  ${mail.subject}\n${mail.text.replace(/^/gm, '  ')}\n`),
  close: () => {},
})

/** Sends what waits, oldest first; returns how many left. A mail that fails keeps its error and is tried again on the next round. */
export async function sendWaiting(db: Door, clock: Clock, postman: Postman, log: Log): Promise<number> {
  let sent = 0
  for (;;) {
    const more = await db.asSystem(async (tx) => {
      // The row stays locked while it is sent, so that two processes never send the same mail.
      const [mail] = await tx
        .select()
        .from(outbox)
        .where(
          and(
            isNull(outbox.sentAt),
            lt(outbox.attempts, MOST_ATTEMPTS),
            sql`(${outbox.attempts} = 0 or ${outbox.createdAt} + (power(2, ${outbox.attempts}) * interval '30 seconds') < ${clock.now().toISOString()}::timestamptz)`,
          ),
        )
        .orderBy(asc(outbox.createdAt))
        .limit(1)
        .for('update', { skipLocked: true })
      if (mail === undefined) return false
      try {
        await postman.deliver(mail)
        await tx.update(outbox).set({ sentAt: clock.now() }).where(eq(outbox.id, mail.id))
        sent += 1
      } catch (error) {
        log.error(`mail to ${mail.to} was not sent`, error)
        await tx
          .update(outbox)
          .set({ attempts: mail.attempts + 1, lastError: error instanceof Error ? error.message : String(error) })
          .where(eq(outbox.id, mail.id))
      }
      return true
    })
    if (!more) return sent
  }
}

/** The postman's rounds of this process, one at a time: who asks for another meanwhile gets the one under way, so that a slow mail server holds one connection and not all. */
export function postRounds(db: Door, clock: Clock, postman: Postman, log: Log): () => Promise<number> {
  let underWay: Promise<number> | null = null
  return () =>
    (underWay ??= sendWaiting(db, clock, postman, log).finally(() => {
      underWay = null
    }))
}

/** The mails of one day, newest last; for the development page. */
export const mailsSince = (tx: SystemTx, moment: Date): Promise<QueuedMail[]> =>
  tx.select().from(outbox).where(gte(outbox.createdAt, moment)).orderBy(asc(outbox.createdAt)).limit(200)
