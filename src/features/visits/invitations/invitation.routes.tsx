// The addresses of invitations for calendars: the page, choosing, sending, answers, and the whole programme as a file.
import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import { addresses } from '#addresses'
import { membersOf } from '#features/accounts/account.queries.ts'
import type { Officer, Reader } from '#features/accounts/account.ts'
import { officers, readers } from '#features/accounts/session.gate.ts'
import { languageName } from '#features/organisations/naming.ts'
import { m } from '#messages'
import type { OfficeTx } from '#platform/database/door.ts'
import { type FieldFault, type FormBody, type FormValue, readForm, typed } from '#platform/http/form.ts'
import { notFound } from '#platform/http/not-found.ts'
import { goWithNotice } from '#platform/http/notice.ts'
import { Routes } from '#platform/http/routes.ts'
import { senderAddress } from '#platform/mail/composing.ts'
import { slugOf } from '#platform/texts/slug.ts'
import { textIn } from '#platform/texts/local-text.ts'
import { paperLanguageOf } from '#platform/texts/paper-languages.ts'
import { officeFor } from '../pocket/pocket.ts'
import type { VisitSection } from '../visit.routes.tsx'
import { publishedText } from './calendar-text.ts'
import { programmeAsCalendar } from './published.queries.ts'
import { setAnswer, type TakenReply, takeReplies } from './answer.actions.ts'
import { chooseInvitations, type Sending, sendInvitations, stampOf } from './invitation.actions.ts'
import { InvitationsBeside, InvitationsPage, OwedNote, type Preview } from './invitation.pages.tsx'
import { invitationCounts, invitationsOf, owedLetters, unreachedOf, type VisitInvitations } from './invitation.queries.ts'
import { answerName, isAnswer, type Letter, methodOf, type Organizer } from './invitation.ts'
import { invitationLetter } from './letter.ts'
import { readReplies, type Reply } from './reply.ts'

export type InvitationParts = {
  /** MAIL_FROM, when a mail server is set up. */
  readonly mailFrom: string | null
  readonly wakePost?: () => void
}

/** What stands beside the programme in the dossier; nothing where the visit is behind and nobody was invited. */
export const invitationsBeside: VisitSection = async (tx, { event: { id }, state }, _, today, now) => {
  const counts = await invitationCounts(tx, id)
  if (counts.invited === 0 && state !== 'planned' && state !== 'confirmed') return null
  const owed = counts.invited > 0 || counts.chosen > 0 ? await owedLetters(tx, id, now, today) : null
  return <InvitationsBeside id={id} counts={counts} owed={owed} />
}

/** On the event's page: letters that wait because it was called off, moved or changed. Nothing where none do. */
export async function invitationsOwed(tx: OfficeTx, id: string, now: Date, today: string): Promise<Child> {
  const owed = await owedLetters(tx, id, now, today)
  return owed.letters === 0 ? null : <OwedNote id={id} owed={owed} />
}

/** Files of answers brought at once; each is a few kilobytes. */
const MOST_FILES = 200

export const invitationRoutes = (parts: InvitationParts): Routes =>
  new Routes()
    .get(addresses.invitations, readers, (c, by) => page(c, by, parts))
    .post(addresses.invitationChoice, officers, async (c, by) => {
      const id = c.req.param('id')!
      const body = await readForm(c)
      const every = typed(body, 'every') !== ''
      const found = every ? await read(c, by) : null
      const items = every
        ? (found?.subjects ?? []).flatMap(({ item, quiet }) => (item === null || item.removed || quiet !== null ? [] : [item.id]))
        : listed(body['items'])
      const organizer = await organizerMeant(c, by, typed(body, 'organizer'))
      const chosen = await chooseInvitations(c.get('here'), by, id, { whole: listed(body['whole']).length > 0, items }, organizer)
      if (!chosen.ok) return notFound(c)
      const { count, activityId } = chosen.value
      return goWithNotice(c, addresses.invitations({ id }), {
        text: count === 0 ? m.invitations_chosen_same() : m.invitations_chosen({ count }),
        ...(activityId === null ? {} : { undo: addresses.activityUndo({ id: activityId }) }),
      })
    })
    .post(addresses.invitationSending, officers, async (c, by) => {
      const id = c.req.param('id')!
      const sent = await sendInvitations(c.get('here'), by, id, typed(await readForm(c), 'stamp'), sendingOf(c, parts))
      if (sent.ok) {
        parts.wakePost?.()
        return goWithNotice(c, addresses.invitations({ id }), { text: m.invitations_sent_to({ count: sent.value.people, letters: sent.value.letters }) })
      }
      return sent.refusal.code === 'missing' ? notFound(c) : goWithNotice(c, addresses.invitations({ id }), { text: sent.refusal.message, tone: 'late' })
    })
    .post(addresses.invitationAnswers, officers, async (c, by) => {
      const id = c.req.param('id')!
      const body = await readForm(c)
      const replies = await handedIn(body)
      const again = (name: string, message: string) => page(c, by, parts, { body, faults: [{ name, message }] }, 422)
      if (replies.length === 0) return again('files', m.invitations_no_replies())
      const taken = await takeReplies(c.get('here'), by, id, replies)
      if (!taken.ok) return notFound(c)
      const { activityId } = taken.value
      return goWithNotice(c, addresses.invitations({ id }), {
        text: taken.value.taken.map(toldReply).join(' '),
        ...(activityId === null ? { tone: 'late' as const } : { undo: addresses.activityUndo({ id: activityId }) }),
      })
    })
    .post(addresses.invitationAnswer, officers, async (c, by) => {
      const id = c.req.param('id')!
      const answer = typed(await readForm(c), 'answer')
      const set = await setAnswer(c.get('here'), by, id, c.req.param('invitee')!, isAnswer(answer) ? answer : null)
      if (!set.ok) return notFound(c)
      return goWithNotice(c, addresses.invitations({ id }), {
        text: m.invitations_answer_set({ name: set.value.name, answer: isAnswer(answer) ? answerName(answer) : m.invitations_no_answer() }),
        undo: addresses.activityUndo({ id: set.value.activityId }),
      })
    })
    .get(addresses.programmeCalendar, readers, async (c, by) => {
      const found = await c.get('here').db.inOffice(by.officeId, (tx) => programmeAsCalendar(tx, c.req.param('id')!))
      if (found === null) return notFound(c)
      const title = textIn(found.title)
      return c.body(publishedText(title, found.items), 200, {
        'Content-Type': 'text/calendar; charset=utf-8; method=PUBLISH',
        'Content-Disposition': `attachment; filename="${slugOf(title) || 'programme'}.ics"`,
      })
    })

