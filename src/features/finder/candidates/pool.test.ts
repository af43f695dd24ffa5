// What is kept of a question from one request to the next: the same for the same office and evidence, and never what has become untrue.
import { expect, test } from 'vitest'
import { Evidence } from '../ranking/evidence.ts'
import { type Pair, TwinningGraph } from '../ranking/twinning-graph.ts'
import { groundOf } from './ground.queries.ts'
import { type Among, poolOf } from './pool.queries.ts'

const ground = await groundOf()
const { index } = ground
const [troyan, faenza, fano, jingdezhen] = [726_320, 3_177_300, 3_177_219, 1_805_680].map((id) => index.row(id)!) as [number, number, number, number]
const world = new Evidence(index, new TwinningGraph([[troyan, jingdezhen]]))
const italy: Among = { scope: { country: 'IT' }, free: false, excluded: [] }
const looking = (office: string, evidence: Evidence) => (among: Among) =>
  poolOf({ office: { id: office, placeId: 726_320 }, ground, home: troyan, evidence }, among)
const learned = (...pairs: readonly Pair[]): Evidence => world.with(pairs)

test('two offices in one town, with twinnings of their own, each keep their pool', () => {
  const [first, second] = [looking('first', learned([troyan, faenza])), looking('second', learned([troyan, fano]))]
  const [ours, theirs] = [first(italy), second(italy)]
  expect([ours.linked, theirs.linked]).toEqual([[faenza], [fano]])
  expect([first(italy) === ours, second(italy) === theirs]).toEqual([true, true])
})

test('another question, or a twinning learned of, is another pool; an excluded town is in none', () => {
  const before = looking('third', world)
  const whole = before(italy)
  expect([before({ ...italy, free: true }) === whole, before(italy) === whole]).toEqual([false, true])
  const left = before({ ...italy, excluded: [faenza] })
  expect([whole.candidates.includes(faenza), left.candidates.includes(faenza), whole.candidates.length - left.candidates.length]).toEqual([true, false, 1])
  const after = looking('third', learned([troyan, faenza]))(italy)
  expect([after.candidates.includes(faenza), after.linked]).toEqual([false, [faenza]])
})

test('no more than eight are kept, the longest unused goes first', () => {
  const look = looking('fourth', world)
  const of = (country: string): Among => ({ ...italy, scope: { country } })
  const countries = ['IT', 'FR', 'DE', 'ES', 'PL', 'RO', 'GR', 'TR'].map((country) => ({ country, pool: look(of(country)) }))
  expect(countries.map(({ country, pool }) => look(of(country)) === pool)).toEqual(countries.map(() => true))
  look(of('PT'))
  expect([look(of('FR')) === countries[1]!.pool, look(of('IT')) === countries[0]!.pool]).toEqual([true, false])
})
