// Where a fact comes from: a page, a document, or the office's own text with the very words.
import { z } from 'zod'

/**
 * `url` and `date` (ISO, any precision) when known; `textId` is the intake text, `quote` the exact words of it that say so; `says` what the source puts
 * otherwise than the record: two sources may disagree, and both stay.
 */
export type Citation = {
  readonly title: string
  readonly url: string | null
  readonly date: string | null
  readonly textId: string | null
  readonly quote: string | null
  readonly says?: string | undefined
}

export const citation = z.object({
  title: z.string().trim().max(500),
  url: z.string().max(2000).nullable(),
  date: z.string().max(40).nullable(),
  textId: z.uuid().nullable(),
  quote: z.string().max(5000).nullable(),
  says: z.string().max(1000).optional(),
})

/** One source as a form asks for it; all empty means no source. */
export const citationForm = z.object({
  title: z.string().trim().max(500).default(''),
  url: z.union([z.literal(''), z.url({ protocol: /^https?$/ }).max(2000)]).default(''),
  date: z.string().trim().max(40).default(''),
})
export type CitationForm = z.output<typeof citationForm>

/** Adds what the form says to the sources a record has; the same source is not added twice. */
export function withSource(before: readonly Citation[], form: CitationForm): Citation[] {
  if (form.title === '' && form.url === '') return [...before]
  const added: Citation = {
    title: form.title === '' ? form.url : form.title,
    url: form.url === '' ? null : form.url,
    date: form.date === '' ? null : form.date,
    textId: null,
    quote: null,
  }
  return before.some((one) => one.title === added.title && one.url === added.url && one.date === added.date) ? [...before] : [...before, added]
}
