// Which organisations of the register may be the municipality of a town an approach was made to, and which letters the register has of them.
import { and, eq, isNull } from 'drizzle-orm'
import { organisationsNamed } from '#features/organisations/organisation.queries.ts'
import { type Organisation, organisations } from '#features/organisations/organisation.table.ts'
import { partnershipsOf, type PartnershipView } from '#features/partnerships/partnership.queries.ts'
import { contacts } from '#features/partnerships/silence/contact.table.ts'
import type { Place } from '#features/places/place.ts'
import { anyOf } from '#platform/database/any-of.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { outbox } from '#platform/mail/outbox.table.ts'
import { isLost } from './approach.ts'

/** `there`: municipalities that lie in that very town · `alike`: others of the same country and name. */
export type LookAlikes = { readonly there: readonly Organisation[]; readonly alike: readonly Organisation[] }

/** So many of a town are read. */
const MOST = 20

export async function lookAlikes(tx: OfficeTx, place: Place): Promise<LookAlikes> {
  const there = await tx
    .select()
    .from(organisations)
    .where(
      and(
        eq(organisations.officeId, tx.officeId),
        isNull(organisations.deletedAt),
        eq(organisations.placeId, place.id),
        eq(organisations.kind, 'municipality'),
      ),
    )
    .orderBy(organisations.sortKey, organisations.id)
    .limit(MOST)
  const named = await organisationsNamed(tx, [place.name, ...place.names.slice(0, MOST)])
  return { there, alike: named.filter((one) => one.country === place.country && !there.some(({ id }) => id === one.id)) }
}

/** The one that is meant without asking: the only municipality of that town; null where a person must say. */
export const surelyMeant = ({ there }: LookAlikes): Organisation | null => (there.length === 1 ? there[0]! : null)
/** Whether somebody must say which it is. */
export const isDoubtful = ({ there, alike }: LookAlikes): boolean => there.length > 1 || (there.length === 0 && alike.length > 0)

/** Letters with an organisation that the register has already, as „direction day“: an office may have written them down itself. */
export async function lettersWith(tx: OfficeTx, organisationId: string): Promise<Set<string>> {
  const rows = await tx
    .select({ direction: contacts.direction, date: contacts.date })
    .from(contacts)
    .where(and(eq(contacts.officeId, tx.officeId), eq(contacts.organisationId, organisationId), eq(contacts.kind, 'letter')))
  return new Set(rows.map(({ direction, date }) => `${direction} ${date}`))
}

/** Which of these mails did not arrive. */
export async function lostMails(tx: OfficeTx, mailIds: readonly string[]): Promise<Set<string>> {
  if (mailIds.length === 0) return new Set()
  const rows = await tx
    .select({ id: outbox.id, state: outbox.state })
    .from(outbox)
    .where(and(eq(outbox.officeId, tx.officeId), anyOf(outbox.id, mailIds)))
  return new Set(rows.filter(({ state }) => isLost(state)).map(({ id }) => id))
}

/** The partnership with an organisation; null: there is none. */
export const partnershipWith = async (tx: OfficeTx, organisationId: string): Promise<PartnershipView | null> =>
  (await partnershipsOf(tx, [organisationId]))[0] ?? null
