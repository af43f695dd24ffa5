// Tells by its content what kind of file was brought; the name is only a hint.
import { decodeBytes } from './charset.ts'
import type { Format, TroubleCode } from './extracted.ts'

export type Kind = { ok: true; format: Format } | { ok: false; trouble: TroubleCode }

const readable = (format: Format): Kind => ({ ok: true, format })
const unreadable = (code: TroubleCode): Kind => ({ ok: false, trouble: code })

/** What each file name ending promises: a format we read, or another thing. */
const PROMISED: Record<string, Format | 'other'> = {
  txt: 'txt',
  text: 'txt',
  md: 'md',
  markdown: 'md',
  docx: 'docx',
  docm: 'docx',
  dotx: 'docx',
  html: 'html',
  htm: 'html',
  xhtml: 'html',
  pdf: 'pdf',
  eml: 'eml',
  mht: 'eml',
  mhtml: 'eml',
  doc: 'other',
  rtf: 'other',
  odt: 'odt',
  ott: 'odt',
  xls: 'other',
  xlsx: 'other',
  ppt: 'other',
  pptx: 'other',
  msg: 'other',
  zip: 'other',
  jpg: 'other',
  jpeg: 'other',
  png: 'other',
  gif: 'other',
  tif: 'other',
  tiff: 'other',
}

const starts = (bytes: Uint8Array, signature: readonly number[], at = 0): boolean => signature.every((byte, index) => bytes[at + index] === byte)
const ascii = (text: string): number[] => [...text].map((character) => character.charCodeAt(0))
const view = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)

const PICTURES = [[0x89, 0x50, 0x4e, 0x47], [0xff, 0xd8, 0xff], ascii('GIF8'), [0x49, 0x49, 0x2a, 0x00], [0x4d, 0x4d, 0x00, 0x2a]]
const ARCHIVES = [[0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c], ascii('Rar!'), [0x1f, 0x8b], ascii('BZh'), [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00], ascii('PK\x05\x06')]

/** The ending of a name, in small letters, without the dot. */
export const extensionOf = (name: string): string => /\.([a-z0-9]{1,8})$/i.exec(name.trim())?.[1]?.toLowerCase() ?? ''

/** Whether the name's ending speaks against what the content is. Unknown endings say nothing. */
export const namedOtherwise = (name: string, format: Format): boolean => {
  const promised = PROMISED[extensionOf(name)]
  return promised !== undefined && promised !== format && !(promised === 'txt' && format === 'md')
}

/** The kind of a file that is not empty. `type` is the browser's word for it, as little trusted as the name. */
export function kindOf(bytes: Uint8Array, name: string, type = ''): Kind {
  const all = view(bytes)
  if (all.subarray(0, 1024).includes('%PDF-')) return readable('pdf')
  if (starts(bytes, ascii('PK\x03\x04'))) return kindOfZip(all)
  if (starts(bytes, [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])) return kindOfCompound(all)
  if (starts(bytes, ascii('{\\rtf'))) return unreadable('rtf')
  if (PICTURES.some((signature) => starts(bytes, signature))) return unreadable('picture')
  if (starts(bytes, ascii('RIFF')) && starts(bytes, ascii('WEBP'), 8)) return unreadable('picture')
  if (starts(bytes, ascii('BM')) && bytes.length > 14 && all.readUInt32LE(6) === 0) return unreadable('picture')
  if (starts(bytes, ascii('ftyp'), 4)) return unreadable(/^(?:heic|heix|mif1|avif)/.test(all.toString('latin1', 8, 12)) ? 'picture' : 'unknown')
  if (ARCHIVES.some((signature) => starts(bytes, signature))) return unreadable('archive')
  return kindOfText(bytes, extensionOf(name), type.toLowerCase())
}

