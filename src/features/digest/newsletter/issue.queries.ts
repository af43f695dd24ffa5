// Reads issues: their publication, whom they would reach, how far they are, what failed.
import { and, asc, count, desc, eq, inArray, isNotNull, isNull, notExists, notInArray, sql } from 'drizzle-orm'
import type { OfficeTx } from '#platform/database/door.ts'
import { isId } from '#platform/ids.ts'
import type { DigestLanguage } from '../composing/tongue.ts'
import { digestPublications } from '../digest.table.ts'
import type { Publication } from '../publication.queries.ts'
import { type Audience, type DeliveryState, DELIVERY_STATES, type Failure, FAILURES_SHOWN, type Progress, TROUBLED } from './issue.ts'
import { deliveries, type Issue, issues } from './issue.table.ts'
import { subscribers } from './subscriber.table.ts'

export async function issueById(tx: OfficeTx, id: string): Promise<Issue | null> {
  if (!isId(id)) return null
  const [row] = await tx
    .select()
    .from(issues)
    .where(and(eq(issues.officeId, tx.officeId), eq(issues.id, id), isNull(issues.deletedAt)))
  return row ?? null
}

/** The issue of a publication, if there is one. */
export async function issueOf(tx: OfficeTx, publicationId: string): Promise<Issue | null> {
  const [row] = await tx
    .select()
    .from(issues)
    .where(and(eq(issues.officeId, tx.officeId), eq(issues.publicationId, publicationId), isNull(issues.deletedAt)))
  return row ?? null
}

/** How far the newsletter of an edition is: the standing publication's issue, and whether an earlier publication of the month has left already. At most three queries. */
export type Carried = {
  readonly publicationId: string | null
  readonly issue: Issue | null
  readonly progress: Progress | null
  readonly earlier: Issue | null
}
export async function carriedBy(tx: OfficeTx, of: Pick<Issue, 'month' | 'language'>, publicationId: string | null): Promise<Carried> {
  const all = await tx
    .select()
    .from(issues)
    .where(and(eq(issues.officeId, tx.officeId), eq(issues.month, of.month), eq(issues.language, of.language), isNull(issues.deletedAt)))
    .orderBy(desc(issues.startedAt), desc(issues.id))
  const issue = all.find((one) => one.publicationId === publicationId) ?? null
  const earlier = all.find((one) => one !== issue && one.startedAt !== null) ?? null
  return { publicationId, issue, earlier, progress: issue === null ? null : ((await progressOf(tx, [issue.id])).get(issue.id) ?? null) }
}

/** Other issues of the same month and language that have begun to leave, the newest first: whoever sends a second one is told. */
export const earlierIssues = (tx: OfficeTx, { id, month, language }: Pick<Issue, 'id' | 'month' | 'language'>): Promise<Issue[]> =>
  tx
    .select()
    .from(issues)
    .where(
      and(
        eq(issues.officeId, tx.officeId),
        eq(issues.month, month),
        eq(issues.language, language),
        isNull(issues.deletedAt),
        isNotNull(issues.startedAt),
        sql`${issues.id} <> ${id}`,
      ),
    )
    .orderBy(desc(issues.startedAt))

// ---- whom it reaches -----------------------------------------------------------------------------------------------------

const ownReaders = (tx: OfficeTx, language: DigestLanguage) =>
  and(eq(subscribers.officeId, tx.officeId), eq(subscribers.state, 'active'), eq(subscribers.language, language))

/** Readers of other languages who said that they read this one as well, whose month has no publication in their own, and who got no issue of the month yet. */
const otherReaders = (tx: OfficeTx, { language, month }: Pick<Issue, 'language' | 'month'>) =>
  and(
    eq(subscribers.officeId, tx.officeId),
    eq(subscribers.state, 'active'),
    sql`${subscribers.language} <> ${language}`,
    sql`${language} = any(${subscribers.also})`,
    notExists(
      tx
        .select({ one: sql`1` })
        .from(digestPublications)
        .where(
          and(
            eq(digestPublications.officeId, subscribers.officeId),
            eq(digestPublications.month, month),
            eq(digestPublications.language, subscribers.language),
            isNull(digestPublications.withdrawnAt),
          ),
        ),
    ),
    notExists(
      tx
        .select({ one: sql`1` })
        .from(deliveries)
        .innerJoin(issues, and(eq(issues.officeId, deliveries.officeId), eq(issues.id, deliveries.issueId)))
        .where(
          and(
            eq(deliveries.officeId, subscribers.officeId),
            eq(deliveries.subscriberId, subscribers.id),
            eq(issues.month, month),
            notInArray(deliveries.state, ['withdrawn', 'gone', 'refused']),
          ),
        ),
    ),
  )

