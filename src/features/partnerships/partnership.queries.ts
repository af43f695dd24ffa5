// Reads partnerships with their partner: one, many, those of a name, and what the citizens may see. The register's views read list.queries.ts.
import { and, asc, count, desc, eq, inArray, isNotNull, isNull, or, type SQL } from 'drizzle-orm'
import { alias, type AnyPgColumn, type PgTable } from 'drizzle-orm/pg-core'
import { mergedInto } from '#features/organisations/doubles/merging.queries.ts'
import { organisations } from '#features/organisations/organisation.table.ts'
import type { OrganisationKind } from '#features/organisations/organisation.ts'
import { SHORT_HISTORY, type ActivityLine } from '#platform/activity/activity.ts'
import { activities } from '#platform/activity/activity.table.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import type { ImpreciseDate } from '#platform/dates.ts'
import { isId } from '#platform/ids.ts'
import { findByName } from '#platform/search/names.ts'
import type { Citation } from '#platform/texts/citation.ts'
import type { LocalText } from '#platform/texts/local-text.ts'
import type { Field } from './field.ts'
import type { MilestoneKind, Side } from './milestones/milestone.ts'
import { milestones, type MilestoneRow } from './milestones/milestone.table.ts'
import { partnerships, type PartnershipRow } from './partnership.table.ts'
import type { PartnershipType } from './partnership.ts'

/** The other side, as a partnership's pages need it. */
export type Partner = {
  readonly id: string
  readonly kind: OrganisationKind
  readonly country: string
  readonly placeId: number | null
  readonly name: LocalText
  readonly nativeName: string | null
  readonly nativeLanguage: string | null
  readonly aliases: readonly string[]
  readonly sortKey: string
}

export type PartnershipView = PartnershipRow & {
  readonly partner: Partner
  readonly introducedBy: { readonly id: string; readonly name: LocalText; readonly nativeName: string | null } | null
}

const introducers = alias(organisations, 'introducer')

export const partnerColumns = {
  id: organisations.id,
  kind: organisations.kind,
  country: organisations.country,
  placeId: organisations.placeId,
  name: organisations.name,
  nativeName: organisations.nativeName,
  nativeLanguage: organisations.nativeLanguage,
  aliases: organisations.aliases,
  sortKey: organisations.sortKey,
}

const live = (tx: OfficeTx, ...more: (SQL | undefined)[]) => and(eq(partnerships.officeId, tx.officeId), isNull(partnerships.deletedAt), ...more)

type Joined = { row: PartnershipRow; partner: Partner; introducedById: string | null; introducedByName: LocalText | null; introducedByNative: string | null }
const viewOf = ({ row, partner, introducedById, introducedByName, introducedByNative }: Joined): PartnershipView => ({
  ...row,
  partner,
  introducedBy: introducedById === null || introducedByName === null ? null : { id: introducedById, name: introducedByName, nativeName: introducedByNative },
})

const joined = (tx: OfficeTx) =>
  tx
    .select({
      row: partnerships,
      partner: partnerColumns,
      introducedById: introducers.id,
      introducedByName: introducers.name,
      introducedByNative: introducers.nativeName,
    })
    .from(partnerships)
    .innerJoin(organisations, and(eq(organisations.officeId, partnerships.officeId), eq(organisations.id, partnerships.organisationId)))
    .leftJoin(introducers, and(eq(introducers.officeId, partnerships.officeId), eq(introducers.id, partnerships.introducedById)))

export async function partnershipById(tx: OfficeTx, id: string): Promise<PartnershipView | null> {
  if (!isId(id)) return null
  const [found] = await joined(tx).where(live(tx, eq(partnerships.id, id)))
  return found === undefined ? null : viewOf(found)
}

