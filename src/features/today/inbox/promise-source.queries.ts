// Promises that wait: overdue, due soon, and those without a day that were given a year ago.
import { sql } from 'drizzle-orm'
import { addresses } from '#addresses'
import { DUE_SOON_DAYS, owedName } from '#features/commitments/commitment.ts'
import { commitmentsByIds } from '#features/commitments/commitment.queries.ts'
import { commitments } from '#features/commitments/commitment.table.ts'
import { events } from '#features/events/event.table.ts'
import { displayName } from '#features/organisations/naming.ts'
import { m } from '#messages'
import { dayInWords, monthsAfter, dayAfter } from '#platform/dates.ts'
import { reading } from '#platform/texts/local-text.ts'
import { officeDay } from '#platform/database/office.table.ts'
import { agoInWords, aheadInWords, UNDATED_MONTHS } from '../today.ts'
import { source } from './source.ts'
import { keyText, type Told, type Waiting, type Why } from './waiting.ts'

const open = sql`${commitments.keptOn} is null and ${commitments.droppedOn} is null and ${commitments.deletedAt} is null`
/** When it was given: the last day of its event, else the day it was entered. */
const given = sql`coalesce(${events.lastDay}, ${officeDay(commitments.createdAt)})`

const whenOf = ({ day, since }: Waiting, today: string): Why[] => {
  if (day === null) return [{ text: m.today_undated_for({ ago: agoInWords(since ?? today, today) }), tone: 'soon' }]
  if (day < today) return [{ text: m.today_overdue_for({ ago: agoInWords(day, today) }), tone: 'late' }]
  return [{ text: `${m.today_until({ day: dayInWords(day) })}, ${aheadInWords(day, today)}`, tone: 'soon' }]
}

const actionOf = ({ day, thingId }: Waiting, today: string): Told['action'] => {
  if (day === null) return { text: m.today_give_day(), href: addresses.commitmentEdit({ id: thingId }) }
  return { text: day < today ? m.today_account() : m.today_kept(), href: addresses.commitment({ id: thingId }, { end: 'kept' }) }
}

export const promiseSource = source({
  live: 'recorded',
  found: (tx, today) => sql`
    select ${commitments.id} as thing_id, '' as part, ${commitments.dueBy} as day, null::date as since, 0 as press, ${commitments.version}::text as mark
    from ${commitments} where ${commitments.officeId} = ${tx.officeId} and ${open} and ${commitments.dueBy} <= ${dayAfter(today, DUE_SOON_DAYS)}::date
    union all
    select ${commitments.id}, '', null::date, ${given}, 0, ${commitments.version}::text
    from ${commitments} left join ${events} on ${events.officeId} = ${commitments.officeId} and ${events.id} = ${commitments.eventId} and ${events.deletedAt} is null
    where ${commitments.officeId} = ${tx.officeId} and ${open} and ${commitments.dueBy} is null and ${given} <= ${monthsAfter(today, -UNDATED_MONTHS)}::date`,
  tell: async (tx, rows, today) => {
    const promises = await commitmentsByIds(
      tx,
      rows.map(({ thingId }) => thingId),
      today,
    )
    return new Map(
      rows.flatMap((row): [string, Told][] => {
        const promise = promises.get(row.thingId)
        if (promise === undefined) return []
        const { text, language } = reading(promise.text)
        return [
          [
            keyText(row),
            {
              what: text,
              lang: language,
              href: addresses.commitment({ id: row.thingId }),
              why: [
                ...whenOf(row, today),
                { text: owedName(promise.owedBy) },
                ...(promise.partners.length === 0 ? [] : [{ text: promise.partners.map((one) => displayName(one)).join(', ') }]),
              ],
              action: actionOf(row, today),
              dot: row.day === null ? 'open' : row.day < today ? 'late' : 'soon',
            },
          ],
        ]
      }),
    )
  },
})
