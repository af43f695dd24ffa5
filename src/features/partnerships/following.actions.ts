// Partnerships follow their organisation into the one that took it up; where both had one, the two become one with the steps of both.
import { and, asc, count, eq, isNull, or } from 'drizzle-orm'
import { unitedState, type Follower, type Move } from '#features/organisations/doubles/merging.ts'
import { m } from '#messages'
import type { Actor } from '#platform/activity/activity.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import type { Here } from '#platform/here.ts'
import { ok, type Result } from '#platform/result.ts'
import { milestonePut } from './milestones/milestone.actions.ts'
import { snapshotOfMilestone } from './milestones/milestone.ts'
import { milestones } from './milestones/milestone.table.ts'
import { partnershipPut } from './partnership.actions.ts'
import { milestonesOf } from './partnership.queries.ts'
import { PARTNERSHIP_TYPES, snapshotOfPartnership, type PartnershipType } from './partnership.ts'
import { partnerships, type PartnershipRow } from './partnership.table.ts'

/** Of two types the one that binds more: a contact beside a twinning is the same tie, known less of. */
const CLOSER: readonly PartnershipType[] = ['twinning', 'friendship', 'project', 'honorary', 'contact']
const closerOf = (a: PartnershipType, b: PartnershipType): PartnershipType => CLOSER.find((type) => type === a || type === b) ?? PARTNERSHIP_TYPES[0]

const touching = (tx: OfficeTx, ids: readonly string[]): Promise<PartnershipRow[]> =>
  tx
    .select()
    .from(partnerships)
    .where(
      and(
        eq(partnerships.officeId, tx.officeId),
        isNull(partnerships.deletedAt),
        or(...ids.flatMap((id) => [eq(partnerships.organisationId, id), eq(partnerships.introducedById, id)])),
      ),
    )
    .orderBy(asc(partnerships.id))

export const partnershipFollower: Follower = {
  columns: ['partnership organisation_id', 'partnership introduced_by_id', 'partnership_standing organisation_id', 'milestone partnership_id'],
  tell: async (tx, thing, id) => {
    if (thing !== 'organisation') return []
    const rows = await touching(tx, [id])
    const own = rows.find(({ organisationId }) => organisationId === id)
    const steps =
      own === undefined
        ? undefined
        : await tx
            .select({ n: count() })
            .from(milestones)
            .where(and(eq(milestones.officeId, tx.officeId), eq(milestones.partnershipId, own.id), isNull(milestones.deletedAt)))
    const introduced = rows.filter(({ introducedById }) => introducedById === id).length
    return [
      ...(own === undefined ? [] : [m.partnerships_merging_own({ count: steps?.[0]?.n ?? 0 })]),
      ...(introduced === 0 ? [] : [m.partnerships_merging_introduced({ count: introduced })]),
    ]
  },
  follow: async (here, tx, by, { thing, from, to }) => {
    if (thing !== 'organisation') return ok([])
    const moves: Move[] = []
    for (const row of await touching(tx, [from])) {
      const own = row.organisationId === from
      const introducedById = row.introducedById === from ? to : row.introducedById
      const organisationId = own ? to : row.organisationId
      // Nobody introduces themselves.
      const next = { ...row, organisationId, introducedById: introducedById === organisationId ? null : introducedById }
      const there = own ? (await touching(tx, [to])).find((one) => one.organisationId === to) : undefined
      if (there === undefined) {
        const put = await partnershipPut('partnership.followed')(here, by, row.id, snapshotOfPartnership(next), row.version)
        if (!put.ok) return put
        continue
      }
      const united = await unite(here, tx, by, there, next)
      if (!united.ok) return united
      moves.push({ thing: 'partnership', from: row.id, to: there.id })
    }
    return ok(moves)
  },
}

/** The steps move over, what was said is united, the emptied one goes. */
async function unite(here: Here, tx: OfficeTx, by: Actor, kept: PartnershipRow, other: PartnershipRow): Promise<Result<null>> {
  for (const step of await milestonesOf(tx, other.id)) {
    const put = await milestonePut('milestone.followed')(here, by, step.id, snapshotOfMilestone({ ...step, partnershipId: kept.id }), step.version)
    if (!put.ok) return put
  }
  const since = [kept.publishedAt, other.publishedAt]
    .filter((at) => at !== null)
    .map((at) => at.toISOString())
    .sort()
  const introducer = [kept.introducedById, other.introducedById].find((id) => id !== null && id !== kept.organisationId) ?? null
  const state = {
    ...unitedState(snapshotOfPartnership(kept), snapshotOfPartnership(other)),
    type: closerOf(kept.type, other.type),
    // Who looked at either for the citizens finds it at the address that was public.
    slug: kept.publishedAt === null && other.publishedAt !== null ? other.slug : kept.slug,
    publishedAt: since[0] ?? null,
    introducedById: introducer,
  }
  const gone = await partnershipPut('partnership.removed')(here, by, other.id, null, other.version)
  if (!gone.ok) return gone
  const put = await partnershipPut('partnership.united')(here, by, kept.id, state, kept.version)
  return put.ok ? ok(null) : put
}
