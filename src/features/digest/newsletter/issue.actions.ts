// Makes an issue of a publication, sends a trial of it, sends it to whoever subscribed, stops it, lets it go on, calls it back with its publication.
import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Officer } from '#features/accounts/account.ts'
import { type Office, siteLanguagesOf } from '#features/accounts/account.queries.ts'
import { siteBase } from '#features/accounts/account.ts'
import { letterheadOf } from '#features/accounts/letterhead/letterhead.queries.ts'
import { m } from '#messages'
import type { Restore } from '#platform/activity/activity.ts'
import { type KeptRow, KeptRows, type KeptStale, keptMoment, momentKept, type Written } from '#platform/activity/kept-row.ts'
import { anyOf } from '#platform/database/any-of.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { insertMany } from '#platform/database/insert-many.ts'
import type { Here } from '#platform/here.ts'
import { newId } from '#platform/ids.ts'
import { takeBack, unwilling } from '#platform/mail/bulk.ts'
import { queueMail, queueMails } from '#platform/mail/mail.ts'
import { ok, refuse, type Refusal, type Result } from '#platform/result.ts'
import { type IssueForm, type IssueState, standingOf } from './issue.ts'
import { issueLetter } from './issue.mails.tsx'
import { publicationById } from '../publication.queries.ts'
import { audienceIds, issueById, issueOf } from './issue.queries.ts'
import { deliveries, type Issue, issues } from './issue.table.ts'
import { type Desk, endReturned } from './subscriber.actions.ts'
import { subscriptionUrl } from './subscriber.ts'
import { subscribers } from './subscriber.table.ts'

const rows = new KeptRows<Issue, IssueState>({
  table: issues,
  stateOf: ({ publicationId, language, month, subject, preface, startedAt, stoppedAt, finishedAt, withdrawnAt }) => ({
    publicationId,
    language,
    month,
    subject,
    preface,
    startedAt: momentKept(startedAt),
    stoppedAt: momentKept(stoppedAt),
    finishedAt: momentKept(finishedAt),
    withdrawnAt: momentKept(withdrawnAt),
  }),
  columnsOf: ({ startedAt, stoppedAt, finishedAt, withdrawnAt, ...own }) => ({
    ...own,
    startedAt: keptMoment(startedAt),
    stoppedAt: keptMoment(stoppedAt),
    finishedAt: keptMoment(finishedAt),
    withdrawnAt: keptMoment(withdrawnAt),
  }),
  label: ({ subject }) => subject,
  missing: () => m.newsletter_issue_missing(),
})

export type IssueStale = KeptStale<IssueState>

/** The issue of a publication, made now if there is none; nothing leaves by that. Refuses for a publication that was withdrawn. */
export const openIssue = (here: Here, by: Officer, publicationId: string): Promise<Result<{ id: string }>> =>
  here.db.inOffice(by.officeId, async (tx): Promise<Result<{ id: string }>> => {
    // Two who press at once get the same issue.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`newsletter issue ${publicationId}`}, 0))`)
    const publication = await publicationById(tx, publicationId)
    if (publication === null) return refuse('missing', m.newsletter_publication_missing())
    const there = await issueOf(tx, publicationId)
    if (there !== null) return ok({ id: there.id })
    if (publication.withdrawnAt !== null) return refuse('withdrawn', m.newsletter_publication_withdrawn())
    const { language, month, title } = publication
    const id = newId()
    const none = { startedAt: null, stoppedAt: null, finishedAt: null, withdrawnAt: null }
    await rows.write(tx, here, by, id, null, { publicationId, language, month, subject: title.slice(0, 150), preface: '', ...none }, 'newsletter_issue.created')
    return ok({ id })
  })

const hasStarted = (): Result<never> => refuse('started', m.newsletter_issue_started())

export const changeIssue = (here: Here, by: Officer, id: string, { version, subject, preface }: IssueForm): Promise<Result<Written, Refusal | IssueStale>> =>
  rows.change(here, by, id, version, 'newsletter_issue.changed', (before) => (before.startedAt === null ? ok({ ...before, subject, preface }) : hasStarted()))

export const removeIssue = (here: Here, by: Officer, id: string, version: number): Promise<Result<Written, Refusal | IssueStale>> =>
  rows.change(here, by, id, version, 'newsletter_issue.removed', (before) => (before.startedAt === null ? ok(null) : hasStarted()))

