// Reads the bytes of one file of a known format.
import { decodeBytes, knownLabel } from './charset.ts'
import { cleanText } from './cleaning.ts'
import { MAX_TEXT_BYTES, trouble, type Format, type Note, type Read, type Trouble } from './extracted.ts'
import { declaredCharset, readHtml } from './html.ts'
import { readMarkdown } from './markdown.ts'

/** The text of a file, cleaned. */
export async function readBytes(format: Format, bytes: Uint8Array): Promise<Read | Trouble> {
  const read = await readBy(format, bytes)
  if (!read.ok) return read
  // Marks and empty lines go in the cleaning: what is still several times too long before it will not be short after it.
  if (read.text.length > 4 * MAX_TEXT_BYTES) return trouble('too-much-text')
  return { ...read, text: cleanText(read.text) }
}

// Each parser is loaded only for its own format: a thread that reads a page need not know PDF.
async function readBy(format: Format, bytes: Uint8Array): Promise<Read | Trouble> {
  if (format === 'docx') return (await import('./word.ts')).readWord(bytes)
  if (format === 'pdf') return (await import('./pdf.ts')).readPdf(bytes)
  if (format === 'eml') return (await import('./mail.ts')).readMail(bytes)
  return readText(format, bytes)
}

// A format that is text itself.
function readText(format: Format, bytes: Uint8Array): Read | Trouble {
  const declared = format === 'html' ? declaredCharset(bytes) : null
  const decoded = decodeBytes(bytes, declared)
  if (decoded === null) return trouble('charset')
  const notes: Note[] = []
  if (!decoded.sure) notes.push({ about: 'charset-guessed', charset: decoded.charset })
  else if (declared !== null && knownLabel(declared) !== decoded.charset && /[^\p{ASCII}]/u.test(decoded.text))
    notes.push({ about: 'charset-differs', declared, charset: decoded.charset })
  const plain = { text: decoded.text, title: null, published: null }
  const content = format === 'html' ? readHtml(decoded.text) : format === 'md' ? { ...readMarkdown(decoded.text), published: null } : plain
  return { ok: true, ...content, charset: decoded.charset, notes }
}
