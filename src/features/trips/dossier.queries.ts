// Reads the dossier of the visit a journey is for: its purpose, and who of its delegation comes.
import { and, eq, isNull } from 'drizzle-orm'
import { delegateName } from '#features/visits/delegations/delegate.ts'
import { delegates } from '#features/visits/delegations/delegate.table.ts'
import { visits } from '#features/visits/visit.table.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import type { Dossier } from './dossier.ts'

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
