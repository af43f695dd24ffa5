// Reads the head of an office's papers, and which crests the store of files must keep.
import { and, asc, desc, eq, sql } from 'drizzle-orm'
import { activities } from '#platform/activity/activity.table.ts'
import type { OfficeTx, SystemTx } from '#platform/database/door.ts'
import { offices } from '#platform/database/office.table.ts'
import { bytesOf, type FileStore } from '#platform/files/files.ts'
import { asTyped, EMPTY_TEXT } from '#platform/texts/local-text.ts'
import { type Letterhead, letterheadSnapshot, type LetterheadState } from './letterhead.ts'
import { letterheads } from './letterhead.table.ts'
import { type HeadOnPaper, type KeptHead, type OfficeOnPaper, paperHead } from './paper-head.ts'

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

/** The letterhead on a day (YYYY-MM-DD), by the record of changes; before any change, what the first one found. Four statements at most. */
async function letterheadOn(tx: OfficeTx, day: string): Promise<LetterheadState> {
  const [office] = await tx.select({ zone: offices.timeZone }).from(offices).where(eq(offices.id, tx.officeId))
  const own = and(eq(activities.officeId, tx.officeId), eq(activities.thing, 'letterhead'))
  const until = sql`(${activities.at} at time zone ${office!.zone})::date <= ${day}::date`
  const [last] = await tx.select({ state: activities.after }).from(activities).where(and(own, until)).orderBy(desc(activities.id)).limit(1)
  if (last !== undefined) return letterheadSnapshot.parse(last.state)
  const [first] = await tx.select({ state: activities.before }).from(activities).where(own).orderBy(asc(activities.id)).limit(1)
  return first === undefined ? letterheadOf(tx) : letterheadSnapshot.parse(first.state)
}

/** The head to be kept with a paper that is signed: as it stands now, or as it stood on a day. */
export async function headToKeep(tx: OfficeTx, languages: readonly string[], day?: string): Promise<KeptHead> {
  const { name, address, phone, email, web, crest, crestText } = day === undefined ? await letterheadOf(tx) : await letterheadOn(tx, day)
  const shown = crest === null ? null : { width: crest.width, height: crest.height, text: asTyped(crestText) }
  return { head: paperHead({ name: asTyped(name), address: asTyped(address), phone, email, web, crest: shown }, languages), crest: crest?.hash ?? null }
}

/** A kept head with the crest's bytes; a crest the store has lost is none. */
export async function headAsKept(files: FileStore, { head, crest }: KeptHead): Promise<HeadOnPaper> {
  const bytes = crest === null ? null : await bytesOf(files, crest)
  return { head: bytes === null ? { ...head, crest: null } : head, crest: bytes }
}

/** Every crest any office ever had: an undone change, an earlier state brought back, or an order signed under it finds its picture. They are few and small. */
export async function neededCrests(tx: SystemTx): Promise<Set<string>> {
  const rows = await tx
    .selectDistinct({ hash: sql<string | null>`${activities.after} -> 'crest' ->> 'hash'` })
    .from(activities)
    .where(eq(activities.thing, 'letterhead'))
  return new Set(rows.flatMap(({ hash }) => hash ?? []))
}
