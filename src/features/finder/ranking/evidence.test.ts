// What the graph says of two towns, with the towns it rests on; what is left out is not known.
import { expect, test } from 'vitest'
import { Evidence, EVIDENCE, EVIDENCE_NAMES, type EvidenceName, grownBy, type Witness } from './evidence.ts'
import { seeded } from './learning.ts'
import { level, readOff } from './levels.ts'
import { loadPlaces } from './place-index.ts'
import { arisingScores, mostArising, TIE_NAMES, TIES, tiesAsLearned, type TieSliders } from './ranking.ts'
import { Similarity } from './similar.ts'
import { kilometres } from './surroundings.ts'
import { type Pair, TwinningGraph } from './twinning-graph.ts'
import { weights } from './weights.ts'

const index = loadPlaces()
const named = (name: string, country: string): number => {
  const rows = [...index.ofCountry(country)].filter((row) => index.name(row) === name)
  return rows.reduce((largest, row) => (index.of.population[row]! > index.of.population[largest]! ? row : largest))
}
const [troyan, lovech, jingdezhen] = [index.row(726_320)!, named('Lovech', 'BG'), index.row(1_805_680)!]
const [faenza, forli, fano] = [named('Faenza', 'IT'), index.row(3_176_746)!, index.row(3_177_219)!]
const names = (rows: readonly number[]): string[] => rows.map((row) => index.name(row))
const witnesses = (seen: readonly Witness[]): string[] => names(seen.map(({ by }) => by))
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
  expect([names(found.common), witnesses(found.neighbours), witnesses(found.besides)]).toEqual([['Jingdezhen'], ['Lovech'], ['Forlì']])
  // Lovech lies 0.24° north of Troyan on the same meridian.
  expect([Math.round(found.neighbours[0]!.km), Math.round(found.besides[0]!.km)]).toEqual([27, 15])
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

/** All measures of one pair counted plainly, as the sentences in `EVIDENCE` say them. */
function plainly(pairs: readonly Pair[], home: number, row: number): Record<EvidenceName, number> {
  const { lat, lon, region, country } = index.of
  const unique = new Map(pairs.filter(([a, b]) => a !== b).map(([a, b]) => [`${Math.min(a, b)} ${Math.max(a, b)}`, [a, b] as const]))
  const partners = new Map<number, number[]>()
  for (const [a, b] of unique.values()) {
    partners.set(a, [...(partners.get(a) ?? []), b])
    partners.set(b, [...(partners.get(b) ?? []), a])
  }
  const of = (town: number): number[] => partners.get(town) ?? []
  const near = (a: number, b: number): number => {
    const km = kilometres(lat[a]!, lon[a]!, lat[b]!, lon[b]!)
    return km > 60 || a === b ? 0 : Math.exp(-km / 18)
  }
  const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0)
  const twins = [...partners.keys()]
  const nearTwin = (end: number): number => (end === home ? 0 : sum(twins.filter((town) => of(town).includes(end)).map((town) => near(home, town))))
  const directed = [...partners].flatMap(([town, others]) => others.map((other) => [town, other] as const))
  const towns = 3 + twins.filter((town) => region[town] === region[row]).length
  return {
    common: sum(
      of(home)
        .filter((partner) => of(partner).includes(row))
        .map((partner) => 1 / Math.log(1.5 + of(partner).length)),
    ),
    distant: sum(
      of(home).flatMap((first) =>
        of(first)
          .filter((second) => second !== home)
          .flatMap((second) =>
            of(second)
              .filter((third) => third === row && third !== first)
              .map(() => 1 / Math.sqrt(of(first).length * of(second).length)),
          ),
      ),
    ),
    neighbours: nearTwin(row),
    besides: sum(of(home).map((partner) => near(partner, row))),
    pairs: sum(twins.filter((end) => near(end, row) > 0).map((end) => near(end, row) * nearTwin(end))),
    regions: directed.filter(([a, b]) => region[a] === region[home] && region[b] === region[row]).length / towns,
    country: directed.filter(([a, b]) => country[a] === country[home] && region[b] === region[row]).length / towns,
    degree: of(row).length,
    countrymen: of(row).filter((partner) => country[partner] === country[home]).length,
    already: of(home).filter((partner) => region[partner] === region[row]).length,
  }
}

const random = seeded(7)
const settled = [...index.ofCountry('BG'), ...index.ofCountry('IT'), ...index.ofCountry('FJ')]
const some = (): number => settled[Math.floor(random() * settled.length)]!
/** Some towns have many twins, as in the world. */
const hubs = Array.from({ length: 40 }, some)
const anyTown = (): number => (random() < 0.5 ? hubs[Math.floor(random() * hubs.length)]! : some())
const world: Pair[] = Array.from({ length: 600 }, () => [anyTown(), anyTown()])
const extra: Pair[] = Array.from({ length: 40 }, () => [anyTown(), anyTown()])

