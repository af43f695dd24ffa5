// What people decide about mails of the outbox: let go, drop, send again, say that it arrived or came back; and what is known of addresses.
import { and, asc, desc, eq, gte, inArray, isNotNull, isNull, lt, lte, or, sql, type SQL } from 'drizzle-orm'
import { forgetInRecord } from '../activity/erasing.ts'
import type { Clock } from '../clock.ts'
import { anyOf } from '../database/any-of.ts'
import type { OfficeTx, SystemTx } from '../database/door.ts'
import { type MailKind, type MailState, plainAddress } from './letter.ts'
import { type MailAddress, mailAddresses, outbox, type QueuedMail } from './outbox.table.ts'
import { isId } from '../ids.ts'
import type { Returned } from './returned.ts'
import { markFailing } from './sending.ts'

const DAY_MS = 86_400_000

/** What a person can do with a mail, and in which states. */
export const DEEDS = {
  release: ['held'],
  /** Also when its time is over. */
  nevertheless: ['held'],
  drop: ['held', 'waiting', 'given-up', 'expired'],
  again: ['uncertain', 'bounced', 'given-up', 'expired', 'dropped'],
  arrived: ['uncertain'],
  seen: ['bounced', 'given-up'],
} as const satisfies Record<string, readonly MailState[]>
export type Deed = keyof typeof DEEDS
export const isDeed = (value: string): value is Deed => Object.hasOwn(DEEDS, value)
/** Whether the moment is past until which it was of use. */
export const isOver = ({ validUntil }: Pick<QueuedMail, 'validUntil'>, now: Date): boolean => validUntil !== null && validUntil <= now
/** Whether it may be done; words that were swept away cannot be sent, and what is over would only expire. */
export const mayDo = (deed: Deed, mail: Pick<QueuedMail, 'state' | 'emptiedAt' | 'seenAt' | 'validUntil'>, now: Date): boolean =>
  (DEEDS[deed] as readonly MailState[]).includes(mail.state) &&
  !(deed === 'again' && mail.emptiedAt !== null) &&
  !(deed === 'seen' && mail.seenAt !== null) &&
  !(deed === 'release' && isOver(mail, now))

/** As the record of changes keeps it: where a mail stands, and nothing of what it says. */
export type MailStanding = {
  readonly state: MailState
  readonly attempts: number
  readonly nextTryAt: string
  readonly sentAt: string | null
  readonly settledAt: string | null
  readonly seenAt: string | null
  /** Absent in what was kept before it was. */
  readonly validUntil?: string | null
  /** An officer put its words otherwise; absent: not. The words themselves are kept with the mail alone. */
  readonly reworded?: true
}
export const standingOfMail = (mail: QueuedMail): MailStanding => ({
  state: mail.state,
  attempts: mail.attempts,
  nextTryAt: mail.nextTryAt.toISOString(),
  sentAt: mail.sentAt?.toISOString() ?? null,
  settledAt: mail.settledAt?.toISOString() ?? null,
  seenAt: mail.seenAt?.toISOString() ?? null,
  validUntil: mail.validUntil?.toISOString() ?? null,
  ...(mail.draft === null ? {} : { reworded: true }),
})

export type Decided = {
  readonly id: string
  readonly to: string
  readonly subject: string
  readonly before: MailStanding
  readonly after: MailStanding
  readonly version: number
}

const decided = (before: QueuedMail, after: QueuedMail): Decided => ({
  id: after.id,
  to: after.to,
  subject: after.subject,
  before: standingOfMail(before),
  after: standingOfMail(after),
  version: after.version,
})

/** Not in a postman's hand just now. */
const free = (now: Date): SQL => sql`(${outbox.claimedUntil} is null or ${outbox.claimedUntil} <= ${now.toISOString()})`

