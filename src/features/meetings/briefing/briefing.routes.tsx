// The addresses of briefings, as a page and as a paper: before a meeting, and on a partner at any time.
import type { Context } from 'hono'
import { addresses } from '#addresses'
import { officeOnPaper } from '#features/accounts/letterhead/letterhead.queries.ts'
import type { Reader } from '#features/accounts/account.ts'
import { readers } from '#features/accounts/session.gate.ts'
import { hashesOf } from '#features/documents/document.queries.ts'
import { thumbnailName } from '#features/documents/pictures.ts'
import { eventById, type EventWhole } from '#features/events/event.queries.ts'
import { displayName } from '#features/organisations/naming.ts'
import { partnershipById } from '#features/partnerships/partnership.queries.ts'
import { silenceOn } from '#features/partnerships/silence/silence.ts'
import { inOrder, stageOf } from '#features/partnerships/stage.ts'
import { m } from '#messages'
import type { OfficeTx } from '#platform/database/door.ts'
import { typeset } from '#platform/documents/typesetting.ts'
import { bytesOf, type FileStore } from '#platform/files/files.ts'
import { pdfAnswer } from '#platform/http/handing-out.ts'
import { notFound } from '#platform/http/not-found.ts'
import { goWithNotice } from '#platform/http/notice.ts'
import { Routes } from '#platform/http/routes.ts'
import { textIn } from '#platform/texts/local-text.ts'
import { hasPapers } from '../meeting.ts'
import { topicsFor } from './briefing.ts'
import { briefingPaper, type Faces } from './briefing-paper.ts'
import { BriefingPage, NoPartnerPage } from './briefing.pages.tsx'
import { briefingRead, type BriefingRead } from './briefing.queries.ts'
import { MOST_PEOPLE } from './setting.ts'
import type { BriefingShown } from './wording.ts'

export const briefingRoutes = ({ files }: { readonly files: FileStore }): Routes =>
  new Routes()
    .get(addresses.eventBriefing, readers, async (c, by) => {
      const read = await c.get('here').db.inOffice(by.officeId, (tx) => ofEvent(c, tx))
      if (read === null) return notFound(c)
      const { event, briefing } = read
      if (briefing === null) return c.html(<NoPartnerPage shell={c.get('shell')} event={event} />)
      return page(c, briefing, event, addresses.eventBriefingPaper({ id: event.event.id }, { partner: briefing.organisation.id }))
    })
    .get(addresses.partnershipBriefing, readers, async (c, by) => {
      const briefing = await c.get('here').db.inOffice(by.officeId, (tx) => ofPartnership(c, tx))
      return briefing === null ? notFound(c) : page(c, briefing, null, addresses.partnershipBriefingPaper({ id: c.req.param('id')! }))
    })
    .get(addresses.eventBriefingPaper, readers, (c, by) =>
      paper(c, by, files, addresses.eventBriefing({ id: c.req.param('id')! }), async (tx) => {
        const read = await ofEvent(c, tx)
        return read === null || read.briefing === null ? null : shownOf(read.briefing, read.event, c.get('here').clock.today())
      }),
    )
    .get(addresses.partnershipBriefingPaper, readers, (c, by) =>
      paper(c, by, files, addresses.partnershipBriefing({ id: c.req.param('id')! }), async (tx) => {
        const briefing = await ofPartnership(c, tx)
        return briefing === null ? null : shownOf(briefing, null, c.get('here').clock.today())
      }),
    )

/** The meeting and what is known of the partner asked for, else of its first; null: no such meeting. */
async function ofEvent(c: Context, tx: OfficeTx): Promise<{ event: EventWhole; briefing: BriefingRead | null } | null> {
  const event = await eventById(tx, c.req.param('id')!)
  if (event === null || !hasPapers(event.event.kind)) return null
  const partners = event.partners.filter(({ live }) => live)
  const partner = partners.find(({ organisationId }) => organisationId === c.req.query('partner')) ?? partners[0]
  return { event, briefing: partner === undefined ? null : await briefingRead(tx, partner.organisationId, event, c.get('here').clock.today()) }
}

async function ofPartnership(c: Context, tx: OfficeTx): Promise<BriefingRead | null> {
  const partnership = await partnershipById(tx, c.req.param('id')!)
  return partnership === null ? null : briefingRead(tx, partnership.organisationId, null, c.get('here').clock.today())
}

function shownOf(read: BriefingRead, event: EventWhole | null, today: string): BriefingShown {
  const { partnership, organisation, silence, promises, left, agenda } = read
  const milestones = inOrder(read.milestones)
  const onAgenda = new Set(
    agenda.flatMap(({ fromItemId, promise }) => [...(fromItemId === null ? [] : [fromItemId]), ...(promise === null ? [] : [promise.id])]),
  )
  const topics = topicsFor(
    promises.map(({ id, owedBy, standing, due, event: from }) => ({ id, owedBy, standing, due, given: from?.date ?? null })),
    left.flatMap(({ date, items }) => items.map(({ id, commitmentId }) => ({ id, date, commitmentId }))),
    onAgenda,
  )
  return {
    ...read,
    event,
    milestones,
    standing: partnership === null ? null : stageOf(milestones, today),
    shown:
      partnership === null || silence === null
        ? null
        : silenceOn(silence, milestones, { partnershipId: partnership.id, organisationId: organisation.id }, today),
    topics,
    today,
  }
}

const page = (c: Context, read: BriefingRead, event: EventWhole | null, at: string): Response | Promise<Response> =>
  c.html(
    <BriefingPage shell={c.get('shell')} office={textIn(c.get('visitor')!.office.name)} {...shownOf(read, event, c.get('here').clock.today())} paper={at} />,
  )

/** The small pictures of those who stand on the paper, by the document that is their photo. */
async function facesOf(tx: OfficeTx, files: FileStore, people: BriefingRead['people']): Promise<Faces> {
  const photos = people.slice(0, MOST_PEOPLE).flatMap(({ photo }) => photo ?? [])
  const found = [...(await hashesOf(tx, photos))]
  const read = await Promise.all(found.map(async ([id, hash]) => [id, await bytesOf(files, thumbnailName(hash))] as const))
  return new Map(read.flatMap(([id, bytes]) => (bytes === null ? [] : [[id, bytes] as const])))
}

async function paper(c: Context, by: Reader, files: FileStore, back: string, shown: (tx: OfficeTx) => Promise<BriefingShown | null>): Promise<Response> {
  const here = c.get('here')
  // Read first: a paper may wait for others, a transaction must not.
  const read = await here.db.inOffice(by.officeId, async (tx) => {
    const briefing = await shown(tx)
    return briefing === null ? null : { briefing, office: await officeOnPaper(tx, files), faces: await facesOf(tx, files, briefing.people) }
  })
  if (read === null) return notFound(c)
  const printed = await typeset(briefingPaper(read.briefing, read.office, read.faces, here.clock.now()))
  const name = displayName(read.briefing.organisation)
  return printed.ok ? pdfAnswer(printed.value, m.meetings_briefing_file({ name })) : goWithNotice(c, back, { text: printed.refusal.message, tone: 'late' })
}
