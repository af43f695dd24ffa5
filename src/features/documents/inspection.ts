// Looks into a file that was just brought and says by its content what it is, or why it is not kept.
import { open, readFile } from 'node:fs/promises'
import { type Entry, open as openZip, type ZipFile } from 'yauzl'
import { decodeBytes } from './extraction/charset.ts'
import { extensionOf, kindOf } from './extraction/kinds.ts'
import { DANGEROUS_ENDINGS, type Media } from './media.ts'

/** Why a file is not kept; each has its sentence in document.ts. */
export type NotKept = 'empty' | 'page' | 'program' | 'macros' | 'archive' | 'bomb' | 'password' | 'damaged' | 'unknown'
export type Inspected = { readonly ok: true; readonly media: Media } | { readonly ok: false; readonly why: NotKept }

const kept = (media: Media): Inspected => ({ ok: true, media })
const not = (why: NotKept): Inspected => ({ ok: false, why })

const HEAD = 64 * 1024
const starts = (bytes: Buffer, signature: string, at = 0): boolean => bytes.toString('latin1', at, at + signature.length) === signature

/** Programs of every system, and shortcuts to them. */
const PROGRAMS = [
  'MZ',
  '\x7fELF',
  '\xfe\xed\xfa\xce',
  '\xfe\xed\xfa\xcf',
  '\xce\xfa\xed\xfe',
  '\xcf\xfa\xed\xfe',
  '\xca\xfe\xba\xbe',
  '\0asm',
  'dex\n',
  'L\0\0\0\x01\x14\x02\0',
  'ITSF',
  '#!',
]
const ARCHIVES = ['7z\xbc\xaf\x27\x1c', 'Rar!', '\x1f\x8b', 'BZh', '\xfd7zXZ\0', 'PK\x05\x06', 'MSCF', '(\xb5/\xfd']
const PICTURES: readonly (readonly [string, Media])[] = [
  ['\x89PNG\r\n\x1a\n', 'png'],
  ['\xff\xd8\xff', 'jpeg'],
  ['GIF87a', 'gif'],
  ['GIF89a', 'gif'],
  ['II*\0', 'tiff'],
  ['MM\0*', 'tiff'],
]
/** ISO base media brands (ISO/IEC 14496-12). */
const STILL = /^(?:heic|heix|heim|heis|hevc|mif1|msf1|avif)/
const MOVING = /^(?:isom|iso2|iso4|iso5|iso6|mp41|mp42|avc1|dash|M4V |MSNV|qt  |3gp)/
/** signedData, RFC 5652 §5.1: what an electronic signature wraps a document in. */
const SIGNED = Buffer.from('2a864886f70d010702', 'hex')

/** `name` is only a hint. The file lies whole at `path`. */
export async function inspect(path: string, bytes: number, name: string): Promise<Inspected> {
  if (bytes === 0) return not('empty')
  const head = await headOf(path, Math.min(bytes, HEAD))
  if (PROGRAMS.some((signature) => starts(head, signature))) return not('program')
  const pdf = head.subarray(0, 1024).indexOf('%PDF-')
  // A page or a package in front of a PDF makes one file two things.
  if (pdf === 0 || (pdf > 0 && !/[<>]|^PK/.test(head.toString('latin1', 0, pdf)))) return kept('pdf')
  const picture = PICTURES.find(([signature]) => starts(head, signature))
  if (picture !== undefined) return kept(picture[1])
  if (starts(head, 'RIFF') && starts(head, 'WEBP', 8)) return kept('webp')
  if (starts(head, 'ftyp', 4)) {
    const brand = head.toString('latin1', 8, 12)
    return STILL.test(brand) ? kept('heic') : MOVING.test(brand) ? kept('mp4') : not('unknown')
  }
  if (starts(head, 'PK\x03\x04')) return inspectPackage(path)
  if (starts(head, '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1')) return inspectCompound(await readFile(path), name)
  if (starts(head, '{\\rtf')) return (await readFile(path)).includes('\\objdata') ? not('macros') : kept('rtf')
  if (ARCHIVES.some((signature) => starts(head, signature)) || starts(head, 'ustar', 257)) return not('archive')
  if (head[0] === 0x30 && head.subarray(0, 64).includes(SIGNED)) return kept('p7m')
  return inspectText(head, name)
}

