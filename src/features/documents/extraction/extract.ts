// Takes an uploaded file of any supported kind and gives its text, or says why it cannot and what to do.
import { ok, type Result } from '#platform/result.ts'
import { readApart } from './apart.ts'
import { cleanLine, hasLetters } from './cleaning.ts'
import { MAX_SECONDS, MAX_TEXT_BYTES, MAX_UPLOAD_BYTES, type Extracted, type Note } from './extracted.ts'
import { extensionOf, kindOf, namedOtherwise } from './kinds.ts'
import { readBytes } from './reader.ts'
import { noteSentence, refusalOf } from './trouble.ts'

export { MAX_SECONDS, MAX_TEXT_BYTES, MAX_UPLOAD_BYTES, type Extracted } from './extracted.ts'
export { safeFileName } from './cleaning.ts'

/**
 * The text of a file. `name` and `type` are hints only: content decides what the file is.
 * Refusals have codes `file-empty`, `file-too-large`, `file-scanned`, `file-password` … (extracted.ts) and the field `file`.
 * Header lines such as `published: 2024-10-24` stay at the top of the text. `seconds` bounds the reading of everything but plain text.
 */
export async function extractText(file: { name: string; type?: string; bytes: Uint8Array }, seconds = MAX_SECONDS): Promise<Result<Extracted>> {
  const { name, bytes } = file
  if (bytes.byteLength === 0) return refusalOf('empty')
  if (bytes.byteLength > MAX_UPLOAD_BYTES) return refusalOf('too-large')
  const kind = kindOf(bytes, name, file.type)
  if (!kind.ok) return refusalOf(kind.trouble)
  const { format } = kind
  if ((format === 'txt' || format === 'md') && bytes.byteLength > 2 * MAX_TEXT_BYTES) return refusalOf('too-much-text')
  // Plain text holds nothing to parse; everything else is read apart.
  const read = format === 'txt' ? await readBytes(format, bytes) : await readApart(format, bytes, seconds)
  if (!read.ok) return refusalOf(read.trouble)
  const { text } = read
  if (!hasLetters(text)) return refusalOf(format === 'txt' && text === '' ? 'empty' : 'no-text')
  if (Buffer.byteLength(text) > MAX_TEXT_BYTES) return refusalOf('too-much-text')
  const notes: Note[] = namedOtherwise(name, format) ? [{ about: 'other-format', extension: extensionOf(name), format }, ...read.notes] : read.notes
  return ok({
    text,
    format,
    title: cleanLine(read.title),
    published: read.published,
    ...(read.charset === undefined ? {} : { charset: read.charset }),
    notes: notes.map(noteSentence),
  })
}
