// Reads the head of an office's papers, and which crests the store of files must keep.
import { and, eq, sql } from 'drizzle-orm'
import { activities } from '#platform/activity/activity.table.ts'
import type { OfficeTx, SystemTx } from '#platform/database/door.ts'
import { offices } from '#platform/database/office.table.ts'
import { bytesOf, type FileStore } from '#platform/files/files.ts'
import { asTyped, EMPTY_TEXT } from '#platform/texts/local-text.ts'
import type { Letterhead } from './letterhead.ts'
import { letterheads } from './letterhead.table.ts'
import type { OfficeOnPaper } from './paper-head.ts'

/** One statement. */
export async function letterheadOf(tx: OfficeTx): Promise<Letterhead> {
  const [row] = await tx
    .select({ name: offices.name, kept: letterheads })
    .from(offices)
    .leftJoin(letterheads, and(eq(letterheads.officeId, offices.id), eq(letterheads.id, offices.id)))
    .where(eq(offices.id, tx.officeId))
  const kept = row!.kept
  return {
    name: row!.name,
    address: kept?.address ?? EMPTY_TEXT,
    phone: kept?.phone ?? '',
    email: kept?.email ?? '',
    web: kept?.web ?? '',
    crest: kept === null || kept.crestHash === null ? null : { hash: kept.crestHash, width: kept.crestWidth ?? 1, height: kept.crestHeight ?? 1 },
    crestText: kept?.crestText ?? EMPTY_TEXT,
    version: kept?.version ?? 0,
  }
}

/** The office as its papers show it, with the crest's own bytes; a crest the store has lost is none. */
export async function officeOnPaper(tx: OfficeTx, files: FileStore): Promise<OfficeOnPaper> {
  const { name, address, phone, email, web, crest, crestText } = await letterheadOf(tx)
  const bytes = crest === null ? null : await bytesOf(files, crest.hash)
  return {
    name: asTyped(name),
    address: asTyped(address),
    phone,
    email,
    web,
    crest: crest === null || bytes === null ? null : { width: crest.width, height: crest.height, bytes, text: asTyped(crestText) },
  }
}

/** Every crest any office ever had: an undone change, or an earlier state brought back, finds its picture. They are few and small. */
export async function neededCrests(tx: SystemTx): Promise<Set<string>> {
  const rows = await tx
    .selectDistinct({ hash: sql<string | null>`${activities.after} -> 'crest' ->> 'hash'` })
    .from(activities)
    .where(eq(activities.thing, 'letterhead'))
  return new Set(rows.flatMap(({ hash }) => hash ?? []))
}
