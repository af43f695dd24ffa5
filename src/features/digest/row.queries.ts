// The rows a month is read from: events, acts, steps, promises and those they were done with, each by named columns, in one query each.
import { and, asc, desc, eq, gte, isNotNull, isNull, lt, lte, notInArray, sql } from 'drizzle-orm'
import { occasions } from '#features/calendar/occasions/occasion.table.ts'
import { commitmentPartners, commitments } from '#features/commitments/commitment.table.ts'
import { eventPartners, events } from '#features/events/event.table.ts'
import { symbolicActPartners, symbolicActs } from '#features/events/symbolic-act.table.ts'
import { organisations } from '#features/organisations/organisation.table.ts'
import { milestones } from '#features/partnerships/milestones/milestone.table.ts'
import { partnerships } from '#features/partnerships/partnership.table.ts'
import { anyOf } from '#platform/database/any-of.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { offices } from '#platform/database/office.table.ts'
import { dayAfter } from '#platform/dates.ts'
import type { LocalText } from '#platform/texts/local-text.ts'
import { WIDEST } from './month.ts'

const columnsOfName = {
  organisationId: organisations.id,
  kind: organisations.kind,
  country: organisations.country,
  placeId: organisations.placeId,
  name: organisations.name,
  nativeName: organisations.nativeName,
  nativeLanguage: organisations.nativeLanguage,
}
export type NameRow = Pick<typeof organisations.$inferSelect, 'kind' | 'country' | 'placeId' | 'name' | 'nativeName' | 'nativeLanguage'> & {
  readonly organisationId: string
}

export const officeRow = async (tx: OfficeTx) =>
  (
    await tx
      .select({ name: offices.name, placeId: offices.placeId, country: offices.country, languages: offices.languages, timeZone: offices.timeZone })
      .from(offices)
      .where(eq(offices.id, tx.officeId))
  )[0]!

/** Our own municipality in the register, which may stand among the partners of an event and has the posts of our people. */
export const homeRows = (tx: OfficeTx, placeId: number): Promise<NameRow[]> =>
  tx
    .select(columnsOfName)
    .from(organisations)
    .where(
      and(eq(organisations.officeId, tx.officeId), isNull(organisations.deletedAt), eq(organisations.placeId, placeId), eq(organisations.kind, 'municipality')),
    )
    .orderBy(asc(organisations.id))

export const partnershipRows = (tx: OfficeTx) =>
  tx
    .select({ id: partnerships.id, type: partnerships.type, fields: partnerships.fields, publishedAt: partnerships.publishedAt, ...columnsOfName })
    .from(partnerships)
    .innerJoin(organisations, and(eq(organisations.officeId, partnerships.officeId), eq(organisations.id, partnerships.organisationId)))
    .where(and(eq(partnerships.officeId, tx.officeId), isNull(partnerships.deletedAt)))
    .orderBy(asc(organisations.sortKey), asc(partnerships.id))

export const stepRows = (tx: OfficeTx) =>
  tx
    .select({
      id: milestones.id,
      partnershipId: milestones.partnershipId,
      kind: milestones.kind,
      side: milestones.side,
      date: milestones.date,
      until: milestones.until,
      publishedAt: milestones.publishedAt,
    })
    .from(milestones)
    .where(and(eq(milestones.officeId, tx.officeId), isNull(milestones.deletedAt)))
    .orderBy(asc(milestones.firstDay), asc(milestones.id))

export const wordsOfSteps = async (tx: OfficeTx, ids: readonly string[]) =>
  new Map(
    (
      await tx
        .select({
          id: milestones.id,
          note: milestones.note,
          documentNumber: milestones.documentNumber,
          body: milestones.body,
          fromType: milestones.fromType,
          toType: milestones.toType,
        })
        .from(milestones)
        .where(and(eq(milestones.officeId, tx.officeId), anyOf(milestones.id, ids)))
    ).map((row) => [row.id, row]),
  )

const eventColumns = {
  id: events.id,
  kind: events.kind,
  direction: events.direction,
  title: events.title,
  date: events.date,
  firstDay: events.firstDay,
  lastDay: events.lastDay,
  cancelledOn: events.cancelledOn,
  placeId: events.placeId,
  placeText: events.placeText,
  occasion: events.occasion,
  summary: events.summary,
  fields: events.fields,
  publishedAt: events.publishedAt,
}

export const eventRows = (tx: OfficeTx, from: string, to: string) =>
  tx
    .select(eventColumns)
    .from(events)
    .where(
      and(
        eq(events.officeId, tx.officeId),
        isNull(events.deletedAt),
        isNull(events.cancelledOn),
        gte(events.firstDay, dayAfter(from, -WIDEST)),
        lte(events.firstDay, to),
      ),
    )
    .orderBy(asc(events.firstDay), asc(events.id))
export type EventFound = Awaited<ReturnType<typeof eventRows>>[number]

/** The last public event with each of these partners that ended before `first` and began not before `since`; letters, calls and sessions are no meetings. */
export async function earlierRows(tx: OfficeTx, organisationIds: readonly string[], since: string, first: string) {
  const rows = await tx
    .selectDistinctOn([eventPartners.organisationId], { organisationId: eventPartners.organisationId, ...eventColumns })
    .from(eventPartners)
    .innerJoin(events, and(eq(events.officeId, eventPartners.officeId), eq(events.id, eventPartners.eventId)))
    .where(
      and(
        eq(eventPartners.officeId, tx.officeId),
        anyOf(eventPartners.organisationId, organisationIds),
        isNull(events.deletedAt),
        isNull(events.cancelledOn),
        isNotNull(events.publishedAt),
        notInArray(events.kind, ['letter', 'call', 'council_session']),
        gte(events.firstDay, since),
        lt(events.lastDay, first),
      ),
    )
    .orderBy(asc(eventPartners.organisationId), desc(events.lastDay), desc(events.firstDay), asc(events.id))
  return new Map(rows.map(({ organisationId, ...event }) => [organisationId, event]))
}

