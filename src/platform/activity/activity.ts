// Keeps the activity record, reads it as history, and undoes a change by handing each thing's earlier state back to its feature.
import { and, asc, desc, eq, inArray, lt, sql } from 'drizzle-orm'
import { m } from '#messages'
import type { OfficeTx } from '../database/door.ts'
import { insertMany } from '../database/insert-many.ts'
import { newId } from '../ids.ts'
import { type Here, within } from '../here.ts'
import { ok, refuse, type Result } from '../result.ts'
import { activities, type Snapshot } from './activity.table.ts'

/** Whoever acts: any proven person of the accounts feature fits. */
export type Actor = { readonly officeId: string; readonly personId: string; readonly name: string }

export type Change = {
  /** `organisation.created`, `organisation.changed`, `organisation.removed`, or another verb of the office. */
  readonly act: `${string}.${string}`
  readonly id: string
  readonly label: string
  readonly before: Snapshot | null
  readonly after: Snapshot | null
  readonly version: number
}

/** Writes one line of the record in the transaction of the change itself; answers its id, which is what undo is asked with. */
export async function record(tx: OfficeTx, here: Here, by: Actor, change: Change): Promise<string> {
  return (await recordMany(tx, here, by, [change]))!
}

/** The same for a change of many things at once, in a few statements; answers the first line's id, null when there were none. */
export async function recordMany(tx: OfficeTx, here: Here, by: Actor, changes: readonly Change[]): Promise<string | null> {
  const lines = changes.map((change) => ({
    officeId: tx.officeId,
    id: newId(),
    changeId: tx.changeId,
    at: here.clock.now(),
    personId: by.personId,
    personName: by.name,
    act: change.act,
    thing: change.act.split('.')[0]!,
    thingId: change.id,
    label: change.label,
    before: change.before,
    after: change.after,
    versionAfter: change.version,
  }))
  await insertMany(tx, activities, lines)
  return lines[0]?.id ?? null
}

export type ActivityLine = typeof activities.$inferSelect

/** The history of one thing, newest first, at most `limit` lines. */
export const historyOf = (tx: OfficeTx, thing: string, id: string, limit = 50): Promise<ActivityLine[]> =>
  tx
    .select()
    .from(activities)
    .where(and(eq(activities.officeId, tx.officeId), eq(activities.thing, thing), eq(activities.thingId, id)))
    .orderBy(desc(activities.id))
    .limit(limit)

/** One page of the office's record, newest first, from before the line `cursor`. */
export const recordOf = (tx: OfficeTx, page: { cursor: string | null; limit: number }): Promise<ActivityLine[]> =>
  tx
    .select()
    .from(activities)
    .where(and(eq(activities.officeId, tx.officeId), page.cursor === null ? undefined : lt(activities.id, page.cursor)))
    .orderBy(desc(activities.id))
    .limit(page.limit)

/**
 * Puts one thing back: `to` is its snapshot (null: it did not exist, so remove it), `version` the version it must still have.
 * The feature writes its own tables and records its own activity with the act `<thing>.restored`.
 */
export type Restore = (here: Here, by: Actor, id: string, to: Snapshot | null, version: number) => Promise<Result<unknown>>

/** Which feature restores which thing; wired in app.tsx. */
export type Restorers = Readonly<Record<string, Restore>>

/**
 * Undoes everything that was written together with the line `activityId`, last first, in one transaction.
 * Refuses when it was undone already or when a later change stands on any of it.
 */
export async function undoChange(here: Here, by: Actor, activityId: string, restorers: Restorers): Promise<Result<{ labels: string[] }>> {
  return here.db.inOffice(by.officeId, async (tx) => {
    const [line] = await tx
      .select()
      .from(activities)
      .where(and(eq(activities.officeId, tx.officeId), eq(activities.id, activityId)))
    if (line === undefined) return refuse('missing', m.platform_undo_missing())
    const together = await tx
      .select()
      .from(activities)
      .where(and(eq(activities.officeId, tx.officeId), eq(activities.changeId, line.changeId)))
      .orderBy(asc(activities.id))
      .for('update')
    if (together.some((one) => one.undoneBy !== null)) return refuse('undone-already', m.platform_undo_already())
    // A thing changed twice in one change goes back to where it was before the first, from where the last left it.
    const things = new Map<string, { first: ActivityLine; last: ActivityLine }>()
    for (const one of together) {
      const key = `${one.thing} ${one.thingId}`
      things.set(key, { first: things.get(key)?.first ?? one, last: one })
    }
    for (const { first, last } of [...things.values()].reverse()) {
      const restore = restorers[first.thing]
      if (restore === undefined) return refuse('cannot-undo', m.platform_undo_cannot({ label: first.label }))
      const restored = await restore(within(here, tx), by, first.thingId, first.before, last.versionAfter)
      if (!restored.ok) return restored
    }
    await tx
      .update(activities)
      .set({ undoneBy: sql`${tx.changeId}::uuid` })
      .where(and(eq(activities.officeId, tx.officeId), eq(activities.changeId, line.changeId)))
    return ok({ labels: [...things.values()].map(({ last }) => last.label) })
  })
}

/**
 * Undoes what one change did to some of its things, in the given order (newest first), all or none: for a change too large to be taken back whole.
 * Refuses as `undoChange` does.
 */
export const undoThings = (
  here: Here,
  by: Actor,
  changeId: string,
  things: readonly { readonly thing: string; readonly id: string }[],
  restorers: Restorers,
): Promise<Result<null>> =>
  here.db.inOffice(by.officeId, async (tx) => {
    const lines = await tx
      .select()
      .from(activities)
      .where(
        and(
          eq(activities.officeId, tx.officeId),
          eq(activities.changeId, changeId),
          inArray(
            activities.thingId,
            things.map(({ id }) => id),
          ),
        ),
      )
      .orderBy(asc(activities.id))
      .for('update')
    if (lines.some((one) => one.undoneBy !== null)) return refuse('undone-already', m.platform_undo_already())
    for (const { thing, id } of things) {
      const own = lines.filter((line) => line.thing === thing && line.thingId === id)
      const restore = restorers[thing]
      if (own.length === 0) continue
      if (restore === undefined) return refuse('cannot-undo', m.platform_undo_cannot({ label: own[0]!.label }))
      const restored = await restore(within(here, tx), by, id, own[0]!.before, own.at(-1)!.versionAfter)
      if (!restored.ok) return restored
    }
    await tx
      .update(activities)
      .set({ undoneBy: sql`${tx.changeId}::uuid` })
      .where(
        and(
          eq(activities.officeId, tx.officeId),
          inArray(
            activities.id,
            lines.map(({ id }) => id),
          ),
        ),
      )
    return ok(null)
  })
