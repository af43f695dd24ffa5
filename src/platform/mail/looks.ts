// The looks into the returns' mailbox as they are written down: when, how far, what was found and what went wrong.
import { eq, ne } from 'drizzle-orm'
import type { ReturnsBox } from '#settings'
import type { Clock } from '../clock.ts'
import type { SystemTx } from '../database/door.ts'
import type { Look } from './returns-box.ts'
import { returnsBoxes, type ReturnsBoxRow } from './returns-box.table.ts'

/** Which mailbox and folder, without its password: `returns@mail.example.bg:993/INBOX`. */
const placeOf = ({ user, host, port, folder }: ReturnsBox): string => `${user}@${host}:${port}/${folder}`

const MINUTE_MS = 60_000
const LONGEST_PAUSE_MINUTES = 6 * 60

/** Milliseconds until the next look: the interval, doubled with each failure, six hours at most: a server must not take us for one that guesses passwords. */
export const pauseBetweenLooks = (minutes: number, failures: number): number =>
  Math.min(minutes * 2 ** Math.min(failures, 12), Math.max(minutes, LONGEST_PAUSE_MINUTES)) * MINUTE_MS

/** How the mailbox was last looked into; null: not yet. It belongs to no office. */
export async function lastLook(tx: SystemTx, box: ReturnsBox): Promise<ReturnsBoxRow | null> {
  const [row] = await tx
    .select()
    .from(returnsBoxes)
    .where(eq(returnsBoxes.place, placeOf(box)))
  return row ?? null
}

/** Writes down how a look went and when the next one is. */
export async function noteLook(tx: SystemTx, clock: Clock, box: ReturnsBox, { position, taken, trouble }: Look): Promise<void> {
  const now = clock.now()
  const before = await lastLook(tx, box)
  const failures = trouble === null ? 0 : (before?.failures ?? 0) + 1
  const row = {
    place: placeOf(box),
    lookedAt: now,
    readAt: trouble === null ? now : (before?.readAt ?? null),
    nextLookAt: new Date(now.getTime() + pauseBetweenLooks(box.minutes, failures)),
    foundAt: taken > 0 ? now : (before?.foundAt ?? null),
    found: (before?.found ?? 0) + taken,
    failures,
    trouble: trouble?.kind ?? null,
    troubleDetail: trouble?.detail ?? '',
    ...position,
  }
  await tx.insert(returnsBoxes).values(row).onConflictDoUpdate({ target: returnsBoxes.place, set: row })
  // Of a mailbox that is set up no more nothing is kept.
  await tx.delete(returnsBoxes).where(ne(returnsBoxes.place, row.place))
}
