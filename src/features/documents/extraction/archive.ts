// Opens the package a Word or OpenDocument text is, part by part and under limits, before any other program sees it.
import { crc32 } from 'node:zlib'
import type { Entry, ZipFile } from 'yauzl'
import { MAX_PARTS, MAX_RATIO, MAX_UNPACKED_BYTES, MAX_XML_BYTES, trouble, type Trouble } from './extracted.ts'
import { entriesOf, openZip } from './zip.ts'

/** The text parts of a package by name. */
export type Parts = { ok: true; parts: Map<string, Buffer> }
/** What may still be unpacked, shared by packages within packages. */
type Budget = { unpacked: number; xml: number; entries: number; packed: number; spent: number }

const RATIO_COUNTS_ABOVE = 10 * 1024 * 1024
const MAX_NESTING = 3
const isText = (name: string): boolean => /^(?:\[Content_Types\]\.xml|_rels\/|word\/|content\.xml$)/.test(name) && /\.(?:xml|rels)$/.test(name)

class Refused extends Error {
  readonly refusal: Trouble
  constructor(refusal: Trouble) {
    super(refusal.trouble)
    this.refusal = refusal
  }
}
const stop = (code: Trouble['trouble']): never => {
  throw new Refused(trouble(code))
}

/** Unpacks a package in memory: sizes are first read from its directory, then counted while unpacking, since the directory may lie. */
export async function openPackage(bytes: Uint8Array): Promise<Parts | Trouble> {
  const parts = new Map<string, Buffer>()
  const budget: Budget = { unpacked: MAX_UNPACKED_BYTES, xml: MAX_XML_BYTES, entries: MAX_PARTS, packed: bytes.byteLength, spent: 0 }
  try {
    await unpack(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), budget, 0, parts)
  } catch (error) {
    if (error instanceof Refused) return error.refusal
    return trouble(error instanceof Error && /too many bytes in the stream/.test(error.message) ? 'bomb' : 'damaged')
  }
  return { ok: true, parts }
}

async function unpack(packed: Buffer, budget: Budget, depth: number, parts: Map<string, Buffer> | null): Promise<void> {
  if (depth > MAX_NESTING) stop('bomb')
  const zip = await openZip(packed)
  const entries: Entry[] = []
  let declared = 0
  for await (const entry of entriesOf(zip)) {
    if (--budget.entries < 0) stop('bomb')
    if (entry.isEncrypted()) stop('password')
    declared += entry.uncompressedSize
    if (declared > budget.unpacked) stop('bomb')
    entries.push(entry)
  }
  for (const entry of entries) {
    if (entry.fileName.endsWith('/')) continue
    const wanted = parts !== null && isText(entry.fileName)
    const content = await inflate(zip, entry, budget, wanted)
    if (wanted) parts.set(entry.fileName, content)
    else if (content.subarray(0, 4).equals(Buffer.from('PK\x03\x04', 'latin1'))) await unpackNested(content, budget, depth)
  }
}

// What is packed inside (a chart's sheet, a document in a document) is only measured; when it is not a sound package, nobody will unpack it either.
async function unpackNested(content: Buffer, budget: Budget, depth: number): Promise<void> {
  try {
    await unpack(content, budget, depth + 1, null)
  } catch (error) {
    if (error instanceof Refused && error.refusal.trouble === 'bomb') throw error
    if (error instanceof Error && /too many bytes in the stream/.test(error.message)) stop('bomb')
  }
}

function inflate(zip: ZipFile, entry: Entry, budget: Budget, wanted: boolean): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error) return reject(error)
      const chunks: Buffer[] = []
      let nested = false
      let size = 0
      const refuse = (code: Trouble['trouble']): void => {
        stream.destroy()
        reject(new Refused(trouble(code)))
      }
      stream.on('error', reject)
      stream.on('data', (chunk: Buffer) => {
        if (size === 0) nested = chunk.subarray(0, 2).equals(Buffer.from('PK', 'latin1'))
        size += chunk.length
        budget.unpacked -= chunk.length
        budget.spent += chunk.length
        if (wanted) budget.xml -= chunk.length
        if (budget.unpacked < 0 || (budget.spent > RATIO_COUNTS_ABOVE && budget.spent > budget.packed * MAX_RATIO)) return refuse('bomb')
        if (budget.xml < 0) return refuse('too-much-text')
        if (wanted || nested) chunks.push(chunk)
      })
      stream.on('end', () => resolve(Buffer.concat(chunks)))
    })
  })
}

/** A package of the given parts, stored unpacked: what was measured is exactly what the next program reads. */
export function storedPackage(parts: Map<string, Uint8Array>): Buffer {
  const bodies: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const [name, content] of parts) {
    const path = Buffer.from(name, 'utf8')
    const fields = Buffer.alloc(26)
    fields.writeUInt16LE(20, 0)
    fields.writeUInt16LE(0x0800, 2) // names are UTF-8
    fields.writeUInt16LE(0x21, 8) // 1 January 1980
    fields.writeUInt32LE(crc32(content), 10)
    fields.writeUInt32LE(content.length, 14)
    fields.writeUInt32LE(content.length, 18)
    fields.writeUInt16LE(path.length, 22)
    const central = Buffer.alloc(46)
    central.write('PK\x01\x02', 0, 'latin1')
    central.writeUInt16LE(20, 4)
    fields.copy(central, 6)
    central.writeUInt32LE(offset, 42)
    bodies.push(Buffer.from('PK\x03\x04', 'latin1'), fields, path, Buffer.from(content))
    directory.push(central, path)
    offset += 30 + path.length + content.length
  }
  const index = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 0, 'latin1')
  end.writeUInt16LE(parts.size, 8)
  end.writeUInt16LE(parts.size, 10)
  end.writeUInt32LE(index.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...bodies, index, end])
}
