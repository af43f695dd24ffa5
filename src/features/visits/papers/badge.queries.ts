// Reads whose badges were printed, and whether these still say what is true.
import { and, eq, inArray, isNotNull, isNull, or, sql } from 'drizzle-orm'
import { activities } from '#platform/activity/activity.table.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { delegates } from '../delegations/delegate.table.ts'
import { type BadgeState, badgeStateOf, type BadgeWords } from './badge.ts'

export type BadgeRow = {
  readonly id: string
  readonly version: number
  readonly state: BadgeState
  readonly words: BadgeWords
  readonly printedAt: Date | null
}

/** Everybody of a visit with their badge, also those who were taken out after theirs was printed. Two statements. */
export async function badgesOf(tx: OfficeTx, visitId: string): Promise<BadgeRow[]> {
  const rows = await tx
    .select({
      id: delegates.id,
      version: delegates.version,
      name: delegates.name,
      nativeName: delegates.nativeName,
      title: delegates.title,
      role: delegates.role,
      organisationId: delegates.organisationId,
      isInterpreter: delegates.isInterpreter,
      withdrawnOn: delegates.withdrawnOn,
      deletedAt: delegates.deletedAt,
      printedAt: delegates.badgePrintedAt,
      printedVersion: delegates.badgeVersion,
    })
    .from(delegates)
    .where(and(eq(delegates.officeId, tx.officeId), eq(delegates.visitId, visitId), or(isNull(delegates.deletedAt), isNotNull(delegates.badgePrintedAt))))
    .orderBy(delegates.id)
  const older = rows.filter(({ printedVersion, version }) => printedVersion !== null && printedVersion !== version).map(({ id }) => id)
  // The record keeps every state a member had: the one that was printed is there, unless somebody's data was erased.
  const states =
    older.length === 0
      ? []
      : await tx
          .select({ id: activities.thingId, after: activities.after })
          .from(activities)
          .innerJoin(
            delegates,
            and(eq(delegates.officeId, activities.officeId), eq(delegates.id, activities.thingId), eq(delegates.badgeVersion, activities.versionAfter)),
          )
          .where(
            and(
              eq(activities.officeId, tx.officeId),
              eq(activities.thing, 'delegate'),
              inArray(activities.thingId, older),
              sql`${activities.after} is not null`,
            ),
          )
  const printedOf = new Map(states.map(({ id, after }) => [id, after as unknown as BadgeWords]))
  return rows.map(({ id, version, withdrawnOn, deletedAt, printedAt, printedVersion, ...words }) => ({
    id,
    version,
    words,
    printedAt,
    state: badgeStateOf({
      coming: withdrawnOn === null && deletedAt === null,
      printed: printedAt === null ? null : printedVersion === version ? words : (printedOf.get(id) ?? 'unknown'),
      words,
    }),
  }))
}
