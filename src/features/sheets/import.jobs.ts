// Carries imports on in the background, also after a stop in the middle; and throws old tables away.
import { sql } from 'drizzle-orm'
import { officerForWork } from '#features/accounts/account.queries.ts'
import type { Restorers } from '#platform/activity/activity.ts'
import type { Here } from '#platform/here.ts'
import { everyOffice } from '#platform/jobs/offices.ts'
import { FIRST_LANGUAGE, isLanguage, speakingIn } from '#platform/texts/language.ts'
import { discardOld, pauseImport } from './import.actions.ts'
import { underWay } from './import.queries.ts'
import { CHUNK, runChunk } from './running.actions.ts'
import { undoChunk } from './undoing.actions.ts'

/** The database plans by how many rows it believes a table has; on its own it counts anew only after a while, and until then every list is slow. */
const countAnew = (here: Here): Promise<unknown> =>
  here.db.asSystem((tx) => tx.execute(sql`analyze organisation, person, post, partnership, milestone, partnership_standing, name_entry, activity`))

export type Carrying = {
  readonly restorers: Restorers
  /** Rows of one transaction; the tests stop in the middle of a few. */
  readonly chunk?: number
  /** Asked before each chunk: true ends the work; the next round goes on where it stopped. */
  readonly stopped?: () => boolean
}

/** Does what is to be done on every import under way. */
export async function carryOnImports(system: Here, { restorers, chunk = CHUNK, stopped = () => false }: Carrying): Promise<void> {
  for (const { id: officeId, here } of await everyOffice(system))
    for (const imported of await here.db.inOffice(officeId, underWay)) {
      const by = await here.db.asSystem((tx) => officerForWork(tx, officeId, imported.personId))
      if (by === null) {
        await pauseImport(here, { officeId }, imported.id)
        continue
      }
      await speakingIn(isLanguage(imported.language) ? imported.language : FIRST_LANGUAGE, async () => {
        let answer: 'more' | 'done' | 'stopped' = 'more'
        for (let round = 1; answer === 'more' && !stopped(); round += 1) {
          answer = imported.state === 'undoing' ? await undoChunk(here, by, imported.id, restorers) : await runChunk(here, by, imported.id, chunk)
          if (answer !== 'more' || round === 1) await countAnew(here)
        }
      })
    }
}

export async function discardOldImports(system: Here): Promise<void> {
  for (const { id, here } of await everyOffice(system)) await discardOld(here, id)
}
