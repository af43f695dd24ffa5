// Coming in: how long a link works, and how guessing is slowed down (so many tries for one key in a quarter of an hour, counted in this process).
/** Minutes for which a sign-in link works. */
export const LINK_MINUTES = 15

const MOST = 8
const WINDOW_MS = 15 * 60 * 1000
const KEPT = 10_000

const tries = new Map<string, number[]>()

/** Counts a try and says whether it may go on; `most` where more than a guess is at stake. */
export function triesLeft(key: string, now: Date, most: number = MOST): boolean {
  const since = now.getTime() - WINDOW_MS
  const recent = (tries.get(key) ?? []).filter((moment) => moment > since)
  if (recent.length >= most) return false
  tries.delete(key)
  // The oldest keys make room: the map must not grow with invented addresses.
  if (tries.size >= KEPT) tries.delete(tries.keys().next().value!)
  tries.set(key, [...recent, now.getTime()])
  return true
}