export const actRows = (tx: OfficeTx, from: string, to: string) =>
  tx
    .select({
      id: symbolicActs.id,
      kind: symbolicActs.kind,
      title: symbolicActs.title,
      date: symbolicActs.date,
      firstDay: symbolicActs.firstDay,
      lastDay: symbolicActs.lastDay,
      placeText: symbolicActs.placeText,
      eventId: symbolicActs.eventId,
      publishedAt: symbolicActs.publishedAt,
    })
    .from(symbolicActs)
    .where(
      and(
        eq(symbolicActs.officeId, tx.officeId),
        isNull(symbolicActs.deletedAt),
        gte(symbolicActs.firstDay, dayAfter(from, -WIDEST)),
        lte(symbolicActs.firstDay, to),
      ),
    )
    .orderBy(asc(symbolicActs.firstDay), asc(symbolicActs.id))

/** All promises, without their words: the open ones are counted. */
export const promiseRows = (tx: OfficeTx) =>
  tx
    .select({
      id: commitments.id,
      state: commitments.state,
      due: commitments.due,
      dueBy: commitments.dueBy,
      keptOn: commitments.keptOn,
      droppedOn: commitments.droppedOn,
      publishedAt: commitments.publishedAt,
      createdAt: commitments.createdAt,
      eventId: events.id,
      firstDay: events.firstDay,
      lastDay: events.lastDay,
      sources: sql<(string | null)[]>`jsonb_path_query_array(${commitments.sources}, '$[*].date')`,
    })
    .from(commitments)
    .leftJoin(events, and(eq(events.officeId, commitments.officeId), eq(events.id, commitments.eventId), isNull(events.deletedAt)))
    .where(and(eq(commitments.officeId, tx.officeId), isNull(commitments.deletedAt)))
    .orderBy(asc(commitments.createdAt), asc(commitments.id))
export type PromiseFound = Awaited<ReturnType<typeof promiseRows>>[number]

export const wordsOfPromises = async (tx: OfficeTx, ids: readonly string[]) =>
  new Map(
    (
      await tx
        .select({ id: commitments.id, owedBy: commitments.owedBy, text: commitments.text, state: commitments.state, topic: commitments.topic })
        .from(commitments)
        .where(and(eq(commitments.officeId, tx.officeId), anyOf(commitments.id, ids)))
    ).map((row) => [row.id, row]),
  )

/** Ids of promises to or of a partner whose partnership is public: only these are shown to citizens anywhere. */
export const publicPromises = async (tx: OfficeTx): Promise<ReadonlySet<string>> =>
  new Set(
    (
      await tx
        .selectDistinct({ id: commitmentPartners.commitmentId })
        .from(commitmentPartners)
        .innerJoin(
          partnerships,
          and(
            eq(partnerships.officeId, commitmentPartners.officeId),
            eq(partnerships.organisationId, commitmentPartners.organisationId),
            isNull(partnerships.deletedAt),
            sql`${partnerships.publishedAt} is not null`,
          ),
        )
        .where(eq(commitmentPartners.officeId, tx.officeId))
    ).map(({ id }) => id),
  )

export type Tied = NameRow & { readonly of: string }

/** The partners of events, of acts and of promises, in the order they are named. */
export const eventPartnersOf = (tx: OfficeTx, ids: readonly string[]): Promise<Tied[]> =>
  tx
    .select({ of: eventPartners.eventId, ...columnsOfName })
    .from(eventPartners)
    .innerJoin(organisations, and(eq(organisations.officeId, eventPartners.officeId), eq(organisations.id, eventPartners.organisationId)))
    .where(and(eq(eventPartners.officeId, tx.officeId), anyOf(eventPartners.eventId, ids)))
    .orderBy(asc(eventPartners.id))

export const actPartnersOf = (tx: OfficeTx, ids: readonly string[]): Promise<Tied[]> =>
  tx
    .select({ of: symbolicActPartners.symbolicActId, ...columnsOfName })
    .from(symbolicActPartners)
    .innerJoin(organisations, and(eq(organisations.officeId, symbolicActPartners.officeId), eq(organisations.id, symbolicActPartners.organisationId)))
    .where(and(eq(symbolicActPartners.officeId, tx.officeId), anyOf(symbolicActPartners.symbolicActId, ids)))
    .orderBy(asc(symbolicActPartners.id))

export const promisePartnersOf = (tx: OfficeTx, ids: readonly string[]): Promise<Tied[]> =>
  tx
    .select({ of: commitmentPartners.commitmentId, ...columnsOfName })
    .from(commitmentPartners)
    .innerJoin(organisations, and(eq(organisations.officeId, commitmentPartners.officeId), eq(organisations.id, commitmentPartners.organisationId)))
    .where(and(eq(commitmentPartners.officeId, tx.officeId), anyOf(commitmentPartners.commitmentId, ids)))
    .orderBy(asc(commitmentPartners.id))

/** How occasions are called, and since when citizens may be told of them; null: not at all. */
export type OccasionNamed = { readonly name: LocalText; readonly publishedAt: Date | null }
export const namesOfOccasions = async (tx: OfficeTx, ids: readonly string[]): Promise<ReadonlyMap<string, OccasionNamed>> =>
  new Map(
    (
      await tx
        .select({ id: occasions.id, name: occasions.name, publishedAt: occasions.publishedAt })
        .from(occasions)
        .where(and(eq(occasions.officeId, tx.officeId), anyOf(occasions.id, ids)))
    ).map(({ id, ...named }) => [id, named]),
  )
