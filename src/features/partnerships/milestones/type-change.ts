// How a tie changes what it is called: friendship becomes twinning from a day on, and the past keeps its name.
import { z } from 'zod'
import { m } from '#messages'
import { earliest, type ImpreciseDate } from '#platform/dates.ts'
import { dateField, lineField } from '#platform/http/form-fields.ts'
import { citationForm } from '#platform/texts/citation.ts'
import type { MilestoneKind } from './milestone.ts'
import { inOrder } from '../stage.ts'
import type { PartnershipType } from '../partnership.ts'

/** What the tie was called between two days. null: since its beginning, or to this day. */
export type TypeSpan = { readonly type: PartnershipType; readonly from: ImpreciseDate | null; readonly until: ImpreciseDate | null }

type Changing = {
  readonly kind: MilestoneKind
  readonly date: ImpreciseDate
  readonly fromType?: PartnershipType | null
  readonly toType?: PartnershipType | null
}

/**
 * The types a tie has had, oldest first, the last one `now`: what the register calls it today holds since the last change even where that was corrected
 * later. A change that nothing changes, or that is still to come, is passed over.
 */
export function typesOf(steps: readonly Changing[], now: PartnershipType, today: string): TypeSpan[] {
  const changes = inOrder(steps).flatMap(({ kind, date, fromType, toType }) =>
    kind === 'type_change' && fromType && toType && earliest(date) <= today ? [{ date, fromType, toType }] : [],
  )
  const spans = [
    ...changes.map(({ date, fromType }, at) => ({ type: changes[at - 1]?.toType ?? fromType, from: changes[at - 1]?.date ?? null, until: date })),
    { type: now, from: changes.at(-1)?.date ?? null, until: null },
  ]
  // Of neighbours with one name the earlier one's beginning counts and the later one's end.
  return spans.flatMap((span, at) =>
    spans[at + 1]?.type === span.type ? [] : [{ ...span, from: spans[spans.findLastIndex((one, before) => before < at && one.type !== span.type) + 1]!.from }],
  )
}

/** What the tie was called on the first day a date may mean. */
export function typeAt(spans: readonly TypeSpan[], date: ImpreciseDate): PartnershipType {
  const day = earliest(date)
  return (spans.findLast(({ from }) => from === null || earliest(from) <= day) ?? spans[0]!).type
}

/** correction: it never was what the register called it · change: from a day on it is something else. */
export const TYPE_MEANINGS = ['correction', 'change'] as const

/** Asked only when the type of a partnership with a past was changed. */
export const typeChangeForm = (today: string) =>
  z
    .object({
      typeMeans: z.enum(TYPE_MEANINGS, { error: () => `m:${m.partnerships_type_means_missing()}` }),
      typeFrom: dateField,
      typeNumber: lineField(200),
      typeSource: citationForm.default({ title: '', url: '', date: '' }),
    })
    .superRefine(({ typeMeans, typeFrom }, context) => {
      if (typeMeans !== 'change') return
      const refuse = (message: string) => context.addIssue({ code: 'custom', path: ['typeFrom'], message: `m:${message}` })
      if (typeFrom === null) refuse(m.partnerships_type_from_missing())
      else if (earliest(typeFrom) > today) refuse(m.partnerships_type_from_future())
    })
export type TypeChangeForm = z.output<ReturnType<typeof typeChangeForm>>
