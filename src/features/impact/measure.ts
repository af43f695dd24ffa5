// What the impact of partnerships is measured by: which counts there are, what each is a number of, and how a number is said.
import { m } from '#messages'
import { type Money, moneyInWords } from '#platform/money.ts'
import { formatOf, numberFormatOf } from '#platform/texts/language.ts'

/** In the order in which every page, sheet and report names them, year after year. */
export const MEASURES = [
  'people_in',
  'people_out',
  'youth',
  'artists',
  'nights_in',
  'nights_out',
  'events',
  'signed',
  'renewed',
  'promises',
  'money_in',
  'money_out',
  'practices',
] as const
export type Measure = (typeof MEASURES)[number]
/** Neither a sheet of paper nor a page is wide enough for all of them: people and nights stand in one table, the rest in another. */
export const HALVES: readonly (readonly Measure[])[] = [MEASURES.slice(0, 6), MEASURES.slice(6)]
/** Those that are read first: under the head of the page, and large on the report. */
export const AT_A_GLANCE: readonly Measure[] = ['people_in', 'people_out', 'events', 'signed', 'promises', 'money_out']
export const isMeasure = (value: string): value is Measure => (MEASURES as readonly string[]).includes(value)

/** What somebody may write down where no record tells it; events, signed papers and promises are entered as what they are. */
export const RECORDABLE = ['people_in', 'people_out', 'youth', 'artists', 'nights_in', 'nights_out', 'money_in', 'money_out', 'practices'] as const
export type Recordable = (typeof RECORDABLE)[number]
export const isRecordable = (value: string): value is Recordable => (RECORDABLE as readonly string[]).includes(value)

export const isMoney = (measure: Measure): boolean => measure === 'money_in' || measure === 'money_out'
/** Counts of records: where there is none, their number is nought and not unknown. */
export const isOfRecords = (measure: Measure): boolean => measure === 'events' || measure === 'signed' || measure === 'renewed'

const names: Readonly<Record<Measure, () => string>> = {
  people_in: () => m.impact_measure_people_in(),
  people_out: () => m.impact_measure_people_out(),
  youth: () => m.impact_measure_youth(),
  artists: () => m.impact_measure_artists(),
  nights_in: () => m.impact_measure_nights_in(),
  nights_out: () => m.impact_measure_nights_out(),
  events: () => m.impact_measure_events(),
  signed: () => m.impact_measure_signed(),
  renewed: () => m.impact_measure_renewed(),
  promises: () => m.impact_measure_promises(),
  money_in: () => m.impact_measure_money_in(),
  money_out: () => m.impact_measure_money_out(),
  practices: () => m.impact_measure_practices(),
}
export const measureName = (measure: Measure): string => names[measure]()

const rules: Readonly<Record<Measure, () => string>> = {
  people_in: () => m.impact_how_people_in(),
  people_out: () => m.impact_how_people_out(),
  youth: () => m.impact_how_youth(),
  artists: () => m.impact_how_artists(),
  nights_in: () => m.impact_how_nights_in(),
  nights_out: () => m.impact_how_nights_out(),
  events: () => m.impact_how_events(),
  signed: () => m.impact_how_signed(),
  renewed: () => m.impact_how_renewed(),
  promises: () => m.impact_how_promises(),
  money_in: () => m.impact_how_money_in(),
  money_out: () => m.impact_how_money_out(),
  practices: () => m.impact_how_practices(),
}
/** How a measure is counted, in a sentence or two. */
export const measureRule = (measure: Measure): string => rules[measure]()

/**
 * One number: of one measure and year, with one partner or all together. `amount` null: nothing is known. `of`: out of how many (promises). `sums`: of money,
 * one for each currency, the euro first. `unknown`: so many records should tell a number and do not. `recorded`: so many entries of the office are in it.
 */
export type Cell = {
  readonly amount: number | null
  readonly of: number
  readonly sums: readonly Money[]
  readonly unknown: number
  readonly recorded: number
}

/** Stands where nothing is known; never nought. */
export const UNKNOWN = '—'

/** „12“, „1250“, „12 500“: as the language groups them. */
export const numberInWords = (value: number): string => numberFormatOf().format(value)

const toATenth = formatOf({ maximumFractionDigits: 1 })
const short = formatOf({ notation: 'compact', maximumFractionDigits: 1 })

/** A mean of marks, to a tenth: „3,7“. */
export const meanInWords = (mean: number | null): string => (mean === null ? UNKNOWN : toATenth().format(mean))

/** A number over a bar: short, since bars stand close; the table beside it says the whole. */
export const drawnNumber = (value: number): string => (value < 10_000 ? toATenth() : short()).format(value)

/** „12“, „поне 12“ where some records do not say how many, „3 от 4“, „1234,50 €; 300,00 MKD“, „—“ where nothing is known. */
export function cellInWords(measure: Measure, cell: Cell): string {
  if (measure === 'promises') return cell.of === 0 ? UNKNOWN : m.impact_kept_of({ kept: cell.amount ?? 0, all: cell.of })
  const known = isMoney(measure) ? cell.sums.map((sum) => moneyInWords(sum)).join('; ') : cell.amount === null ? '' : numberInWords(cell.amount)
  if (known === '') return UNKNOWN
  return cell.unknown > 0 ? m.impact_at_least({ amount: known }) : known
}

/** The number a chart draws; null where nothing is known. Of money whole units of the one currency it is in; of several currencies none. */
export function cellDrawn(measure: Measure, cell: Cell): number | null {
  if (isMoney(measure)) return cell.sums.length === 1 ? cell.sums[0]!.cents / 100 : null
  return measure === 'promises' && cell.of === 0 ? null : cell.amount
}

/** How one year stands to the one before: „+3“, „−2“, „0“; '' where either is not known, is at least so much, or both are in different currencies. */
export function changeInWords(measure: Measure, before: Cell, now: Cell): string {
  const [was, is] = [cellDrawn(measure, before), cellDrawn(measure, now)]
  if (was === null || is === null || before.unknown > 0 || now.unknown > 0) return ''
  if (isMoney(measure)) {
    if (before.sums[0]!.currency !== now.sums[0]!.currency) return ''
    const cents = now.sums[0]!.cents - before.sums[0]!.cents
    return `${cents > 0 ? '+' : cents < 0 ? '−' : ''}${moneyInWords({ cents: Math.abs(cents), currency: now.sums[0]!.currency })}`
  }
  if (measure === 'promises') return ''
  const change = is - was
  return change > 0 ? `+${numberInWords(change)}` : change < 0 ? `−${numberInWords(-change)}` : '0'
}
