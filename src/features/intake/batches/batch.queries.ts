// Reads batches: a page of them, one with its counts, its items by what became of them, and which kept files are still needed.
import { and, asc, count, eq, inArray, isNull, sql, type SQL } from 'drizzle-orm'
import type { OfficeTx, SystemTx } from '#platform/database/door.ts'
import { keyPaging, type Page, type Turn } from '#platform/database/key-paging.ts'
import { ID_SHAPE, isId } from '#platform/ids.ts'
import type { Counts, Outcome } from './batch.ts'
import { batches, batchItems, type Batch, type BatchItem } from './batch.table.ts'

export const BATCHES_A_PAGE = 20
export const ITEMS_A_PAGE = 100

const live = (tx: OfficeTx): SQL | undefined => and(eq(batches.officeId, tx.officeId), isNull(batches.deletedAt))
const NONE: Counts = { waiting: 0, read: 0, known: 0, opened: 0, unreadable: 0 }

export type BatchLine = Batch & { readonly counts: Counts }

async function countsOfMany(tx: OfficeTx, ids: readonly string[]): Promise<Map<string, Counts>> {
  const rows =
    ids.length === 0
      ? []
      : await tx
          .select({ batchId: batchItems.batchId, outcome: batchItems.outcome, n: count() })
          .from(batchItems)
          .where(and(eq(batchItems.officeId, tx.officeId), inArray(batchItems.batchId, [...ids])))
          .groupBy(batchItems.batchId, batchItems.outcome)
  const found = new Map<string, Counts>()
  for (const { batchId, outcome, n } of rows) found.set(batchId, { ...(found.get(batchId) ?? NONE), [outcome]: n })
  return found
}

/** The newest first; two queries. */
export async function batchPage(tx: OfficeTx, turn: Turn): Promise<Page<BatchLine>> {
  const paging = keyPaging(turn, { key: batches.id, id: batches.id }, { size: BATCHES_A_PAGE, descending: true, keyShape: ID_SHAPE })
  const rows = await tx
    .select()
    .from(batches)
    .where(and(live(tx), paging.where))
    .orderBy(...paging.orderBy)
    .limit(paging.limit)
  const counts = await countsOfMany(
    tx,
    rows.map(({ id }) => id),
  )
  return paging.page(
    rows.map((row) => ({ ...row, counts: counts.get(row.id) ?? NONE })),
    ({ id }) => ({ key: id, id }),
  )
}

export async function batchById(tx: OfficeTx, id: string): Promise<BatchLine | null> {
  if (!isId(id)) return null
  const [row] = await tx
    .select()
    .from(batches)
    .where(and(live(tx), eq(batches.id, id)))
  return row === undefined ? null : { ...row, counts: (await countsOfMany(tx, [id])).get(id) ?? NONE }
}

/** A page of the items in their order; one query. */
export async function itemPage(tx: OfficeTx, batchId: string, outcome: Outcome | undefined, turn: Turn): Promise<Page<BatchItem>> {
  const paging = keyPaging(turn, { key: batchItems.position, id: batchItems.id }, { size: ITEMS_A_PAGE, keyShape: /^\d{1,9}$/ })
  const rows = await tx
    .select()
    .from(batchItems)
    .where(
      and(
        eq(batchItems.officeId, tx.officeId),
        eq(batchItems.batchId, batchId),
        outcome === undefined ? undefined : eq(batchItems.outcome, outcome),
        paging.where,
      ),
    )
    .orderBy(...paging.orderBy)
    .limit(paging.limit)
  return paging.page(rows, ({ position, id }) => ({ key: String(position), id }))
}

/** One item of one batch; null when there is none. */
export async function itemById(tx: OfficeTx, batchId: string, id: string): Promise<BatchItem | null> {
  if (!isId(batchId) || !isId(id)) return null
  const [row] = await tx
    .select({ item: batchItems })
    .from(batchItems)
    .innerJoin(batches, and(eq(batches.officeId, batchItems.officeId), eq(batches.id, batchItems.batchId), isNull(batches.deletedAt)))
    .where(and(eq(batchItems.officeId, tx.officeId), eq(batchItems.batchId, batchId), eq(batchItems.id, id)))
  return row?.item ?? null
}

/** Batches somebody waits for. */
export const running = (tx: OfficeTx): Promise<Batch[]> =>
  tx
    .select()
    .from(batches)
    .where(and(live(tx), eq(batches.state, 'running')))
    .orderBy(asc(batches.id))

/** Of all offices: the hashes a batch still needs. What waits or could not be read is kept as it came, and so is a package out of which not all could be taken. */
export async function neededHashes(tx: SystemTx): Promise<Set<string>> {
  const { rows } = await tx.execute<{ hash: string }>(sql`
    select distinct i.hash from ${batchItems} i join ${batches} b on b.office_id = i.office_id and b.id = i.batch_id
    where b.deleted_at is null and i.hash <> '' and (
      b.state <> 'done' or i.outcome in ('waiting', 'unreadable')
      or (i.outcome = 'opened' and exists (
        select 1 from ${batchItems} inner_item where inner_item.office_id = i.office_id and inner_item.batch_id = i.batch_id and inner_item.part_of = i.id and inner_item.hash = '')))`)
  return new Set(rows.map(({ hash }) => hash))
}
