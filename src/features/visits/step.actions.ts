// Leads a visit on: confirmed, held, reported, closed; or called off and taken up again. Each step writes its day and refuses another order in words.
import { isDeepStrictEqual } from 'node:util'
import { and, asc, eq, isNull } from 'drizzle-orm'
import type { Officer } from '#features/accounts/account.ts'
import { callOffEvent, eventPut, standing as eventStanding } from '#features/events/event.actions.ts'
import { m } from '#messages'
import type { OfficeTx } from '#platform/database/door.ts'
import { type Here, within } from '#platform/here.ts'
import { ok, refuse, type Refusal, type Result } from '#platform/result.ts'
import { isEmptyText, type LocalTextForm, revised, textIn } from '#platform/texts/local-text.ts'
import { withdrawDelegate } from './delegations/delegate.actions.ts'
import { delegates } from './delegations/delegate.table.ts'
import { NO_OUTCOME_PARTS, type OutcomeParts } from './outcomes/outcome.ts'
import { outcomesOfVisits } from './outcomes/outcome.queries.ts'
import { mayStep, stepRefusal, type VisitReport, visitStateOf, type VisitStep } from './visit.ts'
import { changedVisit, eventDays, readVisit, type VisitSnapshot, type VisitStale, type Written } from './visit.actions.ts'

type Stepped = Promise<Result<Written, Refusal | VisitStale>>

/** One step: refused in words when the visit does not stand where it may be made, or its day is still to come. */
const step = (
  here: Here,
  by: Officer,
  id: string,
  version: number,
  which: VisitStep,
  act: `visit.${string}`,
  day: { readonly on: string; readonly field: string } | null,
  next: (before: VisitSnapshot, tx: OfficeTx) => Result<VisitSnapshot> | Promise<Result<VisitSnapshot>>,
): Stepped =>
  changedVisit(here, by, id, version, act, async (before, tx) => {
    const event = await eventDays(tx, id)
    if (event.removed) return refuse('missing', m.visits_missing())
    const refusal = stepRefusal(which, visitStateOf({ ...before, cancelledOn: before.cancelledOn ?? event.cancelledOn }))
    if (refusal !== null) return refuse('order', refusal)
    if (day !== null && day.on > here.clock.today()) return refuse('future', m.visits_day_to_come(), day.field)
    if (which === 'holding' && event.firstDay !== null && event.firstDay > here.clock.today()) return refuse('not-begun', m.visits_step_not_begun())
    return next(before, tx)
  })

/** That both sides agreed that the visit takes place. */
export const confirmVisit = (here: Here, by: Officer, id: string, version: number, confirmedOn: string): Stepped =>
  step(here, by, id, version, 'confirmation', 'visit.confirmed', { on: confirmedOn, field: 'confirmedOn' }, (before) => ok({ ...before, confirmedOn }))

/**
 * That the visit took place. `came` are the delegates who were really there, null when nobody was asked: the others are marked as not come, and whoever
 * came and is in the register stands among the event's participants. Where its report was finished elsewhere, the visit is reported with it.
 */
export const holdVisit = (
  here: Here,
  by: Officer,
  id: string,
  version: number,
  { heldOn, came }: { readonly heldOn: string; readonly came: readonly string[] | null },
  parts: OutcomeParts = NO_OUTCOME_PARTS,
): Stepped =>
  step(here, by, id, version, 'holding', 'visit.held', { on: heldOn, field: 'heldOn' }, async (before, tx) => {
    const inside = within(here, tx)
    const members = await tx
      .select({ id: delegates.id, version: delegates.version, personId: delegates.personId, role: delegates.role })
      .from(delegates)
      .where(and(eq(delegates.officeId, tx.officeId), eq(delegates.visitId, id), isNull(delegates.deletedAt), isNull(delegates.withdrawnOn)))
      .orderBy(asc(delegates.id))
    const there = new Set(came ?? members.map((member) => member.id))
    for (const member of members.filter((one) => !there.has(one.id))) {
      const away = await withdrawDelegate(inside, by, member.id, member.version, heldOn)
      if (!away.ok) return away
    }
    const event = await eventStanding(tx, id)
    if (event !== null) {
      const known = new Set(event.state.participants.map(({ personId }) => personId))
      const joined = members.flatMap(({ id: member, personId, role }) =>
        personId === null || !there.has(member) || known.has(personId)
          ? []
          : [{ personId, name: '', asRole: isEmptyText(role) ? null : textIn(role, role.source) }],
      )
      if (joined.length > 0) {
        const put = await eventPut('event.changed')(inside, by, id, { ...event.state, participants: [...event.state.participants, ...joined] }, event.version)
        if (!put.ok) return put
      }
    }
    const report = (await parts.report?.(tx, id)) ?? null
    return ok(report === null ? { ...before, heldOn } : reportedWith({ ...before, heldOn }, report, here))
  })

