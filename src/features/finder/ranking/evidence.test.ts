// What the graph says of two towns, with the towns it rests on; what is left out is not known.
import { expect, test } from 'vitest'
import { Evidence } from './evidence.ts'
import { loadPlaces } from './place-index.ts'
import { TwinningGraph } from './twinning-graph.ts'

const index = loadPlaces()
const named = (name: string, country: string): number => {
  const rows = [...index.ofCountry(country)].filter((row) => index.name(row) === name)
  return rows.reduce((largest, row) => (index.of.population[row]! > index.of.population[largest]! ? row : largest))
}
const [troyan, lovech, jingdezhen] = [index.row(726_320)!, named('Lovech', 'BG'), index.row(1_805_680)!]
const [faenza, forli, fano] = [named('Faenza', 'IT'), index.row(3_176_746)!, index.row(3_177_219)!]
const names = (rows: { by: number }[]): string[] => rows.map(({ by }) => index.name(by))
const known = (): Evidence =>
  new Evidence(
    index,
    new TwinningGraph([
      [troyan, jingdezhen],
      [faenza, jingdezhen],
      [lovech, faenza],
      [troyan, forli],
    ]),
  )

test('a partner in common, a neighbour’s partner, a partner beside: each by name', () => {
  const evidence = known()
  const seen = evidence.of(troyan)
  const found = seen.witnesses(faenza)
  expect([names(found.common), names(found.neighbours), names(found.besides)]).toEqual([['Jingdezhen'], ['Lovech'], ['Forlì']])
  // Lovech lies 0.24° north of Troyan on the same meridian.
  expect([Math.round(found.neighbours[0]!.km!), Math.round(found.besides[0]!.km!)]).toEqual([27, 15])
  const values = seen.values(faenza)
  expect([values.common > 0, values.neighbours > 0, values.besides > 0, values.degree, values.countrymen, values.already]).toEqual([true, true, true, 2, 1, 1])
  const away = seen.values(fano)
  expect([away.common, away.neighbours, away.degree, away.countrymen]).toEqual([0, 0, 0, 0])
})

test('asked for one country alone it says the same', () => {
  const evidence = known()
  const italy = index.of.country[faenza]!
  for (const row of [faenza, forli, fano]) expect(evidence.of(troyan, italy).values(row)).toEqual(evidence.of(troyan).values(row))
})

test('a twinning left out is not known while it is left out, and back afterwards, also after a fault', () => {
  const graph = new TwinningGraph([
    [troyan, forli],
    [lovech, forli],
  ])
  const evidence = new Evidence(index, graph)
  const before = evidence.of(troyan).values(forli)
  const without = evidence.without(troyan, forli, () => evidence.of(troyan).values(forli))
  expect([before.degree, without.degree, before.countrymen, without.countrymen, before.already, without.already]).toEqual([2, 1, 2, 1, 1, 0])
  expect(before.country).toBeGreaterThan(without.country)
  expect(() =>
    evidence.without(troyan, forli, () => {
      throw new Error('broken off')
    }),
  ).toThrow('broken off')
  expect(evidence.of(troyan).values(forli)).toEqual(before)
  // One that is not in the graph changes nothing.
  expect(evidence.without(troyan, fano, () => evidence.of(troyan).values(forli))).toEqual(before)
})
