// Brings texts to the desk: keeps the original, reads it into drafts, reads it again when its day is known, removes and restores it.
import { and, eq, sql } from 'drizzle-orm'
import type { Officer } from '#features/accounts/account.ts'
import { m } from '#messages'
import { type Actor, record, type Restore } from '#platform/activity/activity.ts'
import type { Snapshot } from '#platform/activity/activity.table.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { type Here, within } from '#platform/here.ts'
import { newId } from '#platform/ids.ts'
import { ok, refuse, type Refusal, type Result, stale, type Stale } from '#platform/result.ts'
import { z } from 'zod'
import { drafts } from './draft.table.ts'
import type { Format } from '#features/documents/extraction/extracted.ts'
import { type Fresh, readOutside, writeReading } from './reading.actions.ts'
import { hashOf } from './text.ts'
import { textByHash, textById, textHeld } from './text.queries.ts'
import { texts, type IntakeText } from './text.table.ts'

export type NewText = {
  readonly title: string
  readonly sourceUrl: string | null
  /** undefined: not known yet, so the text waits for it; null: nobody knows. */
  readonly published: string | null | undefined
  readonly body: string
  readonly format: Format | 'pasted'
  readonly original: { readonly name: string; readonly type: string; readonly bytes: Uint8Array }
  readonly notes: readonly string[]
}

/** Reads a new text before it is kept, so that no transaction waits for it; null when its day is not known yet, or the office has it already. */
export async function readNew(here: Here, by: Officer, text: NewText): Promise<Fresh | null> {
  if (text.published === undefined) return null
  const there = await here.db.inOffice(by.officeId, (tx) => textByHash(tx, hashOf(text.body)))
  return there === null ? readOutside(here, by.officeId, text.body, text.published) : null
}

/**
 * Keeps a text and, once its day is settled, what was read in it. The same text once more is the one that is there already: `existing`. Whoever calls it
 * inside a transaction of their own reads before that, and brings what was read along.
 */
export async function addText(
  here: Here,
  by: Officer,
  text: NewText,
  brought?: Fresh | null,
): Promise<Result<{ id: string; existing: boolean; read: boolean }>> {
  const bodyHash = hashOf(text.body)
  const fresh = brought === undefined ? await readNew(here, by, text) : brought
  return here.db.inOffice(by.officeId, async (tx) => {
    // Two clicks on the same button bring one text.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`intake ${tx.officeId} ${bodyHash}`}, 0))`)
    const known = await textByHash(tx, bodyHash)
    if (known !== null) return ok({ id: known.id, existing: true, read: true })
    const now = here.clock.now()
    const id = newId()
    await tx.insert(texts).values({
      officeId: tx.officeId,
      id,
      title: text.title,
      sourceUrl: text.sourceUrl,
      published: text.published ?? null,
      body: text.body,
      bodyHash,
      format: text.format,
      originalName: text.original.name,
      originalType: text.original.type,
      originalHash: hashOf(text.original.bytes),
      original: text.original.bytes,
      notes: [...text.notes],
      addedBy: by.name,
      createdAt: now,
      updatedAt: now,
    })
    const row = (await textById(tx, id))!
    // It was the office's when it was read, and was removed since.
    const read = fresh ?? (text.published === undefined ? null : await readOutside(within(here, tx), tx.officeId, text.body, text.published))
    if (read !== null) await writeReading(tx, here, row, row.published, read)
    await recordText(tx, here, by, 'intake_text.created', id, null)
    return ok({ id, existing: false, read: text.published !== undefined })
  })
}

/** Settles the text's day (null: nobody knows it) and reads the text with it; decided drafts stay as they are. */
export async function dateText(
  here: Here,
  by: Officer,
  id: string,
  version: number,
  published: string | null,
): Promise<Result<{ id: string; activityId: string }, Refusal | Stale<IntakeText>>> {
  const text = await here.db.inOffice(by.officeId, (tx) => textById(tx, id))
  if (text === null) return missing()
  if (text.version !== version) return stale(m.platform_stale(), text)
  const fresh = await readOutside(here, by.officeId, text.body, published)
  return here.db.inOffice(by.officeId, async (tx): Promise<Result<{ id: string; activityId: string }, Refusal | Stale<IntakeText>>> => {
    const before = await textHeld(tx, id)
    if (before === null) return missing()
    if (before.version !== version) return stale(m.platform_stale(), before)
    const was = await snapshotOf(tx, before)
    await tx
      .update(texts)
      .set({ published, version: version + 1, updatedAt: here.clock.now() })
      .where(and(eq(texts.officeId, tx.officeId), eq(texts.id, id)))
    await writeReading(tx, here, { ...before, published }, published, fresh)
    return ok({ id, activityId: await recordText(tx, here, by, 'intake_text.changed', id, was) })
  })
}

