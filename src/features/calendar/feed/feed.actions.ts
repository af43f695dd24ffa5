// Makes, renews and withdraws the private addresses of the calendar. They are a person's own keys, as sessions are, and leave no line in the office's record.
import { createHash, randomBytes } from 'node:crypto'
import { and, count, eq } from 'drizzle-orm'
import type { Reader } from '#features/accounts/account.ts'
import { m } from '#messages'
import type { Here } from '#platform/here.ts'
import { isId, newId } from '#platform/ids.ts'
import { ok, refuse, type Result } from '#platform/result.ts'
import { type FeedWishes, MOST_FEEDS } from './feed.ts'
import { calendarAddresses } from './feed.table.ts'

export const hashOfToken = (token: string): string => createHash('sha256').update(token).digest('hex')

/** 256 bits that nobody can guess; shown once, kept only as a hash. */
const newToken = (): string => randomBytes(32).toString('base64url')

/** Makes a private address for the one who asks. Refuses when they have as many as anybody needs. */
export const openFeed = (here: Here, by: Reader, wishes: FeedWishes): Promise<Result<{ id: string; token: string }>> =>
  here.db.inOffice(by.officeId, async (tx) => {
    const [has] = await tx
      .select({ n: count() })
      .from(calendarAddresses)
      .where(and(eq(calendarAddresses.officeId, tx.officeId), eq(calendarAddresses.userId, by.personId)))
    if ((has?.n ?? 0) >= MOST_FEEDS) return refuse('too-many', m.calendar_feed_too_many({ most: MOST_FEEDS }))
    const token = newToken()
    const id = newId()
    await tx.insert(calendarAddresses).values({
      officeId: tx.officeId,
      id,
      userId: by.personId,
      ...wishes,
      kinds: [...wishes.kinds],
      tokenHash: hashOfToken(token),
      createdAt: here.clock.now(),
    })
    return ok({ id, token })
  })

/** A new address in the place of the old one, which stops working at once. */
export const renewFeed = (here: Here, by: Reader, id: string): Promise<Result<{ id: string; token: string }>> =>
  here.db.inOffice(by.officeId, async (tx) => {
    const token = newToken()
    const renewed = isId(id)
      ? await tx
          .update(calendarAddresses)
          .set({ tokenHash: hashOfToken(token), renewedAt: here.clock.now() })
          .where(and(eq(calendarAddresses.officeId, tx.officeId), eq(calendarAddresses.id, id), eq(calendarAddresses.userId, by.personId)))
          .returning({ id: calendarAddresses.id })
      : []
    return renewed.length === 1 ? ok({ id, token }) : refuse('missing', m.calendar_feed_missing())
  })

/** Ends a private address of one's own. */
export const withdrawFeed = (here: Here, by: Reader, id: string): Promise<Result<null>> =>
  here.db.inOffice(by.officeId, async (tx) => {
    const gone = isId(id)
      ? await tx
          .delete(calendarAddresses)
          .where(and(eq(calendarAddresses.officeId, tx.officeId), eq(calendarAddresses.id, id), eq(calendarAddresses.userId, by.personId)))
          .returning({ id: calendarAddresses.id })
      : []
    return gone.length === 1 ? ok(null) : refuse('missing', m.calendar_feed_missing())
  })
