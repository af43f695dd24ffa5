// From a row of the outbox to the very bytes that are sent: the same on every try, Message-ID and all.
import { addresses } from '#addresses'
import addressparser from 'nodemailer/lib/addressparser'
import MailComposer from 'nodemailer/lib/mail-composer'
import { bytesOf, type FileStore } from '../files/files.ts'
import { type LocalText, textIn } from '../texts/local-text.ts'
import { escaped } from '../texts/markup.ts'
import { isAutomatic, isOfList, isUnsubscribable } from './letter.ts'
import type { QueuedMail } from './outbox.table.ts'
import { unsubscribeToken } from './unsubscribing.ts'
import { unsubscribeWords } from './unsubscribe-words.ts'

/** Who sends, as the installation is set up. */
export type Sender = {
  /** MAIL_FROM: `Побратим <pobratim@example.bg>`. */
  readonly from: string
  /** Where letters that cannot be delivered come back to; without it to the sender's own address. */
  readonly returnPath?: string
  /** The address people type, without a slash at the end: links begin with it. */
  readonly baseUrl: () => string
  readonly secret: string
  readonly files: FileStore
}

/** What is put together: the bytes, and from whom to whom the server is told to take them. */
export type Composed = {
  readonly id: string
  readonly from: string
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly bytes: Buffer
}

/** What the row alone does not know: the office's name and the reader's row, by which they may refuse more. */
export type Beside = { readonly officeName: LocalText | null; readonly addressId: string | null }

/** The one address of a setting, and the name before it. */
export function senderAddress(from: string): { readonly name: string; readonly address: string } {
  const [first] = addressparser(from, { flatten: true })
  return { name: first?.name ?? '', address: first?.address ?? '' }
}

/** `<id@domain>`: a letter that comes back names it, and the row is found by it. */
export const messageIdOf = (id: string, from: string): string => `<${id}@${domainOfSender(from)}>`
const domainOfSender = (from: string): string => senderAddress(from).address.split('@').at(-1) || 'localhost'

/** `<newsletter.office.domain>`: by it a reader's program tells the letters of one list from all others, whatever their subject (RFC 2919). */
export const listIdOf = ({ kind, officeId }: Pick<QueuedMail, 'kind' | 'officeId'>, from: string): string | null =>
  officeId !== null && isOfList(kind) ? `<${kind}.${officeId}.${domainOfSender(from)}>` : null

/** Where the reader says „no more of these“; null for what cannot be refused. */
export const unsubscribeUrl = (mail: QueuedMail, sender: Pick<Sender, 'baseUrl' | 'secret'>, addressId: string | null): string | null =>
  addressId === null || !isUnsubscribable(mail.kind)
    ? null
    : `${sender.baseUrl()}${addresses.unsubscribe({ token: unsubscribeToken(sender.secret, addressId, mail.kind) })}`

/** The text as it arrives, with the line that lets the reader refuse more; a list's letters have one of their own. */
export const textAsSent = (mail: Pick<QueuedMail, 'kind' | 'text' | 'language'>, refusal: string | null): string =>
  refusal === null || isOfList(mail.kind) ? mail.text : `${mail.text.trimEnd()}\n\n--\n${unsubscribeWords(mail.language).foot}\n${refusal}\n`

const htmlAsSent = (mail: QueuedMail & { html: string }, refusal: string | null): string => {
  if (refusal === null || isOfList(mail.kind)) return mail.html
  const foot = `<p style="margin-top:2em;font-size:85%">${escaped(unsubscribeWords(mail.language).foot)} <a href="${escaped(refusal)}">${escaped(refusal)}</a></p>`
  return /<\/body>/i.test(mail.html) ? mail.html.replace(/<\/body>/i, () => `${foot}</body>`) : mail.html + foot
}

/** null when a file that was to go along is no longer kept. */
export async function composed(mail: QueuedMail, beside: Beside, sender: Sender): Promise<Composed | null> {
  const own = senderAddress(sender.from)
  const refusal = unsubscribeUrl(mail, sender, beside.addressId)
  const list = listIdOf(mail, sender.from)
  const attachments: { filename: string; contentType: string; content: Buffer }[] = []
  for (const { name, type, hash } of mail.attachments) {
    const content = await bytesOf(sender.files, hash)
    if (content === null) return null
    attachments.push({ filename: name, contentType: type, content })
  }
  const html = mail.html === null ? null : htmlAsSent({ ...mail, html: mail.html }, refusal)
  const composer = new MailComposer({
    from: { name: beside.officeName === null ? own.name : textIn(beside.officeName, mail.language), address: own.address },
    to: { name: mail.toName, address: mail.to },
    ...(mail.replyTo === null ? {} : { replyTo: mail.replyTo }),
    subject: mail.subject,
    text: textAsSent(mail, refusal),
    ...(html === null ? {} : { html }),
    attachments,
    ...(mail.calendar === null ? {} : { icalEvent: { method: mail.calendar.method, filename: 'invite.ics', content: mail.calendar.ics } }),
    messageId: messageIdOf(mail.id, sender.from),
    date: mail.createdAt,
    // Otherwise random: the bytes of the second try would be others.
    baseBoundary: mail.id,
    newline: 'windows',
    disableFileAccess: true,
    disableUrlAccess: true,
    headers: {
      ...(isAutomatic(mail.kind) ? { 'Auto-Submitted': 'auto-generated' } : {}),
      ...(list === null ? {} : { 'List-Id': { prepared: true, value: list } }),
      ...(refusal === null ? {} : { 'List-Unsubscribe': { prepared: true, value: `<${refusal}>` } }),
      // RFC 8058: one click only over https.
      ...(refusal?.startsWith('https:') === true ? { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' } : {}),
      'Content-Language': mail.language,
    },
  })
  const bytes = await composer.compile().build()
  return { id: mail.id, from: sender.returnPath ?? own.address, to: mail.to, subject: mail.subject, text: textAsSent(mail, refusal), bytes }
}
