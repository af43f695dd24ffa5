// Up to which worth a gift may be kept by whoever got it: the office's own dated limits, and what is known of the law, which is little.
import { z } from 'zod'
import { m } from '#messages'
import type { FieldWords } from '#platform/activity/changes.ts'
import { dayInWords, earliest, type ImpreciseDate } from '#platform/dates.ts'
import { requiredDateField, requiredLine, lineField } from '#platform/http/form-fields.ts'
import { centsField, currencyField, inHomeCurrency, type Money, moneyInWords } from '#platform/money.ts'
import { officeLanguage } from '#platform/texts/language.ts'
import recorded from '../../../../reference/gifts.json' with { type: 'json' }
import type { GiftWay, Owner } from '../gift.ts'

const words = z.object({ bg: z.string().min(1), en: z.string().min(1) })
const source = z.object({ title: z.string().min(1), url: z.url({ protocol: /^https?$/ }) })
const file = z.object({
  what: z.string(),
  asOf: z.iso.date(),
  codes: z.array(z.object({ title: words, since: z.iso.date(), unknown: words, source })).min(1),
  practice: z.object({ text: words, source }),
})
/** Holds the file against its shape; throws when a word, a source or a date is missing. */
export const readGiftRules = (data: unknown): z.output<typeof file> => file.parse(data)
export const GIFT_RULES = readGiftRules(recorded)
export const wordsIn = (text: z.output<typeof words>): string => text[officeLanguage()]

/** A limit of the office, from a day on: for one gift. `source` says by which order or code it holds. */
export type GiftLimit = { readonly validFrom: string; readonly cents: number; readonly currency: string; readonly source: string; readonly note: string }

/** The limit that holds on a day: the one that began last before it; null: none is known. */
export const limitOn = <L extends Pick<GiftLimit, 'validFrom'>>(limits: readonly L[], day: string): L | null =>
  limits.filter(({ validFrom }) => validFrom <= day).toSorted((a, b) => (a.validFrom < b.validFrom ? 1 : -1))[0] ?? null

/**
 * none: no limit is asked about (what we gave, what is the municipality's) · unknown: no limit is known for that day, or the gift has none · worthless: its
 * worth is unknown · unlike: in two currencies without a fixed rate, which nobody compares by guessing · within, over.
 */
export type Verdict = { readonly is: 'none' | 'unknown' | 'worthless' | 'unlike' | 'within' | 'over'; readonly limit: GiftLimit | null }

export function verdictOn(
  gift: { readonly way: GiftWay; readonly owner: Owner; readonly date: ImpreciseDate | null; readonly value: Money | null },
  limits: readonly GiftLimit[],
): Verdict {
  if (gift.way !== 'received' || gift.owner === 'municipality') return { is: 'none', limit: null }
  const limit = gift.date === null ? null : limitOn(limits, earliest(gift.date))
  if (limit === null) return { is: 'unknown', limit: null }
  if (gift.value === null) return { is: 'worthless', limit }
  const alike = gift.value.currency === limit.currency
  const worth = alike ? gift.value.cents : inHomeCurrency(gift.value)
  const most = alike ? limit.cents : inHomeCurrency(limit)
  if (worth === null || most === null) return { is: 'unlike', limit }
  return { is: worth > most ? 'over' : 'within', limit }
}

export const limitForm = z.object({
  validFrom: requiredDateField.transform((date, context): string => {
    if (/^\d{4}-\d{2}-\d{2}$/.test(date)) return date
    context.addIssue({ code: 'custom', message: 'date' })
    return z.NEVER
  }),
  amount: centsField.transform((cents, context): number => {
    if (cents !== null && cents > 0) return cents
    context.addIssue({ code: 'custom', message: `m:${m.platform_form_money()}` })
    return z.NEVER
  }),
  currency: currencyField,
  source: requiredLine(500),
  note: lineField(1000),
})
export type LimitForm = z.output<typeof limitForm>
export const limitOf = ({ amount, ...rest }: LimitForm): GiftLimit => ({ ...rest, cents: amount })

export const limitLabel = ({ cents, currency, validFrom }: GiftLimit): string =>
  m.gifts_limit_label({ sum: moneyInWords({ cents, currency }), day: dayInWords(validFrom) })

export const giftLimitFieldWords = (): FieldWords[] => [
  { name: 'validFrom', label: m.gifts_limit_field_from(), object: m.gifts_limit_object_from(), show: (value) => dayInWords(String(value)) },
  { name: 'amount', label: m.gifts_limit_field_amount(), object: m.gifts_limit_object_amount(), show: (value) => moneyInWords(value as Money) },
  { name: 'source', label: m.gifts_limit_field_source(), object: m.gifts_limit_object_source(), show: String },
  { name: 'note', label: m.gifts_field_note(), show: String },
]
