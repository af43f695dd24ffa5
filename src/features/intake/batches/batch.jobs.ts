// Reads batches in the background, item by item: each is begun, read and written down by itself, so that a stop in the middle loses nothing and does nothing twice.
import { and, asc, count, eq, gte, isNull, lt, max, sql } from 'drizzle-orm'
import { officerForWork } from '#features/accounts/account.queries.ts'
import type { Officer } from '#features/accounts/account.ts'
import { attachedApart } from '#features/documents/extraction/apart.ts'
import { extractText, MAX_UPLOAD_BYTES } from '#features/documents/extraction/extract.ts'
import type { TroubleCode } from '#features/documents/extraction/extracted.ts'
import { kindOf } from '#features/documents/extraction/kinds.ts'
import { safeFileName } from '#features/documents/extraction/cleaning.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { insertMany } from '#platform/database/insert-many.ts'
import { bytesOf, type FileStore } from '#platform/files/files.ts'
import { type Here, within } from '#platform/here.ts'
import { newId } from '#platform/ids.ts'
import { everyOffice, officeByOffice, unlessUnderWay } from '#platform/jobs/offices.ts'
import type { Log } from '#platform/log.ts'
import { ok } from '#platform/result.ts'
import { FIRST_LANGUAGE, isLanguage, speakingIn } from '#platform/texts/language.ts'
import { Readable } from 'node:stream'
import { arriving } from '../triage/arriving.ts'
import { bringText } from '../triage/triage.actions.ts'
import { discardOldBatches, stopBatch } from './batch.actions.ts'
import { DEEPEST, MOST_ATTEMPTS, MOST_ITEMS, type Outcome, type Why } from './batch.ts'
import { running } from './batch.queries.ts'
import { batches, batchItems, type Batch, type BatchItem } from './batch.table.ts'
import { shapeOf, splitMailbox, unpackArchive, type Inner } from './unpacking.ts'

export type Carrying = {
  readonly files: FileStore
  readonly log: Log
  /** Asked before each item: true ends the work; the next round goes on where it stopped. */
  readonly stopped?: () => boolean
}

/** Does what is to be done on every running batch. Of several processes one works for an office at a time. */
export const carryOnBatches = (system: Here, carrying: Carrying): Promise<void> =>
  officeByOffice(system, carrying.log, 'batches', async ({ id: officeId, here }) => {
    if ((await here.db.inOffice(officeId, running)).length === 0) return
    await unlessUnderWay(here, `intake batches ${officeId}`, async () => {
      for (const batch of await here.db.inOffice(officeId, running)) await carryOn(here, batch, carrying)
    })
    // The database plans by how many rows it believes a table has; after five hundred texts the old number is far off.
    await here.db.asSystem((tx) => tx.execute(sql`analyze intake_text, intake_draft, intake_arrival, intake_batch_item`))
  })

export async function discardAllOldBatches(system: Here): Promise<void> {
  for (const { id, here } of await everyOffice(system)) await discardOldBatches(here, id)
}

async function carryOn(here: Here, batch: Batch, carrying: Carrying): Promise<void> {
  const by = await here.db.asSystem((tx) => officerForWork(tx, batch.officeId, batch.personId))
  if (by === null) {
    await stopBatch(here, batch, batch.id)
    return
  }
  await speakingIn(isLanguage(batch.language) ? batch.language : FIRST_LANGUAGE, async () => {
    while (carrying.stopped?.() !== true) {
      const item = await begin(here, batch)
      if (item === null) return
      try {
        await readItem(here, by, item, carrying.files)
      } catch (error) {
        carrying.log.error(`batch ${batch.id}, item ${item.position}`, error)
        // It may have been the machine's fault: the batch goes on with the next round, and after a few of them without this item.
        if (item.attempts < MOST_ATTEMPTS) return
      }
    }
  })
}