const changes = (deed: Deed, now: Date) => {
  switch (deed) {
    case 'release':
      return { state: 'waiting' as const, nextTryAt: now, firstTriedAt: null }
    case 'nevertheless':
      return {
        state: 'waiting' as const,
        nextTryAt: now,
        firstTriedAt: null,
        validUntil: sql`case when ${outbox.validUntil} > ${now.toISOString()} then ${outbox.validUntil} end`,
      }
    case 'drop':
      return { state: 'dropped' as const, settledAt: now }
    case 'again':
      return {
        state: 'waiting' as const,
        nextTryAt: now,
        attempts: 0,
        firstTriedAt: null,
        validUntil: null,
        settledAt: null,
        seenAt: null,
        claimedBy: null,
        claimedUntil: null,
      }
    case 'arrived':
      return { state: 'sent' as const, sentAt: sql`${outbox.triedAt}`, settledAt: now, lastError: null }
    case 'seen':
      return { seenAt: now }
  }
}

/** Does it to those of the mails that are in a state for it and in nobody's hand; answers them. In two statements, however many they are. */
export async function decideMails(tx: OfficeTx, clock: Clock, ids: readonly string[], deed: Deed): Promise<Decided[]> {
  const now = clock.now()
  const own = and(eq(outbox.officeId, tx.officeId), anyOf(outbox.id, ids))
  const before = await tx
    .select()
    .from(outbox)
    .where(and(own, inArray(outbox.state, [...DEEDS[deed]]), free(now)))
    .orderBy(asc(outbox.id))
    .for('update')
  const fit = before.filter((mail) => mayDo(deed, mail, now))
  if (fit.length === 0) return []
  const after = await tx
    .update(outbox)
    .set({ ...changes(deed, now), version: sql`${outbox.version} + 1` })
    .where(
      and(
        eq(outbox.officeId, tx.officeId),
        anyOf(
          outbox.id,
          fit.map(({ id }) => id),
        ),
      ),
    )
    .returning()
  const became = new Map(after.map((mail) => [mail.id, mail]))
  return fit.map((mail) => decided(mail, became.get(mail.id)!))
}

/** How many of the mails wait for an officer though their time is over. One statement. */
export const countOver = (tx: OfficeTx, clock: Clock, ids: readonly string[]): Promise<number> =>
  tx.$count(outbox, and(eq(outbox.officeId, tx.officeId), anyOf(outbox.id, ids), eq(outbox.state, 'held'), lte(outbox.validUntil, clock.now())))

export type Words = { readonly subject: string; readonly text: string }
/** Whether an officer may put a mail otherwise before it goes: what is plain text, and neither an invitation nor written in HTML. */
export const mayReword = ({ state, html, calendar }: Pick<QueuedMail, 'state' | 'html' | 'calendar'>): boolean =>
  state === 'held' && html === null && calendar === null

/** Puts a held mail in other words; null when it was changed since `version`, has gone on meanwhile, or may not be. */
export async function rewordMail(tx: OfficeTx, id: string, words: Words, version: number): Promise<Decided | null> {
  const own = and(eq(outbox.officeId, tx.officeId), eq(outbox.id, id))
  const [before] = await tx
    .select()
    .from(outbox)
    .where(and(own, eq(outbox.version, version)))
    .for('update')
  if (before === undefined || !mayReword(before)) return null
  const [after] = await tx
    .update(outbox)
    .set({ ...words, draft: before.draft ?? { subject: before.subject, text: before.text }, version: version + 1 })
    .where(own)
    .returning()
  return decided(before, after!)
}

/** Of these it is said, or cannot be ruled out, that a server was given them. */
const LEFT: ReadonlySet<MailState> = new Set(['sent', 'uncertain', 'bounced'])

