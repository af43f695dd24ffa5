// "How partnerships arise": what the world's twinnings say of two places, each measure with the towns it rests on.
import { forEach, type Scale } from './levels.ts'
import type { PlaceIndex } from './place-index.ts'
import { Circles, kilometres } from './surroundings.ts'
import { type Pair, TwinningGraph } from './twinning-graph.ts'

/** Measures of evidence; all are 0 where nothing is known. The marks are of ln(1 + 10·value), so that little is told apart from nothing. */
const grown = (values: readonly number[]): readonly number[] => values.map((value) => Math.log1p(10 * value))
export const EVIDENCE = {
  common: { marks: grown([0, 0.12, 0.3, 0.6, 1, 1.6, 2.6, 5]), unit: 'partners in common, each less the more twins it has' },
  distant: { marks: grown([0, 0.02, 0.06, 0.15, 0.4, 1, 3, 8]), unit: 'partners of partners of partners' },
  neighbours: { marks: grown([0, 0.05, 0.15, 0.4, 0.9, 1.6, 3, 6]), unit: 'neighbours of home twinned with the candidate, by nearness' },
  besides: { marks: grown([0, 0.05, 0.15, 0.4, 0.9, 1.6, 3]), unit: "home's partners beside the candidate, by nearness" },
  pairs: { marks: grown([0, 0.05, 0.15, 0.4, 1, 2.5, 6, 15]), unit: 'twinnings from beside home to beside the candidate, by nearness' },
  regions: { marks: grown([0, 0.01, 0.03, 0.08, 0.2, 0.5, 1, 2]), unit: 'twinnings between the two regions to towns with twins there' },
  country: { marks: grown([0, 0.02, 0.06, 0.15, 0.3, 0.6, 1, 2]), unit: "twinnings of home's country in the candidate's region to towns with twins there" },
  degree: { marks: grown([0, 1, 2, 3, 5, 8, 13, 25, 60]), unit: 'twins of the candidate' },
  countrymen: { marks: grown([0, 1, 2, 4, 8, 16]), unit: "twins of the candidate in home's country" },
  already: { marks: grown([0, 1, 2, 4]), unit: "home's twins in the candidate's region" },
} as const satisfies Readonly<Record<string, Scale>>
export type EvidenceName = keyof typeof EVIDENCE
export const EVIDENCE_NAMES = Object.keys(EVIDENCE) as EvidenceName[]

/** Kilometres within which a town is a neighbour, and over which nearness falls to a third. */
const NEAR_KM = 60
const FADES_KM = 18
const nearness = (km: number): number => Math.exp(-km / FADES_KM)

/** A town that evidence rests on, by its row; `km`: how far it is from the one it is a neighbour of. */
export type Witness = { readonly by: number; readonly km: number }
/** Partners in common, by rows; neighbours of home that are twinned with the candidate; home's partners that lie beside it. */
export type Witnesses = { readonly common: readonly number[]; readonly neighbours: readonly Witness[]; readonly besides: readonly Witness[] }

/** Circles of kilometres over the places of an index, laid out once for all graphs. */
const circlesOf = new WeakMap<PlaceIndex, Circles>()
function circles(index: PlaceIndex): Circles {
  let made = circlesOf.get(index)
  if (made === undefined) {
    made = new Circles(index.of.lat, index.of.lon)
    circlesOf.set(index, made)
  }
  return made
}

/** Towns by their rows, how many twins each has, and how many of them in one country. */
type Twinned = { readonly towns: Uint32Array; readonly degrees: Uint16Array; readonly countrymen: Uint16Array }

/** Counts by number; over others that are shared, only where they differ. */
class Counts {
  readonly #under: Counts | null
  readonly #counts = new Map<number, number>()
  constructor(under: Counts | null) {
    this.#under = under
  }
  of(key: number): number {
    return this.#counts.get(key) ?? this.#under?.of(key) ?? 0
  }
  add(key: number, by: number): void {
    this.#counts.set(key, this.of(key) + by)
  }
}

