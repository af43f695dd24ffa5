// Decides about letters of the post, hands in those that came back, sends the trial letter, and lets readers refuse more.
import type { Officer } from '#features/accounts/account.ts'
import { m } from '#messages'
import { type Actor, record, recordMany, type Restore } from '#platform/activity/activity.ts'
import type { OfficeTx, SystemTx } from '#platform/database/door.ts'
import { type Here } from '#platform/here.ts'
import { isId } from '#platform/ids.ts'
import {
  addressById,
  countOver,
  type Decided,
  decideMails,
  type Deed,
  type MailStanding,
  type Words,
  knownReturn,
  newestTo,
  officesOfReturn,
  putBack,
  putFailing,
  refuseKind,
  rewordMail,
  returnMail,
  sweepMails,
} from '#platform/mail/deciding.ts'
import type { MailKind } from '#platform/mail/letter.ts'
import { queueMail } from '#platform/mail/mail.ts'
import type { MailAddress } from '#platform/mail/outbox.table.ts'
import { isCertain, type Returned } from '#platform/mail/returned.ts'
import { ok, refuse, type Result } from '#platform/result.ts'
import { FIRST_LANGUAGE, isLanguage, speakingIn } from '#platform/texts/language.ts'
import { officeWords } from './post.queries.ts'

/** What the record of changes calls it. */
const ACTS: Readonly<Record<Deed, `mail.${string}`>> = {
  release: 'mail.released',
  nevertheless: 'mail.released',
  drop: 'mail.dropped',
  again: 'mail.sent_again',
  arrived: 'mail.arrived',
  seen: 'mail.seen',
}

const changeOf = (act: `mail.${string}`, { id, subject, before, after, version }: Decided) => ({
  act,
  id,
  label: subject,
  before: { ...before },
  after: { ...after },
  version,
})

/** `over`: letters that were not let go with the others, because the moment is past until which they were of use. */
export type DecidedLetters = { readonly count: number; readonly over: number; readonly activityId: string }

/** Does one thing to many letters; refuses when none of them is any more in a state for it. */
export const decideLetters = (here: Here, by: Officer, ids: readonly string[], deed: Deed): Promise<Result<DecidedLetters>> => decide(here, by, ids, deed)

/** Stops letters that have not left, for a change elsewhere that takes their sending back; refuses when none of them can be stopped any more. */
export const stopLetters = (here: Here, by: Actor, ids: readonly string[]): Promise<Result<DecidedLetters>> => decide(here, by, ids, 'drop')

const decide = (here: Here, by: Actor, ids: readonly string[], deed: Deed): Promise<Result<DecidedLetters>> =>
  here.db.inOffice(by.officeId, async (tx) => {
    const decided = await decideMails(tx, here.clock, ids.filter(isId), deed)
    const over = deed === 'release' && decided.length < ids.length ? await countOver(tx, here.clock, ids.filter(isId)) : 0
    if (decided.length === 0) return over > 0 ? refuse('over', m.post_over({ count: over })) : refuse('moved-on', m.post_moved_on())
    const activityId = await recordMany(
      tx,
      here,
      by,
      decided.map((one) => changeOf(ACTS[deed], one)),
    )
    return ok({ count: decided.length, over, activityId: activityId! })
  })

/** Puts a letter that waits to be looked at in the officer's own words. Refuses when it was changed or let go meanwhile. */
export const rewordLetter = (here: Here, by: Officer, id: string, version: number, words: Words): Promise<Result<{ activityId: string }>> =>
  here.db.inOffice(by.officeId, async (tx) => {
    const reworded = isId(id) ? await rewordMail(tx, id, words, version) : null
    if (reworded === null) return refuse('moved-on', m.post_moved_on())
    return ok({ activityId: await record(tx, here, by, changeOf('mail.reworded', reworded)) })
  })

/** Undo: where it stood before, unless it left meanwhile. */
export const restoreMail: Restore = (here, by, id, to, version) =>
  here.db.inOffice(by.officeId, async (tx) => {
    // The snapshot is one this feature wrote.
    const back = to === null ? null : await putBack(tx, here.clock, id, to as unknown as MailStanding, version)
    if (back === null) return refuse('moved-on', m.post_undo_left())
    await record(tx, here, by, changeOf('mail.restored', back))
    return ok(null)
  })

/** What a letter that came back was found to mean. `marked`: ours that will not arrive; `delayed`: still being tried, nothing to do. */
export type HandedIn = {
  readonly marked: readonly { readonly id: string; readonly subject: string; readonly to: string }[]
  readonly delayed: boolean
  readonly activityId: string | null
}

/** Marks the letters a returned one is about. Refuses when it speaks of no letter of this office, or marked one before. */
export const handInReturned = (here: Here, by: Officer, returned: Returned | null): Promise<Result<HandedIn>> =>
  here.db.inOffice(by.officeId, async (tx) => {
    if (returned === null) return refuse('nothing-found', m.post_returned_unread(), 'text')
    return markReturned(tx, here, by, returned)
  })

/** What became of a returned letter nobody handed in: `marked` letters of ours, `known` already, or none of ours. */
export type Taken = 'marked' | 'known' | 'not-ours'

/** The same for one that came into the returns' mailbox or through the command: only where it says for certain that a letter of ours will not arrive. */
export async function takeReturned(here: Here, returned: Returned | null): Promise<Taken> {
  if (returned === null || !isCertain(returned)) return 'not-ours'
  let taken: Taken = 'not-ours'
  for (const officeId of await here.db.asSystem((tx) => officesOfReturn(tx, here.clock, returned))) {
    const done = await here.db.inOffice(officeId, async (tx) => {
      const language = (await officeWords(tx)).languages.find(isLanguage) ?? FIRST_LANGUAGE
      return speakingIn(language, () => markReturned(tx, here, { officeId, personId: 'returns-box', name: m.post_returns_box() }, returned))
    })
    if (done.ok) taken = 'marked'
    else if (done.refusal.code === 'known' && taken === 'not-ours') taken = 'known'
  }
  return taken
}

