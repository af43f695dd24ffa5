// Reads letters of visits, what they are composed from, and what keeps a person or an organisation from being removed.
import { and, asc, desc, eq, isNull, sql, type SQL } from 'drizzle-orm'
import { events } from '#features/events/event.table.ts'
import { homeOrganisation } from '#features/organisations/organisation.queries.ts'
import { organisations } from '#features/organisations/organisation.table.ts'
import { peopleNamed } from '#features/organisations/people/person.queries.ts'
import { people, posts } from '#features/organisations/people/person.table.ts'
import type { RoleClass } from '#features/organisations/people/post.ts'
import { m } from '#messages'
import type { OfficeTx } from '#platform/database/door.ts'
import { activities } from '#platform/activity/activity.table.ts'
import type { ImpreciseDate } from '#platform/dates.ts'
import { isId } from '#platform/ids.ts'
import type { MailState } from '#platform/mail/letter.ts'
import { FORGOTTEN } from '#platform/mail/deciding.ts'
import { outbox } from '#platform/mail/outbox.table.ts'
import { type LocalText, type LocalTextForm, textIn } from '#platform/texts/local-text.ts'
import { visits } from '../visit.table.ts'
import { MOST_LETTERS } from './letter.ts'
import { visitLetters } from './letter.table.ts'
import { sameSigner, signatoryIn, type Signer, signerNames, withoutSignature } from './signatory.ts'

export type LetterRecord = typeof visitLetters.$inferSelect
type Named = { readonly name: LocalText; readonly nativeName: string | null; readonly nativeLanguage: string | null }
/** `signed`: who signs, in each language of the letter, as it is printed; '' where nobody is said to. */
export type LetterRow = LetterRecord & {
  readonly organisation: Named | null
  readonly person: Named | null
  readonly signed: Readonly<Record<string, string>>
}

async function rowsOf(tx: OfficeTx, which: SQL | undefined): Promise<LetterRow[]> {
  const rows = await tx
    .select({
      letter: visitLetters,
      organisation: { name: organisations.name, nativeName: organisations.nativeName, nativeLanguage: organisations.nativeLanguage },
      person: { name: people.name, nativeName: people.nativeName, nativeLanguage: people.nativeLanguage },
    })
    .from(visitLetters)
    .leftJoin(organisations, and(eq(organisations.officeId, visitLetters.officeId), eq(organisations.id, visitLetters.organisationId)))
    .leftJoin(people, and(eq(people.officeId, visitLetters.officeId), eq(people.id, visitLetters.personId)))
    .where(and(eq(visitLetters.officeId, tx.officeId), isNull(visitLetters.deletedAt), which))
    .orderBy(asc(visitLetters.id))
    .limit(MOST_LETTERS)
  const known = await signersNamed(
    tx,
    rows.map(({ letter }) => letter.signatory),
  )
  return rows.map(({ letter, ...named }) => ({
    ...letter,
    ...named,
    body: withoutSignature(letter.body, letter.signatory),
    signed: Object.fromEntries(Object.keys(letter.body.in).map((language) => [language, signatoryIn(language, letter.signatory, known)])),
  }))
}

/** Who of the register bears the name of one that signs, our own people first. None asked about, no query; else at most four. */
async function signersNamed(tx: OfficeTx, signatories: readonly LocalText[]): Promise<Signer[]> {
  const names = [...new Set(signatories.flatMap(signerNames))]
  if (names.length === 0) return []
  const found = await peopleNamed(tx, names)
  const home = found.length < 2 ? null : await homeOrganisation(tx)
  const ours = ({ posts: held }: (typeof found)[number]): boolean => held.some(({ organisation }) => organisation.id === home)
  return found.toSorted((a, b) => Number(ours(b)) - Number(ours(a))).map(({ person }) => person)
}

/** The letters of a visit, as written. One query. */
export const lettersOf = (tx: OfficeTx, visitId: string): Promise<LetterRow[]> => rowsOf(tx, eq(visitLetters.visitId, visitId))

/** One letter of this very visit; null when there is none. */
export async function letterById(tx: OfficeTx, visitId: string, id: string): Promise<LetterRow | null> {
  return isId(id) ? ((await rowsOf(tx, and(eq(visitLetters.visitId, visitId), eq(visitLetters.id, id))))[0] ?? null) : null
}

export type Addressee = Named & {
  readonly id: string
  readonly title: string | null
  readonly salutation: LocalText
  readonly post: RoleClass
  readonly role: LocalText
  readonly organisationId: string
  readonly email: string | null
}