/** Twinned towns of the graph with their surroundings and regions, ready to be asked for any home. */
export class Evidence {
  readonly index: PlaceIndex
  readonly graph: TwinningGraph
  readonly #circles: Circles
  /** `region of one × regions + region of the other` → twinnings; both ways. */
  readonly #regions: Counts
  /** `country × regions + region` → twinnings of the country in the region. */
  readonly #countries: Counts
  readonly #townsOfRegion: Uint32Array
  /** Towns that have, or had, a twin, by country. */
  readonly #townsOf: Map<number, number[]>
  /** By the country whose towns are counted and the country of the towns that have them. */
  readonly #twinned = new Map<number, Map<number, Twinned>>()

  constructor(index: PlaceIndex, graph: TwinningGraph, under: Evidence | null = null) {
    this.index = index
    this.graph = graph
    this.#circles = circles(index)
    this.#regions = new Counts(under === null ? null : under.#regions)
    this.#countries = new Counts(under === null ? null : under.#countries)
    this.#townsOfRegion = under === null ? new Uint32Array(index.regions.length) : under.#townsOfRegion.slice()
    this.#townsOf = new Map(under === null ? [] : [...under.#townsOf].map(([country, towns]) => [country, [...towns]]))
    if (under !== null) return
    for (const town of graph.towns) {
      this.#settle(town)
      for (const other of graph.partners(town)) this.#count(town, other, 1)
    }
  }

  /** The same with more twinnings, as one office knows them; what this one holds is shared and stays as it is. */
  with(pairs: readonly Pair[]): Evidence {
    const graph = new TwinningGraph([], this.graph)
    const fuller = new Evidence(this.index, graph, this)
    for (const [a, b] of pairs) {
      if (a === b || graph.has(a, b)) continue
      for (const town of [a, b]) if (graph.degree(town) === 0) fuller.#settle(town)
      graph.add(a, b)
      fuller.#count(a, b, 1)
      fuller.#count(b, a, 1)
    }
    return fuller
  }

