// Sends the newsletter bit by bit: asks those who were added, writes what an issue still owes, learns what became of letters, erases whom nobody needs any more.
import { and, asc, eq, isNotNull, isNull } from 'drizzle-orm'
import { anyOf } from '#platform/database/any-of.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import type { Here } from '#platform/here.ts'
import { everyOffice, unlessUnderWay } from '#platform/jobs/offices.ts'
import type { Log } from '#platform/log.ts'
import { emptySent, outcomesOf, takeReturned, underWay } from '#platform/mail/bulk.ts'
import type { MailState } from '#platform/mail/letter.ts'
import { digestPublications } from '../digest.table.ts'
import { finishIssue, withdrawIssueOf, writeSome } from './issue.actions.ts'
import type { DeliveryState } from './issue.ts'
import { deliveries, type Issue, issues } from './issue.table.ts'
import { askAdded, type Desk, endReturned, tidySubscribers } from './subscriber.actions.ts'
import type { Keys } from './subscriber.ts'
import { writingOffice } from './subscriber.queries.ts'

/** `perMinute`: so many letters are put into the outbox in a minute, of all offices together; 0: as many as the outbox itself lets go. */
export type NewsletterParts = Desk & { readonly perMinute: number; readonly log: Log; readonly stopped?: () => boolean }

/** Never more wait in the outbox at once: what else the office writes does not stand behind ten thousand letters. */
const MOST_WAITING = 500
const OURS = ['newsletter', 'confirmation'] as const

const BECAME: Readonly<Partial<Record<MailState, DeliveryState>>> = {
  sent: 'sent',
  bounced: 'returned',
  uncertain: 'unclear',
  'given-up': 'failed',
  dropped: 'failed',
  expired: 'failed',
  unsubscribed: 'refused',
}

/** A round: answers how many letters were written. One process at a time; whatever ends it, the next round goes on where it was. */
export async function sendNewsletters(here: Here, parts: NewsletterParts): Promise<number> {
  let written = 0
  await unlessUnderWay(here, 'newsletter', async () => {
    const most = parts.perMinute === 0 ? MOST_WAITING : Math.min(parts.perMinute, MOST_WAITING)
    let left = most - (await here.db.asSystem((tx) => underWay(tx, here.clock, OURS)))
    const offices = await everyOffice(here)
    for (const [at, office] of offices.entries()) {
      if (parts.stopped?.() === true) return
      try {
        // Each office its share, and what one does not need is the others'.
        const share = Math.max(0, Math.ceil(left / (offices.length - at)))
        const own = await sendOf(office.here, office.id, parts, share)
        left -= own
        written += own
      } catch (error) {
        parts.log.error(`newsletter, office ${office.id}`, error)
      }
    }
  })
  return written
}

async function sendOf(here: Here, officeId: string, parts: NewsletterParts, most: number): Promise<number> {
  await here.db.inOffice(officeId, (tx) => learn(tx, here))
  const { office, open } = await here.db.inOffice(officeId, async (tx) => ({ office: await writingOffice(tx, officeId), open: await underWayOf(tx) }))
  let written = most <= 0 ? 0 : await here.db.inOffice(officeId, (tx) => askAdded(tx, here, parts, most))
  for (const { issue, withdrawn } of open) {
    written += await here.db.inOffice(officeId, async (tx) => {
      if (withdrawn) {
        await withdrawIssueOf(tx, here, issue.publicationId)
        return 0
      }
      // Held until this letter's transaction ends: whoever stops the issue meanwhile waits for it, and takes back what it wrote.
      const [still] = await tx
        .select()
        .from(issues)
        .where(and(eq(issues.officeId, officeId), eq(issues.id, issue.id), isNull(issues.stoppedAt), isNull(issues.withdrawnAt)))
        .for('update')
      if (still === undefined) return 0
      const some = most - written <= 0 ? 0 : await writeSome(tx, here, parts, still, office, most - written)
      await finishIssue(tx, here, still)
      return some
    })
  }
  return written
}

/** Issues that have begun and are not done, the longest begun first, and whether their publication was withdrawn. One query. */
async function underWayOf(tx: OfficeTx): Promise<{ issue: Issue; withdrawn: boolean }[]> {
  const rows = await tx
    .select({ issue: issues, withdrawnAt: digestPublications.withdrawnAt })
    .from(issues)
    .innerJoin(digestPublications, and(eq(digestPublications.officeId, issues.officeId), eq(digestPublications.id, issues.publicationId)))
    .where(and(eq(issues.officeId, tx.officeId), isNull(issues.deletedAt), isNotNull(issues.startedAt), isNull(issues.finishedAt), isNull(issues.withdrawnAt)))
    .orderBy(asc(issues.startedAt))
  return rows.map(({ issue, withdrawnAt }) => ({ issue, withdrawn: withdrawnAt !== null }))
}

const standing = (tx: OfficeTx, state: 'queued' | 'unclear') =>
  tx
    .select({ id: deliveries.id, mailId: deliveries.mailId, state: deliveries.state })
    .from(deliveries)
    .where(and(eq(deliveries.officeId, tx.officeId), eq(deliveries.state, state)))
    .orderBy(asc(deliveries.id))
    .limit(2 * MOST_WAITING)

/** What became of the letters since the last round. Those that came back end their subscriptions where the address is at fault. */
async function learn(tx: OfficeTx, here: Here): Promise<void> {
  const now = here.clock.now()
  const back = await takeReturned(tx, here.clock, OURS, MOST_WAITING)
  if (back.length > 0) {
    await tx
      .update(deliveries)
      .set({ state: 'returned', settledAt: now })
      .where(
        and(
          eq(deliveries.officeId, tx.officeId),
          anyOf(
            deliveries.mailId,
            back.filter(({ state }) => state === 'bounced').map(({ id }) => id),
          ),
        ),
      )
    await endReturned(
      tx,
      here,
      back.flatMap(({ state, faultOf, about }) => (state === 'bounced' && faultOf === null && about !== null ? [about] : [])),
    )
  }
  // Each by itself: of unclear ones there may be ever more, and an issue is done when nothing of it is on its way.
  const open = [...(await standing(tx, 'queued')), ...(await standing(tx, 'unclear'))]
  const outcomes = new Map(
    (
      await outcomesOf(
        tx,
        open.flatMap(({ mailId }) => mailId ?? []),
      )
    ).map((one) => [one.id, one.state]),
  )
  const became = new Map<DeliveryState, string[]>()
  for (const { id, mailId, state } of open) {
    const mail = mailId === null ? undefined : outcomes.get(mailId)
    const next = mail === undefined ? 'gone' : BECAME[mail]
    if (next !== undefined && next !== state) became.set(next, [...(became.get(next) ?? []), id])
  }
  for (const [state, ids] of became)
    await tx
      .update(deliveries)
      .set({ state, settledAt: now })
      .where(and(eq(deliveries.officeId, tx.officeId), anyOf(deliveries.id, ids)))
  const sent = new Set(became.get('sent') ?? [])
  await emptySent(
    tx,
    here.clock,
    open.flatMap(({ id, mailId }) => (sent.has(id) && mailId !== null ? [mailId] : [])),
  )
}

/** Once a night: addresses nobody confirmed, those that left, marks grown old. */
export async function eraseOldSubscribers(here: Here, keys: Keys, log: Log): Promise<void> {
  for (const office of await everyOffice(here)) {
    try {
      await office.here.db.inOffice(office.id, (tx) => tidySubscribers(tx, office.here, keys))
    } catch (error) {
      log.error(`newsletter subscribers, office ${office.id}`, error)
    }
  }
}
