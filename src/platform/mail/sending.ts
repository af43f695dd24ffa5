// The postman's rounds: takes mails in hand one by one, gives them away, writes down what became of each. While a server is asked no connection to the database is held.
import { and, eq, inArray, sql } from 'drizzle-orm'
import type { SystemTx } from '../database/door.ts'
import { m } from '#messages'
import { offices } from '../database/office.table.ts'
import type { Here } from '../here.ts'
import { newId } from '../ids.ts'
import type { Log } from '../log.ts'
import type { LocalText } from '../texts/local-text.ts'
import { composed, type Sender } from './composing.ts'
import { isUnsubscribable, MOST_ATTEMPTS, waitAfter } from './letter.ts'
import { mailAddresses, outbox, type QueuedMail } from './outbox.table.ts'
import type { Outcome, Postman } from './postman.ts'

/** How fast mails may leave, in a minute; 0 is without limit. Sign-in links are never kept waiting. */
export type Pace = { readonly all: number; readonly domain: number }

export type PostOffice = { readonly here: Here; readonly postman: Postman; readonly sender: Sender; readonly pace: Pace; readonly log: Log }

/** A mail in hand is another's again after this long without a sign of life: so long it waits after a kill. */
const LEASE_MS = 2 * 60_000
const SIGN_OF_LIFE_MS = 30_000
const MINUTE_MS = 60_000

type InHand = { readonly mail: QueuedMail; readonly officeName: LocalText | null; readonly addressId: string | null }

const later = (now: Date, milliseconds: number): Date => new Date(now.getTime() + milliseconds)

/** What a stopped postman left: what he had not yet handed over waits again by itself; of what he just handed over nobody knows. */
async function tidy(tx: SystemTx, now: Date): Promise<void> {
  await tx
    .update(outbox)
    .set({ state: 'uncertain', settledAt: now, claimedBy: null, claimedUntil: null })
    .where(and(eq(outbox.state, 'handing-over'), sql`${outbox.claimedUntil} <= ${now.toISOString()}`))
  await tx
    .update(outbox)
    .set({ state: 'expired', settledAt: now })
    .where(
      and(
        eq(outbox.state, 'waiting'),
        sql`${outbox.validUntil} <= ${now.toISOString()}`,
        sql`(${outbox.claimedUntil} is null or ${outbox.claimedUntil} <= ${now.toISOString()})`,
      ),
    )
}

/** Takes the next mail in hand, sign-in links before all others; null when none may leave now. */
async function take(tx: SystemTx, now: Date, run: string, pace: Pace, only: 'all' | 'sign-in'): Promise<InHand | null> {
  const at = now.toISOString()
  const ready = sql`m.state = 'waiting' and m.next_try_at <= ${at} and (m.claimed_until is null or m.claimed_until <= ${at})`
  const inTurn = [
    ready,
    ...(pace.domain > 0 ? [sql`not exists (select from recent where recent.domain = m.domain and recent.n >= ${pace.domain})`] : []),
    ...(pace.all > 0 ? [sql`(select coalesce(sum(n), 0) from recent) < ${pace.all}`] : []),
  ]
  const links = sql`select m.id from mail_outbox m where ${ready} and m.kind = 'sign-in' order by m.next_try_at, m.id limit 1 for update skip locked`
  const others = sql`select m.id from mail_outbox m where ${sql.join(inTurn, sql` and `)} order by m.next_try_at, m.id limit 1 for update skip locked`
  // One taking at a time, in all processes: each must see what the others took, or together they are too fast.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('pobratim mail', 0))`)
  const { rows } = await tx.execute<{ id: string }>(sql`
    with recent as (select domain, count(*) as n from mail_outbox where tried_at > ${later(now, -MINUTE_MS).toISOString()} group by domain)
    update mail_outbox set claimed_by = ${run}, claimed_until = ${later(now, LEASE_MS).toISOString()}, tried_at = ${at}, first_tried_at = coalesce(first_tried_at, ${at}), attempts = attempts + 1
    where id = ${only === 'all' ? sql`coalesce((${links}), (${others}))` : sql`(${links})`}
    returning id`)
  const id = rows[0]?.id
  if (id === undefined) return null
  const [found] = await tx
    .select({ mail: outbox, officeName: offices.name, addressId: mailAddresses.id })
    .from(outbox)
    .leftJoin(offices, eq(offices.id, outbox.officeId))
    .leftJoin(mailAddresses, and(eq(mailAddresses.officeId, outbox.officeId), eq(mailAddresses.address, outbox.to)))
    .where(eq(outbox.id, id))
  return { ...found!, addressId: isUnsubscribable(found!.mail.kind) ? found!.addressId : null }
}

