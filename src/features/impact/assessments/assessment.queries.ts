// Reads self-assessments: of one partnership, and of all partnerships in a year.
import { and, count, desc, eq, gte, isNull, lt, lte, ne, notExists, sql } from 'drizzle-orm'
import { partnerships } from '#features/partnerships/partnership.table.ts'
import { anyOf } from '#platform/database/any-of.ts'
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

/** Of live partnerships from one year to another; of all of them, or of `only` these. */
export const assessmentsIn = async (tx: OfficeTx, from: number, until: number, only?: readonly string[]): Promise<AssessmentRow[]> =>
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
          only === undefined ? undefined : anyOf(impactAssessments.partnershipId, only),
        ),
      )
      .orderBy(desc(impactAssessments.year), impactAssessments.partnershipId)
  ).map(({ row }) => row)

/** How many partnerships that were in the register in a year nobody has assessed for it; a mere contact needs none. */
export async function assessmentsMissing(tx: OfficeTx, year: number): Promise<number> {
  const [row] = await tx
    .select({ n: count() })
    .from(partnerships)
    .where(
      and(
        eq(partnerships.officeId, tx.officeId),
        isNull(partnerships.deletedAt),
        ne(partnerships.type, 'contact'),
        lt(partnerships.createdAt, new Date(Date.UTC(year + 1, 0, 1))),
        notExists(
          tx
            .select({ one: sql`1` })
            .from(impactAssessments)
            .where(
              and(
                eq(impactAssessments.officeId, partnerships.officeId),
                eq(impactAssessments.partnershipId, partnerships.id),
                eq(impactAssessments.year, year),
                isNull(impactAssessments.deletedAt),
              ),
            ),
        ),
      ),
    )
  return row?.n ?? 0
}
