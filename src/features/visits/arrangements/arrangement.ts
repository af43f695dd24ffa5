// What is arranged for a visit: of which kind, who answers for it, who pays.
import { z } from 'zod'
import { m } from '#messages'
import type { FieldWords } from '#platform/activity/changes.ts'
import { dayInWords, dayAfter } from '#platform/dates.ts'
import { lineField, requiredLine } from '#platform/http/form-fields.ts'
import { centsField, centsTyped, currencyField, type Money } from '#platform/money.ts'
import { dayField } from '../visit.ts'

export const ARRANGEMENT_KINDS = [
  'interpreter',
  'rooms',
  'transport',
  'meal',
  'venue',
  'contact',
  'gift',
  'flags',
  'press',
  'insurance',
  'photo',
  'other',
] as const
export type ArrangementKind = (typeof ARRANGEMENT_KINDS)[number]

const kindNames: Readonly<Record<ArrangementKind, () => string>> = {
  interpreter: () => m.visits_arrangement_interpreter(),
  rooms: () => m.visits_arrangement_rooms(),
  transport: () => m.visits_arrangement_transport(),
  meal: () => m.visits_arrangement_meal(),
  venue: () => m.visits_arrangement_venue(),
  contact: () => m.visits_arrangement_contact(),
  gift: () => m.visits_arrangement_gift(),
  flags: () => m.visits_arrangement_flags(),
  press: () => m.visits_arrangement_press(),
  insurance: () => m.visits_arrangement_insurance(),
  photo: () => m.visits_arrangement_photo(),
  other: () => m.visits_arrangement_other(),
}
export const arrangementKindName = (kind: ArrangementKind): string => kindNames[kind]()

/** Kinds that cost nothing by themselves: nobody is asked who pays for them. */
export const FREE_KINDS: readonly ArrangementKind[] = ['contact', 'flags', 'press', 'photo']

/** '': nobody has said yet. us, them: the two offices; themselves: each of the guests their own; other: somebody else, a ministry or a project. */
export const PAYERS = ['', 'us', 'them', 'themselves', 'other'] as const
export type Payer = (typeof PAYERS)[number]

const payerNames: Readonly<Record<Payer, () => string>> = {
  '': () => m.visits_payer_unknown(),
  us: () => m.visits_payer_us(),
  them: () => m.visits_payer_them(),
  themselves: () => m.visits_payer_themselves(),
  other: () => m.visits_payer_other(),
}
export const payerName = (payer: Payer): string => payerNames[payer]()

/** What an arrangement says, as any caller gives it. Days are YYYY-MM-DD; `cents` are hundredths of the currency. */
export type ArrangementValues = {
  readonly kind: ArrangementKind
  readonly what: string
  readonly day?: string | null
  readonly time?: string
  readonly responsible?: string
  readonly provider?: string
  readonly phone?: string
  readonly payer?: Payer
  readonly cents?: number | null
  readonly currency?: string
  readonly askedOn?: string | null
  readonly confirmedOn?: string | null
  readonly note?: string
}

/** What happens during the visit itself; a car or a room may be needed on the eve or the day after (days). The rest may well be done long before. */
const DURING: Readonly<Partial<Record<ArrangementKind, number>>> = { interpreter: 0, meal: 0, venue: 0, photo: 0, rooms: 1, transport: 1 }

/** Whether an arrangement is for a day on which there is no visit: it was moved, the arrangement was not. Days YYYY-MM-DD, null: not known. */
export function isOutsideVisit(
  { kind, day }: { readonly kind: ArrangementKind; readonly day: string | null },
  { firstDay, lastDay }: { readonly firstDay: string | null; readonly lastDay: string | null },
): boolean {
  const grace = DURING[kind]
  if (grace === undefined || day === null || firstDay === null || lastDay === null) return false
  return day < dayAfter(firstDay, -grace) || day > dayAfter(lastDay, grace)
}

/** More than so many nobody arranges for one visit. */
export const MOST_ARRANGEMENTS = 300

export const arrangementForm = z
  .object({
    kind: z.enum(ARRANGEMENT_KINDS),
    what: requiredLine(500),
    day: dayField,
    time: lineField(100),
    responsible: lineField(200),
    provider: lineField(300),
    phone: lineField(100),
    payer: z.enum(PAYERS).default(''),
    cents: centsField,
    currency: currencyField,
    askedOn: dayField,
    confirmedOn: dayField,
    note: z.string().trim().max(2000).default(''),
  })
  .refine(({ askedOn, confirmedOn }) => askedOn === null || confirmedOn === null || askedOn <= confirmedOn, {
    path: ['confirmedOn'],
    error: () => `m:${m.visits_arrangement_confirmed_before()}`,
  })

type Cost = { readonly kind: ArrangementKind; readonly payer: Payer; readonly cents: number | null; readonly currency: string }

/** What one payer pays: a sum for each currency, and how many arrangements have no price yet. */
export type Share = { readonly payer: Payer; readonly sums: readonly Money[]; readonly unpriced: number }

const costs = ({ kind, cents }: Cost): boolean => cents !== null || !FREE_KINDS.includes(kind)

/** Who pays what, in the order of `PAYERS`, what nobody pays yet last; what is free and has no price says nothing. */
export function sharesOf(all: readonly Cost[]): Share[] {
  return [...PAYERS.slice(1), PAYERS[0]].flatMap((payer): Share[] => {
    const own = all.filter((one) => one.payer === payer && costs(one))
    if (own.length === 0) return []
    const sums = new Map<string, number>()
    for (const { cents, currency } of own) if (cents !== null) sums.set(currency, (sums.get(currency) ?? 0) + cents)
    return [
      {
        payer,
        sums: [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([currency, cents]) => ({ cents, currency })),
        unpriced: own.filter(({ cents }) => cents === null).length,
      },
    ]
  })
}

const day = (value: unknown): string => dayInWords(String(value))

export const arrangementFieldWords = (): FieldWords[] => [
  { name: 'kind', label: m.visits_arrangement_field_kind(), show: (value) => arrangementKindName(value as ArrangementKind) },
  { name: 'what', label: m.visits_arrangement_field_what(), object: m.visits_arrangement_object_what(), show: String },
  { name: 'day', label: m.visits_arrangement_field_day(), object: m.visits_arrangement_object_day(), show: day },
  { name: 'time', label: m.visits_arrangement_field_time(), object: m.visits_arrangement_object_time(), show: String },
  { name: 'responsible', label: m.visits_arrangement_field_responsible(), object: m.visits_arrangement_object_responsible(), show: String },
  { name: 'provider', label: m.visits_arrangement_field_provider(), object: m.visits_arrangement_object_provider(), show: String },
  { name: 'phone', label: m.visits_arrangement_field_phone(), show: String },
  { name: 'payer', label: m.visits_arrangement_field_payer(), object: m.visits_arrangement_object_payer(), show: (value) => payerName(value as Payer) },
  { name: 'cents', label: m.visits_arrangement_field_price(), object: m.visits_arrangement_object_price(), show: (value) => centsTyped(Number(value)) },
  { name: 'currency', label: m.visits_arrangement_field_currency(), object: m.visits_arrangement_object_currency(), show: String },
  { name: 'askedOn', label: m.visits_arrangement_field_asked_on(), object: m.visits_arrangement_object_asked_on(), show: day },
  { name: 'confirmedOn', label: m.visits_arrangement_field_confirmed_on(), object: m.visits_arrangement_object_confirmed_on(), show: day },
  { name: 'note', label: m.visits_arrangement_field_note(), show: String },
]
