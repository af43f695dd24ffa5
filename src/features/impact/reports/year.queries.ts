// Reads what is said of a year as a whole; for the citizens only years that are published.
import { and, desc, eq, isNotNull, isNull, type SQL, sql } from 'drizzle-orm'
import type { OfficeTx } from '#platform/database/door.ts'
import { impactYears, type YearRow } from './year.table.ts'

/** null: nobody has said anything of it. */
export async function yearRecord(tx: OfficeTx, year: number): Promise<YearRow | null> {
  const [row] = await tx
    .select()
    .from(impactYears)
    .where(and(eq(impactYears.officeId, tx.officeId), eq(impactYears.year, year), isNull(impactYears.deletedAt)))
  return row ?? null
}

export type PublicYear = Pick<YearRow, 'year' | 'opening' | 'measures'>
/** Whether the citizens may see any, as a part of a greater question. */
export const anyPublicYear = (tx: OfficeTx): SQL<boolean> =>
  sql<boolean>`exists (${tx
    .select({ one: sql`1` })
    .from(impactYears)
    .where(and(eq(impactYears.officeId, tx.officeId), isNull(impactYears.deletedAt), isNotNull(impactYears.publishedAt)))})`
/** The years the citizens may see, the newest first. */
export const publicYears = (tx: OfficeTx): Promise<PublicYear[]> =>
  tx
    .select({ year: impactYears.year, opening: impactYears.opening, measures: impactYears.measures })
    .from(impactYears)
    .where(and(eq(impactYears.officeId, tx.officeId), isNull(impactYears.deletedAt), isNotNull(impactYears.publishedAt)))
    .orderBy(desc(impactYears.year))
    .limit(50)