  #settle(town: number): void {
    const { region, country } = this.index.of
    this.#townsOfRegion[region[town]!]! += 1
    const towns = this.#townsOf.get(country[town]!)
    if (towns === undefined) this.#townsOf.set(country[town]!, [town])
    else towns.push(town)
  }

  #count(from: number, to: number, by: number): void {
    this.#twinned.clear()
    const { region, country } = this.index.of
    this.#regions.add(region[from]! * this.index.regions.length + region[to]!, by)
    this.#countries.add(country[from]! * this.index.regions.length + region[to]!, by)
  }

  /** Leaves a twinning out while `work` runs: what is learned or measured must not know the answer. */
  without<T>(a: number, b: number, work: () => T): T {
    const had = this.graph.has(a, b)
    if (!had) return work()
    this.graph.remove(a, b)
    this.#count(a, b, -1)
    this.#count(b, a, -1)
    try {
      return work()
    } finally {
      this.graph.add(a, b)
      this.#count(a, b, 1)
      this.#count(b, a, 1)
    }
  }

  /** Twinned towns of the region a place lies in, itself left out. */
  twinnedAround(row: number): readonly number[] {
    const { country, region } = this.index.of
    return (this.#townsOf.get(country[row]!) ?? []).filter((town) => town !== row && region[town] === region[row])
  }

  /** Twinned towns near a place, itself left out. */
  #near(row: number, found: (town: number, km: number) => void): void {
    this.#around(row, (town, km) => {
      if (town !== row && this.graph.degree(town) > 0) found(town, km)
    })
  }

  #around(row: number, found: (place: number, km: number) => void): void {
    this.#circles.within(this.index.of.lat[row]!, this.index.of.lon[row]!, NEAR_KM, found)
  }

  /** All that the graph says of one home; measures of single candidates are then read off. `only`: candidates' country, where no others will be asked for. */
  of(home: number, only: number | null = null): HomeEvidence {
    const { graph, index } = this
    const { country, region } = index.of
    const wanted = (row: number): boolean => only === null || country[row] === only
    const seen = new Seen(index.rows)
    const own = graph.partners(home)
    const ownRegions = new Map<number, number>()
    for (const partner of own) {
      ownRegions.set(region[partner]!, (ownRegions.get(region[partner]!) ?? 0) + 1)
      const share = 1 / Math.log(1.5 + graph.degree(partner))
      for (const second of graph.partners(partner)) {
        if (second === home) continue
        if (wanted(second)) seen.add(COMMON, second, share)
        const passed = 1 / Math.sqrt(graph.degree(partner) * graph.degree(second))
        for (const third of graph.partners(second)) if (third !== home && third !== partner && wanted(third)) seen.add(DISTANT, third, passed)
      }
      if (wanted(partner)) this.#around(partner, (place, km) => place !== partner && seen.add(BESIDES, place, nearness(km)))
    }
    const ends: number[] = []
    this.#near(home, (town, km) => {
      const by = nearness(km)
      for (const twin of graph.partners(town)) {
        if (twin === home || !wanted(twin)) continue
        if (seen.of(NEIGHBOURS, twin) === 0) ends.push(twin)
        seen.add(NEIGHBOURS, twin, by)
      }
    })
    for (const end of ends) {
      const by = seen.of(NEIGHBOURS, end)
      this.#around(end, (place, km) => place !== end && seen.addPair(place, by * nearness(km)))
    }
    const ours = country[home]!
    for (const { towns, degrees, countrymen } of this.#twinnedWith(ours, only))
      for (let i = 0; i < towns.length; i += 1) {
        seen.add(DEGREE, towns[i]!, degrees[i]!)
        if (countrymen[i] !== 0) seen.add(COUNTRYMEN, towns[i]!, countrymen[i]!)
      }
    const size = index.regions.length
    const ofRegion = (at: number): Record<RegionMeasure, number> => {
      const towns = this.#townsOfRegion[at]! + 3
      // Nobody there is twinned with anybody.
      if (towns === 3) return NOTHING_THERE
      return {
        regions: this.#regions.of(region[home]! * size + at) / towns,
        country: this.#countries.of(ours * size + at) / towns,
        already: ownRegions.get(at) ?? 0,
      }
    }
    return {
      home,
      values: (row) => ({
        common: seen.of(COMMON, row),
        distant: seen.of(DISTANT, row),
        neighbours: seen.of(NEIGHBOURS, row),
        besides: seen.of(BESIDES, row),
        pairs: seen.pairs(row),
        degree: seen.of(DEGREE, row),
        countrymen: seen.of(COUNTRYMEN, row),
        ...ofRegion(region[row]!),
      }),
      witnesses: (row) => this.witnesses(home, row),
      weigh: (candidates, scores, worth) => weigh(index, seen, ofRegion, candidates, scores, worth),
    }
  }

  /** How many twins the towns of each country (or of `only` one) have, and how many of those in this country. Kept while the graph stays as it is. */
  #twinnedWith(country: number, only: number | null): readonly Twinned[] {
    let kept = this.#twinned.get(country)
    if (kept === undefined) {
      kept = new Map()
      this.#twinned.set(country, kept)
    }
    const found = kept
    const { graph } = this
    const of = (theirs: number): Twinned => {
      let twinned = found.get(theirs)
      if (twinned === undefined) {
        const towns = Uint32Array.from(this.#townsOf.get(theirs) ?? [])
        const countrymen = Uint16Array.from(towns, (town) => {
          let count = 0
          for (const partner of graph.partners(town)) if (this.index.of.country[partner] === country) count += 1
          return count
        })
        twinned = { towns, degrees: Uint16Array.from(towns, (town) => graph.degree(town)), countrymen }
        found.set(theirs, twinned)
      }
      return twinned
    }
    return only === null ? [...this.#townsOf.keys()].map(of) : [of(only)]
  }

  /** Which towns the measures of one pair rest on, the nearest and most telling first. */
  witnesses(home: number, row: number): Witnesses {
    const { graph, index } = this
    const apart = (a: number, b: number): number => kilometres(index.of.lat[a]!, index.of.lon[a]!, index.of.lat[b]!, index.of.lon[b]!)
    const own = [...graph.partners(home)]
    const common = own.filter((partner) => graph.has(partner, row)).sort((a, b) => graph.degree(a) - graph.degree(b))
    const neighbours: Witness[] = []
    this.#near(home, (town, km) => {
      if (graph.has(town, row)) neighbours.push({ by: town, km })
    })
    const besides = own.map((partner) => ({ by: partner, km: apart(partner, row) })).filter(({ by, km }) => by !== row && km <= NEAR_KM)
    const byNearness = (a: Witness, b: Witness): number => a.km - b.km
    return { common, neighbours: neighbours.sort(byNearness), besides: besides.sort(byNearness) }
  }

  /** Twins of a town in home's country, home left out, the largest first. */
  countrymen(home: number, row: number): readonly number[] {
    const { country, population } = this.index.of
    return [...this.graph.partners(row)].filter((twin) => twin !== home && country[twin] === country[home]).sort((a, b) => population[b]! - population[a]!)
  }
}

