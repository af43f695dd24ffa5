// Puts the names of organisations and people into the search anew when a new version of Pobratim finds names by other rules.
import { and, asc, eq, gt, isNull, lt } from 'drizzle-orm'
import type { OfficeTx } from '#platform/database/door.ts'
import { offices } from '#platform/database/office.table.ts'
import type { Here } from '#platform/here.ts'
import { indexNamesOf } from '#platform/search/names.ts'
import { allNames } from './naming.ts'
import { namesToFind } from './organisation.queries.ts'
import { organisations } from './organisation.table.ts'
import { people } from './people/person.table.ts'

/** 1: a town's own spellings find its municipality; a stress mark ends no word. Raised with every change of what a name is found by. */
export const NAMES_VERSION = 1
const AT_ONCE = 1000

/** Every office whose names stand by older rules, each in one transaction: until it is through, its search answers as before. */
export async function namesAtStart(here: Here): Promise<void> {
  const older = await here.db.asSystem((tx) => tx.select({ id: offices.id }).from(offices).where(lt(offices.namesVersion, NAMES_VERSION)))
  for (const { id } of older) {
    await here.db.inOffice(id, async (tx) => {
      await organisationNames(tx)
      await peoplesNames(tx)
    })
    await here.db.asSystem((tx) => tx.update(offices).set({ namesVersion: NAMES_VERSION }).where(eq(offices.id, id)))
  }
}

async function organisationNames(tx: OfficeTx): Promise<void> {
  for (let after: string | null = null; ;) {
    const rows = await tx
      .select()
      .from(organisations)
      .where(and(eq(organisations.officeId, tx.officeId), isNull(organisations.deletedAt), after === null ? undefined : gt(organisations.id, after)))
      .orderBy(asc(organisations.id))
      .limit(AT_ONCE)
    const names = await namesToFind(tx, rows)
    await indexNamesOf(
      tx,
      'organisation',
      rows.map((row) => ({ id: row.id, names: names.get(row.id)! })),
    )
    if (rows.length < AT_ONCE) return
    after = rows.at(-1)!.id
  }
}

async function peoplesNames(tx: OfficeTx): Promise<void> {
  for (let after: string | null = null; ;) {
    const rows = await tx
      .select()
      .from(people)
      .where(and(eq(people.officeId, tx.officeId), isNull(people.deletedAt), after === null ? undefined : gt(people.id, after)))
      .orderBy(asc(people.id))
      .limit(AT_ONCE)
    await indexNamesOf(
      tx,
      'person',
      rows.map((row) => ({ id: row.id, names: allNames(row) })),
    )
    if (rows.length < AT_ONCE) return
    after = rows.at(-1)!.id
  }
}
