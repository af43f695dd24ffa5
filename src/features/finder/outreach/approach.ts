// An approach to a town of the shortlist: its letters, what became of them, and where it stands, computed from what was dated. The diagram is in README.md.
import { z } from 'zod'
import { languageName } from '#features/organisations/naming.ts'
import { isLetterLanguage } from '#features/visits/invitations/letter-day.ts'
import { m } from '#messages'
import type { FieldWords } from '#platform/activity/changes.ts'
import { dayAfter, dayInWords } from '#platform/dates.ts'
import { dateField, exactDayField, lineField, tickField, versionField } from '#platform/http/form-fields.ts'
import { isAddress, type MailState } from '#platform/mail/letter.ts'
import { isId } from '#platform/ids.ts'
import { ADDRESSED } from './letter.ts'

export const WAYS = ['email', 'post', 'ambassador', 'person'] as const
/** How a letter leaves: by e-mail through this program's post; by hand: by post, through the ambassador, through somebody else. */
export type Way = (typeof WAYS)[number]
export const ANSWERS = ['yes', 'undecided', 'no'] as const
export type Answer = (typeof ANSWERS)[number]
export const LETTERS = ['first', 'second'] as const
/** first: the one that introduces us · second: the one that asks again. */
export type Which = (typeof LETTERS)[number]
export const isWhich = (text: string): text is Which => (LETTERS as readonly string[]).includes(text)

/** One letter. `ours`: what it says, in the office's language; days are YYYY-MM-DD. */
export type Letter = {
  readonly subject: string
  readonly body: string
  readonly ours: { readonly language: string; readonly subject: string; readonly body: string }
  /** Lines above the letter: whom it goes to. */
  readonly recipient: string
  readonly address: string
  readonly email: string
  readonly signatory: string
  readonly draftedOn: string
  readonly sentOn: string | null
  readonly way: Way | null
  /** Through whom, where it went by hand. */
  readonly through: string
  readonly mailedTo: string
  readonly mailId: string | null
}

const LOST: ReadonlySet<MailState> = new Set(['bounced', 'given-up', 'expired', 'dropped', 'unsubscribed'])
/** Of a mail: it did not arrive and does not go again by itself. */
export const isLost = (state: MailState): boolean => LOST.has(state)

export type Dated = {
  readonly first: Pick<Letter, 'sentOn'>
  readonly second: Pick<Letter, 'sentOn'> | null
  readonly answeredOn: string | null
  readonly answer: Answer | null
  readonly declinedOn: string | null
  readonly partnershipId: string | null
}

export const STATES = ['drafted', 'sent', 'silent', 'answered', 'declined', 'partner'] as const
/**
 * drafted: nothing has left yet · sent: a letter left, and one waits · silent: nobody answered for the weeks of the office's rule · answered: they said yes or are
 * undecided · declined: they said no, or nobody pursues it · partner: it has become a partnership.
 */
export type State = (typeof STATES)[number]

export const lastSent = ({ first, second }: Pick<Dated, 'first' | 'second'>): string | null => second?.sentOn ?? first.sentOn
/** The day on which one may ask again. */
export const silentFrom = (sentOn: string, weeks: number): string => dayAfter(sentOn, weeks * 7)

/** Where it stands on a day. approach.queries.ts says the same to the database; a test holds the two together. */
export function stateOf(approach: Dated, weeks: number, today: string): State {
  if (approach.partnershipId !== null) return 'partner'
  if (approach.declinedOn !== null || approach.answer === 'no') return 'declined'
  if (approach.answeredOn !== null) return 'answered'
  const sentOn = lastSent(approach)
  if (sentOn === null) return 'drafted'
  return silentFrom(sentOn, weeks) <= today ? 'silent' : 'sent'
}

/** What comes next: never typed, read off the state. */
export type Next = 'send' | 'wait' | 'nudge' | 'send-second' | 'give-up' | 'partnership' | 'reopen' | 'open'
export function nextOf(state: State, { second }: Pick<Dated, 'second'>): Next {
  switch (state) {
    case 'drafted':
      return 'send'
    case 'sent':
      return 'wait'
    case 'silent':
      return second === null ? 'nudge' : second.sentOn === null ? 'send-second' : 'give-up'
    case 'answered':
      return 'partnership'
    case 'declined':
      return 'reopen'
    case 'partner':
      return 'open'
  }
}

