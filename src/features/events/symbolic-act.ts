// What a symbolic act is: a tree, a gift, an award … given or done together with partners; and what a form may say about it.
import { z } from 'zod'
import { dropField, suggestedField } from '#features/organisations/naming.ts'
import { m } from '#messages'
import type { ImpreciseDate } from '#platform/dates.ts'
import { dateField, lineField, tickField } from '#platform/http/form-fields.ts'
import { type Citation, citationForm } from '#platform/texts/citation.ts'
import type { LocalTextForm } from '#platform/texts/local-text.ts'
import { titleField } from './event.ts'
import type { Point } from './spots/point.ts'
import { pointField } from './spots/spot.ts'

export const SYMBOLIC_ACT_KINDS = ['tree_planting', 'gift', 'award', 'monument', 'wreath', 'guest_book', 'flag', 'other'] as const
export type SymbolicActKind = (typeof SYMBOLIC_ACT_KINDS)[number]

/** What leaves a thing behind that stands somewhere. */
export const PLACED_ACTS: readonly SymbolicActKind[] = ['tree_planting', 'monument']

const names: Readonly<Record<SymbolicActKind, () => string>> = {
  tree_planting: () => m.events_act_tree_planting(),
  gift: () => m.events_act_gift(),
  award: () => m.events_act_award(),
  monument: () => m.events_act_monument(),
  wreath: () => m.events_act_wreath(),
  guest_book: () => m.events_act_guest_book(),
  flag: () => m.events_act_flag(),
  other: () => m.events_act_other(),
}
export const isSymbolicActKind = (value: string): value is SymbolicActKind => (SYMBOLIC_ACT_KINDS as readonly string[]).includes(value)
export const symbolicActKindName = (kind: SymbolicActKind): string => names[kind]()

/** Where on the map what it left behind stands. */
export const pointOfAct = ({ lat, lon }: { readonly lat: number | null; readonly lon: number | null }): Point | null =>
  lat === null || lon === null ? null : { lat, lon }

/** What a symbolic act says, as any caller gives it: a form, the intake or the demonstration. */
export type SymbolicActValues = {
  readonly kind: SymbolicActKind
  /** Language → text; at least one must be given. Languages left out keep what they had. */
  readonly title: LocalTextForm
  readonly date: ImpreciseDate | null
  /** The event during which it was done. */
  readonly eventId?: string | null
  readonly placeText?: string
  /** Where on the map what was planted or unveiled stands. Left out it stays. */
  readonly point?: Point | null
  /** Ids of the partner organisations. */
  readonly partners: readonly string[]
  readonly published?: boolean
  /** Replaces the sources when given. */
  readonly sources?: readonly Citation[]
}

export const symbolicActForm = z.object({
  kind: z.enum(SYMBOLIC_ACT_KINDS),
  title: titleField.refine((typed) => Object.values(typed).some((text) => text !== ''), { path: ['bg'], error: () => `m:${m.events_act_title_missing()}` }),
  date: dateField,
  event: suggestedField,
  placeText: lineField(300),
  point: pointField,
  partners: z.array(suggestedField).max(60).default([]),
  published: tickField,
  source: citationForm.default({ title: '', url: '', date: '' }),
  dropSource: dropField,
})
export type SymbolicActForm = z.output<typeof symbolicActForm>
