// Brings texts in by a door other than an officer's hands, sets texts aside that are nothing for us, and takes that back.
import { and, eq, inArray, isNull } from 'drizzle-orm'
import { z } from 'zod'
import type { Officer } from '#features/accounts/account.ts'
import { m } from '#messages'
import { recordMany, type Actor, type Change, type Restore, type RestoreMany } from '#platform/activity/activity.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { type Here, within } from '#platform/here.ts'
import { isId } from '#platform/ids.ts'
import { ok, refuse, type Result } from '#platform/result.ts'
import { addText, type NewText, readNew } from '../text.actions.ts'
import { texts } from '../text.table.ts'
import { arrivals, type Arrival } from './arrival.table.ts'
import type { Dated, Door } from './triage.ts'

export type Arriving = { readonly door: Door; readonly sourceId: string; readonly name: string; readonly dated: Dated }

/** Adds a text and writes down how it came; a text the office has already keeps the way it came first. */
export async function bringText(here: Here, by: Officer, text: NewText, arrival: Arriving): Promise<Result<{ id: string; existing: boolean }>> {
  const fresh = await readNew(here, by, text)
  return here.db.inOffice(by.officeId, async (tx): Promise<Result<{ id: string; existing: boolean }>> => {
    const added = await addText(within(here, tx), by, text, fresh)
    if (!added.ok) return added
    const { id, existing } = added.value
    const now = here.clock.now()
    if (!existing)
      await tx
        .insert(arrivals)
        .values({ officeId: tx.officeId, id, ...arrival, name: arrival.name.slice(0, 500), datedAs: text.published ?? null, createdAt: now, updatedAt: now })
        .onConflictDoNothing()
    return ok({ id, existing })
  })
}

/** What the journal keeps: whether it was aside. */
const asideSnapshot = z.object({ asideAt: z.string().nullable(), asideBy: z.string().nullable() })
const snapshotOf = ({ asideAt, asideBy }: Pick<Arrival, 'asideAt' | 'asideBy'>) => asideSnapshot.parse({ asideAt: asideAt?.toISOString() ?? null, asideBy })

type Found = { readonly arrival: Arrival; readonly title: string }
const lockedAll = (tx: OfficeTx, ids: readonly string[]): Promise<Found[]> =>
  tx
    .select({ arrival: arrivals, title: texts.title })
    .from(arrivals)
    .innerJoin(texts, and(eq(texts.officeId, arrivals.officeId), eq(texts.id, arrivals.id), isNull(texts.deletedAt)))
    .where(and(eq(arrivals.officeId, tx.officeId), inArray(arrivals.id, ids.filter(isId))))
    .orderBy(arrivals.id)
    .for('update', { of: arrivals })

async function write(
  tx: OfficeTx,
  here: Here,
  by: Actor,
  found: readonly Found[],
  to: Pick<Arrival, 'asideAt' | 'asideBy'>,
  act: `intake_arrival.${string}`,
): Promise<string | null> {
  const now = here.clock.now()
  const changes: Change[] = []
  // Each rises by one from what it was; rows of one version are written together.
  for (const [version, same] of Map.groupBy(found, ({ arrival }) => arrival.version)) {
    await tx
      .update(arrivals)
      .set({ ...to, version: version + 1, updatedAt: now })
      .where(
        and(
          eq(arrivals.officeId, tx.officeId),
          inArray(
            arrivals.id,
            same.map(({ arrival }) => arrival.id),
          ),
        ),
      )
    changes.push(
      ...same.map(({ arrival, title }) => ({ act, id: arrival.id, label: title, before: snapshotOf(arrival), after: snapshotOf(to), version: version + 1 })),
    )
  }
  return recordMany(tx, here, by, changes)
}

/** „Не е за нас“: out of the triage list, though nothing of the text is lost. Answers how many, and the line to undo them all by. */
export const setAside = (here: Here, by: Officer, ids: readonly string[]): Promise<Result<{ count: number; activityId: string }>> =>
  here.db.inOffice(by.officeId, async (tx) => {
    const found = (await lockedAll(tx, ids)).filter(({ arrival }) => arrival.asideAt === null)
    const activityId = await write(tx, here, by, found, { asideAt: here.clock.now(), asideBy: by.name }, 'intake_arrival.aside')
    return activityId === null ? refuse('none', m.intake_triage_none_chosen()) : ok({ count: found.length, activityId })
  })

/** Puts texts that were set aside back into the list. */
export const takeBack = (here: Here, by: Officer, ids: readonly string[]): Promise<Result<{ count: number; activityId: string }>> =>
  here.db.inOffice(by.officeId, async (tx) => {
    const found = (await lockedAll(tx, ids)).filter(({ arrival }) => arrival.asideAt !== null)
    const activityId = await write(tx, here, by, found, { asideAt: null, asideBy: null }, 'intake_arrival.back')
    return activityId === null ? refuse('none', m.intake_triage_none_chosen()) : ok({ count: found.length, activityId })
  })

const stateOf = (to: unknown): Pick<Arrival, 'asideAt' | 'asideBy'> => {
  const { asideAt, asideBy } = asideSnapshot.parse(to)
  return { asideAt: asideAt === null ? null : new Date(asideAt), asideBy }
}

/** Puts one text back to where it was in the triage. */
export const restoreArrival: Restore = (here, by, id, to, version) =>
  here.db.inOffice(by.officeId, async (tx): Promise<Result<unknown>> => {
    const [found] = await lockedAll(tx, [id])
    if (found === undefined || to === null) return refuse('missing', m.intake_missing())
    if (found.arrival.version !== version) return refuse('moved-on', m.platform_undo_moved_on({ label: found.title }))
    await write(tx, here, by, [found], stateOf(to), 'intake_arrival.restored')
    return ok(null)
  })

/** The same for many set aside with one press. */
export const restoreManyArrivals: RestoreMany = (here, by, things) =>
  here.db.inOffice(by.officeId, async (tx) => {
    const found = await lockedAll(
      tx,
      things.map(({ id }) => id),
    )
    const wanted = new Map(things.map((thing) => [thing.id, thing]))
    if (found.length !== things.length || found.some(({ arrival }) => wanted.get(arrival.id)?.version !== arrival.version)) return false
    for (const same of Map.groupBy(found, ({ arrival }) => JSON.stringify(wanted.get(arrival.id)!.to)).values())
      await write(tx, here, by, same, stateOf(wanted.get(same[0]!.arrival.id)!.to), 'intake_arrival.restored')
    return true
  })
