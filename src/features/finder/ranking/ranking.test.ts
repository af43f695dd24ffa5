// Places in a list are the same whether the list or single rows are asked for; an order that keeps what was reckoned says the same as one made anew.
import { expect, test } from 'vitest'
import { candidatesByCountry } from './evaluation.ts'
import { Evidence } from './evidence.ts'
import { seeded } from './learning.ts'
import { FACTOR_NAMES, forEach } from './levels.ts'
import { loadPlaces } from './place-index.ts'
import { best, LikenessOrder, mostArising, mostSimilar, ranksOf, TIE_NAMES, TieOrder, tiesAsLearned } from './ranking.ts'
import { asLearned, Similarity } from './similar.ts'
import { SharedTags } from './tags.ts'
import { TwinningGraph } from './twinning-graph.ts'
import { weights } from './weights.ts'

const index = loadPlaces()
const HOME = index.row(726_320)!
const italians = candidatesByCountry(index)(index.countries.indexOf('IT'))
const [similarity, arising] = [new Similarity(index, weights.similar), new Similarity(index, weights.arise)]
const NIS = index.row(787_657)!
const evidence = new Evidence(
  index,
  new TwinningGraph([
    [HOME, NIS],
    [NIS, italians[40]!],
    [NIS, italians[900]!],
  ]),
)

test('ranks are those of the whole list, also where many scores are equal', () => {
  const random = seeded(11)
  for (let round = 0; round < 30; round += 1) {
    const many = 1 + Math.floor(random() * 60)
    const candidates = Uint32Array.from({ length: many }, (_, i) => 3 * i + 2)
    const scores = Float32Array.from(candidates, () => Math.floor(random() * 5))
    const list = best(candidates, scores, many).map((at) => candidates[at]!)
    const asked = [...candidates].filter(() => random() < 0.4)
    const ranks = ranksOf(candidates, scores, [...asked, 1])
    expect([...ranks].sort((a, b) => a[0] - b[0])).toEqual(asked.map((row) => [row, list.indexOf(row) + 1]))
  }
  expect(ranksOf(new Uint32Array(), new Float32Array(), [4]).size).toBe(0)
})

test('sliders moved one after the other leave the lists that those sliders alone give', () => {
  const [likeness, ties] = [new LikenessOrder(similarity, HOME, italians), new TieOrder(arising, evidence, weights.evidence, HOME, italians)]
  const tags = new SharedTags({ wanted: { ceramics: 2 }, has: new Map([[italians[7]!, ['ceramics']]]) })
  const random = seeded(5)
  for (let round = 0; round < 12; round += 1) {
    const sliders = round % 3 === 0 ? asLearned : forEach(FACTOR_NAMES, () => Math.floor(random() * 13) / 4)
    const shared = round % 2 === 0 ? tags : undefined
    expect(likeness.by(sliders, shared).first(5)).toEqual(mostSimilar(similarity, HOME, italians, 5, sliders, shared))
    const tied = round % 3 === 1 ? tiesAsLearned : forEach(TIE_NAMES, () => Math.floor(random() * 13) / 4)
    expect(ties.by(tied).first(5)).toEqual(mostArising(arising, evidence, weights.evidence, HOME, italians, 5, tied))
  }
})
