// Looks at the watched feeds when it is time, and makes texts of their new items; each item once, however often its feed tells it.
import { and, eq } from 'drizzle-orm'
import { setTimeout as sleep } from 'node:timers/promises'
import { officerForWork } from '#features/accounts/account.queries.ts'
import type { Officer } from '#features/accounts/account.ts'
import { safeFileName } from '#features/documents/extraction/cleaning.ts'
import { insertMany } from '#platform/database/insert-many.ts'
import { type Here, within } from '#platform/here.ts'
import type { Outside } from '#platform/http/outside.ts'
import { newId } from '#platform/ids.ts'
import { officeByOffice, unlessUnderWay } from '#platform/jobs/offices.ts'
import type { Log } from '#platform/log.ts'
import { FIRST_LANGUAGE, isLanguage, speakingIn } from '#platform/texts/language.ts'
import { arriving } from '../triage/arriving.ts'
import { homeOffice } from '../text.queries.ts'
import { bringText } from '../triage/triage.actions.ts'
import type { Entry } from './entries.ts'
import { MOST_TRIES, pauseAfter, type FeedTrouble } from './feed.ts'
import { dueFeeds, feedById, waitingItems } from './feed.queries.ts'
import { feedItems, feeds, type Feed, type FeedItem } from './feed.table.ts'
import { lookAt, readEntry } from './looking.ts'

export type Watching = {
  readonly outside: Outside
  /** Minutes between two looks at a feed. */
  readonly minutes: number
  readonly log: Log
  /** Milliseconds between two pages asked of one site. */
  readonly pause?: number
  readonly stopped?: () => boolean
}

const PAUSE_MS = 1_000
/** A site that is silent so often in one look is left in peace until the next: each silence lasts twenty seconds. */
const MOST_SILENCES = 3
const SILENT: ReadonlySet<FeedTrouble> = new Set(['timeout', 'unreachable', 'unknown-host', 'certificate', 'busy'])

/** Looks at every feed whose time has come. Of several processes one works for an office at a time. */
export async function lookAtFeeds(system: Here, watching: Watching): Promise<void> {
  await officeByOffice(system, watching.log, 'feeds', async ({ id: officeId, here }) => {
    const due = () => here.db.inOffice(officeId, (tx) => dueFeeds(tx, here.clock.now()))
    if ((await due()).length === 0) return
    const [own] = (await here.db.inOffice(officeId, homeOffice)).languages
    await unlessUnderWay(here, `intake feeds ${officeId}`, async () => {
      for (const feed of await due()) {
        if (watching.stopped?.() === true) return
        await speakingIn(isLanguage(own) ? own : FIRST_LANGUAGE, () => lookAndRead(here, feed, watching)).catch(async (error: unknown) => {
          // Whatever a site says must not keep the other feeds waiting, nor have it asked again every minute.
          watching.log.error(`feed ${feed.id}`, error)
          await noted(here, feed, watching, { trouble: 'unexpected', detail: '', retryAfter: 0 })
        })
      }
    })
  })
}

async function lookAndRead(here: Here, feed: Feed, watching: Watching): Promise<void> {
  const by = await here.db.asSystem((tx) => officerForWork(tx, feed.officeId, feed.personId, 'another'))
  if (by === null) return noted(here, feed, watching, { trouble: 'nobody', detail: '', retryAfter: 0 })
  const look = await lookAt(watching.outside, feed.url, feed)
  if (!look.ok) return noted(here, feed, watching, look)
  if (look.feed !== null) await keepNew(here, feed, look.feed.entries)
  await readWaiting(here, by, feed, watching)
  await noted(here, feed, watching, null, look.feed === null ? {} : { etag: look.etag, lastModified: look.lastModified })
}

/** Writes down how the look went and when the next one is. */
const noted = (
  here: Here,
  feed: Feed,
  { minutes }: Watching,
  failed: { readonly trouble: FeedTrouble; readonly detail: string; readonly retryAfter: number } | null,
  said: Partial<Pick<Feed, 'etag' | 'lastModified'>> = {},
): Promise<void> =>
  here.db.inOffice(feed.officeId, async (tx) => {
    const now = here.clock.now()
    const failures = failed === null ? 0 : feed.failures + 1
    await tx
      .update(feeds)
      .set({
        ...said,
        lookedAt: now,
        nextLookAt: new Date(now.getTime() + pauseAfter(minutes, failures, failed?.retryAfter)),
        failures,
        trouble: failed?.trouble ?? null,
        troubleDetail: failed?.detail ?? '',
      })
      .where(and(eq(feeds.officeId, tx.officeId), eq(feeds.id, feed.id)))
  })