/** Whom one may write to: who holds a post in one of the organisations now. One query. */
export async function addressees(tx: OfficeTx, organisationIds: readonly string[]): Promise<Addressee[]> {
  if (organisationIds.length === 0) return []
  return tx
    .select({
      id: people.id,
      name: people.name,
      nativeName: people.nativeName,
      nativeLanguage: people.nativeLanguage,
      title: people.title,
      salutation: people.salutation,
      post: posts.roleClass,
      role: posts.role,
      organisationId: posts.organisationId,
      email: people.email,
    })
    .from(posts)
    .innerJoin(people, and(eq(people.officeId, posts.officeId), eq(people.id, posts.personId), isNull(people.deletedAt)))
    .where(
      and(
        eq(posts.officeId, tx.officeId),
        isNull(posts.deletedAt),
        isNull(posts.toDate),
        sql`${posts.organisationId} = any(${sql.param([...organisationIds])}::uuid[])`,
      ),
    )
    .orderBy(asc(people.sortKey), asc(people.id))
    .limit(100)
}

/** The days an event had before those it has now, the newest first. One query. */
export async function earlierDays(tx: OfficeTx, eventId: string, now: ImpreciseDate | null): Promise<ImpreciseDate[]> {
  const date = sql<ImpreciseDate>`${activities.before} ->> 'date'`
  const rows = await tx
    .select({ date })
    .from(activities)
    .where(and(eq(activities.officeId, tx.officeId), eq(activities.thing, 'event'), eq(activities.thingId, eventId), sql`${date} is not null`))
    .groupBy(date)
    .orderBy(sql`max(${activities.at}) desc`)
    .limit(50)
  return rows.map((row) => row.date).filter((one) => one !== now)
}

/** The mail by which a letter left last. `id` null: the post keeps it no more, and what became of it stands with the letter; `at` null: nothing is settled yet. */
export type LetterMail = { readonly id: string | null; readonly to: string; readonly state: MailState; readonly at: Date | null; readonly said: string }

/** null: it did not leave by e-mail. One query at most. */
export async function letterMailOf(
  tx: OfficeTx,
  { mailId, mailedTo, mailEnd }: Pick<LetterRecord, 'mailId' | 'mailedTo' | 'mailEnd'>,
): Promise<LetterMail | null> {
  // The address may have had to be forgotten.
  if (mailEnd !== null) return { id: null, to: mailedTo || FORGOTTEN, state: mailEnd.state, at: new Date(mailEnd.at), said: mailEnd.said }
  if (mailId === null) return null
  const [row] = await tx
    .select({ id: outbox.id, to: outbox.to, state: outbox.state, sentAt: outbox.sentAt, settledAt: outbox.settledAt, said: outbox.lastError })
    .from(outbox)
    .where(and(eq(outbox.officeId, tx.officeId), eq(outbox.id, mailId)))
  return row === undefined ? null : { id: row.id, to: row.to, state: row.state, at: row.state === 'sent' ? row.sentAt : row.settledAt, said: row.said ?? '' }
}

/** Letters that are looked at for how somebody's name and post are written in a language. */
const LETTERS_REMEMBERED = 50

/**
 * Who most likely signs the next letter, in each of its languages: whoever signed the office's last one, as an earlier letter of theirs has it, else as the
 * register calls them. Empty where nobody signed one yet.
 */
export async function likelySignatory(tx: OfficeTx, languages: readonly string[]): Promise<LocalTextForm> {
  const letters = await tx
    .select({ signatory: visitLetters.signatory })
    .from(visitLetters)
    .where(and(eq(visitLetters.officeId, tx.officeId), isNull(visitLetters.deletedAt), sql`${visitLetters.signatory} -> 'in' <> '{}'::jsonb`))
    .orderBy(desc(visitLetters.updatedAt), desc(visitLetters.id))
    .limit(LETTERS_REMEMBERED)
  const [last] = letters
  if (last === undefined) return {}
  const theirs = letters.filter(({ signatory }) => sameSigner(signatory, last.signatory))
  const known = await signersNamed(tx, [last.signatory])
  return Object.fromEntries(
    languages.map((language) => {
      const written = theirs.find(({ signatory }) => signatory.in[language] !== undefined)?.signatory ?? last.signatory
      return [language, signatoryIn(language, written, known)]
    }),
  )
}

async function newestLetterTo(tx: OfficeTx, whom: SQL): Promise<string | null> {
  const [letter] = await tx
    .select({ title: events.title })
    .from(visitLetters)
    .innerJoin(visits, and(eq(visits.officeId, visitLetters.officeId), eq(visits.id, visitLetters.visitId), isNull(visits.deletedAt)))
    .innerJoin(events, and(eq(events.officeId, visitLetters.officeId), eq(events.id, visitLetters.visitId), isNull(events.deletedAt)))
    .where(and(eq(visitLetters.officeId, tx.officeId), isNull(visitLetters.deletedAt), whom))
    .orderBy(desc(visitLetters.id))
    .limit(1)
  return letter === undefined ? null : m.visits_letter_holds({ title: textIn(letter.title) })
}

/** The newest letter of a visit that is addressed to a person, in words; for whoever would remove them. */
export const lettersToPerson = (tx: OfficeTx, personId: string): Promise<string | null> => newestLetterTo(tx, eq(visitLetters.personId, personId))

/** The same for an organisation. */
export const lettersToOrganisation = (tx: OfficeTx, organisationId: string): Promise<string | null> =>
  newestLetterTo(tx, eq(visitLetters.organisationId, organisationId))
