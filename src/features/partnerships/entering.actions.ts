// Begins many partnerships at once, each with its first milestones: a whole list in a few statements, each record with its own line in the activity record.
import { and, eq, inArray, isNull } from 'drizzle-orm'
import type { Officer } from '#features/accounts/account.ts'
import { displayName } from '#features/organisations/naming.ts'
import type { Organisation } from '#features/organisations/organisation.table.ts'
import { m } from '#messages'
import { recordMany } from '#platform/activity/activity.ts'
import { insertedMany } from '#platform/database/insert-many.ts'
import type { Here } from '#platform/here.ts'
import { newId } from '#platform/ids.ts'
import { ok, refuse, type Result } from '#platform/result.ts'
import { boundsOf, milestoneLabel, type MilestoneValues, snapshotOfMilestone, withValues as withMilestone } from './milestones/milestone.ts'
import { milestones, type MilestoneRow } from './milestones/milestone.table.ts'
import { oneAtATime, wishedSlug } from './partnership.actions.ts'
import { type PartnershipValues, snapshotOfPartnership, withValues } from './partnership.ts'
import { partnerships, type PartnershipRow } from './partnership.table.ts'
import { refreshStandings } from './silence/standing.actions.ts'

/** The partner must have just been read or made in the same transaction; steps in any order. */
export type EnteredPartnership = {
  readonly partner: Organisation
  readonly values: PartnershipValues
  readonly milestones: readonly MilestoneValues[]
}

export type Entered = { readonly partnerships: readonly PartnershipRow[]; readonly milestones: readonly MilestoneRow[] }

/** Begins the partnerships in the given order. Refuses, naming it, when there is one with any of the partners already. */
export const enterPartnerships = (here: Here, by: Officer, list: readonly EnteredPartnership[]): Promise<Result<Entered>> =>
  here.db.inOffice(by.officeId, async (tx) => {
    if (list.length === 0) return ok({ partnerships: [], milestones: [] })
    await oneAtATime(tx)
    const known = await tx
      .select({ organisationId: partnerships.organisationId })
      .from(partnerships)
      .where(
        and(
          eq(partnerships.officeId, tx.officeId),
          isNull(partnerships.deletedAt),
          inArray(
            partnerships.organisationId,
            list.map(({ partner }) => partner.id),
          ),
        ),
      )
    const already = list.find(({ partner }) => known.some(({ organisationId }) => organisationId === partner.id))
    if (already !== undefined) return refuse('already', m.partnerships_already({ name: displayName(already.partner) }), 'organisation')

    const taken = new Set(
      (
        await tx
          .select({ slug: partnerships.slug })
          .from(partnerships)
          .where(and(eq(partnerships.officeId, tx.officeId), isNull(partnerships.deletedAt)))
      ).map(({ slug }) => slug),
    )
    const next = new Map<string, number>()
    const slugFor = (partner: Organisation): string => {
      const wished = wishedSlug('', partner)
      let slug = wished
      for (let number = next.get(wished) ?? 2; taken.has(slug); number += 1) {
        slug = `${wished}-${number}`
        next.set(wished, number + 1)
      }
      taken.add(slug)
      return slug
    }

    const now = here.clock.now()
    const rows = list.map(({ partner, values }) => ({
      officeId: tx.officeId,
      id: newId(),
      ...withValues(null, { ...values, organisationId: partner.id, slug: slugFor(partner) }, now),
      createdAt: now,
      updatedAt: now,
    }))
    const made = await insertedMany(tx, partnerships, rows)

    const steps = list.flatMap(({ partner, milestones: given }, index) =>
      given.map((values) => ({
        label: displayName(partner),
        row: {
          officeId: tx.officeId,
          id: newId(),
          ...withMilestone(null, { ...values, partnershipId: made[index]!.id }, now),
          ...boundsOf({ date: values.date, until: values.until ?? null }),
          createdAt: now,
          updatedAt: now,
        },
      })),
    )
    const stepRows = steps.map(({ row }) => row)
    const taught = await insertedMany(tx, milestones, stepRows)
    await recordMany(tx, here, by, [
      ...made.map((row, index) => ({
        act: 'partnership.created' as const,
        id: row.id,
        label: displayName(list[index]!.partner),
        before: null,
        after: snapshotOfPartnership(row),
        version: row.version,
      })),
      ...taught.map((row, index) => ({
        act: 'milestone.created' as const,
        id: row.id,
        label: `${steps[index]!.label}: ${milestoneLabel(row)}`,
        before: null,
        after: snapshotOfMilestone(row),
        version: row.version,
      })),
    ])
    await refreshStandings(tx, here.clock.today(), { partnershipIds: made.map(({ id }) => id) })
    return ok({ partnerships: made, milestones: taught })
  })
