// Makes, renews, withdraws and mails the personal links of delegates. They are keys, as sessions are, and leave no line in the office's record.
import { and, eq, inArray, isNull } from 'drizzle-orm'
import type { Officer } from '#features/accounts/account.ts'
import { hashOfToken } from '#features/calendar/feed/feed.actions.ts'
import { m } from '#messages'
import type { OfficeTx } from '#platform/database/door.ts'
import { insertMany } from '#platform/database/insert-many.ts'
import type { Here } from '#platform/here.ts'
import { isId, newId } from '#platform/ids.ts'
import { type Mail, queueMails } from '#platform/mail/mail.ts'
import { ok, refuse, type Result } from '#platform/result.ts'
import { delegates } from '../delegations/delegate.table.ts'
import { lockedVisit } from '../visit.actions.ts'
import { tokenOf } from './pocket.ts'
import { entriesOf } from './pocket.queries.ts'
import { pocketLinks } from './pocket.table.ts'

/** What makes tokens: the installation's secret. */
export type Keys = { readonly secret: string }

const noVisit = (): Result<never> => refuse('no-visit', m.pocket_visit_missing())

/** Makes links for these delegates of a visit, or for all who come, where they have none that opens. Answers how many were made. */
export const makeLinks = (here: Here, by: Officer, keys: Keys, visitId: string, ids: readonly string[] | 'all'): Promise<Result<{ made: number }>> =>
  here.db.inOffice(by.officeId, async (tx): Promise<Result<{ made: number }>> => {
    if (!(await lockedVisit(tx, visitId))) return noVisit()
    const wanted = ids === 'all' ? undefined : ids.filter(isId)
    if (wanted?.length === 0) return ok({ made: 0 })
    const coming = await tx
      .select({ id: delegates.id })
      .from(delegates)
      .leftJoin(pocketLinks, and(eq(pocketLinks.officeId, delegates.officeId), eq(pocketLinks.delegateId, delegates.id), isNull(pocketLinks.withdrawnAt)))
      .where(
        and(
          eq(delegates.officeId, tx.officeId),
          eq(delegates.visitId, visitId),
          isNull(delegates.deletedAt),
          isNull(delegates.withdrawnOn),
          isNull(pocketLinks.id),
          wanted === undefined ? undefined : inArray(delegates.id, wanted),
        ),
      )
    await insertMany(
      tx,
      pocketLinks,
      coming.map(({ id }) => newLink(here, by, keys, visitId, id)),
    )
    return ok({ made: coming.length })
  })

function newLink(here: Here, by: Officer, { secret }: Keys, visitId: string, delegateId: string): typeof pocketLinks.$inferInsert {
  const id = newId()
  return { officeId: by.officeId, id, visitId, delegateId, tokenHash: hashOfToken(tokenOf(secret, id)), madeAt: here.clock.now(), madeBy: by.name }
}

/** The open links that lead to a delegate, those of entries merged into theirs among them. */
const openOf = async (tx: OfficeTx, visitId: string, delegateId: string) =>
  and(
    eq(pocketLinks.officeId, tx.officeId),
    eq(pocketLinks.visitId, visitId),
    inArray(pocketLinks.delegateId, await entriesOf(tx, visitId, delegateId)),
    isNull(pocketLinks.withdrawnAt),
  )

/** Ends a delegate's link; whoever opens it is told politely. Refuses where there is none. */
export const withdrawLink = (here: Here, by: Officer, visitId: string, delegateId: string): Promise<Result<null>> =>
  here.db.inOffice(by.officeId, async (tx): Promise<Result<null>> => {
    if (!(await lockedVisit(tx, visitId))) return noVisit()
    const gone = isId(delegateId)
      ? await tx
          .update(pocketLinks)
          .set({ withdrawnAt: here.clock.now() })
          .where(await openOf(tx, visitId, delegateId))
          .returning({ id: pocketLinks.id })
      : []
    return gone.length === 0 ? refuse('missing', m.pocket_link_missing()) : ok(null)
  })

/** A new link in the place of the old one, which opens no more from now on. Refuses for those who do not come. */
export const renewLink = (here: Here, by: Officer, keys: Keys, visitId: string, delegateId: string): Promise<Result<null>> =>
  here.db.inOffice(by.officeId, async (tx): Promise<Result<null>> => {
    if (!(await lockedVisit(tx, visitId))) return noVisit()
    const [delegate] = isId(delegateId)
      ? await tx
          .select({ id: delegates.id })
          .from(delegates)
          .where(
            and(
              eq(delegates.officeId, tx.officeId),
              eq(delegates.visitId, visitId),
              eq(delegates.id, delegateId),
              isNull(delegates.deletedAt),
              isNull(delegates.withdrawnOn),
            ),
          )
      : []
    if (delegate === undefined) return refuse('missing', m.pocket_delegate_missing())
    await tx
      .update(pocketLinks)
      .set({ withdrawnAt: here.clock.now() })
      .where(await openOf(tx, visitId, delegateId))
    await tx.insert(pocketLinks).values(newLink(here, by, keys, visitId, delegateId))
    return ok(null)
  })

/** What came of mailing: how many letters wait now, and whose could not be written. */
export type Mailed = { readonly queued: number; readonly already: number; readonly refused: number; readonly without: number }

/** Puts letters with their links into the outbox. `letters`: the mail of each link, as the page that sends it has composed it. */
export const mailLinks = (
  here: Here,
  by: Officer,
  visitId: string,
  letters: readonly { readonly linkId: string; readonly mail: Mail }[],
): Promise<Result<Mailed>> =>
  here.db.inOffice(by.officeId, async (tx): Promise<Result<Mailed>> => {
    if (!(await lockedVisit(tx, visitId))) return noVisit()
    const queued = await queueMails(
      tx,
      here.clock,
      letters.map(({ mail }) => mail),
    )
    const gone = letters.filter((_, index) => ['queued', 'held'].includes(queued[index]!.state)).map(({ linkId }) => linkId)
    if (gone.length > 0)
      await tx
        .update(pocketLinks)
        .set({ mailedAt: here.clock.now() })
        .where(and(eq(pocketLinks.officeId, tx.officeId), inArray(pocketLinks.id, gone)))
    const counted = (...states: readonly string[]): number => queued.filter(({ state }) => states.includes(state)).length
    return ok({ queued: counted('queued', 'held'), already: counted('already'), refused: counted('unsubscribed'), without: counted('no-address') })
  })