async function headOf(path: string, length: number): Promise<Buffer> {
  const file = await open(path, 'r')
  try {
    const head = Buffer.alloc(length)
    const { bytesRead } = await file.read(head, 0, length, 0)
    return head.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

// ---- text ----------------------------------------------------------------------------------------------------------------

const SCRIPTED = /<(?:script|iframe|object|embed|svg|html|body|form|meta|link)[\s>/]/i

function inspectText(head: Buffer, name: string): Inspected {
  const utf16 = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)
  if (!utf16 && head.includes(0)) return not('unknown')
  // The cut may run through a letter of several bytes: a few bytes less do no harm.
  const decoded = [0, 1, 2, 3].map((less) => decodeBytes(head.subarray(0, head.length - less))).find((one) => one !== null)
  if (decoded === undefined || decoded === null) return not('unknown')
  const { text } = decoded
  if (/^\s*(?:<\?php|@echo\s+off)/i.test(text)) return not('program')
  const kind = kindOf(head, name)
  if (kind.ok && kind.format === 'eml') return kept('eml')
  if (!kind.ok || kind.format === 'html' || SCRIPTED.test(text)) return not('page')
  const ending = extensionOf(name)
  if (DANGEROUS_ENDINGS.has(ending)) return not('program')
  return kept(ending === 'csv' ? 'csv' : 'txt')
}

// ---- Microsoft's old container ---------------------------------------------------------------------------------------------

function inspectCompound(all: Buffer, name: string): Inspected {
  const holds = (stream: string): boolean => all.includes(Buffer.from(stream, 'utf16le'))
  if (holds('EncryptedPackage')) return not('password')
  if (holds('_VBA_PROJECT') || holds('VBA_PROJECT_CUR')) return not('macros')
  const kind = kindOf(all, name)
  const trouble = kind.ok ? 'unknown' : kind.trouble
  if (trouble === 'old-word') return kept('doc')
  if (trouble === 'sheet') return kept('xls')
  if (trouble === 'slides') return kept('ppt')
  if (trouble === 'outlook') return kept('msg')
  // Installers come in this container too.
  return not(extensionOf(name) === 'msi' ? 'program' : 'unknown')
}

// ---- packages --------------------------------------------------------------------------------------------------------------

const MOST_PARTS = 20_000
/** Bytes everything may unpack to, by the package's own word. Nothing is unpacked here; the reading of text counts what really comes out. */
const MOST_UNPACKED = 1024 * 1024 * 1024
const MOST_TYPES = 4 * 1024 * 1024
const MACROS = /(?:^|\/)(?:vbaProject\.bin|vbaData\.xml|macrosheets\/|activeX\/)|^(?:Basic|Scripts)\//i
const OPEN_DOCUMENT: Readonly<Record<string, Media>> = { text: 'odt', spreadsheet: 'ods', presentation: 'odp' }

async function inspectPackage(path: string): Promise<Inspected> {
  let zip: ZipFile
  try {
    zip = await new Promise<ZipFile>((resolve, reject) => {
      openZip(path, { lazyEntries: true, autoClose: false }, (error, opened) => (error ? reject(error) : resolve(opened)))
    })
  } catch {
    return not('damaged')
  }
  try {
    return await kindOfPackage(zip)
  } catch {
    return not('damaged')
  } finally {
    zip.close()
  }
}

async function kindOfPackage(zip: ZipFile): Promise<Inspected> {
  const entries = new Map<string, Entry>()
  let [declared, packed, locked] = [0, 0, false]
  if (zip.entryCount > MOST_PARTS) return not('bomb')
  await new Promise<void>((resolve, reject) => {
    zip.on('entry', (entry: Entry) => {
      entries.set(entry.fileName, entry)
      declared += entry.uncompressedSize
      packed += entry.compressedSize
      locked ||= entry.isEncrypted()
      zip.readEntry()
    })
    zip.once('end', resolve)
    zip.once('error', reject)
    zip.readEntry()
  })
  if (declared > MOST_UNPACKED || (declared > 50 * 1024 * 1024 && declared > 100 * packed)) return not('bomb')
  if (locked) return not('password')
  const names = [...entries.keys()]
  if (names.some((name) => MACROS.test(name))) return not('macros')
  if (names.some((name) => /\.(?:class|dex)$|^AndroidManifest\.xml$/.test(name))) return not('program')
  const types = entries.get('[Content_Types].xml')
  if (types !== undefined) {
    if ((await contentOf(zip, types)).includes('macroEnabled')) return not('macros')
    const has = (folder: string): boolean => names.some((name) => name.startsWith(folder))
    return has('word/') ? kept('docx') : has('xl/') ? kept('xlsx') : has('ppt/') ? kept('pptx') : not('archive')
  }
  const mime = entries.get('mimetype')
  if (mime !== undefined) {
    const said = /^application\/vnd\.oasis\.opendocument\.(text|spreadsheet|presentation)/.exec(await contentOf(zip, mime))?.[1]
    if (said !== undefined) return kept(OPEN_DOCUMENT[said]!)
  }
  return not('archive')
}

function contentOf(zip: ZipFile, entry: Entry): Promise<string> {
  if (entry.uncompressedSize > MOST_TYPES) return Promise.reject(new Error('too large for what it is'))
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error) return reject(error)
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('error', reject)
      stream.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')))
    })
  })
}
