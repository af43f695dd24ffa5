// Promises and decisions in the other languages of the minutes: what is still to be written, and what was typed for it. Pure.
import { isEmptyText, isStale, type LocalText, type LocalTextForm } from '#platform/texts/local-text.ts'
import type { OutcomeKind } from '../meeting.ts'
import type { Outcomes } from '../meeting.queries.ts'

/** An outcome with the languages in which it is missing, or was written before its words were changed. `number` null: the minutes do not mark it. */
export type OutcomeText = {
  readonly id: string
  readonly kind: OutcomeKind
  readonly number: number | null
  readonly text: LocalText
  readonly lacks: readonly string[]
}

/** Texts of one outcome as they were typed; `was`: the fingerprint of the whole text it was opened with. */
export type OutcomeTyped = { readonly id: string; readonly was: string; readonly text: LocalTextForm }

/** Whether a text says something and does not stand in the language as it is now. */
export const lacksIn = (text: LocalText, language: string): boolean => !isEmptyText(text) && (text.in[language] === undefined || isStale(text, language))

/** All outcomes of a meeting, promises first, each with what it lacks of the languages. */
export const outcomeTexts = ({ promises, decisions }: Outcomes, languages: readonly string[]): OutcomeText[] =>
  [...promises.map((row) => ({ ...row, kind: 'promise' as const })), ...decisions.map((row) => ({ ...row, kind: 'decision' as const }))].map(
    ({ id, kind, number, text }) => ({ id, kind, number, text, lacks: languages.filter((language) => lacksIn(text, language)) }),
  )
