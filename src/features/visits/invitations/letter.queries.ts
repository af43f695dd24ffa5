// Reads letters of visits, what they are composed from, and what keeps a person or an organisation from being removed.
import { and, asc, desc, eq, isNull, sql, type SQL } from 'drizzle-orm'
import { events } from '#features/events/event.table.ts'
import { organisations } from '#features/organisations/organisation.table.ts'
import { people, posts } from '#features/organisations/people/person.table.ts'
import type { RoleClass } from '#features/organisations/people/post.ts'
import { m } from '#messages'
import type { OfficeTx } from '#platform/database/door.ts'
import { isId } from '#platform/ids.ts'
import type { MailState } from '#platform/mail/letter.ts'
import { outbox } from '#platform/mail/outbox.table.ts'
import { EMPTY_TEXT, type LocalText, textIn } from '#platform/texts/local-text.ts'
import { visits } from '../visit.table.ts'
import { MOST_LETTERS } from './letter.ts'
import { visitLetters } from './letter.table.ts'

export type LetterRecord = typeof visitLetters.$inferSelect
type Named = { readonly name: LocalText; readonly nativeName: string | null; readonly nativeLanguage: string | null }
export type LetterRow = LetterRecord & { readonly organisation: Named | null; readonly person: Named | null }

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
  return rows.map(({ letter, ...named }) => ({ ...letter, ...named }))
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

/** The mail by which a letter left last. `id` null: the post keeps it no more, and what became of it stands with the letter; `at` null: nothing is settled yet. */
export type LetterMail = { readonly id: string | null; readonly to: string; readonly state: MailState; readonly at: Date | null; readonly said: string }

/** null: it did not leave by e-mail. One query at most. */
export async function letterMailOf(
  tx: OfficeTx,
  { mailId, mailedTo, mailEnd }: Pick<LetterRecord, 'mailId' | 'mailedTo' | 'mailEnd'>,
): Promise<LetterMail | null> {
  if (mailEnd !== null) return { id: null, to: mailedTo, state: mailEnd.state, at: new Date(mailEnd.at), said: mailEnd.said }
  if (mailId === null) return null
  const [row] = await tx
    .select({ id: outbox.id, to: outbox.to, state: outbox.state, sentAt: outbox.sentAt, settledAt: outbox.settledAt, said: outbox.lastError })
    .from(outbox)
    .where(and(eq(outbox.officeId, tx.officeId), eq(outbox.id, mailId)))
  return row === undefined ? null : { id: row.id, to: row.to, state: row.state, at: row.state === 'sent' ? row.sentAt : row.settledAt, said: row.said ?? '' }
}

/** Who signed the office's last letter: most likely the same signs the next. */
export async function lastSignatory(tx: OfficeTx): Promise<LocalText> {
  const [last] = await tx
    .select({ signatory: visitLetters.signatory })
    .from(visitLetters)
    .where(and(eq(visitLetters.officeId, tx.officeId), isNull(visitLetters.deletedAt), sql`${visitLetters.signatory} -> 'in' <> '{}'::jsonb`))
    .orderBy(desc(visitLetters.updatedAt))
    .limit(1)
  return last?.signatory ?? EMPTY_TEXT
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