/** The next item of a batch that is still running, marked as begun; null when there is none or somebody stopped it. Ends the batch after its last item. */
const begin = (here: Here, batch: Batch): Promise<BatchItem | null> =>
  here.db.inOffice(batch.officeId, async (tx) => {
    const [now] = await tx
      .select()
      .from(batches)
      .where(and(eq(batches.officeId, tx.officeId), eq(batches.id, batch.id), isNull(batches.deletedAt)))
      .for('update')
    if (now?.state !== 'running') return null
    const waiting = and(eq(batchItems.officeId, tx.officeId), eq(batchItems.batchId, batch.id), eq(batchItems.outcome, 'waiting'))
    await tx
      .update(batchItems)
      .set({ outcome: 'unreadable', why: 'broken' })
      .where(and(waiting, gte(batchItems.attempts, MOST_ATTEMPTS)))
    const [next] = await tx
      .select()
      .from(batchItems)
      .where(and(waiting, lt(batchItems.attempts, MOST_ATTEMPTS)))
      .orderBy(asc(batchItems.position))
      .limit(1)
    if (next === undefined) {
      await tx
        .update(batches)
        .set({ state: 'done', finishedAt: here.clock.now(), version: now.version + 1, updatedAt: here.clock.now() })
        .where(and(eq(batches.officeId, tx.officeId), eq(batches.id, batch.id)))
      return null
    }
    const attempts = next.attempts + 1
    await tx
      .update(batchItems)
      .set({ attempts })
      .where(and(eq(batchItems.officeId, tx.officeId), eq(batchItems.id, next.id)))
    return { ...next, attempts }
  })

type Ending = { readonly outcome: Exclude<Outcome, 'waiting'>; readonly why?: Why; readonly textId?: string; readonly name?: string }

const end = async (tx: OfficeTx, item: BatchItem, { outcome, why = undefined, textId, name }: Ending): Promise<void> => {
  await tx
    .update(batchItems)
    .set({ outcome, why: why ?? null, textId: textId ?? null, ...(name === undefined ? {} : { name: name.slice(0, 500).toWellFormed() }) })
    .where(and(eq(batchItems.officeId, tx.officeId), eq(batchItems.id, item.id)))
}

/** Puts what was in a package behind all that is known; false when that would be too many. */
async function addInside(tx: OfficeTx, item: BatchItem, inside: readonly Inner[]): Promise<boolean> {
  const [known] = await tx
    .select({ n: count(), last: max(batchItems.position) })
    .from(batchItems)
    .where(and(eq(batchItems.officeId, tx.officeId), eq(batchItems.batchId, item.batchId)))
  if ((known?.n ?? 0) + inside.length > MOST_ITEMS + 1) return false
  const last = known?.last ?? 0
  await insertMany(
    tx,
    batchItems,
    inside.map(({ name, hash, bytes, why }, index) => ({
      officeId: tx.officeId,
      id: newId(),
      batchId: item.batchId,
      position: last + index + 1,
      partOf: item.id,
      name: name.slice(0, 500).toWellFormed(),
      hash,
      bytes,
      outcome: why === null ? ('waiting' as const) : ('unreadable' as const),
      why,
    })),
  )
  return true
}

/** How many packages lie around the item. */
async function depthOf(tx: OfficeTx, item: BatchItem): Promise<number> {
  const { rows } = await tx.execute<{ depth: number }>(sql`
    with recursive around as (
      select part_of, 0 as depth from ${batchItems} where office_id = ${tx.officeId} and id = ${item.id}
      union all
      select i.part_of, around.depth + 1 from ${batchItems} i join around on i.id = around.part_of where i.office_id = ${tx.officeId} and around.depth < 20)
    select max(depth)::int as depth from around`)
  return rows[0]?.depth ?? 0
}

async function readItem(here: Here, by: Officer, item: BatchItem, files: FileStore): Promise<void> {
  const inOffice = <T>(work: (tx: OfficeTx) => Promise<T>): Promise<T> => here.db.inOffice(by.officeId, work)
  const shape = await shapeOf(files, item.hash)
  if (shape === null) return inOffice((tx) => end(tx, item, { outcome: 'unreadable', why: 'gone' }))
  if (shape === 'file') return readFile(here, by, item, files)
  if ((await inOffice((tx) => depthOf(tx, item))) >= DEEPEST) return inOffice((tx) => end(tx, item, { outcome: 'unreadable', why: 'nested' }))
  const unpacked = shape === 'archive' ? await unpackArchive(files, item.hash) : await splitMailbox(files, item.hash, item.name)
  await inOffice(async (tx) => {
    if (!unpacked.ok) return end(tx, item, { outcome: 'unreadable', why: unpacked.why })
    return (await addInside(tx, item, unpacked.inside)) ? end(tx, item, { outcome: 'opened' }) : end(tx, item, { outcome: 'unreadable', why: 'too-many' })
  })
}

