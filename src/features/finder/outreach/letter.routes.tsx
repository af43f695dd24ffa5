// The addresses of one letter to a town: drafting, changing, printing, and letting it leave through the post or by hand.
import type { Context } from 'hono'
import { addresses } from '#addresses'
import type { Officer, Reader } from '#features/accounts/account.ts'
import { officeOnPaper } from '#features/accounts/letterhead/letterhead.queries.ts'
import { officers, readers } from '#features/accounts/session.gate.ts'
import { isLetterLanguage, LETTER_LANGUAGES } from '#features/visits/invitations/letter-day.ts'
import { attachedName } from '#features/visits/invitations/mailing.ts'
import { type LetterInput, letterPaper, letterWord } from '#features/visits/papers/letter-paper.ts'
import { m } from '#messages'
import { historyOf } from '#platform/activity/activity.ts'
import { changesBetween } from '#platform/activity/changes.ts'
import { boxesOf, momentInWords } from '#platform/dates.ts'
import { typeset } from '#platform/documents/typesetting.ts'
import type { FileStore } from '#platform/files/files.ts'
import { checked, type FieldFault, type FormBody, readForm, typed } from '#platform/http/form.ts'
import { pdfAnswer, wordAnswer } from '#platform/http/handing-out.ts'
import { notFound } from '#platform/http/not-found.ts'
import { goWithNotice } from '#platform/http/notice.ts'
import { Routes } from '#platform/http/routes.ts'
import type { Mail } from '#platform/mail/letter.ts'
import { isStaleRefusal, ok, refuse, type Result } from '#platform/result.ts'
import { candidateById } from '../shortlist/candidate.queries.ts'
import { type ApproachStale, changeLetter, draftApproach, mailApproach, noteSending } from './approach.actions.ts'
import { approachById, type ApproachView } from './approach.queries.ts'
import { readingFor } from './approach.routes.tsx'
import { draftForm, isWhich, type Letter, letterFieldWords, letterForm, sendingForm, valuesOf, type Which } from './approach.ts'
import { cautionFor, languagesFor, letterLanguageOf } from './letter.ts'
import { LetterPage, type LetterPageProps, NewApproachPage, SendingPage } from './letter.pages.tsx'

/** `mailFrom` null: no mail server is set up, and letters leave by hand. */
export type OutreachParts = { readonly files: FileStore; readonly mailFrom: string | null; readonly wakePost?: () => void }

/** A page of A4 is some tens of kilobytes; more is none of ours. */
const MOST_BYTES = 20_000_000

type Read = { readonly approach: ApproachView; readonly which: Which; readonly letter: Letter }

async function readLetter(c: Context, by: Reader): Promise<Read | null> {
  const which = c.req.param('which')!
  if (!isWhich(which)) return null
  const approach = await c.get('here').db.inOffice(by.officeId, (tx) => approachById(tx, c.req.param('id')!))
  const letter = approach?.[which] ?? null
  return approach === null || letter === null ? null : { approach, which, letter }
}

