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

/** Personal data that was erased cannot come back: the one act without undo. */
export const isFinal = (act: string): boolean => act.endsWith('.erased')

export type ActivityLine = typeof activities.$inferSelect

/** Lines of history at the foot of a record's page; the rest is on the page of its whole history. */
export const SHORT_HISTORY = 12

/** The history of one thing, newest first, at most `limit` lines: one more than the foot of a page shows tells that there are older ones. */
export const historyOf = (tx: OfficeTx, thing: string, id: string, limit = SHORT_HISTORY + 1): Promise<ActivityLine[]> =>
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
 * Puts many things of one kind back, each to a state it had, in a few statements. false: nothing was written, and they must go one by one, because one of them
 * has moved on or would now stand in another's way: the single restorer knows the words for it.
 */
export type RestoreMany = (
  here: Here,
  by: Actor,
  things: readonly { readonly id: string; readonly to: Snapshot; readonly version: number }[],
) => Promise<boolean>

/** From so many things on it is worth putting them back together. */
const MANY = 20

/**
 * Undoes everything that was written together with the line `activityId`, last first, in one transaction.
 * Refuses when it was undone already or when a later change stands on any of it.
 */
export async function undoChange(
  here: Here,
  by: Actor,
  activityId: string,
  restorers: Restorers,
  together: Readonly<Record<string, RestoreMany>> = {},
): Promise<Result<{ labels: string[] }>> {
  return here.db.inOffice(by.officeId, async (tx) => {
    const [line] = await tx
      .select()
      .from(activities)
      .where(and(eq(activities.officeId, tx.officeId), eq(activities.id, activityId)))
    if (line === undefined) return refuse('missing', m.platform_undo_missing())
    const lines = await tx
      .select()
      .from(activities)
      .where(and(eq(activities.officeId, tx.officeId), eq(activities.changeId, line.changeId)))
      .orderBy(asc(activities.id))
      .for('update')
    if (lines.some(({ act }) => isFinal(act))) return refuse('erased', m.platform_undo_erased())
    if (lines.some((one) => one.undoneBy !== null)) return refuse('undone-already', m.platform_undo_already())
    // A thing changed twice in one change goes back to where it was before the first, from where the last left it.
    const things = new Map<string, { first: ActivityLine; last: ActivityLine }>()
    for (const one of lines) {
      const key = `${one.thing} ${one.thingId}`
      things.set(key, { first: things.get(key)?.first ?? one, last: one })
    }
    const backwards = [...things.values()].reverse()
    const kind = new Set(backwards.map(({ first }) => first.thing)).size === 1 && backwards.length >= MANY ? line.thing : ''
    const back = backwards.flatMap(({ first, last }) => (first.before === null ? [] : [{ id: first.thingId, to: first.before, version: last.versionAfter }]))
    const atOnce = back.length === backwards.length && (await together[kind]?.(within(here, tx), by, back)) === true
    for (const { first, last } of atOnce ? [] : backwards) {
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