/** Feeds tell the newest first; kept in the order in which they appeared. */
const keepNew = (here: Here, feed: Feed, entries: readonly Entry[]): Promise<void> =>
  here.db.inOffice(feed.officeId, async (tx) => {
    const known = new Set(
      (
        await tx
          .select({ key: feedItems.key })
          .from(feedItems)
          .where(and(eq(feedItems.officeId, tx.officeId), eq(feedItems.feedId, feed.id)))
      ).map(({ key }) => key),
    )
    const seenAt = here.clock.now()
    const fresh = entries.filter(({ key }) => !known.has(key)).toReversed()
    await insertMany(
      tx,
      feedItems,
      fresh.map(({ key, title, link, told }) => ({
        officeId: tx.officeId,
        id: newId(),
        feedId: feed.id,
        key,
        title,
        link,
        told,
        outcome: 'waiting' as const,
        seenAt,
      })),
    )
  })

async function readWaiting(here: Here, by: Officer, feed: Feed, { outside, log, pause = PAUSE_MS, stopped }: Watching): Promise<void> {
  let silences = 0
  for (const [index, item] of (await here.db.inOffice(by.officeId, (tx) => waitingItems(tx, feed.id))).entries()) {
    if (stopped?.() === true || silences >= MOST_SILENCES) return
    if (index > 0 && item.told?.content === null) await sleep(pause)
    // Somebody may have paused or ended it meanwhile.
    const now = await here.db.inOffice(by.officeId, (tx) => feedById(tx, feed.id))
    if (now === null || now.pausedAt !== null) return
    try {
      const trouble = await readItem(here, by, feed, outside, item)
      if (trouble !== null && SILENT.has(trouble)) silences += 1
    } catch (error) {
      log.error(`feed ${feed.id}, item ${item.id}`, error)
    }
  }
}

/** Makes a text of the item; what kept it from that, null when nothing did. */
async function readItem(here: Here, by: Officer, feed: Feed, outside: Outside, item: FeedItem): Promise<FeedTrouble | null> {
  const attempts = item.attempts + 1
  const set = (next: Partial<FeedItem>): Promise<void> =>
    here.db.inOffice(by.officeId, async (tx) => {
      await tx
        .update(feedItems)
        .set(next)
        .where(and(eq(feedItems.officeId, tx.officeId), eq(feedItems.id, item.id)))
    })
  const lastTry = attempts >= MOST_TRIES
  await set({ attempts, ...(lastTry ? { outcome: 'failed' } : {}) })
  const read = await readEntry(
    outside,
    feed.url,
    { title: item.title, link: item.link, told: item.told ?? { content: null, summary: null, day: null } },
    lastTry,
  )
  if (!read.ok) {
    await set({ trouble: read.trouble, outcome: lastTry || read.trouble === 'no-text' ? 'failed' : 'waiting' })
    return read.trouble
  }
  const text = arriving(read.read, { name: item.title, title: item.title, url: item.link, day: item.told?.day ?? null })
  if (text === null) {
    await set({ outcome: 'failed', trouble: 'no-text' })
    return 'no-text'
  }
  const { dated, ...content } = text
  await here.db.inOffice(by.officeId, async (tx) => {
    const brought = await bringText(
      within(here, tx),
      by,
      { ...content, format: read.read.format, original: { name: safeFileName(read.name), type: read.type, bytes: read.bytes } },
      { door: 'feed', sourceId: feed.id, name: item.title, dated },
    )
    if (!brought.ok) return brought
    await tx
      .update(feedItems)
      .set({ outcome: brought.value.existing ? 'known' : 'read', textId: brought.value.id, told: null, trouble: null })
      .where(and(eq(feedItems.officeId, tx.officeId), eq(feedItems.id, item.id)))
    return brought
  })
  return null
}
