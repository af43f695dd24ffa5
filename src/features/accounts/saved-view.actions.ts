// Writes saved views: keeps, renames, shares, chooses the first, removes and restores them. Each person writes their own only.
import { and, count, eq, isNotNull, isNull, ne } from 'drizzle-orm'
import { m } from '#messages'
import { type Actor, record, type Restore } from '#platform/activity/activity.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import type { Here } from '#platform/here.ts'
import { newId } from '#platform/ids.ts'
import { ok, refuse, type Refusal, type Result, type Stale, stale } from '#platform/result.ts'
import type { Reader } from './account.ts'
import { MOST_VIEWS } from './saved-view.queries.ts'
import { savedViewSnapshot, type ViewedList, snapshotOfView } from './saved-view.ts'
import { savedViews, type SavedView } from './saved-view.table.ts'

export type ViewValues = {
  readonly name: string
  /** Only an officer shares; of a reader it is left unheard. */
  readonly shared: boolean
  /** The person's list opens with it from now on, instead of another one. */
  readonly first: boolean
}
export type WrittenView = { readonly id: string; readonly activityId: string }

/** Keeps a view. `query` must be one the list knows (list-query.ts: cleanQuery). */
export const saveView = (here: Here, by: Reader, list: ViewedList, query: string, values: ViewValues): Promise<Result<WrittenView>> =>
  here.db.inOffice(by.officeId, async (tx) => {
    const twin = await sameName(tx, by, list, values.name, null)
    if (twin) return refuse('taken', m.accounts_view_taken({ name: values.name }), 'name')
    const [own] = await tx
      .select({ n: count() })
      .from(savedViews)
      .where(and(ofPerson(tx, by.personId, list), isNull(savedViews.deletedAt)))
    if ((own?.n ?? 0) >= MOST_VIEWS) return refuse('too-many', m.accounts_view_too_many({ most: MOST_VIEWS }))
    const now = here.clock.now()
    const given = statesOf(by, values, null, now)
    if (given.firstSince !== null) await noOtherFirst(tx, here, by, list, null)
    const [row] = await tx
      .insert(savedViews)
      .values({ officeId: tx.officeId, id: newId(), personId: by.personId, personName: by.name, list, query, ...given, createdAt: now, updatedAt: now })
      .returning()
    return ok(await recorded(tx, here, by, 'saved_view.created', null, row!))
  })

/** Writes the values over one's own view; with `query` it shows something else from then on. */
export const changeView = (
  here: Here,
  by: Reader,
  id: string,
  version: number,
  values: ViewValues & { readonly query?: string },
): Promise<Result<WrittenView, Refusal | Stale<SavedView>>> =>
  here.db.inOffice(by.officeId, async (tx) => {
    const before = await locked(tx, id, by.personId)
    if (before === null) return missing()
    if (before.version !== version) return stale(m.platform_stale(), before)
    if (await sameName(tx, by, before.list as ViewedList, values.name, id)) return refuse('taken', m.accounts_view_taken({ name: values.name }), 'name')
    const given = statesOf(by, values, before, here.clock.now())
    if (given.firstSince !== null && before.firstSince === null) await noOtherFirst(tx, here, by, before.list as ViewedList, id)
    return ok(await written(tx, here, by, 'saved_view.changed', before, { ...given, query: values.query ?? before.query, deletedAt: null }))
  })

export const removeView = (here: Here, by: Reader, id: string, version: number): Promise<Result<WrittenView, Refusal | Stale<SavedView>>> =>
  here.db.inOffice(by.officeId, async (tx) => {
    const before = await locked(tx, id, by.personId)
    if (before === null) return missing()
    if (before.version !== version) return stale(m.platform_stale(), before)
    return ok(await written(tx, here, by, 'saved_view.removed', before, { deletedAt: here.clock.now(), firstSince: null }))
  })

