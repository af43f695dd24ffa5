// Reads where partnerships stand, and what a standing is made of: steps, contacts, limits.
import { and, asc, desc, eq, gt, inArray, isNull, lte, sql } from 'drizzle-orm'
import { organisations } from '#features/organisations/organisation.table.ts'
import type { ActivityLine } from '#platform/activity/activity.ts'
import { activities } from '#platform/activity/activity.table.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { nextDay } from '#platform/dates.ts'
import { contacts } from './contact.table.ts'
import { DEFAULT_LIMITS, type Limits, limitsValue } from './dormancy.ts'
import { dormancyLimits } from './dormancy.table.ts'
import type { Field } from '../field.ts'
import { stepsOf } from '../partnership.queries.ts'
import { partnerships } from '../partnership.table.ts'
import { type ContactsInBrief, NO_CONTACTS, type StandingFacts } from './standing.ts'
import { standings } from './standing.table.ts'

export type StandingRow = typeof standings.$inferSelect

/** What is kept of these partnerships, by partnership. */
export async function standingsOf(tx: OfficeTx, partnershipIds: readonly string[]): Promise<Map<string, StandingRow>> {
  if (partnershipIds.length === 0) return new Map()
  const rows = await tx
    .select()
    .from(standings)
    .where(and(eq(standings.officeId, tx.officeId), inArray(standings.id, [...partnershipIds])))
  return new Map(rows.map((row) => [row.id, row]))
}

/** The office's limits with their version; 0 and the defaults while nobody has changed them. */
export async function limitsRow(tx: OfficeTx): Promise<{ readonly version: number; readonly limits: Limits }> {
  const [row] = await tx
    .select({ version: dormancyLimits.version, limits: dormancyLimits.limits })
    .from(dormancyLimits)
    .where(eq(dormancyLimits.officeId, tx.officeId))
  return row === undefined ? { version: 0, limits: DEFAULT_LIMITS } : { version: row.version, limits: limitsValue.parse(row.limits) }
}
export const limitsOf = async (tx: OfficeTx): Promise<Limits> => (await limitsRow(tx)).limits

export const historyOfLimits = (tx: OfficeTx): Promise<ActivityLine[]> =>
  tx
    .select()
    .from(activities)
    .where(and(eq(activities.officeId, tx.officeId), eq(activities.thing, 'dormancy_limit')))
    .orderBy(desc(activities.id))
    .limit(20)

const DAY_LENGTH = 'YYYY-MM-DD'.length

/** The contacts with many organisations in brief, as on the day; organisations without any are left out. One query. */
export async function contactsInBrief(tx: OfficeTx, organisationIds: readonly string[], today: string): Promise<Map<string, ContactsInBrief>> {
  if (organisationIds.length === 0) return new Map()
  const begun = sql`${contacts.firstDay} <= ${today}::date`
  const day = sql`least(${contacts.lastDay}, ${today}::date)`
  const rows = await tx
    .select({
      organisationId: contacts.organisationId,
      // The day in front of the date makes the latest contact the greatest text.
      last: sql<
        string | null
      >`max((${day}::text || ${contacts.date}) collate "C") filter (where ${begun} and not (${contacts.kind} = 'letter' and ${contacts.direction} = 'outgoing'))`,
      lastExchangeDay: sql<string | null>`(max(${day}) filter (where ${begun} and ${contacts.kind} = 'exchange'))::text`,
      next: sql<string | null>`(min(${contacts.firstDay}) filter (where ${contacts.firstDay} > ${today}::date))::text`,
      going: sql<boolean>`coalesce(bool_or(${begun} and ${contacts.lastDay} > ${today}::date), false)`,
    })
    .from(contacts)
    .where(and(eq(contacts.officeId, tx.officeId), inArray(contacts.organisationId, [...organisationIds])))
    .groupBy(contacts.organisationId)
  return new Map(
    rows.map(({ organisationId, going, next, last, lastExchangeDay }) => [
      organisationId,
      {
        lastExchangeDay,
        lastContactDay: last?.slice(0, DAY_LENGTH) ?? null,
        lastContact: last?.slice(DAY_LENGTH) ?? null,
        changesOn: going ? nextDay(today) : next,
      },
    ]),
  )
}

export type Standable = StandingFacts & {
  readonly id: string
  readonly organisationId: string
  readonly sortKey: string
  readonly country: string
  readonly fields: Field[]
  readonly published: boolean
}

/** Everything the standings of these live partnerships are made of; three queries, however many they are. */
export async function standables(tx: OfficeTx, partnershipIds: readonly string[], today: string): Promise<Standable[]> {
  if (partnershipIds.length === 0) return []
  const rows = await tx
    .select({
      id: partnerships.id,
      type: partnerships.type,
      fields: partnerships.fields,
      published: sql<boolean>`${partnerships.publishedAt} is not null`,
      organisationId: partnerships.organisationId,
      sortKey: organisations.sortKey,
      country: organisations.country,
    })
    .from(partnerships)
    .innerJoin(organisations, and(eq(organisations.officeId, partnerships.officeId), eq(organisations.id, partnerships.organisationId)))
    .where(and(eq(partnerships.officeId, tx.officeId), inArray(partnerships.id, [...partnershipIds]), isNull(partnerships.deletedAt)))
  const ids = rows.map(({ id }) => id)
  const steps = await stepsOf(tx, ids)
  const brief = await contactsInBrief(
    tx,
    rows.map(({ organisationId }) => organisationId),
    today,
  )
  return rows.map((row) => ({
    ...row,
    steps: steps.get(row.id) ?? [],
    contacts: brief.get(row.organisationId) ?? NO_CONTACTS,
  }))
}

/** Whose standing no longer holds on the day, at most `limit`. */
export const dueStandings = async (tx: OfficeTx, today: string, limit: number): Promise<string[]> =>
  (
    await tx
      .select({ id: standings.id })
      .from(standings)
      .where(and(eq(standings.officeId, tx.officeId), lte(standings.changesOn, today)))
      .orderBy(asc(standings.changesOn), asc(standings.id))
      .limit(limit)
  ).map(({ id }) => id)

/** The ids of the office's live partnerships after `after`, a page at a time. */
export const partnershipIdsAfter = async (tx: OfficeTx, after: string | null, limit: number): Promise<string[]> =>
  (
    await tx
      .select({ id: partnerships.id })
      .from(partnerships)
      .where(and(eq(partnerships.officeId, tx.officeId), isNull(partnerships.deletedAt), after === null ? undefined : gt(partnerships.id, after)))
      .orderBy(asc(partnerships.id))
      .limit(limit)
  ).map(({ id }) => id)

/** Whether any live partnership of the office is without its standing: after an upgrade all of them are. */
export async function standingsMissing(tx: OfficeTx): Promise<boolean> {
  const [one] = await tx
    .select({ id: partnerships.id })
    .from(partnerships)
    .leftJoin(standings, and(eq(standings.officeId, partnerships.officeId), eq(standings.id, partnerships.id)))
    .where(and(eq(partnerships.officeId, tx.officeId), isNull(partnerships.deletedAt), isNull(standings.id)))
    .limit(1)
  return one !== undefined
}
export async function contactsMissing(tx: OfficeTx): Promise<boolean> {
  const [one] = await tx.select({ id: contacts.id }).from(contacts).where(eq(contacts.officeId, tx.officeId)).limit(1)
  return one === undefined
}
