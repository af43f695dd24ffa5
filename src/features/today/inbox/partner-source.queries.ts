// Partnerships that sleep by the office's own limits, and those begun with nobody heard of yet.
import { and, eq, exists, lte, ne, not, or, sql } from 'drizzle-orm'
import { addresses } from '#addresses'
import { organisations } from '#features/organisations/organisation.table.ts'
import { stepsOf } from '#features/partnerships/partnership.queries.ts'
import { contactLogs } from '#features/partnerships/silence/contact.queries.ts'
import { contacts } from '#features/partnerships/silence/contact.table.ts'
import { NO_LOG, silenceInBrief } from '#features/partnerships/silence/silence.ts'
import { standings } from '#features/partnerships/silence/standing.table.ts'
import { m } from '#messages'
import { anyOf } from '#platform/database/any-of.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { reading } from '#platform/texts/local-text.ts'
import { capitalised } from '#platform/texts/sentences.ts'
import { agoInWords } from '../today.ts'
import { source } from './source.ts'
import { keyText, type Told } from './waiting.ts'

/** Left out: those with a lapse on record, which somebody has dealt with, and those with whom something is to come. */
function sleeping(tx: OfficeTx, today: string) {
  const coming = exists(
    tx
      .select({ one: sql`1` })
      .from(contacts)
      .where(and(eq(contacts.officeId, standings.officeId), eq(contacts.organisationId, standings.organisationId), sql`${contacts.firstDay} > ${today}::date`)),
  )
  const asleep = and(lte(standings.sleepsFrom, today), ne(standings.stage, 'lapsed'))
  const unheard = and(eq(standings.stage, 'prospect'), sql`${standings.lastContactDay} is null`)
  return and(eq(standings.officeId, tx.officeId), or(asleep, unheard), not(coming))
}

export const silentSource = source({
  // Whoever was never heard of comes before every day.
  found: (tx, today) => sql`
    select ${standings.id} as thing_id, '' as part, null::date as day, coalesce(${standings.lastContactDay}, '0001-01-01'::date) as since, 0 as press,
      ${standings.stage} || coalesce(${standings.lastContactDay}::text, '') as mark
    from ${standings} where ${sleeping(tx, today)}`,
  tell: async (tx, rows, today) => {
    const found = await tx
      .select({ standing: standings, partner: organisations.name })
      .from(standings)
      .innerJoin(organisations, and(eq(organisations.officeId, standings.officeId), eq(organisations.id, standings.organisationId)))
      .where(
        and(
          eq(standings.officeId, tx.officeId),
          anyOf(
            standings.id,
            rows.map(({ thingId }) => thingId),
          ),
        ),
      )
    const logs = await contactLogs(
      tx,
      found.map(({ standing }) => standing.organisationId),
      today,
    )
    const steps = await stepsOf(
      tx,
      found.map(({ standing }) => standing.id),
    )
    const byId = new Map(found.map((row) => [row.standing.id, row]))
    return new Map(
      rows.flatMap((row): [string, Told][] => {
        const one = byId.get(row.thingId)
        if (one === undefined) return []
        const { id, organisationId, country, lastContactDay } = one.standing
        const { reason, next } = silenceInBrief(
          one.standing,
          logs.get(organisationId) ?? NO_LOG,
          steps.get(id) ?? [],
          { partnershipId: id, organisationId },
          today,
        )
        const { text, language } = reading(one.partner)
        const why = lastContactDay === null ? capitalised(reason) : m.today_silent_for({ ago: agoInWords(lastContactDay, today), reason })
        return [
          [
            keyText(row),
            {
              what: text,
              lang: language,
              country,
              href: addresses.partnershipHandover({ id }),
              why: [{ text: why }, ...(next === null ? [] : [{ text: next.text }])],
              action:
                next === null
                  ? { text: m.today_silent_record(), href: addresses.eventNew({ organisation: organisationId }) }
                  : { text: m.today_silent_next(), href: next.href },
              dot: 'sleep',
            },
          ],
        ]
      }),
    )
  },
})