test('any pair of towns has the measures that plain counting finds; an office’s own twinnings over shared ones count like all others', () => {
  const shared = new Evidence(index, new TwinningGraph(world))
  const fuller = shared.with(extra)
  const whole = new Evidence(index, new TwinningGraph([...world, ...extra]))
  expect([fuller.graph.pairs, shared.graph.pairs]).toEqual([whole.graph.pairs, new TwinningGraph(world).pairs])
  for (let i = 0; i < 25; i += 1) {
    const [home, row] = [anyTown(), anyTown()]
    if (home === row) continue
    for (const [evidence, pairs] of [
      [shared, world],
      [fuller, [...world, ...extra]],
      [whole, [...world, ...extra]],
    ] as const) {
      const [found, counted] = [evidence.of(home).values(row), plainly(pairs, home, row)]
      for (const name of EVIDENCE_NAMES) expect([name, found[name]]).toEqual([name, expect.closeTo(counted[name], 9)])
    }
  }
})

test('a score is the score of what the places are and the worth of every measure; its factors sum to it', () => {
  const evidence = new Evidence(index, new TwinningGraph(world)).with(extra)
  const similarity = new Similarity(index, weights.arise)
  const candidates = Uint32Array.from(settled)
  for (const home of [hubs[0]!, hubs[1]!, some(), troyan]) {
    const bare = similarity.scores(home, candidates)
    const scores = arisingScores(similarity, evidence, weights.evidence, home, candidates)
    const seen = evidence.of(home)
    for (let i = 0; i < candidates.length; i += 37) {
      const values = seen.values(candidates[i]!)
      const worth = EVIDENCE_NAMES.reduce((sum, name) => sum + readOff(weights.evidence[name], level(EVIDENCE[name], grownBy(values[name]))), 0)
      expect(scores[i]).toBeCloseTo(bare[i]! + worth, 4)
    }
    const [first, second] = mostArising(similarity, evidence, weights.evidence, home, candidates, 2)
    const sumOf = (factors: Readonly<Record<string, number>>): number => Object.values(factors).reduce((sum, value) => sum + value, 0)
    expect(sumOf(first!.factors) - sumOf(second!.factors)).toBeCloseTo(first!.score - second!.score, 1)
  }
})

const noTies = Object.fromEntries(TIE_NAMES.map((name) => [name, 0])) as TieSliders

test('chosen rows have the places, scores and factors of the whole list; where no ties tell towns apart, the order of the rows does', () => {
  const evidence = new Evidence(index, new TwinningGraph(world))
  const similarity = new Similarity(index, weights.arise)
  const candidates = index.ofCountry('IT').filter((row) => index.of.population[row]! >= 1000)
  for (const ties of [tiesAsLearned, { ...noTies, common: 1 }]) {
    const list = (wanted: number | readonly number[]) => mostArising(similarity, evidence, weights.evidence, hubs[0]!, candidates, wanted, ties)
    const whole = list(candidates.length)
    expect(whole.map(({ rank }) => rank)).toEqual(Array.from(candidates, (_, i) => i + 1))
    const chosen = [whole.length - 1, 3, 0, 1, 1_200].map((at) => whole[at]!)
    expect(list([...chosen.map(({ row }) => row), hubs[0]!])).toEqual(chosen)
    if (ties === tiesAsLearned) continue
    // Few have a partner in common with home: all others are equal.
    const last = whole.at(-1)!.score
    const equal = whole.filter(({ score }) => score === last).map(({ row }) => row)
    expect([equal.length > 1_000, equal]).toEqual([true, equal.toSorted((a, b) => a - b)])
  }
})

test('all ties at nothing give no order and so no list, however much is known; one alone gives one', () => {
  const evidence = new Evidence(index, new TwinningGraph(world))
  const similarity = new Similarity(index, weights.arise)
  const candidates = Uint32Array.from(settled)
  const list = (ties: TieSliders, wanted: number | readonly number[] = 5) =>
    mostArising(similarity, evidence, weights.evidence, hubs[0]!, candidates, wanted, ties)
  expect([list(noTies), list(noTies, [settled[0]!, settled[1]!])]).toEqual([[], []])
  for (const tie of TIE_NAMES) {
    const found = list({ ...noTies, [tie]: 1 })
    expect([tie, found.length]).toEqual([tie, 5])
    // What has no weight adds nothing.
    const counts: readonly string[] = tie === 'attributes' ? ['attributes'] : TIES[tie]
    for (const { factors } of found)
      for (const [name, value] of Object.entries(factors)) if (!counts.includes(name)) expect([tie, name, value + 0]).toEqual([tie, name, 0])
  }
})
