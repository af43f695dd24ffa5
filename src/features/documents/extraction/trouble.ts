// The sentences for what can be wrong or worth knowing about an uploaded file.
import { m } from '#messages'
import { refuse, type Refused } from '#platform/result.ts'
import { MAX_PDF_PAGES, MAX_TEXT_BYTES, MAX_UPLOAD_BYTES, type Format, type Note, type TroubleCode } from './extracted.ts'

const megabytes = (bytes: number): number => Math.round(bytes / 1024 / 1024)

const SENTENCES: Record<TroubleCode, () => string> = {
  empty: () => m.documents_extraction_empty(),
  'too-large': () => m.documents_extraction_too_large({ limit: megabytes(MAX_UPLOAD_BYTES) }),
  'too-much-text': () => m.documents_extraction_too_much_text({ limit: megabytes(MAX_TEXT_BYTES) }),
  'no-text': () => m.documents_extraction_no_text(),
  scanned: () => m.documents_extraction_scanned(),
  'letters-unknown': () => m.documents_extraction_letters_unknown(),
  'too-many-pages': () => m.documents_extraction_too_many_pages({ limit: MAX_PDF_PAGES }),
  password: () => m.documents_extraction_password(),
  damaged: () => m.documents_extraction_damaged(),
  bomb: () => m.documents_extraction_bomb(),
  unsafe: () => m.documents_extraction_unsafe(),
  'too-slow': () => m.documents_extraction_too_slow(),
  'too-heavy': () => m.documents_extraction_too_heavy(),
  charset: () => m.documents_extraction_charset(),
  'old-word': () => m.documents_extraction_old_word(),
  'open-document': () => m.documents_extraction_open_document(),
  rtf: () => m.documents_extraction_rtf(),
  sheet: () => m.documents_extraction_sheet(),
  slides: () => m.documents_extraction_slides(),
  outlook: () => m.documents_extraction_outlook(),
  picture: () => m.documents_extraction_picture(),
  archive: () => m.documents_extraction_archive(),
  unknown: () => m.documents_extraction_unknown(),
}

const FORMAT_NAMES: Record<Format, () => string> = {
  txt: () => m.documents_extraction_format_txt(),
  md: () => m.documents_extraction_format_md(),
  docx: () => m.documents_extraction_format_docx(),
  odt: () => m.documents_media_odt(),
  html: () => m.documents_extraction_format_html(),
  pdf: () => m.documents_extraction_format_pdf(),
  eml: () => m.documents_extraction_format_eml(),
}

/** What is wrong, in the person's language. */
export const troubleSentence = (code: TroubleCode): string => SENTENCES[code]()

/** A refusal in the person's language; its code is `file-` and the trouble's. */
export const refusalOf = (code: TroubleCode): Refused => refuse(`file-${code}`, SENTENCES[code](), 'file')

/** A note in the person's language. */
export function noteSentence(note: Note): string {
  switch (note.about) {
    case 'other-format':
      return m.documents_extraction_note_other_format({ extension: note.extension, format: FORMAT_NAMES[note.format]() })
    case 'charset-guessed':
      return m.documents_extraction_note_charset_guessed({ charset: note.charset })
    case 'charset-differs':
      return m.documents_extraction_note_charset_differs({ declared: note.declared, charset: note.charset })
    case 'attachments':
      return m.documents_extraction_note_attachments({ names: note.names.join(', ') })
    case 'pages-without-text':
      return m.documents_extraction_note_pages({ pages: spans(note.pages) })
    case 'notes-left-out':
      return m.documents_extraction_note_footnotes()
  }
}

/** Page numbers as a reader writes them: `1, 3–5`. */
function spans(pages: number[]): string {
  const found: [number, number][] = []
  for (const page of pages) {
    const last = found.at(-1)
    if (last !== undefined && last[1] === page - 1) last[1] = page
    else found.push([page, page])
  }
  return found.map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`)).join(', ')
}
