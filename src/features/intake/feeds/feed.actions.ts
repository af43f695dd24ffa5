// Watches a feed, pauses it, lets it go on, has it looked at at once, ends the watching; each can be taken back.
import { and, eq, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Officer } from '#features/accounts/account.ts'
import { m } from '#messages'
import { record, type Actor, type Restore } from '#platform/activity/activity.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import type { Here } from '#platform/here.ts'
import { isId, newId } from '#platform/ids.ts'
import { ok, refuse, type Result } from '#platform/result.ts'
import { MOST_FEEDS } from './feed.ts'
import { feedCount } from './feed.queries.ts'
import { feeds, type Feed } from './feed.table.ts'

type Act = `intake_feed.${string}`

const feedSnapshot = z.object({ url: z.string(), title: z.string(), pausedAt: z.string().nullable(), removed: z.boolean() })
const snapshotOf = ({ url, title, pausedAt, deletedAt }: Feed) =>
  feedSnapshot.parse({ url, title, pausedAt: pausedAt?.toISOString() ?? null, removed: deletedAt !== null })

const missing = () => refuse('missing', m.intake_feed_missing())

async function locked(tx: OfficeTx, id: string): Promise<Feed | null> {
  if (!isId(id)) return null
  const [row] = await tx
    .select()
    .from(feeds)
    .where(and(eq(feeds.officeId, tx.officeId), eq(feeds.id, id)))
    .for('update')
  return row ?? null
}

const sameAddress = async (tx: OfficeTx, url: string): Promise<Feed | null> =>
  (
    await tx
      .select()
      .from(feeds)
      .where(and(eq(feeds.officeId, tx.officeId), eq(feeds.url, url), isNull(feeds.deletedAt)))
  )[0] ?? null

async function write(tx: OfficeTx, here: Here, by: Actor, before: Feed, next: Partial<Feed>, act: Act): Promise<string> {
  const version = before.version + 1
  const [after] = await tx
    .update(feeds)
    .set({ ...next, version, updatedAt: here.clock.now() })
    .where(and(eq(feeds.officeId, tx.officeId), eq(feeds.id, before.id)))
    .returning()
  return record(tx, here, by, {
    act,
    id: before.id,
    label: before.title,
    before: snapshotOf(before),
    after: snapshotOf(after!),
    version,
  })
}

/** Watches the feed from now on; its first items come with the first look. */
export const watchFeed = (
  here: Here,
  by: Officer,
  { url, title }: { readonly url: string; readonly title: string },
): Promise<Result<{ id: string; activityId: string }>> =>
  here.db.inOffice(by.officeId, async (tx) => {
    // Two clicks, or two tabs, watch one feed.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`intake feed watched ${tx.officeId}`}, 0))`)
    if ((await feedCount(tx)) >= MOST_FEEDS) return refuse('too-many', m.intake_feed_too_many({ most: MOST_FEEDS }), 'url')
    if ((await sameAddress(tx, url)) !== null) return refuse('twice', m.intake_feed_twice(), 'url')
    const now = here.clock.now()
    const [feed] = await tx
      .insert(feeds)
      .values({ officeId: tx.officeId, id: newId(), url, title, personId: by.personId, createdAt: now, updatedAt: now })
      .returning()
    const activityId = await record(tx, here, by, {
      act: 'intake_feed.created',
      id: feed!.id,
      label: title,
      before: null,
      after: snapshotOf(feed!),
      version: 1,
    })
    return ok({ id: feed!.id, activityId })
  })

const changed = (here: Here, by: Officer, id: string, next: (feed: Feed) => Partial<Feed>, act: Act): Promise<Result<{ title: string; activityId: string }>> =>
  here.db.inOffice(by.officeId, async (tx) => {
    const before = await locked(tx, id)
    if (before === null || before.deletedAt !== null) return missing()
    return ok({ title: before.title, activityId: await write(tx, here, by, before, next(before), act) })
  })

export const pauseFeed = (here: Here, by: Officer, id: string) => changed(here, by, id, () => ({ pausedAt: here.clock.now() }), 'intake_feed.paused')
export const resumeFeed = (here: Here, by: Officer, id: string) =>
  changed(here, by, id, () => ({ pausedAt: null, nextLookAt: null, failures: 0, trouble: null, troubleDetail: '' }), 'intake_feed.resumed')
/** The texts it brought stay. */
export const endFeed = (here: Here, by: Officer, id: string) => changed(here, by, id, () => ({ deletedAt: here.clock.now() }), 'intake_feed.removed')

/** Has the feed looked at now instead of at its time; nothing of the record changes. */
export const lookNow = (here: Here, by: Officer, id: string): Promise<Result<{ title: string }>> =>
  here.db.inOffice(by.officeId, async (tx) => {
    const before = await locked(tx, id)
    if (before === null || before.deletedAt !== null) return missing()
    await tx
      .update(feeds)
      .set({ nextLookAt: null })
      .where(and(eq(feeds.officeId, tx.officeId), eq(feeds.id, id)))
    return ok({ title: before.title })
  })

/** Puts a feed back to what it was; one that was not there is watched no more. */
export const restoreFeed: Restore = (here, by, id, to, version) =>
  here.db.inOffice(by.officeId, async (tx): Promise<Result<unknown>> => {
    const before = await locked(tx, id)
    if (before === null) return missing()
    if (before.version !== version) return refuse('moved-on', m.platform_undo_moved_on({ label: before.title }))
    const earlier = to === null ? null : feedSnapshot.parse(to)
    const gone = earlier === null || earlier.removed
    if (!gone && before.deletedAt !== null && (await sameAddress(tx, before.url)) !== null) return refuse('twice', m.intake_feed_twice())
    await write(
      tx,
      here,
      by,
      before,
      gone
        ? { deletedAt: here.clock.now() }
        : { deletedAt: null, title: earlier.title, pausedAt: earlier.pausedAt === null ? null : new Date(earlier.pausedAt) },
      'intake_feed.restored',
    )
    return ok(null)
  })
