// A cost of a journey: what it is foreseen to be and what it was, who bears it, who laid it out, and by which document that is known.
import { z } from 'zod'
import { m } from '#messages'
import type { FieldWords } from '#platform/activity/changes.ts'
import { dayInWords } from '#platform/dates.ts'
import { idTicks, lineField, requiredLine } from '#platform/http/form-fields.ts'
import { centsField, currencyField, HOME_CURRENCY, moneyInWords, rateField, rateTyped } from '#platform/money.ts'
import { dayOrNone } from '../travellers/traveller.ts'
import { type Cost, COST_KINDS, type CostKind, type HostMeals, type Payer, PAYERS, type Sum, type TypedSum, type Unknown } from './budget.ts'
import { countryName } from '#features/organisations/naming.ts'

const kindNames: Readonly<Record<CostKind, () => string>> = {
  transport: () => m.trips_cost_transport(),
  lodging: () => m.trips_cost_lodging(),
  meals: () => m.trips_cost_meals(),
  visa: () => m.trips_cost_visa(),
  insurance: () => m.trips_cost_insurance(),
  fee: () => m.trips_cost_fee(),
  gifts: () => m.trips_cost_gifts(),
  other: () => m.trips_cost_other(),
}
export const costKindName = (kind: CostKind): string => kindNames[kind]()

const payerNames: Readonly<Record<Payer, () => string>> = {
  us: () => m.trips_payer_us(),
  host: () => m.trips_payer_host(),
  organiser: () => m.trips_payer_organiser(),
  traveller: () => m.trips_payer_traveller(),
}
export const payerName = (payer: Payer): string => payerNames[payer]()

const mealNames: Readonly<Record<HostMeals, () => string>> = {
  none: () => m.trips_meals_none(),
  some: () => m.trips_meals_some(),
  all: () => m.trips_meals_all(),
}
export const mealsName = (meals: HostMeals): string => mealNames[meals]()

/** Why a sum is not known, and so what to do about it. */
export function unknownInWords(unknown: Unknown): string {
  switch (unknown.is) {
    case 'rate':
      return m.trips_unknown_rate({ country: countryName(unknown.country) })
    case 'night':
      return m.trips_unknown_night({ country: countryName(unknown.country) })
    case 'reduction':
      return m.trips_unknown_reduction()
    case 'exchange':
      return m.trips_unknown_exchange({ currency: unknown.currency, what: unknown.what })
    case 'sum':
      return m.trips_unknown_sum({ what: unknown.what })
    case 'journey':
      return m.trips_unknown_journey()
  }
}

/** What the form says, the two sums as they were typed. */
type SaidLater = 'forWhom' | 'lodgedFrom' | 'lodgedUntil'
export type CostValues = Omit<Cost, 'id' | SaidLater> & Partial<Pick<Cost, SaidLater>>

const sumOf = (cents: number | null, currency: string, rate: number | null, rateOn: string | null): TypedSum | null =>
  cents === null ? null : currency === HOME_CURRENCY ? { cents, currency, rate: null, rateOn: null } : { cents, currency, rate, rateOn }

