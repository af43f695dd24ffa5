// Reads self-assessments: of one partnership, and of all partnerships in a year.
import { and, desc, eq, gte, isNull, lte } from 'drizzle-orm'
import { partnerships } from '#features/partnerships/partnership.table.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { type AssessmentRow, impactAssessments } from './assessment.table.ts'

/** Of one partnership, the newest year first. */
export const assessmentsOf = (tx: OfficeTx, partnershipId: string): Promise<AssessmentRow[]> =>
  tx
    .select()
    .from(impactAssessments)
    .where(and(eq(impactAssessments.officeId, tx.officeId), eq(impactAssessments.partnershipId, partnershipId), isNull(impactAssessments.deletedAt)))
    .orderBy(desc(impactAssessments.year))
    .limit(200)

/** Of all live partnerships from one year to another. */
export const assessmentsIn = async (tx: OfficeTx, from: number, until: number): Promise<AssessmentRow[]> =>
  (
    await tx
      .select({ row: impactAssessments })
      .from(impactAssessments)
      .innerJoin(partnerships, and(eq(partnerships.officeId, impactAssessments.officeId), eq(partnerships.id, impactAssessments.partnershipId)))
      .where(
        and(
          eq(impactAssessments.officeId, tx.officeId),
          isNull(impactAssessments.deletedAt),
          isNull(partnerships.deletedAt),
          gte(impactAssessments.year, from),
          lte(impactAssessments.year, until),
        ),
      )
      .orderBy(desc(impactAssessments.year), impactAssessments.partnershipId)
  ).map(({ row }) => row)