/** Reported with words that were finished elsewhere; words of the dossier's own stay. */
const reportedWith = (before: VisitSnapshot, report: LocalTextForm, here: Here): VisitSnapshot => ({
  ...before,
  report: isEmptyText(before.report) ? revised(before.report, report, here.clock.now()) : before.report,
  reportedOn: here.clock.today(),
})

/** Takes a report that was finished elsewhere as the dossier's own; null: there is no dossier, or its visit does not stand where it is reported. */
export const takeReport = (here: Here, by: Officer, id: string, report: LocalTextForm): Promise<Result<Written | null, Refusal | VisitStale>> =>
  here.db.inOffice(by.officeId, async (tx): Promise<Result<Written | null, Refusal | VisitStale>> => {
    const before = await readVisit(tx, id)
    if (before === null || before.removed) return ok(null)
    const { cancelledOn } = await eventDays(tx, id)
    return mayStep('reporting', visitStateOf({ ...before.state, cancelledOn: before.state.cancelledOn ?? cancelledOn }))
      ? changedVisit(within(here, tx), by, id, before.version, 'visit.reported', (state) => ok(reportedWith(state, report, here)))
      : ok(null)
  })

/**
 * Writes the report; `reportedOn` says that it is finished, null leaves it open. The summary and whether the citizens see it are the event's own; they are
 * changed only while the event still has `eventVersion`.
 */
export const reportVisit = (
  here: Here,
  by: Officer,
  id: string,
  version: number,
  { report, summary, published, reportedOn, eventVersion }: VisitReport,
): Stepped =>
  changedVisit(here, by, id, version, reportedOn === null ? 'visit.changed' : 'visit.reported', async (before, tx) => {
    const event = await eventStanding(tx, id)
    if (event === null || event.removed) return refuse('missing', m.visits_missing())
    const state = visitStateOf({ ...before, cancelledOn: before.cancelledOn ?? event.state.cancelledOn ?? null })
    const refusal = reportedOn === null ? null : stepRefusal('reporting', state)
    if (refusal !== null) return refuse('order', refusal)
    const at = here.clock.now()
    const written = revised(before.report, report, at)
    if (reportedOn !== null && isEmptyText(written)) return refuse('no-report', m.visits_report_missing(), 'report')
    const publishedAt = published ? (event.state.publishedAt ?? at.toISOString()) : null
    const next = { ...event.state, summary: revised(event.state.summary, summary, at), publishedAt }
    if (!isDeepStrictEqual(next, event.state)) {
      if (event.version !== eventVersion) return refuse('event-stale', m.visits_report_event_changed(), 'summary')
      const put = await eventPut('event.changed')(within(here, tx), by, id, next, event.version)
      if (!put.ok) return put
    }
    return ok({ ...before, report: written, reportedOn: reportedOn ?? before.reportedOn })
  })

/** Closes the dossier. Refuses while the visit has no outcome in the register and nobody says why. */
export const closeVisit = (here: Here, by: Officer, id: string, version: number, closedWithout: string, parts: OutcomeParts = NO_OUTCOME_PARTS): Stepped =>
  step(here, by, id, version, 'closing', 'visit.closed', null, async (before, tx) => {
    const outcomes = (await outcomesOfVisits(tx, [id], parts)).get(id)?.all ?? 0
    if (outcomes === 0 && closedWithout.trim() === '') return refuse('no-outcomes', m.visits_closing_no_outcomes(), 'closedWithout')
    return ok({ ...before, closedOn: here.clock.today(), closedWithout: outcomes === 0 ? closedWithout.trim() : '' })
  })

/** Opens a closed dossier again. */
export const reopenVisit = (here: Here, by: Officer, id: string, version: number): Stepped =>
  step(here, by, id, version, 'reopening', 'visit.reopened', null, (before) => ok({ ...before, closedOn: null, closedWithout: '' }))

/** Calls the visit off, and its event with it; nothing is deleted. */
export const cancelVisit = (
  here: Here,
  by: Officer,
  id: string,
  version: number,
  { cancelledOn, cancelReason }: { readonly cancelledOn: string; readonly cancelReason: string },
): Stepped =>
  step(here, by, id, version, 'cancellation', 'visit.cancelled', { on: cancelledOn, field: 'cancelledOn' }, async (before, tx) => {
    const off = await callOffEvent(within(here, tx), by, id, cancelledOn)
    return off.ok ? ok({ ...before, cancelledOn, cancelReason }) : off
  })

/** Takes a cancellation back: visit and event stand where they stood. */
export const resumeVisit = (here: Here, by: Officer, id: string, version: number): Stepped =>
  step(here, by, id, version, 'resumption', 'visit.resumed', null, async (before, tx) => {
    const event = await eventDays(tx, id)
    const on = event.cancelledOn === null ? ok(null) : await callOffEvent(within(here, tx), by, id, null)
    return on.ok ? ok({ ...before, cancelledOn: null, cancelReason: '' }) : on
  })