const stateNames: Readonly<Record<State, () => string>> = {
  drafted: () => m.finder_outreach_state_drafted(),
  sent: () => m.finder_outreach_state_sent(),
  silent: () => m.finder_outreach_state_silent(),
  answered: () => m.finder_outreach_state_answered(),
  declined: () => m.finder_outreach_state_declined(),
  partner: () => m.finder_outreach_state_partner(),
}
export const stateName = (state: State): string => stateNames[state]()

const nextNames: Readonly<Record<Next, () => string>> = {
  send: () => m.finder_outreach_next_send(),
  wait: () => m.finder_outreach_next_wait(),
  nudge: () => m.finder_outreach_next_nudge(),
  'send-second': () => m.finder_outreach_next_send_second(),
  'give-up': () => m.finder_outreach_next_give_up(),
  partnership: () => m.finder_outreach_next_partnership(),
  reopen: () => m.finder_outreach_next_reopen(),
  open: () => m.finder_outreach_next_open(),
}
export const nextName = (next: Next): string => nextNames[next]()

const wayNames: Readonly<Record<Way, () => string>> = {
  email: () => m.finder_outreach_way_email(),
  post: () => m.finder_outreach_way_post(),
  ambassador: () => m.finder_outreach_way_ambassador(),
  person: () => m.finder_outreach_way_person(),
}
export const wayName = (way: Way): string => wayNames[way]()

const answerNames: Readonly<Record<Answer, () => string>> = {
  yes: () => m.finder_outreach_answer_yes(),
  undecided: () => m.finder_outreach_answer_undecided(),
  no: () => m.finder_outreach_answer_no(),
}
export const answerName = (answer: Answer): string => answerNames[answer]()

const whichNames: Readonly<Record<Which, () => string>> = { first: () => m.finder_outreach_letter_first(), second: () => m.finder_outreach_letter_second() }
export const whichName = (which: Which): string => whichNames[which]()

// ---- the rule of weeks -------------------------------------------------------------------------------------------------

export type OutreachRules = { readonly weeks: number; /** The day from which it holds. */ readonly since: string }
/** Until the office says otherwise. A custom of this program, not a rule of anybody's: a council meets once a month, and a letter passes several desks. */
export const USUAL_OUTREACH: OutreachRules = { weeks: 6, since: '2026-11-27' }
export const MOST_WEEKS = 52

const wrongWeeks = { error: () => `m:${m.finder_outreach_weeks_wrong({ most: MOST_WEEKS })}` }
export const outreachRulesForm = z.object({
  weeks: z
    .string()
    .trim()
    .regex(/^\d{1,2}$/, wrongWeeks)
    .transform(Number)
    .refine((weeks) => weeks >= 1 && weeks <= MOST_WEEKS, wrongWeeks),
  version: z.union([z.literal('0').transform(() => 0), versionField]),
})

export const outreachRulesFieldWords = (): FieldWords[] => [
  { name: 'weeks', label: m.finder_outreach_weeks(), object: m.finder_outreach_object_weeks(), show: String },
  { name: 'since', label: m.finder_outreach_since(), object: m.finder_outreach_object_since(), show: (value) => dayInWords(String(value)) },
]

// ---- forms -------------------------------------------------------------------------------------------------------------

const language = z.string().refine(isLetterLanguage, { error: () => `m:${m.finder_outreach_language_missing()}` })
const written = (most: number, missing: () => string) =>
  z
    .string()
    .trim()
    .min(1, { error: () => `m:${missing()}` })
    .max(most)
const lines = (most: number) => z.string().trim().max(most).default('')

export const draftForm = z.object({ candidate: z.string().refine(isId), language, mayor: lineField(200), addressed: z.enum(ADDRESSED).default('unknown') })

const emailField = lineField(320).refine((email) => email === '' || isAddress(email), { error: () => `m:${m.finder_outreach_email_wrong()}` })

export const letterForm = z.object({
  subject: written(240, () => m.finder_outreach_subject_missing()),
  body: written(20_000, () => m.finder_outreach_body_missing()),
  oursSubject: lineField(240),
  oursBody: lines(20_000),
  recipient: lines(600),
  address: lines(600),
  email: emailField,
  signatory: lines(600),
})
export type LetterValues = z.output<typeof letterForm>

