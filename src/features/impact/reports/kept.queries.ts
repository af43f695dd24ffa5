// Reads the annual reports that are kept among the documents.
import { and, asc, desc, eq, isNull } from 'drizzle-orm'
import { documents } from '#features/documents/document.table.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { impactReports } from './kept.table.ts'

export type KeptReport = { readonly language: string; readonly number: number; readonly asOn: string; readonly documentId: string }

/** A year is reported a handful of times in a language. */
const MOST = 100

/** The kept reports of a year, by language, the newest version first; those whose document was removed are left out. */
export const keptReports = (tx: OfficeTx, year: number): Promise<KeptReport[]> =>
  tx
    .select({ language: impactReports.language, number: impactReports.number, asOn: impactReports.asOn, documentId: impactReports.documentId })
    .from(impactReports)
    .innerJoin(documents, and(eq(documents.officeId, impactReports.officeId), eq(documents.id, impactReports.documentId), isNull(documents.deletedAt)))
    .where(and(eq(impactReports.officeId, tx.officeId), eq(impactReports.year, year)))
    .orderBy(asc(impactReports.language), desc(impactReports.number))
    .limit(MOST)