async function markReturned(tx: OfficeTx, here: Here, by: Actor, returned: Returned): Promise<Result<HandedIn>> {
  const failed = returned.recipients.filter(({ fate }) => fate === 'failed')
  if (failed.length === 0 && returned.recipients.length > 0) return ok({ marked: [], delayed: true, activityId: null })
  const words = failed.find((one) => one.words !== '')?.words ?? m.post_returned_without_words()
  const known = await knownReturn(tx, returned)
  if (known.marked) return refuse('known', m.post_returned_known(), 'text')
  const marked: Decided[] = []
  for (const id of returned.mails.filter(isId)) {
    const one = await returnMail(tx, here.clock, id, words, returned.identity)
    if (one !== null) marked.push(one)
  }
  if (marked.length === 0 && known.named) return refuse('known', m.post_returned_known(), 'text')
  if (marked.length === 0) {
    // It names no letter of ours: then the newest to that address is meant.
    const newest = await newestTo(
      tx,
      failed.map(({ address }) => address),
    )
    for (const { id, to } of newest) {
      const said = failed.find(({ address }) => address === to)?.words
      const one = await returnMail(tx, here.clock, id, said === undefined || said === '' ? words : said, returned.identity)
      if (one !== null) marked.push(one)
    }
  }
  if (marked.length === 0) return refuse('nothing-found', m.post_returned_unknown(), 'text')
  const activityId = await recordMany(
    tx,
    here,
    by,
    marked.map((one) => changeOf('mail.returned', one)),
  )
  return ok({ marked: marked.map(({ id, subject, to }) => ({ id, subject, to })), delayed: false, activityId })
}

// ---- addresses -------------------------------------------------------------------------------------------------------

type KeptFailing = { readonly failingSince: string | null; readonly failure: string }
const failingOf = ({ failingSince, failure }: MailAddress): KeptFailing => ({ failingSince: failingSince?.toISOString() ?? null, failure })

const addressChange = (act: `mail_address.${string}`, before: MailAddress, after: MailAddress) => ({
  act,
  id: after.id,
  label: after.address,
  before: failingOf(before),
  after: failingOf(after),
  version: after.version,
})

/** Says that letters arrive at an address again. */
export const mendAddress = (here: Here, by: Officer, id: string): Promise<Result<{ address: string; activityId: string }>> =>
  here.db.inOffice(by.officeId, async (tx) => {
    const before = isId(id) ? await addressById(tx, id) : null
    if (before === null) return refuse('missing', m.post_address_missing())
    if (before.failingSince === null) return refuse('moved-on', m.post_address_well())
    const after = await putFailing(tx, id, { since: null, words: '' }, before.version)
    if (after === null) return refuse('moved-on', m.post_address_moved_on())
    return ok({ address: after.address, activityId: await record(tx, here, by, addressChange('mail_address.mended', before, after)) })
  })

/** Undo: what was known of the address, unless something newer was learnt of it. */
export const restoreAddress: Restore = (here, by, id, to, version) =>
  here.db.inOffice(by.officeId, async (tx) => {
    const before = await addressById(tx, id)
    if (before === null || to === null) return refuse('missing', m.post_address_missing())
    // The snapshot is one this feature wrote.
    const { failingSince, failure } = to as KeptFailing
    const after = await putFailing(tx, id, { since: failingSince === null ? null : new Date(failingSince), words: failure }, version)
    if (after === null) return refuse('moved-on', m.post_address_moved_on())
    await record(tx, here, by, addressChange('mail_address.restored', before, after))
    return ok(null)
  })

/** Whoever keeps a wish of their own about a kind of letters hears of it when its reader refuses the kind or wants it again, in the same transaction. */
export type RefusalTold = (tx: OfficeTx, here: Here, said: { readonly kind: MailKind; readonly address: string; readonly wants: boolean }) => Promise<void>

/** A reader of our letters refuses a kind, or takes it back; `id` and `kind` are of a token that was proven. null: the address is not kept any more. */
export async function readerRefuses(here: Here, id: string, kind: MailKind, wants: boolean, told: readonly RefusalTold[] = []): Promise<MailAddress | null> {
  const address = await here.db.asSystem((tx) => addressById(tx, id))
  if (address === null) return null
  await here.db.inOffice(address.officeId, async (tx: OfficeTx) => {
    await refuseKind(tx, here.clock, address, kind, wants)
    for (const one of told) await one(tx, here, { kind, address: address.address, wants })
  })
  return here.db.asSystem((tx) => addressById(tx, id))
}

/** A letter to oneself, to see whether post leaves the house and how it looks. */
export const sendTrial = (here: Here, by: Officer, officeName: string): Promise<string | null> =>
  here.db.inOffice(by.officeId, async (tx) => {
    const queued = await queueMail(tx, here.clock, {
      officeId: by.officeId,
      kind: 'test',
      language: by.language,
      to: by.email,
      toName: by.name,
      subject: m.post_trial_subject(),
      text: m.post_trial_text({ name: by.name, office: officeName }),
      replyTo: { name: by.name, address: by.email },
    })
    return queued.id
  })

/** What the nightly sweep does, for all offices at once; `note` as in `sweepMails`. */
export const sweepPost = (
  here: Here,
  months: number,
  note?: (tx: SystemTx, settledBefore: Date) => Promise<void>,
): Promise<{ emptied: number; removed: number }> => here.db.asSystem((tx) => sweepMails(tx, here.clock, months, note))
