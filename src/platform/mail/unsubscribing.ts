// The private address under a mail by which its reader says „no more of these“: made of the reader's row, the kind and the installation's secret, so nothing of it is kept.
import { isMailKind, isUnsubscribable, type MailKind } from './letter.ts'
import { readSealedId, sealedId } from './sealed-id.ts'

const purposeOf = (kind: MailKind): string => `unsubscribe ${kind}`

/** `id` is of the reader's row (mail_address). */
export const unsubscribeToken = (secret: string, id: string, kind: MailKind): string => `${sealedId(secret, purposeOf(kind), id)}.${kind}`

/** Whose row and which kind a token is about; null when it is none of ours. */
export function readUnsubscribeToken(secret: string, token: string): { readonly id: string; readonly kind: MailKind } | null {
  const [sealed = '', kind = ''] = token.split('.')
  if (!isMailKind(kind) || !isUnsubscribable(kind)) return null
  const id = readSealedId(secret, purposeOf(kind), sealed)
  return id === null ? null : { id, kind }
}
