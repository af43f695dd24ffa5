// Makes a text of what was extracted from a file, a letter or an item: what of it is read, what it is called, and from when it is.
import type { Extracted } from '#features/documents/extraction/extracted.ts'
import { hasLetters } from '#features/documents/extraction/cleaning.ts'
import { m } from '#messages'
import { plainSubject, readLetter } from '../letters/letter.ts'
import { daySent } from '../letters/sent.ts'
import { guessPublished, readHead } from '../reading/head.ts'
import { titleFrom } from '../text.ts'
import { dayInName, type Dated } from './triage.ts'

export type Arriving = {
  readonly title: string
  readonly sourceUrl: string | null
  readonly body: string
  readonly published: string | null
  readonly dated: Dated
  readonly notes: readonly string[]
}

type Known = {
  /** The file's path, the item's or the letter's name. */
  readonly name: string
  readonly title?: string | null
  readonly url?: string | null
  /** The day its feed gives it. */
  readonly day?: string | null
}

/** What a letter says, for whoever brings one by hand too. */
export function letterRead(read: Extracted): {
  readonly text: string
  readonly title: string | null
  readonly published: string | null
  readonly notes: string[]
} {
  const letter = readLetter(read.text, read.title ?? '')
  const subject = letter.subject ?? read.title
  const sent = letter.sent === null ? null : daySent(letter.sent)
  const notes = letter.kind === 'forward' ? [m.intake_letter_forward()] : letter.kind === 'reply' ? [m.intake_letter_reply()] : []
  return { text: letter.body, title: subject === null ? null : plainSubject(subject), published: sent ?? read.published, notes: [...read.notes, ...notes] }
}

/** null when nothing in it can be read. */
export function arriving(read: Extracted, known: Known): Arriving | null {
  const letter = read.format === 'eml'
  const said = letter ? letterRead(read) : read
  const head = readHead(said.text)
  const body = said.text.slice(head.bodyStart).trim()
  if (!hasLetters(body)) return null
  const days: readonly (readonly [Dated, string | null | undefined])[] = [
    ['feed', known.day],
    ['stated', head.published],
    [letter ? 'mail' : 'stated', said.published],
    ['name', dayInName(known.name)],
    ['text', guessPublished(body)],
  ]
  const [dated, published] = days.find(([, day]) => day !== null && day !== undefined) ?? (['none', null] as const)
  const url = known.url ?? (head.source !== undefined && /^https?:\/\/\S{1,2000}$/.test(head.source) ? head.source : null)
  return {
    title: known.title || said.title || titleFrom(body),
    sourceUrl: url,
    body,
    published: published ?? null,
    dated,
    notes: [...said.notes, ...(dated === 'none' ? [m.intake_triage_undated()] : [])],
  }
}
