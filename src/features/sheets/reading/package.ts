// Looks into the package a workbook is before any other program opens it: what is encrypted or unpacks to more than a table can hold is refused.
import type { Entry, ZipFile } from 'yauzl'
import { entriesOf, openZip } from '#features/documents/extraction/zip.ts'
import { MOST_RATIO, MOST_SHARED_BYTES, MOST_UNPACKED_BYTES, trouble, type Trouble } from './limits.ts'

const MOST_PARTS = 5000
const RATIO_COUNTS_ABOVE = 50 * 1024 * 1024
/** Read whole, not row by row: the words, the styles, a whole ODS table. */
const readWhole = (name: string): boolean => !name.startsWith('xl/worksheets/') && /\.(?:xml|rels)$/.test(name)

class Refused extends Error {
  readonly refusal: Trouble
  constructor(refusal: Trouble) {
    super(refusal.trouble)
    this.refusal = refusal
  }
}

export type Parts = { readonly ok: true; readonly names: readonly string[] }

/** The names of the parts, once everything was unpacked and counted, since the directory may lie; nothing of it is kept. */
export async function measuredPackage(bytes: Uint8Array): Promise<Parts | Trouble> {
  try {
    return { ok: true, names: await measure(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)) }
  } catch (error) {
    if (error instanceof Refused) return error.refusal
    return trouble(error instanceof Error && /too many bytes in the stream/.test(error.message) ? 'bomb' : 'damaged')
  }
}

async function measure(packed: Buffer): Promise<string[]> {
  const zip = await openZip(packed)
  const entries: Entry[] = []
  let declared = 0
  for await (const entry of entriesOf(zip)) {
    if (entries.length >= MOST_PARTS) throw new Refused(trouble('bomb'))
    if (entry.isEncrypted()) throw new Refused(trouble('password'))
    declared += entry.uncompressedSize
    if (declared > MOST_UNPACKED_BYTES || (readWhole(entry.fileName) && entry.uncompressedSize > MOST_SHARED_BYTES)) throw new Refused(trouble('bomb'))
    if (declared > RATIO_COUNTS_ABOVE && declared > packed.length * MOST_RATIO) throw new Refused(trouble('bomb'))
    entries.push(entry)
  }
  // The sizes said so far are checked against the true ones: yauzl breaks off where a part is longer than it says.
  for (const entry of entries) if (!entry.fileName.endsWith('/')) await drain(zip, entry)
  return entries.map(({ fileName }) => fileName)
}

const drain = (zip: ZipFile, entry: Entry): Promise<void> =>
  new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error) return reject(error)
      stream.on('error', reject)
      stream.on('end', () => resolve())
      stream.resume()
    })
  })
