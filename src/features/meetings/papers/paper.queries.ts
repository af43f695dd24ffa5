// Reads everything printed minutes say of a meeting.
import { eq } from 'drizzle-orm'
import { officeOnPaper } from '#features/accounts/letterhead/letterhead.queries.ts'
import { eventById } from '#features/events/event.queries.ts'
import { organisationsByIds } from '#features/organisations/organisation.queries.ts'
import { withTitle } from '#features/organisations/people/person.ts'
import { peopleByIds, postsOfPeople } from '#features/organisations/people/person.queries.ts'
import { presentMembers, titleOn } from '#features/visits/papers/paper.queries.ts'
import type { Named, Words } from '#features/visits/papers/tongue.ts'
import { programmeVisit } from '#features/visits/programmes/programme.queries.ts'
import { townsAt } from '#features/visits/town.queries.ts'
import { townWords } from '#features/visits/town.ts'
import type { Clock } from '#platform/clock.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { offices } from '#platform/database/office.table.ts'
import type { FileStore } from '#platform/files/files.ts'
import { nameKeys } from '#platform/names/name-key.ts'
import { asTyped, type LocalText } from '#platform/texts/local-text.ts'
import { hasPapers } from '../meeting.ts'
import { itemsOfMeeting, meetingById, outcomesOf } from '../meeting.queries.ts'
import type { MinutesInput, Present } from './minutes-paper.ts'

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

/** With „д-р“ before the name in every language. */
const titled = (one: Named, title: string | null): Named => ({
  name: Object.fromEntries(Object.entries(one.name).map(([language, text]) => [language, withTitle(title || null, text)])),
  nativeName: one.nativeName,
  nativeLanguage: one.nativeLanguage,
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
  const members = await presentMembers(tx, id, today)
  /** Each person once: in a delegation by their record, or by their name where it has none. */
  const nameless = new Set(members.flatMap((one) => (one.personId === null ? [...Object.values(one.name), one.nativeName].flatMap(nameKeys) : [])))
  const isMember = (personId: string | null, { name, nativeName }: Named): boolean =>
    (personId !== null && members.some((one) => one.personId === personId)) ||
    [...Object.values(name), nativeName].flatMap(nameKeys).some((key) => nameless.has(key))
  const held = await postsOfPeople(
    tx,
    participants.map(({ personId }) => personId),
  )
  // A role told in our words is the post somebody holds: the register may know it in other languages too.
  const roleOf = (personId: string, asRole: string | null): Words => {
    if (asRole === null || asRole === '') return {}
    const post = held.get(personId)?.find((one) => Object.values(one.post.role.in).some(({ text }) => text.toLowerCase() === asRole.toLowerCase()))
    return { ...(post === undefined ? {} : asTyped(post.post.role)), [own]: asRole }
  }
  // A visit without a title in the language is called as on its other papers.
  const visit = event.title.in[language] === undefined && event.kind === 'visit' ? await programmeVisit(tx, id) : null
  const town = event.placeId === null ? undefined : (await townsAt(tx, [event.placeId])).at.get(event.placeId)
  return {
    title: event.title,
    input: {
      language,
      office: await officeOnPaper(tx, files),
      title: visit === null ? asTyped(event.title) : titleOn(visit, [language]),
      date: event.date,
      place: place === '' ? {} : { [own]: place, ...(town === undefined ? {} : townWords(town, [language])) },
      partners: partners.flatMap(({ organisationId }) => {
        const one = organisations.get(organisationId)
        return one === undefined ? [] : [named(one)]
      }),
      present: [
        ...members.map((one): Present => {
          const role = participants.find(({ personId }) => personId === one.personId)?.asRole ?? null
          return {
            ...titled(one, one.title),
            side: one.side,
            role: Object.keys(one.role).length > 0 || role === null || one.personId === null ? one.role : roleOf(one.personId, role),
            organisation: one.organisation,
            interprets: one.isInterpreter,
          }
        }),
        ...participants.flatMap(({ personId, title, asRole }): Present[] => {
          const one = person(personId)
          if (one === null || isMember(personId, one)) return []
          return [{ ...titled(one, title), side: null, role: roleOf(personId, asRole), organisation: {}, interprets: false }]
        }),
      ],
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
