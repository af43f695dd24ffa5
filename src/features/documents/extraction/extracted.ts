// What comes out of an uploaded file, and the limits an upload is held to.

/** The formats whose words can be read. */
export type Format = 'txt' | 'md' | 'docx' | 'odt' | 'html' | 'pdf' | 'eml'

/**
 * A file as text. `text` is final: every span found later counts its characters from here.
 * `published` is a day (YYYY-MM-DD) only when the format itself states it; `notes` are sentences for the officer.
 */
export type Extracted = {
  text: string
  format: Format
  title: string | null
  published: string | null
  charset?: string
  notes: string[]
}

/** Bytes of an upload. */
export const MAX_UPLOAD_BYTES = 20 * 1024 * 1024
/** Bytes of the extracted text, counted as UTF-8 (Cyrillic takes two bytes a letter). */
export const MAX_TEXT_BYTES = 2 * 1024 * 1024
/** Pages of a PDF. */
export const MAX_PDF_PAGES = 500
/** Seconds a file may take to be read. */
export const MAX_SECONDS = 20
/** Bytes everything packed in a DOCX may unpack to, packed things inside packed things included. */
export const MAX_UNPACKED_BYTES = 200 * 1024 * 1024
/** Bytes of the text parts (XML) of a DOCX. */
export const MAX_XML_BYTES = 40 * 1024 * 1024
/** Parts in a DOCX. */
export const MAX_PARTS = 5000
/** How many times larger than the file its content may become; Word's own texts stay under 40. Counts above 10 MB unpacked. */
export const MAX_RATIO = 100

/** Why a file cannot be read; each has its own sentence in trouble.ts. */
export type TroubleCode =
  | 'empty'
  | 'too-large'
  | 'too-much-text'
  | 'no-text'
  | 'scanned'
  | 'letters-unknown'
  | 'too-many-pages'
  | 'password'
  | 'damaged'
  | 'bomb'
  | 'unsafe'
  | 'too-slow'
  | 'too-heavy'
  | 'charset'
  | 'old-word'
  | 'open-document'
  | 'rtf'
  | 'sheet'
  | 'slides'
  | 'outlook'
  | 'picture'
  | 'archive'
  | 'unknown'

/** Something the officer should know about a file that was read. */
export type Note =
  | { about: 'other-format'; extension: string; format: Format }
  | { about: 'charset-guessed'; charset: string }
  | { about: 'charset-differs'; declared: string; charset: string }
  | { about: 'attachments'; names: string[] }
  | { about: 'pages-without-text'; pages: number[] }
  | { about: 'notes-left-out' }

export type Trouble = { ok: false; trouble: TroubleCode }
export type Read = { ok: true; text: string; title: string | null; published: string | null; charset?: string; notes: Note[] }

export const trouble = (code: TroubleCode): Trouble => ({ ok: false, trouble: code })
