// Subscribing, confirming, choosing, leaving; and what officers do about it: adding with a note of the consent, bringing in a list, erasing.
import { and, asc, eq, inArray, isNull, lt, or, sql } from 'drizzle-orm'
import type { Officer, Reader } from '#features/accounts/account.ts'
import { siteBase } from '#features/accounts/account.ts'
import type { RefusalTold } from '#features/post/post.actions.ts'
import { m } from '#messages'
import { type Actor, record, type Restore } from '#platform/activity/activity.ts'
import { forgetInRecord } from '#platform/activity/erasing.ts'
import { anyOf } from '#platform/database/any-of.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { insertMany } from '#platform/database/insert-many.ts'
import type { Here } from '#platform/here.ts'
import { isId, newId } from '#platform/ids.ts'
import { forgetKinds, wantsAgain } from '#platform/mail/bulk.ts'
import { FORGOTTEN, refuseKind } from '#platform/mail/deciding.ts'
import { plainAddress } from '#platform/mail/letter.ts'
import { type Mail, queueMail, queueMails } from '#platform/mail/mail.ts'
import { mailAddresses } from '#platform/mail/outbox.table.ts'
import { ok, refuse, type Result } from '#platform/result.ts'
import { clockAt } from '#features/visits/programmes/zone-time.ts'
import type { DigestLanguage } from '../composing/tongue.ts'
import { deliveries } from './issue.table.ts'
import {
  asksAfter,
  type ByHand,
  CONFIRM_DAYS,
  confirmationUrl,
  daysAfter,
  type Door,
  type Ending,
  hasLeft,
  hasOwnPage,
  KEPT_AFTER_END_DAYS,
  type Keys,
  mayAsk,
  mayResume,
  othersThan,
  type Preferences,
  REFUSAL_MONTHS,
  refusalHash,
  subscriptionUrl,
} from './subscriber.ts'
import { confirmationLetter, knownLetter } from './subscriber.mails.tsx'
import { knownAmong, subscriberById, type Writing, writingOffice } from './subscriber.queries.ts'
import { refusals, type Subscriber, subscribers } from './subscriber.table.ts'

/** What letters to subscribers are made of: the installation's secret and address. */
export type Desk = Keys & { readonly baseUrl: string }

const itself = (tx: OfficeTx, id: string) => and(eq(subscribers.officeId, tx.officeId), eq(subscribers.id, id))

async function locked(tx: OfficeTx, id: string): Promise<Subscriber | null> {
  if (!isId(id)) return null
  return (await tx.select().from(subscribers).where(itself(tx, id)).for('update'))[0] ?? null
}

/** The letter a subscriber gets before any newsletter: whoever is subscribed learns that, everybody else is asked. */
function askingMail(desk: Desk, office: Writing, one: Subscriber, now: Date): Mail {
  const base = siteBase(desk.baseUrl, office)
  const about = { language: one.language, office: office.name, address: one.address }
  const words =
    one.state === 'active'
      ? knownLetter({ ...about, url: subscriptionUrl(base, desk, one.language, one.id) })
      : confirmationLetter({
          ...about,
          url: confirmationUrl(base, desk, one.language, one.id),
          until: clockAt((one.confirmBy ?? now).getTime(), office.timeZone).day,
          asked: one.door === 'site' ? 'reader' : 'office',
        })
  return {
    officeId: office.id,
    kind: 'confirmation',
    language: one.language,
    to: one.address,
    key: `confirmation:${one.id}:${now.getTime()}`,
    about: { thing: 'subscriber', id: one.id },
    ...(one.confirmBy === null ? {} : { validUntil: one.confirmBy }),
    ...words,
  }
}

/** Asks one who may be asked; a mailbox that was written to just now, or often today, is left in peace, and nobody is told. */
async function ask(tx: OfficeTx, here: Here, desk: Desk, office: Writing, one: Subscriber): Promise<void> {
  const now = here.clock.now()
  if (!mayAsk(one, now)) return
  await tx
    .update(subscribers)
    .set({ askedAt: now, asks: asksAfter(one, now) })
    .where(itself(tx, one.id))
  await queueMail(tx, here.clock, askingMail(desk, office, one, now))
}

/**
 * Somebody typed an address on the site. What comes of it only a letter to the address tells; the page says the same to everybody. An active subscription is
 * not changed: who typed the address has not shown that it is theirs.
 */
