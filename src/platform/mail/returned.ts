// Reads a letter that came back: which of our mails it is about, to whom, and what was said. Reports by RFC 3464 whole; of anything else only what it names.
import { createHash } from 'node:crypto'
import PostalMime, { type Email } from 'postal-mime'
import { isAddress, oneLine, plainAddress } from './letter.ts'

/** failed: it will not arrive · delayed: it is still being tried, nothing is to be done · arrived: it did. */
export type Fate = 'failed' | 'delayed' | 'arrived'

export type ReturnedTo = { readonly address: string; readonly fate: Fate; readonly words: string }

export type Returned = {
  /** What makes it the same letter when it is met again: its Message-ID, else a digest of it. */
  readonly identity: string
  /** It brings along a letter that is none of ours: whoever shares the sender's mailbox wrote that one by hand. */
  readonly foreign: boolean
  /** Ids of our mails that it names, the likeliest first. */
  readonly mails: readonly string[]
  readonly recipients: readonly ReturnedTo[]
}

/** Nobody's bounce is longer; the letter itself mostly comes along. */
export const MOST_RETURNED_BYTES = 20 * 1024 * 1024

const ID_IN_MESSAGE_ID = /\b([0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12})@/gi
const FATES: Readonly<Record<string, Fate>> = { failed: 'failed', delayed: 'delayed', delivered: 'arrived', relayed: 'arrived', expanded: 'arrived' }

function fieldOf(line: string): [[string, string]] | null {
  const match = /^([\w-]+):\s*(.*)$/.exec(line)
  return match === null ? null : [[match[1]!.toLowerCase(), match[2]!.trim()]]
}

/** Groups of header fields, unfolded, names in small letters. */
function fieldGroups(text: string): Map<string, string>[] {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/\n[ \t]+/g, ' ')
    .split(/\n\s*\n/)
    .map((group) => new Map(group.split('\n').flatMap((line) => fieldOf(line) ?? [])))
    .filter((group) => group.size > 0)
}

/** `rfc822; ana@primer.bg` → the address. */
const typedValue = (value: string | undefined): string => (value ?? '').replace(/^\s*[\w-]+\s*;\s*/, '').trim()
const addressIn = (value: string | undefined): string | null => {
  const address = plainAddress(typedValue(value).replace(/^<|>$/g, ''))
  return isAddress(address) ? address : null
}

/** A server's words as they are kept: PostgreSQL text cannot hold NUL, and nobody reads the signs nobody sees. */
const saidIn = (words: string): string => oneLine(words).slice(0, 500)

/** The recipients a delivery report tells of (RFC 3464 §2.3). */
function recipientsOf(report: string): ReturnedTo[] {
  const [, ...groups] = fieldGroups(report)
  return groups.flatMap((group) => {
    // The address we wrote to is the original one; a server may have sent it on elsewhere.
    const address = addressIn(group.get('original-recipient')) ?? addressIn(group.get('final-recipient'))
    const fate = FATES[(group.get('action') ?? '').toLowerCase()]
    if (address === null || fate === undefined) return []
    const words = [group.get('status'), typedValue(group.get('diagnostic-code'))].filter((one) => one !== undefined && one !== '').join(' · ')
    return [{ address, fate, words: saidIn(words) }]
  })
}

// Names that servers give to whoever brings back letters; a person's answer that happens to quote a code has none of them.
const BRINGS_BACK = /mailer-?daemon|postmaster|mail delivery (?:sub)?system/i

/**
 * Whether head lines say that a letter is a report of failed delivery, for where nobody looks at it first: a delivery report by the standard (RFC 3462), or one
 * in a server's own words. Answers, absences and receipts are none.
 */
export function isReportByHead(head: string): boolean {
  const [fields = new Map<string, string>()] = fieldGroups(head.trimStart())
  const type = fields.get('content-type') ?? ''
  if (/^multipart\/report\b/i.test(type)) return /report-type\s*=\s*"?delivery-status/i.test(type)
  return fields.has('x-failed-recipients') || BRINGS_BACK.test(fields.get('from') ?? '')
}

/** As one of those that may be acted on without a person: somebody is named to whom it will not arrive, and the letter is ours for all one can tell. */
export const isCertain = (returned: Returned): boolean => !returned.foreign && returned.recipients.some(({ fate }) => fate === 'failed')

const textOf = (content: ArrayBuffer | Uint8Array | string): string =>
  typeof content === 'string' ? content : new TextDecoder('utf-8', { fatal: false }).decode(content)

