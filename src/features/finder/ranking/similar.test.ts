// The fast scores are the sums of the shown factors; sliders scale them; unknown is a value.
import { expect, test } from 'vitest'
import { candidatesByCountry } from './evaluation.ts'
import { seeded } from './learning.ts'
import { FACTOR_NAMES, type Factor, level, readOff, SCALES } from './levels.ts'
import { loadPlaces, STANDINGS } from './place-index.ts'
import { best, mostSimilar } from './ranking.ts'
import { asLearned, Similarity } from './similar.ts'
import { weights } from './weights.ts'

const index = loadPlaces()
const similarity = new Similarity(index, weights.similar)
const TROYAN = index.row(726_320)!
const nothing = Object.fromEntries(FACTOR_NAMES.map((name) => [name, 0])) as Record<Factor, number>

test('the list of places says what it says of Troyan', () => {
  const { of } = index
  expect([index.name(TROYAN), index.countryOf(TROYAN), of.population[TROYAN], of.elevation[TROYAN], STANDINGS[of.standing[TROYAN]!]]).toEqual([
    'Troyan',
    'BG',
    21_162,
    389,
    'place',
  ])
  expect([of.around[TROYAN]! >= 21_162, of.sea[TROYAN]! > 150 && of.sea[TROYAN]! < 230]).toEqual([true, true])
  expect([index.row(999_999_999), index.ofCountry('ZZ').length]).toEqual([undefined, 0])
})

test('levels lie between the marks, beyond them nothing changes, unknown is its own', () => {
  const { height } = SCALES
  expect([level(height, -50), level(height, 0), level(height, 55), level(height, 300), level(height, 9000), level(height, Number.NaN)]).toEqual([
    0, 0, 1.5, 4, 8, 9,
  ])
  expect([readOff([0, 10, 20], 1), readOff([0, 10, 20], 1.25), readOff([0, 10, 20], 2)]).toEqual([10, 12.5, 20])
})

test('a score is the sum of its factors, for any two places and any sliders', () => {
  const random = seeded(3)
  const any = (): number => Math.floor(random() * index.rows)
  for (let round = 0; round < 40; round += 1) {
    const home = round === 0 ? TROYAN : any()
    const sliders = Object.fromEntries(FACTOR_NAMES.map((name) => [name, round === 0 ? 1 : Math.floor(random() * 3)])) as Record<Factor, number>
    const candidates = Uint32Array.from({ length: 200 }, any)
    const scores = similarity.scores(home, candidates, sliders)
    candidates.forEach((row, i) => {
      const factors = similarity.factorsOf(home)(row)
      const sum = FACTOR_NAMES.reduce((total, name) => total + sliders[name] * factors[name], 0)
      // The fast way reads distances and sizes off tables with steps; nobody's place in a list of thousands hangs on that.
      expect(Math.abs(scores[i]! - sum)).toBeLessThan(0.02)
    })
  }
})

test('one slider alone is one factor; all at nothing give no order and so no list', () => {
  const italians = candidatesByCountry(index)(index.countries.indexOf('IT'))
  const scores = similarity.scores(TROYAN, italians, { ...nothing, sea: 1 })
  italians.forEach((row, i) => expect(Math.abs(scores[i]! - similarity.factorsOf(TROYAN)(row).sea)).toBeLessThan(0.001))
  expect(mostSimilar(similarity, TROYAN, italians, 10, nothing)).toEqual([])
})

test('the first of the list are those with the highest scores, their factors told against the average of the list', () => {
  const italians = candidatesByCountry(index)(index.countries.indexOf('IT'))
  const list = mostSimilar(similarity, TROYAN, italians, 25)
  const scores = similarity.scores(TROYAN, italians, asLearned)
  expect(list.map(({ score }) => score)).toEqual([...scores].sort((a, b) => b - a).slice(0, 25))
  expect(list.map(({ rank }) => rank)).toEqual(Array.from({ length: 25 }, (_, i) => i + 1))
  const [first, second] = [list[0]!, list[1]!]
  const difference = FACTOR_NAMES.reduce((sum, name) => sum + first.factors[name] - second.factors[name], 0)
  expect(difference).toBeCloseTo(first.score - second.score, 1)
  // Alike in size is what the list is for: no city of a million for a town of twenty thousand.
  for (const { row } of list) expect(index.of.population[row]! / 21_162).toBeLessThan(5)
})

test('chosen rows have the places, scores and factors of the whole list, in the order they are asked for; what is no candidate is passed over', () => {
  const italians = candidatesByCountry(index)(index.countries.indexOf('IT'))
  const sliders = { ...asLearned, size: 2, renown: 0 }
  const whole = mostSimilar(similarity, TROYAN, italians, italians.length, sliders)
  expect(whole.length).toBe(italians.length)
  const chosen = [4_000, 0, 611, 2, whole.length - 1].map((at) => whole[at]!)
  const asked = [chosen[0]!.row, TROYAN, ...chosen.slice(1).map(({ row }) => row)]
  expect(mostSimilar(similarity, TROYAN, italians, asked, sliders)).toEqual(chosen)
})

test('of equal ones each has a place of its own, chosen or not: the order of the rows', () => {
  const italians = candidatesByCountry(index)(index.countries.indexOf('IT')).subarray(0, 400)
  // One slider alone gives few different scores: all towns of one rank are equal.
  const sliders = { ...nothing, standing: 1 }
  const whole = mostSimilar(similarity, TROYAN, italians, italians.length, sliders)
  expect(new Set(whole.map(({ score }) => score)).size).toBeLessThan(20)
  expect(new Set(whole.map(({ rank }) => rank)).size).toBe(400)
  expect(
    mostSimilar(
      similarity,
      TROYAN,
      italians,
      whole.map(({ row }) => row),
      sliders,
    ),
  ).toEqual(whole)
})

test('equal scores keep the order of the rows', () => {
  expect(best(Uint32Array.from([5, 3, 9, 1]), Float32Array.from([1, 2, 1, 2]), 3)).toEqual([3, 1, 0])
  expect(best(new Uint32Array(), new Float32Array(), 3)).toEqual([])
})

test('a town whose size or height nobody knows is compared by the rest, and counts as unknown', () => {
  const unknown = [...index.of.population.keys()].find((row) => index.of.population[row] === 0)!
  const scores = similarity.scores(unknown, candidatesByCountry(index)(index.countries.indexOf('FR')))
  expect([...scores].every(Number.isFinite)).toBe(true)
  expect(similarity.between('ratio', unknown, TROYAN)).toBe(19)
})
