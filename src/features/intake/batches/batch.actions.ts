// Brings a batch to the office, stops it and lets it go on, has its unreadable items tried again, and throws it away. The texts it brought stay.
import { and, eq, isNull, lt, ne, sql } from 'drizzle-orm'
import type { Officer } from '#features/accounts/account.ts'
import { m } from '#messages'
import type { OfficeTx } from '#platform/database/door.ts'
import { insertMany } from '#platform/database/insert-many.ts'
import type { Here } from '#platform/here.ts'
import { isId, newId } from '#platform/ids.ts'
import { ok, refuse, type Result } from '#platform/result.ts'
import { currentLanguage } from '#platform/texts/language.ts'
import { KEPT_DAYS, type BatchState, type Why } from './batch.ts'
import { batches, batchItems, type Batch } from './batch.table.ts'

/** A file that lies in the store already; without a hash it could not be taken in, and `why` says it. */
export type BroughtFile = { readonly name: string; readonly hash: string; readonly bytes: number; readonly why: Why | null }

/** Keeps what was brought as a batch whose reading begins at once in the background. */
export const bringBatch = (here: Here, by: Officer, title: string, brought: readonly BroughtFile[]): Promise<Result<{ id: string }>> =>
  here.db.inOffice(by.officeId, async (tx) => {
    if (brought.length === 0) return refuse('nothing', m.intake_batch_nothing(), 'files')
    const now = here.clock.now()
    const id = newId()
    await tx.insert(batches).values({
      officeId: tx.officeId,
      id,
      title: title.slice(0, 300).toWellFormed(),
      state: 'running',
      personId: by.personId,
      personName: by.name,
      language: currentLanguage(),
      createdAt: now,
      updatedAt: now,
    })
    await insertMany(
      tx,
      batchItems,
      brought.map(({ name, hash, bytes, why }, index) => ({
        officeId: tx.officeId,
        id: newId(),
        batchId: id,
        position: index + 1,
        name: name.slice(0, 500).toWellFormed(),
        hash,
        bytes,
        outcome: why === null ? ('waiting' as const) : ('unreadable' as const),
        why,
      })),
    )
    return ok({ id })
  })

async function locked(tx: OfficeTx, id: string): Promise<Batch | null> {
  if (!isId(id)) return null
  const [row] = await tx
    .select()
    .from(batches)
    .where(and(eq(batches.officeId, tx.officeId), eq(batches.id, id), isNull(batches.deletedAt)))
    .for('update')
  return row ?? null
}

const change = (tx: OfficeTx, here: Here, before: Batch, next: Partial<Batch>) =>
  tx
    .update(batches)
    .set({ ...next, version: before.version + 1, updatedAt: here.clock.now() })
    .where(and(eq(batches.officeId, tx.officeId), eq(batches.id, before.id)))

const inTheNameOf = (by: Officer): Pick<Batch, 'personId' | 'language'> => ({ personId: by.personId, language: currentLanguage() })

const turned = (
  here: Here,
  by: { readonly officeId: string },
  id: string,
  from: BatchState,
  to: BatchState,
  more: Partial<Batch> = {},
): Promise<Result<null>> =>
  here.db.inOffice(by.officeId, async (tx) => {
    const before = await locked(tx, id)
    if (before === null) return refuse('missing', m.intake_batch_missing())
    if (before.state === from) await change(tx, here, before, { ...more, state: to })
    return ok(null)
  })

/** The item being read is still finished; what waits goes on waiting. */
export const stopBatch = (here: Here, by: { readonly officeId: string }, id: string): Promise<Result<null>> => turned(here, by, id, 'running', 'stopped')
/** It goes on in the name of whoever lets it: the one who brought it may be an officer no more. */
export const goOnWithBatch = (here: Here, by: Officer, id: string): Promise<Result<null>> => turned(here, by, id, 'stopped', 'running', inTheNameOf(by))

/** Has what could not be read tried again: a disk that was full, a file the program once broke on. */
export const tryAgain = (here: Here, by: Officer, id: string): Promise<Result<{ count: number }>> =>
  here.db.inOffice(by.officeId, async (tx) => {
    const before = await locked(tx, id)
    if (before === null) return refuse('missing', m.intake_batch_missing())
    const again = await tx
      .update(batchItems)
      .set({ outcome: 'waiting', why: null, attempts: 0 })
      .where(and(eq(batchItems.officeId, tx.officeId), eq(batchItems.batchId, id), eq(batchItems.outcome, 'unreadable'), ne(batchItems.hash, '')))
      .returning({ id: batchItems.id })
    if (again.length > 0) await change(tx, here, before, { ...inTheNameOf(by), state: 'running', finishedAt: null })
    return ok({ count: again.length })
  })

/** Forgets the batch and the files that could not be read; what waits in it is not read any more. */
export const discardBatch = (here: Here, by: Officer, id: string): Promise<Result<{ title: string }>> =>
  here.db.inOffice(by.officeId, async (tx) => {
    const before = await locked(tx, id)
    if (before === null) return refuse('missing', m.intake_batch_missing())
    await change(tx, here, before, { deletedAt: here.clock.now() })
    return ok({ title: before.title })
  })

const DAY_MS = 86_400_000

/** Batches that ended long ago are forgotten with the files nobody could read. */
export const discardOldBatches = (here: Here, officeId: string): Promise<void> =>
  here.db.inOffice(officeId, async (tx) => {
    const now = here.clock.now()
    await tx
      .update(batches)
      .set({ deletedAt: now, version: sql`${batches.version} + 1`, updatedAt: now })
      .where(
        and(
          eq(batches.officeId, tx.officeId),
          eq(batches.state, 'done'),
          isNull(batches.deletedAt),
          lt(batches.finishedAt, new Date(now.getTime() - KEPT_DAYS * DAY_MS)),
        ),
      )
  })
