// The letters of reminder whole: to our people in the language they chose, to partners in theirs.
import { addresses } from '#addresses'
import { displayName } from '#features/organisations/naming.ts'
import { nameIn } from '#features/organisations/people/letter.ts'
import { certainSalutation } from '#features/organisations/people/salutation.ts'
import { m } from '#messages'
import { dayInWords, daysBetween } from '#platform/dates.ts'
import type { Mail } from '#platform/mail/mail.ts'
import { speakingIn } from '#platform/texts/language.ts'
import { type LocalText, textIn } from '#platform/texts/local-text.ts'
import { type Side } from '../commitment.ts'
import { courteousLetter, type LetterLanguage, readableIn } from './courtesy.ts'
import type { Matter } from './matter.ts'
import type { OurLetter, PlannedLetter, TheirLetter } from './planning.ts'
import type { Addressee, OpenPromise } from './reminder.queries.ts'

export type LetterHead = {
  readonly officeId: string
  readonly office: LocalText
  /** Of this installation, for links. */
  readonly baseUrl: string
  /** YYYY-MM-DD */
  readonly today: string
}

const sideWords: Readonly<Record<Side, () => string>> = {
  us: () => m.commitments_owed_us(),
  them: () => m.commitments_owed_them(),
  both: () => m.commitments_owed_both(),
}

function ourLine({ id, text, dueBy, owedBy, partners }: OpenPromise, { today, baseUrl }: LetterHead): string {
  const about = [sideWords[owedBy](), partners.map((partner) => displayName(partner)).join(', ')].filter((one) => one !== '').join(', ')
  return [`– ${textIn(text)} (${about})`, `  ${whenInWords(dueBy, today)}`, `  ${baseUrl}${addresses.commitment({ id })}`].join('\n')
}

function whenInWords(dueBy: string, today: string): string {
  const days = daysBetween(today, dueBy)
  if (days < 0) return m.commitments_mail_late({ day: dayInWords(dueBy), count: -days })
  return days === 0 ? m.commitments_mail_today() : m.commitments_mail_in({ day: dayInWords(dueBy), count: days })
}

const matterLine = ({ words, dueBy, href }: Matter, { today, baseUrl }: LetterHead): string =>
  [`– ${words()}`, `  ${whenInWords(dueBy, today)}`, `  ${baseUrl}${href}`].join('\n')

/** The letter to one of our people; speaks the language that is spoken. */
function ourWords({ promises, matters, name, person }: OurLetter, head: LetterHead): { subject: string; text: string } {
  const isLate = ({ dueBy }: { readonly dueBy: string }): boolean => dueBy < head.today
  const [late, ahead] = [promises.filter(isLate), promises.filter((one) => !isLate(one))]
  const [lateMatters, mattersAhead] = [matters.filter(isLate), matters.filter((one) => !isLate(one))]
  const block = <One,>(title: string, some: readonly One[], line: (one: One, head: LetterHead) => string): string[] =>
    some.length === 0 ? [] : [title, some.map((one) => line(one, head)).join('\n\n')]
  const passed = late.length + lateMatters.length
  const coming = ahead.length + mattersAhead.length
  const called = name ?? (person === null ? null : displayName(person))
  return {
    subject:
      matters.length === 0
        ? passed > 0
          ? m.commitments_mail_subject_late({ count: passed })
          : m.commitments_mail_subject({ count: coming })
        : passed > 0
          ? m.commitments_mail_subject_days_late({ count: passed })
          : m.commitments_mail_subject_days({ count: coming }),
    text: [
      called === null ? m.commitments_mail_hello() : m.commitments_mail_hello_name({ name: called }),
      ...block(m.commitments_mail_block_late(), late, ourLine),
      ...block(m.commitments_mail_block_matters_late(), lateMatters, matterLine),
      ...block(m.commitments_mail_block_ahead(), ahead, ourLine),
      ...block(m.commitments_mail_block_matters_ahead(), mattersAhead, matterLine),
      promises.length === 0 ? m.commitments_mail_ending_matters() : m.commitments_mail_ending({ address: head.baseUrl + addresses.commitments() }),
    ].join('\n\n'),
  }
}

/** A text for a reader of the language: in it, else in another they can read, else as it was written. */
const forReader = (text: LocalText, language: LetterLanguage): string =>
  textIn(
    text,
    readableIn(language).find((one) => text.in[one] !== undefined),
  )

/** A name in letters the reader knows. */
const nameFor = (named: Pick<Addressee, 'name' | 'nativeName' | 'nativeLanguage'>, language: LetterLanguage): string =>
  nameIn(language === 'sr-Latn' ? 'en' : language, named)

function theirWords({ language, person, role, promises, from }: TheirLetter, { office }: LetterHead): { subject: string; text: string } {
  const spoken = language === 'sr-Latn' ? 'sr' : language
  const said = person.salutation.in[spoken]?.text ?? certainSalutation({ name: nameFor(person, language), title: person.title, post: role }, spoken)
  return courteousLetter({
    language,
    greeting: said,
    promises: promises.map(({ text, dueBy, owedBy }) => ({ text: forReader(text, language), dueBy, both: owedBy === 'both' })),
    name: from === null ? '' : typeof from.name === 'string' ? from.name : nameFor(from.name, language),
    office: nameFor({ name: office, nativeName: null, nativeLanguage: null }, language),
  })
}

/** What a person is called on an envelope. */
export const nameOnLetter = (letter: PlannedLetter): string =>
  letter.who === 'us' ? (letter.name ?? (letter.person === null ? '' : displayName(letter.person))) : nameFor(letter.person, letter.language)

/** A letter that came too late to be of use is not sent any more: a new one with what is true then takes its place. */
const USEFUL_MS = 7 * 86_400_000

/** The one thing it is about; of a letter about several nothing is said. */
function aboutOf(letter: PlannedLetter): Pick<Mail, 'about'> {
  const all = [...letter.promises.map(({ id }) => ({ thing: 'commitment', id })), ...(letter.who === 'us' ? letter.matters.map(({ about }) => about) : [])]
  return all.length === 1 ? { about: all[0]! } : {}
}

/** Whom the partner's answer reaches, and what the officer sees to before the letter goes. */
function forPartner({ from, answersTo, language, untranslated }: TheirLetter): Pick<Mail, 'replyTo' | 'remark'> {
  const replyTo = from === null ? answersTo : { name: typeof from.name === 'string' ? from.name : nameFor(from.name, language), address: from.address }
  return {
    ...(replyTo === null ? {} : { replyTo }),
    ...(untranslated.length === 0
      ? {}
      : { remark: m.commitments_mail_untranslated({ count: untranslated.length, promises: untranslated.map(({ text }) => `„${textIn(text)}“`).join(', ') }) }),
  }
}

/** As the outbox takes it. The same person's letter of the same day is the same mail. */
export function mailOf(letter: PlannedLetter, head: LetterHead, at: Date): Mail {
  const words = letter.who === 'us' ? speakingIn(letter.language, () => ourWords(letter, head)) : theirWords(letter, head)
  return {
    officeId: head.officeId,
    kind: 'reminder',
    language: letter.language === 'sr-Latn' ? 'sr' : letter.language,
    to: letter.address,
    toName: nameOnLetter(letter),
    ...words,
    key: `promises:${letter.who}:${letter.address}:${head.today}`,
    held: letter.held,
    ...aboutOf(letter),
    ...(letter.who === 'them' ? forPartner(letter) : {}),
    validUntil: new Date(at.getTime() + USEFUL_MS),
  }
}
