// Publishes reports whose hour has come, and looks whether the register says something else since a report was composed.
import { officerForWork } from '#features/accounts/account.queries.ts'
import type { Here } from '#platform/here.ts'
import { officeByOffice, unlessUnderWay } from '#platform/jobs/offices.ts'
import type { Log } from '#platform/log.ts'
import { composedNow, noteComparing } from './edition.actions.ts'
import { dueEditions, editionsToCompare } from './digest.queries.ts'
import { registerChanged } from './merging.ts'
import { publishScheduled } from './publication.actions.ts'

/**
 * Publishes every report whose hour has come, in the name of whoever scheduled it, else of another officer of the office; each in a change of its own. What a stop
 * in the middle left is published at the next round.
 */
export async function publishDue(system: Here, log: Log): Promise<void> {
  await officeByOffice(system, log, 'digest publications', async ({ id: officeId, here }) => {
    for (const { id, scheduledById } of await here.db.inOffice(officeId, (tx) => dueEditions(tx, here.clock.now()))) {
      const by = await here.db.asSystem((tx) => officerForWork(tx, officeId, scheduledById ?? '', 'another'))
      // An office that nobody writes in publishes nothing; the page says what is overdue.
      if (by === null) continue
      const done = await publishScheduled(here, by, id)
      if (!done.ok) log.error(`digest ${id}: ${done.refusal.message}`)
    }
  })
}

/** Holds the reports of every office in which something was changed against the register. Several languages of a month cost one reading. */
export async function compareDigests(system: Here, log: Log, stopped: () => boolean = () => false): Promise<void> {
  await officeByOffice(system, log, 'digest comparing', async ({ id: officeId, here }) => {
    await unlessUnderWay(here, `digest comparing ${officeId}`, async () => {
      const editions = await here.db.inOffice(officeId, editionsToCompare)
      for (const [month, of] of Map.groupBy(editions, (edition) => edition.month)) {
        if (stopped()) return
        await here.db.inOffice(officeId, async (tx) => {
          const now = await composedNow(
            tx,
            here,
            month,
            of.map(({ language }) => language),
          )
          const found = of.map(({ id, language, composed }) => ({ id, differs: registerChanged(composed, now.get(language)?.blocks ?? composed) }))
          await noteComparing(tx, here, found)
        })
      }
    })
  })
}