export const outreachLetterRoutes = (parts: OutreachParts): Routes =>
  new Routes()
    .get(addresses.finderApproachNew, officers, (c, by) => newPage(c, by, c.req.query('candidate') ?? '', null))
    .post(addresses.finderOutreach, officers, async (c, by) => {
      const body = await readForm(c)
      const candidate = typed(body, 'candidate')
      const form = checked(draftForm, body)
      if (!form.ok) return newPage(c, by, candidate, { body, faults: form.faults }, 422)
      const drafted = await draftApproach(c.get('here'), by, form.value)
      if (drafted.ok)
        return goWithNotice(c, addresses.finderApproachLetter({ id: drafted.value.id, which: 'first' }), {
          text: m.finder_outreach_drafted(),
          undo: addresses.activityUndo({ id: drafted.value.activityId }),
        })
      const { code, message } = drafted.refusal
      return code === 'missing' ? notFound(c) : newPage(c, by, candidate, { body, faults: [{ name: '', message }] }, 422)
    })
    .get(addresses.finderApproachLetter, officers, (c, by) => letterPage(c, by))
    .post(addresses.finderApproachLetter, officers, async (c, by) => {
      const here = c.get('here')
      const read = await readLetter(c, by)
      if (read === null) return notFound(c)
      const { approach, which } = read
      const body = await readForm(c)
      const version = Number(typed(body, 'version')) || 0
      const form = checked(letterForm, body)
      if (!form.ok) return letterPage(c, by, { body, version, faults: form.faults }, 422)
      const saved = await changeLetter(here, by, approach.id, version, which, form.value)
      if (saved.ok)
        return goWithNotice(c, `${addresses.finderApproach({ id: approach.id })}#${which}`, {
          text: m.finder_outreach_letter_saved(),
          undo: addresses.activityUndo({ id: saved.value.activityId }),
        })
      if (!isStaleRefusal<ApproachStale['current']>(saved.refusal)) return notFound(c)
      const { current } = saved.refusal
      const theirs = current.state[which]
      const [last] = await here.db.inOffice(by.officeId, (tx) => historyOf(tx, 'finder_approach', approach.id, 1))
      const rows = changesBetween(theirs === null ? null : { ...valuesOf(theirs) }, { ...form.value }, letterFieldWords())
      const conflict = {
        who: last?.personName,
        when: momentInWords(last?.at ?? current.updatedAt, c.get('visitor')!.office.timeZone),
        rows: rows.map(({ field, before, after }) => ({ field, theirs: before, yours: after })),
      }
      return letterPage(c, by, { body, version: current.version, conflict }, 409)
    })
    .get(addresses.finderApproachSending, officers, async (c, by) => {
      const read = await readLetter(c, by)
      if (read === null) return notFound(c)
      const { day = '', month = '', year = '' } = boxesOf(c.get('here').clock.today())
      const mayMail = parts.mailFrom !== null
      const to = read.letter.email
      return sendingPage(c, read, mayMail, { body: { way: mayMail && to !== '' ? 'email' : '', to, sentOn: { day, month, year } } })
    })
    .post(addresses.finderApproachSending, officers, async (c, by) => {
      const read = await readLetter(c, by)
      if (read === null) return notFound(c)
      const body = await readForm(c)
      const mayMail = parts.mailFrom !== null
      const again = (faults: readonly FieldFault[], status: 409 | 422 = 422) => sendingPage(c, read, mayMail, { body, faults }, status)
      const form = checked(sendingForm, body)
      if (!form.ok) return again(form.faults)
      const { way, to, through, sentOn } = form.value
      if (way === 'email' && !mayMail) return again([{ name: 'way', message: m.finder_outreach_send_no_server() }])
      const { approach, which } = read
      const version = Number(typed(body, 'version')) || 0
      let sent
      if (way === 'email') {
        // The paper is set outside the transaction: it may wait for others.
        const kept = await keptPaper(c, by, parts.files, read)
        if (!kept.ok) return again([{ name: '', message: kept.refusal.message }])
        sent = await mailApproach(c.get('here'), by, approach.id, version, which, mailOf(by, read, to, kept.value))
      } else sent = await noteSending(c.get('here'), by, approach.id, version, which, { way, through, sentOn: sentOn! })
      if (!sent.ok) {
        const { code, message, field } = sent.refusal
        if (code === 'missing') return notFound(c)
        return code === 'stale' ? again([{ name: '', message: m.finder_outreach_send_changed() }], 409) : again([{ name: field ?? '', message }])
      }
      if (way === 'email') parts.wakePost?.()
      return goWithNotice(c, addresses.finderApproach({ id: approach.id }), {
        text: way === 'email' ? m.finder_outreach_send_queued({ to }) : m.finder_outreach_send_noted(),
        undo: addresses.activityUndo({ id: sent.value.activityId }),
      })
    })
    .get(addresses.finderApproachPaper, readers, async (c, by) => {
      const read = await readLetter(c, by)
      const paper = c.req.param('paper')
      if (read === null || (paper !== 'letter.pdf' && paper !== 'letter.docx')) return notFound(c)
      const input = await letterInput(c, by, parts.files, { ...read, letter: toSign(read.letter) })
      const name = attachedName(read.letter.subject).replace(/\.pdf$/, '')
      if (paper === 'letter.docx') return wordAnswer(await letterWord(input), name)
      const printed = await typeset(letterPaper(input))
      return printed.ok
        ? pdfAnswer(printed.value, name)
        : goWithNotice(c, addresses.finderApproach({ id: read.approach.id }), { text: printed.refusal.message, tone: 'late' })
    })

