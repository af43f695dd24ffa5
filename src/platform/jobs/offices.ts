// Background work that goes through the offices: one process at a time for each, and what breaks in one office is not the others' trouble.
import { sql } from 'drizzle-orm'
import { offices } from '../database/office.table.ts'
import type { Here } from '../here.ts'
import type { Log } from '../log.ts'

/** The ids of all offices of the installation. */
export const everyOffice = async (here: Here): Promise<string[]> =>
  (await here.db.asSystem((tx) => tx.select({ id: offices.id }).from(offices).orderBy(offices.id))).map(({ id }) => id)

/** Does the work unless another process is at it; its lock falls with its connection, however it ends. */
export const unlessUnderWay = (here: Here, name: string, work: () => Promise<void>): Promise<void> =>
  here.db.asSystem(async (tx) => {
    const { rows } = await tx.execute<{ got: boolean }>(sql`select pg_try_advisory_xact_lock(hashtextextended(${name}, 0)) as got`)
    if (rows[0]?.got === true) await work()
  })

/** Does the work of one office after another; a fault of one is logged, and the next round tries it again. */
export async function officeByOffice(here: Here, log: Log, name: string, work: (officeId: string) => Promise<void>): Promise<void> {
  for (const officeId of await everyOffice(here)) {
    try {
      await work(officeId)
    } catch (error) {
      log.error(`${name}, office ${officeId}`, error)
    }
  }
}
