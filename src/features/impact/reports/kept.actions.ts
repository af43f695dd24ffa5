// Keeps an annual report among the documents of the office, as the next version of its year and language.
import { and, eq, max, sql } from 'drizzle-orm'
import type { Officer } from '#features/accounts/account.ts'
import { keepPaper, type Paper, takePaper } from '#features/documents/paper.actions.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import type { FileStore } from '#platform/files/files.ts'
import { type Here, within } from '#platform/here.ts'
import { newId } from '#platform/ids.ts'
import { ok, type Result } from '#platform/result.ts'
import { impactReports } from './kept.table.ts'

/** `isNew` false: the very same paper is kept already, and stays the version it is. */
export type ReportKept = { readonly documentId: string; readonly number: number; readonly isNew: boolean; readonly activityId: string | null }

const alone = (tx: OfficeTx, year: number, language: string) =>
  tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`impact_report ${tx.officeId} ${year} ${language}`}, 0))`)

/** Keeps the paper of a year's report. Undone like any document that was added: the version goes with its document and comes back with it. */
export async function keepReport(
  here: Here,
  files: FileStore,
  by: Officer,
  report: { readonly year: number; readonly language: string; readonly asOn: string; readonly pdf: Uint8Array } & Pick<Paper, 'title' | 'fileName'>,
): Promise<Result<ReportKept>> {
  const file = await takePaper(files, report.pdf)
  if (!file.ok) return file
  return here.db.inOffice(by.officeId, async (tx): Promise<Result<ReportKept>> => {
    const { year, language, asOn, title, fileName } = report
    await alone(tx, year, language)
    const hung = await keepPaper(within(here, tx), by, file.value, { title, fileName, date: asOn, places: [] })
    if (!hung.ok) return hung
    const { id: documentId, activityId } = hung.value
    const [there] = await tx
      .select({ number: impactReports.number })
      .from(impactReports)
      .where(and(eq(impactReports.officeId, tx.officeId), eq(impactReports.documentId, documentId)))
    if (there !== undefined) return ok({ documentId, number: there.number, isNew: false, activityId: null })
    const [last] = await tx
      .select({ number: max(impactReports.number) })
      .from(impactReports)
      .where(and(eq(impactReports.officeId, tx.officeId), eq(impactReports.year, year), eq(impactReports.language, language)))
    const number = (last?.number ?? 0) + 1
    await tx.insert(impactReports).values({ officeId: tx.officeId, id: newId(), year, language, number, asOn, documentId })
    return ok({ documentId, number, isNew: true, activityId })
  })
}