export const costForm = z
  .object({
    kind: z.enum(COST_KINDS),
    what: requiredLine(300),
    payer: z.enum(PAYERS),
    foreseen: centsField,
    foreseenCurrency: currencyField,
    foreseenRate: rateField,
    foreseenRateOn: dayOrNone,
    spent: centsField,
    spentCurrency: currencyField,
    spentRate: rateField,
    spentRateOn: dayOrNone,
    document: lineField(500),
    /** The traveller's id; '' is the office's account. */
    paidBy: z.string().trim().max(40).default(''),
    overCeiling: lineField(500),
    forWhom: idTicks,
    lodgedFrom: dayOrNone,
    lodgedUntil: dayOrNone,
  })
  .superRefine((form, context) => {
    const fault = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message: `m:${message}` })
    for (const which of ['foreseen', 'spent'] as const) {
      const [rate, on] = [form[`${which}Rate`], form[`${which}RateOn`]]
      if (form[which] === null || form[`${which}Currency`] === HOME_CURRENCY) continue
      // A rate without its day is one nobody can check.
      if (rate !== null && on === null) fault(`${which}RateOn`, m.trips_rate_day_missing())
      if (rate === null && on !== null) fault(`${which}Rate`, m.platform_form_rate())
    }
    if (form.spent !== null && form.paidBy !== '' && form.document === '') fault('document', m.trips_document_missing())
    if (form.overCeiling !== '' && form.kind !== 'lodging') fault('overCeiling', m.trips_over_ceiling_only_lodging())
    for (const day of ['lodgedFrom', 'lodgedUntil'] as const) if (form[day] !== null && form.kind !== 'lodging') fault(day, m.trips_lodged_only_lodging())
    if (form.lodgedFrom !== null && form.lodgedUntil !== null && form.lodgedUntil <= form.lodgedFrom) fault('lodgedUntil', m.trips_lodged_before())
  })
export type CostForm = z.output<typeof costForm>

export const costValuesOf = (form: CostForm): CostValues => ({
  kind: form.kind,
  what: form.what,
  payer: form.payer,
  foreseen: sumOf(form.foreseen, form.foreseenCurrency, form.foreseenRate, form.foreseenRateOn),
  spent: sumOf(form.spent, form.spentCurrency, form.spentRate, form.spentRateOn),
  document: form.document,
  paidBy: form.paidBy === '' ? null : form.paidBy,
  overCeiling: form.overCeiling,
  forWhom: form.forWhom,
  lodgedFrom: form.lodgedFrom,
  lodgedUntil: form.lodgedUntil,
})

/** „412,00 €“; „поне 412,00 €“ where something of it is unknown; „неизвестно“ where all of it is. */
export const sumInWords = ({ cents, unknown }: Sum): string => {
  const sum = moneyInWords({ cents, currency: HOME_CURRENCY })
  return unknown.length === 0 ? sum : cents === 0 ? m.trips_unknown() : m.trips_at_least({ sum })
}

/** „1200,00 MKD (по 0,0163 от 24 септември 2026 г.)“ */
export const typedSumInWords = (sum: TypedSum): string =>
  sum.rate === null || sum.rateOn === null
    ? moneyInWords(sum)
    : m.trips_sum_at_rate({ sum: moneyInWords(sum), rate: rateTyped(sum.rate), day: dayInWords(sum.rateOn) })

export const tripCostFieldWords = (): FieldWords[] => [
  { name: 'kind', label: m.trips_cost_kind(), show: (value) => costKindName(value as CostKind) },
  { name: 'what', label: m.trips_cost_what(), object: m.trips_object_what(), show: String },
  { name: 'payer', label: m.trips_cost_payer(), object: m.trips_object_payer(), show: (value) => payerName(value as Payer) },
  { name: 'foreseen', label: m.trips_cost_foreseen(), object: m.trips_object_foreseen(), show: (value) => typedSumInWords(value as TypedSum) },
  { name: 'spent', label: m.trips_cost_spent(), object: m.trips_object_spent(), show: (value) => typedSumInWords(value as TypedSum) },
  { name: 'document', label: m.trips_cost_document(), object: m.trips_object_document(), show: String },
  { name: 'paidByName', label: m.trips_cost_paid_by(), object: m.trips_object_paid_by(), show: String },
  { name: 'forWhomNames', label: m.trips_cost_for(), object: m.trips_object_for(), show: (value) => (value as readonly string[]).join(', ') },
  { name: 'lodgedFrom', label: m.trips_lodged_from(), object: m.trips_object_lodged_from(), show: (value) => dayInWords(String(value)) },
  { name: 'lodgedUntil', label: m.trips_lodged_until(), object: m.trips_object_lodged_until(), show: (value) => dayInWords(String(value)) },
  { name: 'overCeiling', label: m.trips_cost_over_ceiling(), object: m.trips_object_over_ceiling(), show: String },
]
