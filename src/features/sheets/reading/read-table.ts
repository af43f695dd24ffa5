// Tells by its content what kind of table was brought, and reads it.
import { MOST_BYTES, trouble, type TableRead, type Trouble } from './limits.ts'
import { readTextFile } from './text-table.ts'
import { readWorkbook } from './workbook.ts'

const starts = (bytes: Uint8Array, signature: readonly number[]): boolean => signature.every((byte, index) => bytes[index] === byte)
const OLE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]
const ZIP = [0x50, 0x4b, 0x03, 0x04]
const OTHERS = [
  [0x25, 0x50, 0x44, 0x46],
  [0x89, 0x50, 0x4e, 0x47],
  [0xff, 0xd8, 0xff],
  [0x47, 0x49, 0x46, 0x38],
  [0x37, 0x7a, 0xbc, 0xaf],
  [0x52, 0x61, 0x72, 0x21],
  [0x1f, 0x8b],
]

/** The table in a file; `sheet` names the one of a workbook. A foreign reader that gives up on a broken file throws whatever it likes: that is `damaged`. */
export async function readTable(bytes: Uint8Array, sheet: string | null): Promise<TableRead | Trouble> {
  if (bytes.byteLength === 0) return trouble('empty')
  if (bytes.byteLength > MOST_BYTES) return trouble('too-large')
  if (starts(bytes, OLE)) {
    const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    return trouble(
      all.includes(Buffer.from('EncryptedPackage', 'utf16le')) ? 'password' : all.includes(Buffer.from('Workbook', 'utf16le')) ? 'old-excel' : 'other',
    )
  }
  if (OTHERS.some((signature) => starts(bytes, signature))) return trouble('other')
  try {
    const read = starts(bytes, ZIP) ? await readWorkbook(bytes, sheet) : readTextFile(bytes)
    return read.ok && read.rows.length === 0 ? trouble('empty') : read
  } catch {
    return trouble('damaged')
  }
}