/** Undo of words, of making and of removing; letters that left are not called back by it. */
export const restoreIssue: Restore = rows.put(
  'newsletter_issue.restored',
  async (state, _, before) => (before.state.startedAt === null && state.startedAt === null ? ok(state) : refuse('started', m.newsletter_undo_started())),
  async (_, before) => (before.state.startedAt === null ? ok(null) : refuse('started', m.newsletter_undo_started())),
)

/** The office whose site the letter speaks of. */
export type Sending = Pick<Office, 'publicHost' | 'siteLanguages'>

/** What a letter of the issue is made of; null where its publication is gone. */
export async function letterOf(tx: OfficeTx, desk: Pick<Desk, 'baseUrl'>, office: Sending, issue: Issue) {
  const publication = await publicationById(tx, issue.publicationId)
  if (publication === null) return null
  const base = siteBase(desk.baseUrl, office)
  const hasPage = siteLanguagesOf(office).includes(publication.language)
  return { publication, base, write: issueLetter({ issue, publication, office: await letterheadOf(tx), base, hasPage }) }
}

/** The letter to the officer themselves, as it will arrive: what a subscriber's own links are leads nowhere in it. */
export const tryIssue = (here: Here, by: Officer, desk: Desk, office: Sending, id: string): Promise<Result<null>> =>
  here.db.inOffice(by.officeId, async (tx): Promise<Result<null>> => {
    const issue = await issueById(tx, id)
    const letter = issue === null ? null : await letterOf(tx, desk, office, issue)
    if (issue === null || letter === null) return refuse('missing', m.newsletter_issue_missing())
    const { subject, ...words } = letter.write(letter.base)
    await tx
      .update(issues)
      .set({ triedAt: here.clock.now() })
      .where(and(eq(issues.officeId, tx.officeId), eq(issues.id, id)))
    await queueMail(tx, here.clock, {
      officeId: by.officeId,
      kind: 'test',
      language: issue.language,
      to: by.email,
      toName: by.name,
      subject: m.newsletter_trial_subject({ subject }),
      ...words,
    })
    return ok(null)
  })

type Began = { readonly count: number; readonly activityId: string }
type Locked = KeptRow<IssueState>

/** Changes where an issue stands, if it has the version and `next` allows it. */
async function go(
  here: Here,
  by: Officer,
  id: string,
  version: number,
  act: `newsletter_issue.${string}`,
  next: (tx: OfficeTx, before: Locked) => Promise<Result<{ readonly after: IssueState; readonly count: number }>>,
): Promise<Result<Began>> {
  return here.db.inOffice(by.officeId, async (tx): Promise<Result<Began>> => {
    const before = await rows.read(tx, id)
    if (before === null || before.removed) return refuse('missing', m.newsletter_issue_missing())
    if (before.version !== version) return refuse('moved-on', m.newsletter_issue_moved_on())
    const went = await next(tx, before)
    if (!went.ok) return went
    const { activityId } = await rows.write(tx, here, by, id, before, went.value.after, act)
    return ok({ count: went.value.count, activityId })
  })
}

/** A letter for each of them. Who was left out before, being away or wanting none then, has a line of the issue already: it waits anew. */
async function address(tx: OfficeTx, issueId: string, ids: readonly string[]): Promise<void> {
  const of = and(eq(deliveries.officeId, tx.officeId), eq(deliveries.issueId, issueId), anyOf(deliveries.subscriberId, ids))
  const anew = await tx
    .update(deliveries)
    .set({ state: 'waiting', mailId: null, settledAt: null })
    .where(and(of, inArray(deliveries.state, ['gone', 'refused'])))
    .returning({ subscriberId: deliveries.subscriberId })
  const there = new Set(anew.map(({ subscriberId }) => subscriberId))
  await insertMany(
    tx,
    deliveries,
    ids
      .filter((subscriberId) => !there.has(subscriberId))
      .map((subscriberId) => ({ officeId: tx.officeId, id: newId(), issueId, subscriberId, state: 'waiting' as const })),
  )
}

/**
 * Addresses the issue to everybody it is for; from then on the job writes their letters. `others`: also to readers of languages without a publication. Refuses
 * with nobody to send to, and once its publication was withdrawn.
 */
