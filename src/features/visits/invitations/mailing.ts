// What the e-mail says that brings a letter of a visit: the letter itself, in the reader's language first.
import type { MailState } from '#platform/mail/letter.ts'
import type { LocalText } from '#platform/texts/local-text.ts'

/** What became of the mail by which a letter left. `at`: when it left or, where it did not or came back, when that was known (UTC); `said`: what the server said of it, '' where nothing. */
export type MailEnd = { readonly state: MailState; readonly at: string; readonly said: string }

const RETURNED: readonly MailState[] = ['bounced', 'given-up']
export const cameBack = ({ state }: { readonly state: MailState }): boolean => RETURNED.includes(state)
/** Whether it left and, as far as is known, arrived. `mail`: by which it left last, null where it left another way or not yet. */
export const isOnItsWay = ({ sentOn }: { readonly sentOn: string | null }, mail: { readonly state: MailState } | null): boolean =>
  sentOn !== null && (mail === null || !cameBack(mail))

/** `signed`: who signs, by language. */
type Mailed = { readonly subject: LocalText; readonly body: LocalText; readonly signed: Readonly<Record<string, string>> }

/** Whoever goes from the mailing page to the text and back carries the address along; this where none was typed. */
export const NO_ADDRESS = '-'

/** The languages of the letter, those that are not ours first. */
const inOrder = ({ body }: Mailed, own: string): string[] => Object.keys(body.in).sort((a, b) => Number(a === own) - Number(b === own))

/** Of the mail as a whole (ISO 639-1): the first of theirs. */
export const mailLanguage = (letter: Mailed, own: string): string => inOrder(letter, own)[0] ?? own

/** In how many columns the PDF that goes along is set: two languages beside each other, more one after the other. */
export const attachedLayout = ({ body }: Pick<Mailed, 'body'>): 'beside' | 'after' => (Object.keys(body.in).length === 2 ? 'beside' : 'after')

/** The file that goes along, called as the mail is. */
export const attachedName = (subject: string): string =>
  `${
    subject
      .replace(/[\\/:*?"<>|\s]+/g, ' ')
      .trim()
      .slice(0, 100) || 'letter'
  }.pdf`

/** Between two languages. */
const BREAK = '\n\n* * *\n\n'

export function mailWords(letter: Mailed, own: string): { readonly subject: string; readonly text: string } {
  const languages = inOrder(letter, own)
  const whole = (language: string): string => [letter.body.in[language]!.text, letter.signed[language] ?? ''].filter((part) => part !== '').join('\n\n')
  const subjects = languages.flatMap((language) => letter.subject.in[language]?.text ?? [])
  return { subject: subjects.join(' / '), text: languages.map(whole).join(BREAK) }
}
