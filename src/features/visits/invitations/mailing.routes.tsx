// The addresses by which a letter of a visit leaves by e-mail: to whom and what is shown first, then it is put into the outbox with its PDF.
import type { Context } from 'hono'
import { addresses } from '#addresses'
import type { Officer } from '#features/accounts/account.ts'
import { officers } from '#features/accounts/session.gate.ts'
import { m } from '#messages'
import { typeset } from '#platform/documents/typesetting.ts'
import type { ImpreciseDate } from '#platform/dates.ts'
import type { FileStore } from '#platform/files/files.ts'
import { type FieldFault, type FormBody, readForm, typed } from '#platform/http/form.ts'
import { notFound } from '#platform/http/not-found.ts'
import { goWithNotice } from '#platform/http/notice.ts'
import { Routes } from '#platform/http/routes.ts'
import { isAddress, type Mail } from '#platform/mail/letter.ts'
import { ok, refuse, type Result } from '#platform/result.ts'
import { letterPaper } from '../papers/letter-paper.ts'
import { letterInput, visitOnPaper, type VisitOnPaper } from '../papers/paper.queries.ts'
import { visitById, type VisitWhole } from '../visit.queries.ts'
import { remarksOn } from './gaps.ts'
import { mailLetter } from './letter.actions.ts'
import { type Addressee, addressees, earlierDays, letterById, letterMailOf, type LetterMail, type LetterRow } from './letter.queries.ts'
import { attachedLayout, attachedName, isOnItsWay, mailLanguage, mailWords, NO_ADDRESS } from './mailing.ts'
import { LetterMailPage } from './mailing.pages.tsx'

/** `mailFrom` null: no mail server is set up, and letters leave by hand. */
export type MailingParts = { readonly files: FileStore; readonly mailFrom: string | null; readonly wakePost?: () => void }

/** A page of A4 is some tens of kilobytes; more is none of ours. */
const MOST_BYTES = 20_000_000

type Read = {
  readonly visit: VisitWhole
  readonly paper: VisitOnPaper
  readonly letter: LetterRow
  readonly people: readonly Addressee[]
  readonly mail: LetterMail | null
  /** The days the visit had before. */
  readonly earlier: readonly ImpreciseDate[]
}

export const mailingRoutes = (parts: MailingParts): Routes =>
  new Routes()
    .get(addresses.visitLetterMail, officers, async (c, by) => {
      const read = await readLetter(c, by, parts.files)
      if (read === null) return notFound(c)
      // Back from the text, what was typed before stands there again.
      return page(c, parts, read, { body: { to: c.req.query('to') ?? usualAddress(read) } })
    })
    .post(addresses.visitLetterMail, officers, async (c, by) => {
      const read = await readLetter(c, by, parts.files)
      if (read === null) return notFound(c)
      const body = await readForm(c)
      const to = typed(body, 'to').trim()
      // To the text and back; it is kept there, and the address here.
      if (typed(body, 'edit') !== '')
        return c.redirect(addresses.visitLetterEdit({ id: read.visit.event.id, letter: read.letter.id }, { mail: to === '' ? NO_ADDRESS : to }), 303)
      const again = (message: string, name = 'to') => page(c, parts, read, { body, faults: [{ name, message }] }, 422)
      if (parts.mailFrom === null) return again(m.visits_letter_mail_no_server(), '')
      if (!isAddress(to)) return again(to === '' ? m.visits_letter_mail_to_missing() : m.visits_letter_mail_to_wrong())
      const { visit, letter } = read
      const kept = await keptPaper(c, parts, read)
      if (!kept.ok) return again(kept.refusal.message, '')
      const back = addresses.visitLetter({ id: visit.event.id, letter: letter.id })
      const mailed = await mailLetter(c.get('here'), by, letter.id, Number(typed(body, 'version')), mailOf(c, by, read, to, kept.value))
      if (!mailed.ok)
        return mailed.refusal.code === 'missing' ? notFound(c) : goWithNotice(c, back, { text: m.visits_letter_mail_changed_meanwhile(), tone: 'late' })
      parts.wakePost?.()
      return goWithNotice(c, back, { text: mailed.value.again ? m.visits_letter_mail_already({ to: mailed.value.to }) : m.visits_letter_mail_queued({ to }) })
    })