/** Puts a view back to an earlier state, or takes back that it was kept. */
export const restoreView: Restore = (here, by, id, to, version) =>
  here.db.inOffice(by.officeId, async (tx) => {
    const before = await locked(tx, id, null)
    if (before === null) return missing()
    if (before.version !== version) return refuse('moved-on', m.platform_undo_moved_on({ label: before.name }))
    if (to === null) return ok(await written(tx, here, by, 'saved_view.removed', before, { deletedAt: here.clock.now(), firstSince: null }))
    const { sharedAt, firstSince, ...earlier } = savedViewSnapshot.parse(to)
    // Another view may open the list by now: that choice is the later one.
    const others = await tx
      .select({ id: savedViews.id })
      .from(savedViews)
      .where(and(ofPerson(tx, earlier.personId, earlier.list), isNull(savedViews.deletedAt), isNotNull(savedViews.firstSince), ne(savedViews.id, id)))
    return ok(
      await written(tx, here, by, 'saved_view.restored', before, {
        ...earlier,
        sharedAt: sharedAt === null ? null : new Date(sharedAt),
        firstSince: firstSince === null || others.length > 0 ? null : new Date(firstSince),
        deletedAt: null,
      }),
    )
  })

const missing = () => refuse('missing', m.accounts_view_missing())

const ofPerson = (tx: OfficeTx, personId: string, list: ViewedList) =>
  and(eq(savedViews.officeId, tx.officeId), eq(savedViews.personId, personId), eq(savedViews.list, list))

/** One's own row, removed ones only for a restoring (`personId` null: whoever's). */
async function locked(tx: OfficeTx, id: string, personId: string | null): Promise<SavedView | null> {
  const [row] = await tx
    .select()
    .from(savedViews)
    .where(
      and(
        eq(savedViews.officeId, tx.officeId),
        eq(savedViews.id, id),
        personId === null ? undefined : and(eq(savedViews.personId, personId), isNull(savedViews.deletedAt)),
      ),
    )
    .for('update')
  return row ?? null
}

async function sameName(tx: OfficeTx, by: Reader, list: ViewedList, name: string, exceptId: string | null): Promise<boolean> {
  const rows = await tx
    .select({ id: savedViews.id })
    .from(savedViews)
    .where(
      and(
        ofPerson(tx, by.personId, list),
        isNull(savedViews.deletedAt),
        eq(savedViews.name, name),
        exceptId === null ? undefined : ne(savedViews.id, exceptId),
      ),
    )
  return rows.length > 0
}

const statesOf = (by: Reader, { name, shared, first }: ViewValues, before: SavedView | null, now: Date) => ({
  name,
  sharedAt: shared && by.role === 'officer' ? (before?.sharedAt ?? now) : null,
  firstSince: first ? (before?.firstSince ?? now) : null,
})

/** A list opens with one view: the earlier first one steps back, in the same change. */
async function noOtherFirst(tx: OfficeTx, here: Here, by: Reader, list: ViewedList, exceptId: string | null): Promise<void> {
  const rows = await tx
    .select()
    .from(savedViews)
    .where(
      and(
        ofPerson(tx, by.personId, list),
        isNull(savedViews.deletedAt),
        isNotNull(savedViews.firstSince),
        exceptId === null ? undefined : ne(savedViews.id, exceptId),
      ),
    )
    .for('update')
  for (const row of rows) await written(tx, here, by, 'saved_view.changed', row, { firstSince: null })
}

async function written(tx: OfficeTx, here: Here, by: Actor, act: `saved_view.${string}`, before: SavedView, next: Partial<SavedView>): Promise<WrittenView> {
  const [row] = await tx
    .update(savedViews)
    .set({ ...next, version: before.version + 1, updatedAt: here.clock.now() })
    .where(and(eq(savedViews.officeId, tx.officeId), eq(savedViews.id, before.id)))
    .returning()
  return recorded(tx, here, by, act, before, row!)
}

async function recorded(tx: OfficeTx, here: Here, by: Actor, act: `saved_view.${string}`, before: SavedView | null, after: SavedView): Promise<WrittenView> {
  const snapshot = (row: SavedView | null) => (row === null || row.deletedAt !== null ? null : snapshotOfView(row))
  const activityId = await record(tx, here, by, {
    act,
    id: after.id,
    label: after.name,
    before: snapshot(before),
    after: snapshot(after),
    version: after.version,
  })
  return { id: after.id, activityId }
}
