// Reads a letter that came by e-mail: its best body, its subject, the day it was sent, the names of what was attached.
import PostalMime, { type Email } from 'postal-mime'
import { cleanLine, hasLetters, realDay, safeFileName } from './cleaning.ts'
import { decodeBytes } from './charset.ts'
import { trouble, type Note, type Read, type Trouble } from './extracted.ts'
import { readHtml } from './html.ts'

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** The letter's text. Nothing attached is opened. The day is the one the sender's clock showed. */
export async function readMail(bytes: Uint8Array): Promise<Read | Trouble> {
  let letter: Email
  let charset: string | undefined
  try {
    letter = await parse(bytes)
    if (`${letter.text ?? ''}${letter.html ?? ''}${letter.subject ?? ''}`.includes('\ufffd')) {
      const again = await parsedByGuess(bytes)
      if (again === null) return trouble('charset')
      letter = again.letter
      charset = again.charset
    }
  } catch {
    return trouble('damaged')
  }
  const plain = letter.text ?? ''
  const article = letter.html === undefined ? null : readHtml(letter.html)
  const text = article !== null && (!hasLetters(plain) || article.text.length > plain.length * 5) ? article.text : plain
  const names = letter.attachments.filter(({ related, filename }) => !related && filename !== null).map(({ filename }) => safeFileName(filename ?? ''))
  const notes: Note[] = names.length > 0 ? [{ about: 'attachments', names: names.slice(0, 20) }] : []
  if (charset !== undefined) notes.push({ about: 'charset-guessed', charset })
  const sent = letter.headers.find(({ key }) => key === 'date')?.value ?? ''
  return { ok: true, text, title: cleanLine(letter.subject), published: dayOf(sent), ...(charset === undefined ? {} : { charset }), notes }
}

/** A file that came with a letter. */
export type Attached = { readonly name: string; readonly type: string; readonly bytes: Uint8Array }

/** What is attached to a letter under a name of its own; pictures that stand inside its text are part of it. Empty for what is no letter. */
export async function attachedTo(bytes: Uint8Array): Promise<Attached[]> {
  const letter = await parse(bytes)
  return letter.attachments.flatMap(({ related, filename, mimeType, content }) =>
    related || filename === null || !(content instanceof ArrayBuffer) ? [] : [{ name: safeFileName(filename), type: mimeType, bytes: new Uint8Array(content) }],
  )
}

const parse = (bytes: Uint8Array): Promise<Email> =>
  PostalMime.parse(new Uint8Array(bytes), { maxNestingDepth: 50, maxHeadersSize: 1024 * 1024, attachmentEncoding: 'arraybuffer' })

/** The day of a Date header as written there: `Thu, 24 Oct 2024 23:30:00 +0300` is the 24th, whatever the clock in Greenwich said. */
export function dayOf(header: string): string | null {
  const found = /\b(\d{1,2})[\s-]+([a-z]{3})[a-z]*[\s-]+(\d{4})\b/i.exec(header.slice(0, 200))
  if (!found) return null
  const month = MONTHS.indexOf((found[2] ?? '').toLowerCase()) + 1
  return month === 0 ? null : realDay(Number(found[3]), month, Number(found[1]))
}

/**
 * A letter that declares no character set, or a wrong one: its parts are read one byte a character (windows-1252 keeps every byte apart)
 * and the bytes of what came out are then decoded by their letters.
 */
async function parsedByGuess(bytes: Uint8Array): Promise<{ letter: Email; charset: string } | null> {
  const raw = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  const label = /^content-type:[ \t]*(text\/(?:plain|html))\b(?:[^\r\n]|\r?\n[ \t]){0,2000}/gim
  const relabelled = label.test(raw) ? raw.replace(label, 'Content-Type: $1; charset=windows-1252') : `Content-Type: text/plain; charset=windows-1252\r\n${raw}`
  const letter = await parse(Buffer.from(relabelled, 'latin1'))
  const body = decodeBytes(bytesOf(`${letter.text ?? ''}\n${letter.html ?? ''}`))
  if (body === null) return null
  const again = (text: string | undefined): string | undefined => (text === undefined ? undefined : decodeBytes(bytesOf(text), body.charset)?.text)
  const text = again(letter.text)
  const html = again(letter.html)
  const subject = /^subject:((?:[^\r\n]|\r?\n[ \t]){0,2000})/im.exec(raw)?.[1]
  const subjectBytes = Buffer.from(subject ?? '', 'latin1')
  const repaired = letter.subject?.includes('\ufffd') === true ? decodeBytes(subjectBytes, body.charset)?.text : letter.subject
  delete letter.text
  delete letter.html
  delete letter.subject
  return {
    letter: {
      ...letter,
      ...(text === undefined ? {} : { text }),
      ...(html === undefined ? {} : { html }),
      ...(repaired === undefined ? {} : { subject: repaired }),
    },
    charset: body.charset,
  }
}

const WINDOWS_1252 = new Map<string, number>(Array.from({ length: 256 }, (_, byte) => [new TextDecoder('windows-1252').decode(Uint8Array.of(byte)), byte]))
const bytesOf = (text: string): Uint8Array => Uint8Array.from([...text].map((character) => WINDOWS_1252.get(character) ?? 0x3f))
