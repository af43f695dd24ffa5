// Which organisations of the register may be the municipality of a town an approach was made to.
import { and, eq, isNull } from 'drizzle-orm'
import { organisationsNamed } from '#features/organisations/organisation.queries.ts'
import { type Organisation, organisations } from '#features/organisations/organisation.table.ts'
import { partnershipsOf, type PartnershipView } from '#features/partnerships/partnership.queries.ts'
import type { Place } from '#features/places/place.ts'
import type { OfficeTx } from '#platform/database/door.ts'

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

/** The partnership with an organisation; null: there is none. */
export const partnershipWith = async (tx: OfficeTx, organisationId: string): Promise<PartnershipView | null> =>
  (await partnershipsOf(tx, [organisationId]))[0] ?? null