export const subscribe = (here: Here, desk: Desk, officeId: string, form: Preferences & { readonly address: string }): Promise<void> =>
  here.db.inOffice(officeId, async (tx) => {
    const now = here.clock.now()
    const office = await writingOffice(tx, officeId)
    const address = plainAddress(form.address)
    const wish = { language: form.language, also: othersThan(form.language, form.also) }
    await tx
      .insert(subscribers)
      .values({ officeId, id: newId(), address, ...wish, state: 'pending', door: 'site', confirmBy: daysAfter(now, CONFIRM_DAYS), createdAt: now })
      .onConflictDoNothing({ target: [subscribers.officeId, subscribers.address] })
    const own = and(eq(subscribers.officeId, officeId), eq(subscribers.address, address))
    const [before] = await tx.select().from(subscribers).where(own).for('update')
    if (before === undefined) return
    if (before.state === 'active') return ask(tx, here, desk, office, before)
    const [after] = await tx
      .update(subscribers)
      .set({
        ...wish,
        state: 'pending',
        // Whoever left and types the address again is asked as anybody is.
        door: before.state === 'ended' ? 'site' : before.door,
        confirmBy: daysAfter(now, CONFIRM_DAYS),
        // That they left is forgotten only when they themselves say so: anybody can type an address.
        leftAt: before.endedBecause === 'unsubscribed' ? before.endedAt : before.leftAt,
        endedAt: null,
        endedBecause: null,
        version: sql`${subscribers.version} + 1`,
      })
      .where(own)
      .returning()
    await ask(tx, here, desk, office, after!)
  })

/** The reader of the mailbox says that it was they. Refuses a link whose time is over, or whose address is not kept any more. */
export const confirmSubscription = (here: Here, keys: Keys, officeId: string, id: string): Promise<Result<Subscriber>> =>
  here.db.inOffice(officeId, async (tx): Promise<Result<Subscriber>> => {
    const now = here.clock.now()
    const before = await locked(tx, id)
    if (before === null || before.state === 'ended') return refuse('gone', m.newsletter_link_gone())
    if (before.state === 'active') return ok(before)
    if (before.confirmBy === null || before.confirmBy < now) return refuse('late', m.newsletter_link_late())
    const [after] = await tx
      .update(subscribers)
      .set({ state: 'active', confirmedAt: now, confirmBy: null, leftAt: null, version: before.version + 1 })
      .where(itself(tx, id))
      .returning()
    await wantsAgain(tx, 'newsletter', before.address)
    await tx.delete(refusals).where(and(eq(refusals.officeId, officeId), eq(refusals.hash, refusalHash(keys, officeId, before.address))))
    return ok(after!)
  })

/** Another language, other languages beside it. */
export const choosePreferences = (here: Here, officeId: string, id: string, { language, also }: Preferences): Promise<Result<Subscriber>> =>
  here.db.inOffice(officeId, async (tx): Promise<Result<Subscriber>> => {
    const [after] = isId(id)
      ? await tx
          .update(subscribers)
          .set({ language, also: othersThan(language, also), version: sql`${subscribers.version} + 1` })
          .where(and(itself(tx, id), eq(subscribers.state, 'active')))
          .returning()
      : []
    return after === undefined ? refuse('gone', m.newsletter_link_gone()) : ok(after)
  })

async function end(tx: OfficeTx, here: Here, ids: readonly string[], because: Ending): Promise<void> {
  await tx
    .update(subscribers)
    .set({ state: 'ended', endedAt: here.clock.now(), endedBecause: because, confirmBy: null, version: sql`${subscribers.version} + 1` })
    .where(and(eq(subscribers.officeId, tx.officeId), anyOf(subscribers.id, ids), inArray(subscribers.state, ['pending', 'active'])))
}

/** Letters to them come back: they get no more. */
export const endReturned = (tx: OfficeTx, here: Here, ids: readonly string[]): Promise<void> => end(tx, here, ids, 'returned')

/** The reader leaves, or takes that back while the address is still kept. What waits for them does not go either. */
export const leaveOrReturn = (here: Here, officeId: string, id: string, wants: boolean): Promise<Result<Subscriber>> =>
  here.db.inOffice(officeId, async (tx): Promise<Result<Subscriber>> => {
    const before = await locked(tx, id)
    if (before === null || !hasOwnPage(before)) return refuse('gone', m.newsletter_link_gone())
    if (wants) await resume(tx, before)
    else await end(tx, here, [id], 'unsubscribed')
    const [known] = await tx
      .select()
      .from(mailAddresses)
      .where(and(eq(mailAddresses.officeId, officeId), eq(mailAddresses.address, before.address)))
    if (known !== undefined) await refuseKind(tx, here.clock, known, 'newsletter', wants)
    return ok((await subscriberById(tx, id))!)
  })

async function resume(tx: OfficeTx, before: Subscriber): Promise<void> {
  if (!mayResume(before)) return
  await tx
    .update(subscribers)
    .set({ state: 'active', endedAt: null, endedBecause: null, confirmBy: null, leftAt: null, version: before.version + 1 })
    .where(itself(tx, before.id))
}