/** Puts a mail back to where it stood; null when it was changed since `version` or has left or may have left meanwhile, which cannot be undone. */
export async function putBack(tx: OfficeTx, clock: Clock, id: string, to: MailStanding, version: number): Promise<Decided | null> {
  const own = and(eq(outbox.officeId, tx.officeId), eq(outbox.id, id))
  const [before] = await tx
    .select()
    .from(outbox)
    .where(and(own, eq(outbox.version, version), free(clock.now())))
    .for('update')
  // Of words put otherwise twice only the first are kept.
  if (before?.state === 'held' && to.state === 'held' && (before.draft !== null) === (to.reworded === true)) return null
  // Taken by a server it has an answer; said by a person to have arrived it has none.
  if (before === undefined || before.state === 'handing-over' || (before.state === 'sent' && before.answer !== null)) return null
  // The postman raises no version: what became unclear or came back meanwhile would leave a second time as if it never had.
  if (LEFT.has(before.state) && !LEFT.has(to.state)) return null
  const date = (value: string | null): Date | null => (value === null ? null : new Date(value))
  const [after] = await tx
    .update(outbox)
    .set({
      state: to.state,
      attempts: to.attempts,
      nextTryAt: new Date(to.nextTryAt),
      sentAt: date(to.sentAt),
      settledAt: date(to.settledAt),
      seenAt: date(to.seenAt),
      ...(to.validUntil === undefined ? {} : { validUntil: date(to.validUntil) }),
      ...(to.reworded !== true && before.draft !== null ? { ...before.draft, draft: null } : {}),
      version: before.version + 1,
    })
    .where(own)
    .returning()
  return decided(before, after!)
}

/** Marks a mail that came back by the returned letter `identity`, and its address as failing; null when the office has none such, or it never left. */
export async function returnMail(tx: OfficeTx, clock: Clock, id: string, words: string, identity: string): Promise<Decided | null> {
  const now = clock.now()
  const own = and(eq(outbox.officeId, tx.officeId), eq(outbox.id, id))
  const [before] = await tx
    .select()
    .from(outbox)
    // A server may come back to what it was given before its answer is written down.
    .where(and(own, inArray(outbox.state, ['sent', 'uncertain', 'handing-over'])))
    .for('update')
  if (before === undefined) return null
  // Whoever was erased meanwhile (GDPR, art. 17): what the server says may name them, and their address is not to be remembered.
  const erased = before.to === FORGOTTEN
  const [after] = await tx
    .update(outbox)
    .set({
      state: 'bounced',
      claimedBy: null,
      claimedUntil: null,
      settledAt: now,
      lastError: erased ? null : words,
      seenAt: null,
      returnedBy: [...before.returnedBy.filter((one) => one !== identity), identity],
      version: before.version + 1,
    })
    .where(own)
    .returning()
  if (!erased) await markFailing(tx, tx.officeId, now, before, words)
  return decided(before, after!)
}

/** The newest mails to these addresses that left or may have left: what a letter that names no mail of ours may be about. */
export const newestTo = (tx: OfficeTx, addresses: readonly string[]): Promise<{ id: string; to: string }[]> =>
  tx
    .selectDistinctOn([outbox.to], { id: outbox.id, to: outbox.to })
    .from(outbox)
    .where(and(eq(outbox.officeId, tx.officeId), anyText(outbox.to, addresses), inArray(outbox.state, ['sent', 'uncertain'])))
    .orderBy(asc(outbox.to), desc(outbox.id))

/** What is known of a returned letter already: `named`, mails of the office it names; `marked`, whether one was marked by it before. One returned letter at a time. */
export async function knownReturn(
  tx: OfficeTx,
  { identity, mails, recipients }: Pick<Returned, 'identity' | 'mails' | 'recipients'>,
): Promise<{ readonly named: boolean; readonly marked: boolean }> {
  // Two who hand in the same one must not both find the next mail to that address.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`pobratim returned ${tx.officeId}`}, 0))`)
  const meant = or(
    anyOf(outbox.id, mails.filter(isId)),
    anyText(
      outbox.to,
      recipients.map(({ address }) => address),
    ),
  )
  const rows = await tx
    .select({ id: outbox.id, marked: sql<boolean>`${identity} = any(${outbox.returnedBy})` })
    .from(outbox)
    .where(and(eq(outbox.officeId, tx.officeId), meant))
  return { named: rows.some(({ id }) => mails.includes(id)), marked: rows.some(({ marked }) => marked) }
}

