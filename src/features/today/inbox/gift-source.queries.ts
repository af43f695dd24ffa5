// Gifts for coming visits that are not ready yet, and those of visits that are over of which nobody said that they were handed over.
import { sql } from 'drizzle-orm'
import { addresses } from '#addresses'
import { COMING_DAYS } from '#features/calendar/entry.ts'
import { events } from '#features/events/event.table.ts'
import { giftsByIds, planned } from '#features/gifts/gift.queries.ts'
import { giftStateName } from '#features/gifts/gift.ts'
import { gifts } from '#features/gifts/gift.table.ts'
import { dueInWords } from '#features/visits/preparation/piece.ts'
import { m } from '#messages'
import { reading, textIn } from '#platform/texts/local-text.ts'
import { dayAfter } from '#platform/dates.ts'
import { source } from './source.ts'
import { keyText, type Told } from './waiting.ts'

/** So long after a visit nobody is asked any more whether it was handed over. Days. */
const ASKED_DAYS = 90

export const giftSource = source({
  live: 'recorded',
  found: (tx, today) => sql`
    select ${gifts.id} as thing_id, '' as part, case when ${events.lastDay} < ${today}::date then ${events.lastDay} else ${events.firstDay} - 1 end as day,
      ${gifts.plannedOn} as since, 0 as press, ${gifts.version}::text as mark
    from ${gifts}
    join ${events} on ${events.officeId} = ${tx.officeId} and ${events.id} = ${gifts.eventId} and ${events.deletedAt} is null and ${events.cancelledOn} is null
    where ${gifts.officeId} = ${tx.officeId} and ${gifts.deletedAt} is null and ${planned}
      and ${events.firstDay} <= ${dayAfter(today, COMING_DAYS)}::date and ${events.lastDay} >= ${dayAfter(today, -ASKED_DAYS)}::date
      and (${gifts.preparedOn} is null or ${events.lastDay} < ${today}::date)`,
  tell: async (tx, rows, today) => {
    const byId = new Map(
      (
        await giftsByIds(
          tx,
          rows.map(({ thingId }) => thingId),
        )
      ).map((gift) => [gift.id, gift]),
    )
    return new Map(
      rows.flatMap((row): [string, Told][] => {
        const gift = byId.get(row.thingId)
        if (gift === undefined || row.day === null) return []
        const { text, language } = reading(gift.what)
        const over = gift.event?.firstDay != null && row.day >= gift.event.firstDay
        const due = dueInWords(row.day, today)
        return [
          [
            keyText(row),
            {
              what: text,
              lang: language,
              href: addresses.gift({ id: gift.id }),
              why: [
                over ? { text: m.today_gift_over(), tone: 'late' } : { text: m.today_gift_state({ due: due.text }), tone: due.tone ?? 'strong' },
                ...(over ? [] : [{ text: giftStateName(gift.state) }]),
                ...(gift.event === null ? [] : [{ text: m.today_task_visit({ visit: textIn(gift.event.title) }) }]),
              ],
              action: { text: over ? m.today_gift_do_over() : m.today_gift_do(), href: addresses.gift({ id: gift.id }) },
              dot: row.day < today ? 'late' : 'soon',
            },
          ],
        ]
      }),
    )
  },
})
