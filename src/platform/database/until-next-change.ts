// Keeps what can only be known by reading the whole register (how many, where, who sleeps) until something of the office is changed.
import { desc, eq } from 'drizzle-orm'
import { activities } from '../activity/activity.table.ts'
import type { OfficeTx } from './door.ts'

type Kept = { readonly change: string; readonly at: number; readonly value: unknown }

const kept = new Map<string, Kept>()
/** Two changes made in the same moment may become visible in the other order than they were numbered in: after so long it is read again in any case. */
const LONGEST_MS = 20_000
const MOST_KEPT = 500

/**
 * The answer of `read`, or the one it gave before if the record of changes has no newer line since; one small query says so, in every process alike.
 * `what` names the question with all it depends on: filter, day, language. Only for what changes no otherwise than by recorded changes, and not for what
 * somebody is about to write by.
 */
export async function untilNextChange<T>(tx: OfficeTx, what: string, read: () => Promise<T>): Promise<T> {
  const [last] = await tx.select({ id: activities.id }).from(activities).where(eq(activities.officeId, tx.officeId)).orderBy(desc(activities.id)).limit(1)
  // Where nothing was ever recorded there is nothing to tell one state from the next by.
  if (last === undefined) return read()
  const change = last.id
  const key = `${tx.officeId} ${what}`
  const before = kept.get(key)
  if (before !== undefined && before.change === change && performance.now() - before.at < LONGEST_MS) return before.value as T
  const value = await read()
  if (kept.size >= MOST_KEPT) kept.clear()
  kept.set(key, { change, at: performance.now(), value })
  return value
}