async function newPage(
  c: Context,
  by: Officer,
  id: string,
  given: { readonly body: FormBody; readonly faults: readonly FieldFault[] } | null,
  status: 200 | 422 = 200,
): Promise<Response> {
  const candidate = await c.get('here').db.inOffice(by.officeId, (tx) => candidateById(tx, id))
  if (candidate === null || candidate.place === null) return notFound(c)
  const { country } = candidate.place
  const own = languagesFor(country)
  const languages = [...own, ...LETTER_LANGUAGES.filter((language) => !own.includes(language))]
  return c.html(
    <NewApproachPage
      shell={c.get('shell')}
      candidate={candidate}
      languages={languages}
      offered={letterLanguageOf(country)}
      caution={cautionFor(country)}
      {...(given ?? { body: { language: own[0] ?? 'en' } })}
    />,
    status,
  )
}

async function letterPage(
  c: Context,
  by: Officer,
  given: Partial<Pick<LetterPageProps, 'body' | 'version' | 'faults' | 'conflict'>> = {},
  status: 200 | 409 | 422 = 200,
): Promise<Response> {
  const read = await readLetter(c, by)
  if (read === null) return notFound(c)
  const { approach, letter } = read
  return c.html(
    <LetterPage shell={c.get('shell')} {...read} reading={readingFor(approach)} version={approach.version} body={{ ...valuesOf(letter) }} {...given} />,
    status,
  )
}

const sendingPage = (
  c: Context,
  read: Read,
  mayMail: boolean,
  form: { readonly body: FormBody; readonly faults?: readonly FieldFault[] },
  status: 200 | 409 | 422 = 200,
) => c.html(<SendingPage shell={c.get('shell')} {...read} reading={readingFor(read.approach)} mayMail={mayMail} {...form} />, status)

/** Room for a name where nobody said who signs a letter that is printed. */
const toSign = (letter: Letter): Letter => (letter.signatory === '' && letter.mailId === null ? { ...letter, signatory: '…'.repeat(20) } : letter)

/** The letter on the office's paper, dated the day it left or today. */
async function letterInput(c: Context, by: Reader, files: FileStore, { approach: { language }, letter }: Read): Promise<LetterInput> {
  const here = c.get('here')
  const office = await here.db.inOffice(by.officeId, (tx) => officeOnPaper(tx, files))
  const to = [letter.recipient, letter.address].filter((lines) => lines !== '').join('\n')
  return {
    office,
    languages: [language],
    layout: 'after',
    number: '',
    date: letter.sentOn ?? here.clock.today(),
    to: to === '' ? {} : { [language]: to },
    subject: { [language]: letter.subject },
    body: { [language]: letter.body },
    signatory: letter.signatory === '' ? {} : { [language]: letter.signatory },
    at: here.clock.now(),
  }
}

/** The paper that goes along, dated today; kept until the mail is swept away. */
async function keptPaper(c: Context, by: Officer, files: FileStore, read: Read): Promise<Result<string>> {
  const input = await letterInput(c, by, files, read)
  const printed = await typeset(letterPaper({ ...input, date: c.get('here').clock.today() }))
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

const mailOf = (by: Officer, { approach: { language }, letter }: Read, to: string, hash: string): Omit<Mail, 'key' | 'about'> => ({
  officeId: by.officeId,
  kind: 'letter',
  language: isLetterLanguage(language) ? language : 'en',
  to,
  subject: letter.subject,
  text: [letter.body, letter.signatory].filter((part) => part !== '').join('\n\n'),
  attachments: [{ name: attachedName(letter.subject), type: 'application/pdf', hash }],
  replyTo: { name: by.name, address: by.email },
})
