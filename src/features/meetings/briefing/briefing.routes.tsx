// The addresses of briefings: before a meeting, and on a partner at any time.
import type { Context } from 'hono'
import { addresses } from '#addresses'
import { readers } from '#features/accounts/session.gate.ts'
import { eventById, type EventWhole } from '#features/events/event.queries.ts'
import { partnershipById } from '#features/partnerships/partnership.queries.ts'
import { silenceOn } from '#features/partnerships/silence/silence.ts'
import { inOrder, stageOf } from '#features/partnerships/stage.ts'
import { notFound } from '#platform/http/not-found.ts'
import { Routes } from '#platform/http/routes.ts'
import { textIn } from '#platform/texts/local-text.ts'
import { hasPapers } from '../meeting.ts'
import { topicsFor } from './briefing.ts'
import { BriefingPage, NoPartnerPage } from './briefing.pages.tsx'
import { briefingRead, type BriefingRead } from './briefing.queries.ts'

export const briefingRoutes = (): Routes =>
  new Routes()
    .get(addresses.eventBriefing, readers, async (c, by) => {
      const here = c.get('here')
      const today = here.clock.today()
      const asked = c.req.query('partner')
      const read = await here.db.inOffice(by.officeId, async (tx) => {
        const event = await eventById(tx, c.req.param('id')!)
        if (event === null || !hasPapers(event.event.kind)) return null
        const partners = event.partners.filter(({ live }) => live)
        const partner = partners.find(({ organisationId }) => organisationId === asked) ?? partners[0]
        return { event, briefing: partner === undefined ? null : await briefingRead(tx, partner.organisationId, event, today) }
      })
      if (read === null) return notFound(c)
      return read.briefing === null ? c.html(<NoPartnerPage shell={c.get('shell')} event={read.event} />) : page(c, read.briefing, read.event, today)
    })
    .get(addresses.partnershipBriefing, readers, async (c, by) => {
      const here = c.get('here')
      const today = here.clock.today()
      const briefing = await here.db.inOffice(by.officeId, async (tx) => {
        const partnership = await partnershipById(tx, c.req.param('id')!)
        return partnership === null ? null : briefingRead(tx, partnership.organisationId, null, today)
      })
      return briefing === null ? notFound(c) : page(c, briefing, null, today)
    })

function page(c: Context, read: BriefingRead, event: EventWhole | null, today: string): Response | Promise<Response> {
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
  return c.html(
    <BriefingPage
      shell={c.get('shell')}
      office={textIn(c.get('visitor')!.office.name)}
      {...read}
      event={event}
      milestones={milestones}
      standing={partnership === null ? null : stageOf(milestones, today)}
      shown={
        partnership === null || silence === null
          ? null
          : silenceOn(silence, milestones, { partnershipId: partnership.id, organisationId: organisation.id }, today)
      }
      topics={topics}
      today={today}
    />,
  )
}