/** The link under a letter, or a mail program's own button, says the same as the page of preferences. */
export const newsletterRefused: RefusalTold = async (tx, here, { kind, address, wants }) => {
  if (kind !== 'newsletter') return
  const [one] = await tx
    .select()
    .from(subscribers)
    .where(and(eq(subscribers.officeId, tx.officeId), eq(subscribers.address, address)))
    .for('update')
  if (one === undefined) return
  if (wants) await resume(tx, one)
  else await end(tx, here, [one.id], 'unsubscribed')
}

// ---- erasing -------------------------------------------------------------------------------------------------------------

/** Takes people out for good: their rows, their letters, their deliveries' names; of whoever left a mark stays by which a list brought in later is told. */
async function erase(tx: OfficeTx, now: Date, keys: Keys | null, rows: readonly Subscriber[]): Promise<void> {
  if (rows.length === 0) return
  const ids = rows.map(({ id }) => id)
  const left = rows.filter(hasLeft)
  if (keys !== null && left.length > 0)
    await tx
      .insert(refusals)
      .values(left.map(({ address }) => ({ officeId: tx.officeId, id: newId(), hash: refusalHash(keys, tx.officeId, address), createdAt: now })))
      .onConflictDoNothing({ target: [refusals.officeId, refusals.hash] })
  await tx
    .update(deliveries)
    .set({ subscriberId: null, state: sql`case when ${deliveries.state} in ('waiting', 'queued') then 'gone' else ${deliveries.state} end` })
    .where(and(eq(deliveries.officeId, tx.officeId), anyOf(deliveries.subscriberId, ids)))
  await forgetKinds(
    tx,
    ['newsletter', 'confirmation'],
    rows.map(({ address }) => address),
  )
  await tx.delete(subscribers).where(and(eq(subscribers.officeId, tx.officeId), anyOf(subscribers.id, ids)))
  await forgetInRecord(tx, [{ thing: 'subscriber', ids }], FORGOTTEN)
}

/** The reader wants to be forgotten at once. */
export const forgetMe = (here: Here, keys: Keys, officeId: string, id: string): Promise<void> =>
  here.db.inOffice(officeId, async (tx) => {
    const one = await locked(tx, id)
    if (one !== null) await erase(tx, here.clock.now(), keys, [one.state === 'pending' ? one : { ...one, endedBecause: 'unsubscribed' }])
  })

/** An officer erases a subscriber, who is marked as having left: no list brings them back. */
export const eraseSubscriber = (here: Here, by: Officer, keys: Keys, id: string): Promise<Result<{ activityId: string }>> =>
  here.db.inOffice(by.officeId, async (tx): Promise<Result<{ activityId: string }>> => {
    const one = await locked(tx, id)
    if (one === null) return refuse('missing', m.newsletter_subscriber_missing())
    await erase(tx, here.clock.now(), keys, [{ ...one, endedBecause: 'unsubscribed' }])
    return ok({
      activityId: await record(tx, here, by, { act: 'subscriber.erased', id, label: FORGOTTEN, before: null, after: null, version: one.version + 1 }),
    })
  })

/** The erased person's addresses are forgotten here too (GDPR, art. 17), and no mark of them stays. */
export async function forgetSubscribers(tx: OfficeTx, addresses: readonly string[]): Promise<void> {
  const known = addresses.map(plainAddress)
  if (known.length === 0) return
  const rows = await tx
    .select()
    .from(subscribers)
    .where(and(eq(subscribers.officeId, tx.officeId), inArray(subscribers.address, known)))
  // Without marks no moment is asked for.
  await erase(tx, new Date(0), null, rows)
}

const ERASED_AT_ONCE = 500

/** What an office no longer needs: addresses nobody confirmed, those that left a while ago, marks grown old. Answers how many addresses went. */
export async function tidySubscribers(tx: OfficeTx, here: Here, keys: Keys): Promise<number> {
  const now = here.clock.now()
  const old = new Date(now)
  old.setUTCMonth(old.getUTCMonth() - REFUSAL_MONTHS)
  await tx.delete(refusals).where(and(eq(refusals.officeId, tx.officeId), lt(refusals.createdAt, old)))
  let erased = 0
  for (;;) {
    const rows = await tx
      .select()
      .from(subscribers)
      .where(
        and(
          eq(subscribers.officeId, tx.officeId),
          or(
            and(eq(subscribers.state, 'pending'), lt(subscribers.confirmBy, now)),
            and(eq(subscribers.state, 'ended'), lt(subscribers.endedAt, daysAfter(now, -KEPT_AFTER_END_DAYS))),
          ),
        ),
      )
      .orderBy(asc(subscribers.id))
      .limit(ERASED_AT_ONCE)
    await erase(tx, now, keys, rows)
    erased += rows.length
    if (rows.length < ERASED_AT_ONCE) return erased
  }
}

// ---- by the office -------------------------------------------------------------------------------------------------------

export type Added = { readonly added: number; readonly there: number; readonly left: number; readonly activityId: string | null }

