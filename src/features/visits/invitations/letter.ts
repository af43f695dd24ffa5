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

/** What a letter is filled with. `to` null: nobody by name; `by`: until which day we ask for an answer. */
export type LetterParts = {
  readonly home: LocalText
  readonly partner: Named
  readonly to: (Named & { readonly title: string | null; readonly post: RoleClass | null; readonly salutation: LocalText }) | null
  readonly date: ImpreciseDate | null
  readonly by: string | null
  readonly occasion: LocalText
  readonly purpose: LocalText
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
      // What nobody wrote in a language would stand in it untranslated.
      occasion: parts.occasion.in[language]?.text ?? '',
      purpose: parts.purpose.in[language]?.text ?? '',
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
  occasion: localTextForm.default({}),
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
  { name: 'occasion', label: m.visits_letter_field_occasion(), object: m.visits_letter_object_occasion(), languages: languageName },
  { name: 'number', label: m.visits_letter_field_number(), object: m.visits_letter_object_number(), show: String },
  { name: 'sentOn', label: m.visits_letter_field_sent_on(), object: m.visits_letter_object_sent_on(), show: (value) => dayInWords(String(value)) },
  { name: 'mailedTo', label: m.visits_letter_field_mailed_to(), object: m.visits_letter_object_mailed_to(), show: String },
]

export { LETTER_LANGUAGES }
// The letter that brings an invitation for a calendar, its change or its end: the same in words, for whoever reads mail and not calendars.
import { dayOnPaper, daysOnPaper, hourOnPaper, type PaperLanguage } from '#platform/texts/paper-languages.ts'
import { dayIn } from '#platform/clock.ts'
import { POCKET_WORDS } from '../pocket/words.ts'
import { type Letter, methodOf, type Told, type When } from './invitation.ts'
import { INVITATION_WORDS } from './words.ts'

/** The clocks by which hours are told: the host's, and the guests' where it shows another hour. Towns in the reader's language. */
export type Clocks = { readonly zone: string; readonly town: string; readonly otherZone: string; readonly otherTown: string }

/** „понеделник, 12 октомври 2026 г., 14:30–15:30 в Троян, 19:30–20:30 в Джиндъджън“ */
export function whenOnPaper(when: When, clocks: Clocks, language: PaperLanguage): string {
  if ('firstDay' in when) return daysOnPaper(when.firstDay, when.lastDay, language)
  const words = POCKET_WORDS[language]
  const own = spanIn(when, clocks.zone, language)
  const other = spanIn(when, clocks.otherZone, language)
  if (own.said === other.said && own.day === other.day) return `${dayOnPaper(own.day, language, { weekday: true })}, ${own.said}`
  const there = words.inTown(other.said, clocks.otherTown)
  return [
    `${dayOnPaper(own.day, language, { weekday: true })}, ${words.inTown(own.said, clocks.town)}`,
    other.day === own.day ? there : `${there} (${dayOnPaper(other.day, language)})`,
  ].join(', ')
}

/** The day on which it begins and its hours by the clocks of a zone; what ends on another day says which. */
function spanIn(
  { from, to }: { readonly from: number; readonly to: number },
  zone: string,
  language: PaperLanguage,
): { readonly day: string; readonly said: string } {
  const [begins, ends] = [new Date(from), new Date(to)]
  const [day, lastDay] = [dayIn(begins, zone), dayIn(ends, zone)]
  const hour = hourOnPaper(begins, zone)
  if (from === to) return { day, said: hour }
  const end = hourOnPaper(ends, zone)
  return { day, said: day === lastDay ? `${hour}–${end}` : `${hour} – ${end}, ${dayOnPaper(lastDay, language)}` }
}

const colonOf = (language: PaperLanguage): string => (language === 'zh' ? '：' : language === 'fr' ? ' : ' : ': ')

/** What follows time and place: their part, whom to ask, the note. */
function besides({ role, contact, note }: Told, language: PaperLanguage): string[] {
  const words = INVITATION_WORDS[language]
  return [
    ...(role === 'CHAIR' ? [words.leads] : []),
    ...(contact === '' ? [] : [`${words.contact}${colonOf(language)}${contact}`]),
    ...(note === '' ? [] : ['', note]),
  ]
}

const timeLine = (told: Told, clocks: Clocks, language: PaperLanguage): string =>
  `${INVITATION_WORDS[language].when}${colonOf(language)}${whenOnPaper(told.when, clocks, language)}`

/** What stands under the title in the calendar itself: what its own fields do not hold. */
export function descriptionOf(told: Told, clocks: Clocks, language: PaperLanguage): string {
  const { when } = told
  // The calendar shows its reader's own clock; the two towns' hours are said where they differ.
  const differ = !('firstDay' in when) && spanIn(when, clocks.zone, language).said !== spanIn(when, clocks.otherZone, language).said
  return [...(differ ? [timeLine(told, clocks, language)] : []), ...besides(told, language)].join('\n').trim()
}

export function invitationLetter(
  letter: Letter,
  about: { readonly office: string; readonly clocks: Clocks },
): { readonly subject: string; readonly text: string } {
  const reader = letter.wanted ?? letter.having!
  const { language, told } = reader
  const words = INVITATION_WORDS[language]
  const pocket = POCKET_WORDS[language]
  const day =
    'firstDay' in told.when
      ? daysOnPaper(told.when.firstDay, told.when.lastDay, language)
      : dayOnPaper(dayIn(new Date(told.when.from), about.clocks.zone), language)
  const title = `${told.title}, ${day}`
  const [subject, why] =
    letter.reason === 'called-off'
      ? [words.cancelled(title), words.calledOff]
      : letter.reason === 'not-coming'
        ? [words.cancelled(title), words.notExpected]
        : letter.reason === 'new' || letter.reason === 'back'
          ? [words.invited(title), words.inviting]
          : [words.changed(title), letter.reason === 'words' ? words.reworded : words.moved]
  return {
    subject,
    text: [
      `${pocket.mailGreeting(reader.name)}\n\n${why}`,
      [
        told.title,
        timeLine(told, about.clocks, language),
        ...(told.place === '' ? [] : [`${words.where}${colonOf(language)}${told.place}`]),
        // Of what is called off nobody needs the details.
        ...besides(methodOf(letter) === 'CANCEL' ? { ...told, note: '' } : told, language),
      ].join('\n'),
      methodOf(letter) === 'CANCEL' ? words.remove : words.answer,
      pocket.mailEnd(about.office),
    ].join('\n\n'),
  }
}
