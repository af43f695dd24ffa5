// A record's id with a seal of the installation's secret: what a private address under a letter is made of, so that nothing of it is kept.
import { createHmac, timingSafeEqual } from 'node:crypto'
import { ID_SHAPE } from '../ids.ts'

/** Bytes of the seal: nobody guesses 128 bits. */
const SEAL_BYTES = 16

const sealOf = (secret: string, purpose: string, id: string): Buffer => createHmac('sha256', secret).update(`${purpose} ${id}`).digest().subarray(0, SEAL_BYTES)

/** 43 letters; opens only what `purpose` names. */
export const sealedId = (secret: string, purpose: string, id: string): string =>
  Buffer.concat([Buffer.from(id.replaceAll('-', ''), 'hex'), sealOf(secret, purpose, id)]).toString('base64url')

/** The id; null when the seal is not ours, or is one for something else. */
export function readSealedId(secret: string, purpose: string, token: string): string | null {
  const bytes = Buffer.from(token, 'base64url')
  if (bytes.length !== 16 + SEAL_BYTES) return null
  const id = bytes
    .subarray(0, 16)
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  return ID_SHAPE.test(id) && timingSafeEqual(bytes.subarray(16), sealOf(secret, purpose, id)) ? id : null
}
