// Takes back what an import wrote, newest row first, some at a time: a row that something stands on by now is kept, with the reason.
import { and, desc, eq, inArray, sql } from 'drizzle-orm'
import type { Officer } from '#features/accounts/account.ts'
import { undoThings, type Restorers } from '#platform/activity/activity.ts'
import { type Here, within } from '#platform/here.ts'
import { importRows, imports } from './import.table.ts'

const AT_ONCE = 50

/** Takes back the next rows. `stopped`: nobody asks for it any more. */
export const undoChunk = (here: Here, by: Officer, importId: string, restorers: Restorers): Promise<'more' | 'done' | 'stopped'> =>
  here.db.inOffice(by.officeId, async (tx) => {
    const [imported] = await tx
      .select()
      .from(imports)
      .where(and(eq(imports.officeId, tx.officeId), eq(imports.id, importId)))
      .for('update')
    if (imported === undefined || imported.state !== 'undoing') return 'stopped'
    const rows = await tx
      .select()
      .from(importRows)
      .where(and(eq(importRows.officeId, tx.officeId), eq(importRows.importId, importId), inArray(importRows.outcome, ['made', 'updated'])))
      .orderBy(desc(importRows.position))
      .limit(AT_ONCE)
    if (rows.length === 0) {
      const now = here.clock.now()
      await tx
        .update(imports)
        .set({ state: 'undone', finishedAt: now, updatedAt: now, version: imported.version + 1 })
        .where(and(eq(imports.officeId, tx.officeId), eq(imports.id, importId)))
      return 'done'
    }
    const settled = []
    for (const row of rows) {
      const undone = await undoThings(within(here, tx), by, row.changeId ?? '', row.made.toReversed(), restorers)
      settled.push(
        undone.ok
          ? { id: row.id, outcome: 'undone', reason: null }
          : { id: row.id, outcome: 'kept', reason: { code: 'not-taken', value: undone.refusal.message } },
      )
    }
    await tx.execute(sql`
      update ${importRows} set outcome = x.outcome, reason = x.reason
      from jsonb_to_recordset(${JSON.stringify(settled)}::jsonb) as x(id uuid, outcome text, reason jsonb)
      where ${importRows.officeId} = ${tx.officeId} and ${importRows.id} = x.id`)
    return 'more'
  })
