// Letters of a visit: what they are filled with, and how they read once filled; edited by a person before they are sent.
import { z } from 'zod'
import { languageName } from '#features/organisations/naming.ts'
import { nameIn } from '#features/organisations/people/letter.ts'
import type { RoleClass } from '#features/organisations/people/post.ts'
import { suggestedSalutations } from '#features/organisations/people/salutation.ts'
import { m } from '#messages'
import type { FieldWords } from '#platform/activity/changes.ts'
import { dayInWords, type ImpreciseDate } from '#platform/dates.ts'
import { lineField } from '#platform/http/form-fields.ts'
import { bareName } from '#platform/names/name-key.ts'
import type { LocalText, LocalTextForm } from '#platform/texts/local-text.ts'
import { localTextForm } from '#platform/texts/local-text.ts'
import { dayField } from '../visit.ts'
import { dayInLetter, isLetterLanguage, LETTER_LANGUAGES, type LetterLanguage, whenInLetter } from './letter-day.ts'
import { TO_ALL, WORDINGS } from './letter-wording.ts'

/** invitation: we invite · regret: we turn a request down · journey: we come as we were invited. */
export const LETTER_KINDS = ['invitation', 'regret', 'journey'] as const
export type LetterKind = (typeof LETTER_KINDS)[number]

const kindNames: Readonly<Record<LetterKind, () => string>> = {
  invitation: () => m.visits_letter_invitation(),
  regret: () => m.visits_letter_regret(),
  journey: () => m.visits_letter_journey(),
}
export const letterKindName = (kind: LetterKind): string => kindNames[kind]()

type Named = { readonly name: LocalText; readonly nativeName: string | null; readonly nativeLanguage: string | null }

/** What a letter is filled with. `to` null: nobody by name; `by`: until which day we ask for an answer; `occasion` is in the office's own language. */
export type LetterParts = {
  readonly home: LocalText
  readonly ownLanguage: string
  readonly partner: Named
  readonly to: (Named & { readonly title: string | null; readonly post: RoleClass | null; readonly salutation: LocalText }) | null
  readonly date: ImpreciseDate | null
  readonly by: string | null
  readonly occasion: string
  readonly purpose: LocalText
  readonly signatory: LocalText
}

/** How it begins: as the person wishes to be addressed, as post and name suggest, else to whoever reads it. */
function salutationIn(language: LetterLanguage, to: LetterParts['to']): string {
  if (to === null) return TO_ALL[language]
  const own = to.salutation.in[language]?.text
  return own ?? suggestedSalutations({ name: nameIn(language, to), title: to.title, post: to.post }, language)[0] ?? TO_ALL[language]
}

/** Puts words in their places; a part in square brackets goes when any of its words is not known; a day that ends in a full stop („2026 г.“) ends its sentence too. */
export function filled(wording: string, words: Readonly<Record<string, string>>): string {
  const put = (text: string): string => text.replaceAll(/\{(\w+)\}/g, (_, name: string) => words[name] ?? '')
  const whole = wording.replaceAll(/\[([^\]]*)\]/g, (_, part: string) =>
    [...part.matchAll(/\{(\w+)\}/g)].every(([, name]) => (words[name!] ?? '') !== '') ? put(part) : '',
  )
  return put(whole)
    .replaceAll('..', '.')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim()
}

/** Subject and body in each of the languages a letter can be written in; others are left out. */
export function composed(kind: LetterKind, languages: readonly string[], parts: LetterParts): { subject: LocalTextForm; body: LocalTextForm } {
  const [subject, body]: [Record<string, string>, Record<string, string>] = [{}, {}]
  for (const language of languages.filter(isLetterLanguage)) {
    const salutation = salutationIn(language, parts.to)
    const words = {
      home: bareName(nameIn(language, { name: parts.home, nativeName: null, nativeLanguage: null })),
      partner: nameIn(language, parts.partner),
      salutation,
      address: salutation.replace(/[,：:]\s*$/u, ''),
      when: whenInLetter(language, parts.date),
      by: parts.by === null ? '' : dayInLetter(language, parts.by),
      // Written once, in the office's own language: in another it would stand untranslated.
      occasion: language === parts.ownLanguage ? parts.occasion : '',
      purpose: parts.purpose.in[language]?.text ?? '',
      signatory: parts.signatory.in[language]?.text ?? '',
    }
    const wording = WORDINGS[kind][language]
    subject[language] = filled(wording.subject, words)
    body[language] = filled(wording.body, words)
  }
  return { subject, body }
}

/** Letters of one visit; more nobody writes. */
export const MOST_LETTERS = 100

// ---- forms ---------------------------------------------------------------------------------------------------------

export const composingForm = z.object({
  kind: z.enum(LETTER_KINDS),
  organisation: lineField(40),
  person: lineField(40),
  languages: z
    .union([z.string(), z.array(z.string())])
    .optional()
    .transform((given) => (given === undefined ? [] : typeof given === 'string' ? [given] : given).filter(isLetterLanguage))
    .refine((languages) => languages.length > 0, { error: () => `m:${m.visits_letter_languages_missing()}` }),
})

const withWords = (message: () => string) =>
  localTextForm.default({}).refine((typed) => Object.values(typed).some((text) => text !== ''), { error: () => `m:${message()}` })

export const letterForm = z.object({
  subject: withWords(m.visits_letter_subject_missing),
  body: withWords(m.visits_letter_body_missing),
  signatory: localTextForm.default({}),
  number: lineField(100),
  sentOn: dayField,
})
export type LetterValues = z.output<typeof letterForm>

export const letterFieldWords = (organisation: (id: string) => string = String): FieldWords[] => [
  { name: 'kind', label: m.visits_letter_field_kind(), show: (value) => letterKindName(value as LetterKind) },
  { name: 'organisationId', label: m.visits_letter_field_to(), show: (value) => organisation(String(value)) },
  { name: 'subject', label: m.visits_letter_field_subject(), object: m.visits_letter_object_subject(), languages: languageName },
  { name: 'body', label: m.visits_letter_field_body(), languages: languageName },
  { name: 'signatory', label: m.visits_letter_field_signatory(), object: m.visits_letter_object_signatory(), languages: languageName },
  { name: 'number', label: m.visits_letter_field_number(), object: m.visits_letter_object_number(), show: String },
  { name: 'sentOn', label: m.visits_letter_field_sent_on(), object: m.visits_letter_object_sent_on(), show: (value) => dayInWords(String(value)) },
]

export { LETTER_LANGUAGES }
