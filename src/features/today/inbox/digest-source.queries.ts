// In the first days of a month: the review of the month that ended is not begun, or not published yet in the office's own language.
import { sql } from 'drizzle-orm'
import { addresses } from '#addresses'
import { firstOfMonth, lastOfMonth, monthAfter } from '#features/calendar/day.ts'
import { stateName, stateOf } from '#features/digest/digest.ts'
import { digestEditions, digests } from '#features/digest/digest.table.ts'
import { events } from '#features/events/event.table.ts'
import { m } from '#messages'
import { dateInWords } from '#platform/dates.ts'
import { offices } from '#platform/database/office.table.ts'
import { source } from './source.ts'
import { keyText, type Told } from './waiting.ts'

/** So many days into a month somebody is asked about the one before. */
const ASKED_DAYS = 10

export const digestSource = source({
  live: 'recorded',
  // The month itself is the thing: it stands under the office, and its part is the month.
  found: (tx, today) => {
    const month = monthAfter(today.slice(0, 7), -1)
    return sql`
      select ${offices.id} as thing_id, ${month}::text as part, (${firstOfMonth(today.slice(0, 7))}::date + ${ASKED_DAYS}::int) as day,
        ${lastOfMonth(month)}::date as since, 0 as press, '' as mark
      from ${offices}
      where ${offices.id} = ${tx.officeId} and ${Number(today.slice(8))}::int <= ${ASKED_DAYS}::int
        and exists (
          select 1 from ${events} where ${events.officeId} = ${tx.officeId} and ${events.deletedAt} is null and ${events.cancelledOn} is null
            and ${events.publishedAt} is not null and ${events.lastDay} between ${firstOfMonth(month)}::date and ${lastOfMonth(month)}::date)
        and not exists (
          select 1 from ${digestEditions}
          join ${digests} on ${digests.officeId} = ${tx.officeId} and ${digests.id} = ${digestEditions.digestId} and ${digests.deletedAt} is null
          where ${digestEditions.officeId} = ${tx.officeId} and ${digestEditions.deletedAt} is null and ${digests.month} = ${month}
            and ${digestEditions.language} = ${offices.languages}[1] and ${digestEditions.publishedAt} is not null)`
  },
  tell: async (tx, rows) => {
    const editions = await tx
      .select({
        id: digestEditions.id,
        month: digests.month,
        checkedAt: digestEditions.checkedAt,
        publishedAt: digestEditions.publishedAt,
        withdrawnAt: digestEditions.withdrawnAt,
        scheduledFor: digestEditions.scheduledFor,
      })
      .from(digestEditions)
      .innerJoin(digests, sql`${digests.officeId} = ${digestEditions.officeId} and ${digests.id} = ${digestEditions.digestId}`)
      .where(
        sql`${digestEditions.officeId} = ${tx.officeId} and ${digestEditions.deletedAt} is null and ${digests.month} = any(${sql.param(rows.map(({ part }) => part))}::text[])
          and ${digestEditions.language} = (select ${offices.languages}[1] from ${offices} where ${offices.id} = ${tx.officeId})`,
      )
    return new Map(
      rows.map((row): [string, Told] => {
        const edition = editions.find(({ month }) => month === row.part)
        const href = edition === undefined ? `${addresses.digests()}#month-${row.part}` : addresses.digestEdition({ id: edition.id })
        return [
          keyText(row),
          {
            what: m.today_digest_what({ month: dateInWords(row.part) }),
            href,
            why: [{ text: edition === undefined ? m.today_digest_not_begun() : m.today_digest_state({ state: stateName(stateOf(edition)) }), tone: 'soon' }],
            action: { text: edition === undefined ? m.today_digest_do_begin() : m.today_digest_do(), href },
            dot: 'soon',
          },
        ]
      }),
    )
  },
})
