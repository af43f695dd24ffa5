// Reads the yearly round: whom nobody has confirmed for twelve months or at all, by organisation, the longest unconfirmed first.
import { and, asc, count, eq, inArray, isNull, or, sql, type SQL } from 'drizzle-orm'
import type { OfficeTx } from '#platform/database/door.ts'
import { keyPaging, type Page, type Turn } from '#platform/database/key-paging.ts'
import { monthsAfter } from '#platform/dates.ts'
import { organisations, type Organisation } from '../organisation.table.ts'
import { people, posts, type Holding } from './person.table.ts'
import { DOUBTFUL_AFTER_MONTHS } from './post.ts'

export const ORGANISATIONS_A_ROUND_PAGE = 15
/** Of one organisation at once; the others follow once these are confirmed. */
export const POSTS_OF_ONE = 40

/** Who was confirmed after this day is sure. */
const sureAfter = (today: string): string => monthsAfter(today, -DOUBTFUL_AFTER_MONTHS)

const held = (tx: OfficeTx): SQL | undefined =>
  and(eq(posts.officeId, tx.officeId), isNull(posts.deletedAt), isNull(posts.toDate), isNull(people.deletedAt), isNull(organisations.deletedAt))
const unsure = (today: string): SQL | undefined => or(isNull(posts.confirmedOn), sql`${posts.confirmedOn} <= ${sureAfter(today)}`)

/** Never confirmed stands before every day. */
const oldest = sql<string>`min(coalesce(${posts.confirmedOn}, '0001-01-01'::date))`

export type RoundGroup = { readonly organisation: Organisation; readonly waiting: number; readonly holders: readonly Holding[] }

/** One page of organisations with those who wait in each; two queries. */
export async function roundPage(tx: OfficeTx, today: string, turn: Turn): Promise<Page<RoundGroup>> {
  const paging = keyPaging(turn, { key: oldest, id: organisations.id }, { size: ORGANISATIONS_A_ROUND_PAGE, keyShape: /^\d{4}-\d\d-\d\d$/ })
  const groups = await tx
    .select({ organisation: organisations, oldest: sql<string>`to_char(${oldest}, 'YYYY-MM-DD')`, waiting: count() })
    .from(posts)
    .innerJoin(people, and(eq(people.officeId, posts.officeId), eq(people.id, posts.personId)))
    .innerJoin(organisations, and(eq(organisations.officeId, posts.officeId), eq(organisations.id, posts.organisationId)))
    .where(and(held(tx), unsure(today)))
    .groupBy(organisations.officeId, organisations.id)
    .having(paging.where ?? sql`true`)
    .orderBy(...paging.orderBy)
    .limit(paging.limit)
  const page = paging.page(groups, (row) => ({ key: row.oldest, id: row.organisation.id }))
  const ids = page.rows.map(({ organisation }) => organisation.id)
  const waiting =
    ids.length === 0
      ? []
      : await tx
          .select({ post: posts, person: people })
          .from(posts)
          .innerJoin(people, and(eq(people.officeId, posts.officeId), eq(people.id, posts.personId)))
          .innerJoin(organisations, and(eq(organisations.officeId, posts.officeId), eq(organisations.id, posts.organisationId)))
          .where(and(held(tx), unsure(today), inArray(posts.organisationId, ids)))
          .orderBy(sql`${posts.confirmedOn} nulls first`, asc(people.sortKey), asc(posts.id))
          .limit(POSTS_OF_ONE * ORGANISATIONS_A_ROUND_PAGE)
  const byOrganisation = Map.groupBy(waiting, ({ post }) => post.organisationId)
  return {
    ...page,
    rows: page.rows.map(({ organisation, waiting: n }) => ({
      organisation,
      waiting: n,
      holders: (byOrganisation.get(organisation.id) ?? []).slice(0, POSTS_OF_ONE),
    })),
  }
}

export type RoundCounts = { readonly held: number; readonly waiting: number }

/** How many hold a post, and how many of them wait to be confirmed; one query. */
export async function roundCounts(tx: OfficeTx, today: string): Promise<RoundCounts> {
  const [row] = await tx
    .select({ held: count(), waiting: sql<number>`count(*) filter (where ${unsure(today)})`.mapWith(Number) })
    .from(posts)
    .innerJoin(people, and(eq(people.officeId, posts.officeId), eq(people.id, posts.personId)))
    .innerJoin(organisations, and(eq(organisations.officeId, posts.officeId), eq(organisations.id, posts.organisationId)))
    .where(held(tx))
  return row ?? { held: 0, waiting: 0 }
}
