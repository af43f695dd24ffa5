// A saved view: what a person keeps of the way a list is looked at, and how it stands above the list.
import { z } from 'zod'
import { addresses } from '#addresses'
import { m } from '#messages'
import type { Snapshot } from '#platform/activity/activity.table.ts'
import { requiredLine, tickField } from '#platform/http/form-fields.ts'
import { cleanQuery, type KnownQuery } from '#platform/http/list-query.ts'
import type { SavedViewsProps } from '#ui/lists.tsx'
import type { SavedView } from './saved-view.table.ts'

export const VIEWED_LISTS = ['partnerships', 'organisations', 'people', 'commitments', 'finder'] as const
export type ViewedList = (typeof VIEWED_LISTS)[number]
export const isViewedList = (value: string): value is ViewedList => (VIEWED_LISTS as readonly string[]).includes(value)

/** A list of a later feature: where it is, what it is called, what may stand in its query. */
export type ListOfViews = {
  readonly href: string
  readonly title: () => string
  readonly nav: 'partnerships' | 'organisations' | 'commitments' | 'finder'
  readonly known: KnownQuery
  /** What of the address is no part of a view and stays as it is when one is kept, chosen or removed. */
  readonly around?: KnownQuery
  /** The list always opens as it is: nobody's view goes first. */
  readonly neverFirst?: true
}
export type ListsOfViews = Readonly<Record<ViewedList, ListOfViews>>

export const LONGEST_VIEW_NAME = 60

export const savedViewForm = z.object({ name: requiredLine(LONGEST_VIEW_NAME), shared: tickField, first: tickField })

export const savedViewSnapshot = z.object({
  personId: z.string(),
  personName: z.string(),
  list: z.enum(VIEWED_LISTS),
  name: z.string(),
  query: z.string(),
  sharedAt: z.iso.datetime().nullable(),
  firstSince: z.iso.datetime().nullable(),
})
export const snapshotOfView = (view: SavedView): Snapshot =>
  savedViewSnapshot.parse({ ...view, sharedAt: view.sharedAt?.toISOString() ?? null, firstSince: view.firstSince?.toISOString() ?? null })

/** The view the person's list opens with. */
export const firstView = (views: readonly SavedView[], personId: string): SavedView | null =>
  views.find((view) => view.firstSince !== null && view.personId === personId) ?? null

/** The tabs above a list; `query` is the present address after the path. */
export function savedViewLinks(
  views: readonly SavedView[],
  now: {
    readonly list: ViewedList
    /** The list's own address, and the one that shows all of it whatever it opens with. */
    readonly href: string
    readonly all: string
    readonly query: string
    readonly known: KnownQuery
    readonly personId: string
    /** The view the list has when none is asked for. */
    readonly usual?: string
    /** What stays of the present address whichever view is opened: a view of the finder says what counts, not where one looks. */
    readonly keep?: string
  },
): SavedViewsProps {
  const query = cleanQuery(now.query, now.known)
  const shown = views.map((view) => ({ view, current: cleanQuery(view.query, now.known) === query }))
  const taken = shown.some(({ current }) => current)
  const usual = now.usual ?? 'table'
  const asked = new URLSearchParams(query)
  const keep = now.keep ?? ''
  const around = keep === '' ? {} : { keep }
  const narrowed = [...asked.keys()].some((name) => name !== 'view') || (asked.get('view') ?? usual) !== usual
  return {
    all: { href: now.all, current: !taken },
    views: shown.map(({ view, current }) => ({
      text: view.name,
      href: `${now.href}?${[keep, view.query].filter((part) => part !== '').join('&')}`,
      current,
      ...(view.personId === now.personId
        ? { edit: addresses.savedView({ id: view.id }, around), first: view.firstSince !== null }
        : { by: m.accounts_view_by({ name: view.personName }) }),
    })),
    save: taken || !narrowed ? undefined : addresses.savedViewNew({ list: now.list, query, ...around }),
  }
}
