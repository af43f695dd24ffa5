// Reads texts again that wait for it since the rules of reading changed, one after another, oldest question first.
import { and, asc, isNotNull, isNull } from 'drizzle-orm'
import type { Here } from '#platform/here.ts'
import type { Log } from '#platform/log.ts'
import { rereadText } from './reading.actions.ts'
import { textById } from './text.queries.ts'
import { texts } from './text.table.ts'

/** Reads every waiting text of every office; how many were read. A stop in the middle leaves the rest waiting. */
export async function rereadWaiting(here: Here, log: Log, stopped: () => boolean = () => false): Promise<number> {
  let done = 0
  const tried = new Set<string>()
  while (!stopped()) {
    const waiting = await here.db.asSystem((tx) =>
      tx
        .select({ officeId: texts.officeId, id: texts.id })
        .from(texts)
        .where(and(isNotNull(texts.rereadAskedAt), isNull(texts.deletedAt)))
        .orderBy(asc(texts.rereadAskedAt), asc(texts.id))
        .limit(50),
    )
    // One that stays waiting could not be written; it has its turn in the next round.
    const next = waiting.find(({ id }) => !tried.has(id))
    if (next === undefined) return done
    tried.add(next.id)
    try {
      const text = await here.db.inOffice(next.officeId, (tx) => textById(tx, next.id))
      if (text === null) continue
      await rereadText(here, next.officeId, text)
      done += 1
    } catch (error) {
      log.error(`text ${next.id}`, error)
    }
  }
  return done
}
