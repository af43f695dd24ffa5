// The text of minutes: plain lines in which „[обещание 2]“ marks an outcome and „@[Анго Ангов]“ names somebody of the register.
import { createHash } from 'node:crypto'
import { m } from '#messages'
import { FIRST_LANGUAGE, isLanguage } from '#platform/texts/language.ts'
import { asTyped, type LocalText, type LocalTextForm } from '#platform/texts/local-text.ts'
import type { OutcomeKind } from '../meeting.ts'

/** A bit of a line: words, somebody named, or the mark of an outcome. */
export type Piece =
  | { readonly kind: 'words'; readonly text: string }
  | { readonly kind: 'mention'; readonly name: string }
  | { readonly kind: 'mark'; readonly of: OutcomeKind; readonly number: number; readonly text: string }

const TOKEN = /@\[([^[\]\n]{1,200})\]|\[(обещание|решение|promise|decision) (\d{1,4})\]/giu
const MARKED: Readonly<Record<string, OutcomeKind>> = { обещание: 'promise', promise: 'promise', решение: 'decision', decision: 'decision' }

/** The pieces of one line, in their order; their texts joined give the line's words. */
export function piecesOf(line: string): Piece[] {
  const found: Piece[] = []
  let at = 0
  for (const match of line.matchAll(TOKEN)) {
    if (match.index > at) found.push({ kind: 'words', text: line.slice(at, match.index) })
    const [text, name, word, number] = match
    if (name !== undefined) found.push({ kind: 'mention', name: name.trim() })
    else found.push({ kind: 'mark', of: MARKED[word!.toLowerCase()]!, number: Number(number), text })
    at = match.index + text.length
  }
  if (at < line.length) found.push({ kind: 'words', text: line.slice(at) })
  return found
}

/** Whom the texts name, each once, in the order in which they are first named. */
export const namesIn = (texts: readonly string[]): string[] => [
  ...new Set(texts.flatMap((text) => piecesOf(text).flatMap((piece) => (piece.kind === 'mention' && piece.name !== '' ? [piece.name] : [])))),
]

/** The text without brackets around names, for papers and for the search: „@[Анго Ангов]“ reads „Анго Ангов“. */
export const readable = (text: string): string => text.replaceAll(TOKEN, (token, name: string | undefined) => name?.trim() ?? token)

/** Another name for whoever is named, wherever they are: when a person is erased. */
export const renamed = (text: string, name: string, to: string): string =>
  text.replaceAll(TOKEN, (token, named: string | undefined) => (named?.trim() === name ? to : token))

/** „[обещание 2]“ in the language of the text. */
export function markOf(kind: OutcomeKind, number: number, language: string): string {
  const options = { locale: isLanguage(language) ? language : FIRST_LANGUAGE }
  return kind === 'promise' ? m.meetings_mark_promise({ number }, options) : m.meetings_mark_decision({ number }, options)
}

/** A name as it can stand between the brackets. */
export const mentionOf = (name: string): string =>
  `@[${name
    .replaceAll(/[[\]\n]/g, ' ')
    .trim()
    .slice(0, 200)}]`

/** Tells whether a text is still what it was when a form was opened with it: twelve hexadecimal figures. */
export const fingerprint = (texts: LocalTextForm, state = ''): string =>
  createHash('sha256')
    .update(
      JSON.stringify([
        Object.entries(texts)
          .map(([language, text]) => [language, text.trim()] as const)
          .filter(([, text]) => text !== '')
          .sort(([a], [b]) => (a < b ? -1 : 1)),
        state,
      ]),
    )
    .digest('hex')
    .slice(0, 12)

export const fingerprintOf = (text: LocalText, state = ''): string => fingerprint(asTyped(text), state)

/**
 * What becomes of a text somebody sends: `keep` what stands there (they typed nothing, or the same), `write` theirs, or both have changed it.
 * `was`: the fingerprint it was opened with.
 */
export function settle(
  typed: LocalTextForm,
  now: LocalText,
  was: string,
  states: { readonly typed: string; readonly now: string } = { typed: '', now: '' },
): 'keep' | 'write' | 'conflict' {
  // Languages a form does not show stay as they are.
  const sent = fingerprint({ ...asTyped(now), ...typed }, states.typed)
  const stands = fingerprintOf(now, states.now)
  if (sent === stands || sent === was) return 'keep'
  return stands === was ? 'write' : 'conflict'
}
