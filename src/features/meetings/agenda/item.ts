// A point of the agenda: what is talked about, who brings it up, how long it takes; and the order of the points.
import { z } from 'zod'
import { suggestedField } from '#features/organisations/naming.ts'
import { SIDES, type Side } from '#features/commitments/commitment.ts'
import { m } from '#messages'
import { localTextForm, type LocalTextForm } from '#platform/texts/local-text.ts'
import type { ItemState } from '../meeting.ts'

/** More than a working day: a mistake of typing. */
const LONGEST = 600
const MOST_ITEMS = 100

const titleField = localTextForm
  .default({})
  .refine((typed) => Object.values(typed).some((text) => text !== ''), { path: ['bg'], error: () => `m:${m.meetings_item_title_missing()}` })
  .refine((typed) => Object.values(typed).every((text) => text.length <= 300), { path: ['bg'], error: () => `m:${m.meetings_item_title_long()}` })

/** Minutes of the clock; empty: nobody said. */
const lengthField = z
  .string()
  .trim()
  .max(20)
  .default('')
  .transform((typed, context): number | null => {
    if (typed === '') return null
    const minutes = /^\d{1,4}$/.test(typed) ? Number(typed) : 0
    if (minutes >= 1 && minutes <= LONGEST) return minutes
    context.addIssue({ code: 'custom', message: `m:${m.meetings_item_length_wrong({ most: LONGEST })}` })
    return z.NEVER
  })

export const itemForm = z.object({
  title: titleField,
  broughtBy: z
    .union([z.literal(''), z.enum(SIDES)])
    .default('')
    .transform((side): Side | null => (side === '' ? null : side)),
  person: suggestedField,
  minutesPlanned: lengthField,
})
export type ItemForm = z.output<typeof itemForm>

/** What a point says, as any caller gives it. Left out: as it was; for a new one nothing. */
export type ItemValues = {
  /** Language → text. */
  readonly title: LocalTextForm
  readonly broughtBy?: Side | null
  readonly personId?: string | null
  readonly minutesPlanned?: number | null
  readonly state?: ItemState
  /** Language → text. */
  readonly minutes?: LocalTextForm
  readonly fromItemId?: string | null
  readonly commitmentId?: string | null
}

export { MOST_ITEMS }

// ---- the order of the points ---------------------------------------------------------------------------------------------

export type Placed = { readonly id: string; readonly place: number }

/** Where a new point goes: after all others. */
export const placeAtEnd = (items: readonly Placed[]): number => items.reduce((last, { place }) => Math.max(last, place), 0) + 1

/** The new places of those that move when the points are to stand in this order; points that keep their place are left out. */
export function placesFor(items: readonly Placed[], order: readonly string[]): Placed[] {
  const now = new Map(items.map((one) => [one.id, one.place]))
  const kept = items.map(({ place }) => place).sort((a, b) => a - b)
  // A point that came back may stand on another's place: then all are counted anew.
  const places = new Set(kept).size === kept.length ? kept : kept.map((_, index) => index + 1)
  return order.flatMap((id, index) => {
    const place = places[index]!
    return now.get(id) === undefined || now.get(id) === place ? [] : [{ id, place }]
  })
}

/** The order once one point goes a step up or down; the same when it is at the end already. */
export function orderMoved(ids: readonly string[], id: string, step: -1 | 1): string[] {
  const at = ids.indexOf(id)
  const to = at + step
  if (at === -1 || to < 0 || to >= ids.length) return [...ids]
  const moved = [...ids]
  moved[at] = moved[to]!
  moved[to] = id
  return moved
}

/**
 * The order by the numbers typed beside the points: „3“ before a point means that it is to be the third. Whoever was given a number stands before one
 * of the same number that kept it; no number, or none that is one, means the point stays behind the point it follows now.
 */
export function orderTyped(ids: readonly string[], typed: Readonly<Record<string, string>>): string[] {
  const wanted = ids.map((id, index) => {
    const number = (typed[id] ?? '').trim()
    const asked = /^\d{1,4}$/.test(number) ? Number(number) : index + 1
    const changed = asked !== index + 1
    // A point given the number of one further down means the place behind it, further up the place before it.
    return { id, index, key: changed ? (asked > index + 1 ? asked + 0.5 : asked - 0.5) : asked }
  })
  return wanted.sort((a, b) => a.key - b.key || a.index - b.index).map(({ id }) => id)
}
