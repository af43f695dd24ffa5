// Reads what the reminders need: the office's rules, the open promises with whom one would write to, who was written to lately and what is known of the addresses.
import { and, asc, desc, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm'
import type { Role } from '#features/accounts/account.ts'
import { type Member, membersOf } from '#features/accounts/account.queries.ts'
import { organisations } from '#features/organisations/organisation.table.ts'
import { people, posts, type Person } from '#features/organisations/people/person.table.ts'
import { isPast, type RoleClass } from '#features/organisations/people/post.ts'
import type { OfficeTx, SystemTx } from '#platform/database/door.ts'
import { type MailState, plainAddress } from '#platform/mail/letter.ts'
import { mailAddresses, outbox } from '#platform/mail/outbox.table.ts'
import { isLanguage, type Language } from '#platform/texts/language.ts'
import type { LocalText } from '#platform/texts/local-text.ts'
import { dayAfter } from '#platform/dates.ts'
import { alive, itsPerson, partnersOf, theirPerson, theirsPerson, unsettled } from '../commitment.queries.ts'
import { commitments } from '../commitment.table.ts'
import { type Side } from '../commitment.ts'
import { DAYS_BETWEEN_LETTERS, type HolidaySource, noHolidays, type Reminded, type ReminderRules, USUAL_RULES } from './reminder.ts'
import { type MatterSource, mattersOf, matterTo } from './matter.ts'
import type { Ground } from './planning.ts'
import { remindedPromises, reminderRules, trustedPartners } from './reminder.table.ts'

export type RulesRow = ReminderRules & {
  readonly version: number
  readonly standInId: string | null
  readonly writtenOn: string | null
  readonly updatedAt: Date | null
}

/** The usual rules, with version 0, until an office decides. */
export async function rulesOf(tx: OfficeTx): Promise<RulesRow> {
  const [row] = await tx
    .select()
    .from(reminderRules)
    .where(and(eq(reminderRules.officeId, tx.officeId), isNull(reminderRules.deletedAt)))
  return row ?? { ...USUAL_RULES, version: 0, standInId: null, writtenOn: null, updatedAt: null }
}

export const trustedOf = async (tx: OfficeTx): Promise<ReadonlySet<string>> =>
  new Set((await tx.select({ id: trustedPartners.organisationId }).from(trustedPartners).where(eq(trustedPartners.officeId, tx.officeId))).map(({ id }) => id))

/** Somebody of the register who may be written to. */
export type Addressee = {
  readonly id: string
  readonly name: LocalText
  readonly nativeName: string | null
  readonly nativeLanguage: string | null
  readonly title: string | null
  readonly languages: readonly string[]
  readonly salutation: LocalText
  readonly email: string | null
}
export type PartnerOfPromise = {
  readonly organisationId: string
  readonly name: LocalText
  readonly nativeName: string | null
  readonly country: string
  readonly nativeLanguage: string | null
}
/** An open promise with a day, and who answers for it on either side. */
export type OpenPromise = {
  readonly id: string
  readonly owedBy: Side
  readonly text: LocalText
  readonly dueBy: string
  readonly person: Addressee | null
  readonly theirPerson: Addressee | null
  readonly partners: readonly PartnerOfPromise[]
}

const addresseeOf = (person: Person | null): Addressee | null =>
  person === null || person.deletedAt !== null || person.erasedAt !== null
    ? null
    : {
        id: person.id,
        name: person.name,
        nativeName: person.nativeName,
        nativeLanguage: person.nativeLanguage,
        title: person.title,
        languages: person.languages,
        salutation: person.salutation,
        email: person.email,
      }

/** Posts by person: at which organisation, as what, and whether still. */
export type PostHeld = { readonly organisationId: string; readonly roleClass: RoleClass; readonly country: string }
export type PostsHeld = ReadonlyMap<string, readonly PostHeld[]>

export async function postsHeldBy(tx: OfficeTx, personIds: readonly string[], today: string): Promise<PostsHeld> {
  if (personIds.length === 0) return new Map()
  const rows = await tx
    .select({
      personId: posts.personId,
      organisationId: posts.organisationId,
      roleClass: posts.roleClass,
      toDate: posts.toDate,
      country: organisations.country,
    })
    .from(posts)
    .innerJoin(organisations, and(eq(organisations.officeId, posts.officeId), eq(organisations.id, posts.organisationId)))
    .where(and(eq(posts.officeId, tx.officeId), isNull(posts.deletedAt), inArray(posts.personId, [...new Set(personIds)])))
    .orderBy(asc(posts.id))
  return Map.groupBy(
    rows.filter(({ toDate }) => !isPast({ toDate }, today)),
    ({ personId }) => personId,
  )
}

/** Those of the given people who came, or received us, in a partner's delegation. */
export type GuestSource = (tx: OfficeTx, personIds: readonly string[]) => Promise<ReadonlySet<string>>

/** Whether posts make somebody a partner's: one at any of the given partners, or posts abroad and none in our own country. */
export const heldAbroad = (held: readonly Pick<PostHeld, 'organisationId' | 'country'>[], partners: readonly string[], home: string): boolean =>
  held.some(({ organisationId }) => partners.includes(organisationId)) || (held.length > 0 && held.every(({ country }) => country !== home))

/**
 * Every open promise that is due by a day. Whoever answers for it and holds a post at one of its partners, or abroad, or was in a partner's delegation, is
 * theirs, whichever box they were named in: our own words must not reach a partner. Four queries beside that of `guests`. `home`: the office's country.
 */
export async function openPromises(
  tx: OfficeTx,
  today: string,
  home: string,
  guests: GuestSource = async () => new Set(),
): Promise<{ promises: OpenPromise[]; posts: PostsHeld }> {
  const rows = await tx
    .select({ id: commitments.id, owedBy: commitments.owedBy, text: commitments.text, dueBy: commitments.dueBy, person: people, theirPerson })
    .from(commitments)
    .leftJoin(people, itsPerson)
    .leftJoin(theirPerson, theirsPerson)
    .where(and(alive(tx), unsettled, isNotNull(commitments.dueBy)))
    .orderBy(asc(commitments.dueBy), asc(commitments.id))
  const partners = await partnersOf(
    tx,
    rows.map(({ id }) => id),
  )
  const languages = await nativeLanguages(
    tx,
    [...partners.values()].flat().map(({ organisationId }) => organisationId),
  )
  const held = await postsHeldBy(
    tx,
    rows.flatMap((row) => [row.person, row.theirPerson].flatMap((one) => one?.id ?? [])),
    today,
  )
  const came = await guests(tx, [...new Set(rows.flatMap(({ person }) => person?.id ?? []))])
  const promises = rows.flatMap((row) => {
    if (row.dueBy === null) return []
    const own = (partners.get(row.id) ?? []).map((partner) => ({ ...partner, nativeLanguage: languages.get(partner.organisationId) ?? null }))
    const [person, theirs] = [addresseeOf(row.person), addresseeOf(row.theirPerson)]
    const at = own.map(({ organisationId }) => organisationId)
    const isTheirs = person !== null && (came.has(person.id) || heldAbroad(held.get(person.id) ?? [], at, home))
    return [
      {
        id: row.id,
        owedBy: row.owedBy,
        text: row.text,
        dueBy: row.dueBy,
        person: isTheirs ? null : person,
        theirPerson: theirs ?? (isTheirs ? person : null),
        partners: own,
      },
    ]
  })
  return { promises, posts: held }
}

async function nativeLanguages(tx: OfficeTx, organisationIds: readonly string[]): Promise<Map<string, string | null>> {
  if (organisationIds.length === 0) return new Map()
  const rows = await tx
    .select({ id: organisations.id, language: organisations.nativeLanguage })
    .from(organisations)
    .where(and(eq(organisations.officeId, tx.officeId), inArray(organisations.id, [...new Set(organisationIds)])))
  return new Map(rows.map(({ id, language }) => [id, language]))
}

/** For which day the letters of one side spoke last of each promise; one query. */
export async function coveredUntil(tx: OfficeTx, who: Reminded, promiseIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (promiseIds.length === 0) return new Map()
  const rows = await tx
    .select({ id: remindedPromises.commitmentId, until: sql<string>`max(${remindedPromises.coversUntil})::text` })
    .from(remindedPromises)
    .where(and(eq(remindedPromises.officeId, tx.officeId), eq(remindedPromises.who, who), inArray(remindedPromises.commitmentId, [...promiseIds])))
    .groupBy(remindedPromises.commitmentId)
  return new Map(rows.flatMap(({ id, until }) => (id === null ? [] : [[id, until] as const])))
}

/** For which day letters spoke last of each matter, by `matterTo`; one query. */
export async function mattersCoveredUntil(tx: OfficeTx, keys: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (keys.length === 0) return new Map()
  const rows = await tx
    .select({ key: remindedPromises.matter, to: outbox.to, until: sql<string>`max(${remindedPromises.coversUntil})::text` })
    .from(remindedPromises)
    .innerJoin(outbox, and(eq(outbox.officeId, remindedPromises.officeId), eq(outbox.id, remindedPromises.mailId)))
    .where(and(eq(remindedPromises.officeId, tx.officeId), inArray(remindedPromises.matter, [...new Set(keys)])))
    .groupBy(remindedPromises.matter, outbox.to)
  return new Map(rows.map(({ key, to, until }) => [matterTo(key!, to), until]))
}

/** Letters that have not left and name a matter, with the keys they name; one query. */
export const waitingMatters = (tx: OfficeTx): Promise<{ readonly mailId: string; readonly key: string }[]> =>
  tx
    .select({ mailId: remindedPromises.mailId, key: sql<string>`${remindedPromises.matter}` })
    .from(remindedPromises)
    .innerJoin(outbox, and(eq(outbox.officeId, remindedPromises.officeId), eq(outbox.id, remindedPromises.mailId), inArray(outbox.state, ['held', 'waiting'])))
    .where(and(eq(remindedPromises.officeId, tx.officeId), isNotNull(remindedPromises.matter)))

export type KnownAddresses = {
  /** Address → the day of the last letter within the last week. */
  readonly lastLetters: ReadonlyMap<string, string>
  /** A letter to them waits for an officer: another is not written before that one is settled. */
  readonly waiting: ReadonlySet<string>
  /** Partners' addresses that got a reminder before. */
  readonly written: ReadonlySet<string>
  /** They want no more reminders. */
  readonly refused: ReadonlySet<string>
}

/**
 * What later features bring: what else our people are reminded of, which days are known to be holidays (without it only weekends are quiet), and who was in a
 * partner's delegation.
 */
export type ReminderSources = { readonly matters: readonly MatterSource[]; readonly holidays?: HolidaySource; readonly guests?: GuestSource }

/** Everything the letters of a day are planned from; a fixed number of queries. */
export async function groundFor(
  tx: OfficeTx,
  rules: RulesRow,
  today: string,
  colleagues: readonly Colleague[],
  office: { readonly languages: readonly string[]; readonly country: string },
  { matters: sources, holidays, guests }: ReminderSources,
): Promise<Ground> {
  const matters = await mattersOf(tx, sources, today)
  const { promises, posts: held } = await openPromises(tx, today, office.country, guests)
  const ids = promises.map(({ id }) => id)
  return {
    rules,
    promises,
    posts: held,
    matters,
    covered: {
      us: await coveredUntil(tx, 'us', ids),
      them: await coveredUntil(tx, 'them', ids),
      matters: await mattersCoveredUntil(
        tx,
        matters.map(({ key }) => key),
      ),
    },
    known: await knownAddresses(tx, today),
    trusted: await trustedOf(tx),
    colleagues,
    language: office.languages[0] ?? '',
    home: office.country,
    holidays: (await holidays?.(tx)) ?? noHolidays,
  }
}

/** What the outbox knows of the addresses the office reminds; two queries. */
export async function knownAddresses(tx: OfficeTx, today: string): Promise<KnownAddresses> {
  const since = dayAfter(today, -DAYS_BETWEEN_LETTERS)
  const mails = await tx
    .selectDistinct({ to: outbox.to, state: outbox.state, writtenOn: remindedPromises.writtenOn, who: remindedPromises.who })
    .from(remindedPromises)
    .innerJoin(outbox, and(eq(outbox.officeId, remindedPromises.officeId), eq(outbox.id, remindedPromises.mailId)))
    .where(eq(remindedPromises.officeId, tx.officeId))
  const last = new Map<string, string>()
  // A letter an officer threw away was none.
  for (const { to, state, writtenOn } of mails)
    if (writtenOn > since && state !== 'dropped' && state !== 'expired' && (last.get(to) ?? '') < writtenOn) last.set(to, writtenOn)
  const refusing = await tx
    .select({ address: mailAddresses.address })
    .from(mailAddresses)
    .where(and(eq(mailAddresses.officeId, tx.officeId), sql`${mailAddresses.refused} ? 'reminder'`))
  return {
    lastLetters: last,
    waiting: new Set(mails.filter(({ state }) => state === 'held').map(({ to }) => to)),
    written: new Set(mails.filter(({ who, state }) => who === 'them' && state === 'sent').map(({ to }) => to)),
    refused: new Set(refusing.map(({ address }) => address)),
  }
}

export type Colleague = { readonly id: string; readonly name: string; readonly email: string; readonly language: Language | null; readonly role: Role }

/** Who works in the office, by their address: letters to them are in the language they chose. One query, of the system's. */
export async function colleaguesOf(tx: SystemTx, officeId: string): Promise<Colleague[]> {
  const members: readonly Member[] = await membersOf(tx, officeId)
  return members.map(({ userId, name, email, language, role }) => ({
    role,
    id: userId,
    name,
    email: plainAddress(email),
    language: isLanguage(language) ? language : null,
  }))
}

export type ReminderPartner = { readonly id: string; readonly name: LocalText; readonly nativeName: string | null; readonly country: string }

/** The partners of open promises and those trusted already, in their alphabet; one query. */
export const partnersToTrust = (tx: OfficeTx): Promise<ReminderPartner[]> =>
  tx
    .select({ id: organisations.id, name: organisations.name, nativeName: organisations.nativeName, country: organisations.country })
    .from(organisations)
    .where(
      and(
        eq(organisations.officeId, tx.officeId),
        isNull(organisations.deletedAt),
        sql`(exists (select 1 from commitment_partner p join commitment c on c.office_id = p.office_id and c.id = p.commitment_id
              where p.office_id = ${organisations.officeId} and p.organisation_id = ${organisations.id}
                and c.deleted_at is null and c.kept_on is null and c.dropped_on is null)
            or exists (select 1 from ${trustedPartners} where ${trustedPartners.officeId} = ${organisations.officeId} and ${trustedPartners.organisationId} = ${organisations.id}))`,
      ),
    )
    .orderBy(asc(organisations.sortKey), asc(organisations.id))
    .limit(500)

export type LetterOfPromise = {
  readonly mailId: string
  readonly who: Reminded
  readonly writtenOn: string
  readonly to: string
  readonly toName: string
  readonly state: MailState
}

/** The letters that reminded of a promise, newest first, at most 10; one query. */
export const lettersAbout = (tx: OfficeTx, commitmentId: string): Promise<LetterOfPromise[]> =>
  tx
    .select({
      mailId: remindedPromises.mailId,
      who: remindedPromises.who,
      writtenOn: remindedPromises.writtenOn,
      to: outbox.to,
      toName: outbox.toName,
      state: outbox.state,
    })
    .from(remindedPromises)
    .innerJoin(outbox, and(eq(outbox.officeId, remindedPromises.officeId), eq(outbox.id, remindedPromises.mailId)))
    .where(and(eq(remindedPromises.officeId, tx.officeId), eq(remindedPromises.commitmentId, commitmentId)))
    .orderBy(desc(remindedPromises.writtenOn), desc(remindedPromises.id))
    .limit(10)
