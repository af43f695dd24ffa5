// Takes archives and mailboxes apart: every file and every letter in them goes into the file store by itself, counted while it comes out.
import { PassThrough, Readable } from 'node:stream'
import { fromRandomAccessReader, RandomAccessReader, type Entry, type ZipFile } from 'yauzl'
import { MAX_UPLOAD_BYTES } from '#features/documents/extraction/extracted.ts'
import { entriesOf } from '#features/documents/extraction/zip.ts'
import { bytesOf, type FileStore } from '#platform/files/files.ts'
import { cleanPath, isJunk, MOST_FILE_BYTES, MOST_ITEMS, MOST_RATIO, MOST_UNPACKED_BYTES, type Why } from './batch.ts'

/** One thing out of a package; without a hash it was not taken out, and `why` says it. */
export type Inner = { readonly name: string; readonly hash: string; readonly bytes: number; readonly why: Why | null }
export type Unpacked = { readonly ok: true; readonly inside: Inner[] } | { readonly ok: false; readonly why: Why }
export type Limits = { readonly items: number; readonly unpacked: number; readonly ratio: number }

export const LIMITS: Limits = { items: MOST_ITEMS, unpacked: MOST_UNPACKED_BYTES, ratio: MOST_RATIO }

/** archive: files packed together · mailbox: letters one after the other · file: one thing, a Word document too, though it is packed. */
export type Shape = 'archive' | 'mailbox' | 'file'

const HEAD_BYTES = 8 * 1024
const RATIO_COUNTS_ABOVE = 10 * 1024 * 1024
/** How a mailbox parts its letters: „From somebody Sat Oct 12 10:32:00 2024“. */
const POSTMARK = /^From .{1,200}\d{1,2}:\d{2}/

async function head(files: FileStore, hash: string): Promise<Buffer | null> {
  const size = await files.size(hash)
  if (size === null) return null
  if (size === 0) return Buffer.alloc(0)
  return bytesOf(files, hash, { from: 0, to: Math.min(size, HEAD_BYTES) - 1 })
}

/** What kind of package the kept file is; null when it is not there any more. */
export async function shapeOf(files: FileStore, hash: string): Promise<Shape | null> {
  const first = await head(files, hash)
  if (first === null) return null
  if (first.subarray(0, 4).toString('latin1') === 'PK\x05\x06') return 'archive'
  if (first.subarray(0, 4).toString('latin1') === 'PK\x03\x04') return (await isDocument(files, hash)) ? 'file' : 'archive'
  const text = first.toString('latin1').replace(/^\xef\xbb\xbf/, '')
  return POSTMARK.test(text) && /\n[!-9;-~]+:/.test(text) ? 'mailbox' : 'file'
}

// ---- archives ------------------------------------------------------------------------------------------------------------

/** Lets the reader of archives jump about in a kept file without holding it. */
class KeptFile extends RandomAccessReader {
  readonly #files: FileStore
  readonly #hash: string
  constructor(files: FileStore, hash: string) {
    super()
    this.#files = files
    this.#hash = hash
  }
  override _readStreamForRange(start: number, end: number): Readable {
    const through = new PassThrough()
    this.#files.open(this.#hash, { from: start, to: end - 1 }).then(
      (opened) => {
        if (opened === null) through.destroy(new Error('the file is gone'))
        else opened.content.on('error', (error) => through.destroy(error)).pipe(through)
      },
      (error: Error) => through.destroy(error),
    )
    return through
  }
}

async function openArchive(files: FileStore, hash: string): Promise<ZipFile> {
  const size = (await files.size(hash)) ?? 0
  return new Promise((resolve, reject) => {
    fromRandomAccessReader(
      new KeptFile(files, hash),
      size,
      { lazyEntries: true, validateEntrySizes: true, decodeStrings: false, autoClose: false },
      (error, zip) => {
        if (error) reject(error)
        else resolve(zip)
      },
    )
  })
}

const OLD_NAMES = new TextDecoder('ibm866')
const UTF8 = new TextDecoder('utf-8', { fatal: true })
const UNICODE_PATH = 0x7075

