// Reads offices, their members and who a visitor is.
import { and, asc, count, eq } from 'drizzle-orm'
import type { SystemTx } from '#platform/database/door.ts'
import { offices } from '#platform/database/office.table.ts'
import { FIRST_LANGUAGE, FIRST_SITE_LANGUAGES, isLanguage, isSiteLanguage, type SiteLanguage } from '#platform/texts/language.ts'
import { provenOfficer, provenReader, type Officer, type Reader, type Role } from './account.ts'
import { memberships, setupLinks } from './account.table.ts'
import { authUsers } from './auth.table.ts'

export type Office = typeof offices.$inferSelect

export const anyOffice = async (tx: SystemTx): Promise<boolean> => (await tx.select({ id: offices.id }).from(offices).limit(1)).length > 0

export type OfficeOfHost = (host: string) => Office | null

/** Whose citizens' pages a host shows: the office's with that public host, else the oldest one's. */
export async function officesByHost(tx: SystemTx): Promise<OfficeOfHost> {
  const all = await tx.select().from(offices).orderBy(asc(offices.createdAt), asc(offices.id))
  const byHost = new Map(all.flatMap((office) => (office.publicHost === null ? [] : [[office.publicHost, office] as const])))
  return (host) => byHost.get(host) ?? all[0] ?? null
}

/** In which languages the office's citizens' pages are read, the first for readers of any other; never none. */
export function siteLanguagesOf({ siteLanguages }: Pick<Office, 'siteLanguages'>): readonly SiteLanguage[] {
  const known = siteLanguages.filter(isSiteLanguage)
  return known.length === 0 ? FIRST_SITE_LANGUAGES : known
}

/** The visitor's membership: in the office they chose last if still a member, else in their oldest one. */
export async function memberOf(
  tx: SystemTx,
  account: { id: string; name: string; email: string; language: string | null },
  wishedOffice: string | null,
): Promise<{ reader: Reader; office: Office } | null> {
  const rows = await tx
    .select({ role: memberships.role, office: offices })
    .from(memberships)
    .innerJoin(offices, eq(offices.id, memberships.officeId))
    .where(eq(memberships.userId, account.id))
    .orderBy(asc(memberships.createdAt), asc(memberships.id))
    .limit(50)
  const row = rows.find((one) => one.office.id === wishedOffice) ?? rows[0]
  if (row === undefined) return null
  const own = row.office.languages[0]
  return {
    // Texts can be written in whatever language citizens read: forms offer those after the office's own.
    office: { ...row.office, languages: [...new Set([...row.office.languages, ...row.office.siteLanguages])] },
    reader: provenReader({
      officeId: row.office.id,
      personId: account.id,
      name: account.name,
      email: account.email,
      role: row.role,
      language: isLanguage(account.language) ? account.language : isLanguage(own) ? own : FIRST_LANGUAGE,
    }),
  }
}

export type Member = {
  readonly id: string
  readonly userId: string
  readonly name: string
  readonly email: string
  readonly role: Role
  readonly since: Date
  readonly language: string | null
}

/** The office's members, officers first; a town hall has few. */
export const membersOf = (tx: SystemTx, officeId: string): Promise<Member[]> =>
  tx
    .select({
      id: memberships.id,
      userId: memberships.userId,
      name: authUsers.name,
      email: authUsers.email,
      role: memberships.role,
      since: memberships.createdAt,
      language: authUsers.language,
    })
    .from(memberships)
    .innerJoin(authUsers, eq(authUsers.id, memberships.userId))
    .where(eq(memberships.officeId, officeId))
    .orderBy(asc(memberships.role), asc(authUsers.name))
    .limit(200)

/** The officer in whose name work goes on in the background, if they still are one; with `another` any officer of the office. */
export async function officerForWork(tx: SystemTx, officeId: string, personId: string, otherwise: 'nobody' | 'another' = 'nobody'): Promise<Officer | null> {
  const members = await membersOf(tx, officeId)
  const own = members.find(({ userId, role }) => userId === personId && role === 'officer')
  const member = own ?? (otherwise === 'another' ? members.find(({ role }) => role === 'officer') : undefined)
  if (member === undefined) return null
  const { userId, name, email, role } = member
  return provenOfficer(provenReader({ officeId, personId: userId, name, email, role, language: FIRST_LANGUAGE }))
}

export async function officersLeft(tx: SystemTx, officeId: string): Promise<number> {
  const [row] = await tx
    .select({ n: count() })
    .from(memberships)
    .where(and(eq(memberships.officeId, officeId), eq(memberships.role, 'officer')))
  return row?.n ?? 0
}

/** Whether the set-up link with this hash still opens the door. */
export async function setupLinkOpen(tx: SystemTx, tokenHash: string): Promise<boolean> {
  const [link] = await tx.select().from(setupLinks).where(eq(setupLinks.tokenHash, tokenHash))
  return link !== undefined && link.usedAt === null
}
