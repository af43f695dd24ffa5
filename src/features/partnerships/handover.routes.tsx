// The address of a partnership's handover page, which is also its sheet on paper.
import { addresses } from '#addresses'
import { readers } from '#features/accounts/session.gate.ts'
import { postsInOrganisation } from '#features/organisations/people/person.queries.ts'
import { notFound } from '#platform/http/not-found.ts'
import { Routes } from '#platform/http/routes.ts'
import { textIn } from '#platform/texts/local-text.ts'
import { silenceRead } from './silence/contact.queries.ts'
import type { HandoverParts } from './handover.ts'
import { HandoverPage } from './handover.pages.tsx'
import { milestonesOf, partnershipById } from './partnership.queries.ts'
import { adviceFor, revivalChecklist } from './procedures/procedure.ts'
import { newest, silenceOn, unanswered } from './silence/silence.ts'
import { inOrder, stageOf } from './stage.ts'

export const handoverRoutes = ({ promises, gift, occasion, events }: HandoverParts = {}): Routes =>
  new Routes().get(addresses.partnershipHandover, readers, async (c, by) => {
    const here = c.get('here')
    const today = here.clock.today()
    const read = await here.db.inOffice(by.officeId, async (tx) => {
      const partnership = await partnershipById(tx, c.req.param('id')!)
      if (partnership === null) return null
      const organisationId = partnership.partner.id
      const silence = await silenceRead(tx, partnership, today)
      const last = {
        fromThem: newest(silence.log.past, ({ direction }) => direction === 'incoming'),
        fromUs: newest(silence.log.past, ({ direction }) => direction === 'outgoing'),
        together: newest(silence.log.past, ({ direction, kind }) => direction === 'none' && kind !== 'exchange'),
        exchange: newest(silence.log.past, ({ kind }) => kind === 'exchange'),
        planned: silence.log.planned,
      }
      const ids = Object.values(last).flatMap((one) => (one === null ? [] : [one.eventId]))
      return {
        partnership,
        silence,
        last,
        milestones: await milestonesOf(tx, partnership.id),
        people: await postsInOrganisation(tx, organisationId),
        promises: (await promises?.(tx, organisationId, today)) ?? [],
        gift: (await gift?.(tx, organisationId, today)) ?? null,
        occasion: (await occasion?.(tx, organisationId, today)) ?? null,
        events: (await events?.(tx, ids)) ?? new Map(),
      }
    })
    if (read === null) return notFound(c)
    const { partnership, silence, ...more } = read
    const milestones = inOrder(read.milestones)
    const standing = stageOf(milestones, today)
    const shown = silenceOn(silence, milestones, { partnershipId: partnership.id, organisationId: partnership.partner.id }, today)
    return c.html(
      <HandoverPage
        shell={c.get('shell')}
        office={textIn(c.get('visitor')!.office.name)}
        partnership={partnership}
        standing={standing}
        silence={shown}
        revival={adviceFor(standing.stage, shown.level === 'asleep') === 'revival' ? revivalChecklist(milestones, today, silence.log.past) : []}
        unanswered={unanswered(silence.log)}
        today={today}
        {...more}
        milestones={milestones}
      />,
    )
  })