const ADDED: `subscriber.${string}` = 'subscriber.added'

/** Adds addresses whose readers agreed elsewhere, as the note says: each is asked to confirm. Who is known already stays as they are; who left is not asked again. */
async function add(
  here: Here,
  by: Officer,
  keys: Keys,
  addresses: readonly string[],
  { language, note }: Pick<ByHand, 'language' | 'note'>,
  door: Door,
): Promise<Added> {
  return here.db.inOffice(by.officeId, async (tx) => {
    const now = here.clock.now()
    const hashes = new Map(addresses.map((address) => [address, refusalHash(keys, by.officeId, address)]))
    const { there, left } = await knownAmong(tx, addresses, [...hashes.values()])
    const fresh = addresses.filter((address) => !there.has(address) && !left.has(hashes.get(address)!))
    const rows = fresh.map((address) => ({
      officeId: by.officeId,
      id: newId(),
      address,
      language,
      also: [] as DigestLanguage[],
      state: 'pending' as const,
      door,
      note,
      addedByName: by.name,
      // From the day on which they are asked: a long list takes a while.
      confirmBy: null,
      createdAt: now,
    }))
    await insertMany(tx, subscribers, rows)
    const gone = addresses.filter((address) => left.has(hashes.get(address)!)).length
    if (rows.length === 0) return { added: 0, there: there.size, left: gone, activityId: null }
    const activityId = await record(tx, here, by, {
      act: ADDED,
      // Of one its own id, so that an undo finds it; of a list a line without a record.
      id: rows.length === 1 && door === 'hand' ? rows[0]!.id : newId(),
      label: m.newsletter_added_label({ count: rows.length }),
      before: null,
      after: { count: rows.length, note },
      version: 1,
    })
    return { added: rows.length, there: there.size, left: gone, activityId }
  })
}

export async function addByHand(here: Here, by: Officer, keys: Keys, form: ByHand): Promise<Result<Added>> {
  const added = await add(here, by, keys, [plainAddress(form.address)], form, 'hand')
  if (added.there > 0) return refuse('there', m.newsletter_add_there(), 'address')
  return added.left > 0 ? refuse('left', m.newsletter_add_left(), 'address') : ok(added)
}

export const bringList = (here: Here, by: Officer, keys: Keys, addresses: readonly string[], form: Pick<ByHand, 'language' | 'note'>): Promise<Added> =>
  add(here, by, keys, addresses, form, 'import')

/** Undo of an adding by hand, while nobody has confirmed; what a list brought is not taken back as a whole. */
export const restoreSubscriber: Restore = (here, by, id, to) =>
  here.db.inOffice(by.officeId, async (tx): Promise<Result<null>> => {
    const one = to === null ? await locked(tx, id) : null
    if (one === null || one.state !== 'pending') return refuse('moved-on', m.newsletter_undo_not())
    await forgetKinds(tx, ['confirmation'], [one.address])
    await tx.delete(subscribers).where(itself(tx, id))
    await record(tx, here, by as Actor, {
      act: 'subscriber.restored',
      id,
      label: m.newsletter_added_label({ count: 1 }),
      before: null,
      after: null,
      version: one.version + 1,
    })
    return ok(null)
  })

/** Asks some who were added and not asked yet; answers how many letters wait now. */
export async function askAdded(tx: OfficeTx, here: Here, desk: Desk, most: number): Promise<number> {
  const now = here.clock.now()
  const rows = await tx
    .select()
    .from(subscribers)
    .where(and(eq(subscribers.officeId, tx.officeId), eq(subscribers.state, 'pending'), isNull(subscribers.askedAt)))
    .orderBy(asc(subscribers.id))
    .limit(most)
    .for('update', { skipLocked: true })
  if (rows.length === 0) return 0
  const office = await writingOffice(tx, tx.officeId)
  const confirmBy = daysAfter(now, CONFIRM_DAYS)
  const ids = rows.map(({ id }) => id)
  await tx
    .update(subscribers)
    .set({ askedAt: now, asks: 1, confirmBy })
    .where(and(eq(subscribers.officeId, tx.officeId), anyOf(subscribers.id, ids)))
  await queueMails(
    tx,
    here.clock,
    rows.map((row) => askingMail(desk, office, { ...row, confirmBy }, now)),
  )
  return rows.length
}

/** Nothing is to be put back: what left the office has left it. */
const TAKEN: `export.${string}` = 'export.made'

/** Whoever takes people's addresses out is noted, as the law on personal data asks. */
export const noteSubscribersTaken = (here: Here, by: Reader): Promise<string> =>
  here.db.inOffice(by.officeId, (tx) => {
    const label = m.newsletter_export_label()
    return record(tx, here, by, { act: TAKEN, id: newId(), label, before: null, after: { label }, version: 1 })
  })
