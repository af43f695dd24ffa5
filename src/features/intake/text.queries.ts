// Reads the texts of the office: a page of them with how far each is, one with its words, the original for taking away.
import { and, count, eq, getTableColumns, ilike, inArray, isNotNull, isNull, not, sql } from 'drizzle-orm'
import type { OfficeTx } from '#platform/database/door.ts'
import { keyPaging, type Page, type Turn } from '#platform/database/key-paging.ts'
import { offices } from '#platform/database/office.table.ts'
import { ID_SHAPE, isId } from '#platform/ids.ts'
import { escapeLike } from '#platform/search/names.ts'
import { drafts } from './draft.table.ts'
import { ENGINE, type Progress } from './text.ts'
import { arrivals } from './triage/arrival.table.ts'
import { type IntakeText, type TextRow, texts } from './text.table.ts'

export const TEXTS_A_PAGE = 30

const { original: _, ...columns } = getTableColumns(texts)
const { body: __, ...listed } = columns
const live = (tx: OfficeTx) => and(eq(texts.officeId, tx.officeId), isNull(texts.deletedAt))

export type TextLine = Omit<IntakeText, 'body'> & { readonly progress: Progress }

const counted = {
  total: count(),
  decided: sql<number>`count(*) filter (where ${drafts.decision} <> 'undecided')`.mapWith(Number),
  saved: sql<number>`count(*) filter (where ${drafts.savedAt} is not null)`.mapWith(Number),
  toSave: sql<number>`count(*) filter (where ${drafts.decision} in ('accepted', 'same') and ${drafts.savedAt} is null)`.mapWith(Number),
}
const NOTHING: Progress = { total: 0, decided: 0, saved: 0, toSave: 0 }

/** Somebody said that it is nothing for us: it stands in the triage only, until somebody searches for it. */
const aside = (tx: OfficeTx) =>
  sql`exists (select 1 from ${arrivals} where ${arrivals.officeId} = ${tx.officeId} and ${arrivals.id} = ${texts.id} and ${arrivals.asideAt} is not null)`

/** One page, newest first, of those whose title holds `q`; without it those set aside are left out. Two queries. */
export async function textPage(tx: OfficeTx, turn: Turn, q = ''): Promise<Page<TextLine>> {
  const paging = keyPaging(turn, { key: texts.id, id: texts.id }, { size: TEXTS_A_PAGE, descending: true, keyShape: ID_SHAPE })
  const rows = await tx
    .select(listed)
    .from(texts)
    .where(and(live(tx), q === '' ? not(aside(tx)) : ilike(texts.title, `%${escapeLike(q)}%`), paging.where))
    .orderBy(...paging.orderBy)
    .limit(paging.limit)
  const done =
    rows.length === 0
      ? []
      : await tx
          .select({ textId: drafts.textId, ...counted })
          .from(drafts)
          .where(
            and(
              eq(drafts.officeId, tx.officeId),
              inArray(
                drafts.textId,
                rows.map(({ id }) => id),
              ),
            ),
          )
          .groupBy(drafts.textId)
  const progress = new Map(done.map(({ textId, ...numbers }) => [textId, numbers]))
  return paging.page(
    rows.map((row) => ({ ...row, progress: progress.get(row.id) ?? NOTHING })),
    ({ id }) => ({ key: id, id }),
  )
}

/** null when there is none, or when it was removed. */
export async function textById(tx: OfficeTx, id: string): Promise<IntakeText | null> {
  if (!isId(id)) return null
  const [row] = await tx
    .select(columns)
    .from(texts)
    .where(and(live(tx), eq(texts.id, id)))
  return row ?? null
}

/**
 * The same, held until the transaction ends. Whoever changes a text or its drafts takes hold of the text first and of nothing before it: so nobody decides
 * upon drafts that are being read anew, and two never wait for each other.
 */
export async function textHeld(tx: OfficeTx, id: string, which: 'live' | 'removed too' = 'live'): Promise<IntakeText | null> {
  if (!isId(id)) return null
  const [row] = await tx
    .select(columns)
    .from(texts)
    .where(and(eq(texts.officeId, tx.officeId), eq(texts.id, id), which === 'live' ? isNull(texts.deletedAt) : undefined))
    .for('update')
  return row ?? null
}

/** Texts that something is still to be decided of and that older rules read; an officer's decisions are nobody's to read again. */
export const outdated = (tx: OfficeTx) =>
  and(
    live(tx),
    isNotNull(texts.readAt),
    isNull(texts.rereadAskedAt),
    sql`${texts.engineVersion} is distinct from ${ENGINE}`,
    sql`(exists (select 1 from ${drafts} where ${drafts.officeId} = ${texts.officeId} and ${drafts.textId} = ${texts.id} and ${drafts.decision} = 'undecided')
      or not exists (select 1 from ${drafts} where ${drafts.officeId} = ${texts.officeId} and ${drafts.textId} = ${texts.id}))`,
  )

/** How many texts older rules read, and how many wait to be read again. */
export async function rereadingOf(tx: OfficeTx): Promise<{ readonly outdated: number; readonly waiting: number }> {
  const [old] = await tx.select({ count: count() }).from(texts).where(outdated(tx))
  const [waiting] = await tx
    .select({ count: count() })
    .from(texts)
    .where(and(live(tx), isNotNull(texts.rereadAskedAt)))
  return { outdated: old?.count ?? 0, waiting: waiting?.count ?? 0 }
}

export async function textByHash(tx: OfficeTx, bodyHash: string): Promise<{ id: string } | null> {
  const [row] = await tx
    .select({ id: texts.id })
    .from(texts)
    .where(and(live(tx), eq(texts.bodyHash, bodyHash)))
  return row ?? null
}

export async function originalOf(tx: OfficeTx, id: string): Promise<Pick<TextRow, 'original' | 'originalName' | 'originalType'> | null> {
  if (!isId(id)) return null
  const [row] = await tx
    .select({ original: texts.original, originalName: texts.originalName, originalType: texts.originalType })
    .from(texts)
    .where(and(live(tx), eq(texts.id, id)))
  return row ?? null
}

export type HomeOffice = Pick<typeof offices.$inferSelect, 'name' | 'placeId' | 'country' | 'timeZone' | 'languages'>

export async function homeOffice(tx: OfficeTx): Promise<HomeOffice> {
  const [office] = await tx
    .select({ name: offices.name, placeId: offices.placeId, country: offices.country, timeZone: offices.timeZone, languages: offices.languages })
    .from(offices)
    .where(eq(offices.id, tx.officeId))
  return office!
}
