// A chart says what the table beside it says: the same numbers over its bars, „≥“ for „поне“, nothing where nobody knows.
import { expect, test } from 'vitest'
import { Tally } from '../counts/count.ts'
import { countedOf, type Read, type ReadEvent, type ReadFigure } from '../counts/count.ts'
import { drawnNumber } from '../measure.ts'
import { GROUPS, yearlyGroup } from '../yearly.ts'
import { chartSvg, isDrawn } from './chart.ts'

const YEARS = [2022, 2023, 2024, 2025]
const event = (id: string, year: number, direction: 'incoming' | 'outgoing'): ReadEvent => ({
  id,
  kind: 'visit',
  direction,
  date: `${year}-05-01/${year}-05-03`,
  firstDay: `${year}-05-01`,
  lastDay: `${year}-05-03`,
  partners: ['doiran'],
})
const figure = (id: string, year: number, measure: ReadFigure['measure'], amount: number): ReadFigure => ({
  id,
  organisationId: 'doiran',
  year,
  measure,
  amount,
  currency: measure === 'money_in' || measure === 'money_out' ? 'EUR' : null,
  eventId: null,
  asOf: `${year}-12-31`,
})
const promise = (id: string, due: string, keptOn: string | null) => ({
  id,
  partners: ['doiran'],
  due,
  state: 'agreed' as const,
  givenOn: '2020-01-01',
  moves: [],
  keptOn,
  droppedOn: null,
})
const READ: Read = {
  events: [event('a', 2023, 'incoming'), event('b', 2024, 'incoming'), event('c', 2024, 'incoming'), event('d', 2025, 'outgoing')],
  guests: [
    { eventId: 'b', arrivesOn: null, leavesOn: null, needsRoom: true },
    { eventId: 'b', arrivesOn: null, leavesOn: null, needsRoom: true },
  ],
  travellers: [{ eventId: 'd', nights: 2 }],
  named: [{ eventId: 'a', people: 3 }],
  sums: [],
  steps: [],
  promises: [promise('p', '2024-03-01', '2024-01-15'), promise('q', '2024-02-01', null)],
  figures: [figure('y', 2024, 'youth', 1250), figure('z', 2025, 'practices', 0), figure('m', 2025, 'money_in', 1_250_000), figure('n', 2025, 'practices', 2)],
}
const tally = new Tally(countedOf(READ, '2026-11-23'))

/** The words over the bars, by the years from left to right: those in the middle of something that are no year. */
function overBars(svg: string): string[] {
  const texts = [...svg.matchAll(/<text([^>]*)>([^<]*)<\/text>/g)].filter(([, attributes]) => attributes!.includes('text-anchor="middle"'))
  return texts.map(([, , text]) => text!).filter((text) => !YEARS.map(String).includes(text))
}
const sorted = (texts: readonly string[]): string[] => texts.toSorted()

test.each(GROUPS.filter(({ id }) => id !== 'money' && id !== 'promises').map((group) => [group.id, group] as const))(
  '%s: over the bars stands what the table says',
  (_, group) => {
    const { shape, rows, title } = yearlyGroup(group, tally, YEARS, null)
    const told = rows.flatMap(({ cells }) => cells.map(({ words }) => words)).filter((words) => words !== '—')
    if (!isDrawn(shape)) return expect(told.every((words) => words === '0')).toBe(true)
    const svg = chartSvg(shape, title, 'screen', drawnNumber)
    expect(sorted(overBars(svg))).toEqual(sorted(told.map((words) => words.replace('поне ', '≥ '))))
    expect(told.length).toBeGreaterThan(0)
  },
)

test('people: a visit that names three, one whose dossier tells two beside one that tells nothing', () => {
  const people = yearlyGroup(GROUPS[0]!, tally, YEARS, null)
  expect(people.rows.map(({ year, cells }) => [year, ...cells.map(({ words }) => words)])).toEqual([
    [2025, '—', '1'],
    [2024, 'поне 2', '—'],
    [2023, 'поне 3', '—'],
    [2022, '—', '—'],
  ])
})

test('promises: what was promised beside what was kept; money: whole euro for the cents of the table', () => {
  const of = (id: string) =>
    yearlyGroup(
      GROUPS.find((group) => group.id === id)!,
      tally,
      YEARS,
      null,
    )
  const svg = (id: string) => overBars(chartSvg(of(id).shape, id, 'paper', drawnNumber))
  expect([of('promises').rows[1]!.cells[0]!.words, sorted(svg('promises'))]).toEqual(['1 от 2', ['1', '2']])
  expect([of('money').rows[0]!.cells[0]!.words, svg('money')]).toEqual(['12\u00a0500,00\u00a0€', ['12,5\u00a0хил.']])
})
