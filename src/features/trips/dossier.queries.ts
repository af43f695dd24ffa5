// Reads the dossier of the visit a journey is for: its purpose, and who of its delegation comes.
import { and, eq, isNull } from 'drizzle-orm'
import { delegateName } from '#features/visits/delegations/delegate.ts'
import { delegates } from '#features/visits/delegations/delegate.table.ts'
import { visits } from '#features/visits/visit.table.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { nameKey } from '#platform/names/name-key.ts'
import type { LocalText } from '#platform/texts/local-text.ts'

/** A member of our delegation as the dossier has them. `withdrawnOn`: since when they do not come. */
export type DossierMember = { readonly personId: string | null; readonly name: string; readonly withdrawnOn: string | null }
export type Dossier = { readonly purpose: LocalText; readonly members: readonly DossierMember[] }

/** null: the event has no dossier. Two queries. */
export async function dossierOf(tx: OfficeTx, id: string): Promise<Dossier | null> {
  const [visit] = await tx
    .select({ purpose: visits.ourPurpose })
    .from(visits)
    .where(and(eq(visits.officeId, tx.officeId), eq(visits.id, id), isNull(visits.deletedAt)))
  if (visit === undefined) return null
  const rows = await tx
    .select({
      personId: delegates.personId,
      title: delegates.title,
      name: delegates.name,
      nativeName: delegates.nativeName,
      role: delegates.role,
      withdrawnOn: delegates.withdrawnOn,
    })
    .from(delegates)
    .where(and(eq(delegates.officeId, tx.officeId), eq(delegates.visitId, id), eq(delegates.side, 'guests'), isNull(delegates.deletedAt)))
    .orderBy(delegates.id)
  return { purpose: visit.purpose, members: rows.map((row) => ({ personId: row.personId, name: delegateName(row), withdrawnOn: row.withdrawnOn })) }
}

type Named = { readonly personId: string | null; readonly name: string }
/** By the record of the register where both have one, else by name. */
const isSame = (one: Named, other: Named): boolean =>
  one.personId !== null && other.personId !== null ? one.personId === other.personId : nameKey(one.name) === nameKey(other.name)

/** The member of the delegation that a traveller is; null: none, or nobody knows. */
export const memberOf = (dossier: Dossier | null, traveller: Named): DossierMember | null =>
  dossier?.members.find((member) => isSame(member, traveller)) ?? null

/** Those of the delegation who come and do not travel. */
export const notTravelling = (dossier: Dossier | null, travellers: readonly Named[]): readonly DossierMember[] =>
  (dossier?.members ?? []).filter((member) => member.withdrawnOn === null && !travellers.some((one) => isSame(member, one)))
