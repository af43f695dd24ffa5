// Counts how much of what was promised is kept, by year, by side and by partner; the same rule as in share.ts.
import { and, asc, eq, inArray, sql, type SQL } from 'drizzle-orm'
import { organisations } from '#features/organisations/organisation.table.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { officeDay } from '#platform/database/office.table.ts'
import type { LocalText } from '#platform/texts/local-text.ts'
import { commitmentPartners, commitments } from '../commitment.table.ts'
import { type Side, WISHES } from '../commitment.ts'
import { NO_SHARE, OUTCOMES, type Outcome, type Share } from './share.ts'

// Names are written out: inside a list of columns drizzle leaves the table's name away, and the tables here have columns of one name.
const recordedOn = officeDay(sql`commitment.created_at`)
// Of a source its last possible day: the end of a stretch, without the sign for „about“; what is no date says nothing.
const told = sql`(select max(case
    when said.day ~ '^[12][0-9]{3}$' then make_date(said.day::int, 12, 31)
    when said.day ~ '^[12][0-9]{3}-[0-9]{2}$' and pg_input_is_valid(said.day || '-01', 'date')
      then ((said.day || '-01')::date + interval '1 month' - interval '1 day')::date
    when said.day ~ '^[12][0-9]{3}-[0-9]{2}-[0-9]{2}$' and pg_input_is_valid(said.day, 'date') then said.day::date end)
  from (select regexp_replace(source ->> 'date', '^.*/|~', '', 'g') as day from jsonb_array_elements(commitment.sources) source) said)`
/** The last day on which a promise can have been given, by the rule of given.ts. */
export const givenOn = sql<string>`coalesce(
  (select own.last_day from event own where own.office_id = commitment.office_id and own.id = commitment.event_id
    and own.deleted_at is null and own.first_day <= coalesce(${told}, ${recordedOn})),
  ${told}, ${recordedOn})`
/** The same as text: YYYY-MM-DD. */
export const givenDay = sql<string>`to_char(${givenOn}, 'YYYY-MM-DD')`

const lapses = sql`coalesce(${commitments.lapsedOn}, ${commitments.dueBy})`
// Written out and not as parameters: grouping by it must be the same expression again.
const isWished = sql.raw(`commitment.state in (${WISHES.map((state) => `'${state}'`).join(', ')})`)
/** `least` takes no notice of what is null. */
export const countsOn = sql<string | null>`case when not (${isWished}) then
  least(coalesce(${commitments.keptOn}, ${commitments.droppedOn}), coalesce(${lapses}, ${givenOn})) end`

const outcomeOn = (today: string): SQL<Outcome | null> => sql<Outcome | null>`case
  when ${isWished} then null
  when ${commitments.keptOn} is not null then case when ${lapses} is null or ${commitments.keptOn} <= ${lapses} then 'on-time' else 'late' end
  when ${commitments.droppedOn} is not null then 'dropped'
  when ${lapses} < ${today}::date then 'waiting'
  when ${lapses} is null and ${givenOn} <= ${today}::date then 'undated' end`

const counted = (tx: OfficeTx, today: string): SQL | undefined =>
  and(eq(commitments.officeId, tx.officeId), sql`${commitments.deletedAt} is null`, sql`${outcomeOn(today)} is not null`)
const countColumns = (today: string) =>
  Object.fromEntries(OUTCOMES.map((one) => [one, sql<number>`count(*) filter (where ${outcomeOn(today)} = ${one})`.mapWith(Number)])) as Record<
    Outcome,
    SQL<number>
  >

/** Promises that citizens are told of: public ones to or of a partner whose partnership is public. */
export const isOpenPromise = sql<boolean>`(commitment.published_at is not null and exists (select 1 from commitment_partner own
  join partnership tie on tie.office_id = own.office_id and tie.organisation_id = own.organisation_id
  where own.office_id = commitment.office_id and own.commitment_id = commitment.id and tie.deleted_at is null and tie.published_at is not null))`

/** Of all that citizens are told of, over all years; `ahead`: so many do not count yet, because their day is still to come. One query. */
export async function openShare(tx: OfficeTx, today: string): Promise<{ readonly share: Share; readonly ahead: number }> {
  const [row] = await tx
    .select({
      ...countColumns(today),
      ahead: sql<number>`count(*) filter (where ${outcomeOn(today)} is null and not (${isWished}) and ${lapses} >= ${today}::date)`.mapWith(Number),
    })
    .from(commitments)
    .where(and(eq(commitments.officeId, tx.officeId), sql`${commitments.deletedAt} is null`, isOpenPromise))
  const { ahead, ...share } = { ahead: 0, ...NO_SHARE, ...row }
  return { share, ahead }
}

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
