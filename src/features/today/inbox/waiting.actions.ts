// Writes what the office says of what waits: puts it off, wakes it, gives it to somebody, lets it pass. The things themselves are never touched.
import { and, eq, inArray, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Member } from '#features/accounts/account.queries.ts'
import type { Officer } from '#features/accounts/account.ts'
import { m } from '#messages'
import { type Actor, historyOf, record, type Restore } from '#platform/activity/activity.ts'
import type { Snapshot } from '#platform/activity/activity.table.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import type { Here } from '#platform/here.ts'
import { newId } from '#platform/ids.ts'
import { ok, refuse, type Refusal, type Result, type Stale, stale } from '#platform/result.ts'
import { DISMISSABLE, type Key, type Line, maySnoozeUntil } from './waiting.ts'
import { waitingRow } from './waiting.queries.ts'
import { type WaitingNote, waitingNotes } from './waiting.table.ts'

export type Noted = { readonly activityId: string; readonly line: Line }
type Outcome = Result<Noted, Refusal | Stale<WaitingNote>>
type Saying = Partial<Pick<WaitingNote, 'thingId'>> & Pick<WaitingNote, 'snoozedUntil' | 'snoozedMark' | 'assignedTo' | 'assignedName' | 'dismissedAt'>

const NOTHING: Saying = { snoozedUntil: null, snoozedMark: null, assignedTo: null, assignedName: null, dismissedAt: null }

const noteSnapshot = z.object({
  kind: z.string(),
  thingId: z.uuid(),
  part: z.string(),
  snoozedUntil: z.string().nullable(),
  snoozedMark: z.string().nullable(),
  assignedTo: z.string().nullable(),
  assignedName: z.string().nullable(),
  dismissedAt: z.iso.datetime().nullable(),
})

/** Puts a row off until a day; it comes back on that day, or when the thing itself changes. */
export const snooze = (here: Here, by: Officer, key: Key, version: number, until: string): Promise<Outcome> =>
  saying(here, by, key, version, 'waiting_note.snoozed', (line) =>
    maySnoozeUntil(until, here.clock.today()) ? ok({ snoozedUntil: until, snoozedMark: line.mark }) : refuse('day', m.today_snooze_day_wrong(), 'day'),
  )

/** Brings back what was put off. */
export const wake = (here: Here, by: Officer, key: Key, version: number): Promise<Outcome> =>
  saying(here, by, key, version, 'waiting_note.woken', () => ok({ snoozedUntil: null, snoozedMark: null }))

/** Gives a row to an officer of the office; null: to nobody again. `members` are the office's. */
export const assign = (here: Here, by: Officer, key: Key, version: number, members: readonly Member[], userId: string | null): Promise<Outcome> =>
  saying(here, by, key, version, userId === null ? 'waiting_note.released' : 'waiting_note.assigned', () => {
    if (userId === null) return ok({ assignedTo: null, assignedName: null })
    const member = members.find((one) => one.userId === userId && one.role === 'officer')
    return member === undefined ? refuse('member', m.today_assign_gone(), 'to') : ok({ assignedTo: userId, assignedName: member.name })
  })

/** Lets an occasion pass this once. */
export const dismiss = (here: Here, by: Officer, key: Key, version: number): Promise<Outcome> =>
  saying(here, by, key, version, 'waiting_note.dismissed', () =>
    DISMISSABLE.has(key.kind) ? ok({ dismissedAt: here.clock.now() }) : refuse('kind', m.today_dismiss_never()),
  )

/** What was said of a record follows it to the one that took it up; where something was said of that one, that stands. */
export async function moveNotes(here: Here, tx: OfficeTx, by: Actor, from: string, to: string): Promise<void> {
  const notes = await tx
    .select()
    .from(waitingNotes)
    .where(and(eq(waitingNotes.officeId, tx.officeId), inArray(waitingNotes.thingId, [from, to])))
    .for('update')
  for (const note of notes.filter(({ thingId }) => thingId === from)) {
    const taken = notes.some(({ thingId, kind, part }) => thingId === to && kind === note.kind && part === note.part)
    if (taken) continue
    const label = (await historyOf(tx, 'waiting_note', note.id, 1))[0]?.label ?? ''
    await written(tx, here, by, note, { ...sayingOf(note), thingId: to }, 'waiting_note.followed', label)
  }
}