export const removeText = (
  here: Here,
  by: Officer,
  id: string,
  version: number,
): Promise<Result<{ id: string; activityId: string; title: string }, Refusal | Stale<IntakeText>>> =>
  here.db.inOffice(by.officeId, async (tx) => {
    const before = await textHeld(tx, id)
    if (before === null) return missing()
    if (before.version !== version) return stale(m.platform_stale(), before)
    const was = await snapshotOf(tx, before)
    await tx
      .update(texts)
      .set({ deletedAt: here.clock.now(), version: version + 1, updatedAt: here.clock.now() })
      .where(and(eq(texts.officeId, tx.officeId), eq(texts.id, id)))
    return ok({ id, title: before.title, activityId: await recordText(tx, here, by, 'intake_text.removed', id, was) })
  })

// ---- what the activity record keeps, and putting it back ----------------------------------------------------------------

/** `saved` names the drafts that have become records, and which. */
const textSnapshot = z.object({
  title: z.string(),
  sourceUrl: z.string().nullable(),
  published: z.string().nullable(),
  read: z.boolean(),
  saved: z.record(z.string(), z.uuid().nullable()),
})

async function snapshotOf(tx: OfficeTx, text: IntakeText): Promise<Snapshot | null> {
  if (text.deletedAt !== null) return null
  const rows = await tx
    .select({ id: drafts.id, recordId: drafts.recordId })
    .from(drafts)
    .where(and(eq(drafts.officeId, tx.officeId), eq(drafts.textId, text.id), sql`${drafts.savedAt} is not null`))
  return textSnapshot.parse({
    title: text.title,
    sourceUrl: text.sourceUrl,
    published: text.published,
    read: text.readAt !== null,
    saved: Object.fromEntries(rows.map(({ id, recordId }) => [id, recordId])),
  })
}

/** Reads the text as it stands now and writes the line; call it after the change, with the snapshot from before. */
export async function recordText(tx: OfficeTx, here: Here, by: Actor, act: `intake_text.${string}`, id: string, before: Snapshot | null): Promise<string> {
  const row = (await textHeld(tx, id, 'removed too'))!
  return record(tx, here, by, { act, id, label: row.title, before, after: await snapshotOf(tx, row), version: row.version })
}

export { snapshotOf as snapshotOfText }

const missing = () => refuse('missing', m.intake_missing())

/** Puts a text back: brings a removed one back, takes a new one away, makes what a saving had made of its drafts unsaved again. */
export const restoreText: Restore = (here, by, id, to, version) =>
  here.db.inOffice(by.officeId, async (tx): Promise<Result<unknown>> => {
    const before = await textHeld(tx, id, 'removed too')
    if (before === null) return missing()
    if (before.version !== version) return refuse('moved-on', m.platform_undo_moved_on({ label: before.title }))
    const now = here.clock.now()
    const was = await snapshotOf(tx, before)
    const earlier = to === null ? null : textSnapshot.parse(to)
    if (earlier !== null) {
      const another = await textByHash(tx, before.bodyHash)
      if (another !== null && another.id !== id) return refuse('twin', m.intake_restore_twin({ title: before.title }))
    }
    await tx
      .update(texts)
      .set({
        version: version + 1,
        updatedAt: now,
        deletedAt: earlier === null ? now : null,
        ...(earlier === null
          ? {}
          : { title: earlier.title, sourceUrl: earlier.sourceUrl, published: earlier.published, ...(earlier.read ? {} : { readAt: null }) }),
      })
      .where(and(eq(texts.officeId, tx.officeId), eq(texts.id, id)))
    if (earlier !== null) {
      const rows = await tx
        .select({ id: drafts.id, decision: drafts.decision, savedAt: drafts.savedAt, version: drafts.version })
        .from(drafts)
        .where(and(eq(drafts.officeId, tx.officeId), eq(drafts.textId, id)))
      for (const row of rows) {
        const saved = Object.hasOwn(earlier.saved, row.id)
        if (saved === (row.savedAt !== null)) continue
        await tx
          .update(drafts)
          .set({
            savedAt: saved ? now : null,
            version: row.version + 1,
            updatedAt: now,
            ...(saved ? { recordId: earlier.saved[row.id] ?? null } : row.decision === 'same' ? {} : { recordId: null }),
          })
          .where(and(eq(drafts.officeId, tx.officeId), eq(drafts.id, row.id)))
      }
    }
    // With another day the undecided drafts say something else.
    if (earlier !== null && earlier.read && earlier.published !== before.published)
      await writeReading(tx, here, before, earlier.published, await readOutside(within(here, tx), tx.officeId, before.body, earlier.published))
    if (earlier !== null && !earlier.read)
      await tx.delete(drafts).where(and(eq(drafts.officeId, tx.officeId), eq(drafts.textId, id), eq(drafts.decision, 'undecided')))
    return ok({ id, activityId: await recordText(tx, here, by, 'intake_text.restored', id, was) })
  })
