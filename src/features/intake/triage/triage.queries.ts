// Reads the triage list: texts that came by themselves, those worth most first, with what was found in each; and which is the next.
import { and, asc, desc, eq, inArray, isNotNull, isNull, ne, or, sql, type SQL } from 'drizzle-orm'
import type { OfficeTx } from '#platform/database/door.ts'
import { keyPaging, type Page, type Turn } from '#platform/database/key-paging.ts'
import { offices } from '#platform/database/office.table.ts'
import { isId } from '#platform/ids.ts'
import { escapeLike } from '#platform/search/names.ts'
import { batches } from '../batches/batch.table.ts'
import { drafts } from '../draft.table.ts'
import { feeds } from '../feeds/feed.table.ts'
import { type IntakeText, texts } from '../text.table.ts'
import { arrivals, type Arrival } from './arrival.table.ts'
import type { TriageView, Worth } from './triage.ts'

export const TRIAGE_A_PAGE = 30

export type TriageFilter = { readonly q?: string | undefined; readonly source?: string | undefined; readonly country?: string | undefined }

export type TriageLine = {
  readonly id: string
  readonly title: string
  readonly published: string | null
  readonly language: string | null
  /** The batch or the feed it came with, as it is called. */
  readonly source: string
  /** Why the last reading came to nothing; '' when it did not. */
  readonly trouble: IntakeText['trouble']
  readonly arrival: Arrival
  readonly worth: Worth
  /** Partners abroad by the name they are best known by here, those we know first. */
  readonly named: readonly { readonly name: string; readonly country: string; readonly known: boolean }[]
}

/**
 * What was found in each text. It counts all drafts, decided or not, so that a text keeps its place in the list while somebody works on it;
 * only whether it stands in the list at all depends on what is undecided.
 */
const found = (tx: OfficeTx) =>
  tx
    .select({
      textId: drafts.textId,
      total: sql<number>`count(*)`.mapWith(Number).as('total'),
      undecided: sql<number>`count(*) filter (where ${drafts.decision} = 'undecided')`.mapWith(Number).as('undecided'),
      partners: sql<number>`count(*) filter (where ${abroad})`.mapWith(Number).as('partners'),
      known: sql<number>`count(*) filter (where ${abroad} and ${drafts.match} is not null)`.mapWith(Number).as('known'),
      promises: sql<number>`count(*) filter (where ${drafts.kind} = 'commitment')`.mapWith(Number).as('promises'),
    })
    .from(drafts)
    .innerJoin(offices, eq(offices.id, drafts.officeId))
    .innerJoin(arrivals, and(eq(arrivals.officeId, drafts.officeId), eq(arrivals.id, drafts.textId)))
    .where(eq(drafts.officeId, tx.officeId))
    .groupBy(drafts.textId)
    .as('found')

/** An organisation of another country than the office's own. */
const abroad = sql`${drafts.kind} = 'organisation' and ${drafts.data} ->> 'country' <> ${offices.country}`

type Found = ReturnType<typeof found>

/** Ten minutes are best spent on partners we know, on promises, on partners we do not know yet; the number of drafts says little. */
const worthOf = (f: Found): SQL<number> =>
  sql<number>`(coalesce(${f.known}, 0) * 6 + coalesce(${f.promises}, 0) * 4 + coalesce(${f.partners}, 0) * 3 + least(coalesce(${f.total}, 0), 20))`.mapWith(
    Number,
  )

const inView = (view: TriageView, f: Found): SQL | undefined =>
  view === 'aside'
    ? isNotNull(arrivals.asideAt)
    : and(
        isNull(arrivals.asideAt),
        view === 'open'
          ? sql`(${texts.readAt} is null or coalesce(${f.partners}, 0) > 0 and coalesce(${f.undecided}, 0) > 0)`
          : sql`${texts.readAt} is not null and coalesce(${f.partners}, 0) = 0 and (${f.total} is null or ${f.undecided} > 0)`,
      )

const meant = (tx: OfficeTx, { q, source, country }: TriageFilter): SQL | undefined => {
  const like = q === undefined || q === '' ? undefined : `%${escapeLike(q)}%`
  const organisation = (test: SQL): SQL =>
    sql`exists (select 1 from ${drafts} where ${drafts.officeId} = ${tx.officeId} and ${drafts.textId} = ${texts.id} and ${drafts.kind} = 'organisation' and ${test})`
  return and(
    like === undefined ? undefined : sql`(${texts.title} ilike ${like} or ${organisation(sql`(${drafts.data} -> 'name')::text ilike ${like}`)})`,
    source === undefined || !isId(source) ? undefined : eq(arrivals.sourceId, source),
    country === undefined || country === '' ? undefined : organisation(sql`${drafts.data} ->> 'country' = ${country}`),
  )
}

