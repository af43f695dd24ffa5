// Keeps standings true as days go by: once at the start where they are missing, and then whenever a planned day has come.
import type { SQL } from 'drizzle-orm'
import type { Here } from '#platform/here.ts'
import { everyOffice } from '#platform/jobs/offices.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { rewriteContacts } from './contact.actions.ts'
import { rebuildStandings, refreshStandings } from './standing.actions.ts'
import { contactsMissing, dueStandings, standingsMissing } from './standing.queries.ts'

const AT_ONCE = 1000

/** Asks for all contacts of an office; the events know them. */
export type ContactsTold = (tx: OfficeTx) => SQL

/** Builds contacts and standings for every office that lacks any: after an upgrade, and after a restored backup of an earlier version. */
export async function standingsAtStart(system: Here, told: ContactsTold): Promise<void> {
  for (const { id, here } of await everyOffice(system))
    await here.db.inOffice(id, async (tx) => {
      const [noContacts, noStandings] = [await contactsMissing(tx), await standingsMissing(tx)]
      if (noContacts) await rewriteContacts(tx, told(tx))
      if (noStandings || (noContacts && !(await contactsMissing(tx)))) await rebuildStandings(tx, here.clock.today())
    })
}

/** Computes anew what no longer holds today. */
export async function standingsOfToday(system: Here): Promise<void> {
  for (const { id, here } of await everyOffice(system)) {
    const today = here.clock.today()
    let found: readonly string[]
    do {
      found = await here.db.inOffice(id, async (tx) => {
        const due = await dueStandings(tx, today, AT_ONCE)
        await refreshStandings(tx, today, { partnershipIds: due })
        return due
      })
    } while (found.length === AT_ONCE)
  }
}
