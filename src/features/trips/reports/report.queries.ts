// Reads the report of a journey with its recommendations, and what became of their promises.
import { and, asc, eq, isNull } from 'drizzle-orm'
import { commitments } from '#features/commitments/commitment.table.ts'
import { people } from '#features/organisations/people/person.table.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import type { ImpreciseDate } from '#platform/dates.ts'
import type { LocalText, LocalTextForm } from '#platform/texts/local-text.ts'
import { tripRecommendations, tripReports } from '../trip.table.ts'
import { reportForDossier } from './report.ts'

type ReportRecord = typeof tripReports.$inferSelect
export type RecommendationRow = {
  readonly id: string
  readonly text: string
  readonly publicSince: string | null
  /** The promise it became, as it stands; null: none, or it was removed. */
  readonly promise: { readonly text: LocalText; readonly due: ImpreciseDate | null; readonly settled: boolean } | null
  readonly due: ImpreciseDate | null
  readonly commitmentId: string | null
  readonly person: { readonly id: string; readonly name: LocalText; readonly nativeName: string | null; readonly live: boolean } | null
}
/** `takenOut`: recommendations that were promised and stand no more, whose promises are open. */
export type ReportWhole = ReportRecord & { readonly recommendations: readonly RecommendationRow[]; readonly takenOut: readonly RecommendationRow[] }

/** A report that was handed in, as the dossier of its visit keeps it; null: none was. */
export async function reportHandedIn(tx: OfficeTx, id: string): Promise<LocalTextForm | null> {
  const report = await reportOf(tx, id)
  return report === null || report.reportedOn === null ? null : reportForDossier(report)
}

/** null: nobody has begun one. */
export async function reportOf(tx: OfficeTx, id: string): Promise<ReportWhole | null> {
  const [report] = await tx
    .select()
    .from(tripReports)
    .where(and(eq(tripReports.officeId, tx.officeId), eq(tripReports.id, id), isNull(tripReports.deletedAt)))
  if (report === undefined) return null
  const rows = await tx
    .select({
      id: tripRecommendations.id,
      text: tripRecommendations.text,
      due: tripRecommendations.due,
      commitmentId: tripRecommendations.commitmentId,
      publicSince: tripRecommendations.publicSince,
      takenOutOn: tripRecommendations.takenOutOn,
      personId: people.id,
      name: people.name,
      nativeName: people.nativeName,
      deletedAt: people.deletedAt,
      promise: { text: commitments.text, due: commitments.due, keptOn: commitments.keptOn, droppedOn: commitments.droppedOn },
    })
    .from(tripRecommendations)
    .leftJoin(people, and(eq(people.officeId, tripRecommendations.officeId), eq(people.id, tripRecommendations.personId)))
    .leftJoin(
      commitments,
      and(eq(commitments.officeId, tripRecommendations.officeId), eq(commitments.id, tripRecommendations.commitmentId), isNull(commitments.deletedAt)),
    )
    .where(and(eq(tripRecommendations.officeId, tx.officeId), eq(tripRecommendations.tripId, id)))
    .orderBy(asc(tripRecommendations.id))
  const told = rows.map(({ personId, name, nativeName, deletedAt, promise, ...one }) => ({
    ...one,
    person: personId === null || name === null ? null : { id: personId, name, nativeName, live: deletedAt === null },
    promise: promise === null ? null : { text: promise.text, due: promise.due, settled: promise.keptOn !== null || promise.droppedOn !== null },
  }))
  return {
    ...report,
    recommendations: told.filter(({ takenOutOn }) => takenOutOn === null),
    takenOut: told.filter(({ takenOutOn, promise }) => takenOutOn !== null && promise !== null && !promise.settled),
  }
}
