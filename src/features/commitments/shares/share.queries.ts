// Counts how much of what was promised is kept, by year, by side and by partner; the same rule as in share.ts.
import { and, asc, eq, inArray, sql, type SQL } from 'drizzle-orm'
import { organisations } from '#features/organisations/organisation.table.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import type { LocalText } from '#platform/texts/local-text.ts'
import { commitmentPartners, commitments } from '../commitment.table.ts'
import type { Side } from '../commitment.ts'
import { NO_SHARE, OUTCOMES, type Outcome, type Share } from './share.ts'

const lapses = sql`coalesce(${commitments.lapsedOn}, ${commitments.dueBy})`
/** `least` takes no notice of what is null. */
export const countsOn = sql<string | null>`least(coalesce(${commitments.keptOn}, ${commitments.droppedOn}), ${lapses})`

const outcomeOn = (today: string): SQL<Outcome | null> => sql<Outcome | null>`case
  when ${commitments.keptOn} is not null then case when ${commitments.keptOn} = ${countsOn} then 'on-time' else 'late' end
  when ${commitments.droppedOn} is not null then 'dropped'
  when ${countsOn} < ${today}::date then 'waiting' end`

const counted = (tx: OfficeTx, today: string): SQL | undefined =>
  and(eq(commitments.officeId, tx.officeId), sql`${commitments.deletedAt} is null`, sql`${outcomeOn(today)} is not null`)
const countColumns = (today: string) =>
  Object.fromEntries(OUTCOMES.map((one) => [one, sql<number>`count(*) filter (where ${outcomeOn(today)} = ${one})`.mapWith(Number)])) as Record<
    Outcome,
    SQL<number>
  >

export type YearShares = { readonly year: string; readonly sides: Readonly<Record<Side, Share>> }

/** Year by year, newest first, for one partner or for all there are; one query. */
export async function sharesByYear(tx: OfficeTx, organisationId: string | null, today: string): Promise<YearShares[]> {
  const year = sql<string>`to_char(${countsOn}, 'YYYY')`
  const rows = await tx
    .select({ year, side: commitments.owedBy, ...countColumns(today) })
    .from(commitments)
    .where(
      and(
        counted(tx, today),
        organisationId === null
          ? undefined
          : inArray(
              commitments.id,
              tx
                .select({ id: commitmentPartners.commitmentId })
                .from(commitmentPartners)
                .where(and(eq(commitmentPartners.officeId, tx.officeId), eq(commitmentPartners.organisationId, organisationId))),
            ),
      ),
    )
    .groupBy(year, commitments.owedBy)
  const found = new Map<string, Record<Side, Share>>()
  for (const { year: of, side, ...share } of rows) {
    const sides = found.get(of) ?? { us: NO_SHARE, them: NO_SHARE, both: NO_SHARE }
    sides[side] = share
    found.set(of, sides)
  }
  return [...found].map(([of, sides]) => ({ year: of, sides })).sort((a, b) => (a.year < b.year ? 1 : -1))
}

export type PartnerShare = {
  readonly organisationId: string
  readonly name: LocalText
  readonly nativeName: string | null
  readonly country: string
  readonly live: boolean
  readonly year: string
  readonly side: Side
  readonly share: Share
}

/** By partner, year and side, for the asked years, the partners in their alphabet; one query. A promise exchanged with two partners counts with each. */
export async function sharesByPartner(tx: OfficeTx, years: readonly string[], today: string): Promise<PartnerShare[]> {
  if (years.length === 0) return []
  const year = sql<string>`to_char(${countsOn}, 'YYYY')`
  const rows = await tx
    .select({
      organisationId: organisations.id,
      name: organisations.name,
      nativeName: organisations.nativeName,
      country: organisations.country,
      deletedAt: organisations.deletedAt,
      year,
      side: commitments.owedBy,
      ...countColumns(today),
    })
    .from(commitments)
    .innerJoin(commitmentPartners, and(eq(commitmentPartners.officeId, commitments.officeId), eq(commitmentPartners.commitmentId, commitments.id)))
    .innerJoin(organisations, and(eq(organisations.officeId, commitments.officeId), eq(organisations.id, commitmentPartners.organisationId)))
    .where(and(counted(tx, today), inArray(year, [...years])))
    .groupBy(organisations.officeId, organisations.id, year, commitments.owedBy)
    .orderBy(asc(organisations.sortKey), asc(organisations.id))
  return rows.map(({ organisationId, name, nativeName, country, deletedAt, year: of, side, ...share }) => ({
    organisationId,
    name,
    nativeName,
    country,
    live: deletedAt === null,
    year: of,
    side,
    share,
  }))
}