/** Attached things that are no texts and that nobody would look for among texts: logos, invitations to calendars. */
const NO_TEXT: ReadonlySet<TroubleCode> = new Set(['picture', 'unknown', 'sheet', 'slides', 'empty'])

async function attachedTo(files: FileStore, item: BatchItem, bytes: Uint8Array): Promise<Inner[]> {
  const inside: Inner[] = []
  for (const attached of await attachedApart(bytes)) {
    const kind = attached.bytes.byteLength === 0 ? ({ ok: false, trouble: 'empty' } as const) : kindOf(attached.bytes, attached.name, attached.type)
    if (!kind.ok && NO_TEXT.has(kind.trouble)) continue
    const taken = await files.take(Readable.from([attached.bytes]), MAX_UPLOAD_BYTES)
    const kept = taken.ok ? await taken.value.keep() : taken
    inside.push({
      name: `${item.name} / ${attached.name}`,
      hash: taken.ok && kept.ok ? taken.value.hash : '',
      bytes: attached.bytes.byteLength,
      why: taken.ok && kept.ok ? null : 'disk-full',
    })
  }
  return inside
}

async function readFile(here: Here, by: Officer, item: BatchItem, files: FileStore): Promise<void> {
  const done = (ending: Ending): Promise<void> => here.db.inOffice(by.officeId, (tx) => end(tx, item, ending))
  if (item.bytes > MAX_UPLOAD_BYTES) return done({ outcome: 'unreadable', why: 'too-large' })
  const bytes = await bytesOf(files, item.hash)
  if (bytes === null) return done({ outcome: 'unreadable', why: 'gone' })
  if (bytes.byteLength === 0) return done({ outcome: 'unreadable', why: 'empty' })
  const fileName = safeFileName(item.name)
  const kind = kindOf(bytes, fileName)
  const inside = kind.ok && kind.format === 'eml' ? await attachedTo(files, item, bytes) : []
  const read = await extractText({ name: fileName, bytes })
  const text = read.ok ? arriving(read.value, { name: item.name }) : null
  if (!read.ok || text === null) {
    const why = read.ok ? 'no-text' : (read.refusal.code.replace(/^file-/, '') as TroubleCode)
    return here.db.inOffice(by.officeId, async (tx) => {
      const opened = inside.length > 0 && why === 'no-text' && (await addInside(tx, item, inside))
      await end(tx, item, opened ? { outcome: 'opened' } : { outcome: 'unreadable', why })
    })
  }
  const letter = read.value.format === 'eml'
  const name = letter && /№ \d+$/.test(item.name) && read.value.title !== null ? `${item.name}: ${read.value.title}` : item.name
  const { dated, ...content } = text
  const written = await here.db.inOffice(by.officeId, async (tx) => {
    const brought = await bringText(
      within(here, tx),
      by,
      { ...content, format: read.value.format, original: { name: letter && !/\.eml$/i.test(fileName) ? `${fileName}.eml` : fileName, type: '', bytes } },
      { door: letter || (await cameWithLetter(tx, item)) ? 'mail' : 'batch', sourceId: item.batchId, name, dated },
    )
    if (!brought.ok) return brought
    const room = inside.length === 0 || (await addInside(tx, item, inside))
    await end(tx, item, { outcome: brought.value.existing ? 'known' : 'read', textId: brought.value.id, name, ...(room ? {} : { why: 'too-many' as const }) })
    return ok(null)
  })
  if (!written.ok) await done({ outcome: 'unreadable', why: 'refused' })
}

/** Whether the item was attached to a letter. */
async function cameWithLetter(tx: OfficeTx, { partOf, name }: BatchItem): Promise<boolean> {
  if (partOf === null) return false
  const [around] = await tx
    .select({ name: batchItems.name, textId: batchItems.textId })
    .from(batchItems)
    .where(and(eq(batchItems.officeId, tx.officeId), eq(batchItems.id, partOf)))
  return around !== undefined && name.startsWith(around.name.replace(/: .*$/s, '')) && name.includes(' / ')
}
