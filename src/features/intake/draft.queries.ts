// Reads the drafts of a text.
import { and, asc, eq } from 'drizzle-orm'
import type { OfficeTx } from '#platform/database/door.ts'
import { isId } from '#platform/ids.ts'
import { draftContent, type Draft } from './draft.ts'
import { drafts, type DraftRow } from './draft.table.ts'

export function draftOf(row: DraftRow): Draft {
  const { officeId: _, kind, data, links: __, updatedAt: ___, match, modelFind, ...rest } = row
  return { ...rest, match: match ?? null, modelFind: modelFind ?? null, ...draftContent.parse({ kind, data }) }
}

/** In the order of the desk. */
export async function draftsOf(tx: OfficeTx, textId: string): Promise<Draft[]> {
  const rows = await tx
    .select()
    .from(drafts)
    .where(and(eq(drafts.officeId, tx.officeId), eq(drafts.textId, textId)))
    .orderBy(asc(drafts.position), asc(drafts.id))
  return rows.map(draftOf)
}

export async function draftById(tx: OfficeTx, textId: string, id: string): Promise<Draft | null> {
  if (!isId(textId) || !isId(id)) return null
  const [row] = await tx
    .select()
    .from(drafts)
    .where(and(eq(drafts.officeId, tx.officeId), eq(drafts.textId, textId), eq(drafts.id, id)))
  return row === undefined ? null : draftOf(row)
}
