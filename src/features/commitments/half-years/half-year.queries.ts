// Reads the promises that may stand in a half-yearly list: all that are not settled, and those settled since the year began.
import { and, asc, eq, inArray, isNull, or, sql } from 'drizzle-orm'
import { events } from '#features/events/event.table.ts'
import { organisations } from '#features/organisations/organisation.table.ts'
import { people } from '#features/organisations/people/person.table.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import type { LocalText } from '#platform/texts/local-text.ts'
import { alive, betweenUsAnd, itsEvent, itsPerson, partnersOf, theirPerson, theirsPerson, unsettled } from '../commitment.queries.ts'
import { commitmentPartners, commitments } from '../commitment.table.ts'
import { givenDay } from '../shares/share.queries.ts'
import { firstDayOf, type HalfYear, type Promised } from './half-year.ts'

/** `organisationIds` empty: with whomever. Two queries. */
export async function promisesForList(tx: OfficeTx, half: HalfYear, organisationIds: readonly string[]): Promise<Promised[]> {
  const since = firstDayOf({ year: half.year, half: 1 })
  const rows = await tx
    .select({
      id: commitments.id,
      owedBy: commitments.owedBy,
      text: commitments.text,
      due: commitments.due,
      moves: commitments.moves,
      keptOn: commitments.keptOn,
      evidence: commitments.evidence,
      evidencePapers: commitments.evidencePapers,
      droppedOn: commitments.droppedOn,
      dropReason: commitments.dropReason,
      state: commitments.state,
      givenOn: givenDay,
      eventTitle: events.title,
      eventDate: events.date,
      personName: people.name,
      personNative: people.nativeName,
      theirName: theirPerson.name,
      theirNative: theirPerson.nativeName,
    })
    .from(commitments)
    .leftJoin(events, itsEvent)
    .leftJoin(people, itsPerson)
    .leftJoin(theirPerson, theirsPerson)
    .where(
      and(
        alive(tx),
        or(unsettled, sql`coalesce(${commitments.keptOn}, ${commitments.droppedOn}) >= ${since}::date`),
        organisationIds.length === 0 ? undefined : betweenUsAnd(tx, organisationIds),
      ),
    )
    .orderBy(asc(commitments.id))
  const partners = await partnersOf(
    tx,
    rows.map(({ id }) => id),
  )
  return rows.map(({ eventTitle, eventDate, personName, personNative, theirName, theirNative, ...row }) => ({
    ...row,
    event: eventTitle === null ? null : { title: eventTitle, date: eventDate },
    people: [
      ...(personName === null ? [] : [{ name: personName, nativeName: personNative }]),
      ...(theirName === null ? [] : [{ name: theirName, nativeName: theirNative }]),
    ],
    partners: partners.get(row.id) ?? [],
  }))
}

/** The partners promises were exchanged with, in their alphabet; one query. */
export const listPartners = (tx: OfficeTx): Promise<{ id: string; name: LocalText; nativeName: string | null; country: string }[]> =>
  tx
    .select({ id: organisations.id, name: organisations.name, nativeName: organisations.nativeName, country: organisations.country })
    .from(organisations)
    .where(
      and(
        eq(organisations.officeId, tx.officeId),
        isNull(organisations.deletedAt),
        inArray(
          organisations.id,
          tx
            .select({ id: commitmentPartners.organisationId })
            .from(commitmentPartners)
            .innerJoin(commitments, and(alive(tx), eq(commitments.id, commitmentPartners.commitmentId)))
            .where(eq(commitmentPartners.officeId, tx.officeId)),
        ),
      ),
    )
    .orderBy(asc(organisations.sortKey), asc(organisations.id))
    .limit(500)
