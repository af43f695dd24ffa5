// Counts how much of what was promised is kept, by year, by side and by partner; the same rule as in share.ts.
import { and, asc, eq, inArray, isNotNull, sql, type SQL } from 'drizzle-orm'
import { organisations } from '#features/organisations/organisation.table.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { keyPaging, type Page, type Turn } from '#platform/database/key-paging.ts'
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
/** The same where the rule asks for it, of promises without a day of their own; of the others '', for it would be looked up in vain. */
export const givenDayIfAsked = sql<string>`case when ${lapses} is null then ${givenDay} else '' end`
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

/**
 * Each promise judged once: the day it counts on, and as what, null where it does not. Whatever is counted of it stands on these columns: written into every
 * count they would be computed again for each of them. The offset keeps PostgreSQL from doing just that.
 */
const judged = (tx: OfficeTx, today: string, which?: SQL) =>
  tx
    .select({
      id: commitments.id,
      owedBy: commitments.owedBy,
      on: sql<string>`${countsOn}`.as('counts_on'),
      outcome: sql<Outcome | null>`${outcomeOn(today)}`.as('outcome'),
      isAhead: sql<boolean>`(not (${isWished}) and ${lapses} >= ${today}::date)`.as('is_ahead'),
    })
    .from(commitments)
    .where(and(eq(commitments.officeId, tx.officeId), sql`${commitments.deletedAt} is null`, which))
    .offset(0)
    .as('judged')
type Judged = ReturnType<typeof judged>
const countColumns = ({ outcome }: Judged) =>
  Object.fromEntries(OUTCOMES.map((one) => [one, sql<number>`count(*) filter (where ${outcome} = ${one})`.mapWith(Number)])) as Record<Outcome, SQL<number>>
const withPartner = (tx: OfficeTx, organisationId: string): SQL =>
  inArray(
    commitments.id,
    tx
      .select({ id: commitmentPartners.commitmentId })
      .from(commitmentPartners)
      .where(and(eq(commitmentPartners.officeId, tx.officeId), eq(commitmentPartners.organisationId, organisationId))),
  )

/** Promises that citizens are told of: public ones to or of a partner whose partnership is public. */
export const isOpenPromise = sql<boolean>`(commitment.published_at is not null and exists (select 1 from commitment_partner own
  join partnership tie on tie.office_id = own.office_id and tie.organisation_id = own.organisation_id
  where own.office_id = commitment.office_id and own.commitment_id = commitment.id and tie.deleted_at is null and tie.published_at is not null))`

/** Of all that citizens are told of, over all years; `ahead`: so many do not count yet, because their day is still to come. One query. */
export async function openShare(tx: OfficeTx, today: string): Promise<{ readonly share: Share; readonly ahead: number }> {
  const each = judged(tx, today, isOpenPromise)
  const [row] = await tx
    .select({ ...countColumns(each), ahead: sql<number>`count(*) filter (where ${each.outcome} is null and ${each.isAhead})`.mapWith(Number) })
    .from(each)
  const { ahead, ...share } = { ahead: 0, ...NO_SHARE, ...row }
  return { share, ahead }
}

/** From the first year in which a promise counts to the last, with one partner or with all; null where none does. One query. */
export async function promiseYears(tx: OfficeTx, organisationId: string | null, today: string): Promise<{ from: string | null; until: string | null } | null> {
  const each = judged(tx, today, organisationId === null ? undefined : withPartner(tx, organisationId))
  const [row] = await tx
    .select({ from: sql<string | null>`to_char(min(${each.on}), 'YYYY')`, until: sql<string | null>`to_char(max(${each.on}), 'YYYY')` })
    .from(each)
    .where(isNotNull(each.outcome))
  return row ?? null
}

export type YearShares = { readonly year: string; readonly sides: Readonly<Record<Side, Share>> }

/** Year by year, newest first, for one partner or for all there are; one query. */
export async function sharesByYear(tx: OfficeTx, organisationId: string | null, today: string): Promise<YearShares[]> {
  const each = judged(tx, today, organisationId === null ? undefined : withPartner(tx, organisationId))
  const year = sql<string>`to_char(${each.on}, 'YYYY')`
  const rows = await tx
    .select({ year, side: each.owedBy, ...countColumns(each) })
    .from(each)
    .where(isNotNull(each.outcome))
    .groupBy(year, each.owedBy)
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

type Judging = { readonly years: readonly string[]; readonly today: string; readonly side: Side | null }
/** The promises of `judging` that count, each beside the partners it was exchanged with. */
const counting = (each: Judged, { years, side }: Judging): SQL | undefined =>
  and(isNotNull(each.outcome), inArray(sql`to_char(${each.on}, 'YYYY')`, [...years]), side === null ? undefined : eq(each.owedBy, side))

/** So many partners stand on a page. */
export const PARTNERS_ON_A_PAGE = 25

/** Those of whose promises any counts in the years and by the side, in their alphabet: a page of them, with their shares. Two queries. */
export async function pageOfShares(tx: OfficeTx, judging: Judging, turn: Turn): Promise<Page<string> & { readonly shares: PartnerShare[] }> {
  const each = judged(tx, judging.today)
  const paging = keyPaging(turn, { key: organisations.sortKey, id: organisations.id }, { size: PARTNERS_ON_A_PAGE })
  const found = await tx
    .select({ key: organisations.sortKey, id: organisations.id })
    .from(organisations)
    .where(
      and(
        eq(organisations.officeId, tx.officeId),
        inArray(
          organisations.id,
          tx
            .select({ id: commitmentPartners.organisationId })
            .from(each)
            .innerJoin(commitmentPartners, and(eq(commitmentPartners.officeId, tx.officeId), eq(commitmentPartners.commitmentId, each.id)))
            .where(counting(each, judging)),
        ),
        paging.where,
      ),
    )
    .orderBy(...paging.orderBy)
    .limit(paging.limit)
  const { rows, next, previous } = paging.page(found, (row) => row)
  const among = rows.map(({ id }) => id)
  const shares = await sharesByPartner(tx, judging.years, judging.today, { among, side: judging.side })
  return { rows: among, next, previous, shares }
}

/**
 * By partner, year and side, for the asked years, the partners in their alphabet, all of them or some; one query. A promise exchanged with two partners counts
 * with each.
 */
export async function sharesByPartner(
  tx: OfficeTx,
  years: readonly string[],
  today: string,
  { among, side = null }: { readonly among?: readonly string[]; readonly side?: Side | null } = {},
): Promise<PartnerShare[]> {
  if (years.length === 0 || among?.length === 0) return []
  const each = judged(tx, today)
  const year = sql<string>`to_char(${each.on}, 'YYYY')`
  const rows = await tx
    .select({
      organisationId: organisations.id,
      name: organisations.name,
      nativeName: organisations.nativeName,
      country: organisations.country,
      deletedAt: organisations.deletedAt,
      year,
      side: each.owedBy,
      ...countColumns(each),
    })
    .from(each)
    .innerJoin(commitmentPartners, and(eq(commitmentPartners.officeId, tx.officeId), eq(commitmentPartners.commitmentId, each.id)))
    .innerJoin(organisations, and(eq(organisations.officeId, tx.officeId), eq(organisations.id, commitmentPartners.organisationId)))
    .where(and(counting(each, { years, today, side }), among === undefined ? undefined : inArray(organisations.id, [...among])))
    .groupBy(organisations.officeId, organisations.id, year, each.owedBy)
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