const listed = (tx: OfficeTx, f: Found, view: TriageView, filter: TriageFilter): SQL | undefined =>
  and(eq(arrivals.officeId, tx.officeId), inView(view, f), meant(tx, filter))

/** Those whose reading came to nothing among them: an archive of five hundred must not lose one unseen. */
const ofTexts = and(
  eq(texts.officeId, arrivals.officeId),
  eq(texts.id, arrivals.id),
  isNull(texts.deletedAt),
  or(isNotNull(texts.readAt), ne(texts.trouble, '')),
)

/** A page of the list; two queries. */
export async function triagePage(tx: OfficeTx, view: TriageView, filter: TriageFilter, turn: Turn): Promise<Page<TriageLine>> {
  const f = found(tx)
  const worth = worthOf(f)
  const paging = keyPaging(turn, { key: sql`${worth}`, id: arrivals.id }, { size: TRIAGE_A_PAGE, descending: true, keyShape: /^\d{1,9}$/ })
  const rows = await tx
    .select({
      id: texts.id,
      title: texts.title,
      published: texts.published,
      language: texts.language,
      trouble: texts.trouble,
      source: sql<string>`coalesce(${feeds.title}, ${batches.title}, '')`,
      arrival: arrivals,
      points: worth,
      total: f.total,
      undecided: f.undecided,
      partners: f.partners,
      known: f.known,
      promises: f.promises,
    })
    .from(arrivals)
    .innerJoin(texts, ofTexts)
    .leftJoin(f, eq(f.textId, arrivals.id))
    .leftJoin(feeds, and(eq(feeds.officeId, arrivals.officeId), eq(feeds.id, arrivals.sourceId)))
    .leftJoin(batches, and(eq(batches.officeId, arrivals.officeId), eq(batches.id, arrivals.sourceId)))
    .where(and(listed(tx, f, view, filter), paging.where))
    .orderBy(...paging.orderBy)
    .limit(paging.limit)
  const named = await partnersNamed(
    tx,
    rows.map(({ id }) => id),
  )
  const page = paging.page(rows, ({ points, id }) => ({ key: String(points), id }))
  return {
    ...page,
    rows: page.rows.map(({ id, title, published, language, source, trouble, arrival, total, undecided, partners, known, promises }) => ({
      id,
      title,
      published,
      language,
      source,
      trouble,
      arrival,
      worth: { total: total ?? 0, undecided: undecided ?? 0, partners: partners ?? 0, known: known ?? 0, promises: promises ?? 0 },
      named: named.get(id) ?? [],
    })),
  }
}

async function partnersNamed(tx: OfficeTx, ids: readonly string[]): Promise<Map<string, TriageLine['named']>> {
  if (ids.length === 0) return new Map()
  const rows = await tx
    .select({
      textId: drafts.textId,
      name: sql<Record<string, string>>`${drafts.data} -> 'name'`,
      country: sql<string>`${drafts.data} ->> 'country'`,
      known: sql<boolean>`${drafts.match} is not null`,
    })
    .from(drafts)
    .innerJoin(offices, eq(offices.id, drafts.officeId))
    .where(and(eq(drafts.officeId, tx.officeId), inArray(drafts.textId, [...ids]), abroad))
    .orderBy(desc(sql`${drafts.match} is not null`), asc(drafts.position))
  return new Map(
    [...Map.groupBy(rows, ({ textId }) => textId)].map(([textId, all]) => [
      textId,
      all.map(({ name, country, known }) => ({ name: name['bg'] ?? Object.values(name)[0] ?? '', country, known })),
    ]),
  )
}

/** How many stand in each view, whatever is filtered. One query. */
export async function triageCounts(tx: OfficeTx, filter: TriageFilter = {}): Promise<Readonly<Record<TriageView, number>>> {
  const f = found(tx)
  const n = (view: TriageView) => sql<number>`count(*) filter (where ${inView(view, f)})`.mapWith(Number)
  const [row] = await tx
    .select({ open: n('open'), none: n('none'), aside: n('aside') })
    .from(arrivals)
    .innerJoin(texts, ofTexts)
    .leftJoin(f, eq(f.textId, arrivals.id))
    .where(and(eq(arrivals.officeId, tx.officeId), meant(tx, filter)))
  return row ?? { open: 0, none: 0, aside: 0 }
}

