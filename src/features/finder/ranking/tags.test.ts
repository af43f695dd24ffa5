// Tags add a fixed step where a town is known for what is asked, each as a reason of its own, and leave everything else as it was learned.
import { expect, test } from 'vitest'
import starters from '../../../../reference/ceramics-towns.json' with { type: 'json' }
import { candidatesByCountry } from './evaluation.ts'
import { FACTOR_NAMES, type Factor } from './levels.ts'
import { isCandidate, loadPlaces } from './place-index.ts'
import { mostSimilar } from './ranking.ts'
import { asLearned, Similarity } from './similar.ts'
import { SharedTags, TAG_STEP, tagFactor, tagOfFactor, tagCounts, tagsByRow, wantedTags } from './tags.ts'
import { weights } from './weights.ts'

const index = loadPlaces()
const similarity = new Similarity(index, weights.similar)
const TROYAN = index.row(726_320)!
const FAENZA = index.row(3_177_300)!
const italians = candidatesByCountry(index)(index.countries.indexOf('IT'))
const nothing = Object.fromEntries(FACTOR_NAMES.map((name) => [name, 0])) as Record<Factor, number>
const known = new Map<number, { tag: string }[]>(starters.towns.map(({ id }) => [id, [{ tag: 'ceramics' }]]))
const has = tagsByRow(index, known.set(3_177_300, [{ tag: 'ceramics' }, { tag: 'river' }]))
const tags = (wanted: Record<string, number>) => new SharedTags({ wanted, has })

test('home’s tags count once unless said otherwise, others only when wished for', () => {
  expect(wantedTags(['ceramics', 'plum', 'mountain'], { plum: 0, mountain: 2, sea: 1.5, lake: 0 })).toEqual({ ceramics: 1, mountain: 2, sea: 1.5 })
  expect([tagFactor('ceramics'), tagOfFactor('tag:ceramics'), tagOfFactor('sea')]).toEqual(['tag:ceramics', 'ceramics', null])
  // A town that the index does not have is no row.
  expect(tagsByRow(index, new Map([[999_999_999, [{ tag: 'sea' }]]])).size).toBe(0)
})

test('each tag adds its weight times the step where the town has it, whatever the order of the candidates', () => {
  const asked = tags({ ceramics: 1, river: 0.5, lake: 3, sea: 0 })
  expect(asked.names).toEqual(['tag:ceramics', 'tag:river', 'tag:lake'])
  expect(asked.factorsOf(FAENZA)).toEqual({ 'tag:ceramics': TAG_STEP, 'tag:river': TAG_STEP / 2, 'tag:lake': 0 })
  const mixed = Uint32Array.from([FAENZA, TROYAN, index.rows - 1, FAENZA, 0])
  expect([...asked.over(mixed)]).toEqual([TAG_STEP * 1.5, 0, 0, TAG_STEP * 1.5, 0])
  expect([...tags({}).over(mixed)]).toEqual([0, 0, 0, 0, 0])
})

test('the reasons sum to the score less the average, and what was learned stays what it was', () => {
  const plain = mostSimilar(similarity, TROYAN, italians, italians.length)
  const asked = tags({ ceramics: 1, river: 2 })
  const found = mostSimilar(similarity, TROYAN, italians, italians.length, asLearned, asked)
  const plainOf = new Map(plain.map((one) => [one.row, one]))
  const distances = found.map((one) => one.score - Object.values(one.factors).reduce((sum, value) => sum + value, 0))
  // The same average for every town of the list, but for the steps in which distances are read off.
  expect(Math.max(...distances) - Math.min(...distances)).toBeLessThan(0.12)
  for (const { row, score, factors } of found) {
    const before = plainOf.get(row)!
    const added = Object.values(asked.factorsOf(row)).reduce((sum, value) => sum + value, 0)
    expect(score - before.score).toBeCloseTo(added, 4)
    for (const name of FACTOR_NAMES) expect(factors[name]).toBeCloseTo(before.factors[name], 6)
  }
  const faenza = found.find(({ row }) => row === FAENZA)!
  expect(faenza.rank).toBeLessThan(plainOf.get(FAENZA)!.rank)
  // The average town of Italy is hardly a ceramics town: nearly the whole step stands beside it.
  expect(faenza.factors['tag:ceramics']).toBeGreaterThan(TAG_STEP * 0.9)
  expect(faenza.factors['tag:ceramics']).toBeLessThanOrEqual(TAG_STEP)
})

test('how many of the candidates have each tag: those elsewhere are not counted', () => {
  const italy = tagCounts(has, italians)
  const inItaly = [...has].filter(([row]) => italians.includes(row))
  for (const [tag, count] of italy) expect([tag, count]).toEqual([tag, inItaly.filter(([, tags]) => tags.includes(tag)).length])
  expect([...italy.keys()].toSorted()).toEqual([...new Set(inItaly.flatMap(([, tags]) => tags))].toSorted())
  expect([italy.get('ceramics')! > 0, tagCounts(has, new Uint32Array()).size]).toEqual([true, 0])
})

test('with no tags the list is the one it was', () => {
  expect(mostSimilar(similarity, TROYAN, italians, 30, asLearned, tags({}))).toEqual(mostSimilar(similarity, TROYAN, italians, 30))
})

test('tags alone still rank; nothing at all does not', () => {
  const found = mostSimilar(similarity, TROYAN, italians, 60, nothing, tags({ ceramics: 1 }))
  expect([found.slice(0, 3).every(({ row }) => has.has(row)), found.length]).toEqual([true, 60])
  expect(found.filter(({ score }) => score > 0).every(({ row, score }) => has.get(row)!.includes('ceramics') && score === TAG_STEP)).toBe(true)
  expect(mostSimilar(similarity, TROYAN, italians, 60, nothing, tags({ ceramics: 0 }))).toEqual([])
})

test('every town of the starter list is in the list of places, in its country, by its name and once', () => {
  const faults = starters.towns.filter(({ id, name, country }) => {
    const row = index.row(id)
    return row === undefined || index.countryOf(row) !== country || index.name(row) !== name
  })
  expect(faults).toEqual([])
  expect(new Set(starters.towns.map(({ id }) => id)).size).toBe(starters.towns.length)
  expect(starters.towns.filter(({ source }) => !Object.hasOwn(starters.sources, source))).toEqual([])
  expect(Object.values(starters.sources).every(({ title, address }) => title !== '' && /^https?:\/\//.test(address))).toBe(true)
  // Hamlets and towns without a number of people are known facts too; the finder proposes none under a thousand inhabitants.
  expect(starters.towns.filter(({ id }) => !isCandidate(index, index.row(id)!)).map(({ name }) => name)).toEqual([
    'Castelli',
    'Fratte Rosa',
    'San Lorenzello',
    'Viana do Alentejo',
    'Potríes',
  ])
})
