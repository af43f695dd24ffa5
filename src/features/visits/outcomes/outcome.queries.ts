// Reads what came of visits: promises, agreements signed on their days, symbolic acts, what was planted, and what later features know; a fixed number of questions.
import { and, count, countDistinct, eq, exists, gte, inArray, isNotNull, isNull, lte, not, sql } from 'drizzle-orm'
import { addresses } from '#addresses'
import { commitments } from '#features/commitments/commitment.table.ts'
import { eventPartners, events } from '#features/events/event.table.ts'
import { PLACED_ACTS, type SymbolicActKind } from '#features/events/symbolic-act.ts'
import { symbolicActs } from '#features/events/symbolic-act.table.ts'
import { gifts } from '#features/gifts/gift.table.ts'
import { type MilestoneKind, TERM_KINDS } from '#features/partnerships/milestones/milestone.ts'
import { milestones } from '#features/partnerships/milestones/milestone.table.ts'
import { partnerships } from '#features/partnerships/partnership.table.ts'
import { m } from '#messages'
import { anyOf } from '#platform/database/any-of.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { programmeItems } from '../programmes/programme.table.ts'
import type { OutcomeKind, OutcomeLine, OutcomeParts, Outcomes } from './outcome.ts'

const promises: OutcomeKind = {
  words: m.visits_outcome_promises,
  count: async (tx, ids) =>
    (
      await tx
        .select({ id: commitments.eventId, n: count() })
        .from(commitments)
        .where(and(eq(commitments.officeId, tx.officeId), anyOf(commitments.eventId, ids), isNull(commitments.deletedAt)))
        .groupBy(commitments.eventId)
    ).map(({ id, n }) => ({ eventId: id!, n, href: addresses.commitments({ event: id! }) })),
}

/** Papers that are signed when the two sides meet. */
const SIGNED: readonly MilestoneKind[] = ['intent', ...TERM_KINDS]

/** A step of a partnership names no event: it counts for a visit of that partner when its day, known as such, is one of the visit's. */
const agreements: OutcomeKind = {
  words: m.visits_outcome_agreements,
  count: async (tx, ids) =>
    (
      await tx
        .select({ id: events.id, partnershipId: partnerships.id, n: countDistinct(milestones.id) })
        .from(events)
        .innerJoin(eventPartners, and(eq(eventPartners.officeId, events.officeId), eq(eventPartners.eventId, events.id)))
        .innerJoin(
          partnerships,
          and(eq(partnerships.officeId, events.officeId), eq(partnerships.organisationId, eventPartners.organisationId), isNull(partnerships.deletedAt)),
        )
        .innerJoin(
          milestones,
          and(
            eq(milestones.officeId, events.officeId),
            eq(milestones.partnershipId, partnerships.id),
            inArray(milestones.kind, [...SIGNED]),
            isNull(milestones.deletedAt),
            eq(milestones.firstDay, milestones.lastDay),
            gte(milestones.firstDay, events.firstDay),
            lte(milestones.firstDay, events.lastDay),
          ),
        )
        // Of „2018“ any day would be one of the visit's.
        .where(and(eq(events.officeId, tx.officeId), anyOf(events.id, ids), sql`${events.date} ~ '^\\d{4}-\\d\\d-\\d\\d(/\\d{4}-\\d\\d-\\d\\d)?$'`))
        .groupBy(events.id, partnerships.id)
    ).map(({ id, partnershipId, n }) => ({ eventId: id, n, href: addresses.partnership({ id: partnershipId }) })),
}

/** What stays after the guests have gone. Wreaths, flags and gifts are courtesy: a visit with nothing else is asked what came of it. */
const LASTING: readonly SymbolicActKind[] = [...PLACED_ACTS, 'award']

