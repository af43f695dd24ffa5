// Learning on made-up twinnings with a rule in them: the rule is found, on pairs that were not learned from too; and nothing but the numbers comes of it.
import { expect, test } from 'vitest'
import { candidatesByCountry, findTwins, slicesOf } from './evaluation.ts'
import { Evidence } from './evidence.ts'
import { type Course, learn } from './learning.ts'
import { loadPlaces } from './place-index.ts'
import { Similarity } from './similar.ts'
import { type Pair, TwinningGraph } from './twinning-graph.ts'

const index = loadPlaces()
const candidatesOf = candidatesByCountry(index)
const [bulgarian, italian] = ['BG', 'IT'].map((code) => candidatesOf(index.countries.indexOf(code))) as [Uint32Array, Uint32Array]
const blank = new Similarity(index, null)

/** Each Bulgarian town is twinned with the Italian one that lies nearest to it in height. */
const pairs = [...bulgarian].flatMap((home): Pair[] => {
  const ours = index.of.elevation[home]!
  const apart = (row: number): number => Math.abs(index.of.elevation[row]! - ours)
  return [[home, italian.reduce((best, row) => (apart(row) < apart(best) ? row : best))]]
})
const [known, held] = [pairs.filter((_, i) => i % 4 !== 0), pairs.filter((_, i) => i % 4 === 0)]
const course: Course = { seed: 3, epochs: 3, sample: 40, rate: 0.08, shrink: 1e-4, smooth: 2e-3, weight: () => 1 }
const learned = (more: Partial<Course> = {}, evidence: Evidence | null = null) => {
  const losses: number[] = []
  return { losses, ...learn(blank, known, candidatesOf, { ...course, ...more }, evidence, (_, loss) => losses.push(loss)) }
}

test('the rule is found: twins that were not learned from come far before what chance gives them', () => {
  const { losses, similar } = learned()
  expect(losses).toEqual(losses.toSorted((a, b) => b - a))
  const found = (similarity: Similarity) =>
    slicesOf(
      index,
      new TwinningGraph(),
      findTwins(index, new TwinningGraph(), held, (home, candidates) => similarity.scores(home, candidates)),
    ).all.hit50.value
  expect(found(new Similarity(index, similar))).toBeGreaterThan(2 * found(blank))
})

test('one seed gives the same numbers, another others; a twinning that counts nothing teaches nothing', () => {
  const [once, again, other] = [learned({ epochs: 1 }), learned({ epochs: 1 }), learned({ epochs: 1, seed: 4 })]
  expect(JSON.stringify(once)).toBe(JSON.stringify(again))
  expect(JSON.stringify(other)).not.toBe(JSON.stringify(once))
  expect(
    learned({ epochs: 1, weight: () => 0 })
      .similar.surfaces.height.flat()
      .every((value) => value === 0),
  ).toBe(true)
})

test('a twinning is left out of the graph while it is learned from, and is there again afterwards', () => {
  // Nobody has a second twin: with its own left out every town has none, and having one speaks against a place.
  const lone = [...new Map(known.map((pair) => [pair[1], pair])).values()].slice(0, 100)
  const evidence = new Evidence(index, new TwinningGraph(lone))
  const towns = Uint32Array.from(lone.flat())
  const { evidence: lines } = learn(
    blank,
    lone,
    () => towns,
    { ...course, epochs: 4 },
    evidence,
    () => {},
  )
  expect([lines!.degree[0]! > lines!.degree[1]!, evidence.graph.pairs]).toEqual([true, lone.length])
  expect(lone.every(([a, b]) => evidence.graph.has(a, b))).toBe(true)
})