/** Written down before the end of the letter is given away. false: it took too long, and it may be in another's hand by now. */
const handOver = ({ here }: PostOffice, id: string, run: string): Promise<boolean> =>
  here.db.asSystem(async (tx) => {
    const now = here.clock.now()
    const taken = await tx
      .update(outbox)
      .set({ state: 'handing-over', claimedUntil: later(now, LEASE_MS) })
      .where(and(eq(outbox.id, id), eq(outbox.claimedBy, run), eq(outbox.state, 'waiting'), sql`${outbox.claimedUntil} > ${now.toISOString()}`))
      .returning({ id: outbox.id })
    return taken.length === 1
  })

/** Writes down what became of it, unless it is in another's hand or was called uncertain meanwhile. */
async function settle(tx: SystemTx, now: Date, run: string, id: string, outcome: Exclude<Outcome, { kind: 'taken' }>): Promise<void> {
  const itself = eq(outbox.id, id)
  const [mail] = await tx
    .select()
    .from(outbox)
    .where(and(itself, eq(outbox.claimedBy, run), inArray(outbox.state, ['waiting', 'handing-over'])))
    .for('update')
  if (mail === undefined) return
  // Whoever was erased while the server was asked (GDPR, art. 17): what it says may name them, and there is nothing left to send again.
  const erased = mail.emptiedAt !== null
  const words = erased ? null : outcome.words
  const free = { claimedBy: null, claimedUntil: null }
  switch (outcome.kind) {
    case 'sent':
      await tx
        .update(outbox)
        .set({ ...free, state: 'sent', sentAt: now, settledAt: now, answer: words ?? '', lastError: null, faultOf: null })
        .where(itself)
      return
    case 'unknown':
      await tx
        .update(outbox)
        .set({ ...free, state: 'uncertain', settledAt: now, lastError: words, faultOf: null })
        .where(itself)
      return
    case 'refused': {
      await tx
        .update(outbox)
        .set({ ...free, state: 'bounced', settledAt: now, lastError: words, faultOf: outcome.whose === 'letter' ? 'letter' : null })
        .where(itself)
      if (mail.officeId !== null && outcome.whose === 'address' && !erased) await markFailing(tx, mail.officeId, now, mail, outcome.words)
      return
    }
    case 'later':
    case 'unreachable': {
      const over = mail.attempts >= MOST_ATTEMPTS
      await tx
        .update(outbox)
        .set({
          ...free,
          lastError: words,
          ...(erased
            ? { state: 'dropped' as const, settledAt: now }
            : over
              ? { state: 'given-up' as const, settledAt: now }
              : { state: 'waiting' as const, nextTryAt: later(now, waitAfter(mail.attempts, id)) }),
        })
        .where(itself)
    }
  }
}

/** Remembers that letters to an address come back, and what was said. */
export async function markFailing(tx: SystemTx, officeId: string, now: Date, mail: Pick<QueuedMail, 'to' | 'language'>, words: string): Promise<void> {
  await tx
    .insert(mailAddresses)
    .values({ officeId, id: newId(), address: mail.to, language: mail.language, createdAt: now, failingSince: now, failure: words })
    .onConflictDoUpdate({
      target: [mailAddresses.officeId, mailAddresses.address],
      set: { failingSince: sql`coalesce(${mailAddresses.failingSince}, excluded.failing_since)`, failure: words, version: sql`${mailAddresses.version} + 1` },
    })
}

/** A database that is away for a moment must not turn a letter that arrived into one nobody knows of. */
async function written(log: Log, work: () => Promise<void>): Promise<void> {
  for (let left = 5; ; left -= 1) {
    try {
      return await work()
    } catch (error) {
      if (left === 0) throw error
      log.error('mail: what became of a letter could not be written down', error)
      await new Promise((resolve) => setTimeout(resolve, 1000))
    }
  }
}