/** Of a partnership that is gone because its partner was merged into another organisation: the id of the one with that; null when there is none. */
export async function standingPartnership(tx: OfficeTx, id: string): Promise<string | null> {
  if (!isId(id)) return null
  const [gone] = await tx
    .select({ organisationId: partnerships.organisationId })
    .from(partnerships)
    .where(and(eq(partnerships.officeId, tx.officeId), eq(partnerships.id, id), isNotNull(partnerships.deletedAt)))
  const kept = gone === undefined ? null : await mergedInto(tx, 'organisation', gone.organisationId)
  if (kept === null) return null
  const [there] = await partnershipsOf(tx, [kept])
  return there?.id ?? null
}

/** In the partners' alphabetical order; ids that are gone are left out. */
export async function partnershipsByIds(tx: OfficeTx, ids: readonly string[]): Promise<PartnershipView[]> {
  const asked = [...new Set(ids)].filter(isId)
  if (asked.length === 0) return []
  return (
    await joined(tx)
      .where(live(tx, inArray(partnerships.id, asked)))
      .orderBy(asc(organisations.sortKey), asc(partnerships.id))
  ).map(viewOf)
}

/** The partnerships with these organisations, in alphabetical order; each organisation has one at most. */
export async function partnershipsOf(tx: OfficeTx, organisationIds: readonly string[]): Promise<PartnershipView[]> {
  const asked = [...new Set(organisationIds)].filter(isId)
  if (asked.length === 0) return []
  return (
    await joined(tx)
      .where(live(tx, inArray(partnerships.organisationId, asked)))
      .orderBy(asc(organisations.sortKey), asc(partnerships.id))
  ).map(viewOf)
}

/** A step as lists need it: enough for the stage. */
export type StepRow = {
  readonly partnershipId: string
  readonly kind: MilestoneKind
  readonly side: Side
  readonly date: ImpreciseDate
  readonly until: ImpreciseDate | null
}

/** The steps of many partnerships at once, by partnership. */
export async function stepsOf(tx: OfficeTx, partnershipIds: readonly string[]): Promise<Map<string, StepRow[]>> {
  const steps = new Map<string, StepRow[]>(partnershipIds.map((id) => [id, []]))
  if (partnershipIds.length === 0) return steps
  const rows = await tx
    .select({ partnershipId: milestones.partnershipId, kind: milestones.kind, side: milestones.side, date: milestones.date, until: milestones.until })
    .from(milestones)
    .where(and(eq(milestones.officeId, tx.officeId), inArray(milestones.partnershipId, [...partnershipIds]), isNull(milestones.deletedAt)))
    .orderBy(asc(milestones.firstDay), asc(milestones.id))
  for (const row of rows) steps.get(row.partnershipId)?.push(row)
  return steps
}

/** All milestones of a partnership, oldest first. */
export const milestonesOf = (tx: OfficeTx, partnershipId: string): Promise<MilestoneRow[]> =>
  tx
    .select()
    .from(milestones)
    .where(and(eq(milestones.officeId, tx.officeId), eq(milestones.partnershipId, partnershipId), isNull(milestones.deletedAt)))
    .orderBy(asc(milestones.firstDay), desc(milestones.lastDay), asc(milestones.id))

export async function milestoneById(tx: OfficeTx, partnershipId: string, id: string): Promise<MilestoneRow | null> {
  if (!isId(id) || !isId(partnershipId)) return null
  const [found] = await tx
    .select()
    .from(milestones)
    .where(and(eq(milestones.officeId, tx.officeId), eq(milestones.partnershipId, partnershipId), eq(milestones.id, id), isNull(milestones.deletedAt)))
  return found ?? null
}

// ---- by name ----------------------------------------------------------------------------------------------------------

const MOST_FOUND = 100

