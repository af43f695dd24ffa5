// Writes the report of a journey: saved as it grows, handed in with its recommendations as promises of ours, opened again, put back.
import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import type { Officer } from '#features/accounts/account.ts'
import { createCommitment } from '#features/commitments/commitment.actions.ts'
import { eventPartners, events } from '#features/events/event.table.ts'
import { tiedPeople } from '#features/events/partaking.queries.ts'
import { people } from '#features/organisations/people/person.table.ts'
import { m } from '#messages'
import type { Restore } from '#platform/activity/activity.ts'
import { KeptRows, type KeptStale, type Written } from '#platform/activity/kept-row.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import type { ImpreciseDate } from '#platform/dates.ts'
import { type Here, within } from '#platform/here.ts'
import { isId, newId } from '#platform/ids.ts'
import { ok, refuse, type Refusal, type Result, stale } from '#platform/result.ts'
import { textIn } from '#platform/texts/local-text.ts'
import { rulesOfTrips } from '../rules/rules.queries.ts'
import { tripRecommendations, tripReports, trips } from '../trip.table.ts'
import { lacking, type ReportValues } from './report.ts'

type Row = typeof tripReports.$inferSelect
type Act = `trip_report.${string}`
const act = (name: Act): Act => name

export type KeptRecommendation = {
  readonly text: string
  readonly person: { readonly id: string; readonly name: string } | null
  readonly due: ImpreciseDate | null
  readonly commitmentId: string | null
}
export type ReportState = {
  readonly title: string
  readonly purpose: string
  readonly process: string
  readonly insights: string
  readonly recommendations: readonly KeptRecommendation[]
  readonly reportedOn: string | null
}
export type ReportStale = KeptStale<ReportState>

const titleOf = async (tx: OfficeTx, id: string): Promise<string> => {
  const [event] = await tx
    .select({ title: events.title })
    .from(events)
    .where(and(eq(events.officeId, tx.officeId), eq(events.id, id)))
  return event === undefined ? '' : textIn(event.title, event.title.source)
}

export const reportRows = new KeptRows<Row, ReportState>({
  table: tripReports,
  stateOf: async ({ id, purpose, process, insights, reportedOn }, tx) => {
    const own = await tx
      .select({
        text: tripRecommendations.text,
        due: tripRecommendations.due,
        commitmentId: tripRecommendations.commitmentId,
        personId: people.id,
        name: people.name,
      })
      .from(tripRecommendations)
      .leftJoin(people, and(eq(people.officeId, tripRecommendations.officeId), eq(people.id, tripRecommendations.personId)))
      .where(and(eq(tripRecommendations.officeId, tx.officeId), eq(tripRecommendations.tripId, id)))
      .orderBy(asc(tripRecommendations.id))
    return {
      title: await titleOf(tx, id),
      purpose,
      process,
      insights,
      reportedOn,
      recommendations: own.map(({ text, due, commitmentId, personId, name }) => ({
        text,
        due,
        commitmentId,
        person: personId === null || name === null ? null : { id: personId, name: textIn(name, name.source) },
      })),
    }
  },
  columnsOf: ({ purpose, process, insights, reportedOn }) => ({ purpose, process, insights, reportedOn }),
  label: ({ title }) => m.trips_report_label({ title }),
  missing: () => m.trips_missing(),
  along: async (tx, id, after) => {
    await tx.delete(tripRecommendations).where(and(eq(tripRecommendations.officeId, tx.officeId), eq(tripRecommendations.tripId, id)))
    const own = after?.recommendations ?? []
    if (own.length > 0)
      await tx.insert(tripRecommendations).values(
        own.map(({ text, person, due, commitmentId }) => ({
          officeId: tx.officeId,
          id: newId(),
          tripId: id,
          text,
          personId: person?.id ?? null,
          due,
          commitmentId,
        })),
      )
  },
})

async function recommended(tx: OfficeTx, values: ReportValues, before: readonly KeptRecommendation[]): Promise<Result<KeptRecommendation[]>> {
  const already = before.flatMap(({ person }) => (person === null ? [] : [{ personId: person.id }]))
  const kept: KeptRecommendation[] = []
  for (const { text, personId, due } of values.recommendations) {
    const tied = await tiedPeople(tx, personId === null ? [] : [{ personId, asRole: null }], already)
    if (!tied.ok) return refuse(tied.refusal.code, tied.refusal.message, 'recommendations')
    const [person] = tied.value
    // What a promise was made of keeps it, however the report around it is rewritten.
    const promised = before.find((one) => one.text === text)?.commitmentId ?? null
    kept.push({ text, due, commitmentId: promised, person: person === undefined ? null : { id: person.personId, name: person.name } })
  }
  return ok(kept)
}

type Changed = Promise<Result<Written, Refusal | ReportStale>>

