// Background work that goes through the offices: one process at a time for each, and what breaks in one office is not the others' trouble.
import { sql } from 'drizzle-orm'
import { offices } from '../database/office.table.ts'
import { type Here, inZone } from '../here.ts'
import type { Log } from '../log.ts'

/** An office, and `here` with the days of its own zone. */
export type OfficeHere = { readonly id: string; readonly here: Here }

/** All offices of the installation. */
export const everyOffice = async (here: Here): Promise<OfficeHere[]> =>
  (await here.db.asSystem((tx) => tx.select({ id: offices.id, timeZone: offices.timeZone }).from(offices).orderBy(offices.id))).map(({ id, timeZone }) => ({
    id,
    here: inZone(here, timeZone),
  }))

/** Does the work unless another process is at it; its lock falls with its connection, however it ends. */
export const unlessUnderWay = (here: Here, name: string, work: () => Promise<void>): Promise<void> =>
  here.db.asSystem(async (tx) => {
    const { rows } = await tx.execute<{ got: boolean }>(sql`select pg_try_advisory_xact_lock(hashtextextended(${name}, 0)) as got`)
    if (rows[0]?.got === true) await work()
  })

/** Does the work of one office after another; a fault of one is logged, and the next round tries it again. */
export async function officeByOffice(here: Here, log: Log, name: string, work: (office: OfficeHere) => Promise<void>): Promise<void> {
  for (const office of await everyOffice(here)) {
    try {
      await work(office)
    } catch (error) {
      log.error(`${name}, office ${office.id}`, error)
    }
  }
}
