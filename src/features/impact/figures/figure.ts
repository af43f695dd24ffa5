// What the office writes down where no record tells it: one number of one measure, with a partner in a year, dated and with its source.
import { z } from 'zod'
import { m } from '#messages'
import type { FieldWords } from '#platform/activity/changes.ts'
import { dayInWords } from '#platform/dates.ts'
import { exactDayField, lineField, requiredLine, tickField, urlField } from '#platform/http/form-fields.ts'
import { isId } from '#platform/ids.ts'
import { centsOf, currencyField, moneyInWords } from '#platform/money.ts'
import { isMoney, measureName, numberInWords, RECORDABLE, type Recordable } from '../measure.ts'

/** What an entry says, as any caller gives it. `amount` is a whole number, of money hundredths of `currency`; `asOf` is YYYY-MM-DD. */
export type FigureValues = {
  readonly year: number
  readonly measure: Recordable
  readonly amount: number
  readonly currency: string | null
  /** The event it is of; null: it is of the whole year, beside what the records tell. */
  readonly eventId: string | null
  readonly asOf: string
  readonly source: string
  readonly sourceUrl: string | null
  readonly note: string
  readonly published: boolean
}

/** Partnerships of towns begin in the twentieth century; a year before that is a slip of the keyboard. */
export const FIRST_YEAR = 1900
/** A million people in a year with one partner is a slip of the keyboard. */
const MOST_COUNTED = 1_000_000

export const yearField = z
  .string()
  .trim()
  .regex(/^(?:19|20|21)\d\d$/, { error: () => `m:${m.impact_year_wrong()}` })
  .transform(Number)

const wholeNumber = (typed: string): number | null => {
  const bare = typed.replace(/[\s\u00a0\u202f']/g, '')
  return /^\d{1,7}$/.test(bare) && Number(bare) <= MOST_COUNTED ? Number(bare) : null
}

export const figureForm = z
  .object({
    year: yearField,
    measure: z.enum(RECORDABLE),
    amount: requiredLine(40),
    currency: currencyField,
    event: lineField(40).transform((id) => (isId(id) ? id : null)),
    asOf: exactDayField,
    source: requiredLine(500),
    sourceUrl: urlField,
    note: lineField(1000),
    published: tickField,
  })
  .transform(({ amount, currency, event, ...rest }, context): FigureValues => {
    const money = isMoney(rest.measure)
    const read = money ? centsOf(amount) : wholeNumber(amount)
    if (read === null) {
      context.addIssue({ code: 'custom', path: ['amount'], message: `m:${money ? m.platform_form_money() : m.impact_figure_number_wrong()}` })
      return z.NEVER
    }
    return { ...rest, amount: read, currency: money ? currency : null, eventId: event }
  })

type Said = Pick<FigureValues, 'measure' | 'amount' | 'currency'>
/** „24“, „1234,50 €“ */
export const figureAmount = ({ amount, currency }: Pick<Said, 'amount' | 'currency'>): string =>
  currency === null ? numberInWords(amount) : moneyInWords({ cents: amount, currency })

export const figureLabel = ({ measure, year, partner, ...said }: Said & { readonly year: number; readonly partner: string }): string =>
  m.impact_figure_label({ measure: measureName(measure), partner, year: String(year), amount: figureAmount(said) })

const day = (value: unknown): string => dayInWords(String(value))
export const figureFieldWords = (): FieldWords[] => [
  { name: 'year', label: m.impact_year(), object: m.impact_object_year(), show: String },
  { name: 'measure', label: m.impact_figure_measure(), object: m.impact_object_measure(), show: (value) => measureName(value as Recordable) },
  {
    name: 'amount',
    label: m.impact_figure_amount(),
    object: m.impact_object_amount(),
    show: (value, whole) => figureAmount({ amount: Number(value), currency: whole.currency as string | null }),
  },
  { name: 'event', label: m.impact_figure_event(), show: (value) => (value as { readonly title: string }).title },
  { name: 'asOf', label: m.impact_figure_as_of(), object: m.impact_object_as_of(), show: day },
  { name: 'source', label: m.impact_figure_source(), object: m.impact_object_source(), show: String },
  { name: 'sourceUrl', label: m.impact_figure_url(), object: m.impact_object_url(), show: String },
  { name: 'note', label: m.impact_figure_note(), show: String },
  { name: 'publishedAt', label: m.impact_figure_public(), show: () => m.impact_yes() },
]