/** The ids of everything a view shows, for setting all of it aside. */
export async function triageIds(tx: OfficeTx, view: TriageView, filter: TriageFilter, most: number): Promise<string[]> {
  const f = found(tx)
  const rows = await tx
    .select({ id: arrivals.id })
    .from(arrivals)
    .innerJoin(texts, ofTexts)
    .leftJoin(f, eq(f.textId, arrivals.id))
    .where(listed(tx, f, view, filter))
    .orderBy(asc(arrivals.id))
    .limit(most)
  return rows.map(({ id }) => id)
}

/** The text to open after this one: the next in the list below it, else the first of it; null when no other waits. `after` itself is never the answer. */
export async function nextInTriage(tx: OfficeTx, after: string | null, filter: TriageFilter = {}): Promise<string | null> {
  const f = found(tx)
  const worth = worthOf(f)
  const rest = tx.select({ id: arrivals.id, points: worth }).from(arrivals).innerJoin(texts, ofTexts).leftJoin(f, eq(f.textId, arrivals.id))
  const [now] = after === null || !isId(after) ? [] : await rest.where(and(eq(arrivals.officeId, tx.officeId), eq(arrivals.id, after)))
  const behind = now === undefined ? [] : [desc(sql`((${worth}, ${arrivals.id}) < (${now.points}, ${now.id}))`)]
  const [next] = await tx
    .select({ id: arrivals.id })
    .from(arrivals)
    .innerJoin(texts, ofTexts)
    .leftJoin(f, eq(f.textId, arrivals.id))
    .where(and(listed(tx, f, 'open', filter), after === null || !isId(after) ? undefined : sql`${arrivals.id} <> ${after}`))
    .orderBy(...behind, desc(worth), desc(arrivals.id))
    .limit(1)
  return next?.id ?? null
}

export type Source = { readonly id: string; readonly title: string; readonly kind: 'batch' | 'feed' }

/** Batches and feeds that brought something, the newest first. Two queries. */
export async function triageSources(tx: OfficeTx): Promise<Source[]> {
  const used = tx.selectDistinct({ id: arrivals.sourceId }).from(arrivals).where(eq(arrivals.officeId, tx.officeId))
  const ofFeeds = await tx
    .select({ id: feeds.id, title: feeds.title })
    .from(feeds)
    .where(and(eq(feeds.officeId, tx.officeId), inArray(feeds.id, used)))
    .orderBy(desc(feeds.id))
    .limit(50)
  const ofBatches = await tx
    .select({ id: batches.id, title: batches.title })
    .from(batches)
    .where(and(eq(batches.officeId, tx.officeId), inArray(batches.id, used)))
    .orderBy(desc(batches.id))
    .limit(50)
  return [...ofFeeds.map((one) => ({ ...one, kind: 'feed' as const })), ...ofBatches.map((one) => ({ ...one, kind: 'batch' as const }))]
}

/** Countries spoken of in texts that came by themselves. One query. */
export async function triageCountries(tx: OfficeTx): Promise<string[]> {
  const rows = await tx
    .selectDistinct({ country: sql<string>`${drafts.data} ->> 'country'` })
    .from(drafts)
    .innerJoin(offices, eq(offices.id, drafts.officeId))
    .innerJoin(arrivals, and(eq(arrivals.officeId, drafts.officeId), eq(arrivals.id, drafts.textId)))
    .where(and(eq(drafts.officeId, tx.officeId), abroad))
  return rows.map(({ country }) => country)
}

/** Where a text that came by itself stands in the triage; null for any other. Two queries at most. */
export async function triagePlace(tx: OfficeTx, id: string): Promise<{ readonly aside: boolean; readonly waiting: number } | null> {
  if (!isId(id)) return null
  const [row] = await tx
    .select({ asideAt: arrivals.asideAt })
    .from(arrivals)
    .where(and(eq(arrivals.officeId, tx.officeId), eq(arrivals.id, id)))
  return row === undefined ? null : { aside: row.asideAt !== null, waiting: (await triageCounts(tx)).open }
}