export const startIssue = (here: Here, by: Officer, id: string, version: number, others: boolean): Promise<Result<Began>> =>
  go(here, by, id, version, 'newsletter_issue.started', async (tx, { state }) => {
    if (standingOf(state) !== 'draft') return hasStarted()
    if ((await publicationById(tx, state.publicationId))?.withdrawnAt !== null) return refuse('withdrawn', m.newsletter_publication_withdrawn())
    const ids = await audienceIds(tx, state, { own: true, others })
    if (ids.length === 0) return refuse('nobody', m.newsletter_nobody())
    await address(tx, id, ids)
    await tx
      .update(issues)
      .set({ startedByName: by.name })
      .where(and(eq(issues.officeId, tx.officeId), eq(issues.id, id)))
    return ok({ after: { ...state, startedAt: here.clock.now().toISOString() }, count: ids.length })
  })

/** The same issue to readers of other languages who were left out at first. */
export const widenIssue = (here: Here, by: Officer, id: string, version: number): Promise<Result<Began>> =>
  go(here, by, id, version, 'newsletter_issue.widened', async (tx, { state }) => {
    if (state.startedAt === null || state.withdrawnAt !== null) return refuse('moved-on', m.newsletter_issue_moved_on())
    const ids = await audienceIds(tx, state, { own: false, others: true })
    if (ids.length === 0) return refuse('nobody', m.newsletter_nobody())
    await address(tx, id, ids)
    return ok({ after: { ...state, finishedAt: null }, count: ids.length })
  })

/** Letters that have not left go back to where they waited to be written, so that nothing goes while it is stopped. Answers how many. */
async function unqueue(tx: OfficeTx, here: Here, issueId: string): Promise<number> {
  const of = and(eq(deliveries.officeId, tx.officeId), eq(deliveries.issueId, issueId))
  const queued = await tx
    .select({ mailId: deliveries.mailId })
    .from(deliveries)
    .where(and(of, eq(deliveries.state, 'queued')))
    .for('update')
  const back = await takeBack(
    tx,
    here.clock,
    queued.flatMap(({ mailId }) => mailId ?? []),
  )
  if (back.length > 0)
    await tx
      .update(deliveries)
      .set({ state: 'waiting', mailId: null })
      .where(and(of, anyOf(deliveries.mailId, back)))
  return back.length
}

export const stopIssue = (here: Here, by: Officer, id: string, version: number): Promise<Result<Began>> =>
  go(here, by, id, version, 'newsletter_issue.stopped', async (tx, { state }) => {
    if (standingOf(state) !== 'sending') return refuse('moved-on', m.newsletter_issue_moved_on())
    return ok({ after: { ...state, stoppedAt: here.clock.now().toISOString() }, count: await unqueue(tx, here, id) })
  })

export const resumeIssue = (here: Here, by: Officer, id: string, version: number): Promise<Result<Began>> =>
  go(here, by, id, version, 'newsletter_issue.resumed', async (tx, { state }) => {
    if (standingOf(state) !== 'stopped') return refuse('moved-on', m.newsletter_issue_moved_on())
    if ((await publicationById(tx, state.publicationId))?.withdrawnAt !== null) return refuse('withdrawn', m.newsletter_publication_withdrawn())
    const count = await tx.$count(deliveries, and(eq(deliveries.officeId, tx.officeId), eq(deliveries.issueId, id), eq(deliveries.state, 'waiting')))
    return ok({ after: { ...state, stoppedAt: null }, count })
  })

/** A publication is withdrawn: what of its issue has not left does not leave, for good. To be called in the transaction that withdraws it; the job does it too. */
export async function withdrawIssueOf(tx: OfficeTx, here: Here, publicationId: string): Promise<void> {
  const issue = await issueOf(tx, publicationId)
  if (issue === null || issue.withdrawnAt !== null) return
  await tx
    .update(issues)
    .set({ withdrawnAt: here.clock.now(), version: sql`${issues.version} + 1` })
    .where(and(eq(issues.officeId, tx.officeId), eq(issues.id, issue.id)))
  await unqueue(tx, here, issue.id)
  await tx
    .update(deliveries)
    .set({ state: 'withdrawn', settledAt: here.clock.now() })
    .where(and(eq(deliveries.officeId, tx.officeId), eq(deliveries.issueId, issue.id), eq(deliveries.state, 'waiting')))
}