export const sendingForm = z
  .object({ way: z.enum(WAYS), to: lineField(320), through: lineField(300), sentOn: dateField, consent: tickField })
  .superRefine(({ way, to, sentOn, consent, through }, context) => {
    const fault = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message })
    if (!consent) fault('consent', `m:${m.finder_outreach_consent_missing()}`)
    if (way === 'email' && !isAddress(to)) fault('to', `m:${to === '' ? m.finder_outreach_to_missing() : m.finder_outreach_email_wrong()}`)
    if (way !== 'email' && (sentOn === null || !/^\d{4}-\d\d-\d\d$/.test(sentOn))) fault('sentOn', 'date')
    if (way === 'person' && through === '') fault('through', `m:${m.finder_outreach_through_missing()}`)
  })

export const answerForm = z.object({
  answer: z.enum(ANSWERS, { error: () => `m:${m.finder_outreach_answer_missing()}` }),
  answerText: lines(20_000),
  answeredOn: exactDayField,
})
export const decliningForm = z.object({ why: lineField(1000) })

// ---- the record of changes ---------------------------------------------------------------------------------------------

const letterWords = (value: unknown): string => {
  const { subject, body, recipient, address, email, signatory, sentOn, way, through, mailedTo } = value as Letter
  const sent = sentOn === null || way === null ? '' : `${m.finder_outreach_sent_on({ day: dayInWords(sentOn), way: wayName(way) })} ${mailedTo || through}`
  return [sent, recipient, address, email, subject, body, signatory].filter((part) => part.trim() !== '').join('\n')
}

export const approachFieldWords = (partnership: (id: string) => string = () => m.finder_outreach_object_partnership()): FieldWords[] => [
  { name: 'language', label: m.finder_outreach_field_language(), object: m.finder_outreach_object_language(), show: (value) => languageName(String(value)) },
  { name: 'first', label: m.finder_outreach_letter_first(), object: m.finder_outreach_object_first(), show: letterWords },
  { name: 'second', label: m.finder_outreach_letter_second(), object: m.finder_outreach_object_second(), show: letterWords },
  { name: 'answer', label: m.finder_outreach_field_answer(), object: m.finder_outreach_object_answer(), show: (value) => answerName(value as Answer) },
  { name: 'answeredOn', label: m.finder_outreach_field_answered(), object: m.finder_outreach_object_answered(), show: (value) => dayInWords(String(value)) },
  { name: 'answerText', label: m.finder_outreach_field_text(), object: m.finder_outreach_object_text(), show: String },
  { name: 'declinedOn', label: m.finder_outreach_field_declined(), object: m.finder_outreach_object_declined(), show: (value) => dayInWords(String(value)) },
  { name: 'declinedWhy', label: m.finder_outreach_field_why(), object: m.finder_outreach_object_why(), show: String },
  {
    name: 'partnershipId',
    label: m.finder_outreach_field_partnership(),
    object: m.finder_outreach_object_partnership(),
    show: (id) => partnership(String(id)),
  },
  { name: 'becameOn', label: m.finder_outreach_field_became(), object: m.finder_outreach_object_became(), show: (value) => dayInWords(String(value)) },
]

/** A letter's form, for showing what two wrote at once. */
export const letterFieldWords = (): FieldWords[] => [
  { name: 'subject', label: m.finder_outreach_subject(), show: String },
  { name: 'body', label: m.finder_outreach_body(), show: String },
  { name: 'oursSubject', label: m.finder_outreach_ours_subject(), show: String },
  { name: 'oursBody', label: m.finder_outreach_ours_body(), show: String },
  { name: 'recipient', label: m.finder_outreach_recipient(), show: String },
  { name: 'address', label: m.finder_outreach_address(), show: String },
  { name: 'email', label: m.finder_outreach_email(), show: String },
  { name: 'signatory', label: m.finder_outreach_signatory(), show: String },
]
export const valuesOf = ({ subject, body, ours, recipient, address, email, signatory }: Letter): LetterValues => ({
  subject,
  body,
  oursSubject: ours.subject,
  oursBody: ours.body,
  recipient,
  address,
  email,
  signatory,
})
