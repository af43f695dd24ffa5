// Reads what of a trip report may be offered to the summary for the citizens.
import { and, asc, eq, isNull } from 'drizzle-orm'
import { allNames } from '#features/organisations/naming.ts'
import { people } from '#features/organisations/people/person.table.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import type { LocalTextForm } from '#platform/texts/local-text.ts'
import { travellersOf } from '../trip.queries.ts'
import { tripRecommendations, tripReports, trips } from '../trip.table.ts'
import { publishableText } from './publishable.ts'

/** Of the journey of an event; nothing where no report was begun. Three queries. */
export async function publishableOf(tx: OfficeTx, eventId: string): Promise<LocalTextForm> {
  const [report] = await tx
    .select({ process: tripReports.process })
    .from(tripReports)
    .innerJoin(trips, and(eq(trips.officeId, tripReports.officeId), eq(trips.id, tripReports.id), isNull(trips.deletedAt)))
    .where(and(eq(tripReports.officeId, tx.officeId), eq(tripReports.id, eventId), isNull(tripReports.deletedAt)))
  if (report === undefined) return {}
  const rows = await tx
    .select({
      text: tripRecommendations.text,
      publicSince: tripRecommendations.publicSince,
      person: { name: people.name, nativeName: people.nativeName, nativeLanguage: people.nativeLanguage, aliases: people.aliases },
    })
    .from(tripRecommendations)
    .leftJoin(people, and(eq(people.officeId, tripRecommendations.officeId), eq(people.id, tripRecommendations.personId)))
    .where(and(eq(tripRecommendations.officeId, tx.officeId), eq(tripRecommendations.tripId, eventId), isNull(tripRecommendations.takenOutOn)))
    .orderBy(asc(tripRecommendations.id))
  const travellers = await travellersOf(tx, [eventId])
  const names = [...travellers.map(({ name }) => name), ...rows.flatMap(({ person }) => (person === null ? [] : allNames(person)))]
  return publishableText({ process: report.process, recommendations: rows }, names)
}