/** Which partnerships a name finds, best first: each is found by the names of its organisation. At most four queries. */
export async function foundByName(tx: OfficeTx, q: string): Promise<string[]> {
  const partners = tx.select({ id: partnerships.organisationId }).from(partnerships).where(live(tx))
  const found = await findByName(tx, q, { things: ['organisation'], among: partners, limit: MOST_FOUND })
  if (found.length === 0) return []
  const ids = found.map(({ thingId }) => thingId)
  const rows = await tx
    .select({ id: partnerships.id, organisationId: partnerships.organisationId })
    .from(partnerships)
    .where(live(tx, inArray(partnerships.organisationId, ids)))
  const byPartner = new Map(rows.map(({ id, organisationId }) => [organisationId, id]))
  return ids.flatMap((id) => byPartner.get(id) ?? [])
}

export type PartnershipChoice = {
  readonly id: string
  readonly organisationId: string
  readonly name: LocalText
  readonly nativeName: string | null
  readonly country: string
}

/** For a box to choose from: those found by name, or the first ones; in alphabetical order. */
export async function partnershipChoices(tx: OfficeTx, options: { q?: string; limit?: number } = {}): Promise<PartnershipChoice[]> {
  const ids = options.q === undefined || options.q.trim() === '' ? null : await foundByName(tx, options.q)
  if (ids?.length === 0) return []
  return tx
    .select({
      id: partnerships.id,
      organisationId: partnerships.organisationId,
      name: organisations.name,
      nativeName: organisations.nativeName,
      country: organisations.country,
    })
    .from(partnerships)
    .innerJoin(organisations, and(eq(organisations.officeId, partnerships.officeId), eq(organisations.id, partnerships.organisationId)))
    .where(live(tx, ids === null ? undefined : inArray(partnerships.id, ids)))
    .orderBy(asc(organisations.sortKey), asc(partnerships.id))
    .limit(options.limit ?? 200)
}

/** What was changed in a partnership and its steps, removed ones too, newest first; at most `limit` lines. */
export const historyOfPartnership = (tx: OfficeTx, id: string, limit = SHORT_HISTORY + 1): Promise<ActivityLine[]> =>
  tx
    .select()
    .from(activities)
    .where(
      and(
        eq(activities.officeId, tx.officeId),
        or(
          and(eq(activities.thing, 'partnership'), eq(activities.thingId, id)),
          and(
            eq(activities.thing, 'milestone'),
            inArray(
              activities.thingId,
              tx
                .select({ id: milestones.id })
                .from(milestones)
                .where(and(eq(milestones.officeId, tx.officeId), eq(milestones.partnershipId, id))),
            ),
          ),
        ),
      ),
    )
    .orderBy(desc(activities.id))
    .limit(limit)

// ---- what the citizens see -------------------------------------------------------------------------------------------------

export type PublicMilestone = {
  readonly id: string
  readonly kind: MilestoneKind
  readonly side: Side
  readonly date: ImpreciseDate
  readonly until: ImpreciseDate | null
  readonly fromType: PartnershipType | null
  readonly toType: PartnershipType | null
  /** What other sources say of the day; which ones they are stays with the office. */
  readonly readings: readonly { readonly date: ImpreciseDate; readonly words: string }[]
  readonly note: LocalText
  readonly documentNumber: string | null
  /** Only pages and documents anybody may open or ask for: never the office's own texts. */
  readonly sources: readonly Pick<Citation, 'title' | 'url' | 'date'>[]
}

export type PublicPartnership = {
  readonly id: string
  readonly organisationId: string
  readonly slug: string
  readonly type: PartnershipType
  readonly fields: readonly Field[]
  readonly summary: LocalText
  readonly publishedAt: Date
  readonly changedAt: Date
  readonly partner: {
    readonly name: LocalText
    readonly nativeName: string | null
    readonly nativeLanguage: string | null
    readonly kind: OrganisationKind
    readonly country: string
    readonly placeId: number | null
    readonly wikidataId: string | null
  }
  /** Those marked public, oldest first. */
  readonly milestones: readonly PublicMilestone[]
}

