// Reads the whole history of one record with its parts, an earlier state of it, and the names of what the states point to.
import { and, desc, eq, inArray, or, type SQL } from 'drizzle-orm'
import { displayName } from '#features/organisations/naming.ts'
import { organisationsByIds } from '#features/organisations/organisation.queries.ts'
import { linesOfMeeting } from '#features/meetings/meeting.queries.ts'
import { posts } from '#features/organisations/people/person.table.ts'
import { milestones } from '#features/partnerships/milestones/milestone.table.ts'
import { placesByIds } from '#features/places/place.queries.ts'
import { nameFor } from '#features/places/place.ts'
import type { ActivityLine } from '#platform/activity/activity.ts'
import { activities, type Snapshot } from '#platform/activity/activity.table.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { keyPaging, type Page, type Turn } from '#platform/database/key-paging.ts'
import { ID_SHAPE, isId } from '#platform/ids.ts'
import { currentLanguage } from '#platform/texts/language.ts'
import { byWhomAndWhen, type JournalFilters } from './journal.queries.ts'
import type { Names } from './telling.ts'

export const LINES_ON_A_PAGE = 40

const lineOf = (thing: string, ids: SQL | undefined): SQL | undefined => and(eq(activities.thing, thing), ids)

/** Lines of the record and of its parts: a person's and an organisation's posts, a partnership's milestones, an event's agenda and minutes; removed ones too. */
function linesOf(tx: OfficeTx, thing: string, id: string): SQL | undefined {
  const itself = lineOf(thing, eq(activities.thingId, id))
  const postsWhere = (whose: SQL) =>
    lineOf(
      'post',
      inArray(
        activities.thingId,
        tx
          .select({ id: posts.id })
          .from(posts)
          .where(and(eq(posts.officeId, tx.officeId), whose)),
      ),
    )
  switch (thing) {
    case 'person':
      return or(itself, postsWhere(eq(posts.personId, id)))
    case 'organisation':
      return or(itself, postsWhere(eq(posts.organisationId, id)))
    case 'partnership':
      return or(
        itself,
        lineOf(
          'milestone',
          inArray(
            activities.thingId,
            tx
              .select({ id: milestones.id })
              .from(milestones)
              .where(and(eq(milestones.officeId, tx.officeId), eq(milestones.partnershipId, id))),
          ),
        ),
      )
    case 'event':
      return or(itself, linesOfMeeting(tx, id))
    default:
      return itself
  }
}

/** One page of a record's history, newest first; one query. */
export async function historyPage(tx: OfficeTx, thing: string, id: string, filters: JournalFilters, timeZone: string, turn: Turn): Promise<Page<ActivityLine>> {
  const paging = keyPaging(turn, { key: activities.id, id: activities.id }, { size: LINES_ON_A_PAGE, descending: true, keyShape: ID_SHAPE })
  const rows = await tx
    .select()
    .from(activities)
    .where(and(eq(activities.officeId, tx.officeId), linesOf(tx, thing, id), byWhomAndWhen(filters, timeZone), paging.where))
    .orderBy(...paging.orderBy)
    .limit(paging.limit)
  return paging.page(rows, (row) => ({ key: row.id, id: row.id }))
}

/** The newest line of each thing; one query. */
export async function newestLines(tx: OfficeTx, things: readonly { readonly thing: string; readonly thingId: string }[]): Promise<Map<string, ActivityLine>> {
  if (things.length === 0) return new Map()
  const rows = await tx
    .selectDistinctOn([activities.thing, activities.thingId])
    .from(activities)
    .where(
      and(
        eq(activities.officeId, tx.officeId),
        inArray(activities.thing, [...new Set(things.map(({ thing }) => thing))]),
        inArray(activities.thingId, [...new Set(things.map(({ thingId }) => thingId))]),
      ),
    )
    .orderBy(activities.thing, activities.thingId, desc(activities.id))
  return new Map(rows.map((row) => [row.thingId, row]))
}

/** The newest line of one thing; null when the office has none. */
export async function newestLine(tx: OfficeTx, thing: string, id: string): Promise<ActivityLine | null> {
  if (!isId(id)) return null
  return (await newestLines(tx, [{ thing, thingId: id }])).get(id) ?? null
}

/** A state in which another record had taken this one up: it comes and goes with the whole merge only, for what pointed to the record went along. */
export const isMerged = (state: Snapshot | null): boolean => typeof state?.['mergedIntoId'] === 'string'

/** A line of this very thing; null when there is none. */
export async function lineOfThing(tx: OfficeTx, thing: string, thingId: string, id: string): Promise<ActivityLine | null> {
  if (!isId(thingId) || !isId(id)) return null
  const [row] = await tx
    .select()
    .from(activities)
    .where(and(eq(activities.officeId, tx.officeId), eq(activities.id, id), eq(activities.thing, thing), eq(activities.thingId, thingId)))
  return row ?? null
}

/** The names of organisations and places that states point to: two queries, however many there are. */
export async function namesIn(tx: OfficeTx, states: readonly (Snapshot | null)[], timeZone: string): Promise<Names> {
  const values = (key: string): unknown[] => states.map((state) => state?.[key])
  const organisationIds = [...values('organisationId'), ...values('introducedById')].filter((id) => typeof id === 'string')
  const placeIds = values('placeId').filter((id) => typeof id === 'number')
  const organisations = await organisationsByIds(tx, organisationIds)
  const places = new Map((await placesByIds(tx, placeIds)).map((place) => [place.id, nameFor(place, currentLanguage())]))
  return {
    organisation: (id) => {
      const known = organisations.get(id)
      return known === undefined ? id : displayName(known)
    },
    place: (id) => places.get(id) ?? String(id),
    timeZone,
  }
}
