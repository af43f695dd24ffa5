// At night the registers are looked through for doubles, so that the day's page only has to read how many there are.
import type { Here } from '#platform/here.ts'
import { everyOffice } from '#platform/jobs/offices.ts'
import { countDoubles } from './double.actions.ts'

/** Every office of the installation, one after the other. */
export async function countAllDoubles(system: Here): Promise<void> {
  for (const { id, here } of await everyOffice(system)) await countDoubles(here, id)
}
