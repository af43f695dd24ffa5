// Publishes reports whose hour has come, and looks whether the register says something else since a report was composed.
import { officerForWork } from '#features/accounts/account.queries.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import type { Here } from '#platform/here.ts'
import { officeByOffice, unlessUnderWay } from '#platform/jobs/offices.ts'
import type { Log } from '#platform/log.ts'
import { composedNow, noteCompared, noteComparing } from './edition.actions.ts'
import { comparedTo, dueEditions, editionsToCompare, monthsToCompare, registerStands } from './digest.queries.ts'
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

/**
 * Holds the reports of every office in which something was changed, or a day has begun, against the register: those of its newest months, or at night the older
 * ones. Each month costs one reading, however many languages it has.
 */
export async function compareDigests(system: Here, log: Log, stopped: () => boolean = () => false, which: 'newest' | 'older' = 'newest'): Promise<void> {
  await officeByOffice(system, log, 'digest comparing', async ({ id: officeId, here }) => {
    const { stands, compared } = await here.db.inOffice(officeId, async (tx) => ({ stands: await registerStands(tx), compared: await comparedTo(tx) }))
    // What is to come today has happened tomorrow; of months long past nothing is to come.
    const now = which === 'newest' ? `${here.clock.today()} ${stands}` : stands
    if (compared?.[which] === now) return
    await unlessUnderWay(here, `digest comparing ${officeId}`, async () => {
      for (const month of await here.db.inOffice(officeId, (tx) => monthsToCompare(tx, which))) {
        if (stopped()) return
        await here.db.inOffice(officeId, (tx) => compareMonth(tx, here, month))
      }
      await here.db.inOffice(officeId, (tx) => noteCompared(tx, which, now))
    })
  })
}

async function compareMonth(tx: OfficeTx, here: Here, month: string): Promise<void> {
  const editions = await editionsToCompare(tx, month)
  const now = await composedNow(tx, here, month, new Map(editions.map(({ language, composed }) => [language, composed])))
  const found = editions.map(({ id, language, composed }) => ({ id, differs: registerChanged(composed, now.get(language)?.blocks ?? composed) }))
  await noteComparing(tx, here, found)
}