/** Two who begin a report at once: there is no row yet that one could wait for. */
const inTurn = (tx: OfficeTx, id: string) => tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`trip report ${id}`}, 0))`)

const tripThere = async (tx: OfficeTx, id: string): Promise<boolean> =>
  isId(id) &&
  (
    await tx
      .select({ id: trips.id })
      .from(trips)
      .where(and(eq(trips.officeId, tx.officeId), eq(trips.id, id), isNull(trips.deletedAt)))
  ).length > 0

/** Saves a report that still has the given version (0: nobody has begun it). Refuses one that was handed in: its recommendations are promises by then. */
export const saveReport = (here: Here, by: Officer, id: string, version: number, values: ReportValues): Changed =>
  here.db.inOffice(by.officeId, async (tx): Changed => {
    if (!(await tripThere(tx, id))) return refuse('missing', m.trips_missing())
    await inTurn(tx, id)
    const before = await reportRows.read(tx, id)
    if ((before?.version ?? 0) !== version)
      return before === null
        ? refuse('missing', m.trips_missing())
        : stale(m.platform_stale(), { version: before.version, state: before.state, updatedAt: before.updatedAt })
    if (before?.state.reportedOn != null) return refuse('handed-in', m.trips_report_handed_in())
    const recommendations = await recommended(tx, values, before?.state.recommendations ?? [])
    if (!recommendations.ok) return recommendations
    const state: ReportState = { ...values, title: await titleOf(tx, id), recommendations: recommendations.value, reportedOn: null }
    return ok(await reportRows.write(tx, here, by, id, before, state, act(before === null ? 'trip_report.begun' : 'trip_report.saved')))
  })

/**
 * Hands the report in: every recommendation becomes a promise of ours at the event, in the same change. Refuses one that lacks a part or has fewer
 * recommendations than the office's rules ask for.
 */
export const handInReport = (here: Here, by: Officer, id: string, version: number): Changed =>
  here.db.inOffice(by.officeId, async (tx): Changed => {
    if (!(await tripThere(tx, id))) return refuse('missing', m.trips_missing())
    const before = await reportRows.read(tx, id)
    if (before === null || before.removed) return refuse('empty', m.trips_report_empty())
    if (before.version !== version) return stale(m.platform_stale(), { version: before.version, state: before.state, updatedAt: before.updatedAt })
    if (before.state.reportedOn !== null) return refuse('handed-in', m.trips_report_handed_in())
    const { rules } = await rulesOfTrips(tx)
    const why = lacking(before.state, rules.least)
    if (why !== null) return refuse('lacking', why)
    const partners = await tx
      .select({ id: eventPartners.organisationId })
      .from(eventPartners)
      .where(and(eq(eventPartners.officeId, tx.officeId), eq(eventPartners.eventId, id)))
      .orderBy(asc(eventPartners.id))
    const recommendations: KeptRecommendation[] = []
    for (const one of before.state.recommendations) {
      if (one.commitmentId !== null) {
        recommendations.push(one)
        continue
      }
      const promised = await createCommitment(within(here, tx), by, {
        owedBy: 'us',
        text: { bg: one.text },
        topic: 'visit',
        state: 'planned',
        due: one.due,
        eventId: id,
        personId: one.person?.id ?? null,
        partners: partners.map((partner) => partner.id),
      })
      if (!promised.ok) return refuse(promised.refusal.code, promised.refusal.message)
      recommendations.push({ ...one, commitmentId: promised.value.id })
    }
    const state = { ...before.state, recommendations, reportedOn: here.clock.today() }
    return ok(await reportRows.write(tx, here, by, id, before, state, act('trip_report.handed_in')))
  })

/** Opens a report that was handed in, to mend it; its promises stay, and are not made again when it is handed in anew. */
export const reopenReport = (here: Here, by: Officer, id: string, version: number): Changed =>
  reportRows.change(here, by, id, version, act('trip_report.reopened'), (before) =>
    before.reportedOn === null ? refuse('open', m.trips_report_open_already()) : ok({ ...before, reportedOn: null }),
  )

/** Whoever was merged since is meant in the record that took them up. */
export const reportPut = (name: Act): Restore =>
  reportRows.put(name, async (state, tx, before) => {
    const already = before.state.recommendations.flatMap(({ person }) => (person === null ? [] : [{ personId: person.id }]))
    const recommendations: KeptRecommendation[] = []
    for (const one of state.recommendations) {
      const tied = await tiedPeople(tx, one.person === null ? [] : [{ personId: one.person.id, asRole: null }], already)
      // As before: a report comes back even when the one who was to see to it is gone.
      recommendations.push(tied.ok && tied.value[0] !== undefined ? { ...one, person: { id: tied.value[0].personId, name: tied.value[0].name } } : one)
    }
    return ok({ ...state, recommendations })
  })
export const restoreTripReport: Restore = reportPut('trip_report.restored')
