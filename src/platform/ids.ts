// Names of records: UUIDv7, made here so that they sort by age and need no round trip to the database.
import { randomBytes } from 'node:crypto'

let lastMillisecond = 0
let sequence = 0

/** RFC 9562 UUIDv7; ids made by one process in the same millisecond keep their order (12-bit counter, then the next millisecond is borrowed). */
export function newId(now: number = Date.now()): string {
  if (now > lastMillisecond) {
    lastMillisecond = now
    sequence = randomBytes(2).readUInt16BE() & 0x7ff
  } else if (++sequence > 0xfff) {
    lastMillisecond += 1
    sequence = 0
  }
  const bytes = randomBytes(16)
  bytes.writeUIntBE(lastMillisecond, 0, 6)
  bytes.writeUInt16BE(0x7000 | sequence, 6)
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** What an id looks like. */
export const ID_SHAPE = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

/** Whether a string from an address or a form can be an id at all; asking the database with anything else would be an error. */
export const isId = (value: string): boolean => ID_SHAPE.test(value)
