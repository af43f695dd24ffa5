// Visits without a dossier: those to come, which nobody prepares yet, and those behind, of which nothing is recorded.
import { sql } from 'drizzle-orm'
import { addresses } from '#addresses'
import { COMING_DAYS } from '#features/calendar/entry.ts'
import { commitments } from '#features/commitments/commitment.table.ts'
import { documentPlaces } from '#features/documents/document.table.ts'
import { eventDateInWords } from '#features/events/event.ts'
import { eventPartners, events } from '#features/events/event.table.ts'
import { symbolicActs } from '#features/events/symbolic-act.table.ts'
import { gifts } from '#features/gifts/gift.table.ts'
import { milestones } from '#features/partnerships/milestones/milestone.table.ts'
import { partnerships } from '#features/partnerships/partnership.table.ts'
import { m } from '#messages'
import { reading } from '#platform/texts/local-text.ts'
import { capitalised } from '#platform/texts/sentences.ts'
import { dayAfter } from '#platform/dates.ts'
import { officeDay } from '#platform/database/office.table.ts'
import { agoInWords, aheadInWords } from '../today.ts'
import { eventsOfRows, REMINDED_DAYS, withoutDossier, withPapers } from './event-rows.queries.ts'
import { source } from './source.ts'
import { keyText, type Told, type Waiting, type Why } from './waiting.ts'

/** So long after it was held a visit is asked what came of it: while everybody remembers. Days. */
const ASKED_DAYS = 14

/**
 * Something was written down of it at all: a promise, a symbol, a gift or a paper of the event itself, or a step of one of its partners on one of its days. Less
 * than an outcome (decision 0025): who keeps no dossier is only asked while there is nothing.
 */
const anythingRecorded = sql`(exists (select 1 from ${commitments} where ${commitments.officeId} = ${events.officeId} and ${commitments.eventId} = ${events.id} and ${commitments.deletedAt} is null)
  or exists (select 1 from ${symbolicActs} where ${symbolicActs.officeId} = ${events.officeId} and ${symbolicActs.eventId} = ${events.id} and ${symbolicActs.deletedAt} is null)
  or exists (select 1 from ${gifts} where ${gifts.officeId} = ${events.officeId} and ${gifts.eventId} = ${events.id} and ${gifts.deletedAt} is null)
  or exists (select 1 from ${documentPlaces} where ${documentPlaces.officeId} = ${events.officeId} and ${documentPlaces.thing} = 'event' and ${documentPlaces.thingId} = ${events.id})
  or exists (select 1 from ${eventPartners}
    join ${partnerships} on ${partnerships.officeId} = ${events.officeId} and ${partnerships.organisationId} = ${eventPartners.organisationId} and ${partnerships.deletedAt} is null
    join ${milestones} on ${milestones.officeId} = ${events.officeId} and ${milestones.partnershipId} = ${partnerships.id} and ${milestones.deletedAt} is null
    where ${eventPartners.officeId} = ${events.officeId} and ${eventPartners.eventId} = ${events.id}
      and ${milestones.firstDay} >= ${events.firstDay} and ${milestones.lastDay} <= ${events.lastDay}))`

/**
 * Visits within a month, and visits and signings that are over and stood in the register before they were held; what came out of a text long afterwards tells
 * itself what came of it. Events with minutes are left to those, visits with a dossier to it.
 */
export const dossierSource = source({
  live: 'recorded',
  found: (tx, today) => sql`
    select ${events.id} as thing_id, '' as part,
      case when ${events.lastDay} < ${today}::date then ${events.lastDay} + ${ASKED_DAYS}::int else ${events.firstDay} end as day,
      case when ${events.lastDay} < ${today}::date then ${events.lastDay} end as since,
      0 as press, case when ${events.lastDay} < ${today}::date then 'behind' else 'ahead' end as mark
    from ${events}
    where ${events.officeId} = ${tx.officeId} and ${events.deletedAt} is null and ${events.cancelledOn} is null and ${events.kind} in ('visit', 'signing')
      and ${events.firstDay} > ${today}::date - ${REMINDED_DAYS + 31}::int and ${events.firstDay} <= ${dayAfter(today, COMING_DAYS)}::date
      and case when ${events.lastDay} < ${today}::date
        then ${events.lastDay} >= ${today}::date - ${REMINDED_DAYS}::int and ${officeDay(events.createdAt)} <= ${events.firstDay} and not ${anythingRecorded}
        else ${events.kind} = 'visit' end
      and ${withoutDossier}
      and not ${withPapers}`,
  tell: async (tx, rows, today) => {
    const byId = await eventsOfRows(tx, rows)
    return new Map(
      rows.flatMap((row): [string, Told][] => {
        const event = byId.get(row.thingId)
        if (event === undefined || row.day === null) return []
        const { text, language } = reading(event.title)
        const href = addresses.event({ id: event.id })
        const late = row.day < today
        return [
          [
            keyText(row),
            {
              what: text,
              lang: language,
              href,
              why: [whyOf(row, today, late), ...(event.date === null ? [] : [{ text: eventDateInWords(event.date) }])],
              action: { text: row.since === null ? m.today_dossier_do() : m.today_dossier_do_outcome(), href },
              dot: late ? 'late' : 'soon',
            },
          ],
        ]
      }),
    )
  },
})

const whyOf = ({ since, day }: Waiting, today: string, late: boolean): Why =>
  since === null
    ? { text: capitalised(m.today_dossier_none({ ahead: aheadInWords(day ?? today, today) })), tone: 'strong' }
    : { text: m.today_dossier_behind({ ago: agoInWords(since, today) }), tone: late ? 'late' : 'strong' }
