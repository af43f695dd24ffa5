// What waits about people and doubles: the yearly check of posts, personal data past its time, records that are probably one. One row each, however many there are.
import { sql } from 'drizzle-orm'
import { addresses } from '#addresses'
import { doubleCounts } from '#features/organisations/doubles/double.table.ts'
import { doublesCounted } from '#features/organisations/doubles/double.queries.ts'
import { keptCounts } from '#features/organisations/people/keeping.queries.ts'
import { roundCounts } from '#features/organisations/people/round.queries.ts'
import { m } from '#messages'
import type { OfficeTx } from '#platform/database/door.ts'
import { given, source } from './source.ts'
import { type Found, keyText, type Press, type Told } from './waiting.ts'

const ofOffice = (tx: OfficeTx, press: Press, part = ''): Found => ({ thingId: tx.officeId, part, day: null, since: null, press, mark: '' })

/** The law sets the time; nothing about it can wait. */
export const retentionSource = source({
  compute: async (tx, today) => (await keptCounts(tx, today)).due,
  found: (tx, _, due) => given(due === 0 ? [] : [ofOffice(tx, 2)]),
  tell: async (_, rows, __, due) =>
    new Map(
      rows.map((row): [string, Told] => [
        keyText(row),
        {
          what: m.today_retention_what(),
          href: addresses.peopleRetention(),
          why: [{ text: m.today_retention_why({ count: due }), tone: 'late' }],
          action: { text: m.today_retention_do(), href: addresses.peopleRetention() },
          dot: 'late',
        },
      ]),
    ),
})

export const roundSource = source({
  compute: async (tx, today) => (await roundCounts(tx, today)).waiting,
  found: (tx, _, waiting) => given(waiting === 0 ? [] : [ofOffice(tx, 0)]),
  tell: async (_, rows, __, waiting) =>
    new Map(
      rows.map((row): [string, Told] => [
        keyText(row),
        {
          what: m.today_round_what(),
          href: addresses.peopleRound(),
          why: [{ text: m.today_round_why({ count: waiting }) }],
          action: { text: m.today_round_do(), href: addresses.peopleRound() },
          dot: 'open',
        },
      ]),
    ),
})

export const doublesSource = source({
  // A job counts them, and leaves no line in the record of changes.
  live: 'unrecorded',
  found: (tx) =>
    sql`select ${tx.officeId}::uuid as thing_id, ${doubleCounts.thing} as part, null::date as day, null::date as since, 0 as press, '' as mark
      from ${doubleCounts} where ${doubleCounts.officeId} = ${tx.officeId} and ${doubleCounts.pairs} > 0`,
  tell: async (tx, rows) => {
    const counts = await doublesCounted(tx)
    return new Map(
      rows.map((row): [string, Told] => {
        const people = row.part === 'person'
        const href = people ? addresses.personDoubles() : addresses.organisationDoubles()
        return [
          keyText(row),
          {
            what: people ? m.today_doubles_people({ count: counts.person }) : m.today_doubles_organisations({ count: counts.organisation }),
            href,
            why: [{ text: m.today_doubles() }],
            action: { text: m.today_doubles_do(), href },
            dot: 'open',
          },
        ]
      }),
    )
  },
})
