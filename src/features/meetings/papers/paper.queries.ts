// Reads everything printed minutes say of a meeting.
import { eq } from 'drizzle-orm'
import { officeOnPaper } from '#features/accounts/letterhead/letterhead.queries.ts'
import { eventById } from '#features/events/event.queries.ts'
import { organisationsByIds } from '#features/organisations/organisation.queries.ts'
import { withTitle } from '#features/organisations/people/person.ts'
import { peopleByIds } from '#features/organisations/people/person.queries.ts'
import type { Named } from '#features/visits/papers/tongue.ts'
import type { Clock } from '#platform/clock.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { offices } from '#platform/database/office.table.ts'
import type { FileStore } from '#platform/files/files.ts'
import { asTyped, type LocalText } from '#platform/texts/local-text.ts'
import { hasPapers } from '../meeting.ts'
import { itemsOfMeeting, meetingById, outcomesOf } from '../meeting.queries.ts'
import type { MinutesInput } from './minutes-paper.ts'

const named = ({
  name,
  nativeName,
  nativeLanguage,
}: {
  readonly name: LocalText
  readonly nativeName: string | null
  readonly nativeLanguage: string | null
}): Named => ({
  name: asTyped(name),
  nativeName: nativeName ?? '',
  nativeLanguage: nativeLanguage ?? '',
})

/** null: no such event, or one without papers. */
export async function minutesToPrint(
  tx: OfficeTx,
  files: FileStore,
  id: string,
  language: string,
  clock: Clock,
): Promise<{ readonly title: LocalText; readonly input: MinutesInput } | null> {
  const today = clock.today()
  const found = await eventById(tx, id)
  if (found === null || !hasPapers(found.event.kind)) return null
  const { event, partners, participants, place } = found
  const [office] = await tx.select({ languages: offices.languages }).from(offices).where(eq(offices.id, tx.officeId))
  const meeting = await meetingById(tx, id)
  const items = await itemsOfMeeting(tx, id, today)
  const outcomes = await outcomesOf(tx, id, today)
  const organisations = await organisationsByIds(
    tx,
    partners.map(({ organisationId }) => organisationId),
  )
  const answering = outcomes.promises.flatMap(({ personId }) => (personId === null ? [] : [personId]))
  const people = await peopleByIds(tx, [...participants.map(({ personId }) => personId), ...answering])
  const person = (personId: string | null): Named | null => {
    const one = personId === null ? undefined : people.get(personId)
    return one === undefined ? null : named(one)
  }
  const own = office?.languages[0] ?? 'bg'
  return {
    title: event.title,
    input: {
      language,
      office: await officeOnPaper(tx, files),
      title: asTyped(event.title),
      date: event.date,
      place: place === '' ? {} : { [own]: place },
      partners: partners.flatMap(({ organisationId }) => {
        const one = organisations.get(organisationId)
        return one === undefined ? [] : [named(one)]
      }),
      present: participants.flatMap(({ personId, title, asRole }) => {
        const one = person(personId)
        if (one === null) return []
        const name = Object.fromEntries(Object.entries(one.name).map(([in_, text]) => [in_, withTitle(title === '' ? null : title, text)]))
        return [{ ...one, name, role: asRole ?? '' }]
      }),
      items: items.map(({ title, state, minutes }) => ({ title: asTyped(title), state, minutes: asTyped(minutes) })),
      general: asTyped(meeting.minutes),
      promises: outcomes.promises.map(({ number, owedBy, text, due, personId }) => ({ number, owedBy, text: asTyped(text), due, person: person(personId) })),
      decisions: outcomes.decisions.map(({ number, text }) => ({ number, text: asTyped(text) })),
      withoutOutcome: meeting.withoutOutcome,
      signsForUs: meeting.signsForUs,
      signsForThem: meeting.signsForThem,
      ownLanguage: own,
      at: clock.now(),
    },
  }
}