const acts: OutcomeKind = {
  words: m.visits_outcome_acts,
  count: async (tx, ids) =>
    (
      await tx
        .select({ id: symbolicActs.eventId, n: count() })
        .from(symbolicActs)
        .where(
          and(
            eq(symbolicActs.officeId, tx.officeId),
            anyOf(symbolicActs.eventId, ids),
            inArray(symbolicActs.kind, [...LASTING]),
            isNull(symbolicActs.deletedAt),
          ),
        )
        .groupBy(symbolicActs.eventId)
    ).map(({ id, n }) => ({ eventId: id!, n, href: addresses.event({ id: id! }) })),
}

/** Of what is in both registers the act is counted. */
const placed: OutcomeKind = {
  words: m.visits_outcome_placed,
  count: async (tx, ids) =>
    (
      await tx
        .select({ id: gifts.eventId, n: count() })
        .from(gifts)
        .where(
          and(
            eq(gifts.officeId, tx.officeId),
            anyOf(gifts.eventId, ids),
            eq(gifts.way, 'placed'),
            isNotNull(gifts.date),
            isNull(gifts.deletedAt),
            not(
              exists(
                tx
                  .select({ one: sql`1` })
                  .from(symbolicActs)
                  .where(
                    and(
                      eq(symbolicActs.officeId, gifts.officeId),
                      eq(symbolicActs.id, gifts.symbolicActId),
                      eq(symbolicActs.eventId, gifts.eventId),
                      inArray(symbolicActs.kind, [...LASTING]),
                      isNull(symbolicActs.deletedAt),
                    ),
                  ),
              ),
            ),
          ),
        )
        .groupBy(gifts.eventId)
    ).map(({ id, n }) => ({ eventId: id!, n, href: addresses.gifts({ event: id! }) })),
}

/** Visit → the events its programme consists of, the visit's own first: a promise given at the working meeting on the second day came of the visit. */
async function eventsOfVisits(tx: OfficeTx, visitIds: readonly string[]): Promise<Map<string, string[]>> {
  const rows = await tx
    .selectDistinct({ visitId: programmeItems.visitId, eventId: programmeItems.eventId })
    .from(programmeItems)
    .innerJoin(events, and(eq(events.officeId, programmeItems.officeId), eq(events.id, programmeItems.eventId), isNull(events.deletedAt)))
    .where(
      and(
        eq(programmeItems.officeId, tx.officeId),
        anyOf(programmeItems.visitId, visitIds),
        isNotNull(programmeItems.eventId),
        isNull(programmeItems.deletedAt),
      ),
    )
  const found = new Map(visitIds.map((id) => [id, [id]]))
  for (const { visitId, eventId } of rows) if (eventId !== null && eventId !== visitId) found.get(visitId)!.push(eventId)
  return found
}

/** What came of each of the visits. As many queries however many visits. */
export async function outcomesOfVisits(tx: OfficeTx, visitIds: readonly string[], parts: OutcomeParts): Promise<ReadonlyMap<string, Outcomes>> {
  if (visitIds.length === 0) return new Map()
  const eventsOf = await eventsOfVisits(tx, visitIds)
  const asked = [...new Set([...eventsOf.values()].flat())]
  const counted = new Map<string, { readonly n: number; readonly line: OutcomeLine }[]>()
  for (const kind of [promises, ...parts.kinds, agreements, acts, placed])
    // Steps belong to a day and a partner: asked of a meeting in the programme as well, each would be counted twice.
    for (const { eventId, n, href } of await kind.count(tx, kind === agreements ? visitIds : asked))
      counted.set(eventId, [...(counted.get(eventId) ?? []), { n, line: { eventId, href, text: kind.words({ count: n }) } }])
  const reasons = await parts.reasons(tx, visitIds)
  return new Map(
    [...eventsOf].map(([visitId, own]) => {
      const found = own.flatMap((id) => counted.get(id) ?? [])
      return [visitId, { all: found.reduce((sum, { n }) => sum + n, 0), lines: found.map(({ line }) => line), reason: reasons.get(visitId) ?? '' }]
    }),
  )
}