async function readLetter(c: Context, by: Officer, files: FileStore): Promise<Read | null> {
  const [id, which] = [c.req.param('id')!, c.req.param('letter')!]
  return c.get('here').db.inOffice(by.officeId, async (tx) => {
    const visit = await visitById(tx, id)
    const paper = await visitOnPaper(tx, files, id)
    const letter = visit === null ? null : await letterById(tx, id, which)
    if (visit === null || paper === null || letter === null) return null
    const people = letter.organisationId === null ? [] : await addressees(tx, [letter.organisationId])
    return { visit, paper, letter, people, mail: await letterMailOf(tx, letter), earlier: await earlierDays(tx, visit.event.id, visit.event.date) }
  })
}

/** Where it went last, else whom it is addressed to, else anybody there whose address we have. */
const usualAddress = ({ letter, people }: Read): string =>
  letter.mailedTo || (people.find(({ id }) => id === letter.personId)?.email ?? people.find(({ email }) => email !== null)?.email ?? '')

const page = (
  c: Context,
  { mailFrom }: MailingParts,
  { visit, letter, people, mail, earlier }: Read,
  form: { readonly body: FormBody; readonly faults?: readonly FieldFault[] },
  status: 200 | 422 = 200,
) =>
  c.html(
    <LetterMailPage
      shell={c.get('shell')}
      visit={visit}
      letter={letter}
      known={people.flatMap(({ email, ...one }) => (email === null || email === '' ? [] : [{ ...one, email }]))}
      mail={mail}
      timeZone={c.get('visitor')!.office.timeZone}
      words={mailWords(letter, ownLanguage(c))}
      remarks={remarksOn(letter, { purpose: visit.visit.ourPurpose, now: visit.event.date, earlier, sent: isOnItsWay(letter, mail) })}
      mayLeave={mailFrom !== null}
      {...form}
    />,
    status,
  )

const ownLanguage = (c: Context): string => c.get('visitor')!.office.languages[0] ?? 'bg'

/** The letter as it leaves, dated today, in all its languages; kept until the mail is swept away. */
async function keptPaper(c: Context, { files }: MailingParts, { letter, paper }: Read): Promise<Result<string>> {
  const { clock } = c.get('here')
  const printed = await typeset(letterPaper(letterInput({ ...letter, sentOn: clock.today() }, paper, attachedLayout(letter), clock.now())))
  if (!printed.ok) return refuse(printed.refusal.code, printed.refusal.message)
  const { pdf } = printed.value
  const taken = await files.take(
    (async function* () {
      yield pdf
    })(),
    MOST_BYTES,
  )
  if (!taken.ok) return refuse(taken.refusal.code, taken.refusal.message)
  const kept = await taken.value.keep()
  return kept.ok ? ok(taken.value.hash) : refuse(kept.refusal.code, kept.refusal.message)
}

function mailOf(c: Context, by: Officer, { letter, people }: Read, to: string, hash: string): Omit<Mail, 'key'> {
  const { subject, text } = mailWords(letter, ownLanguage(c))
  const whom = people.find(({ email }) => email !== null && email.toLowerCase() === to.toLowerCase())
  return {
    officeId: by.officeId,
    kind: 'letter',
    language: mailLanguage(letter, ownLanguage(c)),
    to,
    toName: whom === undefined ? '' : (whom.nativeName ?? Object.values(whom.name.in)[0]?.text ?? ''),
    subject,
    text,
    attachments: [
      {
        name: attachedName(subject),
        type: 'application/pdf',
        hash,
      },
    ],
    replyTo: { name: by.name, address: by.email },
    about: { thing: 'visit_letter', id: letter.id },
  }
}
