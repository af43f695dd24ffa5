// Reads who subscribed: one by a link, the office's list, its counts, those of an issue.
import { and, asc, count, eq, gt, ilike, sql, type SQL } from 'drizzle-orm'
import type { OfficeTx, SystemTx } from '#platform/database/door.ts'
import { keyPaging, type Page, type Turn } from '#platform/database/key-paging.ts'
import { offices } from '#platform/database/office.table.ts'
import { isId } from '#platform/ids.ts'
import { escapeLike } from '#platform/search/names.ts'
import type { DigestLanguage } from '../composing/tongue.ts'
import type { SubscriberState } from './subscriber.ts'
import { refusals, type Subscriber, subscribers } from './subscriber.table.ts'

export async function subscriberById(tx: OfficeTx, id: string): Promise<Subscriber | null> {
  if (!isId(id)) return null
  const [row] = await tx
    .select()
    .from(subscribers)
    .where(and(eq(subscribers.officeId, tx.officeId), eq(subscribers.id, id)))
  return row ?? null
}

/** Who writes: the office as letters name it. */
export type Writing = Pick<typeof offices.$inferSelect, 'id' | 'name' | 'publicHost' | 'siteLanguages' | 'timeZone' | 'languages'>

export async function writingOffice(tx: SystemTx | OfficeTx, officeId: string): Promise<Writing> {
  const [office] = await tx
    .select({
      id: offices.id,
      name: offices.name,
      publicHost: offices.publicHost,
      siteLanguages: offices.siteLanguages,
      timeZone: offices.timeZone,
      languages: offices.languages,
    })
    .from(offices)
    .where(eq(offices.id, officeId))
  return office!
}

export type SubscriberFilter = {
  readonly q?: string | undefined
  readonly state?: SubscriberState | undefined
  readonly language?: DigestLanguage | undefined
}

const found = (tx: OfficeTx, { q, state, language }: SubscriberFilter): SQL | undefined =>
  and(
    eq(subscribers.officeId, tx.officeId),
    state === undefined ? undefined : eq(subscribers.state, state),
    language === undefined ? undefined : eq(subscribers.language, language),
    q === undefined ? undefined : ilike(subscribers.address, `%${escapeLike(q)}%`),
  )

export const SUBSCRIBERS_ON_A_PAGE = 50

/** One page of the office's list by address. One query. */
export async function subscriberPage(tx: OfficeTx, filter: SubscriberFilter, turn: Turn): Promise<Page<Subscriber>> {
  const paging = keyPaging(turn, { key: subscribers.address, id: subscribers.id }, { size: SUBSCRIBERS_ON_A_PAGE })
  const rows = await tx
    .select()
    .from(subscribers)
    .where(and(found(tx, filter), paging.where))
    .orderBy(...paging.orderBy)
    .limit(paging.limit)
  return paging.page(rows, ({ address, id }) => ({ key: address, id }))
}

export type SubscriberCount = { readonly language: DigestLanguage; readonly state: SubscriberState; readonly count: number }

/** How many in each language and state. One query. */
export const subscriberCounts = (tx: OfficeTx): Promise<SubscriberCount[]> =>
  tx
    .select({ language: subscribers.language, state: subscribers.state, count: count() })
    .from(subscribers)
    .where(eq(subscribers.officeId, tx.officeId))
    .groupBy(subscribers.language, subscribers.state)

export const countFound = (tx: OfficeTx, filter: SubscriberFilter): Promise<number> => tx.$count(subscribers, found(tx, filter))

const SOME = 500

/** Some of the found after an address, for a file that is written while it is read. One query. */
export const someSubscribers = (tx: OfficeTx, filter: SubscriberFilter, after: string | null): Promise<Subscriber[]> =>
  tx
    .select()
    .from(subscribers)
    .where(and(found(tx, filter), after === null ? undefined : gt(subscribers.address, after)))
    .orderBy(asc(subscribers.address))
    .limit(SOME)

/** Which of the addresses are known (in any state), and which of the hashes belong to somebody who left. Two queries. */
export async function knownAmong(tx: OfficeTx, addresses: readonly string[], hashes: readonly string[]): Promise<{ there: Set<string>; left: Set<string> }> {
  const there = await tx
    .select({ address: subscribers.address })
    .from(subscribers)
    .where(and(eq(subscribers.officeId, tx.officeId), sql`${subscribers.address} = any(${sql.param([...addresses])}::text[])`))
  const left = await tx
    .select({ hash: refusals.hash })
    .from(refusals)
    .where(and(eq(refusals.officeId, tx.officeId), sql`${refusals.hash} = any(${sql.param([...hashes])}::text[])`))
  return { there: new Set(there.map(({ address }) => address)), left: new Set(left.map(({ hash }) => hash)) }
}