/** After so long no server comes back to a letter; an address may be another's by then. */
const RETURNS_WITHIN_DAYS = 14

/** The offices whose mails a returned letter is about: by what it names, else, where it names none, by whom it did not reach lately. */
export async function officesOfReturn(tx: SystemTx, clock: Clock, { mails, recipients }: Pick<Returned, 'mails' | 'recipients'>): Promise<string[]> {
  const ofOffices = <Rows extends { officeId: string | null }>(rows: readonly Rows[]): string[] => [...new Set(rows.flatMap(({ officeId }) => officeId ?? []))]
  if (mails.length > 0)
    return ofOffices(
      await tx
        .select({ officeId: outbox.officeId })
        .from(outbox)
        .where(anyOf(outbox.id, mails.filter(isId))),
    )
  const failed = recipients.filter(({ fate }) => fate === 'failed').map(({ address }) => address)
  const rows = await tx
    .selectDistinctOn([outbox.to], { to: outbox.to, officeId: outbox.officeId })
    .from(outbox)
    .where(
      and(
        anyText(outbox.to, failed),
        isNotNull(outbox.officeId),
        // One that is marked already tells which office it was.
        inArray(outbox.state, ['sent', 'uncertain', 'bounced']),
        gte(outbox.triedAt, new Date(clock.now().getTime() - RETURNS_WITHIN_DAYS * DAY_MS)),
      ),
    )
    .orderBy(asc(outbox.to), desc(outbox.id))
  return ofOffices(rows)
}

const anyText = (column: typeof outbox.to, values: readonly string[]): SQL => sql`${column} = any(${sql.param([...new Set(values)])}::text[])`

// ---- addresses -------------------------------------------------------------------------------------------------------

/** Since when letters to an address come back, and what was said of it; `since` null: they arrive. */
export type Failing = { readonly since: Date | null; readonly words: string }

/** Writes down whether letters arrive there; null when something was learnt of it since `version`, or it is not kept any more. */
export async function putFailing(tx: OfficeTx, id: string, { since, words }: Failing, version: number): Promise<MailAddress | null> {
  const [row] = await tx
    .update(mailAddresses)
    .set({ failingSince: since, failure: words, version: version + 1 })
    .where(and(eq(mailAddresses.officeId, tx.officeId), eq(mailAddresses.id, id), eq(mailAddresses.version, version)))
    .returning()
  return row ?? null
}

export const addressById = async (tx: SystemTx, id: string): Promise<MailAddress | null> =>
  (await tx.select().from(mailAddresses).where(eq(mailAddresses.id, id)))[0] ?? null

/** Its reader wants no more of a kind, or wants it again. What of the kind waits for them is not sent. */
export async function refuseKind(tx: OfficeTx, clock: Clock, address: MailAddress, kind: MailKind, wants: boolean): Promise<void> {
  const own = and(eq(mailAddresses.officeId, tx.officeId), eq(mailAddresses.id, address.id))
  if (wants) {
    await tx
      .update(mailAddresses)
      .set({ refused: sql`${mailAddresses.refused} - ${kind}::text` })
      .where(own)
    return
  }
  const now = clock.now()
  await tx
    .update(mailAddresses)
    .set({ refused: sql`${mailAddresses.refused} || ${JSON.stringify({ [kind]: now.toISOString() })}::jsonb` })
    .where(own)
  await tx
    .update(outbox)
    .set({ state: 'unsubscribed', settledAt: now, ...EMPTY, emptiedAt: now, version: sql`${outbox.version} + 1` })
    .where(and(eq(outbox.officeId, tx.officeId), eq(outbox.to, address.address), eq(outbox.kind, kind), inArray(outbox.state, ['held', 'waiting']), free(now)))
}