/** Whom the issue would reach now. Two queries. */
export async function audienceOf(tx: OfficeTx, issue: Pick<Issue, 'language' | 'month'>): Promise<Audience> {
  return {
    own: await tx.$count(subscribers, ownReaders(tx, issue.language)),
    others: await tx
      .select({ language: subscribers.language, count: count() })
      .from(subscribers)
      .where(otherReaders(tx, issue))
      .groupBy(subscribers.language)
      .orderBy(asc(subscribers.language)),
  }
}

/** The ids of those; with `own` false only of the readers of other languages. */
export async function audienceIds(tx: OfficeTx, issue: Pick<Issue, 'language' | 'month'>, which: { own: boolean; others: boolean }): Promise<string[]> {
  const of = async (where: ReturnType<typeof ownReaders>): Promise<string[]> =>
    (await tx.select({ id: subscribers.id }).from(subscribers).where(where).orderBy(asc(subscribers.id))).map(({ id }) => id)
  return [...(which.own ? await of(ownReaders(tx, issue.language)) : []), ...(which.others ? await of(otherReaders(tx, issue)) : [])]
}

// ---- how far it is -------------------------------------------------------------------------------------------------------

const none = (): Record<DeliveryState, number> => Object.fromEntries(DELIVERY_STATES.map((state) => [state, 0])) as Record<DeliveryState, number>

/** How many deliveries stand where, of each of the issues. One query. */
export async function progressOf(tx: OfficeTx, ids: readonly string[]): Promise<ReadonlyMap<string, Progress>> {
  const found = new Map(ids.map((id) => [id, none()]))
  if (ids.length === 0) return found
  const rows = await tx
    .select({ issueId: deliveries.issueId, state: deliveries.state, count: count() })
    .from(deliveries)
    .where(and(eq(deliveries.officeId, tx.officeId), inArray(deliveries.issueId, [...ids])))
    .groupBy(deliveries.issueId, deliveries.state)
  for (const row of rows) found.get(row.issueId)![row.state] = row.count
  return found
}

export const ISSUES_SHOWN = 36

/** The newest issues. One query. */
export const newestIssues = (tx: OfficeTx): Promise<Issue[]> =>
  tx
    .select()
    .from(issues)
    .where(and(eq(issues.officeId, tx.officeId), isNull(issues.deletedAt)))
    .orderBy(desc(issues.month), asc(issues.language), desc(issues.id))
    .limit(ISSUES_SHOWN)

export type Unsent = Pick<Publication, 'id' | 'language' | 'month' | 'title' | 'publishedAt'>

/** Publications citizens can read of which no issue was made yet, the newest first: what may be sent. One query. */
export const unsentPublications = (tx: OfficeTx, most = 12): Promise<Unsent[]> =>
  tx
    .select({
      id: digestPublications.id,
      language: digestPublications.language,
      month: digestPublications.month,
      title: digestPublications.title,
      publishedAt: digestPublications.publishedAt,
    })
    .from(digestPublications)
    .where(
      and(
        eq(digestPublications.officeId, tx.officeId),
        isNull(digestPublications.withdrawnAt),
        // Of one month and language only what citizens read now.
        sql`not exists (select from digest_publication later where later.office_id = ${digestPublications.officeId} and later.edition_id = ${digestPublications.editionId} and later.withdrawn_at is null and later.published_at > ${digestPublications.publishedAt})`,
        notExists(
          tx
            .select({ one: sql`1` })
            .from(issues)
            .where(and(eq(issues.officeId, digestPublications.officeId), eq(issues.publicationId, digestPublications.id), isNull(issues.deletedAt))),
        ),
      ),
    )
    .orderBy(desc(digestPublications.publishedAt))
    .limit(most)

/** The deliveries an officer may want to look at. One query. */
export const failuresOf = (tx: OfficeTx, issueId: string): Promise<Failure[]> =>
  tx
    .select({ id: deliveries.id, state: deliveries.state, mailId: deliveries.mailId, address: subscribers.address, settledAt: deliveries.settledAt })
    .from(deliveries)
    .leftJoin(subscribers, and(eq(subscribers.officeId, deliveries.officeId), eq(subscribers.id, deliveries.subscriberId)))
    .where(and(eq(deliveries.officeId, tx.officeId), eq(deliveries.issueId, issueId), inArray(deliveries.state, [...TROUBLED])))
    .orderBy(asc(deliveries.id))
    .limit(FAILURES_SHOWN)