/** Puts back what was said before. */
export const restoreWaitingNote: Restore = (here, by, id, to, version) =>
  here.db.inOffice(by.officeId, async (tx) => {
    const [before] = await tx
      .select()
      .from(waitingNotes)
      .where(and(eq(waitingNotes.officeId, tx.officeId), eq(waitingNotes.id, id)))
      .for('update')
    if (before === undefined) return refuse('missing', m.today_waiting_gone())
    // What the row was called is known by the record alone: nothing of the thing is copied here.
    const label = (await historyOf(tx, 'waiting_note', id, 1))[0]?.label ?? ''
    if (before.version !== version) return refuse('moved-on', m.platform_undo_moved_on({ label }))
    const earlier = to === null ? null : noteSnapshot.parse(to)
    const said = earlier === null ? NOTHING : { ...NOTHING, ...earlier, dismissedAt: earlier.dismissedAt === null ? null : new Date(earlier.dismissedAt) }
    return ok(await written(tx, here, by, before, said, 'waiting_note.restored', label))
  })

async function saying(
  here: Here,
  by: Officer,
  key: Key,
  version: number,
  act: `waiting_note.${string}`,
  next: (line: Line) => Result<Partial<Saying>>,
): Promise<Outcome> {
  return here.db.inOffice(by.officeId, async (tx): Promise<Outcome> => {
    const line = await waitingRow(tx, key, here.clock.today())
    if (line === null) return refuse('missing', m.today_waiting_gone())
    const said = next(line)
    if (!said.ok) return said
    const before = await locked(tx, key)
    if ((before?.version ?? 0) !== version) return before === null ? refuse('missing', m.today_waiting_gone()) : stale(m.platform_stale(), before)
    if (before !== null) return ok({ activityId: await written(tx, here, by, before, { ...sayingOf(before), ...said.value }, act, line.what), line })
    const now = here.clock.now()
    const [row] = await tx
      .insert(waitingNotes)
      .values({
        officeId: tx.officeId,
        id: newId(),
        kind: key.kind,
        thingId: key.thingId,
        part: key.part,
        ...NOTHING,
        ...said.value,
        createdAt: now,
        updatedAt: now,
      })
      .returning()
    return ok({ activityId: await recorded(tx, here, by, null, row!, act, line.what), line })
  })
}

const sayingOf = ({ snoozedUntil, snoozedMark, assignedTo, assignedName, dismissedAt }: WaitingNote): Saying => ({
  snoozedUntil,
  snoozedMark,
  assignedTo,
  assignedName,
  dismissedAt,
})

/** The note, held fast; two who speak of a row for the first time wait for each other. */
async function locked(tx: OfficeTx, { kind, thingId, part }: Key): Promise<WaitingNote | null> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`waiting_note ${tx.officeId} ${kind} ${thingId} ${part}`}, 0))`)
  const [row] = await tx
    .select()
    .from(waitingNotes)
    .where(and(eq(waitingNotes.officeId, tx.officeId), eq(waitingNotes.kind, kind), eq(waitingNotes.thingId, thingId), eq(waitingNotes.part, part)))
    .for('update')
  return row ?? null
}

async function written(tx: OfficeTx, here: Here, by: Actor, before: WaitingNote, said: Saying, act: `waiting_note.${string}`, label: string): Promise<string> {
  const [row] = await tx
    .update(waitingNotes)
    .set({ ...said, version: before.version + 1, updatedAt: here.clock.now() })
    .where(and(eq(waitingNotes.officeId, tx.officeId), eq(waitingNotes.id, before.id)))
    .returning()
  return recorded(tx, here, by, before, row!, act, label)
}

const snapshotOf = (note: WaitingNote): Snapshot => noteSnapshot.parse({ ...note, dismissedAt: note.dismissedAt?.toISOString() ?? null })

const recorded = (tx: OfficeTx, here: Here, by: Actor, before: WaitingNote | null, after: WaitingNote, act: `waiting_note.${string}`, label: string) =>
  record(tx, here, by, { act, id: after.id, label, before: before === null ? null : snapshotOf(before), after: snapshotOf(after), version: after.version })
