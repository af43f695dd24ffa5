// Sets up an office, invites and removes its people, and prints the one-time link of the first run.
import { createHash, randomBytes } from 'node:crypto'
import { and, eq, isNull } from 'drizzle-orm'
import { m } from '#messages'
import type { SystemTx } from '#platform/database/door.ts'
import { offices } from '#platform/database/office.table.ts'
import type { Here } from '#platform/here.ts'
import { newId } from '#platform/ids.ts'
import { slugOf } from '#platform/texts/slug.ts'
import { ok, refuse, type Result } from '#platform/result.ts'
import { FIRST_SITE_LANGUAGES, type Language, type SiteLanguage } from '#platform/texts/language.ts'
import { localText, type LocalText } from '#platform/texts/local-text.ts'
import { OFFICE_TIME_ZONE } from '#platform/clock.ts'
import { provenOfficer, type InvitationForm, type Officer, type Reader, type Role } from './account.ts'
import { officersLeft } from './account.queries.ts'
import { memberships, setupLinks } from './account.table.ts'
import type { Auth } from './auth.actions.ts'
import { authUsers } from './auth.table.ts'

export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex')

/** A fresh set-up token; earlier unused ones stop working. Only its hash is kept. */
export async function makeSetupLink(here: Here): Promise<string> {
  const token = randomBytes(24).toString('base64url')
  await here.db.asSystem(async (tx) => {
    await tx.delete(setupLinks).where(isNull(setupLinks.usedAt))
    await tx.insert(setupLinks).values({ tokenHash: hashToken(token), createdAt: here.clock.now() })
  })
  return token
}

/** Spends the set-up link; the second of two simultaneous uses is refused. */
export async function spendSetupLink(tx: SystemTx, here: Here, token: string): Promise<Result<null>> {
  const spent = await tx
    .update(setupLinks)
    .set({ usedAt: here.clock.now() })
    .where(and(eq(setupLinks.tokenHash, hashToken(token)), isNull(setupLinks.usedAt)))
    .returning({ tokenHash: setupLinks.tokenHash })
  return spent.length === 1 ? ok(null) : refuse('setup-link', m.accounts_setup_link_spent())
}

export type NewOffice = {
  readonly name: LocalText
  readonly placeId: number
  readonly country: string
  readonly languages: readonly string[]
  /** In which the citizens' pages are read; left out, in those every office begins with. */
  readonly siteLanguages?: readonly SiteLanguage[]
  readonly slugFrom: string
  readonly timeZone?: string
  readonly demo?: boolean
  readonly officer: { readonly name: string; readonly email: string; readonly language: Language; readonly password?: string }
}

/** Makes the office and its first officer in the given transaction. */
export async function openOfficeOfTown(tx: SystemTx, here: Here, auth: Auth, wanted: NewOffice): Promise<Officer> {
  const officeId = newId()
  const base = slugOf(wanted.slugFrom) || 'office'
  const taken = (await tx.select({ slug: offices.slug }).from(offices)).map((row) => row.slug)
  let slug = base
  for (let n = 2; taken.includes(slug); n += 1) slug = `${base}-${n}`
  await tx.insert(offices).values({
    id: officeId,
    slug,
    name: wanted.name,
    placeId: wanted.placeId,
    country: wanted.country,
    languages: [...wanted.languages],
    siteLanguages: [...(wanted.siteLanguages ?? FIRST_SITE_LANGUAGES)],
    timeZone: wanted.timeZone ?? OFFICE_TIME_ZONE,
    demo: wanted.demo === true ? here.clock.now() : null,
    createdAt: here.clock.now(),
  })
  const userId = await accountOf(tx, here, wanted.officer)
  if (wanted.officer.password !== undefined && wanted.officer.password !== '') await auth.setPassword(tx, userId, wanted.officer.password)
  await tx.insert(memberships).values({ officeId, id: newId(), userId, role: 'officer', createdAt: here.clock.now() })
  const officer = provenOfficer({
    officeId,
    personId: userId,
    name: wanted.officer.name,
    email: wanted.officer.email,
    role: 'officer',
    language: wanted.officer.language,
  })
  if (officer === null) throw new Error('the first person of an office is an officer')
  return officer
}