/** A name in UTF-8 says so, or only looks like it; Windows’ own archiver writes Cyrillic names in the letters of DOS. */
export function nameOf({ fileNameRaw, extraFields }: Pick<Entry, 'fileNameRaw' | 'extraFields'>): string {
  const told = extraFields.find(({ id }) => id === UNICODE_PATH)?.data
  for (const raw of [...(told === undefined || told.length < 6 ? [] : [told.subarray(5)]), fileNameRaw]) {
    try {
      return UTF8.decode(raw).replaceAll('\\', '/')
    } catch {
      // Not UTF-8, then.
    }
  }
  return OLD_NAMES.decode(fileNameRaw).replaceAll('\\', '/')
}

/** Word, OpenDocument and workbooks are packages with a table of contents of their own at the root. */
async function isDocument(files: FileStore, hash: string): Promise<boolean> {
  try {
    const zip = await openArchive(files, hash)
    try {
      let looked = 0
      for await (const entry of entriesOf(zip)) {
        const name = nameOf(entry)
        if (name === '[Content_Types].xml' || name === 'mimetype') return true
        if (++looked > 5_000) return false
      }
      return false
    } finally {
      zip.close()
    }
  } catch {
    // A broken package is told as what it seems to be, by whoever tries to read it.
    return false
  }
}

class Refused extends Error {
  readonly why: Why
  constructor(why: Why) {
    super(why)
    this.why = why
  }
}

/** Files that may hold many texts themselves are let be larger than one text. */
const mostOf = (name: string): number => (/\.(?:zip|mbox|mbx)$/i.test(name) ? MOST_FILE_BYTES : MAX_UPLOAD_BYTES)

/** Everything in an archive, by its order there. Sizes are read from the directory first, then counted while unpacking, since the directory may lie. */
export async function unpackArchive(files: FileStore, hash: string, most = MOST_ITEMS, limits: Limits = LIMITS): Promise<Unpacked> {
  const packed = (await files.size(hash)) ?? 0
  let zip: ZipFile | null = null
  try {
    zip = await openArchive(files, hash)
    const entries: { entry: Entry; name: string }[] = []
    let declared = 0
    for await (const entry of entriesOf(zip)) {
      const whole = nameOf(entry)
      const name = cleanPath(whole) || '-'
      // Some archivers write „./новини/а.txt“: only what is left of a path says what it is.
      if (whole.endsWith('/') || isJunk(name)) continue
      declared += entry.uncompressedSize
      if (declared > limits.unpacked) return { ok: false, why: 'bomb' }
      entries.push({ entry, name })
      if (entries.length > most) return { ok: false, why: 'too-many' }
    }
    if (entries.length === 0) return { ok: false, why: 'empty' }
    let spent = 0
    const count = (bytes: number): void => {
      spent += bytes
      if (spent > limits.unpacked || (spent > RATIO_COUNTS_ABOVE && spent > packed * limits.ratio)) throw new Refused('bomb')
    }
    const inside: Inner[] = []
    for (const { entry, name } of entries) inside.push(await takeOut(files, zip, entry, name, count))
    return { ok: true, inside }
  } catch (error) {
    if (error instanceof Refused) return { ok: false, why: error.why }
    if (isFault(error)) throw error
    return { ok: false, why: 'damaged' }
  } finally {
    zip?.close()
  }
}

/** Errors of the machine, not of the file: they end the round, and the next one tries again. */
const isFault = (error: unknown): boolean =>
  typeof (error as NodeJS.ErrnoException).code === 'string' && /^E[A-Z]+$/.test((error as NodeJS.ErrnoException).code!)

