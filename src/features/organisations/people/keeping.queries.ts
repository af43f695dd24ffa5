// Reads whose personal data waits for a decision: the time for keeping it ran out, or nobody said why it is kept.
import { and, eq, isNotNull, isNull, lt, or, sql, type SQL } from 'drizzle-orm'
import type { OfficeTx } from '#platform/database/door.ts'
import { keyPaging, type Page, type Turn } from '#platform/database/key-paging.ts'
import { postsOfPeople } from './person.queries.ts'
import { people, type PersonWithPosts } from './person.table.ts'

export const KEPT_A_PAGE = 50

export const KEPT_LISTS = ['due', 'unsaid'] as const
export type KeptList = (typeof KEPT_LISTS)[number]

const live = (tx: OfficeTx): SQL | undefined => and(eq(people.officeId, tx.officeId), isNull(people.deletedAt))

/** Contact data: the same as `holdsContactData` of keeping.ts. */
const holds = or(isNotNull(people.email), isNotNull(people.phone), sql`${people.notes}->'in' <> '{}'::jsonb`)
const unsaid = and(holds, or(eq(people.purpose, ''), isNull(people.keepUntil)))
const due = (today: string): SQL => lt(people.keepUntil, today)

/** A page of those whose time ran out, longest ago first, or of those about whom nothing was said, in the order of the alphabet. */
export async function keptPage(tx: OfficeTx, list: KeptList, today: string, turn: Turn): Promise<Page<PersonWithPosts>> {
  const paging =
    list === 'due'
      ? keyPaging(turn, { key: people.keepUntil, id: people.id }, { size: KEPT_A_PAGE, keyShape: /^\d{4}-\d\d-\d\d$/ })
      : keyPaging(turn, { key: people.sortKey, id: people.id }, { size: KEPT_A_PAGE })
  const rows = await tx
    .select()
    .from(people)
    .where(and(live(tx), list === 'due' ? due(today) : unsaid, paging.where))
    .orderBy(...paging.orderBy)
    .limit(paging.limit)
  const page = paging.page(rows, (row) => ({ key: list === 'due' ? row.keepUntil! : row.sortKey, id: row.id }))
  const held = await postsOfPeople(
    tx,
    page.rows.map(({ id }) => id),
  )
  return { ...page, rows: page.rows.map((person) => ({ person, posts: held.get(person.id) ?? [] })) }
}

/** How many of each, in one query. */
export async function keptCounts(tx: OfficeTx, today: string): Promise<Readonly<Record<KeptList, number>>> {
  const [row] = await tx
    .select({ due: sql<number>`count(*) filter (where ${due(today)})`.mapWith(Number), unsaid: sql<number>`count(*) filter (where ${unsaid})`.mapWith(Number) })
    .from(people)
    .where(live(tx))
  return row ?? { due: 0, unsaid: 0 }
}
