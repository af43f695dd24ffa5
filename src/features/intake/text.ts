// A text brought to the office: what the form asks, what it is called, how it is known again.
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { m } from '#messages'
import { lineField } from '#platform/http/form-fields.ts'
import { MAX_TEXT_BYTES, type Format } from '#features/documents/extraction/extracted.ts'
import type { ReadingTrouble } from './reading/apart.ts'

/** Raise when the rules of reading change so that a text read before would read otherwise. */
export const ENGINE = 'rules 2'

export const newTextForm = z.object({
  text: z.string().default(''),
  title: lineField(300),
  sourceUrl: z
    .union([z.literal(''), z.url({ protocol: /^https?$/ }).max(2000)])
    .default('')
    .transform((url) => (url === '' ? null : url)),
  /** As typed; `date` says whether it is a day. */
  date: z
    .object({ day: z.string().max(10).default(''), month: z.string().max(10).default(''), year: z.string().max(10).default('') })
    .default({ day: '', month: '', year: '' }),
})

const LONGEST_TITLE = 200
/** A longer first line is no headline but a paragraph: its first sentence says enough. */
const LONGEST_HEADLINE = 140
const FIRST_SENTENCE = /^.{20,}?\p{Ll}{3}[.!?](?= \p{Lu})/u
/** A line that is only a day, with or without the town before it: „Троян, 12 октомври 2026 г.“ */
const ONLY_A_DAY = /^(\p{Lu}[\p{L} -]+, )?\d{1,2}[. ]+(\p{L}+|\d{1,2})[. ]+\d{4}( ?г\.?)?$/u

/** The first line that says something, without marks of Markdown, of a paragraph its first sentence; a day alone says too little unless nothing else is there. */
export function titleFrom(body: string): string {
  let day: string | null = null
  for (const line of body.split('\n', 50)) {
    const bare = line
      .replace(/^[#>*\-\s]+/, '')
      .replace(/\*\*|__/g, '')
      .replace(/\s+/g, ' ')
      .trim()
    if (!/\p{L}/u.test(bare)) continue
    if (ONLY_A_DAY.test(bare)) {
      day ??= bare
      continue
    }
    const said = (bare.length > LONGEST_HEADLINE ? FIRST_SENTENCE.exec(bare.slice(0, 1000))?.[0].replace(/\.$/, '') : undefined) ?? bare
    return said.length > LONGEST_TITLE
      ? `${said
          .slice(0, LONGEST_TITLE - 1)
          .toWellFormed()
          .replace(/ [^ ]{0,30}$/, '')}…`
      : said
  }
  return day ?? m.intake_untitled()
}

/** SHA-256, hexadecimal. */
export const hashOf = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex')

export const tooMuchText = (text: string): boolean => Buffer.byteLength(text) > MAX_TEXT_BYTES

const formatNames: Readonly<Record<Format | 'pasted', () => string>> = {
  pasted: m.intake_format_pasted,
  txt: m.documents_extraction_format_txt,
  md: m.documents_extraction_format_md,
  docx: m.documents_extraction_format_docx,
  odt: m.documents_media_odt,
  html: m.documents_extraction_format_html,
  pdf: m.documents_extraction_format_pdf,
  eml: m.documents_extraction_format_eml,
}
export const formatName = (format: Format | 'pasted'): string => formatNames[format]()

const troubles: Readonly<Record<ReadingTrouble, () => string>> = {
  'too-slow': m.intake_trouble_too_slow,
  'too-heavy': m.intake_trouble_too_heavy,
  broken: m.intake_trouble_broken,
}
/** Why a text was not read, and what can be done. */
export const troubleWords = (trouble: ReadingTrouble): string => troubles[trouble]()

/** How far the desk is: saved ones are decided too. */
export type Progress = { readonly total: number; readonly decided: number; readonly saved: number; readonly toSave: number }
