// The counts as they stand beside each other year by year: which measures go into one chart, what it is called, and what its table says.
import { m } from '#messages'
import type { ChartShape } from './charts/chart.ts'
import type { Tally } from './counts/count.ts'
import { type Cell, cellDrawn, cellInWords, isMoney, type Measure, measureName, UNKNOWN } from './measure.ts'

export type Group = { readonly id: string; readonly kind: ChartShape['kind']; readonly measures: readonly Measure[]; readonly title: () => string }

/** In the order of every page and every report. */
export const GROUPS: readonly Group[] = [
  { id: 'people', kind: 'bars', measures: ['people_in', 'people_out'], title: () => m.impact_group_people() },
  { id: 'nights', kind: 'bars', measures: ['nights_in', 'nights_out'], title: () => m.impact_group_nights() },
  { id: 'young', kind: 'bars', measures: ['youth', 'artists'], title: () => m.impact_group_young() },
  { id: 'events', kind: 'bars', measures: ['events'], title: () => m.impact_group_events() },
  { id: 'papers', kind: 'bars', measures: ['signed', 'renewed'], title: () => m.impact_group_papers() },
  { id: 'promises', kind: 'bars', measures: ['promises'], title: () => m.impact_group_promises() },
  { id: 'money', kind: 'bars', measures: ['money_in', 'money_out'], title: () => m.impact_group_money() },
  { id: 'practices', kind: 'bars', measures: ['practices'], title: () => m.impact_group_practices() },
]

export type YearRow = { readonly year: number; readonly cells: readonly { readonly measure: Measure; readonly cell: Cell; readonly words: string }[] }
export type YearlyGroup = {
  readonly id: string
  readonly title: string
  readonly heads: readonly string[]
  readonly shape: ChartShape
  readonly rows: readonly YearRow[]
}

/** What a chart of promises draws: what was kept beside what was promised. */
const promiseSeries = (cells: readonly Cell[]): ChartShape['series'] => [
  { name: m.impact_promised(), values: cells.map(({ of }) => (of === 0 ? null : of)) },
  { name: m.impact_kept(), values: cells.map(({ amount, of }) => (of === 0 ? null : amount)) },
]

/** Sums of several currencies share no scale: such a chart is not drawn at all. */
const comparable = (measures: readonly Measure[], cells: readonly Cell[]): boolean =>
  !measures.some(isMoney) || new Set(cells.flatMap(({ sums }) => sums.map(({ currency }) => currency))).size <= 1

/** One group over the years, in the language that is spoken; `partner` null: all together. Years go up in the chart and down in the table. */
export function yearlyGroup({ id, kind, measures, title }: Group, tally: Tally, years: readonly number[], partner: string | null): YearlyGroup {
  const cellsOf = (measure: Measure): Cell[] => years.map((year) => tally.cell(measure, year, partner))
  const all = measures.flatMap(cellsOf)
  const series =
    measures[0] === 'promises'
      ? promiseSeries(cellsOf('promises'))
      : measures.map((measure) => ({
          name: measureName(measure),
          values: cellsOf(measure).map((cell) => cellDrawn(measure, cell)),
          least: cellsOf(measure).map(({ unknown }) => unknown > 0),
        }))
  return {
    id,
    title: title(),
    heads: [m.impact_year(), ...measures.map(measureName)],
    shape: { kind, years: years.map(String), series: comparable(measures, all) ? series : [] },
    rows: years.toReversed().map((year) => ({
      year,
      cells: measures.map((measure) => {
        const cell = tally.cell(measure, year, partner)
        return { measure, cell, words: cellInWords(measure, cell) }
      }),
    })),
  }
}

/** Whether any year of it says more than that nothing is known or there was nothing. */
export const isTold = ({ rows }: YearlyGroup): boolean =>
  rows.some(({ cells }) => cells.some(({ cell }) => cell.unknown > 0 || cell.recorded > 0 || cell.of > 0 || (cell.amount ?? 0) > 0 || cell.sums.length > 0))

/** Whether any number of it is known: of what is only lacking there is nothing to set in a table of a paper. */
export const isKnown = ({ rows }: YearlyGroup): boolean => rows.some(({ cells }) => cells.some(({ words }) => words !== UNKNOWN))

/** The organisations with which anything at all was counted in a year: told, or known to lack its number. */
export const metIn = (tally: Tally, year: number, measures: readonly Measure[]): string[] => [
  ...new Set(measures.flatMap((measure) => tally.list(measure, year, null)).flatMap(({ partners }) => partners)),
]

/** So many years stand beside each other. */
export const YEARS_SHOWN = 5
/** The years up to one, the first one first. */
export const yearsUpTo = (year: number): number[] => Array.from({ length: YEARS_SHOWN }, (_, at) => year - YEARS_SHOWN + 1 + at)

/** Years that can be chosen, the newest first: from the first in which anything counts to this one. */
export function yearChoices(counted: { readonly from: number } | null, thisYear: number): number[] {
  const first = Math.min(counted?.from ?? thisYear, thisYear)
  return Array.from({ length: thisYear - first + 1 }, (_, back) => thisYear - back)
}
