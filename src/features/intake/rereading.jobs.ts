// Reads texts again that wait for it since the rules of reading changed, one after another, oldest question first.
import { and, asc, isNotNull, isNull, sql } from 'drizzle-orm'
import type { Here } from '#platform/here.ts'
import { unlessUnderWay } from '#platform/jobs/offices.ts'
import type { Log } from '#platform/log.ts'
import { rereadText } from './reading.actions.ts'
import { textById } from './text.queries.ts'
import { texts } from './text.table.ts'

type Waiting = { readonly officeId: string; readonly id: string; readonly askedAt: Date | null }

/** The next that waits, of all offices, behind the last one tried: one that could not be written has its turn in the next round. */
const nextWaiting = (here: Here, last: Waiting | undefined): Promise<Waiting | undefined> =>
  here.db.asSystem(async (tx) => {
    const [next] = await tx
      .select({ officeId: texts.officeId, id: texts.id, askedAt: texts.rereadAskedAt })
      .from(texts)
      .where(
        and(
          isNotNull(texts.rereadAskedAt),
          isNull(texts.deletedAt),
          last === undefined ? undefined : sql`(${texts.rereadAskedAt}, ${texts.id}) > (${last.askedAt?.toISOString()}::timestamptz, ${last.id}::uuid)`,
        ),
      )
      .orderBy(asc(texts.rereadAskedAt), asc(texts.id))
      .limit(1)
    return next
  })

/** Reads every waiting text of every office, in one process at a time; how many were read. A stop in the middle leaves the rest waiting. */
export async function rereadWaiting(here: Here, log: Log, stopped: () => boolean = () => false): Promise<number> {
  let done = 0
  await unlessUnderWay(here, 'intake rereading', async () => {
    for (let next = await nextWaiting(here, undefined); next !== undefined && !stopped(); next = await nextWaiting(here, next)) {
      const { officeId, id } = next
      try {
        const text = await here.db.inOffice(officeId, (tx) => textById(tx, id))
        if (text === null) continue
        await rereadText(here, officeId, text)
        done += 1
      } catch (error) {
        log.error(`text ${id}`, error)
      }
    }
  })
  return done
}
