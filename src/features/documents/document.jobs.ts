// What is done with documents behind the scenes: their words are read, small pictures drawn, and files nobody needs any more swept away.
import { and, asc, eq, gt, isNull, lt, lte, or, sql } from 'drizzle-orm'
import type { SystemTx } from '#platform/database/door.ts'
import { bytesOf, type FileStore } from '#platform/files/files.ts'
import type { Here } from '#platform/here.ts'
import type { Log } from '#platform/log.ts'
import { forgetTexts, indexText } from '#platform/search/texts.ts'
import { titleWords } from './document.actions.ts'
import { languageOf, UNDO_DAYS } from './document.ts'
import { documents } from './document.table.ts'
import { readApart } from './extraction/apart.ts'
import { MAX_TEXT_BYTES } from './extraction/extracted.ts'
import { hasThumbnail, isPicture, textFormat } from './media.ts'
import { drawThumbnail } from './pictures.ts'

/** After so many beginnings without an end a file is left unread: the program may have broken on it. */
const MOST_ATTEMPTS = 3

type Waiting = Pick<typeof documents.$inferSelect, 'officeId' | 'id' | 'hash' | 'media' | 'language' | 'title'>

async function readOne(here: Here, files: FileStore, next: Waiting): Promise<void> {
  const bytes = await bytesOf(files, next.hash)
  const format = textFormat(next.media)
  const read = bytes === null || format === null ? null : await readApart(format, bytes)
  const drawn = bytes !== null && hasThumbnail(next.media) ? await drawThumbnail(files, next.hash, next.media, bytes) : null
  const now = here.clock.now()
  const body = read?.ok === true ? cut(read.text) : ''
  const textState = bytes === null ? 'gone' : read === null ? '' : !read.ok ? read.trouble : /\p{L}/u.test(body) ? 'read' : 'no-text'
  await here.db.inOffice(next.officeId, async (tx) => {
    const [row] = await tx
      .update(documents)
      .set({
        readAt: now,
        textState,
        pages: drawn?.pages ?? null,
        width: drawn?.width ?? null,
        height: drawn?.height ?? null,
        drawnAt: drawn === null || drawn.small === null ? null : now,
        ...(next.language === '' ? { language: isPicture(next.media) ? '' : languageOf(body) } : {}),
      })
      .where(and(eq(documents.officeId, tx.officeId), eq(documents.id, next.id)))
      .returning()
    // Also without a text the title's words are found in their other forms.
    if (row !== undefined) await indexText(tx, 'document', next.id, { language: row.language, title: titleWords(row), body })
  })
}

/** A text longer than anything people write is searched in its first two megabytes. */
const cut = (text: string): string =>
  Buffer.byteLength(text) > MAX_TEXT_BYTES
    ? Buffer.from(text)
        .subarray(0, MAX_TEXT_BYTES)
        .toString('utf8')
        .replace(/\ufffd$/, '')
    : text

/** Reads and draws what waits, oldest first, of every office; how many were done. */
export async function readWaiting(here: Here, files: FileStore, log: Log): Promise<number> {
  let done = 0
  for (;;) {
    const next = await here.db.asSystem(async (tx) => {
      const [row] = await tx
        .select({
          officeId: documents.officeId,
          id: documents.id,
          hash: documents.hash,
          media: documents.media,
          language: documents.language,
          title: documents.title,
        })
        .from(documents)
        .where(and(isNull(documents.readAt), isNull(documents.deletedAt), lt(documents.attempts, MOST_ATTEMPTS)))
        .orderBy(asc(documents.attempts), asc(documents.id))
        .limit(1)
        .for('update', { skipLocked: true })
      if (row === undefined) return null
      await tx
        .update(documents)
        .set({ attempts: sql`${documents.attempts} + 1` })
        .where(and(eq(documents.officeId, row.officeId), eq(documents.id, row.id)))
      return row
    })
    if (next === null) return done
    try {
      await readOne(here, files, next)
      done += 1
    } catch (error) {
      log.error(`document ${next.id}`, error)
    }
  }
}

/** One round at a time, and one more when it was asked for meanwhile. */
export function readingRounds(here: Here, files: FileStore, log: Log): () => Promise<void> {
  let running: Promise<void> | null = null
  let again = false
  const round = async (): Promise<void> => {
    do {
      again = false
      await readWaiting(here, files, log)
    } while (again)
  }
  return () => {
    if (running !== null) {
      again = true
      return running
    }
    running = round().finally(() => {
      running = null
    })
    return running
  }
}

const DAY_MS = 86_400_000

/**
 * Sweeps away files that no document of any office needs: none that is in a register, and none whose removal can still be undone.
 * `otherwise` names what other features keep in the store for a while.
 * A file touched within the last day may belong to an upload that is just being saved. Answers how many were swept.
 */
export async function sweepFiles(here: Here, files: FileStore, otherwise?: (tx: SystemTx) => Promise<ReadonlySet<string>>): Promise<number> {
  const now = here.clock.now()
  const [undoable, settled] = [new Date(now.getTime() - UNDO_DAYS * DAY_MS), new Date(now.getTime() - DAY_MS)]
  await files.forgetUnfinished(settled)
  // The files of all offices lie in one store, and one file may be several offices': only all of them together say what is needed.
  const needed = await here.db.asSystem(async (tx) => {
    const rows = await tx
      .selectDistinct({ hash: documents.hash })
      .from(documents)
      .where(or(isNull(documents.deletedAt), gt(documents.deletedAt, undoable)))
    await forgetTexts(tx, 'document', tx.select({ id: documents.id }).from(documents).where(lte(documents.deletedAt, undoable)))
    return new Set([...rows.map(({ hash }) => hash), ...((await otherwise?.(tx)) ?? [])])
  })
  const unneeded = new Set<string>()
  for await (const { name, touchedAt } of files.list()) {
    const hash = name.slice(0, 64)
    if (!needed.has(hash) && touchedAt < settled) unneeded.add(hash)
  }
  for (const hash of unneeded) await files.remove(hash)
  return unneeded.size
}
