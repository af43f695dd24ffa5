// Towns of the shortlist that were written to and did not answer for the weeks of the office's rule: time to ask again.
import { sql } from 'drizzle-orm'
import { addresses } from '#addresses'
import { approachesByIds, lastSentSql, live, silentFromSql, stateSql } from '#features/finder/outreach/approach.queries.ts'
import { lastSent, nextName, nextOf } from '#features/finder/outreach/approach.ts'
import { finderApproaches } from '#features/finder/outreach/approach.table.ts'
import { nameFor } from '#features/places/place.ts'
import { m } from '#messages'
import { dayInWords } from '#platform/dates.ts'
import { currentLanguage } from '#platform/texts/language.ts'
import { source } from './source.ts'
import { keyText, type Told } from './waiting.ts'

export const approachSource = source({
  live: 'recorded',
  found: (tx, today) => sql`
    select ${finderApproaches.id} as thing_id, '' as part, null::date as day, ${silentFromSql(tx)} as since, 1 as press, ${lastSentSql} as mark
    from ${finderApproaches}
    where ${live(tx)} and ${stateSql(tx, today)} = 'silent'`,
  tell: async (tx, rows) => {
    const found = await approachesByIds(
      tx,
      rows.map(({ thingId }) => thingId),
    )
    const byId = new Map(found.map((row) => [row.id, row]))
    return new Map(
      rows.flatMap((row): [string, Told][] => {
        const approach = byId.get(row.thingId)
        const sentOn = approach === undefined ? null : lastSent(approach)
        if (approach === undefined || sentOn === null) return []
        const town = approach.place === null ? `GeoNames ${approach.placeId}` : nameFor(approach.place, currentLanguage())
        const href = addresses.finderApproach({ id: approach.id })
        const day = dayInWords(sentOn)
        const again = approach.second?.sentOn != null
        return [
          [
            keyText(row),
            {
              what: m.today_approach_what({ town }),
              country: approach.place?.country,
              href,
              why: [{ text: again ? m.today_approach_why_second({ day }) : m.today_approach_why({ day }), tone: 'soon' }],
              action: { text: nextName(nextOf('silent', approach)), href },
              dot: 'soon',
            },
          ],
        ]
      }),
    )
  },
})