// ---- how long --------------------------------------------------------------------------------------------------------

const EMPTY = { text: '', html: null, attachments: [], calendar: null, remark: '', draft: null } as const

/** Lines without words stay this many times as long as the words did. */
const LINES_STAY = 3

const monthsBefore = (now: Date, months: number): Date => {
  const before = new Date(now)
  before.setUTCMonth(before.getUTCMonth() - months)
  return before
}

/**
 * Sweeps the words of settled mails older than `months`, those of sign-in links after a day, and whole lines after three times as long.
 * An address nobody wrote to in that time goes too, unless its reader refused something: that is kept for their sake.
 * `note`: records that left by mail write down what became of those settled before a moment, for they go now.
 */
export async function sweepMails(
  tx: SystemTx,
  clock: Clock,
  months: number,
  note: (tx: SystemTx, settledBefore: Date) => Promise<void> = async () => {},
): Promise<{ emptied: number; removed: number }> {
  const now = clock.now()
  const [words, links, lines] = [monthsBefore(now, months), new Date(now.getTime() - DAY_MS), monthsBefore(now, months * LINES_STAY)]
  const emptied = await tx
    .update(outbox)
    .set({ ...EMPTY, emptiedAt: now })
    .where(
      and(isNull(outbox.emptiedAt), isNotNull(outbox.settledAt), or(lt(outbox.settledAt, words), and(eq(outbox.kind, 'sign-in'), lt(outbox.settledAt, links)))),
    )
    .returning({ id: outbox.id })
  await note(tx, lines)
  const removed = await tx.delete(outbox).where(lt(outbox.settledAt, lines)).returning({ id: outbox.id })
  await tx
    .delete(mailAddresses)
    .where(
      and(
        eq(mailAddresses.refused, {}),
        lt(mailAddresses.createdAt, lines),
        sql`not exists (select from ${outbox} where ${outbox.officeId} = ${mailAddresses.officeId} and ${outbox.to} = ${mailAddresses.address})`,
      ),
    )
  return { emptied: emptied.length, removed: removed.length }
}

/** What stands where an address was that had to be forgotten. */
export const FORGOTTEN = '—'

/** Takes people's addresses out of the outbox with all that was written to them (GDPR, art. 17); what has not left does not leave. */
export async function forgetAddresses(tx: OfficeTx, addresses: readonly string[]): Promise<void> {
  const forgotten = [...new Set(addresses.map(plainAddress))].filter((address) => address !== '')
  if (forgotten.length === 0) return
  const own = and(eq(outbox.officeId, tx.officeId), inArray(outbox.to, forgotten))
  const mails = await tx.select({ id: outbox.id }).from(outbox).where(own)
  await tx
    .update(outbox)
    .set({ state: 'dropped', settledAt: sql`now()` })
    .where(and(own, inArray(outbox.state, ['held', 'waiting', 'uncertain', 'given-up'])))
  await tx
    .update(outbox)
    // The key may be made of the address.
    .set({
      ...EMPTY,
      key: sql`${outbox.id}::text`,
      to: FORGOTTEN,
      toName: '',
      domain: '',
      subject: FORGOTTEN,
      lastError: null,
      answer: null,
      emptiedAt: sql`now()`,
    })
    .where(own)
  const known = await tx
    .delete(mailAddresses)
    .where(and(eq(mailAddresses.officeId, tx.officeId), inArray(mailAddresses.address, forgotten)))
    .returning({ id: mailAddresses.id })
  const idsOf = (rows: readonly { readonly id: string }[]): string[] => rows.map(({ id }) => id)
  await forgetInRecord(
    tx,
    [
      { thing: 'mail', ids: idsOf(mails) },
      { thing: 'mail_address', ids: idsOf(known) },
    ],
    FORGOTTEN,
  )
}