/** Message-IDs of the letters that came along, ours and others. */
const broughtAlong = (text: string): string[] => [...text.matchAll(/^message-id:\s*<([^<>\s]{1,300})>/gim)].map((match) => match[1]!)

/** What stands after the head lines. */
const bodyOf = (raw: string): string => raw.slice(/\r?\n\r?\n/.exec(raw)?.index ?? raw.length)

const idsIn = (text: string): string[] => [...text.matchAll(ID_IN_MESSAGE_ID)].map((match) => match[1]!.toLowerCase())

/** The report's own words, without its markup: for those that are no report by the standard. */
const proseOf = (mail: Email): string => [mail.subject ?? '', mail.text ?? '', (mail.html ?? '').replace(/<[^<>]{1,5000}>/g, ' ')].join('\n')

// What all servers write when it is over, in whatever language around it: a code of class 5, as it is or enhanced (RFC 3463).
const FINAL = /\b5\.\d{1,3}\.\d{1,3}\b|\b55[0-9]\b/
// Bounded in every part: a long run of letters must not be searched from each of them to its end.
const ADDRESSES = /[^\s<>()[\]{}:;,"'„“«»]{1,64}@[\w.-]{1,250}\.\w{2,60}/gu
/** What a server says stands at the beginning; after it comes our own letter. */
const MOST_PROSE = 200_000

/**
 * `source`: the letter as a file, or its text as copied from the mail program. null when it names neither a mail of ours nor an address; `own` are
 * addresses that are ours and stand in every such letter.
 */
export async function readReturned(source: Uint8Array | string, own: readonly string[] = []): Promise<Returned | null> {
  const raw = textOf(source)
  const mail = await PostalMime.parse(source, { forceRfc822Attachments: true }).catch(() => null)
  const parts = mail?.attachments ?? []
  const report = parts.find(({ mimeType }) => mimeType === 'message/delivery-status' || mimeType === 'message/global-delivery-status')
  const status = report === undefined ? '' : textOf(report.content as ArrayBuffer)
  const inside = parts.filter(({ mimeType }) => /^(?:message\/(?:rfc822|global)|text\/rfc822-headers|message\/rfc822-headers)/.test(mimeType ?? ''))
  const named = [
    // As it was told when the letter was handed over (RFC 3461 §4.4).
    ...fieldGroups(status).flatMap((group) => /^[0-9a-f-]{36}$/i.exec(typedValue(group.get('original-envelope-id')))?.[0]?.toLowerCase() ?? []),
    ...inside.flatMap(({ content }) => idsIn(textOf(content as ArrayBuffer))),
    ...idsIn([mail?.inReplyTo ?? '', mail?.references ?? ''].join(' ')),
    ...idsIn(raw),
  ]
  const mails = [...new Set(named)]
  const itself = oneLine(mail?.messageId ?? '')
  const letters = (inside.length > 0 ? inside.map(({ content }) => textOf(content as ArrayBuffer)) : [bodyOf(raw)]).flatMap(broughtAlong)
  const head = {
    identity: itself === '' ? createHash('sha256').update(source).digest('hex') : itself,
    foreign: mails.length === 0 && letters.length > 0,
  }
  const told = recipientsOf(status)
  if (told.length > 0) return { ...head, mails, recipients: told }
  const prose = (mail === null || mail.text === undefined ? raw : proseOf(mail)).slice(0, MOST_PROSE)
  const final = FINAL.test(prose)
  const failedTo = (mail?.headers ?? []).filter(({ key }) => key === 'x-failed-recipients').flatMap(({ value }) => value.split(','))
  const ours = new Set([...own.map(plainAddress), plainAddress(mail?.from?.address ?? ''), ...(mail?.to ?? []).map((one) => plainAddress(one.address ?? ''))])
  const addresses = [...new Set([...failedTo, ...(prose.match(ADDRESSES) ?? [])].map((one) => plainAddress(one).replace(/\.$/, '')))].filter(
    (address) => isAddress(address) && !ours.has(address) && !idsIn(address).length,
  )
  if (mails.length === 0 && addresses.length === 0) return null
  const words = prose
    .split('\n')
    .map((line) => line.trim())
    .find((line) => FINAL.test(line))
  return {
    ...head,
    mails,
    recipients: addresses.map((address) => ({ address, fate: final || failedTo.length > 0 ? 'failed' : 'delayed', words: saidIn(words ?? '') })),
  }
}
