// The evaluation asks the right question: both ways, the right candidates, ties by chance, slices as named.
import { expect, test } from 'vitest'
import { candidatesByCountry, findTwins, slicesOf } from './evaluation.ts'
import { loadPlaces, STANDINGS } from './place-index.ts'
import { TwinningGraph } from './twinning-graph.ts'

const index = loadPlaces()
const [troyan, forli, fano] = [index.row(726_320)!, index.row(3_176_746)!, index.row(3_177_219)!]
const italy = index.of.country[forli]!

test('candidates have a thousand inhabitants and are no districts', () => {
  const candidates = candidatesByCountry(index)(italy)
  expect(candidates.length).toBeGreaterThan(5_000)
  for (const row of candidates) expect([index.of.population[row]! >= 1000, STANDINGS[index.of.standing[row]!] !== 'district']).toEqual([true, true])
})

test('the twin is sought among the places of its country, without the other known twins of home', () => {
  const graph = new TwinningGraph([[troyan, fano]])
  const asked: { home: number; candidates: Uint32Array }[] = []
  const found = findTwins(index, graph, [[troyan, forli]], (home, candidates) => {
    asked.push({ home, candidates })
    return Float32Array.from(candidates, (row) => (row === forli || row === troyan ? 2 : row === fano ? 3 : 1))
  })
  expect(found.map(({ rank }) => rank)).toEqual([1, 1])
  expect(asked.map(({ home }) => home)).toEqual([troyan, forli])
  expect([asked[0]!.candidates.includes(forli), asked[0]!.candidates.includes(fano), asked[1]!.candidates.includes(troyan)]).toEqual([true, false, true])
  expect([...asked[0]!.candidates].every((row) => index.of.country[row] === italy)).toBe(true)
})

test('a ranking that says the same of all finds by chance, the same each time', () => {
  const graph = new TwinningGraph()
  const pairs = Array.from({ length: 40 }, (_, i) => [troyan, candidatesByCountry(index)(italy)[i * 150]!] as const)
  const level = () => findTwins(index, graph, pairs, (_, candidates) => new Float32Array(candidates.length)).map(({ rank, of }) => rank / of)
  const parts = level()
  expect(level()).toEqual(parts)
  const mean = parts.reduce((sum, part) => sum + part, 0) / parts.length
  expect([mean > 0.35, mean < 0.65, Math.min(...parts) < 0.1, Math.max(...parts) > 0.9]).toEqual([true, true, true, true])
})

test('slices: small, cold, Italian; figures with their intervals', () => {
  const graph = new TwinningGraph([[forli, fano]])
  const found = [
    { home: troyan, twin: forli, rank: 1, of: 100 },
    { home: forli, twin: troyan, rank: 20, of: 100 },
    { home: fano, twin: troyan, rank: 100, of: 100 },
  ]
  const slices = slicesOf(index, graph, found)
  expect(Object.fromEntries(Object.entries(slices).map(([name, { questions }]) => [name, questions]))).toEqual({ all: 3, small: 0, cold: 1, italy: 1 })
  expect([slices.all.mrr.value, slices.all.hit10.value, slices.all.hit50.value]).toEqual([(1 + 1 / 20 + 1 / 100) / 3, 1 / 3, 2 / 3])
  // Of 1, 0 and 0 the standard error is a third.
  expect(slices.all.hit10.low).toBe(0)
  expect(slices.all.hit10.high).toBeCloseTo(1 / 3 + 1.96 / 3, 9)
  expect(slices.small.mrr.value).toBeNaN()
})
