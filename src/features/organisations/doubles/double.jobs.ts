// At night the registers are looked through for doubles, so that the day's page only has to read how many there are.
import type { Here } from '#platform/here.ts'
import { offices } from '#platform/database/office.table.ts'
import { countDoubles } from './double.actions.ts'

/** Every office of the installation, one after the other. */
export async function countAllDoubles(here: Here): Promise<void> {
  const all = await here.db.asSystem((tx) => tx.select({ id: offices.id }).from(offices).orderBy(offices.id))
  for (const { id } of all) await countDoubles(here, id)
}