const publicColumns = {
  id: partnerships.id,
  organisationId: partnerships.organisationId,
  slug: partnerships.slug,
  type: partnerships.type,
  fields: partnerships.fields,
  summary: partnerships.summary,
  publishedAt: partnerships.publishedAt,
  changedAt: partnerships.updatedAt,
  partner: {
    name: organisations.name,
    nativeName: organisations.nativeName,
    nativeLanguage: organisations.nativeLanguage,
    kind: organisations.kind,
    country: organisations.country,
    placeId: organisations.placeId,
    wikidataId: organisations.wikidataId,
  },
}

async function readPublic(tx: OfficeTx, marked: SQL, only?: SQL): Promise<PublicPartnership[]> {
  const rows = await tx
    .select(publicColumns)
    .from(partnerships)
    .innerJoin(organisations, and(eq(organisations.officeId, partnerships.officeId), eq(organisations.id, partnerships.organisationId)))
    .where(live(tx, marked, only))
    .orderBy(asc(organisations.sortKey), asc(partnerships.id))
    .limit(2000)
  if (rows.length === 0) return []
  const steps = await tx
    .select({
      id: milestones.id,
      partnershipId: milestones.partnershipId,
      kind: milestones.kind,
      side: milestones.side,
      date: milestones.date,
      until: milestones.until,
      fromType: milestones.fromType,
      toType: milestones.toType,
      readings: milestones.readings,
      note: milestones.note,
      documentNumber: milestones.documentNumber,
      sources: milestones.sources,
    })
    .from(milestones)
    .where(
      and(
        eq(milestones.officeId, tx.officeId),
        inArray(
          milestones.partnershipId,
          rows.map(({ id }) => id),
        ),
        isNull(milestones.deletedAt),
        isNotNull(milestones.publishedAt),
      ),
    )
    .orderBy(asc(milestones.firstDay), desc(milestones.lastDay), asc(milestones.id))
  const ofPartnership = new Map<string, PublicMilestone[]>(rows.map(({ id }) => [id, []]))
  for (const { partnershipId, sources, readings, ...step } of steps)
    ofPartnership.get(partnershipId)!.push({
      ...step,
      readings: readings.map(({ date, words }) => ({ date, words })),
      sources: sources.filter(({ url }) => url !== null).map(({ title, url, date }) => ({ title, url, date })),
    })
  return rows.map(({ publishedAt, ...row }) => ({ ...row, publishedAt: publishedAt ?? row.changedAt, milestones: ofPartnership.get(row.id)! }))
}

/** What the citizens may see, in alphabetical order: partnerships and milestones marked public, nothing else of them. Two queries. */
export const publicPartnerships = (tx: OfficeTx): Promise<PublicPartnership[]> => readPublic(tx, isNotNull(partnerships.publishedAt))

/** The same for one partner; null when there is none by that address or it is not public. */
export const publicPartnership = async (tx: OfficeTx, slug: string): Promise<PublicPartnership | null> =>
  (await readPublic(tx, isNotNull(partnerships.publishedAt), eq(partnerships.slug, slug)))[0] ?? null

/** As the citizens would see a partner that is not marked public yet; for the officer's preview only. */
export const previewPartnership = async (tx: OfficeTx, slug: string): Promise<PublicPartnership | null> =>
  (await readPublic(tx, isNull(partnerships.publishedAt), eq(partnerships.slug, slug)))[0] ?? null

/** How many rows of a later feature's table hang on the partnership with an organisation. */
export async function hangingOnPartnership(
  tx: OfficeTx,
  table: PgTable & { readonly officeId: AnyPgColumn; readonly partnershipId: AnyPgColumn; readonly deletedAt: AnyPgColumn },
  organisationId: string,
): Promise<number> {
  const [row] = await tx
    .select({ n: count() })
    .from(table)
    .innerJoin(partnerships, and(eq(partnerships.officeId, table.officeId), eq(partnerships.id, table.partnershipId)))
    .where(and(eq(table.officeId, tx.officeId), isNull(table.deletedAt), isNull(partnerships.deletedAt), eq(partnerships.organisationId, organisationId)))
  return row?.n ?? 0
}
