// A text people wrote, in as many languages as they wrote it, each with its own state.
import { z } from 'zod'
import { currentLanguage, FIRST_LANGUAGE } from './language.ts'

/** One language of a text: `at` is when it was last changed (ISO instant), `checked` whether a person vouched for the translation. */
export type Rendering = { readonly text: string; readonly at: string; readonly checked: boolean }

/** `source` names the language the text was first written in; the others are translations of it. */
export type LocalText = { readonly source: string; readonly in: Readonly<Record<string, Rendering>> }

/** Language → what was typed; empty strings mean "no text in this language". */
export const localTextForm = z.record(z.string().regex(/^[a-z]{2}$/), z.string().trim().max(20_000))
export type LocalTextForm = z.infer<typeof localTextForm>

/** A whole text as the database and the activity record keep it. */
export const localTextValue = z.object({ source: z.string(), in: z.record(z.string(), z.object({ text: z.string(), at: z.string(), checked: z.boolean() })) })

export const EMPTY_TEXT: LocalText = { source: FIRST_LANGUAGE, in: {} }

/** A new text from one language. */
export const localText = (text: string, at: Date, language: string = FIRST_LANGUAGE): LocalText =>
  text.trim() === '' ? { source: language, in: {} } : { source: language, in: { [language]: { text: text.trim(), at: at.toISOString(), checked: true } } }

/** Applies what was typed over what was there: unchanged languages keep their moment, so that a changed source makes the others stale. */
export function revised(before: LocalText, typed: LocalTextForm, at: Date): LocalText {
  const next: Record<string, Rendering> = {}
  for (const [language, raw] of Object.entries({ ...Object.fromEntries(Object.entries(before.in).map(([key, value]) => [key, value.text])), ...typed })) {
    const text = raw.trim()
    if (text === '') continue
    const old = before.in[language]
    next[language] = old?.text === text ? old : { text, at: at.toISOString(), checked: true }
  }
  const languages = Object.keys(next)
  const source = languages.includes(before.source) ? before.source : (languages[0] ?? before.source)
  return { source, in: next }
}

/** Whether the source was changed after this translation was last touched. */
export function isStale(text: LocalText, language: string): boolean {
  const rendering = text.in[language]
  const source = text.in[text.source]
  return language !== text.source && rendering !== undefined && source !== undefined && rendering.at < source.at
}

/** The text in the asked language, else in its source, else in any; `language` says which one it is. */
export function reading(text: LocalText, language: string = currentLanguage()): { text: string; language: string } {
  for (const candidate of [language, text.source, ...Object.keys(text.in)]) {
    const found = text.in[candidate]
    if (found !== undefined) return { text: found.text, language: candidate }
  }
  return { text: '', language }
}

export const textIn = (text: LocalText, language?: string): string => reading(text, language).text
export const isEmptyText = (text: LocalText): boolean => Object.keys(text.in).length === 0

/** What a form shows for editing: language → text. */
export const asTyped = (text: LocalText): LocalTextForm => Object.fromEntries(Object.entries(text.in).map(([key, value]) => [key, value.text]))
