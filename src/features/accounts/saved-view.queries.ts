// Reads the saved views of a list: a person's own and those shared with the office.
import { and, asc, eq, isNotNull, isNull, or } from 'drizzle-orm'
import type { OfficeTx } from '#platform/database/door.ts'
import { isId } from '#platform/ids.ts'
import type { ViewedList } from './saved-view.ts'
import { savedViews, type SavedView } from './saved-view.table.ts'

/** More tabs than this nobody reads; further ones are refused when they are saved. */
export const MOST_VIEWS = 30

/** What stands above the person's list, in the order of the names. */
export const savedViewsOf = (tx: OfficeTx, list: ViewedList, personId: string): Promise<SavedView[]> =>
  tx
    .select()
    .from(savedViews)
    .where(
      and(
        eq(savedViews.officeId, tx.officeId),
        eq(savedViews.list, list),
        isNull(savedViews.deletedAt),
        or(eq(savedViews.personId, personId), isNotNull(savedViews.sharedAt)),
      ),
    )
    .orderBy(asc(savedViews.name), asc(savedViews.id))
    .limit(MOST_VIEWS * 2)

/** One of the person's own; another's is as if it were not there. */
export async function ownViewById(tx: OfficeTx, id: string, personId: string): Promise<SavedView | null> {
  if (!isId(id)) return null
  const [view] = await tx
    .select()
    .from(savedViews)
    .where(and(eq(savedViews.officeId, tx.officeId), eq(savedViews.id, id), eq(savedViews.personId, personId), isNull(savedViews.deletedAt)))
  return view ?? null
}
