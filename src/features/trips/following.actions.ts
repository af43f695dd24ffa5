// Those who travel, and those who are to see to a recommendation, follow a person into the record that took them up; and what is kept of erased people goes.
import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Follower } from '#features/organisations/doubles/merging.ts'
import type { Forgetting } from '#features/organisations/people/keeping.ts'
import { people } from '#features/organisations/people/person.table.ts'
import { m } from '#messages'
import { forgetInRecord, replaceInRecord } from '#platform/activity/erasing.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { ok } from '#platform/result.ts'
import { type KeptRecommendation, reportPut, reportRows } from './reports/report.actions.ts'
import { travellerPut, travellerRows } from './travellers/traveller.actions.ts'
import { tripRecommendations, trips, tripTravellers } from './trip.table.ts'

const travelsOf = async (tx: OfficeTx, id: string): Promise<string[]> =>
  (
    await tx
      .select({ id: tripTravellers.id })
      .from(tripTravellers)
      .where(and(eq(tripTravellers.officeId, tx.officeId), eq(tripTravellers.personId, id), isNull(tripTravellers.deletedAt)))
      .orderBy(asc(tripTravellers.id))
  ).map((row) => row.id)

const reportsNaming = async (tx: OfficeTx, id: string): Promise<string[]> => [
  ...new Set(
    (
      await tx
        .select({ id: tripRecommendations.tripId })
        .from(tripRecommendations)
        .where(and(eq(tripRecommendations.officeId, tx.officeId), eq(tripRecommendations.personId, id)))
        .orderBy(asc(tripRecommendations.tripId))
    ).map((row) => row.id),
  ),
]

export const tripFollower: Follower = {
  columns: ['trip_traveller person_id', 'trip_recommendation person_id'],
  tell: async (tx, thing, id) => {
    if (thing !== 'person') return []
    const [travels, reports] = [await travelsOf(tx, id), await reportsNaming(tx, id)]
    return [
      ...(travels.length === 0 ? [] : [m.trips_merging_travels({ count: travels.length })]),
      ...(reports.length === 0 ? [] : [m.trips_merging_reports({ count: reports.length })]),
    ]
  },
  follow: async (here, tx, by, { thing, from, to }) => {
    if (thing !== 'person') return ok([])
    for (const id of await travelsOf(tx, from)) {
      const before = await travellerRows.read(tx, id)
      if (before === null || before.removed) continue
      const put = await travellerPut('trip_traveller.followed')(here, by, id, { ...before.state, personId: to }, before.version)
      if (!put.ok) return put
    }
    for (const id of await reportsNaming(tx, from)) {
      const before = await reportRows.read(tx, id)
      if (before === null || before.removed) continue
      const along = <R extends KeptRecommendation>(one: R): R => ({
        ...one,
        person: one.person?.id === from ? { ...one.person, id: to } : one.person,
        promised: one.promised?.personId === from ? { ...one.promised, personId: to } : one.promised,
      })
      const { recommendations, takenOut } = before.state
      const after = { ...before.state, recommendations: recommendations.map(along), takenOut: takenOut.map(along) }
      const put = await reportPut('trip_report.followed')(here, by, id, after, before.version)
      if (!put.ok) return put
    }
    return ok([])
  },
}

/** When a person is erased whole: nobody travels under their name any more in what was removed. Journeys that stand hold the person. */
export const forgetTravellers: Forgetting = async (tx, personIds) => {
  const [standing] = await tx
    .select({ id: people.id })
    .from(people)
    .where(and(eq(people.officeId, tx.officeId), inArray(people.id, [...personIds]), isNull(people.deletedAt)))
    .limit(1)
  if (standing !== undefined) return
  // Signed orders are kept as they were signed, with the names of those who travel.
  const named = await tx
    .select({ tripId: tripTravellers.tripId, name: tripTravellers.name })
    .from(tripTravellers)
    .where(and(eq(tripTravellers.officeId, tx.officeId), inArray(tripTravellers.personId, [...personIds])))
  for (const { tripId, name } of named) {
    const [was, is] = [name, m.organisations_erased_person()].map((text) => JSON.stringify(text).slice(1, -1))
    await tx
      .update(trips)
      .set({ orders: sql`replace(${trips.orders}::text, ${was!}, ${is!})::jsonb` })
      .where(and(eq(trips.officeId, tx.officeId), eq(trips.id, tripId)))
    await replaceInRecord(tx, 'trip', tripId, was!, is!)
  }
  const rows = await tx
    .update(tripTravellers)
    .set({ name: m.organisations_erased_person(), post: '', settledNote: '' })
    .where(and(eq(tripTravellers.officeId, tx.officeId), inArray(tripTravellers.personId, [...personIds])))
    .returning({ id: tripTravellers.id })
  await forgetInRecord(tx, [{ thing: 'trip_traveller', ids: rows.map(({ id }) => id) }], m.organisations_erased_person())
}
