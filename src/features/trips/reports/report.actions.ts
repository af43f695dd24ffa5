// Writes the report of a journey: saved as it grows, handed in with its recommendations as promises of ours, opened again, put back.
import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import type { Officer } from '#features/accounts/account.ts'
import { changeCommitment, createCommitment, dropCommitment, read as readPromise } from '#features/commitments/commitment.actions.ts'
import { eventPartners, events } from '#features/events/event.table.ts'
import { tiedPeople } from '#features/events/partaking.queries.ts'
import { people } from '#features/organisations/people/person.table.ts'
import { takeReport } from '#features/visits/step.actions.ts'
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
import { lacking, type Promised, type Recommendation, reportForDossier, type ReportValues, sameWords } from './report.ts'

type Row = typeof tripReports.$inferSelect
type Act = `trip_report.${string}`
const act = (name: Act): Act => name

export type KeptRecommendation = {
  readonly id: string
  readonly text: string
  readonly person: { readonly id: string; readonly name: string } | null
  readonly due: ImpreciseDate | null
  readonly commitmentId: string | null
  readonly promised: Promised | null
  readonly publicSince: string | null
}
export type ReportState = {
  readonly title: string
  readonly purpose: string
  readonly process: string
  readonly insights: string
  readonly recommendations: readonly KeptRecommendation[]
  /** Those taken out since they were promised. */
  readonly takenOut: readonly (KeptRecommendation & { readonly on: string })[]
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
        id: tripRecommendations.id,
        text: tripRecommendations.text,
        due: tripRecommendations.due,
        commitmentId: tripRecommendations.commitmentId,
        promised: tripRecommendations.promised,
        publicSince: tripRecommendations.publicSince,
        takenOutOn: tripRecommendations.takenOutOn,
        personId: people.id,
        name: people.name,
      })
      .from(tripRecommendations)
      .leftJoin(people, and(eq(people.officeId, tripRecommendations.officeId), eq(people.id, tripRecommendations.personId)))
      .where(and(eq(tripRecommendations.officeId, tx.officeId), eq(tripRecommendations.tripId, id)))
      .orderBy(asc(tripRecommendations.id))
    const told = own.map(({ personId, name, ...one }) => ({
      ...one,
      person: personId === null || name === null ? null : { id: personId, name: textIn(name, name.source) },
    }))
    return {
      title: await titleOf(tx, id),
      purpose,
      process,
      insights,
      reportedOn,
      recommendations: told.flatMap(({ takenOutOn, ...one }) => (takenOutOn === null ? [one] : [])),
      takenOut: told.flatMap(({ takenOutOn, ...one }) => (takenOutOn === null ? [] : [{ ...one, on: takenOutOn }])),
    }
  },
  columnsOf: ({ purpose, process, insights, reportedOn }) => ({ purpose, process, insights, reportedOn }),
  label: ({ title }) => m.trips_report_label({ title }),
  missing: () => m.trips_missing(),
  along: async (tx, id, after) => {
    await tx.delete(tripRecommendations).where(and(eq(tripRecommendations.officeId, tx.officeId), eq(tripRecommendations.tripId, id)))
    const row = ({ text, person, due, commitmentId, ...one }: KeptRecommendation, takenOutOn: string | null) => ({
      officeId: tx.officeId,
      // States kept before recommendations had an id of their own.
      id: one.id ?? newId(),
      tripId: id,
      text,
      personId: person?.id ?? null,
      due,
      commitmentId,
      promised: one.promised ?? null,
      publicSince: one.publicSince ?? null,
      takenOutOn,
    })
    const own = [...(after?.recommendations ?? []).map((one) => row(one, null)), ...(after?.takenOut ?? []).map((one) => row(one, one.on))]
    if (own.length > 0) await tx.insert(tripRecommendations).values(own)
  },
})

/**
 * The recommendations of the form as they are kept: each goes on as what it was before, by its id or else by its words, and keeps its promise. Those that were
 * promised and are no longer there stand aside with the day on which they were taken out.
 */
async function recommended(
  tx: OfficeTx,
  values: ReportValues,
  before: Pick<ReportState, 'recommendations' | 'takenOut'>,
  today: string,
): Promise<Result<Pick<ReportState, 'recommendations' | 'takenOut'>>> {
  const known: KeptRecommendation[] = [...before.recommendations, ...before.takenOut]
  const already = known.flatMap(({ person }) => (person === null ? [] : [{ personId: person.id }]))
  const goesOn = new Map<number, KeptRecommendation>()
  const free = (one: KeptRecommendation): boolean => ![...goesOn.values()].includes(one)
  const match = (is: (one: KeptRecommendation, row: Recommendation) => boolean): void => {
    for (const [index, row] of values.recommendations.entries()) {
      const found = goesOn.has(index) ? undefined : known.find((one) => free(one) && is(one, row))
      if (found !== undefined) goesOn.set(index, found)
    }
  }
  match((one, row) => one.id === row.id)
  match((one, row) => sameWords(one.text) === sameWords(row.text))
  const recommendations: KeptRecommendation[] = []
  for (const [index, { text, personId, due, forCitizens = false }] of values.recommendations.entries()) {
    const tied = await tiedPeople(tx, personId === null ? [] : [{ personId, asRole: null }], already)
    if (!tied.ok) return refuse(tied.refusal.code, tied.refusal.message, 'recommendations')
    const [person] = tied.value
    const was = goesOn.get(index)
    recommendations.push({
      id: was?.id ?? newId(),
      text,
      due,
      person: person === undefined ? null : { id: person.personId, name: person.name },
      commitmentId: was?.commitmentId ?? null,
      promised: was?.promised ?? null,
      publicSince: forCitizens ? (was?.publicSince ?? today) : null,
    })
  }
  const stay = new Set(recommendations.map(({ id }) => id))
  const takenOut = [
    ...before.takenOut.filter(({ id }) => !stay.has(id)),
    ...before.recommendations.flatMap((one) => (stay.has(one.id) || one.commitmentId === null ? [] : [{ ...one, on: today }])),
  ]
  return ok({ recommendations, takenOut })
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
    const kept = await recommended(tx, values, before?.state ?? { recommendations: [], takenOut: [] }, here.clock.today())
    if (!kept.ok) return kept
    const state: ReportState = { ...values, title: await titleOf(tx, id), ...kept.value, reportedOn: null }
    return ok(await reportRows.write(tx, here, by, id, before, state, act(before === null ? 'trip_report.begun' : 'trip_report.saved')))
  })