const listed = (value: FormValue | undefined): string[] => (typeof value === 'string' ? [value] : Array.isArray(value) ? value.flatMap(listed) : [])

const read = (c: Context, by: Reader): Promise<VisitInvitations | null> => {
  const { db, clock } = c.get('here')
  return db.inOffice(by.officeId, (tx) => invitationsOf(tx, c.req.param('id')!, clock.now(), clock.today()))
}

const sendingOf = (c: Context, parts: InvitationParts): Sending => ({
  officeName: (language) => officeFor(c.get('visitor')!.office.name, paperLanguageOf(language)),
  mailFrom: parts.mailFrom === null ? null : senderAddress(parts.mailFrom).address,
})

/** The office's officers, whoever looks first; answers go to a person who reads them. */
async function organizersOf(c: Context, by: Reader): Promise<(Organizer & { readonly id: string })[]> {
  const members = await c.get('here').db.asSystem((tx) => membersOf(tx, by.officeId))
  return members
    .filter(({ role }) => role === 'officer')
    .map(({ userId, name, email }) => ({ id: userId, name, address: email }))
    .sort((a, b) => Number(b.id === by.personId) - Number(a.id === by.personId))
}

async function organizerMeant(c: Context, by: Officer, id: string): Promise<Organizer> {
  const found = (await organizersOf(c, by)).find((one) => one.id === id)
  return { name: found?.name ?? by.name, address: found?.address ?? by.email }
}

/** One letter of each language and kind, as it will look. */
function previewsOf(found: VisitInvitations, sending: Sending): Preview[] {
  const previews = new Map<string, Preview>()
  const kindOf = ({ reason }: Letter): string => (['time', 'place', 'part'].includes(reason) ? 'moved' : reason)
  for (const { letters } of found.subjects)
    for (const letter of letters) {
      const { language } = (letter.wanted ?? letter.having)!
      const key = `${language} ${methodOf(letter)} ${kindOf(letter)}`
      if (previews.has(key)) continue
      const words = invitationLetter(letter, { office: sending.officeName(language), clocks: found.clocksFor(language) })
      previews.set(key, { key, language, languageName: languageName(language), ...words })
    }
  return [...previews.values()]
}

async function page(
  c: Context,
  by: Reader,
  parts: InvitationParts,
  shown: { readonly body?: FormBody; readonly faults?: readonly FieldFault[] } = {},
  status: 200 | 422 = 200,
): Promise<Response> {
  const found = await read(c, by)
  if (found === null) return notFound(c)
  return c.html(
    <InvitationsPage
      shell={c.get('shell')}
      found={found}
      stamp={stampOf(found)}
      previews={previewsOf(found, sendingOf(c, parts))}
      organizers={by.role === 'officer' ? await organizersOf(c, by) : []}
      unreached={unreachedOf(found)}
      mayLeave={parts.mailFrom !== null}
      {...shown}
    />,
    status,
  )
}

/** The answers in all that was handed in; files that hold none are passed over. */
async function handedIn(body: FormBody): Promise<Reply[]> {
  const given = body['files']
  const files = (Array.isArray(given) ? given : given === undefined ? [] : [given]).filter((one) => one instanceof File && one.size > 0) as File[]
  const text = typed(body, 'text').trim()
  const found: Reply[] = text === '' ? [] : await readReplies(text)
  for (const file of files.slice(0, MOST_FILES)) found.push(...(await readReplies(new Uint8Array(await file.arrayBuffer()))))
  return found
}

function toldReply(reply: TakenReply): string {
  switch (reply.became) {
    case 'taken':
      return reply.outdated
        ? m.invitations_took_outdated({ name: reply.name, answer: answerName(reply.answer), subject: reply.subject })
        : m.invitations_took({ name: reply.name, answer: answerName(reply.answer), subject: reply.subject })
    case 'proposed':
      return m.invitations_took_proposed({
        name: reply.name,
        subject: reply.subject,
        comment: [reply.proposed, reply.comment].filter((part) => part !== '').join(' '),
      })
    case 'older':
      return m.invitations_took_older({ name: reply.name, subject: reply.subject })
    case 'stranger':
      return m.invitations_took_stranger({ address: reply.address, subject: reply.subject })
    case 'unknown':
      return m.invitations_took_unknown()
  }
}
