// The addresses of a meeting's papers.
import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import { addresses } from '#addresses'
import type { Reader } from '#features/accounts/account.ts'
import { readers } from '#features/accounts/session.gate.ts'
import { isComing } from '#features/events/event.ts'
import { eventById } from '#features/events/event.queries.ts'
import { languageName } from '#features/organisations/naming.ts'
import { writtenLanguages } from '#features/visits/visit.queries.ts'
import { historyInWords } from '#platform/activity/changes.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { notFound } from '#platform/http/not-found.ts'
import { Routes } from '#platform/http/routes.ts'
import { leftFor } from './agenda/left.queries.ts'
import { fieldsOfPapers, whatHappened } from './field-words.ts'
import { hasPapers } from './meeting.ts'
import { partsNotIn } from './papers/translated.ts'
import { MeetingPage, type MeetingPageProps } from './meeting.pages.tsx'
import { historyOfMeeting, itemsOfMeeting, meetingById, mentionedIn, outcomesOf } from './meeting.queries.ts'

export type MeetingRouteParts = {
  /** What other features say above the papers. `coming`: the event is still to come. */
  readonly notes?: readonly ((tx: OfficeTx, eventId: string, by: Reader, coming: boolean) => Promise<Child>)[]
}

export const meetingRoutes = (parts: MeetingRouteParts = {}): Routes => new Routes().get(addresses.meeting, readers, (c, by) => meetingPage(c, by, parts, {}))

/** The page of an event's papers; a refused form keeps what was typed. */
export async function meetingPage(
  c: Context,
  by: Reader,
  { notes = [] }: MeetingRouteParts,
  props: Partial<Pick<MeetingPageProps, 'adding' | 'sent' | 'signers' | 'signersFault'>>,
  status: 200 | 409 | 422 = 200,
): Promise<Response> {
  const here = c.get('here')
  const today = here.clock.today()
  const id = c.req.param('id')!
  const read = await here.db.inOffice(by.officeId, async (tx) => {
    const found = await eventById(tx, id)
    if (found === null || !hasPapers(found.event.kind)) return null
    const said: Child[] = []
    for (const note of notes) said.push(await note(tx, id, by, isComing(found.event, today)))
    const organisationIds = found.partners.map(({ organisationId }) => organisationId)
    return {
      found,
      notes: said,
      items: await itemsOfMeeting(tx, id, today),
      meeting: await meetingById(tx, id),
      names: await mentionedIn(tx, id),
      outcomes: await outcomesOf(tx, id, today),
      languages: await writtenLanguages(tx, id, c.get('visitor')!.office.languages),
      left: by.role === 'officer' ? await leftFor(tx, { id, firstDay: found.event.firstDay, organisationIds }, today) : { meetings: [], promises: [] },
      lines: await historyOfMeeting(tx, id),
    }
  })
  if (read === null) return notFound(c)
  const history = historyInWords(read.lines, {
    what: whatHappened,
    fields: (line) => fieldsOfPapers(line.thing, languageName),
    timeZone: c.get('visitor')!.office.timeZone,
    undo: by.role === 'officer',
  })
  const [language = 'bg'] = c.get('visitor')!.office.languages
  const { lines: _, languages, ...shown } = read
  // The office's languages, the visit's, the partners', and whatever the minutes are written in.
  const written = [read.meeting.minutes, ...read.items.map(({ minutes }) => minutes)].flatMap((text) => Object.keys(text.in))
  const paperLanguages = [...new Set([...languages, ...written])].map((one) => ({
    language: one,
    missing: partsNotIn(one, { ...read, event: read.found.event }),
  }))
  return c.html(
    <MeetingPage shell={c.get('shell')} {...shown} paperLanguages={paperLanguages} history={history} today={today} language={language} {...props} />,
    status,
  )
}