/** The account with this e-mail address, made when there is none. */
async function accountOf(tx: SystemTx, here: Here, person: { name: string; email: string; language?: Language }): Promise<string> {
  const [known] = await tx.select({ id: authUsers.id }).from(authUsers).where(eq(authUsers.email, person.email))
  if (known !== undefined) return known.id
  const id = newId()
  await tx.insert(authUsers).values({
    id,
    name: person.name,
    email: person.email,
    emailVerified: false,
    language: person.language ?? null,
    createdAt: here.clock.now(),
    updatedAt: here.clock.now(),
  })
  return id
}

/** Adds a colleague; they sign in by a link sent to their address. */
export const invitePerson = (here: Here, by: Officer, form: InvitationForm): Promise<Result<{ email: string }>> => addMember(here, by.officeId, form)

/** Adds a member without an officer's proof: the development page and the first run of another office. */
export async function addMember(here: Here, officeId: string, form: InvitationForm): Promise<Result<{ email: string }>> {
  return here.db.asSystem(async (tx) => {
    const userId = await accountOf(tx, here, form)
    const added = await tx
      .insert(memberships)
      .values({ officeId, id: newId(), userId, role: form.role, createdAt: here.clock.now() })
      .onConflictDoNothing({ target: [memberships.officeId, memberships.userId] })
      .returning({ id: memberships.id })
    return added.length === 1 ? ok({ email: form.email }) : refuse('member-already', m.accounts_member_already({ email: form.email }), 'email')
  })
}

/** Changes what a member may do. The last officer of an office stays an officer. */
export async function changeRole(here: Here, by: Officer, membershipId: string, role: Role): Promise<Result<null>> {
  return here.db.asSystem(async (tx) => {
    const [member] = await lockMember(tx, by, membershipId)
    if (member === undefined) return refuse('missing', m.accounts_member_missing())
    if (member.role === 'officer' && role !== 'officer' && (await officersLeft(tx, by.officeId)) < 2) return refuse('last-officer', m.accounts_last_officer())
    await tx
      .update(memberships)
      .set({ role })
      .where(and(eq(memberships.officeId, by.officeId), eq(memberships.id, membershipId)))
    return ok(null)
  })
}

/** Ends a membership; what the person wrote stays with their name in the record. */
export async function removeMember(here: Here, by: Officer, membershipId: string): Promise<Result<null>> {
  return here.db.asSystem(async (tx) => {
    const [member] = await lockMember(tx, by, membershipId)
    if (member === undefined) return refuse('missing', m.accounts_member_missing())
    if (member.role === 'officer' && (await officersLeft(tx, by.officeId)) < 2) return refuse('last-officer', m.accounts_last_officer())
    await tx.delete(memberships).where(and(eq(memberships.officeId, by.officeId), eq(memberships.id, membershipId)))
    return ok(null)
  })
}

// The office's row is locked first: two officers who remove each other at once must not leave the office without any.
async function lockMember(tx: SystemTx, by: Officer, membershipId: string) {
  await tx.select({ id: offices.id }).from(offices).where(eq(offices.id, by.officeId)).for('update')
  return tx
    .select({ role: memberships.role })
    .from(memberships)
    .where(and(eq(memberships.officeId, by.officeId), eq(memberships.id, membershipId)))
}

/** A person's own name and reading language. */
export async function changeMe(here: Here, by: Reader, form: { name: string; language: Language }): Promise<void> {
  await here.db.asSystem((tx) =>
    tx.update(authUsers).set({ name: form.name, language: form.language, updatedAt: here.clock.now() }).where(eq(authUsers.id, by.personId)),
  )
}

/** The office's name in the given languages, for forms that ask for Bulgarian and English. */
export const officeName = (bg: string, en: string, at: Date): LocalText => {
  const first = localText(bg, at, 'bg')
  return en === '' ? first : { source: 'bg', in: { ...first.in, ...localText(en, at, 'en').in } }
}