// A ZIP keeps the names of its parts unpacked, so they can be looked for without opening it.
function kindOfZip(all: Buffer): Kind {
  if (all.includes('[Content_Types].xml')) {
    if (all.includes('word/')) return readable('docx')
    if (all.includes('xl/')) return unreadable('sheet')
    if (all.includes('ppt/')) return unreadable('slides')
  }
  const head = all.toString('latin1', 0, 200)
  if (head.includes('opendocument.spreadsheet')) return unreadable('sheet')
  if (head.includes('opendocument.presentation')) return unreadable('slides')
  if (head.includes('opendocument.text')) return readable('odt')
  if (head.includes('opendocument')) return unreadable('open-document')
  return unreadable('archive')
}

// The old binary container of Microsoft, which also wraps password-protected new documents.
function kindOfCompound(all: Buffer): Kind {
  const holds = (stream: string): boolean => all.includes(Buffer.from(stream, 'utf16le'))
  if (holds('EncryptedPackage')) return unreadable('password')
  if (holds('WordDocument')) return unreadable('old-word')
  if (holds('__substg1.0_')) return unreadable('outlook')
  if (holds('PowerPoint Document')) return unreadable('slides')
  if (holds('Workbook') || holds('Book')) return unreadable('sheet')
  return unreadable('unknown')
}

function kindOfText(bytes: Uint8Array, extension: string, type: string): Kind {
  const head = headOf(bytes)
  if (head === null) return readable(extension === 'html' || extension === 'htm' ? 'html' : extension === 'eml' ? 'eml' : 'txt')
  const opening = withoutPreface(head)
  if (/^(?:<!doctype svg[^>]*>\s*)?<svg[\s>]/i.test(opening)) return unreadable('picture')
  if (looksLikeMail(head, extension === 'eml' || type === 'message/rfc822')) return readable('eml')
  const promisedHtml = PROMISED[extension] === 'html' || type.startsWith('text/html')
  if (/^<(?:!doctype\s+html|html|head|body|article|main|div|p|table|h[1-6]|meta|title|script|section)[\s>]/i.test(opening)) return readable('html')
  if (promisedHtml && /<\/?[a-z][^<>]*>/i.test(head)) return readable('html')
  if (PROMISED[extension] === 'md' || type.startsWith('text/markdown')) return readable('md')
  return readable('txt')
}

/** The head without the XML declaration and the comments a page may begin with. */
function withoutPreface(head: string): string {
  let rest = head.trimStart()
  if (rest.startsWith('<?xml')) rest = rest.slice(rest.indexOf('>') + 1 || rest.length).trimStart()
  let at = 0
  while (rest.startsWith('<!--', at)) {
    const end = rest.indexOf('-->', at + 4)
    if (end < 0) return ''
    at = end + 3
    while (/\s/.test(rest[at] ?? '')) at++
  }
  return rest.slice(at)
}

function headOf(bytes: Uint8Array): string | null {
  const some = bytes.subarray(0, 8192)
  if ((some[0] === 0xff && some[1] === 0xfe) || (some[0] === 0xfe && some[1] === 0xff)) return decodeBytes(some.subarray(0, some.length & ~1))?.text ?? null
  return view(some)
    .toString('utf8')
    .replace(/^\ufeff/, '')
}

/** At least two of a letter's own header lines at the top, one of them a line only mail programs write, unless the name says it is mail. */
function looksLikeMail(head: string, promised: boolean): boolean {
  const block = head.replace(/^(?:From |>?From )[^\n]*\n/, '').split(/\r?\n\r?\n/, 1)[0] ?? ''
  const first = /^[!-9;-~]+:/.test(block)
  const names = new Set([...block.matchAll(/^([!-9;-~]+):/gm)].map((found) => (found[1] ?? '').toLowerCase()))
  const usual = ['from', 'to', 'subject', 'date', 'mime-version', 'content-type', 'message-id', 'received', 'return-path', 'delivered-to', 'reply-to', 'cc']
  const technical = ['mime-version', 'message-id', 'received', 'return-path', 'delivered-to', 'content-transfer-encoding', 'dkim-signature']
  const count = usual.filter((header) => names.has(header)).length
  return first && count >= (promised ? 1 : 2) && (promised || technical.some((header) => names.has(header)))
}