async function takeOut(files: FileStore, zip: ZipFile, entry: Entry, name: string, count: (bytes: number) => void): Promise<Inner> {
  const without = (why: Why): Inner => ({ name, hash: '', bytes: entry.uncompressedSize, why })
  if (entry.isEncrypted()) return without('password')
  if (entry.uncompressedSize > mostOf(name)) return without('too-large')
  if (entry.uncompressedSize === 0) return without('empty')
  try {
    const stream = await new Promise<Readable>((resolve, reject) => {
      zip.openReadStream(entry, (error, opened) => {
        if (error) return reject(error)
        // Whoever reads it later is told of an error then; until somebody does, it must not end the process.
        opened.on('error', () => {})
        resolve(opened)
      })
    })
    const taken = await files.take(counted(stream, count), mostOf(name))
    if (!taken.ok) return refusedTaking(taken.refusal.code, without)
    const kept = await taken.value.keep()
    return kept.ok ? { name, hash: taken.value.hash, bytes: taken.value.bytes, why: null } : refusedTaking(kept.refusal.code, without)
  } catch (error) {
    if (error instanceof Refused || isFault(error)) throw error
    if (error instanceof Error && /too many bytes in the stream/.test(error.message)) throw new Refused('bomb')
    return without('damaged')
  }
}

function refusedTaking(code: string, without: (why: Why) => Inner): Inner {
  if (code === 'too-large') return without('too-large')
  throw new Refused('disk-full')
}

async function* counted(stream: Readable, count: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  for await (const chunk of stream) {
    count((chunk as Buffer).length)
    yield chunk as Buffer
  }
}

// ---- mailboxes -----------------------------------------------------------------------------------------------------------

const LINE_BREAK = 0x0a
/** A longer line is handed on in parts. */
const LONGEST_LINE = 1024 * 1024

async function* linesOf(content: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0)
  for await (const chunk of content) {
    const bytes = rest.length === 0 ? Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength) : Buffer.concat([rest, chunk])
    let from = 0
    for (let at = bytes.indexOf(LINE_BREAK); at >= 0; at = bytes.indexOf(LINE_BREAK, from)) {
      yield bytes.subarray(from, at + 1)
      from = at + 1
    }
    rest = bytes.subarray(from)
    if (rest.length > LONGEST_LINE) {
      yield rest
      rest = Buffer.alloc(0)
    }
  }
  if (rest.length > 0) yield rest
}

/** Letter by letter as each was sent, the marks between them taken out; null for one larger than a file may be. */
export async function* lettersIn(content: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer | null> {
  let lines: Buffer[] = []
  let size = 0
  let begun = false
  let afterBlank = true
  for await (const line of linesOf(content)) {
    const start = line.subarray(0, 300).toString('latin1')
    if (afterBlank && POSTMARK.test(start)) {
      if (begun) yield size > MAX_UPLOAD_BYTES ? null : Buffer.concat(lines)
      lines = []
      size = 0
      begun = true
      afterBlank = false
      continue
    }
    afterBlank = line.length <= 2 && start.trim() === ''
    size += line.length
    if (size > MAX_UPLOAD_BYTES) lines = []
    // A line of the letter that looked like a mark was given a „>“.
    else lines.push(/^>+From /.test(start) ? line.subarray(1) : line)
  }
  if (begun) yield size > MAX_UPLOAD_BYTES ? null : Buffer.concat(lines)
}

/** Every letter of a mailbox, in its order. */
export async function splitMailbox(files: FileStore, hash: string, name: string, most = MOST_ITEMS): Promise<Unpacked> {
  const opened = await files.open(hash)
  if (opened === null) return { ok: false, why: 'gone' }
  const inside: Inner[] = []
  for await (const letter of lettersIn(opened.content)) {
    if (inside.length >= most) return { ok: false, why: 'too-many' }
    const called = `${name} № ${inside.length + 1}`
    if (letter === null || letter.length === 0) {
      inside.push({ name: called, hash: '', bytes: 0, why: letter === null ? 'too-large' : 'empty' })
      continue
    }
    const taken = await files.take(Readable.from([letter]), MAX_UPLOAD_BYTES)
    const kept = taken.ok ? await taken.value.keep() : taken
    if (!taken.ok || !kept.ok) return { ok: false, why: 'disk-full' }
    inside.push({ name: called, hash: taken.value.hash, bytes: taken.value.bytes, why: null })
  }
  return inside.length === 0 ? { ok: false, why: 'empty' } : { ok: true, inside }
}
