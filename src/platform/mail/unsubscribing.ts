// The private address under a mail by which its reader says „no more of these“: made of the reader's row, the kind and the installation's secret, so nothing of it is kept.
import { createHmac, timingSafeEqual } from 'node:crypto'
import { ID_SHAPE } from '../ids.ts'
import { isMailKind, isUnsubscribable, type MailKind } from './letter.ts'

/** Bytes of the seal: nobody guesses 128 bits. */
const SEAL_BYTES = 16

const sealOf = (secret: string, id: string, kind: MailKind): Buffer =>
  createHmac('sha256', secret).update(`unsubscribe ${kind} ${id}`).digest().subarray(0, SEAL_BYTES)

/** `id` is of the reader's row (mail_address). */
export function unsubscribeToken(secret: string, id: string, kind: MailKind): string {
  const bytes = Buffer.concat([Buffer.from(id.replaceAll('-', ''), 'hex'), sealOf(secret, id, kind)])
  return `${bytes.toString('base64url')}.${kind}`
}

/** Whose row and which kind a token is about; null when it is none of ours. */
export function readUnsubscribeToken(secret: string, token: string): { readonly id: string; readonly kind: MailKind } | null {
  const [sealed = '', kind = ''] = token.split('.')
  const bytes = Buffer.from(sealed, 'base64url')
  if (bytes.length !== 16 + SEAL_BYTES || !isMailKind(kind) || !isUnsubscribable(kind)) return null
  const id = bytes
    .subarray(0, 16)
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  return ID_SHAPE.test(id) && timingSafeEqual(bytes.subarray(16), sealOf(secret, id, kind)) ? { id, kind } : null
}