// ---- what the job does ---------------------------------------------------------------------------------------------------

/** Writes the letters of at most `most` deliveries of one issue; answers how many it dealt with. A fixed number of statements, one transaction. */
export async function writeSome(tx: OfficeTx, here: Here, desk: Desk, issue: Issue, office: Sending, most: number): Promise<number> {
  const now = here.clock.now()
  const of = and(eq(deliveries.officeId, tx.officeId), eq(deliveries.issueId, issue.id))
  const due = await tx
    .select({ id: deliveries.id, subscriberId: subscribers.id, address: subscribers.address, state: subscribers.state, language: subscribers.language })
    .from(deliveries)
    .leftJoin(subscribers, and(eq(subscribers.officeId, deliveries.officeId), eq(subscribers.id, deliveries.subscriberId)))
    .where(and(of, eq(deliveries.state, 'waiting')))
    .orderBy(deliveries.id)
    .limit(most)
    .for('update', { of: deliveries, skipLocked: true })
  if (due.length === 0) return 0
  const settle = async (ids: readonly string[], state: 'gone' | 'refused' | 'returned'): Promise<void> => {
    if (ids.length > 0)
      await tx
        .update(deliveries)
        .set({ state, settledAt: now })
        .where(and(eq(deliveries.officeId, tx.officeId), anyOf(deliveries.id, ids)))
  }
  const there = due.flatMap((one) =>
    one.subscriberId !== null && one.state === 'active' ? [{ ...one, subscriberId: one.subscriberId, address: one.address! }] : [],
  )
  const idsOf = (some: readonly { readonly id: string }[]): string[] => some.map(({ id }) => id)
  await settle(idsOf(due.filter(({ id }) => !there.some((one) => one.id === id))), 'gone')
  const { failing, refused } = await unwilling(
    tx,
    'newsletter',
    there.map((one) => one.address),
  )
  // Letters to them come back already: another would, too.
  const lost = there.filter((one) => failing.has(one.address))
  await settle(idsOf(lost), 'returned')
  if (lost.length > 0)
    await endReturned(
      tx,
      here,
      lost.map(({ subscriberId }) => subscriberId),
    )
  await settle(idsOf(there.filter((one) => refused.has(one.address) && !failing.has(one.address))), 'refused')
  const reached = there.filter((one) => !failing.has(one.address) && !refused.has(one.address))
  const letter = await letterOf(tx, desk, office, issue)
  if (letter === null || reached.length === 0) return due.length
  const queued = await queueMails(
    tx,
    here.clock,
    reached.map((one) => ({
      officeId: tx.officeId,
      kind: 'newsletter',
      language: issue.language,
      to: one.address,
      key: `newsletter:${issue.id}:${one.subscriberId}`,
      about: { thing: 'subscriber', id: one.subscriberId },
      ...letter.write(subscriptionUrl(letter.base, desk, one.language ?? issue.language, one.subscriberId)),
    })),
  )
  const pairs = reached.flatMap(({ id }, at) => (queued[at]!.id === null ? [] : [{ id, mail: queued[at]!.id }]))
  await tx.execute(sql`
    update ${deliveries} set state = 'queued', mail_id = pair.mail::uuid
    from jsonb_to_recordset(${JSON.stringify(pairs)}::jsonb) as pair(id uuid, mail uuid)
    where ${deliveries.officeId} = ${tx.officeId} and ${deliveries.id} = pair.id`)
  await settle(
    reached.flatMap(({ id }, at) => (queued[at]!.id === null ? [id] : [])),
    'returned',
  )
  return due.length
}

/** Marks an issue as done once nothing of it waits or is on its way. */
export async function finishIssue(tx: OfficeTx, here: Here, issue: Issue): Promise<void> {
  await tx
    .update(issues)
    .set({ finishedAt: here.clock.now(), version: sql`${issues.version} + 1` })
    .where(
      and(
        eq(issues.officeId, tx.officeId),
        eq(issues.id, issue.id),
        isNull(issues.finishedAt),
        sql`not exists (select from ${deliveries} where ${deliveries.officeId} = ${issues.officeId} and ${deliveries.issueId} = ${issues.id} and ${inArray(deliveries.state, ['waiting', 'queued'])})`,
      ),
    )
}