/** Measures of single towns, kept side by side for the few that have any; that of `pairs`, which thousands have; and those that all towns of a region share. */
const TOWN_MEASURES = ['common', 'distant', 'neighbours', 'besides', 'degree', 'countrymen'] as const
const [COMMON, DISTANT, NEIGHBOURS, BESIDES, DEGREE, COUNTRYMEN] = [0, 1, 2, 3, 4, 5] as const
const REGION_MEASURES = ['regions', 'country', 'already'] as const
type RegionMeasure = (typeof REGION_MEASURES)[number]
const NOTHING_THERE = forEach(REGION_MEASURES, () => 0)
const MANY = TOWN_MEASURES.length

/** Measures of the towns of which anything is known; of all others they are 0. */
class Seen {
  /** Place of a row among those seen, from 1; 0: nothing is known of it but perhaps its pairs. */
  readonly #at: Int32Array
  readonly #pairs: Float64Array
  #values = new Float64Array(MANY * 1024)
  #seen = 0

  constructor(rows: number) {
    this.#at = new Int32Array(rows)
    this.#pairs = new Float64Array(rows)
  }

  add(measure: number, row: number, by: number): void {
    let at = this.#at[row]!
    if (at === 0) {
      at = this.#seen += 1
      this.#at[row] = at
      if ((at + 1) * MANY > this.#values.length) {
        const wider = new Float64Array(this.#values.length * 4)
        wider.set(this.#values)
        this.#values = wider
      }
    }
    this.#values[at * MANY + measure]! += by
  }

  addPair(row: number, by: number): void {
    this.#pairs[row]! += by
  }

  /** Place 0 is nobody's and holds nothing. */
  of(measure: number, row: number): number {
    return this.#values[this.#at[row]! * MANY + measure]!
  }

  pairs(row: number): number {
    return this.#pairs[row]!
  }

  knows(row: number): boolean {
    return this.#at[row] !== 0
  }
}

/** What a value of a measure adds to a score. */
export type Worth = Readonly<Record<EvidenceName, (value: number) => number>>

function weigh(
  index: PlaceIndex,
  seen: Seen,
  ofRegion: (region: number) => Record<RegionMeasure, number>,
  candidates: Uint32Array,
  scores: Float32Array,
  worth: Worth,
): void {
  const { region } = index.of
  const worths = TOWN_MEASURES.map((name) => worth[name])
  const nothing = Float64Array.from(worths, (of) => of(0))
  const nothingKnown = nothing.reduce((sum, value) => sum + value, 0)
  const [worthOfPairs, noPairs] = [worth.pairs, worth.pairs(0)]
  const nothingThere = forEach(REGION_MEASURES, (name) => worth[name](0))
  // Worked out when a region's first candidate comes.
  const ofRegions = new Float64Array(index.regions.length).fill(Number.NaN)
  const inRegion = (at: number): number => {
    const values = ofRegion(at)
    let sum = 0
    for (const name of REGION_MEASURES) sum += values[name] === 0 ? nothingThere[name] : worth[name](values[name])
    return (ofRegions[at] = sum)
  }
  for (let i = 0; i < candidates.length; i += 1) {
    const row = candidates[i]!
    const shared = ofRegions[region[row]!]!
    const pairs = seen.pairs(row)
    let sum = (Number.isNaN(shared) ? inRegion(region[row]!) : shared) + (pairs === 0 ? noPairs : worthOfPairs(pairs))
    if (seen.knows(row))
      for (let k = 0; k < MANY; k += 1) {
        const value = seen.of(k, row)
        sum += value === 0 ? nothing[k]! : worths[k]!(value)
      }
    else sum += nothingKnown
    scores[i]! += sum
  }
}

/** Measures of any candidate beside one home, and the towns they rest on. */
export type HomeEvidence = {
  readonly home: number
  values(row: number): Record<EvidenceName, number>
  witnesses(row: number): Witnesses
  /** Adds to each candidate's score what its measures are worth; what nothing is known of costs next to nothing. */
  weigh(candidates: Uint32Array, scores: Float32Array, worth: Worth): void
}

/** A measure on its scale. */
export const grownBy = (value: number): number => Math.log1p(10 * value)
