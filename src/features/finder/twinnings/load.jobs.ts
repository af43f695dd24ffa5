// Carries a load of the world's twinnings on, question after question; each answer is kept together with where the next question begins, so that a stop loses nothing.
import { setTimeout as sleep } from 'node:timers/promises'
import { eq } from 'drizzle-orm'
import type { Here } from '#platform/here.ts'
import { askOutside, type Outside } from '#platform/http/outside.ts'
import { unlessUnderWay } from '#platform/jobs/offices.ts'
import type { Log } from '#platform/log.ts'
import { WIKIDATA } from '#settings'
import { finishLoad, keepPairs } from './load.actions.ts'
import {
  ASK_SECONDS,
  isPassing,
  type LoadPage,
  type LoadTrouble,
  MOST_PAGE_BYTES,
  MOST_PAGES,
  MOST_PAIRS,
  pageAddress,
  pauseAfter,
  PAUSE_MS,
  readPage,
  retryAfter,
  smallerPage,
  troubleOfStatus,
} from './load.ts'
import { openLoad, placeIndexOf } from './twinning.queries.ts'
import { worldLoads, type WorldLoad } from './twinning.table.ts'

export type Loading = {
  /** Who asks, and whether a service of the house's own network may be asked. */
  readonly outside: Outside
  readonly log: Log
  /** Milliseconds between two questions. */
  readonly pause?: number
  readonly stopped?: () => boolean
  /** Hears how far it is after each answer. */
  readonly told?: (load: WorldLoad) => void
}

/** A service the settings name may lie in the house's own network; Wikidata's does not. */
export const outsideFor = (service: string, outside: Outside): Outside => ({ ...outside, privateToo: service !== WIKIDATA })

/** Who asks and how they are reached, as the service's rules wish (https://foundation.wikimedia.org/wiki/Policy:Wikimedia_Foundation_User-Agent_Policy). */
export function loadAgent(version: string, url: string | undefined, mailFrom: string | undefined): string {
  const contacts = [url === undefined ? undefined : new URL(url).href, /[!-;=?-~]+@[!-;=?-~]+/.exec(mailFrom ?? '')?.[0]]
  return `Pobratim/${version} (${contacts.filter((one) => one !== undefined).join('; ') || 'twinned towns for a municipality'})`
}

/** Questions of one round: the queue wants its work to end within a quarter of an hour. */
const PAGES_A_ROUND = 120

/** Goes on with the load that is due, if there is one; of several processes one does. */
export async function carryOnLoads(here: Here, loading: Loading): Promise<void> {
  const due = async (): Promise<WorldLoad | null> => {
    const load = await here.db.asSystem((tx) => openLoad(tx))
    return load === null || load.stoppedAt !== null || load.finishedAt !== null || (load.nextAt !== null && load.nextAt > here.clock.now()) ? null : load
  }
  if ((await due()) === null) return
  await unlessUnderWay(here, 'world twinnings', async () => {
    for (let page = 0; page < PAGES_A_ROUND; page += 1) {
      const load = await due()
      if (load === null || loading.stopped?.() === true) return
      if (page > 0) await sleep(loading.pause ?? PAUSE_MS)
      await askOnce(here, load, loading).catch(async (error: unknown) => {
        loading.log.error(`twinnings of the world, load ${load.id}`, error)
        await failed(here, load, { ok: false, trouble: 'unexpected', detail: '', wait: 0 })
      })
      if (loading.told !== undefined) {
        const now = await here.db.asSystem((tx) => tx.select().from(worldLoads).where(eq(worldLoads.id, load.id)))
        if (now[0] !== undefined) loading.told(now[0])
      }
    }
  })
}

type Failed = { readonly ok: false; readonly trouble: LoadTrouble; readonly detail: string; readonly wait: number }

async function answered(here: Here, load: WorldLoad, { outside }: Loading): Promise<Extract<LoadPage, { ok: true }> | Failed> {
  const answer = await askOutside(pageAddress(load.address, load.cursor, load.pageSize), {
    ...outside,
    most: MOST_PAGE_BYTES,
    seconds: ASK_SECONDS,
    redirects: 0,
    headers: { accept: 'application/sparql-results+json' },
  })
  if (!answer.ok) return { ...answer, wait: 0 }
  const trouble = troubleOfStatus(answer.status)
  if (trouble !== null) return { ok: false, trouble, detail: String(answer.status), wait: retryAfter(answer.header('retry-after'), here.clock.now()) }
  const page = readPage(answer.bytes, answer.header('content-type') ?? '', await placeIndexOf(), load.cursor, load.pageSize)
  return page.ok ? page : { ...page, wait: 0 }
}

async function askOnce(here: Here, load: WorldLoad, loading: Loading): Promise<void> {
  const page = await answered(here, load, loading)
  if (!page.ok) return failed(here, load, page)
  await here.db.asSystem(async (tx) => {
    const [now] = await tx.select().from(worldLoads).where(eq(worldLoads.id, load.id)).for('update')
    // Somebody let it rest, or another went on, while the service was thinking.
    if (now === undefined || now.stoppedAt !== null || now.finishedAt !== null || now.cursor !== load.cursor) return
    if (page.items === 0) {
      await finishLoad(tx, here, load.id)
      return
    }
    const added = await keepPairs(tx, load.id, page.pairs, here.clock.today())
    const next = {
      cursor: page.cursor,
      pages: now.pages + 1,
      items: now.items + page.items,
      pairs: now.pairs + added,
      unknown: now.unknown + page.unknown,
      broken: now.broken + page.broken,
    }
    const endless = next.pages >= MOST_PAGES || next.pairs > MOST_PAIRS
    await tx
      .update(worldLoads)
      .set({
        ...next,
        tries: 0,
        nextAt: null,
        trouble: endless ? ('endless' as const) : null,
        troubleDetail: '',
        stoppedAt: endless ? here.clock.now() : null,
      })
      .where(eq(worldLoads.id, load.id))
  })
}

/** What passes by itself is asked again later, in smaller pieces where that may help; anything else, or too many times, lets the load rest. */
async function failed(here: Here, load: WorldLoad, { trouble, detail, wait }: Failed): Promise<void> {
  await here.db.asSystem(async (tx) => {
    const [now] = await tx.select().from(worldLoads).where(eq(worldLoads.id, load.id)).for('update')
    if (now === undefined || now.stoppedAt !== null || now.finishedAt !== null) return
    const tries = now.tries + 1
    const pageSize = smallerPage(trouble, now.pageSize)
    // Too large an answer is asked for in smaller pieces as long as there are any.
    const again = isPassing(trouble, tries, wait) || (trouble === 'too-large' && pageSize < now.pageSize)
    const at = here.clock.now()
    await tx
      .update(worldLoads)
      .set({
        tries,
        pageSize,
        trouble,
        troubleDetail: detail.slice(0, 200),
        nextAt: again ? new Date(at.getTime() + pauseAfter(tries, wait)) : null,
        stoppedAt: again ? null : at,
      })
      .where(eq(worldLoads.id, load.id))
  })
}
