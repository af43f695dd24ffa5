// What a mail is: its kinds, the states it goes through from the desk to the other side's box, and who may refuse which.
import { createHash } from 'node:crypto'

/** Why a mail is written. `unsubscribable`: who gets it may refuse the kind. `auto`: a program wrote it and wants no automatic answer (RFC 3834). */
const KINDS = {
  'sign-in': { unsubscribable: false, auto: true },
  test: { unsubscribable: false, auto: true },
  /** A letter an officer wrote or looked through. */
  letter: { unsubscribable: false, auto: false },
  /** Of a commitment or a deadline, ours or theirs. */
  reminder: { unsubscribable: true, auto: true },
  /** The morning's overview, a person's own choice. */
  digest: { unsubscribable: true, auto: true },
  /** A calendar invitation, its update or its cancelling. */
  invitation: { unsubscribable: true, auto: false },
  /** The private address of a delegate's own programme. */
  programme: { unsubscribable: true, auto: false },
  /** The month's report, to whoever subscribed to it. */
  newsletter: { unsubscribable: true, auto: true },
  /** Asks somebody whether it was they who subscribed; they asked for it themselves, and get one. */
  confirmation: { unsubscribable: false, auto: true },
} as const satisfies Record<string, { readonly unsubscribable: boolean; readonly auto: boolean }>

export type MailKind = keyof typeof KINDS
export const MAIL_KINDS = Object.keys(KINDS) as readonly MailKind[]
export const isMailKind = (value: string): value is MailKind => Object.hasOwn(KINDS, value)
export const isUnsubscribable = (kind: MailKind): boolean => KINDS[kind].unsubscribable
export const isAutomatic = (kind: MailKind): boolean => KINDS[kind].auto
/** Goes to all who subscribed: it names its list (RFC 2919) and says at its own foot how one leaves it, so nothing is put under it. */
export const isOfList = (kind: MailKind): boolean => kind === 'newsletter'

/**
 * held: a person looks first · waiting: goes out on the next round · handing-over: the server is being given the last of it, now ·
 * sent · uncertain: a stop came between the handing over and the answer, a person decides · bounced: refused for good, by the server or by a letter that
 * came back · given-up: tried too often · expired: past the moment until which it was of use · dropped: by an officer · unsubscribed: never went, they want none.
 */
export const MAIL_STATES = ['held', 'waiting', 'handing-over', 'sent', 'uncertain', 'bounced', 'given-up', 'expired', 'dropped', 'unsubscribed'] as const
export type MailState = (typeof MAIL_STATES)[number]

/** A file of the file store that goes along; keep it there before the mail is queued. */
export type Attachment = { readonly name: string; readonly type: string; readonly hash: string }

export type CalendarMethod = 'REQUEST' | 'CANCEL' | 'PUBLISH'

/** A mail as its writer gives it. */
export type Mail = {
  /** The office that writes; null for what belongs to none (sign-in links). */
  readonly officeId: string | null
  readonly kind: MailKind
  /** ISO 639-1: of the text, and of the words that are put under it. */
  readonly language: string
  readonly to: string
  readonly toName?: string
  readonly subject: string
  readonly text: string
  readonly html?: string
  readonly attachments?: readonly Attachment[]
  /** An iTIP message (RFC 5546), whole. */
  readonly calendar?: { readonly method: CalendarMethod; readonly ics: string }
  /** Whom an answer reaches: the officer. */
  readonly replyTo?: { readonly name: string; readonly address: string }
  /** What makes it the same mail: „reminder:<id>:2026-11“. A second one with the same key in the same office is not queued. */
  readonly key?: string
  /** An officer looks at it and lets it go before it is sent. */
  readonly held?: boolean
  /** What that officer should see to first, in the office's language; it is never sent. */
  readonly remark?: string
  /** The record it is about. */
  readonly about?: { readonly thing: string; readonly id: string }
  /** After this moment it is of no use and is not sent any more. */
  readonly validUntil?: Date
}

/** What became of a mail that was given to the outbox. `already`: it stands there under this key; `id` is of the one that stands there. */
export type Queued =
  | { readonly state: 'queued' | 'held' | 'already' | 'unsubscribed'; readonly id: string }
  /** No address one could write to; nothing stands in the outbox. */
  | { readonly state: 'no-address'; readonly id: null }

/** As it is compared and kept: the domain in small letters always, what stands before it too, for hardly anyone distinguishes there. */
export const plainAddress = (address: string): string => address.trim().toLowerCase()

/** One person's address and nothing else: no list, no line break, no name around it. */
const ADDRESS = /^[^\s@<>(),;:"\\[\]\u0000-\u001f]{1,64}@(?=.{3,255}$)[^\s@<>(),;:"\\[\]\u0000-\u001f.]+(?:\.[^\s@<>(),;:"\\[\]\u0000-\u001f.]+)+$/u
export const isAddress = (address: string): boolean => ADDRESS.test(plainAddress(address))

export const domainOf = (address: string): string => plainAddress(address).split('@').at(-1) ?? ''

/** One line without signs nobody sees: a header must not end early. */
export const oneLine = (text: string): string => text.replace(/[\u0000-\u001f\u007f]+/g, ' ').trim()

/** After so many tries a mail stays in the outbox for a person to look at: about two days and a half after the first. */
export const MOST_ATTEMPTS = 18

const MINUTE_MS = 60_000
const LONGEST_WAIT_MS = 6 * 60 * MINUTE_MS

/** Milliseconds until the next try after `attempts` tries: a minute, doubled each time, six hours at most, a fifth more or less so that those that failed together do not come together. */
export function waitAfter(attempts: number, id: string): number {
  const whole = Math.min(LONGEST_WAIT_MS, MINUTE_MS * 2 ** Math.max(0, attempts - 1))
  const share = createHash('sha256').update(`${id} ${attempts}`).digest().readUInt16BE() / 0xffff
  return Math.round(whole * (0.8 + 0.4 * share))
}