/**
 * A promise goes along with its mended recommendation in whatever nobody has changed on it since; what somebody has, stays, as does one that was kept or
 * dropped. Returns what it was promised as from now on.
 */
async function followWith(here: Here, tx: OfficeTx, by: Officer, id: string, was: Promised | null, now: Promised): Promise<Result<Promised | null>> {
  const promise = await readPromise(tx, id)
  if (was === null || promise === null || promise.removed) return ok(was)
  const { state, version } = promise
  if (state.keptOn !== null || state.droppedOn !== null) return ok(was)
  const untouched = {
    text: (state.text.in['bg']?.text ?? '') === was.text,
    due: state.due === was.due,
    person: (state.person?.id ?? null) === was.personId,
  }
  const next: Promised = {
    text: untouched.text ? now.text : was.text,
    due: untouched.due ? now.due : was.due,
    personId: untouched.person ? now.personId : was.personId,
  }
  if (next.text === was.text && next.due === was.due && next.personId === was.personId) return ok(was)
  const changed = await changeCommitment(within(here, tx), by, id, version, {
    owedBy: state.owedBy,
    topic: state.topic,
    state: state.state,
    partners: state.partners.map(({ organisationId }) => organisationId),
    text: untouched.text ? { bg: now.text } : {},
    due: untouched.due ? now.due : state.due,
    personId: untouched.person ? now.personId : (state.person?.id ?? null),
  })
  return changed.ok ? ok(next) : refuse(changed.refusal.code, changed.refusal.message)
}

/**
 * Hands the report in: every recommendation becomes a promise of ours at the event, and it is the report of the visit's dossier too, in the same change. Refuses one that lacks a part or has fewer
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
      const promise: Promised = { text: one.text, due: one.due, personId: one.person?.id ?? null }
      if (one.commitmentId !== null) {
        const followed = await followWith(here, tx, by, one.commitmentId, one.promised, promise)
        if (!followed.ok) return followed
        recommendations.push({ ...one, promised: followed.value })
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
      recommendations.push({ ...one, commitmentId: promised.value.id, promised: promise })
    }
    const state = { ...before.state, recommendations, reportedOn: here.clock.today() }
    // What was seen and done on the journey is what there is to report of the visit.
    const taken = await takeReport(within(here, tx), by, id, reportForDossier(state))
    if (!taken.ok) return refuse(taken.refusal.code, taken.refusal.message)
    return ok(await reportRows.write(tx, here, by, id, before, state, act('trip_report.handed_in')))
  })

/**
 * Drops promises of recommendations that were taken out, with the reason, in one change. Refuses one whose recommendation still stands in the report, and
 * whatever dropping a promise refuses.
 */
export const dropTakenOut = (here: Here, by: Officer, id: string, commitmentIds: readonly string[], dropReason: string): Promise<Result<Written>> =>
  here.db.inOffice(by.officeId, async (tx): Promise<Result<Written>> => {
    const before = await reportRows.read(tx, id)
    let last: Result<Written> = refuse('missing', m.trips_missing())
    for (const commitmentId of commitmentIds) {
      const promise = await readPromise(tx, commitmentId)
      const own = before !== null && !before.removed && before.state.takenOut.some((one) => one.commitmentId === commitmentId)
      if (!own || promise === null || promise.removed) return refuse('missing', m.trips_missing())
      const dropped = await dropCommitment(within(here, tx), by, commitmentId, promise.version, { droppedOn: here.clock.today(), dropReason })
      if (!dropped.ok) return refuse(dropped.refusal.code, dropped.refusal.message)
      last = dropped
    }
    return last
  })

/** Opens a report that was handed in, to mend it; its promises stay, and go along with what is mended when it is handed in anew. */
export const reopenReport = (here: Here, by: Officer, id: string, version: number): Changed =>
  reportRows.change(here, by, id, version, act('trip_report.reopened'), (before) =>
    before.reportedOn === null ? refuse('open', m.trips_report_open_already()) : ok({ ...before, reportedOn: null }),
  )

/** Whoever was merged since is meant in the record that took them up. */
export const reportPut = (name: Act): Restore =>
  reportRows.put(name, async (state, tx, before) => {
    const already = [...before.state.recommendations, ...before.state.takenOut].flatMap(({ person }) => (person === null ? [] : [{ personId: person.id }]))
    const standing = async <R extends KeptRecommendation>(rows: readonly R[]): Promise<R[]> => {
      const kept: R[] = []
      for (const one of rows) {
        const tied = await tiedPeople(tx, one.person === null ? [] : [{ personId: one.person.id, asRole: null }], already)
        // As before: a report comes back even when the one who was to see to it is gone.
        kept.push(tied.ok && tied.value[0] !== undefined ? { ...one, person: { id: tied.value[0].personId, name: tied.value[0].name } } : one)
      }
      return kept
    }
    return ok({ ...state, recommendations: await standing(state.recommendations), takenOut: await standing(state.takenOut ?? []) })
  })
export const restoreTripReport: Restore = reportPut('trip_report.restored')
