// Finds steps by the number of their paper: „742“, „№ 742“, „1080/13.10.2022“.
import { and, asc, desc, eq, isNull, or, sql } from 'drizzle-orm'
import { organisations } from '#features/organisations/organisation.table.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { milestones } from './milestone.table.ts'
import { partnerships } from '../partnership.table.ts'

/** How a number may begin in the register; whoever looks for it types it with its sign or without. */
const SIGNS = ['', '№', '№ ', 'No ', 'No. ', 'no. ', 'N° ', 'n° ', 'n. ', 'Nr. ', 'Решение № ', 'Решение ']
const SIGN = /^(?:решение\s*)?(?:№|no\b\.?|n[°.]|nr\b\.?)?\s*(?=\d)/iu

/** Those whose paper's number begins so, the newest first. Nothing for a question that does not begin with a number. */
export async function stepsNumbered(tx: OfficeTx, query: string, limit: number) {
  const number = query.trim().replace(SIGN, '')
  if (!/^\d/.test(number)) return []
  const column = sql`${milestones.documentNumber} collate "C"`
  // As a range: behind row security an index serves no LIKE.
  const begins = SIGNS.map((sign) => `${sign}${number}`).map((text) => sql`(${column} >= ${text} and ${column} < ${`${text}\u{10ffff}`})`)
  return tx
    .select({
      id: milestones.id,
      kind: milestones.kind,
      side: milestones.side,
      date: milestones.date,
      documentNumber: milestones.documentNumber,
      fromType: milestones.fromType,
      toType: milestones.toType,
      partnershipId: partnerships.id,
      partner: { name: organisations.name, nativeName: organisations.nativeName },
    })
    .from(milestones)
    .innerJoin(partnerships, and(eq(partnerships.officeId, milestones.officeId), eq(partnerships.id, milestones.partnershipId)))
    .innerJoin(organisations, and(eq(organisations.officeId, partnerships.officeId), eq(organisations.id, partnerships.organisationId)))
    .where(and(eq(milestones.officeId, tx.officeId), isNull(milestones.deletedAt), isNull(partnerships.deletedAt), or(...begins)))
    .orderBy(desc(milestones.firstDay), asc(milestones.id))
    .limit(limit)
}