/** Takes one mail in hand and through to its end; null when there was none to take. */
async function sendNext(office: PostOffice, run: string): Promise<Outcome['kind'] | null> {
  const { here, postman, log } = office
  const inHand = await here.db.asSystem((tx) => take(tx, here.clock.now(), run, office.pace, postman.carriesAll ? 'all' : 'sign-in'))
  if (inHand === null) return null
  const { mail } = inHand
  const alive = setInterval(() => {
    void here.db
      .asSystem(async (tx) => {
        await tx
          .update(outbox)
          .set({ claimedUntil: later(here.clock.now(), LEASE_MS) })
          .where(and(eq(outbox.id, mail.id), eq(outbox.claimedBy, run)))
      })
      .catch((error: unknown) => log.debug(`mail: ${String(error)}`))
  }, SIGN_OF_LIFE_MS)
  try {
    const outcome = await delivered(office, inHand, run)
    if (outcome.kind === 'taken') return 'taken'
    await written(log, () => here.db.asSystem((tx) => settle(tx, here.clock.now(), run, mail.id, outcome)))
    if (outcome.kind !== 'sent') log.error(`mail ${mail.id}: ${outcome.kind}, ${outcome.words}`)
    return outcome.kind
  } finally {
    clearInterval(alive)
  }
}

async function delivered(office: PostOffice, inHand: InHand, run: string): Promise<Outcome> {
  const letter = await composed(inHand.mail, inHand, office.sender).catch((error: unknown) => {
    office.log.error(`mail ${inHand.mail.id} could not be put together`, error)
    return error instanceof Error ? error : new Error(String(error))
  })
  if (letter instanceof Error) return { kind: 'later', words: letter.message }
  if (letter === null) return { kind: 'refused', words: m.platform_mail_file_gone(), whose: 'letter' }
  return office.postman.deliver(letter, () => handOver(office, inHand.mail.id, run))
}

/** Letters on their way at the same time: one slow answer does not keep a sign-in link waiting. */
const LANES = 3

export type Round = { readonly sent: number; readonly away: boolean }

/** Sends what may leave now: how many left, and whether the server was away, which ends the round, for the others would meet it too. */
export async function sendingRound(office: PostOffice, stopped: () => boolean = () => false): Promise<Round> {
  const { here, postman } = office
  await here.db.asSystem((tx) => tidy(tx, here.clock.now()))
  let sent = 0
  let away = false
  const lane = async (): Promise<void> => {
    const run = newId()
    while (!away && !stopped()) {
      const outcome = await sendNext(office, run)
      if (outcome === null) return
      if (outcome === 'sent') sent += 1
      if (outcome === 'unreachable') away = true
    }
  }
  try {
    const lanes = await Promise.allSettled(Array.from({ length: LANES }, lane))
    const failed = lanes.find((one) => one.status === 'rejected')
    if (failed !== undefined) throw failed.reason
  } finally {
    postman.rest()
  }
  return { sent, away }
}

/** A round; answers how many left. */
export const sendWaiting = async (office: PostOffice, stopped?: () => boolean): Promise<number> => (await sendingRound(office, stopped)).sent

/** A server that is away is asked again after this long, doubled each time it still is. */
const FIRST_PAUSE_MS = 5_000
const LONGEST_PAUSE_MS = 5 * 60_000

/** The rounds of this process, one at a time: who asks for another meanwhile gets the one under way. While the server is away they become rare. */
export function postRounds(office: PostOffice, stopped?: () => boolean): () => Promise<number> {
  let underWay: Promise<number> | null = null
  let pause = 0
  let until = 0
  const round = async (): Promise<number> => {
    const now = office.here.clock.now().getTime()
    if (now < until) return 0
    const { sent, away } = await sendingRound(office, stopped)
    pause = away ? Math.min(LONGEST_PAUSE_MS, Math.max(FIRST_PAUSE_MS, pause * 2)) : 0
    until = now + pause
    return sent
  }
  return () =>
    (underWay ??= round().finally(() => {
      underWay = null
    }))
}
